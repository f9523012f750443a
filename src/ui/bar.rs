//! The capture bar: the line with its caret, or the keys to choose from, or what is read back.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Style;
use ratatui::text::Span;

use super::frame::{put_both, put_lines};
use super::{choice, wrap};
use crate::app::{App, voting};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::{reads, table};
use crate::theme::Styles;

/// Cells of what a line could be about instead.
const TARGET: usize = 24;

/// How many rows it takes in a terminal of this many cells: one, unless there is more to choose from than fits, or a
/// sentence grows above it.
pub(super) fn rows(app: &App, styles: &Styles, width: u16) -> u16 {
    let above = || super::sharpen::lines(app, styles, width).len() + 1;
    let rows = app.choice.as_ref().map_or_else(above, |(choice, typed)| {
        choice::lines(app, *choice, typed, styles, width).len()
    });
    u16::try_from(rows).unwrap_or(u16::MAX).max(1)
}

/// The capture bar with the caret, or the keys to choose from, or what is read back.
pub(super) fn draw(app: &App, styles: &Styles, row: Rect, frame: &mut Frame) {
    if let Some((choice, typed)) = &app.choice {
        let lines = choice::lines(app, *choice, typed, styles, row.width);
        return put_lines(frame.buffer_mut(), row, lines);
    }
    let Some(bar) = &app.bar else {
        if app.screen() == Screen::Home {
            let buf = frame.buffer_mut();
            return crate::ui::screens::home::before_sharing(app, styles, row, buf);
        }
        if let Some(([says, after], keys)) = super::read_back(app) {
            // On a narrow screen the keys stay and the question before them goes.
            let keys = match keys.rsplit_once("  ") {
                Some((_, keys)) if row.width < 76 => keys,
                _ => keys.as_str(),
            };
            let taken = match wrap::width(keys) {
                0 => 2,
                keys => keys + 4,
            };
            let room = usize::from(row.width).saturating_sub(taken);
            let whole = format!("{says}{after}");
            // By when is what the others agree to: the words before it give way.
            let after = after.trim_start_matches(['"', ',', ' ']);
            let words = room.saturating_sub(wrap::width(after) + 1);
            let says = if wrap::width(&whole) <= room {
                whole
            } else if words >= usize::from(row.width / 4) && !after.is_empty() {
                format!("{} {after}", wrap::shorten(&says, words))
            } else {
                wrap::shorten(&says, room)
            };
            let right = vec![Span::styled(format!("{keys} "), styles.focus())];
            put_both(
                frame.buffer_mut(),
                row,
                vec![Span::styled(format!(" {says}"), styles.text())],
                right,
            );
        }
        return;
    };
    if let Some(counting) = voting::counting(app) {
        return super::voting::bar(&counting, styles, row, frame);
    }
    let above = super::sharpen::lines(app, styles, row.width);
    let [over, row] = split(row);
    put_lines(frame.buffer_mut(), over, above);
    let prompt = format!(" {}> ", app.asks(bar));
    let prompt_width = wrap::width(&prompt);
    let room = usize::from(row.width).saturating_sub(prompt_width + 1);
    let (text, caret) = window(bar.editor.text(), bar.editor.caret(), room);
    let style: Style = if bar.suggested {
        styles.selected()
    } else {
        styles.text()
    };
    let mut left = vec![
        Span::styled(prompt, styles.focus()),
        Span::styled(text.clone(), style),
    ];
    let by = app.turn().filter(|_| bar.is(&table::THREAT));
    let by = by.and_then(|who| app.session()?.name_of(Some(who)));
    let by = by.map_or_else(String::new, |name| format!("by {name}   "));
    let free = room.saturating_sub(wrap::width(&text));
    // Without the room for both, who chooses needs the key more than who adds.
    let target = target(app);
    let until = app
        .session()
        .and_then(|session| reads::until(bar, session, app.today()));
    let usual = [format!("{target}{by}{}", bar.hint()), target];
    let hints = until
        .into_iter()
        .flatten()
        .chain(usual)
        .map(|hint| format!("  {} ", hint.trim_end()));
    let mut hints = hints.filter(|hint| wrap::width(hint) <= free && !hint.trim().is_empty());
    let right = hints.next().unwrap_or_default();
    if bar.suggested && free > wrap::width(&right) + 24 {
        left.push(Span::styled("   or type your own", styles.muted()));
    }
    put_both(
        frame.buffer_mut(),
        row,
        left,
        vec![Span::styled(right, styles.muted())],
    );
    let x = row
        .x
        .saturating_add(u16::try_from(prompt_width + caret).unwrap_or(u16::MAX));
    frame.set_cursor_position(Position::new(x.min(row.right().saturating_sub(1)), row.y));
}

/// The rows above the line, and the last, in which it is typed.
fn split(bar: Rect) -> [Rect; 2] {
    Layout::vertical([Constraint::Fill(1), Constraint::Length(1)]).areas(bar)
}

/// What the open line could be about instead, and the key for it.
fn target(app: &App) -> String {
    app.next_target().map_or_else(String::new, |next| {
        let key = app.keys.key_for(app.screen(), Verb::Target);
        format!("{key}: {}   ", wrap::shorten(&next, TARGET))
    })
}

/// The part of a line that fits into `room` cells with its caret in sight, and where in it the caret stands.
pub(crate) fn window(text: &str, caret: usize, room: usize) -> (String, usize) {
    let before: String = text.chars().take(caret).collect();
    let width = wrap::width(&before);
    if wrap::width(text) <= room {
        return (text.to_owned(), width);
    }
    // A third of the room is kept behind the caret when scrolling, so that the words being typed have context.
    let start_cell = if width < room {
        0
    } else {
        width - room + room / 3
    };
    let mut cells = 0;
    let mut shown = String::new();
    for grapheme in unicode_segmentation::UnicodeSegmentation::graphemes(text, true) {
        let w = wrap::width(grapheme);
        if cells >= start_cell {
            shown.push_str(grapheme);
        }
        cells += w;
    }
    (wrap::clip(&shown, room), width.saturating_sub(start_cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_stays_in_sight_of_a_long_line() {
        let line = "word ".repeat(60);
        for caret in 0..=line.chars().count() {
            let (shown, at) = window(&line, caret, 40);
            assert!(
                wrap::width(&shown) <= 40 && at <= 40,
                "{caret}: {at} in {shown:?}"
            );
        }
    }
}
