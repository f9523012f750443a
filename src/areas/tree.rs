//! A tree of threats: a row each, columns for how many parts have to come true and for what is left, and below them what
//! is known of the selected one.

use super::Rect;
use super::lists::{GAP, List};

/// Cells before a row: the mark of the selected one.
pub const MARK: usize = 3;
/// Cells of how many parts have to come true.
pub const GATE: usize = 10;
/// From this many columns on there is a column for the mitigations.
const WITH_CUTS: u16 = 80;
/// From this many columns on, columns are wide, and a tree that is too tall goes on in a second half.
const WITH_HALVES: u16 = 96;

/// Where the tree stands in a body.
#[derive(Clone, Debug)]
pub struct Tree {
    /// The rows; above them the heading and the heads of the columns, below them what is known of the selected one.
    pub list: List,
    /// The rows go on in a second half beside the first, so that no threat is out of sight.
    pub halves: bool,
    /// Cells of one row.
    pub width: usize,
    /// Cells of the lines, the id and the words.
    pub name: usize,
    /// Cells of how it was rated; none where a half has no room for it.
    pub rated: usize,
    /// Cells of what is left.
    pub left: usize,
    /// Cells of the mitigations; none where they have no column.
    pub cuts: usize,
    /// A blank row stands between the rows and what is known of the selected one.
    pub air: bool,
}

/// Divides a body for so many rows. A tree that is too tall takes the blank row and the last words below, then a second
/// half of the screen; only what does not fit then scrolls.
pub fn areas(body: Rect, rows: usize) -> Tree {
    let below = match body.height {
        14.. => 4,
        9.. => 3,
        _ => 0,
    };
    let tight = below.min(2);
    let fits = |below: u16, halves: usize| {
        rows <= halves * usize::from(List::of(body, 2, below).rows.height)
    };
    let wide = body.width >= WITH_HALVES;
    let (halves, below) = if fits(below, 1) {
        (false, below)
    } else if wide && fits(below, 2) {
        (true, below)
    } else {
        (wide && fits(tight, 2), tight)
    };
    let list = List::of(body, 2, below);
    let width = if halves {
        usize::from(body.width.saturating_sub(1 + GAP)) / 2
    } else {
        usize::from(body.width.saturating_sub(1))
    };
    let (rated, left, cuts) = match body.width {
        _ if halves => (0, 10, 0),
        WITH_HALVES.. => (16, 16, 14),
        WITH_CUTS.. => (10, 10, 12),
        _ => (9, 9, 0),
    };
    Tree {
        list,
        halves,
        width,
        name: width.saturating_sub(MARK + GATE + rated + left + cuts),
        rated,
        left,
        cuts,
        air: below > tight,
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
            assert_eq!(areas(Rect::new(0, 0, width, 24), 12).name, name, "{width}");
        }
    }

    #[test]
    fn a_tall_tree_takes_what_room_there_is_before_it_scrolls() {
        let seen = |width, height, rows| {
            let tree = areas(Rect::new(0, 0, width, height), rows);
            (tree.list.rows.height, tree.halves, tree.air)
        };
        assert_eq!(seen(100, 22, 16), (16, false, true));
        assert_eq!(seen(100, 22, 30), (16, true, true), "thirty in two halves");
        assert_eq!(seen(100, 22, 36), (18, true, false));
        assert_eq!(
            seen(100, 22, 37),
            (18, false, false),
            "more than that scroll"
        );
        assert_eq!(seen(80, 16, 30), (12, false, false));
        assert_eq!(seen(60, 12, 30), (8, false, false));
    }
}
