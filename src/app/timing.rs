//! The meeting clock as time passes: what is counted, kept in the file, and said on the shared screen.

mod words;

use std::time::Duration;

use chrono::{TimeDelta, Timelike};

use super::effect::Effect;
use super::meeting_clock::{MeetingClock, mark};
use super::rehearsal::Rehearsal;
use super::state::{App, Gate, Tone};
use crate::catalogue::Occasion;
use crate::domain::{
    AgendaStep, Clock, ClockState, Looked, Session, SessionKind, Stamp, Topic, says,
};
use crate::keys::Screen;
use crate::keys::verb::Verb;

use words::{CLOSE, up, words};

/// A running clock is kept in the file at least so often, in seconds.
const KEEP_EVERY: i64 = 60;

impl App {
    /// Minutes that question 3 gives one threat.
    pub fn per_threat(&self) -> u32 {
        self.place.open().map_or(4, |open| {
            self.catalogue.per_threat(&open.meeting_clock.clock.agenda)
        })
    }

    /// Whole minutes that question 3 has left, from now or as it is planned; `None` while nobody has started the clock.
    pub fn minutes_for_question_3(&self) -> Option<u32> {
        let clock = self.clock()?;
        let place = clock.place_of(AgendaStep::DoAbout)?;
        let left = clock.slots.get(place)?.left().max(0);
        u32::try_from(left / 60).ok()
    }

    /// The time of the threat that question 3 is at.
    pub fn topic(&self) -> Option<Topic> {
        let topic = self.clock()?.topic?;
        (self.screen() == Screen::DoAbout && self.threat_in_focus() == Some(topic.threat))
            .then_some(topic)
    }

    /// What the shared screen says about the time, and whether it wants attention. Nothing until the clock is started.
    pub fn time_words(&self) -> Option<(String, bool)> {
        let clock = self.clock()?;
        let (words, left) = match self.topic() {
            Some(topic) => {
                let given = topic.given.div_ceil(60);
                let words = match topic.left() {
                    left if left > CLOSE => format!("{} of {given} min left", up(left)),
                    left => words(left),
                };
                (format!("{}  {words}", topic.threat), topic.left())
            }
            None => (words(self.left(clock)), self.left(clock)),
        };
        Some(if clock.state == ClockState::Paused {
            (format!("PAUSED  {words}"), false)
        } else {
            (words, left <= 60)
        })
    }

    /// Seconds that are counted down: of the step, or on every screen of a lunch those of all of it, so that its wall, its
    /// lists and its file agree.
    fn left(&self, clock: &Clock) -> i64 {
        let kind = self.session().map(|session| session.kind);
        if kind == Some(SessionKind::Whiteboard) {
            clock.planned() - clock.spent()
        } else {
            clock.left()
        }
    }

    /// How long the program may sleep before anything on the screen changes by itself.
    pub fn next_tick(&self, now: Stamp) -> Duration {
        // The wall clock in the first row changes on the minute.
        let minute = i64::from(60 - now.second().min(59));
        let running = self
            .clock()
            .filter(|clock| clock.state == ClockState::Running);
        let seconds = match running {
            None => minute,
            Some(clock) => {
                let left = self
                    .topic()
                    .map_or_else(|| self.left(clock), |topic| topic.left());
                match left {
                    left if left > CLOSE => minute.min((left - 1).rem_euclid(60) + 1),
                    left if left > 0 => 1,
                    left => minute.min(60 - (-left).rem_euclid(60)),
                }
            }
        };
        let due = self.nudge_due(now).filter(|_| running.is_some());
        let seconds = seconds.min(due.unwrap_or(minute));
        let room = self.room_waits().filter(|_| running.is_some());
        let seconds = seconds.min(room.unwrap_or(minute));
        Duration::from_secs(u64::try_from(seconds.max(1)).unwrap_or(1))
    }

    /// Time passes: it is counted, kept, and what the room must know is said.
    pub(super) fn look_at_clock(&mut self, effects: &mut Vec<Effect>) {
        let now = self.now;
        let Some(open) = self.place.open_mut() else {
            return;
        };
        let rehearsal = &mut open.rehearsal;
        let looked = open.meeting_clock.clock.look_by(now, |seconds| {
            let room = rehearsal.as_mut();
            room.map_or(seconds, |room| room.count(seconds))
        });
        let over = open.session.kind == SessionKind::Meeting
            && open.meeting_clock.clock.is_over()
            && !open.meeting_clock.told;
        open.meeting_clock.told |= over;
        let due = open
            .meeting_clock
            .kept
            .as_ref()
            .is_some_and(|(_, at)| (now - *at).num_seconds() >= KEEP_EVERY);
        match looked {
            Looked::Gap(seconds) => {
                let minutes = TimeDelta::seconds(seconds).num_minutes();
                self.say(
                    Tone::Info,
                    format!("The clock was stopped for {minutes} minutes; they do not count."),
                );
            }
            Looked::Backwards => {
                self.say(
                    Tone::Info,
                    "The computer's clock was set back; the meeting clock continues from here.",
                );
            }
            Looked::Usual if over => {
                let key = self.keys.key_for(self.screen(), Verb::CloseWell);
                self.say(
                    Tone::Attention,
                    format!("Time is up. Press {key} twice to wrap up; open items stay open."),
                );
            }
            Looked::Usual => {}
        }
        if due && self.keep_clock() {
            self.save(effects);
        }
    }

    /// After every message: the step that is shown takes the time from here, and what changed is kept.
    pub(super) fn follow_clock(&mut self, effects: &mut Vec<Effect>) {
        let now = self.now;
        let screen = self.screen();
        let topic = (screen == Screen::DoAbout)
            .then(|| self.threat_in_focus())
            .flatten();
        let minutes = self.per_threat();
        let Some(open) = self.place.open_mut() else {
            return;
        };
        if let Some(place) = open
            .meeting_clock
            .step_on(screen)
            .and_then(|step| open.meeting_clock.clock.place_of(step))
            && place != open.meeting_clock.clock.at
        {
            open.meeting_clock.clock.enter(place, now);
        }
        if !open.meeting_clock.clock.is_live() {
            return;
        }
        if let Some(topic) = topic {
            open.meeting_clock.clock.enter_topic(topic, minutes, now);
        }
        let kept = open.meeting_clock.kept.as_ref();
        let new = mark(&open.meeting_clock.clock);
        if kept.is_none_or(|(old, _)| *old != new) && self.keep_clock() {
            self.save(effects);
        }
    }

    /// The clock of a session that is being opened: the clock in its file while that meeting goes on, else a new one.
    pub(super) fn clock_of(
        &self,
        session: &Session,
        new: bool,
        rehearsal: Option<&Rehearsal>,
    ) -> MeetingClock {
        let over = session.is_between_meetings(self.now);
        let kept = session.sittings.last().and_then(|s| s.clock.clone());
        let clock = match kept {
            Some(clock) if !over => clock,
            _ if let Some(rehearsal) = rehearsal => rehearsal.clock(),
            _ if (over || session.sittings.len() > 1) && session.kind == SessionKind::Meeting => {
                self.catalogue.clock(Occasion::Return)
            }
            _ if session.pair.is_some() => self.catalogue.clock(Occasion::Pair),
            _ => self.catalogue.clock(session.kind.into()),
        };
        let mut meeting_clock = MeetingClock::new(clock, new);
        if new {
            meeting_clock.clock.start(self.now);
        }
        meeting_clock
    }

    /// Follows another agenda from now on.
    pub(super) fn follow_agenda(&mut self, name: &str) {
        let Some(agenda) = self.catalogue.agenda(name).cloned() else {
            return;
        };
        if let Some(open) = self.place.open_mut() {
            let here: Vec<AgendaStep> = Screen::ALL
                .into_iter()
                .filter_map(|screen| open.meeting_clock.step_on(screen))
                .collect();
            open.meeting_clock
                .clock
                .follow(agenda.name.as_str().into(), &agenda.steps);
            // Each screen stays at the step that it shows, if the new plan has it.
            for step in here {
                open.meeting_clock.show(step);
            }
            open.meeting_clock.kept = None;
            self.say(Tone::Info, format!("{}.", agenda.says));
        }
    }

    /// Starts the clock, or stops it, or lets it go on.
    pub(super) fn pause_clock(&mut self) {
        let now = self.now;
        let Some(open) = self.place.open_mut() else {
            return;
        };
        if !open.is_live(now) {
            return self.say(
                Tone::Info,
                "This meeting is over. The clock starts with the first change of the next one.",
            );
        }
        let clock = &mut open.meeting_clock.clock;
        let says = match clock.state {
            ClockState::Running => {
                clock.pause(now);
                says!["Clock paused. Press ", Verb::Pause, " to resume it."]
            }
            ClockState::Paused => {
                clock.start(now);
                "Clock running.".into()
            }
            ClockState::Waiting => {
                clock.start(now);
                says!["Clock running. Press ", Verb::Pause, " to pause it."]
            }
        };
        self.say(Tone::Info, says);
    }

    /// A minute more or less for the step; on question 3 half a slot more for the threat, which a second time wants a
    /// majority again (R51).
    pub(super) fn extend_clock(&mut self, minutes: i32) {
        let now = self.now;
        let per_threat = self.per_threat();
        let topic = self.topic().filter(|_| minutes > 0);
        let again = topic.is_some_and(|topic| topic.extended > 0);
        let gate = Gate {
            asked_by: Verb::MoreTime,
            rule: "R51",
        };
        if again && self.gate != Some(gate) {
            self.gate = Some(gate);
            return self.say(
                Tone::Attention,
                says![
                    "This threat already got extra time. If most want to go on, press ",
                    Verb::MoreTime,
                    " again."
                ],
            );
        }
        let Some(open) = self.place.open_mut() else {
            return;
        };
        let clock = &mut open.meeting_clock.clock;
        if !clock.is_live() {
            let says = says![
                "The clock has not started. Press ",
                Verb::Pause,
                " to start it."
            ];
            return self.say(Tone::Info, says);
        }
        let says = if let (Some(_), Some(topic)) = (topic, &mut clock.topic) {
            topic.extend(per_threat);
            format!("Extra time for {}: half a slot.", topic.threat)
        } else {
            clock.extend(minutes, now);
            let step = clock.step().map_or("", AgendaStep::word);
            let what = if minutes > 0 { "more" } else { "less" };
            format!("One minute {what}: {step}.")
        };
        self.gate = None;
        self.say(Tone::Info, says);
    }
}
