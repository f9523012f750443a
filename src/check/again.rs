//! What has to be looked at again, because something that it rests on changed or because it was copied.

use super::sentence::{Clause, Looked, Said, count, list};
use crate::domain::ItemId;
use crate::facts::{Facts, Share};

/// Reasons that are told in full.
const TOLD: usize = 3;

/// Things to look at again, with why.
pub(super) fn look_again(facts: &Facts) -> Looked {
    facts.look_again().map(|reasons| {
        let told = reasons.iter().take(TOLD).enumerate();
        let mut clauses: Vec<Clause> = told
            .map(|(n, (reason, of))| {
                let begins = if n == 0 { "Look again at" } else { "at" };
                let ids = list(of, facts.limits.ids_named);
                plain(format!("{begins} {ids}: {reason}"))
            })
            .collect();
        let more = reasons.len().saturating_sub(TOLD);
        if more > 0 {
            let of: Vec<ItemId> = reasons
                .iter()
                .skip(TOLD)
                .flat_map(|(_, of)| of)
                .copied()
                .collect();
            let ids = list(&of, facts.limits.ids_named);
            let says = format!("at {ids}, for {}", count(more, "more reason"));
            clauses.push(plain(says));
        }
        let mut subjects: Vec<ItemId> = Vec::new();
        for id in reasons.into_iter().flat_map(|(_, of)| of) {
            if !subjects.contains(&id) {
                subjects.push(id);
            }
        }
        Said { clauses, subjects }
    })
}

/// Threats of another session that nobody thought through here.
pub(super) fn not_rethought(facts: &Facts) -> Looked {
    facts.not_rethought().map(|Share { n, of, subjects }| {
        let says = match of {
            1 => "The copied threat is unchanged. Does it still hold here?".to_owned(),
            of => format!("{n} of {of} copied threats are unchanged. Do they still hold here?"),
        };
        Said::plain(says, subjects)
    })
}

/// A clause that names its items itself.
fn plain(says: String) -> Clause {
    Clause {
        says,
        ids: Vec::new(),
    }
}
