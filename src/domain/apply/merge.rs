//! Making one of two items that say the same.

use super::Work;
use super::restructure::{add_all, add_once};
use crate::domain::id::ItemId;
use crate::domain::identity::Identity;
use crate::domain::item::{Item, Step};
use crate::domain::mitigation::Status;
use crate::domain::refusal::Refusal;
use crate::domain::validate::risk::loop_says;

impl Work<'_> {
    pub(super) fn merge(&mut self, from: ItemId, into: ItemId) -> Result<(), Refusal> {
        if from == into {
            return Err(Refusal::new(format!(
                "{from} cannot be merged into itself. Choose another one."
            )));
        }
        if self.join(from, into)? || self.join_worth(from, into)? {
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
                    (t.rating, t.last_rated) = (f.rating, f.last_rated);
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
                let since = f.status_since();
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
                    m.status_changed = Some(since);
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
                    "{from} and {into} cannot be merged. Only two of the same kind can: threats, mitigations, questions, elements, flows, zones, assets or business risks."
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
}
