//! The sentence of a threat that is being sharpened, above its line, and what one key picks.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::wrap;
use crate::app::App;
use crate::domain::Piece;
use crate::theme::Styles;

/// The most rows that the sentence takes.
const MOST: usize = 5;

/// The rows above the line; none where no threat is sharpened.
pub(super) fn lines(app: &App, styles: &Styles, width: u16) -> Vec<Line<'static>> {
    let Some(pieces) = app.growing_sentence() else {
        return Vec::new();
    };
    let room = usize::from(width).saturating_sub(2);
    let mut lines = sentence(&pieces, styles, room);
    let offers = rows(&app.sharpening_offers(), room).into_iter();
    lines.extend(offers.map(|row| Line::styled(row, styles.focus())));
    lines
}

/// As many offers in a row as fit; none is broken.
fn rows(offers: &[String], room: usize) -> Vec<String> {
    let mut rows: Vec<String> = Vec::new();
    for offer in offers {
        let fits = |row: &&mut String| wrap::width(row) + wrap::width(offer) + 3 <= room;
        match rows.last_mut().filter(fits) {
            Some(row) => row.push_str(&format!("   {offer}")),
            None => rows.push(format!(" {offer}")),
        }
    }
    rows
}

/// The sentence, with its gaps in another style: they have brackets for whoever sees no color.
fn sentence(pieces: &[Piece], styles: &Styles, room: usize) -> Vec<Line<'static>> {
    let said: String = pieces.iter().map(|piece| piece.says.as_str()).collect();
    let style = |gap: bool| if gap { styles.muted() } else { styles.text() };
    let of = |piece: &Piece| {
        let gap = piece.gap;
        piece
            .says
            .chars()
            .map(move |c| (c, gap))
            .collect::<Vec<_>>()
    };
    let mut letters = pieces.iter().flat_map(of);
    let rows = wrap::wrap_to(&said, room, MOST).into_iter();
    rows.map(|row| {
        let mut spans = vec![Span::raw(" ")];
        let mut run: (String, Style) = (String::new(), style(false));
        for c in row.chars() {
            let gap = letters.find(|(letter, _)| *letter == c);
            let here = style(gap.is_some_and(|(_, gap)| gap));
            if here != run.1 {
                let (words, was) = std::mem::replace(&mut run, (String::new(), here));
                spans.push(Span::styled(words, was));
            }
            run.0.push(c);
        }
        spans.push(Span::styled(run.0, run.1));
        Line::from(spans)
    })
    .collect()
}
