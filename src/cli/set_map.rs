//! `threatboard set` for elements, flows and zones.

use super::args::FieldName;
use crate::domain::fold::squeeze;
use crate::domain::{Called, Edit, Field, ItemId, MapField, Named, Route, Session, Text, named};
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
    match field {
        F::Zone => is_one_of(
            session,
            value,
            |id| matches!(id, ItemId::Zone(_)),
            "a trust zone",
        )?,
        F::Within | F::From | F::To => is_one_of(
            session,
            value,
            |id| matches!(id, ItemId::Element(_)),
            "an element",
        )?,
        _ => {}
    }
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

/// Refuses the id, or the name of a trust zone, where only something else can stand. A name that something else has too may
/// mean that.
pub(super) fn is_one_of(
    session: &Session,
    word: &str,
    fits: impl Fn(ItemId) -> bool,
    wanted: &str,
) -> Result<(), String> {
    let word = word.trim();
    let by_id = word.parse::<ItemId>().ok();
    let by_id = by_id.filter(|id| session.leads_to(*id).is_some());
    let zones = session.zones.iter();
    let zones: Vec<(ItemId, &str)> = zones
        .map(|zone| (zone.id.into(), zone.name.as_str()))
        .collect();
    let elements = session.elements.iter();
    let is_element = named(
        word,
        &elements
            .map(|e| (e.id, e.name.as_str()))
            .collect::<Vec<_>>(),
    ) != Called::Nothing;
    let found = match by_id {
        _ if is_element => None,
        Some(id) => Some(id),
        None => named(word, &zones).one(),
    };
    match found {
        Some(id) if !fits(id) => Err(format!("{id} is {}. Give {wanted}.", id.with_article())),
        _ => Ok(()),
    }
}

/// Whether only a part of a name was given, so that it must be said what it was taken for.
pub(super) fn completes(session: &Session, edit: &Edit, value: &str) -> bool {
    let known = |id: ItemId| Some((session.words_of(id)?, id.to_string()));
    let of_end = |end: &Option<Named>| {
        let name = end.as_ref()?.name.to_string();
        let element = session.elements.iter().find(|e| e.name.as_str() == name)?;
        Some((name, element.id.to_string()))
    };
    let meant = match edit {
        Edit::Set(_, Field::Map(MapField::Zone(Some(zone)))) => known((*zone).into()),
        Edit::Set(_, Field::Map(MapField::Within(Some(host)))) => known((*host).into()),
        Edit::Set(_, Field::Owner(Some(person))) => known((*person).into()),
        Edit::Set(_, Field::ElementOwner(Some(owner))) => Some((owner.to_string(), String::new())),
        Edit::Reroute(_, route) => of_end(&route.from).or_else(|| of_end(&route.to)),
        _ => None,
    };
    // A person is called by number, too.
    let value = value.trim().trim_start_matches(['@', '＠']);
    let is_number = value.bytes().all(|b| b.is_ascii_digit());
    meant.is_some_and(|(name, id)| {
        squeeze(&name) != squeeze(value) && !id.eq_ignore_ascii_case(value) && !is_number
    })
}
