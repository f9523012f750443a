//! What can stand below a heading of the page.

use super::cuts::Cut;
use super::{brief, gaps, in_short, mitigations, over_time, rest, surface, threats, work, worth};
use crate::domain::ActionKind;
use crate::export::view::View;
use crate::export::{costs, coverage, left, matrix, rests};

/// A section. Some are pieces of a larger one, and a cut that has one piece has the others too.
#[derive(Clone, Copy)]
pub(super) enum Section {
    /// What is missing.
    StillOpen,
    /// What a reader takes away who reads nothing else.
    InShort,
    /// Of this, the numbers and the next review.
    Numbers,
    /// The rest of it: why now, and what the meeting was about.
    Scope,
    /// The decisions, a line each.
    DecisionsInBrief,
    /// The threats that matter most, with what is done about them.
    TopInBrief,
    /// Who does what by when.
    ActionsByOwner,
    /// Threats with a response other than reduce.
    Decisions,
    /// The same, with until when.
    DecisionsUntil,
    /// The threats that matter most, with what belongs to them in lines below.
    Top,
    /// The same, asking what would be lost where no one said it.
    TopWithLoss,
    /// The same, each on one line.
    TopInShort,
    /// Which threats fell since the last meeting, what it took, and what is left.
    Fell,
    /// Threats put off on purpose.
    PutOff,
    /// Every other threat, and mitigations that answer none.
    Also,
    /// All action items.
    Actions,
    /// Those of some kinds.
    ActionsOf(&'static [ActionKind]),
    /// Those of the other kinds.
    ActionsBut(&'static [ActionKind]),
    /// Those that write down what to do, asking for those that are missing.
    Runbooks,
    /// Those that tell someone something, asking for someone who does.
    Telling,
    /// All questions.
    Questions,
    /// All mitigations, with how we know that each works, asking where no one said it.
    Verified,
    /// The mitigations that notice something, asking where nothing would.
    Detection,
    /// The others.
    NotDetection,
    /// The mitigations that were picked and are not there yet.
    Coming,
    /// The others.
    NotComing,
    /// What the business would lose, and by which threats.
    BusinessRisks,
    /// What is worth protecting, and where it is.
    Assets,
    /// What was taken for granted.
    Assumptions,
    /// What was parked.
    Parked,
    /// Who was there.
    People,
    /// When it goes on.
    Again,
    /// The system as the room described it.
    System,
    /// The same as a picture, which GitHub and GitLab draw.
    Map,
    /// The same, from outside inwards, with what can go wrong there.
    Surface,
    /// Where the room looked in the sweep, and what it found there.
    Coverage,
    /// Where all threats sit, by likelihood and impact.
    Matrix,
    /// How much risk is left, and what it would take to bring it down.
    Left,
    /// What a year costs, where threats have numbers.
    Costs,
    /// What threats rest on, with what is left of each.
    RestsOn,
    /// One threat for two: what the senior added, and what the junior learned.
    ForTwo,
    /// What the room said about its own time.
    Feedback,
}

impl Section {
    /// What stands there; nothing when there is nothing to say.
    pub(super) fn lines(self, view: &View, cut: &Cut) -> Vec<String> {
        match self {
            Self::StillOpen => gaps::lines(view),
            Self::InShort => in_short::lines(view),
            Self::Numbers => in_short::numbers(view),
            Self::Scope => in_short::scope(view),
            Self::DecisionsInBrief => brief::decisions(view, cut),
            Self::TopInBrief => brief::top(view),
            Self::ActionsByOwner => brief::actions(view),
            Self::Decisions => threats::decisions(view, cut, false),
            Self::DecisionsUntil => threats::decisions(view, cut, true),
            Self::Top => threats::top(view, cut),
            Self::TopWithLoss => threats::top_with_loss(view, cut),
            Self::TopInShort => threats::top_in_short(view, cut),
            Self::Fell => over_time::fell(view, cut),
            Self::PutOff => threats::put_off(view, cut),
            Self::Also => threats::also(view, cut),
            Self::Actions => work::actions(view, |_| true),
            Self::ActionsOf(kinds) => work::actions(view, |a| kinds.contains(&a.kind)),
            Self::ActionsBut(kinds) => work::actions(view, |a| !kinds.contains(&a.kind)),
            Self::Runbooks => work::runbooks(view),
            Self::Telling => work::telling(view),
            Self::Questions => work::questions(view),
            Self::Verified => mitigations::verified(view),
            Self::Detection => mitigations::detection(view),
            Self::NotDetection => mitigations::not_detection(view),
            Self::Coming => mitigations::coming(view),
            Self::NotComing => mitigations::not_coming(view),
            Self::BusinessRisks => worth::business_risks(view),
            Self::Assets => worth::assets(view),
            Self::Assumptions => rest::assumptions(view),
            Self::Parked => rest::parked(view),
            Self::People => rest::people(view),
            Self::Again => rest::again(view),
            Self::System => rest::system(view, cut),
            Self::Map => rest::map(view),
            Self::Surface => surface::lines(view),
            Self::Coverage => coverage::lines(view),
            Self::Matrix => matrix::lines(view),
            Self::Left => left::lines(view),
            Self::Costs => costs::lines(view),
            Self::RestsOn => rests::lines(view),
            Self::ForTwo => rest::for_two(view),
            Self::Feedback => rest::feedback(view),
        }
    }
}
