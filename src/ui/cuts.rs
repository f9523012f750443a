//! The mark that a text was cut. What shortens a text does not know which characters are drawn, so it leaves
//! [`wrap::CUT`], and the finished picture gets what is drawn for it.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::wrap;
use crate::theme::Signs;

/// Blanks that may stand between two words of a text.
const GAP: usize = 2;

/// Draws every cut: an ellipsis and a blank, or two dots where everything is ASCII.
pub(crate) fn finish(signs: Signs, buf: &mut Buffer) {
    let drawn = signs.cut();
    let is_cut = |place: usize| {
        let symbol = buf.content.get(place).map_or("", |cell| cell.symbol());
        // Almost every cell is one byte.
        let sign = if symbol.len() == 3 { symbol } else { "" };
        let mark = sign.chars().next()?;
        let nth = wrap::CUT.chars().position(|cut| cut == mark)?;
        drawn.get(nth).copied()
    };
    let cuts: Vec<_> = (0..buf.content.len())
        .filter_map(|place| Some((place, is_cut(place)?)))
        .collect();
    for (place, sign) in cuts {
        let (x, y) = buf.pos_of(place);
        // A blank is not a word that could be underlined.
        let style = match sign {
            " " => Style::new().remove_modifier(Modifier::UNDERLINED),
            _ => Style::new(),
        };
        buf.set_string(x, y, sign, style);
    }
}

/// Takes the line from under cells in which no word stands: what fills a column is no text, nor is an indent.
pub(crate) fn underline_words(buf: &mut Buffer) {
    let width = usize::from(buf.area.width).max(1);
    for row in buf.content.chunks_mut(width) {
        let is_lined = |cell: &Cell| cell.modifier.contains(Modifier::UNDERLINED);
        let mut start = 0;
        while let Some(cell) = row.get(start) {
            if !is_lined(cell) || cell.symbol() != " " {
                start += 1;
                continue;
            }
            let rest = row.iter().skip(start);
            let blanks = rest.take_while(|cell| is_lined(cell) && cell.symbol() == " ");
            let end = start + blanks.count();
            let before = start.checked_sub(1).and_then(|place| row.get(place));
            let is_gap = end - start <= GAP
                && before.is_some_and(is_lined)
                && row.get(end).is_some_and(is_lined);
            if !is_gap {
                for cell in row.iter_mut().take(end).skip(start) {
                    cell.modifier.remove(Modifier::UNDERLINED);
                }
            }
            start = end;
        }
    }
}

/// A line of at most this many cells, cut where it is longer.
pub(crate) fn fit<'a>(line: Line<'a>, width: usize) -> Line<'a> {
    let text: String = line.spans.iter().map(|span| &*span.content).collect();
    if wrap::width(text.trim_end()) <= width {
        return line;
    }
    let short = wrap::shorten(&text, width);
    let mut left = short.strip_suffix(wrap::CUT).unwrap_or(&short).len();
    let is_cut = left < short.len();
    let mut spans: Vec<Span<'a>> = Vec::new();
    for span in line.spans {
        if left == 0 {
            break;
        }
        let kept = span.content.get(..left).map_or(&*span.content, |kept| kept);
        left -= kept.len();
        spans.push(Span::styled(kept.to_owned(), span.style));
    }
    if is_cut {
        let style = spans.last().map_or(line.style, |span| span.style);
        spans.push(Span::styled(wrap::CUT, style));
    }
    Line { spans, ..line }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    fn drawn(text: &str, signs: Signs) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, 12, 1));
        buf.set_line(0, 0, &fit(Line::from(text.to_owned()), 12), 12);
        finish(signs, &mut buf);
        (0..12).map(|x| buf[(x, 0)].symbol().to_owned()).collect()
    }

    #[test]
    fn a_cut_is_an_ellipsis_or_two_dots() {
        assert_eq!(drawn("one two three", Signs::Lines), "one two…    ");
        assert_eq!(drawn("one two three", Signs::Ascii), "one two..   ");
        assert_eq!(drawn("wait … what", Signs::Ascii), "wait … what ");
    }

    #[test]
    fn the_styles_of_what_is_left_stay() {
        let bold = Style::new().bold();
        let line = Line::from(vec![
            Span::raw("T1 "),
            Span::styled("Refund replayed", bold),
            Span::raw("   HIGH"),
        ]);
        let short = fit(line, 13);
        let seen: Vec<_> = short.spans.iter().map(|s| (&*s.content, s.style)).collect();
        assert_eq!(
            seen,
            [("T1 ", Style::new()), ("Refund", bold), (wrap::CUT, bold)]
        );
    }
}
