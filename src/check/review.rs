//! The session as a whole: what came of it, who will hear, and when the team comes back.

use super::sentence::Looked;
use super::view::View;
use crate::domain::{ActionStatus, ItemId, NoteKind, Session, Threat};
use chrono::NaiveDate;

/// Q13, first half: nothing can go wrong, it seems.
pub(super) fn no_threats(view: &View) -> Looked {
    // A threat that was ruled out was still looked at.
    Looked::from_says(
        view.session
            .threats
            .is_empty()
            .then(|| "There is no threat on the list".to_owned()),
    )
}

/// Q13, second half: threats, and nothing follows from them.
pub(super) fn only_talk(view: &View) -> Looked {
    let n = view.threats.len();
    if n < view.limits.review.undone_from {
        return Looked::NotYet;
    }
    let nothing = view
        .session
        .actions
        .iter()
        .all(|a| a.status == ActionStatus::Dropped)
        && view.threats.iter().all(|t| t.response.is_none());
    Looked::from_says(nothing.then(|| format!("{n} threats, and not one response or action item")))
}

/// Q04: most threats were neither answered, nor put off, nor acted on.
pub(super) fn admiring_the_problem(view: &View) -> Looked {
    let limits = &view.limits.review;
    let all = view.threats.len();
    if all < limits.admired_from {
        return Looked::NotYet;
    }
    let is_decided = |t: &Threat| {
        t.response.is_some()
            || t.deferred.is_some()
            || view.mitigations(t).iter().any(|m| m.status.is_picked())
            || view.is_acted_on(t)
    };
    let left: Vec<ItemId> = view
        .threats
        .iter()
        .filter(|t| !is_decided(t))
        .map(|t| t.id.into())
        .collect();
    if limits.decided_percent.is_reached_by(all - left.len(), all) {
        return Looked::Fine;
    }
    let says = format!(
        "{} of {all} threats have no response, picked mitigation or action item",
        left.len()
    );
    Looked::Found(says, left)
}

/// Q11: no date or event on which to come back, or a date that is over.
pub(super) fn no_return(view: &View) -> Looked {
    if !view.is_meeting() {
        return Looked::NotYet;
    }
    Looked::from_says(return_gap(view.session, view.today))
}

/// What is wrong with the plan to come back, as a sentence.
pub(super) fn return_gap(session: &Session, today: NaiveDate) -> Option<String> {
    let no_event = session.notes_of(NoteKind::RevisitWhen).next().is_none();
    match session.revisit {
        None if no_event => Some("There is no date or event on which to come back".to_owned()),
        Some(on) if on < today && no_event => Some(format!(
            "The date to come back is over: {}",
            on.format("%-d %b %Y")
        )),
        _ => None,
    }
}

/// Q51: somebody is missing, and nobody is to be told.
pub(super) fn nobody_to_tell(view: &View) -> Looked {
    let s = view.session;
    let missing = || s.notes_of(NoteKind::MissingRole);
    if missing().next().is_none() {
        return Looked::NotYet;
    }
    if s.notes_of(NoteKind::ShouldHear).next().is_some() {
        return Looked::Fine;
    }
    let names = view.names(missing().map(|note| note.text.as_str()));
    Looked::Found(
        format!("Nobody is named to be told. Missing here: {names}"),
        missing().map(|note| note.id.into()).collect(),
    )
}

/// Q62: somebody raised fewer than three fingers. They speak first, and may know something.
pub(super) fn low_confidence(view: &View) -> Looked {
    match view.session.confidence().iter().min() {
        None => Looked::NotYet,
        Some(lowest) => Looked::from_says(
            (*lowest < view.limits.review.low_hand)
                .then(|| format!("Lowest confidence is {lowest}: hear that person first")),
        ),
    }
}
