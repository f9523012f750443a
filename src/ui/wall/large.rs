//! Letters of several rows, for the question and for a line that is read back to the room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use tui_big_text::{BigText, PixelSize};

use super::Item;
use crate::areas::wall::LETTER;
use crate::theme::Styles;
use crate::ui::{frame, wrap};

/// Longer lines of plain letters are hard to follow from across a room.
const LONGEST: usize = 60;

/// Draws the question, on a screen that is wide enough for it with letters that are twice as wide.
pub(super) fn question(text: &str, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let wide = wrap::width(text) * usize::from(LETTER.0) * 2 <= usize::from(area.width);
    let pixel = if wide {
        PixelSize::HalfHeight
    } else {
        PixelSize::Quadrant
    };
    letters(text, pixel, styles, area, buf);
}

/// Draws one line of large letters, clipped to its area.
fn letters(text: &str, pixel: PixelSize, styles: &Styles, area: Rect, buf: &mut Buffer) {
    BigText::builder()
        .pixel_size(pixel)
        .style(styles.strong())
        .lines([Line::from(text.to_owned())])
        .build()
        .render(area, buf);
}

/// Whether there are large letters for all of a text: the font has those of western Europe, and draws them with blocks.
fn can_be_large(text: &str, styles: &Styles) -> bool {
    let has = |c: char| u32::from(c) <= 0xff && !c.is_control();
    styles.signs().have_blocks() && text.chars().all(has)
}

/// Draws a line alone: in large letters if all of it fits, else plainly with air between its rows.
pub(super) fn alone(item: &Item, margin: u16, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let left = " ".repeat(usize::from(margin));
    let width = usize::from(area.width.saturating_sub(margin.saturating_mul(2)));
    let under: Vec<String> = item
        .under
        .iter()
        .flat_map(|words| wrap::wrap(words, width))
        .collect();
    let number = format!("{left}{}   {}", item.number, item.kind);
    let number = Span::styled(number.trim_end().to_owned(), styles.focus());
    let mut y = area.y;
    let row = |y: u16| {
        Rect {
            y,
            height: 1,
            ..area
        }
        .intersection(area)
    };
    // The name of a heap has no number.
    if item.number > 0 {
        frame::put(buf, row(y), vec![number]);
        y = y.saturating_add(2);
    }

    // A blank row under each row of letters, and under all of them what belongs to the line.
    let step = LETTER.1 + 1;
    let rows = wrap::wrap(&item.words, width / usize::from(LETTER.0));
    let needed = rows.len() * usize::from(step) + under.len() + 2;
    if can_be_large(&item.words, styles) && needed <= usize::from(area.height) {
        for words in rows {
            let at = Rect {
                x: area.x.saturating_add(margin),
                y,
                width: area.width.saturating_sub(margin),
                height: LETTER.1,
            };
            letters(
                &words,
                PixelSize::Quadrant,
                styles,
                at.intersection(area),
                buf,
            );
            y = y.saturating_add(step);
        }
    } else {
        let rows = wrap::wrap(&item.words, width.min(LONGEST));
        let airy = rows.len() * 2 + under.len() + 2 <= usize::from(area.height);
        if usize::from(area.height) < rows.len() + 2 {
            y = area.y.saturating_add(1);
        }
        for words in rows {
            let words = Span::styled(format!("{left}{words}"), styles.strong());
            frame::put(buf, row(y), vec![words]);
            y = y.saturating_add(1 + u16::from(airy));
        }
        y = y.saturating_add(u16::from(!airy));
    }
    for words in under {
        let words = Span::styled(format!("{left}{words}"), styles.text());
        frame::put(buf, row(y), vec![words]);
        y = y.saturating_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::{self, Depth};

    #[test]
    fn a_letter_is_as_large_as_is_reckoned_with() {
        let styles = Styles::new(&theme::load("dark", &[]).0, Depth::None);
        let area = Rect::new(0, 0, 14, 6);
        let mut buf = Buffer::empty(area);
        letters("WW", PixelSize::Quadrant, &styles, area, &mut buf);
        let inked = |x: u16, y: u16| buf[(x, y)].symbol() != " ";
        let most = |f: fn((u16, u16)) -> u16| {
            let cells = (0..14).flat_map(|x| (0..6).map(move |y| (x, y)));
            cells.filter(|(x, y)| inked(*x, *y)).map(f).max().unwrap()
        };
        assert!(most(|(x, _)| x) < LETTER.0 * 2);
        assert!(most(|(_, y)| y) < LETTER.1);
        assert!(inked(0, 0) && inked(LETTER.0, 0));
    }

    #[test]
    fn letters_that_the_font_lacks_are_drawn_plainly() {
        let styles = Styles::new(&crate::theme::Theme::default(), crate::theme::Depth::None);
        let large = |text: &str| can_be_large(text, &styles);
        assert!(large("Zoë's export: 100 % gone?"));
        assert!(!large("экспорт"));
        assert!(!large("漢字"));
        assert!(!large("cafe\u{301}"));
        let ascii = styles.with_signs(crate::theme::Signs::Ascii);
        assert!(
            !can_be_large("export", &ascii),
            "letters are drawn with blocks"
        );
    }
}
