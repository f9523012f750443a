//! How the meeting was led: whose turn it was, what was swept, and which gates the team went on from.

use serde::{Deserialize, Serialize};

use super::category::Category;
use super::id::ParticipantId;
use super::session::Session;
use super::sitting::Sitting;
use super::stamp::Stamp;
use super::text::Text;
use super::threat::{Place, Stride};
use super::validate::LIMITS;

/// Someone's turn in the round. To pass is to take part (R26).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    /// Whose.
    pub who: ParticipantId,
    /// They had nothing to add.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub passed: bool,
}

/// An element that the team looked at with one prompt in mind, whether or not it found anything.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Swept {
    /// Where.
    pub place: Place,
    /// What the team was asked there.
    pub asked: Asked,
}

/// What the team is asked at an element.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Asked {
    /// A STRIDE category that matters there.
    Letter(Stride),
    /// A category of another set that matters there.
    Of(Category),
    /// What no single part shows.
    Whole,
    /// What happens without anyone meaning it.
    Accidents,
}

impl Asked {
    /// In words.
    pub fn words(&self) -> &str {
        match self {
            Self::Letter(letter) => letter.words(),
            Self::Of(category) => category.name(),
            Self::Whole => "the whole system",
            Self::Accidents => "accidents",
        }
    }

    /// Whether it is a category of a set. The others are asked once, with whatever sets the session uses.
    pub fn is_letter(&self) -> bool {
        match self {
            Self::Letter(_) | Self::Of(_) => true,
            Self::Whole | Self::Accidents => false,
        }
    }
}

/// One place of the sweep, and everything that is asked there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Where.
    pub place: Place,
    /// What is asked, in the order in which it is asked.
    pub asked: Vec<Asked>,
    /// It is a flow that crosses a trust boundary, or an element that such a flow touches.
    pub at_boundary: bool,
}

impl Stop {
    /// Each thing that is asked here, as it is kept once the team has looked.
    pub fn looks(&self) -> impl Iterator<Item = Swept> {
        let asked = self.asked.iter().cloned();
        asked.map(|asked| Swept {
            place: self.place,
            asked,
        })
    }
}

/// A gate that asked the team once, and that it went on from (facilitation rules of the level GATE).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The rule, `R01`.
    pub rule: Text,
    /// Why, if someone said it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub reason: Text,
    /// When.
    pub at: Stamp,
}

/// What a person had of a round before they left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Had {
    who: ParticipantId,
    /// It was their turn.
    turn: bool,
    /// Everyone's turns, with theirs.
    turns: Vec<Turn>,
}

impl Sitting {
    /// Takes a person out of the round.
    pub(super) fn leave_round(&mut self, who: ParticipantId) -> Had {
        let turn = self.turn.take_if(|turn| *turn == who).is_some();
        let left = without(&self.turns, who);
        let turns = std::mem::replace(&mut self.turns, left);
        Had { who, turn, turns }
    }

    /// Puts a person back into the round. Turns that were taken since stay, so it is theirs again only if no one has
    /// had one; and in another round they have had none.
    pub(super) fn rejoin_round(&mut self, had: Had) -> ParticipantId {
        let left = without(&had.turns, had.who);
        if let Some(since) = self.turns.strip_prefix(left.as_slice())
            && had.turns.len() + since.len() <= LIMITS.links
        {
            if had.turn && since.is_empty() {
                self.turn.get_or_insert(had.who);
            }
            self.turns = [had.turns.as_slice(), since].concat();
        }
        had.who
    }
}

fn without(turns: &[Turn], who: ParticipantId) -> Vec<Turn> {
    let others = turns.iter().filter(|turn| turn.who != who);
    others.copied().collect()
}

impl Session {
    /// Whose turn it is. A file may name someone who was deleted since.
    pub fn turn(&self) -> Option<ParticipantId> {
        let turn = self.sittings.last()?.turn;
        turn.filter(|who| self.holds((*who).into()))
    }

    /// Who of the participants had a turn in the last meeting, in that order.
    pub fn turns(&self) -> Vec<Turn> {
        let turns = self.sittings.last().into_iter().flat_map(|s| &s.turns);
        let here = turns.filter(|turn| self.holds(turn.who.into()));
        here.copied().collect()
    }
}
