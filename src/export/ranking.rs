//! Which threats matter most: what a page shows in depth, and what has a card of its own.

use std::collections::HashSet;

use super::view::View;
use crate::domain::{Severity, Threat};
pub(super) use crate::facts::is_decided;

/// How many threats at least are shown in depth when fewer are rated high: what a room works through in a meeting.
const TOP: usize = 5;

/// Those that matter most, the worst first.
pub(super) fn top<'a>(view: &View<'a>) -> Vec<&'a Threat> {
    ranked(view).0
}

/// Those shown in depth, in the order of question 3, and the others in the order of the room. All that are rated high
/// or critical are shown in depth, then the next that the room worked on or voted for, up to [`TOP`]. Before anyone
/// voted the worst come first. Those that mitigations took below the line stand last.
pub(super) fn ranked<'a>(view: &View<'a>) -> (Vec<&'a Threat>, Vec<&'a Threat>) {
    let (mut top, mut rest): (Vec<&Threat>, Vec<&Threat>) = view
        .session
        .threats
        .iter()
        .filter(|t| !is_decided(t) && t.deferred.is_none())
        .partition(|t| t.severity.is_some_and(Severity::is_high));
    let votes = |t: &Threat| view.votes(t.id).unwrap_or_default();
    let rank = |t: &&Threat| {
        (
            std::cmp::Reverse(votes(t)),
            std::cmp::Reverse(view.session.level(t)),
        )
    };
    let worked_on = |t: &Threat| {
        t.response.is_some()
            || votes(t) > 0
            || !view.mitigations_for(t.id).is_empty()
            || !view.steps_for(t.id).is_empty()
    };
    let mut next: Vec<&Threat> = rest.iter().copied().filter(|t| worked_on(t)).collect();
    next.sort_by_key(rank);
    // A high threat that no one voted for is shown too, but not in the place of one that the room chose.
    let chosen = top.iter().filter(|t| view.votes(t.id) != Some(0)).count();
    next.truncate(TOP.saturating_sub(chosen));
    let picked: HashSet<_> = next.iter().map(|t| t.id).collect();
    rest.retain(|t| !picked.contains(&t.id));
    top.extend(next);
    // What fell below the line matters less than what is still at it.
    top.sort_by_key(|t| (view.fell_below_line(t), rank(t)));
    (top, rest)
}
