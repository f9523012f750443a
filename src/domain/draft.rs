//! The line that is being typed, kept in the file so that a crash costs not even that.

use serde::{Deserialize, Serialize};

use super::id::ItemId;
use super::text::Text;

/// A half-typed line and where it belongs. Offered again when the session is reopened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// Which screen was open, by the name that the key map uses.
    pub screen: Text,
    /// Which line was being typed, by the name of its command.
    pub bar: Text,
    /// What it was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<ItemId>,
    /// The text so far.
    pub text: Text,
    /// Where the caret stood, in characters.
    #[serde(default)]
    pub caret: u32,
    /// It was closed with its words, and is kept until someone asks for it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    /// What votes were counted for, by ids, numbers and names.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub list: Text,
    /// What was pasted into the line and is still looked at: its lines, each of one cell, or the rows of a table.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pasted: Vec<Vec<Text>>,
}
