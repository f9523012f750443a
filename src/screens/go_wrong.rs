//! Question 2: what can go wrong? The capture board.

use super::{Deed, Look, Room, Rooms, Row, as_threat, step_to};
use crate::catalogue::Stage;
use crate::domain::{AgendaStep, Asked, FourQuestion, ItemId, Session, Swept, Threat, ThreatId};
use crate::keys::Screen;
use crate::keys::verb::Verb;

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::GoWrong,
    question: Some(FourQuestion::GoWrong),
    stage: Some(Stage::GoWrong),
    plain: true,
    rows: |look, _| rows(look.session).into_iter().map(Row::Item).collect(),
    selected: |_, rooms| rooms.go_wrong.selected.map(Row::Item),
    threat: |_, rooms| rooms.go_wrong.selected.and_then(as_threat),
    // Without a list of all rows, which may be many.
    travel: |look, rooms, _, by| {
        let (threats, state) = (&look.session.threats, &mut rooms.go_wrong);
        let place = state.selected.and_then(|id| look.session.position(id));
        let goal = step_to(threats.len(), place, by).and_then(|place| threats.get(place));
        state.selected = goal.map(|threat| threat.id.into()).or(state.selected);
        Deed::Done
    },
    put: |_, rooms, row| rooms.go_wrong.selected = row.item(),
    select: |_, rooms, id| {
        if matches!(id, ItemId::Threat(_)) {
            rooms.go_wrong.selected = Some(id);
        }
    },
    shown_by: Some(Verb::GoGoWrong),
    means,
    mend: |look, rooms| {
        let state = &mut rooms.go_wrong;
        state.selected = state.selected.filter(|id| look.session.holds(*id));
        state.revealed &= look.session.voting().is_some();
    },
    ..Room::BARE
};

/// What a verb means on question 2: in the round it goes from person to person, in the sweep from place to place.
fn means(look: &Look, rooms: &mut Rooms, verb: Verb) -> Deed {
    let round = look.step == Some(AgendaStep::Round) && !look.session.participants.is_empty();
    match (verb, cell(look, rooms)) {
        (Verb::NextInTurn | Verb::PreviousInTurn, _) if round => Deed::Turn {
            passed: verb == Verb::PreviousInTurn,
        },
        (Verb::NextInTurn, Some(_)) => Deed::Swept,
        (Verb::PreviousInTurn, Some(_)) => {
            sweep_by(look, rooms, -1);
            Deed::Quiet
        }
        (Verb::Open, Some(_)) => Deed::Verb(Verb::Threat),
        (Verb::Threat, Some(here)) => {
            // The line stays where the sweep is.
            rooms.go_wrong.cell = Some(here);
            Deed::Usual
        }
        (Verb::Open, None) => match rooms.go_wrong.selected.filter(|_| !look.silent) {
            Some(id) => Deed::Show(Some(Screen::DoAbout), Some(id), None),
            None => Deed::Done,
        },
        _ => Deed::Usual,
    }
}

/// Whether the room has looked at a place of the sweep: it was found empty, or a threat was found there.
pub fn is_done(session: &Session, cell: &Swept) -> bool {
    session.swept.contains(cell) || found(session, cell).next().is_some()
}

/// The threats that were found at a place of the sweep.
pub fn found<'a>(session: &'a Session, cell: &'a Swept) -> impl Iterator<Item = &'a Threat> {
    session.threats.iter().filter(move |threat| {
        threat.places.contains(&cell.place)
            && match &cell.asked {
                Asked::Letter(letter) => threat.stride.contains(letter),
                Asked::Of(category) => threat.categories.contains(category),
                Asked::Whole | Asked::Accidents => true,
            }
    })
}

/// The place of the sweep that is shown: the first that is not done, unless another one was gone to.
pub(crate) fn cell(look: &Look, rooms: &Rooms) -> Option<Swept> {
    if look.step != Some(AgendaStep::Sweep) || look.screen != Screen::GoWrong {
        return None;
    }
    let walk = look.catalogue.walk(look.session);
    let gone_to = rooms
        .go_wrong
        .cell
        .clone()
        .filter(|cell| walk.contains(cell));
    gone_to.or_else(|| {
        let mut todo = walk.iter().filter(|cell| !is_done(look.session, cell));
        todo.next().or(walk.last()).cloned()
    })
}

/// Goes this many places on in the sweep, whether they are done or not.
pub(crate) fn sweep_by(look: &Look, rooms: &mut Rooms, by: isize) {
    let here = cell(look, rooms);
    let walk = look.catalogue.walk(look.session);
    let at = here.and_then(|here| walk.iter().position(|cell| *cell == here));
    rooms.go_wrong.cell = step_to(walk.len(), at, by).and_then(|at| walk.get(at).cloned());
}

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The selected threat.
    pub selected: Option<ItemId>,
    /// What the threat that is read back looks like, as of a revision.
    pub alike: Option<(u64, ThreatId, Option<ThreatId>)>,
    /// Where the sweep is, once it went on from its first place.
    pub cell: Option<Swept>,
    /// The votes were just shown together: the list goes by them until the room moves on.
    pub revealed: bool,
}

/// The threats, newest last.
pub fn rows(session: &Session) -> Vec<ItemId> {
    session.threats.iter().map(|t| t.id.into()).collect()
}
