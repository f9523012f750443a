//! What is typed to change the map: a name that means a zone, an element or an owner, and an arrow that leads a flow
//! elsewhere. Shared by the lines of the screen and the command line.

use super::lines::named as read;
use super::map_ids;
use super::map_line::{self, FlowPart, MapLine, MapLineError};
use super::tokens::{Unclear, either};
use crate::domain::fold::squeeze;
use crate::domain::{
    Called, Edit, ElementId, Field, FlowId, ItemId, MapField, Place, Route, Session, Text, ZoneId,
    containing, having_part, named,
};

/// The zone that a word means: its id, its name, a part of it that no other has, or `none`.
///
/// # Errors
/// A sentence when there is none of that name, or when it may be several.
pub(crate) fn zone(session: &Session, word: &str) -> Result<Option<ZoneId>, String> {
    let zones = zones(session);
    match meant(word, &zones, &[]) {
        Ok(found) => Ok(found),
        Err(Some(says)) => Err(says),
        Err(None) => Err(format!(
            "\"{}\" is not a zone here. {}",
            word.trim(),
            known(&zones, "Add it first: `zone core: web`.")
        )),
    }
}

/// The element that a word means, in the same way.
///
/// # Errors
/// A sentence when there is none of that name, or when it may be several.
pub(crate) fn element(session: &Session, word: &str) -> Result<Option<ElementId>, String> {
    let elements: Vec<(ElementId, &str)> = session
        .elements
        .iter()
        .map(|element| (element.id, element.name.as_str()))
        .collect();
    match meant(word, &elements, &[]) {
        Ok(found) => Ok(found),
        Err(Some(says)) => Err(says),
        Err(None) => Err(format!(
            "\"{}\" is not an element here. {}",
            word.trim(),
            known_near(word, &elements, "Add it to the map first.")
        )),
    }
}

/// The element or the flow that a word means: an element in the same way, a flow by its id or its two ends.
///
/// # Errors
/// A sentence when there is none of that name, or when it may be several.
pub(crate) fn element_or_flow(session: &Session, word: &str) -> Result<Option<ItemId>, String> {
    let elements: Vec<(ItemId, &str)> = session
        .elements
        .iter()
        .map(|element| (element.id.into(), element.name.as_str()))
        .collect();
    let flows: Vec<(ItemId, String)> = session
        .flows
        .iter()
        .map(|flow| (flow.id.into(), session.place_words(Place::Flow(flow.id))))
        .collect();
    let flows: Vec<(ItemId, &str)> = flows.iter().map(|(id, ends)| (*id, &**ends)).collect();
    match meant(word, &elements, &flows) {
        Ok(found) => Ok(found),
        Err(Some(says)) => Err(says),
        Err(None) => Err(format!(
            "\"{}\" is not an element or a flow here. {}",
            word.trim(),
            known_near(word, &elements, "Add it to the map first.")
        )),
    }
}

fn zones(session: &Session) -> Vec<(ZoneId, &str)> {
    let zones = session.zones.iter();
    zones.map(|zone| (zone.id, zone.name.as_str())).collect()
}

/// The one that a word means, `None` for `none`; of `others` only by its id or whole name. An error without a sentence:
/// no one has that name.
fn meant<T>(
    word: &str,
    all: &[(T, &str)],
    others: &[(T, &str)],
) -> Result<Option<T>, Option<String>>
where
    T: Copy + PartialEq + ToString + std::str::FromStr,
{
    let word = word.trim();
    let mut found = whole(word, all);
    found.extend(whole(word, others));
    if found.is_empty() && (word.is_empty() || is_none(word)) {
        return Ok(None);
    }
    if found.is_empty() {
        found = part(word, all);
    }
    match found.as_slice() {
        [] => Err(None),
        [only] => Ok(Some(*only)),
        several => {
            let readings: Vec<(String, String)> = several
                .iter()
                .map(|id| {
                    let mut known = all.iter().chain(others);
                    let name = known.find(|(other, _)| other == id);
                    let name = name.map_or("", |(_, name)| name);
                    (name.to_owned(), id.to_string())
                })
                .collect();
            Err(Some(which(word, &readings)))
        }
    }
}

/// The one that has this id, else those that have this whole name: an id means what has it, also where something else is
/// called so.
fn whole<T>(word: &str, all: &[(T, &str)]) -> Vec<T>
where
    T: Copy + PartialEq + std::str::FromStr,
{
    let by_id: Option<T> = word.parse().ok();
    let by_id = by_id.filter(|id| all.iter().any(|(other, _)| other == id));
    match by_id {
        Some(id) => vec![id],
        None => every(named(word, all)),
    }
}

/// Those of whose name this is a word, else those of whose name it is any part.
fn part<T: Copy>(word: &str, all: &[(T, &str)]) -> Vec<T> {
    every(having_part(word, all).or_else(|| containing(word, all)))
}

fn every<T>(called: Called<T>) -> Vec<T> {
    match called {
        Called::One(only) => vec![only],
        Called::Several(all) => all,
        Called::Nothing => Vec::new(),
    }
}

/// Whether a word clears a field, as on the command line.
pub(crate) fn is_none(word: &str) -> bool {
    word.trim().eq_ignore_ascii_case("none")
}

/// What is said of a word that may mean several: each by its id.
fn which(word: &str, readings: &[(String, String)]) -> String {
    let shown: Vec<String> = readings
        .iter()
        .map(|(name, id)| format!("{name} ({id})"))
        .collect();
    let write = either(readings.iter().map(|(_, id)| id));
    let shown = either(shown.iter());
    format!("\"{word}\" may be {shown}. Write {write}.")
}

/// Up to five names that could have been meant.
fn known<T>(all: &[(T, &str)], none: &str) -> String {
    const MOST: usize = 5;
    let names: Vec<&str> = all.iter().take(MOST).map(|(_, name)| *name).collect();
    match (names.as_slice(), all.len()) {
        ([], _) => none.to_owned(),
        (names, n) if n > MOST => format!("There are {} and more.", names.join(", ")),
        (names, _) => format!("There are: {}.", names.join(", ")),
    }
}

/// The likest names to a mistyped word; where none is like it, what there is.
fn known_near<T: Copy + ToString>(word: &str, all: &[(T, &str)], none: &str) -> String {
    const ALIKE: f64 = 0.8;
    const MOST: usize = 5;
    let wanted = squeeze(word);
    let mut near: Vec<(f64, String)> = all
        .iter()
        .map(|(id, name)| (strsim::jaro_winkler(&wanted, &squeeze(name)), id, name))
        .filter(|(like, ..)| *like >= ALIKE)
        .map(|(like, id, name)| (like, format!("{name} ({})", id.to_string())))
        .collect();
    near.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let near: Vec<String> = near.into_iter().map(|(_, name)| name).take(MOST).collect();
    match near.as_slice() {
        [] => known(all, none),
        near => format!("Did you mean {}?", either(near.iter())),
    }
}

/// Puts an element or a zone into the zone that was typed. A name that no zone has is that of a new one.
///
/// # Errors
/// A sentence when the word may mean several zones, or is an id that none has.
pub(crate) fn into_zone(session: &Session, id: ItemId, word: &str) -> Result<Edit, String> {
    let word = word.trim();
    let field = match readings(session, id, word).as_slice() {
        [(zone, _)] => MapField::Zone(Some(*zone)),
        [] if word.is_empty() || is_none(word) => MapField::Zone(None),
        [] if word.parse::<ZoneId>().is_ok() => {
            return Err(format!(
                "\"{word}\" is not a zone here. {}",
                known(&zones(session), "Type a name for a new one.")
            ));
        }
        [] => MapField::NewZone(Text::new(word)),
        several => return Err(which(word, &in_words(several))),
    };
    Ok(Edit::Set(id, Field::Map(field)))
}

/// What is asked about a word that may mean several zones; `None` where it means one, or none.
pub(crate) fn unclear_zone(session: &Session, id: ItemId, word: &str) -> Option<Unclear> {
    let readings = readings(session, id, word.trim());
    (readings.len() > 1).then(|| Unclear {
        words: 0..word.split_whitespace().count(),
        asks: "Which zone:".to_owned(),
        offers: in_words(&readings).into_iter().collect(),
        as_text: None,
        tail: String::new(),
    })
}

/// The zones that a word may mean around an element or a zone. Only by its whole name a zone is meant that cannot lie
/// around it, so that it is said why.
fn readings<'a>(session: &'a Session, id: ItemId, word: &str) -> Vec<(ZoneId, &'a str)> {
    let all = zones(session);
    let whole = whole(word, &all);
    if !whole.is_empty() || word.is_empty() || is_none(word) {
        return of(&all, &whole);
    }
    let mut around = all;
    if let ItemId::Zone(own) = id {
        around.retain(|(zone, _)| *zone != own && !session.zone_inside(*zone, own));
    }
    of(&around, &part(word, &around))
}

fn of<'a>(all: &[(ZoneId, &'a str)], found: &[ZoneId]) -> Vec<(ZoneId, &'a str)> {
    let found = |id: &ZoneId| found.contains(id);
    all.iter().filter(|(id, _)| found(id)).copied().collect()
}

fn in_words(readings: &[(ZoneId, &str)]) -> Vec<(String, String)> {
    let words = readings.iter();
    words
        .map(|(id, name)| ((*name).to_owned(), id.to_string()))
        .collect()
}

/// Who owns an element: a participant by number or by name, or anyone else in words; nobody for `none`.
///
/// # Errors
/// A sentence when a number or `@` means no participant, or a name several.
pub(crate) fn owner(session: &Session, word: &str) -> Result<Option<Text>, String> {
    let word = word.trim();
    let name = word.trim_start_matches(['@', '＠']);
    if name.is_empty() || is_none(word) {
        return Ok(None);
    }
    let must_be_here =
        word != name || name.bytes().all(|b| b.is_ascii_digit()) || name.parse::<ItemId>().is_ok();
    let people: Vec<_> = session
        .participants
        .iter()
        .map(|person| (person, person.name.as_str()))
        .collect();
    let called = if must_be_here {
        session.called(name)
    } else {
        named(name, &people).or_else(|| having_part(name, &people))
    };
    match called {
        Called::One(person) => Ok(Some(person.name.clone())),
        Called::Nothing if must_be_here => Err(format!(
            "\"{name}\" is not a participant. Add the participant first, or type another owner in words."
        )),
        Called::Nothing => Ok(Some(Text::new(word))),
        Called::Several(people) => {
            let readings = people
                .iter()
                .map(|p| (p.name.to_string(), p.id.0.to_string()));
            Err(which(name, &readings.collect::<Vec<_>>()))
        }
    }
}

/// New words for a flow: an arrow leads it elsewhere, anything else is what it sends.
///
/// # Errors
/// A sentence when the arrow leads from or to nothing, or there are several.
pub(crate) fn flow(session: &Session, id: FlowId, line: &str) -> Result<Edit, String> {
    let read_line = match map_line::parse(line) {
        Ok(flows @ MapLine::Flow(_)) => Ok(map_ids::with_names(session, flows)?),
        other => other,
    };
    match read_line {
        Ok(MapLine::Flow(flows)) => match <[FlowPart; 1]>::try_from(flows) {
            Ok([flow]) => Ok(Edit::Reroute(
                id,
                Route {
                    from: Some(read(&flow.from)),
                    to: Some(read(&flow.to)),
                    data: flow.data.as_deref().map(Text::new),
                },
            )),
            Err(_) => Err(format!(
                "{id} has one start and one end: type it as `customer -> web : request`."
            )),
        },
        Err(error @ (MapLineError::NoSender | MapLineError::NoReceiver(_))) => {
            Err(error.to_string())
        }
        _ if is_none(line) => Ok(Edit::Set(
            id.into(),
            Field::Map(MapField::Data(Text::default())),
        )),
        _ => Ok(Edit::Set(id.into(), Field::Text(Text::new(line)))),
    }
}

/// The element or zone to merge into: its number, its id or its name.
///
/// # Errors
/// A sentence when there is none.
pub(crate) fn sibling(session: &Session, id: ItemId, line: &str) -> Result<ItemId, String> {
    if let Ok(other) = super::changes::sibling(id, line)
        && session.leads_to(other).is_some()
    {
        return Ok(other);
    }
    let nothing = || "Type the number or the name of the one to merge into.".to_owned();
    match id {
        ItemId::Element(_) => element(session, line)?.map(Into::into).ok_or_else(nothing),
        ItemId::Zone(_) => zone(session, line)?.map(Into::into).ok_or_else(nothing),
        _ => super::changes::sibling(id, line),
    }
}

#[cfg(test)]
mod tests;
