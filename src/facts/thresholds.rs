//! What the checks count and look for: numbers and words as data, so that a team can have its own.

use std::fmt;

use serde::Deserialize;

use super::limit::{Limit, limits};
use super::words::Words;
use crate::data;
use crate::domain::text::safe;

/// The data file that comes with the program.
const BUNDLED: &str = include_str!("thresholds.ron");

limits! {
/// Every number and word that a check goes by.
pub struct Thresholds as OwnThresholds {
    /// How many findings a screen shows at once.
    pub shown: usize,
    /// How many ids one sentence lists before it says how many more there are.
    pub ids_named: usize,
    /// How many threats are above the line of question 3 when no clock says how many fit.
    pub above_the_line: usize,
    /// Minutes that one threat takes in question 3.
    pub minutes_per_threat: u32,
    /// How a vote is held.
    pub voting: Voting,
    pub(crate) room: Room,
    pub(crate) scope: Scope,
    pub(crate) threats: Threats,
    pub(crate) mitigations: Mitigations,
    pub(crate) actions: Actions,
    pub(crate) review: Review,
    pub(crate) rules: Rules,
}
}

limits! {
/// How a vote is held.
pub struct Voting as OwnVoting {
    least_votes: u32,
    threats_a_vote: u32,
    many_threats: usize,
}
}

impl Voting {
    /// How many votes each person has among this many threats, rounded to the nearest (R39).
    pub fn per_person(&self, threats: usize) -> u32 {
        let share = self.threats_a_vote.max(1);
        let threats = u32::try_from(threats).unwrap_or(u32::MAX);
        let rounded = threats.saturating_add(share / 2) / share;
        rounded.max(self.least_votes).max(1)
    }

    /// Whether this many threats are to be merged or cut before a vote (R37).
    pub fn are_many(&self, threats: usize) -> bool {
        threats > self.many_threats
    }
}

limits! {
/// Who is in the room and who is heard.
pub(crate) struct Room as OwnRoom {
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
    pub(crate) senior_roles: Words,
    pub(crate) not_senior_roles: Words,
    pub(crate) junior_roles: Words,
    pub(crate) owner_roles: Words,
}
}

limits! {
/// The scope and the map.
pub(crate) struct Scope as OwnScope {
    pub(crate) focus_elements_from: usize,
    pub(crate) focus_threats_from: usize,
    pub(crate) focus_percent: Percent,
    pub(crate) diagram_from: usize,
    pub(crate) one_map_to: usize,
    pub(crate) operate_from: usize,
    pub(crate) operate_words: Words,
}
}

limits! {
/// The list of threats.
pub(crate) struct Threats as OwnThreats {
    pub(crate) kind_from: usize,
    pub(crate) kind_percent: Percent,
    pub(crate) rated_from: usize,
    pub(crate) meaning_from: usize,
    pub(crate) high_percent: Percent,
    pub(crate) pack_from: usize,
    pub(crate) pack_percent: Percent,
    pub(crate) copied_percent: Percent,
    pub(crate) placed_from: usize,
    pub(crate) whole_percent: Percent,
    pub(crate) actors_from: usize,
    pub(crate) actors_after_incident_from: usize,
    pub(crate) actors_percent: Percent,
    pub(crate) accident_words: Words,
    pub(crate) insider_words: Words,
    pub(crate) worth_from: usize,
    pub(crate) worth_percent: Percent,
    pub(crate) both_ways_from: usize,
    pub(crate) sweep_elements_from: usize,
    /// In characters.
    pub(crate) long_text: usize,
    pub(crate) outcome_verbs: Words,
    pub(crate) joining_words: Words,
    pub(crate) habits: Words,
}
}

limits! {
/// The mitigations.
pub(crate) struct Mitigations as OwnMitigations {
    pub(crate) options: usize,
    pub(crate) unverified_days: i64,
    pub(crate) soft_verbs: Words,
}
}

limits! {
/// The action items.
pub(crate) struct Actions as OwnActions {
    pub(crate) owned_from: usize,
    pub(crate) one_owner_percent: Percent,
    pub(crate) late_percent: Percent,
    pub(crate) old_days: i64,
}
}

limits! {
/// What the facilitation rules go by that no check needs.
pub(crate) struct Rules as OwnRules {
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
}

limits! {
/// The session as a whole.
pub(crate) struct Review as OwnReview {
    pub(crate) admired_from: usize,
    pub(crate) decided_percent: Percent,
    pub(crate) undone_from: usize,
    pub(crate) low_hand: u8,
    pub(crate) clear_hand: u8,
    pub(crate) understood_by: usize,
    pub(crate) single_days: i64,
    pub(crate) finding_from: usize,
    pub(crate) finding_percent: i64,
    pub(crate) picture_percent: i64,
}
}

/// A whole number of hundredths, 0 to 100. No floating point, so that a share that is exactly at the line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
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
            "The checks' thresholds are not usable: line {}, column {}: {}. Fix the line or remove the file.",
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

    /// These thresholds with a user's file: each limit that it gives takes the place of the one here.
    ///
    /// # Errors
    /// Where the text is no such file.
    pub fn with(&self, text: &str) -> Result<Self, data::Misread> {
        let mut whole = self.clone();
        whole.take(data::read(text)?);
        Ok(whole)
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
    fn a_person_has_three_votes_or_one_for_every_four_threats() {
        let voting = Thresholds::bundled().voting;
        for (threats, votes) in [(0, 3), (9, 3), (13, 3), (14, 4), (17, 4), (18, 5), (40, 10)] {
            assert_eq!(voting.per_person(threats), votes, "{threats} threats");
        }
        assert!(!voting.are_many(12) && voting.are_many(13));
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
    fn a_partial_file_changes_what_it_gives_and_nothing_else() {
        let bundled = Thresholds::bundled();
        let own = bundled
            .with("(shown: 3, room: (quiet_percent: 80, security_roles: [\"guard\"]))")
            .unwrap();
        assert_eq!((own.shown, own.ids_named), (3, bundled.ids_named));
        assert!(!own.room.quiet_percent.is_passed_by(8, 10));
        assert!(own.room.security_roles.has("guard") && !own.room.security_roles.has("security"));
        assert_eq!(own.room.builders, bundled.room.builders);
        assert!(own.room.business_roles.has("product"));
        assert!(bundled.with(BUNDLED).is_ok() && bundled.with("()").is_ok());
    }

    #[test]
    fn a_mistake_in_a_users_file_is_placed() {
        let table = [
            (
                "(\n  room: (\n    few_voicse: 3,\n))",
                "line 3, column 5: `few_voicse` is not a field here. Did you mean `few_voices`?",
            ),
            (
                "(threats: (high_percent: 130))",
                "line 1, column 26: a percentage is 0 to 100, not 130.",
            ),
        ];
        for (text, says) in table {
            let error = Thresholds::bundled().with(text).unwrap_err();
            assert_eq!(error.to_string(), says);
        }
    }

    #[test]
    fn a_share_that_is_just_at_the_line_has_not_passed_it() {
        let half = Percent(50);
        assert!(!half.is_passed_by(3, 6) && half.is_reached_by(3, 6));
        assert!(half.is_passed_by(4, 7));
    }
}
