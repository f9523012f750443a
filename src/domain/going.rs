//! What goes with a part of the map when it is deleted, said before anyone deletes it.

use super::id::ItemId;
use super::says::counted;
use super::session::Session;
use super::threat::{Place, Threat};

impl Session {
    /// What deleting an item takes with it, as sentences without a full stop; empty when nothing else changes.
    ///
    /// `E7 web takes 2 flows with it (F1 customer -> web, F9 web -> db); T4 and T6 lose their place`
    pub fn goes_with(&self, id: ItemId) -> String {
        let mut gone = vec![id];
        let mut says: Vec<String> = Vec::new();
        let name = self.words_of(id).unwrap_or_default();
        let called = format!("{id} {name}");
        match id {
            ItemId::Element(element) => {
                let flows = self.flows.iter();
                let flows = flows.filter(|f| f.from == element || f.to == element);
                let flows: Vec<ItemId> = flows.map(|f| f.id.into()).collect();
                if !flows.is_empty() {
                    let how_many = counted(flows.len(), "flow");
                    let named = flows.iter().map(|id| {
                        let flow = Place::of(*id).map(|place| self.place_words(place));
                        format!("{id} {}", flow.unwrap_or_default())
                    });
                    says.push(format!(
                        "{called} takes {how_many} with it ({})",
                        few(named.collect(), ", ")
                    ));
                }
                gone.extend(flows);
                let inside = self.elements_on(Some(element)).map(|e| e.id.into());
                let inside: Vec<ItemId> = inside.collect();
                let to = self.level_of(element).map_or_else(
                    || "the map of the system".to_owned(),
                    |host| format!("the map of {}", self.element_name(host)),
                );
                says.extend(self.moves(&inside, &to));
            }
            ItemId::Zone(zone) => {
                let parent = self.zone(zone).and_then(|zone| zone.parent);
                let to = parent.and_then(|parent| self.words_of(parent.into()));
                let to = to.unwrap_or_else(|| "no zone".to_owned());
                let zones = self.zones.iter().filter(|z| z.parent == Some(zone));
                let elements = self.elements.iter().filter(|e| e.zone == Some(zone));
                let inside = zones.map(|z| z.id.into());
                let inside = inside.chain(elements.map(|e| e.id.into()));
                says.extend(self.moves(&inside.collect::<Vec<_>>(), &to));
            }
            ItemId::Flow(_) => {}
            _ => return String::new(),
        }
        says.extend(self.losing(&gone));
        match says.first() {
            Some(first) if !first.starts_with(&called) => format!("{called}: {}", says.join("; ")),
            _ => says.join("; "),
        }
    }

    /// What lies in what goes, by name, and where that lies then.
    fn moves(&self, inside: &[ItemId], to: &str) -> Option<String> {
        let named = inside
            .iter()
            .map(|id| format!("{} ({id})", self.words_of(*id).unwrap_or_default()));
        let moves = match inside {
            [] => return None,
            [_] => "moves",
            _ => "move",
        };
        Some(format!("{} {moves} to {to}", few(named.collect(), " and ")))
    }

    /// What is at or about what goes.
    fn losing(&self, gone: &[ItemId]) -> Vec<String> {
        let is_gone = |id: &ItemId| gone.contains(id);
        let at = |place: &Place| place.item().is_some_and(|id| is_gone(&id));
        let hit = self.threats.iter().filter(|t| t.places.iter().any(at));
        let (lost, kept): (Vec<&Threat>, Vec<&Threat>) = hit.partition(|t| t.places.iter().all(at));
        let threats: Vec<ItemId> = lost.into_iter().map(|t| t.id.into()).collect();
        // One that is elsewhere too only leaves what goes.
        let leaves = kept.into_iter().map(|threat| {
            let places = threat.places.iter().filter_map(|place| place.item());
            let places: Vec<ItemId> = places.filter(is_gone).collect();
            let places = places.into_iter().map(|id| self.label_of(id));
            format!(
                "{} is no longer at {}",
                threat.id,
                few(places.collect(), " and ")
            )
        });
        let questions = self.questions.iter();
        let questions = questions.filter(|q| q.about.iter().any(is_gone));
        let actions = self.actions.iter();
        let actions = actions.filter(|a| a.about.iter().any(is_gone));
        let assumptions = self.assumptions.iter();
        let assumptions = assumptions.filter(|a| a.about.iter().any(is_gone));
        let parked = self.parked.iter();
        let parked = parked.filter(|p| p.about.is_some_and(|id| is_gone(&id)));
        let linked = questions.map(|q| q.id.into());
        let linked = linked.chain(actions.map(|a| a.id.into()));
        let linked = linked.chain(assumptions.map(|a| a.id.into()));
        let linked: Vec<ItemId> = linked.chain(parked.map(|p| p.id.into())).collect();
        let lose = |ids: &[ItemId], one: &str, several: &str| match ids {
            [] => None,
            [only] => Some(format!("{only} {one}")),
            ids => Some(format!("{} {several}", and(ids))),
        };
        let places = lose(&threats, "loses its place", "lose their place");
        let links = lose(&linked, "loses its link", "lose their link");
        places.into_iter().chain(leaves).chain(links).collect()
    }
}

/// The first few of many names, and how many more there are: what is to be pressed stands behind them.
fn few(mut names: Vec<String>, last: &str) -> String {
    const NAMES: usize = 3;
    const CHARACTERS: usize = 56;
    let mut used = 0;
    let fit = names.iter().take(NAMES).take_while(|name| {
        used += name.chars().count();
        used <= CHARACTERS
    });
    let fit = fit.count().max(1);
    let more = names.len().saturating_sub(fit);
    if more > 0 {
        names.truncate(fit);
        names.push(format!("{more} more"));
    }
    let last = if more > 0 { " and " } else { last };
    match names.pop() {
        Some(end) if !names.is_empty() => format!("{}{last}{end}", names.join(", ")),
        Some(only) => only,
        None => String::new(),
    }
}

fn list(ids: &[ItemId]) -> String {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    ids.join(", ")
}

/// `T1, T2 and T5`
pub(super) fn and(ids: &[ItemId]) -> String {
    match ids {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", list(first)),
        ids => list(ids),
    }
}
