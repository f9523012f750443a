//! Keys as both protocols name them.

/// One key with what is held while it is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stroke {
    pub(super) key: Key,
    pub(super) control: bool,
    pub(super) shift: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Letter(char),
    Named(&'static Named),
}

/// A key that types no letter.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// What the page is told, which is also what a test calls it.
    pub(super) name: &'static str,
    /// Its number on Windows, by which Chromium knows it.
    pub(super) number: u32,
    /// The character that stands for it in `WebDriver`.
    pub(super) character: char,
    /// What it types.
    pub(super) text: &'static str,
}

const fn named(name: &'static str, number: u32, character: char, text: &'static str) -> Named {
    Named {
        name,
        number,
        character,
        text,
    }
}

static NAMED: [Named; 11] = [
    named("Tab", 9, '\u{e004}', ""),
    named("Enter", 13, '\u{e007}', "\r"),
    named("Escape", 27, '\u{e00c}', ""),
    named("Backspace", 8, '\u{e003}', ""),
    named("Delete", 46, '\u{e017}', ""),
    named("ArrowLeft", 37, '\u{e012}', ""),
    named("ArrowUp", 38, '\u{e013}', ""),
    named("ArrowRight", 39, '\u{e014}', ""),
    named("ArrowDown", 40, '\u{e015}', ""),
    named("Home", 36, '\u{e011}', ""),
    named("End", 35, '\u{e010}', ""),
];

/// A key by its name: `Tab`, `Shift+Tab`, `Control+v`, `a`.
pub(crate) fn stroke(said: &str) -> Stroke {
    let mut parts: Vec<&str> = said.split('+').collect();
    let name = parts.pop().unwrap();
    let mut letters = name.chars();
    let key = match (letters.next(), letters.next()) {
        (Some(letter), None) => Key::Letter(letter),
        _ => Key::Named(by_name(name)),
    };
    assert!(
        parts.iter().all(|part| ["Control", "Shift"].contains(part)),
        "{said} is no key"
    );
    Stroke {
        key,
        control: parts.contains(&"Control"),
        shift: parts.contains(&"Shift"),
    }
}

/// A text as keys; a new line is Enter.
pub(crate) fn letters(text: &str) -> Vec<Stroke> {
    let keys = text.chars().map(|letter| match letter {
        '\n' => Key::Named(by_name("Enter")),
        letter => Key::Letter(letter),
    });
    keys.map(|key| Stroke {
        key,
        control: false,
        shift: false,
    })
    .collect()
}

fn by_name(name: &str) -> &'static Named {
    NAMED
        .iter()
        .find(|named| named.name == name)
        .unwrap_or_else(|| panic!("{name} is no key"))
}
