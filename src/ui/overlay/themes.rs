//! The themes to choose from. The whole screen is drawn with the selected one, and a line of samples shows what it has.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::{boxed, comfortable, tell_beyond};
use crate::app::themes::ThemeOffer;
use crate::theme::Styles;
use crate::ui::{frame, list, wrap};

/// The most lines for what the selected theme is, or for what is wrong with it.
const SAYS: usize = 5;

/// A line of samples between two empty ones.
const AIR: u16 = 3;

/// The fewest lines of the list, above what is said about one of them.
const LEAST: u16 = 2;

pub(super) fn draw(
    offers: &[ThemeOffer],
    selected: usize,
    styles: &Styles,
    body: Rect,
    buf: &mut Buffer,
) {
    let width = comfortable(body, 60);
    let room = usize::from(width);
    let chosen = offers.get(selected);
    let says = chosen.map_or("", |offer| offer.problem.as_deref().unwrap_or(&offer.says));
    // As high as the longest of the sentences, so that the box stays still while one looks through them.
    let most = offers
        .iter()
        .map(|offer| wrap::wrap_to(offer.problem.as_deref().unwrap_or(&offer.says), room, SAYS))
        .map(|lines| lines.len())
        .max()
        .unwrap_or_default();
    let most = u16::try_from(most).unwrap_or_default();
    let title = format!("THEME  {} of {}", selected.saturating_add(1), offers.len());
    let rows = u16::try_from(offers.len()).unwrap_or(u16::MAX);
    let height = rows.saturating_add(most).saturating_add(AIR);
    let inner = boxed(&title, (width, height), styles, body, buf);
    // Where room is scarce the samples go first, then the list is scrolled, then the sentences are cut.
    let airy = inner.height >= height;
    let below = if airy {
        most.saturating_add(AIR)
    } else {
        most.min(inner.height.saturating_sub(rows.min(LEAST)))
    };
    let [listed, below] =
        Layout::vertical([Constraint::Fill(1), Constraint::Length(below)]).areas(inner);
    let drawn = list::draw(buf, listed, offers.len(), Some(selected), |place| {
        let Some(offer) = offers.get(place) else {
            return Vec::new();
        };
        let here = place == selected;
        let style = if here {
            styles.selected()
        } else {
            styles.text()
        };
        let mut spans = vec![
            Span::styled(if here { "> " } else { "  " }, styles.focus()),
            Span::styled(offer.name.clone(), style),
        ];
        if offer.problem.is_some() {
            spans.push(Span::raw("  "));
            spans.push(Span::styled("! cannot be used", styles.attention()));
        }
        vec![Line::from(spans)]
    });
    tell_beyond(&drawn, offers.len(), styles, inner, buf);
    let air = u16::from(airy);
    let rows = [air, air, air].map(Constraint::Length).into_iter();
    let rows = rows.chain([Constraint::Fill(1)]);
    let [_, sample, _, text] = Layout::vertical(rows).areas(below);
    frame::put(buf, sample, samples(styles, room));
    let says = wrap::wrap_to(says, room, usize::from(text.height))
        .into_iter()
        .map(|line| Line::styled(line, styles.text()));
    frame::put_lines(buf, text, says);
}

/// One word for each thing that a theme decides, as many as there is room for.
fn samples(styles: &Styles, room: usize) -> Vec<Span<'static>> {
    let all = [
        Span::styled("text", styles.text()),
        Span::styled("HEADING", styles.heading()),
        Span::styled("key hints", styles.muted()),
        Span::styled("> selected", styles.selected()),
        Span::styled("! attention", styles.attention()),
    ];
    let mut spans = Vec::new();
    let mut used = 0;
    for sample in all {
        used += sample.width();
        if used > room {
            break;
        }
        used += 3;
        spans.extend([sample, Span::raw("   ")]);
    }
    spans
}
