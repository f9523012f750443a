//! Where the time of the last meeting went, by its clock.

use super::sentence::Looked;
use super::view::View;
use crate::domain::{Clock, FourQuestion};

/// The clock of the last meeting, if it ran.
fn clock<'a>(view: &'a View) -> Option<&'a Clock> {
    let sitting = view.session.sittings.last()?;
    sitting.clock.as_ref().filter(|clock| clock.spent() > 0)
}

/// Q05: finding took much longer than deciding.
pub(super) fn finding_not_deciding(view: &View) -> Looked {
    let limits = &view.limits.review;
    let Some(clock) = clock(view).filter(|_| view.top.len() >= limits.finding_from) else {
        return Looked::NotYet;
    };
    let finding = clock.spent_on(FourQuestion::GoWrong);
    let deciding = clock.spent_on(FourQuestion::DoAbout);
    // Before anybody decided anything there is nothing to compare.
    if deciding == 0 {
        return Looked::NotYet;
    }
    let says = format!(
        "Finding took {} minutes, deciding {}. Which threats still want a decision?",
        finding / 60,
        deciding / 60
    );
    Looked::from_says((finding * 100 > deciding * limits.finding_percent).then_some(says))
}

/// Q09: the picture took longer than it was planned to, and longer than what it is for.
pub(super) fn perfect_picture(view: &View) -> Looked {
    let Some(clock) = clock(view) else {
        return Looked::NotYet;
    };
    let (took, planned) = (
        clock.spent_on(FourQuestion::WorkingOn),
        clock.planned_for(FourQuestion::WorkingOn),
    );
    let finding = clock.spent_on(FourQuestion::GoWrong);
    if finding == 0 {
        return Looked::NotYet;
    }
    let long = took * 100 > planned * view.limits.review.picture_percent && took > finding;
    let says = format!(
        "The picture took {} minutes of {} planned, more than what can go wrong",
        took / 60,
        planned / 60
    );
    Looked::from_says(long.then_some(says))
}
