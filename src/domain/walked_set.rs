//! A category set as a session goes through it: which letters it has, and where each of them is asked about.

use super::round::{Asked, Swept};

/// A category set, and every look that a session takes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkedSet {
    /// Its name in files and commands: `stride`.
    pub name: String,
    /// What it is called where people read it: `STRIDE`.
    pub title: String,
    /// Its letters, in their order.
    pub heads: Vec<Head>,
    /// Each place with each letter that matters there, in the order of the walk. What is asked without a letter (the
    /// system as a whole, accidents) is there, too.
    pub looks: Vec<Swept>,
}

/// One letter of a set, as the head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// What is asked.
    pub asked: Asked,
    /// In short: `S`.
    pub sign: String,
    /// In words: `spoofing`.
    pub words: String,
}
