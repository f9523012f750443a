//! A meeting to practice on: what is said at which moment, and how it went.

pub mod report;
pub mod room;
