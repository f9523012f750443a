//! Whether a matrix may be used: it must not fall as likelihood or impact rises, and should not jump.

pub use crate::domain::Cell;
use crate::domain::matrix_falls;

/// What is to be said of a matrix.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatrixCheck {
    /// Two cells side by side of which the second, one step up, has the lower level. Such a matrix is refused.
    pub falls: Vec<(Cell, Cell)>,
    /// A cell of the top level and one of the bottom level that touch at an edge or a corner: one step decides
    /// between the two.
    pub advice_touch: Vec<(Cell, Cell)>,
    /// Cells of the top level in the lowest row or column.
    pub advice_edge: Vec<Cell>,
}

/// Looks at a matrix of levels, by their places from 0: a row for each step of likelihood, lowest first.
pub fn check_matrix(levels: usize, matrix: &[Vec<usize>]) -> MatrixCheck {
    let at = |(l, i): Cell| matrix.get(l)?.get(i).copied();
    let cells = || {
        let row = |(l, row): (usize, &Vec<usize>)| (0..row.len()).map(move |i| (l, i));
        matrix.iter().enumerate().flat_map(row)
    };
    let top = levels.saturating_sub(1);
    let mut found = MatrixCheck {
        falls: matrix_falls(matrix),
        ..MatrixCheck::default()
    };
    for cell @ (l, i) in cells() {
        if at(cell) != Some(top) || top == 0 {
            continue;
        }
        if l == 0 || i == 0 {
            found.advice_edge.push(cell);
        }
        let near = |other: &Cell| other.0.abs_diff(l) <= 1 && other.1.abs_diff(i) <= 1;
        for other in cells().filter(near).filter(|other| at(*other) == Some(0)) {
            found.advice_touch.push((cell, other));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fall_is_named_by_both_cells_in_either_direction() {
        let across = check_matrix(3, &[vec![0, 2, 1], vec![0, 2, 2]]);
        assert_eq!(across.falls, [((0, 1), (0, 2))]);
        let down = check_matrix(3, &[vec![0, 2], vec![0, 1]]);
        assert_eq!(down.falls, [((0, 1), (1, 1))]);
        assert_eq!(check_matrix(2, &[vec![0, 1]]).falls, []);
    }

    #[test]
    fn one_step_from_the_bottom_to_the_top_is_worth_a_word_at_an_edge_or_a_corner() {
        let corner = check_matrix(3, &[vec![0, 1], vec![1, 2]]);
        assert_eq!(corner.advice_touch, [((1, 1), (0, 0))]);
        assert_eq!(corner.advice_edge, []);
        let edge = check_matrix(2, &[vec![0, 1], vec![1, 1]]);
        assert_eq!(edge.advice_edge, [(0, 1), (1, 0)]);
        assert_eq!(edge.advice_touch.len(), 3);
    }
}
