//! Linking, unlinking, merging, splitting, moving and deleting items.

use super::Work;
use super::add::next;
use crate::domain::edit::{Edit, New, NewMitigation, Refusal};
use crate::domain::id::{ItemId, ParkedId, ThreatId};
use crate::domain::identity::Identity;
use crate::domain::item::{Item, Step};
use crate::domain::threat::{Deferral, Place};
use crate::domain::until::Until;
use crate::domain::validate::risk::loop_says;
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

    pub(super) fn merge(&mut self, from: ItemId, into: ItemId) -> Result<(), Refusal> {
        if from == into {
            return Err(Refusal::new(format!(
                "{from} cannot be merged into itself. Choose another one."
            )));
        }
        if self.join(from, into)? {
            return Ok(());
        }
        let merged = match (self.find(from)?, self.find(into)?) {
            (Item::Threat(f), Item::Threat(mut t)) => {
                add_once(&mut t.also, f.text);
                add_all(&mut t.also, f.also);
                t.also.retain(|text| *text != t.text);
                add_once(&mut t.merged, Identity::new(f.id, f.key));
                add_all(&mut t.merged, f.merged);
                add_all(&mut t.was, f.was);
                add_all(&mut t.places, f.places);
                add_all(&mut t.stride, f.stride);
                add_all(&mut t.categories, f.categories);
                add_all(&mut t.references, f.references);
                if t.business_risk.is_empty() {
                    t.business_risk = f.business_risk;
                }
                // Severity goes with the likelihood and the impact that it follows from.
                if f.severity > t.severity {
                    (t.severity, t.likelihood, t.impact) = (f.severity, f.likelihood, f.impact);
                    t.rating = f.rating;
                }
                let said: Vec<_> = f.speaker.into_iter().chain(f.also_said_by).collect();
                t.speaker = t.speaker.or(said.first().copied());
                for who in said.into_iter().filter(|who| t.speaker != Some(*who)) {
                    add_once(&mut t.also_said_by, who);
                }
                let parts = f.parts.map(|parts| *parts).unwrap_or_default();
                let mut ours = t.parts.take().unwrap_or_default();
                ours.fill(parts);
                t.parts = (!ours.is_empty()).then_some(ours);
                add_all(&mut t.assets, f.assets);
                add_all(&mut t.business_risks, f.business_risks);
                t.rests_on = t.rests_on.or(f.rests_on);
                t.figures = t.figures.or(f.figures);
                // A decision is made whole: one of the two is taken, and what is decided is not deferred.
                if t.response.is_none() {
                    t.response = f.response;
                    t.deferred = match t.response {
                        Some(_) => None,
                        None => t.deferred.or(f.deferred),
                    };
                }
                t.applies = t.applies.or(f.applies);
                t.attached = t.attached.or(f.attached);
                // Two threats of which the team said one are not a card's words.
                if t.pack.as_ref().is_some_and(|pack| !pack.edited) {
                    t.pack = f.pack;
                }
                t.placed();
                Item::Threat(t)
            }
            (Item::Mitigation(f), Item::Mitigation(mut m)) => {
                add_once(&mut m.also, f.text);
                add_all(&mut m.also, f.also);
                m.also.retain(|text| *text != m.text);
                add_once(&mut m.merged, Identity::new(f.id, f.key));
                add_all(&mut m.merged, f.merged);
                add_all(&mut m.was, f.was);
                add_all(&mut m.threats, f.threats);
                m.kind = m.kind.or(f.kind);
                m.strength = m.strength.or(f.strength);
                m.instead_of = m.instead_of.or(f.instead_of);
                for terms in f.links {
                    if m.terms(terms.threat).is_none() {
                        m.links.push(terms);
                    }
                }
                m.checked = m.checked.or(f.checked);
                m.effort = m.effort.or(f.effort);
                if m.verify.is_empty() {
                    m.verify = f.verify;
                }
                m.speaker = m.speaker.or(f.speaker);
                m.external = m.external.or(f.external);
                // What is planned or in place is no idea again because someone had it twice.
                if m.status == Status::CouldDo && f.status != Status::Rejected {
                    m.status = f.status;
                }
                Item::Mitigation(m)
            }
            (Item::Question(f), Item::Question(mut q)) => {
                add_once(&mut q.also, f.text);
                add_all(&mut q.also, f.also);
                q.also.retain(|text| *text != q.text);
                add_once(&mut q.merged, Identity::new(f.id, f.key));
                add_all(&mut q.merged, f.merged);
                add_all(&mut q.was, f.was);
                add_all(&mut q.about, f.about);
                q.owner = q.owner.or(f.owner);
                q.speaker = q.speaker.or(f.speaker);
                // An answer goes with where the question stands because of it.
                if q.answer.is_empty() && !f.answer.is_empty() {
                    (q.answer, q.state) = (f.answer, f.state);
                }
                Item::Question(q)
            }
            _ => {
                return Err(Refusal::new(format!(
                    "{from} and {into} cannot be merged. Only two of the same kind can: threats, mitigations, questions, elements, flows or zones."
                )));
            }
        };
        if !matches!(merged, Item::Threat(_)) {
            // Of threats, files of version 1 say what was merged into them too.
            self.modernize();
        }
        self.votes_follow(from, into);
        self.replace(merged);
        self.repoint(from, Some(into));
        if let (ItemId::Threat(_), Some(path)) = (into, self.session.rests_in_a_loop()) {
            return Err(Refusal::new(format!(
                "{from} cannot be merged into {into}: {}",
                loop_says(&path)
            )));
        }
        self.step(Step::Remove(from));
        self.touched.retain(|touched| *touched != from);
        self.focus = Some(into);
        self.tell(format!("{from} merged into {into}, both wordings kept"));
        Ok(())
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
        let child_id = child.id;
        let place = self
            .session
            .position(id.into())
            .map_or(usize::MAX, |place| place + 1);
        self.insert(place, Item::Threat(child));
        let shared: Vec<ItemId> = self
            .session
            .mitigations_for(id)
            .map(|m| m.id.into())
            .collect();
        for mitigation in shared {
            self.link(mitigation, child_id.into())?;
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
            threat.deferred = Some(Deferral {
                reason: reason.clone(),
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
    }
}

/// Makes the links of one item that lead to `old` lead to `new`, or removes them.
fn point_elsewhere(item: &mut Item, old: ItemId, new: Option<ItemId>) {
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
