//! Files of other formats, read by their importers: what becomes of each, what is refused and why, and that nothing in
//! them can break a session.

mod corpus;
mod files;
mod large;
mod laws;
mod models;
mod parts;
mod unclaimed;

use std::fmt::Write;
use std::fs;
use std::path::Path;

use chrono::DateTime;
use threatboard::domain::{Edit, History, Session, SessionKind, Stamp};
use threatboard::import::{Draft, ImportError, Source, source};
use threatboard::store::format;
use uuid::Uuid;

fn now() -> Stamp {
    DateTime::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
}

fn text_of(path: &Path) -> String {
    String::from_utf8(fs::read(path).unwrap()).unwrap()
}

fn named(name: &str) -> &'static Source {
    source(name).unwrap_or_else(|| panic!("there is no source called {name}"))
}

/// An empty session that took the draft over.
///
/// # Panics
/// When the result is no session that could be saved and opened again.
fn taken(draft: &Draft) -> Session {
    let mut session = Session::new(
        Uuid::from_u128(7),
        "Refunds".into(),
        SessionKind::Meeting,
        now(),
    );
    let mut history = History::default();
    let edit = Edit::Adopt(Box::new(draft.session.clone()));
    history.apply(&mut session, &edit, now()).unwrap();
    session.validate().unwrap();
    let file = format::write(&session).unwrap();
    assert_eq!(format::read(&file).unwrap(), session);
    session
}

/// What importing gave, as one reads it.
fn told(read: &Result<Draft, ImportError>) -> String {
    let draft = match read {
        Ok(draft) => draft,
        Err(error) => return format!("refused: {error}\n"),
    };
    let mut out = String::new();
    let s = &draft.session;
    let candidates = if draft.candidates { ", candidates" } else { "" };
    writeln!(out, "{}{candidates}", s.title).unwrap();
    if let Some(heard) = draft.heard {
        writeln!(out, "{} cues, {} folded", heard.cues, heard.folded).unwrap();
    }
    for note in &s.notes {
        writeln!(out, "{} {:?}: {}", note.id, note.kind, note.text).unwrap();
    }
    for person in &s.participants {
        writeln!(out, "{} {}", person.id, person.name).unwrap();
    }
    for zone in &s.zones {
        let around = zone.parent.map(|id| format!(" in {id}"));
        let around = around.unwrap_or_default();
        writeln!(out, "{} {}{around}", zone.id, zone.name).unwrap();
    }
    for e in &s.elements {
        let zone = e.zone.map(|zone| format!(" in {zone}")).unwrap_or_default();
        let owner = e.owner.as_ref().map(|owner| format!(" of {owner}"));
        let owner = owner.unwrap_or_default();
        let map = e.within.map(|host| format!(" on the map of {host}"));
        let map = map.unwrap_or_default();
        let why = e.out_of_scope.as_ref().map(|why| format!(", out: {why}"));
        let why = why.unwrap_or_default();
        let name = e.kind.mark(&e.name);
        writeln!(out, "{} {name}{zone}{map}{owner}{why}", e.id).unwrap();
        if !e.note.is_empty() {
            writeln!(out, "   note {}", e.note).unwrap();
        }
    }
    for f in &s.flows {
        writeln!(out, "{} {} > {}: {}", f.id, f.from, f.to, f.data).unwrap();
        if !f.protocol.is_empty() {
            writeln!(out, "   over {}", f.protocol).unwrap();
        }
    }
    for a in &s.assets {
        let kind = a.kind.map_or("asset", |kind| kind.words());
        let places: Vec<String> = a.places.iter().map(ToString::to_string).collect();
        let says = [kind.to_owned(), a.needs_words(), places.join(" ")];
        let says = says.iter().filter(|said| !said.is_empty()).cloned();
        let says = says.collect::<Vec<_>>().join(", ");
        writeln!(out, "{} {}: {says}", a.id, a.name).unwrap();
    }
    for t in &s.threats {
        let severity = t.severity.map_or("", |severity| severity.short());
        writeln!(out, "{} {severity:4} {}", t.id, t.text).unwrap();
        let stride: String = t.stride.iter().map(|s| s.letter()).collect();
        let more = [
            (
                "said by",
                s.name_of(t.speaker).unwrap_or_default().to_owned(),
            ),
            ("who", s.actor_words(t).unwrap_or_default()),
            ("stride", stride),
            (
                "category",
                t.categories
                    .iter()
                    .map(|c| c.to_string())
                    .collect::<Vec<_>>()
                    .join(" | "),
            ),
            (
                "also",
                t.also
                    .iter()
                    .map(|also| also.as_str())
                    .collect::<Vec<_>>()
                    .join(" | "),
            ),
            (
                "response",
                t.response
                    .as_ref()
                    .map(|r| r.kind.words().to_owned())
                    .unwrap_or_default(),
            ),
            (
                "likely",
                t.likelihood.map(|l| format!("{l:?}")).unwrap_or_default(),
            ),
            (
                "impact",
                t.impact.map(|l| format!("{l:?}")).unwrap_or_default(),
            ),
            ("below", t.parent.map(|p| p.to_string()).unwrap_or_default()),
            ("at", t.places.iter().map(|p| p.to_string()).collect()),
            (
                "see",
                t.references
                    .iter()
                    .map(|r| r.as_str())
                    .collect::<Vec<_>>()
                    .join(" | "),
            ),
            (
                "from",
                t.origin
                    .as_ref()
                    .map(|o| o.id.to_string())
                    .unwrap_or_default(),
            ),
        ];
        for (name, value) in more.iter().filter(|(_, value)| !value.is_empty()) {
            writeln!(out, "   {name} {value}").unwrap();
        }
    }
    let list = |ids: Vec<String>| {
        let ids = ids.join(" ");
        if ids.is_empty() {
            ids
        } else {
            format!(" ({ids})")
        }
    };
    for m in &s.mitigations {
        let threats = list(m.threats.iter().map(|id| id.to_string()).collect());
        writeln!(out, "{} {}: {}{threats}", m.id, m.status.words(), m.text).unwrap();
        if let Some(strength) = m.strength {
            writeln!(out, "   takes {strength:?}").unwrap();
        }
    }
    for q in &s.questions {
        let about = list(q.about.iter().map(|id| id.to_string()).collect());
        let owner = q.owner.map(|id| format!(" by {id}")).unwrap_or_default();
        writeln!(
            out,
            "{} {}{owner}: {}{about} = {}",
            q.id,
            q.state.words(),
            q.text,
            q.answer
        )
        .unwrap();
    }
    for a in &s.actions {
        let about = list(a.about.iter().map(|id| id.to_string()).collect());
        let owner = a.owner.map(|id| format!(" by {id}")).unwrap_or_default();
        let due = a.due.map(|due| format!(" due {due}")).unwrap_or_default();
        writeln!(
            out,
            "{} {}{owner}{due}: {}{about}",
            a.id,
            a.status.words(),
            a.text
        )
        .unwrap();
    }
    for a in &s.assumptions {
        let about = list(a.about.iter().map(|id| id.to_string()).collect());
        writeln!(out, "{} {}: {}{about}", a.id, a.state.words(), a.text).unwrap();
    }
    for dropped in &draft.dropped {
        writeln!(out, "- {dropped}").unwrap();
    }
    let lines: Vec<&str> = out
        .lines()
        .map(|line| line.trim_end_matches([' ', '=']))
        .collect();
    lines.join("\n") + "\n"
}
