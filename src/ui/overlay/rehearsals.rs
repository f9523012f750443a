//! The rehearsals to choose from, with what to know of the selected one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{boxed, comfortable, tell_beyond};
use crate::app::offered::Offer;
use crate::theme::Styles;
use crate::ui::{list, wrap};

/// The widest box that reads well.
const MOST: u16 = 64;

pub(super) fn draw(
    offers: &[Offer],
    selected: usize,
    styles: &Styles,
    body: Rect,
    buf: &mut Buffer,
) {
    let width = comfortable(body, MOST);
    let room = usize::from(width);
    let row = |place: usize| -> Vec<Line<'_>> {
        let Some(offer) = offers.get(place) else {
            return Vec::new();
        };
        let here = place == selected;
        let (mark, style) = if here {
            ("> ", styles.selected())
        } else {
            ("  ", styles.text())
        };
        let label = wrap::shorten(&offer.label, room.saturating_sub(2));
        let mut lines = vec![Line::styled(format!("{mark}{label}"), style)];
        if here {
            let says = wrap::wrap(&offer.says, room.saturating_sub(4)).into_iter();
            lines.extend(says.map(|says| Line::styled(format!("    {says}"), styles.muted())));
        }
        lines
    };
    let rows: usize = (0..offers.len()).map(|place| row(place).len()).sum();
    let rows = u16::try_from(rows).unwrap_or(u16::MAX);
    let inner = boxed("PRACTICE", (width, rows), styles, body, buf);
    let drawn = list::draw(buf, inner, offers.len(), Some(selected), row);
    tell_beyond(&drawn, offers.len(), styles, inner, buf);
}
