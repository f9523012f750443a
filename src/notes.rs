//! The private view: what the facilitator sees in a second terminal and the room does not. Worked out whole from a
//! session and the time, so that it never needs to change or even lock the file (facilitation rules of the level NOTE).
//!
//! Between two saves of the file time goes on: a copy of the clock is looked at, and thrown away.

mod nudges;
mod plan;
mod state;
mod turns;
pub mod view;

use chrono::TimeDelta;

use crate::catalogue::{Catalogue, Occasion};
use crate::check::{Thresholds, over_time};
use crate::domain::{AgendaStep, Clock, ClockState, Looked, Session, Stamp};
use crate::risk::{Conventions, OverTime};
pub use plan::{Row, label};
pub use state::State;

/// What the private view shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notes {
    /// The session's title.
    pub title: String,
    /// The time that it is: `10:42`.
    pub time: String,
    /// The step that the room is at, while a meeting goes on.
    pub step: Option<AgendaStep>,
    /// What the step has left, in words, and whether it runs over.
    pub left: Option<(String, bool)>,
    /// `ahead 3`, `on time`, `4 behind`.
    pub pace: Option<String>,
    /// When the meeting ends as it is planned now, and when it was planned to end.
    pub ends: Option<(String, String)>,
    /// How the meeting stands when its clock does not simply run: one sentence.
    pub stands: Option<String>,
    /// The steps.
    pub plan: Vec<Row>,
    /// What may be said next.
    pub say: Vec<String>,
    /// What to keep in mind, most urgent first.
    pub nudges: Vec<String>,
    /// Whose turn it is, and who has not spoken.
    pub voices: Vec<String>,
    /// What comes after this step, and its first words.
    pub next: Vec<String>,
    /// How risk went from meeting to meeting, in sentences.
    pub risk: Vec<String>,
    /// How many threats were at the line or above at each meeting, and are now.
    pub at_line: Vec<usize>,
}

/// A session at a moment, as the parts of the view look at it.
struct Scene<'a> {
    session: &'a Session,
    catalogue: &'a Catalogue,
    limits: &'a Thresholds,
    now: Stamp,
    /// The clock at this moment.
    clock: Clock,
    /// What the look at the clock found.
    looked: Looked,
    /// A meeting goes on, or is about to.
    live: bool,
}

impl<'a> Scene<'a> {
    fn new(
        session: &'a Session,
        catalogue: &'a Catalogue,
        limits: &'a Thresholds,
        now: Stamp,
    ) -> Self {
        let kept = session.sittings.last().and_then(|s| s.clock.clone());
        let mut clock = kept.unwrap_or_else(|| catalogue.clock(Occasion::from(session.kind)));
        let live = !session.is_between_meetings(now);
        let looked = if live { clock.look(now) } else { Looked::Usual };
        Self {
            session,
            catalogue,
            limits,
            now,
            clock,
            looked,
            live,
        }
    }

    /// The step that the room is at, or will begin with.
    fn step(&self) -> Option<AgendaStep> {
        self.clock.step().filter(|_| self.live)
    }

    /// Whether the room is at this step or has not come to it yet.
    fn is_until(&self, step: AgendaStep) -> bool {
        self.clock
            .place_of(step)
            .is_some_and(|place| self.clock.at <= place)
    }

    /// When this meeting began: what was said before belongs to another one.
    fn since(&self) -> Option<Stamp> {
        self.session.started()
    }

    fn stands(&self) -> Option<String> {
        let clock = &self.clock;
        let (took, planned) = (plan::near(clock.spent()), clock.planned() / 60);
        if !self.live {
            let sitting = self.session.sittings.last()?;
            let was = if sitting.ended.is_some() {
                "ended"
            } else {
                "was"
            };
            let day = match sitting.ended.unwrap_or(sitting.started) {
                at if at.date_naive() == self.now.date_naive() => at.format("at %H:%M").to_string(),
                at => at.format("on %-d %B %Y").to_string(),
            };
            let took = match clock.spent() {
                0 => String::new(),
                _ => format!(" It took {took} of {planned} minutes."),
            };
            return Some(format!("The last meeting {was} {day}.{took}"));
        }
        match (clock.state, self.looked) {
            (ClockState::Waiting, _) => {
                let end = (self.now + TimeDelta::seconds(clock.planned())).format("%H:%M");
                Some(format!(
                    "Clock not started. Starting now would end at {end} ({planned} minutes)."
                ))
            }
            (ClockState::Paused, _) => {
                Some("The clock is paused. Each minute moves the end time.".to_owned())
            }
            (ClockState::Running, Looked::Gap(seconds)) => Some(format!(
                "No change from the main screen for {} minutes; its clock is stopped.",
                seconds / 60
            )),
            (ClockState::Running, _) => None,
        }
    }

    fn say(&self) -> Vec<String> {
        let topic = self
            .clock
            .topic
            .filter(|_| self.clock.is_live() && self.step() == Some(AgendaStep::DoAbout));
        let topic = topic.map(|topic| {
            let left = plan::left(topic.left(), topic.given).0;
            format!("{}: {left}.", topic.threat)
        });
        let step = self.step();
        let notes = step.map_or(&[][..], |step| self.catalogue.notes(step));
        topic.into_iter().chain(notes.iter().cloned()).collect()
    }

    fn next(&self) -> Vec<String> {
        let later = self.clock.slots.iter().skip(self.clock.at + 1);
        let next = later
            .filter(|_| self.live)
            .find(|slot| slot.step != AgendaStep::Buffer && slot.left() > 0);
        let Some(slot) = next else {
            return Vec::new();
        };
        let minutes = plan::near(slot.left()).max(1);
        let first = self.catalogue.notes(slot.step).first();
        let head = format!("{}, {minutes} min", label(slot.step));
        std::iter::once(head).chain(first.cloned()).collect()
    }
}

impl Notes {
    /// What the private view shows of a session at this moment.
    pub fn new(
        session: &Session,
        catalogue: &Catalogue,
        limits: &Thresholds,
        conventions: &Conventions,
        now: Stamp,
    ) -> Self {
        let scene = Scene::new(session, catalogue, limits, now);
        let clock = &scene.clock;
        let runs = scene.live && clock.is_live();
        let slot = clock.slots.get(clock.at).filter(|_| runs);
        let from = if scene.live { scene.since() } else { Some(now) };
        let over = OverTime::of(session, conventions, from);
        Self {
            title: session.title.to_string(),
            time: plan::time(now),
            step: scene.step(),
            left: slot.map(|slot| plan::left(slot.left(), slot.given)),
            pace: runs.then(|| plan::pace(clock.behind())),
            ends: runs.then(|| plan::ends(clock, now)),
            stands: scene.stands(),
            plan: plan::rows(clock, runs),
            say: scene.say(),
            nudges: nudges::all(&scene),
            voices: turns::all(&scene),
            next: scene.next(),
            risk: over.as_ref().map(over_time::sentences).unwrap_or_default(),
            at_line: over.map(|over| over.each_at_line()).unwrap_or_default(),
        }
    }

    /// Every sentence that only this view may show.
    pub fn private_texts(&self) -> Vec<String> {
        let late = self.pace.iter().filter(|pace| *pace != plan::ON_TIME);
        let voices = self.voices.iter().filter(|says| !turns::is_public(says));
        let next = self.next.iter().skip(1);
        self.say
            .iter()
            .chain(&self.nudges)
            .chain(late)
            .chain(voices)
            .chain(next)
            .cloned()
            .collect()
    }
}

/// Every sentence that only the private view may show of a session at this moment. A test looks for each of them on
/// the shared screen.
pub fn private_texts(
    session: &Session,
    catalogue: &Catalogue,
    limits: &Thresholds,
    now: Stamp,
) -> Vec<String> {
    // How risk went is no secret, so the numbers that it is made with do not matter.
    let conventions = Conventions::bundled();
    Notes::new(session, catalogue, limits, &conventions, now).private_texts()
}
