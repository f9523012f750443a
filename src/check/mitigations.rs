//! The mitigations, and the fixes that came too early.

use super::sentence::{Looked, each};
use crate::facts::Facts;

/// A mitigation without a threat.
pub(super) fn orphans(facts: &Facts) -> Looked {
    facts.orphans().map(|ids| {
        each(
            facts,
            ids,
            "# is not linked to a threat",
            "mitigations are not linked to a threat",
        )
    })
}

/// Picked or built, and no one said how to see that it works.
pub(super) fn unverifiable(facts: &Facts) -> Looked {
    facts.unverifiable().map(|ids| {
        each(
            facts,
            ids,
            "# has no verification",
            "mitigations have no verification",
        )
    })
}

/// Built a while ago, and never shown to work.
pub(super) fn unverified(facts: &Facts) -> Looked {
    facts.unverified().map(|ids| {
        each(
            facts,
            ids,
            "The mitigation built for # was never verified",
            "high threats rely on mitigations that were never verified",
        )
    })
}

/// A vague verb instead of an action, and no way to see it done.
pub(super) fn vague(facts: &Facts) -> Looked {
    facts.vague().map(|found| {
        let word = found.word;
        each(
            facts,
            found.subjects,
            &format!("# says \"{word}\": too vague to check"),
            &format!("mitigations are too vague to check, such as \"{word}\""),
        )
    })
}

/// A parked fix that no threat used.
pub(super) fn parked_lost(facts: &Facts) -> Looked {
    facts.parked_lost().map(|ids| {
        each(
            facts,
            ids,
            "# was parked as a fix and not used",
            "parked fixes were not used",
        )
    })
}
