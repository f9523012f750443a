//! A row of a table: each cell wraps within its own column, so that a long text never pushes its neighbors away.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::wrap;
use crate::theme::Styles;

/// Cells between two columns.
pub(crate) const GAP: usize = 2;
/// Cells before every row of a list: a space, the mark of the selection, a space.
pub(crate) const MARGIN: usize = 3;

/// What stands in one column. A column without width is left out.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    /// The text.
    pub(crate) text: String,
    /// Cells of the column.
    pub(crate) width: usize,
    /// How it looks.
    pub(crate) style: Style,
    /// Numbers stand at the right of their column.
    pub(crate) right: bool,
}

impl Cell {
    /// Text at the left of its column.
    pub(crate) fn new(text: impl Into<String>, width: usize, style: Style) -> Self {
        Self {
            text: text.into(),
            width,
            style,
            right: false,
        }
    }

    /// A number at the right of its column.
    pub(crate) fn number(number: usize, width: usize, style: Style) -> Self {
        Self {
            right: true,
            ..Self::new(number.to_string(), width, style)
        }
    }
}

/// What stands before a row of a list: ` > ` when it is selected.
pub(crate) fn margin(selected: bool, styles: &Styles) -> Span<'static> {
    if selected {
        Span::styled(" > ", styles.focus())
    } else {
        Span::raw(" ".repeat(MARGIN))
    }
}

/// The lines of a row: `lead`, then the cells, each on at most `most` lines.
pub(crate) fn row(lead: Vec<Span<'static>>, cells: &[Cell], most: usize) -> Vec<Line<'static>> {
    let indent: usize = lead.iter().map(|span| wrap::width(&span.content)).sum();
    let cells: Vec<_> = cells.iter().filter(|cell| cell.width > 0).collect();
    let columns: Vec<Vec<String>> = cells
        .iter()
        .map(|cell| wrap::wrap_to(&cell.text, cell.width, most))
        .collect();
    let height = columns.iter().map(Vec::len).max().unwrap_or(0).max(1);
    let mut lines = vec![Line::from(lead)];
    lines.resize_with(height, || Line::from(" ".repeat(indent)));
    for (place, line) in lines.iter_mut().enumerate() {
        for (cell, column) in cells.iter().zip(&columns) {
            let text = column.get(place).map_or("", String::as_str);
            // Fill is not part of the text: an underlined word must not draw its line through the whole column.
            let fill = " ".repeat(cell.width.saturating_sub(wrap::width(text)));
            let text = Span::styled(text.to_owned(), cell.style);
            if cell.right {
                line.extend([Span::raw(fill), text]);
            } else {
                line.extend([text, Span::raw(fill)]);
            }
            line.push_span(" ".repeat(GAP));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lines: &[Line<'_>]) -> Vec<String> {
        lines.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn each_cell_wraps_in_its_own_column() {
        let style = Style::new();
        let cells = [
            Cell::new("refund request", 7, style),
            Cell::new("gone", 0, style),
            Cell::number(12, 4, style),
            Cell::new("a b", 1, style),
        ];
        assert_eq!(
            texts(&row(vec![Span::raw(" > ")], &cells, usize::MAX)),
            [" > refund     12  a  ", "   request        b  "]
        );
        assert_eq!(
            texts(&row(vec![Span::raw(" > ")], &cells, 1)),
            [format!(" > refun{}    12  a  ", wrap::CUT)]
        );
    }
}
