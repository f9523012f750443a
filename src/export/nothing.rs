//! What is said where a list has nothing on it, instead of handing out an empty file in silence.

use super::view::View;
use super::{Format, Shelf, Takes, phrase};
use crate::domain::Status;

/// What could be on the list and is not: `84 mitigations proposed, none picked.` Nothing where nothing was proposed.
pub(super) fn waiting(view: &View) -> Option<String> {
    let all = &view.session.mitigations;
    let proposed = all.iter().filter(|m| m.status == Status::CouldDo).count();
    let picked = all.iter().any(|m| m.status.is_picked());
    let how = if picked {
        "and not picked"
    } else {
        "none picked"
    };
    let gap = if picked { " " } else { ", " };
    (proposed > 0).then(|| {
        let mitigations = phrase::count(proposed, "mitigation");
        format!("{mitigations} proposed{gap}{how}.")
    })
}

/// That nothing is there, and what could be.
pub(super) fn on(view: &View, says: &str) -> String {
    match waiting(view) {
        Some(waiting) => format!("{says} {waiting}"),
        None => says.to_owned(),
    }
}

/// The same about a format that has no place for a sentence; nothing when there is something on its list.
pub(super) fn remark(format: Format, view: &View) -> Option<String> {
    if format.shelf() != Shelf::Backlog {
        return None;
    }
    let is_empty = match format.0.takes {
        Takes::Tickets(_, tickets) => tickets(view).is_empty(),
        _ if format == Format::ACTIONS_CSV => view.session.actions.is_empty(),
        _ => (format.0.write)(view).is_empty(),
    };
    is_empty.then(|| on(view, &format!("Nothing to export as {}.", format.name())))
}
