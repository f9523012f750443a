//! Every check in one table: its id, how strongly it speaks, where it is mended, its predicate, where it comes from,
//! and what is said when it finds nothing.

use super::sentence::Looked;
use super::view::View;
use super::{
    Mend, Strength, actions, coming_back, mitigations, pace, questions, review, room, scope,
    threats,
};

/// One check.
pub(super) struct Check {
    /// `Q23`. A check that says two different things has two rows with one id, and is dismissed as one.
    pub(super) id: &'static str,
    pub(super) strength: Strength,
    pub(super) mend: Mend,
    pub(super) look: fn(&View) -> Looked,
    /// A value or anti-pattern of the Threat Modeling Manifesto, or the practice it follows; seeds are the five texts
    /// that this program's design began with, numbered from 000.
    pub(super) source: &'static str,
    pub(super) fine: &'static str,
}

macro_rules! checks {
    ($($id:ident $strength:ident $mend:ident $look:path, $source:literal, $fine:literal;)*) => {
        /// Within one strength and severity, what comes first here is shown first: what the room can still mend now.
        pub(super) const CHECKS: &[Check] = &[$(Check {
            id: stringify!($id),
            strength: Strength::$strength,
            mend: Mend::$mend,
            look: $look,
            source: $source,
            fine: $fine,
        },)*];
    };
}

checks! {
    Q13 Look GoWrong    review::no_threats,             "Manifesto: doing over talking", "there are threats on the list";
    Q13 Look DoAbout    review::only_talk,              "Manifesto: doing over talking", "something will be done";
    Q23 Look DoAbout    threats::high_unanswered,       "seed 003", "every high threat has a response";
    Q24 Look DoAbout    threats::overlooked,            "seed 003", "every high threat got a vote or a look";
    Q25 Look DoAbout    threats::bare,                  "seed 000", "every threat has something in place or an action";
    Q53 Look DoAbout    threats::decided_without_why,   "seed 002", "every decision has a reason and a name";
    Q52 Look DoAbout    threats::ruled_out_without_evidence, "seed 004", "what was ruled out was tested";
    Q47 Look Actions    actions::incomplete,            "seed 000", "every action item has an owner and a date";
    Q45 Look Questions  questions::without_owner,       "seed 000", "every open question has an owner";
    Q37 Look WorkingOn  scope::unknown_part,            "seed 002", "every unknown part is asked about";
    Q57 Look GoWrong    coming_back::not_on_the_list,   "seed 004", "what happened is on the list";
    Q35 Look WorkingOn  scope::unsettled_assumptions,   "seeds 000, 002", "every assumption is settled";
    Q20 Look WorkingOn  scope::no_scope,                "seed 003", "scope says what is out";
    Q31 Look DoAbout    mitigations::unverified,        "seed 004", "what was built was shown to work";
    Q28 Look DoAbout    mitigations::orphans,           "seed 002", "every mitigation answers a threat";
    Q04 Look DoAbout    review::admiring_the_problem,   "Manifesto: admiration for the problem", "threats were worked on";
    Q62 Look GoodEnough review::low_confidence,         "fist of five", "nobody's confidence is low";
    Q01 Look GoWrong    room::one_voice,                "Manifesto: hero threat modeler", "threats came from several people";
    Q18 Look WorkingOn  room::nobody_experienced,       "Manifesto: informed creativity", "security is in the room";
    Q11 Look GoodEnough review::no_return,              "Manifesto: a journey over a snapshot", "there is a date to come back";
    Q29 Ask  DoAbout    mitigations::unverifiable,      "seeds 002, 004", "every picked mitigation can be checked";
    Q26 Ask  DoAbout    threats::few_options,           "seed 003", "every reduced threat has options";
    Q27 Ask  DoAbout    threats::one_kind_of_control,   "seed 002", "more than one kind of control";
    Q30 Ask  DoAbout    mitigations::vague,             "seed 002", "mitigations say what to do";
    Q34 Ask  DoAbout    threats::no_business_risk,      "seeds 002, 003", "high threats say what would be lost";
    Q02 Ask  GoWrong    room::two_voices,               "Manifesto: varied viewpoints", "many voices raised threats";
    Q03 Ask  GoWrong    room::quiet,                    "Manifesto: dialogue", "most voices were heard";
    Q43 Ask  GoWrong    scope::quiet_boundary,          "seed 003", "every crossing flow has a threat";
    Q54 Ask  DoAbout    mitigations::parked_lost,       "seed 003", "every parked fix was used";
    Q55 Ask  DoAbout    threats::put_off_without_date,  "seed 003", "what was put off has a date";
    Q48 Ask  Actions    actions::no_yes,                "action-item guides", "every owner said yes";
    Q46 Ask  Questions  questions::unconfirmed,         "seed 000", "questions are worded as meant";
    Q49 Ask  Actions    actions::one_pair_of_hands,     "seeds 000, 004", "action items are shared out";
    Q58 Ask  GoWrong    coming_back::foreseen_unanswered, "seed 004", "it was asked whether what happened was foreseen";
    Q14 Ask  GoodEnough coming_back::single_delivery,   "Manifesto: a journey over a snapshot", "the team came back";
    Q59 Ask  Actions    actions::loop_not_closing,      "seed 000", "action items get done";
    Q05 Ask  DoAbout    pace::finding_not_deciding,     "Manifesto: doing over talking", "deciding got its time";
    Q09 Ask  WorkingOn  pace::perfect_picture,          "Manifesto: perfect representation", "the picture got no more time than it needs";
    Q06 Ask  GoWrong    scope::one_place,               "Manifesto: tendency to overfocus", "threats are spread over the map";
    Q07 Ask  GoWrong    threats::one_kind,              "Manifesto: tendency to overfocus", "threats are of several kinds";
    Q12 Ask  GoWrong    threats::box_ticking,           "Manifesto: informed creativity over checklists", "threats are more than a card's words";
    Q42 Ask  GoWrong    threats::parts_and_whole,       "seed 002", "threats look at parts and whole";
    Q32 Ask  DoAbout    threats::all_high,              "seed 002", "severities differ";
    Q39 Ask  GoWrong    threats::generic,               "seeds 000, 001, 002", "threats name things of ours";
    Q40 Ask  GoWrong    threats::long_or_two,           "seed 000", "each threat says one thing";
    Q41 Ask  GoWrong    threats::habits,                "seed 002", "threats are about the design";
    Q38 Ask  WorkingOn  scope::unowned_part,            "seed 002", "every threatened part has an owner";
    Q44 Ask  GoWrong    scope::diagram_as_result,       "seed 002", "the map led to threats";
    Q61 Ask  WorkingOn  scope::no_operation,            "seed 002", "the map shows how it is run";
    Q16 Ask  Questions  room::no_dialogue,              "Manifesto: dialogue", "the room asked questions";
    Q17 Ask  WorkingOn  room::few_viewpoints,           "Manifesto: varied viewpoints", "several roles are here";
    Q22 Ask  WorkingOn  room::roles_missing,            "seed 003", "builders and business are here";
    Q21 Ask  WorkingOn  room::size,                     "seed 003", "the room has a good size";
    Q51 Ask  GoodEnough review::nobody_to_tell,         "seed 000", "somebody will be told";
}
