//! What else is said of a mitigation where its status is: how much it takes away, what it does, and whether it works.

use super::{Choice, Offer, ask, make};
use crate::check::left::strength_words;
use crate::domain::{ControlKind, Field, MitigationId, Strength};

/// What stands behind the statuses.
pub(super) fn more(id: MitigationId) -> [Offer; 4] {
    [
        ask("s", "strength", Choice::Strength(id)),
        ask("k", "kind", Choice::Control(id)),
        make("y", "check passed", id, Field::Checked(Some((true, None)))),
        make("x", "check failed", id, Field::Checked(Some((false, None)))),
    ]
}

/// How much of its threats a mitigation takes away.
pub(super) fn strengths(id: MitigationId) -> Vec<Offer> {
    let strengths = ["s", "m", "a"].into_iter().zip(Strength::ALL);
    let strengths = strengths.map(|(key, strength)| {
        let field = Field::Strength(Some(strength));
        make(key, strength_words(strength), id, field)
    });
    let unsaid = make("-", "unsaid", id, Field::Strength(None));
    strengths.chain([unsaid]).collect()
}

/// What a mitigation does to its threats.
pub(super) fn kinds(id: MitigationId) -> Vec<Offer> {
    let kinds = ["p", "d", "c", "r", "t", "o"].into_iter().zip([
        ControlKind::Preventive,
        ControlKind::Detective,
        ControlKind::Corrective,
        ControlKind::Recovery,
        ControlKind::Deterrent,
        ControlKind::Compensating,
    ]);
    let kinds =
        kinds.map(|(key, kind)| make(key, kind.words(), id, Field::ControlKind(Some(kind))));
    let unsaid = make("-", "unsaid", id, Field::ControlKind(None));
    kinds.chain([unsaid]).collect()
}
