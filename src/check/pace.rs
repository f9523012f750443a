//! Where the time of the last meeting went, by its clock.

use super::sentence::{Looked, Said};
use crate::facts::{Facts, Finding, Picture};

/// Finding took much longer than deciding.
pub(super) fn finding_not_deciding(facts: &Facts) -> Looked {
    facts
        .finding_not_deciding()
        .map(|Finding { finding, deciding }| {
            Said::from(format!(
                "Finding threats took {finding} minutes, deciding {deciding}. Which still need a decision?"
            ))
        })
}

/// The map took longer than it was planned to, and longer than what it is for.
pub(super) fn perfect_picture(facts: &Facts) -> Looked {
    facts.perfect_picture().map(|Picture { took, planned }| {
        Said::from(format!(
            "The map took {took} minutes ({planned} planned), longer than question 2"
        ))
    })
}
