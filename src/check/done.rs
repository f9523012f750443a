//! The least that makes a threat model one that can be acted on. A sentence, not a seal: an export always works.

use chrono::NaiveDate;

use super::review::return_gap;
use super::sentence::Looked;
use super::thresholds::Thresholds;
use super::view::View;
use super::{actions, questions};
use crate::domain::{NoteKind, Session};

/// Whether the model can be acted on: a scope, a threat, an answer or a deferral for each threat, an owner for each
/// open question, an owner and a date for each open action item, and a plan to come back.
///
/// # Errors
/// What is open, each as a sentence without its full stop.
pub fn can_be_acted_on(
    session: &Session,
    today: NaiveDate,
    thresholds: &Thresholds,
) -> Result<(), Vec<String>> {
    let view = View::new(session, today, thresholds);
    let mut open = Vec::new();
    if session.notes_of(NoteKind::InScope).next().is_none() {
        open.push("Nothing is named as in scope".to_owned());
    }
    if session.threats.is_empty() {
        open.push("There is no threat on the list".to_owned());
    }
    let looks = [
        view.each(
            view.top.iter().copied(),
            |t| t.response.is_none(),
            "# has no response and was not put off",
            "threats have no response and were not put off",
        ),
        questions::without_owner(&view),
        actions::incomplete(&view),
    ];
    open.extend(looks.into_iter().filter_map(|looked| match looked {
        Looked::Found(says, _) => Some(says),
        Looked::NotYet | Looked::Fine => None,
    }));
    open.extend(return_gap(session, today));
    if open.is_empty() { Ok(()) } else { Err(open) }
}

/// The same as prose, for screens and exports: `This model can be acted on.` or what is open before it can.
pub fn done_sentence(session: &Session, today: NaiveDate, thresholds: &Thresholds) -> String {
    match can_be_acted_on(session, today, thresholds) {
        Ok(()) => "This model can be acted on.".to_owned(),
        Err(open) => format!("Before this model can be acted on: {}.", open.join(". ")),
    }
}
