//! A mitigation as a story: who wants it, what it avoids, what it takes, how one sees that it works. Stories and
//! scenarios are made of it; what no one said yet is asked there.

use super::ticket::last_change;
use super::view::View;
use crate::domain::{
    Action, ActionStatus, ItemId, Mitigation, ParticipantId, Question, QuestionState, Session,
    Status, Threat,
};

/// What is known of a mitigation that is still to be built.
pub(super) struct Story<'a> {
    pub(super) mitigation: &'a Mitigation,
    /// The role of who said it. Who works on it or on its threat only does so.
    pub(super) audience: Option<&'a str>,
    pub(super) threats: Vec<&'a Threat>,
    /// What someone will do for it, open ones only.
    pub(super) actions: Vec<&'a Action>,
    /// What must be found out first.
    pub(super) questions: Vec<&'a Question>,
}

/// The stories of all mitigations that were picked or could be, and do not work yet.
pub(super) fn stories<'a>(view: &View<'a>) -> Vec<Story<'a>> {
    let mitigations = view.session.mitigations.iter();
    mitigations
        .filter(|it| {
            matches!(
                it.status,
                Status::CouldDo | Status::Planned | Status::InProgress
            )
        })
        .filter(|it| view.is_recent(last_change(it)))
        .map(|it| story(view, it))
        .collect()
}

fn story<'a>(view: &View<'a>, mitigation: &'a Mitigation) -> Story<'a> {
    let threats: Vec<&Threat> = mitigation
        .threats
        .iter()
        .filter_map(|id| view.threat(*id))
        .collect();
    let all = view.actions_for(mitigation.id);
    let actions: Vec<&Action> = all
        .iter()
        .copied()
        .filter(|it| it.status == ActionStatus::Open)
        .collect();
    let mut questions: Vec<&Question> = Vec::new();
    let about: Vec<ItemId> = std::iter::once(ItemId::from(mitigation.id))
        .chain(threats.iter().map(|threat| ItemId::from(threat.id)))
        .collect();
    for question in about.into_iter().flat_map(|id| view.questions_about(id)) {
        let there = questions.iter().any(|other| other.id == question.id);
        if question.state == QuestionState::Open && !there {
            questions.push(question);
        }
    }
    let audience = mitigation.speaker.and_then(|who| role(view.session, who));
    Story {
        mitigation,
        audience,
        threats,
        actions,
        questions,
    }
}

fn role(session: &Session, who: ParticipantId) -> Option<&str> {
    let person = session.participants.iter().find(|it| it.id == who)?;
    (!person.role.is_empty()).then_some(person.role.as_str())
}
