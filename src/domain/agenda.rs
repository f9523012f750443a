//! What a meeting is made of: its steps, and how many minutes each is planned to take.

use serde::{Deserialize, Serialize};

use super::four::FourQuestion;
use super::session::SessionKind;

/// A step of a meeting. The names are those of the file and of an agenda in the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AgendaStep {
    /// Why, how, and what everyone leaves with.
    Orientation,
    /// What is in, what is out, why now.
    Scope,
    /// Elements, flows and zones.
    Map,
    /// What is taken for granted.
    Assumptions,
    /// Everyone writes alone.
    Silent,
    /// In pairs.
    Pairs,
    /// In fours.
    Fours,
    /// One after another, or all together after pairs and fours.
    Round,
    /// From element to element, with a prompt for each STRIDE category that matters there.
    Sweep,
    /// One threat at a time, read aloud.
    ReadBack,
    /// Which matter most.
    Vote,
    /// What to do about the threats above the cut-off.
    DoAbout,
    /// Which questions matter most.
    RankQuestions,
    /// The top questions are answered.
    AnswerQuestions,
    /// What is missing.
    Checks,
    /// Hands: good enough to act on?
    Confidence,
    /// Hands: was the time well spent?
    TimeWellSpent,
    /// Minutes that any step may use up, and none has to itself.
    Buffer,
    /// Each owner says yes.
    ActionsReadBack,
    /// A whiteboard: welcome.
    Welcome,
    /// A whiteboard: how it goes, from whom to whom.
    Sketch,
    /// A whiteboard: quiet minutes.
    Quiet,
    /// A whiteboard: everyone talks.
    Open,
    /// A whiteboard: the lines are read aloud.
    WallReadBack,
    /// A whiteboard: votes for each line.
    WallVote,
    /// A whiteboard: one mitigation for each of the top three.
    TopThree,
    /// A whiteboard: who tries one thing, and who finds out?
    WhoFindsOut,
    /// A whiteboard: who tries one thing, and again?
    Close,
    /// One threat, alone.
    OneThreat,
    /// A follow-up: what is still open.
    SinceLastTime,
}

impl AgendaStep {
    /// The kind of session that it is a step of.
    pub fn kind(self) -> SessionKind {
        match self {
            Self::Orientation
            | Self::Scope
            | Self::Map
            | Self::Assumptions
            | Self::Silent
            | Self::Pairs
            | Self::Fours
            | Self::Round
            | Self::Sweep
            | Self::ReadBack
            | Self::Vote
            | Self::DoAbout
            | Self::RankQuestions
            | Self::AnswerQuestions
            | Self::Checks
            | Self::Confidence
            | Self::TimeWellSpent
            | Self::Buffer
            | Self::ActionsReadBack
            | Self::SinceLastTime => SessionKind::Meeting,
            Self::Welcome
            | Self::Sketch
            | Self::Quiet
            | Self::Open
            | Self::WallReadBack
            | Self::WallVote
            | Self::TopThree
            | Self::WhoFindsOut
            | Self::Close => SessionKind::Whiteboard,
            Self::OneThreat => SessionKind::OneThreat,
        }
    }

    /// Its name on the screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Orientation => "start",
            Self::Scope => "scope",
            Self::Map => "map",
            Self::Assumptions => "assumptions",
            Self::Silent => "silent",
            Self::Pairs => "pairs",
            Self::Fours => "fours",
            Self::Round => "round",
            Self::Sweep => "sweep",
            Self::ReadBack | Self::ActionsReadBack | Self::WallReadBack => "read back",
            Self::Vote | Self::WallVote => "vote",
            Self::DoAbout => "threats",
            Self::RankQuestions => "rank",
            Self::AnswerQuestions => "answers",
            Self::Checks => "checks",
            Self::Confidence => "confidence",
            Self::TimeWellSpent => "time well spent",
            Self::Buffer => "buffer",
            Self::Welcome => "welcome",
            Self::Sketch => "sketch",
            Self::Quiet => "quiet",
            Self::Open => "talk",
            Self::TopThree => "one thing",
            Self::WhoFindsOut => "who",
            Self::Close => "close",
            Self::OneThreat => "one threat",
            Self::SinceLastTime => "follow-up",
        }
    }

    /// The question whose time it takes, if it takes any one's.
    pub fn question(self) -> Option<FourQuestion> {
        match self {
            Self::Scope | Self::Map | Self::Assumptions => Some(FourQuestion::WorkingOn),
            Self::Silent
            | Self::Pairs
            | Self::Fours
            | Self::Round
            | Self::Sweep
            | Self::ReadBack => Some(FourQuestion::GoWrong),
            Self::DoAbout => Some(FourQuestion::DoAbout),
            Self::Checks | Self::Confidence | Self::TimeWellSpent => Some(FourQuestion::GoodEnough),
            _ => None,
        }
    }

    /// Whether a late meeting may not take its minutes (R63): who does what is said aloud, always.
    pub fn is_protected(self) -> bool {
        matches!(
            self,
            Self::ActionsReadBack | Self::WhoFindsOut | Self::Close
        )
    }
}

/// A step and its planned length in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Planned {
    /// The step.
    pub step: AgendaStep,
    /// Minutes.
    pub minutes: u32,
}
