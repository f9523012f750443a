//! What stands beside the form of one threat: the article that was pasted, and what was answered before.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use crate::app::App;
use crate::app::one::earlier_ones;
use crate::keys::verb::Verb;
use crate::screens::one::answered_before;
use crate::theme::Styles;
use crate::ui::{frame, wrap};

/// What was answered before to the same news, and with which key it opens.
pub(super) fn earlier(app: &App) -> Vec<String> {
    let ones = earlier_ones(app).into_iter();
    let key = app.keys.key_for(app.screen(), Verb::OpenEarlier);
    ones.enumerate()
        .map(|(place, recent)| {
            let says = answered_before(recent, app.today());
            if place == 0 {
                format!("{says}   {key}: open")
            } else {
                says
            }
        })
        .collect()
}

/// Columns from which the article stands beside the form.
const BESIDE: u16 = 100;
/// Columns of the article there.
const ARTICLE: u16 = 38;

/// Draws the article beside the form where there is room for both, or instead of it; what is left is for the form.
pub(super) fn article(app: &App, styles: &Styles, area: Rect, buf: &mut Buffer) -> Option<Rect> {
    let source = app.session().and_then(|session| session.source.as_ref());
    let lines = source
        .map(|source| &source.excerpt)
        .filter(|lines| !lines.is_empty());
    let Some(lines) = lines else {
        return Some(area);
    };
    let beside = area.width >= BESIDE;
    let shown = app.open().is_some_and(|open| open.rooms.one.article);
    if !beside && !shown {
        return Some(area);
    }
    let width = if beside { ARTICLE } else { area.width };
    let place = Rect {
        x: area.right().saturating_sub(width),
        width,
        ..area
    };
    let room = usize::from(width).saturating_sub(3);
    let key = app.keys.key_for(app.screen(), Verb::Article);
    let heading = if beside {
        " ARTICLE".to_owned()
    } else {
        format!(" ARTICLE   {key} folds it")
    };
    let words = lines.iter().flat_map(|line| wrap::wrap(line, room));
    let rows = std::iter::once(Line::styled(heading, styles.heading()));
    let words = words.map(|line| Line::styled(format!(" {line}"), styles.text()));
    for (row, line) in place.rows().zip(rows.chain(words)) {
        frame::put(buf, row, line.spans);
    }
    beside.then(|| Rect {
        width: area.width.saturating_sub(width + 1),
        ..area
    })
}
