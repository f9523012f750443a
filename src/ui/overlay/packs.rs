//! The packs of cards to choose from, with what each is about.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{boxed, tell_beyond};
use crate::app::App;
use crate::theme::Styles;
use crate::ui::{list, wrap};

/// The widest box that reads well.
const MOST: u16 = 64;

pub(super) fn draw(app: &App, selected: usize, styles: &Styles, body: Rect, buf: &mut Buffer) {
    let packs = app.packs();
    let width = super::comfortable(body, MOST);
    let room = usize::from(width);
    let row = |place: usize| -> Vec<Line<'_>> {
        let Some(pack) = packs.get(place) else {
            return Vec::new();
        };
        let here = place == selected;
        let style = if here {
            styles.selected()
        } else {
            styles.text()
        };
        let cards = pack.cards.len();
        let count = format!(" {cards:>3} card{}", if cards == 1 { " " } else { "s" });
        let mark = if here { "> " } else { "  " };
        let words = room.saturating_sub(count.len() + 2);
        let title = wrap::pad(&wrap::shorten(&pack.title, words), words);
        let mut lines = vec![Line::from(vec![
            Span::styled(format!("{mark}{title}"), style),
            Span::styled(count, styles.muted()),
        ])];
        let owed = pack.owed();
        if here && !owed.is_empty() {
            let owed = wrap::wrap(&owed, room.saturating_sub(4)).into_iter();
            lines.extend(owed.map(|line| Line::styled(format!("    {line}"), styles.muted())));
        }
        lines
    };
    let height: usize = (0..packs.len()).map(|place| row(place).len()).sum();
    let height = u16::try_from(height).unwrap_or(u16::MAX);
    let inner = boxed("PACKS OF CARDS", (width, height), styles, body, buf);
    let drawn = list::draw(buf, inner, packs.len(), Some(selected), row);
    tell_beyond(&drawn, packs.len(), styles, inner, buf);
}
