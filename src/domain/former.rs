//! Words of earlier versions. Files, tickets and scripts still contain them, so they stay readable.

/// The word that a status or a response has now, for one that it had before.
pub fn current_word(word: &str) -> &str {
    match word {
        "could do" | "coulddo" => "proposed",
        "reduce" => "mitigate",
        word => word,
    }
}

/// What the checks of question 4 were called while their names looked like the ids of questions.
const CHECKS: &[(&str, &str)] = &[
    ("Q01", "one-voice"),
    ("Q02", "two-voices"),
    ("Q03", "quiet-people"),
    ("Q04", "threats-worked-on"),
    ("Q05", "finding-time"),
    ("Q06", "one-place"),
    ("Q07", "one-category"),
    ("Q09", "map-time"),
    ("Q11", "next-review"),
    ("Q12", "card-wording"),
    ("Q13", "no-threats"),
    ("Q13", "only-talk"),
    ("Q14", "follow-up"),
    ("Q16", "dialogue"),
    ("Q17", "few-roles"),
    ("Q18", "security-role"),
    ("Q20", "scope"),
    ("Q21", "group-size"),
    ("Q22", "missing-builders"),
    ("Q23", "high-threat-response"),
    ("Q24", "high-threat-vote"),
    ("Q25", "threat-work"),
    ("Q26", "mitigation-options"),
    ("Q27", "control-kinds"),
    ("Q28", "mitigation-threat"),
    ("Q29", "mitigation-verification"),
    ("Q30", "vague-mitigation"),
    ("Q31", "built-verified"),
    ("Q32", "all-high"),
    ("Q33", "scale-meaning"),
    ("Q34", "business-impact"),
    ("Q35", "assumption-confirmed"),
    ("Q36", "copied-threats"),
    ("Q37", "unknown-element"),
    ("Q38", "element-owner"),
    ("Q39", "generic-threat"),
    ("Q40", "long-threat"),
    ("Q41", "habits"),
    ("Q42", "parts-and-whole"),
    ("Q43", "boundary-flow"),
    ("Q44", "map-without-threats"),
    ("Q45", "question-owner"),
    ("Q46", "question-wording"),
    ("Q47", "action-owner-date"),
    ("Q48", "action-agreed"),
    ("Q49", "one-owner"),
    ("Q50", "two-understand"),
    ("Q51", "missing-roles"),
    ("Q52", "ruled-out-evidence"),
    ("Q53", "decision-reason"),
    ("Q54", "parked-fix"),
    ("Q55", "deferral-date"),
    ("Q57", "incident-threat"),
    ("Q58", "incident-foreseen"),
    ("Q59", "late-actions"),
    ("Q61", "operations"),
    ("Q62", "low-confidence"),
];

/// The checks that a name means: itself, or what has the name of an earlier version now.
pub fn current_checks(name: &str) -> Vec<&str> {
    let former = CHECKS.iter().filter(|(was, _)| *was == name);
    let current: Vec<&str> = former.map(|(_, is)| *is).collect();
    if current.is_empty() {
        vec![name]
    } else {
        current
    }
}

#[cfg(test)]
mod tests {
    use super::{current_checks, current_word};
    use crate::domain::{ResponseKind, Status};

    #[test]
    fn a_check_is_meant_by_its_name_and_by_the_number_it_had() {
        assert_eq!(current_checks("Q35"), ["assumption-confirmed"]);
        assert_eq!(current_checks("Q36"), ["copied-threats"]);
        assert_eq!(current_checks("Q13"), ["no-threats", "only-talk"]);
        assert_eq!(current_checks("scope"), ["scope"]);
    }

    #[test]
    fn a_former_word_is_one_that_is_used_now() {
        for former in ["could do", "coulddo"] {
            assert_eq!(current_word(former), Status::CouldDo.words());
        }
        assert_eq!(current_word("reduce"), ResponseKind::Reduce.words());
        assert_eq!(current_word("planned"), "planned");
    }
}
