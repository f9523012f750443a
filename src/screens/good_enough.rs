//! Question 4: did we do a good enough job? What is missing, how sure the room is, and when to come back.

use crate::check::Report;
use crate::domain::{ItemId, NoteKind, Session};

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The selected line.
    pub selected: Option<Row>,
}

/// A line that can be selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// The finding of a check, by the check's id.
    Finding(&'static str),
    /// A line of feedback, of when to come back, of who should hear.
    Note(ItemId),
}

/// Everything that can be selected, from top to bottom: at most so many findings as are shown, then the notes.
pub fn rows(report: &Report, session: &Session, shown: usize) -> Vec<Row> {
    let notes = |kind| session.notes_of(kind).map(|note| Row::Note(note.id.into()));
    report
        .findings
        .iter()
        .take(shown)
        .map(|finding| Row::Finding(finding.check))
        .chain(notes(NoteKind::Keep))
        .chain(notes(NoteKind::Change))
        .chain(notes(NoteKind::RevisitWhen))
        .chain(notes(NoteKind::ShouldHear))
        .collect()
}
