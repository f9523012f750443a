//! The clock of one sitting: what was planned, what it took, and what is left when a step runs over.
//!
//! Pure data: time is handed in. Time counts only while it was watched: a gap between two looks at the clock that is
//! longer than 2 min 30 s was a closed laptop, a suspended program or a wall clock that was set, and counts for
//! nothing. So the clock survives all of them without knowing which it was.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::agenda::{AgendaStep, Planned};
use super::four::FourQuestion;
use super::id::ThreatId;
use super::stamp::Stamp;
use super::text::Text;

/// The longest time in seconds between two looks at a running clock that counts. The program looks at least once a
/// minute.
const GAP: i64 = 150;

/// Seconds in a minute.
const MINUTE: u32 = 60;

/// Seconds that one step can have taken, at most: a week. A clock that someone forgot stands still there.
pub(super) const MOST_SECONDS: u32 = 7 * 24 * 60 * 60;

/// The clock of a sitting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    /// The name of the agenda that it follows.
    pub agenda: Text,
    /// Whether it runs.
    pub state: ClockState,
    /// The step that the team is at, from 0.
    #[serde(default)]
    pub at: usize,
    /// When it was started first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<Stamp>,
    /// Up to when time has been counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Stamp>,
    /// The threat that question 3 is at, and its time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Topic>,
    /// The steps, in order.
    pub slots: Vec<Slot>,
}

/// Whether a clock runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClockState {
    /// No one has started it.
    Waiting,
    /// It runs.
    Running,
    /// It was stopped, and goes on.
    Paused,
}

/// A step of the agenda with its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// The step.
    pub step: AgendaStep,
    /// Minutes that the agenda planned.
    pub planned: u32,
    /// Seconds that it has got, after extensions and re-planning.
    pub given: u32,
    /// Seconds that it took so far.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub spent: u32,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands references over"
)]
fn is_zero(seconds: &u32) -> bool {
    *seconds == 0
}

/// The time of one threat on question 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The threat.
    pub threat: ThreatId,
    /// Seconds that it has got.
    pub given: u32,
    /// Seconds that it took.
    pub spent: u32,
    /// How often the team gave it more (R51).
    pub extended: u32,
}

/// What a look at the clock found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// Time went on, or does not run.
    Usual,
    /// This many seconds passed unwatched, and do not count.
    Gap(i64),
    /// The wall clock went back; nothing counts until it goes on.
    Backwards,
}

impl Clock {
    /// A clock that no one has started.
    pub fn new(agenda: Text, steps: &[Planned]) -> Self {
        Self {
            agenda,
            state: ClockState::Waiting,
            at: 0,
            started: None,
            seen: None,
            topic: None,
            slots: steps
                .iter()
                .map(|planned| Slot {
                    step: planned.step,
                    planned: planned.minutes,
                    given: planned.minutes.saturating_mul(MINUTE),
                    spent: 0,
                })
                .collect(),
        }
    }

    /// Follows another plan from now on: what was spent on steps that both have stays spent.
    pub fn follow(&mut self, agenda: Text, steps: &[Planned]) {
        let here = self.step();
        let mut new = Self::new(agenda, steps);
        for slot in &mut new.slots {
            slot.spent = self
                .slots
                .iter()
                .find(|old| old.step == slot.step)
                .map_or(0, |old| old.spent);
        }
        new.at = here.and_then(|step| new.place_of(step)).unwrap_or_default();
        new.state = self.state;
        new.started = self.started;
        new.seen = self.seen;
        new.topic = self.topic;
        new.replan();
        *self = new;
    }

    /// The step that the team is at.
    pub fn step(&self) -> Option<AgendaStep> {
        self.slots.get(self.at).map(|slot| slot.step)
    }

    /// Where a step stands in the plan.
    pub fn place_of(&self, step: AgendaStep) -> Option<usize> {
        self.slots.iter().position(|slot| slot.step == step)
    }

    /// Whether the meeting has begun by it.
    pub fn is_live(&self) -> bool {
        self.state != ClockState::Waiting
    }

    /// Starts it, or lets it go on.
    pub fn start(&mut self, now: Stamp) {
        self.state = ClockState::Running;
        self.started.get_or_insert(now);
        self.seen = Some(now);
    }

    /// Stops it.
    pub fn pause(&mut self, now: Stamp) {
        self.look(now);
        if self.state == ClockState::Running {
            self.state = ClockState::Paused;
        }
    }

    /// Counts the time since it was looked at last.
    pub fn look(&mut self, now: Stamp) -> Looked {
        self.look_by(now, |seconds| seconds)
    }

    /// The same, where the seconds that passed count for another number of them.
    pub fn look_by(&mut self, now: Stamp, counts: impl FnOnce(u32) -> u32) -> Looked {
        if self.state != ClockState::Running {
            return Looked::Usual;
        }
        let seen = *self.seen.get_or_insert(now);
        let passed = (now - seen).num_seconds();
        match passed {
            0 if now >= seen => Looked::Usual,
            1..=GAP => {
                // Only whole seconds are counted; the rest waits for the next look, so that none is lost.
                self.seen = Some(seen + TimeDelta::seconds(passed));
                self.count(counts(u32::try_from(passed).unwrap_or_default()));
                Looked::Usual
            }
            _ => {
                self.seen = Some(now);
                if passed > 0 {
                    Looked::Gap(passed)
                } else {
                    Looked::Backwards
                }
            }
        }
    }

    fn count(&mut self, seconds: u32) {
        if let Some(slot) = self.slots.get_mut(self.at) {
            slot.spent = slot.spent.saturating_add(seconds).min(MOST_SECONDS);
            if slot.step == AgendaStep::DoAbout
                && let Some(topic) = &mut self.topic
            {
                topic.spent = topic.spent.saturating_add(seconds);
            }
        }
        self.replan();
    }

    /// Goes to a step of the plan.
    pub fn enter(&mut self, place: usize, now: Stamp) {
        self.look(now);
        if place < self.slots.len() {
            self.at = place;
            self.replan();
        }
    }

    /// Question 3 comes to a threat with its planned minutes.
    pub fn enter_topic(&mut self, threat: ThreatId, minutes: u32, now: Stamp) {
        self.look(now);
        if self.topic.is_some_and(|topic| topic.threat == threat) {
            return;
        }
        self.topic = Some(Topic {
            threat,
            given: minutes.saturating_mul(MINUTE),
            spent: 0,
            extended: 0,
        });
    }

    /// Adds minutes to the step or, when negative, takes them; the later steps are planned again.
    pub fn extend(&mut self, minutes: i32, now: Stamp) {
        self.look(now);
        if let Some(slot) = self.slots.get_mut(self.at) {
            let by = minutes.saturating_mul(60);
            let given = slot.given.saturating_add_signed(by).min(MOST_SECONDS);
            slot.given = given.max(slot.spent);
            self.replan();
        }
    }

    /// Seconds that the step has left; negative when it runs over.
    pub fn left(&self) -> i64 {
        self.slots.get(self.at).map_or(0, Slot::left)
    }

    /// Seconds of the whole plan.
    pub fn planned(&self) -> i64 {
        self.slots
            .iter()
            .map(|slot| i64::from(slot.planned) * 60)
            .sum()
    }

    /// Seconds that the meeting has taken.
    pub fn spent(&self) -> i64 {
        self.slots.iter().map(|slot| i64::from(slot.spent)).sum()
    }

    /// Minutes that the meeting has taken, a begun one as a whole, so that they and what is left are what was planned.
    pub fn minutes(&self) -> i64 {
        self.planned() / 60 - (self.planned() - self.spent() + 59).div_euclid(60)
    }

    /// Seconds until the meeting ends as it is planned now; negative never.
    pub fn to_go(&self) -> i64 {
        let later = self.slots.iter().skip(self.at + 1);
        self.left().max(0) + later.map(|slot| slot.left().max(0)).sum::<i64>()
    }

    /// By how many seconds the meeting will end later than planned (negative: earlier), as it is planned now, the
    /// buffer and all.
    pub fn late(&self) -> i64 {
        self.spent() + self.to_go() - self.planned()
    }

    /// By how many seconds the team is behind (negative: ahead of) the plan of the steps that it has come through.
    pub fn behind(&self) -> i64 {
        let done: i64 = self
            .slots
            .iter()
            .take(self.at)
            .filter(|slot| slot.step != AgendaStep::Buffer)
            .map(|slot| i64::from(slot.planned) * 60)
            .sum();
        let here = self.slots.get(self.at).map_or(0, |slot| {
            i64::from(slot.spent).min(i64::from(slot.planned) * 60)
        });
        self.spent() - done - here
    }

    /// Whether the minutes of the whole plan are used up (R64).
    pub fn is_over(&self) -> bool {
        self.is_live() && self.spent() >= self.planned()
    }

    /// Seconds that a question took.
    pub fn spent_on(&self, question: FourQuestion) -> i64 {
        self.of(question).map(|slot| i64::from(slot.spent)).sum()
    }

    /// Seconds that a question was planned to take.
    pub fn planned_for(&self, question: FourQuestion) -> i64 {
        self.of(question)
            .map(|slot| i64::from(slot.planned) * 60)
            .sum()
    }

    fn of(&self, question: FourQuestion) -> impl Iterator<Item = &Slot> {
        self.slots
            .iter()
            .filter(move |slot| slot.step.question() == Some(question))
    }

    /// Shares what is left among the later steps. The buffer gives first, then all in proportion; the read-back of the
    /// action items never (R63).
    fn replan(&mut self) {
        let budget = self.planned() - self.spent() - self.left().max(0);
        let at = self.at;
        let wants = |slot: &Slot| (i64::from(slot.planned) * 60 - i64::from(slot.spent)).max(0);
        let sum = |filter: &dyn Fn(&Slot) -> bool| -> i64 {
            let later = self.slots.iter().skip(at + 1);
            later.filter(|slot| filter(slot)).map(wants).sum()
        };
        let kept = sum(&|slot| slot.step.is_protected());
        let buffer = sum(&|slot| slot.step == AgendaStep::Buffer);
        let shared = sum(&|slot| !slot.step.is_protected() && slot.step != AgendaStep::Buffer);
        let free = (budget - kept).max(0);
        let for_buffer = (free - shared).clamp(0, buffer);
        let for_shared = free.min(shared);
        for slot in self.slots.iter_mut().skip(at + 1) {
            let want = wants(slot);
            let gets = if slot.step.is_protected() {
                want
            } else if slot.step == AgendaStep::Buffer {
                for_buffer
            } else if shared == 0 {
                0
            } else {
                want * for_shared / shared
            };
            slot.given = slot
                .spent
                .saturating_add(u32::try_from(gets).unwrap_or_default());
        }
    }
}

impl Slot {
    /// Seconds that it has left; negative when it runs over.
    pub fn left(&self) -> i64 {
        i64::from(self.given) - i64::from(self.spent)
    }
}

impl Topic {
    /// Seconds that the threat has left; negative when it runs over.
    pub fn left(&self) -> i64 {
        i64::from(self.given) - i64::from(self.spent)
    }

    /// Half a slot more, of these minutes (R51).
    pub fn extend(&mut self, minutes: u32) {
        self.extended = self.extended.saturating_add(1);
        self.given = self
            .given
            .max(self.spent)
            .saturating_add(minutes.saturating_mul(MINUTE) / 2);
    }
}

#[cfg(test)]
mod tests;
