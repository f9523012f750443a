//! Lines that are opened to type in, and closed. The line of a wall is put aside instead: it waits until the room comes
//! back to it.

use super::effect::Effect;
use super::overlay::Overlay;
use super::state::{App, Tone};
use super::{targets, voting};
use crate::domain::{Answers, ItemId, SessionKind, says};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::table;
use crate::screens::choice::Choice;

/// Opens a line. Also where nothing can be added, which Enter says: the words that someone types without looking must
/// not be commands.
pub(super) fn open_bar(app: &mut App, bar: Bar) {
    app.choice = None;
    let bar = targets::aimed(app, bar);
    let again = app.kept.again(&bar);
    if again.is_some() {
        say_back(app, &bar);
    }
    app.bar = Some(match again {
        Some(bar) => targets::aimed_again(app, bar),
        None => with_hands(app, bar),
    });
    is_only_read(app);
}

/// A line for hands with those that came on sheets, so that what is counted in the room is added to them.
fn with_hands(app: &App, bar: Bar) -> Bar {
    let Some(session) = app.session() else {
        return bar;
    };
    let last = session.sittings.last();
    let came = |of: fn(&Answers) -> Option<u8>| {
        last.is_some_and(|sitting| sitting.answers.iter().any(|it| of(it).is_some()))
    };
    let hands = if bar.is(&table::CONFIDENCE) && came(|it| it.confidence) {
        session.confidence()
    } else if bar.is(&table::TIME_WELL_SPENT) && came(|it| it.time_well_spent) {
        session.time_well_spent()
    } else {
        return bar;
    };
    let digits: String = hands.iter().map(u8::to_string).collect();
    Bar::holding(bar.line, bar.about, &digits)
}

/// Opens the line again that the last key closed; says whether it did.
pub(super) fn reopen(app: &mut App, effects: &mut Vec<Effect>) -> bool {
    let Some(bar) = app.kept.reopened() else {
        return false;
    };
    say_back(app, &bar);
    app.bar = Some(bar);
    app.save(effects);
    true
}

/// What was closed is there again: words, or digits that were counted.
fn say_back(app: &mut App, bar: &Bar) {
    let says = if voting::counts(bar) {
        "Your count is back."
    } else {
        "Your line is back."
    };
    app.say(Tone::Info, says);
}

/// Shows a short list of keys to choose from.
pub(super) fn choose(app: &mut App, choice: Choice) {
    // Where no one is entered there is no list to choose from: a name is typed.
    let nobody = app.session().is_some_and(|s| s.participants.is_empty());
    if let (Choice::Owner(id @ (ItemId::Action(_) | ItemId::Question(_))), true) = (choice, nobody)
        && !is_only_read(app)
    {
        return open_bar(app, Bar::new(&table::ONE_OWNER, Some(id)));
    }
    app.choice = Some((choice, String::new()));
    is_only_read(app);
}

/// Whether somebody else holds the session; says so.
pub(super) fn is_only_read(app: &mut App) -> bool {
    let holder = app.place.open().and_then(|open| open.held_by.clone());
    let Some(holder) = holder else { return false };
    let says = format!("Read-only: {holder}.");
    app.say(Tone::Attention, says);
    true
}

/// A line that a file kept, as the shown screen takes it.
pub(super) fn fitting(app: &App, bar: Bar) -> Bar {
    let line = if bar.is(&table::WALL) && app.screen() != Screen::Whiteboard {
        &table::THREAT
    } else {
        bar.line
    };
    targets::aimed_again(app, Bar { line, ..bar })
}

/// What is half typed on the wall waits until its line is opened again.
pub(super) fn put_aside(app: &mut App) {
    if let Some(bar) = app.bar.take_if(|bar| bar.is(&table::WALL))
        && let Some(open) = app.place.open_mut()
    {
        open.rooms.whiteboard.aside = (!bar.editor.is_blank()).then_some(bar);
    }
}

/// Leaves the line of the wall for its command keys; says whether it was open.
fn close_line(app: &mut App) -> bool {
    if app.bar.as_ref().is_none_or(|bar| !bar.is(&table::WALL)) {
        return false;
    }
    put_aside(app);
    if let Some(open) = app.place.open_mut() {
        open.rooms.whiteboard.commands = true;
    }
    let says = says![
        "Letters are now commands. Press ",
        Verb::Threat,
        " to keep typing."
    ];
    app.say(Tone::Info, says);
    true
}

impl App {
    /// Asks for the title of a new session.
    pub fn ask_for_title(&mut self, kind: SessionKind) {
        let asks = match kind {
            SessionKind::Whiteboard => &table::TOPIC,
            _ => &table::TITLE,
        };
        let bar = Bar::new(asks, None);
        self.bar = Some(self.kept.again(&bar).unwrap_or(bar));
    }

    /// Closes the bar. Words that were typed are kept for the same line, in the file too.
    pub(super) fn close_bar(&mut self, effects: &mut Vec<Effect>) {
        if close_line(self) {
            return;
        }
        let Some(bar) = self.bar.take() else { return };
        if matches!(self.overlay, Some(Overlay::Found { .. })) {
            self.overlay = None;
        }
        if bar.is(&table::FIND) && self.screen().lists_sessions() {
            self.home.filter.clear();
            self.home.selected = 0;
        }
        let drafted = bar.draft("").is_some();
        if bar.holds_words() {
            let kept = if voting::counts(&bar) {
                "Count kept. Press "
            } else {
                "Line kept. Press "
            };
            let (bar, screen) = (voting::put_away(self, bar), self.screen().name());
            self.kept.close(bar, &screen);
            let says = says![kept, Verb::Undo, " to go on with it."];
            self.say(Tone::Info, says);
        } else if self
            .notice
            .as_ref()
            .is_some_and(|notice| notice.tone == Tone::Info)
        {
            // What was said about the line is over with it.
            self.notice = None;
        }
        if drafted {
            self.save(effects);
        }
        // The form without a session is nothing but its first line.
        if self.screen() == Screen::OneThreat && self.place.open().is_none() {
            self.show(Screen::Home);
            self.notice = None;
        }
    }
}
