//! What is said of an element, a flow or a zone and of what is around it: for the drawing, and aloud.

use std::collections::HashMap;

use crate::areas::wrap::wrap;
use crate::domain::{Element, ElementId, Flow, ItemId, Place, Session, Zone, ZoneId};

use super::super::sketch::Sketch;

/// The names of the trust zones that an element is in, the innermost first.
pub(super) fn zones_of(session: &Session, element: ElementId) -> Vec<&str> {
    let zone = |id: ZoneId| session.zones.iter().find(|zone| zone.id == id);
    let element = session.elements.iter().find(|e| e.id == element);
    let inside = element.and_then(|element| zone(element.zone?));
    inside.into_iter().map(|zone| zone.name.as_str()).collect()
}

/// `core in cloud`, or `no zone`.
pub(super) fn zone_words(zones: &[&str]) -> String {
    if zones.is_empty() {
        return "no zone".to_owned();
    }
    zones.join(" in ")
}

/// The threats on an item, by id.
pub(super) fn threats_on(session: &Session, item: ItemId) -> Vec<String> {
    let Some(place) = Place::of(item) else {
        return Vec::new();
    };
    let on = session.threats.iter().filter(|t| t.places.contains(&place));
    on.map(|threat| threat.id.to_string()).collect()
}

/// How elements are written on the map: in brackets, with what is to know behind the name.
pub(super) struct Faces(HashMap<ItemId, String>);

impl Faces {
    pub(super) fn all(session: &Session) -> Self {
        let parts = Sketch::of(session, None).parts.into_iter();
        let badges = parts.filter(|part| !part.badge.is_empty());
        Self(badges.map(|part| (part.id, part.badge)).collect())
    }

    /// `[web !3]`; the id of an element that is gone.
    pub(super) fn of(&self, session: &Session, id: ElementId) -> String {
        let element = session.elements.iter().find(|e| e.id == id);
        match (element, self.0.get(&id.into())) {
            (None, _) => id.to_string(),
            (Some(element), None) => element.kind.mark(&element.name),
            (Some(element), Some(badge)) => element.kind.mark(&format!("{} {badge}", element.name)),
        }
    }
}

/// `1 threat`, `3 threats`; nothing for none.
pub(super) fn threat_count(session: &Session, item: ItemId) -> Option<String> {
    match threats_on(session, item).len() {
        0 => None,
        1 => Some("1 threat".to_owned()),
        count => Some(format!("{count} threats")),
    }
}

/// What is known of an element apart from its name: its zones, its owner, its threats, and whether anyone knows it.
pub(super) fn facts(session: &Session, element: &Element) -> Vec<String> {
    let mut facts = vec![zone_words(&zones_of(session, element.id)), owner(element)];
    facts.extend(threat_count(session, element.id.into()));
    facts.extend(standing(element));
    facts
}

/// What makes an element one to ask about, or none to speak of.
fn standing(element: &Element) -> Vec<String> {
    let unknown = element.unknown.then(|| "unknown".to_owned());
    unknown.into_iter().collect()
}

/// Who owns an element, even if no one does.
fn owner(element: &Element) -> String {
    let owner = element.owner.as_deref().unwrap_or("nobody");
    format!("owner {owner}")
}

/// `customer -> web : refund request`.
pub fn flow_words(session: &Session, flow: &Flow) -> String {
    let ends = session.place_words(Place::Flow(flow.id));
    match flow.data.as_str() {
        "" => ends,
        data => format!("{ends} : {data}"),
    }
}

/// The same in as many rows of this many columns as it takes; the rows behind the first are indented.
pub fn flow_lines(session: &Session, flow: &Flow, columns: u16) -> Vec<String> {
    const INDENT: usize = 2;
    let columns = usize::from(columns);
    let words = flow_words(session, flow);
    let whole = wrap(&words, columns);
    if whole.len() < 2 {
        return whole;
    }
    let rows = wrap(&words, columns.saturating_sub(INDENT).max(1)).into_iter();
    let indented = rows.enumerate().map(|(at, row)| match at {
        0 => row,
        _ => format!("{:INDENT$}{row}", ""),
    });
    indented.collect()
}

/// Reads an element, a flow or a zone aloud together with what is around it, a clause for each thing that there is to
/// say: `web, in the dmz, owner nobody`, `in: customer sends refund request, crossing internet to dmz`.
pub fn speak(session: &Session, item: ItemId) -> Vec<String> {
    let said = match item {
        ItemId::Element(id) => {
            let element = session.elements.iter().find(|e| e.id == id);
            element.map(|element| of_element(session, element))
        }
        ItemId::Flow(id) => {
            let flow = session.flows.iter().find(|f| f.id == id);
            flow.map(|flow| of_flow(session, flow))
        }
        ItemId::Zone(id) => {
            let zone = session.zones.iter().find(|z| z.id == id);
            zone.map(|zone| of_zone(session, zone))
        }
        _ => None,
    };
    said.unwrap_or_default()
}

fn of_element(session: &Session, element: &Element) -> Vec<String> {
    let mut said = vec![whereabouts(session, element)];
    let id = element.id;
    let itself = |flow: &&Flow| flow.from == id && flow.to == id;
    let flows = || session.flows.iter().filter(move |flow| !itself(flow));
    let incoming = flows().filter(|flow| flow.to == id).map(|flow| {
        let from = session.element_name(flow.from);
        let sends = match flow.data.as_str() {
            "" => from,
            data => format!("{from} sends {data}"),
        };
        sends + &crossing(session, flow)
    });
    said.extend(list("in", incoming));
    let outgoing = flows().filter(|flow| flow.from == id).map(|flow| {
        let to = session.element_name(flow.to);
        let sends = match flow.data.as_str() {
            "" => format!("to {to}"),
            data => format!("sends {data} to {to}"),
        };
        sends + &crossing(session, flow)
    });
    said.extend(list("out", outgoing));
    let to_itself = session.flows.iter().filter(itself);
    said.extend(list("to itself", to_itself.map(what)));
    said.extend(threats(session, id.into()));
    said
}

fn of_flow(session: &Session, flow: &Flow) -> Vec<String> {
    let (from, to) = (
        session.element_name(flow.from),
        session.element_name(flow.to),
    );
    let to = if flow.from == flow.to {
        "itself".to_owned()
    } else {
        to
    };
    let sends = match flow.data.as_str() {
        "" => format!("from {from} to {to}"),
        data => format!("{from} sends {data} to {to}"),
    };
    let mut said = vec![sends + &crossing(session, flow)];
    let ends = session.elements.iter();
    let ends = ends.filter(|e| e.id == flow.from || e.id == flow.to);
    said.extend(ends.map(|element| whereabouts(session, element)));
    said.extend(threats(session, flow.id.into()));
    said
}

fn of_zone(session: &Session, zone: &Zone) -> Vec<String> {
    let inside = |id: ElementId| {
        let element = session.elements.iter().find(|e| e.id == id);
        element.is_some_and(|element| element.zone == Some(zone.id))
    };
    let members = session.elements.iter().filter(|e| inside(e.id));
    let members: Vec<&str> = members.map(|element| element.name.as_str()).collect();
    let members = match members.as_slice() {
        [] => "nothing in it".to_owned(),
        members => members.join(", "),
    };
    let across = session.flows.iter();
    let across = across.filter(|flow| inside(flow.from) != inside(flow.to));
    let crosses = match across.count() {
        0 => "no flow crosses its boundary".to_owned(),
        1 => "1 flow crosses its boundary".to_owned(),
        count => format!("{count} flows cross its boundary"),
    };
    vec![format!("{}: {members}", zone.name), crosses]
}

/// `web, in the dmz, owner nobody`.
fn whereabouts(session: &Session, element: &Element) -> String {
    let mut said = vec![element.name.to_string()];
    let zones = zones_of(session, element.id);
    if zones.is_empty() {
        said.push("in no zone".to_owned());
    }
    said.extend(zones.iter().map(|zone| format!("in {}", called(zone))));
    said.push(owner(element));
    said.extend(standing(element));
    said.join(", ")
}

/// A zone's name in a sentence.
fn called(zone: &str) -> String {
    let has_article = zone.to_lowercase().starts_with("the ");
    if has_article {
        zone.to_owned()
    } else {
        format!("the {zone}")
    }
}

/// What a flow carries, or its number where no one has said.
fn what(flow: &Flow) -> String {
    match flow.data.as_str() {
        "" => flow.id.to_string(),
        data => data.to_owned(),
    }
}

/// Which boundary a flow crosses, behind its words.
fn crossing(session: &Session, flow: &Flow) -> String {
    if !session.crosses(flow) {
        return String::new();
    }
    let (from, to) = (zones_of(session, flow.from), zones_of(session, flow.to));
    match (from.first(), to.first()) {
        (Some(from), Some(to)) => format!(", crossing {from} to {to}"),
        (Some(from), None) => format!(", crossing out of {from}"),
        (None, Some(to)) => format!(", crossing into {to}"),
        (None, None) => String::new(),
    }
}

fn threats(session: &Session, item: ItemId) -> Option<String> {
    list("threats", threats_on(session, item).into_iter())
}

/// Things behind what they are, if there are any.
fn list(name: &str, things: impl Iterator<Item = String>) -> Option<String> {
    let things: Vec<String> = things.collect();
    (!things.is_empty()).then(|| format!("{name}: {}", things.join(", ")))
}
