//! Choosing a rehearsal: one that was begun, to go on with, or a new one of a script that comes with the program.

use super::effect::Effect;
use super::offered::{Begun, Offer};
use super::overlay::{self, Overlay};
use super::state::App;
use crate::catalogue::rehearsals::Script;
use crate::keys::key::{Key, KeyCode};
use crate::screens::home::ago::ago;

/// Opens the list. What was begun comes first.
pub(super) fn show(app: &mut App, begun: Vec<Begun>) {
    let on = begun.into_iter().map(|begun| Offer {
        label: format!("Go on: {}", begun.title),
        says: format!(
            "You began it {}. The clock goes on where it was.",
            ago(begun.at, app.now)
        ),
        does: Effect::Open(begun.path),
    });
    let scripts = Script::bundled().unwrap_or_default();
    let new = scripts.iter().map(|script| {
        let told = script.lines.iter().any(|line| line.hint.is_some());
        let (whom, told) = if told {
            ("For a first try", "It tells you what to press")
        } else {
            (
                "For someone who will lead a meeting",
                "It does not tell you what to press",
            )
        };
        let people = script.people.len();
        Offer {
            label: format!("{} minutes: {}", script.minutes(), script.title),
            says: format!("{whom}, with {people} scripted people. {told}."),
            does: Effect::Rehearse(script.name.to_string()),
        }
    });
    let offers = on.chain(new).collect();
    app.overlay = Some(Overlay::Rehearsals {
        offers,
        selected: 0,
    });
}

pub(super) fn on_key(
    app: &mut App,
    key: Key,
    offers: Vec<Offer>,
    selected: usize,
    effects: &mut Vec<Effect>,
) {
    let last = offers.len().saturating_sub(1);
    let selected = match key.code {
        KeyCode::Esc => return,
        KeyCode::Enter => {
            let chosen = offers.into_iter().nth(selected);
            return effects.extend(chosen.map(|offer| offer.does));
        }
        code => overlay::moved(code, selected, last),
    };
    app.overlay = Some(Overlay::Rehearsals { offers, selected });
}
