//! Sentences that tell how something is done. What is to be pressed or typed is not known here, so that such a sentence
//! names verbs, and whoever shows it puts in the key or the command.

use std::fmt;

use serde::de::value::{Error, StrDeserializer};
use serde::{Deserialize, Deserializer, de};

use super::Verb;

/// A sentence whose verbs have no keys yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Says(Vec<Part>);

/// A stretch of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// As it stands.
    Words(String),
    /// What does this: a key, or a command.
    Verb(Verb),
}

impl Says {
    /// This sentence, and then that.
    #[must_use]
    pub fn and(mut self, part: impl Into<Part>) -> Self {
        self.0.push(part.into());
        self
    }

    /// The sentence with the name of each verb's key or command in its place.
    pub fn with(&self, name: impl Fn(Verb) -> String) -> String {
        let parts = self.0.iter().map(|part| match part {
            Part::Words(words) => words.clone(),
            Part::Verb(verb) => name(*verb),
        });
        parts.collect()
    }

    /// The same, where the name depends on the words before it.
    pub fn with_after(&self, name: impl Fn(&str, Verb) -> String) -> String {
        self.0.iter().fold(String::new(), |before, part| {
            let next = match part {
                Part::Words(words) => words.clone(),
                Part::Verb(verb) => name(&before, *verb),
            };
            before + &next
        })
    }

    /// Whether it names this verb.
    pub fn names(&self, verb: Verb) -> bool {
        self.0.contains(&Part::Verb(verb))
    }

    /// Reads a sentence in which `{next_step}` stands for a verb. Other braces are text.
    ///
    /// # Errors
    /// The word in braces that is not a verb.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut says = Self::default();
        let mut words = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            words.push_str(before);
            let is_name = |c: char| c.is_ascii_lowercase() || c == '_';
            match after.split_once('}') {
                Some((name, behind)) if !name.is_empty() && name.chars().all(is_name) => {
                    let verb = Verb::deserialize(StrDeserializer::<Error>::new(name));
                    let verb = verb.map_err(|_| name.to_owned())?;
                    if !words.is_empty() {
                        says = says.and(std::mem::take(&mut words));
                    }
                    says = says.and(verb);
                    rest = behind;
                }
                _ => {
                    words.push('{');
                    rest = after;
                }
            }
        }
        words.push_str(rest);
        Ok(if words.is_empty() {
            says
        } else {
            says.and(words)
        })
    }
}

/// Where there are neither keys nor commands: each verb by its name in the key map.
impl fmt::Display for Says {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.with(Verb::name))
    }
}

impl From<&str> for Part {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<String> for Part {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<Verb> for Part {
    fn from(verb: Verb) -> Self {
        Self::Verb(verb)
    }
}

impl<T: Into<Part>> From<T> for Says {
    fn from(part: T) -> Self {
        Self::default().and(part)
    }
}

impl<'de> Deserialize<'de> for Says {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = super::Text::deserialize(deserializer)?;
        Self::parse(&text)
            .map_err(|name| de::Error::custom(format!("there is no command `{name}`")))
    }
}

/// A sentence in parts: `says!["Press ", Verb::Undo, " to undo"]`.
macro_rules! says {
    ($($part:expr),+ $(,)?) => {
        $crate::domain::Says::default()$(.and($part))+
    };
}

pub(crate) use says;

/// The words with a full stop at the end, unless they have a stop of their own there.
pub fn ended(words: &str) -> String {
    if words.ends_with(['.', '?', '!', '…', '。', '？', '！']) {
        words.to_owned()
    } else {
        format!("{words}.")
    }
}

/// `1 threat`, `3 threats`: a number of what gets its plural by an s.
pub fn counted(n: usize, one: &str) -> String {
    match n {
        1 => format!("1 {one}"),
        n => format!("{n} {one}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_in_braces_is_shown_as_whatever_does_it() {
        let says = Says::parse("Press {begin_meeting} to begin, {no} for none.").unwrap();
        assert_eq!(
            says,
            says![
                "Press ",
                Verb::BeginMeeting,
                " to begin, ",
                Verb::No,
                " for none."
            ]
        );
        let shown = says.with(|verb| format!("<{}>", verb.name()));
        assert_eq!(shown, "Press <begin_meeting> to begin, <no> for none.");
    }

    #[test]
    fn braces_that_are_not_a_verb_are_text_and_a_verb_that_does_not_exist_is_refused() {
        for text in [
            "",
            "{",
            "a } b { c",
            "{}",
            "{T1}",
            "f{x}",
            "a {two words} b",
        ] {
            let read = Says::parse(text);
            match text {
                "f{x}" => assert_eq!(read, Err("x".to_owned())),
                _ => assert_eq!(read.unwrap().to_string(), text),
            }
        }
        assert_eq!(Says::parse("{thread}"), Err("thread".to_owned()));
    }
}
