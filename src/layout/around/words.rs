//! What is said of an element, a flow or a zone and of what is around it: for the drawing, and aloud.

use crate::domain::{Element, ElementId, Flow, ItemId, Place, Session, Zone, ZoneId, counted};

/// The names of zones.
fn names(session: &Session, zones: &[ZoneId]) -> Vec<String> {
    let zones = zones.iter().filter_map(|id| session.zone(*id));
    zones.map(|zone| zone.name.to_string()).collect()
}

/// The names of the trust zones that an element is in, the innermost first.
pub(super) fn zones_of(session: &Session, element: ElementId) -> Vec<String> {
    names(session, &session.zone_path(element))
}

/// `core in cloud`, or `no zone`.
pub(super) fn zone_words(zones: &[String]) -> String {
    if zones.is_empty() {
        return "no zone".to_owned();
    }
    zones.join(" in ")
}

/// Where an element is, as seen from another: without the zones that they share.
pub(super) fn zones_beside(session: &Session, element: ElementId, other: ElementId) -> String {
    let (its, others) = (session.zone_path(element), session.zone_path(other));
    let own: Vec<ZoneId> = its
        .iter()
        .copied()
        .filter(|id| !others.contains(id))
        .collect();
    let own = if own.is_empty() { its } else { own };
    zone_words(&names(session, &own))
}

/// The threats on an item, by id.
pub(super) fn threats_on(session: &Session, item: ItemId) -> Vec<String> {
    let threats = session.threats_of(item).into_iter();
    threats.map(|threat| threat.id.to_string()).collect()
}

/// How an element is written on the map: in the brackets of its kind, behind its name what is to know, such
/// as the need of what it holds: `[web !3 *high ?]`.
pub(super) fn face(session: &Session, element: &Element) -> String {
    let mut says = element.name.to_string();
    match session.threats_of(element.id.into()).len() {
        0 => {}
        threats => says.push_str(&format!(" !{threats}")),
    }
    if let Some(need) = session.need_at(Place::Element(element.id)) {
        says.push_str(&format!(" *{}", need.words()));
    }
    if element.unknown {
        says.push_str(" ?");
    }
    if element.out_of_scope.is_some() {
        says.push_str(" out");
    }
    element.kind.mark(&says)
}

/// `1 threat`, `3 threats`; nothing for none.
pub(super) fn threat_count(session: &Session, item: ItemId) -> Option<String> {
    match session.threats_of(item).len() {
        0 => None,
        count => Some(counted(count, "threat")),
    }
}

/// What is known of an element apart from its name: its zones, its owner, its threats, and whether anyone knows it.
pub(super) fn facts(session: &Session, element: &Element) -> Vec<String> {
    let mut facts = vec![zone_words(&zones_of(session, element.id))];
    facts.extend(element.owner_words());
    facts.extend(threat_count(session, element.id.into()));
    facts.extend(session.worth_at(Place::Element(element.id)));
    facts.extend(standing(session, element));
    if !element.note.is_empty() {
        facts.push(format!("note: {}", element.note));
    }
    facts
}

/// What makes an element one to ask about, or none to speak of, and where its own map is.
fn standing(session: &Session, element: &Element) -> Vec<String> {
    let mut standing = Vec::new();
    if element.unknown {
        standing.push("unknown".to_owned());
    }
    if let Some(reason) = &element.out_of_scope {
        let reason = match reason.as_str() {
            "" => String::new(),
            reason => format!(": {reason}"),
        };
        standing.push(format!("out of scope{reason}"));
    }
    if let Some(outer) = element.within {
        standing.push(format!("inside {}", session.element_name(outer)));
    }
    match session.elements_on(Some(element.id)).count() {
        0 => {}
        inside => standing.push(format!("{} inside", counted(inside, "element"))),
    }
    standing
}

/// Whether an element is another one or lies on its map, however deep.
pub(super) fn is_under(session: &Session, id: ElementId, outer: ElementId) -> bool {
    session.elements_from(Some(id)).any(|other| other == outer)
}

/// What moves in a flow, and how.
pub(super) fn moves(flow: &Flow) -> String {
    match (flow.data.as_str(), flow.protocol.as_str()) {
        (data, "") => data.to_owned(),
        ("", protocol) => format!("({protocol})"),
        (data, protocol) => format!("{data} ({protocol})"),
    }
}

/// `customer -> web : refund request`.
pub fn flow_words(session: &Session, flow: &Flow) -> String {
    let ends = session.place_words(Place::Flow(flow.id));
    match moves(flow).as_str() {
        "" => ends,
        moves => format!("{ends} : {moves}"),
    }
}

/// Reads an element, a flow or a zone aloud together with what is around it, a clause for each thing that there is to
/// say: `web, in the dmz, no owner`, `in: customer sends refund request, crossing internet to dmz`.
pub fn speak(session: &Session, item: ItemId) -> Vec<String> {
    match item {
        ItemId::Element(id) => session.element(id).map(|e| of_element(session, e)),
        ItemId::Flow(id) => session.flow(id).map(|f| of_flow(session, f)),
        ItemId::Zone(id) => session.zone(id).map(|z| of_zone(session, z)),
        _ => None,
    }
    .unwrap_or_default()
}

fn of_element(session: &Session, element: &Element) -> Vec<String> {
    let mut said = vec![whereabouts(session, element)];
    let id = element.id;
    let own = |end: ElementId| is_under(session, end, id);
    let flows = session.flows.iter();
    let incoming = flows.filter(|flow| own(flow.to) && !own(flow.from));
    let incoming = incoming.map(|flow| {
        let from = session.element_name(flow.from);
        let sends = match moves(flow).as_str() {
            "" => from,
            moves => format!("{from} sends {moves}"),
        };
        let inner = inner(session, flow.to, id, "to");
        sends + &inner + &crossing(session, flow)
    });
    said.extend(list("in", incoming));
    let flows = session.flows.iter();
    let outgoing = flows.filter(|flow| own(flow.from) && !own(flow.to));
    let outgoing = outgoing.map(|flow| {
        let to = session.element_name(flow.to);
        let sends = match moves(flow).as_str() {
            "" => format!("to {to}"),
            moves => format!("sends {moves} to {to}"),
        };
        let inner = inner(session, flow.from, id, "from");
        sends + &inner + &crossing(session, flow)
    });
    said.extend(list("out", outgoing));
    let to_itself = session.flows.iter();
    let to_itself = to_itself.filter(|flow| flow.from == id && flow.to == id);
    said.extend(list("to itself", to_itself.map(what)));
    said.extend(threats(session, id.into()));
    said
}

/// Which element on its own map a flow leads to or comes from.
fn inner(session: &Session, end: ElementId, center: ElementId, way: &str) -> String {
    if end == center {
        return String::new();
    }
    format!(", {way} {} inside", session.element_name(end))
}

fn of_flow(session: &Session, flow: &Flow) -> Vec<String> {
    let from = session.element_name(flow.from);
    let to = if flow.from == flow.to {
        "itself".to_owned()
    } else {
        session.element_name(flow.to)
    };
    let sends = match moves(flow).as_str() {
        "" => format!("from {from} to {to}"),
        moves => format!("{from} sends {moves} to {to}"),
    };
    let mut said = vec![sends + &crossing(session, flow)];
    said.extend(session.worth_at(Place::Flow(flow.id)));
    let mut ends = vec![flow.from, flow.to];
    ends.dedup();
    let ends = ends.into_iter().filter_map(|id| session.element(id));
    said.extend(ends.map(|element| whereabouts(session, element)));
    said.extend(threats(session, flow.id.into()));
    said
}

fn of_zone(session: &Session, zone: &Zone) -> Vec<String> {
    let own = session.elements.iter();
    let own = own.filter(|e| session.zone_of(e.id) == Some(zone.id));
    let inner = session.zones.iter().filter(|z| z.parent == Some(zone.id));
    let members = own
        .map(|element| element.name.to_string())
        .chain(inner.map(|zone| format!("zone {}", zone.name)));
    let members: Vec<String> = members.collect();
    let members = match members.as_slice() {
        [] => "nothing in it".to_owned(),
        members => members.join(", "),
    };
    let mut named = vec![zone.name.to_string()];
    let around: Vec<ZoneId> = session.zones_from(zone.parent).collect();
    named.extend(
        names(session, &around)
            .iter()
            .map(|name| format!("in {name}")),
    );
    let inside = |end: ElementId| session.zone_path(end).contains(&zone.id);
    let flows = session.flows.iter();
    let across = flows.filter(|flow| inside(flow.from) != inside(flow.to));
    let crosses = match across.count() {
        0 => "no flow crosses its boundary".to_owned(),
        1 => "1 flow crosses its boundary".to_owned(),
        count => format!("{count} flows cross its boundary"),
    };
    let threats = list(
        "threats in it",
        threats_on(session, zone.id.into()).into_iter(),
    );
    let first = format!("{}: {members}", named.join(", "));
    [first, crosses].into_iter().chain(threats).collect()
}

/// `web, in the dmz, no owner`.
fn whereabouts(session: &Session, element: &Element) -> String {
    let mut said = vec![element.name.to_string()];
    let zones = zones_of(session, element.id);
    if zones.is_empty() {
        said.push("in no zone".to_owned());
    }
    said.extend(zones.iter().map(|zone| format!("in {}", called(zone))));
    said.extend(element.owner_words());
    said.extend(session.worth_at(Place::Element(element.id)));
    said.extend(standing(session, element));
    if !element.note.is_empty() {
        said.push(format!("note: {}", element.note));
    }
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

/// What moves in a flow, or its number where no one has said.
fn what(flow: &Flow) -> String {
    match moves(flow) {
        moves if moves.is_empty() => flow.id.to_string(),
        moves => moves,
    }
}

/// Which boundary a flow crosses, behind its words.
fn crossing(session: &Session, flow: &Flow) -> String {
    if !session.crosses(flow) {
        return String::new();
    }
    let ends = [flow.from, flow.to].map(|end| zones_of(session, end));
    match ends.each_ref().map(|zones| zones.first()) {
        [Some(from), Some(to)] => format!(", crossing {from} to {to}"),
        [Some(from), None] => format!(", crossing out of {from}"),
        [None, Some(to)] => format!(", crossing into {to}"),
        [None, None] => String::new(),
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
