use proptest::prelude::*;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span, Text};
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::*;

/// A terminal that keeps each write apart.
#[derive(Default)]
struct Writes(Vec<Vec<u8>>);

impl Write for Writes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.push(bytes.to_vec());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

const SIZE: Size = Size {
    width: 12,
    height: 4,
};

fn terminal() -> Terminal<FrameWriter<Writes>> {
    Terminal::new(FrameWriter::new(Writes::default(), SIZE)).unwrap()
}

/// Draws one line, with the caret there, and gives what that wrote.
fn wrote(
    terminal: &mut Terminal<FrameWriter<Writes>>,
    line: &str,
    caret: Option<(u16, u16)>,
) -> Vec<String> {
    terminal.backend_mut().out.0.clear();
    let drawn = terminal.draw(|frame| {
        frame.render_widget(Line::from(line), frame.area());
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
    });
    drawn.unwrap();
    let writes = terminal.backend().out.0.iter();
    writes
        .map(|bytes| String::from_utf8(bytes.clone()).unwrap())
        .collect()
}

#[test]
fn a_frame_is_one_write_that_the_terminal_shows_in_one_step_with_the_caret_in_it() {
    let mut terminal = terminal();
    assert_eq!(
        wrote(&mut terminal, "Refund", Some((6, 0))),
        ["\x1b[?2026h\x1b[1;1HRefund\x1b[?25h\x1b[?2026l"]
    );
    assert_eq!(
        wrote(&mut terminal, "Refunds", Some((7, 0))),
        ["\x1b[?2026hs\x1b[?2026l"]
    );
}

#[test]
fn what_changes_nothing_is_not_written_and_the_caret_alone_is() {
    let mut terminal = terminal();
    wrote(&mut terminal, "Refund", Some((6, 0)));
    assert!(wrote(&mut terminal, "Refund", Some((6, 0))).is_empty());
    let moved = wrote(&mut terminal, "Refund", Some((2, 0)));
    assert_eq!(moved, ["\x1b[?2026h\x1b[1;3H\x1b[?2026l"]);
    let hidden = wrote(&mut terminal, "Refund", None);
    assert_eq!(hidden, ["\x1b[?2026h\x1b[?25l\x1b[?2026l"]);
    assert!(wrote(&mut terminal, "Refund", None).is_empty());
}

#[test]
fn a_few_unchanged_characters_cost_less_than_a_move_over_them() {
    let mut terminal = terminal();
    wrote(&mut terminal, "abcdefghijk", None);
    let near = wrote(&mut terminal, "Xbcdefghijk", None);
    assert_eq!(near, ["\x1b[?2026h\x1b[1;1HX\x1b[?2026l"]);
    let gap = wrote(&mut terminal, "YbcdEfghijK", None);
    assert_eq!(gap, ["\x1b[?2026h\x1b[1;1HYbcdEfghijK\x1b[?2026l"]);
}

#[test]
fn after_another_program_had_the_terminal_all_of_it_is_written_again() {
    let mut terminal = terminal();
    let first = wrote(&mut terminal, "Refund", Some((6, 0)));
    start_over(&mut terminal, SIZE).unwrap();
    let again = wrote(&mut terminal, "Refund", Some((6, 0)));
    let cleared = first.concat().replace("2026h", "2026h\x1b[2J");
    assert_eq!(again.concat(), cleared);
}

#[test]
fn the_size_is_what_an_event_told() {
    let mut terminal = terminal();
    assert_eq!(terminal.size().unwrap(), SIZE);
    let wider = Size { width: 90, ..SIZE };
    start_over(&mut terminal, wider).unwrap();
    assert_eq!(terminal.size().unwrap(), wider);
    assert_eq!(
        terminal.backend_mut().window_size().unwrap().columns_rows,
        wider
    );
    assert_eq!(terminal.get_frame().area().as_size(), wider);
}

#[test]
fn sizes_that_came_at_once_clear_the_screen_once() {
    let mut terminal = terminal();
    wrote(&mut terminal, "Refund", None);
    for width in [4, 20, SIZE.width] {
        start_over(&mut terminal, Size { width, ..SIZE }).unwrap();
    }
    let again = wrote(&mut terminal, "Refund", None);
    assert_eq!(
        again,
        ["\x1b[?2026h\x1b[2J\x1b[1;1HRefund\x1b[?25l\x1b[?2026l"]
    );
}

#[test]
fn behind_a_wide_character_the_cursor_is_put_where_the_next_one_goes() {
    let mut terminal = terminal();
    let wrote = wrote(&mut terminal, "漢b", None);
    assert_eq!(
        wrote,
        ["\x1b[?2026h\x1b[1;1H漢\x1b[1;3Hb\x1b[?25l\x1b[?2026l"]
    );
}

/// What a person sees of a cell: its character and colors, and of a blank one only what is behind it.
fn seen(cell: &vt100::Cell) -> (String, vt100::Color, vt100::Color, [bool; 4]) {
    let symbol = match cell.contents() {
        "" => " ",
        symbol => symbol,
    };
    let plain = symbol == " " && !cell.underline() && !cell.inverse();
    let fg = if plain {
        vt100::Color::Default
    } else {
        cell.fgcolor()
    };
    let bold = !plain && cell.bold();
    let italic = !plain && cell.italic();
    let marks = [bold, italic, cell.underline(), cell.inverse()];
    (symbol.to_owned(), fg, cell.bgcolor(), marks)
}

fn screen(bytes: &[u8]) -> Vec<(String, vt100::Color, vt100::Color, [bool; 4])> {
    let size = |length: u16| std::num::NonZero::new(length).unwrap();
    let mut parser = vt100::Parser::new(size(SIZE.height), size(SIZE.width), 0);
    parser.process(bytes);
    let cells = (0..SIZE.height).flat_map(|y| (0..SIZE.width).map(move |x| (y, x)));
    cells
        .filter_map(|(y, x)| parser.screen().cell(y, x).map(seen))
        .collect()
}

fn styles() -> impl Strategy<Value = Style> {
    let colors = prop::sample::select(vec![Color::Reset, Color::Rgb(1, 2, 3), Color::Indexed(4)]);
    let modifiers = prop::sample::select(vec![
        Modifier::empty(),
        Modifier::BOLD,
        Modifier::BOLD | Modifier::REVERSED,
        Modifier::UNDERLINED,
        Modifier::ITALIC,
    ]);
    (colors.clone(), colors, modifiers)
        .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
}

fn frames() -> impl Strategy<Value = Vec<Vec<(u16, u16, String, Style)>>> {
    let words = prop::sample::select(vec!["a", "b c", "  ", "│─", "é…", "xyz", "e\u{301}x", " d"]);
    let piece = (0..SIZE.width, 0..SIZE.height, words, styles());
    let pieces = piece.prop_map(|(x, y, word, style)| (x, y, word.to_owned(), style));
    prop::collection::vec(prop::collection::vec(pieces, 0..12), 1..6)
}

fn paint(buffer: &mut Buffer, pieces: &[(u16, u16, String, Style)]) {
    for (x, y, word, style) in pieces {
        let span = Span::styled(word.as_str(), *style);
        buffer.set_span(*x, *y, &span, SIZE.width - x);
    }
}

proptest! {
    /// However little is sent of each frame, the terminal shows the same as by the framework's own backend.
    #[test]
    fn the_terminal_shows_the_last_frame(frames in frames()) {
        let mut terminal = terminal();
        let mut expected = Vec::new();
        let area = Rect::from((Position::ORIGIN, SIZE));
        let fixed = TerminalOptions { viewport: Viewport::Fixed(area) };
        let mut other = Terminal::with_options(CrosstermBackend::new(&mut expected), fixed).unwrap();
        for pieces in &frames {
            terminal.draw(|frame| paint(frame.buffer_mut(), pieces)).unwrap();
            other.draw(|frame| paint(frame.buffer_mut(), pieces)).unwrap();
        }
        drop(other);
        let sent = terminal.backend().out.0.concat();
        prop_assert_eq!(screen(&sent), screen(&expected));
        prop_assert!(terminal.backend().out.0.len() <= frames.len());
    }
}

#[test]
fn a_frame_that_met_a_narrower_terminal_is_put_right_when_the_size_is_told() {
    let mut terminal = terminal();
    let cells = |length: u16| std::num::NonZero::new(length).unwrap();
    let mut window = vt100::Parser::new(cells(SIZE.height), cells(8), 0);
    let draw = |terminal: &mut Terminal<FrameWriter<Writes>>, window: &mut vt100::Parser| {
        terminal.backend_mut().out.0.clear();
        let lines = vec![Line::from("────────────"), Line::from("> x")];
        terminal
            .draw(|frame| frame.render_widget(Text::from(lines), frame.area()))
            .unwrap();
        window.process(&terminal.backend().out.0.concat());
        window.screen().contents()
    };
    assert_eq!(draw(&mut terminal, &mut window), "────────> x─");
    window
        .screen_mut()
        .set_size(cells(SIZE.height), cells(SIZE.width));
    start_over(&mut terminal, SIZE).unwrap();
    assert_eq!(draw(&mut terminal, &mut window), "────────────\n> x");
}
