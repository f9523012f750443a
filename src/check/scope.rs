//! The scope, the assumptions and the map.

use super::sentence::{Looked, Said, count, each, element};
use crate::facts::{Facts, NoScope};

/// Nothing is in scope, or nothing is out of it.
pub(super) fn no_scope(facts: &Facts) -> Looked {
    facts.no_scope().map(|gap| {
        Said::from(match gap {
            NoScope::Nothing => "Nothing is in scope yet, and nothing is out of scope",
            NoScope::In => "Nothing is in scope yet",
            NoScope::Out => "Nothing is out of scope yet",
        })
    })
}

/// An assumption that no one confirmed or rejected.
pub(super) fn unsettled_assumptions(facts: &Facts) -> Looked {
    facts.unsettled_assumptions().map(|found| {
        each(
            facts,
            found.subjects,
            "# was never confirmed",
            "assumptions were never confirmed",
        )
    })
}

/// An element that no one understands, and no one asks about.
pub(super) fn unknown_element(facts: &Facts) -> Looked {
    facts.unknown_elements().map(|ids| {
        each(
            facts,
            ids,
            "# is unknown and has no question or threat",
            "unknown elements have no question or threat",
        )
    })
}

/// An element with threats that no one owns.
pub(super) fn unowned_element(facts: &Facts) -> Looked {
    facts.unowned_elements().map(|ids| {
        each(
            facts,
            ids,
            "# has threats and no owner",
            "elements have threats and no owner",
        )
    })
}

/// A flow that crosses a trust boundary, with no threat on it or at either end.
pub(super) fn quiet_boundary(facts: &Facts) -> Looked {
    if facts.threats().is_empty() {
        return Looked::NotYet;
    }
    facts.quiet_boundary().map(|ids| {
        each(
            facts,
            ids,
            "No threat on # or its ends",
            "flows cross a boundary with no threat on them or their ends",
        )
    })
}

/// More than half of the threats are about one of several elements.
pub(super) fn one_place(facts: &Facts) -> Looked {
    facts.one_place().map(|(id, share)| {
        let all = count(share.of, "threat");
        let place = element(facts, id);
        let says = format!(
            "{} of {all} are about {place}. What about the rest?",
            share.n
        );
        Said::plain(says, share.subjects)
    })
}

/// A map and not one threat.
pub(super) fn map_as_result(facts: &Facts) -> Looked {
    facts.map_as_result().map(|n| {
        Said::from(format!(
            "{n} elements are on the map and no threat is listed"
        ))
    })
}

/// A map of some size on which nothing runs the system.
pub(super) fn no_operation(facts: &Facts) -> Looked {
    facts
        .no_operation()
        .map(|()| Said::from("No element builds, deploys, monitors or backs up the system"))
}

/// More elements than one picture shows well.
pub(super) fn one_picture(facts: &Facts) -> Looked {
    facts.one_picture().map(|n| {
        Said::from(format!(
            "All {n} elements are on one map. Give a part a map of its own."
        ))
    })
}
