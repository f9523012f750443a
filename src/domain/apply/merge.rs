//! Making one of two items that say the same. Each item that goes is taken apart field by field, so that a new field does
//! not compile until somebody has said here what becomes of it.

use super::Work;
use super::restructure::{add_all, add_once};
use crate::domain::id::{ItemId, ParticipantId};
use crate::domain::identity::{Identity, Key};
use crate::domain::item::{Item, Step};
use crate::domain::mitigation::{Mitigation, Status};
use crate::domain::question::Question;
use crate::domain::refusal::Refusal;
use crate::domain::text::Text;
use crate::domain::threat::Threat;
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
            (Item::Threat(from), Item::Threat(into)) => {
                // Two levels may count as one severity, and of two severities the scale may have one level.
                let badness = |threat: &Threat| (self.session.level(threat), threat.severity);
                let is_worse = badness(&from) > badness(&into);
                Item::Threat(both_threats(from, into, is_worse))
            }
            (Item::Mitigation(from), Item::Mitigation(into)) => {
                Item::Mitigation(both_mitigations(from, into))
            }
            (Item::Question(from), Item::Question(into)) => {
                Item::Question(both_questions(from, into))
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

/// What the item that stays is called and worded.
struct Called<'a, Id> {
    text: &'a Text,
    also: &'a mut Vec<Text>,
    merged: &'a mut Vec<Identity<Id>>,
    was: &'a mut Vec<Identity<Id>>,
}

impl<Id: PartialEq> Called<'_, Id> {
    /// Keeps both wordings, and everything that the one that goes was called.
    fn keep(
        self,
        (id, key): (Id, Option<Key>),
        (text, also): (Text, Vec<Text>),
        (merged, was): (Vec<Identity<Id>>, Vec<Identity<Id>>),
    ) {
        add_once(self.also, text);
        add_all(self.also, also);
        self.also.retain(|text| text != self.text);
        add_once(self.merged, Identity::new(id, key));
        add_all(self.merged, merged);
        add_all(self.was, was);
    }
}

fn both_threats(from: Threat, mut into: Threat, is_worse: bool) -> Threat {
    let Threat {
        id,
        key,
        was,
        text,
        also,
        reword,
        merged,
        parent: _,
        places,
        stride,
        categories,
        speaker,
        also_said_by,
        found_in: _,
        severity,
        likelihood,
        impact,
        rating,
        last_rated,
        parts,
        assets,
        business_risks,
        rests_on,
        figures,
        business_risk,
        response,
        deferred,
        references,
        applies,
        attached,
        pack,
        // Its line leaves the wall, and what it was elsewhere stays with what came from there.
        wall: _,
        origin: _,
        at: _,
    } = from;
    let called = Called {
        text: &into.text,
        also: &mut into.also,
        merged: &mut into.merged,
        was: &mut into.was,
    };
    called.keep((id, key), (text, also), (merged, was));
    // What is unclear in one of two wordings is unclear in what is kept of both.
    into.reword |= reword;
    add_all(&mut into.places, places);
    add_all(&mut into.stride, stride);
    add_all(&mut into.categories, categories);
    add_all(&mut into.references, references);
    if into.business_risk.is_empty() {
        into.business_risk = business_risk;
    }
    // A rating is taken whole: the severity with what it follows from.
    if is_worse {
        (into.severity, into.rating, into.last_rated) = (severity, rating, last_rated);
        (into.likelihood, into.impact) = (likelihood, impact);
    }
    said_by_both(&mut into, speaker, also_said_by);
    let mut both = into.parts.take().unwrap_or_default();
    both.fill(parts.map(|parts| *parts).unwrap_or_default());
    into.parts = (!both.is_empty()).then_some(both);
    add_all(&mut into.assets, assets);
    add_all(&mut into.business_risks, business_risks);
    into.rests_on = into.rests_on.or(rests_on);
    into.figures = into.figures.or(figures);
    // A decision is made whole: one of the two is taken, and what is decided is not deferred.
    if into.response.is_none() {
        into.response = response;
        into.deferred = match into.response {
            Some(_) => None,
            None => into.deferred.or(deferred),
        };
    }
    into.applies = into.applies.or(applies);
    into.attached = into.attached.or(attached);
    // Two threats of which the team said one are not a card's words.
    if into.pack.as_ref().is_some_and(|pack| !pack.edited) {
        into.pack = pack;
    }
    into.placed();
    into
}

fn said_by_both(into: &mut Threat, speaker: Option<ParticipantId>, also: Vec<ParticipantId>) {
    let said: Vec<_> = speaker.into_iter().chain(also).collect();
    into.speaker = into.speaker.or(said.first().copied());
    for who in said.into_iter().filter(|who| into.speaker != Some(*who)) {
        add_once(&mut into.also_said_by, who);
    }
}

fn both_mitigations(from: Mitigation, mut into: Mitigation) -> Mitigation {
    let since = from.status_since();
    let Mitigation {
        id,
        key,
        was,
        text,
        also,
        merged,
        threats,
        status,
        status_changed: _,
        kind,
        strength,
        instead_of,
        links,
        effort,
        verify,
        checked,
        speaker,
        external,
        origin: _,
        at: _,
        changed: _,
    } = from;
    let called = Called {
        text: &into.text,
        also: &mut into.also,
        merged: &mut into.merged,
        was: &mut into.was,
    };
    called.keep((id, key), (text, also), (merged, was));
    add_all(&mut into.threats, threats);
    into.kind = into.kind.or(kind);
    into.strength = into.strength.or(strength);
    into.instead_of = into.instead_of.or(instead_of);
    for terms in links {
        if into.terms(terms.threat).is_none() {
            into.links.push(terms);
        }
    }
    into.checked = into.checked.or(checked);
    into.effort = into.effort.or(effort);
    if into.verify.is_empty() {
        into.verify = verify;
    }
    into.speaker = into.speaker.or(speaker);
    into.external = into.external.or(external);
    // What is planned or in place is no idea again because someone had it twice.
    if into.status == Status::CouldDo && status != Status::Rejected {
        into.status = status;
        into.status_changed = Some(since);
    }
    into
}

fn both_questions(from: Question, mut into: Question) -> Question {
    let Question {
        id,
        key,
        was,
        text,
        also,
        merged,
        about,
        speaker,
        owner,
        state,
        answer,
        // Somebody confirmed other words.
        confirmed: _,
        wall: _,
        origin: _,
        at: _,
        changed: _,
    } = from;
    let called = Called {
        text: &into.text,
        also: &mut into.also,
        merged: &mut into.merged,
        was: &mut into.was,
    };
    called.keep((id, key), (text, also), (merged, was));
    add_all(&mut into.about, about);
    into.owner = into.owner.or(owner);
    into.speaker = into.speaker.or(speaker);
    // An answer goes with where the question stands because of it.
    if into.answer.is_empty() && !answer.is_empty() {
        (into.answer, into.state) = (answer, state);
    }
    into
}
