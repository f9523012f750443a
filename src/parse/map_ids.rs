//! Ids in a line of the map. People call out `E2` as they see it on the screen, so that an id means what has it, never
//! something new of that name.

use super::map_line::{FlowPart, MapLine, Part, PartKind};
use crate::domain::{ElementKind, ItemId, Session, ZoneId};

mod known;

/// The line with the name of what each id in it means. `E2 within api` and `E2 in core` put E2 there, and so does its name.
///
/// # Errors
/// A sentence when nothing has that id, what has it cannot stand there, or a name is none.
pub(super) fn with_names(session: &Session, line: MapLine) -> Result<MapLine, String> {
    let parts = |parts: Vec<Part>| -> Result<Vec<Part>, String> {
        let named = parts.into_iter().map(|part| element(session, part));
        named.collect()
    };
    Ok(match line {
        MapLine::Flow(flows) => {
            let flows = flows.into_iter().map(|flow| {
                Ok(FlowPart {
                    from: element(session, flow.from)?,
                    to: element(session, flow.to)?,
                    data: flow.data,
                })
            });
            MapLine::Flow(flows.collect::<Result<_, String>>()?)
        }
        MapLine::Parts(list) => match known::line(session, &list)? {
            Some(line) => with_names(session, line)?,
            None => MapLine::Parts(parts(list)?),
        },
        MapLine::Zone {
            name,
            is_one_name,
            parts,
        } => MapLine::Zone {
            name: head(session, &name, is_one_name)?,
            is_one_name,
            parts: {
                let named = parts.into_iter().map(|part| inside(session, part));
                named.collect::<Result<_, String>>()?
            },
        },
        MapLine::Into { host, parts: list } => MapLine::Into {
            host: element(session, host)?,
            parts: parts(list)?,
        },
    })
}

/// A name without brackets.
fn plain(name: &str, unknown: bool) -> Part {
    Part {
        name: name.to_owned(),
        kind: None,
        unknown,
    }
}

/// An element with its name.
fn element(session: &Session, part: Part) -> Result<Part, String> {
    match item(session, &part, "an element", |name| {
        element_called(session, name)
    })? {
        None if part.kind.is_none() && element_called(session, &part.name).is_none() => {
            known::no_token(&part.name)?;
            Ok(part)
        }
        None => Ok(part),
        Some(ItemId::Element(id)) => Ok(Part {
            name: session.element_name(id),
            ..part
        }),
        Some(id) => {
            let what = match id {
                ItemId::Zone(_) => "trust zone",
                _ => "flow",
            };
            let (words, name) = (session.words_of(id).unwrap_or_default(), &part.name);
            Err(format!(
                "{id} is the {what} {words}. Write [{name}] for an element of that name."
            ))
        }
    }
}

/// What lies in a zone, with its name. An element keeps its kind, so that no zone of the same name is meant.
fn inside(session: &Session, part: Part) -> Result<Part, String> {
    let called = |name: &str| zone_called(session, name).or(element_called(session, name));
    match item(session, &part, "an element", called)? {
        Some(ItemId::Zone(id)) => Ok(Part {
            name: zone_name(session, id),
            ..part
        }),
        Some(ItemId::Element(id)) => {
            let kind = session.element(id).map(|element| match element.kind {
                ElementKind::ExternalEntity => PartKind::External,
                ElementKind::Process => PartKind::Process,
                ElementKind::DataStore => PartKind::Store,
            });
            let kind = part.kind.or(kind);
            element(session, Part { kind, ..part })
        }
        _ => element(session, part),
    }
}

/// What stands before the colon of a zone, with the names of the zones.
fn head(session: &Session, head: &str, is_one_name: bool) -> Result<String, String> {
    let zone = |name: &str| -> Result<String, String> {
        if name.parse::<ZoneId>().is_err() {
            return Ok(name.to_owned());
        }
        let kind = is_one_name.then_some(PartKind::Process);
        let part = Part {
            name: name.to_owned(),
            kind,
            unknown: false,
        };
        match item(session, &part, "a trust zone", |name| {
            zone_called(session, name)
        })? {
            Some(ItemId::Zone(id)) => Ok(zone_name(session, id)),
            _ => Ok(name.to_owned()),
        }
    };
    if is_one_name || zone_called(session, head).is_some() {
        return zone(head);
    }
    known::no_token(head)?;
    let words: Vec<&str> = head.split(' ').collect();
    match words.as_slice() {
        [inner @ .., word, outer] if !inner.is_empty() && word.eq_ignore_ascii_case("in") => {
            let inner = zone(&inner.join(" "))?;
            Ok(format!("{inner} in {}", zone(outer)?))
        }
        [inner, word, outer @ ..] if !outer.is_empty() && word.eq_ignore_ascii_case("in") => {
            Ok(format!("{} in {}", zone(inner)?, outer.join(" ")))
        }
        _ => zone(head),
    }
}

/// What a name is the id of; `None` where it is no id of the map, or someone called something so. `what` a new name would
/// be given to is said where nothing has that id.
fn item(
    session: &Session,
    part: &Part,
    what: &str,
    called: impl Fn(&str) -> Option<ItemId>,
) -> Result<Option<ItemId>, String> {
    let name = &part.name;
    let Ok(id @ (ItemId::Element(_) | ItemId::Flow(_) | ItemId::Zone(_))) = name.parse::<ItemId>()
    else {
        return Ok(None);
    };
    match (session.leads_to(id), called(name)) {
        (Some(id), Some(other)) if id != other => {
            let words = session.words_of(id).unwrap_or_default();
            Err(format!(
                "{name} is the id of {words} and the name of {other}. Rename {other} first."
            ))
        }
        (Some(id), _) => Ok(Some(id)),
        (None, Some(_)) => Ok(None),
        // Brackets say that it is a name.
        (None, None) if part.kind.is_some() => Ok(None),
        (None, None) => Err(format!(
            "There is no {id} on the map. Write [{name}] for {what} of that name."
        )),
    }
}

fn element_called(session: &Session, name: &str) -> Option<ItemId> {
    session
        .element_called(name)
        .map(|element| element.id.into())
}

fn zone_called(session: &Session, name: &str) -> Option<ItemId> {
    session.zone_called(name).map(|zone| zone.id.into())
}

fn zone_name(session: &Session, id: ZoneId) -> String {
    let zone = session.zone(id);
    zone.map_or_else(String::new, |zone| zone.name.to_string())
}
