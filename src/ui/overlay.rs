//! What lies over a screen: always inside the body, so that the question, the bar and the keys stay in sight.

pub(crate) mod ballots;
mod found;
mod help;
mod leave;
pub(crate) use leave::UNSAVED;
mod meanings;
mod packs;
mod palette;
mod rehearsals;
mod themes;

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Margin, Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use super::{beyond, frame, wrap};
use crate::app::App;
use crate::app::overlay::Overlay;
pub(super) use crate::areas::boxes::comfortable;
use crate::areas::boxes::{self, around};
use crate::domain::ItemId;
use crate::domain::text::safe;
use crate::keys::Screen;
use crate::lines::editor::Editor;
use crate::screens::whiteboard;
use crate::theme::Styles;

/// The keys of an overlay, for the last row.
pub(super) fn keys(overlay: &Overlay) -> &'static [(&'static str, &'static str)] {
    match overlay {
        Overlay::Help { .. } => &[
            ("letters", "find a key"),
            ("Up Down", "scroll"),
            ("Esc", "close"),
        ],
        Overlay::Meanings { .. } | Overlay::CameAbout { .. } => {
            &[("Up Down", "scroll"), ("Esc", "back")]
        }
        Overlay::Palette { .. } => &[("Enter", "run"), ("Up Down", "select"), ("Esc", "close")],
        Overlay::Found { .. } => &[
            ("Enter", "go there"),
            ("Up Down", "select"),
            ("Esc", "close"),
        ],
        Overlay::Threats { .. } => &[
            ("Enter", "go there"),
            ("Up Down", "select"),
            ("Esc", "close"),
        ],
        Overlay::Packs { .. } => &[
            ("Enter", "show a card"),
            ("Up Down", "select"),
            ("Esc", "close"),
        ],
        Overlay::Ballots(_) => &[("Enter", "show votes"), ("Esc", "count nothing")],
        Overlay::Themes { .. } => &[
            ("Enter", "use it"),
            ("Up Down", "preview"),
            ("Esc", "cancel"),
        ],
        Overlay::Rehearsals { .. } => {
            &[("Enter", "start"), ("Up Down", "select"), ("Esc", "close")]
        }
        Overlay::Failed(_) | Overlay::NotTaken(_) => &[("r", "try again"), ("Esc", "close")],
        Overlay::Leave { .. } => &[("y", "quit"), ("Esc", "stay")],
    }
}

/// What the status line says while an overlay asks something: the last change is not the matter then, and its key would
/// not take it back.
pub(super) fn status(app: &App) -> Option<String> {
    match app.overlay.as_ref()? {
        Overlay::Ballots(_) => {
            Some("Enter counts them and shows the result. Esc counts nothing.".to_owned())
        }
        Overlay::Leave { .. } => Some("Quit?  y quits, Esc stays.".to_owned()),
        Overlay::Failed(failure) => Some(format!("{} was not changed.", safe(&failure.path))),
        Overlay::NotTaken(_) => Some("Nothing was imported.".to_owned()),
        Overlay::Packs { .. } => Some("Choose a pack of cards.".to_owned()),
        Overlay::Help { .. }
        | Overlay::Meanings { .. }
        | Overlay::CameAbout { .. }
        | Overlay::Palette { .. }
        | Overlay::Found { .. }
        | Overlay::Threats { .. }
        | Overlay::Rehearsals { .. }
        | Overlay::Themes { .. } => None,
    }
}

/// How an item that was found is called: on a whiteboard by the number that the room knows.
fn named(app: &App) -> impl Fn(ItemId) -> String {
    let open = app.open().filter(|_| app.screen() == Screen::Whiteboard);
    let wall = open.map(|open| {
        let lines = open.rooms.whiteboard.lines(&open.session, open.revision);
        (&*open.session, lines)
    });
    move |id| match &wall {
        Some((session, lines)) => whiteboard::called(session, id, lines).unwrap_or_default(),
        None => id.to_string(),
    }
}

/// Draws an overlay; says where the caret is, if it has a line of its own.
pub(super) fn draw(
    app: &App,
    overlay: &Overlay,
    styles: &Styles,
    body: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    match overlay {
        Overlay::Help { filter, scroll } => {
            return Some(help::draw(app, filter, *scroll, styles, body, buf));
        }
        Overlay::Meanings { scroll } => {
            let lines = app.meanings(boxes::meanings(body).width.into());
            meanings::draw("MEANINGS", lines, *scroll, styles, body, buf);
        }
        Overlay::CameAbout { scroll } => {
            let lines = app.came_about(boxes::meanings(body).width.into());
            meanings::draw("HOW IT CAME ABOUT", lines, *scroll, styles, body, buf);
        }
        Overlay::Palette { filter, selected } => {
            return Some(palette::draw(app, filter, *selected, styles, body, buf));
        }
        Overlay::Found { hits, selected } => {
            let title = match hits.len() {
                0 => "NOTHING FOUND".to_owned(),
                1 => "1 FOUND".to_owned(),
                n => format!("{n} FOUND"),
            };
            let named = named(app);
            found::draw(&title, hits, &named, *selected, styles, body, buf);
        }
        Overlay::Threats {
            about,
            hits,
            selected,
        } => {
            let count = match hits.len() {
                1 => "1 THREAT".to_owned(),
                n => format!("{n} THREATS"),
            };
            let title = format!("{count} at {about}");
            let named = named(app);
            found::draw(&title, hits, &named, *selected, styles, body, buf);
        }
        Overlay::Ballots(found) => ballots::draw(found, styles, body, buf),
        Overlay::Packs { selected } => packs::draw(app, *selected, styles, body, buf),
        Overlay::Themes { offers, selected } => themes::draw(offers, *selected, styles, body, buf),
        Overlay::Rehearsals { offers, selected } => {
            rehearsals::draw(offers, *selected, styles, body, buf);
        }
        Overlay::Failed(failure) => leave::failed(failure, styles, body, buf),
        Overlay::NotTaken(failure) => leave::not_taken(failure, styles, body, buf),
        Overlay::Leave { open, unsaved } => leave::draw(app, open, *unsaved, styles, body, buf),
    }
    None
}

/// A box with a title in the middle of the body, as high as its content where there is room; what is inside is clear.
fn boxed(title: &str, content: (u16, u16), styles: &Styles, body: Rect, buf: &mut Buffer) -> Rect {
    let [area, inside] = around(content, body);
    unmark(body, styles, buf);
    // Halves of what stands beneath would be read as words.
    let rows = Rect {
        x: body.x,
        width: body.width,
        ..area
    };
    Clear.render(rows, buf);
    buf.set_style(rows, styles.base());
    let (signs, cells) = (styles.signs(), usize::from(area.width));
    let bar = signs.bar();
    let side = format!("{bar}{}{bar}", " ".repeat(cells.saturating_sub(2)));
    let sides = std::iter::repeat_n(side, usize::from(area.height.saturating_sub(2)));
    let edge = std::iter::once(signs.top(cells))
        .chain(sides)
        .chain([signs.bottom(cells)]);
    frame::put_lines(
        buf,
        area,
        edge.map(|line| Line::styled(line, styles.rule())),
    );
    let [top, _] = frame::head(area.inner(Margin::new(2, 0)));
    let room = usize::from(top.width).saturating_sub(2);
    let heading = format!(" {} ", wrap::shorten(title, room));
    frame::put(buf, top, vec![Span::styled(heading, styles.heading())]);
    inside
}

/// Takes the mark from the selected line of what lies beneath a box: the keys go to the box.
fn unmark(body: Rect, styles: &Styles, buf: &mut Buffer) {
    let bar = styles.signs().bar();
    for row in body.rows() {
        let mut begins = true;
        for at in row.positions() {
            let Some(cell) = buf.cell_mut(at) else {
                continue;
            };
            if begins && cell.symbol() == ">" {
                // The next cells keep their style, so this one does.
                let style = cell.style();
                cell.reset();
                cell.set_style(style);
            }
            begins = cell.symbol() == bar || (begins && cell.symbol() == " ");
        }
    }
}

/// How much of a list in a box is out of sight, on the lower edge of the box.
fn tell_beyond(drawn: &Range<usize>, len: usize, styles: &Styles, inside: Rect, buf: &mut Buffer) {
    let words = beyond::of(drawn, len);
    if words.is_empty() {
        return;
    }
    let edge = Rect {
        y: inside.bottom(),
        height: 1,
        ..inside
    };
    let words = Span::styled(format!(" {words} "), styles.muted());
    let at = u16::try_from(words.width()).unwrap_or(u16::MAX);
    let [_, right] = Layout::horizontal([Constraint::Fill(1), Constraint::Length(at)]).areas(edge);
    frame::put(buf, right, vec![words]);
}

/// A line to type in at the top of a box; says where its caret is.
fn type_line(
    prompt: &str,
    editor: &Editor,
    styles: &Styles,
    row: Rect,
    buf: &mut Buffer,
) -> Position {
    let room = usize::from(row.width).saturating_sub(wrap::width(prompt) + 1);
    let (text, caret) = super::bar::window(editor.text(), editor.caret(), room);
    frame::put(
        buf,
        row,
        vec![
            Span::styled(prompt.to_owned(), styles.focus()),
            Span::styled(text, styles.text()),
        ],
    );
    let x = usize::from(row.x) + wrap::width(prompt) + caret;
    Position::new(
        u16::try_from(x)
            .unwrap_or(u16::MAX)
            .min(row.right().saturating_sub(1)),
        row.y,
    )
}
