//! How risk went from meeting to meeting, above what was left open.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::check::over_time;
use crate::screens::since::State;
use crate::theme::Styles;
use crate::ui::spark::spark;
use crate::ui::{frame, wrap};

/// With fewer rows than this, what was left open has all of them.
const ROWS: u16 = 9;

/// Draws it, if anything is known, and says where the list stands.
pub(super) fn draw(state: &State, styles: &Styles, area: Rect, buf: &mut Buffer) -> Rect {
    let over = state.over_time.as_ref().filter(|_| !state.asking);
    let Some(over) = over.filter(|_| area.height >= ROWS) else {
        return area;
    };
    let bars = spark(&over.each_at_line(), styles.signs());
    let lead = wrap::width(&bars) + usize::from(!bars.is_empty());
    let width = usize::from(area.width).saturating_sub(2);
    let mut lines: Vec<Vec<Span<'static>>> = Vec::new();
    let mut say = |bars: &str, says: Option<String>| {
        let lead = if bars.is_empty() { 0 } else { lead };
        let wrapped = says.map(|says| wrap::wrap(&says, width.saturating_sub(lead)));
        for (place, line) in wrapped.into_iter().flatten().enumerate() {
            let bars = if place == 0 { bars } else { "" };
            let bars = wrap::pad(bars, lead);
            lines.push(vec![
                Span::styled(format!(" {bars}"), styles.strong()),
                Span::styled(line, styles.text()),
            ]);
        }
    };
    say("", over_time::moved(over));
    say(&bars, over_time::counted(over));
    say("", over_time::break_says(over));
    let mut y = area.y;
    for line in lines {
        if y >= area.bottom() {
            break;
        }
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        frame::put(buf, row, line);
        y += 1;
    }
    Rect {
        y,
        height: area.bottom() - y,
        ..area
    }
}
