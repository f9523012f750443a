//! The scripted sessions of the design: played at a desk, where what they must hold is compared with what is written here by
//! hand, and played against the real program in a real terminal with a clock that the test moves, whose file must be the same.

mod lunch;
mod map_swept;
mod meeting_90;
mod private;
mod reading;
mod real;
mod sharpen;
mod sheets_90;
mod telehealth;
mod told;
mod tree;
