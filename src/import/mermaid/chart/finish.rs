//! The whole chart as a draft: which node is a subgraph, what lies in what, and names that no two have.

use std::collections::HashSet;
use std::iter::successors;

use super::super::set_title;
use super::{Chart, Group, style, words};
use crate::domain::fold::fold;
use crate::domain::{ElementId, Text, ZoneId};
use crate::import::Draft;

/// Subgraphs and levels are nested no deeper than this.
const DEEPEST: usize = 30;

impl Chart {
    /// Puts everything into the draft.
    pub(in crate::import::mermaid) fn finish(mut self, line: usize, draft: &mut Draft) {
        while let Some(open) = self.open.last() {
            let begins = self.groups.get(open.group).map_or(line, |group| group.line);
            self.say(
                draft,
                format!("subgraph on line {begins}"),
                "has no `end`; it was imported up to the end of the file",
                "subgraph without `end`",
            );
            self.end(line, draft);
        }
        set_title(draft, std::mem::take(&mut self.title));
        for place in 0..self.groups.len() {
            let host = self
                .groups
                .get(place)
                .and_then(|group| self.host(&group.id));
            let host = host.map(str::to_owned);
            if let Some(group) = self.groups.get_mut(place) {
                group.map_of = host;
            }
        }
        // A node that is called like a subgraph is this subgraph, where it stands.
        let stands: Vec<Option<usize>> = self
            .parts
            .iter()
            .map(|part| self.named.get(&part.id).copied())
            .collect();
        for (part, group) in self.parts.iter().zip(&stands) {
            if let (Some(zone), Some(group)) = (part.zone, *group) {
                nest(&mut self.groups, group, zone);
            }
        }
        let zones = self.zones(draft);
        let elements = self.elements(&stands, &zones, draft);
        self.levels(&elements, draft);
        self.flows(&elements, draft);
    }

    /// The zones of the draft, by the place of their subgraph.
    fn zones(&mut self, draft: &mut Draft) -> Vec<Option<ZoneId>> {
        let mut zones = vec![None; self.groups.len()];
        let mut names = HashSet::new();
        // The map of an element has no place among the zones, and no say in their order.
        let all = self.groups.iter().enumerate();
        let all: Vec<(usize, &Group)> = all.filter(|(_, group)| group.map_of.is_none()).collect();
        let ordered = order(all.iter().map(|(_, group)| group.id.as_str()), 'Z');
        let ordered = ordered.into_iter().filter_map(|at| Some(all.get(at)?.0));
        for place in ordered.collect::<Vec<_>>() {
            let Some(group) = self.groups.get(place) else {
                continue;
            };
            let label = group.name.as_deref().map(|raw| words::label(raw).0);
            let label =
                label.or_else(|| Some(words::label(&group.id).0).filter(|_| !group.id.is_empty()));
            let (id, line) = (group.id.clone(), group.line);
            let name = self.name(label, &id, line, "subgraph", draft);
            let name = unique(name, &id, "subgraph", &mut names, draft);
            if let (Some(slot), id) = (zones.get_mut(place), draft.zone(name)) {
                *slot = id;
            }
        }
        for (place, group) in self.groups.iter().enumerate() {
            let id = |place: usize| zones.get(place).copied().flatten();
            let (Some(zone), Some(parent)) =
                (id(place), self.zone_around(group.parent).and_then(id))
            else {
                continue;
            };
            let around = successors(group.parent, |around| self.groups.get(*around)?.parent);
            if around.take(DEEPEST).count() == DEEPEST {
                draft.leave_out(
                    "subgraph",
                    "is nested too deep; it is next to the others here",
                );
            } else if let Some(inner) = numbered(&mut draft.session.zones, zone.0) {
                inner.parent = Some(parent);
            }
        }
        zones
    }

    /// A subgraph and those around it, innermost first.
    fn around(&self, group: Option<usize>) -> impl Iterator<Item = (usize, &Group)> {
        let places = successors(group, |place| self.groups.get(*place)?.parent);
        let most = self.groups.len();
        places
            .take(most)
            .filter_map(|place| Some((place, self.groups.get(place)?)))
    }

    /// The innermost of them that is a zone.
    fn zone_around(&self, group: Option<usize>) -> Option<usize> {
        let zone = self.around(group).find(|(_, group)| group.map_of.is_none());
        zone.map(|(place, _)| place)
    }

    /// The elements of the draft, by the place of their node.
    fn elements(
        &mut self,
        stands: &[Option<usize>],
        zones: &[Option<ZoneId>],
        draft: &mut Draft,
    ) -> Vec<Option<ElementId>> {
        let mut elements = vec![None; self.parts.len()];
        let mut names = HashSet::new();
        for place in order(self.parts.iter().map(|part| part.id.as_str()), 'E') {
            let Some(part) = self.parts.get(place) else {
                continue;
            };
            if stands.get(place).copied().flatten().is_some() {
                continue;
            }
            let (label, id, line) = (part.name.clone(), part.id.clone(), part.line);
            let name = self.name(label, &id, line, "node", draft);
            let name = unique(name, &id, "node", &mut names, draft);
            let Some(part) = self.parts.get(place) else {
                continue;
            };
            let zone = self.zone_around(part.zone);
            let zone = zone.and_then(|zone| zones.get(zone).copied().flatten());
            let made = draft.element(name, part.kind);
            if let (Some(element), Some(slot)) = (made, elements.get_mut(place)) {
                (element.zone, element.unknown) = (zone, part.unknown);
                element.out_of_scope.clone_from(&part.out);
                *slot = Some(element.id);
            }
        }
        elements
    }

    /// What something is called: by its label, else by its id. A label without a letter that can be seen is no name.
    fn name(
        &mut self,
        label: Option<String>,
        id: &str,
        line: usize,
        what: &str,
        draft: &mut Draft,
    ) -> Text {
        let is_named = label.is_some();
        let counted = format!("name of a {what}");
        let named = label.map(|label| draft.words(&label, &counted));
        if let Some(name) = named.filter(|name| !name.is_empty()) {
            return name;
        }
        let name = match Text::new(id) {
            id if !id.is_empty() => id,
            _ if what == "subgraph" => Text::from(format!("zone on line {line}")),
            _ => Text::from(format!("{what} on line {line}")),
        };
        if is_named {
            let said = format!("name of a {what} on line {line}");
            self.say(
                draft,
                said,
                &format!("is empty; it was imported as {name}"),
                &counted,
            );
        }
        name
    }

    /// Puts elements on the maps of others. What lies in the zone of its map anyway needs no zone of its own.
    fn levels(&mut self, elements: &[Option<ElementId>], draft: &mut Draft) {
        let element = |place: usize| elements.get(place).copied().flatten();
        let mut inside = Vec::new();
        for (place, part) in self.parts.iter().enumerate() {
            let (known, foreign): (Vec<_>, Vec<_>) = part
                .within
                .iter()
                .partition(|(outer, _)| self.known.contains_key(outer));
            for _ in &foreign {
                style(draft);
            }
            let map = || {
                self.around(part.zone).find_map(|(_, group)| {
                    let host = group.map_of.as_ref()?;
                    Some((host, group.line))
                })
            };
            let said = known.last().map(|(outer, line)| (outer, *line));
            let Some((host, line)) = said.or_else(map) else {
                continue;
            };
            let outer = self.known.get(host).copied().and_then(element);
            if let (Some(inner), Some(outer)) = (element(place), outer) {
                let says = format!(
                    "place of {} inside {host} on line {line}",
                    words::short(&part.id)
                );
                inside.push((inner, outer, says));
            }
        }
        for (inner, outer, says) in inside {
            let session = &mut draft.session;
            let around: Vec<ElementId> = session.elements_from(Some(outer)).take(DEEPEST).collect();
            let why = if around.contains(&inner) {
                Some("would close a circle".to_owned())
            } else if around.len() == DEEPEST {
                let why =
                    format!("is too deep: elements can be at most {DEEPEST} deep in each other");
                Some(why)
            } else {
                None
            };
            if let Some(why) = why {
                self.say(draft, says, &why, "place inside an element");
                continue;
            }
            let zone = session.zone_of(outer);
            if let Some(inner) = numbered(&mut session.elements, inner.0) {
                inner.within = Some(outer);
                inner.zone = inner.zone.filter(|inside| Some(*inside) != zone);
            }
        }
    }

    fn flows(mut self, elements: &[Option<ElementId>], draft: &mut Draft) {
        let mut seen = HashSet::new();
        for arrow in std::mem::take(&mut self.arrows) {
            let element = |place: usize| elements.get(place).copied().flatten();
            let (Some(from), Some(to)) = (element(arrow.from), element(arrow.to)) else {
                self.say(
                    draft,
                    format!("link on line {}", arrow.line),
                    "leads to a whole subgraph; a flow has an element at each end",
                    "link to a subgraph",
                );
                continue;
            };
            if !seen.insert((from, to, arrow.words.clone())) {
                self.say(
                    draft,
                    format!("link on line {}", arrow.line),
                    "stands there twice",
                    "link that stands there twice",
                );
                continue;
            }
            draft.flow(from, to, arrow.words);
        }
    }
}

/// The item of this number: a draft numbers its items as they come.
fn numbered<T>(items: &mut [T], number: u32) -> Option<&mut T> {
    let place = usize::try_from(number).ok()?.checked_sub(1)?;
    items.get_mut(place)
}

/// Puts one subgraph into another, unless that is in it.
fn nest(groups: &mut [Group], inner: usize, outer: usize) {
    let mut around = Some(outer);
    for _ in 0..=DEEPEST {
        match around {
            Some(place) if place == inner => return,
            Some(place) => around = groups.get(place).and_then(|group| group.parent),
            None => break,
        }
    }
    if around.is_some() {
        return;
    }
    if let Some(group) = groups.get_mut(inner).filter(|group| group.parent.is_none()) {
        group.parent = Some(outer);
    }
}

/// The order in which things are taken: that of the file, or by number if all are numbered as our own export does.
fn order<'a>(ids: impl Iterator<Item = &'a str>, letter: char) -> Vec<usize> {
    let numbers: Vec<Option<u32>> = ids
        .map(|id| {
            id.strip_prefix(letter)
                .and_then(|number| number.parse().ok())
        })
        .collect();
    let mut places: Vec<usize> = (0..numbers.len()).collect();
    if numbers.iter().all(Option::is_some) {
        places.sort_by_key(|place| numbers.get(*place).copied().flatten());
    }
    places
}

/// A name that no other has: names are how a session tells elements apart.
fn unique(
    name: Text,
    id: &str,
    what: &str,
    names: &mut HashSet<String>,
    draft: &mut Draft,
) -> Text {
    if names.insert(fold(&name)) {
        return name;
    }
    draft.leave_out(
        format!("name of a {what}"),
        "is used twice; the second has its id behind it",
    );
    let mut other = format!("{name} ({id})");
    let mut count = 2;
    while !names.insert(fold(&other)) {
        other = format!("{name} ({id}, {count})");
        count += 1;
    }
    Text::from(other)
}
