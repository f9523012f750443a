//! Where the article of one threat stands, and how many pages it has there.

use ratatui::layout::Rect;

use super::wrap;

/// Columns from which the article stands beside the form.
const BESIDE: u16 = 100;
/// Columns of the article there.
const WIDTH: u16 = 38;

/// The article beside the form, or in its place.
#[derive(Clone, Copy, Debug)]
pub struct Article {
    /// Its heading and its lines.
    pub place: Rect,
    /// It stands beside the form.
    pub beside: bool,
}

impl Article {
    /// Where there is room for both, it stands beside the form; else it takes its place.
    pub fn of(body: Rect) -> Self {
        let beside = body.width >= BESIDE;
        let width = if beside { WIDTH } else { body.width };
        let x = body.right().saturating_sub(width);
        let place = Rect { x, width, ..body };
        Self { place, beside }
    }

    /// What is left for the form, if anything is.
    pub fn form(&self, body: Rect) -> Option<Rect> {
        let width = body.width.saturating_sub(self.place.width + 1);
        self.beside.then_some(Rect { width, ..body })
    }

    /// Its rows below the heading, page by page.
    pub fn pages<T: std::ops::Deref<Target = str>>(&self, lines: &[T]) -> Vec<Vec<String>> {
        let room = usize::from(self.place.width).saturating_sub(3);
        let rows: Vec<String> = lines
            .iter()
            .flat_map(|line| wrap::wrap(line, room))
            .collect();
        let window = usize::from(self.place.height).saturating_sub(1).max(1);
        rows.chunks(window).map(<[String]>::to_vec).collect()
    }
}
