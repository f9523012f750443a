//! Who is in the room, and who was heard.

use std::collections::BTreeSet;

use super::heard::{Raised, heard};
use super::sentence::{Looked, count};
use super::view::View;
use super::words::Words;
use crate::domain::ItemId;

/// Q01: more than half of the threats with a known speaker came from one person. Counted on those with a speaker, as
/// the rest say nothing about people; nobody is named, as this is read aloud.
pub(super) fn one_voice(view: &View) -> Looked {
    raised(view).map_or(Looked::NotYet, |raised| {
        Looked::from_says(raised.hero(view.limits).map(|most| {
            let all = count(raised.all, "threat");
            format!("{most} of {all} came from one person. Ask the others.")
        }))
    })
}

/// Q02: most threats came from two of at least five people. Said only where Q01 is not, which says it more sharply.
pub(super) fn two_voices(view: &View) -> Looked {
    let limits = view.limits;
    let enough = view.voices.len() >= limits.room.two_voices_from;
    let Some(raised) = raised(view).filter(|_| enough) else {
        return Looked::NotYet;
    };
    if raised.hero(limits).is_some() {
        return Looked::NotYet;
    }
    Looked::from_says(raised.pair(view.voices.len(), limits).map(|top| {
        let all = count(raised.all, "threat");
        format!("{top} of {all} came from 2 people. Ask the quiet ones.")
    }))
}

/// Who raised how much, once there is enough to say anything about it.
fn raised(view: &View) -> Option<Raised> {
    Raised::of(view.threats.iter().copied(), view.session, view.limits)
}

/// Q03: half of the room or more has said nothing that was written down under a name. Looked at only where names were
/// written down at all.
pub(super) fn quiet(view: &View) -> Looked {
    let limits = &view.limits.room;
    let s = view.session;
    let heard = heard(s, None);
    if !view.is_meeting() || view.voices.len() < limits.few_voices || heard.is_empty() {
        return Looked::NotYet;
    }
    let quiet = || view.voices.iter().filter(|p| !heard.contains(&p.id));
    let n = quiet().count();
    if n == 0 || !limits.quiet_percent.is_reached_by(n, view.voices.len()) {
        return Looked::Fine;
    }
    let names = view.names(quiet().map(|p| p.name.as_str()));
    let ids: Vec<ItemId> = quiet().map(|p| p.id.into()).collect();
    let they = if n == 1 {
        "does this person"
    } else {
        "do they"
    };
    Looked::Found(format!("Not heard yet: {names}. What {they} see?"), ids)
}

/// Q16: a whole meeting without a question or an assumption.
pub(super) fn no_dialogue(view: &View) -> Looked {
    let s = view.session;
    if !view.is_meeting() {
        return Looked::NotYet;
    }
    if !s.questions.is_empty() || !s.assumptions.is_empty() {
        return Looked::Fine;
    }
    let minutes = s.tally(view.today).minutes;
    if minutes < view.limits.room.dialogue_minutes {
        return Looked::NotYet;
    }
    let says = format!("{minutes} minutes, and no question or assumption was written down");
    Looked::Found(says, Vec::new())
}

/// Q17: fewer than three different roles.
pub(super) fn few_viewpoints(view: &View) -> Looked {
    let limits = &view.limits.room;
    if !view.is_meeting() || view.voices.len() < limits.few_voices {
        return Looked::NotYet;
    }
    let roles: BTreeSet<String> = view
        .voices
        .iter()
        .filter(|p| !p.role.is_empty())
        .map(|p| p.role.to_lowercase())
        .collect();
    Looked::from_says((roles.len() < limits.distinct_roles).then(|| {
        let names = view.names(roles.iter().map(String::as_str));
        match roles.len() {
            0 => "Nobody has said what their role is".to_owned(),
            1 => format!("Everybody who gave a role is {names}. Who would see it differently?"),
            _ => format!("The only roles are {names}. Who would see it differently?"),
        }
    }))
}

/// Q18: nobody with a security or threat-modelling role. The facilitator counts here, who often is the one.
pub(super) fn nobody_experienced(view: &View) -> Looked {
    if !view.is_meeting() || view.voices.len() < 2 || !roles_are_known(view) {
        return Looked::NotYet;
    }
    let words = &view.limits.room.security_roles;
    let any = view
        .session
        .participants
        .iter()
        .any(|p| words.found_in(&p.role).is_some());
    Looked::from_says(
        (!any).then(|| "Nobody here has a security or threat-modelling role".to_owned()),
    )
}

/// Q21: more people than can talk, or fewer than make a team.
pub(super) fn size(view: &View) -> Looked {
    let limits = &view.limits.room;
    let n = view.voices.len();
    if !view.is_meeting() {
        return Looked::NotYet;
    }
    Looked::from_says(if n == 0 {
        Some("Nobody in the room has a name yet".to_owned())
    } else if n < limits.few_voices {
        Some(format!("{} in the room. Who is missing?", voices(n)))
    } else if n > limits.many_voices {
        Some(format!("{} in the room. Split the scope?", voices(n)))
    } else {
        None
    })
}

/// Q22: too few who build it, or nobody who speaks for the business.
pub(super) fn roles_missing(view: &View) -> Looked {
    let limits = &view.limits.room;
    if !view.is_meeting() || view.voices.len() < limits.few_voices || !roles_are_known(view) {
        return Looked::NotYet;
    }
    let with = |words: &Words| {
        view.voices
            .iter()
            .filter(|p| words.found_in(&p.role).is_some())
            .count()
    };
    let builders = with(&limits.engineering_roles);
    let few = builders < limits.builders;
    let business = with(&limits.business_roles) > 0;
    Looked::from_says(match (few, business) {
        (false, true) => None,
        (false, false) => Some("Nobody here speaks for the business".to_owned()),
        (true, _) => {
            let who = match builders {
                0 => "Nobody here builds it".to_owned(),
                1 => "1 person here builds it".to_owned(),
                n => format!("{n} people here build it"),
            };
            let rest = if business {
                ""
            } else {
                ", and nobody speaks for the business"
            };
            Some(format!("{who}{rest}"))
        }
    })
}

/// Somebody has said what their role is; without that, nothing can be said about who is missing.
fn roles_are_known(view: &View) -> bool {
    view.session.participants.iter().any(|p| !p.role.is_empty())
}

/// `1 voice`, `12 voices`.
fn voices(n: usize) -> String {
    count(n, "voice")
}
