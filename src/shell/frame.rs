//! What a frame costs the terminal: one write with everything in it, the caret too, and no write at all when nothing on
//! the screen changed. The size is told by events, never asked for while drawing.

use std::io::{self, Write};

use crossterm::cursor::{Hide, MoveTo, MoveToColumn, Show};
use crossterm::queue;
use crossterm::style::{Attribute, SetAttribute, SetBackgroundColor, SetForegroundColor};
use crossterm::terminal::{BeginSynchronizedUpdate, Clear, EndSynchronizedUpdate};
use ratatui::Terminal;
use ratatui::backend::{Backend, ClearType, IntoCrossterm, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthChar;

/// So many unchanged characters between two changes are written again, as moving the cursor takes more bytes.
const GAP: u16 = 5;

/// A backend that gathers a frame and writes it whole.
pub(super) struct FrameWriter<W> {
    out: W,
    size: Size,
    /// The frame that is being gathered.
    frame: Vec<u8>,
    /// What the terminal shows, row by row.
    screen: Vec<Cell>,
    /// Where the terminal's cursor stands, where that is known.
    at: Option<Position>,
    /// Where the caret is to be seen, or nowhere.
    caret: Option<Position>,
    /// What the terminal shows of it.
    shown: Shown,
}

/// Makes the next frame draw everything, on a terminal of this size. To be done for each event that tells a size, the
/// known one too: the terminal may have been narrower in between and have lost what was at its right, or have shown a
/// frame that was made for another size.
pub(super) fn start_over<W: Write>(
    terminal: &mut Terminal<FrameWriter<W>>,
    size: Size,
) -> io::Result<()> {
    terminal.backend_mut().size = size;
    terminal.resize(Rect::from((Position::ORIGIN, size)))
}

/// What a terminal shows of the caret.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// Not known: at first, and after another program had the terminal.
    Unknown,
    /// Nothing.
    Hidden,
    /// It is here.
    At(Position),
}

impl<W: Write> FrameWriter<W> {
    /// Draws on a terminal of this size.
    pub(super) fn new(out: W, size: Size) -> Self {
        let mut writer = Self {
            out,
            size,
            frame: Vec::with_capacity(1 << 14),
            screen: Vec::new(),
            at: None,
            caret: None,
            shown: Shown::Unknown,
        };
        writer.forget();
        writer
    }

    /// Nothing is known of what the terminal shows.
    fn forget(&mut self) {
        let cells = usize::from(self.size.width) * usize::from(self.size.height);
        self.screen = vec![Cell::EMPTY; cells];
        self.shown = Shown::Unknown;
        self.at = None;
    }

    /// Writes what is no part of a frame, between two of them.
    pub(super) fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.out.flush()
    }

    fn place(&self, x: u16, y: u16) -> usize {
        usize::from(y) * usize::from(self.size.width) + usize::from(x)
    }

    /// Brings the cursor to a cell: over a few unchanged characters by writing them again, as far as they look alike.
    fn go(&mut self, x: u16, y: u16, pen: &Pen) -> io::Result<()> {
        let Some(at) = self.at else {
            return queue!(self.frame, MoveTo(x, y));
        };
        if (at.x, at.y) == (x, y) {
            return Ok(());
        }
        if at.y != y || at.x > x {
            return queue!(self.frame, MoveTo(x, y));
        }
        let cells = self.screen.get(self.place(at.x, y)..self.place(x, y));
        let again = cells.filter(|cells| {
            let alike = |cell: &Cell| cell.symbol().len() == 1 && pen.draws(cell);
            x - at.x <= GAP && cells.iter().all(alike)
        });
        match again {
            Some(cells) => {
                for cell in cells {
                    self.frame.extend_from_slice(cell.symbol().as_bytes());
                }
                Ok(())
            }
            None => queue!(self.frame, MoveToColumn(x)),
        }
    }
}

/// The colors and attributes that the terminal writes with.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Pen {
    const PLAIN: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// Whether a cell comes out right without a change. On a blank one the text color is not seen.
    fn draws(&self, cell: &Cell) -> bool {
        let lines = Modifier::UNDERLINED | Modifier::CROSSED_OUT | Modifier::REVERSED;
        let blank = cell.symbol() == " " && !(self.modifier | cell.modifier).intersects(lines);
        self.bg == cell.bg && (blank || (self.fg == cell.fg && self.modifier == cell.modifier))
    }

    /// Changes to the look of a cell, with as little as that takes.
    fn change(&mut self, cell: &Cell, out: &mut Vec<u8>) -> io::Result<()> {
        // Most attributes share the sequence that ends them with another one, so ending any ends all.
        if !cell.modifier.contains(self.modifier) {
            queue!(out, SetAttribute(Attribute::Reset))?;
            *self = Self::PLAIN;
        }
        for (modifier, attribute) in ATTRIBUTES {
            if cell.modifier.contains(modifier) && !self.modifier.contains(modifier) {
                queue!(out, SetAttribute(attribute))?;
            }
        }
        if cell.fg != self.fg {
            queue!(out, SetForegroundColor(cell.fg.into_crossterm()))?;
        }
        if cell.bg != self.bg {
            queue!(out, SetBackgroundColor(cell.bg.into_crossterm()))?;
        }
        (self.fg, self.bg, self.modifier) = (cell.fg, cell.bg, cell.modifier);
        Ok(())
    }
}

const ATTRIBUTES: [(Modifier, Attribute); 9] = [
    (Modifier::BOLD, Attribute::Bold),
    (Modifier::DIM, Attribute::Dim),
    (Modifier::ITALIC, Attribute::Italic),
    (Modifier::UNDERLINED, Attribute::Underlined),
    (Modifier::SLOW_BLINK, Attribute::SlowBlink),
    (Modifier::RAPID_BLINK, Attribute::RapidBlink),
    (Modifier::REVERSED, Attribute::Reverse),
    (Modifier::HIDDEN, Attribute::Hidden),
    (Modifier::CROSSED_OUT, Attribute::CrossedOut),
];

impl<W: Write> Backend for FrameWriter<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut pen = Pen::PLAIN;
        for (x, y, cell) in content {
            self.go(x, y, &pen)?;
            if !pen.draws(cell) {
                pen.change(cell, &mut self.frame)?;
            }
            self.frame.extend_from_slice(cell.symbol().as_bytes());
            // Terminals differ in where the cursor stands behind the last column, and in how wide clusters are.
            let next = x + 1;
            let sure = next < self.size.width && is_one_wide(cell.symbol());
            self.at = sure.then_some(Position { x: next, y });
            let place = self.place(x, y);
            if let Some(known) = self.screen.get_mut(place) {
                known.clone_from(cell);
            }
        }
        if pen != Pen::PLAIN {
            queue!(self.frame, SetAttribute(Attribute::Reset))?;
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.caret = None;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.caret = self.caret.or(Some(Position::ORIGIN));
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.caret.unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.caret = Some(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// Always all of it, as nothing asks for less.
    fn clear_region(&mut self, _region: ClearType) -> io::Result<()> {
        self.forget();
        // What would be written before is not seen.
        self.frame.clear();
        queue!(self.frame, Clear(crossterm::terminal::ClearType::All))
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::ZERO,
        })
    }

    /// The end of a frame. All of it goes out in one write, and the terminal is asked to show it in one step.
    fn flush(&mut self) -> io::Result<()> {
        let wanted = self.caret.map_or(Shown::Hidden, Shown::At);
        if self.frame.is_empty() && self.shown == wanted {
            return Ok(());
        }
        let mut whole = Vec::with_capacity(self.frame.len() + 64);
        queue!(whole, BeginSynchronizedUpdate)?;
        whole.append(&mut self.frame);
        if let Some(caret) = self.caret {
            if self.at != Some(caret) {
                queue!(whole, MoveTo(caret.x, caret.y))?;
            }
            if !matches!(self.shown, Shown::At(_)) {
                queue!(whole, Show)?;
            }
            self.at = Some(caret);
        } else if self.shown != Shown::Hidden {
            queue!(whole, Hide)?;
        }
        queue!(whole, EndSynchronizedUpdate)?;
        self.shown = wanted;
        self.send(&whole)
    }
}

/// Whether a terminal surely takes one cell for it.
fn is_one_wide(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    let first = chars.next().and_then(UnicodeWidthChar::width);
    first == Some(1) && chars.next().is_none()
}

#[cfg(test)]
mod tests;
