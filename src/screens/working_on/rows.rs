//! What can be selected on question 1, from top to bottom.

use std::collections::HashMap;

use crate::domain::{Flow, ItemId, NoteKind, Session, ZoneId};

/// The lists of the scope, in order, with their headings.
pub const LISTS: [(NoteKind, &str); 3] = [
    (NoteKind::InScope, "IN SCOPE"),
    (NoteKind::OutOfScope, "OUT OF SCOPE"),
    (NoteKind::WhyNow, "WHY NOW"),
];

/// Everything that can be selected in the scope.
pub fn scope_rows(session: &Session) -> Vec<ItemId> {
    let notes = |kind| session.notes_of(kind).map(|note| ItemId::Note(note.id));
    LISTS
        .iter()
        .flat_map(|(kind, _)| notes(*kind))
        .chain(session.assets.iter().map(|a| a.id.into()))
        .chain(session.business_risks.iter().map(|b| b.id.into()))
        .chain(session.assumptions.iter().map(|a| a.id.into()))
        .chain(session.participants.iter().map(|p| p.id.into()))
        .chain(notes(NoteKind::MissingRole))
        .chain(notes(NoteKind::ShouldHear))
        .collect()
}

/// The zones that a flow leaves and reaches.
pub type Boundary = (Option<ZoneId>, Option<ZoneId>);

/// The flows by the boundary that they cross, in the order in which the boundaries come up.
pub fn by_boundary(session: &Session) -> Vec<(Boundary, Vec<&Flow>)> {
    let zone = |id| session.zone_of(id);
    let mut places: HashMap<Boundary, usize> = HashMap::new();
    let mut groups: Vec<(Boundary, Vec<&Flow>)> = Vec::new();
    for flow in &session.flows {
        let boundary = (zone(flow.from), zone(flow.to));
        let place = *places.entry(boundary).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, flows)) => flows.push(flow),
            None => groups.push((boundary, vec![flow])),
        }
    }
    groups
}

/// The flows in the order of the list: boundary by boundary.
pub fn flow_rows(session: &Session) -> Vec<ItemId> {
    let groups = by_boundary(session);
    let flows = groups.iter().flat_map(|(_, flows)| flows);
    flows.map(|flow| flow.id.into()).collect()
}

/// Everything that can be selected in the system: its elements, its flows and its trust zones.
pub fn system_rows(session: &Session) -> Vec<ItemId> {
    let elements = session.elements.iter().map(|e| e.id.into());
    let zones = session.zones.iter().map(|z| z.id.into());
    elements.chain(flow_rows(session)).chain(zones).collect()
}
