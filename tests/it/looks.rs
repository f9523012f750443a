//! What a picture of the screen is, and the laws that every picture keeps: every theme draws the same characters with
//! the same emphasis, a theme only exchanges colors, and no color has no color. A snapshot in one theme is so enough
//! for all of them.

use std::collections::HashMap;

use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use ratatui::{Frame, Terminal};
use threatboard::theme::{self, Depth, Styles};

/// What is drawn in a window of this size.
pub(crate) fn drawn((columns, rows): (u16, u16), draw: impl FnOnce(&mut Frame)) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(draw).unwrap();
    terminal.backend().buffer().clone()
}

/// What is drawn in the dark theme, after a look at every theme and at every depth of color.
pub(crate) fn picture(size: (u16, u16), draw: impl Fn(&Styles, &mut Frame)) -> Buffer {
    let look = |name: &str, depth| {
        let styles = Styles::new(&theme::load(name, &[]).0, depth);
        drawn(size, |frame| draw(&styles, frame))
    };
    let dark = look("dark", Depth::TrueColor);
    for name in theme::names(&[]) {
        for depth in [Depth::TrueColor, Depth::Ansi, Depth::None] {
            let other = look(&name, depth);
            let seen = format!("in {name} at {depth:?}:\n{}", text_of(&other));
            same_characters(&dark, &other, &seen);
            only_exchanges_colors(&dark, &other, &seen);
            if depth == Depth::None {
                has_no_color(&other, &seen);
            }
        }
    }
    dark
}

fn same_characters(one: &Buffer, other: &Buffer, seen: &str) {
    assert_eq!(text_of(one), text_of(other), "other characters {seen}");
    for (a, b) in one.content.iter().zip(&other.content) {
        assert_eq!(emphasis(a), emphasis(b), "{a:?} is {b:?} {seen}");
    }
}

/// What a person sees of a cell's modifiers: a bold blank is a blank.
fn emphasis(cell: &Cell) -> Modifier {
    if cell.symbol() == " " {
        cell.modifier.difference(Modifier::BOLD)
    } else {
        cell.modifier
    }
}

/// What has one color here has one color there: a theme cannot tell two things apart that another one shows alike.
fn only_exchanges_colors(one: &Buffer, other: &Buffer, seen: &str) {
    let mut exchanged = HashMap::new();
    let colors = |cell: &Cell| ((cell.symbol() != " ").then_some(cell.fg), cell.bg);
    for (a, b) in one.content.iter().zip(&other.content) {
        let color = *exchanged.entry(colors(a)).or_insert(colors(b));
        assert_eq!(color, colors(b), "{a:?} is {b:?} {seen}");
    }
}

fn has_no_color(buffer: &Buffer, seen: &str) {
    let colored = |cell: &&Cell| (cell.fg, cell.bg) != (Color::Reset, Color::Reset);
    let cell = buffer.content.iter().find(colored);
    assert_eq!(cell, None, "a color {seen}");
}

/// What was drawn, as text, then one line for every run of cells whose style is not the plain one.
pub(crate) fn styled_text(buffer: &Buffer) -> String {
    let mut out = text_of(buffer);
    out.push('\n');
    let plain = (
        buffer[(buffer.area.width - 1, buffer.area.height - 1)].fg,
        buffer[(0, buffer.area.height - 1)].bg,
        Modifier::empty(),
    );
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let style = |x: u16| {
                let cell = &buffer[(x, y)];
                (cell.fg, cell.bg, cell.modifier)
            };
            let start = x;
            while x < buffer.area.width && style(x) == style(start) {
                x += 1;
            }
            let run: String = (start..x).map(|x| buffer[(x, y)].symbol()).collect();
            if style(start) != plain && !run.trim().is_empty() {
                let (fg, bg, modifier) = style(start);
                out.push_str(&format!(
                    "{y}:{start}..{x} {}{}{modifier:?}\n",
                    name(fg),
                    on(bg)
                ));
            }
        }
    }
    out
}

fn name(color: Color) -> String {
    format!("{color} ")
}

fn on(color: Color) -> String {
    if color == Color::Reset {
        String::new()
    } else {
        format!("on {color} ")
    }
}

/// What was drawn, as text.
pub(crate) fn text_of(buffer: &Buffer) -> String {
    let area = buffer.area;
    (area.top()..area.bottom())
        .map(|y| {
            let row: String = (area.left()..area.right())
                .map(|x| buffer[(x, y)].symbol())
                .collect();
            format!("{}\n", row.trim_end())
        })
        .collect()
}
