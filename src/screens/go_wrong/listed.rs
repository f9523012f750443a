//! The threats that are listed on the screen: at a stop of the sweep those of its place, else all. Keys act on none but
//! these.

use super::walk::place;
use super::{rows, threats_at};
use crate::domain::{ItemId, Place};
use crate::screens::{Deed, Look, Rooms};

/// What can be selected.
pub(super) fn listed(look: &Look, rooms: &Rooms) -> Vec<ItemId> {
    match place(look, rooms) {
        Some(place) => at_stop(look, place),
        None => rows(look.session),
    }
}

fn at_stop(look: &Look, place: Place) -> Vec<ItemId> {
    let threats = threats_at(look.session, place).into_iter();
    threats.map(|threat| threat.id.into()).collect()
}

/// The selected threat. At a stop it is one of those listed there: what was selected or typed last, else the first.
pub(super) fn in_focus(look: &Look, rooms: &Rooms) -> Option<ItemId> {
    let selected = rooms.go_wrong.selected;
    let Some(place) = place(look, rooms) else {
        return selected;
    };
    let listed = at_stop(look, place);
    let own = selected.filter(|id| listed.contains(id));
    own.or_else(|| listed.first().copied())
}

/// Selects the next threat of a stop, or the one before; after the last comes the first.
pub(super) fn select_next(look: &Look, rooms: &mut Rooms, place: Place, forward: bool) -> Deed {
    let listed = at_stop(look, place);
    let focus = in_focus(look, rooms);
    let at = listed.iter().position(|id| Some(*id) == focus);
    let by = if forward {
        1
    } else {
        listed.len().saturating_sub(1)
    };
    let mut around = listed.iter().cycle().skip(at.unwrap_or(0) + by);
    match around.next() {
        Some(next) if Some(*next) != focus => {
            rooms.go_wrong.selected = Some(*next);
            Deed::Pointed
        }
        Some(_) => Deed::Say("No other threat is listed here.".into()),
        None => Deed::NothingSelected,
    }
}
