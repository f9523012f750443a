//! The rows of zones, elements and flows.

use super::rows_of;
use crate::cli::args::ListKind;
use crate::domain::{Element, Flow, ItemId, Session, Text, Zone};

/// The rows of one of these kinds.
pub(super) fn rows(session: &Session, kind: ListKind) -> Vec<Vec<String>> {
    match kind {
        ListKind::Zones => rows_of(&session.zones, |zone| of_zone(session, zone)),
        ListKind::Elements => rows_of(&session.elements, |element| of_element(session, element)),
        _ => rows_of(&session.flows, |flow| of_flow(session, flow)),
    }
}

/// The name behind a word, where there is one.
fn named(session: &Session, word: &str, id: Option<impl Into<ItemId>>) -> String {
    let name = id.and_then(|id| session.words_of(id.into()));
    name.map_or_else(String::new, |name| format!("{word} {name}"))
}

fn of_zone(session: &Session, zone: &Zone) -> Vec<String> {
    vec![
        zone.id.to_string(),
        named(session, "in", zone.parent),
        zone.name.to_string(),
    ]
}

fn of_element(session: &Session, element: &Element) -> Vec<String> {
    let words = |text: Option<&Text>| text.map(ToString::to_string).unwrap_or_default();
    let zone = session.zone_of(element.id);
    let zone = zone.and_then(|id| session.words_of(id.into()));
    let unknown = if element.unknown { "unknown" } else { "" };
    let out = element.out_of_scope.as_ref();
    let note = Some(&element.note).filter(|note| !note.is_empty());
    let mut name = element.name.to_string();
    if let Some(why) = out {
        name.push_str(&format!(" (out of scope: {why})"));
    }
    if let Some(note) = note {
        name.push_str(&format!(" - {note}"));
    }
    vec![
        element.id.to_string(),
        element.kind.words().to_owned(),
        zone.unwrap_or_default(),
        named(session, "on the map of", element.within),
        words(element.owner.as_ref()),
        unknown.to_owned(),
        name,
    ]
}

fn of_flow(session: &Session, flow: &Flow) -> Vec<String> {
    let crosses = if session.crosses(flow) { "crosses" } else { "" };
    vec![
        flow.id.to_string(),
        crosses.to_owned(),
        flow.protocol.to_string(),
        session.words_of(flow.id.into()).unwrap_or_default(),
    ]
}
