//! What leaves the room: a one-page summary and lists of action items, as text made from a session.
//!
//! Every export is a pure function, so that the preview on the screen is the file, byte for byte. Gaps are said at the
//! top instead of refusing to export, and no item of a session is lost on the way.

mod actions;
mod actions_csv;
mod chat;
mod markdown;
mod names;
mod phrase;
mod summary;
mod view;

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use crate::domain::Session;
pub use chat::five_lines;
pub use names::Names;
use view::View;

/// A kind of export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// One page of Markdown for somebody who was not in the room.
    Summary,
    /// A task list in Markdown, by person.
    Actions,
    /// The action items as a table for a tracker or a spreadsheet.
    ActionsCsv,
}

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Summary, Self::Actions, Self::ActionsCsv];

    /// Its name on the command line and in the docs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Actions => "actions",
            Self::ActionsCsv => "actions-csv",
        }
    }

    /// The format of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The file that it writes into a folder.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Summary => "summary.md",
            Self::Actions => "actions.md",
            Self::ActionsCsv => "actions.csv",
        }
    }

    /// What it is, in a phrase.
    pub fn describes(self) -> &'static str {
        match self {
            Self::Summary => "one page for everyone",
            Self::Actions => "task list by person",
            Self::ActionsCsv => "table for the tracker",
        }
    }
}

/// What an export depends on besides the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How people are named.
    pub names: Names,
    /// The day of the export, which decides what is late.
    pub today: NaiveDate,
}

/// The whole text of an export: the same bytes for the same session and options, ending in one line break.
pub fn render(format: Format, session: &Session, options: &Options) -> String {
    let view = View::new(session, *options);
    match format {
        Format::Summary => summary::render(&view),
        Format::Actions => actions::render(&view),
        Format::ActionsCsv => actions_csv::render(&view),
    }
}
