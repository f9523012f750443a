//! Who does it: whether the room thinks of strangers who attack, and of no one else.

use super::sentence::{Looked, Said};
use crate::facts::Facts;

/// No threat is an accident.
pub(super) fn no_accidents(facts: &Facts) -> Looked {
    facts.no_accidents().map(|n| {
        Said::from(format!(
            "None of the {n} threats is an accident. What could break by itself?"
        ))
    })
}

/// The same where an incident brought the team back.
pub(super) fn no_accidents_after_incident(facts: &Facts) -> Looked {
    facts.no_accidents_after_incident().map(|n| {
        Said::from(format!(
            "None of the {n} threats is an accident. Could the incident have been one?"
        ))
    })
}

/// No threat comes from someone who is let in.
pub(super) fn no_insiders(facts: &Facts) -> Looked {
    facts.no_insiders().map(|n| {
        Said::from(format!(
            "None of the {n} threats comes from an insider, a partner or an admin"
        ))
    })
}
