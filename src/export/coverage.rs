//! Where the room looked, for pages: a sentence, and the grid as a table of Markdown.

use super::markdown::escape;
use super::view::View;
use crate::check::coverage::{Coverage, cell_sign, found_outside, in_short, legend, name};

/// A sentence for each category set that the room swept with: `STRIDE: 12 of 45 looked at: 5 found, ...`.
pub(super) fn sentences(view: &View) -> Vec<String> {
    let grids = view.grids().iter();
    grids
        .map(|grid| {
            let count = grid.count();
            let outside = found_outside(grid).map_or_else(String::new, |says| format!("; {says}"));
            format!("{}: {}{outside}.", escape(&grid.title), in_short(count))
        })
        .collect()
}

/// The sentences, and below them the grids.
pub(super) fn lines(view: &View) -> Vec<String> {
    let mut lines: Vec<String> = sentences(view)
        .iter()
        .map(|says| format!("- {says}"))
        .collect();
    for grid in view.grids() {
        lines.push(String::new());
        lines.extend(table(view, grid));
    }
    if !lines.is_empty() {
        lines.extend([
            String::new(),
            format!("{}.", legend(usize::MAX).replace("   ", ", ")),
        ]);
    }
    lines
}

fn table(view: &View, grid: &Coverage) -> Vec<String> {
    let heads = grid.columns.iter().map(|column| escape(&column.sign));
    let heads: Vec<String> = [escape(&grid.title)].into_iter().chain(heads).collect();
    let rule = vec!["---"; heads.len()];
    let mut lines = vec![row(&heads), format!("|{}|", rule.join("|"))];
    lines.extend(grid.rows.iter().map(|line| {
        let cells = line.cells.iter().map(|cell| match cell.threats.as_slice() {
            [] => cell_sign(cell).replace('_', "\\_"),
            ids => ids
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(", "),
        });
        let name = escape(&name(view.session, line.line));
        row(&[name].into_iter().chain(cells).collect::<Vec<_>>())
    }));
    lines
}

fn row(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}
