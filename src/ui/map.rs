//! The drawn map of question 1: elements, flows and trust zones as text, read from left to right.
//!
//! `ascii-dag` decides columns, rows and room for the zones; this module turns that into lines that a room can follow
//! on a video call: every flow has a line and a label of its own, and no element ever stands in a box it is not in.
mod arrange;
mod canvas;
mod paint;
mod route;
#[cfg(test)]
mod tests;

use crate::theme::Signs;

pub use canvas::{Canvas, Cell, Glyph, Role};

/// What an element of the system is; it decides the brackets around its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Somebody or something outside our control: `(customer)`.
    External,
    /// Something that works on data: `[web]`.
    Process,
    /// Somewhere data rests: `{ledger}`.
    Store,
}

/// One element of the system.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// Its name, without brackets; cut on the map when longer than 24 cells.
    pub name: &'a str,
    /// Its kind.
    pub kind: Kind,
    /// The trust zone it is in: an index into [`Drawing::zones`]. An index out of range means no zone.
    pub zone: Option<usize>,
    /// Whether it is drawn as [`Role::Highlighted`].
    pub highlighted: bool,
}

/// One data flow between two elements.
#[derive(Clone, Debug)]
pub struct Edge {
    /// Index of the element it leaves. An edge with an index out of range is not drawn.
    pub from: usize,
    /// Index of the element it reaches; may be the same.
    pub to: usize,
    /// What stands on the line: the flow's number, and ` crosses` after it when the flow leaves its zone.
    pub label: String,
    /// Whether it crosses a trust boundary; decides the role of the label.
    pub crosses: bool,
}

/// The system as it is to be drawn.
#[derive(Clone, Debug, Default)]
pub struct Drawing<'a> {
    /// The elements, in the order in which they were typed.
    pub nodes: Vec<Node<'a>>,
    /// The flows, in the order in which they were typed.
    pub edges: Vec<Edge>,
    /// The names of the trust zones. A zone without an element has no place on the map and is not drawn.
    pub zones: Vec<&'a str>,
}

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

/// Draws the map so that it fits `width` cells if it can: first it gives up the air beside names, then the word
/// `crosses` on the lines (the flow table has it too). A map that still does not fit keeps its words and scrolls.
pub fn lay_out_within(drawing: &Drawing, signs: Signs, width: usize) -> Canvas {
    let plan = arrange::arrange(drawing);
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
