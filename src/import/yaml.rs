//! YAML as it stands, in the order in which it stands, within a budget.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Error;

use super::{ImportError, MAX_BYTES};

/// A value of YAML.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Null,
    /// A text, a number or a truth value, in words.
    Text(String),
    List(Vec<Node>),
    /// In the order of the file.
    Map(Vec<(String, Node)>),
}

static NOTHING: Node = Node::Null;

impl Node {
    /// Its entries, if it has names for them.
    pub(crate) fn map(&self) -> Option<&[(String, Self)]> {
        match self {
            Self::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// Its entries, if it has no names for them.
    pub(crate) fn list(&self) -> Option<&[Self]> {
        match self {
            Self::List(entries) => Some(entries),
            _ => None,
        }
    }

    /// The entry of this name; nothing where there is none.
    pub(crate) fn get(&self, name: &str) -> &Self {
        let entries = self.map().unwrap_or_default();
        let found = entries.iter().find(|(key, _)| key == name);
        found.map_or(&NOTHING, |(_, node)| node)
    }

    /// Its words; none for what is not a single value.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            _ => "",
        }
    }

    /// How many things it holds.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Null => 0,
            Self::Text(_) => 1,
            Self::List(entries) => entries.len(),
            Self::Map(entries) => entries.len(),
        }
    }

    /// Nothing is said.
    pub(crate) fn is_nothing(&self) -> bool {
        self.len() == 0
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        Node::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Text(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::Text(value))
    }

    fn visit_bytes<E>(self, value: &[u8]) -> Result<Node, E> {
        Ok(Node::Text(String::from_utf8_lossy(value).into_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let mut all = Vec::new();
        while let Some(node) = list.next_element()? {
            all.push(node);
        }
        Ok(Node::List(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut all = Vec::new();
        while let Some((key, node)) = map.next_entry::<Node, Node>()? {
            let key = match key {
                Node::Text(key) => key,
                Node::Null => String::new(),
                _ => return Err(A::Error::custom("a name that is a list")),
            };
            all.push((key, node));
        }
        Ok(Node::Map(all))
    }
}

/// Reads a model in JSON or YAML, which is names with values.
pub(crate) fn parse_model(text: &str, what: &str) -> Result<Node, ImportError> {
    if text.len() > MAX_BYTES {
        return Err(ImportError::whole(
            "The file is larger than 50 MB. Split it.",
        ));
    }
    let text = text.trim_start_matches('\u{feff}');
    let model = if text.trim_start().starts_with('{') {
        serde_json::from_str(text).map_err(|error| {
            let says = "This looks like JSON but is not valid. Export it again.";
            ImportError::at(error.line(), error.column().max(1), says)
        })?
    } else {
        parse(text)?
    };
    if model.map().is_none() {
        let says = format!("This is not {what}, which has names with values.");
        return Err(ImportError::at(1, 1, says));
    }
    Ok(model)
}

/// Reads YAML. What is too deep, too much, or grows by aliases is refused.
pub(crate) fn parse(text: &str) -> Result<Node, ImportError> {
    let options = serde_saphyr::options! {
        with_snippet: false,
        // `yes` is a word, as it has been since YAML 1.2.
        strict_booleans: true,
        non_finite_float_policy: serde_saphyr::options::NonFiniteFloatPolicy::PassThrough,
    };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| {
        let place = error.location();
        let number = |n: u64| usize::try_from(n).unwrap_or_default();
        let (line, column) = place.map_or((0, 0), |at| (number(at.line()), number(at.column())));
        ImportError::at(line, column, says(&error))
    })
}

/// What is said of a file that is built to grow without end.
const TOO_MUCH: &str =
    "This is larger, deeper or has more aliases than any model. Make it smaller.";

/// What the reader says, as a sentence with a remedy.
fn says(error: &Error) -> String {
    match error.without_snippet() {
        Error::DuplicateMappingKey { .. } => {
            return "This name appears twice. Rename one of them.".to_owned();
        }
        Error::MultipleDocuments { .. } => {
            return "A second document begins here, but only one is read. Delete it.".to_owned();
        }
        Error::Budget { .. } => return TOO_MUCH.to_owned(),
        _ => {}
    }
    let message = error.to_string();
    let first = message.lines().next().unwrap_or_default();
    if ["budget breached", "recursion limit"]
        .iter()
        .any(|limit| first.contains(limit))
    {
        return TOO_MUCH.to_owned();
    }
    let first = first.strip_prefix("error: ").unwrap_or(first);
    // The place is said before.
    let what = match first.split_once(" at line ") {
        Some((what, _)) => what,
        None => first,
    };
    let what = match what.split_once(": ") {
        Some((place, what)) if place.starts_with("line ") => what,
        _ => what,
    };
    format!("This YAML cannot be read: {what}. Correct it there.")
}
