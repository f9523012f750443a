//! Before the first question: who is here, who is not, and who does what.

use super::Situation;
use crate::check::{Words, short};
use crate::domain::{ActionKind, ActionStatus, NoteKind, Participant, Seat, Session};

/// Everybody who is in the room today.
fn here(session: &Session) -> impl Iterator<Item = &Participant> {
    session.participants.iter().filter(|p| !p.absent)
}

fn any_missing(session: &Session) -> bool {
    session.notes_of(NoteKind::MissingRole).next().is_some()
}

/// R02: one person takes one threat, three to five say who is missing, more than ten split the scope.
pub(super) fn how_many(s: &Situation<'_>) -> Option<String> {
    let (room, rules) = (&s.thresholds.room, &s.thresholds.rules);
    let n = here(s.session).count();
    if !s.is_meeting() {
        None
    } else if n == 0 {
        let people = s.key("people");
        Some(format!(
            "Nobody in the room has a name yet. {people} writes the names down."
        ))
    } else if n == 1 {
        Some(
            "Alone here? `threatboard one` takes one threat through all four questions.".to_owned(),
        )
    } else if n > room.many_voices {
        Some(format!(
            "{n} people are here. The scope may be too big: split it?"
        ))
    } else if n >= room.few_voices && n <= rules.small_room && !any_missing(s.session) {
        let missing = s.key("missing_role");
        Some(format!(
            "{n} people are here. Who is missing? {missing} writes the role down."
        ))
    } else {
        None
    }
}

/// R03: three who build it, somebody who has done this before, somebody who speaks for the business.
pub(super) fn roles(s: &Situation<'_>) -> Option<String> {
    let room = &s.thresholds.room;
    let enough = here(s.session).count() >= room.few_voices;
    // Where nobody has said a role, nothing can be said about who is missing.
    let known = here(s.session).any(|p| !p.role.is_empty());
    if !s.is_meeting() || !enough || !known || any_missing(s.session) {
        return None;
    }
    let with = |words: &Words| {
        here(s.session)
            .filter(|p| words.found_in(&p.role).is_some())
            .count()
    };
    let mut lacks = Vec::new();
    match with(&room.engineering_roles) {
        n if n >= room.builders => {}
        0 => lacks.push("nobody builds it"),
        1 => lacks.push("one person builds it"),
        _ => lacks.push("two people build it"),
    }
    if with(&room.security_roles) == 0 {
        lacks.push("nobody has threat modelled");
    }
    if with(&room.business_roles) == 0 {
        lacks.push("nobody speaks for the business");
    }
    let lacks = match lacks.as_slice() {
        [] => return None,
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    };
    let missing = s.key("missing_role");
    Some(format!(
        "Here {lacks}. {missing} writes a missing role down."
    ))
}

/// R04: who is missing can be told.
pub(super) fn missing_roles(s: &Situation<'_>) -> Option<String> {
    let told = |role: &str| {
        s.session.actions.iter().any(|a| {
            a.kind == ActionKind::Tell
                && a.status != ActionStatus::Dropped
                && a.text.to_lowercase().contains(&role.to_lowercase())
        })
    };
    let missing: Vec<String> = s
        .session
        .notes_of(NoteKind::MissingRole)
        .filter(|note| !told(&note.text))
        .map(|note| short(&note.text))
        .collect();
    (!missing.is_empty()).then(|| {
        let action = s.key("action_item");
        let missing = missing.join(", ");
        format!("Missing: {missing}. On that line {action} makes it an action to tell them.")
    })
}

/// R05: somebody else than the facilitator writes the questions down.
pub(super) fn recorder(s: &Situation<'_>) -> Option<String> {
    let named = here(s.session).any(|p| p.seat == Some(Seat::Recorder));
    (s.is_meeting() && !named && here(s.session).count() > 1).then(|| {
        let owner = s.key("owner");
        format!(
            "Who writes the questions down? {owner} and the digit of a person, not the facilitator."
        )
    })
}

/// R06: these lines are read to a team that knows them, too.
pub(super) fn orientation(s: &Situation<'_>) -> Option<String> {
    let again = s.session.sittings.len() > 1;
    (s.is_meeting() && again).then(|| {
        let next = s.key("next_step");
        format!("Also for who knows it: a minute on why and how. {next} skips it.")
    })
}

/// R07: who owns the system is here, or hears about it.
pub(super) fn system_owner(s: &Situation<'_>) -> Option<String> {
    let session = s.session;
    let roles = &s.thresholds.rules.owner_roles;
    let owner_is_here = here(session).any(|p| roles.found_in(&p.role).is_some());
    let hears = session.notes_of(NoteKind::ShouldHear).next().is_some();
    (s.is_meeting() && here(session).next().is_some() && !owner_is_here && !hears).then(|| {
        let hear = s.key("should_hear");
        format!("Does somebody here own the system? If not, {hear} writes down who should hear.")
    })
}
