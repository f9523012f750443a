//! The program without a world: what it knows, and how a message changes it.
//!
//! [`App::update`] takes what happened and returns what is to be done outside, as values. Nothing here draws, reads a
//! file or asks for the time, so a whole meeting can be played in a test.

mod alike;
pub mod badge;
mod bars;
pub mod cards;
mod choosing;
mod choosing_theme;
pub mod copied;
mod covered;
mod covering;
mod earlier;
pub mod effect;
mod finding;
mod heaps;
pub mod helping;
mod hints;
mod importing;
pub mod intake;
mod journal;
mod leaving;
pub mod listing;
pub mod lunch;
mod making;
mod mapping;
mod meaning;
pub mod meeting_clock;
mod models;
pub mod msg;
mod newcomers;
mod notice;
pub mod nudging;
pub mod one;
mod open;
mod opened;
pub mod overlay;
pub mod overlays;
pub mod paging;
pub mod pasted;
mod pasting;
mod place;
mod recorded;
mod saved;
mod selection;
pub mod sharing;
mod sheets;
mod state;
mod submit;
pub mod sweeping;
mod targets;
pub mod themes;
mod timing;
mod touring;
pub mod turns;
mod typed;
mod understood;
mod update;
mod verbs;
pub mod voting;
pub mod waiting;
pub(crate) mod wall;
mod whiteboard;

pub use notice::Part;
pub use open::Conflict;
pub use state::{App, Gate, Notice, Open, Saving, Tone};
