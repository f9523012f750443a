//! The threats whose level changes with what is ticked, each in its own words as far as there is room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::check::left;
use crate::domain::{ItemId, Session};
use crate::risk::Model;
use crate::screens::what_if::State;
use crate::theme::Styles;
use crate::ui::{frame, wrap};

/// More threats that fall than fit on any screen.
const MOST_FALLS: usize = 200;
/// Cells before the further rows of a threat's words.
const INDENT: usize = 2;

/// A threat that falls: `T1 critical -> medium`, and its words.
struct Fall {
    moved: String,
    words: String,
}

impl Fall {
    /// At most so many rows, the first with the levels before and after.
    fn rows(&self, width: usize, most: usize) -> Vec<String> {
        let says = format!("{}  {}", self.moved, self.words);
        wrap::wrap_to(&says, width.saturating_sub(INDENT), most)
    }
}

fn falling(session: &Session, model: &Model, state: &State) -> Vec<Fall> {
    let scale = model.scale();
    let falls = state.falls();
    let falls = falls.iter().take(MOST_FALLS);
    falls
        .map(|(id, before, after)| Fall {
            moved: format!("{id} {} -> {}", scale.word(*before), scale.word(*after)),
            words: session.words_of(ItemId::from(*id)).unwrap_or_default(),
        })
        .collect()
}

/// The rows that they would take in whole, at least one.
pub(super) fn wanted(session: &Session, model: &Model, state: &State, width: u16) -> usize {
    let width = usize::from(width).saturating_sub(2);
    let falls = falling(session, model, state);
    let rows = falls.iter().map(|fall| fall.rows(width, usize::MAX).len());
    rows.sum::<usize>().max(1)
}

pub(super) fn draw(
    session: &Session,
    model: &Model,
    state: &State,
    styles: &Styles,
    area: Rect,
    buf: &mut Buffer,
) {
    let falls = falling(session, model, state);
    let width = usize::from(area.width).saturating_sub(2);
    let days = match state.days() {
        0 => String::new(),
        days => format!("   for {} of work", left::count_days(days)),
    };
    let mut lines = vec![Line::from(vec![
        Span::styled(format!(" WHAT FALLS  {}", falls.len()), styles.heading()),
        Span::styled(days, styles.text()),
    ])];
    let rows = usize::from(area.height).saturating_sub(1);
    if falls.is_empty() {
        let says = if state.ticked().is_empty() {
            "Nothing is ticked yet."
        } else {
            "No threat changes its level."
        };
        lines.push(Line::styled(format!(" {says}"), styles.muted()));
    }
    if falls.len() > rows {
        // Close together, as many as there is room for.
        let says = wrap::wrap_to(&state.fall_words(MOST_FALLS), width, rows).into_iter();
        lines.extend(says.map(|says| Line::styled(format!(" {says}"), styles.strong())));
        return frame::put_lines(buf, area, lines);
    }
    let shares = shares(&falls, width, rows);
    for (fall, most) in falls.iter().zip(shares) {
        let wrapped = fall.rows(width, most).into_iter();
        for (n, row) in wrapped.enumerate() {
            let moved = row.strip_prefix(&*fall.moved).filter(|_| n == 0);
            let line = match moved {
                Some(words) => vec![
                    Span::styled(format!(" {}", fall.moved), styles.strong()),
                    Span::styled(words.to_owned(), styles.text()),
                ],
                None if n == 0 => vec![Span::styled(format!(" {row}"), styles.strong())],
                None => vec![Span::styled(
                    format!(" {}{row}", " ".repeat(INDENT)),
                    styles.text(),
                )],
            };
            lines.push(Line::from(line));
        }
    }
    frame::put_lines(buf, area, lines);
}

/// How many rows each has: one, then one more for each in turn that wants it, until none is left.
fn shares(falls: &[Fall], width: usize, rows: usize) -> Vec<usize> {
    let whole = falls.iter().map(|fall| fall.rows(width, usize::MAX).len());
    let whole: Vec<usize> = whole.collect();
    let mut shares = vec![1; whole.len()];
    let mut left = rows.saturating_sub(shares.len());
    while left > 0 && shares.iter().zip(&whole).any(|(has, whole)| has < whole) {
        for (has, whole) in shares.iter_mut().zip(&whole) {
            if left > 0 && *has < *whole {
                *has += 1;
                left -= 1;
            }
        }
    }
    shares
}
