//! The agenda and what to bring, as everyone who is invited reads them: an invitation and the sheet for before the meeting
//! say the same.

use std::borrow::Cow;

use super::view::View;
use crate::catalogue::Occasion;
use crate::catalogue::sheet::PageWords;
use crate::domain::{AgendaStep, Clock, FourQuestion, SessionKind, Text};

/// The agenda that the meeting will follow: the chosen one where the meeting has not been closed, else that of a
/// follow-up.
pub(super) fn clock<'a>(view: &View<'a>) -> Cow<'a, Clock> {
    let session = view.session;
    let sitting = session.sittings.last();
    let over = sitting.is_some_and(|sitting| sitting.ended.is_some());
    let chosen = sitting.and_then(|sitting| sitting.clock.as_ref());
    match chosen.filter(|clock| !over && !clock.slots.is_empty()) {
        Some(clock) => Cow::Borrowed(clock),
        None if over && session.kind == SessionKind::Meeting => {
            Cow::Owned(view.catalogue.clock(Occasion::Return))
        }
        None => Cow::Owned(view.catalogue.clock(session.kind.into())),
    }
}

/// A part of the agenda.
pub(super) struct Part<'a> {
    /// What it is, as someone who has never been to such a meeting would call it.
    pub(super) says: &'a Text,
    pub(super) minutes: u32,
    /// Its steps with their minutes.
    pub(super) steps: Vec<(AgendaStep, u32)>,
}

/// The parts in order; neighbors that are called the same are one.
pub(super) fn parts<'a>(says: &'a PageWords, clock: &Clock) -> Vec<Part<'a>> {
    let mut parts: Vec<Part<'a>> = Vec::new();
    for slot in clock.slots.iter().filter(|slot| slot.planned > 0) {
        let (name, step) = (called(says, slot.step), (slot.step, slot.planned));
        match parts.last_mut().filter(|last| last.says == name) {
            Some(last) => {
                last.minutes = last.minutes.saturating_add(slot.planned);
                last.steps.push(step);
            }
            None => parts.push(Part {
                says: name,
                minutes: slot.planned,
                steps: vec![step],
            }),
        }
    }
    parts
}

/// What to bring.
pub(super) fn bring(says: &PageWords) -> [&Text; 3] {
    [
        &says.bring_drawing,
        &says.bring_worry,
        &says.bring_questions,
    ]
}

fn called(says: &PageWords, step: AgendaStep) -> &Text {
    use AgendaStep as S;
    match step {
        S::Orientation | S::Welcome => &says.step_start,
        S::Sketch => &says.step_working_on,
        S::Quiet | S::Open | S::WallReadBack => &says.step_go_wrong,
        S::OneThreat => &says.step_one_threat,
        S::TopThree => &says.step_do_about,
        S::Vote | S::WallVote => &says.step_vote,
        S::RankQuestions | S::AnswerQuestions => &says.step_questions,
        S::WhoFindsOut | S::Close => &says.step_who,
        S::ActionsReadBack => &says.step_actions,
        S::SinceLastTime => &says.step_since,
        _ => match step.question() {
            Some(FourQuestion::WorkingOn) => &says.step_working_on,
            Some(FourQuestion::GoWrong) => &says.step_go_wrong,
            Some(FourQuestion::DoAbout) => &says.step_do_about,
            Some(FourQuestion::GoodEnough) => &says.step_good_enough,
            None => &says.step_buffer,
        },
    }
}
