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

/// A rule of the level "nudge".
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// `R32`, as `docs/rules.md` lists it.
    pub id: &'static str,
    when: When,
    stage: Stage,
    /// None: every step of the stage.
    steps: &'static [S],
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
        (self.look)(situation).map(|says| Nudge {
            rule: self.id,
            says,
        })
    }
}

macro_rules! rules {
    ($($id:ident $when:ident $stage:ident [$($step:ident)*] $look:path;)*) => {
        /// All nudges, most important first.
        pub const RULES: &[Rule] = &[$(Rule {
            id: stringify!($id),
            when: When::$when,
            stage: Stage::$stage,
            steps: &[$(S::$step),*],
            look: $look,
        },)*];
    };
}

rules! {
    R02 Quiet  WorkingOn  [Orientation Scope]             start::how_many;
    R03 Quiet  WorkingOn  [Orientation Scope]             start::roles;
    R05 Quiet  WorkingOn  [Orientation]                   start::recorder;
    R06 Quiet  WorkingOn  [Orientation]                   start::orientation;
    R07 Quiet  WorkingOn  [Scope]                         start::system_owner;
    R04 Quiet  WorkingOn  [Scope Map Assumptions]         start::missing_roles;

    R13 Quiet  WorkingOn  [Scope Map Assumptions]         working_on::over_plan;
    R32 Quiet  WorkingOn  [Assumptions]                   go_wrong::long_on_one;
    R18 Both   WorkingOn  [Map Assumptions]               working_on::two_flows;
    R19 Both   WorkingOn  [Map Assumptions]               working_on::store_to_store;
    R17 Quiet  WorkingOn  [Map Assumptions]               working_on::what_moves;
    R14 Quiet  WorkingOn  [Map Assumptions]               working_on::unknown_part;
    R16 Quiet  WorkingOn  [Map Assumptions]               working_on::outside;
    R20 Quiet  WorkingOn  [Assumptions]                   working_on::settle;

    R24 AtOnce GoWrong    []                              go_wrong::handled_counts;
    R23 AtOnce GoWrong    []                              go_wrong::reads_like_fix;
    R32 Quiet  GoWrong    [Round Sweep ReadBack]          go_wrong::long_on_one;
    R32 Quiet  Questions  []                              go_wrong::long_on_one;
    R36 Quiet  DoAbout    []                              go_wrong::left_too_early;

    R47 Both   DoAbout    []                              do_about::soft_verb;
    R48 Both   DoAbout    []                              do_about::how_we_know;
    R44 Quiet  DoAbout    []                              do_about::ideas;

    R54 Quiet  Questions  []                              close::wording;
    R61 Both   GoodEnough []                              close::time_well_spent;
    R60 Both   GoodEnough []                              close::low_hand;
    R57 Quiet  Actions    []                              close::absent_owner;
    R56 Both   Actions    []                              close::who_and_when;
    R56 AtOnce DoAbout    []                              close::who_and_when;
    R56 AtOnce Questions  []                              close::who_and_when;
    R59 Quiet  Actions    []                              close::one_pair_of_hands;
}
