//! Adding to the map of the system: what is named twice is one element.

use super::Work;
use super::add::next;
use crate::domain::edit::{Did, Refusal};
use crate::domain::fold::fold;
use crate::domain::id::{ElementId, FlowId, ItemId, ZoneId};
use crate::domain::item::{Item, Step};
use crate::domain::system::{Element, ElementKind, Flow, Zone};
use crate::domain::text::Text;

impl Work<'_> {
    /// The element of this name: the known one, brought up to date, or a new one.
    pub(super) fn element(
        &mut self,
        name: &Text,
        kind: Option<ElementKind>,
        unknown: bool,
    ) -> Result<ElementId, Refusal> {
        if name.is_empty() {
            return Err(Refusal::new("An element needs a name."));
        }
        let known = self
            .session
            .elements
            .iter()
            .find(|e| same_name(&e.name, name))
            .cloned();
        if let Some(mut element) = known {
            element.kind = kind.unwrap_or(element.kind);
            element.unknown |= unknown;
            let id = element.id;
            self.replace(element);
            self.tell(format!("{name} is already {id}"));
            return Ok(id);
        }
        let id = ElementId(next(&mut self.session.counters.element));
        let kind = kind.unwrap_or(ElementKind::Process);
        self.push(Element {
            id,
            key: None,
            was: Vec::new(),
            name: name.clone(),
            kind,
            zone: None,
            owner: None,
            unknown,
            within: None,
            note: Text::default(),
            out_of_scope: None,
            at: self.at,
        });
        Ok(id)
    }

    pub(super) fn add_flow(&mut self, from: &Text, to: &Text, data: &Text) -> Result<(), Refusal> {
        let from = self.element(from, None, false)?;
        let to = self.element(to, None, false)?;
        let twin = self
            .session
            .flows
            .iter()
            .find(|f| (f.from, f.to) == (from, to) && f.data == *data);
        if let Some(twin) = twin {
            let id = twin.id;
            self.touch(ItemId::Flow(id));
            self.tell(format!("{id} already says this"));
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

    pub(super) fn add_zone(&mut self, name: &Text, elements: &[Text]) -> Result<(), Refusal> {
        if name.is_empty() {
            return Err(Refusal::new("A trust zone needs a name."));
        }
        let known = self
            .session
            .zones
            .iter()
            .find(|z| same_name(&z.name, name))
            .map(|z| z.id);
        let zone = if let Some(id) = known {
            id
        } else {
            let id = ZoneId(next(&mut self.session.counters.zone));
            self.push(Zone {
                id,
                key: None,
                was: Vec::new(),
                name: name.clone(),
                parent: None,
                at: self.at,
            });
            id
        };
        for name in elements {
            let id = self.element(name, None, false)?;
            let moved = self.session.elements.iter().find(|e| e.id == id).cloned();
            if let Some(mut element) = moved {
                element.zone = Some(zone);
                self.replace(element);
            }
        }
        self.touch(ItemId::Zone(zone));
        self.tell(match elements.len() {
            1 => format!("{name} contains 1 element"),
            n => format!("{name} contains {n} elements"),
        });
        if known.is_none() {
            self.did = Some(Did::Added(zone.into()));
        }
        Ok(())
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

/// People do not type the same name the same way twice.
fn same_name(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}
