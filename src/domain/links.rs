//! Which items can be linked, for whoever offers a link and for whoever makes it.

use super::id::ItemId;
use super::refusal::Refusal;

/// Whether two items can be linked. A question, an action item and an assumption are about anything else; apart from them,
/// a threat is linked to its mitigations and its places.
pub fn can_link(one: ItemId, other: ItemId) -> bool {
    use ItemId as I;
    let is_about = |id| matches!(id, I::Question(_) | I::Action(_) | I::Assumption(_));
    match (one, other) {
        _ if one == other => false,
        (
            I::Threat(_),
            I::Mitigation(_) | I::Element(_) | I::Flow(_) | I::Asset(_) | I::BusinessRisk(_),
        )
        | (
            I::Mitigation(_) | I::Element(_) | I::Flow(_) | I::Asset(_) | I::BusinessRisk(_),
            I::Threat(_),
        )
        | (I::Asset(_), I::Element(_) | I::Flow(_))
        | (I::Element(_) | I::Flow(_), I::Asset(_)) => true,
        _ => is_about(one) || is_about(other),
    }
}

/// The same for who makes the link.
pub(super) fn check(one: ItemId, other: ItemId) -> Result<(), Refusal> {
    if can_link(one, other) {
        Ok(())
    } else {
        Err(refusal(one, other))
    }
}

/// What is said of two items that cannot be linked.
pub(super) fn refusal(one: ItemId, other: ItemId) -> Refusal {
    Refusal::new(format!("{one} and {other} cannot be linked."))
}
