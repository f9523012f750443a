//! Why numbers cannot be taken, with what to do about it.

use std::fmt;

/// Which of the ranges of a threat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Which {
    /// How often it comes in a year.
    Frequency,
    /// What it costs each time.
    Loss,
    /// As a part of another: how likely an attempt gets through it.
    Chance,
}

impl Which {
    /// As it begins a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Frequency => "Frequency",
            Self::Loss => "Loss",
            Self::Chance => "Chance",
        }
    }
}

/// What is wrong with numbers. Its text is a sentence with the place and the remedy.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// A number of a range that is not one: infinite, or not a number at all.
    NotFinite(Which),
    /// A number below zero.
    Negative(Which, f64),
    /// A number followed by a smaller one.
    Order(Which, f64, f64),
    /// An interval of two numbers that begins at zero.
    FromZero(Which),
    /// An interval of two numbers whose open tail has no mean that a computer can hold.
    TooWide(Which),
    /// A chance above one.
    Chance(Which, f64),
    /// A chance with an open tail, which would go above one.
    OpenChance(Which),
    /// More events in a year than can be drawn one by one.
    TooOften(f64),
    /// A share or a chance that is not from 0 to 1.
    Share(f64),
    /// A number of trials that cannot be drawn.
    Trials(u32),
    /// More events to draw in all than [`MOST_DRAWN`](super::MOST_DRAWN): so many trials can be drawn.
    TooMuch(u32),
    /// Two threats with one number.
    Twice(u32),
    /// The system gave no threads.
    Threads,
    /// A tree names a threat that is not in it.
    Missing(u32),
    /// A part of a tree that has neither parts nor a chance.
    NoChance(u32),
    /// A threat that rests on itself.
    Loop(u32),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFinite(which) => write!(
                f,
                "{}: one of the numbers is too large to count with. Write it in digits, up to 1,000,000,000,000,000.",
                which.words()
            ),
            Self::Negative(which, number) => {
                write!(f, "{}: {number} is below 0. Use 0 for none.", which.words())
            }
            Self::Order(which, first, then) => write!(
                f,
                "{}: {first} comes before {then}. Write the numbers from small to large: least..likely..most.",
                which.words()
            ),
            Self::FromZero(which) => write!(
                f,
                "{}: an interval of two numbers begins above 0. Use a small number instead of 0, or three numbers.",
                which.words()
            ),
            Self::TooWide(which) => write!(
                f,
                "{}: the interval is too wide to have a mean. Use three numbers: nothing falls outside them.",
                which.words()
            ),
            Self::Chance(which, chance) => write!(
                f,
                "{}: {chance} is above 1, and a chance is from 0 to 1. Use a smaller number, such as 5%.",
                which.words()
            ),
            Self::OpenChance(which) => write!(
                f,
                "{}: a chance cannot have an open tail. Use one number or three numbers from 0 to 1.",
                which.words()
            ),
            Self::TooOften(often) => write!(
                f,
                "Frequency: {often} a year is more than {}. Count several events as one, and give the loss of all of them.",
                super::MOST_A_YEAR
            ),
            Self::Share(share) => write!(
                f,
                "{share} is not a share from 0 to 1. Use 0.25 for a quarter."
            ),
            Self::Trials(trials) => write!(
                f,
                "{trials} trials cannot be drawn. Use 1 to {}.",
                super::MOST_TRIALS
            ),
            Self::TooMuch(trials) => write!(
                f,
                "That is more than {} events to draw one by one. Use at most {trials} trials: --trials {trials}.",
                super::MOST_DRAWN
            ),
            Self::Twice(id) => write!(f, "T{id} is there twice. Leave one out."),
            Self::Threads => f.write_str(
                "The system gave no threads to simulate with. Close other programs and try again.",
            ),
            Self::Missing(id) => write!(
                f,
                "T{id} is not in the tree. Add it, or leave out what rests on it."
            ),
            Self::NoChance(id) => write!(f, "T{id} has no chance. Set its chance."),
            Self::Loop(id) => write!(f, "T{id} rests on itself. Take one of the parts away."),
        }
    }
}

impl std::error::Error for Fault {}
