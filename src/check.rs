//! Question 4, "Did we do a good enough job?": what a room may have missed, as facts in plain words.
//!
//! Each check is a predicate over the session, with its thresholds in a data file. There is no score and no percentage:
//! a finding names what it is about, leads to the place that fixes it, and may be dismissed with a reason.

mod actions;
mod actors;
mod again;
mod coming_back;
pub mod costs;
pub mod coverage;
mod done;
pub mod left;
mod mitigations;
mod open;
pub mod over_time;
mod pace;
mod questions;
mod review;
mod room;
mod scope;
mod sentence;
mod table;
mod threats;

#[cfg(test)]
mod tests;

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::domain::{ItemId, Session, Verb, WalkedSet};
use crate::facts::{Facts, Look};
pub use crate::facts::{Loudest, Thresholds, ThresholdsError, heard, loudest, voices};
pub(crate) use actions::carries;
pub use done::{can_be_acted_on, done_sentence};
pub use open::still_open;
pub(crate) use room::people_here;
use sentence::{Clause, Looked, list};
pub(crate) use sentence::{count, flow, short};
use table::CHECKS;

/// How strongly a finding speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Look at this.
    Look,
    /// Is that so?
    Ask,
}

impl Strength {
    /// `!` or `~`.
    pub fn mark(self) -> char {
        match self {
            Self::Look => '!',
            Self::Ask => '~',
        }
    }

    /// In one word, for programs and the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Look => "look",
            Self::Ask => "ask",
        }
    }
}

/// What one check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check's id, `boundary-flow`; a dismissal names it.
    pub check: &'static str,
    /// How strongly it speaks.
    pub strength: Strength,
    /// The items it is about, in the order of their lists; the first is the one to select.
    pub subjects: Vec<ItemId>,
    /// What shows the screen on which it is fixed.
    pub fix: Verb,
    /// Where the check comes from.
    pub sources: &'static [&'static str],
    clauses: Vec<Clause>,
    /// How many ids its sentence may list.
    named: usize,
}

impl Finding {
    /// One line in plain words, with the ids of what it is about.
    pub fn sentence(&self) -> String {
        Self::in_full(&self.clauses, self.named)
    }

    /// The clauses with at most this many ids each.
    fn in_full(clauses: &[Clause], named: usize) -> String {
        let clauses = clauses.iter().map(|clause| match clause.ids.as_slice() {
            [] => clause.says.clone(),
            ids => format!("{}: {}", clause.says, list(ids, named)),
        });
        clauses.collect::<Vec<String>>().join("; ")
    }
}

/// What all checks say about a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Findings that no one dismissed: [`Strength::Look`] by the severity of the threats involved, then
    /// [`Strength::Ask`].
    pub findings: Vec<Finding>,
    /// Findings that the room dismissed, with its reasons.
    pub dismissed: Vec<(Finding, String)>,
    /// For each check that looked and found nothing: a short phrase.
    pub fine: Vec<&'static str>,
}

/// Looks at a session with every check, on the day `today`. What the sweep left out is not looked at.
pub fn run(session: &Session, today: NaiveDate, thresholds: &Thresholds) -> Report {
    run_over(session, today, thresholds, &[])
}

/// The same, with what the sweep asks about: a walk for each category set.
pub fn run_over(
    session: &Session,
    today: NaiveDate,
    thresholds: &Thresholds,
    walked_sets: &[WalkedSet],
) -> Report {
    let facts = Facts::new(session, today, thresholds).over(walked_sets);
    let mut report = Report::default();
    for check in CHECKS {
        let said = match (check.look)(&facts) {
            Look::NotYet => continue,
            Look::Fine => {
                report.fine.push(check.fine);
                continue;
            }
            Look::Found(said) => said,
        };
        let finding = Finding {
            check: check.id,
            strength: check.strength,
            subjects: said.subjects,
            fix: check.fix,
            sources: check.sources,
            clauses: said.clauses,
            named: thresholds.ids_named,
        };
        let mut dismissed = session.dismissed.iter();
        match dismissed.find(|d| check.is_called(&d.check)) {
            Some(dismissal) => report
                .dismissed
                .push((finding, dismissal.reason.to_string())),
            None => report.findings.push(finding),
        }
    }
    // The sort is stable: what is equal stays in the order of the table.
    report.findings.sort_by_cached_key(|finding| {
        let severity = match finding.strength {
            Strength::Look => facts.severity_of(&finding.subjects),
            Strength::Ask => None,
        };
        (finding.strength, Reverse(severity))
    });
    report
}
