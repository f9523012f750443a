//! Links follow what they lead to: to another item, or nowhere.

use super::Work;
use crate::domain::id::ItemId;
use crate::domain::item::{Item, Step};
use crate::domain::threat::Place;

impl Work<'_> {
    /// Makes everything that points at `old` point at `new`, or at nothing.
    pub(super) fn repoint(&mut self, old: ItemId, new: Option<ItemId>) {
        let s = &self.session;
        let ids = s
            .threats
            .iter()
            .map(|i| i.id.into())
            .chain(s.mitigations.iter().map(|i| i.id.into()))
            .chain(s.questions.iter().map(|i| i.id.into()))
            .chain(s.actions.iter().map(|i| i.id.into()))
            .chain(s.assumptions.iter().map(|i| i.id.into()))
            .chain(s.parked.iter().map(|i| i.id.into()))
            .chain(s.assets.iter().map(|i| i.id.into()))
            .collect::<Vec<ItemId>>();
        for id in ids {
            let Some(mut item) = self.session.item(id) else {
                continue;
            };
            let before = item.clone();
            point_elsewhere(&mut item, old, new);
            if item != before {
                self.step(Step::Replace(Box::new(item)));
            }
        }
        self.looks_follow(old, new);
        self.clarity_follows(old, new);
    }
}

/// Makes the links of one item that lead to `old` lead to `new`, or removes them.
pub(super) fn point_elsewhere(item: &mut Item, old: ItemId, new: Option<ItemId>) {
    let person = match new {
        Some(ItemId::Participant(new)) => Some(new),
        _ => None,
    };
    let who = |slot: &mut Option<_>| {
        if slot.map(ItemId::Participant) == Some(old) {
            *slot = person;
        }
    };
    match item {
        Item::Threat(threat) => {
            who(&mut threat.speaker);
            if let ItemId::Participant(gone) = old {
                exchange(&mut threat.also_said_by, gone, person);
                let speaker = threat.speaker;
                threat.also_said_by.retain(|who| Some(*who) != speaker);
            }
            if let Some(response) = &mut threat.response {
                who(&mut response.by);
            }
            if let Some(deferred) = &mut threat.deferred {
                who(&mut deferred.by);
            }
            if let Some(last) = &mut threat.last_rated {
                who(&mut last.by);
            }
            if let Some(gone) = Place::of(old) {
                exchange(&mut threat.places, gone, new.and_then(Place::of));
            }
            match old {
                ItemId::Asset(gone) => {
                    let new = match new {
                        Some(ItemId::Asset(new)) => Some(new),
                        _ => None,
                    };
                    exchange(&mut threat.assets, gone, new);
                }
                ItemId::BusinessRisk(gone) => {
                    let new = match new {
                        Some(ItemId::BusinessRisk(new)) => Some(new),
                        _ => None,
                    };
                    exchange(&mut threat.business_risks, gone, new);
                }
                ItemId::Threat(gone) => {
                    let id = threat.id;
                    if let Some(rests) = &mut threat.rests_on {
                        let new = match new {
                            Some(ItemId::Threat(new)) if new != id => Some(new),
                            _ => None,
                        };
                        exchange(&mut rests.of, gone, new);
                    }
                    threat.rests_on = threat.rests_on.take().filter(|rests| !rests.of.is_empty());
                }
                _ => {}
            }
            if let Some(figures) = &mut threat.figures {
                figures
                    .estimates_mut()
                    .for_each(|estimate| who(&mut estimate.by));
            }
            if threat.parent.map(ItemId::Threat) == Some(old) {
                threat.parent = match new {
                    Some(ItemId::Threat(new)) if new != threat.id => Some(new),
                    _ => None,
                };
            }
        }
        Item::Mitigation(mitigation) => {
            who(&mut mitigation.speaker);
            if let Some(checked) = &mut mitigation.checked {
                who(&mut checked.by);
            }
            if let ItemId::Threat(gone) = old {
                let new = match new {
                    Some(ItemId::Threat(new)) => Some(new),
                    _ => None,
                };
                exchange(&mut mitigation.threats, gone, new);
                let known = new.is_some_and(|new| mitigation.terms(new).is_some());
                for terms in mitigation.links.iter_mut().filter(|t| t.threat == gone) {
                    terms.threat = new.filter(|_| !known).unwrap_or(gone);
                }
                let threats = &mitigation.threats;
                mitigation
                    .links
                    .retain(|terms| threats.contains(&terms.threat));
            }
        }
        Item::Question(question) => {
            who(&mut question.speaker);
            who(&mut question.owner);
            exchange(&mut question.about, old, new);
        }
        Item::Action(action) => {
            who(&mut action.owner);
            exchange(&mut action.about, old, new);
        }
        Item::Assumption(assumption) => {
            who(&mut assumption.speaker);
            exchange(&mut assumption.about, old, new);
        }
        Item::Parked(parked) => {
            who(&mut parked.speaker);
            if parked.about == Some(old) {
                parked.about = new;
            }
            if parked.used_as.map(ItemId::Mitigation) == Some(old) {
                parked.used_as = match new {
                    Some(ItemId::Mitigation(new)) => Some(new),
                    _ => None,
                };
            }
        }
        Item::Asset(asset) => {
            if let Some(gone) = Place::of(old) {
                exchange(&mut asset.places, gone, new.and_then(Place::of));
            }
        }
        // What lies in a zone or an element that goes was moved out of it before.
        Item::BusinessRisk(_)
        | Item::Note(_)
        | Item::Participant(_)
        | Item::Zone(_)
        | Item::Element(_)
        | Item::Flow(_) => {}
    }
}

/// Puts `new` where `old` was, unless it is already there.
fn exchange<T: PartialEq + Copy>(list: &mut Vec<T>, old: T, new: Option<T>) {
    let Some(place) = list.iter().position(|x| *x == old) else {
        return;
    };
    list.remove(place);
    if let Some(new) = new
        && !list.contains(&new)
    {
        list.insert(place, new);
    }
}
