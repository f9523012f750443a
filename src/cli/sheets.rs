//! `threatboard import --from sheets`: answers to sheets out of a saved chat, from a file or standard input.

use std::io;
use std::path::{Path, PathBuf};

use super::args::AddKind;
use super::change::{Work, write};
use super::{Done, Failure, add};
use crate::domain::text::MAX_BYTES;
use crate::domain::{Edit, ParkedKind, ParticipantId, SessionField, Stamp, Waiting, WaitingKind};
use crate::parse::folded;
use crate::parse::sheets::{Back, Item, Kind, Sheet, Who};
use crate::parse::{lines as typed_lines, one, tokens};
use crate::screens::pasted::answers::{facts, name};
use crate::shell::recents_in;
use crate::store::names::shown;
use crate::store::{foreign, paths, session};

/// The name of this format on the command line.
pub(super) const NAME: &str = "sheets";

/// What it is, for the list of formats.
pub(super) const DESCRIBES: &str = "answers to sheets, in a saved chat";

/// The largest chat that is read, in bytes (4 MiB): far more than any meeting writes.
const MOST: usize = 4 << 20;

/// Reads a chat and takes its answers into the session that they belong to.
pub(super) fn run(
    file: &Path,
    into: Option<&Path>,
    dry: bool,
    now: Stamp,
) -> Result<Done, Failure> {
    let chat = read(file)?;
    let (into, mut told) = match into {
        Some(into) => (into.to_owned(), Vec::new()),
        None => {
            let found = find(&chat, now)?;
            let says = format!("These answers are for {}.", shown(&found));
            (found, vec![says])
        }
    };
    let mut done = if dry {
        let loaded = session::load(&into)?;
        let mut session = loaded.session;
        let mut work = Work::new(&mut session, now);
        told.extend(take(&mut work, &chat)?);
        let out: Vec<String> = told.drain(..).map(|says| format!("{says}\n")).collect();
        Done::with(out.concat())
    } else {
        write(&into, now, |work| {
            told.extend(take(work, &chat)?);
            Ok(())
        })?
    };
    done.notes.splice(0..0, told);
    Ok(done)
}

fn read(file: &Path) -> Result<String, Failure> {
    let read = if file == Path::new("-") {
        foreign::read_stream(io::stdin().lock(), MOST)
    } else {
        foreign::read(file, MOST)
    };
    let chat = read?;
    if folded::has_line(&chat) {
        return Ok(chat);
    }
    let name = if file == Path::new("-") {
        "Standard input".to_owned()
    } else {
        shown(file)
    };
    Err(Failure::input(format!(
        "{name}: no answers to sheets in it. They begin with tb1."
    )))
}

/// The one session among those of this machine that the answers belong to.
fn find(chat: &str, now: Stamp) -> Result<PathBuf, Failure> {
    let sheets = folded::read(chat).folded;
    let known = recents_in(&paths::sessions_folder(), now);
    let all = known.into_iter().map(|recent| PathBuf::from(recent.path));
    let mut those = all.filter(|path| {
        let loaded = session::load(path);
        loaded.is_ok_and(|loaded| {
            let of = |sheet| loaded.session.sheet_of(sheet).is_some();
            sheets.iter().any(|folded| of(folded.sheet))
        })
    });
    match (those.next(), those.next()) {
        (Some(only), None) => Ok(only),
        (Some(one), Some(other)) => Err(Failure::usage(format!(
            "{} and {} are copies of one session. Give one of them with --into.",
            shown(&one),
            shown(&other)
        ))),
        (None, _) => Err(Failure::usage(
            "No session in the sessions folder has these sheets. Give the session with --into.",
        )),
    }
}

/// Takes what a chat brings back, and says what came and what did not.
fn take(work: &mut Work<'_>, chat: &str) -> Result<Vec<String>, Failure> {
    let Some(mut back) = Back::read(chat, work.session) else {
        return Ok(Vec::new());
    };
    let mut told: Vec<String> = facts(&back, work.session, false)
        .into_iter()
        .map(|(says, _)| says.to_string())
        .collect();
    let around = back.rest.lines.iter().filter(|line| !line.noise).count();
    if around > 0 {
        let lines = if around == 1 { "line" } else { "lines" };
        told.push(format!(
            "{around} other {lines} of the chat left out; paste the chat on the screen to choose among them."
        ));
    }
    for sheet in &mut back.sheets {
        if let (Who::New(name), true) = (&sheet.who, sheet.is_for_now()) {
            let (edit, id) = one::comes(&mut work.session.clone(), name);
            work.make(&edit)?;
            sheet.who = Who::Known(id);
        }
    }
    // Before the items, as the marks say what was there.
    let others = back.taken(work.session, None);
    let mut waiting = work.session.waiting.clone();
    for sheet in back.sheets.iter().filter(|sheet| sheet.is_for_now()) {
        for item in &sheet.items {
            match waits(sheet, item) {
                Some(kind) => waiting.push(Waiting {
                    kind,
                    text: item.text.clone(),
                    speaker: speaker(sheet),
                    at: work.now,
                }),
                None => add_item(work, sheet, item)?,
            }
        }
    }
    if waiting.len() > work.session.waiting.len() {
        work.make(&Edit::Session(SessionField::Waiting(waiting)))?;
    }
    for edit in others {
        work.make(&edit)?;
    }
    Ok(told)
}

fn speaker(sheet: &Sheet) -> Option<ParticipantId> {
    match sheet.who {
        Who::Known(id) => Some(id),
        Who::New(_) | Who::Unknown => None,
    }
}

/// As what an item waits for the meeting, if it does.
fn waits(sheet: &Sheet, item: &Item) -> Option<WaitingKind> {
    match item.kind {
        Kind::Assumption => Some(WaitingKind::Assumption),
        Kind::Map => Some(WaitingKind::Map),
        _ if !sheet.waits() => None,
        Kind::Threat => Some(WaitingKind::Threat),
        Kind::Question => Some(WaitingKind::Question),
        Kind::Fix => Some(WaitingKind::Fix),
    }
}

/// Adds an item as the same words would be added that someone types.
fn add_item(work: &mut Work<'_>, sheet: &Sheet, item: &Item) -> Result<(), Failure> {
    let who = speaker(sheet);
    let line = match who {
        Some(who) => format!("@{who} {}", item.text),
        None => item.text.to_string(),
    };
    if line.len() > MAX_BYTES {
        let name = name(&sheet.who, work.session);
        return Err(Failure::input(format!("A text of {name} is too long.")));
    }
    let edit = match item.kind {
        Kind::Fix => {
            let today = work.now.date_naive();
            let typed = tokens::parse(&line, tokens::What::Said, work.session, today);
            typed_lines::parked(&typed, None, ParkedKind::Fix)
        }
        Kind::Question => {
            add::edit(work.session, AddKind::Question, &line, &[], work.now)
                .map_err(Failure::usage)?
                .0
        }
        _ => {
            add::edit(work.session, AddKind::Threat, &line, &[], work.now)
                .map_err(Failure::usage)?
                .0
        }
    };
    work.make(&edit)
}
