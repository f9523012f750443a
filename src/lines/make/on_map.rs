//! What Enter makes of a line about an element, a flow or a zone.

use super::{Made, Result, Typed};
use crate::domain::{Edit, Field, MapField, Text};
use crate::parse::map_change;

/// Sets a field of the map to the line's words.
pub(in crate::lines) fn field(typed: &Typed<'_>, field: impl FnOnce(Text) -> MapField) -> Result {
    let field = Field::Map(field(Text::new(typed.text.trim())));
    Ok(Made::Edit(Edit::Set(typed.about()?, field)))
}

pub(in crate::lines) fn zone(typed: &Typed<'_>) -> Result {
    map_change::into_zone(typed.session()?, typed.about()?, typed.text).map(Made::Edit)
}

pub(in crate::lines) fn owner(typed: &Typed<'_>) -> Result {
    let owner = map_change::owner(typed.session()?, typed.text)?;
    let edit = Edit::Set(typed.about()?, Field::ElementOwner(owner));
    Ok(Made::Edit(edit))
}
