//! Plan against actual: minutes of each step, the pace as a word, and when the meeting ends.

use chrono::TimeDelta;

use crate::domain::{AgendaStep, Clock, Stamp};

/// The pace of a room that is neither ahead nor behind.
pub(super) const ON_TIME: &str = "on time";

/// A step of the plan, in whole minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is called.
    pub step: String,
    /// Minutes that the agenda planned.
    pub planned: i64,
    /// Minutes that it took; `None` when the room was not there.
    pub took: Option<i64>,
    /// Minutes that it has got now.
    pub given: i64,
    /// The room is there.
    pub here: bool,
    /// It took more than was planned.
    pub over: bool,
}

/// What a step is called where all of them stand in one list.
pub fn label(step: AgendaStep) -> &'static str {
    match step {
        AgendaStep::ActionsReadBack => "read back actions",
        AgendaStep::RankQuestions => "rank questions",
        AgendaStep::AnswerQuestions => "answer questions",
        step => step.word(),
    }
}

/// The steps, and all of them together.
pub(super) fn rows(clock: &Clock, runs: bool) -> Vec<Row> {
    let steps = clock.slots.iter().enumerate().map(|(place, slot)| {
        let spent = i64::from(slot.spent);
        Row {
            step: label(slot.step).to_owned(),
            planned: i64::from(slot.planned),
            took: (spent > 0).then(|| near(spent)),
            given: near(i64::from(slot.given.max(slot.spent))),
            here: runs && place == clock.at,
            over: spent >= i64::from(slot.planned) * 60 + 60,
        }
    });
    let all = Row {
        step: "all".to_owned(),
        planned: clock.planned() / 60,
        took: (clock.spent() > 0).then(|| near(clock.spent())),
        given: near(clock.spent() + clock.to_go()),
        here: false,
        over: clock.spent() >= clock.planned() + 60,
    };
    steps.chain([all]).collect()
}

/// Seconds as minutes, to the nearest.
pub(super) fn near(seconds: i64) -> i64 {
    (seconds + 30).div_euclid(60)
}

/// What is left of this many seconds, in words, and whether nothing is.
pub(super) fn left(left: i64, given: u32) -> (String, bool) {
    let up = |seconds: i64| (seconds + 59).div_euclid(60);
    match left {
        left if left > 0 => {
            let words = format!("{} of {} min left", up(left), up(i64::from(given)));
            (words, false)
        }
        left if left > -60 => ("time is up".to_owned(), true),
        left => (format!("{} min over", -left / 60), true),
    }
}

/// The pace as a word: color would be another thing to decode.
pub(super) fn pace(behind: i64) -> String {
    match behind / 60 {
        0 => ON_TIME.to_owned(),
        late if late > 0 => format!("{late} min behind"),
        early => format!("{} min ahead", -early),
    }
}

/// When the meeting ends as it is planned now, and when it was planned to end by its first start.
pub(super) fn ends(clock: &Clock, now: Stamp) -> (String, String) {
    let started = clock
        .started
        .unwrap_or(now - TimeDelta::seconds(clock.spent()));
    (
        time(now + TimeDelta::seconds(clock.to_go())),
        time(started + TimeDelta::seconds(clock.planned())),
    )
}

/// A time as a wall clock shows it.
pub(super) fn time(at: Stamp) -> String {
    at.format("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pace_is_a_word_and_less_than_a_minute_is_on_time() {
        let words = [-200, -60, -59, 0, 59, 60, 299].map(pace);
        assert_eq!(
            words,
            [
                "3 min ahead",
                "1 min ahead",
                "on time",
                "on time",
                "on time",
                "1 min behind",
                "4 min behind"
            ]
        );
    }
}
