//! What people see on each screen, at three sizes.

mod ascii;
mod doing;
mod ending;
mod exporting;
mod home;
mod overlays;
mod sharing;
mod since;
mod themes;
mod waiting;
mod working;
mod wrong;
