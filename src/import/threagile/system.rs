//! Technical assets, trust boundaries and communication links: the map.

use std::collections::HashMap;

use super::assets::{self, AT_ELEMENT};
use super::plain;
use crate::domain::{ElementId, ElementKind, FlowId, Note, NoteId, NoteKind, Text, ZoneId};
use crate::import::yaml::Node;
use crate::import::{Draft, unknown};

/// What is taken of a technical asset; the rest is counted.
const OF_ASSET: [&str; 10] = [
    "id",
    "type",
    "owner",
    "out_of_scope",
    "justification_out_of_scope",
    "communication_links",
    "description",
    "confidentiality",
    "integrity",
    "availability",
];

/// The elements by their ids in the model.
pub(super) type Names = HashMap<String, ElementId>;

/// Takes the map over.
pub(super) fn take(model: &Node, draft: &mut Draft) -> Names {
    let mut names = Names::new();
    let assets = model.get("technical_assets").map().unwrap_or_default();
    let mut taken = Vec::new();
    for (name, asset) in assets {
        let Some(id) = element(name, asset, draft) else {
            continue;
        };
        taken.push((id, asset));
        let there = asset.get("id").text().to_owned();
        if names.contains_key(&there) {
            draft.leave_out(
                "id of a technical asset",
                "is used twice; links to it lead to the first",
            );
        }
        names.entry(there).or_insert(id);
    }
    let mut zones = HashMap::new();
    let boundaries = model.get("trust_boundaries").map().unwrap_or_default();
    for (name, boundary) in boundaries {
        if let Some(id) = zone(name, boundary, &names, draft) {
            zones
                .entry(boundary.get("id").text().to_owned())
                .or_insert(id);
        }
    }
    for (_, boundary) in boundaries {
        nest(boundary, &zones, draft);
    }
    let mut flows = Vec::new();
    for (from, asset) in &taken {
        for (name, link) in asset.get("communication_links").map().unwrap_or_default() {
            let to = names.get(link.get("target").text());
            flows.extend(flow(name, *from, to, draft).map(|id| (id, link)));
        }
    }
    assets::take(model, &taken, &flows, draft);
    names
}

fn element(name: &str, asset: &Node, draft: &mut Draft) -> Option<ElementId> {
    let name = draft.words(&plain(name), "name of a technical asset");
    if name.is_empty() || !draft.fits(draft.session.elements.len(), "technical asset") {
        return None;
    }
    let kind = match asset.get("type").text() {
        "external-entity" => ElementKind::ExternalEntity,
        "datastore" => ElementKind::DataStore,
        "process" => ElementKind::Process,
        _ => {
            draft.leave_out(
                "type of a technical asset",
                "is not external-entity, process or datastore; it was imported as a process",
            );
            ElementKind::Process
        }
    };
    for (key, detail) in asset.map().unwrap_or_default() {
        let key = key.as_str();
        if !OF_ASSET.contains(&key) && !AT_ELEMENT.contains(&key) && !detail.is_nothing() {
            draft.leave_out("detail of a technical asset", "has no field here");
        }
    }
    if asset.get("out_of_scope").text() == "true" {
        out_of_scope(&name, asset.get("justification_out_of_scope").text(), draft);
    }
    let owner = Some(Text::from(plain(asset.get("owner").text())));
    let element = draft.element(name, kind)?;
    element.owner = owner.filter(|owner| !owner.is_empty());
    Some(element.id)
}

fn out_of_scope(name: &str, why: &str, draft: &mut Draft) {
    if !draft.fits(draft.session.notes.len(), "line of scope") {
        return;
    }
    let why = plain(why);
    let text = if why.is_empty() {
        Text::new(name)
    } else {
        Text::from(format!("{name}: {why}"))
    };
    draft.session.counters.note += 1;
    draft.session.notes.push(Note {
        id: NoteId(draft.session.counters.note),
        key: None,
        was: Vec::new(),
        kind: NoteKind::OutOfScope,
        text,
        at: unknown(),
    });
}

fn zone(name: &str, boundary: &Node, names: &Names, draft: &mut Draft) -> Option<ZoneId> {
    let name = draft.words(&plain(name), "name of a trust boundary");
    if name.is_empty() {
        return None;
    }
    let id = draft.zone(name)?;
    let inside = boundary.get("technical_assets_inside");
    for asset in inside.list().unwrap_or_default() {
        // Elements are numbered as they come, so the place of one is its number.
        let place = names.get(asset.text()).map_or(0, |id| id.0);
        let place = usize::try_from(place).ok().and_then(|n| n.checked_sub(1));
        match place.and_then(|place| draft.session.elements.get_mut(place)) {
            Some(element) if element.zone.is_none() => element.zone = Some(id),
            Some(_) => draft.leave_out(
                "second boundary of an asset",
                "was left out: an asset has one",
            ),
            None => draft.leave_out("asset inside of a boundary", "is not in this file"),
        }
    }
    Some(id)
}

const INSIDE: &str = "boundary inside of a boundary";
const NOT_NESTED: &str = "is not in this file, or in another one already";

/// Puts the boundaries inside of a boundary into it.
fn nest(boundary: &Node, zones: &HashMap<String, ZoneId>, draft: &mut Draft) {
    let around = zones.get(boundary.get("id").text()).copied();
    let nested = boundary.get("trust_boundaries_nested");
    for inner in nested.list().unwrap_or_default() {
        let (Some(inner), Some(around)) = (zones.get(inner.text()).copied(), around) else {
            draft.leave_out(INSIDE, NOT_NESTED);
            continue;
        };
        let is_circle = inner == around || draft.session.zone_inside(around, inner);
        let zone = draft.session.zones.iter_mut().find(|zone| zone.id == inner);
        match zone.filter(|zone| zone.parent.is_none() && !is_circle) {
            Some(zone) => zone.parent = Some(around),
            None => draft.leave_out(INSIDE, NOT_NESTED),
        }
    }
}

fn flow(name: &str, from: ElementId, to: Option<&ElementId>, draft: &mut Draft) -> Option<FlowId> {
    let Some(to) = to else {
        draft.leave_out(
            "communication link",
            "leads to an asset that is not in this file",
        );
        return None;
    };
    let data = draft.words(&plain(name), "name of a communication link");
    draft.flow(from, *to, data)
}
