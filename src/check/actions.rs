//! The action items.

use super::sentence::{Clause, Looked, Said, clause, count, each, short};
use crate::domain::ParticipantId;
use crate::facts::{Facts, Loop, Share};

/// Open, without an owner or without a date. Both in one sentence, as both are fixed on one screen.
pub(super) fn incomplete(facts: &Facts) -> Looked {
    facts.incomplete_actions().map(|found| {
        let clauses = if found.unowned == found.undated {
            let (one, many) = (
                "# has no owner and no date",
                "action items have no owner and no date",
            );
            vec![clause(facts, found.unowned, one, many)]
        } else {
            let mut clauses = Vec::new();
            let several = found.unowned.len() > 1;
            if !found.unowned.is_empty() {
                let (one, many) = ("# has no owner", "action items have no owner");
                clauses.push(clause(facts, found.unowned, one, many));
            }
            if !found.undated.is_empty() {
                // The noun is not said twice.
                let many = if several {
                    "have no date"
                } else {
                    "action items have no date"
                };
                clauses.push(clause(facts, found.undated, "# has no date", many));
            }
            clauses
        };
        Said {
            clauses,
            subjects: found.subjects,
        }
    })
}

/// Someone owns it and has not agreed.
pub(super) fn not_agreed(facts: &Facts) -> Looked {
    facts.not_agreed().map(|ids| {
        each(
            facts,
            ids,
            "# is not agreed by its owner",
            "action items are not agreed by their owner",
        )
    })
}

/// One person carries more than their part.
pub(super) fn one_pair_of_hands(facts: &Facts) -> Looked {
    facts.one_pair_of_hands().map(|(who, share)| {
        let says = carries(facts, who, &share);
        Said::plain(says, share.subjects)
    })
}

/// `Di owns 3 of 5 open action items. Who can take some over?`
pub(crate) fn carries(facts: &Facts, who: ParticipantId, share: &Share) -> String {
    let name = facts.session.name_of(Some(who)).unwrap_or_default();
    let all = count(share.of, "open action item");
    format!(
        "{} owns {} of {all}. Who can take some over?",
        short(name),
        share.n
    )
}

/// Too many are late, or the one in the middle has been open for too long.
pub(super) fn loop_not_closing(facts: &Facts) -> Looked {
    facts.loop_not_closing().map(|found| {
        let (says, share) = match found {
            Loop::Late(share) => {
                let are = if share.n == 1 { "is" } else { "are" };
                let all = count(share.of, "action item");
                (format!("{} of {all} {are} late", share.n), share)
            }
            Loop::Old(share, days) => {
                let all = count(share.of, "action item");
                let says = format!("{} of {all} open for more than {days} days", share.n);
                (says, share)
            }
        };
        let ids = share.subjects.clone();
        Said {
            clauses: vec![Clause { says, ids }],
            subjects: share.subjects,
        }
    })
}
