//! The command line's grammar: what may be typed, and the help that goes with it.

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{BoolishValueParser, PossibleValuesParser};
use clap::{Parser, Subcommand, ValueEnum};

use crate::catalogue::Language;
use crate::domain::{ItemId, Moment, NotAnId, ParkedId, ThreatId};
use crate::export::{Audience, Format, Names};

mod field;
pub(super) use field::FieldName;

const USAGE: &str = "threatboard [FILE]\n       threatboard COMMAND ...";

const EXIT_STATUS: &str = "\
Exit status: 0 done; 1 check found something (--fail-on); 2 usage error; 3 input cannot be read; \
4 operating-system error.";

const TOKENS: &str = "\
In TEXT, as on the screen: @di who, >sftp where, !high severity, #detect kind, #most strength of a mitigation, %S effort, c:high confidentiality of an asset, =CVE-2026-1 reference, \
due fri. All are optional; anything else stays text. A TEXT of - reads standard input, one item per line. \
Prints the new ids, one per line.";

const FIELDS: &str = "\
A VALUE of none clears the field. The ID session means the session itself: title, confidence and time-well-spent (one digit \
per person), votes, revisit, dismiss and undismiss (the id of a check), close (now). `set FILE sweep E4 tampering nothing` notes that you looked and found nothing: a place, categories by word or \
letter or all, then nothing or not-looked-at.";

const NO_COLOR: &str =
    "No colors: words, symbols, bold and underline only (also when NO_COLOR is set)";

const ASCII: &str = "\
Draw lines, boxes and the map in ASCII, for fonts without line drawing (also THREATBOARD_ASCII=1; \
--ascii=no overrides it)";

/// Run a threat-modeling meeting from one keyboard: four questions, threats, mitigations, questions and action items,
/// in a file the team owns.
#[derive(Debug, Parser)]
#[command(name = "threatboard", version, override_usage = USAGE, after_help = EXIT_STATUS)]
#[command(disable_help_subcommand = true, max_term_width = 100)]
pub(super) struct Args {
    /// The session to open; without one, the start screen
    pub(super) file: Option<PathBuf>,
    /// No colors: words, symbols, bold and underline only
    #[arg(long, global = true, help = NO_COLOR)]
    pub(super) no_color: bool,
    /// Draw lines, boxes and the map in ASCII
    #[arg(long, global = true, help = ASCII, value_name = "YES|NO", require_equals = true, num_args = 0..=1)]
    #[arg(default_missing_value = "yes", value_parser = BoolishValueParser::new(), hide_possible_values = true)]
    pub(super) ascii: Option<bool>,
    /// The theme: dark, light, terminal (its own colors), contrast, or one of yours; the command theme on the screen
    /// shows them all and saves your choice
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) theme: Option<String>,
    /// Plain lines of text, for screen readers; nothing is drawn
    #[arg(long, global = true)]
    pub(super) plain: bool,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// What can be done without a screen, and the ways to start.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Start a meeting
    #[command(group = clap::ArgGroup::new("named").args(["title", "from"]).multiple(true))]
    New {
        /// What it is about; with --from, the title of that session when not given
        title: Option<String>,
        /// Begin with the system, threats and mitigations of another session. Its people, meetings and decisions stay
        /// behind
        #[arg(long, value_name = "FILE")]
        from: Option<PathBuf>,
        /// The participants: "Ana eng, Bo eng"
        #[arg(long, value_name = "PEOPLE")]
        with: Option<String>,
        /// The session's file; made from the title when not given
        #[arg(long, value_name = "PATH")]
        file: Option<PathBuf>,
        /// Only create the file and print its path
        #[arg(long, requires = "named")]
        no_open: bool,
    },
    /// Look around in a finished meeting: a copy to try keys in
    Example,
    /// Practice alone: lead a meeting whose people are a script. The room speaks, you type what a facilitator would
    Rehearse {
        /// first (10 minutes, tells you what to do), facilitator (40 minutes), or a script of your own: a RON file
        #[arg(default_value = "first")]
        script: PathBuf,
    },
    /// Check whether one news item affects us
    #[command(after_help = super::one::ABOUT)]
    One(super::one::OneArgs),
    /// Print what you checked with `one`, newest first, and what is still open
    Journal(super::journal::JournalArgs),
    /// Add the threat of a one-threat session to a system's model; prints the new ids
    Attach(super::attach::AttachArgs),
    /// Start a lunch session: one big question on a whiteboard
    Lunch {
        /// What it is about
        topic: Option<String>,
        /// The session's file; made from the topic when not given
        #[arg(long, value_name = "PATH")]
        file: Option<PathBuf>,
        /// Only create the file and print its path
        #[arg(long, requires = "topic")]
        no_open: bool,
    },
    /// Turn a whiteboard into a meeting; ids are kept
    Promote {
        /// The session
        file: PathBuf,
    },
    /// Add an item
    #[command(after_help = TOKENS)]
    Add {
        /// The session
        file: PathBuf,
        /// What it is
        #[arg(hide_possible_values = false)]
        kind: AddKind,
        /// Its text
        #[arg(required = true)]
        text: Vec<String>,
        /// What it is about; for a mitigation, its threats
        #[arg(long, visible_aliases = ["for", "on"], value_name = "IDS", value_delimiter = ',')]
        about: Vec<ItemId>,
    },
    /// Change one field of an item
    #[command(after_help = FIELDS)]
    Set {
        /// The session's file
        file: PathBuf,
        /// The item, or `session`
        id: Target,
        /// The field
        field: FieldName,
        /// The new value; `in` and `unknown` need none
        value: Vec<String>,
        /// Reason for a response or a dismissal
        #[arg(long, value_name = "TEXT")]
        because: Option<String>,
        /// Who decided a response, rated a threat, gave a range, or looked whether a mitigation works
        #[arg(long, value_name = "WHO")]
        by: Option<String>,
        /// The threat for which a mitigation's strength, kind or in-rating is meant
        #[arg(long = "for", value_name = "THREAT")]
        for_threat: Option<ThreatId>,
        /// Until when a response holds: 12 aug, or what has to happen first
        #[arg(long, value_name = "WHEN")]
        until: Option<String>,
    },
    /// Link an item to others
    Link {
        /// The session
        file: PathBuf,
        /// The item
        id: ItemId,
        /// What it is linked to
        #[arg(required = true)]
        others: Vec<ItemId>,
    },
    /// Remove links between an item and others
    Unlink {
        /// The session
        file: PathBuf,
        /// The item
        id: ItemId,
        /// What it is linked to
        #[arg(required = true)]
        others: Vec<ItemId>,
    },
    /// Delete items and all links to them; says what goes with an element, a flow or a zone
    Delete {
        /// The session
        file: PathBuf,
        /// The items
        #[arg(required = true)]
        ids: Vec<ItemId>,
    },
    /// Merge an item into another of its kind: links are kept, and both texts of a threat, mitigation or question
    MergeItems {
        /// The session
        file: PathBuf,
        /// The one that goes
        from: ItemId,
        /// The one that stays
        into: ItemId,
    },
    /// Split one threat in two; prints the new id
    Split {
        /// The session
        file: PathBuf,
        /// The threat
        id: ThreatId,
        /// Its new text
        first: String,
        /// The text of the new threat
        second: String,
    },
    /// Move an item down in its list, or up with a negative number
    Move {
        /// The session
        file: PathBuf,
        /// The item
        id: ItemId,
        /// How many positions
        #[arg(allow_negative_numbers = true)]
        places: i32,
    },
    /// Turn a parked fix into a mitigation; prints its id
    Use {
        /// The session
        file: PathBuf,
        /// The parked fix
        parked: ParkedId,
        /// The threat that it mitigates
        threat: ThreatId,
    },
    /// Defer threats, with a reason and a date
    Defer {
        /// The session
        file: PathBuf,
        /// The threats
        #[arg(required = true)]
        ids: Vec<ThreatId>,
        /// Why they can wait
        #[arg(long, value_name = "TEXT", default_value = "")]
        because: String,
        /// Who decided that
        #[arg(long, value_name = "WHO")]
        by: Option<String>,
        /// Until when: fri, 2w, 12 aug, or what has to happen first
        #[arg(long, value_name = "WHEN")]
        until: Option<String>,
    },
    /// Print the items of a session, or the sessions of a folder
    List {
        /// The session, or a folder of sessions: those in it and the one-threat sessions in its folder one
        file: PathBuf,
        /// Only this kind
        kind: Option<ListKind>,
        /// Print JSON: the items and the tally; of a folder, its sessions
        #[arg(long)]
        json: bool,
    },
    /// Print the map, whole or one element or flow with what is around it
    #[command(after_help = super::map::ABOUT)]
    Map(super::map::MapArgs),
    /// Report what a session may have missed, like question 4
    Check {
        /// The sessions
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Exit with 1 when there is a finding of this strength or stronger
        #[arg(long, value_name = "LEVEL")]
        fail_on: Option<Level>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print where you looked: elements and flows by category, with what was found
    Coverage(super::coverage::CoverageArgs),
    /// Print what threats rest on, as trees, with what is left of each
    Tree(super::tree::TreeArgs),
    /// Look for entries of CWE, ATT&CK and OWASP Top 10 by id or by name
    References(super::references::ReferencesArgs),
    /// Simulate what a year costs, from the frequency and loss of threats
    #[command(after_help = super::simulate::ABOUT)]
    Simulate(super::simulate::SimulateArgs),
    /// Print the scale that threats are rated with, or use another one
    Scale(super::scale::ScaleArgs),
    /// Note that you looked at an element or flow with some categories in mind, and found nothing
    #[command(name = super::sweep::NAME, hide = true, override_usage = super::sweep::USAGE)]
    SetSweep(super::sweep::SweepArgs),
    /// Print how much risk is left: each threat as rated and as it is now, counts by level, what contributes most
    Risk(super::risk::RiskArgs),
    /// Print which threats fall if some mitigations were done and shown to work; changes nothing
    WhatIf(super::risk::WhatIfArgs),
    /// Print the least work that brings threats down to a level
    Cheapest(super::risk::CheapestArgs),
    /// Export a session: summary, report, tickets and more (see --list)
    Export {
        /// The session
        #[arg(required_unless_present = "list")]
        file: Option<PathBuf>,
        /// What to write
        #[arg(
            long,
            value_name = "FORMAT",
            value_delimiter = ',',
            required_unless_present = "list"
        )]
        #[arg(value_parser = PossibleValuesParser::new(Format::ALL.iter().map(|f| f.name())))]
        to: Vec<String>,
        /// A file for one format, or a folder; standard output when not given
        #[arg(long, value_name = "PATH")]
        out: Option<PathBuf>,
        /// How people are named
        #[arg(long, default_value = Names::default().name())]
        #[arg(value_parser = PossibleValuesParser::new(Names::ALL.map(Names::name)))]
        names: String,
        /// Who the summary is for: the same facts, in the order and words they need
        #[arg(long = "for", value_name = "AUDIENCE", default_value = Audience::default().name())]
        #[arg(value_parser = PossibleValuesParser::new(Audience::ALL.map(Audience::name)))]
        audience: String,
        /// Only work added or changed on or after this day, such as 2026-05-09; for backlog formats
        #[arg(long, value_name = "DATE")]
        changed_since: Option<String>,
        /// What a sheet is for; as far as the session is, when not given
        #[arg(long)]
        #[arg(value_parser = PossibleValuesParser::new(Moment::ALL.map(Moment::name)))]
        moment: Option<String>,
        /// How many dots each person has on a sheet for the vote
        #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u32).range(1..=99))]
        dots: Option<u32>,
        /// The language of a sheet
        #[arg(long)]
        #[arg(value_parser = PossibleValuesParser::new(Language::ALL.map(Language::name)))]
        language: Option<String>,
        /// When the meeting begins, such as "thu 10:00": adds invite.ics to the invitation
        #[arg(long, value_name = "WHEN")]
        at: Option<String>,
        /// Also replace files that are not unedited exports; the former stay as .bak. Never a session
        #[arg(long)]
        force: bool,
        /// Print the formats and the file that each writes
        #[arg(long, exclusive = true)]
        list: bool,
    },
    /// Import a file of another format
    #[command(after_help = super::import::ABOUT)]
    Import(super::import::ImportArgs),
    /// Read tickets back from a tracker: state, owners and keys. Shows the changes; --apply makes them
    Sync(super::sync::SyncArgs),
    /// Facilitator notes for a second terminal: pace, what to say, who is quiet. The file is only read
    Notes {
        /// The session of the meeting
        file: PathBuf,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page of threatboard, or of a command
    Man {
        /// The command
        command: Option<String>,
    },
}

/// What can be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum AddKind {
    /// What can go wrong
    Threat,
    /// A proposed mitigation, for the threats given with --for
    Mitigation,
    /// A mitigation already in place
    InPlace,
    /// What no one in the meeting knows
    Question,
    /// What someone will do
    Action,
    /// What is worth protecting: customer records #data c:high --on E2
    Asset,
    /// What the business would lose by the threats given with --for; one in the same words is used again
    BusinessRisk,
    /// What is assumed
    Assumption,
    /// A fix said too early; #off for an off-topic item
    Park,
    /// What is included
    InScope,
    /// What is excluded
    OutOfScope,
    /// What prompted this
    WhyNow,
    /// A line of the map: customer -> web : request
    Map,
    /// Participants: Ana eng, Bo eng
    Participant,
    /// A role that is missing
    MissingRole,
    /// Who to inform afterwards
    #[value(name = "inform", alias = "should-hear")]
    ShouldHear,
    /// What to do again next time
    Keep,
    /// What to do differently next time
    Change,
    /// What triggers the next review
    RevisitWhen,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListKind {
    #[value(alias = "note")]
    Notes,
    #[value(alias = "participant")]
    Participants,
    #[value(alias = "assumption")]
    Assumptions,
    #[value(alias = "zone")]
    Zones,
    #[value(alias = "element")]
    Elements,
    #[value(alias = "flow")]
    Flows,
    #[value(alias = "threat")]
    Threats,
    #[value(alias = "mitigation")]
    Mitigations,
    #[value(alias = "question")]
    Questions,
    #[value(alias = "action")]
    Actions,
    Parked,
    #[value(alias = "asset")]
    Assets,
    #[value(alias = "business-risk")]
    BusinessRisks,
    /// Notes from before the meeting that wait
    Waiting,
}

/// How strong a finding must be to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Level {
    /// Serious findings
    Look,
    /// Any finding
    Ask,
}

/// What a field belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Session,
    Item(ItemId),
}

impl FromStr for Target {
    type Err = NotAnId;
    fn from_str(word: &str) -> Result<Self, NotAnId> {
        if word == "session" {
            return Ok(Self::Session);
        }
        word.parse().map(Self::Item)
    }
}
