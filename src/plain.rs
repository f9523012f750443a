//! The meeting in words, line by line, for those who hear or feel a terminal instead of seeing it: `--plain`.
//!
//! It is the same program with the same keys, told instead of drawn. What is said is a pure function of what was said
//! before and of the program now ([`narrate()`]), so that a new notice, list, choice or screen is read without a word of
//! its own here; [`say_item`] makes a sentence of an item of each kind.

mod choice;
mod form;
mod incoming;
mod item;
mod line;
mod narrate;
mod notice;
mod overlay;
mod place;
mod prompt;
mod room;
mod row;
mod seen;
mod speech;
mod sweep;
mod teller;
mod waiting;

pub use item::{With, say_item};
pub use narrate::narrate;
pub use seen::Seen;
pub use teller::Teller;
