//! Models of the OWASP Threat Model Library, also called TM-BOM, version 1: scope, zones, actors, components and stores,
//! flows, data sets, assumptions, threats with who is behind them, controls, and risks.
//!
//! A risk is a business risk here; its likelihood and impact rate the threats that it names. Found again by its names.

use std::collections::HashMap;

use super::model::{Drawn, at, origin, quoted};
use super::threagile::plain;
use super::yaml::{self, Node};
use super::{Draft, ImportError, Source, unclaimed, unknown};
use crate::domain::{
    ActorKind, AssetKind, AssumptionState, BusinessRisk, BusinessRiskId, ElementKind, LIMITS,
    Level, Parts, Severity, Status, Text, ThreatId,
};

/// The name of the format.
const NAME: &str = "tm-library";

/// All about it.
pub(super) const SOURCE: Source = Source {
    name: NAME,
    describes: "a model of the OWASP Threat Model Library (TM-BOM)",
    endings: &[".json"],
    prose: false,
    looks,
    read,
};

/// The lists of parts, and what each is.
const PARTS: [(&str, ElementKind); 3] = [
    ("actors", ElementKind::ExternalEntity),
    ("components", ElementKind::Process),
    ("data_stores", ElementKind::DataStore),
];

/// Parts of a model that are read, and words that need no mention.
const READ: [&str; 14] = [
    "$schema",
    "version",
    "scope",
    "description",
    "trust_zones",
    "actors",
    "components",
    "data_stores",
    "data_sets",
    "data_flows",
    "assumptions",
    "threat_personas",
    "threats",
    "controls",
];

fn looks(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let has = |key: &str| text.contains(key);
    text.starts_with('{')
        && has("\"scope\"")
        && (has("\"threat_personas\"") || has("\"trust_zones\"") && has("\"data_flows\""))
        && !unclaimed::is_schema(text)
}

fn read(text: &str) -> Result<Draft, ImportError> {
    let model = yaml::parse_model(text, "a model of the OWASP Threat Model Library")?;
    let scope = model.get("scope");
    if scope.map().is_none() {
        return Err(ImportError::whole(
            "This model has no `scope`, which every model of the OWASP Threat Model Library has. Add one with a title.",
        ));
    }
    let mut draft = Draft::new("A model of the Threat Model Library");
    draft.title(scope.get("title").text());
    draft.in_scope(scope.get("description").text());
    if model.get("description").text() != scope.get("description").text() {
        draft.in_scope(model.get("description").text());
    }
    for name in [
        "business_criticality",
        "data_sensitivity",
        "exposure",
        "tier",
    ] {
        if !scope.get(name).is_nothing() {
            draft.leave_out(format!("{name} of the scope"), "has no field here");
        }
    }
    let drawn = map(&model, &mut draft);
    data_sets(&model, &drawn, &mut draft);
    assumptions(&model, &mut draft);
    let threats = threats(&model, &drawn, &mut draft);
    controls(&model, &threats, &mut draft);
    risks(&model, &threats, &mut draft);
    for (name, part) in model.map().unwrap_or_default() {
        if !READ.contains(&name.as_str()) && name != "risks" && !part.is_nothing() {
            draft.leave_out(name.clone(), "has no field here");
        }
    }
    Ok(draft)
}

fn entries<'a>(model: &'a Node, name: &str) -> &'a [Node] {
    model.get(name).list().unwrap_or_default()
}

fn name_of(entry: &Node) -> &str {
    entry.get("symbolic_name").text()
}

/// Its title, or else the name that other entries call it by.
fn title_of(entry: &Node) -> &str {
    let title = entry.get("title").text();
    if title.trim().is_empty() {
        name_of(entry)
    } else {
        title
    }
}

/// Counts what an entry says that has no place here.
fn aside(entry: &Node, kind: &str, names: &[&str], draft: &mut Draft) {
    for name in names {
        if !entry.get(name).is_nothing() {
            draft.leave_out(format!("{name} of {kind}"), "has no field here");
        }
    }
}

fn map(model: &Node, draft: &mut Draft) -> Drawn {
    let mut drawn = Drawn::default();
    for zone in entries(model, "trust_zones") {
        drawn.zone(draft, name_of(zone), title_of(zone));
        aside(zone, "a trust zone", &["description"], draft);
    }
    for (list, kind) in PARTS {
        for entry in entries(model, list) {
            if entry.map().is_none() {
                draft.leave_out(
                    format!("entry of {list}"),
                    "is not a list of names with values",
                );
                continue;
            }
            let Some(part) = drawn.part(draft, name_of(entry), title_of(entry), kind) else {
                continue;
            };
            let note = draft.words(
                &plain(entry.get("description").text()),
                "description of a part",
            );
            if let Some(element) = draft.session.elements.last_mut() {
                element.note = note;
            }
            let zone = entry.get("trust_zone").text();
            if !zone.is_empty() {
                drawn.put(draft, part, zone);
            }
            let more = [
                "parent_component",
                "permissions",
                "repo_link",
                "vendor",
                "product",
            ];
            aside(entry, "a part", &more, draft);
        }
    }
    for flow in entries(model, "data_flows") {
        let ends = ["source", "destination"].map(|end| {
            let end = flow.get(end);
            if end.map().is_some() {
                end.get("object").text()
            } else {
                end.text()
            }
        });
        let both = flow.get("bidirectional").text() == "true";
        drawn.flow(draft, name_of(flow), ends, title_of(flow), both);
        aside(
            flow,
            "a flow",
            &["description", "encrypted", "has_sensitive_data"],
            draft,
        );
    }
    drawn
}

fn data_sets(model: &Node, drawn: &Drawn, draft: &mut Draft) {
    for set in entries(model, "data_sets") {
        let name = draft.words(&plain(title_of(set)), "name of a data set");
        if name.is_empty() {
            draft.leave_out("data set", "has no name");
            continue;
        }
        let mut places = Vec::new();
        for placed in entries(set, "placements") {
            let found = drawn.places(placed.get("data_store").text());
            if found.is_empty() {
                draft.leave_out("place of a data set", "is not in this file");
            }
            for place in found {
                if !places.contains(&place) {
                    places.push(place);
                }
            }
            aside(placed, "a data set", &["encrypted"], draft);
        }
        places.truncate(LIMITS.links);
        for word in entries(set, "data_sensitivity") {
            draft.leave_out_one("sensitivity", word.text(), "has no level: rate the asset");
        }
        aside(
            set,
            "a data set",
            &["description", "access_control_methods", "record_count"],
            draft,
        );
        if let Some(made) = draft.asset(name) {
            made.kind = Some(AssetKind::Data);
            made.places = places;
            made.origin = Some(Box::new(origin(NAME, "data-set", name_of(set))));
        }
    }
}

fn assumptions(model: &Node, draft: &mut Draft) {
    for entry in entries(model, "assumptions") {
        let text = draft.words(&plain(entry.get("description").text()), "assumption");
        if text.is_empty() {
            draft.leave_out("assumption", "has no text");
            continue;
        }
        let state = match entry.get("validity").text() {
            "confirmed" => AssumptionState::Confirmed,
            "rejected" => AssumptionState::Rejected,
            _ => AssumptionState::Unconfirmed,
        };
        let words = text.clone();
        if let Some(made) = draft.assumption(text) {
            made.state = state;
            made.origin = Some(Box::new(origin(NAME, "assumption", &words)));
        }
        aside(entry, "an assumption", &["topics"], draft);
    }
}

fn threats<'a>(model: &'a Node, drawn: &Drawn, draft: &mut Draft) -> HashMap<&'a str, ThreatId> {
    let personas: HashMap<&str, &Node> = entries(model, "threat_personas")
        .iter()
        .map(|persona| (name_of(persona), persona))
        .collect();
    let mut known = HashMap::new();
    for entry in entries(model, "threats") {
        let event = draft.words(&plain(entry.get("event").text()), "event of a threat");
        let persona = personas.get(entry.get("threat_persona").text()).copied();
        let who = persona.map(who);
        let Some(threat) = draft.described(title_of(entry), entry.get("description").text()) else {
            continue;
        };
        threat.origin = Some(Box::new(origin(NAME, "threat", name_of(entry))));
        threat.parts = who.filter(|parts| !parts.is_empty()).map(Box::new);
        if !event.is_empty() && event != threat.text && !threat.also.contains(&event) {
            threat.also.push(event);
        }
        for (list, id, prefix) in [
            ("weaknesses", "cwe_id", "CWE"),
            ("attack_mechanisms", "capec_id", "CAPEC"),
        ] {
            for reference in entries(entry, list) {
                let number = reference.get(id).text();
                if number.parse::<u32>().is_ok() && threat.references.len() < LIMITS.links {
                    threat
                        .references
                        .push(Text::from(format!("{prefix}-{number}")));
                }
            }
        }
        known.entry(name_of(entry)).or_insert(threat.id);
        let mut lost = 0;
        for part in entries(entry, "components_affected") {
            let places = drawn.places(part.text());
            lost += usize::from(places.is_empty());
            for place in places {
                if !threat.places.contains(&place) && threat.places.len() < LIMITS.links {
                    threat.places.push(place);
                }
            }
        }
        (0..lost).for_each(|_| draft.leave_out("place of a threat", "is not in this file"));
        if persona.is_none() && !entry.get("threat_persona").is_nothing() {
            draft.leave_out("persona of a threat", "is not in this file");
        }
        aside(entry, "a threat", &["sources"], draft);
    }
    known
}

/// Who is behind a threat: a kind of actor where it is called so or is an insider, else the title of the persona.
fn who(persona: &Node) -> Parts {
    const LONGEST: usize = 60;
    let title = Text::from(plain(title_of(persona)));
    let insider = persona.get("skill_level").text() == "insider";
    Parts {
        actor: ActorKind::named(&title).or(insider.then_some(ActorKind::Insider)),
        who: if title.len() <= LONGEST {
            title
        } else {
            Text::default()
        },
        ..Parts::default()
    }
}

fn controls(model: &Node, threats: &HashMap<&str, ThreatId>, draft: &mut Draft) {
    for entry in entries(model, "controls") {
        let text = draft.words(&plain(title_of(entry)), "control");
        let about = draft.words(
            &plain(entry.get("description").text()),
            "description of a control",
        );
        if text.is_empty() {
            draft.leave_out("control", "has no text");
            continue;
        }
        let Some(made) = draft.mitigation(text.clone()) else {
            continue;
        };
        if !about.is_empty() && about != text {
            made.also.push(about);
        }
        made.origin = Some(Box::new(origin(NAME, "control", name_of(entry))));
        let word = entry.get("status").text();
        made.status = match word {
            "active" | "assumed" => Status::InPlace,
            "approved" | "scheduled" => Status::Planned,
            "retired" | "wont_do" => Status::Rejected,
            _ => Status::CouldDo,
        };
        let id = made.id;
        if word == "assumed" {
            draft.leave_out_one(
                "control",
                &text,
                "is only assumed; it was imported as in place",
            );
        }
        for threat in entries(entry, "threats") {
            match threats.get(threat.text()) {
                Some(threat) => draft.link(id, *threat),
                None => draft.leave_out("threat of a control", "is not in this file"),
            }
        }
        aside(entry, "a control", &["priority", "trust_boundary"], draft);
    }
}

fn risks(model: &Node, threats: &HashMap<&str, ThreatId>, draft: &mut Draft) {
    for entry in entries(model, "risks") {
        let text = draft.words(&plain(title_of(entry)), "risk");
        if text.is_empty() {
            draft.leave_out("risk", "has no text");
            continue;
        }
        if !draft.fits(draft.session.business_risks.len(), "risk") {
            continue;
        }
        draft.session.counters.business_risk += 1;
        let id = BusinessRiskId(draft.session.counters.business_risk);
        draft.session.business_risks.push(BusinessRisk {
            id,
            key: None,
            was: Vec::new(),
            text: text.clone(),
            origin: Some(Box::new(origin(NAME, "risk", name_of(entry)))),
            at: unknown(),
        });
        let likelihood = likelihood(entry.get("likelihood").text());
        let impact = impact(entry.get("impact").text());
        let mut lost = 0;
        for name in entries(entry, "threats") {
            let threat = threats.get(name.text()).and_then(|id| at(id.0));
            let Some(threat) = threat.and_then(|at| draft.session.threats.get_mut(at)) else {
                lost += 1;
                continue;
            };
            if !threat.business_risks.contains(&id) && threat.business_risks.len() < LIMITS.links {
                threat.business_risks.push(id);
            }
            let (Some(likelihood), Some(impact)) = (likelihood, impact) else {
                continue;
            };
            // A threat of several risks is as bad as the worst of them.
            let severity = Severity::of(likelihood, impact);
            if threat.severity.is_none_or(|known| known < severity) {
                threat.severity = Some(severity);
                (threat.likelihood, threat.impact) = (Some(likelihood), Some(impact));
            }
        }
        (0..lost).for_each(|_| draft.leave_out("threat of a risk", "is not in this file"));
        let level = entry.get("level").text();
        if !level.is_empty() {
            let what = format!("level {} of the risk", quoted(level));
            draft.leave_out_one(&what, &text, "follows here from likelihood and impact");
        }
        aside(
            entry,
            "a risk",
            &["description", "impact_description", "score"],
            draft,
        );
    }
}

fn likelihood(word: &str) -> Option<Level> {
    match word {
        "rare" | "unlikely" => Some(Level::Low),
        "possible" => Some(Level::Medium),
        "likely" | "certain" => Some(Level::High),
        _ => None,
    }
}

fn impact(word: &str) -> Option<Level> {
    match word {
        "negligible" | "minor" => Some(Level::Low),
        "moderate" => Some(Level::Medium),
        "major" | "severe" => Some(Level::High),
        _ => None,
    }
}
