//! Draws the export: which files, whose names, and the real file as a preview.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use crate::app::{App, Open};
use crate::areas::export::{Areas, has_phrases};
use crate::export::{Format, Names};
use crate::screens::export::State;
use crate::theme::Styles;
use crate::ui::{beyond, columns, frame, list, wrap};

/// How many cells a file's name takes in the list, so that the phrases stand below each other.
const NAME: usize = 24;

pub(crate) fn view(_app: &App, open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let areas = open.rooms.export.areas(area);
    if !areas.choices.is_empty() {
        choices(open, styles, areas.choices, buf);
    }
    frame::put_bar(buf, areas.bar, styles);
    preview(open, styles, &areas, buf);
}

/// The formats by shelf, and below them what holds for all of them.
fn choices(open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let state = &open.rooms.export;
    let mut below = said(state, styles, area.width);
    below.truncate(usize::from(area.height / 2));
    let height = u16::try_from(below.len()).unwrap_or(u16::MAX);
    let [list_area, foot] =
        Layout::vertical([Constraint::Fill(1), Constraint::Length(height)]).areas(area);
    let selected = Format::ALL.iter().position(|f| *f == state.selected);
    let len = Format::ALL.len();
    let wants = list::Wants {
        least: 2,
        air: false,
    };
    let drawn = list::draw_fitting(buf, list_area, len, selected, wants, |place, most| {
        let Some(format) = Format::ALL.get(place) else {
            return Vec::new();
        };
        let first = place
            .checked_sub(1)
            .and_then(|before| Format::ALL.get(before))
            .is_none_or(|before| before.shelf() != format.shelf());
        let mut lines = Vec::new();
        // Half a row is a file, not a shelf.
        if first && most > 1 {
            let heading = format!(" {}", format.shelf().words().to_uppercase());
            lines.push(Line::styled(heading, styles.heading()));
        }
        lines.push(row(state, *format, styles, area.width));
        lines
    });
    // What is not seen is counted in the row of air below.
    if let Some(air) = below.first_mut() {
        let says = format!("   {}", beyond::of(&drawn, len));
        *air = Line::styled(says, styles.muted());
    }
    frame::put_lines(buf, foot, below);
}

/// `> [x] summary.md          one page`
fn row(state: &State, format: Format, styles: &Styles, width: u16) -> Line<'static> {
    let (phrases, width) = (has_phrases(width), usize::from(width));
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
    let (name, phrase) = if phrases {
        let room = width.saturating_sub(8 + NAME);
        let phrase = wrap::shorten(format.describes(), room);
        (wrap::pad(format.file_name(), NAME), phrase)
    } else {
        (format.file_name().to_owned(), String::new())
    };
    Line::from(vec![
        columns::margin(here && !state.reading, styles),
        Span::styled(format!("{picked} {name}"), style),
        Span::styled(format!(" {phrase}"), styles.muted()),
    ])
}

/// For whom it is, how names are written, and what was written last.
fn said(state: &State, styles: &Styles, width: u16) -> Vec<Line<'static>> {
    let mut names = vec![Span::styled(" NAMES   ", styles.heading())];
    // Beside the preview there is room for one space between them.
    let gap = if has_phrases(width) { "  " } else { " " };
    for name in Names::ALL {
        let word = name.name();
        names.push(if name == state.names {
            Span::styled(format!("{}{gap}", word.to_uppercase()), styles.focus())
        } else {
            Span::styled(format!("{word}{gap}"), styles.muted())
        });
    }
    let audience = vec![
        Span::styled(" FOR     ", styles.heading()),
        Span::styled(state.audience.name().to_uppercase(), styles.focus()),
        Span::styled("  summary audience", styles.muted()),
    ];
    let mut lines = vec![Line::default(), Line::from(audience), Line::from(names)];
    let what = state.describes(width).into_iter().enumerate();
    let what = what.map(|(n, phrase)| {
        let head = if n == 0 { " FILE    " } else { "         " };
        Line::from(vec![
            Span::styled(head, styles.heading()),
            Span::styled(phrase, styles.text()),
        ])
    });
    lines.splice(1..1, what);
    let Some((first, rest)) = state.written.split_first() else {
        return lines;
    };
    let more = match rest.len() {
        0 => String::new(),
        n => format!(" and {n} more"),
    };
    let room = usize::from(width).saturating_sub(10 + wrap::width(&more));
    lines.push(Line::from(vec![
        Span::styled(" WRITTEN ", styles.heading()),
        Span::styled(wrap::shorten(first, room), styles.text()),
        Span::styled(more, styles.text()),
    ]));
    lines
}

fn preview(open: &Open, styles: &Styles, areas: &Areas, buf: &mut Buffer) {
    let state = &open.rooms.export;
    if areas.preview.is_empty() {
        return;
    }
    let width = usize::from(areas.preview.width);
    let top = state.pages(areas.preview).within(state.scroll);
    let rows = state.preview.iter().skip(top.line).flat_map(|line| {
        let style = if line.starts_with('#') {
            styles.strong()
        } else {
            styles.text()
        };
        let rows = wrap::wrap(line, width).into_iter();
        rows.map(move |row| Line::styled(row, style))
    });
    frame::put_lines(buf, areas.preview, rows.skip(top.row));
    let place = format!(
        "line {} of {} ",
        (top.line + 1).min(state.preview.len()),
        state.preview.len()
    );
    let head = wrap::shorten(
        state.selected.file_name(),
        usize::from(areas.head.width).saturating_sub(place.len() + 12),
    );
    let heading = if state.reading {
        Span::styled("> PREVIEW  ", styles.focus())
    } else {
        Span::styled("PREVIEW  ", styles.heading())
    };
    frame::put_both(
        buf,
        areas.head,
        vec![heading, Span::styled(head, styles.text())],
        vec![Span::styled(place, styles.muted())],
    );
}
