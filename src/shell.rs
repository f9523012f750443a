//! The running program's edge: what keeps the session saved while people type, and the terminal whole however the
//! program ends.
mod aside;
pub(crate) mod attach;
mod burst;
mod desk;
mod events;
mod face;
mod frame;
pub mod guard;
#[cfg(unix)]
mod input;
#[cfg(not(unix))]
#[path = "shell/input/elsewhere.rs"]
mod input;
pub(crate) mod intake;
mod library;
pub(crate) mod locked;
mod looks;
pub mod notes;
mod outlet;
pub(crate) mod own;
mod recents;
pub mod run;
pub mod saver;
mod start;
mod wake;
mod work;

pub(crate) use recents::in_folder as recents_in;
pub use run::run;
pub use start::{Options, RunError, Start};
