//! The grammar of a map line: `customer -> web : refund request`, `(customer), [web], {ledger}`,
//! `zone core in cloud: refund-api, ledger`, `into api: parser, cache`. A line is read into pieces with `winnow`; the pieces are then put together here,
//! so that each mistake gets its own sentence.

use std::fmt;

use crate::domain::text;

mod piece;
use piece::Piece;
pub(super) use piece::unquoted;

/// What a map line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MapLine {
    /// One or several flows, in the order in which the data moves.
    Flow(Vec<FlowPart>),
    /// Parts without a flow.
    Parts(Vec<Part>),
    /// A trust zone and what lies in it.
    Zone {
        /// What the zone is called, perhaps with the zone around it: `core in cloud`.
        name: String,
        /// The name is in brackets, so that all of it is one.
        is_one_name: bool,
        /// Parts, or zones in this one; none only where the name may say what it lies in.
        parts: Vec<Part>,
    },
    /// A part and what stands on a map of its own.
    Into {
        /// The part.
        host: Part,
        /// At least one part.
        parts: Vec<Part>,
    },
}

/// Data that moves from one part to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FlowPart {
    /// Who sends.
    pub from: Part,
    /// Who receives.
    pub to: Part,
    /// What is sent, if it was said.
    pub data: Option<String>,
}

/// A part of the system by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Never empty; single spaces.
    pub name: String,
    /// What its brackets say; `None` for a plain name.
    pub kind: Option<PartKind>,
    /// Marked with `?`: no one here knows it.
    pub unknown: bool,
}

/// What the brackets around a name mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartKind {
    /// `(customer)`: an external entity.
    External,
    /// `[web]`: a process.
    Process,
    /// `{ledger}`: a data store.
    Store,
}

/// Why a line cannot be drawn. The message says what to type instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum MapLineError {
    /// Nothing was typed.
    Empty,
    /// `-> b`: no one sends.
    NoSender,
    /// `a ->`: no one receives.
    NoReceiver(String),
    /// `[web`: the bracket stays open.
    Unclosed(String),
    /// `[]` or `?`: a part without a name.
    NoName,
    /// Two parts with nothing between them.
    NothingBetween(String, String),
    /// `a, b -> c`.
    CommaInFlow(String),
    /// A comma with nothing on one side.
    CommaAlone,
    /// `zone : x`.
    ZoneWithoutName,
    /// `zone core` or `zone core:`.
    ZoneWithoutParts(String),
    /// `zone core: a -> b`.
    ArrowInZone(String),
    /// `into : x`.
    IntoNothing,
    /// `into api` or `into api:`.
    IntoWithoutParts(String),
    /// `into api: a -> b`.
    ArrowInto(String),
    /// `web : data`, without an arrow.
    ColonWithoutFlow(String),
    /// Characters that stand for nothing here, such as a lone `>`.
    Stray(String),
}

impl fmt::Display for MapLineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(
                f,
                "The line is empty: type `customer -> web : refund request`."
            ),
            Self::NoSender => {
                write!(
                    f,
                    "There is nothing before the arrow: type who sends, as in `customer -> web`."
                )
            }
            Self::NoReceiver(from) => {
                write!(
                    f,
                    "There is nothing after the arrow: type who receives, as in `{from} -> web`."
                )
            }
            Self::Unclosed(open) => write!(
                f,
                "The bracket of `{open}` is not closed: type `(customer)`, `[web]` or `{{ledger}}`."
            ),
            Self::NoName => {
                write!(
                    f,
                    "An element has no name: type it, as in `[web]` or `?scheduler`."
                )
            }
            Self::NothingBetween(a, b) => write!(
                f,
                "There is nothing between `{a}` and `{b}`: type `{a} -> {b}`, `{a}, {b}` or `zone {a}: {b}`."
            ),
            Self::CommaInFlow(name) => {
                write!(
                    f,
                    "A flow has one element at each end: put what follows `{name}` on its own line."
                )
            }
            Self::CommaAlone => {
                write!(
                    f,
                    "A comma has nothing on one side: type elements as in `web, ledger`."
                )
            }
            Self::ZoneWithoutName => {
                write!(f, "The zone has no name: type `zone core: web, ledger`.")
            }
            Self::ZoneWithoutParts(name) => {
                write!(
                    f,
                    "The zone has no elements: type them, as in `zone {name}: web, ledger`."
                )
            }
            Self::ArrowInZone(name) => write!(
                f,
                "A zone lists elements, not flows: type `zone {name}: web, ledger` and put each flow on its own line."
            ),
            Self::IntoNothing => write!(
                f,
                "The element has no name: type `into api: parser, cache`."
            ),
            Self::IntoWithoutParts(name) => write!(
                f,
                "Nothing goes into `{name}`: type elements, as in `into {name}: parser, cache`."
            ),
            Self::ArrowInto(name) => write!(
                f,
                "What goes into an element is a list, not flows: type `into {name}: parser, cache` and put each flow on its own line."
            ),
            Self::ColonWithoutFlow(name) => write!(
                f,
                "A colon names the data of a flow: type `customer -> {name} : data`, or `zone {name}: ledger` for a zone."
            ),
            Self::Stray(rest) => write!(
                f,
                "`{rest}` is not understood here: type `customer -> web : refund request`."
            ),
        }
    }
}

impl std::error::Error for MapLineError {}

/// Reads one map line.
///
/// # Errors
/// See [`MapLineError`].
pub(crate) fn parse(line: &str) -> Result<MapLine, MapLineError> {
    let cleaned = text::clean(line);
    let line = cleaned.trim();
    if line.is_empty() {
        return Err(MapLineError::Empty);
    }
    if let Some((head, rest)) = piece::head(line, "zone") {
        return zone(head, rest);
    }
    if let Some((head, rest)) = piece::head(line, "into") {
        return into(head, rest);
    }
    let pieces = piece::pieces(line)?;
    if pieces
        .iter()
        .any(|piece| matches!(piece, Piece::Arrow { .. }))
    {
        flows(&pieces).map(MapLine::Flow)
    } else {
        parts(&pieces).map(MapLine::Parts)
    }
}

/// Whether a line with nothing but this name is that part and no other.
pub(crate) fn is_one_name(name: &str) -> bool {
    match parse(name) {
        Ok(MapLine::Parts(parts)) => {
            matches!(parts.as_slice(), [part] if part.name == name && part.kind.is_none() && !part.unknown)
        }
        _ => false,
    }
}

/// A zone from its name and what follows the name.
fn zone(name: Option<Part>, rest: &str) -> Result<MapLine, MapLineError> {
    let head = name.ok_or(MapLineError::ZoneWithoutName)?;
    let (mut name, is_one_name) = (head.name, head.kind.is_some());
    // Each of two names may stand in quotes of its own.
    if let (false, Some((inner, outer))) = (is_one_name, name.split_once(" in ")) {
        name = format!("{} in {}", unquoted(inner), unquoted(outer));
    }
    let Some(list) = list(rest) else {
        let may_nest = !is_one_name && name.to_ascii_lowercase().contains(" in ");
        return if may_nest {
            let parts = Vec::new();
            Ok(MapLine::Zone {
                name,
                is_one_name,
                parts,
            })
        } else {
            Err(MapLineError::ZoneWithoutParts(name))
        };
    };
    let parts = parts_alone(list)?.ok_or_else(|| MapLineError::ArrowInZone(name.clone()))?;
    Ok(MapLine::Zone {
        name,
        is_one_name,
        parts,
    })
}

/// What goes into a part, from the part and what follows it.
fn into(host: Option<Part>, rest: &str) -> Result<MapLine, MapLineError> {
    let host = host.ok_or(MapLineError::IntoNothing)?;
    let list = list(rest).ok_or_else(|| MapLineError::IntoWithoutParts(host.name.clone()))?;
    let parts = parts_alone(list)?.ok_or_else(|| MapLineError::ArrowInto(host.name.clone()))?;
    Ok(MapLine::Into { host, parts })
}

/// What follows the colon, if anything does.
fn list(rest: &str) -> Option<&str> {
    let list = rest.strip_prefix(':').map(str::trim);
    list.filter(|list| !list.is_empty())
}

/// A list without arrows; `None` where there is one.
fn parts_alone(list: &str) -> Result<Option<Vec<Part>>, MapLineError> {
    let pieces = piece::pieces(list)?;
    let mut all = pieces.iter();
    if all.any(|piece| matches!(piece, Piece::Arrow { .. })) {
        return Ok(None);
    }
    parts(&pieces).map(Some)
}

/// Parts with commas between them.
fn parts(pieces: &[Piece]) -> Result<Vec<Part>, MapLineError> {
    let mut parts: Vec<Part> = Vec::new();
    let mut wants_part = true;
    for piece in pieces {
        match piece {
            Piece::Part(part) if wants_part => parts.push(part.clone()),
            Piece::Part(part) => return Err(nothing_between(parts.last(), part)),
            Piece::Comma if wants_part => return Err(MapLineError::CommaAlone),
            Piece::Comma => {}
            Piece::Data(_) => {
                let name = parts.last().map_or("customer", |part| &part.name);
                return Err(MapLineError::ColonWithoutFlow(name.to_owned()));
            }
            Piece::Arrow { .. } => return Err(MapLineError::NoSender),
        }
        wants_part = matches!(piece, Piece::Comma);
    }
    if wants_part {
        Err(MapLineError::CommaAlone)
    } else {
        Ok(parts)
    }
}

/// A chain of parts with arrows between them and the data, if any, at the end.
fn flows(pieces: &[Piece]) -> Result<Vec<FlowPart>, MapLineError> {
    let mut flows = Vec::new();
    let mut from: Option<&Part> = None;
    let mut arrow: Option<bool> = None;
    let mut data = None;
    for piece in pieces {
        match (piece, from, arrow) {
            (Piece::Part(part), None, _) => from = Some(part),
            (Piece::Part(to), Some(sender), Some(both)) => {
                flows.push((sender, to));
                if both {
                    flows.push((to, sender));
                }
                (from, arrow) = (Some(to), None);
            }
            (Piece::Part(part), before, None) => return Err(nothing_between(before, part)),
            (Piece::Arrow { both }, Some(_), None) => arrow = Some(*both),
            (_, None, _) => return Err(MapLineError::NoSender),
            (_, Some(sender), Some(_)) => {
                return Err(MapLineError::NoReceiver(sender.name.clone()));
            }
            (Piece::Comma, Some(sender), None) => {
                return Err(MapLineError::CommaInFlow(sender.name.clone()));
            }
            (Piece::Data(text), Some(_), None) => data = Some(text).filter(|text| !text.is_empty()),
        }
    }
    match (from, arrow) {
        (Some(sender), Some(_)) => Err(MapLineError::NoReceiver(sender.name.clone())),
        _ => Ok(flows
            .into_iter()
            .map(|(from, to)| FlowPart {
                from: from.clone(),
                to: to.clone(),
                data: data.cloned(),
            })
            .collect()),
    }
}

fn nothing_between(before: Option<&Part>, part: &Part) -> MapLineError {
    let before = before.map_or_else(String::new, |part| part.name.clone());
    MapLineError::NothingBetween(before, part.name.clone())
}

#[cfg(test)]
mod tests;
