//! A line about a trust zone: which zone is meant, what it lies in, and what lies in it.

use super::Work;
use super::add::next;
use crate::domain::edit::Did;
use crate::domain::id::{ElementId, ZoneId};
use crate::domain::map_edit::{Named, ZoneLine};
use crate::domain::refusal::Refusal;
use crate::domain::says::counted;
use crate::domain::system::{Element, Zone};
use crate::domain::text::Text;
use crate::domain::validate::DEEPEST_ZONE;

/// What stands between the names of a zone and of the one around it.
const IN: &str = " in ";

impl Work<'_> {
    pub(super) fn add_zone(&mut self, name: &Text, elements: &[Text]) -> Result<(), Refusal> {
        let inside: Vec<Named> = elements.iter().cloned().map(Named::plain).collect();
        let before = self.back.len();
        let mut moved = Vec::new();
        let zone = self.zone_named(name)?;
        for element in &inside {
            let id = self.element(element)?;
            moved.extend(self.put_in_zone(id, Some(zone)));
        }
        self.tell_zone(zone, before, inside.len(), &moved, Vec::new());
        Ok(())
    }

    /// A line as it was typed.
    pub(super) fn add_zone_line(&mut self, line: &ZoneLine) -> Result<(), Refusal> {
        let before = self.back.len();
        let (name, around) = self.zones_meant(line)?;
        let (mut moved, mut nested) = (Vec::new(), Vec::new());
        let is_known = self.session.zone_called(&name).is_some();
        let zone = self.zone_named(&name)?;
        if let Some(around) = around {
            let is_around = self.session.zone_called(&around).is_some();
            let around = self.zone_named(&around)?;
            if let Some(mut says) = self.put_in(zone, Some(around))? {
                if !is_around {
                    says.push_str(", a new zone");
                }
                nested.push(says);
                // No name of it was known, so that it may have been one name.
                if !is_known && !is_around {
                    nested.push(format!("`zone [{}]` is one name", line.head));
                }
            }
        }
        let mut elements = 0;
        for named in &line.inside {
            if let Some(inner) = self.zone_meant(zone, named)? {
                nested.extend(self.put_in(inner, Some(zone))?);
            } else {
                let id = self.element(named)?;
                elements += 1;
                moved.extend(self.put_in_zone(id, Some(zone)));
            }
        }
        self.tell_zone(zone, before, elements, &moved, nested);
        Ok(())
    }

    /// Says what a zone contains now, and what had to move.
    fn tell_zone(
        &mut self,
        zone: ZoneId,
        before: usize,
        elements: usize,
        moved: &[String],
        nested: Vec<String>,
    ) {
        // What moved stands in the sentence alone, so nothing else may be told instead of it.
        let is_all = moved.is_empty() && nested.is_empty();
        let is_new = is_all && self.added.contains(&zone.into());
        let name = self.session.zone(zone).map(|zone| zone.name.clone());
        let name = name.unwrap_or_default();
        self.touch(zone.into());
        let is_told = moved.len() < elements || (elements == 0 && nested.is_empty());
        let contains = format!("{name} contains {}", counted(elements, "element"));
        let moved = moved.iter().cloned().chain(nested);
        let says: Vec<String> = is_told
            .then_some(contains)
            .into_iter()
            .chain(moved)
            .collect();
        self.aside
            .extend(says.iter().skip(usize::from(is_told)).cloned());
        let says = says.join("; ");
        if self.back.len() == before {
            self.tell(format!("Already there: {zone}"));
        } else {
            self.tell(says);
        }
        if is_new {
            self.did = Some(Did::Added(zone.into()));
        }
    }

    /// The zone of this name, which is added if no one has named it.
    pub(super) fn zone_named(&mut self, name: &Text) -> Result<ZoneId, Refusal> {
        if name.is_empty() {
            return Err(Refusal::new("A trust zone needs a name."));
        }
        if let Some(known) = self.session.zone_called(name) {
            return Ok(known.id);
        }
        let id = ZoneId(next(&mut self.session.counters.zone));
        self.push(Zone {
            id,
            key: None,
            was: Vec::new(),
            name: name.clone(),
            parent: None,
            at: self.at,
        });
        Ok(id)
    }

    /// The zone that the head of a line means, and the one in which it lies.
    fn zones_meant(&self, line: &ZoneLine) -> Result<(Text, Option<Text>), Refusal> {
        let head = &line.head;
        let one = (head.clone(), None);
        if line.is_one_name || self.session.zone_called(head).is_some() {
            return Ok(one);
        }
        // The longest name of a zone that is known comes first.
        let splits: Vec<(Text, Text)> = splits(head);
        let known_around = splits
            .iter()
            .find(|(_, outer)| self.session.zone_called(outer).is_some());
        let known_inside = splits
            .iter()
            .rfind(|(inner, _)| self.session.zone_called(inner).is_some());
        let meant = known_around.or(known_inside);
        // Lines may come in any order: the zone around this one need not have been typed before.
        let meant = meant.or(splits.last());
        match meant {
            Some((inner, outer)) => Ok((inner.clone(), Some(outer.clone()))),
            None if line.inside.is_empty() && !head.is_empty() => Err(Refusal::new(format!(
                "The zone has no elements: type them, as in `zone {head}: web, ledger`."
            ))),
            None => Ok(one),
        }
    }

    /// The zone that a name in a zone means; `None` where it means an element.
    fn zone_meant(&self, around: ZoneId, named: &Named) -> Result<Option<ZoneId>, Refusal> {
        let name = &named.name;
        let Some(zone) = self
            .session
            .zone_called(name)
            .filter(|_| !named.is_element())
        else {
            return Ok(None);
        };
        let element = self.session.element_called(name);
        let outer = self.session.zone(around).map(|zone| zone.name.clone());
        let outer = outer.unwrap_or_default();
        match element {
            // The zone itself cannot be meant.
            Some(_) if zone.id == around => Ok(None),
            Some(element) => Err(Refusal::new(format!(
                "{name} is a zone ({}) and an element ({}). Write `zone {outer}: [{name}]` for the element, or `zone {name} in {outer}:` for the zone.",
                zone.id, element.id
            ))),
            None if zone.id == around && self.added.contains(&zone.id.into()) => Ok(None),
            None if zone.id == around => Err(Refusal::new(format!(
                "{name} is a zone and cannot lie in itself. Write `zone {outer}: [{name}]` for an element of that name."
            ))),
            None => Ok(Some(zone.id)),
        }
    }

    /// Puts a zone into another one, or out of all, and says so.
    pub(super) fn put_in(
        &mut self,
        id: ZoneId,
        parent: Option<ZoneId>,
    ) -> Result<Option<String>, Refusal> {
        let Some(zone) = self.session.zone(id).cloned() else {
            return Ok(None);
        };
        if zone.parent == parent {
            return Ok(None);
        }
        let called = |id: Option<ZoneId>| {
            let zone = id.and_then(|id| self.session.zone(id));
            zone.map(|zone| zone.name.clone())
        };
        let (name, was, now) = (&zone.name, called(zone.parent), called(parent));
        if parent == Some(id) {
            return Err(Refusal::new(format!("{name} cannot lie in itself.")));
        }
        if parent.is_some_and(|parent| self.session.zone_inside(parent, id)) {
            let outer = now.unwrap_or_default();
            return Err(Refusal::new(format!(
                "{name} cannot lie in {outer}, because {outer} is in {name}."
            )));
        }
        if let Some(parent) = parent
            && self.session.zones_with(id, parent) > DEEPEST_ZONE
        {
            let outer = now.unwrap_or_default();
            return Err(Refusal::new(format!(
                "{name} cannot lie in {outer}: zones lie at most {DEEPEST_ZONE} deep. Put it into an outer zone."
            )));
        }
        let says = match (was, now) {
            (Some(was), Some(now)) => format!("{name} moved from {was} to {now}"),
            (None, Some(now)) => format!("{name} is now in {now}"),
            (Some(was), None) => format!("{name} is no longer in {was}"),
            (None, None) => format!("{name} is in no zone"),
        };
        self.modernize();
        self.replace(Zone { parent, ..zone });
        Ok(Some(says))
    }

    /// Puts an element into a zone, or out of all, and says from where if it was in another one.
    pub(super) fn put_in_zone(&mut self, id: ElementId, zone: Option<ZoneId>) -> Option<String> {
        let element = self.session.element(id)?.clone();
        if element.zone == zone {
            return None;
        }
        let called = |id: Option<ZoneId>| {
            let zone = self.session.zone(id?)?;
            Some(zone.name.clone())
        };
        let name = &element.name;
        let says = match (called(element.zone), called(zone)) {
            (Some(was), Some(now)) => Some(format!("{name} moved from {was} to {now}")),
            (Some(was), None) => Some(format!("{name} is no longer in {was}")),
            (None, _) => None,
        };
        self.replace(Element { zone, ..element });
        says
    }
}

/// The two names that a head may be, the longest outer one first.
fn splits(head: &str) -> Vec<(Text, Text)> {
    let lower = head.to_ascii_lowercase();
    let places = lower.match_indices(IN).map(|(at, _)| at);
    let split = |at: usize| {
        let (inner, rest) = head.split_at_checked(at)?;
        let outer = rest.get(IN.len()..)?;
        Some((Text::new(inner.trim()), Text::new(outer.trim())))
    };
    let splits = places.filter_map(split);
    splits
        .filter(|(inner, outer)| !inner.is_empty() && !outer.is_empty())
        .collect()
}
