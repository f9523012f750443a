//! The ways to begin, one line each: what the start screen says about a verb. A door is shown when the key map has a
//! key for it here.

use super::State;
use crate::keys::verb::Verb;
use crate::keys::{KeyMap, Screen};

/// One way to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Door {
    /// What its key does.
    pub(crate) act: Verb,
    /// What it is called.
    pub(crate) name: &'static str,
    /// How long it takes.
    pub(crate) takes: &'static str,
    /// Whom and what it is for.
    pub(crate) for_whom: &'static str,
}

/// All doors, in the order of the screen.
const DOORS: &[Door] = &[
    Door {
        act: Verb::NewMeeting,
        name: "Meeting",
        takes: "60 or 90 min",
        for_whom: "3 to 10 people, all four questions",
    },
    Door {
        act: Verb::NewOne,
        name: "One threat",
        takes: "3 min",
        for_whom: "check one news item against your system",
    },
    Door {
        act: Verb::NewWhiteboard,
        name: "Whiteboard",
        takes: "45 min",
        for_whom: "one big question, for a lunch session",
    },
    Door {
        act: Verb::Return,
        name: "Follow-up",
        takes: "45 min or so",
        for_whom: "after a change, an incident, or on the review date",
    },
    Door {
        act: Verb::Journal,
        name: "Journal",
        takes: "1 min",
        for_whom: "what you checked so far, and what is due",
    },
    Door {
        act: Verb::Rehearse,
        name: "Practice",
        takes: "10 or 40 min",
        for_whom: "lead a meeting of scripted people, alone",
    },
    Door {
        act: Verb::Example,
        name: "Example",
        takes: "5 min",
        for_whom: "look around in a finished meeting",
    },
];

/// The doors that have a key, with the key to be learnt. There is a journal once something was heard.
pub(crate) fn doors(keys: &KeyMap, home: &State) -> Vec<(String, Door)> {
    let mut recents = home.recents.iter().flatten();
    let heard = recents.any(|recent| recent.heard.is_some());
    let key = |door: &Door| {
        let binding = keys.bindings(Screen::Home).find(|b| b.act == door.act)?;
        Some((binding.keys.first()?.to_string(), *door))
    };
    let doors = DOORS.iter();
    doors
        .filter(|door| heard || door.act != Verb::Journal)
        .filter_map(key)
        .collect()
}
