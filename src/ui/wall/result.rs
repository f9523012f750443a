//! The result of a vote, as large as it fits: what got the most votes first, a bar and a number each, and below a rule
//! what got none.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use tui_big_text::{BigText, PixelSize};

use crate::areas::wall::LETTER;
use crate::domain::Counted;
use crate::theme::Styles;
use crate::ui::{frame, wrap};

/// So many of those without votes have a row each before the others are made smaller.
const WITHOUT: usize = 3;

/// How a row with votes is drawn: its rows, and whether its number is in large digits.
const SIZES: [(u16, bool); 5] = [
    (LETTER.1 + 1, true),
    (LETTER.1, true),
    (3, false),
    (2, false),
    (1, false),
];

/// Draws it; says how many are not in sight.
pub(super) fn draw(
    all: &[Counted<'_>],
    margin: u16,
    styles: &Styles,
    area: Rect,
    buf: &mut Buffer,
) -> usize {
    let (voted, none): (Vec<&Counted<'_>>, Vec<&Counted<'_>>) =
        all.iter().partition(|it| it.votes > 0);
    let area = Rect {
        x: area.x.saturating_add(margin),
        width: area.width.saturating_sub(margin.saturating_mul(2)),
        ..area
    };
    let room = usize::from(area.height);
    let below = if none.is_empty() {
        0
    } else {
        1 + none.len().min(WITHOUT)
    };
    let fits = |(rows, large): &(u16, bool)| {
        let blocks = styles.signs().have_blocks() || !large;
        blocks && voted.len() * usize::from(*rows) + below <= room
    };
    let (rows, large) = SIZES.into_iter().find(fits).unwrap_or((1, false));
    let most = voted.iter().map(|it| it.votes).max().unwrap_or(1);
    let digits = most.to_string().len();
    let mut y = area.y;
    let mut shown = 0;
    let end = area.bottom();
    // Where not even the votes fit, the rule still says that something is below.
    let last = end.saturating_sub(u16::from(below > 0));
    for it in &voted {
        if y.saturating_add(rows) > last && y.saturating_add(rows) > end {
            break;
        }
        let at = Rect {
            y,
            height: rows,
            ..area
        };
        counted(
            it,
            (most, digits),
            large,
            styles,
            at.intersection(area),
            buf,
        );
        y = y.saturating_add(rows);
        shown += 1;
    }
    if none.is_empty() {
        return voted.len() - shown;
    }
    let row = |y: u16| Rect {
        y,
        height: u16::from(y < end),
        ..area
    };
    let words = " no votes ";
    let rule = styles
        .signs()
        .rule(usize::from(area.width).saturating_sub(words.len() + 2));
    let start = styles.signs().rule(2);
    frame::put(
        buf,
        row(y),
        vec![
            Span::styled(start, styles.rule()),
            Span::styled(words, styles.text()),
            Span::styled(rule, styles.rule()),
        ],
    );
    y = y.saturating_add(1);
    for it in &none {
        if y >= end {
            break;
        }
        let words = wrap::shorten(&it.candidate.in_full(), usize::from(area.width));
        frame::put(buf, row(y), vec![Span::styled(words, styles.text())]);
        y = y.saturating_add(1);
        shown += 1;
    }
    all.len() - shown
}

/// One with votes: its words and, below them or beside them, its bar.
fn counted(
    it: &Counted<'_>,
    (most, digits): (u32, usize),
    large: bool,
    styles: &Styles,
    area: Rect,
    buf: &mut Buffer,
) {
    let row = |n: u16| {
        Rect {
            y: area.y.saturating_add(n),
            height: 1,
            ..area
        }
        .intersection(area)
    };
    let bar = |room: usize| {
        let sign = styles.signs().block();
        let cells = room * usize::try_from(it.votes).unwrap_or(usize::MAX)
            / usize::try_from(most).unwrap_or(usize::MAX).max(1);
        Span::styled(sign.repeat(cells.max(1)), styles.focus())
    };
    let width = usize::from(area.width);
    let number = format!("{:>digits$}", it.votes);
    if large {
        let cells = LETTER.0.saturating_mul(u16::try_from(digits).unwrap_or(1));
        BigText::builder()
            .pixel_size(PixelSize::Quadrant)
            .style(styles.strong())
            .lines([Line::from(number)])
            .build()
            .render(area, buf);
        let indent = usize::from(cells) + 2;
        let left = " ".repeat(indent);
        let words = wrap::shorten(&it.candidate.in_full(), width.saturating_sub(indent));
        // Only where the digits are not: a blank there would rub them out.
        let beside = |n: u16| {
            let at = row(n);
            let cells = cells.saturating_add(2).min(at.width);
            Rect {
                x: at.x.saturating_add(cells),
                width: at.width.saturating_sub(cells),
                ..at
            }
        };
        frame::put(buf, beside(0), vec![Span::styled(words, styles.strong())]);
        for n in 1..3 {
            frame::put(buf, beside(n), vec![bar(width.saturating_sub(left.len()))]);
        }
        return;
    }
    let head = Span::styled(format!("{number}  "), styles.strong());
    let indent = digits + 2;
    if area.height == 1 {
        let long = (width / 4).max(1);
        let bar = bar(long);
        let gap = " ".repeat((long + 2).saturating_sub(wrap::width(&bar.content)));
        let words = wrap::shorten(
            &it.candidate.in_full(),
            width.saturating_sub(indent + long + 2),
        );
        let words = Span::styled(format!("{gap}{words}"), styles.text());
        return frame::put(buf, row(0), vec![head, bar, words]);
    }
    let words = wrap::shorten(&it.candidate.in_full(), width.saturating_sub(indent));
    frame::put(
        buf,
        row(0),
        vec![head, Span::styled(words, styles.strong())],
    );
    let left = Span::raw(" ".repeat(indent));
    frame::put(buf, row(1), vec![left, bar(width.saturating_sub(indent))]);
}
