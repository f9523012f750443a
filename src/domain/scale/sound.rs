//! What a scale must be so that it can be used: levels that can be told apart, and a matrix that never falls.

use std::collections::HashSet;

use super::{Cell, FEWEST_LEVELS, MOST_LEVELS, Scale};
use crate::domain::fold::fold;
use crate::domain::text::Text;
use crate::domain::validate::LIMITS;

/// Why a scale must not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsound {
    /// A sentence or two.
    pub says: String,
    /// The cell of the matrix, where it is about one.
    pub at: Option<Cell>,
}

/// Pairs of cells next to each other of which the one that is likelier or worse has the lower level. A row of places of
/// levels for each step of likelihood, lowest first.
pub fn matrix_falls(matrix: &[Vec<usize>]) -> Vec<(Cell, Cell)> {
    let at = |(l, i): Cell| matrix.get(l)?.get(i).copied();
    let rows = matrix.iter().enumerate();
    let cells = rows.flat_map(|(l, row)| (0..row.len()).map(move |i| (l, i)));
    let pairs = cells.flat_map(|(l, i)| [(l, i + 1), (l + 1, i)].map(|next| ((l, i), next)));
    let falls = pairs.filter(|(here, next)| {
        let levels = at(*next).zip(at(*here));
        levels.is_some_and(|(next, here)| next < here)
    });
    falls.collect()
}

impl Scale {
    /// Why it must not be used; `None` if it can be.
    pub fn unsound(&self) -> Option<Unsound> {
        let says = |says: String| Some(Unsound { says, at: None });
        if self.name.is_empty() {
            return says("A scale needs a name.".to_owned());
        }
        if self.name.len() > LIMITS.title {
            return says("The name of the scale is too long.".to_owned());
        }
        let levels = self.levels.iter().map(|l| (&l.id, &l.word));
        if let Some(why) = no_levels("levels", levels) {
            return says(why);
        }
        if !self.levels.iter().map(|l| l.counts_as).is_sorted() {
            return says(
                "A higher level of the scale counts as a lower severity. Sort them.".to_owned(),
            );
        }
        let axes = [("likelihood", &self.likelihood), ("impact", &self.impact)];
        let given = axes.iter().filter(|(_, axis)| !axis.is_empty()).count();
        match (given, self.has_matrix()) {
            (0, false) => return None,
            (2, true) => {}
            _ => {
                return says(
                    "Likelihood, impact and matrix of the scale go together. Write all three or none."
                        .to_owned(),
                );
            }
        }
        for (name, axis) in axes {
            if let Some(why) = no_levels(name, axis.iter().map(|l| (&l.id, &l.word))) {
                return says(why);
            }
        }
        self.unsound_matrix()
    }

    fn unsound_matrix(&self) -> Option<Unsound> {
        let (rows, columns) = (self.likelihood.len(), self.impact.len());
        let ragged = self.matrix.iter().position(|row| row.len() != columns);
        if self.matrix.len() != rows || ragged.is_some() {
            let says = format!(
                "The matrix of the scale must have {rows} rows, one for each likelihood, of {columns} levels each."
            );
            let at = ragged.map(|row| (row, 0));
            return Some(Unsound { says, at });
        }
        for (l, row) in self.matrix.iter().enumerate() {
            for (i, id) in row.iter().enumerate() {
                if !self.levels.iter().any(|level| level.id == *id) {
                    let says = format!(
                        "The matrix of the scale says \"{id}\", which is not the id of a level."
                    );
                    let at = Some((l, i));
                    return Some(Unsound { says, at });
                }
            }
        }
        let (here, next) = matrix_falls(&self.places()).into_iter().next()?;
        let says = format!(
            "The matrix of the scale falls from {} to {}. Raise the one or lower the other.",
            self.cell_words(here.0, here.1),
            self.cell_words(next.0, next.1)
        );
        Some(Unsound {
            says,
            at: Some(next),
        })
    }

    /// The matrix by places of levels: a row for each step of likelihood.
    pub fn places(&self) -> Vec<Vec<usize>> {
        let level = |id: &Text| self.levels.iter().position(|level| level.id == *id);
        let rows = self.matrix.iter();
        rows.map(|row| row.iter().map_while(level).collect())
            .collect()
    }
}

/// Why these cannot be told apart, or are too few or too many.
fn no_levels<'a>(name: &str, levels: impl Iterator<Item = (&'a Text, &'a Text)>) -> Option<String> {
    let mut seen = HashSet::new();
    let mut count = 0;
    for (id, word) in levels {
        count += 1;
        if id.is_empty() || word.is_empty() {
            return Some(format!(
                "An entry in {name} of the scale has no id or no word."
            ));
        }
        for said in HashSet::from([fold(id), fold(word)]) {
            if said == "none" || (name != "levels" && said.contains('/')) {
                return Some(format!(
                    "An entry in {name} of the scale is called \"{said}\". `none` clears a rating, and a slash stands between likelihood and impact: use another word."
                ));
            }
            if !seen.insert(said) {
                return Some(format!(
                    "Two entries in {name} of the scale are called \"{word}\"."
                ));
            }
        }
    }
    let fits = (FEWEST_LEVELS..=MOST_LEVELS).contains(&count);
    (!fits).then(|| {
        let entries = if count == 1 { "entry" } else { "entries" };
        format!(
            "The scale has {count} {entries} in {name}. It needs {FEWEST_LEVELS} to {MOST_LEVELS}."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Severity;

    fn wrong_with(change: impl Fn(&mut Scale)) -> String {
        let mut scale = Scale::standard().clone();
        change(&mut scale);
        scale.unsound().unwrap().says
    }

    #[test]
    fn the_standard_scale_is_sound_and_each_wrong_one_is_said() {
        assert_eq!(Scale::standard().unsound(), None);
        assert_eq!(
            wrong_with(|s| s.name = Text::default()),
            "A scale needs a name."
        );
        assert_eq!(
            wrong_with(|s| s.name = "x".repeat(5_000).as_str().into()),
            "The name of the scale is too long."
        );
        assert_eq!(
            wrong_with(|s| s.impact.clear()),
            "Likelihood, impact and matrix of the scale go together. Write all three or none."
        );
        assert_eq!(
            wrong_with(|s| s.levels.truncate(1)),
            "The scale has 1 entry in levels. It needs 2 to 5."
        );
        assert_eq!(
            wrong_with(|s| s.levels[0].word = "High".into()),
            "Two entries in levels of the scale are called \"high\"."
        );
        for says in [
            wrong_with(|s| s.levels[0].id = "None".into()),
            wrong_with(|s| s.impact[0].word = "n/a".into()),
        ] {
            assert!(says.contains("use another word"), "{says}");
        }
        assert_eq!(
            wrong_with(|s| s.levels[0].counts_as = Severity::Critical),
            "A higher level of the scale counts as a lower severity. Sort them."
        );
        assert_eq!(
            wrong_with(|s| s.matrix[1].truncate(2)),
            "The matrix of the scale must have 3 rows, one for each likelihood, of 3 levels each."
        );
        assert_eq!(
            wrong_with(|s| s.matrix[1][1] = "severe".into()),
            "The matrix of the scale says \"severe\", which is not the id of a level."
        );
        assert_eq!(
            wrong_with(|s| s.matrix[0][1] = "critical".into()),
            "The matrix of the scale falls from low likelihood and medium impact (critical) to low likelihood and high \
             impact (medium). Raise the one or lower the other."
        );
    }
}
