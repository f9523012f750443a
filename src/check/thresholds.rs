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
    pub(crate) room: Room,
    pub(crate) scope: Scope,
    pub(crate) threats: Threats,
    pub(crate) mitigations: Mitigations,
    pub(crate) actions: Actions,
    pub(crate) review: Review,
    pub(crate) rules: Rules,
}

/// Who is in the room and who is heard.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Room {
    pub(crate) few_voices: usize,
    pub(crate) many_voices: usize,
    pub(crate) distinct_roles: usize,
    pub(crate) builders: usize,
    pub(crate) attributed_from: usize,
    pub(crate) one_voice_percent: Percent,
    pub(crate) two_voices_from: usize,
    pub(crate) two_voices_percent: Percent,
    pub(crate) quiet_percent: Percent,
    pub(crate) dialogue_minutes: i64,
    pub(crate) engineering_roles: Words,
    pub(crate) business_roles: Words,
    pub(crate) security_roles: Words,
}

/// The scope and the map.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scope {
    pub(crate) focus_elements_from: usize,
    pub(crate) focus_threats_from: usize,
    pub(crate) focus_percent: Percent,
    pub(crate) diagram_from: usize,
    pub(crate) operate_from: usize,
    pub(crate) operate_words: Words,
}

/// The list of threats.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Threats {
    pub(crate) kind_from: usize,
    pub(crate) kind_percent: Percent,
    pub(crate) rated_from: usize,
    pub(crate) high_percent: Percent,
    pub(crate) placed_from: usize,
    pub(crate) whole_percent: Percent,
    /// In characters.
    pub(crate) long_text: usize,
    pub(crate) outcome_verbs: Words,
    pub(crate) joining_words: Words,
    pub(crate) habits: Words,
}

/// The mitigations.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Mitigations {
    pub(crate) options: usize,
    pub(crate) soft_verbs: Words,
}

/// The action items.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Actions {
    pub(crate) owned_from: usize,
    pub(crate) one_owner_percent: Percent,
    pub(crate) late_percent: Percent,
    pub(crate) old_days: i64,
}

/// The session as a whole.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Review {
    pub(crate) admired_from: usize,
    pub(crate) decided_percent: Percent,
    pub(crate) undone_from: usize,
    pub(crate) low_hand: u8,
}

/// What the facilitation rules go by that no check needs.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rules {
    /// In seconds.
    pub(crate) notice_stands: i64,
    /// In seconds.
    pub(crate) long_on_one: i64,
    pub(crate) over_plan_percent: u32,
    pub(crate) small_room: usize,
    pub(crate) some_elements: usize,
    pub(crate) few_threats: usize,
    /// In minutes.
    pub(crate) whole_meeting: i64,
    pub(crate) ideas: usize,
    pub(crate) most_ideas: usize,
    pub(crate) kinds: usize,
    /// In tenths.
    pub(crate) low_mean: u32,
    pub(crate) owner_roles: Words,
    pub(crate) two_flows: Words,
    pub(crate) nobody: Words,
    pub(crate) not_verbs: Words,
}

/// A whole number of hundredths, 0 to 100. No floating point, so that a share that is exactly at the line is.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "u8")]
pub(crate) struct Percent(u8);

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
    pub(crate) fn is_passed_by(self, part: usize, whole: usize) -> bool {
        part * 100 > whole * usize::from(self.0)
    }

    /// Whether `part` of `whole` is this much or more.
    pub(crate) fn is_reached_by(self, part: usize, whole: usize) -> bool {
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
