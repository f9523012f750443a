//! What a shared screen needs: a cover for breaks, a check before the room looks, and the last keys for those who learn.
//!
//! A cover hides everything under it and takes every key, so that nothing that lies below can be seen or changed by
//! accident; what was being typed waits under it.

use super::badge::Badge;
use crate::domain::Stamp;
use chrono::TimeDelta;

/// Wider than this, people on laptops do not read a shared terminal (R10).
pub const WIDEST: u16 = 120;
/// Narrower than this, screens begin to leave things out.
pub const NARROWEST: u16 = 80;
/// A break has at most this many digits of minutes.
const DIGITS: usize = 2;

/// What is known about sharing the screen, in this run of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sharing {
    /// What covers the whole screen.
    pub cover: Option<Cover>,
    /// The last keys, when they are to be seen.
    pub badge: Badge,
    /// The share check was run.
    pub(super) checked: bool,
    /// It was said that the terminal is wide.
    pub(super) nudged: bool,
}

/// What covers the whole screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cover {
    /// A break: the name of the session, and when to be back.
    Blank(Break),
    /// Can everyone read this?
    ShareCheck,
}

/// A break, with the minutes that were typed for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Break {
    digits: String,
    /// When to be back; `None` until minutes were typed.
    pub back: Option<Stamp>,
}

impl Break {
    /// Whether a digit belongs to the number before it: `1` may still become `10`, until the break is over.
    pub(super) fn goes_on(&self, now: Stamp) -> bool {
        let begun = !self.digits.is_empty() && self.digits.len() < DIGITS;
        begun && self.back.is_none_or(|back| now < back)
    }

    pub(super) fn add(&mut self, digit: char, now: Stamp) {
        if !self.goes_on(now) {
            self.digits.clear();
        }
        self.digits.push(digit);
        let minutes = self.digits.parse().unwrap_or_default();
        self.back = now.checked_add_signed(TimeDelta::minutes(minutes));
    }
}
