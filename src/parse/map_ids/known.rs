//! What is said of something that is on the map already, on a line without an arrow: `ledger in dmz` and `E4 within api`
//! put it there. Anything else that begins so is no name of something new, unless it stands in brackets.

use super::{element_called, plain, zone_called, zone_name};
use crate::domain::fold::fold;
use crate::domain::{ElementId, ItemId, Session, ZoneId};
use crate::parse::map_line::{MapLine, Part, unquoted};

/// The line that says the same, where a list of names is none.
///
/// # Errors
/// A sentence when one of the names begins with what is there already, and says what works.
pub(super) fn line(session: &Session, list: &[Part]) -> Result<Option<MapLine>, String> {
    let is_alone = list.len() == 1;
    for part in list.iter().filter(|part| part.kind.is_none()) {
        let name = &part.name;
        if element_called(session, name).is_some() {
            continue;
        }
        no_token(name)?;
        match moved(session, part)? {
            Some(line) if is_alone => return Ok(Some(line)),
            Some(_) => {
                return Err(format!(
                    "Type `{name}` on a line of its own, or write [{name}] for a new element."
                ));
            }
            None => {}
        }
        let says = known_id(session, name);
        let says = says.or_else(|| known_name(session, name).filter(|_| is_alone));
        if let Some(says) = says {
            return Err(format!(
                "{says}. Select it to change it, or write [{name}] for a new element."
            ));
        }
    }
    Ok(None)
}

/// A person is not part of a name, as typed in other lines: `web @ana`.
///
/// # Errors
/// A sentence that says how to write such a name.
pub(super) fn no_token(name: &str) -> Result<(), String> {
    let mut later = name.split(' ').skip(1);
    let token = later.find(|word| word.starts_with(['@', '＠']) && word.chars().count() > 1);
    match token {
        Some(token) => Err(format!(
            "`{token}` is not understood on the map. Take it out, or write [{name}] for that name."
        )),
        None => Ok(()),
    }
}

/// `ledger in dmz`, `E4 within api` or `dmz in core`, as the line that says the same.
fn moved(session: &Session, part: &Part) -> Result<Option<MapLine>, String> {
    let name = &part.name;
    let mut refused = None;
    for (what, is_within, around) in splits(name) {
        match put(session, part.unknown, (what, is_within, around)) {
            Put::There(line) => return Ok(Some(line)),
            Put::Nowhere(says) => refused = refused.or(Some(says)),
            Put::Unknown => {}
        }
    }
    match refused {
        Some(says) => Err(format!("{says}, or [{name}] for a new element.")),
        None => Ok(None),
    }
}

/// The two names around each ` in ` or ` within `, and whether it is the latter.
fn splits(name: &str) -> impl Iterator<Item = (&str, bool, &str)> {
    let spaces = name.match_indices(' ').map(|(at, _)| at);
    spaces.filter_map(move |at| {
        let (what, rest) = name.split_at_checked(at)?;
        let (word, around) = rest.trim_start().split_once(' ')?;
        let is_within = word.eq_ignore_ascii_case("within");
        (is_within || word.eq_ignore_ascii_case("in")).then_some((
            unquoted(what),
            is_within,
            unquoted(around),
        ))
    })
}

/// What comes of putting something somewhere.
enum Put {
    There(MapLine),
    /// It is known, and what it shall be in is not.
    Nowhere(String),
    /// It is not known itself.
    Unknown,
}

fn put(session: &Session, unknown: bool, (what, is_within, around): (&str, bool, &str)) -> Put {
    let is_element_id = what.parse::<ElementId>().is_ok();
    let zone = what.parse::<ZoneId>().ok();
    let zone = zone.map_or_else(|| zone_called(session, what), |id| Some(id.into()));
    if is_element_id || element_called(session, what).is_some() {
        let goes = |is_known: bool, line: MapLine, says: String| {
            if is_element_id || is_known {
                Put::There(line)
            } else {
                Put::Nowhere(says)
            }
        };
        let parts = vec![plain(what, unknown)];
        let zone = zone_called(session, around);
        if is_within {
            let is_known =
                around.parse::<ElementId>().is_ok() || element_called(session, around).is_some();
            let host = plain(around, false);
            goes(
                is_known,
                MapLine::Into { host, parts },
                format!(
                    "There is no element {around}. Write `into {around}: {what}` for a new one"
                ),
            )
        } else {
            goes(
                zone.is_some() || around.parse::<ZoneId>().is_ok(),
                MapLine::Zone {
                    name: around.to_owned(),
                    is_one_name: zone.is_some(),
                    parts,
                },
                format!("There is no zone {around}. Write `zone {around}: {what}` for a new one"),
            )
        }
    } else if let (Some(ItemId::Zone(id)), false) = (zone, is_within) {
        let what = match session.leads_to(id.into()) {
            Some(ItemId::Zone(id)) => zone_name(session, id),
            _ => what.to_owned(),
        };
        if zone_called(session, around).is_none() && around.parse::<ZoneId>().is_err() {
            return Put::Nowhere(format!(
                "There is no zone {around}. Write `zone {what} in {around}:` for a new one"
            ));
        }
        Put::There(MapLine::Zone {
            name: format!("{what} in {around}"),
            is_one_name: false,
            parts: Vec::new(),
        })
    } else {
        Put::Unknown
    }
}

/// What the id is of that a name begins with.
fn known_id(session: &Session, name: &str) -> Option<String> {
    let (first, _) = name.split_once(' ')?;
    let id = first.parse::<ItemId>().ok()?;
    let is_of_map = matches!(id, ItemId::Element(_) | ItemId::Flow(_) | ItemId::Zone(_));
    let found = session.leads_to(id).filter(|_| is_of_map)?;
    Some(format!("{id} is {}", session.words_of(found)?))
}

/// The element whose name it begins with; of several the one with the longest.
fn known_name(session: &Session, name: &str) -> Option<String> {
    let folded = fold(name);
    let begins = |known: &str| {
        let rest = folded.strip_prefix(&fold(known));
        rest.is_some_and(|rest| rest.starts_with(' '))
    };
    let elements = session.elements.iter();
    let elements = elements.filter(|element| begins(&element.name));
    let longest = elements.max_by_key(|element| element.name.len())?;
    Some(format!("{} is {}", longest.name, longest.id))
}
