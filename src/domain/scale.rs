//! What a rating is made with: levels in the team's own words, and a matrix where a rating has two halves.
//!
//! Levels are ordered. They may be compared, counted and moved by steps, never added, multiplied or averaged (Cox 2008,
//! doi 10.1111/j.1539-6924.2008.01030.x).

mod sound;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::text::Text;
use super::threat::{Level, Severity};
pub use sound::{Unsound, matrix_falls};

/// The fewest levels of a scale or an axis.
pub const FEWEST_LEVELS: usize = 2;
/// The most levels of a scale or an axis.
pub const MOST_LEVELS: usize = 5;

/// A scale of severity, low to high, and the matrix that likelihood and impact make it with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// What it is called: `standard`.
    pub name: Text,
    /// Raised with each change, and kept with each rating.
    pub version: u32,
    /// The levels of severity, lowest first: 2 to 5.
    pub levels: Vec<ScaleLevel>,
    /// The steps of likelihood, lowest first: 2 to 5, or none where threats are rated by one level.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub likelihood: Vec<AxisLevel>,
    /// The steps of impact, lowest first: 2 to 5, or none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub impact: Vec<AxisLevel>,
    /// A row for each step of likelihood, in it the id of a level for each step of impact.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub matrix: Vec<Vec<Text>>,
}

/// One level of severity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleLevel {
    /// As it is typed and kept in the file: `high`.
    pub id: Text,
    /// As it is shown.
    pub word: Text,
    /// What it means in this organization.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub meaning: Text,
    /// Which of the four severities it counts as, in checks, exports and colors.
    pub counts_as: Severity,
}

/// One step of likelihood or of impact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AxisLevel {
    /// As it is typed and kept in the file: `likely`.
    pub id: Text,
    /// As it is shown.
    pub word: Text,
    /// What it means in this organization.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub meaning: Text,
}

/// A cell of a matrix: likelihood and impact, from 0.
pub type Cell = (usize, usize);

/// How a threat was rated, by places on its scale, from 0 at the bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rated {
    /// One level.
    Single(usize),
    /// Likelihood and impact.
    Matrix(usize, usize),
}

/// A rating as a file keeps it: the ids of its levels, and the version of the scale that they are on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// The version of the scale when it was rated.
    pub scale: u32,
    /// The level, where it was rated by one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Text>,
    /// How likely, where it was rated by likelihood and impact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likelihood: Option<Text>,
    /// How much it would hurt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<Text>,
}

/// A rating on the standard scale.
impl From<(Level, Level)> for Rated {
    fn from((likelihood, impact): (Level, Level)) -> Self {
        Self::Matrix(likelihood.step(), impact.step())
    }
}

impl Scale {
    /// The scale of a session that has none of its own: four levels, and likelihood by impact in three steps each.
    pub fn standard() -> &'static Self {
        use Severity::{Critical, High, Low, Medium};
        static STANDARD: LazyLock<Scale> = LazyLock::new(|| {
            let level = |severity: Severity, meaning: &str| ScaleLevel {
                id: severity.words().into(),
                word: severity.words().into(),
                meaning: meaning.into(),
                counts_as: severity,
            };
            let axis = |id: &str, meaning: &str| AxisLevel {
                id: id.into(),
                word: id.into(),
                meaning: meaning.into(),
            };
            let row = |ids: [Severity; 3]| ids.map(|level| level.words().into()).to_vec();
            Scale {
                name: "standard".into(),
                version: 1,
                levels: vec![
                    level(Low, "we can live with it for now"),
                    level(Medium, "it hurts, and we want it handled"),
                    level(High, "it hurts badly: money, people or trust are lost"),
                    level(Critical, "it threatens the business or someone's safety"),
                ],
                likelihood: vec![
                    axis("low", "we would be surprised"),
                    axis("medium", "it can happen"),
                    axis("high", "we expect it"),
                ],
                impact: vec![
                    axis("low", "little harm"),
                    axis("medium", "some harm"),
                    axis("high", "much harm"),
                ],
                matrix: vec![
                    row([Low, Low, Medium]),
                    row([Low, Medium, High]),
                    row([Medium, High, Critical]),
                ],
            }
        });
        &STANDARD
    }

    /// Whether it has a matrix.
    pub fn has_matrix(&self) -> bool {
        !self.matrix.is_empty()
    }

    /// The place of the level with this id or word. Case does not matter.
    pub fn level(&self, word: &str) -> Option<usize> {
        place(self.levels.iter().map(|l| (&l.id, &l.word)), word)
    }

    /// The place of the step of likelihood with this id or word.
    pub fn likelihood(&self, word: &str) -> Option<usize> {
        place(self.likelihood.iter().map(|l| (&l.id, &l.word)), word)
    }

    /// The place of the step of impact with this id or word.
    pub fn impact(&self, word: &str) -> Option<usize> {
        place(self.impact.iter().map(|l| (&l.id, &l.word)), word)
    }

    /// The level that likelihood and impact make: a lookup, not a product.
    pub fn cell(&self, likelihood: usize, impact: usize) -> Option<usize> {
        let id = self.matrix.get(likelihood)?.get(impact)?;
        self.levels.iter().position(|level| level.id == *id)
    }

    /// A cell in words: `high likelihood and low impact (medium)`.
    pub fn cell_words(&self, likelihood: usize, impact: usize) -> String {
        let word = |axis: &[AxisLevel], at: usize| -> String {
            axis.get(at)
                .map(|level| level.word.to_string())
                .unwrap_or_default()
        };
        let level = self.cell(likelihood, impact).unwrap_or_default();
        format!(
            "{} likelihood and {} impact ({})",
            word(&self.likelihood, likelihood),
            word(&self.impact, impact),
            self.word(level)
        )
    }

    /// The level of a rating; `None` where the rating is not on this scale.
    pub fn level_of(&self, rated: Rated) -> Option<usize> {
        match rated {
            Rated::Single(level) => (level < self.levels.len()).then_some(level),
            Rated::Matrix(likelihood, impact) => self.cell(likelihood, impact),
        }
    }

    /// The severity that a level counts as.
    pub fn counts_as(&self, level: usize) -> Option<Severity> {
        self.levels.get(level).map(|level| level.counts_as)
    }

    /// The level that stands for a severity: the lowest that counts as it, else the lowest that counts as more, else
    /// the top.
    pub fn level_for(&self, severity: Severity) -> usize {
        let exact = self.levels.iter().position(|l| l.counts_as == severity);
        let above = || self.levels.iter().position(|l| l.counts_as > severity);
        let top = self.levels.len().saturating_sub(1);
        exact.or_else(above).unwrap_or(top)
    }

    /// The word of a level.
    pub fn word(&self, level: usize) -> &str {
        self.levels.get(level).map_or("", |level| &level.word)
    }

    /// A rating as a file keeps it; `None` where it is not on this scale.
    pub fn rating(&self, rated: Rated) -> Option<Rating> {
        self.level_of(rated)?;
        Some(match rated {
            Rated::Single(level) => Rating {
                scale: self.version,
                level: Some(self.levels.get(level)?.id.clone()),
                likelihood: None,
                impact: None,
            },
            Rated::Matrix(likelihood, impact) => Rating {
                scale: self.version,
                level: None,
                likelihood: Some(self.likelihood.get(likelihood)?.id.clone()),
                impact: Some(self.impact.get(impact)?.id.clone()),
            },
        })
    }

    /// Where a rating of a file stands on this scale; `None` where its words are not on it.
    pub fn rated(&self, rating: &Rating) -> Option<Rated> {
        match (&rating.level, &rating.likelihood, &rating.impact) {
            (Some(level), None, None) => self.level(level).map(Rated::Single),
            (None, Some(likelihood), Some(impact)) => {
                let (l, i) = (self.likelihood(likelihood)?, self.impact(impact)?);
                Some(Rated::Matrix(l, i))
            }
            _ => None,
        }
    }
}

/// Where a word stands among ids and words.
fn place<'a>(
    names: impl Iterator<Item = (&'a Text, &'a Text)> + Clone,
    word: &str,
) -> Option<usize> {
    // As a file keeps it: every threat of a list is looked up on the way to a frame.
    let exact = names.clone().position(|(id, _)| id.as_str() == word);
    if exact.is_some() {
        return exact;
    }
    let word = super::fold::fold(word.trim());
    let mut names = names.map(|(id, shown)| (super::fold::fold(id), super::fold::fold(shown)));
    names.position(|(id, shown)| id == word || shown == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_matrix_is_the_table_that_rooms_know() {
        let scale = Scale::standard();
        let words = |l: usize| -> Vec<&str> {
            let cells = (0..3).filter_map(|i| scale.cell(l, i));
            cells.map(|level| scale.word(level)).collect()
        };
        assert_eq!(words(0), ["low", "low", "medium"]);
        assert_eq!(words(1), ["low", "medium", "high"]);
        assert_eq!(words(2), ["medium", "high", "critical"]);
        assert_eq!(scale.cell(3, 0), None);
    }

    #[test]
    fn a_rating_is_kept_as_words_and_read_again() {
        let scale = Scale::standard();
        for rated in [Rated::Single(2), Rated::Matrix(2, 1)] {
            let rating = scale.rating(rated).expect("it is on the scale");
            assert_eq!(scale.rated(&rating), Some(rated));
        }
        assert_eq!(scale.rating(Rated::Single(4)), None);
        assert_eq!(scale.rating(Rated::Matrix(0, 3)), None);
    }

    #[test]
    fn a_severity_that_a_scale_lacks_is_the_next_above_else_the_top() {
        let mut scale = Scale::standard().clone();
        scale.levels.retain(|l| l.counts_as != Severity::Low);
        assert_eq!(scale.level_for(Severity::Low), 0);
        assert_eq!(scale.level_for(Severity::High), 1);
        scale.levels.truncate(2);
        assert_eq!(scale.level_for(Severity::Critical), 1);
    }
}
