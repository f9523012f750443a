//! The threats, one by one and as a list.

use super::sentence::{Looked, Said, count, each, names, short};
use crate::domain::ItemId;
use crate::facts::{Facts, High, Look, OneWay, Same, Share, Unsaid, Whole};

/// High or critical, not deferred, and no response.
pub(super) fn high_unanswered(facts: &Facts) -> Looked {
    high(
        facts,
        facts.high_unanswered(),
        "has no response",
        "high or critical threats have no response",
    )
}

/// High or critical, and nothing is said of what the business would lose.
pub(super) fn no_business_risk(facts: &Facts) -> Looked {
    let many = if facts.is_cut() {
        "high or critical threats above the cut-off have no business impact"
    } else {
        "high or critical threats have no business impact stated"
    };
    high(
        facts,
        facts.no_business_risk(),
        "has no business impact stated",
        many,
    )
}

/// Of too few top threats is said what the business would lose.
pub(super) fn no_worth(facts: &Facts) -> Looked {
    facts.no_worth().map(|Share { n, of, .. }| {
        let says = match n {
            0 => format!("None of the {of} top threats states its business impact"),
            1 => format!("Only 1 of {of} top threats states its business impact"),
            n => format!("Only {n} of {of} top threats state their business impact"),
        };
        Said::from(says)
    })
}

/// The same money is said on a threat and on what it rests on.
pub(super) fn lost_twice(facts: &Facts) -> Looked {
    facts.lost_twice().map(|found| {
        let part = found
            .first()
            .map_or_else(String::new, |(_, part)| part.to_string());
        each(
            facts,
            found.iter().map(|(whole, _)| (*whole).into()).collect(),
            &format!("# has a loss and rests on {part}, which has one too. Counted twice?"),
            "threats have a loss, and so have others that they rest on",
        )
    })
}

/// All threats came from a list, or none did.
pub(super) fn one_way_of_finding(facts: &Facts) -> Looked {
    facts.one_way_of_finding().map(|way| {
        Said::from(match way {
            OneWay::ListOnly(n) => {
                format!("All {n} threats came from cards or the sweep. What else could happen?")
            }
            OneWay::NotSwept(n) => format!("The sweep looked at none of {n} elements"),
        })
    })
}

/// High or critical, without a vote, and no one looked at it since.
pub(super) fn overlooked(facts: &Facts) -> Looked {
    high(
        facts,
        facts.overlooked(),
        "got no votes and was not reviewed",
        "high or critical threats got no votes and were not reviewed",
    )
}

/// A single high or critical threat is called by its level.
fn high(facts: &Facts, found: Look<High>, one: &str, many: &str) -> Looked {
    found.map(|High { subjects, severity }| {
        let first = match subjects.first() {
            Some(ItemId::Threat(id)) => facts.session.threat(*id),
            _ => None,
        };
        let level = first.and_then(|threat| facts.session.level_words(threat));
        let one = format!("# is {} and {one}", level.unwrap_or(severity.words()));
        each(facts, subjects, &one, many)
    })
}

/// A sentence about threats above the cut-off. It says so where others are below, as it is not about those.
fn of_top(facts: &Facts, ids: Vec<ItemId>, one: &str, many: &str) -> Said {
    if facts.is_cut() {
        let one = format!("# is above the cut-off and {one}");
        each(
            facts,
            ids,
            &one,
            &format!("threats above the cut-off {many}"),
        )
    } else {
        each(facts, ids, &format!("# {one}"), &format!("threats {many}"))
    }
}

/// No response, and not deferred.
pub(super) fn unanswered(facts: &Facts) -> Looked {
    // What is above the cut-off was not deferred.
    let (one, many) = if facts.is_cut() {
        ("has no response", "have no response")
    } else {
        (
            "has no response and is not deferred",
            "have no response and are not deferred",
        )
    };
    let found = facts.unanswered();
    found.map(|ids| of_top(facts, ids, one, many))
}

/// Nothing works against it now, and no one does anything about it.
pub(super) fn bare(facts: &Facts) -> Looked {
    facts.bare().map(|ids| {
        each(
            facts,
            ids,
            "# has no mitigation in place or open action",
            "threats have no mitigation in place or open action",
        )
    })
}

/// To be mitigated, with few mitigations to choose from.
pub(super) fn few_options(facts: &Facts) -> Looked {
    let options = facts.limits.mitigations.options;
    facts.few_options().map(|ids| {
        of_top(
            facts,
            ids,
            &format!("has fewer than {options} mitigations to choose from"),
            &format!("have fewer than {options} mitigations to choose from"),
        )
    })
}

/// Several mitigations, all of few kinds.
pub(super) fn one_kind_of_control(facts: &Facts) -> Looked {
    let kinds = match facts.limits.rules.kinds {
        ..=2 => "only one kind of control".to_owned(),
        n => format!("fewer than {n} kinds of control"),
    };
    facts.one_kind_of_control().map(|ids| {
        of_top(
            facts,
            ids,
            &format!("has {kinds}"),
            &format!("have {kinds}"),
        )
    })
}

/// A decision other than to mitigate, without a reason or the name of who decided.
pub(super) fn decided_without_why(facts: &Facts) -> Looked {
    facts.decided_without_why().map(|found| {
        let (one, many) = match (found.unreasoned.is_empty(), found.unnamed.is_empty()) {
            (false, true) => (
                "The decision on # has no reason",
                "decisions have no reason",
            ),
            (true, _) => (
                "The decision on # does not say who decided",
                "decisions do not say who decided",
            ),
            (false, false) => (
                "The decision on # has no reason and does not say who decided",
                "decisions have no reason or do not say who decided",
            ),
        };
        each(facts, found.subjects, one, many)
    })
}

/// Ruled out, and nothing shows it.
pub(super) fn ruled_out_without_evidence(facts: &Facts) -> Looked {
    facts.ruled_out_without_evidence().map(|ids| {
        each(
            facts,
            ids,
            "# was ruled out without evidence",
            "threats were ruled out without evidence",
        )
    })
}

/// Deferred, and no one said until when.
pub(super) fn deferred_without_date(facts: &Facts) -> Looked {
    facts.deferred_without_date().map(|ids| {
        each(
            facts,
            ids,
            "# was deferred without a date",
            "threats were deferred without a date",
        )
    })
}

/// Most threats are of one kind.
pub(super) fn one_kind(facts: &Facts) -> Looked {
    facts.one_kind().map(|Same { category, share }| {
        let all = count(share.of, "threat");
        let kind = category.words();
        Said::from(format!("{} of {all} are {kind}. What else?", share.n))
    })
}

/// When nearly everything is high, nothing comes first.
pub(super) fn all_high(facts: &Facts) -> Looked {
    facts.all_high().map(|Share { n, of, .. }| {
        Said::from(format!(
            "{n} of {of} rated threats are high or critical. Which come first?"
        ))
    })
}

/// Threats are rated with words that no one gave a meaning here.
pub(super) fn no_meaning(facts: &Facts) -> Looked {
    facts.unsaid_meanings().map(|unsaid| {
        Said::from(match unsaid {
            Unsaid::Standard(word) => {
                format!(
                    "No one said what {word} means here. Choose a rating scale, or dismiss this."
                )
            }
            Unsaid::Levels { scale, words } => {
                let (scale, verb) = (
                    short(scale),
                    if words.len() == 1 { "means" } else { "mean" },
                );
                let words = names(facts, words);
                format!("The scale {scale} does not say what {words} {verb}")
            }
        })
    })
}

/// Most threats are cards that no one made the room's own.
pub(super) fn box_ticking(facts: &Facts) -> Looked {
    facts.box_ticking().map(|share| {
        let all = count(share.of, "threat");
        let says = format!(
            "{} of {all} just repeat a card. Where would they happen here?",
            share.n
        );
        Said::plain(says, share.subjects)
    })
}

/// Parts without the whole, or the whole without parts.
pub(super) fn parts_and_whole(facts: &Facts) -> Looked {
    facts.parts_and_whole().map(|found| {
        Said::from(match found {
            Whole::Missing => "No threat is about the system as a whole".to_owned(),
            Whole::Only(Share { n, of, .. }) => {
                let all = count(of, "threat");
                format!("{n} of {all} are about the whole system. Which parts?")
            }
        })
    })
}

/// Could be about anyone's system.
pub(super) fn generic(facts: &Facts) -> Looked {
    facts.generic().map(|ids| {
        each(
            facts,
            ids,
            "# does not name any element of our system",
            "threats do not name any element of our system",
        )
    })
}

/// Too long to read at a glance, or two threats in one.
pub(super) fn long_or_two(facts: &Facts) -> Looked {
    facts.long_or_two().map(|ids| {
        each(
            facts,
            ids,
            "# is long or says two things. Split it?",
            "threats are long or say two things",
        )
    })
}

/// About how the team works rather than about the design.
pub(super) fn habits(facts: &Facts) -> Looked {
    facts.habits().map(|ids| {
        each(
            facts,
            ids,
            "# is about how we work, not about the design",
            "threats are about how we work, not about the design",
        )
    })
}
