//! Commands that write: under the session's lock, from a fresh reading, whole or not at all.

use std::collections::HashSet;
use std::path::Path;

use super::args::{Command, FieldName, Target};
use super::set::person;
use super::{Done, Failure, add, set, set_map};
use crate::catalogue::references;
use crate::domain::{Change, Edit, ItemId, Session, SessionField, SessionKind, Stamp, Text};
use crate::parse::tokens::Unknown;
use crate::parse::until;
use crate::risk;
use crate::shell::locked::with_locked;
use crate::shell::own;
use crate::store::names::shown;

/// A session under change, and the items that are new in it.
pub(super) struct Work<'a> {
    pub(super) session: &'a mut Session,
    pub(super) now: Stamp,
    new: Vec<ItemId>,
    known: HashSet<ItemId>,
    notes: Vec<String>,
}

impl<'a> Work<'a> {
    /// Nothing is new in it yet.
    pub(super) fn new(session: &'a mut Session, now: Stamp) -> Self {
        Self {
            session,
            now,
            new: Vec::new(),
            known: HashSet::new(),
            notes: Vec::new(),
        }
    }

    /// Says which tokens of the line that was added last were not understood.
    pub(super) fn tell_unknown(&mut self, unknown: &[Unknown]) {
        let (Some(id), false) = (self.new.last(), unknown.is_empty()) else {
            return;
        };
        let says: Vec<&str> = unknown.iter().map(|unknown| &*unknown.says).collect();
        self.notes
            .push(format!("{id} added · {}", says.join(" · ")));
    }

    /// Makes a change of the map, and says what it did beside adding something: what moved, or what is there already.
    pub(super) fn make_on_map(&mut self, edit: &Edit) -> Result<(), Failure> {
        let change = self.apply(edit)?;
        if change.changes_nothing() {
            self.notes.push(change.says);
        } else {
            self.notes.extend(change.aside);
        }
        Ok(())
    }

    /// Says something on standard error when all is done.
    pub(super) fn tell(&mut self, says: impl Into<String>) {
        self.notes.push(says.into());
    }

    /// Makes a change.
    pub(super) fn make(&mut self, edit: &Edit) -> Result<(), Failure> {
        self.apply(edit).map(|_| ())
    }

    /// A change after which a meeting is over, with how much risk was left then.
    fn keeping(&mut self, edit: &Edit) -> Option<Edit> {
        if !edit.ends_the_meeting() && !edit.begins_a_meeting() {
            return None;
        }
        let (scales, notes) = own::for_risk();
        self.notes.extend(notes);
        risk::keeping(self.session, edit, self.now, &scales.conventions)
    }

    fn apply(&mut self, edit: &Edit) -> Result<Change, Failure> {
        let before = self.session.counters;
        let keeping = self.keeping(edit);
        let change = self
            .session
            .apply(keeping.as_ref().unwrap_or(edit), self.now)
            .map_err(|refusal| Failure::refused(&refusal))?;
        let new = change
            .touched
            .iter()
            .copied()
            .filter(|id| id.number() > before.of(*id));
        for id in new {
            if self.known.insert(id) {
                self.new.push(id);
            }
        }
        Ok(change)
    }
}

/// Whether it is on the map.
fn is_on_map(id: ItemId) -> bool {
    matches!(id, ItemId::Element(_) | ItemId::Flow(_) | ItemId::Zone(_))
}

/// Does one writing command and prints the ids of what is new.
pub(super) fn run(command: Command, now: Stamp) -> Result<Done, Failure> {
    let all = |edits: Vec<Edit>| Edit::All(edits);
    match command {
        Command::Add {
            file,
            kind,
            text,
            about,
        } => {
            // Read before the lock is taken, as someone may be typing it.
            let lines = add::lines(&text)?;
            write(&file, now, |work| add::run(work, kind, &lines, &about))
        }
        Command::Set {
            file,
            id,
            field,
            value,
            because,
            by,
            for_threat,
            until,
        } => write(&file, now, |work| {
            let value = match value.as_slice() {
                [] => None,
                words => Some(words.join(" ")),
            };
            // What has no text is refused with what to do instead.
            let is_given = |value: &String| field == FieldName::Text || !value.trim().is_empty();
            if !value.as_ref().is_some_and(is_given) && !field.needs_no_value() {
                let says = "Give the new value; `none` clears the field.";
                return Err(Failure::usage(says));
            }
            let value = value.unwrap_or_default();
            let said = set::Said {
                value: &value,
                because: because.as_deref(),
                by: by.as_deref(),
                for_threat,
                until: until.as_deref(),
                today: work.now.date_naive(),
                now: work.now,
            };
            let edit = set::edit(work.session, id, field, &said).map_err(Failure::usage)?;
            if let (Some(until), Target::Item(id)) = (set::until(&edit), id) {
                work.tell(format!("{id} {}", until::read_as(until, said.today)));
            }
            let completes =
                field != FieldName::Text && set_map::completes(work.session, &edit, &value);
            match id {
                _ if completes => {
                    let says = work.apply(&edit)?.says;
                    work.tell(says);
                    Ok(())
                }
                Target::Item(id) if is_on_map(id) => work.make_on_map(&edit),
                Target::Item(ItemId::Threat(id)) if field == FieldName::References => {
                    work.make(&edit)?;
                    let threat = work.session.threat(id);
                    let unknown = threat.and_then(|it| references::not_known(&it.references));
                    work.notes.extend(unknown);
                    Ok(())
                }
                _ => work.make(&edit),
            }
        }),
        Command::Link { file, id, others } => write(&file, now, |work| {
            work.make(&all(others.iter().map(|o| Edit::Link(id, *o)).collect()))
        }),
        Command::Unlink { file, id, others } => write(&file, now, |work| {
            let others = each_once(others);
            work.make(&all(others.iter().map(|o| Edit::Unlink(id, *o)).collect()))
        }),
        Command::Delete { file, ids } => write(&file, now, |work| {
            // A flow is deleted with an element that it leads to, so it goes first.
            let is_flow = |id: &ItemId| matches!(id, ItemId::Flow(_));
            let (flows, others): (Vec<_>, Vec<_>) = each_once(ids).into_iter().partition(is_flow);
            for id in flows.into_iter().chain(others) {
                let goes = work.session.goes_with(id);
                work.make(&Edit::Delete(id))?;
                if !goes.is_empty() {
                    work.tell(goes);
                }
            }
            Ok(())
        }),
        Command::MergeItems { file, from, into } => write(&file, now, |work| {
            let change = work.apply(&Edit::Merge(from, into))?;
            let has_worth = matches!(into, ItemId::Asset(_) | ItemId::BusinessRisk(_));
            if is_on_map(into) || has_worth {
                work.tell(change.says);
            } else {
                work.notes.extend(change.aside);
            }
            Ok(())
        }),
        Command::Split {
            file,
            id,
            first,
            second,
        } => write(&file, now, |work| {
            work.make(&Edit::Split(id, Text::new(&first), Text::new(&second)))
        }),
        Command::Move { file, id, places } => {
            write(&file, now, |work| work.make(&Edit::Move(id, places)))
        }
        Command::Use {
            file,
            parked,
            threat,
        } => write(&file, now, |work| {
            work.make(&Edit::UseParked(parked, threat))
        }),
        Command::Promote { file } => write(&file, now, |work| {
            if work.session.kind == SessionKind::Meeting {
                let says = format!("{} is already a meeting.", shown(&file));
                return Err(Failure::usage(says));
            }
            work.make(&Edit::Session(SessionField::Kind(SessionKind::Meeting)))
        }),
        Command::Defer {
            file,
            ids,
            because,
            by,
            until,
        } => write(&file, now, |work| {
            let by = by.map(|name| person(work.session, &name));
            let by = by.transpose().map_err(Failure::usage)?;
            let until = until
                .map(|phrase| until::alone(&phrase, work.now.date_naive()))
                .transpose()
                .map_err(Failure::usage)?;
            let read = until.as_ref();
            let read = read.map(|until| until::read_as(until, work.now.date_naive()));
            work.make(&Edit::Defer(ids, Text::new(&because), by, until))?;
            if let Some(read) = read {
                work.tell(format!("Deferred {read}"));
            }
            Ok(())
        }),
        _ => Err(Failure::usage("This command changes nothing.")),
    }
}

/// The ids without those that were given before.
fn each_once(mut ids: Vec<ItemId>) -> Vec<ItemId> {
    let mut known = HashSet::new();
    ids.retain(|id| known.insert(*id));
    ids
}

/// Reads the session at `path` under its lock, changes it, and writes it if the change was made whole.
pub(super) fn write(
    path: &Path,
    now: Stamp,
    change: impl FnOnce(&mut Work<'_>) -> Result<(), Failure>,
) -> Result<Done, Failure> {
    let ((new, mut notes), aside) = with_locked(path, now, |session| {
        let mut work = Work::new(session, now);
        change(&mut work)?;
        Ok::<_, Failure>((work.new, work.notes))
    })?;
    notes.extend(aside);
    let mut done = Done {
        notes,
        ..Done::default()
    };
    for id in new {
        done.out.push_str(&id.to_string());
        done.out.push('\n');
    }
    Ok(done)
}
