//! Before the first question: who is here, who is not, and who does what.

use super::Situation;
use crate::check::{people_here, short};
use crate::domain::{NoteKind, Says, Seat, Session, Verb, says};
use crate::facts::{Fit, Look};

fn any_missing(session: &Session) -> bool {
    session.notes_of(NoteKind::MissingRole).next().is_some()
}

/// R02: one person takes one threat, three to five say who is missing, more than ten split the scope.
pub(super) fn how_many(s: &Situation<'_>) -> Option<Says> {
    let rules = &s.facts.limits.rules;
    let here = s.facts.here().count();
    match s.facts.room_size() {
        Look::NotYet => None,
        Look::Found(Fit::Nobody) if here == 0 => Some(says![
            "No participants listed yet. Press ",
            Verb::People,
            " to add them."
        ]),
        _ if here == 1 => Some(
            "Alone here? `threatboard one` takes one threat through all four questions.".into(),
        ),
        Look::Found(Fit::Many(n)) => {
            let people = people_here(&s.facts, n);
            Some(format!("{people}. The scope may be too big: split it?").into())
        }
        Look::Fine if here <= rules.small_room && !any_missing(s.facts.session) => {
            let people = people_here(&s.facts, s.facts.voices().len());
            Some(says![
                format!("{people}. Who is missing? Press "),
                Verb::MissingRole,
                " to note the role."
            ])
        }
        Look::Fine | Look::Found(_) => None,
    }
}

/// R03: three who build it, someone who has done this before, someone who represents the business.
pub(super) fn roles(s: &Situation<'_>) -> Option<Says> {
    if any_missing(s.facts.session) {
        return None;
    }
    let roles = s.facts.roles_missing().found();
    let mut lacks = Vec::new();
    if let Some(n) = roles.and_then(|roles| roles.few_builders) {
        lacks.push(match n {
            0 => "builders".to_owned(),
            n => format!("enough builders ({n} here)"),
        });
    }
    if roles.is_some_and(|roles| roles.no_business) {
        lacks.push("the business".to_owned());
    }
    if s.facts.nobody_experienced().found().is_some() {
        lacks.push("security".to_owned());
    }
    let lacks = match lacks.as_slice() {
        [] => return None,
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    };
    Some(says![
        format!("This group lacks {lacks}. Press "),
        Verb::MissingRole,
        " to note a missing role."
    ])
}

/// R04: who is missing can be informed.
pub(super) fn missing_roles(s: &Situation<'_>) -> Option<Says> {
    let missing = s.facts.not_informed().found()?;
    let missing: Vec<String> = missing.iter().map(|note| short(&note.text)).collect();
    let missing = missing.join(", ");
    Some(says![
        format!("Missing: {missing}. Select it and press "),
        Verb::ActionItem,
        " to add an action to inform them."
    ])
}

/// R05: someone else than the facilitator writes the questions down.
pub(super) fn recorder(s: &Situation<'_>) -> Option<Says> {
    let named = s.facts.here().any(|p| p.seat == Some(Seat::Recorder));
    (s.facts.is_meeting() && !named && s.facts.here().count() > 1).then(|| {
        says![
            "Who is the scribe? Press ",
            Verb::Owner,
            " and a number. Not the facilitator."
        ]
    })
}

/// R06: these lines are read to a team that knows them, too.
pub(super) fn orientation(s: &Situation<'_>) -> Option<Says> {
    let again = s.facts.session.sittings.len() > 1;
    (s.facts.is_meeting() && again).then(|| {
        says![
            "A minute on why and how, even for old hands. Press ",
            Verb::NextStep,
            " to skip it."
        ]
    })
}

/// R07: who owns the system is here, or hears about it.
pub(super) fn system_owner(s: &Situation<'_>) -> Option<Says> {
    let session = s.facts.session;
    let roles = &s.facts.limits.rules.owner_roles;
    let owner_is_here = s.facts.here().any(|p| roles.found_in(&p.role).is_some());
    let hears = session.notes_of(NoteKind::ShouldHear).next().is_some();
    (s.facts.is_meeting() && s.facts.here().next().is_some() && !owner_is_here && !hears).then(
        || {
            says![
                "Does someone here own the system? If not, press ",
                Verb::ShouldHear,
                " to add who to inform."
            ]
        },
    )
}
