//! What a what-if says in sentences: what cannot get there first, then what the set takes, and what is not counted.

use crate::check::left;
use crate::domain::{MitigationId, ThreatId};
use crate::risk::{Cheapest, Model};

/// What is said of a cheapest set. Its mitigations are ticked in the list, so that their ids are enough.
pub(super) fn set_words(model: &Model, at_most: usize, found: &Cheapest) -> Vec<String> {
    let word = model.scale().word(at_most);
    let mut says = left::cannot_words(model, at_most, found);
    if !found.set.is_empty() {
        let reach = if found.cannot.is_empty() {
            format!("To bring every rated threat to {word} or lower")
        } else {
            format!("To get as close to {word} as possible")
        };
        let (ids, days) = (left::ids(&found.set), left::count_days(found.days));
        says.push(format!("{reach}: {ids}, {days}, done and shown to work."));
    } else if found.cannot.is_empty() {
        says.push(format!("Every rated threat is {word} or lower already."));
    } else {
        says.push(format!(
            "No mitigation that could still be done brings a threat closer to {word}."
        ));
    }
    says.extend(left::unrated_words(model));
    if !found.set.is_empty() {
        says.extend(left::sure_words(found));
    }
    says.extend(left::unsaid_effort_words(model, &found.unsaid_effort));
    says
}

/// What the status line says of it, in short.
pub(super) fn set_in_short(model: &Model, at_most: usize, found: &Cheapest) -> String {
    let word = model.scale().word(at_most);
    let reach = if found.cannot.is_empty() {
        format!("Cheapest way to {word} or lower")
    } else {
        let above: Vec<ThreatId> = found.cannot.iter().map(|(id, _)| *id).collect();
        let stays = if above.len() == 1 { "stays" } else { "stay" };
        format!(
            "{} {stays} above {word}; as close as possible",
            left::ids(&above)
        )
    };
    if found.set.is_empty() {
        return format!("{reach}: nothing to tick");
    }
    let (ids, days) = (left::ids(&found.set), left::count_days(found.days));
    format!("{reach}: {ids} ticked, {days}")
}

/// `M2, M3 and M8 planned`
pub(super) fn planned_words(planned: &[MitigationId]) -> String {
    format!("{} planned", left::ids(planned))
}
