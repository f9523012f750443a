//! The command line's grammar: what may be typed, and the help that goes with it.

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{BoolishValueParser, PossibleValuesParser};
use clap::{Parser, Subcommand, ValueEnum};

use crate::domain::{ItemId, NotAnId, ParkedId, ThreatId};
use crate::export::{Audience, Format, Names};

const USAGE: &str = "threatboard [FILE]\n       threatboard COMMAND ...";

const EXIT_STATUS: &str = "\
Exit status: 0 done; 1 findings (check --fail-on); 2 wrong usage; 3 an input that cannot be read as what it should be; \
4 the system refused.";

const TOKENS: &str = "\
In TEXT, as on the screen: @di who, >sftp where, !high severity, #detect kind, %S effort, =CVE-2026-1 reference, \
due fri. All are optional; what means nothing stays text. TEXT of - reads standard input, one item a line. \
Prints the new ids, one a line.";

const FIELDS: &str = "\
VALUE of none takes a value back. ID of session is the session itself: title, confidence and time-well-spent (one digit \
a person), votes, revisit, dismiss and undismiss (a check's id), close (now).";

const NO_COLOR: &str =
    "No colours: words, signs, bold and underline only (also when NO_COLOR is set)";

const ASCII: &str = "\
Lines, boxes and the map in ASCII signs, where others are too wide or missing (also THREATBOARD_ASCII=1, over which \
--ascii=no wins)";

/// Run a threat-modelling meeting from one keyboard: four questions, threats, mitigations, questions and action items,
/// in a file the team owns.
#[derive(Debug, Parser)]
#[command(name = "threatboard", version, override_usage = USAGE, after_help = EXIT_STATUS)]
#[command(disable_help_subcommand = true, max_term_width = 100)]
pub(super) struct Args {
    /// The session to open; without one, the start screen
    pub(super) file: Option<PathBuf>,
    /// No colours: words, signs, bold and underline only
    #[arg(long, global = true, help = NO_COLOR)]
    pub(super) no_color: bool,
    /// Lines, boxes and the map in ASCII signs
    #[arg(long, global = true, help = ASCII, value_name = "YES|NO", require_equals = true, num_args = 0..=1)]
    #[arg(default_missing_value = "yes", value_parser = BoolishValueParser::new(), hide_possible_values = true)]
    pub(super) ascii: Option<bool>,
    /// How the screen looks: dark, light, terminal (its own colours), contrast, or a theme of yours; the command theme
    /// on the screen shows them all and remembers one
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) theme: Option<String>,
    /// Line by line, for screen readers: nothing is drawn, everything is told
    #[arg(long, global = true)]
    pub(super) plain: bool,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// What can be done without a screen, and the ways to begin.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Start a meeting
    New {
        /// What it is about
        title: Option<String>,
        /// Who is in the room: "Ana eng, Bo eng"
        #[arg(long, value_name = "PEOPLE")]
        with: Option<String>,
        /// The session's file; made from the title when not given
        #[arg(long, value_name = "PATH")]
        file: Option<PathBuf>,
        /// Only make the file and print its path
        #[arg(long, requires = "title")]
        no_open: bool,
    },
    /// Hold one news item against what we have
    #[command(after_help = super::one::ABOUT)]
    One(super::one::OneArgs),
    /// Make a one-threat session a threat of a system's model; prints the new ids
    Attach(super::attach::AttachArgs),
    /// Start a whiteboard: one big question on the wall, for a lunch
    Lunch {
        /// What it is about
        topic: Option<String>,
        /// The session's file; made from the topic when not given
        #[arg(long, value_name = "PATH")]
        file: Option<PathBuf>,
        /// Only make the file and print its path
        #[arg(long, requires = "topic")]
        no_open: bool,
    },
    /// Carry a whiteboard on as a meeting: same ids, nothing typed again
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
        /// Its words
        #[arg(required = true)]
        text: Vec<String>,
        /// What it is about; the threats that a mitigation answers
        #[arg(long, visible_alias = "for", value_name = "IDS", value_delimiter = ',')]
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
        /// The new value
        #[arg(required = true)]
        value: Vec<String>,
        /// The reason of a response or a dismissal
        #[arg(long, value_name = "TEXT")]
        because: Option<String>,
        /// Who decided a response
        #[arg(long, value_name = "WHO")]
        by: Option<String>,
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
    /// Take links between an item and others out
    Unlink {
        /// The session
        file: PathBuf,
        /// The item
        id: ItemId,
        /// What it is linked to
        #[arg(required = true)]
        others: Vec<ItemId>,
    },
    /// Take items out, and every link to them
    Delete {
        /// The session
        file: PathBuf,
        /// The items
        #[arg(required = true)]
        ids: Vec<ItemId>,
    },
    /// Put a threat, mitigation or question into another: both wordings and all links are kept
    MergeItems {
        /// The session
        file: PathBuf,
        /// The one that goes
        from: ItemId,
        /// The one that stays
        into: ItemId,
    },
    /// Make two threats of one; prints the new id
    Split {
        /// The session
        file: PathBuf,
        /// The threat
        id: ThreatId,
        /// Its words from now on
        first: String,
        /// The words of the new threat
        second: String,
    },
    /// Move an item down in its list, or up with a negative number
    Move {
        /// The session
        file: PathBuf,
        /// The item
        id: ItemId,
        /// How many places
        #[arg(allow_negative_numbers = true)]
        places: i32,
    },
    /// Make a mitigation out of a parked fix; prints its id
    Use {
        /// The session
        file: PathBuf,
        /// The parked fix
        parked: ParkedId,
        /// The threat that it answers
        threat: ThreatId,
    },
    /// Put threats off on purpose
    Defer {
        /// The session
        file: PathBuf,
        /// The threats
        #[arg(required = true)]
        ids: Vec<ThreatId>,
        /// Why they can wait
        #[arg(long, value_name = "TEXT", default_value = "")]
        because: String,
        /// Until when: fri, 2w, 12 aug
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
    },
    /// Print what a session holds
    List {
        /// The session
        file: PathBuf,
        /// Only this kind
        kind: Option<ListKind>,
        /// For programs: the items and the tally
        #[arg(long)]
        json: bool,
    },
    /// Look for what a session may have missed, as question 4 does
    Check {
        /// The sessions
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Exit with 1 when there is a finding of this strength or stronger
        #[arg(long, value_name = "LEVEL")]
        fail_on: Option<Level>,
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Write a summary or the action items
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
        /// Whom the summary is for: the same facts, in the order and words that they need
        #[arg(long = "for", value_name = "AUDIENCE", default_value = Audience::default().name())]
        #[arg(value_parser = PossibleValuesParser::new(Audience::ALL.map(Audience::name)))]
        audience: String,
        /// Only work that was captured or changed on this day or later, such as 2026-05-09; for formats of the backlog
        #[arg(long, value_name = "DATE")]
        changed_since: Option<String>,
        /// Print the formats and the file that each writes
        #[arg(long, exclusive = true)]
        list: bool,
    },
    /// Take over what a file of another format holds
    #[command(after_help = super::import::ABOUT)]
    Import(super::import::ImportArgs),
    /// Read a tracker's tickets back: done, owners and ticket keys. Shows the changes; --apply makes them
    Sync(super::sync::SyncArgs),
    /// Show what only you should see, in a second terminal: pace, what to say, who is quiet. The file is only read
    Notes {
        /// The session that the meeting runs in
        file: PathBuf,
    },
    /// Print a shell's completions
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
    /// What could be done, for the threats named with --for
    Mitigation,
    /// A mitigation that works already
    InPlace,
    /// What nobody in the room knows
    Question,
    /// What somebody will do
    Action,
    /// What is taken for granted
    Assumption,
    /// A fix that came too early; #off for a tangent
    Park,
    /// What the session looks at
    InScope,
    /// What it leaves out
    OutOfScope,
    /// Why now
    WhyNow,
    /// A line of the map: customer -> web : request
    Map,
    /// Who is in the room: Ana eng, Bo eng
    Participant,
    /// A role that ought to be there
    MissingRole,
    /// Who should be told afterwards
    ShouldHear,
    /// What to do again next time
    Keep,
    /// What to do differently next time
    Change,
    /// An event on which to come back
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
}

/// How strong a finding must be to fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Level {
    /// Look at this
    Look,
    /// Is that so? (any finding)
    Ask,
}

/// A field of an item or of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FieldName {
    /// The words, or a name; tokens in them count
    Text,
    /// Threat: low, medium, high, critical
    Severity,
    /// Threat: likelihood/impact, such as high/low
    Risk,
    /// Threat: reduce, accept, transfer, avoid, not-applicable
    Response,
    /// Threat: the test or fact that shows its response to be right
    Evidence,
    /// Threat: yes when its words are not clear yet
    Reword,
    /// Threat: none makes it no longer put off
    Deferred,
    /// Threat: what the business would lose
    BusinessRisk,
    /// Threat: elements and flows, with commas between
    Where,
    /// Threat: STRIDE categories, with commas between
    Stride,
    /// Threat: links and numbers, with commas between
    References,
    /// Who said it
    Speaker,
    /// Who does it, finds out, or owns the element
    Owner,
    /// Action item: fri, 2w, 12 aug
    Due,
    /// How far it is
    Status,
    /// Mitigation, action item or element: what kind; session: meeting
    Kind,
    /// Mitigation: S, M or L
    Effort,
    /// Mitigation: how we will know that it works
    Verify,
    /// Question: the answer
    Answer,
    /// Question: yes when the wording is what was meant
    Confirmed,
    /// Action item or mitigation: its key in the tracker
    Ticket,
    /// Action item: yes when the owner said so
    Yes,
    /// Participant: what they do
    Role,
    /// Participant: facilitator, recorder
    Seat,
    /// Threat: yes, maybe, no, unknown
    Applies,
    /// Session of one threat: the headline and its address
    Heard,
    /// Session of one threat: which of our things
    System,
    /// Session of one threat: yes or no
    Better,
    /// Participant: yes when they are not in the room today
    Absent,
    /// Session: what it is about
    Title,
    /// Session: hands from 0 to 5, one digit a person
    Confidence,
    /// Session: hands from 1 to 5, one digit a person
    TimeWellSpent,
    /// Session: a number for each threat, or a line for each ballot, such as Ana: 1 4 4 9
    Votes,
    /// Session: when to come back
    Revisit,
    /// Session: a check's id, with the reason in --because
    Dismiss,
    /// Session: a check's id
    Undismiss,
    /// Session: now
    Close,
    /// Session: now, another meeting
    Begin,
    /// Session: why you are back: change, incident, date
    Why,
    /// Session: what happened
    Incident,
    /// Session: the threat that it was, or no
    Foreseen,
    /// Action item: now, looked at and still to do
    Still,
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
