//! What the team said about the candidates of a scan, and what of the draft is then left to import.

use std::collections::{HashMap, HashSet};

use super::{Draft, unknown};
use crate::domain::{
    ItemId, Origin, Parked, ParkedId, ParkedKind, Participant, ParticipantId, Question, QuestionId,
    QuestionState, Response, ResponseKind, Session, Text, Threat, ThreatId,
};

/// What becomes of a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is a threat of ours.
    Take,
    /// It is a question.
    Ask,
    /// It is a fix that was said before its time.
    ParkFix,
    /// It is nothing to keep.
    Skip,
    /// It is kept for another day.
    Park,
    /// It does not concern us. It is kept with the reason, so that the next scan does not ask again.
    NotHere {
        /// Why.
        reason: Text,
        /// Name and role of the one who decided, if that was said.
        by: Option<(Text, Text)>,
    },
}

impl Verdict {
    /// In words.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Take => "include",
            Self::Ask => "question",
            Self::Park | Self::ParkFix => "park",
            Self::Skip => "skip",
            Self::NotHere { .. } => "not affected",
        }
    }
}

/// The candidates of a draft that a session has not been asked about before.
pub(crate) fn candidates(draft: &Draft, session: Option<&Session>) -> Vec<ThreatId> {
    let key = |origin: &Origin| (origin.format.clone(), origin.id.clone());
    let mut known: HashSet<(Text, Text)> = HashSet::new();
    if let Some(s) = session {
        let threats = s.threats.iter().map(|i| &i.origin);
        let parked = s.parked.iter().map(|i| &i.origin);
        let questions = s.questions.iter().map(|i| &i.origin);
        let origins = threats.chain(parked).chain(questions).flatten();
        known.extend(origins.filter(|o| !o.id.is_empty()).map(|o| key(o)));
    }
    let is_new = |threat: &&Threat| {
        let origin = threat.origin.as_deref();
        origin.is_none_or(|origin| !known.contains(&key(origin)))
    };
    let threats = draft.session.threats.iter();
    threats.filter(is_new).map(|threat| threat.id).collect()
}

/// The draft's session with every candidate as it was decided. Candidates without a verdict are left out, with what
/// is linked to them alone; the next scan asks again.
pub(crate) fn decided(draft: &Draft, asked: &[(ThreatId, Option<Verdict>)]) -> Session {
    let mut session = draft.session.clone();
    let verdicts: HashMap<ThreatId, Option<&Verdict>> = asked
        .iter()
        .map(|(id, verdict)| (*id, verdict.as_ref()))
        .collect();
    let mut kept = Vec::new();
    let mut gone: HashSet<ThreatId> = HashSet::new();
    let mut known: HashSet<ThreatId> = HashSet::new();
    for mut threat in std::mem::take(&mut session.threats) {
        match verdicts.get(&threat.id) {
            // What was said here before has nothing linked to it.
            None if draft.heard.is_some() => {
                gone.insert(threat.id);
            }
            // Not asked about, as it is here already.
            None => {
                known.insert(threat.id);
                kept.push(threat);
            }
            Some(Some(Verdict::Take)) => kept.push(threat),
            Some(Some(Verdict::NotHere { reason, by })) => {
                let by = by
                    .as_ref()
                    .map(|(name, role)| person(&mut session, name, role));
                threat.response = Some(Response {
                    until: None,
                    kind: ResponseKind::NotApplicable,
                    reason: reason.clone(),
                    evidence: Text::default(),
                    by,
                    at: unknown(),
                });
                answer(&mut session, threat.id, reason);
                kept.push(threat);
            }
            Some(Some(Verdict::Park)) => {
                gone.insert(threat.id);
                park(&mut session, threat, ParkedKind::OffTopic);
            }
            Some(Some(Verdict::ParkFix)) => {
                gone.insert(threat.id);
                park(&mut session, threat, ParkedKind::Fix);
            }
            Some(Some(Verdict::Ask)) => {
                gone.insert(threat.id);
                ask(&mut session, threat);
            }
            Some(None | Some(Verdict::Skip)) => {
                gone.insert(threat.id);
            }
        }
    }
    session.threats = kept;
    take_links_out(&mut session, &gone, &known);
    session
}

/// What was asked about a candidate alone is answered by the reason why it does not concern us.
fn answer(session: &mut Session, threat: ThreatId, reason: &Text) {
    for question in &mut session.questions {
        if question.about == [ItemId::Threat(threat)] && question.state == QuestionState::Open {
            question.state = QuestionState::Answered;
            question.answer = Text::new(&format!("No: {reason}"));
        }
    }
}

/// A candidate that is a question.
fn ask(session: &mut Session, threat: Threat) {
    let last = session.questions.iter().map(|question| question.id.0).max();
    session.questions.push(Question {
        id: QuestionId(last.unwrap_or_default() + 1),
        key: None,
        was: Vec::new(),
        text: threat.text,
        also: Vec::new(),
        merged: Vec::new(),
        about: Vec::new(),
        speaker: threat.speaker,
        owner: None,
        state: QuestionState::Open,
        answer: Text::default(),
        confirmed: false,
        wall: None,
        origin: threat.origin,
        at: unknown(),
        changed: None,
    });
}

fn park(session: &mut Session, threat: Threat, kind: ParkedKind) {
    let last = session.parked.iter().map(|parked| parked.id.0).max();
    session.parked.push(Parked {
        id: ParkedId(last.unwrap_or_default() + 1),
        key: None,
        was: Vec::new(),
        text: threat.text,
        kind,
        about: None,
        speaker: threat.speaker,
        used_as: None,
        wall: None,
        origin: threat.origin,
        at: unknown(),
    });
}

/// The person of this name, who is added if the draft does not know them.
fn person(session: &mut Session, name: &Text, role: &Text) -> ParticipantId {
    if let Some(known) = session.participants.iter().find(|p| p.name == *name) {
        return known.id;
    }
    let last = session.participants.iter().map(|p| p.id.0).max();
    let id = ParticipantId(last.unwrap_or_default() + 1);
    session.participants.push(Participant {
        id,
        key: None,
        was: Vec::new(),
        at: None,
        name: name.clone(),
        role: role.clone(),
        seat: None,
        absent: false,
        absent_since: None,
    });
    id
}

/// What is linked only to candidates that are not taken, or that came before, does not come either.
fn take_links_out(session: &mut Session, gone: &HashSet<ThreatId>, known: &HashSet<ThreatId>) {
    let is_old = |id: &ThreatId| gone.contains(id) || known.contains(id);
    let stays = |about: &mut Vec<ItemId>| {
        let old = |id: &ItemId| matches!(id, ItemId::Threat(id) if is_old(id));
        let keep = about.is_empty() || !about.iter().all(old);
        about.retain(|id| !matches!(id, ItemId::Threat(id) if gone.contains(id)));
        keep
    };
    session.mitigations.retain_mut(|mitigation| {
        let keep = mitigation.threats.is_empty() || !mitigation.threats.iter().all(is_old);
        mitigation.threats.retain(|id| !gone.contains(id));
        keep
    });
    session.questions.retain_mut(|item| stays(&mut item.about));
    session.actions.retain_mut(|item| stays(&mut item.about));
    session
        .assumptions
        .retain_mut(|item| stays(&mut item.about));
    for threat in &mut session.threats {
        threat.parent = threat.parent.filter(|parent| !gone.contains(parent));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, FourQuestion, New, NewMitigation, SessionKind, Status};

    fn draft() -> Draft {
        let mut draft = Draft::new("scan");
        draft.candidates = true;
        for text in ["One", "Two", "Three"] {
            let add = Edit::Add(New::threat(text, FourQuestion::GoWrong));
            draft.session.apply(&add, unknown()).unwrap();
        }
        for (place, threats) in [vec![ThreatId(1)], vec![ThreatId(1), ThreatId(2)]]
            .into_iter()
            .enumerate()
        {
            let new = New::Mitigation(NewMitigation {
                text: format!("Fix {place}").as_str().into(),
                threats,
                status: Status::CouldDo,
                kind: None,
                strength: None,
                effort: None,
                speaker: None,
            });
            draft.session.apply(&Edit::Add(new), unknown()).unwrap();
        }
        for threat in &mut draft.session.threats {
            threat.origin = Some(Box::new(Origin {
                format: "sarif".into(),
                id: threat.text.clone(),
                value: serde_json::Value::Null,
            }));
        }
        draft
    }

    #[test]
    fn a_candidate_that_is_not_here_answers_what_was_asked_about_it_alone() {
        let mut draft = draft();
        for about in [vec![ThreatId(1)], vec![ThreatId(1), ThreatId(2)]] {
            let new = New::Question {
                text: "Does this affect us?".into(),
                about: about.into_iter().map(ItemId::from).collect(),
                speaker: None,
                owner: None,
            };
            draft.session.apply(&Edit::Add(new), unknown()).unwrap();
        }
        let not_here = Verdict::NotHere {
            reason: "no SQL here".into(),
            by: None,
        };
        let asked = [
            (ThreatId(1), Some(not_here)),
            (ThreatId(2), Some(Verdict::Take)),
        ];
        let session = decided(&draft, &asked);
        let states: Vec<_> = session
            .questions
            .iter()
            .map(|q| (q.state, &*q.answer))
            .collect();
        assert_eq!(
            states,
            [
                (QuestionState::Answered, "No: no SQL here"),
                (QuestionState::Open, "")
            ]
        );
    }

    #[test]
    fn each_verdict_leaves_what_it_says_and_what_was_said_is_not_asked_again() {
        let draft = draft();
        let not_here = Verdict::NotHere {
            reason: "no SQL here".into(),
            by: Some(("Ana".into(), "eng".into())),
        };
        let asked = [
            (ThreatId(1), Some(Verdict::Park)),
            (ThreatId(2), Some(not_here)),
            (ThreatId(3), None),
        ];
        let session = decided(&draft, &asked);
        assert_eq!(session.parked[0].text.as_str(), "One");
        let [only] = session.threats.as_slice() else {
            panic!("{:?}", session.threats)
        };
        let response = only.response.as_ref().unwrap();
        assert_eq!(response.kind, ResponseKind::NotApplicable);
        assert_eq!(session.name_of(response.by), Some("Ana"));
        let [fix] = session.mitigations.as_slice() else {
            panic!("what hangs on a parked candidate alone goes with it")
        };
        assert_eq!(fix.threats, [ThreatId(2)]);

        let now = "2026-05-09T10:00:00+02:00".parse().unwrap();
        let mut into = Session::new(uuid::Uuid::nil(), "".into(), SessionKind::Meeting, now);
        into.apply(&Edit::Adopt(Box::new(session)), now).unwrap();
        into.validate().unwrap();
        assert_eq!(candidates(&draft, Some(&into)), [ThreatId(3)]);
    }

    #[test]
    fn an_answer_that_was_given_is_not_replaced_by_a_verdict() {
        let mut draft = draft();
        let new = New::Question {
            text: "Does this affect us?".into(),
            about: vec![ThreatId(1).into()],
            speaker: None,
            owner: None,
        };
        draft.session.apply(&Edit::Add(new), unknown()).unwrap();
        draft.session.questions[0].state = QuestionState::Answered;
        draft.session.questions[0].answer = "Only in tests".into();
        let not_here = Verdict::NotHere {
            reason: "no SQL here".into(),
            by: None,
        };
        let session = decided(&draft, &[(ThreatId(1), Some(not_here))]);
        assert_eq!(session.questions[0].answer.as_str(), "Only in tests");
    }
}
