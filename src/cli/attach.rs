//! `threatboard attach`: a one-threat session becomes a threat of a system's model, with where it comes from, what stops
//! it, what is not known and what is to do.

use crate::domain::fold::fold;
use std::collections::HashMap;
use std::path::PathBuf;

use clap::Args;

use super::change::{Work, write};
use super::{Done, Failure};
use crate::domain::{
    ActionStatus, Edit, Field, ItemId, New, NewAction, NewMitigation, NewThreat, ParticipantId,
    Place, QuestionState, Session, SessionKind, Stamp, Text, ThreatId,
};
use crate::parse::one;
use crate::store::names::shown;
use crate::store::session;

/// What is attached to what.
#[derive(Args, Debug)]
pub(super) struct AttachArgs {
    /// The one-threat session; it stays as it is
    one: PathBuf,
    /// The session that gets its threat
    model: PathBuf,
    /// Who `me` is in the model
    #[arg(long, value_name = "NAME")]
    me: Option<String>,
}

/// Copies the threat over in one save, under the model's lock.
pub(super) fn run(asked: &AttachArgs, now: Stamp) -> Result<Done, Failure> {
    let from = session::load(&asked.one)?.session;
    if from.kind != SessionKind::OneThreat {
        return Err(Failure::usage(format!(
            "{} is not a one-threat session. Use a file made with threatboard one.",
            shown(&asked.one)
        )));
    }
    let Some(threat) = one::the_threat(&from) else {
        return Err(Failure::usage(format!(
            "{} has no threat yet. Open it and say whether it affects us.",
            shown(&asked.one)
        )));
    };
    write(&asked.model, now, |work| {
        if work.session.uuid == from.uuid {
            return Err(Failure::usage(
                "A session cannot be attached to itself. Give a system's model as the second file.",
            ));
        }
        let known = work.session.threats.iter();
        if let Some(known) = known.clone().find(|t| t.attached == Some(from.uuid)) {
            return Err(Failure::usage(format!(
                "{} of {} already is this threat. Nothing was changed.",
                known.id,
                shown(&asked.model)
            )));
        }
        let mut copy = Copy {
            from: &from,
            me: asked.me.as_deref(),
            ids: HashMap::new(),
            people: HashMap::new(),
        };
        copy.threat(work, threat)?;
        copy.mitigations(work)?;
        copy.questions(work)?;
        copy.actions(work)
    })
}

/// A copy under way: what has which id in the model.
struct Copy<'a> {
    from: &'a Session,
    me: Option<&'a str>,
    ids: HashMap<ItemId, ItemId>,
    people: HashMap<ParticipantId, ParticipantId>,
}

impl Copy<'_> {
    /// The person in the model: the one of that name, else a new one.
    fn who(
        &mut self,
        work: &mut Work<'_>,
        id: Option<ParticipantId>,
    ) -> Result<Option<ParticipantId>, Failure> {
        let Some(id) = id else { return Ok(None) };
        if let Some(known) = self.people.get(&id) {
            return Ok(Some(*known));
        }
        let person = self.from.participants.iter().find(|p| p.id == id);
        let Some(person) = person else {
            return Ok(None);
        };
        let (name, role) = match self.me {
            Some(me) if person.name.eq_ignore_ascii_case("me") => (Text::new(me), Text::default()),
            _ => (person.name.clone(), person.role.clone()),
        };
        let of_that_name = |session: &Session| {
            let mut people = session.participants.iter();
            let same = people.find(|p| fold(&p.name) == fold(&name));
            // A name that was typed for `me` may be short, as in any line.
            let short = self.me.and_then(|me| session.participant_called(me));
            same.or(short.filter(|_| person.name.eq_ignore_ascii_case("me")))
                .map(|p| p.id)
        };
        let known = match of_that_name(work.session) {
            Some(known) => Some(known),
            None => {
                work.make(&Edit::Add(New::Participant(name.clone(), role)))?;
                of_that_name(work.session)
            }
        };
        if let Some(known) = known {
            self.people.insert(id, known);
        }
        Ok(known)
    }

    /// Whether an item belongs to the threat: it is about what is copied, or about nothing in particular.
    fn belongs(&self, about: &[ItemId]) -> bool {
        about.is_empty() || about.iter().any(|id| self.ids.contains_key(id))
    }

    /// What the copied items are called in the model.
    fn about(&self, ids: &[ItemId]) -> Vec<ItemId> {
        ids.iter()
            .filter_map(|id| self.ids.get(id).copied())
            .collect()
    }

    fn threat(
        &mut self,
        work: &mut Work<'_>,
        threat: &crate::domain::Threat,
    ) -> Result<(), Failure> {
        let mut references = threat.references.clone();
        let from = one::references(self.from);
        references.extend(from.into_iter().filter(|r| !threat.references.contains(r)));
        let system = self.from.system.as_deref().unwrap_or_default();
        let place = work
            .session
            .elements
            .iter()
            .find(|element| fold(&element.name) == fold(system));
        let new = NewThreat {
            pack: None,
            text: threat.text.clone(),
            places: place.map(|e| Place::Element(e.id)).into_iter().collect(),
            stride: threat.stride.clone(),
            categories: threat.categories.clone(),
            speaker: self.who(work, threat.speaker)?,
            severity: threat.severity,
            references,
            found_in: threat.found_in,
        };
        let response = match &threat.response {
            Some(response) => Some((
                response.kind,
                response.reason.clone(),
                self.who(work, response.by)?,
            )),
            None => None,
        };
        work.make(&Edit::Add(New::Threat(new)))?;
        let Some(id) = work.session.threats.last().map(|t| ItemId::from(t.id)) else {
            return Ok(());
        };
        self.ids.insert(threat.id.into(), id);
        let set = |field| Edit::Set(id, field);
        work.make(&Edit::All(vec![
            set(Field::Applies(threat.applies)),
            set(Field::Attached(Some(self.from.uuid))),
        ]))?;
        if response.is_some() {
            work.make(&set(Field::Response(response)))?;
        }
        if !threat.business_risk.is_empty() {
            work.make(&set(Field::BusinessRisk(threat.business_risk.clone())))?;
        }
        Ok(())
    }

    fn mitigations(&mut self, work: &mut Work<'_>) -> Result<(), Failure> {
        for mitigation in &self.from.mitigations {
            let threats: Vec<ThreatId> = mitigation
                .threats
                .iter()
                .filter_map(|id| match self.ids.get(&(*id).into()) {
                    Some(ItemId::Threat(id)) => Some(*id),
                    _ => None,
                })
                .collect();
            if threats.is_empty() {
                continue;
            }
            let new = NewMitigation {
                text: mitigation.text.clone(),
                threats,
                status: mitigation.status,
                kind: mitigation.kind,
                effort: mitigation.effort,
                speaker: self.who(work, mitigation.speaker)?,
            };
            work.make(&Edit::Add(New::Mitigation(new)))?;
            let Some(id) = work.session.mitigations.last().map(|m| ItemId::from(m.id)) else {
                continue;
            };
            self.ids.insert(mitigation.id.into(), id);
            if !mitigation.verify.is_empty() {
                let verify = Field::Verify(mitigation.verify.clone());
                work.make(&Edit::Set(id, verify))?;
            }
        }
        Ok(())
    }

    fn questions(&mut self, work: &mut Work<'_>) -> Result<(), Failure> {
        for question in &self.from.questions {
            if !self.belongs(&question.about) {
                continue;
            }
            let new = New::Question {
                text: question.text.clone(),
                about: self.about(&question.about),
                speaker: self.who(work, question.speaker)?,
                owner: self.who(work, question.owner)?,
            };
            work.make(&Edit::Add(new))?;
            let Some(id) = work.session.questions.last().map(|q| ItemId::from(q.id)) else {
                continue;
            };
            self.ids.insert(question.id.into(), id);
            if !question.answer.is_empty() {
                work.make(&Edit::Set(id, Field::Answer(question.answer.clone())))?;
            }
            if !matches!(
                question.state,
                QuestionState::Open | QuestionState::Answered
            ) {
                work.make(&Edit::Set(id, Field::QuestionState(question.state)))?;
            }
        }
        Ok(())
    }

    fn actions(&mut self, work: &mut Work<'_>) -> Result<(), Failure> {
        let threat = one::the_threat(self.from).map(|t| t.id);
        let there = threat.and_then(|id| self.ids.get(&id.into()).copied());
        for action in &self.from.actions {
            if !self.belongs(&action.about) {
                continue;
            }
            let text = match (threat, there) {
                // The threat has another number in the model.
                (Some(here), Some(there)) => {
                    let words = action.text.split(' ').map(|word| {
                        if word == here.to_string() {
                            there.to_string()
                        } else {
                            word.to_owned()
                        }
                    });
                    Text::new(&words.collect::<Vec<_>>().join(" "))
                }
                _ => action.text.clone(),
            };
            let new = NewAction {
                text,
                kind: Some(action.kind),
                about: self.about(&action.about),
                owner: self.who(work, action.owner)?,
                due: action.due,
            };
            work.make(&Edit::Add(New::Action(new)))?;
            let Some(id) = work.session.actions.last().map(|a| ItemId::from(a.id)) else {
                continue;
            };
            if action.status != ActionStatus::Open {
                work.make(&Edit::Set(id, Field::ActionStatus(action.status)))?;
            }
            if action.said_yes && action.owner.is_some() {
                work.make(&Edit::Set(id, Field::SaidYes(true)))?;
            }
        }
        Ok(())
    }
}
