//! Where an item came from when it was not typed here, and everything that was said of it there.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::text::Text;

/// What an item was in a file of another format. Kept whole, so that it goes out again as it came in: what no one
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};
    use uuid::Uuid;

    use super::*;
    use crate::domain::{Session, SessionKind};
    use crate::store::format;

    /// JSON of every kind, with what RON has no word for.
    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(|b| json!(b)),
            any::<i64>().prop_map(|n| json!(n)),
            any::<u64>().prop_map(|n| json!(n)),
            any::<f64>().prop_map(|n| json!(n)),
            any::<String>().prop_map(|s| json!(s)),
            "[\\x00-\\x1f\"\\\\\u{7f}-\u{a0}\u{94d}\u{202e}a\\{\\}#]{0,12}".prop_map(|s| json!(s)),
            Just(json!([])),
            Just(json!({})),
            Just(json!([[], [{}], null])),
        ];
        leaf.prop_recursive(8, 64, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
                prop::collection::vec((any::<String>(), inner), 0..6)
                    .prop_map(|all| Value::Object(all.into_iter().collect::<Map<_, _>>())),
            ]
        })
    }

    fn through_a_file(value: Value) -> Value {
        let at = crate::domain::Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let mut session = Session::new(Uuid::nil(), "t".into(), SessionKind::Meeting, at);
        session.origins.push(Origin {
            format: "any".into(),
            id: Text::default(),
            value,
        });
        let written = format::write(&session).unwrap();
        let again = format::read(&written).unwrap();
        assert_eq!(format::write(&again).unwrap(), written);
        again.origins.into_iter().next().unwrap().value
    }

    proptest! {
        #[test]
        fn a_foreign_value_comes_out_of_the_file_as_it_went_in(value in value()) {
            prop_assert_eq!(through_a_file(value.clone()), value);
        }
    }

    #[test]
    fn a_value_may_be_nested_deeper_than_ron_reads() {
        let deep = (0..120).fold(json!(1), |inner, _| json!([inner]));
        assert_eq!(through_a_file(deep.clone()), deep);
    }

    #[test]
    fn numbers_keep_their_last_digit() {
        for text in [
            "0.1",
            "1e-7",
            "-0.0",
            "1.0",
            "18446744073709551615",
            "-9223372036854775808",
            "31.245270191439438",
            "121.48791951161945",
        ] {
            let value: Value = serde_json::from_str(text).unwrap();
            assert_eq!(through_a_file(value.clone()).to_string(), value.to_string());
        }
    }

    #[test]
    fn what_is_no_json_is_refused_with_what_was_expected() {
        let broken = "(format: \"any\", value: \"{\")";
        let error = ron::from_str::<Origin>(broken).unwrap_err().to_string();
        assert!(error.contains("`value` is JSON in quotes"), "{error}");
    }
}
