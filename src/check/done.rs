//! The least that makes a threat model one that can be acted on. A sentence, not a seal: an export always works.

use chrono::NaiveDate;

use super::review::return_gap;
use super::{Finding, actions, questions, threats};
use crate::domain::{NoteKind, Session};
use crate::facts::{Facts, Thresholds};

/// Whether the model can be acted on: a scope, a threat, an answer or a deferral for each top threat, an owner for each
/// open question, an owner and a date for each open action item, and a next review.
///
/// # Errors
/// What is open, each as a sentence without its full stop.
pub fn can_be_acted_on(
    session: &Session,
    today: NaiveDate,
    thresholds: &Thresholds,
) -> Result<(), Vec<String>> {
    let facts = Facts::new(session, today, thresholds);
    let mut open = Vec::new();
    if session.notes_of(NoteKind::InScope).next().is_none() {
        open.push("Nothing is in scope yet".to_owned());
    }
    if session.threats.is_empty() {
        open.push("No threats listed yet".to_owned());
    }
    let looks = [
        threats::unanswered(&facts),
        questions::without_owner(&facts),
        actions::incomplete(&facts),
    ];
    let found = looks.into_iter().filter_map(super::Looked::found);
    open.extend(found.map(|said| Finding::in_full(&said.clauses, thresholds.ids_named)));
    open.extend(return_gap(&facts));
    if open.is_empty() { Ok(()) } else { Err(open) }
}

/// The same as prose, for screens and exports: what was found to be whole, or what is open.
pub fn done_sentence(session: &Session, today: NaiveDate, thresholds: &Thresholds) -> String {
    match can_be_acted_on(session, today, thresholds) {
        Ok(()) => "Every top threat has a decision, every open question and action item an owner."
            .to_owned(),
        Err(open) => format!("Before you can act on this: {}.", open.join(". ")),
    }
}
