//! What may be written in a theme file. Every role is optional, so that a role added later breaks no one's theme; a
//! word that is no role or no color is refused with its place and what to write instead, never skipped.

use std::fmt;

use ratatui::style::Color;
use ron::{
    error::{Error, Position, SpannedError},
    extensions::Extensions,
};
use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeSeed, IgnoredAny, MapAccess, Visitor},
};

use crate::domain::text;

/// A theme as written.
#[derive(Debug, Deserialize)]
#[serde(rename = "Theme", deny_unknown_fields)]
pub(super) struct RawTheme {
    /// What the palette calls it.
    pub(super) name: String,
    /// The theme that gives the roles which this one leaves out.
    pub(super) extends: Option<String>,
    /// The ground of the whole screen.
    pub(super) background: Option<Colour>,
    /// Everything that is to be read.
    pub(super) text: Option<Colour>,
    /// Key hints, counts, lines: what need not be read.
    pub(super) muted: Option<Colour>,
    /// Where the keyboard is.
    pub(super) focus: Option<Colour>,
    /// What needs someone: findings, lateness, a file that could not be saved.
    pub(super) attention: Option<Colour>,
}

/// A color as written: `#RRGGBB`, an ANSI name, or `default` for the terminal's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Colour(pub(super) Color);

/// The ANSI names. Bright black is left out on purpose: in Solarized and others it is the background itself.
const ANSI: [(&str, Color); 15] = [
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("gray", Color::Gray),
    ("light-red", Color::LightRed),
    ("light-green", Color::LightGreen),
    ("light-yellow", Color::LightYellow),
    ("light-blue", Color::LightBlue),
    ("light-magenta", Color::LightMagenta),
    ("light-cyan", Color::LightCyan),
    ("white", Color::White),
];

impl TryFrom<String> for Colour {
    type Error = NotAColour;

    fn try_from(word: String) -> Result<Self, NotAColour> {
        let known = ANSI
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, colour)| *colour);
        match known {
            Some(colour) => Ok(Self(colour)),
            None if word == "default" => Ok(Self(Color::Reset)),
            None => rgb(&word).map(Self).ok_or(NotAColour(word)),
        }
    }
}

/// Reads `#RRGGBB`. Digits are checked one by one, because `from_str_radix` would accept a sign.
fn rgb(word: &str) -> Option<Color> {
    let digits = word.strip_prefix('#')?;
    let valid = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let value = u32::from_str_radix(digits, 16).ok().filter(|_| valid)?;
    let [_, red, green, blue] = value.to_be_bytes();
    Some(Color::Rgb(red, green, blue))
}

/// The word that is no color.
pub(super) struct NotAColour(String);

impl fmt::Display for NotAColour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not a color. Write #RRGGBB, default",
            text::safe(&self.0)
        )?;
        for (name, _) in ANSI {
            let joint = if name == "white" { " or" } else { "," };
            write!(f, "{joint} {name}")?;
        }
        f.write_str(".")
    }
}

/// Reads a theme, or says where reading stopped and in one or two sentences why.
pub(super) fn parse(source: &str) -> Result<RawTheme, (Position, String)> {
    let mut raw: RawTheme = options()
        .from_str(source)
        .map_err(|error: SpannedError| (place(&error), why(&error.code)))?;
    raw.name = text::clean(&raw.name);
    raw.extends = raw.extends.map(|parent| text::clean(&parent));
    Ok(raw)
}

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Where the wrong word begins. ron's span starts there if the word itself was read; if reading stopped before it, the
/// span starts with the blanks in front, perhaps on an earlier line, and ends at the word.
fn place(error: &SpannedError) -> Position {
    match error.code {
        Error::Message(_)
        | Error::NoSuchStructField { .. }
        | Error::DuplicateStructField { .. }
        | Error::ExpectedDifferentStructName { .. } => error.span.start,
        _ => error.span.end,
    }
}

fn why(code: &Error) -> String {
    match code {
        Error::Message(sentence) => sentence.clone(),
        Error::NoSuchStructField {
            expected, found, ..
        } => {
            let found = text::safe(found);
            format!("A theme has no `{found}`. Use {}.", expected.join(", "))
        }
        Error::MissingStructField { field, .. } => {
            format!("The theme has no `{field}`. Add it, for example `{field}: \"mine\"`.")
        }
        Error::DuplicateStructField { field, .. } => {
            format!("`{field}` appears twice. Delete one of them.")
        }
        Error::ExpectedString => {
            "Expected a word in quotes here, for example \"#56B4E9\".".to_owned()
        }
        other => format!(
            "This is not a theme ({}). A theme looks like this: (name: \"mine\", extends: \"dark\", focus: \"cyan\").",
            text::safe(&other.to_string())
        ),
    }
}

/// Finds the word of one field and where it stands, even in a file whose other fields are wrong: a broken theme still
/// has a name, and a parent that does not exist is found only after the file was read, when its place is forgotten.
pub(super) fn find(source: &str, field: &'static str) -> Option<(String, Position)> {
    let mut found = None;
    // ron tells a place only with an error, so the seed stops with one at the word that is wanted.
    let stop = options()
        .from_str_seed(
            source,
            Find {
                field,
                found: &mut found,
            },
        )
        .err()?;
    found.map(|word| (text::clean(&word), stop.span.start))
}

struct Find<'f> {
    field: &'static str,
    found: &'f mut Option<String>,
}

impl<'de> DeserializeSeed<'de> for Find<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_struct("Theme", &[], self)
    }
}

impl<'de> Visitor<'de> for Find<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a theme")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        while let Some(Key(key)) = fields.next_key()? {
            if key == self.field {
                return fields.next_value_seed(Stop(self.found));
            }
            fields.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

/// A field's name: RON reads it only where an identifier is asked for.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        struct Name;
        impl Visitor<'_> for Name {
            type Value = Key;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a field")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Key, E> {
                Ok(Key(name.to_owned()))
            }
        }
        source.deserialize_identifier(Name)
    }
}

struct Stop<'f>(&'f mut Option<String>);

impl<'de> DeserializeSeed<'de> for Stop<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        *self.0 = Some(String::deserialize(source)?);
        Err(de::Error::custom("found"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_digits_an_ansi_name_or_the_terminals_own() {
        let colour = |word: &str| Colour::try_from(word.to_owned()).ok().map(|Colour(it)| it);
        assert_eq!(colour("#56B4E9"), Some(Color::Rgb(0x56, 0xB4, 0xE9)));
        assert_eq!(colour("#56b4e9"), Some(Color::Rgb(0x56, 0xB4, 0xE9)));
        assert_eq!(colour("light-blue"), Some(Color::LightBlue));
        assert_eq!(colour("default"), Some(Color::Reset));
        let refused = [
            "", "#", "#FFF", "#+12345", "#12345é", "#1234567", "56B4E9", "Cyan",
        ];
        for word in refused.iter().chain(&["bright-black", "dark-gray"]) {
            assert_eq!(colour(word), None, "`{word}` was taken for a colour");
        }
    }

    #[test]
    fn a_name_is_found_in_a_file_whose_other_lines_are_wrong() {
        let wrong = "(\n  texxt: [1, (2)],\n  name: \"mine\",\n  focus: \"mauve\",\n";
        let (name, at) = find(wrong, "name").unwrap();
        assert_eq!((name.as_str(), at.line), ("mine", 3));
        assert_eq!(find("(focus: \"cyan\")", "name"), None);
        assert_eq!(find("name = mine", "name"), None);
    }
}
