//! The session as a whole: what came of it, who will hear, and when the team comes back.

use super::sentence::{Looked, Said, each, names};
use crate::domain::ItemId;
use crate::facts::{Facts, Look, ReturnGap};

/// No threats at all.
pub(super) fn no_threats(facts: &Facts) -> Looked {
    facts
        .no_threats()
        .map(|()| Said::from("No threats listed yet"))
}

/// Threats, and no action item or response.
pub(super) fn only_talk(facts: &Facts) -> Looked {
    facts
        .only_talk()
        .map(|n| Said::from(format!("{n} threats but no response or action item")))
}

/// Most threats are undecided.
pub(super) fn admiring_the_problem(facts: &Facts) -> Looked {
    facts.admiring_the_problem().map(|share| {
        let says = format!(
            "{} of {} threats are undecided: no response, action or chosen mitigation",
            share.n, share.of
        );
        Said::plain(says, share.subjects)
    })
}

/// No next review, or one that has passed.
pub(super) fn no_return(facts: &Facts) -> Looked {
    if !facts.is_meeting() {
        return Look::NotYet;
    }
    Look::of(return_gap(facts).map(Said::from))
}

/// What is wrong with the plan for the next review, as a sentence.
pub(super) fn return_gap(facts: &Facts) -> Option<String> {
    facts.return_gap().map(|gap| match gap {
        ReturnGap::None => "No next review is planned".to_owned(),
        ReturnGap::Over(on) => format!("The review date has passed: {}", on.format("%-d %b %Y")),
    })
}

/// Someone is missing, and no one is to inform them.
pub(super) fn nobody_to_tell(facts: &Facts) -> Looked {
    facts.not_informed().map(|missing| {
        let roles = names(facts, missing.iter().map(|note| note.text.as_str()));
        let ids = missing.iter().map(|note| note.id.into()).collect();
        Said::plain(
            format!("Missing, and no one is to inform them: {roles}"),
            ids,
        )
    })
}

/// What only one or two can explain is lost with them.
pub(super) fn little_understood(facts: &Facts) -> Looked {
    facts.little_understood().map(|ids| {
        let (n, of) = match ids.first() {
            Some(ItemId::Threat(first)) => facts.understood_by(*first),
            _ => (0, 0),
        };
        let by = if n == 0 {
            "no one".to_owned()
        } else {
            format!("only {n} of {of}")
        };
        let one = format!("# is understood by {by}. Explain it again?");
        let fewer = facts.limits.review.understood_by;
        each(
            facts,
            ids,
            &one,
            &format!("threats are understood by fewer than {fewer} people"),
        )
    })
}

/// Someone raised few fingers. They speak first, and may know something.
pub(super) fn low_confidence(facts: &Facts) -> Looked {
    facts.low_confidence().map(|lowest| {
        Said::from(format!(
            "Lowest confidence is {lowest}: hear that person first"
        ))
    })
}
