//! Prompt cards in questions 2 and 4. They come after the room's own ideas (R29), and a threat that comes of one counts
//! only once it names something of ours (R30): asked once, never refused twice.

use super::bars::open_bar;
use super::overlay::Overlay;
use super::state::{App, Tone};
use crate::catalogue::{Card, Pack};
use crate::domain::Session;
use crate::keys::Screen;
use crate::keys::key::{Key, KeyCode};
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::card::FromCard;
use crate::lines::table;
use crate::parse::tokens;

impl App {
    /// The card that is shown: its pack, its place in it from 0, and itself.
    pub fn card(&self) -> Option<(&Pack, usize, &Card)> {
        let cards = &self.open.as_ref()?.cards;
        let chosen = cards.chosen(cards.shown.filter(|screen| *screen == self.screen)?)?;
        let pack = self.catalogue.pack(chosen)?;
        let place = cards.place(chosen).min(pack.cards.len().saturating_sub(1));
        Some((pack, place, pack.cards.get(place)?))
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
    let packs = app.keys.key_for(app.screen, Verb::NextPane);
    let Some(open) = &mut app.open else { return };
    let round = open.cards.turn(&name, by, len);
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
    let screen = app.screen;
    let alone = match app.packs().as_slice() {
        [only] => Some(only.name.clone()),
        _ => None,
    };
    let key = app.keys.key_for(screen, Verb::Card);
    let Some(open) = &mut app.open else { return };
    if screen == Screen::GoWrong && !open.cards.told && !has_own(&open.session) {
        open.cards.told = true;
        let says =
            format!("Your own ideas first: what can go wrong? Press {key} again for a card.");
        return app.say(Tone::Attention, says);
    }
    app.notice = None;
    match open.cards.chosen(screen).cloned().or(alone) {
        Some(pack) => open.cards.choose(screen, pack),
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
        .open
        .as_ref()
        .and_then(|open| open.cards.chosen(app.screen));
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
            let screen = app.screen;
            if let (Some(open), Some(name)) = (&mut app.open, name) {
                open.cards.choose(screen, name);
                app.notice = None;
            }
            return;
        }
        KeyCode::Down | KeyCode::Tab | KeyCode::Char('j') => (selected + 1).min(last),
        KeyCode::Up | KeyCode::BackTab | KeyCode::Char('k') => selected.saturating_sub(1),
        KeyCode::PageDown | KeyCode::End => last,
        KeyCode::PageUp | KeyCode::Home => 0,
        _ => selected,
    };
    app.overlay = Some(Overlay::Packs { selected });
}

/// What a verb means while a card is shown; whether it means something else then.
pub(super) fn takes(app: &mut App, action: Verb) -> bool {
    if app.card().is_none() {
        return false;
    }
    let several = app.packs().len() > 1;
    match action {
        // In question 4 an answer is written down as anything else is.
        Verb::Open if app.screen == Screen::GoWrong => draft(app),
        Verb::PreviousInTurn => turn(app, 1),
        Verb::NextPane | Verb::PreviousPane if several => packs(app),
        Verb::Back => {
            if let Some(open) = &mut app.open {
                open.cards.shown = None;
            }
            app.notice = None;
        }
        _ => return false,
    }
    true
}

/// A line with the card's words, to be edited into a threat.
fn draft(app: &mut App) {
    let Some((pack, place, card)) = app.card() else {
        return;
    };
    // Without the full stop, the line can be carried on to where it would be.
    let line = without_tokens(card.says.trim_end_matches('.'));
    let from = FromCard {
        pack: pack.name.clone(),
        card: pack.label(place),
        line: line.clone(),
        stride: card.stride,
        asked: false,
    };
    let bar = Bar {
        card: Some(from),
        ..Bar::holding(&table::CARD, None, &line)
    };
    open_bar(app, bar);
}

/// Words as a line that says just them: a character that would make a token is doubled.
fn without_tokens(says: &str) -> String {
    let words: Vec<String> = says
        .split(' ')
        .map(|word| match word.chars().next() {
            Some(sign) if "@>!#%=".contains(sign) && word.len() > 1 => format!("{sign}{word}"),
            _ => word.to_owned(),
        })
        .collect();
    words.join(" ")
}

/// Asks once to name something of ours, before a card becomes a threat (R30).
pub(super) fn holds_back(app: &mut App) -> bool {
    let Some(bar) = app.bar.as_ref().filter(|bar| bar.is(&table::CARD)) else {
        return false;
    };
    let Some(from) = bar.card.as_ref().filter(|from| !from.asked) else {
        return false;
    };
    let Some(open) = &app.open else { return false };
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
