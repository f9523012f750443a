//! The keys of this screen, by what a facilitator does, and the rules of the step: help doubles as a script.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};

use super::{boxed, type_line};
use crate::app::App;
use crate::app::helping::{self, Page};
use crate::areas::boxes as areas;
use crate::keys::Binding;
use crate::keys::key::Key;
use crate::lines::editor::Editor;
use crate::theme::Styles;
use crate::ui::{frame, wrap};

/// Above the last line that can be scrolled to.
const MORE: &str = "more below";
/// Before the words that a key is looked for with.
const PROMPT: &str = "find a key> ";

pub(super) fn draw(
    app: &App,
    filter: &Editor,
    scroll: usize,
    styles: &Styles,
    body: Rect,
    buf: &mut Buffer,
) -> Position {
    let areas = areas::help(body);
    boxed("KEYS OF THIS SCREEN", areas.edge, styles, body, buf);
    let (row, area) = (areas.line, areas.content);
    let caret = type_line(PROMPT, filter, styles, row, buf);
    let page = helping::page(app, filter.text(), area.width);
    let last = page.height(area.width).saturating_sub(area.height.into());
    let content: Vec<Line<'_>> = match &page {
        Page::Overview(columns, rules) => {
            let mut content = side_by_side(columns, area.width, styles);
            content.extend(rule_lines(rules, styles, area.width));
            content
        }
        Page::Matches(found) if found.is_empty() => {
            let says = helping::nothing_rows(area.width);
            says.into_iter().map(Line::from).collect()
        }
        Page::Matches(found) => found
            .iter()
            .flat_map(|binding| sentence(binding, styles, area.width))
            .collect(),
    };
    let typed = wrap::width(PROMPT) + wrap::width(filter.text()) + 1;
    if scroll < last && typed + MORE.len() < usize::from(row.width) {
        let at = u16::try_from(MORE.len()).unwrap_or(u16::MAX);
        let [_, right] =
            Layout::horizontal([Constraint::Fill(1), Constraint::Length(at)]).areas(row);
        frame::put(buf, right, vec![Span::styled(MORE, styles.muted())]);
    }
    frame::put_lines(buf, area, content.into_iter().skip(scroll.min(last)));
    caret
}

/// The columns as whole lines, so that they scroll together.
fn side_by_side(
    columns: &[Vec<helping::Line<'_>>],
    width: u16,
    styles: &Styles,
) -> Vec<Line<'static>> {
    let wide = usize::from(helping::column_width(width));
    let tallest = columns.iter().map(Vec::len).max().unwrap_or_default();
    (0..tallest)
        .map(|place| {
            let mut spans = Vec::new();
            for column in columns {
                let cell = column.get(place).map(|line| key_line(line, wide, styles));
                let cell = cell.unwrap_or_default();
                let used: usize = cell.iter().map(|span| wrap::width(&span.content)).sum();
                spans.extend(cell);
                spans.push(Span::raw(" ".repeat((wide + 2).saturating_sub(used))));
            }
            Line::from(spans)
        })
        .collect()
}

/// One line of a column.
fn key_line(line: &helping::Line<'_>, width: usize, styles: &Styles) -> Vec<Span<'static>> {
    match line {
        helping::Line::Gap => Vec::new(),
        helping::Line::Heading(words) => vec![Span::styled(*words, styles.heading())],
        helping::Line::Keys(first, second) => {
            let mut spans = entry(first, styles);
            if let Some(second) = second {
                let used = wrap::width(&helping::entry(first)) + 1;
                spans.push(Span::raw(" ".repeat((width / 2).saturating_sub(used))));
                spans.extend(entry(second, styles));
            }
            spans
        }
    }
}

/// The key in the color of the keyboard, then what it does.
fn entry(binding: &Binding, styles: &Styles) -> Vec<Span<'static>> {
    let key = format!(" {:<2}", binding.keys_shown());
    let label = format!(" {}", binding.label);
    vec![
        Span::styled(key, styles.focus()),
        Span::styled(label, styles.text()),
    ]
}

/// What holds on this screen.
fn rule_lines(rules: &[String], styles: &Styles, width: u16) -> Vec<Line<'static>> {
    if rules.is_empty() {
        return Vec::new();
    }
    let head = Line::styled("RULES IN THIS STEP", styles.heading());
    let says = rules
        .iter()
        .flat_map(|rule| helping::rule_rows(rule, width))
        .map(|line| Line::styled(format!(" {line}"), styles.text()));
    [Line::default(), head].into_iter().chain(says).collect()
}

/// A command that was looked for: its keys and its name, and its sentence behind or, where there is little room, below.
fn sentence(binding: &Binding, styles: &Styles, width: u16) -> Vec<Line<'static>> {
    let keys = match binding.keys.as_slice() {
        [] => Key::ctrl('p').to_string(),
        _ => binding.keys_shown(),
    };
    let mut head = vec![
        Span::styled(wrap::pad(&format!(" {keys}"), 12), styles.focus()),
        Span::styled(wrap::pad(&binding.label, 16), styles.strong()),
    ];
    let (says, indent, beside) = helping::sentence_rows(&binding.says, width);
    let mut says = says.into_iter();
    if beside {
        head.extend(says.next().map(|words| Span::styled(words, styles.text())));
    }
    let rest = says.map(|words| Line::styled(format!("{:indent$}{words}", ""), styles.text()));
    std::iter::once(Line::from(head)).chain(rest).collect()
}
