//! The keys to choose from after `s`, `r` or `o`, in the row of the capture bar.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{frame, wrap};
use crate::app::App;
use crate::app::choice::Choice;
use crate::domain::Severity;
use crate::theme::Styles;

pub(super) fn draw(
    app: &App,
    choice: Choice,
    typed: &str,
    styles: &Styles,
    row: Rect,
    buf: &mut Buffer,
) {
    let Some(session) = app.session() else { return };
    let mut spans = vec![Span::styled(
        format!(" {}: ", choice.asks()),
        styles.focus(),
    )];
    if let Choice::SeverityMeanings(_) = choice {
        let words = Severity::ALL
            .map(|s| format!("{}: {}", s.words(), app.catalogue.meaning(s)))
            .join("   ");
        spans.push(Span::styled(words, styles.text()));
        return frame::put(buf, row, spans);
    }
    if !typed.is_empty() {
        spans.push(Span::styled(format!("{typed}_  "), styles.strong()));
    }
    let options = choice.options(session, &app.catalogue);
    let roomy = options
        .iter()
        .map(|o| wrap::width(&o.key) + wrap::width(&o.label) + 4)
        .sum::<usize>()
        + 20;
    let gap = if roomy < usize::from(row.width) {
        "   "
    } else {
        "  "
    };
    for offer in options {
        spans.push(Span::styled(offer.key, styles.focus()));
        spans.push(Span::styled(
            format!(" {}{gap}", offer.label),
            styles.text(),
        ));
    }
    frame::put(buf, row, spans);
}
