//! A prompt card: at the foot of the body, below the list that it prompts for; where rows are few, in its place.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{frame, wrap};
use crate::app::App;
use crate::catalogue::Pack;
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::theme::Styles;

/// Rows that a list needs beside a card to be of use.
const LIST: u16 = 7;

/// What is left of the body for the screen, and the rows of the card below it; nothing is left where both do not fit.
pub(super) fn split(app: &App, body: Rect) -> (Option<Rect>, Rect) {
    let rows = u16::try_from(rows(app, body.width).len()).unwrap_or(u16::MAX);
    if rows == 0 {
        return (Some(body), Rect::ZERO);
    }
    // The rule with the pack's title.
    let needed = rows.saturating_add(1);
    if body.height < needed.saturating_add(LIST) {
        return (None, body);
    }
    let screen = Rect {
        height: body.height - needed,
        ..body
    };
    let card = Rect {
        y: body.y + screen.height,
        height: needed,
        ..body
    };
    (Some(screen), card)
}

/// Cells left free on both sides of the words.
const MARGIN: u16 = 3;

/// The lines below the title: the card's words, and to whom they are owed.
fn rows(app: &App, width: u16) -> Vec<(String, bool)> {
    let Some((pack, _, card)) = app.card() else {
        return Vec::new();
    };
    let room = usize::from(width.saturating_sub(2 * MARGIN));
    let mut rows: Vec<(String, bool)> = wrap::wrap(&card.says, room)
        .into_iter()
        .map(|line| (line, true))
        .collect();
    let owed = owed(pack);
    if !owed.is_empty() {
        rows.extend(
            wrap::wrap(&owed, room)
                .into_iter()
                .map(|line| (line, false)),
        );
    }
    rows
}

/// To whom the words are owed.
pub(super) fn owed(pack: &Pack) -> String {
    let parts = [pack.credit.as_str(), pack.license.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
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
    let room = usize::from(area.width).saturating_sub(count.len() + 6);
    let title = wrap::shorten(&format!("CARD  {}{more}", pack.title), room);
    let row = Rect { height: 1, ..area };
    let line = styles.signs().rule(usize::from(area.width));
    frame::put(buf, row, vec![Span::styled(line, styles.rule())]);
    let inside = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(4),
        ..row
    };
    frame::put_both(
        buf,
        Rect {
            width: u16::try_from(wrap::width(&title) + 2)
                .unwrap_or(u16::MAX)
                .min(inside.width),
            ..inside
        },
        vec![Span::styled(format!(" {title} "), styles.heading())],
        Vec::new(),
    );
    let width = u16::try_from(count.len())
        .unwrap_or(u16::MAX)
        .min(inside.width);
    let right = Rect {
        x: inside.right().saturating_sub(width),
        width,
        ..inside
    };
    frame::put(buf, right, vec![Span::styled(count, styles.muted())]);
    let rows = rows(app, area.width);
    // Where the card has the body to itself, its words stand a row apart.
    let gap = u16::from(usize::from(area.height) > rows.len() + 2);
    for ((text, strong), y) in rows.into_iter().zip(area.y + 1 + gap..area.bottom()) {
        let row = Rect {
            x: area.x + MARGIN.min(area.width),
            y,
            width: area.width.saturating_sub(2 * MARGIN),
            height: 1,
        };
        let style = if strong {
            styles.strong()
        } else {
            styles.muted()
        };
        frame::put(buf, row, vec![Span::styled(text, style)]);
    }
}

/// The keys of a card that is shown, for the last row: those that there are.
pub(super) fn keys(app: &App) -> Option<Vec<(String, String)>> {
    app.card()?;
    let wrong = app.screen == Screen::GoWrong;
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
        let mut here = app.keys.bindings(app.screen);
        here.any(|binding| binding.act == act && !binding.keys.is_empty())
    };
    let acts = acts
        .into_iter()
        .filter(|(fits, act, _)| *fits && bound(*act));
    let pair =
        |(_, act, label): (bool, Verb, &str)| (app.keys.key_for(app.screen, act), label.to_owned());
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
    Some(if app.screen == Screen::GoWrong {
        "Could this happen here, and where? Handled threats count too."
    } else {
        "What have we learned? Answers become actions or feedback."
    })
}
