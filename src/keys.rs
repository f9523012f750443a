//! The key map as data: which key does what on which screen, and what the footer, help and palette say about it.

pub mod key;
mod rebind;
mod screen;
pub(crate) use crate::domain::verb;

use std::collections::HashMap;
use std::fmt;

use ron::extensions::Extensions;
use serde::Deserialize;

use crate::domain::{AgendaStep, ItemId, Says};
use key::{Key, KeyCode};
use screen::Scope;
pub use screen::Screen;
use verb::Verb;

/// The bundled key map.
const BUNDLED: &str = include_str!("keys/keys.ron");

/// How help groups the keys: by what a facilitator does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
pub enum Group {
    /// Write something down.
    WriteDown,
    /// Go somewhere.
    Move,
    /// Change what is selected.
    Change,
    /// Time and turns.
    RunTheRoom,
    /// Bring the meeting to its end.
    EndWell,
    /// Begin.
    Start,
    /// Show something.
    Show,
    /// Nothing is lost.
    Safe,
}

impl Group {
    /// All groups, in the order of the help.
    pub const ALL: [Self; 8] = [
        Self::Start,
        Self::WriteDown,
        Self::Change,
        Self::Move,
        Self::RunTheRoom,
        Self::EndWell,
        Self::Show,
        Self::Safe,
    ];

    /// Its heading.
    pub fn heading(self) -> &'static str {
        match self {
            Self::WriteDown => "ADD",
            Self::Move => "MOVE",
            Self::Change => "CHANGE",
            Self::RunTheRoom => "RUN THE MEETING",
            Self::EndWell => "WRAP UP",
            Self::Start => "START",
            Self::Show => "SHOW",
            Self::Safe => "SAFE",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    bindings: Vec<RawBinding>,
    footers: Vec<RawFooter>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBinding {
    act: Verb,
    keys: Vec<String>,
    on: Vec<Scope>,
    group: Group,
    label: String,
    says: String,
    #[serde(default)]
    also: String,
    #[serde(default)]
    plain: bool,
    #[serde(default)]
    rehearsal: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFooter {
    on: Screen,
    #[serde(default)]
    step: Option<AgendaStep>,
    #[serde(default)]
    selected: Option<OnMap>,
    acts: Vec<Verb>,
    #[serde(default)]
    labels: HashMap<Verb, String>,
}

/// What is selected on the map, where the last row offers what can be done with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum OnMap {
    /// An element.
    Element,
    /// A flow.
    Flow,
    /// A trust zone.
    Zone,
}

impl OnMap {
    /// What an item is there; `None` for what is not on the map.
    pub fn of(id: ItemId) -> Option<Self> {
        match id {
            ItemId::Element(_) => Some(Self::Element),
            ItemId::Flow(_) => Some(Self::Flow),
            ItemId::Zone(_) => Some(Self::Zone),
            _ => None,
        }
    }
}

/// A verb, the keys that do it, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The verb.
    pub act: Verb,
    /// Its keys, the one to be learnt first.
    pub keys: Vec<Key>,
    /// Where help lists it.
    pub group: Group,
    /// In one or two words, for the footer.
    pub label: String,
    /// In a sentence, for help and palette.
    pub says: String,
    /// Other words that people look for it with.
    pub also: String,
    on: Vec<Screen>,
    /// It is there in a rehearsal only, in place of what the same key does elsewhere.
    rehearsal: bool,
}

impl Binding {
    /// Whether it is for this screen.
    pub fn covers(&self, screen: Screen) -> bool {
        self.on.contains(&screen)
    }

    /// Its name among all commands, where no heading says what it does: `add threat`.
    pub fn name(&self) -> String {
        if self.group == Group::WriteDown && self.says.starts_with("Add ") {
            format!("add {}", self.label)
        } else {
            self.label.clone()
        }
    }

    /// Its keys as help writes them: `Up, k`.
    pub fn keys_shown(&self) -> String {
        self.keys
            .iter()
            .map(Key::to_string)
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// What the last row shows on a screen, or during one step of it.
#[derive(Clone, Debug)]
struct Footer {
    on: Screen,
    step: Option<AgendaStep>,
    selected: Option<OnMap>,
    acts: Vec<Verb>,
    /// What a verb is called there, where its usual label says too little.
    labels: HashMap<Verb, String>,
}

/// The whole key map.
#[derive(Clone, Debug)]
pub struct KeyMap {
    bindings: Vec<Binding>,
    footers: Vec<Footer>,
    by_key: HashMap<(Screen, Key), Verb>,
    in_rehearsal: HashMap<(Screen, Key), Verb>,
    /// The open session is a rehearsal.
    rehearses: bool,
}

/// Why a key map is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyMapError(String);

impl fmt::Display for KeyMapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for KeyMapError {}

impl KeyMap {
    /// The key map that comes with the program.
    ///
    /// # Errors
    /// Never for a released program: a test proves the bundled file.
    pub fn bundled() -> Result<Self, KeyMapError> {
        Self::parse(BUNDLED)
    }

    /// The same with the keys that read aloud, for a program that draws nothing.
    ///
    /// # Errors
    /// Never for a released program: a test proves the bundled file.
    pub fn spoken() -> Result<Self, KeyMapError> {
        Self::read(BUNDLED, true)
    }

    /// Reads a key map.
    ///
    /// # Errors
    /// Where the text is not a key map, which key is not one, or which two commands want the same key.
    pub fn parse(text: &str) -> Result<Self, KeyMapError> {
        Self::read(text, false)
    }

    fn read(text: &str, spoken: bool) -> Result<Self, KeyMapError> {
        let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
        let raw: Raw = options.from_str(text).map_err(|error| {
            let place = error.span.start;
            KeyMapError(format!(
                "line {}, column {}: {}",
                place.line, place.col, error.code
            ))
        })?;
        let mut bindings = Vec::new();
        let mut by_key: HashMap<(Screen, Key), Verb> = HashMap::new();
        let mut in_rehearsal = by_key.clone();
        for binding in raw.bindings.into_iter().filter(|b| spoken || !b.plain) {
            let keys = binding
                .keys
                .iter()
                .map(|name| {
                    name.parse()
                        .map_err(|says| KeyMapError(format!("{}: {says}", binding.label)))
                })
                .collect::<Result<Vec<Key>, _>>()?;
            let binding = Binding {
                act: binding.act,
                keys,
                group: binding.group,
                label: binding.label,
                says: binding.says,
                also: binding.also,
                on: Screen::ALL
                    .into_iter()
                    .filter(|screen| binding.on.iter().any(|on| on.covers(*screen)))
                    .collect(),
                rehearsal: binding.rehearsal,
            };
            let taken = if binding.rehearsal {
                &mut in_rehearsal
            } else {
                &mut by_key
            };
            for screen in &binding.on {
                for key in &binding.keys {
                    if let Some(other) = taken.insert((*screen, *key), binding.act) {
                        return Err(KeyMapError(format!(
                            "On {screen:?}, {key} is bound twice: to {other:?} and to {:?}. Change one of them.",
                            binding.act
                        )));
                    }
                }
            }
            bindings.push(binding);
        }
        let footers = raw
            .footers
            .into_iter()
            .map(|footer| Footer {
                on: footer.on,
                step: footer.step,
                selected: footer.selected,
                acts: footer.acts,
                labels: footer.labels,
            })
            .collect();
        Ok(Self {
            bindings,
            footers,
            by_key,
            in_rehearsal,
            rehearses: false,
        })
    }

    /// The same for a rehearsal, or for any other session.
    #[must_use]
    pub fn rehearsing(&self, rehearses: bool) -> Self {
        Self {
            rehearses,
            ..self.clone()
        }
    }

    /// What a key does on a screen.
    pub fn action(&self, screen: Screen, key: Key) -> Option<Verb> {
        let place = (screen, key);
        let own = self.in_rehearsal.get(&place).filter(|_| self.rehearses);
        own.or_else(|| self.by_key.get(&place)).copied()
    }

    /// Everything that can be done on a screen, in the order of the file.
    pub fn bindings(&self, screen: Screen) -> impl Iterator<Item = &Binding> {
        self.bindings
            .iter()
            .filter(move |binding| binding.covers(screen) && self.is_there(screen, binding))
    }

    /// Whether a binding counts, in a rehearsal or elsewhere: what lost a key to the rehearsal does not.
    fn is_there(&self, screen: Screen, binding: &Binding) -> bool {
        let gives_way = |key: &Key| self.in_rehearsal.contains_key(&(screen, *key));
        match (self.rehearses, binding.rehearsal) {
            (false, rehearsal) => !rehearsal,
            (true, true) => true,
            (true, false) => !binding.keys.iter().any(gives_way),
        }
    }

    /// What the last row shows on a screen during a step, or while something of the map is selected: most important
    /// first, with the label of each.
    pub fn footer(
        &self,
        screen: Screen,
        step: Option<AgendaStep>,
        selected: Option<OnMap>,
    ) -> impl Iterator<Item = (&Binding, &str)> {
        let here = |footer: &&Footer| footer.on == screen && footer.selected == selected;
        let own = self.footers.iter().filter(here);
        let own = own
            .clone()
            .find(|f| f.step.is_some() && f.step == step)
            .or_else(|| {
                let mut usual = own.clone();
                usual.find(|footer| footer.step.is_none())
            });
        own.into_iter()
            .flat_map(|footer| footer.acts.iter().map(move |act| (footer, *act)))
            .filter_map(move |(footer, act)| {
                let binding = self.bindings(screen).find(|binding| binding.act == act)?;
                let label = footer.labels.get(&act).unwrap_or(&binding.label);
                Some((binding, label.as_str()))
            })
    }

    /// The first key that does something on a screen, as the footer writes it; what has no key is found with the
    /// palette's.
    pub fn key_for(&self, screen: Screen, act: Verb) -> String {
        let first = |act: Verb| {
            self.bindings(screen)
                .filter(|binding| binding.act == act)
                .find_map(|binding| binding.keys.first())
        };
        first(act)
            .or_else(|| first(Verb::Palette))
            .map(Key::to_string)
            .unwrap_or_default()
    }

    /// A sentence with the keys of this map on a screen. What has no key there is found in the palette by its label.
    pub fn says(&self, screen: Screen, says: &Says) -> String {
        says.with(|verb| self.called(screen, verb))
    }

    fn called(&self, screen: Screen, verb: Verb) -> String {
        let own = || self.bindings(screen).filter(|b| b.act == verb);
        let key = self.key_for(screen, verb);
        match own().next() {
            Some(binding) if own().all(|b| b.keys.is_empty()) => {
                format!("{key}, then {}", binding.label)
            }
            _ => key,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_keys_are_whole() {
        let map = KeyMap::bundled().unwrap();
        for Footer {
            on: screen, acts, ..
        } in &map.footers
        {
            for act in acts {
                assert!(
                    map.bindings(*screen)
                        .any(|b| b.act == *act && !b.keys.is_empty()),
                    "the footer of {screen:?} names {act:?}, which has no key there"
                );
            }
        }
        assert_eq!(
            map.action(Screen::GoWrong, Key::char('t')),
            Some(Verb::Threat)
        );
        assert_eq!(map.action(Screen::Home, Key::char('t')), None);
    }

    #[test]
    fn the_keys_that_read_aloud_are_there_only_where_nothing_is_drawn() {
        let l = Key::char('l');
        let (drawn, spoken) = (KeyMap::bundled().unwrap(), KeyMap::spoken().unwrap());
        let lists = Some(Verb::ListSessions);
        for screen in Screen::ALL {
            // The start screen has its list everywhere; where nothing is drawn, listing is reading.
            let (seen, heard) = match screen {
                Screen::Home => (lists, lists),
                _ => (None, Some(Verb::ReadList)),
            };
            assert_eq!(drawn.action(screen, l), seen, "{screen:?}");
            assert_eq!(spoken.action(screen, l), heard, "{screen:?}");
        }
    }

    #[test]
    fn every_screen_can_be_left_and_explained() {
        let map = KeyMap::bundled().unwrap();
        for screen in Screen::ALL {
            for (key, act) in [
                ("Ctrl+Q", Verb::Quit),
                ("?", Verb::Help),
                ("Ctrl+P", Verb::Palette),
            ] {
                assert_eq!(
                    map.action(screen, key.parse().unwrap()),
                    Some(act),
                    "{screen:?}"
                );
            }
        }
    }

    #[test]
    fn no_key_needs_what_a_terminal_cannot_tell() {
        let map = KeyMap::bundled().unwrap();
        // A second key may need more than the first.
        for key in map.bindings.iter().filter_map(|b| b.keys.first()) {
            let name = key.to_string();
            assert!(
                !["[", "]", "{", "}", "\\", "|", "@"].contains(&name.as_str()),
                "{name} needs AltGr"
            );
        }
        for (_, key) in map.by_key.keys() {
            let name = key.to_string();
            assert!(
                !["Ctrl+M", "Ctrl+I", "Ctrl+J", "Ctrl+["].contains(&name.as_str()),
                "{name}"
            );
        }
    }

    #[test]
    fn two_commands_on_one_key_are_refused_by_name() {
        let text = r#"(bindings: [
            (act: threat, keys: ["t"], on: [Session], group: WriteDown, label: "threat", says: "x"),
            (act: park, keys: ["t"], on: [GoWrong], group: WriteDown, label: "park", says: "x"),
        ], footers: [])"#;
        assert_eq!(
            KeyMap::parse(text).unwrap_err().to_string(),
            "On GoWrong, t is bound twice: to Threat and to Park. Change one of them."
        );
    }

    #[test]
    fn a_misspelt_command_is_placed() {
        let text = "(bindings: [\n (act: thread, keys: [], on: [], group: Move, label: \"\", says: \"\")], footers: [])";
        let says = KeyMap::parse(text).unwrap_err().to_string();
        assert!(says.starts_with("line 2, column "), "{says}");
        assert!(says.contains("`thread`"), "{says}");
    }
}
