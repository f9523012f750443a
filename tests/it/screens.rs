//! What people see on each screen, at three sizes.

mod cards;
mod doing;
mod ending;
mod exporting;
mod home;
#[cfg(unix)]
mod one;
mod overlays;
mod own;
mod since;
pub(crate) mod voting;
mod wall;
mod working;
mod wrong;
