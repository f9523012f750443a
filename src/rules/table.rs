//! Every nudge in one table: its rule, where it may speak, and what it looks at. What comes first is said first.

use super::{Moment, Nudge, Situation, close, do_about, go_wrong, start, working_on};
use crate::catalogue::Stage;
use crate::domain::{AgendaStep as S, Says};

/// When a rule may speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// While nothing else is said.
    Quiet,
    /// At once, beside what a change did, and else while nothing is said.
    Both,
    /// Only at once.
    AtOnce,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
enum Of {
    /// What is selected, or the time, too.
    Here,
    /// In a quiet room the [`Basis`](super::Basis) alone, so that it need not look again for every key.
    All,
}

/// A rule of the level "nudge".
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// `R32`, as `docs/rules.md` lists it.
    pub id: &'static str,
    when: When,
    stage: Stage,
    /// None: every step of the stage.
    steps: &'static [S],
    of: Of,
    look: fn(&Situation<'_>) -> Option<Says>,
}

impl Rule {
    /// Whether this is its part of the meeting, and its moment.
    pub(super) fn may_speak(&self, situation: &Situation<'_>) -> bool {
        let moment = match situation.moment {
            Moment::Quiet => self.when != When::AtOnce,
            Moment::Changed(_) | Moment::TakenOut(_) => self.when != When::Quiet,
        };
        let here = self.steps.is_empty()
            || situation
                .step
                .is_some_and(|step| self.steps.contains(&step));
        moment && here && self.stage == situation.stage
    }

    pub(super) fn says(&self, situation: &Situation<'_>) -> Option<Nudge> {
        let look = || (self.look)(situation);
        let says = match (self.of, situation.moment) {
            (Of::All, Moment::Quiet) => situation.memory.once(self.id, look),
            _ => look(),
        };
        says.map(|says| Nudge {
            rule: self.id,
            says,
        })
    }
}

macro_rules! rules {
    ($($id:ident $when:ident $of:ident $stage:ident [$($step:ident)*] $look:path;)*) => {
        /// All nudges, most important first.
        pub const RULES: &[Rule] = &[$(Rule {
            id: stringify!($id),
            when: When::$when,
            stage: Stage::$stage,
            steps: &[$(S::$step),*],
            of: Of::$of,
            look: $look,
        },)*];
    };
}

rules! {
    R02 Quiet  Here WorkingOn  [Orientation Scope]             start::how_many;
    R03 Quiet  Here WorkingOn  [Orientation Scope]             start::roles;
    R05 Quiet  Here WorkingOn  [Orientation]                   start::recorder;
    R06 Quiet  Here WorkingOn  [Orientation]                   start::orientation;
    R07 Quiet  Here WorkingOn  [Scope]                         start::system_owner;
    R04 Quiet  Here WorkingOn  [Scope Map Assumptions]         start::missing_roles;

    R13 Quiet  Here WorkingOn  [Scope Map Assumptions]         working_on::over_plan;
    R32 Quiet  Here WorkingOn  [Assumptions]                   go_wrong::long_on_one;
    R18 Both   Here WorkingOn  [Map Assumptions]               working_on::two_flows;
    R19 Both   Here WorkingOn  [Map Assumptions]               working_on::store_to_store;
    R17 Quiet  Here WorkingOn  [Map Assumptions]               working_on::what_moves;
    R14 Quiet  Here WorkingOn  [Map Assumptions]               working_on::unknown_part;
    R16 Quiet  Here WorkingOn  [Map Assumptions]               working_on::outside;
    R20 Quiet  Here WorkingOn  [Assumptions]                   working_on::settle;

    R24 AtOnce Here GoWrong    []                              go_wrong::handled_counts;
    R23 AtOnce Here GoWrong    []                              go_wrong::reads_like_fix;
    R32 Quiet  Here GoWrong    [Round Sweep ReadBack]          go_wrong::long_on_one;
    R32 Quiet  Here Questions  []                              go_wrong::long_on_one;
    R36 Quiet  All  DoAbout    []                              go_wrong::left_too_early;

    R47 Both   Here DoAbout    []                              do_about::soft_verb;
    R48 Both   Here DoAbout    []                              do_about::how_we_know;
    R44 Quiet  Here DoAbout    []                              do_about::ideas;

    R54 Quiet  All  Questions  []                              close::wording;
    R61 Both   Here GoodEnough [TimeWellSpent]                 close::time_well_spent;
    R60 Both   Here GoodEnough [Confidence]                    close::low_hand;
    R57 Quiet  Here Actions    []                              close::absent_owner;
    R56 Both   Here Actions    []                              close::who_and_when;
    R56 AtOnce Here DoAbout    []                              close::who_and_when;
    R56 AtOnce Here Questions  []                              close::who_and_when;
    R59 Quiet  All  Actions    []                              close::one_pair_of_hands;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_by_a_rule_s_id_has_one_row() {
        for rule in RULES.iter().filter(|rule| matches!(rule.of, Of::All)) {
            let rows = RULES
                .iter()
                .filter(|other| other.id == rule.id && matches!(other.of, Of::All));
            assert_eq!(rows.count(), 1, "{}", rule.id);
        }
    }
}
