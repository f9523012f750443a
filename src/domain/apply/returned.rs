//! Taking over a file that comes back. For each item that is here there are three sides: what the file said when it was
//! here last, what it says now, and what is said here. What changed there is taken where no one changed it here.

mod fields;
mod risk;
mod sides;

use std::collections::{HashMap, HashSet};

use super::Work;
use super::adopt::{Names, items, says};
use crate::domain::fields::Header;
use crate::domain::id::{ItemId, ParticipantId};
use crate::domain::item::{Item, Step};
use crate::domain::origin::Origin;
use crate::domain::people::Participant;
use crate::domain::returned::Returned;
use crate::domain::session::Session;
use crate::domain::threat::Threat;

use sides::Sides;

impl Work<'_> {
    pub(super) fn take_return(&mut self, returned: &Returned) {
        let met: HashSet<ParticipantId> = self.session.participants.iter().map(|p| p.id).collect();
        let counted = self.session.counters.participant;
        let (names, mut new) = self.bring(&returned.from);
        let mut people = self.session.participants.clone();
        let was = self.as_it_was(&returned.was, &mut people);
        let theirs = self.known(&returned.from, &names);
        let sides = Sides {
            people,
            met,
            in_file: names.ids.values().copied().collect(),
        };
        let mut changed = 0;
        for (id, theirs) in theirs {
            let (Some(theirs), Some(here)) = (theirs, self.session.item(id)) else {
                continue;
            };
            let was = match was.get(&id) {
                // Two items of one name there: no one knows which of them this is.
                Some(None) => continue,
                Some(Some(was)) => Some(was),
                None => None,
            };
            let Some(origin) = origin(&theirs) else {
                continue;
            };
            let came = self::origin(&here).filter(|here| here.format == origin.format);
            if came.is_some() && was.is_none() {
                continue;
            }
            let mut now = here.clone();
            let met = fields::weigh(&mut now, was, &theirs, &sides, self.session);
            let differs = now != here;
            adopt_origin(&mut now, origin);
            if differs {
                changed += 1;
                self.replace(now);
            } else if now != here {
                // What it is elsewhere is no work on it here, so the time of its last change stays.
                let step = Step::Replace(Box::new(now));
                self.back.extend(self.session.step(step));
            }
            self.met.extend(met);
        }
        new -= self.forget_unneeded(&sides.met);
        if self.session.participants.len() == sides.met.len() {
            // No one came, so no number was given.
            self.session.counters.participant = counted;
        }
        if returned.origins != self.session.origins {
            self.header(Header::Origins(returned.origins.clone()));
        }
        self.focus = self.touched.first().copied();
        self.tell(says(new, changed, names.told().saturating_sub(changed)));
    }

    /// The items of a file that are here, as they would be here; `None` where two of them are the same one.
    fn known(&self, from: &Session, names: &Names) -> Vec<(ItemId, Option<Item>)> {
        let mut places: HashMap<ItemId, usize> = HashMap::new();
        let mut all: Vec<(ItemId, Option<Item>)> = Vec::new();
        for item in items(from) {
            let there = item.id();
            let id = names
                .ids
                .get(&there)
                .filter(|_| names.known.contains(&there));
            let Some(id) = id else { continue };
            if let Some(twice) = places.get(id).and_then(|place| all.get_mut(*place)) {
                twice.1 = None;
                continue;
            }
            places.insert(*id, all.len());
            all.push((*id, self.renamed(item, names)));
        }
        all
    }

    /// What the file held when it was here last. Whom it named and no one knows here joins the `people`.
    fn as_it_was(
        &mut self,
        was: &Session,
        people: &mut Vec<Participant>,
    ) -> HashMap<ItemId, Option<Item>> {
        // No one gets the numbers of what is gone by now.
        let counters = self.session.counters;
        let names = self.name_all(was);
        self.session.counters = counters;
        for person in &was.participants {
            let id = names.ids.get(&person.id.into());
            if let Some(ItemId::Participant(id)) = id.filter(|id| !self.session.holds(**id)) {
                people.push(Participant {
                    id: *id,
                    ..person.clone()
                });
            }
        }
        self.known(was, &names).into_iter().collect()
    }

    /// Removes people again who came only as another name for someone who is here, and says how many.
    fn forget_unneeded(&mut self, known: &HashSet<ParticipantId>) -> usize {
        let s = &*self.session;
        let mut named: HashSet<ParticipantId> = known.clone();
        named.extend(s.threats.iter().flat_map(Threat::speakers));
        let decided = s.threats.iter().filter_map(|i| i.response.as_ref()?.by);
        named.extend(decided);
        let put_off = s.threats.iter().filter_map(|i| i.deferred.as_ref()?.by);
        named.extend(put_off);
        named.extend(s.mitigations.iter().filter_map(|i| i.speaker));
        named.extend(s.mitigations.iter().filter_map(|i| i.checked.as_ref()?.by));
        named.extend(s.assumptions.iter().filter_map(|i| i.speaker));
        named.extend(
            s.questions
                .iter()
                .flat_map(|i| [i.speaker, i.owner])
                .flatten(),
        );
        named.extend(s.actions.iter().filter_map(|i| i.owner));
        named.extend(s.parked.iter().filter_map(|i| i.speaker));
        let unneeded: Vec<ItemId> = s
            .participants
            .iter()
            .filter(|p| !named.contains(&p.id))
            .map(|p| p.id.into())
            .collect();
        for id in &unneeded {
            self.step(Step::Remove(*id));
        }
        self.touched.retain(|id| !unneeded.contains(id));
        unneeded.len()
    }
}

fn origin(item: &Item) -> Option<&Origin> {
    match item {
        Item::Threat(i) => i.origin.as_deref(),
        Item::Mitigation(i) => i.origin.as_deref(),
        Item::Assumption(i) => i.origin.as_deref(),
        Item::Question(i) => i.origin.as_deref(),
        Item::Action(i) => i.origin.as_deref(),
        _ => None,
    }
}

/// Keeps what an item is there now: the next time, that is what it was. What came from another format stays known by
/// what it was there.
fn adopt_origin(item: &mut Item, origin: &Origin) {
    let place = match item {
        Item::Threat(i) => &mut i.origin,
        Item::Mitigation(i) => &mut i.origin,
        Item::Assumption(i) => &mut i.origin,
        Item::Question(i) => &mut i.origin,
        Item::Action(i) => &mut i.origin,
        _ => return,
    };
    match place {
        Some(old) if old.format != origin.format => {}
        Some(old) => (**old).clone_from(origin),
        None => *place = Some(Box::new(origin.clone())),
    }
}
