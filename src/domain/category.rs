//! Categories of threats in other sets than STRIDE: of CIA, of LINDDUN, of a set that a team wrote itself.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::fold::squeeze;
use super::session::Session;
use super::text::Text;

/// The set that a session uses as long as no other was chosen.
pub const STRIDE: &str = "stride";

/// A category, by the name of its set and its own: `linddun/linking`.
///
/// A copy costs next to nothing, as every stop of a sweep has some.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Category(Arc<(Text, Text)>);

/// Why a text is not the name of a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotACategory;

impl fmt::Display for NotACategory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a category is written with its set, as linddun/linking")
    }
}

impl std::error::Error for NotACategory {}

impl Category {
    /// The category `name` of the set `set`; none where one of the two is empty, or the set has the `/` that parts them.
    pub fn new(set: impl Into<Text>, name: impl Into<Text>) -> Option<Self> {
        let (set, name) = (set.into(), name.into());
        let can_be = !set.is_empty() && !set.contains('/') && !name.is_empty();
        can_be.then(|| Self(Arc::new((set, name))))
    }

    /// The name of its set: `linddun`.
    pub fn set(&self) -> &str {
        &self.0.0
    }

    /// Its own name, in words: `linking`.
    pub fn name(&self) -> &str {
        &self.0.1
    }
}

/// The longest name of a set or of a category, in characters.
const MOST_NAME: usize = 40;

/// Whether a category can be called this: a typed line must be able to say it behind `#`.
///
/// # Errors
/// What must change, as a sentence without its subject.
pub fn can_be_category(name: &str) -> Result<(), String> {
    if name.is_empty() || name.chars().count() > MOST_NAME {
        return Err(format!("it must have 1 to {MOST_NAME} characters."));
    }
    if name.contains(['/', ',', '#']) {
        return Err("it must be without /, comma and #.".to_owned());
    }
    if !name.contains(char::is_alphanumeric) {
        return Err("it must have a letter or a digit.".to_owned());
    }
    Ok(())
}

/// Whether a category set can be called this; commands say `none` for no set.
///
/// # Errors
/// What must change, as a sentence without its subject.
pub fn can_be_set(name: &str) -> Result<(), String> {
    can_be_category(name)?;
    if squeeze(name) == "none" {
        return Err("`none` stands for no set.".to_owned());
    }
    Ok(())
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.set(), self.name())
    }
}

impl FromStr for Category {
    type Err = NotACategory;
    fn from_str(text: &str) -> Result<Self, NotACategory> {
        let (set, name) = text.split_once('/').ok_or(NotACategory)?;
        Self::new(set, name).ok_or(NotACategory)
    }
}

impl Serialize for Category {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Category {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl Session {
    /// The names of the category sets that it uses, in their order: STRIDE as long as no other was chosen.
    pub fn set_names(&self) -> Vec<&str> {
        if self.sets.is_empty() {
            return vec![STRIDE];
        }
        self.sets.iter().map(Text::as_str).collect()
    }

    /// From now on the categories of these sets can be named in it. They are no part of what it says.
    pub fn know_categories(&mut self, categories: Arc<[Category]>) {
        self.index.categories = Some(categories);
    }

    /// The categories that are known on this computer, STRIDE aside.
    pub fn known_categories(&self) -> &[Category] {
        self.index.categories.as_deref().unwrap_or_default()
    }

    /// The categories of the sets that it uses, in the order of the sets, as far as they are known; STRIDE aside.
    pub fn categories(&self) -> impl Iterator<Item = &Category> {
        let names = self.set_names().into_iter();
        names.flat_map(|name| {
            let name = squeeze(name);
            let known = self.known_categories().iter();
            known.filter(move |category| squeeze(category.set()) == name)
        })
    }

    /// Whether it uses the category set of this name.
    pub fn uses_set(&self, name: &str) -> bool {
        let name = squeeze(name);
        self.set_names().iter().any(|set| squeeze(set) == name)
    }
}

/// The names of category sets as they are kept: each once, and nothing for STRIDE alone.
pub(super) fn kept(names: &[Text]) -> Vec<Text> {
    let mut kept: Vec<Text> = Vec::new();
    for name in names.iter().filter(|name| !name.is_empty()) {
        if !kept.iter().any(|other| squeeze(other) == squeeze(name)) {
            kept.push(name.clone());
        }
    }
    match kept.as_slice() {
        [only] if squeeze(only) == STRIDE => Vec::new(),
        _ => kept,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, SessionField, SessionKind, Stamp};

    #[test]
    fn a_category_is_written_with_its_set_and_read_back() {
        let linking = Category::new("linddun", "linking").unwrap();
        assert_eq!(linking.to_string(), "linddun/linking");
        assert_eq!("linddun/linking".parse(), Ok(linking));
        for text in ["linking", "/linking", "linddun/", ""] {
            assert_eq!(text.parse::<Category>(), Err(NotACategory), "{text}");
        }
        assert_eq!(Category::new("a/b", "c"), None);
    }

    #[test]
    fn stride_alone_is_what_a_session_has_without_a_word_in_its_file() {
        let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let mut session = Session::new(uuid::Uuid::nil(), "x".into(), SessionKind::Meeting, at);
        let mut set = |names: &[&str]| {
            let names = names.iter().map(|name| Text::new(name)).collect();
            let edit = Edit::Session(SessionField::Sets(names));
            let says = session.apply(&edit, at).unwrap().says;
            let used: Vec<String> = session
                .set_names()
                .iter()
                .map(ToString::to_string)
                .collect();
            (says, used.join(" "), session.sets.len())
        };
        let told = |says: &str, used: &str, kept| (says.to_owned(), used.to_owned(), kept);
        assert_eq!(
            set(&["stride", "linddun", "LINDDUN"]),
            told("Category sets: stride, linddun", "stride linddun", 2)
        );
        assert_eq!(set(&["STRIDE"]), told("Category sets: stride", "stride", 0));
        assert_eq!(set(&["cia"]), told("Category sets: cia", "cia", 1));
        assert_eq!(set(&[]), told("Category sets: stride", "stride", 0));
    }
}
