//! Open Threat Model 0.1 and 0.2, as JSON or YAML: the project, trust zones, components as parts, data flows, assets,
//! and threats with their mitigations.
//!
//! A threat of the model is one threat here, wherever it occurs: its places are the parts and flows that name it, and
//! what is said there about its state and its mitigations is brought together. Numbers from 0 to 100 become low, medium
//! and high by thirds. Found again by its ids.

use std::collections::HashMap;

use super::model::{Drawn, at, categorize, decided, is_nothing, kind_of, origin, response, third};
use super::threagile::plain;
use super::yaml::{self, Node};
use super::{Draft, ImportError, Source, unclaimed};
use crate::domain::{
    AssetId, AssetKind, LIMITS, MitigationId, Place, Severity, Status, Strength, Text, ThreatId,
};

/// The name of the format.
const NAME: &str = "otm";

/// All about it.
pub(super) const SOURCE: Source = Source {
    name: NAME,
    describes: "an Open Threat Model: system, assets, threats and mitigations",
    endings: &[".otm", ".json", ".yaml", ".yml"],
    prose: false,
    looks,
    read,
};

/// So deep components may be in components.
const DEEPEST: usize = 100;

/// What has no place here, by the list that it stands in.
const LEFT_OUT: [&str; 4] = ["attributes", "tags", "representations", "ownerContact"];

fn looks(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('{') {
        return text.lines().any(|line| line.starts_with("otmVersion:"));
    }
    text.contains("\"otmVersion\"") && !unclaimed::is_schema(text)
}

fn read(text: &str) -> Result<Draft, ImportError> {
    let model = yaml::parse_model(text, "an Open Threat Model")?;
    let version = model.get("otmVersion").text();
    if version.is_empty() {
        return Err(ImportError::whole(
            "This Open Threat Model has no `otmVersion`. Write it at the top, such as `otmVersion: 0.2.0`.",
        ));
    }
    let mut draft = Draft::new("An Open Threat Model");
    if !["0.1.0", "0.2.0"].contains(&version) {
        draft.leave_out(
            format!("version {version}"),
            "is not 0.1.0 or 0.2.0; it was read as 0.2.0",
        );
    }
    let project = model.get("project");
    draft.title(project.get("name").text());
    draft.in_scope(project.get("description").text());
    if !project.get("owner").is_nothing() {
        let owner = plain(project.get("owner").text());
        draft.leave_out_one("owner", &owner, "a session has no owner");
    }
    aside(project, &mut draft);
    let drawn = map(&model, &mut draft);
    assets(&model, &drawn, &mut draft);
    let threats = threats(&model, &mut draft);
    mitigations(&model, &threats, &drawn, &mut draft);
    if draft.session.counters == crate::domain::Counters::default() {
        return Err(ImportError::whole(
            "This Open Threat Model has no component, asset or threat to import.",
        ));
    }
    Ok(draft)
}

/// Counts what something says that has no place here.
fn aside(node: &Node, draft: &mut Draft) {
    for name in LEFT_OUT {
        if !node.get(name).is_nothing() {
            draft.leave_out(format!("{name} of an entry"), "have no field here");
        }
    }
}

fn entries<'a>(model: &'a Node, name: &str) -> &'a [Node] {
    model.get(name).list().unwrap_or_default()
}

fn map(model: &Node, draft: &mut Draft) -> Drawn {
    let mut drawn = Drawn::default();
    for zone in entries(model, "trustZones") {
        drawn.zone(draft, zone.get("id").text(), zone.get("name").text());
        aside(zone, draft);
        if !zone.get("risk").get("trustRating").is_nothing() {
            draft.leave_out("trust rating of a zone", "has no field here");
        }
    }
    for zone in entries(model, "trustZones") {
        let parent = zone.get("parent");
        let around = parent.get("trustZone").text();
        if !around.is_empty() {
            drawn.nest(draft, zone.get("id").text(), around);
        } else if !parent.get("component").is_nothing() {
            draft.leave_out(
                "zone in a component",
                "stands beside it: only zones hold zones",
            );
        }
    }
    Drawn::settle(draft);
    let components = entries(model, "components");
    let parents: HashMap<&str, &Node> = components
        .iter()
        .map(|component| (component.get("id").text(), component.get("parent")))
        .collect();
    for component in components {
        if component.map().is_none() {
            draft.leave_out("entry of components", "is not a list of names with values");
            continue;
        }
        let kind = kind_of(component.get("type").text(), component.get("name").text());
        let id = component.get("id").text();
        let Some(part) = drawn.part(draft, id, component.get("name").text(), kind) else {
            continue;
        };
        let note = draft.words(
            &plain(component.get("description").text()),
            "description of a part",
        );
        if let Some(element) = draft.session.elements.last_mut() {
            element.note = note;
        }
        if component.get("parent").get("trustZone").is_nothing() {
            draft.leave_out(
                "component in a component",
                "stands beside it, in the same trust zone",
            );
        }
        match zone_of(component.get("parent"), &parents) {
            Some(zone) => drawn.put(draft, part, zone),
            None => {
                let name = draft
                    .session
                    .elements
                    .last()
                    .map(|element| element.name.clone());
                let name = name.unwrap_or_default();
                draft.leave_out_one("zone of", &name, "is not in this file");
            }
        }
        aside(component, draft);
    }
    for flow in entries(model, "dataflows") {
        let ends = ["source", "destination"].map(|end| flow.get(end).text());
        let both = flow.get("bidirectional").text() == "true";
        drawn.flow(
            draft,
            flow.get("id").text(),
            ends,
            flow.get("name").text(),
            both,
        );
        if !flow.get("description").is_nothing() {
            draft.leave_out("description of a flow", "has no field here");
        }
        aside(flow, draft);
    }
    drawn
}

/// The trust zone around a component: its own, or that of the component around it.
fn zone_of<'a>(parent: &'a Node, parents: &HashMap<&str, &'a Node>) -> Option<&'a str> {
    let mut parent = parent;
    // Each step goes out by one; a model that goes around in a circle has no way out.
    for _ in 0..DEEPEST {
        let zone = parent.get("trustZone").text();
        if !zone.is_empty() {
            return Some(zone);
        }
        parent = parents.get(parent.get("component").text())?;
    }
    None
}

fn assets(model: &Node, drawn: &Drawn, draft: &mut Draft) {
    let mut known: HashMap<&str, AssetId> = HashMap::new();
    for asset in entries(model, "assets") {
        let name = draft.words(&plain(asset.get("name").text()), "name of an asset");
        if name.is_empty() {
            draft.leave_out("asset", "has no name");
            continue;
        }
        let risk = asset.get("risk");
        let need = |name: &str| risk.get(name).text().parse().ok().map(third);
        let Some(made) = draft.asset(name) else {
            continue;
        };
        made.kind = Some(AssetKind::Data);
        made.confidentiality = need("confidentiality");
        made.integrity = need("integrity");
        made.availability = need("availability");
        made.origin = Some(Box::new(origin(NAME, "asset", asset.get("id").text())));
        let id = made.id;
        known.entry(asset.get("id").text()).or_insert(id);
        for name in ["description", "attributes"] {
            if !asset.get(name).is_nothing() {
                draft.leave_out(format!("{name} of an asset"), "has no field here");
            }
        }
    }
    for component in entries(model, "components") {
        let held = component.get("assets");
        for list in ["processed", "stored"] {
            tie(component, held.get(list), &known, drawn, draft);
        }
    }
    for flow in entries(model, "dataflows") {
        tie(flow, flow.get("assets"), &known, drawn, draft);
    }
}

/// Ties the assets that something names to where it is.
fn tie(
    entry: &Node,
    names: &Node,
    known: &HashMap<&str, AssetId>,
    drawn: &Drawn,
    draft: &mut Draft,
) {
    for name in names.list().unwrap_or_default() {
        let Some(id) = known.get(name.text()) else {
            draft.leave_out("asset that an entry names", "is not in this file");
            continue;
        };
        for place in drawn.places(entry.get("id").text()) {
            let found = at(id.0).and_then(|at| draft.session.assets.get_mut(at));
            let Some(asset) = found.filter(|asset| !asset.places.contains(&place)) else {
                continue;
            };
            if asset.places.len() < LIMITS.links {
                asset.places.push(place);
            } else {
                draft.leave_out("place of an asset", "is over the limit of an asset");
            }
        }
    }
}

/// The threats of the model, by their ids.
fn threats<'a>(model: &'a Node, draft: &mut Draft) -> HashMap<&'a str, ThreatId> {
    let mut known = HashMap::new();
    for entry in entries(model, "threats") {
        let id = entry.get("id").text();
        let (name, about) = (entry.get("name").text(), entry.get("description").text());
        let Some(threat) = draft.described(name, about) else {
            continue;
        };
        threat.origin = Some(Box::new(origin(NAME, "threat", id)));
        let step = |name: &str| entry.get("risk").get(name).text().parse().ok().map(third);
        threat.likelihood = step("likelihood");
        threat.impact = step("impact");
        if let (Some(likelihood), Some(impact)) = (threat.likelihood, threat.impact) {
            threat.severity = Some(Severity::of(likelihood, impact));
        }
        for cwe in entries(entry, "cwes") {
            let cwe = Text::new(cwe.text());
            if !cwe.is_empty() && threat.references.len() < LIMITS.links {
                threat.references.push(cwe);
            }
        }
        known.entry(id).or_insert(threat.id);
        let unknown: Vec<&str> = entries(entry, "categories")
            .iter()
            .map(Node::text)
            .filter(|words| !words.is_empty() && !categorize(threat, words))
            .collect();
        for words in unknown {
            draft.leave_out_one("category", words, "is not one of STRIDE, CIA or LINDDUN");
        }
        for name in ["likelihoodComment", "impactComment"] {
            if !is_nothing(entry.get("risk").get(name).text()) {
                draft.leave_out("comment on a rating", "has no field here");
            }
        }
        aside(entry, draft);
    }
    known
}

/// Where threats occur, what was decided there, and what is done about them.
fn mitigations(model: &Node, threats: &HashMap<&str, ThreatId>, drawn: &Drawn, draft: &mut Draft) {
    let mut known: HashMap<&str, MitigationId> = HashMap::new();
    for entry in entries(model, "mitigations") {
        let id = entry.get("id").text();
        let text = draft.words(&plain(entry.get("name").text()), "mitigation");
        let about = draft.words(
            &plain(entry.get("description").text()),
            "description of a mitigation",
        );
        let text = if text.is_empty() { about.clone() } else { text };
        if text.is_empty() {
            draft.leave_out("mitigation", "has no text");
            continue;
        }
        let Some(made) = draft.mitigation(text) else {
            continue;
        };
        if !about.is_empty() && about != made.text {
            made.also.push(about);
        }
        let takes: Option<f64> = entry.get("riskReduction").text().parse().ok();
        made.strength = takes.and_then(strength);
        made.origin = Some(Box::new(origin(NAME, "mitigation", id)));
        known.entry(id).or_insert(made.id);
        aside(entry, draft);
    }
    let mut said: HashMap<MitigationId, Vec<Status>> = HashMap::new();
    for at in entries(model, "components")
        .iter()
        .chain(entries(model, "dataflows"))
    {
        let places = drawn.places(at.get("id").text());
        for instance in entries(at, "threats") {
            let Some(id) = threats.get(instance.get("threat").text()).copied() else {
                draft.leave_out("threat of a part or a flow", "is not in this file");
                continue;
            };
            occurs(id, &places, instance.get("state").text(), draft);
            for done in entries(instance, "mitigations") {
                let Some(mitigation) = known.get(done.get("mitigation").text()).copied() else {
                    draft.leave_out("mitigation of a threat", "is not in this file");
                    continue;
                };
                draft.link(mitigation, id);
                let state = status(done.get("state").text(), draft);
                said.entry(mitigation).or_default().push(state);
            }
        }
    }
    let mut differ = Vec::new();
    for mitigation in &mut draft.session.mitigations {
        let said = said
            .get(&mitigation.id)
            .map(Vec::as_slice)
            .unwrap_or_default();
        // What is built at one place only is not built: the least that is said counts.
        let built = said
            .iter()
            .filter(|status| **status != Status::Rejected)
            .min();
        mitigation.status = match (built, said.first()) {
            (Some(least), _) => *least,
            (None, Some(_)) => Status::Rejected,
            (None, None) => mitigation.status,
        };
        if said.iter().any(|status| *status != mitigation.status) {
            differ.push(mitigation.text.clone());
        }
    }
    for text in differ {
        let why = "differs by place; the least that was not rejected counts";
        draft.leave_out_one("state of the mitigation", &text, why);
    }
}

/// A threat of the model at some places, in a state.
fn occurs(id: ThreatId, places: &[Place], state: &str, draft: &mut Draft) {
    let found = at(id.0).and_then(|at| draft.session.threats.get_mut(at));
    let Some(threat) = found else { return };
    for place in places {
        if !threat.places.contains(place) && threat.places.len() < LIMITS.links {
            threat.places.push(*place);
        }
    }
    let before = threat.response.as_ref().map(|response| response.kind);
    match (before, response(state)) {
        (None, Some(kind)) => threat.response = Some(decided(kind)),
        (Some(before), Some(kind)) if before != kind => draft.leave_out_one(
            &format!("state of {id}"),
            state,
            "was decided otherwise at another place; the first decision stays",
        ),
        _ => {}
    }
}

/// How far a mitigation is, by its state.
fn status(state: &str, draft: &mut Draft) -> Status {
    let letters: String = state.chars().filter(char::is_ascii_alphabetic).collect();
    match letters.to_ascii_lowercase().as_str() {
        "implemented" | "done" | "mitigated" => Status::Implemented,
        "tested" | "verified" => Status::Verified,
        "required" | "planned" | "approved" => Status::Planned,
        "inprogress" => Status::InProgress,
        "rejected" | "na" | "notapplicable" => Status::Rejected,
        "recommended" | "open" | "proposed" | "suggested" => Status::CouldDo,
        _ => {
            draft.leave_out_one(
                "state of a mitigation",
                state,
                "is not one that is known here; it is proposed",
            );
            Status::CouldDo
        }
    }
}

/// How much a mitigation takes away that says by how many percent.
fn strength(percent: f64) -> Option<Strength> {
    match percent {
        p if p >= 100.0 => Some(Strength::All),
        p if p >= 50.0 => Some(Strength::Most),
        p if p > 0.0 => Some(Strength::Some),
        _ => None,
    }
}
