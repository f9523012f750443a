//! What a one-threat session keeps beside its threat: where it went, what comes next, and what two people said.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::id::ThreatId;
use super::session::{Session, SessionKind};
use super::text::Text;

/// The longest excerpt of what was heard, in bytes.
pub const EXCERPT_BYTES: usize = 16 * 1024;

/// A model that got the threat of this session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttachedTo {
    /// The model's session, wherever its file is.
    pub model: Uuid,
    /// Its title, or the name of its file.
    pub title: Text,
    /// What the threat is called there.
    pub threat: ThreatId,
    /// The day on which it was attached.
    pub on: NaiveDate,
}

/// What two people keep who do the exercise together: the first answers, and the second adds a line beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// What the second person said, in the order of the boxes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<Beside>,
    /// What the first person learned.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub learned: Text,
}

/// What the second person said beside the answer of one box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// The box, by the name that its prompt has.
    pub step: Text,
    /// What was said.
    pub text: Text,
}

impl Pair {
    /// What was said beside a box; empty when nothing was.
    pub fn beside(&self, step: &str) -> &str {
        let mut said = self.beside.iter().filter(|beside| *beside.step == *step);
        said.next().map_or("", |beside| beside.text.as_str())
    }

    /// The same with another line beside a box; an empty one takes it out.
    #[must_use]
    pub fn with_beside(&self, step: &str, text: Text) -> Self {
        let mut pair = self.clone();
        let known = pair.beside.iter_mut().find(|beside| *beside.step == *step);
        match known {
            Some(known) => known.text = text,
            None => pair.beside.push(Beside {
                step: step.into(),
                text,
            }),
        }
        pair.beside.retain(|beside| !beside.text.is_empty());
        pair
    }
}

impl Session {
    /// One threat: the day on which to look at it again. It is the date of the next review, as in a meeting.
    pub fn look_again(&self) -> Option<NaiveDate> {
        self.revisit.filter(|_| self.kind == SessionKind::OneThreat)
    }

    /// One threat: who answered, which is who decided about the threat, or else who was written down first.
    pub fn who_said(&self) -> Option<&str> {
        let decided = self
            .threats
            .first()
            .and_then(|threat| threat.response.as_ref());
        let by = decided.and_then(|response| response.by);
        self.name_of(by)
            .or_else(|| self.participants.first().map(|first| first.name.as_str()))
    }
}
