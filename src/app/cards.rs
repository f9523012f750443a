//! Prompt cards in questions 2 and 4. They come after the room's own ideas (R29), and a threat that comes of one counts
//! only once it names something of ours (R30): asked once, never refused twice.

use super::overlay::{self, Overlay};
use super::state::{App, Tone};
use crate::catalogue::{Card, Pack};
use crate::domain::Session;
use crate::keys::Screen;
use crate::keys::key::{Key, KeyCode};
use crate::keys::verb::Verb;
use crate::lines::table;
use crate::parse::tokens;

impl App {
    /// The card that is shown: its pack, its place in it from 0, and itself.
    pub fn card(&self) -> Option<(&Pack, usize, &Card)> {
        let cards = &self.place.open()?.rooms.cards;
        cards.card(self.screen(), &self.catalogue)
    }

    /// The packs that can be chosen on the shown screen.
    pub fn packs(&self) -> Vec<&Pack> {
        let stage = self.stage().into_iter();
        stage
            .flat_map(|stage| self.catalogue.packs(stage))
            .collect()
    }
}

/// Shows a card, or the next or the previous one if one is shown.
pub(super) fn turn(app: &mut App, by: isize) {
    let Some((name, len)) = app
        .card()
        .map(|(pack, ..)| (pack.name.clone(), pack.cards.len()))
    else {
        return show(app);
    };
    let several = app.packs().len() > 1;
    let packs = app.keys.key_for(app.screen(), Verb::NextPane);
    let Some(open) = app.place.open_mut() else {
        return;
    };
    let round = open.rooms.cards.turn(&name, by, len);
    app.notice = None;
    if round && by > 0 {
        let mut says = "That was the last card; back to the first.".to_owned();
        if several {
            says = format!("{says} Press {packs} to choose another pack.");
        }
        app.say(Tone::Info, says);
    }
}

/// Shows the card on which the pack was left; the first time, the list of packs.
fn show(app: &mut App) {
    let screen = app.screen();
    let alone = match app.packs().as_slice() {
        [only] => Some(only.name.clone()),
        _ => None,
    };
    let key = app.keys.key_for(screen, Verb::Card);
    let Some(open) = app.place.open_mut() else {
        return;
    };
    if screen == Screen::GoWrong && !open.rooms.cards.told && !has_own(&open.session) {
        open.rooms.cards.told = true;
        let says =
            format!("Your own ideas first: what can go wrong? Press {key} again for a card.");
        return app.say(Tone::Attention, says);
    }
    app.notice = None;
    match open.rooms.cards.chosen(screen).cloned().or(alone) {
        Some(pack) => open.rooms.cards.choose(screen, pack),
        None => packs(app),
    }
}

/// Whether someone has said a threat that is no card.
fn has_own(session: &Session) -> bool {
    session.threats.iter().any(|threat| threat.pack.is_none())
}

/// Lists the packs, the chosen one selected.
pub(super) fn packs(app: &mut App) {
    let chosen = app
        .place
        .open()
        .and_then(|open| open.rooms.cards.chosen(app.screen()));
    let packs = app.packs();
    let selected = packs.iter().position(|pack| Some(&pack.name) == chosen);
    app.overlay = Some(Overlay::Packs {
        selected: selected.unwrap_or_default(),
    });
}

/// A key while the packs are listed.
pub(super) fn on_packs_key(app: &mut App, key: Key, selected: usize) {
    let packs = app.packs();
    let last = packs.len().saturating_sub(1);
    let selected = match key.code {
        KeyCode::Esc => return,
        KeyCode::Enter => {
            let name = packs.get(selected).map(|pack| pack.name.clone());
            let screen = app.screen();
            if let (Some(open), Some(name)) = (app.place.open_mut(), name) {
                open.rooms.cards.choose(screen, name);
                app.notice = None;
            }
            return;
        }
        code => overlay::moved(code, selected, last),
    };
    app.overlay = Some(Overlay::Packs { selected });
}

/// Asks once to name something of ours, before a card becomes a threat (R30).
pub(super) fn holds_back(app: &mut App) -> bool {
    let Some(bar) = app.bar.as_ref().filter(|bar| bar.is(&table::CARD)) else {
        return false;
    };
    let Some(from) = bar.card.as_ref().filter(|from| !from.asked) else {
        return false;
    };
    let Some(open) = app.place.open() else {
        return false;
    };
    let typed = tokens::parse(
        bar.editor.text(),
        table::CARD.what,
        &open.session,
        app.today(),
    );
    if from.is_ours(&open.session, bar.editor.text(), &typed) {
        return false;
    }
    if let Some(bar) = &mut app.bar {
        if let Some(from) = &mut bar.card {
            from.asked = true;
        }
        bar.refusal = Some(
            "Name part of your system: where would this happen? Enter again adds it unchanged."
                .to_owned(),
        );
    }
    true
}
