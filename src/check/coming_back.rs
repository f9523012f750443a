//! Coming back: whether the team ever did, and what it made of an incident.

use super::sentence::Looked;
use super::view::View;
use crate::domain::{Foreseen, ReturnReason, Sitting};

/// Q14: one meeting, long ago, and none since.
pub(super) fn single_delivery(view: &View) -> Looked {
    if !view.is_meeting() {
        return Looked::NotYet;
    }
    let [only] = view.session.sittings.as_slice() else {
        return Looked::Fine;
    };
    let days = |end: chrono::NaiveDate| (view.today - end).num_days();
    match only.ended.map(|end| days(end.date_naive())) {
        Some(days) if days > view.limits.review.single_days => Looked::from_says(Some(format!(
            "One meeting, {days} days ago, and none since. What has changed?"
        ))),
        _ => Looked::NotYet,
    }
}

/// Q57: an incident brought the team back, and no threat stands for it: neither one that was on the list nor one that
/// was written down since.
pub(super) fn not_on_the_list(view: &View) -> Looked {
    let Some(sitting) = after_incident(view) else {
        return Looked::NotYet;
    };
    let is_linked = matches!(sitting.foreseen, Some(Foreseen::As(_))) || has_new(view, sitting);
    Looked::from_says(
        (!is_linked)
            .then(|| "No threat stands for what happened. Write it down, or name it".to_owned()),
    )
}

/// Q58: the incident has its threat, and nobody said whether it was on the list before.
pub(super) fn foreseen_unanswered(view: &View) -> Looked {
    match after_incident(view) {
        Some(sitting) if sitting.foreseen.is_some() => Looked::Fine,
        Some(sitting) if has_new(view, sitting) => Looked::from_says(Some(
            "Was what happened on the list? Nobody has said".to_owned(),
        )),
        _ => Looked::NotYet,
    }
}

/// The last meeting, if an incident was why.
fn after_incident<'a>(view: &View<'a>) -> Option<&'a Sitting> {
    let last = view.session.sittings.last();
    last.filter(|sitting| sitting.why == Some(ReturnReason::Incident))
}

/// Whether a threat was written down in this meeting.
fn has_new(view: &View, sitting: &Sitting) -> bool {
    view.session.threats.iter().any(|t| t.at >= sitting.started)
}
