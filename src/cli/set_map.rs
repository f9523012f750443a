//! `threatboard set` for elements, flows and zones.

use super::args::FieldName;
use crate::domain::{Edit, Field, ItemId, MapField, Named, Route, Session, Text};
use crate::parse::map_change;

/// The change that gives a field of the map its new value; `None` where it is no field of the map, or not of this item.
pub(super) fn edit(
    session: &Session,
    id: ItemId,
    field: FieldName,
    value: &str,
) -> Result<Option<Edit>, String> {
    use FieldName as F;
    let text = Text::new(if map_change::is_none(value) {
        ""
    } else {
        value
    });
    let set = |field| Ok(Some(Edit::Set(id, Field::Map(field))));
    match (id, field) {
        (ItemId::Element(_) | ItemId::Zone(_), F::Zone) => {
            map_change::into_zone(session, id, value).map(Some)
        }
        (ItemId::Element(_), F::Within) => {
            set(MapField::Within(map_change::element(session, value)?))
        }
        (ItemId::Element(_), F::Note) => set(MapField::Note(text)),
        (ItemId::Element(_), F::Out) if text.is_empty() => {
            Err("Give the reason, or write `in` to put it back in scope.".to_owned())
        }
        (ItemId::Element(_), F::Out) => set(MapField::OutOfScope(Some(text))),
        (ItemId::Element(_), F::In) if value.is_empty() => set(MapField::OutOfScope(None)),
        (ItemId::Element(_), F::In) => {
            Err("`in` takes no value. Write `note` for what else there is to say.".to_owned())
        }
        (ItemId::Element(_), F::Unknown) => match value {
            "" | "yes" => set(MapField::Unknown(true)),
            "no" => set(MapField::Unknown(false)),
            word => Err(format!("\"{word}\" is not one of yes, no.")),
        },
        (ItemId::Flow(_), F::Data) => set(MapField::Data(text)),
        (ItemId::Flow(_), F::Protocol) => set(MapField::Protocol(text)),
        (ItemId::Flow(flow), F::From | F::To) => {
            let end = map_change::element(session, value)?;
            let name = end.map(|end| Text::new(&session.element_name(end)));
            let end = name.map(Named::plain).ok_or_else(|| {
                "A flow needs both ends. To delete it, use `threatboard delete`.".to_owned()
            })?;
            let (from, to) = match field {
                F::From => (Some(end), None),
                _ => (None, Some(end)),
            };
            let data = None;
            Ok(Some(Edit::Reroute(flow, Route { from, to, data })))
        }
        _ => Ok(None),
    }
}
