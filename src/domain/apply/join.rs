//! Making one of two elements, flows or zones that turned out to be the same.

use super::Work;
use super::map::twin;
use super::restructure::{add_all, add_once};
use super::set_map::both;
use crate::domain::id::{FlowId, ItemId};
use crate::domain::identity::Identity;
use crate::domain::item::{Item, Step};
use crate::domain::refusal::Refusal;
use crate::domain::round::Swept;
use crate::domain::system::{Element, Flow, Zone};
use crate::domain::threat::Place;

impl Work<'_> {
    /// Merges two things of the map, and says whether they are any.
    pub(super) fn join(&mut self, from: ItemId, into: ItemId) -> Result<bool, Refusal> {
        let says = match (self.find(from)?, self.find(into)?) {
            (Item::Element(from), Item::Element(into)) => self.join_elements(from, into),
            (Item::Flow(from), Item::Flow(into)) => {
                if (from.from, from.to) != (into.from, into.to) {
                    return Err(Refusal::new(format!(
                        "{} and {} do not have the same ends. Lead one of them elsewhere first, or delete it.",
                        from.id, into.id
                    )));
                }
                self.join_flows(from, into)
            }
            (Item::Zone(from), Item::Zone(into)) => self.join_zones(from, into),
            _ => return Ok(false),
        };
        self.touched.retain(|touched| *touched != from);
        self.focus = Some(into);
        self.tell(says);
        Ok(true)
    }

    fn join_elements(&mut self, from: Element, mut into: Element) -> String {
        let mut lost: Vec<String> = Vec::new();
        let mut says = format!(
            "{} {} merged into {} {}",
            from.id, from.name, into.id, into.name
        );
        if from.kind != into.kind {
            lost.push(format!("that it is {}", from.kind.with_article()));
        }
        if into.zone.is_none() {
            into.zone = from.zone;
        } else if let Some(zone) = from.zone.filter(|zone| into.zone != Some(*zone)) {
            let name = self.session.words_of(zone.into()).unwrap_or_default();
            lost.push(format!("the zone {name}"));
        }
        match (&into.owner, from.owner) {
            (None, owner) => into.owner = owner,
            (Some(ours), Some(owner)) if *ours != owner => lost.push(format!("the owner {owner}")),
            _ => {}
        }
        // What one of them is known to be is known of both, and what someone looks at is looked at.
        into.unknown &= from.unknown;
        into.out_of_scope = match (into.out_of_scope, from.out_of_scope) {
            (Some(why), Some(_)) => Some(why),
            (Some(why), None) | (None, Some(why)) => {
                lost.push(format!("out of scope: {why}"));
                None
            }
            (None, None) => None,
        };
        into.note = both(&into.note, &from.note);
        if self
            .session
            .elements_from(into.within)
            .any(|id| id == from.id)
        {
            into.within = from.within;
        }
        add_once(&mut into.was, Identity::new(from.id, from.key));
        add_all(&mut into.was, from.was);
        let (gone, id) = (from.id, into.id);
        self.modernize();
        self.replace(into);
        let inside = self.session.elements_on(Some(gone)).filter(|e| e.id != id);
        let inside: Vec<Element> = inside.cloned().collect();
        for element in inside {
            self.replace(Element {
                within: Some(id),
                ..element
            });
        }
        let mut moved: Vec<FlowId> = Vec::new();
        let ends = |flow: &&Flow| flow.from == gone || flow.to == gone;
        let flows: Vec<Flow> = self.session.flows.iter().filter(ends).cloned().collect();
        for mut flow in flows {
            let was_between = flow.from == id || flow.to == id;
            for end in [&mut flow.from, &mut flow.to] {
                if *end == gone {
                    *end = id;
                }
            }
            if was_between {
                says.push_str(&format!("; {} is now a flow to itself", flow.id));
            }
            moved.push(flow.id);
            self.replace(flow);
        }
        self.lead(gone.into(), id.into());
        for flow in moved {
            says.push_str(&self.join_with_its_twin(flow, &mut lost));
        }
        told(says, &lost)
    }

    /// A flow that says the same as another one since its element was merged is merged into that: the one with the lower
    /// number stays.
    fn join_with_its_twin(&mut self, id: FlowId, lost: &mut Vec<String>) -> String {
        let Some(flow) = self.session.flows.iter().find(|flow| flow.id == id) else {
            return String::new();
        };
        let says = (flow.from, flow.to, flow.data.as_str());
        let twin = twin(self.session, Some(flow.id), says);
        let Some(twin) = twin.and_then(|id| self.session.flow(id)) else {
            return String::new();
        };
        let (from, into) = if twin.id < flow.id {
            (flow.clone(), twin.clone())
        } else {
            (twin.clone(), flow.clone())
        };
        let says = format!("; {} merged into {}", from.id, into.id);
        self.take_flow(from, into, lost);
        says
    }

    fn join_flows(&mut self, from: Flow, into: Flow) -> String {
        let mut lost = Vec::new();
        let says = format!("{} merged into {}", from.id, into.id);
        self.take_flow(from, into, &mut lost);
        told(says, &lost)
    }

    fn take_flow(&mut self, from: Flow, mut into: Flow, lost: &mut Vec<String>) {
        into.data = both(&into.data, &from.data);
        if into.protocol.is_empty() {
            into.protocol = from.protocol;
        } else if !from.protocol.is_empty() && from.protocol != into.protocol {
            lost.push(format!("the protocol {}", from.protocol));
        }
        add_once(&mut into.was, Identity::new(from.id, from.key));
        add_all(&mut into.was, from.was);
        let id = into.id;
        self.modernize();
        self.replace(into);
        self.lead(from.id.into(), id.into());
        self.touched.retain(|touched| *touched != from.id.into());
    }

    fn join_zones(&mut self, from: Zone, mut into: Zone) -> String {
        let says = format!(
            "{} {} merged into {} {}",
            from.id, from.name, into.id, into.name
        );
        let mut lost = Vec::new();
        if self.session.zone_inside(into.id, from.id) {
            into.parent = from.parent;
        } else if into.parent.is_none() {
            // A zone that lies in this one is no zone around it.
            let parent = from
                .parent
                .filter(|parent| *parent != into.id && !self.session.zone_inside(*parent, into.id));
            into.parent = parent;
        } else if let Some(parent) = from.parent.filter(|parent| {
            Some(*parent) != into.parent
                && *parent != into.id
                && !self.session.zone_inside(*parent, into.id)
        }) {
            let name = self.session.words_of(parent.into()).unwrap_or_default();
            lost.push(format!("that it is in {name}"));
        }
        add_once(&mut into.was, Identity::new(from.id, from.key));
        add_all(&mut into.was, from.was);
        let (gone, id) = (from.id, into.id);
        self.modernize();
        self.replace(into);
        let zones = self.session.zones.iter();
        let zones = zones.filter(|zone| zone.parent == Some(gone) && zone.id != id);
        let zones: Vec<Zone> = zones.cloned().collect();
        for zone in zones {
            self.replace(Zone {
                parent: Some(id),
                ..zone
            });
        }
        let elements = self
            .session
            .elements
            .iter()
            .filter(|e| e.zone == Some(gone));
        let elements: Vec<Element> = elements.cloned().collect();
        for element in elements {
            self.replace(Element {
                zone: Some(id),
                ..element
            });
        }
        self.lead(gone.into(), id.into());
        told(says, &lost)
    }

    /// Everything that was about what goes is about what stays.
    fn lead(&mut self, gone: ItemId, id: ItemId) {
        self.repoint(gone, Some(id));
        if let (Some(gone), Some(place)) = (Place::of(gone), Place::of(id)) {
            self.sweep_moves(gone, place);
        }
        self.step(Step::Remove(gone));
    }

    /// What was looked at there was looked at here.
    fn sweep_moves(&mut self, gone: Place, place: Place) {
        while let Some(at) = self.session.swept.iter().position(|s| s.place == gone) {
            let looked = self.session.swept.get(at).map(|swept| Swept {
                place,
                ..swept.clone()
            });
            self.step(Step::RemoveSwept(at));
            if let Some(looked) = looked.filter(|looked| !self.session.swept.contains(looked)) {
                self.step(Step::InsertSwept(at, looked));
            }
        }
    }
}

/// The sentence, with what of the one that goes contradicts the one that stays.
fn told(says: String, lost: &[String]) -> String {
    match lost {
        [] => says,
        lost => format!("{says}. Not kept: {}", lost.join(", ")),
    }
}
