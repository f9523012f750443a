//! Threat Dragon 1 and 2: the diagrams of a model, as one map, with the threats of their parts and flows.
//!
//! Parts of one name and kind in several diagrams are one element here. A box is a trust zone around what lies within it;
//! an open line has no inside and is named among what is left out. Positions are not kept. Found again by the ids of threats.

mod cells;

use std::collections::HashMap;

use super::model::{Drawn, at, categorize, decided, is_nothing, origin, response, severity};
use super::threagile::plain;
use super::yaml::{self, Node};
use super::{Draft, ImportError, Source, unclaimed};
use crate::domain::fold::fold;
use crate::domain::{
    ElementId, ElementKind, LIMITS, MitigationId, Place, ResponseKind, Severity, Status, Text,
};
use cells::{Cell, Frame};

/// The name of the format.
const NAME: &str = "threat-dragon";

/// All about it.
pub(super) const SOURCE: Source = Source {
    name: NAME,
    describes: "a Threat Dragon model (1 or 2): diagrams and their threats",
    endings: &[".json"],
    prose: false,
    looks,
    read,
};

/// What a part or a flow may say that has no place here.
const LEFT_OUT: [&str; 12] = [
    "handlesCardPayment",
    "handlesGoodsOrServices",
    "isALog",
    "isEncrypted",
    "isPublicNetwork",
    "isSigned",
    "isWebApplication",
    "privilegeLevel",
    "providesAuthentication",
    "storesCredentials",
    "storesInventory",
    "threatFrequency",
];

/// What stands where a part is out of scope and nobody says why.
const NO_REASON: &str = "no reason given";

/// A model has a summary and details. Its schema names both, too.
fn looks(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let has = |key: &str| text.contains(key);
    text.starts_with('{') && has("\"summary\"") && has("\"detail") && !unclaimed::is_schema(text)
}

fn read(text: &str) -> Result<Draft, ImportError> {
    let model = yaml::parse_model(text, "a Threat Dragon model")?;
    let detail = model.get("detail");
    if detail.map().is_none() {
        return Err(ImportError::whole(
            "This Threat Dragon model has no `detail`, which holds its diagrams. Save it in Threat Dragon again.",
        ));
    }
    let mut draft = Draft::new("A Threat Dragon model");
    let summary = model.get("summary");
    draft.title(summary.get("title").text());
    draft.in_scope(summary.get("description").text());
    let mut reader = Reader::default();
    for diagram in detail.get("diagrams").list().unwrap_or_default() {
        reader.diagram(diagram, &mut draft);
    }
    Drawn::settle(&mut draft);
    reader.finish(&mut draft);
    for (what, who) in [
        ("owner", summary.get("owner")),
        ("reviewer", detail.get("reviewer")),
    ] {
        if !is_nothing(who.text()) {
            let who = plain(who.text());
            draft.leave_out_one(what, &who, "is not a participant of a meeting");
        }
    }
    for who in detail.get("contributors").list().unwrap_or_default() {
        let who = plain(who.get("name").text());
        draft.leave_out_one("contributor", &who, "is not a participant of a meeting");
    }
    Ok(draft)
}

/// What was read so far, over all diagrams.
#[derive(Default)]
struct Reader<'a> {
    drawn: Drawn,
    /// The parts of earlier diagrams by kind and name.
    parts: HashMap<(ElementKind, String), ElementId>,
    /// Threats, with the id of what they are about, and where that is.
    threats: Vec<(&'a Node, &'a str, Vec<Place>)>,
}

impl<'a> Reader<'a> {
    fn diagram(&mut self, diagram: &'a Node, draft: &mut Draft) {
        let cells = Cell::all(diagram);
        let mut frames: Vec<Frame<'_>> = cells.iter().filter_map(Cell::frame).collect();
        // No more than a session can hold: each is held against each part.
        frames.truncate(LIMITS.items);
        // The smallest that holds something is the one it lies in.
        frames.sort_by(|a, b| a.area().total_cmp(&b.area()));
        for frame in &frames {
            self.drawn.zone(draft, frame.id, frame.name);
        }
        for (place, inner) in frames.iter().enumerate() {
            let around = frames
                .iter()
                .skip(place + 1)
                .find(|outer| outer.holds_frame(inner));
            if let Some(outer) = around {
                self.drawn.nest(draft, inner.id, outer.id);
            }
        }
        let mut here = Vec::new();
        for cell in &cells {
            if let Some(kind) = cell.kind() {
                let Some(part) = self.part(cell, kind, draft) else {
                    continue;
                };
                let middle = cell.middle();
                let frame = middle.and_then(|at| frames.iter().find(|frame| frame.holds(at)));
                if let Some(frame) = frame {
                    self.drawn.put(draft, part.1, frame.id);
                }
                self.threats_of(cell, vec![Place::Element(part.1)]);
                here.push(part);
            } else if cell.is_line() {
                draft.leave_out_one(
                    "boundary line",
                    &plain(cell.name()),
                    "is open and has nothing inside; only boxes become trust zones",
                );
            } else if !cell.is_known() {
                draft.leave_out_one(
                    "drawing",
                    &plain(cell.name()),
                    "is neither a part, a flow nor a boundary",
                );
            }
        }
        for (key, part) in here {
            self.parts.entry(key).or_insert(part);
        }
        for cell in cells.iter().filter(|cell| cell.is_flow()) {
            let both = cell.data.get("isBidirectional").text() == "true";
            let flows = self
                .drawn
                .flow(draft, cell.id(), cell.ends(), cell.name(), both);
            let protocol = draft.words(cell.data.get("protocol").text(), "protocol of a flow");
            for id in &flows {
                let flow = at(id.0).and_then(|at| draft.session.flows.get_mut(at));
                if let Some(flow) = flow {
                    flow.protocol = protocol.clone();
                }
            }
            if cell.data.get("outOfScope").text() == "true" {
                draft.leave_out_one(
                    "out of scope: flow",
                    &plain(cell.name()),
                    "only parts can be out of scope; it was imported",
                );
            }
            cell.aside(&LEFT_OUT, draft);
            self.threats_of(cell, flows.into_iter().map(Place::Flow).collect());
        }
    }

    /// A part, which may have been in an earlier diagram: what it is called and is, and who it is here.
    fn part(
        &mut self,
        cell: &Cell<'a>,
        kind: ElementKind,
        draft: &mut Draft,
    ) -> Option<((ElementKind, String), ElementId)> {
        let key = (kind, fold(&Text::from(plain(cell.name()))));
        if let Some(known) = self.parts.get(&key).copied().filter(|_| !key.1.is_empty()) {
            self.drawn.same(cell.id(), known);
            draft.leave_out_one(
                "part of another diagram",
                &plain(cell.name()),
                "is the same element here",
            );
            return Some((key, known));
        }
        let id = self.drawn.part(draft, cell.id(), cell.name(), kind)?;
        let note = draft.words(
            &plain(cell.data.get("description").text()),
            "description of a part",
        );
        let why = draft.words(&plain(cell.data.get("reasonOutOfScope").text()), "reason");
        let is_out = cell.data.get("outOfScope").text() == "true";
        if let Some(element) = draft.session.elements.last_mut() {
            element.note = note;
            let why = if why.is_empty() {
                Text::new(NO_REASON)
            } else {
                why
            };
            element.out_of_scope = is_out.then_some(why);
        }
        cell.aside(&LEFT_OUT, draft);
        Some((key, id))
    }

    fn threats_of(&mut self, cell: &Cell<'a>, places: Vec<Place>) {
        for threat in cell.threats() {
            self.threats.push((threat, cell.id(), places.clone()));
        }
    }

    /// The threats, once the whole map is there, with their mitigations.
    fn finish(self, draft: &mut Draft) {
        let mut known: HashMap<String, MitigationId> = HashMap::new();
        for (node, cell, places) in self.threats {
            let about = node.get("description").text();
            let about = if is_nothing(about) { "" } else { about };
            let Some(threat) = draft.described(node.get("title").text(), about) else {
                continue;
            };
            let id = threat.id;
            let names = ["id", "threatId"].map(|name| node.get(name).text());
            // Version 1 gives threats no ids: there it is what they are called and what they are about.
            let own = format!("{cell}/{}", fold(&threat.text));
            let name = names
                .into_iter()
                .find(|name| !name.is_empty())
                .unwrap_or(&own);
            threat.origin = Some(Box::new(origin(NAME, "threat", name)));
            threat.places = places.into_iter().take(LIMITS.links).collect();
            threat.severity = severity(node.get("severity").text());
            let score = node.get("score").text();
            let by_score = score.parse().ok().and_then(by_score);
            let is_scored = threat.severity.is_none() && by_score.is_some();
            threat.severity = threat.severity.or(by_score);
            let status = node.get("status").text();
            let kind = response(status);
            threat.response = kind.map(decided);
            let sort = node.get("type").text();
            let is_known = is_nothing(sort) || categorize(threat, sort);
            if !is_known {
                draft.leave_out_one("category", sort, "is not one of STRIDE, CIA or LINDDUN");
            }
            if kind.is_none() && !is_nothing(status) && !status.eq_ignore_ascii_case("open") {
                draft.leave_out_one("status", status, "is not known here; the threat is open");
            }
            if !is_nothing(score) {
                let why = if is_scored {
                    "has no field here; its band is the severity"
                } else {
                    "has no field here"
                };
                draft.leave_out_one(&format!("score of {id}"), score, why);
            }
            let text = node.get("mitigation").text();
            if is_nothing(text) {
                continue;
            }
            let words = draft.words(&plain(text), "mitigation");
            let made = match known.get(&fold(&words)) {
                Some(known) => Some(*known),
                None => draft.mitigation(words.clone()).map(|made| {
                    made.origin = Some(Box::new(origin(NAME, "mitigation", &words)));
                    if kind == Some(ResponseKind::Reduce) {
                        made.status = Status::Implemented;
                    }
                    made.id
                }),
            };
            if let Some(made) = made {
                known.insert(fold(&words), made);
                draft.link(made, id);
                // For a threat that is open, what was built for another one is not yet.
                let mitigation = at(made.0).and_then(|at| draft.session.mitigations.get_mut(at));
                if let Some(mitigation) = mitigation.filter(|_| kind != Some(ResponseKind::Reduce))
                {
                    mitigation.status = Status::CouldDo;
                }
            }
        }
    }
}

/// A score from 0 to 10, as CVSS names its bands.
fn by_score(score: f64) -> Option<Severity> {
    match score {
        s if (9.0..=10.0).contains(&s) => Some(Severity::Critical),
        s if (7.0..9.0).contains(&s) => Some(Severity::High),
        s if (4.0..7.0).contains(&s) => Some(Severity::Medium),
        s if s > 0.0 && s < 4.0 => Some(Severity::Low),
        _ => None,
    }
}
