//! The questions.

use super::sentence::{Looked, count, each};
use crate::facts::Facts;

/// Open, and no one will find out.
pub(super) fn without_owner(facts: &Facts) -> Looked {
    facts.unowned_questions().map(|ids| {
        each(
            facts,
            ids,
            "# is open and has no owner",
            "open questions have no owner",
        )
    })
}

/// Open, and the room never agreed that this is what was meant.
pub(super) fn unconfirmed(facts: &Facts) -> Looked {
    facts.unconfirmed_questions().map(|ids| {
        each(
            facts,
            ids,
            "The wording of # was never confirmed",
            "open questions have unconfirmed wording",
        )
    })
}

/// Notes from before the meeting that no one has looked at.
pub(super) fn waiting_notes(facts: &Facts) -> Looked {
    facts.notes_waiting().map(|n| {
        let waits = if n == 1 { "waits" } else { "wait" };
        format!("{} from before the meeting {waits}", count(n, "note")).into()
    })
}
