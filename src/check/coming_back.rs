//! Coming back: whether the team ever did, and what it made of an incident.

use super::sentence::{Looked, Said};
use crate::facts::Facts;

/// One meeting, long ago, and none since.
pub(super) fn single_delivery(facts: &Facts) -> Looked {
    facts
        .single_delivery()
        .map(|days| Said::from(format!("No follow-up for {days} days. What has changed?")))
}

/// No threat covers the incident that brought the team back.
pub(super) fn not_on_the_list(facts: &Facts) -> Looked {
    facts
        .incident_not_on_the_list()
        .map(|()| Said::from("No threat covers the incident. Add one, or say which it was"))
}

/// The incident has its threat, and no one said whether it was on the list before.
pub(super) fn foreseen_unanswered(facts: &Facts) -> Looked {
    facts
        .foreseen_unanswered()
        .map(|()| Said::from("Was the incident on the list? Not answered yet"))
}
