//! Draws a paste that is looked at: what is to be known about it, then each line with what becomes of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::pasted::HOT;
use crate::app::{App, pasted};
use crate::screens::pasted::{Becomes, speaker};
use crate::theme::Styles;
use crate::ui::{beyond, frame, list, wrap};

/// The paste that is looked at.
pub(crate) fn view(app: &App, styles: &Styles, body: Rect, buf: &mut Buffer) {
    let (Some(paste), Some(session), Some(places)) =
        (pasted::shown(app), app.session(), pasted::places(app, body))
    else {
        return;
    };
    facts(app, styles, places.facts, buf);
    let drawn = list::draw(
        buf,
        places.rows,
        paste.lines.len(),
        Some(paste.at),
        |place| {
            let Some(line) = paste.lines.get(place) else {
                return Vec::new();
            };
            let here = place == paste.at;
            let (words, kind) = match (here, line.dropped, line.becomes) {
                (true, _, _) => (styles.selected(), styles.selected()),
                (_, true, _) => (styles.muted(), styles.muted()),
                (_, _, Becomes::Usual) if line.is_early_fix() => {
                    (styles.attention(), styles.muted())
                }
                (_, _, Becomes::Usual) => (styles.text(), styles.muted()),
                (_, _, _) => (styles.text(), styles.focus()),
            };
            let who = speaker(session, &line.said);
            let who = wrap::shorten(&who, places.who.saturating_sub(2));
            let lines = places.wrapped(&line.words(), here).into_iter();
            lines
                .enumerate()
                .map(|(n, text)| {
                    let first = n == 0;
                    let mark = if first && here { "> " } else { "  " };
                    let head = if first { paste.kind(line) } else { "" };
                    let who = if first { who.as_str() } else { "" };
                    Line::from(vec![
                        Span::styled(format!("{mark}{}", wrap::pad(head, places.kind)), kind),
                        Span::styled(wrap::pad(who, places.who), kind),
                        Span::styled(text, words),
                    ])
                })
                .collect()
        },
    );
    frame::put_both(
        buf,
        places.head,
        vec![Span::styled("LINES", styles.heading())],
        vec![Span::styled(
            beyond::of(&drawn, paste.lines.len()),
            styles.muted(),
        )],
    );
}

fn facts(app: &App, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let lines = pasted::facts(app).into_iter().enumerate();
    let lines = lines.flat_map(|(n, (says, hot))| {
        let (says, style) = match (n, hot) {
            (0, _) => (says, styles.strong()),
            (_, true) => (format!("{HOT}{says}"), styles.attention()),
            (_, false) => (says, styles.text()),
        };
        let lines = wrap::wrap(&says, area.width.into()).into_iter();
        lines.map(move |line| Line::styled(line, style))
    });
    frame::put_lines(buf, area, lines.collect::<Vec<_>>());
}
