//! The map alone: its title, and nothing else on the screen but a line that is typed, what must be said, and what is
//! selected.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::Span;

use crate::app::{App, Open, Saving, Tone};
use crate::theme::Styles;
use crate::ui::screens::working_on;
use crate::ui::{bar, frame, overlay, wrap};

/// Draws the map in the whole terminal.
pub(crate) fn view(app: &App, open: &Open, styles: &Styles, frame: &mut Frame) {
    let area = app.area_inside(frame.area());
    let said = said(app, open, styles);
    let typed = if app.bar.is_some() || app.choice.is_some() {
        bar::rows(app, styles, area.width)
    } else {
        0
    };
    let rows = [
        Constraint::Fill(1),
        Constraint::Length(u16::from(said.is_some())),
        Constraint::Length(typed),
    ];
    let [map, says, line] = Layout::vertical(rows).areas(area);
    let buf = frame.buffer_mut();
    working_on::alone(app, open, styles, map, buf);
    if let Some(news) = app.conflict() {
        let row = Rect { height: 1, ..area };
        frame::conflict(app, news, styles, row, buf);
    }
    if let Some((words, style)) = said {
        let room = usize::from(says.width).saturating_sub(2);
        let words = format!(" {}", wrap::shorten(&words, room));
        frame::put(buf, says, vec![Span::styled(words, style)]);
    }
    let over = app.overlay.as_ref();
    let caret = over.and_then(|over| overlay::draw(app, over, styles, map, buf));
    if typed > 0 {
        bar::draw(app, styles, line, frame);
    }
    if let Some(caret) = caret {
        frame.set_cursor_position(caret);
    }
}

/// What must be said beside the map, and how.
fn said(app: &App, open: &Open, styles: &Styles) -> Option<(String, Style)> {
    let refusal = app.bar.as_ref().and_then(|bar| bar.refusal.as_ref());
    if let Saving::Failed(says) = &open.saving {
        Some((says.clone(), styles.alarm()))
    } else if let Some(says) = overlay::status(app) {
        Some((says, styles.text()))
    } else if let Some(says) = refusal {
        Some((format!("! {says}"), styles.attention()))
    } else if let Some(notice) = app.notice.as_ref().filter(|n| !n.says.is_empty()) {
        Some(match notice.tone {
            Tone::Attention => (format!("! {}", notice.says), styles.attention()),
            _ => (notice.says.clone(), styles.text()),
        })
    } else {
        // The lines of the drawing have only numbers.
        let ([says, after], _) = working_on::said(app, open)?;
        Some((format!("{says}{after}"), styles.text()))
    }
}
