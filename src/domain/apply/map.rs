//! Adding to the map of the system: what is named twice is one element.

use super::Work;
use super::add::next;
use crate::domain::fold::fold;
use crate::domain::id::{ElementId, FlowId, ItemId};
use crate::domain::item::{Item, Step};
use crate::domain::map_edit::Named;
use crate::domain::refusal::Refusal;
use crate::domain::says::counted;
use crate::domain::session::Session;
use crate::domain::system::{Element, ElementKind, Flow, Zone};
use crate::domain::text::Text;

impl Work<'_> {
    /// The element of this name: the known one, brought up to date, or a new one.
    pub(super) fn element(&mut self, named: &Named) -> Result<ElementId, Refusal> {
        let Named {
            name,
            kind,
            unknown,
        } = named;
        if name.is_empty() {
            return Err(Refusal::new("An element needs a name."));
        }
        self.is_one_element(name)?;
        let known = self.session.element_called(name).cloned();
        if let Some(mut element) = known {
            let is_new_kind = kind.is_some_and(|kind| kind != element.kind);
            let is_doubted = *unknown && !element.unknown;
            element.kind = kind.unwrap_or(element.kind);
            element.unknown |= unknown;
            let (id, kind) = (element.id, element.kind);
            self.replace(element);
            match (is_new_kind, is_doubted) {
                (true, _) => self.tell_aside(format!("{name} is now {}", kind.with_article())),
                (false, true) => self.tell_aside(format!("{name} is marked as unknown")),
                (false, false) => self.tell(format!("Already there: {id}")),
            }
            return Ok(id);
        }
        let id = ElementId(next(&mut self.session.counters.element));
        self.push(Element {
            id,
            key: None,
            was: Vec::new(),
            name: name.clone(),
            kind: kind.unwrap_or(ElementKind::Process),
            zone: None,
            owner: None,
            unknown: *unknown,
            within: self.level,
            note: Text::default(),
            out_of_scope: None,
            at: self.at,
        });
        Ok(id)
    }

    /// Refuses a name that several elements have, as a file may that was edited by hand: no one could say which is meant.
    fn is_one_element(&self, name: &Text) -> Result<(), Refusal> {
        let folded = fold(name);
        let elements = self.session.elements.iter();
        let twins = elements.filter(|element| fold(&element.name) == folded);
        let twins: Vec<ItemId> = twins.map(|element| element.id.into()).collect();
        match twins.as_slice() {
            [] | [_] => Ok(()),
            [first @ .., last] => {
                let first: Vec<String> = first.iter().map(ToString::to_string).collect();
                Err(Refusal::new(format!(
                    "{} and {last} have the same name, {name}. Rename one of them, or merge them.",
                    first.join(", ")
                )))
            }
        }
    }

    /// Says what happened, also where it is one of several changes.
    pub(super) fn tell_aside(&mut self, says: String) {
        self.aside.push(says.clone());
        self.tell(says);
    }

    pub(super) fn add_flow(&mut self, from: &Text, to: &Text, data: &Text) -> Result<(), Refusal> {
        let from = self.element(&Named::plain(from.clone()))?;
        let to = self.element(&Named::plain(to.clone()))?;
        if let Some(id) = twin(self.session, None, (from, to, data)) {
            self.touch(ItemId::Flow(id));
            self.tell(format!("Already there: {id}"));
            return Ok(());
        }
        let id = FlowId(next(&mut self.session.counters.flow));
        self.push(Flow {
            id,
            key: None,
            was: Vec::new(),
            from,
            to,
            data: data.clone(),
            protocol: Text::default(),
            at: self.at,
        });
        Ok(())
    }

    /// Puts elements on the map of another one.
    pub(super) fn add_into(&mut self, host: &Named, inside: &[Named]) -> Result<(), Refusal> {
        let before = self.back.len();
        let host = self.element(host)?;
        let mut says = Vec::new();
        let around = self.level.replace(host);
        for named in inside {
            if !named.is_element()
                && self.session.element_called(&named.name).is_none()
                && let Some(zone) = self.session.zone_called(&named.name)
            {
                let name = &named.name;
                return Err(Refusal::new(format!(
                    "{name} is a zone ({}), and only elements stand on the map of an element. Write [{name}] for an element of that name.",
                    zone.id
                )));
            }
            let id = self.element(named)?;
            says.extend(self.put_on_map(id, Some(host))?);
        }
        self.level = around;
        self.touch(host.into());
        let name = self.session.element_name(host);
        if self.back.len() == before {
            self.tell(format!("Already there: {host}"));
        } else if says.is_empty() {
            let elements = counted(inside.len(), "element");
            self.tell(format!("The map of {name} contains {elements}"));
        } else {
            self.tell_aside(says.join("; "));
        }
        Ok(())
    }

    /// Puts an element on the map of another one, or of the whole system, and says from where if it was elsewhere.
    pub(super) fn put_on_map(
        &mut self,
        id: ElementId,
        within: Option<ElementId>,
    ) -> Result<Option<String>, Refusal> {
        let Some(element) = self.session.element(id).cloned() else {
            return Ok(None);
        };
        if element.within == within {
            return Ok(None);
        }
        if within.is_some_and(|host| self.session.elements_from(Some(host)).any(|e| e == id)) {
            let (name, host) = (
                &element.name,
                within.map(|id| self.session.element_name(id)),
            );
            let host = host.unwrap_or_default();
            return Err(Refusal::new(if host == name.as_str() {
                format!("{name} cannot stand on its own map.")
            } else {
                format!(
                    "{name} cannot stand on the map of {host}, which is itself on the map of {name}."
                )
            }));
        }
        let map = |id: Option<ElementId>| match id {
            Some(id) => format!("the map of {}", self.session.element_name(id)),
            None => "the map of the system".to_owned(),
        };
        let says = format!(
            "{} moved from {} to {}",
            element.name,
            map(element.within),
            map(within)
        );
        self.modernize();
        self.replace(Element { within, ..element });
        Ok(Some(says))
    }

    /// Moves what lies directly in a zone or an element to where that lies itself.
    pub(super) fn lift_out(&mut self, out_of: ItemId) {
        let s = &self.session;
        let mut moved: Vec<Item> = Vec::new();
        match out_of {
            ItemId::Zone(id) => {
                let parent = s.zone(id).and_then(|zone| zone.parent);
                let zones = s.zones.iter().filter(|zone| zone.parent == Some(id));
                moved.extend(
                    zones
                        .cloned()
                        .map(|zone| Item::Zone(Zone { parent, ..zone })),
                );
                let parts = s.elements.iter().filter(|part| part.zone == Some(id));
                let parts = parts.cloned();
                moved.extend(parts.map(|part| {
                    Item::Element(Element {
                        zone: parent,
                        ..part
                    })
                }));
            }
            ItemId::Element(id) => {
                let within = s.element(id).and_then(|part| part.within);
                let zone = s.zone_of(id);
                let parts = s.elements.iter().filter(|part| part.within == Some(id));
                let parts = parts.cloned();
                moved.extend(parts.map(|part| {
                    Item::Element(Element {
                        within,
                        zone: part.zone.or(zone),
                        ..part
                    })
                }));
            }
            _ => {}
        }
        for item in moved {
            self.step(Step::Replace(Box::new(item)));
        }
    }
}

/// The flow that says the same: it has these ends and sends this, however that is spelled.
pub(super) fn twin(
    session: &Session,
    but: Option<FlowId>,
    (from, to, data): (ElementId, ElementId, &str),
) -> Option<FlowId> {
    let mut flows = session.flows.iter();
    let same = flows
        .find(|f| Some(f.id) != but && (f.from, f.to) == (from, to) && same_name(&f.data, data))?;
    Some(same.id)
}

/// People do not type the same name the same way twice.
pub(super) fn same_name(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}
