//! Attaching: a one-threat session becomes a threat of a system's model, with where it comes from, what stops it, what is
//! not known and what is to do; and the session remembers where it went.

use std::collections::HashMap;

use crate::domain::fold::fold;
use crate::domain::{
    ActionStatus, AttachedTo, Edit, Field, ItemId, New, NewAction, NewMitigation, NewThreat,
    ParticipantId, Place, QuestionState, Session, SessionField, SessionKind, Stamp, Text, Threat,
    ThreatId,
};

use super::the_threat;

/// What attaching made in the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// What the session remembers of it.
    pub to: AttachedTo,
    /// The new items of the model, in order.
    pub new: Vec<ItemId>,
}

/// The two files, as they are named where something is wrong with them.
#[derive(Clone, Copy, Debug)]
pub struct Called<'a> {
    /// The one-threat session.
    pub one: &'a str,
    /// The model.
    pub model: &'a str,
}

/// Copies the threat of a session over into a model; `me` is whoever is only that in the session. A model that has it
/// already stays as it is, and only the session is to remember it, if it does not.
///
/// # Errors
/// A sentence with the remedy. The model is then to be thrown away.
pub fn attach(
    from: &Session,
    model: &mut Session,
    me: Option<&str>,
    called: Called<'_>,
    at: Stamp,
) -> Result<Attached, String> {
    if from.kind != SessionKind::OneThreat {
        let one = called.one;
        return Err(format!(
            "{one} is not a one-threat session. Use a file made with threatboard one."
        ));
    }
    let Some(threat) = the_threat(from) else {
        let one = called.one;
        return Err(format!(
            "{one} has no threat yet. Open it and say whether it affects us."
        ));
    };
    if model.uuid == from.uuid {
        return Err(
            "A session cannot be attached to itself. Give a system's model as the second file."
                .to_owned(),
        );
    }
    if model.kind == SessionKind::OneThreat {
        let model = called.model;
        return Err(format!(
            "{model} is a one-threat session too, not a system's model. Choose a meeting, or open it as one first."
        ));
    }
    let title = if model.title.is_empty() {
        Text::new(called.model)
    } else {
        model.title.clone()
    };
    let uuid = model.uuid;
    let mut known = model.threats.iter();
    if let Some(known) = known.find(|t| t.attached == Some(from.uuid)) {
        let threat = known.id;
        let mut marks = from.attached_to.iter();
        if !marks.any(|to| to.model == uuid) {
            // The session does not know it, as that could not be noted.
            return Ok(Attached {
                to: AttachedTo {
                    model: uuid,
                    title,
                    threat,
                    on: at.date_naive(),
                },
                new: Vec::new(),
            });
        }
        let model = called.model;
        return Err(format!(
            "{} of {model} already is this threat. Nothing was changed.",
            known.id
        ));
    }
    let mut copy = Copy {
        from,
        model,
        me: me.filter(|me| !me.is_empty()),
        at,
        new: Vec::new(),
        ids: HashMap::new(),
        people: HashMap::new(),
    };
    let threat = copy.threat(threat)?;
    copy.mitigations()?;
    copy.questions()?;
    copy.actions()?;
    Ok(Attached {
        to: AttachedTo {
            model: uuid,
            title,
            threat,
            on: at.date_naive(),
        },
        new: copy.new,
    })
}

/// The change by which a session remembers that it was attached.
pub fn remembers(session: &Session, to: AttachedTo) -> Edit {
    let mut all = session.attached_to.clone();
    all.push(to);
    Edit::Session(SessionField::AttachedTo(all))
}

/// A copy under way: what has which id in the model.
struct Copy<'a> {
    from: &'a Session,
    model: &'a mut Session,
    me: Option<&'a str>,
    at: Stamp,
    new: Vec<ItemId>,
    ids: HashMap<ItemId, ItemId>,
    people: HashMap<ParticipantId, ParticipantId>,
}

impl Copy<'_> {
    /// Makes a change of the model, and remembers what is new in it.
    fn make(&mut self, edit: &Edit) -> Result<(), String> {
        let before = self.model.counters;
        let change = self.model.apply(edit, self.at);
        let change = change.map_err(|refusal| refusal.to_string())?;
        for id in change.touched {
            if id.number() > before.of(id) && !self.new.contains(&id) {
                self.new.push(id);
            }
        }
        Ok(())
    }

    /// The person in the model: the one of that name, else a new one.
    fn who(&mut self, id: Option<ParticipantId>) -> Result<Option<ParticipantId>, String> {
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
        let me = self.me;
        let of_that_name = |session: &Session| {
            let mut people = session.participants.iter();
            let same = people.find(|p| fold(&p.name) == fold(&name));
            // A name that was typed for `me` may be short, as in any line.
            let short = me.and_then(|me| session.participant_called(me));
            same.or(short.filter(|_| person.name.eq_ignore_ascii_case("me")))
                .map(|p| p.id)
        };
        let known = match of_that_name(self.model) {
            Some(known) => Some(known),
            None => {
                self.make(&Edit::Add(New::Participant(name.clone(), role)))?;
                of_that_name(self.model)
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

    fn threat(&mut self, threat: &Threat) -> Result<ThreatId, String> {
        let mut references = threat.references.clone();
        let from = super::references(self.from);
        references.extend(from.into_iter().filter(|r| !threat.references.contains(r)));
        let system = self.from.system.as_deref().unwrap_or_default();
        let place = self
            .model
            .elements
            .iter()
            .find(|element| fold(&element.name) == fold(system));
        let new = NewThreat {
            pack: None,
            text: threat.text.clone(),
            places: place.map(|e| Place::Element(e.id)).into_iter().collect(),
            stride: threat.stride.clone(),
            categories: threat.categories.clone(),
            speaker: self.who(threat.speaker)?,
            severity: threat.severity,
            rated: None,
            references,
            found_in: threat.found_in,
        };
        let response = match &threat.response {
            Some(response) => Some((
                response.kind,
                response.reason.clone(),
                self.who(response.by)?,
            )),
            None => None,
        };
        self.make(&Edit::Add(New::Threat(new)))?;
        let Some(made) = self.model.threats.last().map(|t| t.id) else {
            return Err("The threat could not be added.".to_owned());
        };
        let id = ItemId::from(made);
        self.ids.insert(threat.id.into(), id);
        let set = |field| Edit::Set(id, field);
        self.make(&Edit::All(vec![
            set(Field::Applies(threat.applies)),
            set(Field::Attached(Some(self.from.uuid))),
        ]))?;
        if response.is_some() {
            self.make(&set(Field::Response(response)))?;
        }
        if !threat.business_risk.is_empty() {
            self.make(&set(Field::BusinessRisk(threat.business_risk.clone())))?;
        }
        Ok(made)
    }

    fn mitigations(&mut self) -> Result<(), String> {
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
                strength: mitigation.strength,
                effort: mitigation.effort,
                speaker: self.who(mitigation.speaker)?,
            };
            self.make(&Edit::Add(New::Mitigation(new)))?;
            let Some(id) = self.model.mitigations.last().map(|m| ItemId::from(m.id)) else {
                continue;
            };
            self.ids.insert(mitigation.id.into(), id);
            if !mitigation.verify.is_empty() {
                let verify = Field::Verify(mitigation.verify.clone());
                self.make(&Edit::Set(id, verify))?;
            }
        }
        Ok(())
    }

    fn questions(&mut self) -> Result<(), String> {
        for question in &self.from.questions {
            if !self.belongs(&question.about) {
                continue;
            }
            let new = New::Question {
                text: question.text.clone(),
                about: self.about(&question.about),
                speaker: self.who(question.speaker)?,
                owner: self.who(question.owner)?,
            };
            self.make(&Edit::Add(new))?;
            let Some(id) = self.model.questions.last().map(|q| ItemId::from(q.id)) else {
                continue;
            };
            self.ids.insert(question.id.into(), id);
            if !question.answer.is_empty() {
                self.make(&Edit::Set(id, Field::Answer(question.answer.clone())))?;
            }
            if !matches!(
                question.state,
                QuestionState::Open | QuestionState::Answered
            ) {
                self.make(&Edit::Set(id, Field::QuestionState(question.state)))?;
            }
        }
        Ok(())
    }

    fn actions(&mut self) -> Result<(), String> {
        let threat = the_threat(self.from).map(|t| t.id);
        let there = threat.and_then(|id| self.ids.get(&id.into()).copied());
        for action in &self.from.actions {
            if !self.belongs(&action.about) {
                continue;
            }
            let text = match (threat, there) {
                // The threat has another number in the model.
                (Some(here), Some(there)) => {
                    let here = here.to_string();
                    let words = action.text.split(' ').map(|word| {
                        // `T1?` is its number, too.
                        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
                        if bare == here {
                            word.replacen(&here, &there.to_string(), 1)
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
                owner: self.who(action.owner)?,
                due: action.due,
            };
            self.make(&Edit::Add(New::Action(new)))?;
            let Some(id) = self.model.actions.last().map(|a| ItemId::from(a.id)) else {
                continue;
            };
            if action.status != ActionStatus::Open {
                self.make(&Edit::Set(id, Field::ActionStatus(action.status)))?;
            }
            if action.said_yes && action.owner.is_some() {
                self.make(&Edit::Set(id, Field::SaidYes(true)))?;
            }
        }
        Ok(())
    }
}
