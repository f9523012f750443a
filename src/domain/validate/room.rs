//! What a file may say about how the meeting was led.
//!
//! Sweeps and the topic of the clock are history: they may name something that was deleted since. So may turns, as
//! older versions left them behind.

use std::collections::HashSet;

use chrono::Datelike;

use super::{Invalid, LIMITS, wrong};
use crate::domain::clarity::Clarity;
use crate::domain::clock::{Clock, MOST_SECONDS};
use crate::domain::id::ThreatId;
use crate::domain::risk_at_close::RiskAtClose;
use crate::domain::scale::MOST_LEVELS;
use crate::domain::session::Session;
use crate::domain::sitting::Sitting;
use crate::domain::stamp::YEARS;
use crate::domain::text::Text;

/// Steps of an agenda, at most.
const STEPS: usize = 60;
/// Minutes of one step, at most: a day.
const MINUTES: u32 = 24 * 60;
impl Session {
    pub(super) fn validate_room(&self) -> Result<(), Invalid> {
        self.sittings.iter().try_for_each(sound)
    }

    /// What the hands of one meeting for its threats may be.
    pub(in crate::domain) fn validate_clarity_of(&self, sitting: &Sitting) -> Result<(), Invalid> {
        let mut known = HashSet::new();
        for Clarity { threat, hands } in &sitting.clarity {
            let fault = if self.threat(*threat).is_none() {
                format!("Hands went up for {threat}, which is not in this file. Delete them.")
            } else if !known.insert(threat) {
                format!("Hands went up for {threat} twice in one meeting. Delete one of them.")
            } else if hands.is_empty() || hands.len() > LIMITS.links {
                let most = LIMITS.links;
                format!("A show of hands for {threat} has 1 to {most} hands. Correct it.")
            } else if hands.iter().any(|hand| !(1..=5).contains(hand)) {
                format!("How well {threat} is understood is 1 to 5 per person.")
            } else {
                continue;
            };
            return Err(wrong(None, fault).at("clarity:"));
        }
        Ok(())
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
    sitting.risk.as_deref().map_or(Ok(()), sound_risk)?;
    sitting.clock.as_ref().map_or(Ok(()), sound_clock)
}

/// What was left at the end of a meeting. Its threats may have been deleted since, and its scale may have been replaced.
fn sound_risk(risk: &RiskAtClose) -> Result<(), Invalid> {
    if risk.scale.is_empty() || risk.scale.len() > LIMITS.title {
        let says = "The risk at the end of a meeting needs the name of its scale.";
        return Err(wrong(None, says).at("risk:"));
    }
    let levels = risk.left.len();
    if levels == 0 || levels > MOST_LEVELS {
        let says = format!(
            "The risk at the end of a meeting has {levels} levels. Write 1 to {MOST_LEVELS}, or delete it."
        );
        return Err(wrong(None, says).at("left:"));
    }
    let mut known: HashSet<&Text> = HashSet::new();
    let mut counted: HashSet<ThreatId> = HashSet::new();
    for left in &risk.left {
        let level = &left.level;
        let at = format!("level: \"{level}\"");
        if level.is_empty() || level.len() > LIMITS.title {
            let says = "A level of the risk at the end of a meeting has no id, or a very long one.";
            return Err(wrong(None, says).at("level:"));
        }
        if !known.insert(level) {
            let says = format!("The level \"{level}\" is there twice. Delete one of them.");
            return Err(wrong(None, says).at(at));
        }
        let threats = left.threats.len();
        if threats == 0 || threats > LIMITS.items {
            let says = format!(
                "The level \"{level}\" has {threats} threats. Write 1 to {}, or delete the level.",
                LIMITS.items
            );
            return Err(wrong(None, says).at(at));
        }
        if let Some(twice) = left.threats.iter().find(|id| !counted.insert(**id)) {
            let says = format!("{twice} was left at the end of a meeting twice. Delete one.");
            return Err(wrong(None, says).at(at));
        }
    }
    Ok(())
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
