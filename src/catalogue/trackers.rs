//! How work items are called elsewhere: for each tracker its words for priorities and kinds of work, its labels and the
//! names of its columns, as data that a team can replace.

mod words;

use serde::Deserialize;

use crate::data::Misread;
use crate::domain::{ActionKind, Severity, Text};

/// The data file that comes with the program.
const BUNDLED: &str = include_str!("trackers.ron");

/// All trackers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trackers(Vec<Tracker>);

/// How one tracker calls things.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tracker {
    name: String,
    priorities: Vec<Word<Urgency>>,
    kinds: Vec<Word<Work>>,
    labels: Vec<Text>,
    between_labels: String,
    columns: Vec<Word<Cell>>,
}

/// What something is called.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Word<T> {
    is: T,
    called: Text,
}

/// How urgent work is: the severity of the worst threat that it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub enum Urgency {
    /// No threat behind it has a severity.
    Unrated,
    /// See [`Severity::Low`].
    Low,
    /// See [`Severity::Medium`].
    Medium,
    /// See [`Severity::High`].
    High,
    /// See [`Severity::Critical`].
    Critical,
}

impl Urgency {
    /// All five, the most urgent first.
    pub const ALL: [Self; 5] = [
        Self::Critical,
        Self::High,
        Self::Medium,
        Self::Low,
        Self::Unrated,
    ];
}

impl From<Option<Severity>> for Urgency {
    fn from(severity: Option<Severity>) -> Self {
        match severity {
            None => Self::Unrated,
            Some(Severity::Low) => Self::Low,
            Some(Severity::Medium) => Self::Medium,
            Some(Severity::High) => Self::High,
            Some(Severity::Critical) => Self::Critical,
        }
    }
}

/// What kind of work something is: the kinds of action items, and mitigations that no one has an action item for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Work {
    /// Build or change something.
    Change,
    /// Find out by trying.
    Spike,
    /// Write it down.
    Documentation,
    /// Write down what to do when it happens.
    Runbook,
    /// Show that something works.
    Test,
    /// Make a decision.
    Decide,
    /// Ask someone.
    Ask,
    /// Tell someone.
    Tell,
    /// A mitigation that was picked.
    Mitigation,
}

impl Work {
    /// All nine.
    pub const ALL: [Self; 9] = [
        Self::Change,
        Self::Spike,
        Self::Documentation,
        Self::Runbook,
        Self::Test,
        Self::Decide,
        Self::Ask,
        Self::Tell,
        Self::Mitigation,
    ];

    /// As a word of this program.
    pub fn words(self) -> &'static str {
        match self {
            Self::Change => "change",
            Self::Spike => "spike",
            Self::Documentation => "documentation",
            Self::Runbook => "runbook",
            Self::Test => "test",
            Self::Decide => "decide",
            Self::Ask => "ask",
            Self::Tell => "tell",
            Self::Mitigation => "mitigation",
        }
    }
}

impl From<ActionKind> for Work {
    fn from(kind: ActionKind) -> Self {
        match kind {
            ActionKind::Change => Self::Change,
            ActionKind::Spike => Self::Spike,
            ActionKind::Documentation => Self::Documentation,
            ActionKind::Runbook => Self::Runbook,
            ActionKind::Test => Self::Test,
            ActionKind::Decide => Self::Decide,
            ActionKind::Ask => Self::Ask,
            ActionKind::Tell => Self::Tell,
        }
    }
}

/// What stands in a column of a tracker's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Cell {
    /// What is to be done.
    Title,
    /// Why, how it is verified, what is open, and the id.
    Description,
    /// The tracker's word for the kind of work.
    Kind,
    /// The tracker's word for how urgent it is.
    Priority,
    /// Who does it, as the export names people.
    Owner,
    /// By when: `2026-05-16`.
    Due,
    /// The labels, with the tracker's separator between them.
    Labels,
    /// Our id: `TB-1f0c9e2a-A7-4e6f913`.
    Id,
    /// The tracker's own key, in the table of those that it knows already.
    Key,
    /// `open`, for trackers of a team's own.
    Status,
}

impl Trackers {
    /// Those that come with the program. A test proves that they are whole.
    pub fn bundled() -> Self {
        let none = Self(
            words::NAMES
                .map(|name| Tracker {
                    name: name.to_owned(),
                    ..Tracker::default()
                })
                .to_vec(),
        );
        none.with(BUNDLED).unwrap_or(none)
    }

    /// These trackers with a user's file: of priorities and kinds, what it names takes the place of the same; labels
    /// and columns are replaced as a whole.
    ///
    /// # Errors
    /// Where the text is no such file, and what was expected there.
    pub fn with(&self, text: &str) -> Result<Self, Misread> {
        words::laid_over(self, text)
    }

    /// The tracker of this name; one without any words if there is none.
    pub fn get(&self, name: &str) -> Tracker {
        let found = self.0.iter().find(|tracker| tracker.name == name);
        found.cloned().unwrap_or_default()
    }
}

impl Tracker {
    /// Its word for how urgent something is; empty where it has none.
    pub fn priority(&self, urgency: Urgency) -> &str {
        called(&self.priorities, urgency)
    }

    /// Its word for a kind of work.
    pub fn kind(&self, work: Work) -> &str {
        called(&self.kinds, work)
    }

    /// What marks all that comes from here.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        self.labels.iter().map(Text::as_str)
    }

    /// What stands between labels in one cell.
    pub fn between_labels(&self) -> &str {
        &self.between_labels
    }

    /// The columns of its table, with their names.
    pub fn columns(&self) -> impl Iterator<Item = (Cell, &str)> {
        self.columns
            .iter()
            .map(|column| (column.is, column.called.as_str()))
    }
}

fn called<T: PartialEq>(words: &[Word<T>], it: T) -> &str {
    let found = words.iter().find(|word| word.is == it);
    found.map_or("", |word| word.called.as_str())
}
