//! What needs protecting: data assets, and technical assets where the model says what they need. Each is tied to the
//! elements that process or store it and to the flows that send or receive it.

use std::collections::{HashMap, HashSet};

use super::plain;
use crate::domain::fold::fold;
use crate::domain::{
    Asset, AssetId, AssetKind, ElementId, FlowId, LIMITS, Level, NEEDS, Place, Text,
};
use crate::import::yaml::Node;
use crate::import::{Draft, unknown};

/// The words of Threagile for how much secrecy matters, least first, and what they are here.
pub(crate) const SECRECY: [(&str, Level); 5] = [
    ("public", Level::Low),
    ("internal", Level::Low),
    ("restricted", Level::Medium),
    ("confidential", Level::High),
    ("strictly-confidential", Level::High),
];

/// The same for how much it matters that something is right, or there.
pub(crate) const CRITICALITY: [(&str, Level); 5] = [
    ("archive", Level::Low),
    ("operational", Level::Low),
    ("important", Level::Medium),
    ("critical", Level::High),
    ("mission-critical", Level::High),
];

/// What is taken of a data asset; the rest is counted.
const OF_DATA: [&str; 4] = ["id", "confidentiality", "integrity", "availability"];

/// Where a technical asset or a communication link names data.
pub(super) const AT_ELEMENT: [&str; 2] = ["data_assets_processed", "data_assets_stored"];
const AT_FLOW: [&str; 2] = ["data_assets_sent", "data_assets_received"];

/// Takes assets over, once elements and flows are there.
pub(super) fn take(
    model: &Node,
    elements: &[(ElementId, &Node)],
    flows: &[(FlowId, &Node)],
    draft: &mut Draft,
) {
    let mut known: HashMap<&str, AssetId> = HashMap::new();
    let mut names: HashSet<String> = HashSet::new();
    for (name, data) in model.get("data_assets").map().unwrap_or_default() {
        let name = draft.words(&plain(name), "name of a data asset");
        for (key, detail) in data.map().unwrap_or_default() {
            if !OF_DATA.contains(&key.as_str()) && !detail.is_nothing() {
                draft.leave_out("detail of a data asset", "has no field here");
            }
        }
        let needs = needs(data, draft);
        let Some(id) = asset(name, AssetKind::Data, needs, &mut names, draft) else {
            continue;
        };
        let there = data.get("id").text();
        if known.contains_key(there) {
            draft.leave_out(
                "id of a data asset",
                "is used twice; links to it lead to the first",
            );
        }
        known.entry(there).or_insert(id);
    }
    for (element, node) in elements {
        held(Place::Element(*element), node, AT_ELEMENT, &known, draft);
    }
    for (flow, link) in flows {
        held(Place::Flow(*flow), link, AT_FLOW, &known, draft);
    }
    for (element, node) in elements {
        let needs = needs(node, draft);
        if needs != [None; 3] {
            let name = at(element.0).and_then(|at| draft.session.elements.get(at));
            let name = name.map(|element| element.name.clone()).unwrap_or_default();
            if let Some(id) = asset(name, AssetKind::Service, needs, &mut names, draft) {
                tie(id, Place::Element(*element), draft);
            }
        }
    }
}

/// What something needs: confidentiality, integrity, availability.
fn needs(node: &Node, draft: &mut Draft) -> [Option<Level>; 3] {
    let scales = [&SECRECY, &CRITICALITY, &CRITICALITY];
    let mut all = [None; 3];
    for ((need, name), scale) in all.iter_mut().zip(NEEDS).zip(scales) {
        let word = node.get(name).text();
        let found = scale.iter().find(|(known, _)| *known == word);
        *need = found.map(|(_, level)| *level);
        if found.is_none() && !word.is_empty() {
            draft.leave_out("need of an asset", "is not one that Threagile has");
        }
    }
    all
}

/// A new asset. One that is called as another is gets its kind behind its name, as assets are known by their names.
fn asset(
    name: Text,
    kind: AssetKind,
    needs: [Option<Level>; 3],
    names: &mut HashSet<String>,
    draft: &mut Draft,
) -> Option<AssetId> {
    if name.is_empty() || !draft.fits(draft.session.assets.len(), "asset") {
        return None;
    }
    let mut called = name.clone();
    if names.contains(&fold(&called)) {
        called = Text::from(format!("{name} ({})", kind.words()));
    }
    if !names.insert(fold(&called)) {
        draft.leave_out("asset", "is called as another one");
        return None;
    }
    draft.session.counters.asset += 1;
    let id = AssetId(draft.session.counters.asset);
    let [confidentiality, integrity, availability] = needs;
    draft.session.assets.push(Asset {
        id,
        key: None,
        was: Vec::new(),
        name: called,
        kind: Some(kind),
        confidentiality,
        integrity,
        availability,
        places: Vec::new(),
        origin: None,
        at: unknown(),
    });
    Some(id)
}

/// Ties the data that is named at a place to it.
fn held(
    place: Place,
    node: &Node,
    lists: [&str; 2],
    known: &HashMap<&str, AssetId>,
    draft: &mut Draft,
) {
    for list in lists {
        for name in node.get(list).list().unwrap_or_default() {
            match known.get(name.text()) {
                Some(id) => tie(*id, place, draft),
                None => {
                    draft.leave_out("data that an asset or a link names", "is not in this file")
                }
            }
        }
    }
}

fn tie(id: AssetId, place: Place, draft: &mut Draft) {
    let Some(asset) = at(id.0).and_then(|at| draft.session.assets.get_mut(at)) else {
        return;
    };
    if asset.places.contains(&place) {
        return;
    }
    if asset.places.len() < LIMITS.links {
        asset.places.push(place);
    } else {
        draft.leave_out("place of an asset", "is over the limit of an asset");
    }
}

/// Where an item stands: they are numbered as they come.
fn at(number: u32) -> Option<usize> {
    usize::try_from(number).ok()?.checked_sub(1)
}
