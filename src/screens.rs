//! The screens: for each, what only it knows, and what can be selected on it.
//! How it is drawn stands in `ui::screens`, under the same name.
//!
//! A closed set, joined by matches, so that the compiler lists the places where a new screen must be thought of.

pub mod actions;
pub mod cards;
pub mod do_about;
pub mod export;
pub mod go_wrong;
pub mod good_enough;
pub mod home;
pub mod intake;
pub mod one;
pub mod questions;
pub mod since;
pub mod whiteboard;
pub mod working_on;

/// Further than any list is long: to its first line, negated, or to its last.
pub(crate) const FAR: isize = isize::MAX / 2;

/// Moves a selection by so many lines in a list, and finds its place again when the list has changed.
pub(crate) fn step<T: PartialEq + Copy>(list: &[T], selected: Option<T>, by: isize) -> Option<T> {
    let last = list.len().checked_sub(1)?;
    let place = selected.and_then(|selected| list.iter().position(|item| *item == selected));
    let target = match place {
        Some(place) => place.saturating_add_signed(by).min(last),
        // Nothing was selected: going down begins at the top, going up at the end.
        None if by == FAR || (by < 0 && by != -FAR) => last,
        None => 0,
    };
    list.get(target).copied()
}

/// What to select when `gone` is taken out: the line below, else the one above.
pub(crate) fn neighbour<T: PartialEq + Copy>(list: &[T], gone: T) -> Option<T> {
    let place = list.iter().position(|item| *item == gone)?;
    list.get(place + 1)
        .or_else(|| place.checked_sub(1).and_then(|above| list.get(above)))
        .copied()
}
