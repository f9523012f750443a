//! What is true of a session: each fact is computed here, once, and says what it is about and how much.
//!
//! Question 4's checks and the facilitator's rules choose among these facts, order them and put them into words. Two
//! places that speak of one thing cannot disagree then.

mod actions;
mod actors;
mod again;
mod coming_back;
mod coverage;
mod heard;
mod index;
mod limit;
mod look;
mod meanings;
mod mitigations;
mod open;
mod pace;
mod questions;
mod review;
mod room;
mod scope;
mod threats;
mod thresholds;
mod words;

#[cfg(test)]
mod tests;

pub(crate) use actions::{Loop, is_open};
pub use coverage::{Cell, Column, Count, Coverage, Line, Row, Spot, State, coverage, is_under};
pub use heard::{Loudest, heard, loudest, voices};
pub(crate) use index::Facts;
pub(crate) use look::{Look, Share};
pub(crate) use meanings::Unsaid;
pub(crate) use mitigations::options;
pub(crate) use open::{Open, Standing};
pub(crate) use pace::{Finding, Picture};
pub(crate) use review::ReturnGap;
pub(crate) use room::Fit;
pub(crate) use scope::NoScope;
pub(crate) use threats::{High, OneWay, Same, Whole, is_decided};
pub use thresholds::{Thresholds, ThresholdsError};
pub(crate) use words::words_of;
