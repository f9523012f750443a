//! Adding items.

use super::Work;
use crate::domain::action::{Action, ActionKind, ActionStatus};
use crate::domain::assumption::{Assumption, AssumptionState};
use crate::domain::edit::{Did, New, NewAction, NewMitigation, NewThreat};
use crate::domain::fold::fold;
use crate::domain::id::{
    ActionId, AssumptionId, ItemId, MitigationId, NoteId, ParkedId, ParticipantId, QuestionId,
    ThreatId,
};
use crate::domain::item::Item;
use crate::domain::map_edit::Named;
use crate::domain::mitigation::{Mitigation, Status};
use crate::domain::note::Note;
use crate::domain::parked::{Parked, ParkedKind};
use crate::domain::people::Participant;
use crate::domain::question::{Question, QuestionState};
use crate::domain::refusal::Refusal;
use crate::domain::scale::Rated;
use crate::domain::text::Text;
use crate::domain::threat::{Place, Threat};

/// The next number of a counter. One that no id can have is refused when the change is looked at.
pub(super) fn next(counter: &mut u32) -> u32 {
    *counter = counter.saturating_add(1);
    *counter
}

impl Work<'_> {
    pub(super) fn add(&mut self, new: &New) -> Result<(), Refusal> {
        let at = self.at;
        match new {
            New::Threat(new) => self.add_threat(new)?,
            New::Mitigation(new) => self.add_mitigation(new)?,
            New::Action(new) => self.add_action(new)?,
            New::Question {
                text,
                about,
                speaker,
                owner,
            } => {
                needs_words(text, "question")?;
                let id = QuestionId(next(&mut self.session.counters.question));
                self.push(Question {
                    id,
                    key: None,
                    was: Vec::new(),
                    text: text.clone(),
                    also: Vec::new(),
                    merged: Vec::new(),
                    about: about.clone(),
                    speaker: *speaker,
                    owner: *owner,
                    state: QuestionState::Open,
                    answer: Text::default(),
                    confirmed: false,
                    wall: None,
                    origin: None,
                    at,
                    changed: None,
                });
                self.added_to(id.into(), "about", about);
            }
            New::Assumption {
                text,
                about,
                speaker,
            } => {
                needs_words(text, "assumption")?;
                let id = AssumptionId(next(&mut self.session.counters.assumption));
                self.push(Assumption {
                    id,
                    key: None,
                    was: Vec::new(),
                    text: text.clone(),
                    state: AssumptionState::Unconfirmed,
                    about: about.clone(),
                    speaker: *speaker,
                    until: None,
                    origin: None,
                    at,
                });
                self.added_to(id.into(), "about", about);
            }
            New::Parked {
                text,
                kind,
                about,
                speaker,
            } => {
                needs_words(text, "parked item")?;
                let id = ParkedId(next(&mut self.session.counters.parked));
                self.push(Parked {
                    id,
                    key: None,
                    was: Vec::new(),
                    text: text.clone(),
                    kind: *kind,
                    about: *about,
                    speaker: *speaker,
                    used_as: None,
                    wall: None,
                    origin: None,
                    at,
                });
                let about = self.session.called_all(about.as_slice());
                let of = |join: &str| match about.as_str() {
                    "" => String::new(),
                    about => format!("{join}{about}"),
                };
                self.tell(match kind {
                    ParkedKind::Fix => format!("{id} parked until question 3{}", of(", for ")),
                    ParkedKind::OffTopic => format!("{id} parked, off topic{}", of(", about ")),
                });
                self.did = Some(Did::Told(id.into()));
            }
            New::Note(kind, text) => {
                needs_words(text, "line")?;
                let id = NoteId(next(&mut self.session.counters.note));
                self.push(Note {
                    id,
                    key: None,
                    was: Vec::new(),
                    kind: *kind,
                    text: text.clone(),
                    at,
                });
                self.tell(format!("Added: {text}"));
                self.did = Some(Did::Added(id.into()));
            }
            New::Participant(name, role) => self.add_participant(name, role)?,
            New::Asset {
                name,
                kind,
                needs,
                places,
                threats,
            } => self.add_asset(name, (*kind, *needs), places, threats)?,
            New::BusinessRisk(text, threats) => self.add_business_risk(text, threats)?,
            New::Element {
                name,
                kind,
                unknown,
            } => {
                self.element(&Named {
                    name: name.clone(),
                    kind: *kind,
                    unknown: *unknown,
                })?;
            }
            New::Flow { from, to, data } => self.add_flow(from, to, data)?,
            New::Zone(name, elements) => self.add_zone(name, elements)?,
            New::ZoneLine(line) => self.add_zone_line(line)?,
            New::Into(host, inside) => self.add_into(host, inside)?,
        }
        Ok(())
    }

    fn add_threat(&mut self, new: &NewThreat) -> Result<(), Refusal> {
        needs_words(&new.text, "threat")?;
        let id = ThreatId(next(&mut self.session.counters.threat));
        let mut threat = Threat::new(id, new.text.clone(), new.found_in, self.at);
        let scale = self.session.scale();
        let level = |severity| Rated::Single(scale.level_for(severity));
        let on_scale = |rated: &Rated| scale.level_of(*rated).is_some();
        let rated = new.rated.filter(on_scale);
        let rated = rated.or_else(|| new.severity.map(level));
        threat.rate(rated, scale, self.rated_now(new.speaker));
        self.push(Threat {
            places: new.places.clone(),
            stride: new.stride.clone(),
            categories: new.categories.clone(),
            speaker: new.speaker,
            references: new.references.clone(),
            pack: new.pack.clone().map(Box::new),
            ..threat
        });
        let on: Vec<ItemId> = new.places.iter().copied().filter_map(Place::item).collect();
        self.added_to(id.into(), "on", &on);
        Ok(())
    }

    fn add_mitigation(&mut self, new: &NewMitigation) -> Result<(), Refusal> {
        needs_words(&new.text, "mitigation")?;
        if new.threats.is_empty() {
            return Err(Refusal::new("Select the threat this mitigates first."));
        }
        for threat in &new.threats {
            self.find(ItemId::Threat(*threat))?;
        }
        let id = MitigationId(next(&mut self.session.counters.mitigation));
        self.push(Mitigation {
            threats: new.threats.clone(),
            kind: new.kind,
            strength: new.strength,
            effort: new.effort,
            speaker: new.speaker,
            ..Mitigation::new(id, new.text.clone(), new.status, self.at)
        });
        let threats: Vec<ItemId> = new.threats.iter().copied().map(ItemId::from).collect();
        self.added_to(id.into(), "for", &threats);
        Ok(())
    }

    fn add_action(&mut self, new: &NewAction) -> Result<(), Refusal> {
        needs_words(&new.text, "action item")?;
        // What the action comes from moves on: a question that someone now works on, an idea that is now planned.
        let mut planned = Vec::new();
        for about in &new.about {
            match self.find(*about)? {
                Item::Question(mut question) if question.state == QuestionState::Open => {
                    question.state = QuestionState::Moved;
                    self.replace(question);
                }
                Item::Mitigation(mut mitigation) if mitigation.status == Status::CouldDo => {
                    mitigation.status = Status::Planned;
                    planned.push(mitigation.id.to_string());
                    self.replace(mitigation);
                }
                _ => {}
            }
        }
        let id = ActionId(next(&mut self.session.counters.action));
        self.push(Action {
            id,
            key: None,
            was: Vec::new(),
            text: new.text.clone(),
            kind: new.kind.unwrap_or_else(|| ActionKind::guess(&new.text)),
            about: new.about.clone(),
            owner: new.owner,
            due: new.due,
            said_yes: false,
            status: ActionStatus::Open,
            still: None,
            external: None,
            origin: None,
            at: self.at,
            changed: None,
        });
        self.added_to(id.into(), "for", &new.about);
        if !planned.is_empty() {
            let planned = format!("Now planned: {}", planned.join(", "));
            self.tell(format!("{}. {planned}", self.says));
            self.aside.push(planned);
            self.did = Some(Did::Added(id.into()));
        }
        Ok(())
    }

    /// Says that an item was added, and to what, as no one may wonder where it went.
    pub(super) fn added_to(&mut self, id: ItemId, join: &str, about: &[ItemId]) {
        if !about.is_empty() {
            let about = self.session.called_all(about);
            self.tell(format!("{id} added {join} {about}"));
            self.did = Some(Did::Added(id));
        }
    }

    fn add_participant(&mut self, name: &Text, role: &Text) -> Result<(), Refusal> {
        needs_words(name, "participant")?;
        if self
            .session
            .participants
            .iter()
            .any(|p| fold(&p.name) == fold(name))
        {
            return Err(Refusal::new(format!(
                "{name} is already listed. Add an initial to tell them apart."
            )));
        }
        let id = ParticipantId(next(&mut self.session.counters.participant));
        self.push(Participant {
            id,
            key: None,
            was: Vec::new(),
            at: Some(self.at),
            name: name.clone(),
            role: role.clone(),
            seat: None,
            absent: false,
            absent_since: None,
        });
        self.tell(format!("{name} added as number {}", id.0));
        Ok(())
    }
}

/// An item without words helps no one.
pub(super) fn needs_words(text: &Text, what: &str) -> Result<(), Refusal> {
    if text.is_empty() {
        Err(Refusal::new(format!("The {what} cannot be empty.")))
    } else {
        Ok(())
    }
}
