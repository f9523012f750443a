//! What this meeting made of a row, in a word or two; nothing as long as it waits.

use super::{Part, State};
use crate::domain::{
    Action, ActionStatus, Assumption, AssumptionState, Foreseen, ItemId, Question, QuestionState,
    ResponseKind, Session, Stamp, Threat,
};
use crate::screens::Row;

/// What this meeting made of a row.
pub(crate) fn of(state: &State, session: &Session, row: Row) -> Option<String> {
    let id = match row {
        Row::Item(id) => id,
        Row::Incident(place) => return incident(state, session, place),
        _ => return None,
    };
    made(state, session, id, state.part_of(id))
}

/// What this meeting made of an item that is in this part of the list.
fn made(state: &State, session: &Session, id: ItemId, part: Option<Part>) -> Option<String> {
    let place = session.position(id)?;
    if part == Some(Part::LookAgain) {
        let today = state.from?.date_naive();
        let waits = session.has_to_be_looked_at(id, today);
        return (!waits).then(|| "looked at".to_owned());
    }
    let made = match id {
        ItemId::Action(_) => action(state, session.actions.get(place)?),
        ItemId::Question(_) => asked(session.questions.get(place)?, part),
        ItemId::Threat(_) => threat(state, session.threats.get(place)?, part),
        ItemId::Assumption(_) => assumed(session.assumptions.get(place)?),
        _ => None,
    };
    made.or_else(|| state.seen.contains(&id).then(|| seen(id).to_owned()))
}

/// How many items of the list have a verdict, and how many there are.
pub(crate) fn count(state: &State, session: &Session) -> (usize, usize) {
    let held = state.agenda.iter().filter(|(_, id)| session.holds(*id));
    let made = held.map(|(part, id)| made(state, session, *id, Some(*part)));
    made.fold((0, 0), |(done, all), made| {
        (done + usize::from(made.is_some()), all + 1)
    })
}

/// Decided by this meeting.
fn is_now(state: &State, at: Stamp) -> bool {
    state.from.is_some_and(|from| at >= from)
}

/// Looked at, and left as it is.
fn seen(id: ItemId) -> &'static str {
    match id {
        ItemId::Question(_) => "still open",
        ItemId::Parked(_) => "kept",
        _ => "read",
    }
}

fn action(state: &State, action: &Action) -> Option<String> {
    match action.status {
        ActionStatus::Open if action.still.is_some_and(|at| is_now(state, at)) => {
            Some("kept".to_owned())
        }
        ActionStatus::Open => None,
        status => Some(status.words().to_owned()),
    }
}

fn asked(question: &Question, part: Option<Part>) -> Option<String> {
    let waits = match part {
        Some(Part::Parked) => matches!(question.state, QuestionState::Moved),
        _ => matches!(question.state, QuestionState::Open),
    };
    (!waits).then(|| question.state.words().to_owned())
}

fn threat(state: &State, threat: &Threat, part: Option<Part>) -> Option<String> {
    let words = |kind: ResponseKind| kind.words().to_owned();
    match (&threat.response, &threat.deferred) {
        (Some(response), _) if part == Some(Part::Deferred) => Some(words(response.kind)),
        (Some(response), _) => is_now(state, response.at).then(|| words(response.kind)),
        (None, Some(deferral)) => is_now(state, deferral.at).then(|| "deferred".to_owned()),
        (None, None) => Some("reopened".to_owned()),
    }
}

fn assumed(assumption: &Assumption) -> Option<String> {
    match assumption.state {
        AssumptionState::Unconfirmed => None,
        AssumptionState::Confirmed => Some("true".to_owned()),
        AssumptionState::Rejected => Some("false".to_owned()),
    }
}

fn incident(state: &State, session: &Session, place: usize) -> Option<String> {
    match session.sittings.get(place)?.foreseen {
        Some(Foreseen::No) => Some("not on the list".to_owned()),
        Some(Foreseen::As(id)) => {
            let id = session.threat(id).map_or(id, |t| t.id);
            Some(format!("on the list: {id}"))
        }
        // No one can say any more what was known before an older meeting.
        None => (!is_current(state, session, place)).then(|| "not answered".to_owned()),
    }
}

/// Whether a meeting is the one that is held now.
pub(crate) fn is_current(state: &State, session: &Session, place: usize) -> bool {
    place + 1 == session.sittings.len()
        && session
            .sittings
            .get(place)
            .zip(state.from)
            .is_some_and(|(sitting, from)| sitting.started >= from)
}
