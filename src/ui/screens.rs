//! How each screen is drawn: one module a screen, under the name of the room in [`crate::screens`] that knows its state.

pub(crate) mod actions;
pub(crate) mod do_about;
pub(crate) mod export;
pub(crate) mod go_wrong;
pub(crate) mod good_enough;
pub(crate) mod home;
pub(crate) mod intake;
pub(crate) mod one;
pub(crate) mod questions;
pub(crate) mod since;
pub(crate) mod whiteboard;
pub(crate) mod working_on;
