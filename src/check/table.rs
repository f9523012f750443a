//! Every check in one table: its id, how strongly it speaks, where it is fixed, its predicate, where it comes from,
//! and what is said when it finds nothing.

use super::sentence::Looked;
use super::{
    Strength, actions, actors, again, coming_back, coverage, mitigations, pace, questions, review,
    room, scope, threats,
};
use crate::domain::{Verb, current_checks};
use crate::facts::Facts;

/// One check.
pub(super) struct Check {
    /// In words that no item's id can be taken for: `boundary-flow`.
    pub(super) id: &'static str,
    pub(super) strength: Strength,
    pub(super) fix: Verb,
    pub(super) look: fn(&Facts) -> Looked,
    pub(super) sources: &'static [&'static str],
    pub(super) fine: &'static str,
}

impl Check {
    /// Whether a file means this check by a name.
    pub(super) fn is_called(&self, name: &str) -> bool {
        current_checks(name).contains(&self.id)
    }
}

// Values and anti-patterns of the Threat Modeling Manifesto.
const ADMIRING: &str = "Manifesto: admiration for the problem";
const CHECKLISTS: &str = "Manifesto: informed creativity over checklists";
const CREATIVITY: &str = "Manifesto: informed creativity";
const DIALOGUE: &str = "Manifesto: dialogue";
const DOING: &str = "Manifesto: doing over talking";
const HERO: &str = "Manifesto: hero threat modeler";
const JOURNEY: &str = "Manifesto: a journey over a snapshot";
const OVERFOCUS: &str = "Manifesto: tendency to overfocus";
const PICTURE: &str = "Manifesto: perfect representation";
const VIEWPOINTS: &str = "Manifesto: varied viewpoints";
// Practice that it follows.
const ACTIONABLE: &str = "J. Sosulska, Driving Actionable Work From a Threat Model";
const AGILITY: &str = "white paper, Evolving Threat Modeling for Agility and Business Value";
const FIST: &str = "fist of five";
const GUIDES: &str = "action-item guides";
const INCIDENTS: &str = "G. D. Maayan on threat modeling and incident response";
const LEARNED: &str = "What I've Learned About Threat Modeling";
const STEPS: &str = "Threatplane, six steps to a threat model";

macro_rules! checks {
    ($($id:literal, $strength:ident $fix:ident $look:path, [$($source:ident)*] $fine:literal;)*) => {
        /// Within one strength and severity, what comes first here is shown first: what the room can still fix now.
        pub(super) const CHECKS: &[Check] = &[$(Check {
            id: $id,
            strength: Strength::$strength,
            fix: Verb::$fix,
            look: $look,
            sources: &[$($source),*],
            fine: $fine,
        },)*];
    };
}

checks! {
    "no-threats",              Look GoGoWrong    review::no_threats, [DOING] "threats are listed";
    "only-talk",               Look GoDoAbout    review::only_talk, [DOING] "there are action items or responses";
    "high-threat-response",    Look GoDoAbout    threats::high_unanswered, [STEPS] "every high threat has a response";
    "high-threat-vote",        Look GoDoAbout    threats::overlooked, [STEPS] "every high threat was voted on or reviewed";
    "threat-work",             Look GoDoAbout    threats::bare, [ACTIONABLE] "every threat has a mitigation in place or an open action";
    "decision-reason",         Look GoDoAbout    threats::decided_without_why, [AGILITY] "every decision has a reason and a name";
    "ruled-out-evidence",      Look GoDoAbout    threats::ruled_out_without_evidence, [INCIDENTS] "ruled-out threats have evidence";
    "action-owner-date",       Look GoActions    actions::incomplete, [ACTIONABLE] "every action item has an owner and a date";
    "look-again",              Look GoDoAbout    again::look_again, [AGILITY JOURNEY] "what had to be looked at again still holds";
    "copied-threats",          Look GoDoAbout    again::not_rethought, [AGILITY] "most copied threats were looked at again";
    "waiting-notes",           Look GoWaiting    questions::waiting_notes, [DIALOGUE] "every note from before the meeting was looked at";
    "question-owner",          Look GoQuestions  questions::without_owner, [ACTIONABLE] "every open question has an owner";
    "unknown-element",         Look GoWorkingOn  scope::unknown_element, [AGILITY] "every unknown element is asked about";
    "incident-threat",         Look GoGoWrong    coming_back::not_on_the_list, [INCIDENTS] "the incident has its threat";
    "assumption-confirmed",    Look GoWorkingOn  scope::unsettled_assumptions, [ACTIONABLE AGILITY] "every assumption is confirmed or rejected";
    "scope",                   Look GoWorkingOn  scope::no_scope, [STEPS] "the scope says what is in and out";
    "built-verified",          Look GoDoAbout    mitigations::unverified, [INCIDENTS] "what was built was verified";
    "mitigation-threat",       Look GoDoAbout    mitigations::orphans, [AGILITY] "every mitigation is linked to a threat";
    "threats-worked-on",       Look GoDoAbout    review::admiring_the_problem, [ADMIRING] "threats were worked on";
    "low-confidence",          Look GoGoodEnough review::low_confidence, [FIST] "no low confidence votes";
    "one-voice",               Look GoGoWrong    room::one_voice, [HERO] "threats came from several people";
    "security-role",           Look GoWorkingOn  room::nobody_experienced, [CREATIVITY] "someone has a security role";
    "next-review",             Look GoGoodEnough review::no_return, [JOURNEY] "the next review is planned";
    "mitigation-verification", Ask  GoDoAbout    mitigations::unverifiable, [AGILITY INCIDENTS] "every planned mitigation has a verification";
    "mitigation-options",      Ask  GoDoAbout    threats::few_options, [STEPS] "every threat to mitigate has options";
    "control-kinds",           Ask  GoDoAbout    threats::one_kind_of_control, [AGILITY] "more than one kind of control";
    "vague-mitigation",        Ask  GoDoAbout    mitigations::vague, [AGILITY] "mitigations say what to do";
    "business-impact",         Ask  GoDoAbout    threats::no_business_risk, [AGILITY STEPS] "high threats state their business impact";
    "top-impact",              Ask  GoDoAbout    threats::no_worth, [AGILITY] "most top threats state their business impact";
    "two-understand",          Ask  GoDoAbout    review::little_understood, [ACTIONABLE] "the threats that were asked about are understood";
    "loss-twice",              Ask  GoDoAbout    threats::lost_twice, [AGILITY] "no loss is counted twice";
    "two-voices",              Ask  GoGoWrong    room::two_voices, [VIEWPOINTS] "many voices raised threats";
    "quiet-people",            Ask  GoGoWrong    room::quiet, [DIALOGUE] "most voices were heard";
    "boundary-flow",           Ask  GoGoWrong    scope::quiet_boundary, [STEPS] "every crossing flow has a threat";
    "parked-fix",              Ask  GoDoAbout    mitigations::parked_lost, [STEPS] "every parked fix was used";
    "deferral-date",           Ask  GoDoAbout    threats::deferred_without_date, [STEPS] "every deferral has a date";
    "action-agreed",           Ask  GoActions    actions::not_agreed, [GUIDES] "every owner agreed";
    "question-wording",        Ask  GoQuestions  questions::unconfirmed, [ACTIONABLE] "question wording is confirmed";
    "one-owner",               Ask  GoActions    actions::one_pair_of_hands, [ACTIONABLE INCIDENTS] "action items are shared out";
    "incident-foreseen",       Ask  GoGoWrong    coming_back::foreseen_unanswered, [INCIDENTS] "it is known whether the incident was on the list";
    "follow-up",               Ask  GoGoodEnough coming_back::single_delivery, [JOURNEY] "the team came back";
    "late-actions",            Ask  GoActions    actions::loop_not_closing, [ACTIONABLE] "action items get done";
    "finding-time",            Ask  GoDoAbout    pace::finding_not_deciding, [DOING] "deciding got its time";
    "map-time",                Ask  GoWorkingOn  pace::perfect_picture, [PICTURE] "the map got no more time than it needs";
    "one-map",                 Ask  GoWorkingOn  scope::one_picture, [PICTURE] "a large system has several maps";
    "one-place",               Ask  GoGoWrong    scope::one_place, [OVERFOCUS] "threats are spread over the map";
    "both-ways",               Ask  GoCoverage   threats::one_way_of_finding, [CHECKLISTS] "threats came from lists and from ideas";
    "one-category",            Ask  GoGoWrong    threats::one_kind, [OVERFOCUS] "threats are of several kinds";
    "incident-accidents",      Ask  GoGoWrong    actors::no_accidents_after_incident, [INCIDENTS] "threats include accidents after the incident";
    "accidents",               Ask  GoGoWrong    actors::no_accidents, [OVERFOCUS] "threats include accidents";
    "insiders",                Ask  GoGoWrong    actors::no_insiders, [OVERFOCUS] "threats include insiders and partners";
    "card-wording",            Ask  GoGoWrong    threats::box_ticking, [CHECKLISTS] "threats are in our own wording";
    "parts-and-whole",         Ask  GoGoWrong    threats::parts_and_whole, [AGILITY] "threats cover parts and the whole system";
    "all-high",                Ask  GoDoAbout    threats::all_high, [AGILITY] "severities differ";
    "scale-meaning",           Ask  GoDoAbout    threats::no_meaning, [AGILITY] "the levels of the rating have a meaning here";
    "generic-threat",          Ask  GoGoWrong    threats::generic, [ACTIONABLE LEARNED AGILITY] "threats name parts of our system";
    "long-threat",             Ask  GoGoWrong    threats::long_or_two, [ACTIONABLE] "each threat says one thing";
    "habits",                  Ask  GoGoWrong    threats::habits, [AGILITY] "threats are about the design";
    "element-owner",           Ask  GoWorkingOn  scope::unowned_element, [AGILITY] "every threatened element has an owner";
    "sweep-left",              Ask  GoCoverage   coverage::left_out, [STEPS] "the sweep left nothing out";
    "map-without-threats",     Ask  GoGoWrong    scope::map_as_result, [AGILITY] "the map led to threats";
    "operations",              Ask  GoWorkingOn  scope::no_operation, [AGILITY] "the map shows operations";
    "dialogue",                Ask  GoQuestions  room::no_dialogue, [DIALOGUE] "questions or assumptions were noted";
    "few-roles",               Ask  GoWorkingOn  room::few_viewpoints, [VIEWPOINTS] "several roles are here";
    "missing-builders",        Ask  GoWorkingOn  room::roles_missing, [STEPS] "builders and business are here";
    "group-size",              Ask  GoWorkingOn  room::size, [STEPS] "the group has a good size";
    "missing-roles",           Ask  GoGoodEnough review::nobody_to_tell, [ACTIONABLE] "missing roles will be informed";
}
