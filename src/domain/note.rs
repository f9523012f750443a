//! Lines that belong to the session as a whole: its scope, who should hear, feedback, when to come back.

use serde::{Deserialize, Serialize};

use super::id::NoteId;
use super::identity::{Identity, Key};
use super::stamp::Stamp;
use super::text::Text;

/// One line of a list of the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// `N5`.
    pub id: NoteId,
    /// Who it is on every branch; items of old files have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// Numbers and identities that it had before branches met; looking one of them up leads here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Identity<NoteId>>,
    /// Which list it is on.
    pub kind: NoteKind,
    /// The line.
    pub text: Text,
    /// When it was captured.
    pub at: Stamp,
}

/// The lists that notes are on, in the order of the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NoteKind {
    /// What this session looks at.
    InScope,
    /// What it leaves out on purpose.
    OutOfScope,
    /// Why the team looks at it now.
    WhyNow,
    /// A role that ought to be in the meeting and is not.
    MissingRole,
    /// Who should be told afterwards.
    ShouldHear,
    /// What to do again next time.
    Keep,
    /// What to do differently next time.
    Change,
    /// An event on which to come back.
    RevisitWhen,
}
