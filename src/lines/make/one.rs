//! The boxes of the one-threat form. A line that is in the file already is reworded, or taken out when it is emptied.

use super::{Made, Result, Typed, revisit};
use chrono::NaiveDate;

use crate::domain::{Edit, Pair, Session, SessionField, Status, Text};
use crate::parse::{changes, one};

/// Rewords the line that the keyboard is in, or makes a new one.
fn boxed(
    typed: &Typed<'_>,
    new: impl FnOnce(&Typed<'_>) -> std::result::Result<Edit, String>,
) -> Result {
    if let Some(id) = typed.bar.about.filter(|_| typed.text.trim().is_empty()) {
        return Ok(Made::Edit(Edit::Delete(id)));
    }
    let edit = one::as_me(
        typed.session()?,
        typed.me,
        typed.text,
        |session, text| match typed.bar.about {
            Some(id) => changes::reworded(session, id, text, typed.today),
            None => new(&Typed {
                session: Some(session),
                text,
                ..*typed
            }),
        },
    )?;
    Ok(Made::Edit(edit))
}

/// The same for a line in which `@name` may be someone who is not here yet.
fn said(
    typed: &Typed<'_>,
    new: impl FnOnce(&Session, &str, NaiveDate) -> std::result::Result<Edit, String>,
) -> Result {
    let blank = typed.text.trim().is_empty();
    if let Some(id) = typed.bar.about.filter(|_| blank) {
        return Ok(Made::Edit(Edit::Delete(id)));
    }
    let edit = one::as_said(
        typed.session()?,
        typed.me,
        typed.text,
        |session, text| match typed.bar.about {
            Some(id) => changes::reworded(session, id, text, typed.today),
            None => new(session, text, typed.today),
        },
    )?;
    Ok(Made::Edit(edit))
}

/// Who an item belongs to, by number or by name.
pub(in crate::lines) fn owner(typed: &Typed<'_>) -> Result {
    let edit = one::owned(typed.session()?, typed.me, typed.about()?, typed.text)?;
    Ok(Made::Edit(edit))
}

pub(in crate::lines) fn heard(typed: &Typed<'_>) -> Result {
    boxed(typed, |t| Ok(one::heard(t.session()?, t.text, t.today)))
}

pub(in crate::lines) fn system(typed: &Typed<'_>) -> Result {
    boxed(typed, |t| Ok(one::system(t.text)))
}

pub(in crate::lines) fn reason(typed: &Typed<'_>) -> Result {
    boxed(typed, |t| one::reason(t.session()?, t.me, t.text, t.today))
}

pub(in crate::lines) fn threat(typed: &Typed<'_>) -> Result {
    boxed(typed, |t| one::threat(t.session()?, t.text, t.today))
}

pub(in crate::lines) fn in_place(typed: &Typed<'_>) -> Result {
    boxed(typed, |t| {
        one::mitigation(t.session()?, t.text, Status::InPlace, t.today)
    })
}

pub(in crate::lines) fn could_do(typed: &Typed<'_>) -> Result {
    boxed(typed, |t| {
        one::mitigation(t.session()?, t.text, Status::CouldDo, t.today)
    })
}

/// The day on which to look at it again; an emptied line takes it back.
pub(in crate::lines) fn look_again(typed: &Typed<'_>) -> Result {
    if typed.text.trim().is_empty() {
        return Ok(Made::Edit(Edit::Session(SessionField::Revisit(None))));
    }
    revisit(typed)
}

/// What two people keep, with a change.
fn of_two(typed: &Typed<'_>, change: impl FnOnce(Pair) -> Pair) -> Result {
    let pair = typed.session()?.pair.clone().unwrap_or_default();
    let edit = SessionField::Pair(Some(change(pair)));
    Ok(Made::Edit(Edit::Session(edit)))
}

/// What the senior adds to the answer of a box; an emptied line takes it back.
pub(in crate::lines) fn beside(typed: &Typed<'_>, step: &str) -> Result {
    of_two(typed, |pair| pair.with_beside(step, Text::new(typed.text)))
}

/// What the junior learned; an emptied line takes it back.
pub(in crate::lines) fn learned(typed: &Typed<'_>) -> Result {
    of_two(typed, |pair| Pair {
        learned: Text::new(typed.text),
        ..pair
    })
}

pub(in crate::lines) fn next_step(typed: &Typed<'_>) -> Result {
    said(typed, |session, text, today| {
        Ok(one::next_step(session, text, today))
    })
}

pub(in crate::lines) fn question(typed: &Typed<'_>) -> Result {
    said(typed, |session, text, today| {
        Ok(one::question(session, text, today))
    })
}
