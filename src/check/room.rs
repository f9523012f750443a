//! Who is in the room, and who was heard.

use super::sentence::{Looked, Said, count, names};
use crate::facts::{Facts, Fit, Share};

/// Too large a share of the threats came from one person. No one is named, as this is read aloud.
pub(super) fn one_voice(facts: &Facts) -> Looked {
    facts.one_voice().map(|Share { n, of, .. }| {
        let all = count(of, "threat");
        Said::from(format!(
            "{n} of {all} came from one person. Ask the others."
        ))
    })
}

/// Most threats came from two of several people.
pub(super) fn two_voices(facts: &Facts) -> Looked {
    facts.two_voices().map(|Share { n, of, .. }| {
        let all = count(of, "threat");
        Said::from(format!(
            "{n} of {all} came from 2 people. Ask the quiet ones."
        ))
    })
}

/// Half of the room or more was not heard.
pub(super) fn quiet(facts: &Facts) -> Looked {
    facts.quiet().map(|quiet| {
        let they = match quiet.as_slice() {
            [_] => "does this person",
            _ => "do they",
        };
        let who = names(facts, quiet.iter().map(|p| p.name.as_str()));
        let ids = quiet.iter().map(|p| p.id.into()).collect();
        Said::plain(format!("Nothing yet from {who}. What {they} see?"), ids)
    })
}

/// A whole meeting without a question or an assumption.
pub(super) fn no_dialogue(facts: &Facts) -> Looked {
    facts.no_dialogue().map(|minutes| {
        Said::from(format!(
            "{minutes} minutes without a question or assumption"
        ))
    })
}

/// Few different roles.
pub(super) fn few_viewpoints(facts: &Facts) -> Looked {
    facts.few_viewpoints().map(|roles| {
        let all = names(facts, roles.iter().map(String::as_str));
        Said::from(match roles.len() {
            0 => "No one has given a role".to_owned(),
            1 => format!("Everyone who gave a role is {all}. Who would see it differently?"),
            _ => format!("The only roles are {all}. Who would see it differently?"),
        })
    })
}

/// No one with a security role.
pub(super) fn nobody_experienced(facts: &Facts) -> Looked {
    facts
        .nobody_experienced()
        .map(|()| Said::from("No one here has a security or threat-modeling role"))
}

/// More people than can talk, or fewer than make a team.
pub(super) fn size(facts: &Facts) -> Looked {
    facts.room_size().map(|fit| {
        Said::from(match fit {
            Fit::Nobody => "No participants listed yet".to_owned(),
            Fit::Few(n) => format!("{}. Who is missing?", people_here(facts, n)),
            Fit::Many(n) => format!("{}. Split the scope?", people_here(facts, n)),
        })
    })
}

/// `4 people here`; who leads the meeting is not counted, and that is said.
pub(crate) fn people_here(facts: &Facts, n: usize) -> String {
    let people = if n == 1 { "person" } else { "people" };
    let beside = if facts.has_facilitator() {
        " besides the facilitator"
    } else {
        ""
    };
    format!("{n} {people} here{beside}")
}

/// Too few who build it, or no one who represents the business.
pub(super) fn roles_missing(facts: &Facts) -> Looked {
    facts.roles_missing().map(|roles| {
        let builders = roles.few_builders.map(|n| match n {
            0 => "No one here builds the system".to_owned(),
            1 => "Only 1 person here builds the system".to_owned(),
            n => format!("Only {n} people here build the system"),
        });
        Said::from(match (builders, roles.no_business) {
            (Some(builders), false) => builders,
            (Some(builders), true) => format!("{builders}, and no one represents the business"),
            (None, _) => "No one represents the business".to_owned(),
        })
    })
}
