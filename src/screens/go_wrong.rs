//! Question 2: what can go wrong? The capture board.

mod listed;
mod stops;
mod walk;

use std::sync::Arc;

use super::room::travel;
use super::{Deed, Look, Room, Rooms, Row, as_threat, step_to};
use crate::catalogue::Stage;
use crate::check::count;
use crate::domain::{AgendaStep, FourQuestion, ItemId, Place, Session, ThreatId, says};
use crate::keys::Screen;
use crate::keys::verb::Verb;
pub use stops::{Known, Sweep, threats_at};
pub use walk::{Here, Walk};
pub(crate) use walk::{here, is_on, walk_by};

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::GoWrong,
    question: Some(FourQuestion::GoWrong),
    stage: Some(Stage::GoWrong),
    plain: true,
    rows: |look, rooms| {
        let listed = listed::listed(look, rooms).into_iter();
        listed.map(Row::Item).collect()
    },
    selected: |look, rooms| listed::in_focus(look, rooms).map(Row::Item),
    threat: |look, rooms| listed::in_focus(look, rooms).and_then(as_threat),
    holds: |_, rooms| rooms.go_wrong.selected.into_iter().collect(),
    travel: |look, rooms, _, by| {
        if is_on(look, rooms) {
            return travel(look, rooms, by);
        }
        // Without a list of all rows, which may be many.
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
    step: |look, rooms| {
        let step = if is_on(look, rooms) {
            Some(AgendaStep::Sweep)
        } else {
            look.step
        };
        step.map_or("", AgendaStep::word)
    },
    // Who comes by any other way than a cell of the grid is in the agenda.
    enter: |_, rooms, _| rooms.go_wrong.walk.outside = false,
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
    let is_round = look.step == Some(AgendaStep::Round) && !rooms.go_wrong.walk.outside;
    let round = is_round && !look.session.participants.is_empty();
    if let Verb::NextInTurn | Verb::PreviousInTurn = verb
        && round
    {
        return Deed::Turn {
            passed: verb == Verb::PreviousInTurn,
        };
    }
    match walk::here(look, rooms) {
        Some(here) => sweeps(look, rooms, verb, here),
        None => match (verb, rooms.go_wrong.selected) {
            (Verb::Open, Some(id)) if !look.silent => {
                Deed::Show(Some(Screen::DoAbout), Some(id), None)
            }
            (Verb::Open, _) => Deed::Done,
            (
                Verb::SkipPlace
                | Verb::SkippedPlaces
                | Verb::BoundariesOnly
                | Verb::LookedAt
                | Verb::NextPane
                | Verb::PreviousPane
                | Verb::ScrollRight,
                _,
            ) => Deed::Say("This works during the sweep, the step after the round.".into()),
            _ => Deed::Usual,
        },
    }
}

/// What a verb means in the sweep.
fn sweeps(look: &Look, rooms: &mut Rooms, verb: Verb, here: Here) -> Deed {
    let place = here.stop.place;
    match verb {
        Verb::NextInTurn => return Deed::Swept,
        Verb::LookedAt => return Deed::LookedAt,
        Verb::PreviousInTurn => walk_by(look, rooms, -1),
        Verb::Open => return Deed::Verb(Verb::Threat),
        Verb::Threat => {
            // The line stays where the sweep is.
            rooms.go_wrong.walk.go_to(place, here.letter);
            return Deed::Usual;
        }
        Verb::NextPane | Verb::PreviousPane => {
            return listed::select_next(look, rooms, place, verb == Verb::NextPane);
        }
        Verb::ScrollRight => walk::choose_letter(look, rooms, true),
        Verb::TurnBack => walk::choose_letter(look, rooms, false),
        Verb::Back if rooms.go_wrong.walk.outside => return Deed::show(Screen::Coverage),
        Verb::Back if here.letter.is_some() => rooms.go_wrong.walk.letter = None,
        Verb::SkipPlace => return skip(look, rooms, place),
        Verb::SkippedPlaces => return back_to_skipped(look, rooms, place),
        Verb::BoundariesOnly => return boundaries_only(look, rooms, place),
        _ => return Deed::Usual,
    }
    Deed::Quiet
}

/// Leaves a place without looking.
fn skip(look: &Look, rooms: &mut Rooms, place: Place) -> Deed {
    let sweep = rooms.go_wrong.sweep(look);
    let walk = &mut rooms.go_wrong.walk;
    if !walk.skipped.contains(&place) {
        walk.skipped.push(place);
    }
    let Some(next) = walk.next(&sweep, Some(place)) else {
        return Deed::Say(says![
            "No other place is left. To go on: ",
            Verb::NextStep,
            "."
        ]);
    };
    walk.go_to(next, None);
    if walk.skipped.contains(&next) {
        return Deed::Say("Only skipped places are left.".into());
    }
    Deed::Quiet
}

/// Goes to the next place that was left without looking.
fn back_to_skipped(look: &Look, rooms: &mut Rooms, place: Place) -> Deed {
    let sweep = rooms.go_wrong.sweep(look);
    let walk = &mut rooms.go_wrong.walk;
    let left = walk.left(&sweep);
    let at = left.iter().position(|skipped| *skipped == place);
    match left.iter().cycle().nth(at.map_or(0, |at| at + 1)) {
        Some(next) if *next != place => {
            walk.go_to(*next, None);
            Deed::Quiet
        }
        Some(_) => Deed::Say("No other place was skipped.".into()),
        None => Deed::Say("No place was skipped.".into()),
    }
}

/// Only the boundaries from now on, or everything again.
fn boundaries_only(look: &Look, rooms: &mut Rooms, place: Place) -> Deed {
    let sweep = rooms.go_wrong.sweep(look);
    let walk = &mut rooms.go_wrong.walk;
    if walk.boundaries_only {
        walk.boundaries_only = false;
        let left = count(sweep.to_do().count(), "stop");
        return Deed::Say(format!("The whole system again: {left} to go.").into());
    }
    if !sweep.stops().iter().any(|stop| stop.at_boundary) {
        return Deed::Say("No flow crosses a trust boundary.".into());
    }
    walk.boundaries_only = true;
    if sweep.stop(place).is_none_or(|stop| !stop.at_boundary) {
        (walk.place, walk.letter) = (None, None);
    }
    let left = sweep.to_do().filter(|stop| stop.at_boundary).count();
    let left = count(left, "stop");
    let says = format!(
        "Only flows that cross a boundary and what they touch: {left} to go. For the rest: "
    );
    Deed::Say(says![says, Verb::BoundariesOnly, "."])
}

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The selected threat of the whole list.
    pub selected: Option<ItemId>,
    /// What the threat that is read back looks like, as of a revision.
    pub alike: Option<(u64, ThreatId, Option<ThreatId>)>,
    /// Where the sweep is.
    pub walk: Walk,
    /// Every stop of the sweep, as of a revision.
    known: Option<(u64, Arc<Sweep>)>,
    /// The votes were just shown together: the list goes by them until the room moves on.
    pub revealed: bool,
}

impl State {
    /// Every stop of the sweep and what was looked at: as it was worked out after the last change, or anew where that
    /// is not known yet.
    pub(crate) fn sweep(&self, look: &Look) -> Arc<Sweep> {
        let known = self.known.as_ref();
        match known.filter(|(revision, _)| *revision == look.revision) {
            Some((_, sweep)) => Arc::clone(sweep),
            None => Arc::new(Sweep::of(look.catalogue, look.session)),
        }
    }

    /// Works out the stops of the sweep, unless nothing was changed since.
    pub(crate) fn follow(&mut self, look: &Look) {
        self.known = Some((look.revision, self.sweep(look)));
    }
}

/// The threats, newest last.
pub fn rows(session: &Session) -> Vec<ItemId> {
    session.threats.iter().map(|t| t.id.into()).collect()
}
