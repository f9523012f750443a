//! Where all threats sit, as a table: likelihood up, impact right, in each cell its level and the ids. It is shown where at
//! least one threat was rated so, and again with what is left where mitigations bring one down.

use super::markdown::escape;
use super::phrase;
use super::view::View;
use crate::domain::{Scale, Severity, ThreatId};
use crate::risk::{HeatMap, Model};

/// A cell: the level in words, the severity that it counts as, and the threats.
pub(super) struct Cell {
    pub(super) level: String,
    pub(super) counts_as: Option<Severity>,
    pub(super) threats: Vec<ThreatId>,
}

/// The table, and what is said below it.
pub(super) struct Matrix {
    /// What it shows: `as rated`.
    pub(super) shows: &'static str,
    /// The steps of impact, the least first.
    pub(super) heads: Vec<String>,
    /// The steps of likelihood with their cells, the likeliest first.
    pub(super) rows: Vec<(String, Vec<Cell>)>,
    /// Threats that are not in it, a sentence each.
    pub(super) beside: Vec<String>,
}

/// What stands in the corner of the table.
pub(super) const CORNER: &str = "Likelihood up, impact right";

/// The matrix of a session as its threats are rated, then as they are left, where a threat sits elsewhere then. None where
/// no threat was rated so.
pub(super) fn of(view: &View) -> Vec<Matrix> {
    let model = Model::of(view.session, &view.scales.conventions);
    let scale = view.session.scale();
    let rated = model.heat_map(None);
    if rated.cells.iter().flatten().all(Vec::is_empty) {
        return Vec::new();
    }
    let left = model.heat_map(Some(model.now()));
    let moved = (left != rated).then(|| {
        let sits = |threat: &ThreatId| spot(&rated, *threat) != spot(&left, *threat);
        let moved: Vec<ThreatId> = model.threats().filter(sits).collect();
        let mut left = table(scale, left, AS_LEFT);
        left.beside
            .insert(0, format!("Lower than rated: {}.", ids(&moved)));
        left
    });
    let rated = table(scale, rated, AS_RATED);
    std::iter::once(rated).chain(moved).collect()
}

const AS_RATED: &str = "as rated";
const AS_LEFT: &str = "what is left with the mitigations in place";

/// Where a threat sits: its row and cell, or its level alone.
fn spot(heat: &HeatMap, threat: ThreatId) -> Option<(Option<usize>, usize)> {
    let holds = |cell: &Vec<ThreatId>| cell.contains(&threat);
    let mut rows = heat.cells.iter().enumerate();
    let cell = rows.find_map(|(row, cells)| Some((Some(row), cells.iter().position(holds)?)));
    cell.or_else(|| Some((None, heat.strip.iter().position(holds)?)))
}

fn table(scale: &Scale, heat: HeatMap, shows: &'static str) -> Matrix {
    let HeatMap {
        cells,
        strip,
        unrated,
    } = heat;
    let rows = cells
        .into_iter()
        .enumerate()
        .rev()
        .map(|(likelihood, row)| {
            let name = scale.likelihood.get(likelihood);
            let name = name.map_or_else(String::new, |step| step.word.to_string());
            let cells = row.into_iter().enumerate();
            let cells = cells.map(|(impact, threats)| cell(scale, (likelihood, impact), threats));
            (name, cells.collect())
        });
    let mut beside = Vec::new();
    for (level, threats) in strip.iter().enumerate().rev() {
        if !threats.is_empty() {
            let word = scale.word(level);
            let ids = ids(threats);
            beside.push(if shows == AS_RATED {
                format!("Rated {word} as a whole: {ids}.")
            } else {
                format!("Rated as a whole, now {word}: {ids}.")
            });
        }
    }
    if !unrated.is_empty() {
        beside.push(format!("Not rated: {}.", ids(&unrated)));
    }
    Matrix {
        shows,
        heads: scale
            .impact
            .iter()
            .map(|step| step.word.to_string())
            .collect(),
        rows: rows.collect(),
        beside,
    }
}

fn cell(scale: &Scale, (likelihood, impact): (usize, usize), threats: Vec<ThreatId>) -> Cell {
    let level = scale.cell(likelihood, impact);
    Cell {
        level: level.map_or_else(String::new, |level| scale.word(level).to_owned()),
        counts_as: level.and_then(|level| scale.counts_as(level)),
        threats,
    }
}

/// `T1, T2 and T5`
fn ids(threats: &[ThreatId]) -> String {
    let ids: Vec<String> = threats.iter().map(ToString::to_string).collect();
    phrase::and(&ids)
}

/// The same in Markdown. What is left follows with a sentence of its own.
pub(super) fn lines(view: &View) -> Vec<String> {
    let mut lines = Vec::new();
    for matrix in of(view) {
        if !lines.is_empty() {
            let says = format!("The same matrix, {}:", matrix.shows);
            lines.extend([String::new(), says, String::new()]);
        }
        lines.extend(rows_of(&matrix));
    }
    lines
}

fn rows_of(matrix: &Matrix) -> Vec<String> {
    let heads = matrix.heads.iter().map(|head| escape(head));
    let heads: Vec<String> = std::iter::once(CORNER.to_owned()).chain(heads).collect();
    let mut lines = vec![
        row(&heads),
        format!("|{}|", vec!["---"; heads.len()].join("|")),
    ];
    for (name, cells) in &matrix.rows {
        let cells = cells.iter().map(|cell| match cell.threats.as_slice() {
            [] => escape(&cell.level),
            threats => format!("**{}**: {}", escape(&cell.level), ids(threats)),
        });
        let name = format!("**{}**", escape(name));
        lines.push(row(&std::iter::once(name).chain(cells).collect::<Vec<_>>()));
    }
    if !matrix.beside.is_empty() {
        let beside: Vec<String> = matrix.beside.iter().map(|says| escape(says)).collect();
        lines.extend([String::new(), beside.join(" ")]);
    }
    lines
}

fn row(cells: &[String]) -> String {
    format!("| {} |", cells.join(" | "))
}
