//! `threatboard list`: what a session holds, in columns for people and as JSON for programs.

use std::path::Path;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::args::ListKind;
use super::{Done, Failure};
use crate::areas::wrap::{pad, width};
use crate::catalogue::references;
use crate::domain::{ItemId, NoteKind, ParkedKind, ParticipantId, Session, Stamp, Threat};
use crate::store::names::shown;
use crate::store::session;

mod map;
mod sessions;
mod worth;

pub(super) use sessions::inside;

/// Every kind, in the order of the file.
const ALL: [ListKind; 14] = [
    ListKind::Notes,
    ListKind::Participants,
    ListKind::Assumptions,
    ListKind::Zones,
    ListKind::Elements,
    ListKind::Flows,
    ListKind::Threats,
    ListKind::Mitigations,
    ListKind::Questions,
    ListKind::Actions,
    ListKind::Parked,
    ListKind::Assets,
    ListKind::BusinessRisks,
    ListKind::Waiting,
];

/// Prints one kind of item, or all; of a folder, its sessions.
pub(super) fn run(
    file: &Path,
    kind: Option<ListKind>,
    json: bool,
    now: Stamp,
) -> Result<Done, Failure> {
    if file.is_dir() {
        if kind.is_some() {
            return Err(Failure::usage(format!(
                "{} is a folder. Give a session to list its items, or no kind to list the folder's sessions.",
                shown(file)
            )));
        }
        return sessions::run(file, json, now);
    }
    let session = session::load(file)?.session;
    let kinds = kind.map_or_else(|| ALL.to_vec(), |kind| vec![kind]);
    if json {
        return as_json(&session, &kinds, now).map(Done::with);
    }
    let blocks: Vec<String> = kinds
        .into_iter()
        .map(|kind| columns(&rows(&session, kind)))
        .filter(|block| !block.is_empty())
        .collect();
    Ok(Done::with(blocks.join("\n")))
}

fn as_json(session: &Session, kinds: &[ListKind], now: Stamp) -> Result<String, Failure> {
    let failed = |error: serde_json::Error| {
        Failure::system(format!("The list could not be written as JSON: {error}."))
    };
    let mut map = Map::new();
    map.insert("uuid".to_owned(), Value::String(session.uuid.to_string()));
    map.insert("title".to_owned(), Value::String(session.title.to_string()));
    for kind in kinds {
        let (name, items) = items(session, *kind).map_err(failed)?;
        map.insert(name.to_owned(), items);
    }
    let tally = serde_json::to_value(session.tally(now.date_naive())).map_err(failed)?;
    map.insert("tally".to_owned(), tally);
    let looks = session.looks_again(now.date_naive()).into_iter();
    let looks = looks.map(|look| {
        json!({
            "of": look.of.to_string(),
            "event": look.why.words(),
            "by": look.by.map(|by| by.to_string()),
            "reason": look.reason(),
            "at": look.at.to_rfc3339(),
        })
    });
    map.insert("look_again".to_owned(), looks.collect());
    let mut text = serde_json::to_string_pretty(&map).map_err(failed)?;
    text.push('\n');
    Ok(text)
}

/// The items of a kind as they stand in the file, and what their list is called there.
fn items(session: &Session, kind: ListKind) -> Result<(&'static str, Value), serde_json::Error> {
    fn list<T: Serialize>(
        name: &'static str,
        items: &[T],
    ) -> Result<(&'static str, Value), serde_json::Error> {
        Ok((name, serde_json::to_value(items)?))
    }
    match kind {
        ListKind::Notes => list("notes", &session.notes),
        ListKind::Participants => list("participants", &session.participants),
        ListKind::Assumptions => list("assumptions", &session.assumptions),
        ListKind::Zones => list("zones", &session.zones),
        ListKind::Elements => list("elements", &session.elements),
        ListKind::Flows => list("flows", &session.flows),
        ListKind::Threats => threats(session),
        ListKind::Mitigations => list("mitigations", &session.mitigations),
        ListKind::Questions => list("questions", &session.questions),
        ListKind::Actions => list("actions", &session.actions),
        ListKind::Parked => list("parked", &session.parked),
        ListKind::Assets => list("assets", &session.assets),
        ListKind::BusinessRisks => list("business_risks", &session.business_risks),
        ListKind::Waiting => list("waiting", &session.waiting),
    }
}

/// The threats as they stand in the file, each with the sentence that its parts make.
fn threats(session: &Session) -> Result<(&'static str, Value), serde_json::Error> {
    let all = session.threats.iter().map(|threat| {
        let mut value = serde_json::to_value(threat)?;
        if let (Value::Object(map), Some(sentence)) = (&mut value, session.said_so_far(threat)) {
            map.insert("sentence".to_owned(), Value::String(sentence));
        }
        if let (Value::Object(map), Some(clarity)) = (&mut value, session.clarity(threat.id)) {
            map.insert("clarity".to_owned(), json!(clarity.hands));
        }
        if let (Value::Object(map), Some(details)) =
            (&mut value, references::details(&threat.references))
        {
            map.insert("reference_details".to_owned(), details);
        }
        Ok(value)
    });
    let all: Result<Vec<Value>, serde_json::Error> = all.collect();
    Ok(("threats", Value::Array(all?)))
}

/// The rows of a kind: short columns first and the words last, so that long words push nothing out of line.
fn rows(session: &Session, kind: ListKind) -> Vec<Vec<String>> {
    let s = session;
    let who = |id: Option<ParticipantId>| s.name_of(id).unwrap_or_default().to_owned();
    let words = |id: ItemId| s.words_of(id).unwrap_or_default();
    match kind {
        ListKind::Notes => rows_of(&s.notes, |n| {
            vec![
                n.id.to_string(),
                note_words(n.kind).to_owned(),
                words(n.id.into()),
            ]
        }),
        ListKind::Participants => rows_of(&s.participants, |p| {
            vec![p.id.to_string(), p.role.to_string(), p.name.to_string()]
        }),
        ListKind::Assumptions => rows_of(&s.assumptions, |a| {
            vec![
                a.id.to_string(),
                a.state.words().to_owned(),
                ids(&a.about),
                who(a.speaker),
                a.text.to_string(),
            ]
        }),
        ListKind::Zones | ListKind::Elements | ListKind::Flows => map::rows(s, kind),
        ListKind::Threats => rows_of(&s.threats, |t| {
            let places: Vec<String> = t.places.iter().map(|place| s.place_words(*place)).collect();
            let stands = match (&t.response, &t.deferred) {
                (Some(response), _) => response.kind.words(),
                (None, Some(_)) => "deferred",
                (None, None) => "",
            };
            vec![
                t.id.to_string(),
                s.level_words(t).unwrap_or_default().to_owned(),
                stands.to_owned(),
                places.join(", "),
                session.said_by(t),
                match session.sentence(t) {
                    Some(sentence) => {
                        format!(
                            "{} ({})",
                            with_references(t),
                            sentence.trim_end_matches('.')
                        )
                    }
                    None => with_references(t),
                },
            ]
        }),
        ListKind::Mitigations => rows_of(&s.mitigations, |m| {
            let threats: Vec<ItemId> = m.threats.iter().map(|id| (*id).into()).collect();
            vec![
                m.id.to_string(),
                m.status.words().to_owned(),
                m.kind.map_or("", |kind| kind.words()).to_owned(),
                ids(&threats),
                m.text.to_string(),
            ]
        }),
        ListKind::Questions => rows_of(&s.questions, |q| {
            vec![
                q.id.to_string(),
                q.state.words().to_owned(),
                who(q.owner),
                ids(&q.about),
                q.text.to_string(),
            ]
        }),
        ListKind::Actions => rows_of(&s.actions, |a| {
            vec![
                a.id.to_string(),
                a.status.words().to_owned(),
                a.kind.words().to_owned(),
                who(a.owner),
                a.due.map(|due| due.to_string()).unwrap_or_default(),
                if a.said_yes { "yes" } else { "" }.to_owned(),
                ids(&a.about),
                a.text.to_string(),
            ]
        }),
        ListKind::Parked => rows_of(&s.parked, |p| {
            let kind = match (p.kind, p.used_as) {
                (_, Some(id)) => format!("used as {id}"),
                (ParkedKind::Fix, None) => "fix".to_owned(),
                (ParkedKind::OffTopic, None) => "off topic".to_owned(),
            };
            vec![
                p.id.to_string(),
                kind,
                p.about.map(|id| id.to_string()).unwrap_or_default(),
                who(p.speaker),
                p.text.to_string(),
            ]
        }),
        ListKind::Assets | ListKind::BusinessRisks => worth::rows(s, kind),
        ListKind::Waiting => rows_of(&s.waiting, |n| {
            vec![n.kind.word().to_owned(), who(n.speaker), n.text.to_string()]
        }),
    }
}

/// The words of a threat, and what it refers to.
fn with_references(threat: &Threat) -> String {
    let see: Vec<String> = threat.references.iter().map(references::words).collect();
    if see.is_empty() {
        return threat.text.to_string();
    }
    format!("{} (see {})", threat.text, see.join(", "))
}

fn rows_of<T>(items: &[T], row: impl Fn(&T) -> Vec<String>) -> Vec<Vec<String>> {
    items.iter().map(row).collect()
}

fn ids(ids: &[ItemId]) -> String {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    ids.join(",")
}

/// As `add` calls them.
fn note_words(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::InScope => "in-scope",
        NoteKind::OutOfScope => "out-of-scope",
        NoteKind::WhyNow => "why-now",
        NoteKind::MissingRole => "missing-role",
        NoteKind::ShouldHear => "inform",
        NoteKind::Keep => "keep",
        NoteKind::Change => "change",
        NoteKind::RevisitWhen => "revisit-when",
    }
}

/// Rows as lines with two blanks between the columns; a column in which no one has anything is left out.
pub(super) fn columns(rows: &[Vec<String>]) -> String {
    let count = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..count)
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| width(cell)).max().unwrap_or_default()
        })
        .collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            if at + 1 == count {
                line.push_str(cell);
            } else if *width > 0 {
                // An empty cell is said, so that columns can be counted.
                let cell = if cell.is_empty() { "-" } else { cell };
                line.push_str(&pad(cell, *width));
                line.push_str("  ");
            }
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_by_cells_and_empty_ones_are_left_out() {
        let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
        let rows = [row(["T1", "", "日本", "a"]), row(["T12", "", "", "b"])];
        assert_eq!(columns(&rows), "T1   日本  a\nT12  -     b\n");
    }
}
