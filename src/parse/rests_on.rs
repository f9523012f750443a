//! What a threat rests on, as it is typed: `all of T4, T7`, `one of T4 | + words of a new threat`, `and T9`, `without T4`,
//! `none`.
//!
//! Nothing is guessed. How many of the parts have to come true is said, words find a threat but are not linked before they
//! are seen as its id, and words that are no threat yet become one behind a `+` alone.

use chrono::NaiveDate;

use super::tokens::{self, What};
use super::{lines, map_change};
use crate::domain::text::words_of;
use crate::domain::{Edit, Field, FourQuestion, Gate, RestsOn, Session, ThreatId};

/// How many threats Tab goes through.
const MOST: usize = 9;

/// What comes before the words of a new threat.
const NEW: char = '+';

const FORMS: &str = "Begin with \"all of\" or \"one of\", such as: one of T4, T7. Or type: and T9, without T4, none.";

/// How the line changes what the threat rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum How {
    Nothing,
    Gate(Gate),
    And,
    Without,
}

/// One part of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part<'a> {
    Known(ThreatId),
    New(&'a str),
    Words(&'a str),
}

/// The word that the line begins with, and what stands behind it.
fn how(line: &str) -> Option<(How, &str)> {
    let line = line.trim_start();
    if line.trim().is_empty() || map_change::is_none(line) {
        return Some((How::Nothing, ""));
    }
    let (first, rest) = line.split_at(line.find([' ', ':']).unwrap_or(line.len()));
    let rest = rest.strip_prefix(':').unwrap_or(rest).trim_start();
    let behind_of = || {
        let of = rest.split_at_checked(2)?;
        let is_of = of.0.eq_ignore_ascii_case("of") && !of.1.starts_with(char::is_alphanumeric);
        is_of.then(|| of.1.strip_prefix(':').unwrap_or(of.1).trim_start())
    };
    Some(match first.to_lowercase().as_str() {
        "all" => (How::Gate(Gate::All), behind_of().unwrap_or(rest)),
        "one" | "any" => (How::Gate(Gate::One), behind_of().unwrap_or(rest)),
        "and" => (How::And, rest),
        "without" => (How::Without, rest),
        _ => return None,
    })
}

/// What stands between commas, or between bars where there is one: then words may have commas.
fn parts<'a>(session: &Session, line: &'a str) -> Vec<Part<'a>> {
    let separator = if line.contains('|') { '|' } else { ',' };
    let mut parts = Vec::new();
    for piece in line.split(separator).map(str::trim) {
        let ids = piece.split([' ', ',']).filter(|word| !word.is_empty());
        let ids: Option<Vec<ThreatId>> = ids
            .map(|word| Some(session.threat(word.parse().ok()?)?.id))
            .collect();
        match ids {
            Some(ids) => parts.extend(ids.into_iter().map(Part::Known)),
            None => parts.push(match piece.strip_prefix(NEW) {
                Some(words) => Part::New(words.trim()),
                None => Part::Words(piece),
            }),
        }
    }
    parts
}

/// What the line leaves: the gate, and each part with its id or the words of a new threat.
fn left<'a>(
    session: &Session,
    threat: ThreatId,
    line: &'a str,
) -> Result<Option<(Gate, Vec<Part<'a>>)>, String> {
    let (how, rest) = how(line).ok_or(FORMS)?;
    let now = session.threat(threat).and_then(|t| session.rests(t));
    let named = parts(session, rest);
    if let Some(Part::Words(words)) = named.iter().find(|part| matches!(part, Part::Words(_))) {
        return Err(match fitting(session, threat, words).as_slice() {
            [] => not_known(words),
            several => {
                let ids: Vec<String> = several.iter().map(ToString::to_string).collect();
                format!("\"{words}\" may be {}. Type the id.", ids.join(", "))
            }
        });
    }
    if let Some(Part::New("")) = named.iter().find(|part| matches!(part, Part::New(_))) {
        return Err("Type the words of the new threat behind the +.".to_owned());
    }
    let (gate, mut all) = match (how, now) {
        (How::Nothing, _) => return Ok(None),
        (How::Gate(gate), _) => (gate, Vec::new()),
        (How::And | How::Without, None) => {
            return Err(format!("{threat} rests on nothing yet. {FORMS}"));
        }
        (How::And | How::Without, Some(now)) => {
            (now.gate, now.of.into_iter().map(Part::Known).collect())
        }
    };
    if named.is_empty() {
        return Err("Name at least one threat, such as T4.".to_owned());
    }
    if how == How::Without {
        if let Some(other) = named.iter().find(|part| !all.contains(part)) {
            return Err(match other {
                Part::Known(id) => format!("{threat} does not rest on {id}."),
                Part::New(words) | Part::Words(words) => not_known(words),
            });
        }
        all.retain(|part| !named.contains(part));
    } else {
        for part in named {
            if !all.contains(&part) {
                all.push(part);
            }
        }
    }
    Ok((!all.is_empty()).then_some((gate, all)))
}

fn not_known(words: &str) -> String {
    format!("No threat says \"{words}\". Type + {words} to make it a new threat.")
}

/// The change that the line stands for.
///
/// # Errors
/// A sentence when it does not say how many have to come true, or words name no threat by its id.
pub(crate) fn edit(
    session: &Session,
    threat: ThreatId,
    line: &str,
    today: NaiveDate,
    found_in: FourQuestion,
) -> Result<Edit, String> {
    let rests = |rests| Edit::Set(threat.into(), Field::RestsOn(rests));
    let Some((gate, parts)) = left(session, threat, line)? else {
        return Ok(rests(None));
    };
    let mut edits = Vec::new();
    let mut of = Vec::new();
    let mut next = session.counters.threat;
    for part in parts {
        match part {
            Part::Known(id) => of.push(id),
            Part::New(words) | Part::Words(words) => {
                let what = What::Threat.within(session);
                let parsed = tokens::parse(words, what, session, today);
                edits.push(lines::threat(parsed, found_in));
                next = next.saturating_add(1);
                of.push(ThreatId(next));
            }
        }
    }
    let rests = rests(Some(RestsOn { gate, of }));
    if edits.is_empty() {
        return Ok(rests);
    }
    edits.push(rests);
    Ok(Edit::All(edits))
}

/// What Enter would link, in words; what is missing where it would not. It looks up ids alone, so that it costs the same
/// in any session.
pub(crate) fn says(session: &Session, threat: ThreatId, line: &str) -> String {
    let Some((how, rest)) = how(line) else {
        return FORMS.to_owned();
    };
    let named = |part: &Part<'_>| match part {
        Part::Known(id) => {
            let words = session.threat(*id).map(|threat| threat.text.to_string());
            format!("{id} {}", words.unwrap_or_default())
        }
        Part::New(words) => format!("a new threat: {words}"),
        Part::Words(words) => format!("\"{words}\" (Tab finds it, + makes it new)"),
    };
    let named: Vec<String> = parts(session, rest).iter().map(named).collect();
    let named = named.join("; ");
    match how {
        How::Nothing => format!("{threat} rests on nothing else"),
        How::Gate(gate) => format!("{threat} rests on {}: {named}", gate.words()),
        How::And => format!("{threat} also rests on {named}"),
        How::Without => format!("{threat} no longer rests on {named}"),
    }
}

/// The same line with ids in place of words; `None` where it has no words but those of new threats.
///
/// # Errors
/// A sentence when words fit no threat or several.
pub(crate) fn with_ids(
    session: &Session,
    threat: ThreatId,
    line: &str,
) -> Result<Option<String>, String> {
    let Some((_, rest)) = how(line) else {
        return Ok(None);
    };
    let mut found = None;
    for part in parts(session, rest) {
        let Part::Words(words) = part else { continue };
        let id = match fitting(session, threat, words).as_slice() {
            [only] => *only,
            [] => return Err(not_known(words)),
            several => {
                let ids: Vec<String> = several.iter().map(ToString::to_string).collect();
                return Err(format!(
                    "\"{words}\" may be {}. Tab goes through them.",
                    ids.join(", ")
                ));
            }
        };
        let line = found.take().unwrap_or_else(|| line.to_owned());
        found = Some(line.replacen(words, &id.to_string(), 1));
    }
    Ok(found)
}

/// Where the last part of a line begins, in bytes.
pub(crate) fn last_part(line: &str) -> usize {
    let (start, rest) = how(line).map_or((0, line), |(_, rest)| (line.len() - rest.len(), rest));
    let separator = if rest.contains('|') { '|' } else { ',' };
    start + rest.rfind(separator).map_or(0, |at| at + 1)
}

/// The threats that words may mean as a part of another: whose text begins so, then those that have all of the words.
pub(crate) fn fitting(session: &Session, threat: ThreatId, name: &str) -> Vec<ThreatId> {
    let wanted = words_of(name);
    let mut fits: Vec<(bool, ThreatId)> = Vec::new();
    for other in session.threats.iter().filter(|t| t.id != threat) {
        let words = words_of(&other.text);
        let has = |part: &String| words.iter().any(|word| word.starts_with(part.as_str()));
        if words == wanted {
            return vec![other.id];
        }
        if !wanted.is_empty() && wanted.iter().all(has) {
            let begins = words.first().is_some_and(|first| {
                wanted
                    .first()
                    .is_some_and(|wanted| first.starts_with(wanted.as_str()))
            });
            fits.push((!begins, other.id));
        }
    }
    fits.sort_by_key(|(later, _)| *later);
    fits.into_iter().map(|(_, id)| id).take(MOST).collect()
}
