//! Question 4, "Did we do a good enough job?": what a room may have missed, as facts in plain words.
//!
//! Each check is a predicate over the session, with its thresholds in a data file. There is no score and no percentage:
//! a finding names what it is about, leads to the place that mends it, and may be dismissed with a word.

mod actions;
mod coming_back;
mod done;
mod heard;
mod limit;
mod mitigations;
mod pace;
mod questions;
mod review;
mod room;
mod scope;
mod sentence;
mod table;
mod threats;
mod thresholds;
mod view;
mod words;

#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::{ItemId, Session};
pub use done::{can_be_acted_on, done_sentence};
pub use heard::{Loudest, heard, loudest, voices};
use sentence::Looked;
pub(crate) use sentence::{count, short};
use table::CHECKS;
pub use thresholds::{Thresholds, ThresholdsError};
use view::View;
pub(crate) use words::{Words, words_of};

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

/// The screen on which a finding is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mend {
    /// Question 1.
    WorkingOn,
    /// Question 2.
    GoWrong,
    /// Question 3.
    DoAbout,
    /// Question 4 itself.
    GoodEnough,
    /// The questions.
    Questions,
    /// The action items.
    Actions,
}

impl Mend {
    /// As the screen is called beside a finding: its key and its name.
    pub fn words(self) -> &'static str {
        match self {
            Self::WorkingOn => "1 Working on",
            Self::GoWrong => "2 Go wrong",
            Self::DoAbout => "3 Do about it",
            Self::GoodEnough => "4 Good enough",
            Self::Questions => "5 Questions",
            Self::Actions => "6 Actions",
        }
    }
}

/// What one check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check's id, `Q23`; a dismissal names it.
    pub check: &'static str,
    /// How strongly it speaks.
    pub strength: Strength,
    /// One line in plain words.
    pub says: String,
    /// The items it is about, in the order of their lists; the first is the one to select.
    pub subjects: Vec<ItemId>,
    /// Where it is mended.
    pub mend: Mend,
    /// Where the check comes from.
    pub source: &'static str,
}

/// What all checks say about a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Findings that nobody dismissed: [`Strength::Look`] by the severity of the threats involved, then
    /// [`Strength::Ask`].
    pub findings: Vec<Finding>,
    /// Findings that the room dismissed, with its reasons.
    pub dismissed: Vec<(Finding, String)>,
    /// For each check that looked and found nothing: a short phrase.
    pub fine: Vec<&'static str>,
}

/// Looks at a session with every check, on the day `today`.
pub fn run(session: &Session, today: NaiveDate, thresholds: &Thresholds) -> Report {
    let view = View::new(session, today, thresholds);
    let reasons: HashMap<&str, &str> = session
        .dismissed
        .iter()
        .map(|d| (d.check.as_str(), d.reason.as_str()))
        .collect();
    let mut report = Report::default();
    for check in CHECKS {
        let (says, subjects) = match (check.look)(&view) {
            Looked::NotYet => continue,
            Looked::Fine => {
                report.fine.push(check.fine);
                continue;
            }
            Looked::Found(says, subjects) => (says, subjects),
        };
        let finding = Finding {
            check: check.id,
            strength: check.strength,
            says,
            subjects,
            mend: check.mend,
            source: check.source,
        };
        match reasons.get(check.id) {
            Some(reason) => report.dismissed.push((finding, (*reason).to_owned())),
            None => report.findings.push(finding),
        }
    }
    // The sort is stable: what is equal stays in the order of the table.
    report.findings.sort_by_cached_key(|finding| {
        let severity = match finding.strength {
            Strength::Look => view.severity_of(&finding.subjects),
            Strength::Ask => None,
        };
        (finding.strength, Reverse(severity))
    });
    report
}
