//! Where an item came from when it was not typed here, and everything that was said of it there.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::text::Text;

/// What an item was in a file of another format. Kept whole, so that it goes out again as it came in: what nobody
/// changed here is written as it was read, and what has no place here is not lost.
///
/// Never shown: its strings are not [`Text`] and may hold anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The format's name, as in `import --from`: `threat-composer`.
    pub format: Text,
    /// What the item is called there, if it has a name that lasts. Importing it again finds it by this.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub id: Text,
    /// The item as it was.
    #[serde(default, skip_serializing_if = "Value::is_null")]
    pub value: Value,
}

impl Origin {
    /// Whether both are the same thing in the same format.
    pub fn is_same(&self, other: &Self) -> bool {
        !self.id.is_empty() && self.format == other.format && self.id == other.id
    }
}
