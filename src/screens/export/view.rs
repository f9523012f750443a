//! Draws the export: which files, whose names, and the real file as a preview.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{LIST, TWO_PANES};
use crate::app::{App, Open};
use crate::export::{Format, Names};
use crate::theme::Styles;
use crate::ui::{frame, wrap};

pub(crate) fn view(_app: &App, open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let wide = area.width >= TWO_PANES;
    if open.export.reading && !wide {
        let whole = Rect {
            x: area.x + area.width.min(1),
            width: area.width.saturating_sub(1),
            ..area
        };
        return preview(open, styles, whole, buf);
    }
    let left_width = if wide { LIST } else { area.width };
    let left = Rect {
        width: left_width.min(area.width),
        ..area
    };
    let list = options(open, styles, usize::from(left.width));
    let list_height = u16::try_from(list.len()).unwrap_or(u16::MAX);
    for (line, y) in list.into_iter().zip(left.top()..left.bottom()) {
        buf.set_line(left.x, y, &line, left.width);
    }
    // Where the two do not fit side by side, the preview is below what it is a preview of.
    let right = if wide {
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
        Rect {
            x: left.right() + 2,
            width: area.width.saturating_sub(left.width + 2),
            ..area
        }
    } else {
        let used = list_height.min(area.height);
        Rect {
            x: area.x + 1,
            y: area.y + used,
            width: area.width.saturating_sub(1),
            height: area.height - used,
        }
    };
    preview(open, styles, right, buf);
}

fn options(open: &Open, styles: &Styles, width: usize) -> Vec<Line<'static>> {
    let state = &open.export;
    let mut out = vec![Line::styled(" WHAT", styles.heading())];
    for format in Format::ALL.iter().copied() {
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
        let room = width.saturating_sub(20);
        out.push(Line::from(vec![
            Span::styled(if here { " > " } else { "   " }, styles.focus()),
            Span::styled(
                format!("{picked} {}", wrap::pad(format.file_name(), 12)),
                style,
            ),
            Span::styled(
                format!(" {}", wrap::shorten(format.describes(), room)),
                styles.muted(),
            ),
        ]));
    }
    let mut names = vec![Span::styled(" NAMES   ", styles.heading())];
    for name in Names::ALL {
        let word = name.name();
        names.push(if name == state.names {
            Span::styled(format!("{}  ", word.to_uppercase()), styles.focus())
        } else {
            Span::styled(format!("{word}  "), styles.muted())
        });
    }
    out.push(Line::default());
    out.push(Line::from(names));
    if !state.written.is_empty() {
        out.push(Line::default());
        out.push(Line::styled(" WRITTEN", styles.heading()));
        for file in &state.written {
            for (n, part) in wrap::wrap(file, width.saturating_sub(5))
                .into_iter()
                .enumerate()
            {
                let indent = if n == 0 { "   " } else { "     " };
                out.push(Line::styled(format!("{indent}{part}"), styles.text()));
            }
        }
    }
    out.push(Line::default());
    out
}

fn preview(open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let state = &open.export;
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
    frame::put_both(
        buf,
        row(0),
        vec![
            if state.reading {
                Span::styled("> PREVIEW  ", styles.focus())
            } else {
                Span::styled("PREVIEW  ", styles.heading())
            },
            Span::styled(state.selected.file_name(), styles.text()),
        ],
        vec![Span::styled(
            format!(
                "line {} of {} ",
                (state.scroll + 1).min(state.preview.len()),
                state.preview.len()
            ),
            styles.muted(),
        )],
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
