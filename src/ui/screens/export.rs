//! Draws the export: which files, whose names, and the real file as a preview.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{App, Open};
use crate::export::{Format, Names};
use crate::screens::export::{LIST, State, TWO_PANES};
use crate::theme::Styles;
use crate::ui::{frame, list, wrap};

/// How many cells a file's name takes in the list, so that the phrases stand below each other.
const NAME: usize = 24;

pub(crate) fn view(_app: &App, open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let wide = area.width >= TWO_PANES;
    if open.rooms.export.reading && !wide {
        let whole = Rect {
            x: area.x + area.width.min(1),
            width: area.width.saturating_sub(1),
            ..area
        };
        return preview(open, styles, whole, buf);
    }
    if !wide {
        // Where the two do not fit side by side, the preview is below what it is a preview of.
        let above = u16::try_from(open.rooms.export.above(area.height.into())).unwrap_or(u16::MAX);
        let above = above.min(area.height);
        let top = Rect {
            height: above,
            ..area
        };
        choices(open, styles, top, buf);
        let below = Rect {
            x: area.x + area.width.min(1),
            y: area.y + above,
            width: area.width.saturating_sub(1),
            height: area.height - above,
        };
        return preview(open, styles, below, buf);
    }
    let left = Rect {
        width: LIST,
        ..area
    };
    choices(open, styles, left, buf);
    for y in area.top()..area.bottom() {
        let row = Rect {
            x: left.right(),
            y,
            width: 1,
            height: 1,
        };
        frame::put(
            buf,
            row,
            vec![Span::styled(styles.signs().bar(), styles.rule())],
        );
    }
    let right = Rect {
        x: left.right() + 2,
        width: area.width.saturating_sub(left.width + 2),
        ..area
    };
    preview(open, styles, right, buf);
}

/// The formats by shelf, and below them what holds for all of them.
fn choices(open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let state = &open.rooms.export;
    let width = usize::from(area.width);
    let mut below = said(state, styles, width);
    below.truncate(usize::from(area.height / 2));
    let height = u16::try_from(below.len()).unwrap_or(u16::MAX);
    let list_area = Rect {
        height: area.height.saturating_sub(height),
        ..area
    };
    let selected = Format::ALL.iter().position(|f| *f == state.selected);
    list::draw(buf, list_area, Format::ALL.len(), selected, |place| {
        let Some(format) = Format::ALL.get(place) else {
            return Vec::new();
        };
        let first = place
            .checked_sub(1)
            .and_then(|before| Format::ALL.get(before))
            .is_none_or(|before| before.shelf() != format.shelf());
        let mut lines = Vec::new();
        if first {
            let heading = format!(" {}", format.shelf().words().to_uppercase());
            lines.push(Line::styled(heading, styles.heading()));
        }
        lines.push(row(state, *format, styles, width));
        lines
    });
    for (line, y) in below.into_iter().zip(list_area.bottom()..area.bottom()) {
        buf.set_line(area.x, y, &line, area.width);
    }
}

/// `> [x] summary.md          one page`
fn row(state: &State, format: Format, styles: &Styles, width: usize) -> Line<'static> {
    let here = state.selected == format;
    let picked = if state.picked.contains(&format) {
        "[x]"
    } else {
        "[ ]"
    };
    let style = match here {
        true if state.reading => styles.strong(),
        true => styles.selected(),
        false => styles.text(),
    };
    // Beside the preview there is no room for every phrase: that of the selected file stands below the list.
    let (name, phrase) = if width > usize::from(LIST) {
        let room = width.saturating_sub(8 + NAME);
        let phrase = wrap::shorten(format.describes(), room);
        (wrap::pad(format.file_name(), NAME), phrase)
    } else {
        (format.file_name().to_owned(), String::new())
    };
    Line::from(vec![
        Span::styled(if here { " > " } else { "   " }, styles.focus()),
        Span::styled(format!("{picked} {name}"), style),
        Span::styled(format!(" {phrase}"), styles.muted()),
    ])
}

/// For whom it is, how names are written, and what was written last.
fn said(state: &State, styles: &Styles, width: usize) -> Vec<Line<'static>> {
    let mut names = vec![Span::styled(" NAMES   ", styles.heading())];
    for name in Names::ALL {
        let word = name.name();
        names.push(if name == state.names {
            Span::styled(format!("{}  ", word.to_uppercase()), styles.focus())
        } else {
            Span::styled(format!("{word}  "), styles.muted())
        });
    }
    let audience = vec![
        Span::styled(" FOR     ", styles.heading()),
        Span::styled(state.audience.name().to_uppercase(), styles.focus()),
        Span::styled("  summary audience", styles.muted()),
    ];
    let mut lines = vec![Line::default(), Line::from(audience), Line::from(names)];
    if width <= usize::from(LIST) {
        let place = Format::ALL.iter().position(|f| *f == state.selected);
        let place = format!("{}/{}", place.unwrap_or_default() + 1, Format::ALL.len());
        let phrase = format!("{place} {}", state.selected.describes());
        let phrase = wrap::wrap(&phrase, width.saturating_sub(10)).into_iter();
        let what = phrase.enumerate().map(|(n, phrase)| {
            let head = if n == 0 { " FILE    " } else { "         " };
            Line::from(vec![
                Span::styled(head, styles.heading()),
                Span::styled(phrase, styles.text()),
            ])
        });
        lines.splice(1..1, what);
    }
    let Some((first, rest)) = state.written.split_first() else {
        return lines;
    };
    let more = match rest.len() {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let room = width.saturating_sub(10 + wrap::width(&more));
    lines.push(Line::from(vec![
        Span::styled(" WRITTEN ", styles.heading()),
        Span::styled(wrap::shorten(first, room), styles.text()),
        Span::styled(more, styles.text()),
    ]));
    lines
}

fn preview(open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let state = &open.rooms.export;
    if area.height < 2 {
        return;
    }
    let row = |y: u16| Rect {
        y: area.y + y,
        height: 1,
        ..area
    };
    let body = usize::from(area.height - 1);
    let width = usize::from(area.width);
    let wrapped: Vec<(bool, String)> = state
        .preview
        .iter()
        .skip(state.scroll)
        .flat_map(|line| {
            let heading = line.starts_with('#');
            wrap::wrap(line, width.saturating_sub(1))
                .into_iter()
                .map(move |l| (heading, l))
        })
        .take(body)
        .collect();
    let place = format!(
        "line {} of {} ",
        (state.scroll + 1).min(state.preview.len()),
        state.preview.len()
    );
    let head = wrap::shorten(
        state.selected.file_name(),
        width.saturating_sub(place.len() + 12),
    );
    frame::put_both(
        buf,
        row(0),
        vec![
            if state.reading {
                Span::styled("> PREVIEW  ", styles.focus())
            } else {
                Span::styled("PREVIEW  ", styles.heading())
            },
            Span::styled(head, styles.text()),
        ],
        vec![Span::styled(place, styles.muted())],
    );
    for ((heading, line), y) in wrapped.into_iter().zip(1..) {
        let style = if heading {
            styles.strong()
        } else {
            styles.text()
        };
        frame::put(buf, row(y), vec![Span::styled(line, style)]);
    }
}
