//! What the rules have said, and when: what keeps a room from being nagged.

use super::notice::Notice;
use crate::catalogue::Stage;
use crate::domain::{AgendaStep, ItemId, Stamp};
use crate::rules::{Memory, Moment, Nudge};

/// What the nudges of one session remember.
#[derive(Clone, Debug, Default)]
pub struct Nudging {
    /// What stands on the status line when nothing else does.
    pub(super) shown: Option<Nudge>,
    /// What was said, and during which step.
    pub(super) said: Vec<(Place, Nudge)>,
    /// What the room saw last.
    pub(super) sight: Option<Sight>,
    /// Since when.
    pub(super) since: Option<Stamp>,
    /// The part that was shown before this one.
    pub(super) before: Option<Stage>,
    /// The notice that stands, and since when.
    pub(super) notice: Option<(Notice, Stamp)>,
    /// A change of this message, which a rule may have a word on.
    pub(super) moment: Option<Moment>,
    /// Esc was pressed here: nothing more until something changes.
    pub(super) hushed: Option<(Place, u64)>,
    /// What the rules found in the session since it was changed.
    pub(super) memory: Memory,
}

/// A step of a part of the meeting.
pub(super) type Place = (Stage, Option<AgendaStep>);

/// What the room sees: where, what is selected, and the revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sight {
    pub(super) place: Place,
    pub(super) selected: Option<ItemId>,
    pub(super) revision: u64,
}
