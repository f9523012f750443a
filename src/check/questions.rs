//! The questions.

use super::sentence::Looked;
use super::view::View;

/// Q45: open, and nobody will find out.
pub(super) fn without_owner(view: &View) -> Looked {
    view.each(
        view.open_questions.iter().copied(),
        |q| q.owner.is_none(),
        "# is open and has no owner",
        "open questions have no owner",
    )
}

/// Q46: open, and the room never agreed that this is what was meant.
pub(super) fn unconfirmed(view: &View) -> Looked {
    view.each(
        view.open_questions.iter().copied(),
        |q| !q.confirmed,
        "The wording of # was never confirmed",
        "open questions were never confirmed in their wording",
    )
}
