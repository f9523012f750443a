//! The running program's edge: what keeps the session saved while people type, and the terminal whole however the
//! program ends.
mod desk;
mod events;
pub mod guard;
mod looks;
pub mod notes;
mod recents;
pub mod run;
pub mod saver;

pub use run::{Options, RunError, Start, run};
