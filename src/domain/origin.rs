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
    #[serde(default, skip_serializing_if = "Value::is_null", with = "as_json")]
    pub value: Value,
}

impl Origin {
    /// Whether both are the same thing in the same format.
    pub fn is_same(&self, other: &Self) -> bool {
        !self.id.is_empty() && self.format == other.format && self.id == other.id
    }
}

/// JSON inside of RON as one string: RON has no numbers of JSON's size, its own idea of `null`, and a smaller limit for
/// nesting, so a value that was written as RON would not always come back as it was.
mod as_json {
    use serde::{Deserialize, Deserializer, Serializer, de, ser};
    use serde_json::Value;

    pub(super) fn serialize<S: Serializer>(value: &Value, to: S) -> Result<S::Ok, S::Error> {
        let text = serde_json::to_string(value).map_err(ser::Error::custom)?;
        to.serialize_str(&text)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Value, D::Error> {
        let text = String::deserialize(from)?;
        serde_json::from_str(&text)
            .map_err(|error| de::Error::custom(format_args!("`value` is JSON in quotes: {error}")))
    }
}
