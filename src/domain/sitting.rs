//! One meeting of a session: when it was, who spoke when, and what hands said.

use serde::{Deserialize, Serialize};

use super::answers::Answers;
use super::clarity::Clarity;
use super::clock::Clock;
use super::coming_back::{Foreseen, ReturnReason};
use super::id::ParticipantId;
use super::risk_at_close::RiskAtClose;
use super::round::Turn;
use super::stamp::Stamp;
use super::text::Text;
use super::vote::Voting;

/// One dated meeting of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sitting {
    /// When it began.
    pub started: Stamp,
    /// When it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Stamp>,
    /// Hands, 0 to 5, one per person: is this good enough to act on?
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub confidence: Vec<u8>,
    /// Hands, 1 to 5, one per person: was the time well spent?
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub time_well_spent: Vec<u8>,
    /// Hands for single threats: are they understood?
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clarity: Vec<Clarity>,
    /// Which threats the team wants to talk about first; there once all votes are in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voting: Option<Voting>,
    /// What came back on sheets, one entry per person and sheet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answers>,
    /// How much risk was left when it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk: Option<Box<RiskAtClose>>,
    /// Whose turn it is in the round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turn: Option<ParticipantId>,
    /// Whose turn it was, in that order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<Turn>,
    /// What was planned and what it took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<Clock>,
    /// Why the team came back, if it did and someone said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<ReturnReason>,
    /// What happened, when that is why the team came back.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub incident: Text,
    /// Whether what happened was on the list; `None` as long as no one answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub foreseen: Option<Foreseen>,
}

impl Sitting {
    /// A meeting that begins.
    pub fn begun(started: Stamp) -> Self {
        Self {
            started,
            ended: None,
            why: None,
            incident: Text::default(),
            foreseen: None,
            confidence: Vec::new(),
            time_well_spent: Vec::new(),
            clarity: Vec::new(),
            voting: None,
            answers: Vec::new(),
            risk: None,
            turn: None,
            turns: Vec::new(),
            clock: None,
        }
    }
}
