//! What people see on each screen, at three sizes.

mod ascii;
mod cards;
mod conflict;
mod doing;
mod ending;
mod exporting;
mod heard;
mod home;
mod intake;
mod journal;
mod layout;
#[cfg(unix)]
mod one;
mod overlays;
mod own;
mod paging;
mod sharing;
mod since;
mod themes;
pub(crate) mod voting;
mod waiting;
mod wall;
mod working;
mod wrong;
