//! The questions, most important first, and what was parked for another day.

use super::room::travel;
use super::{Deed, Room, Row, whiteboard};
use crate::catalogue::Stage;
use crate::domain::{ItemId, ParkedKind, QuestionId, Session};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::table;

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::Questions,
    title: "Questions.",
    stage: Some(Stage::Questions),
    plain: true,
    rows: |look, _| rows(look.session).into_iter().map(Row::Item).collect(),
    selected: |_, rooms| rooms.questions.selected.map(Row::Item),
    travel: |look, rooms, _, by| {
        let (session, selected) = (look.session, rooms.questions.selected);
        let last = session.questions.len().checked_sub(1);
        let place = selected.filter(|id| matches!(id, ItemId::Question(_)));
        let place = place.and_then(|id| session.position(id));
        // Among the questions without a list of all rows, which may be many; a jump may end below them.
        let goal = place.and_then(|place| place.checked_add_signed(by));
        if let Some(goal) = goal.filter(|goal| last.is_some_and(|last| *goal <= last)) {
            rooms.questions.selected = session.questions.get(goal).map(|q| q.id.into());
            return Deed::Done;
        }
        travel(look, rooms, by)
    },
    put: |_, rooms, row| rooms.questions.selected = row.item(),
    select: |_, rooms, id| {
        if matches!(id, ItemId::Question(_) | ItemId::Parked(_)) {
            rooms.questions.selected = Some(id);
        }
    },
    shown_by: Some(Verb::GoQuestions),
    means: |look, rooms, verb| match (verb, rooms.questions.selected) {
        (Verb::Open, Some(ItemId::Question(id))) => answer(look.session, id),
        (Verb::Back, _) => whiteboard::back_to_wall(look.session),
        _ => Deed::Usual,
    },
    mend: |look, rooms| {
        let state = &mut rooms.questions;
        state.selected = state.selected.filter(|id| look.session.holds(*id));
    },
    ..Room::BARE
};

/// The line for an answer, with the answer that there is.
pub(super) fn answer(session: &Session, id: QuestionId) -> Deed {
    let asked = session.questions.iter().find(|asked| asked.id == id);
    let answer = asked.map_or("", |asked| &asked.answer);
    Deed::line(Bar::holding(&table::ANSWER, Some(id.into()), answer))
}

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The selected line.
    pub selected: Option<ItemId>,
}

/// The questions in their rank, then the tangents.
pub fn rows(session: &Session) -> Vec<ItemId> {
    session
        .questions
        .iter()
        .map(|q| q.id.into())
        .chain(
            session
                .parked
                .iter()
                .filter(|p| p.kind == ParkedKind::OffTopic)
                .map(|p| p.id.into()),
        )
        .collect()
}
