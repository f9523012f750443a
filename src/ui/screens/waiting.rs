//! Draws the notes from before the meeting, and what comes of the selected one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{App, Open};
use crate::areas::notes::{self, KIND};
use crate::domain::{Verb, Waiting, says};
use crate::screens::waiting::becomes;
use crate::theme::Styles;
use crate::ui::{beyond, frame, list, wrap};

pub(crate) fn view(app: &App, open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let session = &*open.session;
    let Some(counted) = session.waiting_words() else {
        let says = app.says(&says![
            "No notes waiting. Press ",
            Verb::Back,
            " to go back."
        ]);
        return frame::put_sentence(buf, frame::below(area, 1), &says, styles);
    };
    let places = notes::list(area);
    let at = open.rooms.waiting.place(session);
    let line = |place: usize| {
        let note = session.waiting.get(place);
        let here = at == Some(place);
        note.map_or_else(Vec::new, |note| {
            let who = session.name_of(note.speaker).unwrap_or("-");
            lines(note, who, here, area.width, styles)
        })
    };
    let drawn = list::draw(buf, places.rows, session.waiting.len(), at, line);
    let [top, heads] = frame::head(places.above);
    frame::put_both(
        buf,
        top,
        vec![Span::styled(format!(" {counted}"), styles.strong())],
        vec![Span::styled(
            format!("{} ", beyond::of(&drawn, session.waiting.len())),
            styles.muted(),
        )],
    );
    let heading = format!(
        "   {}{}NOTE",
        wrap::pad("KIND", KIND),
        wrap::pad("FROM", notes::who(area.width))
    );
    frame::put(buf, heads, vec![Span::styled(heading, styles.muted())]);
    if let Some(note) = at.and_then(|at| session.waiting.get(at)) {
        let key = app.keys.key_for(app.screen(), Verb::TakeCandidate);
        let says = format!(" {key} makes it {}", becomes(note.kind));
        frame::put(buf, places.below, vec![Span::styled(says, styles.muted())]);
    }
}

/// A note: what it is, who wrote it, its words.
fn lines(note: &Waiting, who: &str, here: bool, width: u16, styles: &Styles) -> Vec<Line<'static>> {
    let style = if here {
        styles.selected()
    } else {
        styles.text()
    };
    let column = notes::who(width);
    let words = notes::wrapped(&note.text, width, here).into_iter();
    let lines = words.enumerate().map(|(n, words)| {
        if n > 0 {
            let indent = " ".repeat(notes::MARK + KIND + column);
            return Line::from(vec![Span::raw(indent), Span::styled(words, style)]);
        }
        let who = wrap::shorten(who, column.saturating_sub(2));
        Line::from(vec![
            Span::styled(if here { " > " } else { "   " }, styles.focus()),
            Span::styled(wrap::pad(note.kind.word(), KIND), styles.muted()),
            Span::styled(wrap::pad(&who, column), styles.text()),
            Span::styled(words, style),
        ])
    });
    lines.collect()
}
