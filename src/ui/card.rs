//! A prompt card: at the foot of the body, below the list that it prompts for; where rows are few, in its place.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Margin, Rect};
use ratatui::text::{Line, Span};

use super::{frame, wrap};
use crate::app::App;
use crate::areas::boxes;
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::theme::Styles;

/// What is left of the body for the screen, and the rows of the card below it; nothing is left where both do not fit.
pub(super) fn split(app: &App, body: Rect) -> (Option<Rect>, Rect) {
    match app.card() {
        Some((pack, _, card)) => boxes::card(body, &card.says, &pack.owed()),
        None => (Some(body), Rect::ZERO),
    }
}

pub(super) fn draw(app: &App, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let Some((pack, place, card)) = app.card() else {
        return;
    };
    if area.is_empty() {
        return;
    }
    let count = format!(" {} of {} ", place + 1, pack.cards.len());
    // A suit of that name says it already.
    let kind = card.stride.map_or("", crate::domain::Stride::words);
    let kind = if card.suit.to_lowercase() == kind {
        ""
    } else {
        kind
    };
    let suit = format!("{} {}", card.suit.as_str(), card.number.as_str());
    let more = [suit.trim(), kind].map(str::to_owned);
    let more = more.iter().filter(|word| !word.is_empty());
    let more: String = more.map(|word| format!("   {word}")).collect();
    let [row, below] = frame::head(area);
    let line = styles.signs().rule(usize::from(area.width));
    frame::put(buf, row, vec![Span::styled(line, styles.rule())]);
    let inside = row.inner(Margin::new(2, 0));
    let at = u16::try_from(count.len()).unwrap_or(u16::MAX);
    let [left, right] =
        Layout::horizontal([Constraint::Fill(1), Constraint::Length(at)]).areas(inside);
    let room = usize::from(left.width).saturating_sub(2);
    let title = wrap::shorten(&format!("CARD  {}{more}", pack.title), room);
    let title = Span::styled(format!(" {title} "), styles.heading());
    frame::put(buf, left, vec![title]);
    frame::put(buf, right, vec![Span::styled(count, styles.muted())]);
    let [says, owed] = boxes::card_rows(area, &card.says, &pack.owed());
    // Where the card has the body to itself, its words stand a row apart.
    let gap = usize::from(below.height) > says.len() + owed.len() + 1;
    let says = says.into_iter().map(|line| (line, styles.strong()));
    let owed = owed.into_iter().map(|line| (line, styles.muted()));
    let lines = says
        .chain(owed)
        .map(|(line, style)| Line::styled(line, style));
    let words = frame::below(below, gap.into()).inner(Margin::new(boxes::MARGIN, 0));
    frame::put_lines(buf, words, lines);
}

/// The keys of a card that is shown, for the last row: those that there are.
pub(super) fn keys(app: &App) -> Option<Vec<(String, String)>> {
    app.card()?;
    let wrong = app.screen() == Screen::GoWrong;
    let several = app.packs().len() > 1;
    let acts = [
        (wrong, Verb::Open, "make it a threat"),
        (!wrong, Verb::ActionItem, "action"),
        (!wrong, Verb::Feedback, "keep/change"),
        (true, Verb::Card, "next"),
        (true, Verb::PreviousCard, "prev card"),
        (several, Verb::NextPane, "packs"),
        (true, Verb::Back, "close"),
    ];
    let bound = |act: Verb| {
        let mut here = app.keys.bindings(app.screen());
        here.any(|binding| binding.act == act && !binding.keys.is_empty())
    };
    let acts = acts
        .into_iter()
        .filter(|(fits, act, _)| *fits && bound(*act));
    let pair = |(_, act, label): (bool, Verb, &str)| {
        (app.keys.key_for(app.screen(), act), label.to_owned())
    };
    Some(acts.map(pair).collect())
}

/// The keys of a line that began as a card and was asked where it would be.
pub(super) fn bar_keys(bar: &Bar) -> Option<[(&'static str, &'static str); 2]> {
    let asked = bar.card.as_ref().is_some_and(|from| from.asked);
    (asked && bar.refusal.is_some()).then_some([("Enter", "add it unchanged"), ("Esc", "close")])
}

/// What to ask the room of a card, on the status line.
pub(super) fn asks(app: &App) -> Option<&'static str> {
    app.card()?;
    Some(if app.screen() == Screen::GoWrong {
        "Could this happen here, and where? Handled threats count too."
    } else {
        "What have we learned? Answers become actions or feedback."
    })
}
