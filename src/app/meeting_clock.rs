//! How the meeting moves: its steps on each screen, its clock, and the words that the shared screen has for it.
//!
//! The clock follows what the room looks at: a screen that is shown takes the time of its step. So going anywhere is
//! free, and the minutes of a quick look back count where they were spent.

use crate::domain::{AgendaStep, Clock, ClockState, SessionKind, Stamp, ThreatId};
use crate::keys::Screen;

/// The clock of the open session, and what of it is in the file.
#[derive(Clone, Debug)]
pub struct MeetingClock {
    /// The clock.
    pub clock: Clock,
    /// The step of each screen, from 0.
    pub(super) steps: [usize; Screen::ALL.len()],
    /// What of the clock was kept in the session last, and when.
    pub(super) kept: Option<(Mark, Stamp)>,
    /// The room was told that the time of the plan is used up.
    pub(super) told: bool,
}

/// What of a clock is worth keeping at once.
type Mark = (usize, ClockState, Option<u32>, Option<ThreatId>);

pub(super) fn mark(clock: &Clock) -> Mark {
    (
        clock.at,
        clock.state,
        clock.slots.get(clock.at).map(|slot| slot.given),
        clock.topic.map(|topic| topic.threat),
    )
}

/// The screen on which a step happens.
pub fn screen_of(step: AgendaStep) -> Option<Screen> {
    use AgendaStep as S;
    match step {
        S::Orientation | S::Scope | S::Map | S::Assumptions => Some(Screen::WorkingOn),
        S::Silent | S::Pairs | S::Fours | S::Round | S::Sweep | S::ReadBack | S::Vote => {
            Some(Screen::GoWrong)
        }
        S::SinceLastTime => Some(Screen::SinceLastTime),
        S::DoAbout => Some(Screen::DoAbout),
        S::RankQuestions | S::AnswerQuestions => Some(Screen::Questions),
        S::Checks | S::Confidence | S::TimeWellSpent => Some(Screen::GoodEnough),
        S::ActionsReadBack => Some(Screen::Actions),
        S::Buffer => None,
        other => match other.kind() {
            SessionKind::Meeting => None,
            SessionKind::OneThreat => Some(Screen::OneThreat),
            SessionKind::Whiteboard => Some(Screen::Whiteboard),
        },
    }
}

impl MeetingClock {
    /// The clock of a session that was just opened; a new meeting begins with its first step.
    pub(super) fn new(clock: Clock, begins: bool) -> Self {
        let mut meeting_clock = Self {
            clock,
            steps: [0; Screen::ALL.len()],
            kept: None,
            told: false,
        };
        // Who opens a session to look at it is not in the first minutes of a meeting.
        for skipped in [AgendaStep::Orientation, AgendaStep::Silent] {
            if let Some(screen) = screen_of(skipped).filter(|_| !begins)
                && meeting_clock.steps_of(screen).first() == Some(&skipped)
                && let Some(slot) = meeting_clock.steps.get_mut(screen as usize)
            {
                *slot = 1;
            }
        }
        if let Some(step) = meeting_clock
            .clock
            .step()
            .filter(|_| meeting_clock.clock.is_live())
        {
            meeting_clock.show(step);
        }
        meeting_clock
    }

    /// The steps that happen on a screen, in order.
    pub fn steps_of(&self, screen: Screen) -> Vec<AgendaStep> {
        let steps = self.clock.slots.iter().map(|slot| slot.step);
        steps
            .filter(|step| screen_of(*step) == Some(screen))
            .collect()
    }

    /// The step that a screen is at.
    pub fn step_on(&self, screen: Screen) -> Option<AgendaStep> {
        let steps = self.steps_of(screen);
        let place = *self.steps.get(screen as usize)?;
        steps.get(place).or(steps.last()).copied()
    }

    /// The screen of a step will show that step.
    pub(super) fn show(&mut self, step: AgendaStep) {
        let Some(screen) = screen_of(step) else {
            return;
        };
        let place = self.steps_of(screen).iter().position(|s| *s == step);
        if let (Some(place), Some(slot)) = (place, self.steps.get_mut(screen as usize)) {
            *slot = place;
        }
    }
}
