//! The drawn map of question 1: elements, flows and trust zones as text, read from left to right.
//!
//! The room `arrange` decides columns, rows and room for the zones; this module turns that into lines that a room can
//! follow on a video call: every flow has a line and a label of its own, and no element ever stands in a box it is not
//! in.
mod canvas;
mod paint;
mod route;
#[cfg(test)]
mod tests;

use crate::layout::arrange;
pub use crate::layout::{Drawing, Edge, Kind, Node};
use crate::theme::Signs;

pub use canvas::{Canvas, Cell, Glyph, Role};

/// How much the drawing spends on being pleasant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::map) struct Spacing {
    /// Labels as given, or the number alone.
    pub(in crate::ui::map) words: bool,
    /// A free cell between a zone's border and the names in it.
    pub(in crate::ui::map) airy: bool,
}

/// Draws the map with all its words, as wide and as high as it needs. The same drawing gives the same canvas.
pub fn lay_out(drawing: &Drawing, signs: Signs) -> Canvas {
    lay_out_within(drawing, signs, usize::MAX)
}

/// Draws the map so that it fits `width` cells if it can: first it gives up the space beside names, then the word
/// `crosses` on the lines (the flow table has it too). A map that still does not fit keeps its words and scrolls.
pub fn lay_out_within(drawing: &Drawing, signs: Signs, width: usize) -> Canvas {
    let plan = arrange(drawing);
    let (channels, height) = route::route(&plan);
    let spacings = [(true, true), (true, false), (false, true), (false, false)].into_iter();
    let mut sheets = spacings
        .map(|(words, airy)| paint::measure(drawing, &plan, &channels, Spacing { words, airy }))
        .filter(|sheet| sheet.width() <= width);
    let full = || {
        paint::measure(
            drawing,
            &plan,
            &channels,
            Spacing {
                words: true,
                airy: true,
            },
        )
    };
    let sheet = sheets.next().unwrap_or_else(full);
    paint::paint(&sheet, &plan, &channels, height, signs)
}
