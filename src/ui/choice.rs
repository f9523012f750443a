//! The keys to choose from after `s`, `r` or `o`, in the place of the capture bar.

use ratatui::text::{Line, Span};

use super::wrap;
use crate::app::App;
use crate::screens::choice::{Choice, Offer};
use crate::theme::Styles;

/// What is offered, in as many lines as it takes; a key never stands on another line than its word.
pub(super) fn lines(
    app: &App,
    choice: Choice,
    typed: &str,
    styles: &Styles,
    width: u16,
) -> Vec<Line<'static>> {
    let Some(session) = app.session() else {
        return Vec::new();
    };
    let asks = format!(" {}: ", choice.asks());
    let indent = if width < 60 { 1 } else { wrap::width(&asks) };
    let mut pieces: Vec<Vec<Span<'static>>> = Vec::new();
    let mut gap = "   ";
    if !typed.is_empty() {
        pieces.push(vec![Span::styled(format!("{typed}_"), styles.strong())]);
    }
    let options = choice.options(session, &app.catalogue, &app.scales);
    let wide = |o: &Offer| wrap::width(&o.key) + wrap::width(&o.label) + 4;
    if options.iter().map(wide).sum::<usize>() + 20 >= usize::from(width) {
        gap = "  ";
    }
    pieces.extend(options.into_iter().map(|offer| {
        vec![
            Span::styled(offer.key, styles.focus()),
            Span::styled(format!(" {}", offer.label), styles.text()),
        ]
    }));
    if choice.takes_a_name() {
        pieces.push(vec![Span::styled("or type a name", styles.muted())]);
    }
    let mut lines = vec![Line::from(Span::styled(asks, styles.focus()))];
    let mut is_first = true;
    for piece in pieces {
        let wide: usize = piece.iter().map(Span::width).sum();
        let used = lines.last().map_or(0, Line::width);
        let before = if is_first { 0 } else { gap.len() };
        if used + before + wide + 1 > usize::from(width) && used > indent {
            lines.push(Line::from(" ".repeat(indent)));
        } else if let Some(line) = lines.last_mut().filter(|_| before > 0) {
            line.push_span(gap);
        }
        if let Some(line) = lines.last_mut() {
            line.spans.extend(piece);
        }
        is_first = false;
    }
    lines
}
