//! Which themes there are, and what a theme is once everything it extends is filled in. A theme that cannot be used
//! gives the default together with the reason, so that no one is left guessing why the screen looks different.

use ron::error::Position;

use super::{Place, Roles, Theme, ThemeError, raw};
use crate::domain::text;

/// The theme that is shown unless another is asked for, and that fills the roles which a theme leaves out.
pub const DEFAULT: &str = "dark";

const BUNDLED: [(&str, &str); 4] = [
    ("themes/dark.ron", include_str!("../../themes/dark.ron")),
    ("themes/light.ron", include_str!("../../themes/light.ron")),
    (
        "themes/terminal.ron",
        include_str!("../../themes/terminal.ron"),
    ),
    (
        "themes/contrast.ron",
        include_str!("../../themes/contrast.ron"),
    ),
];

/// What each bundled theme is for, in the same order.
const FOR: [&str; BUNDLED.len()] = [
    "Light text on a dark background.",
    "For projectors and bright rooms.",
    "Your terminal's own colors.",
    "White on black, with maximum contrast.",
];

/// A theme that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What it is asked for by.
    pub name: String,
    /// What it is for, or whose it is, in a sentence. Safe to print.
    pub says: String,
    /// Why it cannot be used.
    pub problem: Option<ThemeError>,
}

/// One theme file, known by the name it gives itself.
struct Source<'a> {
    file: &'a str,
    text: &'a str,
    name: String,
    /// Where the name stands; the file's first character if it could not be found.
    at: Position,
}

impl<'a> Source<'a> {
    fn new(file: &'a str, text: &'a str) -> Self {
        // A file too broken to say its name is known by its file's name, so that asking for it tells what is wrong.
        let (name, at) =
            raw::find(text, "name").unwrap_or_else(|| (stem(file), Position { line: 1, col: 1 }));
        Self {
            file,
            text,
            name,
            at,
        }
    }

    fn place(&self, at: Position) -> Place {
        Place {
            file: text::safe(self.file),
            line: at.line,
            column: at.col,
        }
    }
}

fn stem(file: &str) -> String {
    let last = file.rsplit(['/', '\\']).next().unwrap_or(file);
    text::clean(last.strip_suffix(".ron").unwrap_or(last))
}

/// The names that can be asked for, in the order of the palette: the built-in ones, then the user's by name.
///
/// `user` holds the user's theme files, each as its path and its text.
pub fn names(user: &[(String, String)]) -> Vec<String> {
    known(&sources(user))
}

/// What can be asked for, in the order of [`names`], and what is wrong with those that cannot be used.
///
/// `user` holds the user's theme files, each as its path and its text.
pub fn offers(user: &[(String, String)]) -> Vec<Offer> {
    let sources = sources(user);
    let mut offers: Vec<Offer> = Vec::new();
    for name in known(&sources) {
        let own = sources.iter().take(user.len()).find(|s| s.name == name);
        let bundled = BUNDLED.iter().position(|(file, _)| stem(file) == name);
        let says = match (own, bundled.and_then(|place| FOR.get(place))) {
            (None, Some(says)) => (*says).to_owned(),
            (own, _) => {
                let file = own.map_or("", |source| source.file);
                format!("Yours: {}.", text::safe(file))
            }
        };
        let problem = resolve(&name, &sources).err();
        offers.push(Offer {
            name,
            says,
            problem,
        });
    }
    offers
}

/// Loads the theme `name`. If it cannot be used, the theme is [`DEFAULT`] and the error says why.
///
/// `user` holds the user's theme files, each as its path and its text. A user's theme takes the place of a built-in
/// one of the same name, and may extend it. Roles that neither a theme nor what it extends gives come from
/// [`DEFAULT`]. Files that `name` does not need are not judged.
pub fn load(name: &str, user: &[(String, String)]) -> (Theme, Option<ThemeError>) {
    match resolve(name, &sources(user)) {
        Ok(theme) => (theme, None),
        Err(error) => {
            let plain = || Theme {
                name: DEFAULT.to_owned(),
                roles: Roles::PLAIN,
            };
            (
                resolve(DEFAULT, &sources(&[])).unwrap_or_else(|_| plain()),
                Some(error),
            )
        }
    }
}

/// The user's files first, so that the first of a name is the one that counts.
fn sources(user: &[(String, String)]) -> Vec<Source<'_>> {
    let own = user.iter().map(|(file, text)| Source::new(file, text));
    own.chain(BUNDLED.iter().map(|(file, text)| Source::new(file, text)))
        .collect()
}

fn known(sources: &[Source]) -> Vec<String> {
    let own_count = sources.len().saturating_sub(BUNDLED.len());
    let (own, bundled) = sources.split_at(own_count);
    let mut names: Vec<String> = bundled
        .iter()
        .map(|source| text::safe(&source.name))
        .collect();
    let mut rest: Vec<String> = own.iter().map(|source| text::safe(&source.name)).collect();
    rest.sort();
    rest.dedup();
    rest.retain(|name| !names.contains(name));
    names.append(&mut rest);
    names
}

fn resolve(name: &str, sources: &[Source]) -> Result<Theme, ThemeError> {
    let mut roles = Filled::default();
    let mut seen: Vec<&Source> = Vec::new();
    let mut next = sources
        .iter()
        .find(|source| source.name == name)
        .ok_or_else(|| ThemeError::UnknownTheme {
            name: text::safe(name),
            known: known(sources),
        })?;
    loop {
        refuse_a_second_of_the_name(next, sources)?;
        let raw = raw::parse(next.text).map_err(|(at, why)| ThemeError::Unreadable {
            place: next.place(at),
            why,
        })?;
        roles.fill(&raw);
        seen.push(next);
        let Some(parent) = raw.extends else { break };
        next = parent_of(next, &parent, &seen, sources)?;
    }
    Ok(Theme {
        name: name.to_owned(),
        roles: roles.finish(),
    })
}

/// Two of the user's files with one name would make the theme depend on the order of a folder.
fn refuse_a_second_of_the_name(source: &Source, sources: &[Source]) -> Result<(), ThemeError> {
    let own = sources.len().saturating_sub(BUNDLED.len());
    let mut same = sources
        .iter()
        .take(own)
        .filter(|other| other.name == source.name);
    match (same.next(), same.next()) {
        (Some(first), Some(second)) => Err(ThemeError::SameName {
            place: second.place(second.at),
            name: text::safe(&second.name),
            first: text::safe(first.file),
        }),
        _ => Ok(()),
    }
}

/// The theme that `child` extends: never itself, so that a user's `dark` can extend the built-in one.
fn parent_of<'s, 'a>(
    child: &Source,
    parent: &str,
    seen: &[&Source],
    sources: &'s [Source<'a>],
) -> Result<&'s Source<'a>, ThemeError> {
    let at = raw::find(child.text, "extends").map_or_else(|| child.at, |(_, at)| at);
    let found = sources
        .iter()
        .find(|source| source.name == parent && !std::ptr::eq(*source, child));
    match found {
        Some(source) if !seen.iter().any(|earlier| std::ptr::eq(*earlier, source)) => Ok(source),
        None if child.name != parent => {
            let mut known = known(sources);
            known.retain(|name| *name != text::safe(&child.name));
            Err(ThemeError::UnknownParent {
                place: child.place(at),
                parent: text::safe(parent),
                known,
            })
        }
        _ => {
            let names = seen
                .iter()
                .map(|source| source.name.as_str())
                .chain([parent]);
            let chain = names.map(text::safe).collect();
            Err(ThemeError::Loop {
                place: child.place(at),
                chain,
            })
        }
    }
}

/// Roles as they are gathered from a theme and its parents; what a child gave stays.
#[derive(Default)]
struct Filled {
    background: Option<raw::Colour>,
    text: Option<raw::Colour>,
    muted: Option<raw::Colour>,
    focus: Option<raw::Colour>,
    attention: Option<raw::Colour>,
}

impl Filled {
    fn fill(&mut self, raw: &raw::RawTheme) {
        self.background = self.background.or(raw.background);
        self.text = self.text.or(raw.text);
        self.muted = self.muted.or(raw.muted);
        self.focus = self.focus.or(raw.focus);
        self.attention = self.attention.or(raw.attention);
    }

    fn finish(mut self) -> Roles {
        let default = BUNDLED.iter().map(|(file, text)| Source::new(file, text));
        for source in default.filter(|source| source.name == DEFAULT) {
            if let Ok(raw) = raw::parse(source.text) {
                self.fill(&raw);
            }
        }
        let plain = Roles::PLAIN;
        Roles {
            background: self.background.map_or(plain.background, |colour| colour.0),
            text: self.text.map_or(plain.text, |colour| colour.0),
            muted: self.muted.map_or(plain.muted, |colour| colour.0),
            focus: self.focus.map_or(plain.focus, |colour| colour.0),
            attention: self.attention.map_or(plain.attention, |colour| colour.0),
        }
    }
}

#[cfg(test)]
mod tests;
