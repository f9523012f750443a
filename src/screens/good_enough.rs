//! Question 4: did we do a good enough job? What is missing, how sure the room is, and when to come back.

use super::{Deed, Look, Room, Rooms, Row};
use crate::catalogue::Stage;
use crate::check::Report;
use crate::domain::{Edit, FourQuestion, ItemId, NoteKind, Session};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::table;

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::GoodEnough,
    question: Some(FourQuestion::GoodEnough),
    stage: Some(Stage::GoodEnough),
    plain: true,
    checks: true,
    rows: shown,
    selected: |_, rooms| rooms.good_enough.selected,
    put: |_, rooms, row| rooms.good_enough.selected = Some(row),
    select: |_, rooms, id| {
        if matches!(id, ItemId::Note(_)) {
            rooms.good_enough.selected = Some(Row::Item(id));
        }
    },
    shown_by: Some(Verb::GoGoodEnough),
    means: |_, rooms, verb| match (verb, rooms.good_enough.selected) {
        (Verb::Open, Some(Row::Finding(check))) => Deed::Fix(check, Verb::GoGoodEnough),
        (Verb::Dismiss, Some(Row::Finding(check))) => {
            Deed::line(Bar::new(&table::DISMISS, None).with_extra(check))
        }
        (Verb::Dismiss, Some(Row::Item(id))) => Deed::Make(Edit::Delete(id), None),
        _ => Deed::Usual,
    },
    mend: |look, rooms| {
        // A finding that was mended or dismissed hands the selection on to the first that is shown.
        if look.screen != Screen::GoodEnough || look.report.is_none() {
            return;
        }
        let rows = shown(look, rooms);
        let selected = &mut rooms.good_enough.selected;
        if !selected.is_some_and(|row| rows.contains(&row)) {
            *selected = rows.first().copied();
        }
    },
    ..Room::BARE
};

fn shown(look: &Look, _: &Rooms) -> Vec<Row> {
    let rows = look
        .report
        .map(|report| rows(report, look.session, look.thresholds.shown));
    rows.unwrap_or_default()
}

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The selected line.
    pub selected: Option<Row>,
}

/// Everything that can be selected, from top to bottom: at most so many findings as are shown, then the notes.
pub fn rows(report: &Report, session: &Session, shown: usize) -> Vec<Row> {
    let notes = |kind| session.notes_of(kind).map(|note| Row::Item(note.id.into()));
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
