//! Whose turn it is, who has not spoken (R27), and who finished a sheet. A participant has spoken who had a turn, also one that was passed
//! (R26), or whose name is on anything that was written down in this meeting. The facilitator is not counted (R28).

use std::collections::HashSet;

use super::Scene;
use crate::app::turns::order;
use crate::check;
use crate::domain::{AgendaStep, Moment, Participant, ParticipantId};

/// How the line begins that the shared screen has in its own words.
const TURN: &str = "Turn: ";

/// What is said of the voices.
pub(super) fn all(scene: &Scene) -> Vec<String> {
    let turn = turn(scene).into_iter().chain(unheard(scene));
    turn.chain(finished(scene)).collect()
}

/// Who finished the sheet of the step that the room is at, and who has not: the room sees how many, and no name.
fn finished(scene: &Scene) -> Option<String> {
    let moment = match scene.step()? {
        AgendaStep::Silent | AgendaStep::Quiet => Moment::Silent,
        AgendaStep::Vote | AgendaStep::WallVote => Moment::Vote,
        AgendaStep::Confidence | AgendaStep::TimeWellSpent | AgendaStep::ActionsReadBack => {
            Moment::End
        }
        _ => return None,
    };
    let session = scene.session;
    let sheet = session.sheet_id(moment);
    let (done, left): (Vec<&Participant>, Vec<&Participant>) = session
        .participants
        .iter()
        .partition(|p| session.answers_of(sheet, p.id).is_some());
    let left: Vec<&Participant> = left.into_iter().filter(|p| !p.absent).collect();
    if done.is_empty() {
        return None;
    }
    let done = names(&done);
    Some(if left.is_empty() {
        format!("Sheet finished: {done}. That is everyone.")
    } else {
        format!("Sheet finished: {done}. Not yet: {}.", names(&left))
    })
}

/// Whether the room may read this line: it sees whose turn it is.
pub(super) fn is_public(says: &str) -> bool {
    says.starts_with(TURN)
}

/// Names as in a sentence: `Ana`, `Ana and Bo`, `Ana, Bo and Cy`.
pub(super) fn names(people: &[&Participant]) -> String {
    let names: Vec<&str> = people.iter().map(|p| p.name.as_str()).collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// Who had a turn in this round.
fn had_turn(scene: &Scene) -> HashSet<ParticipantId> {
    scene.session.turns().iter().map(|t| t.who).collect()
}

/// Who has not spoken in this meeting, in the order of the list.
pub(super) fn quiet<'a>(scene: &Scene<'a>) -> Vec<&'a Participant> {
    let mut heard = check::heard(scene.session, scene.since());
    heard.extend(had_turn(scene));
    check::voices(scene.session)
        .filter(|p| !heard.contains(&p.id))
        .collect()
}

/// Who has not had a turn yet and is not at it, in the order of the round.
pub(super) fn waiting<'a>(scene: &Scene<'a>) -> Vec<&'a Participant> {
    let had = had_turn(scene);
    let now = current(scene);
    let order = order(scene.session).into_iter();
    order
        .filter(|p| !had.contains(&p.id) && Some(p.id) != now)
        .collect()
}

/// Whose turn it is.
pub(super) fn current(scene: &Scene) -> Option<ParticipantId> {
    scene.session.turn()
}

fn turn(scene: &Scene) -> Option<String> {
    if scene.step() != Some(AgendaStep::Round) || scene.session.participants.is_empty() {
        return None;
    }
    let waiting = waiting(scene);
    let now = scene.session.name_of(current(scene));
    let next = waiting.first().map(|p| p.name.as_str());
    Some(match (now, next) {
        (Some(now), Some(next)) => format!("{TURN}{now}. Then {next}."),
        (Some(now), None) => format!("{TURN}{now}, the last person."),
        (None, Some(next)) => format!("{TURN}{next} is next."),
        (None, None) => format!("{TURN}everyone has had one."),
    })
}

fn unheard(scene: &Scene) -> Option<String> {
    let voices = check::voices(scene.session).count();
    let quiet = quiet(scene);
    if voices == 0 {
        return None;
    }
    Some(match quiet.len() {
        0 => "Everyone has spoken.".to_owned(),
        // Who spoke is known by name only where the room's lines carry names.
        n if n == voices && scene.live => {
            "No speakers recorded yet. Add @name to a line to record one.".to_owned()
        }
        _ => format!("Not heard yet: {}.", names(&quiet)),
    })
}
