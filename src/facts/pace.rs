//! Where the time of the last meeting went, by its clock.

use super::index::Facts;
use super::look::Look;
use crate::domain::{Clock, FourQuestion};

/// How long finding threats took, and deciding about them, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) finding: i64,
    pub(crate) deciding: i64,
}

/// How long question 1 took, and was planned to take, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) took: i64,
    pub(crate) planned: i64,
}

impl Facts<'_> {
    /// The clock of the last meeting, if it ran.
    fn clock(&self) -> Option<&Clock> {
        let sitting = self.session.sittings.last()?;
        sitting.clock.as_ref().filter(|clock| clock.spent() > 0)
    }

    /// Finding took much longer than deciding.
    pub(crate) fn finding_not_deciding(&self) -> Look<Finding> {
        let limits = &self.limits.review;
        let enough = |_: &&Clock| self.top().len() >= limits.finding_from;
        let Some(clock) = self.clock().filter(enough) else {
            return Look::NotYet;
        };
        let finding = clock.spent_on(FourQuestion::GoWrong);
        let deciding = clock.spent_on(FourQuestion::DoAbout);
        // Before anyone decided anything there is nothing to compare.
        if deciding == 0 {
            return Look::NotYet;
        }
        let long = finding * 100 > deciding * limits.finding_percent;
        Look::of(long.then_some(Finding {
            finding: finding / 60,
            deciding: deciding / 60,
        }))
    }

    /// The map took longer than it was planned to, and longer than what it is for.
    pub(crate) fn perfect_picture(&self) -> Look<Picture> {
        let Some(clock) = self.clock() else {
            return Look::NotYet;
        };
        let took = clock.spent_on(FourQuestion::WorkingOn);
        let planned = clock.planned_for(FourQuestion::WorkingOn);
        let finding = clock.spent_on(FourQuestion::GoWrong);
        if finding == 0 {
            return Look::NotYet;
        }
        let long = took * 100 > planned * self.limits.review.picture_percent && took > finding;
        Look::of(long.then_some(Picture {
            took: took / 60,
            planned: planned / 60,
        }))
    }
}
