//! `threatboard set FILE T3 frequency, loss or chance`: the numbers of a threat.

use super::args::FieldName;
use super::set::{Said, person};
use crate::domain::{Field, ItemId, Session};
use crate::lines::figures;
use crate::parse::amounts::RangeOf;

/// Whether the field is a range that somebody gives.
pub(super) fn is_one(field: FieldName) -> bool {
    of(field).is_some()
}

fn of(field: FieldName) -> Option<RangeOf> {
    match field {
        FieldName::Frequency => Some(RangeOf::Frequency),
        FieldName::Loss => Some(RangeOf::Loss),
        FieldName::Chance => Some(RangeOf::Chance),
        _ => None,
    }
}

/// The numbers of a threat with one range replaced, or taken away by `none`.
pub(super) fn field(
    session: &Session,
    id: ItemId,
    field: FieldName,
    said: &Said<'_>,
) -> Result<Field, String> {
    let (Some(of), ItemId::Threat(threat)) = (of(field), id) else {
        return Err(format!("{id} has no such field."));
    };
    let by = said.by.map(|name| person(session, name)).transpose()?;
    let read = said.unless_none(|value| figures::read(value, of, by, said.now))?;
    Ok(figures::with(session, threat, of, read))
}
