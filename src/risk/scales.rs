//! Scales and conventions as data: those that come with the program, and a team's own laid over them.

mod place;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use serde::Deserialize;

use super::conventions::{Conventions, OwnConventions};
use super::matrix::{MatrixCheck, check_matrix};
use crate::data::{self, Misread};
use crate::domain::{Cell, Scale, Text};
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
    check_matrix(scale.levels.len(), &scale.places())
}

/// What is worth a word about the matrix of a scale, a sentence each.
pub fn advice(scale: &Scale) -> Vec<String> {
    let found = check_scale(scale);
    let named = |(l, i): Cell| scale.cell_words(l, i);
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
    let Some(why) = scale.unsound() else {
        return Ok(());
    };
    let cell = why.at.and_then(|cell| matrix_cell(text, index, cell));
    let (line, column) = cell.unwrap_or_else(|| place::entry(text, index));
    Err(misread(line, column, why.says))
}

fn misread(line: usize, column: usize, says: String) -> Misread {
    Misread { line, column, says }
}
