//! What leaves the room: a one-page summary and lists of action items, as text made from a session.
//!
//! Every export is a pure function, so that the preview on the screen is the file, byte for byte. Gaps are said at the
//! top instead of refusing to export, and no item of a session is lost on the way.

mod actions;
mod actions_csv;
mod actions_json;
mod agenda;
mod audience;
mod azure;
mod board;
mod chat;
mod cited;
mod costs;
mod coverage;
mod csv_table;
mod dot;
mod feature;
mod github;
mod gitlab;
mod html;
mod ics;
mod invite;
mod jira;
mod left;
mod lunch;
mod markdown;
mod matrix;
mod mermaid;
mod minutes;
mod names;
mod nothing;
mod one_threat;
mod pentest;
mod phrase;
mod picture;
mod questions;
mod ranking;
mod respond;
mod rests;
mod sheet;
mod stories;
mod story;
mod summary;
mod svg;
mod tasks;
mod threagile;
mod threat_composer;
mod ticket;
mod todo;
mod tracker_table;
mod trees;
mod view;
mod wiki;
mod zone_tree;

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::catalogue::{Catalogue, Trackers};
use crate::domain::text::safe;
use crate::domain::{Session, Stamp};
use crate::facts::Thresholds;
use crate::risk::Scales;
pub use audience::Audience;
pub use chat::{FIVE_LINES, five_lines};
pub use names::Names;
pub use one_threat::one_threat;
pub use sheet::SheetOptions;
use view::View;

/// A kind of export. Each has a module of its own in this room, which says all about it in its `KIND`, and a line in
/// [`Format::ALL`].
#[derive(Clone, Copy)]
pub struct Format(&'static Kind);

/// All about a kind of export.
struct Kind {
    /// Its name on the command line, on the screen and in the docs.
    name: &'static str,
    /// The file that it writes into a folder; where it writes several, what they have in common.
    file: &'static str,
    /// What it is, in a phrase.
    describes: &'static str,
    /// Whom it is for.
    shelf: Shelf,
    /// Writes it.
    write: fn(&View) -> Vec<File>,
    /// How much of a session it takes.
    takes: Takes,
}

/// How much of a session a format takes.
enum Takes {
    /// Everything.
    Everything,
    /// These tickets, each as long as fits there.
    Tickets(ticket::body::Paper, TicketsOf),
    /// Not everything: what is shortened, changed or left out, in sentences.
    Less(fn(&View) -> Vec<String>),
}

/// Whom an export is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shelf {
    /// To be read.
    People,
    /// To be worked on.
    Backlog,
    /// To be read by programs.
    Programs,
}

impl Shelf {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::People, Self::Backlog, Self::Programs];

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::People => "for people",
            Self::Backlog => "for the backlog",
            Self::Programs => "for programs",
        }
    }
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The end of its name: `summary.md`.
    pub name: String,
    /// What is in it.
    pub contents: String,
}

impl Format {
    /// All of them, in the order in which they are offered, shelf by shelf.
    pub const ALL: &'static [Self] = &[
        Self::SUMMARY,
        Self::ACTIONS,
        Self::HTML,
        Self::QUESTIONS,
        Self::MINUTES,
        Self::INVITE,
        Self::BOARD,
        Self::LUNCH,
        Self::SHEET,
        Self::PENTEST,
        Self::RESPOND,
        Self::SVG,
        Self::ACTIONS_CSV,
        Self::STORIES,
        Self::FEATURE,
        Self::JIRA,
        Self::GITLAB,
        Self::AZURE,
        Self::GITHUB,
        Self::TASKS,
        Self::TODO_TXT,
        Self::ICS,
        Self::JSON,
        Self::THREAT_COMPOSER,
        Self::THREAGILE,
        Self::MERMAID,
        Self::DOT,
        Self::TREES,
    ];

    /// One page of Markdown for someone who was not in the room.
    pub const SUMMARY: Self = Self(&summary::KIND);
    /// The whole session as one page for a browser or a printer.
    pub const HTML: Self = Self(&html::KIND);
    /// A task list in Markdown, by person.
    pub const ACTIONS: Self = Self(&actions::KIND);
    /// The questions by rank, with owners and answers.
    pub const QUESTIONS: Self = Self(&questions::KIND);
    /// What was written down when.
    pub const MINUTES: Self = Self(&minutes::KIND);
    /// An invitation to the next meeting, with a calendar entry where it has a time.
    pub const INVITE: Self = Self(&invite::KIND);
    /// The wall as plain text.
    pub const BOARD: Self = Self(&board::KIND);
    /// What came of a lunch, for a chat.
    pub const LUNCH: Self = Self(&lunch::KIND);
    /// A page for everyone in the meeting to write and vote on.
    pub const SHEET: Self = Self(&sheet::KIND);
    /// A brief for a penetration test.
    pub const PENTEST: Self = Self(&pentest::KIND);
    /// An incident card for each top threat.
    pub const RESPOND: Self = Self(&respond::KIND);
    /// The action items as a table for a tracker or a spreadsheet.
    pub const ACTIONS_CSV: Self = Self(&actions_csv::KIND);
    /// What is to be built, for whom and against what.
    pub const STORIES: Self = Self(&stories::KIND);
    /// What is to be built as scenarios of Gherkin, a file a mitigation.
    pub const FEATURE: Self = Self(&feature::KIND);
    /// The open work as a table for Jira's importer.
    pub const JIRA: Self = Self(&jira::KIND);
    /// The open work as a table for GitLab's importer.
    pub const GITLAB: Self = Self(&gitlab::KIND);
    /// The open work as a table for the importer of Azure Boards.
    pub const AZURE: Self = Self(&azure::KIND);
    /// The work as a script that makes issues on GitHub, or brings them up to date.
    pub const GITHUB: Self = Self(&github::KIND);
    /// The work as a task list in Markdown, by severity.
    pub const TASKS: Self = Self(&tasks::KIND);
    /// The work as todo.txt.
    pub const TODO_TXT: Self = Self(&todo::KIND);
    /// The work as tasks of a calendar.
    pub const ICS: Self = Self(&ics::KIND);
    /// The work for programs.
    pub const JSON: Self = Self(&actions_json::KIND);

    /// The questions and answers as a part of a Threagile model.
    pub const THREAGILE: Self = Self(&threagile::KIND);
    /// The map as a Mermaid flowchart.
    pub const MERMAID: Self = Self(&mermaid::KIND);
    /// The map as a picture.
    pub const SVG: Self = Self(&svg::KIND);
    /// The map for Graphviz.
    pub const DOT: Self = Self(&dot::KIND);
    /// What threats rest on as a Mermaid flowchart.
    pub const TREES: Self = Self(&trees::KIND);
    /// A workspace for Threat Composer.
    pub const THREAT_COMPOSER: Self = Self(&threat_composer::KIND);

    /// What the room takes away unless someone chooses.
    pub const HANDOUTS: [Self; 3] = [Self::SUMMARY, Self::ACTIONS, Self::ACTIONS_CSV];

    /// Its name on the command line and in the docs.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// The format of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.name() == name)
    }

    /// The file that it writes into a folder; where it writes several, what their names have in common.
    pub fn file_name(self) -> &'static str {
        self.0.file
    }

    /// What it is, in a phrase.
    pub fn describes(self) -> &'static str {
        self.0.describes
    }

    /// Whom it is for.
    pub fn shelf(self) -> Shelf {
        self.0.shelf
    }

    /// Whether it can leave out what did not change since a day. A page that people read would be wrong without it.
    pub fn can_be_recent(self) -> bool {
        self.shelf() == Shelf::Backlog
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Format {}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What an export depends on apart from the session.
#[derive(Clone, Debug)]
pub struct Options {
    /// How people are named.
    pub names: Names,
    /// Whom a page is written for.
    pub audience: Audience,
    /// The day of the export, which decides what is late.
    pub today: NaiveDate,
    /// How work items are called elsewhere.
    pub trackers: Arc<Trackers>,
    /// What the sweep asks about, with its category sets.
    pub catalogue: Arc<Catalogue>,
    /// The thresholds by which question 4 looks, so that a file says the same.
    pub limits: Arc<Thresholds>,
    /// The numbers that figures of risk are made with.
    pub scales: Arc<Scales>,
    /// Only what was captured or changed on this day or later; for formats that [can leave out](Format::can_be_recent)
    /// the rest.
    pub since: Option<NaiveDate>,
    /// What is chosen for a sheet.
    pub sheet: SheetOptions,
    /// When the next meeting begins, for an invitation.
    pub at: Option<Stamp>,
}

/// The files of an export: the same bytes for the same session and options, each ending in one line break.
pub fn render(format: Format, session: &Session, options: &Options) -> Vec<File> {
    (format.0.write)(&View::new(session, options))
}

/// What a format has no room for, in sentences: what was shortened, changed or left out on the way, or that there is
/// nothing to write.
pub fn remarks(format: Format, session: &Session, options: &Options) -> Vec<String> {
    let view = View::new(session, options);
    let all = match &format.0.takes {
        Takes::Everything => Vec::new(),
        Takes::Tickets(paper, tickets) => {
            let remark = paper.remark(&view, &tickets(&view));
            remark.into_iter().collect()
        }
        Takes::Less(remarks) => remarks(&view),
    };
    let nothing = nothing::remark(format, &view);
    all.iter().chain(&nothing).map(|said| safe(said)).collect()
}

/// Those tickets of a session that an export has.
type TicketsOf = for<'a> fn(&View<'a>) -> Vec<ticket::Ticket<'a>>;

/// The one file of an export, from its whole text.
fn one(kind: &Kind, contents: String) -> Vec<File> {
    vec![File {
        name: kind.file.to_owned(),
        contents,
    }]
}
