//! Linking, unlinking, merging, splitting, moving and deleting items.

use super::Work;
use super::add::next;
use super::consequences::Settled;
use super::repoint::point_elsewhere;
use crate::domain::edit::{Edit, New, NewMitigation};
use crate::domain::id::{ItemId, ParkedId, ParticipantId, ThreatId};
use crate::domain::item::{Item, Step};
use crate::domain::mitigation::{LinkTerms, Mitigation};
use crate::domain::refusal::Refusal;
use crate::domain::threat::{Deferral, Place};
use crate::domain::until::Until;
use crate::domain::{Status, Text, links};

impl Work<'_> {
    pub(super) fn link(&mut self, a: ItemId, b: ItemId) -> Result<(), Refusal> {
        let (from, to) = (self.find(a)?, self.find(b)?);
        links::check(a, b)?;
        let linked = match (from, to) {
            (Item::Mitigation(mut m), Item::Threat(t))
            | (Item::Threat(t), Item::Mitigation(mut m)) => {
                add_once(&mut m.threats, t.id);
                Item::Mitigation(m)
            }
            (Item::Threat(mut t), Item::Element(e)) | (Item::Element(e), Item::Threat(mut t)) => {
                add_once(&mut t.places, Place::Element(e.id));
                t.placed();
                Item::Threat(t)
            }
            (Item::Threat(mut t), Item::Flow(f)) | (Item::Flow(f), Item::Threat(mut t)) => {
                add_once(&mut t.places, Place::Flow(f.id));
                t.placed();
                Item::Threat(t)
            }
            (Item::Threat(mut t), Item::Asset(a)) | (Item::Asset(a), Item::Threat(mut t)) => {
                add_once(&mut t.assets, a.id);
                Item::Threat(t)
            }
            (Item::Threat(mut t), Item::BusinessRisk(b))
            | (Item::BusinessRisk(b), Item::Threat(mut t)) => {
                add_once(&mut t.business_risks, b.id);
                Item::Threat(t)
            }
            (Item::Asset(mut a), Item::Element(e)) | (Item::Element(e), Item::Asset(mut a)) => {
                add_once(&mut a.places, Place::Element(e.id));
                Item::Asset(a)
            }
            (Item::Asset(mut a), Item::Flow(f)) | (Item::Flow(f), Item::Asset(mut a)) => {
                add_once(&mut a.places, Place::Flow(f.id));
                Item::Asset(a)
            }
            (Item::Question(mut q), other) | (other, Item::Question(mut q)) => {
                add_once(&mut q.about, other.id());
                Item::Question(q)
            }
            (Item::Action(mut x), other) | (other, Item::Action(mut x)) => {
                add_once(&mut x.about, other.id());
                Item::Action(x)
            }
            (Item::Assumption(mut s), other) | (other, Item::Assumption(mut s)) => {
                add_once(&mut s.about, other.id());
                Item::Assumption(s)
            }
            _ => return Err(links::refusal(a, b)),
        };
        self.replace(linked);
        self.tell(format!("{a} linked to {b}"));
        self.focus = Some(a);
        Ok(())
    }

    pub(super) fn unlink(&mut self, a: ItemId, b: ItemId) -> Result<(), Refusal> {
        let mut linked = false;
        for (holder, target) in [(a, b), (b, a)] {
            let mut item = self.find(holder)?;
            let before = item.clone();
            point_elsewhere(&mut item, target, None);
            linked |= item != before;
            self.replace(item);
        }
        if !linked {
            return Err(Refusal::new(format!("{a} and {b} are not linked.")));
        }
        self.tell(format!("{a} no longer linked to {b}"));
        Ok(())
    }

    pub(super) fn delete(&mut self, id: ItemId) -> Result<(), Refusal> {
        self.find(id)?;
        let mut gone = vec![id];
        if let ItemId::Element(element) = id {
            let flows: Vec<ItemId> = self
                .session
                .flows
                .iter()
                .filter(|f| f.from == element || f.to == element)
                .map(|f| f.id.into())
                .collect();
            gone.extend(&flows);
        }
        let says = self.goes_with(&gone);
        for flow in gone.into_iter().skip(1) {
            self.delete(flow)?;
        }
        self.lift_out(id);
        self.repoint(id, None);
        self.step(Step::Remove(id));
        self.forget_foreseen();
        self.forget_votes(id);
        self.forget_answers(id);
        self.forget_turns(id);
        self.focus = None;
        self.touched.retain(|touched| *touched != id);
        self.tell(format!("{id} deleted{says}"));
        Ok(())
    }

    /// What a part of the map takes with it: its flows, and where threats were.
    fn goes_with(&self, gone: &[ItemId]) -> String {
        let is_there = |place: &Place| match place {
            Place::Element(id) => gone.contains(&(*id).into()),
            Place::Flow(id) => gone.contains(&(*id).into()),
            Place::Whole => false,
        };
        let threats = self.session.threats.iter();
        let lost: Vec<String> = threats
            .filter(|threat| threat.places.iter().any(is_there))
            .map(|threat| threat.id.to_string())
            .collect();
        let flows = match gone.len() {
            0 | 1 => None,
            2 => Some("1 flow".to_owned()),
            n => Some(format!("{} flows", n - 1)),
        };
        let places = match lost.as_slice() {
            [] => None,
            [only] => Some(format!("the place of {only}")),
            [first, second] => Some(format!("the places of {first} and {second}")),
            [first, rest @ ..] => Some(format!("the places of {first} and {} more", rest.len())),
        };
        let with: Vec<String> = flows.into_iter().chain(places).collect();
        if with.is_empty() {
            return String::new();
        }
        format!(", with {}", with.join(" and "))
    }

    pub(super) fn split(
        &mut self,
        id: ThreatId,
        first: &Text,
        second: &Text,
    ) -> Result<(), Refusal> {
        if first.is_empty() || second.is_empty() {
            return Err(Refusal::new(
                "Both threats need text. Divide the words so that each has some.",
            ));
        }
        let Item::Threat(mut threat) = self.find(id.into())? else {
            return Err(Refusal::new("Only a threat can be split."));
        };
        threat.reword = false;
        let mut child = threat.clone();
        threat.text = first.clone();
        self.replace(threat);
        child.id = ThreatId(next(&mut self.session.counters.threat));
        child.text = second.clone();
        child.parent = Some(id);
        child.wall = child.wall.map(|spot| Box::new(self.next_spot(spot.heap)));
        (child.also, child.merged, child.at) = (Vec::new(), Vec::new(), self.at);
        // What was said of the whole was not said twice.
        (child.rests_on, child.figures) = (None, None);
        // A half is not what came along.
        child.copied = false;
        let child_id = child.id;
        let place = self
            .session
            .position(id.into())
            .map_or(usize::MAX, |place| place + 1);
        self.insert(place, Item::Threat(child));
        // What answers the whole answers both halves, and on the same terms.
        let shared: Vec<Mitigation> = self.session.mitigations_for(id).cloned().collect();
        for mut mitigation in shared {
            mitigation.threats.push(child_id);
            if let Some(terms) = mitigation.terms(id).copied() {
                let threat = child_id;
                mitigation.links.push(LinkTerms { threat, ..terms });
            }
            self.replace(mitigation);
        }
        self.touch(child_id.into());
        self.tell(format!("{id} split, {child_id} added"));
        Ok(())
    }

    pub(super) fn move_by(&mut self, id: ItemId, by: i32) -> Result<(), Refusal> {
        let item = self.find(id)?;
        let place = self.session.position(id).unwrap_or_default();
        let last = self.session.siblings(id).saturating_sub(1);
        let by = isize::try_from(by).unwrap_or_default();
        let target = match &item {
            // Notes of several lists share one vector; a note moves among those of its own list.
            Item::Note(note) => {
                let kind = note.kind;
                let mut ours = self
                    .session
                    .notes
                    .iter()
                    .enumerate()
                    .filter(|(_, n)| n.kind == kind)
                    .map(|(i, _)| i);
                if by < 0 {
                    ours.rfind(|i| *i < place).unwrap_or(place)
                } else {
                    ours.find(|i| *i > place).unwrap_or(place)
                }
            }
            _ => place.saturating_add_signed(by).min(last),
        };
        self.focus = Some(id);
        self.touched.push(id);
        if target == place {
            self.tell(format!(
                "{id} is already {}",
                if by < 0 { "first" } else { "last" }
            ));
            return Ok(());
        }
        self.step(Step::Remove(id));
        self.step(Step::Insert(target, Box::new(item)));
        self.tell(format!("{id} moved {}", if by < 0 { "up" } else { "down" }));
        Ok(())
    }

    pub(super) fn use_parked(&mut self, parked: ParkedId, threat: ThreatId) -> Result<(), Refusal> {
        let Item::Parked(mut parked) = self.find(parked.into())? else {
            return Err(Refusal::new("Only parked fixes can become mitigations."));
        };
        self.make(&Edit::Add(New::Mitigation(NewMitigation {
            text: parked.text.clone(),
            threats: vec![threat],
            status: Status::CouldDo,
            kind: None,
            strength: None,
            effort: None,
            speaker: parked.speaker,
        })))?;
        let Some(ItemId::Mitigation(mitigation)) = self.focus else {
            return Err(Refusal::new(
                "The parked fix could not become a mitigation.",
            ));
        };
        parked.used_as = Some(mitigation);
        let id = parked.id;
        self.replace(parked);
        self.focus = Some(mitigation.into());
        self.tell(format!("{id} is now {mitigation}, for {threat}"));
        Ok(())
    }

    pub(super) fn defer(
        &mut self,
        threats: &[ThreatId],
        reason: &Text,
        by: Option<ParticipantId>,
        until: Option<&Until>,
    ) -> Result<(), Refusal> {
        if threats.is_empty() {
            return Err(Refusal::new(
                "Nothing to defer: every threat has a response or work in progress.",
            ));
        }
        for id in threats {
            let Item::Threat(mut threat) = self.find((*id).into())? else {
                continue;
            };
            self.settled.push(((*id).into(), Settled::Everything));
            threat.deferred = Some(Deferral {
                reason: reason.clone(),
                by,
                until: until.cloned(),
                at: self.at,
            });
            self.replace(threat);
        }
        self.focus = None;
        self.tell(match threats {
            [only] => format!("{only} deferred"),
            many => format!("{} threats deferred", many.len()),
        });
        Ok(())
    }
}

pub(super) fn add_all<T: PartialEq>(list: &mut Vec<T>, values: Vec<T>) {
    for value in values {
        add_once(list, value);
    }
}

pub(super) fn add_once<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}
