//! The private view on its terminal: the pace in one row, then the plan beside what to say and to keep in mind. Where
//! there is no room for two columns, what to say comes first.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{Notes, Row, State, label};
use crate::theme::Styles;
use crate::ui::beyond::beyond;
use crate::ui::columns::{self, Cell, GAP, MARGIN};
use crate::ui::frame::{put, put_both};
use crate::ui::spark::spark;
use crate::ui::{ask_for_room, cuts, wrap};

/// From this many columns on, the plan stands beside the words.
const TWO_COLUMNS: u16 = 76;
/// Cells of the plan beside the words.
const PLAN: u16 = 42;
/// Cells of a number of minutes.
const NUMBER: usize = 5;
/// Cells of the longest name of a step.
const NAME: usize = 17;
/// What the keys do, for whoever asks.
const HELP: &str = "Arrows scroll. q, Esc and Ctrl+Q leave. The session file is only read.";

/// The rows of the view.
struct Areas {
    header: Rect,
    pace: Rect,
    body: Rect,
    footer: Rect,
    rules: [Rect; 2],
}

fn areas(area: Rect) -> Areas {
    let row = |y: u16| Rect::new(area.x, area.y + y, area.width, 1).intersection(area);
    let h = area.height;
    // As in the main program, the rules go first where rows are scarce.
    let (body, rules) = if h < 14 {
        ((2, h.saturating_sub(3)), [Rect::ZERO; 2])
    } else {
        ((3, h - 5), [row(2), row(h - 2)])
    };
    Areas {
        header: row(0),
        pace: row(1),
        body: Rect::new(area.x, area.y + body.0, area.width, body.1).intersection(area),
        footer: row(h.saturating_sub(1)),
        rules,
    }
}

/// Draws the private view.
pub fn view(notes: &Notes, state: &State, styles: &Styles, frame: &mut Frame) {
    let area = frame.area();
    let buf = frame.buffer_mut();
    buf.set_style(area, styles.base());
    if ask_for_room(area, styles, buf) {
        return;
    }
    let areas = areas(area);
    for rule in areas.rules {
        let line = styles.signs().rule(usize::from(rule.width));
        put(buf, rule, vec![Span::styled(line, styles.rule())]);
    }
    header(notes, styles, areas.header, buf);
    pace(notes, styles, areas.pace, buf);
    let mut hidden = (0, 0);
    for (column, lines) in bodies(notes, styles, areas.body) {
        let most = lines.len().saturating_sub(usize::from(column.height));
        let above = state.scroll.min(most);
        hidden = (hidden.0.max(above), hidden.1.max(most - above));
        for (line, y) in lines.iter().skip(above).zip(column.top()..column.bottom()) {
            buf.set_line(column.x, y, line, column.width);
        }
    }
    if area.width >= TWO_COLUMNS {
        for y in areas.body.top()..areas.body.bottom() {
            buf.set_string(areas.body.x + PLAN, y, styles.signs().bar(), styles.rule());
        }
    }
    footer(state, hidden, styles, areas.footer, buf);
    cuts::finish(styles.signs(), buf);
}

/// How many lines can be scrolled away in a terminal of this size, and how many are seen at once.
pub fn scrolls(notes: &Notes, styles: &Styles, (columns, rows): (u16, u16)) -> (usize, usize) {
    let body = areas(Rect::new(0, 0, columns, rows)).body;
    let page = usize::from(body.height);
    let bodies = bodies(notes, styles, body).into_iter();
    let most = bodies.map(|(_, lines)| lines.len().saturating_sub(page));
    (most.max().unwrap_or_default(), page.max(1))
}

fn header(notes: &Notes, styles: &Styles, row: Rect, buf: &mut Buffer) {
    let clock = format!(" {} ", notes.time);
    let room = usize::from(row.width).saturating_sub(clock.len() + 16);
    let title = wrap::shorten(&notes.title, room);
    put_both(
        buf,
        row,
        vec![
            Span::styled(" PRIVATE NOTES  ", styles.strong()),
            Span::styled(title, styles.text()),
        ],
        vec![Span::styled(clock, styles.strong())],
    );
}

/// The one row that is read at a glance: where we are, what is left, how we stand, when it ends. Where it is too long,
/// what the step had goes first, then the end that was planned.
fn pace(notes: &Notes, styles: &Styles, row: Rect, buf: &mut Buffer) {
    let wide = |spans: &[Span]| -> usize { spans.iter().map(|s| wrap::width(&s.content)).sum() };
    for detail in (0..=3).rev() {
        let left = at_left(notes, detail, styles);
        let right = at_right(notes, detail >= 2, styles);
        if detail == 0 || wide(&left) + wide(&right) < usize::from(row.width) {
            return put_both(buf, row, left, right);
        }
    }
}

/// The step and its time: `8 of 11 min left` in most detail, `8 min` in least.
fn at_left(notes: &Notes, detail: usize, styles: &Styles) -> Vec<Span<'static>> {
    let mut spans = vec![Span::raw(" ")];
    if let Some(step) = notes.step {
        let word = if detail == 0 {
            step.word()
        } else {
            label(step)
        };
        spans.push(Span::styled(word.to_uppercase(), styles.focus()));
    }
    if let Some((words, over)) = &notes.left {
        let words = match (words.split_once(" of "), detail) {
            (Some((left, _)), 0) => format!("{left} min"),
            (Some((left, _)), 1 | 2) => format!("{left} min left"),
            _ => words.clone(),
        };
        spans.push(Span::raw("  "));
        spans.push(Span::styled(words, urgent(*over, styles)));
    }
    spans
}

fn at_right(notes: &Notes, with_planned: bool, styles: &Styles) -> Vec<Span<'static>> {
    let mut spans = Vec::new();
    if let Some(pace) = &notes.pace {
        let late = pace.ends_with("behind");
        spans.push(Span::styled(pace.clone(), urgent(late, styles)));
    }
    if let Some((end, planned)) = &notes.ends {
        spans.push(Span::styled(format!("  ends {end}"), styles.strong()));
        if with_planned {
            spans.push(Span::styled(format!(", planned {planned}"), styles.text()));
        }
    }
    spans.push(Span::raw(" "));
    spans
}

fn urgent(is: bool, styles: &Styles) -> Style {
    if is {
        styles.attention()
    } else {
        styles.text()
    }
}

/// The columns and their lines.
fn bodies(notes: &Notes, styles: &Styles, body: Rect) -> Vec<(Rect, Vec<Line<'static>>)> {
    if body.width < TWO_COLUMNS {
        let mut lines = words(notes, body, styles);
        lines.push(Line::default());
        lines.extend(plan(&notes.plan, body.width, styles));
        return vec![(body, lines)];
    }
    let left = Rect {
        width: PLAN,
        ..body
    };
    let right = Rect {
        x: body.x + PLAN + 1,
        width: body.width - PLAN - 1,
        ..body
    };
    vec![
        (left, plan(&notes.plan, PLAN, styles)),
        (right, words(notes, right, styles)),
    ]
}

/// Planned, taken and given minutes of each step.
fn plan(rows: &[Row], width: u16, styles: &Styles) -> Vec<Line<'static>> {
    let name = usize::from(width).saturating_sub(MARGIN + 3 * (NUMBER + GAP) + GAP - 1);
    let name = name.min(NAME);
    let line = |lead, step: &str, numbers: [(String, Style); 3], style| {
        let numbers = numbers.map(|(text, style)| Cell {
            right: true,
            ..Cell::new(text, NUMBER, style)
        });
        let step = Cell::new(step, name, style);
        let cells: Vec<Cell> = std::iter::once(step).chain(numbers).collect();
        columns::row(vec![lead], &cells, usize::MAX)
    };
    let head = ["plan", "took", "given"].map(|word| (word.to_owned(), styles.muted()));
    let head = line(Span::raw("   "), "PLAN", head, styles.heading());
    let rows = rows.iter().flat_map(|row| {
        let style = match (row.here, row.step.as_str()) {
            (true, _) => styles.selected(),
            (false, "all") => styles.heading(),
            (false, _) => styles.text(),
        };
        let took = row
            .took
            .map_or_else(|| "-".to_owned(), |took| took.to_string());
        let took_style = if row.over { styles.attention() } else { style };
        let numbers = [
            (row.planned.to_string(), style),
            (took, took_style),
            (row.given.to_string(), style),
        ];
        line(columns::margin(row.here, styles), &row.step, numbers, style)
    });
    head.into_iter().chain(rows).collect()
}

/// What to say and what to keep in mind. A blank line between the groups, where there is room for it.
fn words(notes: &Notes, area: Rect, styles: &Styles) -> Vec<Line<'static>> {
    let stands: Vec<String> = notes.stands.iter().cloned().collect();
    let bars = spark(&notes.at_line, styles.signs());
    let bars = Some(bars).filter(|bars| !bars.is_empty());
    let risk: Vec<String> = bars.into_iter().chain(notes.risk.clone()).collect();
    let groups = [
        ("", &stands, styles.strong()),
        ("SAY", &notes.say, styles.text()),
        ("KEEP IN MIND", &notes.nudges, styles.text()),
        ("VOICES", &notes.voices, styles.text()),
        ("NEXT", &notes.next, styles.text()),
        ("RISK LEFT", &risk, styles.text()),
    ];
    let width = usize::from(area.width).saturating_sub(4);
    let groups: Vec<Vec<Line>> = groups
        .into_iter()
        .filter(|(_, says, _)| !says.is_empty())
        .map(|(head, says, style)| {
            let head = (!head.is_empty())
                .then(|| Line::from(Span::styled(format!(" {head}"), styles.heading())));
            let lines = says.iter().flat_map(|says| {
                let wrapped = wrap::wrap(says, width).into_iter().enumerate();
                wrapped.map(|(place, line)| {
                    let lead = if place == 0 { " - " } else { "   " };
                    Line::from(vec![Span::raw(lead), Span::styled(line, style)])
                })
            });
            head.into_iter().chain(lines).collect()
        })
        .collect();
    let lines: usize = groups.iter().map(Vec::len).sum();
    let airy = lines + groups.len().saturating_sub(1) <= usize::from(area.height);
    let mut out = Vec::new();
    for (place, group) in groups.into_iter().enumerate() {
        if place > 0 && airy {
            out.push(Line::default());
        }
        out.extend(group);
    }
    out
}

/// What is the matter with the file, else the keys if someone asked.
fn footer(state: &State, hidden: (usize, usize), styles: &Styles, row: Rect, buf: &mut Buffer) {
    let mut right = Vec::new();
    let hidden = beyond(hidden.0, hidden.1);
    if !hidden.is_empty() {
        right.push(Span::styled(format!(" {hidden}  "), styles.muted()));
    }
    if !state.help && state.trouble.is_none() {
        for (key, label) in [("q", " leave  "), ("?", " help ")] {
            right.push(Span::styled(key, styles.focus()));
            right.push(Span::styled(label, styles.muted()));
        }
    }
    let used: usize = right.iter().map(|span| wrap::width(&span.content)).sum();
    let room = usize::from(row.width).saturating_sub(used + 2);
    let says = match (&state.trouble, state.help) {
        (Some(trouble), _) => Some((format!("! {trouble}"), styles.attention())),
        (None, true) => Some((HELP.to_owned(), styles.text())),
        (None, false) => None,
    };
    let left = says.map(|(says, style)| Span::styled(wrap::shorten(&says, room), style));
    let left = std::iter::once(Span::raw(" ")).chain(left).collect();
    put_both(buf, row, left, right);
}
