//! Changing a field of what is on the map, and leading a flow elsewhere.

use super::Work;
use super::map::twin;
use crate::domain::fold::fold;
use crate::domain::id::{ElementId, FlowId, ItemId};
use crate::domain::item::Item;
use crate::domain::map_edit::{MapField, Named, Route};
use crate::domain::refusal::Refusal;
use crate::domain::system::{Element, Flow};
use crate::domain::text::Text;

impl Work<'_> {
    pub(super) fn set_map(&mut self, id: ItemId, field: &MapField) -> Result<(), Refusal> {
        self.modernize();
        if let MapField::NewZone(name) = field {
            return self.put_in_new_zone(id, name);
        }
        match (self.find(id)?, field) {
            (Item::Element(item), MapField::Zone(zone)) => {
                zone.map_or(Ok(()), |zone| self.find(zone.into()).map(|_| ()))?;
                let moved = self.put_in_zone(item.id, *zone);
                self.touch(id);
                let zone = zone.and_then(|zone| self.session.zone(zone));
                let name = &item.name;
                let says = match (moved, zone) {
                    (Some(says), _) => says,
                    (None, None) => self.session.zone_of(item.id).map_or_else(
                        || format!("{name} is in no zone"),
                        |zone| {
                            let zone = self.session.words_of(zone.into()).unwrap_or_default();
                            format!("{name} has no zone of its own, and is in {zone} with what it is part of")
                        },
                    ),
                    (None, Some(zone)) if item.zone == Some(zone.id) => {
                        format!("{name} is already in {}", zone.name)
                    }
                    (None, Some(zone)) => format!("{name} is now in {}", zone.name),
                };
                self.tell(says);
            }
            (Item::Zone(item), MapField::Zone(parent)) => {
                parent.map_or(Ok(()), |zone| self.find(zone.into()).map(|_| ()))?;
                let moved = self.put_in(item.id, *parent)?;
                self.touch(id);
                let parent = parent.and_then(|zone| self.session.zone(zone));
                let name = &item.name;
                let says = moved.unwrap_or_else(|| match parent {
                    Some(parent) => format!("{name} is already in {}", parent.name),
                    None => format!("{name} is in no zone"),
                });
                self.tell(says);
            }
            (Item::Element(item), MapField::Within(host)) => {
                host.map_or(Ok(()), |host| self.find(host.into()).map(|_| ()))?;
                let moved = self.put_on_map(item.id, *host)?;
                self.touch(id);
                let says = moved.unwrap_or_else(|| match host {
                    Some(host) => {
                        let host = self.session.element_name(*host);
                        format!("{} is already on the map of {host}", item.name)
                    }
                    None => format!("{} is already on the map of the system", item.name),
                });
                self.tell(says);
            }
            (Item::Element(item), field) => {
                let (item, says) = with_field(item, field)?;
                self.replace(item);
                self.tell(says);
            }
            (Item::Flow(item), MapField::Data(data)) => {
                let says = match data.as_str() {
                    "" => format!("{id}: no data"),
                    data => format!("{id} carries {data}"),
                };
                let data = data.clone();
                self.replace_flow(Flow { data, ..item })?;
                self.tell(says);
            }
            (Item::Flow(item), MapField::Protocol(protocol)) => {
                let says = match protocol.as_str() {
                    "" => format!("{id}: no protocol"),
                    protocol => format!("{id}: protocol {protocol}"),
                };
                let protocol = protocol.clone();
                self.replace(Flow { protocol, ..item });
                self.tell(says);
            }
            _ => return Err(no_such(id)),
        }
        Ok(())
    }

    /// Puts an element or a zone into a zone that is new, unless there is one of that name by now.
    fn put_in_new_zone(&mut self, id: ItemId, name: &Text) -> Result<(), Refusal> {
        if !matches!(id, ItemId::Element(_) | ItemId::Zone(_)) {
            return Err(no_such(id));
        }
        self.find(id)?;
        if self.session.zone_called(name).is_none() {
            self.is_no_id(id, name)?;
        }
        let before = self.added.len();
        let zone = self.zone_named(name)?;
        let is_new = self.added.len() > before;
        self.set_map(id, &MapField::Zone(Some(zone)))?;
        if is_new && let Some(says) = self.says.strip_suffix(name.as_str()) {
            let says = format!("{says}new zone {name}");
            self.tell_aside(says);
        }
        Ok(())
    }

    /// New ends of a flow. Elements that no one has named are added.
    pub(super) fn reroute(&mut self, id: FlowId, route: &Route) -> Result<(), Refusal> {
        let Item::Flow(flow) = self.find(id.into())? else {
            return Err(no_such(id.into()));
        };
        let before = self.added.len();
        let from = self.end(route.from.as_ref(), flow.from)?;
        let to = self.end(route.to.as_ref(), flow.to)?;
        let data = route.data.clone().unwrap_or_else(|| flow.data.clone());
        let is_same = (from, to, &data) == (flow.from, flow.to, &flow.data);
        let added = self.added.get(before..).unwrap_or_default().to_vec();
        self.replace_flow(Flow {
            from,
            to,
            data,
            ..flow
        })?;
        if is_same {
            self.tell(format!("{id} already says this"));
            return Ok(());
        }
        let (from, to) = (
            self.session.element_name(from),
            self.session.element_name(to),
        );
        let mut says = format!("{id} is now {from} -> {to}");
        if !added.is_empty() {
            let ids: Vec<String> = added.iter().map(ToString::to_string).collect();
            says.push_str(&format!("; {} added", ids.join(" and ")));
        }
        self.tell(says);
        Ok(())
    }

    fn end(&mut self, new: Option<&Named>, old: ElementId) -> Result<ElementId, Refusal> {
        match new {
            Some(named) => self.element(named),
            None => Ok(old),
        }
    }

    /// Two flows that say the same would be one.
    fn replace_flow(&mut self, flow: Flow) -> Result<(), Refusal> {
        self.is_only_flow(&flow)?;
        self.replace(flow);
        Ok(())
    }

    /// Refuses what would make a flow say what another one says.
    pub(super) fn is_only_flow(&self, flow: &Flow) -> Result<(), Refusal> {
        let says = (flow.from, flow.to, flow.data.as_str());
        match twin(self.session, Some(flow.id), says) {
            None => Ok(()),
            Some(twin) => Err(Refusal::new(format!(
                "{twin} already says this. Merge {} into it if they are the same.",
                flow.id
            ))),
        }
    }
}

/// An element with another value in a field that is its own, and what is said of it.
fn with_field(mut item: Element, field: &MapField) -> Result<(Element, String), Refusal> {
    let id = item.id;
    let says = match field {
        MapField::Note(note) => {
            item.note = note.clone();
            let has = if note.is_empty() {
                "no note"
            } else {
                "note saved"
            };
            format!("{id}: {has}")
        }
        MapField::OutOfScope(Some(why)) if why.is_empty() => {
            let name = &item.name;
            return Err(Refusal::new(format!(
                "Give the reason why {name} is out of scope."
            )));
        }
        MapField::OutOfScope(why) => {
            item.out_of_scope.clone_from(why);
            let name = &item.name;
            match why {
                Some(why) => format!("{name} is out of scope: {why}"),
                None => format!("{name} is in scope"),
            }
        }
        MapField::Unknown(unknown) => {
            item.unknown = *unknown;
            let is = if *unknown {
                "marked as unknown"
            } else {
                "known"
            };
            format!("{} is {is}", item.name)
        }
        _ => return Err(no_such(id.into())),
    };
    Ok((item, says))
}

fn no_such(id: ItemId) -> Refusal {
    Refusal::new(format!("{id} has no such field."))
}

/// Both notes, unless they say the same.
pub(super) fn both(one: &Text, other: &Text) -> Text {
    match (one.as_str(), other.as_str()) {
        (one, "") => Text::new(one),
        ("", other) => Text::new(other),
        (one, other) if fold(one) == fold(other) => Text::new(one),
        (one, other) => Text::new(&format!("{one}; {other}")),
    }
}
