//! Keys of the user's own: a file that gives verbs other keys, on all their screens or on some. What two verbs would
//! share is refused with both places, and then all bundled keys stand: half a key map would surprise a room.

use std::collections::HashMap;

use serde::Deserialize;

use super::{Binding, Key, KeyCode, KeyMap, KeyMapError, Scope, Screen, Verb};
use crate::data::{self, Misread};

/// What a user writes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    rebind: Vec<Rebind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rebind {
    act: Verb,
    keys: Vec<String>,
    /// Wherever the verb has a binding, if nothing is said.
    #[serde(default)]
    on: Vec<Scope>,
}

/// Which entry of the user's file, by its line, gave a verb its keys on a screen; `None` for the bundled map.
type Origin = Option<usize>;

impl KeyMap {
    /// This map with the keys of a user's file.
    ///
    /// # Errors
    /// Where the text is no such file, or which two lines want one key. What is bundled stands then.
    pub fn rebound(&self, text: &str) -> Result<Self, KeyMapError> {
        let own: Own = data::read(text).map_err(refusal)?;
        let mut lines = data::entries(text, "rebind").into_iter();
        let mut bindings: Vec<(Binding, Origin)> = self
            .bindings
            .iter()
            .map(|binding| (binding.clone(), None))
            .collect();
        for entry in own.rebind {
            let line = lines.next().unwrap_or_default();
            let keys = keys(&entry, line)?;
            give(&mut bindings, &entry, &keys, line)?;
        }
        let in_rehearsal = by_key(&bindings, true)?;
        let by_key = by_key(&bindings, false)?;
        for (verb, says) in [
            (
                Verb::Palette,
                "palette reaches everything else, so it needs a key. Give it one.",
            ),
            (
                Verb::Quit,
                "quit is the way out, so it needs a key. Give it one.",
            ),
        ] {
            let unreachable =
                |(binding, _): &&(Binding, Origin)| binding.act == verb && binding.keys.is_empty();
            if let Some((_, line)) = bindings.iter().find(unreachable) {
                return Err(at(line.unwrap_or_default(), says));
            }
        }
        Ok(Self {
            bindings: bindings.into_iter().map(|(binding, _)| binding).collect(),
            footers: self.footers.clone(),
            by_key,
            in_rehearsal,
            rehearses: self.rehearses,
        })
    }
}

fn refusal(misread: Misread) -> KeyMapError {
    KeyMapError(misread.to_string())
}

fn at(line: usize, says: &str) -> KeyMapError {
    refusal(Misread::at_line(line, says))
}

/// The keys of an entry, if a terminal can tell each of them.
fn keys(entry: &Rebind, line: usize) -> Result<Vec<Key>, KeyMapError> {
    let mut keys = Vec::new();
    for name in &entry.keys {
        let key: Key = name
            .parse()
            .map_err(|says: String| at(line, &format!("{}.", crate::domain::text::safe(&says))))?;
        if let Some(twin) = twin(key) {
            let says = format!("a terminal cannot tell {key} from {twin}. Choose another key.");
            return Err(at(line, &says));
        }
        if key == Key::ctrl('c') {
            let says = "Ctrl+C always closes what is open. Choose another key.";
            return Err(at(line, says));
        }
        keys.push(key);
    }
    Ok(keys)
}

/// What a terminal takes a key for, when it sends the same byte for both.
fn twin(key: Key) -> Option<&'static str> {
    if !key.ctrl {
        return None;
    }
    match key.code {
        KeyCode::Char('m') | KeyCode::Enter => Some("Enter"),
        KeyCode::Char('j') => Some("a line break"),
        KeyCode::Char('i') | KeyCode::Tab => Some("Tab"),
        KeyCode::Char('[') | KeyCode::Esc => Some("Esc"),
        KeyCode::Backspace => Some("Backspace"),
        _ => None,
    }
}

/// Gives a verb its keys on the screens of an entry; where the rest of a binding keeps its own, it is split.
fn give(
    bindings: &mut Vec<(Binding, Origin)>,
    entry: &Rebind,
    keys: &[Key],
    line: usize,
) -> Result<(), KeyMapError> {
    let wanted =
        |screen: &Screen| entry.on.is_empty() || entry.on.iter().any(|on| on.covers(*screen));
    let mut found = Vec::new();
    let mut out = Vec::new();
    for (binding, origin) in bindings.drain(..) {
        let (given, kept): (Vec<Screen>, Vec<Screen>) = binding
            .on
            .iter()
            .copied()
            .partition(|screen| binding.act == entry.act && wanted(screen));
        if let (Some(screen), Some(first)) = (given.first(), origin) {
            return Err(KeyMapError(format!(
                "lines {first} and {line}: on {screen:?}, both give keys to {}. Keep one.",
                binding.act.name()
            )));
        }
        found.extend(given.iter().copied());
        if !given.is_empty() {
            let own = Binding {
                keys: keys.to_vec(),
                on: given,
                ..binding.clone()
            };
            out.push((own, Some(line)));
        }
        if !kept.is_empty() {
            let rest = Binding {
                on: kept,
                ..binding
            };
            out.push((rest, origin));
        }
    }
    *bindings = out;
    let lost = entry
        .on
        .iter()
        .find(|on| !found.iter().any(|screen| on.covers(*screen)));
    match lost {
        Some(on) => {
            let says = format!("{} does nothing on {on:?}. Remove it.", entry.act.name());
            Err(at(line, &says))
        }
        None => Ok(()),
    }
}

/// What each key does on each screen, in a rehearsal or elsewhere, if it does one thing.
fn by_key(
    bindings: &[(Binding, Origin)],
    rehearsal: bool,
) -> Result<HashMap<(Screen, Key), Verb>, KeyMapError> {
    let mut taken: HashMap<(Screen, Key), (Verb, Origin)> = HashMap::new();
    let wanted = bindings.iter().filter(|(b, _)| b.rehearsal == rehearsal);
    for (binding, origin) in wanted {
        for screen in &binding.on {
            for key in &binding.keys {
                let place = (*screen, *key);
                match taken.insert(place, (binding.act, *origin)) {
                    Some(other) if other.0 != binding.act => {
                        return Err(both(place, other, (binding.act, *origin)));
                    }
                    _ => {}
                }
            }
        }
    }
    let acts = taken.into_iter().map(|(place, (act, _))| (place, act));
    Ok(acts.collect())
}

/// Two verbs want one key: both are named, by line where they are the user's.
fn both((screen, key): (Screen, Key), one: (Verb, Origin), other: (Verb, Origin)) -> KeyMapError {
    let (one, other) = if one.1 > other.1 {
        (other, one)
    } else {
        (one, other)
    };
    let (act, taken) = (other.0.name(), one.0.name());
    KeyMapError(match (one.1, other.1) {
        (Some(first), Some(second)) => format!(
            "lines {first} and {second}: on {screen:?}, {key} is {taken} and {act}. Change one."
        ),
        (_, line) => format!(
            "line {}: on {screen:?}, {key} is {act} here and {taken} in the bundled keys. Change one.",
            line.unwrap_or_default()
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(text: &str) -> Result<KeyMap, String> {
        let bundled = KeyMap::bundled().unwrap();
        bundled.rebound(text).map_err(|error| error.to_string())
    }

    fn does(map: &KeyMap, screen: Screen, key: &str) -> Option<Verb> {
        map.action(screen, key.parse().unwrap())
    }

    #[test]
    fn a_verb_gets_its_keys_everywhere_or_on_some_screens() {
        let map = map(r#"(rebind: [
            (act: threat, keys: ["F3", "F2"], on: [GoWrong, DoAbout]),
            (act: undo, keys: ["Ctrl+U"]),
        ])"#)
        .unwrap();
        assert_eq!(does(&map, Screen::GoWrong, "F3"), Some(Verb::Threat));
        assert_eq!(does(&map, Screen::DoAbout, "F2"), Some(Verb::Threat));
        assert_eq!(does(&map, Screen::GoWrong, "t"), None);
        assert_eq!(does(&map, Screen::Actions, "t"), Some(Verb::Threat));
        assert_eq!(does(&map, Screen::Actions, "F3"), None);
        for screen in [Screen::WorkingOn, Screen::Export] {
            assert_eq!(does(&map, screen, "Ctrl+U"), Some(Verb::Undo));
            assert_eq!(does(&map, screen, "u"), None);
        }
        assert_eq!(map.key_for(Screen::GoWrong, Verb::Threat), "F3");
        let shown: Vec<String> = map
            .footer(Screen::GoWrong, None, None)
            .map(|(binding, _)| binding.keys_shown())
            .collect();
        assert_eq!(shown.first().map(String::as_str), Some("F3, F2"));
    }

    #[test]
    fn two_verbs_may_change_places() {
        let map = map(r#"(rebind: [(act: threat, keys: ["q"]), (act: question, keys: ["t"])])"#);
        let map = map.unwrap();
        assert_eq!(does(&map, Screen::GoWrong, "q"), Some(Verb::Threat));
        assert_eq!(does(&map, Screen::GoWrong, "t"), Some(Verb::Question));
    }

    #[test]
    fn what_cannot_be_is_refused_with_its_lines() {
        let table = [
            (
                "(rebind: [\n  (act: threat, keys: [\"T\"]),\n  (act: park, keys: [\"T\"], on: [GoWrong]),\n])",
                "lines 2 and 3: on GoWrong, T is threat and park. Change one.",
            ),
            (
                "(rebind: [\n  (act: threat, keys: [\"p\"], on: [GoWrong]),\n])",
                "line 2: on GoWrong, p is threat here and park in the bundled keys. Change one.",
            ),
            (
                "(rebind: [\n  (act: undo, keys: [\"Z\"]),\n\n  (act: undo, keys: [\"U\"], on: [Export]),\n])",
                "lines 2 and 4: on Export, both give keys to undo. Keep one.",
            ),
            (
                "(rebind: [\n  (act: thread, keys: [\"T\"]),\n])",
                "line 2, column 9: `thread` is not a valid value here. Did you mean `threat`?",
            ),
            (
                "(rebind: [\n  (act: threat, keys: [\"Entr\"]),\n])",
                "line 2: \"Entr\" is not a key; write for instance t, Enter, Ctrl+P or F1.",
            ),
            (
                "(rebind: [\n  (act: confidence, keys: [\"T\"], on: [GoWrong]),\n])",
                "line 2: confidence does nothing on GoWrong. Remove it.",
            ),
            (
                "(rebind: [\n  (act: undo, keys: [\"Ctrl+C\"]),\n])",
                "line 2: Ctrl+C always closes what is open. Choose another key.",
            ),
            (
                "(rebind: [\n  (act: palette, keys: [], on: [Home]),\n])",
                "line 2: palette reaches everything else, so it needs a key. Give it one.",
            ),
            (
                "(rebind: [\n  (act: quit, keys: []),\n])",
                "line 2: quit is the way out, so it needs a key. Give it one.",
            ),
        ];
        for (text, says) in table {
            assert_eq!(map(text).unwrap_err(), says, "{text}");
        }
    }

    #[test]
    fn a_key_that_terminals_cannot_tell_is_refused() {
        for key in ["Ctrl+M", "Ctrl+I", "Ctrl+J", "Ctrl+[", "Ctrl+Enter"] {
            let says = map(&format!("(rebind: [(act: threat, keys: [\"{key}\"])])")).unwrap_err();
            let begins = format!("line 1: a terminal cannot tell {key} from ");
            assert!(says.starts_with(&begins), "{says}");
        }
    }
}
