//! Draws where the room looked: places down, letters across, and in words what is known of the selected cell.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::{App, Open};
use crate::areas::coverage::{BRACKETS, COUNTS, Grid, MARK};
use crate::check::count;
use crate::check::coverage::{self, Cell, Coverage, Row, State, in_short, legend};
use crate::domain::{Session, Verb};
use crate::theme::Styles;
use crate::ui::{beyond, frame, list, wrap};

pub(crate) fn view(app: &App, open: &Open, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let (session, state) = (&*open.session, &open.rooms.coverage);
    let Some(grid) = state.shown().filter(|_| !area.is_empty()) else {
        return;
    };
    let areas = state.areas(area);
    let at = state.at();
    let here = at.and_then(|at| grid.rows.iter().position(|row| row.line == at.line));
    let column = at.map_or(0, |at| at.column);
    let drawn = list::draw(buf, areas.list.rows, grid.rows.len(), here, |place| {
        let selected = (here == Some(place)).then_some(column);
        let row = grid.rows.get(place);
        row.map(|row| vec![line(session, row, selected, &areas, styles)])
            .unwrap_or_default()
    });
    let [top, heads] = frame::head(areas.list.above);
    let left = grid.columns.len() - areas.columns.end + areas.columns.start;
    let mut hidden = vec![beyond::of(&drawn, grid.rows.len())];
    if left > 0 {
        hidden.push(format!("{left} more across"));
    }
    hidden.retain(|says| !says.is_empty());
    let which = match state.place() {
        (_, 0 | 1) => String::new(),
        (set, sets) => {
            let key = app.keys.key_for(app.screen(), Verb::NextPane);
            format!(" {} of {sets}, {key}: next set", set + 1)
        }
    };
    let title = format!(" {}{which}", grid.title);
    heading(grid, title, &hidden.join(", "), styles, top, buf);
    frame::put(buf, heads, signs(grid, column, &areas, styles));
    frame::put(buf, areas.foot, foot(grid, &areas, styles));
    let width = usize::from(area.width).saturating_sub(2);
    let known = detail(app, open, session);
    let says = known.iter().flat_map(|says| wrap::wrap(says, width));
    let rows = usize::from(areas.detail.height);
    let mut says: Vec<String> = says.collect();
    if says.len() > rows {
        says = wrap::wrap_to(&in_a_row(&known), width, rows);
    }
    let says = says.into_iter().enumerate().map(|(n, says)| {
        let style = if n == 0 {
            styles.strong()
        } else {
            styles.text()
        };
        Line::styled(format!(" {says}"), style)
    });
    frame::put_lines(buf, areas.detail, says.collect::<Vec<_>>());
    let says = format!(" {}", meanings(grid, &areas, width));
    frame::put(buf, areas.legend, vec![Span::styled(says, styles.muted())]);
}

/// The set, how far the room is, and what is out of sight.
fn heading(
    grid: &Coverage,
    title: String,
    hidden: &str,
    styles: &Styles,
    row: Rect,
    buf: &mut Buffer,
) {
    let room = usize::from(row.width).saturating_sub(wrap::width(&title) + hidden.len() + 6);
    let count = grid.count();
    let (all, short) = (
        in_short(count),
        format!("{} of {} looked at", count.looked(), count.of()),
    );
    let outside = coverage::found_outside(grid).into_iter();
    let outside = outside.flat_map(|found| [&all, &short].map(|says| format!("{says}; {found}")));
    let outside: Vec<String> = outside.collect();
    let mut says = outside.into_iter().chain([all, short]);
    let says = says.find(|says| says.len() <= room);
    let left = vec![
        Span::styled(title, styles.heading()),
        Span::styled(format!("   {}", says.unwrap_or_default()), styles.text()),
    ];
    let right = vec![Span::styled(format!("{hidden} "), styles.muted())];
    frame::put_both(buf, row, left, right);
}

/// The heads of the columns that are seen.
fn signs(grid: &Coverage, at: usize, areas: &Grid, styles: &Styles) -> Vec<Span<'static>> {
    let gap = " ".repeat(usize::from(MARK) + areas.name);
    let mut spans = vec![Span::raw(gap)];
    for (place, column) in grid.columns.iter().enumerate() {
        if !areas.columns.contains(&place) {
            continue;
        }
        let style = if place == at {
            styles.focus()
        } else {
            styles.heading()
        };
        let sign = wrap::shorten(&column.sign, areas.cell - 1);
        spans.push(Span::styled(
            wrap::pad(&format!(" {sign}"), areas.cell),
            style,
        ));
    }
    if areas.counts {
        spans.push(Span::styled("  LOOKED AT", styles.heading()));
    }
    spans
}

/// A row: its name, its cells, and how much of it was looked at.
fn line(
    session: &Session,
    row: &Row,
    selected: Option<usize>,
    areas: &Grid,
    styles: &Styles,
) -> Line<'static> {
    let here = selected.is_some();
    let style = if here {
        styles.selected()
    } else {
        styles.text()
    };
    let name = wrap::shorten(&coverage::name(session, row.line), areas.name);
    let mut spans = vec![
        Span::styled(if here { " > " } else { "   " }, styles.focus()),
        Span::styled(wrap::pad(&name, areas.name), style),
    ];
    for (place, cell) in row.cells.iter().enumerate() {
        if !areas.columns.contains(&place) {
            continue;
        }
        let text = sign(cell, areas.cell - BRACKETS);
        if selected == Some(place) {
            let text = format!("[{text}]");
            spans.push(Span::styled(text.clone(), styles.selected()));
            let rest = areas.cell.saturating_sub(text.len());
            spans.push(Span::raw(" ".repeat(rest)));
        } else {
            let text = wrap::pad(&format!(" {text}"), areas.cell);
            spans.push(Span::styled(text, style_of(cell, styles)));
        }
    }
    if areas.counts {
        let count = row.count();
        let says = match count.of() {
            0 => String::new(),
            of => format!("  {} of {of}", count.looked()),
        };
        spans.push(Span::styled(wrap::shorten(&says, COUNTS), styles.muted()));
    }
    Line::from(spans)
}

/// What stands in a cell of this width: where its ids do not fit, how many threats there are.
fn sign(cell: &Cell, width: usize) -> String {
    let sign = coverage::cell_sign(cell);
    if sign.len() > width {
        let again = if cell.again { "?" } else { "" };
        format!("{}T{again}", cell.threats.len())
    } else {
        sign
    }
}

/// What the signs mean; a count of threats where there is one.
fn meanings(grid: &Coverage, areas: &Grid, width: usize) -> String {
    if let Some(again) = coverage::again_legend(grid) {
        return format!(
            "{again}   {}",
            legend(width.saturating_sub(again.len() + 3))
        );
    }
    let cells = grid.rows.iter().flat_map(|row| &row.cells);
    let counted = cells.filter(|cell| coverage::cell_sign(cell).len() > areas.cell - BRACKETS);
    match counted.map(|cell| cell.threats.len()).max() {
        Some(n) => {
            let says = format!("{n}T {}   ", count(n, "threat"));
            let rest = width.saturating_sub(says.len());
            says + &legend(rest)
        }
        None => legend(width),
    }
}

fn style_of(cell: &Cell, styles: &Styles) -> Style {
    match cell.state {
        State::Found => styles.strong(),
        State::Nothing => styles.text(),
        State::Open | State::No => styles.muted(),
    }
}

/// How much was looked at of each letter.
fn foot(grid: &Coverage, areas: &Grid, styles: &Styles) -> Vec<Span<'static>> {
    let name = wrap::pad("looked at", areas.name);
    let mut spans = vec![Span::styled(format!("   {name}"), styles.muted())];
    for place in areas.columns.clone() {
        let count = grid.count_of(place);
        let says = format!(" {}/{}", count.looked(), count.of());
        let says = if count.of() == 0 { String::new() } else { says };
        spans.push(Span::styled(wrap::pad(&says, areas.cell), styles.muted()));
    }
    spans
}

/// Sentences one behind the other, each with its end.
fn in_a_row(sentences: &[String]) -> String {
    let mut says = String::new();
    for sentence in sentences {
        if !says.is_empty() {
            let is_ended = says.ends_with(['.', '!', '?']);
            says.push_str(if is_ended { " " } else { ". " });
        }
        says.push_str(sentence);
    }
    says
}

/// What is known of the selected cell: where it is and what came of it, then the threats, or what is asked.
fn detail(app: &App, open: &Open, session: &Session) -> Vec<String> {
    let state = &open.rooms.coverage;
    let (Some(cell), Some(about)) = (state.cell(), state.about(session)) else {
        return Vec::new();
    };
    let mut says = vec![format!("{about}: {}", coverage::cell_words(cell))];
    let place = state.at().and_then(|at| at.line.place().item());
    let why = place.filter(|_| cell.again);
    says.extend(why.and_then(|id| session.look_again_words(id, app.today())));
    let threats = cell.threats.iter().filter_map(|id| session.threat(*id));
    says.extend(threats.map(|threat| format!("{}  {}", threat.id, threat.text)));
    if let Some(look) = cell.look.as_ref().filter(|_| cell.threats.is_empty()) {
        says.push(app.catalogue.sweep_prompt(session, look));
    }
    says
}
