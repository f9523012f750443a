//! A tree of threats: a row each, columns for how many parts have to come true and for what is left, and below them what
//! is known of the selected one.

use super::Rect;
use super::lists::List;

/// Cells before a row: the mark of the selected one.
pub const MARK: usize = 3;
/// Cells of how many parts have to come true.
pub const GATE: usize = 10;
/// From this many columns on there is a column for the mitigations.
const WITH_CUTS: u16 = 80;

/// Where the tree stands in a body.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The rows; above them the heading and the heads of the columns, below them what is known of the selected one.
    pub list: List,
    /// Cells of the lines, the id and the words.
    pub name: usize,
    /// Cells of a level.
    pub level: usize,
    /// Cells of the mitigations; none where they have no column.
    pub cuts: usize,
}

/// Divides a body.
pub fn areas(body: Rect) -> Tree {
    let below = match body.height {
        14.. => 4,
        9.. => 3,
        _ => 0,
    };
    let (level, cuts) = match body.width {
        96.. => (16, 14),
        WITH_CUTS.. => (10, 12),
        _ => (9, 0),
    };
    let taken = MARK + GATE + 2 * level + cuts + 1;
    Tree {
        list: List::of(body, 2, below),
        name: usize::from(body.width).saturating_sub(taken),
        level,
        cuts,
    }
}

/// The lines before a node: for each threat on the way to it whether more follows beside that, its own place last.
pub fn lines(rails: &[bool]) -> String {
    let Some((own, way)) = rails.split_last() else {
        return String::new();
    };
    let mut lines = String::with_capacity(rails.len() * 3);
    for goes_on in way {
        lines.push_str(if *goes_on { "│  " } else { "   " });
    }
    lines.push_str(if *own { "├─ " } else { "└─ " });
    lines
}

/// The same, so that deep down there is still room for words: the outermost lines give way to an ellipsis.
pub fn lines_within(rails: &[bool], most: usize) -> String {
    let deep = most.saturating_sub(1) / 3;
    let hidden = rails.len().saturating_sub(deep.max(1));
    match rails.get(hidden..) {
        Some(rest) if hidden > 0 => format!("…{}", lines(rest)),
        _ => lines(rails),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_hangs_on_the_lines_of_those_above_it() {
        assert_eq!(lines(&[]), "");
        assert_eq!(lines(&[true]), "├─ ");
        assert_eq!(lines(&[true, false, false]), "│     └─ ");
        assert_eq!(lines_within(&[true, false, false], 12), "│     └─ ");
        assert_eq!(lines_within(&[true; 9], 12), "…│  │  ├─ ");
    }

    #[test]
    fn words_have_room_from_sixty_columns_on() {
        for (width, name) in [(60, 28), (80, 34), (100, 40)] {
            assert_eq!(areas(Rect::new(0, 0, width, 24)).name, name, "{width}");
        }
    }
}
