//! Taking over the items of another session: one that an importer made.

use crate::domain::fold::fold;
use std::collections::{HashMap, HashSet};
use std::mem::{Discriminant, discriminant};

use super::Work;
use super::add::next;
use crate::domain::fields::Header;
use crate::domain::id::{
    ActionId, AssetId, AssumptionId, BusinessRiskId, ElementId, FlowId, ItemId, MitigationId,
    NoteId, ParkedId, ParticipantId, QuestionId, ThreatId, ZoneId,
};
use crate::domain::item::Item;
use crate::domain::mitigation::LinkTerms;
use crate::domain::origin::Origin;
use crate::domain::rests_on::RestsOn;
use crate::domain::says::counted;
use crate::domain::session::Session;
use crate::domain::text::Text;
use crate::domain::threat::Place;

/// What the items are called here.
#[derive(Default)]
pub(super) struct Names {
    pub(super) ids: HashMap<ItemId, ItemId>,
    /// Those that were already here.
    pub(super) known: HashSet<ItemId>,
}

macro_rules! renamed {
    ($($name:ident $variant:ident $id:ident;)*) => {
        impl Names {
            $(fn $name(&self, id: $id) -> Option<$id> {
                match self.ids.get(&id.into()) {
                    Some(ItemId::$variant(new)) => Some(*new),
                    _ => None,
                }
            })*
        }
    };
}

renamed! {
    participant Participant ParticipantId;
    zone Zone ZoneId;
    element Element ElementId;
    flow Flow FlowId;
    threat Threat ThreatId;
    mitigation Mitigation MitigationId;
    asset Asset AssetId;
    business_risk BusinessRisk BusinessRiskId;
}

impl Names {
    fn all(&self, ids: &[ItemId]) -> Vec<ItemId> {
        ids.iter()
            .filter_map(|id| self.ids.get(id).copied())
            .collect()
    }

    fn places(&self, places: &[Place]) -> Vec<Place> {
        let here = places.iter().filter_map(|place| match place {
            Place::Whole => Some(Place::Whole),
            Place::Element(id) => self.element(*id).map(Place::Element),
            Place::Flow(id) => self.flow(*id).map(Place::Flow),
        });
        here.collect()
    }

    fn who(&self, id: Option<ParticipantId>) -> Option<ParticipantId> {
        self.participant(id?)
    }
}

impl Work<'_> {
    pub(super) fn adopt(&mut self, from: &Session) {
        let (names, new) = self.bring(from);
        self.scanned_again(from, &names);
        let mut origins = self.session.origins.clone();
        for origin in &from.origins {
            match origins.iter_mut().find(|old| old.is_same(origin)) {
                Some(old) => old.clone_from(origin),
                None => origins.push(origin.clone()),
            }
        }
        if origins != self.session.origins {
            self.header(Header::Origins(origins));
        }
        self.focus = self.touched.first().copied();
        let says = says(new, 0, names.told());
        self.tell(match self.scanned.len() {
            0 => says,
            n => format!("{says}; {n} to look at again"),
        });
    }

    /// Adds what is not here yet, and says what everything is called here and how much is new.
    pub(super) fn bring(&mut self, from: &Session) -> (Names, usize) {
        let names = self.name_all(from);
        let mut count = 0;
        for item in items(from) {
            if names.known.contains(&item.id()) {
                continue;
            }
            count += 1;
            if let Some(item) = self.renamed(item, &names) {
                self.push(item);
            }
        }
        (names, count)
    }

    /// Finds what is already here, and gives the rest the next numbers.
    pub(super) fn name_all(&mut self, from: &Session) -> Names {
        let mut names = Names::default();
        let origins = Origins::of(self.session);
        for item in items(from) {
            let old = item.id();
            let new = match self.twin(&item, &names, &origins) {
                Some(twin) => {
                    names.known.insert(old);
                    twin
                }
                None => self.next_id(old),
            };
            names.ids.insert(old, new);
        }
        names
    }

    /// The item of this session that is the same as one of the other.
    fn twin(&self, item: &Item, names: &Names, origins: &Origins) -> Option<ItemId> {
        let here = &*self.session;
        let same = |a: &str, b: &str| fold(a) == fold(b);
        let of = |origin: Option<&Origin>| origins.find(origin?, item.id());
        match item {
            Item::Participant(new) => {
                let known = here.participants.iter().find(|p| same(&p.name, &new.name));
                known.map(|p| p.id.into())
            }
            Item::Zone(new) => {
                let known = here.zones.iter().find(|z| same(&z.name, &new.name));
                known.map(|z| z.id.into())
            }
            Item::Element(new) => {
                let known = here.elements.iter().find(|e| same(&e.name, &new.name));
                known.map(|e| e.id.into())
            }
            Item::Flow(new) => {
                let (start, end) = (names.element(new.from)?, names.element(new.to)?);
                let known = here
                    .flows
                    .iter()
                    .find(|f| f.from == start && f.to == end && same(&f.data, &new.data));
                known.map(|f| f.id.into())
            }
            Item::Note(new) => {
                let known = here
                    .notes
                    .iter()
                    .find(|n| n.kind == new.kind && n.text == new.text);
                known.map(|n| n.id.into())
            }
            // A candidate may have been parked.
            Item::Threat(new) => of(new.origin.as_deref()).or_else(|| {
                let parked = ItemId::Parked(ParkedId(0));
                origins.find(new.origin.as_deref()?, parked)
            }),
            Item::Mitigation(new) => of(new.origin.as_deref()),
            Item::Question(new) => of(new.origin.as_deref()),
            Item::Action(new) => of(new.origin.as_deref()),
            Item::Assumption(new) => of(new.origin.as_deref()),
            Item::Parked(new) => of(new.origin.as_deref()),
            Item::Asset(new) => here.asset_called(&new.name).map(|a| a.id.into()),
            Item::BusinessRisk(new) => {
                let known = here.business_risk_called(&new.text);
                known.map(|risk| risk.id.into())
            }
        }
    }

    fn next_id(&mut self, like: ItemId) -> ItemId {
        let counters = &mut self.session.counters;
        match like {
            ItemId::Note(_) => NoteId(next(&mut counters.note)).into(),
            ItemId::Participant(_) => ParticipantId(next(&mut counters.participant)).into(),
            ItemId::Assumption(_) => AssumptionId(next(&mut counters.assumption)).into(),
            ItemId::Zone(_) => ZoneId(next(&mut counters.zone)).into(),
            ItemId::Element(_) => ElementId(next(&mut counters.element)).into(),
            ItemId::Flow(_) => FlowId(next(&mut counters.flow)).into(),
            ItemId::Threat(_) => ThreatId(next(&mut counters.threat)).into(),
            ItemId::Mitigation(_) => MitigationId(next(&mut counters.mitigation)).into(),
            ItemId::Question(_) => QuestionId(next(&mut counters.question)).into(),
            ItemId::Action(_) => ActionId(next(&mut counters.action)).into(),
            ItemId::Parked(_) => ParkedId(next(&mut counters.parked)).into(),
            ItemId::Asset(_) => AssetId(next(&mut counters.asset)).into(),
            ItemId::BusinessRisk(_) => BusinessRiskId(next(&mut counters.business_risk)).into(),
        }
    }

    /// The item as it is here: with a number of this session, links to items of this session, and captured now.
    pub(super) fn renamed(&self, item: Item, names: &Names) -> Option<Item> {
        let id = *names.ids.get(&item.id())?;
        let now = self.at;
        Some(match (item, id) {
            (Item::Note(mut i), ItemId::Note(id)) => {
                (i.id, i.at) = (id, now);
                i.into()
            }
            (Item::Participant(mut i), ItemId::Participant(id)) => {
                (i.id, i.at) = (id, Some(now));
                i.into()
            }
            (Item::Assumption(mut i), ItemId::Assumption(id)) => {
                (i.id, i.at) = (id, now);
                i.about = names.all(&i.about);
                i.speaker = names.who(i.speaker);
                i.into()
            }
            (Item::Zone(mut i), ItemId::Zone(id)) => {
                (i.id, i.at) = (id, now);
                i.parent = i.parent.and_then(|parent| names.zone(parent));
                i.into()
            }
            (Item::Element(mut i), ItemId::Element(id)) => {
                (i.id, i.at) = (id, now);
                i.zone = i.zone.and_then(|zone| names.zone(zone));
                i.within = i.within.and_then(|part| names.element(part));
                i.into()
            }
            (Item::Flow(mut i), ItemId::Flow(id)) => {
                (i.id, i.at) = (id, now);
                (i.from, i.to) = (names.element(i.from)?, names.element(i.to)?);
                i.into()
            }
            (Item::Threat(mut i), ItemId::Threat(id)) => {
                // Its line is a line of the other wall.
                i.wall = None;
                (i.id, i.at) = (id, now);
                // What it was copied from is not what this session was copied from.
                i.copied = false;
                i.places = names.places(&i.places);
                i.assets = i.assets.iter().filter_map(|id| names.asset(*id)).collect();
                let risks = i.business_risks.iter();
                i.business_risks = risks.filter_map(|id| names.business_risk(*id)).collect();
                i.rests_on = i.rests_on.and_then(|rests| {
                    let of = rests.of.iter().filter_map(|id| names.threat(*id));
                    let of: Vec<ThreatId> = of.collect();
                    let gate = rests.gate;
                    (!of.is_empty()).then(|| Box::new(RestsOn { gate, of }))
                });
                if let Some(figures) = &mut i.figures {
                    for estimate in figures.estimates_mut() {
                        (estimate.by, estimate.at) = (names.who(estimate.by), now);
                    }
                }
                let also = i.also_said_by.iter();
                i.also_said_by = also.filter_map(|who| names.who(Some(*who))).collect();
                i.speaker = names.who(i.speaker);
                i.merged.clear();
                i.parent = i.parent.and_then(|parent| names.threat(parent));
                if let Some(last) = &mut i.last_rated {
                    last.by = names.who(last.by);
                }
                if let Some(response) = &mut i.response {
                    response.by = names.who(response.by);
                    response.at = now;
                }
                if let Some(deferred) = &mut i.deferred {
                    (deferred.by, deferred.at) = (names.who(deferred.by), now);
                }
                i.into()
            }
            (Item::Mitigation(mut i), ItemId::Mitigation(id)) => {
                (i.id, i.at, i.changed) = (id, now, None);
                i.status_changed = None;
                i.copied = false;
                i.merged.clear();
                i.threats = i
                    .threats
                    .iter()
                    .filter_map(|threat| names.threat(*threat))
                    .collect();
                i.links = i
                    .links
                    .into_iter()
                    .filter_map(|terms| {
                        let threat = names.threat(terms.threat)?;
                        Some(LinkTerms { threat, ..terms })
                    })
                    .collect();
                if let Some(checked) = &mut i.checked {
                    (checked.by, checked.at) = (names.who(checked.by), now);
                }
                i.speaker = names.who(i.speaker);
                i.into()
            }
            (Item::Question(mut i), ItemId::Question(id)) => {
                i.wall = None;
                (i.id, i.at, i.changed) = (id, now, None);
                i.merged.clear();
                i.about = names.all(&i.about);
                (i.speaker, i.owner) = (names.who(i.speaker), names.who(i.owner));
                i.into()
            }
            (Item::Action(mut i), ItemId::Action(id)) => {
                (i.id, i.at, i.changed) = (id, now, None);
                i.about = names.all(&i.about);
                i.owner = names.who(i.owner);
                i.still = i.still.map(|_| now);
                i.into()
            }
            (Item::Parked(mut i), ItemId::Parked(id)) => {
                i.wall = None;
                (i.id, i.at) = (id, now);
                i.about = i.about.and_then(|about| names.ids.get(&about).copied());
                i.speaker = names.who(i.speaker);
                i.used_as = i.used_as.and_then(|used| names.mitigation(used));
                i.into()
            }
            (Item::Asset(mut i), ItemId::Asset(id)) => {
                (i.id, i.at) = (id, now);
                i.places = names.places(&i.places);
                i.into()
            }
            (Item::BusinessRisk(mut i), ItemId::BusinessRisk(id)) => {
                (i.id, i.at) = (id, now);
                i.into()
            }
            _ => return None,
        })
    }
}

impl Names {
    /// How many of a file's items are here and say something of their own. A preview counts the same.
    pub(super) fn told(&self) -> usize {
        self.known.iter().filter(|id| id.tells()).count()
    }
}

/// What an import came to, in a line: how many items are new, changed, and here as they were.
pub(super) fn says(new: usize, changed: usize, known: usize) -> String {
    let items = |n: usize| counted(n, "item");
    if new + changed == 0 {
        return match known {
            0 => "Nothing to import".to_owned(),
            n => format!("Nothing new: {} already here", items(n)),
        };
    }
    let parts = [
        (new, "imported"),
        (changed, "changed"),
        (known, "already here"),
    ];
    let parts = parts.into_iter().filter(|(n, _)| *n > 0);
    let parts: Vec<String> = parts.map(|(n, w)| format!("{} {w}", items(n))).collect();
    parts.join(", ")
}

/// Every item, in an order in which each comes after what it must find.
pub(super) fn items(session: &Session) -> Vec<Item> {
    let s = session;
    let mut all: Vec<Item> = Vec::new();
    all.extend(s.participants.iter().cloned().map(Item::from));
    all.extend(s.notes.iter().cloned().map(Item::from));
    all.extend(s.zones.iter().cloned().map(Item::from));
    all.extend(s.elements.iter().cloned().map(Item::from));
    all.extend(s.flows.iter().cloned().map(Item::from));
    all.extend(s.assets.iter().cloned().map(Item::from));
    all.extend(s.business_risks.iter().cloned().map(Item::from));
    all.extend(s.threats.iter().cloned().map(Item::from));
    all.extend(s.mitigations.iter().cloned().map(Item::from));
    all.extend(s.assumptions.iter().cloned().map(Item::from));
    all.extend(s.questions.iter().cloned().map(Item::from));
    all.extend(s.actions.iter().cloned().map(Item::from));
    all.extend(s.parked.iter().cloned().map(Item::from));
    all
}

/// What came from elsewhere, or went there, by what it is called there. Items of different kinds may share a name.
struct Origins {
    came: HashMap<(Discriminant<ItemId>, Text, Text), ItemId>,
    /// Every item by the UUID under which it leaves for formats that it did not come from: in a file that comes back it
    /// has that name.
    went: HashMap<Text, ItemId>,
}

impl Origins {
    fn of(session: &Session) -> Self {
        let came: HashMap<_, _> = items_with_origin(session)
            .filter(|(_, origin)| !origin.id.is_empty())
            .map(|(id, origin)| {
                let key = (discriminant(&id), origin.format.clone(), origin.id.clone());
                (key, id)
            })
            .collect();
        let went = session
            .identities()
            .map(|it| (Text::new(&session.uuid_of(it).to_string()), it.id))
            .collect();
        Self { came, went }
    }

    fn find(&self, origin: &Origin, like: ItemId) -> Option<ItemId> {
        let kind = discriminant(&like);
        let key = (kind, origin.format.clone(), origin.id.clone());
        let came = self.came.get(&key);
        came.or_else(|| {
            self.went
                .get(&origin.id)
                .filter(|id| discriminant(*id) == kind)
        })
        .copied()
    }
}

/// Every item that came from another format, and from where.
fn items_with_origin(session: &Session) -> impl Iterator<Item = (ItemId, &Origin)> {
    let s = session;
    let threats = s.threats.iter().map(|i| (i.id.into(), &i.origin));
    let mitigations = s.mitigations.iter().map(|i| (i.id.into(), &i.origin));
    let assumptions = s.assumptions.iter().map(|i| (i.id.into(), &i.origin));
    let questions = s.questions.iter().map(|i| (i.id.into(), &i.origin));
    let actions = s.actions.iter().map(|i| (i.id.into(), &i.origin));
    let parked = s.parked.iter().map(|i| (i.id.into(), &i.origin));
    threats
        .chain(mitigations)
        .chain(assumptions)
        .chain(questions)
        .chain(actions)
        .chain(parked)
        .filter_map(|(id, origin)| Some((id, origin.as_deref()?)))
}

#[cfg(test)]
mod tests;
