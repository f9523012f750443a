//! What the checks count and look for: numbers and words as data, so that a team can have its own.

use std::fmt;

use serde::Deserialize;

use super::words::Words;
use crate::domain::text::safe;

/// The data file that comes with the program.
const BUNDLED: &str = include_str!("thresholds.ron");

/// Every number and word that a check goes by.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// How many findings a screen shows at once.
    pub shown: usize,
    /// How many ids one sentence lists before it says how many more there are.
    pub ids_named: usize,
    pub(super) room: Room,
    pub(super) scope: Scope,
    pub(super) threats: Threats,
    pub(super) mitigations: Mitigations,
    pub(super) actions: Actions,
    pub(super) review: Review,
}

/// Who is in the room and who is heard.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Room {
    pub(super) few_voices: usize,
    pub(super) many_voices: usize,
    pub(super) distinct_roles: usize,
    pub(super) builders: usize,
    pub(super) attributed_from: usize,
    pub(super) one_voice_percent: Percent,
    pub(super) two_voices_from: usize,
    pub(super) two_voices_percent: Percent,
    pub(super) quiet_percent: Percent,
    pub(super) dialogue_minutes: i64,
    pub(super) engineering_roles: Words,
    pub(super) business_roles: Words,
    pub(super) security_roles: Words,
    pub(super) senior_roles: Words,
    pub(super) not_senior_roles: Words,
    pub(super) junior_roles: Words,
    pub(super) owner_roles: Words,
}

/// The scope and the map.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scope {
    pub(super) focus_elements_from: usize,
    pub(super) focus_threats_from: usize,
    pub(super) focus_percent: Percent,
    pub(super) diagram_from: usize,
    pub(super) operate_from: usize,
    pub(super) operate_words: Words,
}

/// The list of threats.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Threats {
    pub(super) kind_from: usize,
    pub(super) kind_percent: Percent,
    pub(super) rated_from: usize,
    pub(super) high_percent: Percent,
    pub(super) placed_from: usize,
    pub(super) whole_percent: Percent,
    /// In characters.
    pub(super) long_text: usize,
    pub(super) outcome_verbs: Words,
    pub(super) joining_words: Words,
    pub(super) habits: Words,
}

/// The mitigations.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mitigations {
    pub(super) options: usize,
    pub(super) soft_verbs: Words,
}

/// The action items.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Actions {
    pub(super) owned_from: usize,
    pub(super) one_owner_percent: Percent,
    pub(super) late_percent: Percent,
    pub(super) old_days: i64,
}

/// The session as a whole.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Review {
    pub(super) admired_from: usize,
    pub(super) decided_percent: Percent,
    pub(super) undone_from: usize,
    pub(super) low_hand: u8,
}

/// A whole number of hundredths, 0 to 100. No floating point, so that a share that is exactly at the line is.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "u8")]
pub(super) struct Percent(u8);

impl TryFrom<u8> for Percent {
    type Error = String;
    fn try_from(raw: u8) -> Result<Self, String> {
        if raw > 100 {
            return Err(format!("a percentage is 0 to 100, not {raw}"));
        }
        Ok(Self(raw))
    }
}

impl Percent {
    /// Whether `part` of `whole` is more than this.
    pub(super) fn is_passed_by(self, part: usize, whole: usize) -> bool {
        part * 100 > whole * usize::from(self.0)
    }

    /// Whether `part` of `whole` is this much or more.
    pub(super) fn is_reached_by(self, part: usize, whole: usize) -> bool {
        part * 100 >= whole * usize::from(self.0)
    }
}

/// Why a text is not a set of thresholds, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThresholdsError {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What was expected.
    pub says: String,
}

impl fmt::Display for ThresholdsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "The checks' thresholds are not usable: line {}, column {}: {}. Mend the line or take the file away.",
            self.line, self.column, self.says
        )
    }
}

impl std::error::Error for ThresholdsError {}

impl Thresholds {
    /// Reads thresholds from the text of a data file.
    ///
    /// # Errors
    /// Where the text stops being thresholds: a misspelt or missing field, a percentage above 100.
    pub fn read(text: &str) -> Result<Self, ThresholdsError> {
        ron::from_str(text).map_err(|error| ThresholdsError {
            line: error.span.start.line,
            column: error.span.start.col,
            says: safe(&error.code.to_string()),
        })
    }

    /// The thresholds that come with the program.
    ///
    /// # Panics
    /// Never in a program whose tests pass: the text is part of it.
    #[expect(
        clippy::expect_used,
        reason = "the text is part of the program, and a test reads it"
    )]
    pub fn bundled() -> Self {
        Self::read(BUNDLED).expect("the bundled thresholds are thresholds")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_thresholds_load() {
        let thresholds = Thresholds::read(BUNDLED).unwrap();
        assert_eq!((thresholds.shown, thresholds.ids_named), (6, 5));
    }

    #[test]
    fn a_misspelt_field_is_refused_where_it_stands() {
        let text = BUNDLED.replace("    few_voices: 3", "    few_voicse: 3");
        let error = Thresholds::read(&text).unwrap_err();
        let line = text.lines().position(|l| l.contains("few_voicse")).unwrap() + 1;
        assert_eq!((error.line, error.column), (line, 9), "{error}");
        assert!(error.says.contains("few_voicse"), "{error}");
    }

    #[test]
    fn a_percentage_above_a_hundred_is_refused() {
        let text = BUNDLED.replace("late_percent: 30", "late_percent: 130");
        let error = Thresholds::read(&text).unwrap_err().to_string();
        assert!(
            error.contains("a percentage is 0 to 100, not 130"),
            "{error}"
        );
    }

    #[test]
    fn a_share_that_is_just_at_the_line_has_not_passed_it() {
        let half = Percent(50);
        assert!(!half.is_passed_by(3, 6) && half.is_reached_by(3, 6));
        assert!(half.is_passed_by(4, 7));
    }
}
