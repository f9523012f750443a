//! Colors and emphasis. A theme file gives colors to five roles; what a role looks like in a situation, and in a
//! terminal with few colors or none, is decided once in [`Styles`], so that no view ever names a color.
//!
//! What may be written is in `raw`, which files there are and what they extend in `registry`, what it means on the
//! screen in `styles`, and which characters lines are made of in `signs`. Nothing here touches the disk or the
//! environment: both are handed in.

use std::fmt;

use ratatui::style::Color;

mod raw;
mod registry;
#[cfg(test)]
mod sight;
mod signs;
mod styles;

pub use registry::{DEFAULT, Offer, load, names, offers};
pub use signs::Signs;
pub use styles::Styles;

/// A theme with every role decided, whatever its file left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    name: String,
    roles: Roles,
}

impl Theme {
    /// What the theme calls itself: the word that the palette shows and that is remembered.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Default for Theme {
    /// The built-in theme [`DEFAULT`].
    fn default() -> Self {
        load(DEFAULT, &[]).0
    }
}

/// The color of each role. Two accents and no more: every further hue that was computed fell too close to another
/// one for some color-blind viewers, so there is no green for good and no red for bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Roles {
    background: Color,
    text: Color,
    muted: Color,
    focus: Color,
    attention: Color,
}

impl Roles {
    /// The terminal's own two colors with ANSI 6 and 3: what can be shown without RGB, and what is left if not even
    /// the built-in theme can be read.
    const PLAIN: Self = Self {
        background: Color::Reset,
        text: Color::Reset,
        muted: Color::Reset,
        focus: Color::Cyan,
        attention: Color::Yellow,
    };
}

/// How much color the terminal gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// A theme's own RGB values.
    TrueColor,
    /// The terminal's own palette only.
    Ansi,
    /// No color at all: bold, reverse and underline.
    None,
}

/// What was said about color outside the program. Whoever starts the program reads it; here it is only weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ColourEnv<'a> {
    /// `--no-color` was given.
    pub no_color_flag: bool,
    /// The variable `NO_COLOR`; it counts only if it is not empty (<https://no-color.org>).
    pub no_color: Option<&'a str>,
    /// The variable `COLORTERM`: `truecolor` or `24bit` where RGB is understood.
    pub colorterm: Option<&'a str>,
    /// The variable `TERM`; `dumb` shows nothing but letters, `…-direct` says RGB.
    pub term: Option<&'a str>,
}

/// Decides how much color to use: the flag first, then `NO_COLOR`, then what the terminal says of itself.
pub fn depth(env: &ColourEnv) -> Depth {
    let refused = env.no_color.is_some_and(|value| !value.is_empty());
    if env.no_color_flag || refused || env.term == Some("dumb") {
        return Depth::None;
    }
    let offered = env.colorterm.is_some_and(|value| {
        value.eq_ignore_ascii_case("truecolor") || value.eq_ignore_ascii_case("24bit")
    });
    if offered || env.term.is_some_and(|term| term.ends_with("-direct")) {
        Depth::TrueColor
    } else {
        Depth::Ansi
    }
}

/// A place in a theme file. Lines and columns count from 1; columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file as it was handed in, safe to print.
    pub file: String,
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Place {
    /// Without the folders.
    fn in_short(&self) -> String {
        let file = self.file.rsplit(['/', '\\']).next().unwrap_or_default();
        format!("{file}:{}:{}", self.line, self.column)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// Why a theme cannot be used. Its text says where, what was wrong, what to write instead, and that the default is
/// shown meanwhile. Every word taken from a file is safe to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThemeError {
    /// The file is not RON, or not a theme; `why` is the sentence with the remedy.
    Unreadable {
        /// Where reading stopped.
        place: Place,
        /// What was wrong and what to write instead.
        why: String,
    },
    /// `extends` names a theme that does not exist.
    UnknownParent {
        /// Where `extends` says so.
        place: Place,
        /// The name that no one has.
        parent: String,
        /// The names that could have been written.
        known: Vec<String>,
    },
    /// Themes extend each other in a circle.
    Loop {
        /// The `extends` that closes the circle.
        place: Place,
        /// The names, from the theme that was asked for back to the repeated one.
        chain: Vec<String>,
    },
    /// Two of the user's files give themselves the same name.
    SameName {
        /// Where the second file says it.
        place: Place,
        /// The name.
        name: String,
        /// The first file.
        first: String,
    },
    /// No theme has the name that was asked for.
    UnknownTheme {
        /// The name that no one has.
        name: String,
        /// The names that exist.
        known: Vec<String>,
    },
}

impl ThemeError {
    /// The whole in one line, for where there is only one: what is shown instead, then why.
    pub fn in_short(&self) -> String {
        let why = match self {
            Self::Unreadable { place, .. }
            | Self::UnknownParent { place, .. }
            | Self::Loop { place, .. }
            | Self::SameName { place, .. } => format!("{} cannot be used", place.in_short()),
            Self::UnknownTheme { name, .. } => format!("there is no theme {name}"),
        };
        format!("The theme {DEFAULT} is shown: {why}.")
    }
}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { place, why } => write!(f, "{place}: {why}")?,
            Self::UnknownParent {
                place,
                parent,
                known,
            } => write!(
                f,
                "{place}: There is no theme `{parent}` to extend. Use one of these: {}.",
                known.join(", ")
            )?,
            Self::Loop { place, chain } => write!(
                f,
                "{place}: These themes extend each other in a loop: {}. Delete `extends` from one of them.",
                chain.join(" > ")
            )?,
            Self::SameName { place, name, first } => write!(
                f,
                "{place}: The name `{name}` is already taken by {first}. Give this theme another name."
            )?,
            Self::UnknownTheme { name, known } => {
                write!(
                    f,
                    "There is no theme `{name}`. Choose one of these: {}.",
                    known.join(", ")
                )?;
            }
        }
        write!(f, " Until then the built-in theme `{DEFAULT}` is used.")
    }
}

impl std::error::Error for ThemeError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminal_decides_how_much_colour_unless_someone_refuses_it() {
        let truecolor = ColourEnv {
            colorterm: Some("truecolor"),
            term: Some("xterm-256color"),
            ..ColourEnv::default()
        };
        let table = [
            ("RGB is offered", truecolor, Depth::TrueColor),
            (
                "24bit is RGB too",
                ColourEnv {
                    colorterm: Some("24bit"),
                    ..truecolor
                },
                Depth::TrueColor,
            ),
            (
                "a -direct terminal has RGB",
                ColourEnv {
                    colorterm: None,
                    term: Some("xterm-direct"),
                    ..truecolor
                },
                Depth::TrueColor,
            ),
            (
                "256 colours are not RGB",
                ColourEnv {
                    colorterm: None,
                    ..truecolor
                },
                Depth::Ansi,
            ),
            ("nothing is known", ColourEnv::default(), Depth::Ansi),
            (
                "NO_COLOR is set",
                ColourEnv {
                    no_color: Some("1"),
                    ..truecolor
                },
                Depth::None,
            ),
            (
                "an empty NO_COLOR does not count",
                ColourEnv {
                    no_color: Some(""),
                    ..truecolor
                },
                Depth::TrueColor,
            ),
            (
                "a dumb terminal",
                ColourEnv {
                    term: Some("dumb"),
                    ..truecolor
                },
                Depth::None,
            ),
            (
                "the flag wins over an empty NO_COLOR",
                ColourEnv {
                    no_color_flag: true,
                    no_color: Some(""),
                    ..truecolor
                },
                Depth::None,
            ),
        ];
        for (case, env, expected) in table {
            assert_eq!(depth(&env), expected, "{case}");
        }
    }
}
