//! `threatboard add`: lines of text as items, read as the capture bar reads them.

use std::io::{self, Read};

use super::Failure;
use super::args::AddKind;
use super::change::Work;
use crate::domain::text::MAX_BYTES;
use crate::domain::{
    Edit, FourQuestion, ItemId, NoteKind, ParkedKind, Place, Session, Stamp, Status,
};
use crate::parse::lines as typed_lines;
use crate::parse::tokens::{self, Parsed, Unknown};
use crate::store::names::why;
use crate::store::read;

/// The lines that are to be added, with their numbers for messages: the words of the command, or standard input.
pub(super) fn lines(text: &[String]) -> Result<Vec<(usize, String)>, Failure> {
    if text != ["-"] {
        return Ok(vec![(0, text.join(" "))]);
    }
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(read::MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| {
            Failure::system(format!(
                "Standard input could not be read: {}.",
                why(&error)
            ))
        })?;
    if bytes.len() as u64 > read::MAX_BYTES {
        return Err(Failure::input(
            "Standard input is larger than 16 MiB. Split it.",
        ));
    }
    let whole = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..valid).unwrap_or_default();
        let before = String::from_utf8_lossy(before);
        let line = before.matches('\n').count() + 1;
        let last = before.rsplit('\n').next().unwrap_or_default();
        let column = last.chars().count() + 1;
        Failure::input(format!(
            "Standard input:{line}:{column} is not UTF-8 text. Send it as UTF-8."
        ))
    })?;
    let text = whole.strip_prefix('\u{feff}').unwrap_or(&whole);
    Ok(text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| (at + 1, line.to_owned()))
        .collect())
}

/// Adds one item a line; all of them, or none.
pub(super) fn run(
    work: &mut Work<'_>,
    kind: AddKind,
    lines: &[(usize, String)],
    about: &[ItemId],
) -> Result<(), Failure> {
    let about = known(work.session, about).map_err(Failure::usage)?;
    for (number, line) in lines {
        let at = |says: String| match number {
            0 => Failure::usage(says),
            number => Failure::usage(format!("Line {number}: {says}")),
        };
        if line.len() > MAX_BYTES {
            return Err(at(format!(
                "The text is longer than the {MAX_BYTES} bytes an item can have. Shorten it."
            )));
        }
        let (edit, unknown) = edit(work.session, kind, line, &about, work.now).map_err(at)?;
        let made = match kind {
            // What is there already, or moves on with what is added, is said.
            AddKind::Map | AddKind::Asset | AddKind::Action => work.make_on_map(&edit),
            _ => work.make(&edit),
        };
        made.map_err(|failure| at(failure.says))?;
        work.tell_unknown(&unknown);
    }
    Ok(())
}

/// The ids as they are called now: a merged item is the one that it went into.
fn known(session: &Session, ids: &[ItemId]) -> Result<Vec<ItemId>, String> {
    ids.iter()
        .map(|id| session.leads_to(*id))
        .zip(ids)
        .map(|(found, id)| found.ok_or_else(|| format!("There is no {id} in this session.")))
        .collect()
}

/// The change that a line stands for.
pub(super) fn edit(
    session: &Session,
    kind: AddKind,
    line: &str,
    about: &[ItemId],
    now: Stamp,
) -> Result<(Edit, Vec<Unknown>), String> {
    if kind == AddKind::BusinessRisk {
        return business_risk(session, line, about).map(|edit| (edit, Vec::new()));
    }
    // A line of ids alone links what exists, as in the bar.
    if let Some(edit) = linked(session, kind, line, about) {
        return Ok((edit, Vec::new()));
    }
    let Some(what) = what(kind) else {
        return plain(session, kind, line, about).map(|edit| (edit, Vec::new()));
    };
    let mut typed = tokens::parse(line, what, session, now.date_naive());
    if let Some(unclear) = typed.unclear.first() {
        return Err(unclear.told());
    }
    let unknown = std::mem::take(&mut typed.unknown);
    item(session, kind, typed, about).map(|edit| (edit, unknown))
}

/// The change that a line without tokens stands for.
fn plain(session: &Session, kind: AddKind, line: &str, about: &[ItemId]) -> Result<Edit, String> {
    use AddKind as K;
    let note = |kind| {
        if about.is_empty() {
            Ok(typed_lines::note(kind, line))
        } else {
            Err("This concerns the whole session. Leave out --about.".to_owned())
        }
    };
    match kind {
        K::InScope => note(NoteKind::InScope),
        K::OutOfScope => note(NoteKind::OutOfScope),
        K::WhyNow => note(NoteKind::WhyNow),
        K::MissingRole => note(NoteKind::MissingRole),
        K::ShouldHear => note(NoteKind::ShouldHear),
        K::Keep => note(NoteKind::Keep),
        K::Change => note(NoteKind::Change),
        K::RevisitWhen => note(NoteKind::RevisitWhen),
        K::Map => typed_lines::map_of(session, line),
        _ => Ok(typed_lines::participants(line)),
    }
}

/// The change that a line with tokens stands for.
fn item(
    session: &Session,
    kind: AddKind,
    mut typed: Parsed,
    about: &[ItemId],
) -> Result<Edit, String> {
    use AddKind as K;
    if kind == K::Threat {
        for id in about {
            typed.places.push(match id {
                ItemId::Element(id) => Place::Element(*id),
                ItemId::Flow(id) => Place::Flow(*id),
                other => {
                    return Err(format!(
                        "A threat is on elements and flows; {other} is neither. Link it afterwards."
                    ));
                }
            });
        }
        return Ok(typed_lines::threat(typed, FourQuestion::GoWrong));
    }
    if kind == K::Asset {
        return typed_lines::asset(session, typed, about);
    }
    let said = typed.about.clone();
    typed
        .about
        .extend(about.iter().filter(|id| !said.contains(id)));
    Ok(match kind {
        K::Mitigation | K::InPlace => {
            if typed.about.is_empty() {
                return Err("Give the threats that it mitigates with --for T2,T9.".to_owned());
            }
            let status = if kind == K::InPlace {
                Status::InPlace
            } else {
                Status::CouldDo
            };
            typed_lines::mitigation(typed, Vec::new(), status)?
        }
        K::Action => typed_lines::action(typed, session, None, None),
        K::Assumption => typed_lines::assumption(typed, None),
        K::Park => {
            let kind = if typed.off_topic {
                ParkedKind::OffTopic
            } else {
                ParkedKind::Fix
            };
            typed_lines::parked(&typed, None, kind)
        }
        _ => typed_lines::question(typed, None),
    })
}

/// A business risk of the threats that are given.
fn business_risk(session: &Session, line: &str, about: &[ItemId]) -> Result<Edit, String> {
    let mut threats = Vec::new();
    for id in about {
        match id {
            ItemId::Threat(id) => threats.push(*id),
            other => {
                return Err(format!(
                    "Threats lead to a business risk; {other} is not a threat."
                ));
            }
        }
    }
    typed_lines::business_risk(session, line, &threats)
}

fn linked(session: &Session, kind: AddKind, line: &str, about: &[ItemId]) -> Option<Edit> {
    let ours = |id: &ItemId| match kind {
        AddKind::Mitigation | AddKind::InPlace => matches!(id, ItemId::Mitigation(_)),
        AddKind::Question => matches!(id, ItemId::Question(_)),
        AddKind::Action => matches!(id, ItemId::Action(_)),
        AddKind::Assumption => matches!(id, ItemId::Assumption(_)),
        AddKind::Asset => matches!(id, ItemId::Asset(_)),
        _ => false,
    };
    let edits: Vec<Edit> = about
        .iter()
        .filter_map(|about| typed_lines::linked(session, line, Some(*about), ours))
        .collect();
    (!edits.is_empty()).then_some(Edit::All(edits))
}

/// What the tokens of a line mean; `None` where it has none.
fn what(kind: AddKind) -> Option<tokens::What> {
    match kind {
        AddKind::Threat => Some(tokens::What::Threat),
        AddKind::Mitigation | AddKind::InPlace => Some(tokens::What::Mitigation),
        AddKind::Action => Some(tokens::What::Action),
        AddKind::Asset => Some(tokens::What::Asset),
        AddKind::Park => Some(tokens::What::Parked),
        AddKind::Question | AddKind::Assumption => Some(tokens::What::Said),
        _ => None,
    }
}
