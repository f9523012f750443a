//! What people see on each screen, at three sizes.

mod ascii;
mod doing;
mod ending;
mod exporting;
mod home;
mod overlays;
mod since;
mod themes;
mod sharing;
mod working;
mod wrong;
