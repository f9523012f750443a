//! Scales and conventions as data: those that come with the program, and a team's own laid over them.

mod place;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use serde::Deserialize;

use super::conventions::{Conventions, OwnConventions};
use super::matrix::{Cell, MatrixCheck, check_matrix};
use crate::data::{self, Misread};
use crate::domain::{FEWEST_LEVELS, MOST_LEVELS, Scale, Text};
use place::{matrix_cell, name_of};

/// The data file that comes with the program.
const BUNDLED: &str = include_str!("scales.ron");

/// The scales that a team can choose from, and what figures are made with.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scales {
    /// The numbers that nobody measured.
    pub conventions: Conventions,
    /// The scales, each by its name.
    pub scales: Vec<Scale>,
}

/// What a team may write.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    #[serde(default)]
    conventions: Option<OwnConventions>,
    #[serde(default)]
    scales: Vec<Scale>,
}

impl Scales {
    /// The scales that come with the program.
    ///
    /// # Panics
    /// Never in a program whose tests pass: the text is part of it.
    #[expect(
        clippy::expect_used,
        reason = "the text is part of the program, and a test reads it"
    )]
    pub fn bundled() -> Self {
        static SCALES: LazyLock<Scales> =
            LazyLock::new(|| data::read(BUNDLED).expect("the bundled scales are scales"));
        SCALES.clone()
    }

    /// These with a team's file: its conventions take the place of those here one by one, its scales by their names.
    ///
    /// # Errors
    /// Where the text is no such file, or has a scale that must not be used.
    pub fn with(&self, text: &str) -> Result<Self, Misread> {
        let own: Own = data::read(text)?;
        let mut whole = self.clone();
        if let Some(conventions) = own.conventions {
            whole.conventions = self.conventions.with(conventions);
            if let Some(says) = whole.conventions.broken() {
                let (line, column) = name_of(text, "conventions");
                return Err(misread(line, column, format!("{says}.")));
            }
        }
        let mut named: Vec<Text> = Vec::new();
        for (index, scale) in own.scales.into_iter().enumerate() {
            refuse(text, index, &scale)?;
            if named.contains(&scale.name) {
                let (line, column) = place::entry(text, index);
                let says = format!("there are two scales called {}. Rename one.", scale.name);
                return Err(misread(line, column, says));
            }
            named.push(scale.name.clone());
            match whole.scales.iter_mut().find(|s| s.name == scale.name) {
                Some(same) => *same = scale,
                None => whole.scales.push(scale),
            }
        }
        Ok(whole)
    }

    /// The scale of this name. Case does not matter.
    pub fn named(&self, name: &str) -> Option<&Scale> {
        let name = name.trim();
        self.scales
            .iter()
            .find(|scale| scale.name.eq_ignore_ascii_case(name))
    }

    /// What is worth a word about its matrices, a sentence each; they can be used all the same.
    pub fn advice(&self) -> Vec<String> {
        self.scales.iter().flat_map(advice).collect()
    }
}

/// A check of the matrix of a scale. A cell whose level is not on the scale counts as nothing.
pub fn check_scale(scale: &Scale) -> MatrixCheck {
    let level = |id: &Text| scale.levels.iter().position(|l| l.id == *id);
    let row = |row: &Vec<Text>| row.iter().map_while(level).collect();
    let matrix: Vec<Vec<usize>> = scale.matrix.iter().map(row).collect();
    check_matrix(scale.levels.len(), &matrix)
}

/// What is worth a word about the matrix of a scale, a sentence each.
pub fn advice(scale: &Scale) -> Vec<String> {
    let found = check_scale(scale);
    let named = |cell| in_words(scale, cell);
    let touch = found.advice_touch.iter().map(|(top, bottom)| {
        format!(
            "Scale {}: {} is the highest level and touches {}, the lowest. Put a level between them.",
            scale.name,
            named(*top),
            named(*bottom)
        )
    });
    let edge = found.advice_edge.iter().map(|cell| {
        format!(
            "Scale {}: {} is the highest level, though one half is the lowest step. Lower that cell.",
            scale.name,
            named(*cell)
        )
    });
    touch.chain(edge).collect()
}

/// Refuses a scale that must not be used, with its place in the text.
fn refuse(text: &str, index: usize, scale: &Scale) -> Result<(), Misread> {
    let whole = |says: String| {
        let (line, column) = place::entry(text, index);
        Err(misread(line, column, says))
    };
    let at = |cell: Cell, says: String| {
        let (line, column) = matrix_cell(text, index, cell).unwrap_or(place::entry(text, index));
        Err(misread(line, column, says))
    };
    if scale.name.is_empty() {
        return whole("a scale needs a name.".to_owned());
    }
    let levels: Vec<_> = scale.levels.iter().map(|l| (&l.id, &l.word)).collect();
    let likelihood: Vec<_> = scale.likelihood.iter().map(|l| (&l.id, &l.word)).collect();
    let impact: Vec<_> = scale.impact.iter().map(|l| (&l.id, &l.word)).collect();
    let lists = [
        ("levels", &levels),
        ("likelihood", &likelihood),
        ("impact", &impact),
    ];
    let may_lack = |name: &str| name != "levels" && !scale.has_matrix();
    for (name, list) in lists {
        let count = list.len();
        let fits = (FEWEST_LEVELS..=MOST_LEVELS).contains(&count);
        if !fits && (count > 0 || !may_lack(name)) {
            return whole(format!(
                "`{name}` has {FEWEST_LEVELS} to {MOST_LEVELS} entries, not {count}."
            ));
        }
        for (place, (id, word)) in list.iter().enumerate() {
            if id.is_empty() || word.is_empty() {
                return whole(format!("an entry of `{name}` lacks its id or its word."));
            }
            if list.iter().take(place).any(|(other, _)| other == id) {
                return whole(format!("`{id}` is twice in `{name}`. Rename one."));
            }
        }
    }
    if !scale.levels.is_sorted_by(|a, b| a.counts_as <= b.counts_as) {
        return whole("`counts_as` must not fall from one level to the next.".to_owned());
    }
    if scale.has_matrix() != (!likelihood.is_empty() && !impact.is_empty())
        || likelihood.is_empty() != impact.is_empty()
    {
        return whole(
            "`likelihood`, `impact` and `matrix` go together. Write all three or none.".to_owned(),
        );
    }
    if scale.matrix.len() != likelihood.len() {
        return whole(format!(
            "`matrix` has a row for each step of likelihood: {}, not {}.",
            likelihood.len(),
            scale.matrix.len()
        ));
    }
    for (l, row) in scale.matrix.iter().enumerate() {
        if row.len() != impact.len() {
            let says = format!(
                "a row has a level for each step of impact: {}, not {}.",
                impact.len(),
                row.len()
            );
            return at((l, 0), says);
        }
        for (i, id) in row.iter().enumerate() {
            if !levels.iter().any(|(level, _)| *level == id) {
                return at((l, i), format!("`{id}` is not a level of this scale."));
            }
        }
    }
    let Some((below, cell)) = check_scale(scale).falls.first().copied() else {
        return Ok(());
    };
    let word = |(l, i): Cell| scale.cell(l, i).map_or("", |level| scale.word(level));
    let says = format!(
        "{} is {}, which is lower than {} at {}. Raise the one or lower the other.",
        in_words(scale, cell),
        word(cell),
        word(below),
        in_words(scale, below),
    );
    at(cell, says)
}

/// `likelihood high, impact low`
fn in_words(scale: &Scale, (l, i): Cell) -> String {
    let likelihood = scale.likelihood.get(l).map_or("", |step| &step.word);
    let impact = scale.impact.get(i).map_or("", |step| &step.word);
    format!("likelihood {likelihood}, impact {impact}")
}

fn misread(line: usize, column: usize, says: String) -> Misread {
    Misread { line, column, says }
}
