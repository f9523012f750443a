//! What covers the whole screen: nothing but a name and a time during a break, or the share check.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{frame, wrap};
use crate::app::App;
use crate::app::sharing::{Break, Cover, NARROWEST, WIDEST};
use crate::theme::Styles;

/// A title is easier to read in a few short lines than in one across the wall.
const TITLE: usize = 60;
/// Cells at the left and at the right of the share check.
const MARGIN: u16 = 3;
/// The words in the corners, from the top left to the bottom right: short, and not to be guessed from each other.
const CORNERS: [&str; 4] = ["MAPLE", "RIVER", "CANDLE", "WINTER"];
/// A line as long as a threat is in a list.
const MIDDLE: &str = "Middle: a refund is sent twice with a session token that was stolen.";
/// Words enough for the widest terminal.
const LONG: &str = "Long: someone at the back of the room reads this line from its first word to its last, and then \
    says whether the words at its end were as easy to read as those at its beginning, or whether the image was too \
    small or blurred.";

pub(super) fn draw(app: &App, cover: &Cover, styles: &Styles, area: Rect, buf: &mut Buffer) {
    match cover {
        Cover::Blank(pause) => blank(app, pause, styles, area, buf),
        Cover::ShareCheck => check(styles, area, buf),
    }
}

fn blank(app: &App, pause: &Break, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let title = app.session().map_or("", |session| &*session.title);
    let room = usize::from(area.width).saturating_sub(2).min(TITLE);
    let mut lines = wrap::wrap(title, room);
    if let Some(back) = pause.back {
        lines.push(String::new());
        lines.push(format!("back at {}", back.format("%H:%M")));
    }
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let top = area.y + area.height.saturating_sub(height) / 2;
    for (line, y) in lines.into_iter().zip(top..area.bottom()) {
        let width = u16::try_from(wrap::width(&line)).unwrap_or(u16::MAX);
        let before = area.width.saturating_sub(width) / 2;
        let row = Rect::new(area.x + before, y, area.width - before, 1);
        frame::put(buf, row, vec![Span::styled(line, styles.strong())]);
    }
}

fn check(styles: &Styles, area: Rect, buf: &mut Buffer) {
    let word = |word| vec![Span::styled(word, styles.strong())];
    let [top_left, top_right, bottom_left, bottom_right] = CORNERS;
    let row = |y| Rect::new(area.x, y, area.width, 1).intersection(area);
    frame::put_both(buf, row(area.y), word(top_left), word(top_right));
    let last = row(area.bottom().saturating_sub(1));
    frame::put_both(buf, last, word(bottom_left), word(bottom_right));

    let inner = Rect {
        x: area.x.saturating_add(MARGIN),
        y: area.y.saturating_add(1),
        width: area.width.saturating_sub(2 * MARGIN),
        height: area.height.saturating_sub(2),
    };
    let groups = groups(styles, area, usize::from(inner.width));
    let height: usize = groups.iter().map(Vec::len).sum();
    let rows = usize::from(inner.height);
    let air = height + groups.len().saturating_sub(1) <= rows;
    let mut lines = Vec::new();
    for group in groups {
        if air && !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.extend(group);
    }
    let above = rows.saturating_sub(lines.len()) / 2;
    let top = inner
        .y
        .saturating_add(u16::try_from(above).unwrap_or_default());
    for (line, y) in lines.into_iter().zip(top..inner.bottom()) {
        buf.set_line(inner.x, y, &line, inner.width);
    }
}

/// What is to be read, the most important first: where rows are scarce, the last ones leave.
fn groups(styles: &Styles, area: Rect, room: usize) -> Vec<Vec<Line<'static>>> {
    let says = |text: &str, style| -> Vec<Line<'static>> {
        let lines = wrap::wrap(text, room).into_iter();
        lines.map(|line| Line::styled(line, style)).collect()
    };
    let size = format!("SHARE CHECK   {} x {}", area.width, area.height);
    let mut head = says(&size, styles.heading());
    head.extend(match area.width {
        width if width > WIDEST => says(
            "! too small for people on laptops: zoom in",
            styles.attention(),
        ),
        width if width < NARROWEST => says(
            "Below 80 columns some columns are hidden: 100 x 30 shows more.",
            styles.text(),
        ),
        _ => Vec::new(),
    });
    let accents = vec![
        Line::styled("> selected line", styles.focus()),
        Line::from(vec![
            Span::styled("! needs attention", styles.attention()),
            Span::raw("   "),
            Span::styled("2 LATE", styles.attention()),
        ]),
    ];
    let mut lengths = says("Short: can you read this?", styles.text());
    lengths.extend(says(MIDDLE, styles.text()));
    lengths.extend(says(LONG, styles.text()).into_iter().take(1));
    vec![
        head,
        says(
            "Ask someone to read the word at the bottom right aloud.",
            styles.text(),
        ),
        accents,
        lengths,
        says("Press any key to go back.", styles.muted()),
    ]
}
