//! Making one of two items that say the same. Each item that goes is taken apart field by field, so that a new field does
//! not compile until somebody has said here what becomes of it.

mod aside;
mod terms;
mod threats;

use aside::Aside;

use super::Work;
use super::restructure::{add_all, add_once};
use crate::domain::id::{ItemId, ParticipantId};
use crate::domain::identity::{Identity, Key};
use crate::domain::item::{Item, Step};
use crate::domain::mitigation::Mitigation;
use crate::domain::question::Question;
use crate::domain::refusal::Refusal;
use crate::domain::text::Text;
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
        let (gone, stays) = (self.find(from)?, self.find(into)?);
        let mut aside = Aside::new(self.session, from, into);
        let mut answers = Vec::new();
        let merged = match (gone, stays) {
            (Item::Threat(from), Item::Threat(into)) => {
                answers = threats::answers(from.id, into.id, &mut aside);
                let mut both = threats::both(from, into, &mut aside);
                aside.keep(&mut both.also);
                Item::Threat(both)
            }
            (Item::Mitigation(from), Item::Mitigation(into)) => {
                let mut both = both_mitigations(from, into, &mut aside);
                aside.keep(&mut both.also);
                Item::Mitigation(both)
            }
            (Item::Question(from), Item::Question(into)) => {
                let mut both = both_questions(from, into, &mut aside);
                aside.keep(&mut both.also);
                Item::Question(both)
            }
            _ => {
                return Err(Refusal::new(format!(
                    "{from} and {into} cannot be merged. Only two of the same kind can: threats, mitigations, questions, elements, flows, zones, assets or business risks."
                )));
            }
        };
        let lost = aside.sentence();
        if !matches!(merged, Item::Threat(_)) {
            // Of threats, files of version 1 say what was merged into them too.
            self.modernize();
        }
        self.votes_follow(from, into);
        for mitigation in answers {
            if self.session.mitigation(mitigation.id) != Some(&mitigation) {
                self.step(Step::Replace(Box::new(mitigation.into())));
            }
        }
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
        let says = format!("{from} merged into {into}, both wordings kept");
        self.tell(match &lost {
            Some(lost) => format!("{says}. {lost}"),
            None => says,
        });
        self.aside.extend(lost);
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

fn both_mitigations(from: Mitigation, mut into: Mitigation, aside: &mut Aside<'_>) -> Mitigation {
    terms::status(&from, &mut into, aside);
    let was = into.clone();
    add_all(&mut into.threats, from.threats.clone());
    terms::strength(&from, &was, &mut into, aside);
    let Mitigation {
        id,
        key,
        was,
        text,
        also,
        merged,
        // How far it is and how much it takes away is said by both: above.
        threats: _,
        status: _,
        status_changed: _,
        kind: _,
        strength: _,
        instead_of: _,
        links: _,
        effort,
        verify,
        checked: _,
        speaker,
        external,
        origin: _,
        copied,
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
    into.effort = aside.one(into.effort, effort, |e| format!("effort {}", e.letter()));
    aside.words(&mut into.verify, verify, "verification");
    let name = speaker.map(|who| aside.name(who)).unwrap_or_default();
    into.speaker = aside.one(into.speaker, speaker, |_| format!("speaker {name}"));
    into.external = aside.one(into.external, external, |key| format!("ticket {key}"));
    into.copied &= copied;
    into
}

fn both_questions(from: Question, mut into: Question, aside: &mut Aside<'_>) -> Question {
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
    let name = |who: Option<ParticipantId>| who.map(|who| aside.name(who)).unwrap_or_default();
    let (speaks, owns) = (name(speaker), name(owner));
    into.owner = aside.one(into.owner, owner, |_| format!("owner {owns}"));
    into.speaker = aside.one(into.speaker, speaker, |_| format!("speaker {speaks}"));
    // An answer goes with where the question stands because of it.
    if into.answer.is_empty() && !answer.is_empty() {
        (into.answer, into.state) = (answer, state);
    } else {
        aside.words(&mut into.answer, answer, "answer");
    }
    into
}
