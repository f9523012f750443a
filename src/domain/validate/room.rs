//! What a file may say about how the meeting was led.
//!
//! Sweeps and the topic of the clock are history: they may name something that was deleted since. So may turns, as
//! older versions left them behind.

use chrono::Datelike;

use super::{Invalid, LIMITS, wrong};
use crate::domain::clock::{Clock, MOST_SECONDS};
use crate::domain::session::{Session, Sitting};
use crate::domain::stamp::YEARS;

/// Steps of an agenda, at most.
const STEPS: usize = 60;
/// Minutes of one step, at most: a day.
const MINUTES: u32 = 24 * 60;
impl Session {
    pub(super) fn validate_room(&self) -> Result<(), Invalid> {
        self.sittings.iter().try_for_each(sound)
    }
}

/// What one meeting may say of how it was led.
///
/// # Errors
/// The first thing that is wrong.
pub(in crate::domain) fn sound(sitting: &Sitting) -> Result<(), Invalid> {
    let lists = [
        (sitting.turns.len(), "A round", "turns"),
        (sitting.confidence.len(), "A show of hands", "hands"),
        (sitting.time_well_spent.len(), "A show of hands", "hands"),
    ];
    let words = ["turns:", "confidence:", "time_well_spent:"];
    for ((len, list, what), word) in lists.into_iter().zip(words) {
        if len > LIMITS.links {
            let says = format!("{list} has at most {} {what}. Shorten it.", LIMITS.links);
            return Err(wrong(None, says).at(word));
        }
    }
    sitting.clock.as_ref().map_or(Ok(()), sound_clock)
}

fn sound_clock(clock: &Clock) -> Result<(), Invalid> {
    if clock.slots.is_empty() || clock.slots.len() > STEPS {
        let says =
            format!("A clock has 1 to {STEPS} steps. Delete the clock, or correct its slots.");
        return Err(wrong(None, says).at("slots:"));
    }
    if clock.at >= clock.slots.len() {
        let says = format!(
            "The clock is at step {}, but there are only {} (counted from 0). Write a smaller number.",
            clock.at,
            clock.slots.len()
        );
        return Err(wrong(None, says).at("at:"));
    }
    for slot in &clock.slots {
        if slot.planned > MINUTES {
            let says = format!(
                "A step is planned to take {} minutes; at most {MINUTES}.",
                slot.planned
            );
            return Err(wrong(None, says).at(format!("planned: {}", slot.planned)));
        }
        for (name, seconds) in [("given", slot.given), ("spent", slot.spent)] {
            if seconds > MOST_SECONDS {
                let says = format!("{name} is {seconds} seconds, more than a week. Write fewer.");
                return Err(wrong(None, says).at(format!("{name}: {seconds}")));
            }
        }
    }
    for at in [clock.started, clock.seen].into_iter().flatten() {
        if !YEARS.contains(&at.year()) {
            let says = format!(
                "The year {} is not between 2000 and 2199. Correct the date.",
                at.year()
            );
            return Err(wrong(None, says).at(format!("{:04}-", at.year())));
        }
    }
    Ok(())
}
