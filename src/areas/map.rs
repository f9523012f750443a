//! Where the map of question 1 stands.

use ratatui::layout::{Constraint, Layout, Rect};

use super::{frame, head};

/// Below this many columns a map that does not fit is not drawn whole: what is around one part is.
pub const NARROW: u16 = 76;
/// From this many columns on, scope and map stand side by side, if the map fits beside it.
pub const BOTH: u16 = 160;
/// The widest that the scope gets; beyond it lines are too long to be read at a glance.
const SCOPE: u16 = 60;

/// The heading of the map, and the map, in the body of the frame.
pub fn map(body: Rect) -> [Rect; 2] {
    head(body)
}

/// The cells that the drawing may have in a terminal of this size while nothing but one line is typed.
pub fn room(size: (u16, u16), alone: bool) -> Rect {
    let terminal = super::terminal(size);
    let [_, map] = map(if alone {
        // What is selected is said in the last row.
        Rect {
            height: terminal.height.saturating_sub(1),
            ..terminal
        }
    } else {
        frame::around_map(terminal, 1).body
    });
    map
}

/// The scope, the bar and the map, where they stand side by side.
pub fn both(body: Rect) -> [Rect; 3] {
    let width = (body.width * 9 / 25).min(SCOPE);
    let widths = [
        Constraint::Length(width),
        Constraint::Length(1),
        Constraint::Fill(1),
    ];
    Layout::horizontal(widths).areas(body)
}

/// Whether a drawing of this size stands whole beside the scope.
pub fn fits_beside(size: (u16, u16), drawing: (usize, usize)) -> bool {
    let [.., map] = both(frame::areas(super::terminal(size), 1).body);
    let [_, map] = self::map(map);
    size.0 >= BOTH && drawing.0 <= usize::from(map.width) && drawing.1 <= usize::from(map.height)
}
