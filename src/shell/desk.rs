//! The files that the running program works on: the session with its lock and saver, and what is exported.

mod one;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::{self, JoinHandle};

use uuid::Uuid;

use super::guard;
use super::recents::{self, Glance};
use super::saver::{FLUSH_TIMEOUT, Former, Pace, SaveReport, Saver, Settings, Snapshot};
use crate::app::effect;
use crate::app::msg::{Failure, Opened, Recent};
use crate::catalogue::rehearsals::Script;
use crate::domain::{Edit, New, Says, Session, SessionKind, Stamp, Text};
use crate::export;
use crate::store::lock::{self, Lock, LockOutcome};
use crate::store::names::shown;
use crate::store::outputs::{self, NotWritten, Output};
use crate::store::session::{self, LoadedSession};
use crate::store::sums::Sum;
use crate::store::{copies, example, format, paths, rehearsals};

/// The saver of the open session, where signals can reach it.
pub(super) type OpenSaver = Arc<Mutex<Option<Arc<Saver>>>>;

/// Files, with what they held when someone was asked whether they may be replaced.
pub(super) type Asked = Arc<Mutex<Vec<(PathBuf, Sum)>>>;

/// Names and roles, and a path, that the command line gave for a session whose title is asked for.
pub(super) type NextNew = (Vec<(Text, Text)>, Option<PathBuf>);

/// Everything that is open.
pub(super) struct Desk {
    pub(super) saver: OpenSaver,
    pub(super) next_new: Option<NextNew>,
    /// Where signals can reach it: a lock file that is left behind says nothing, but it puzzles people.
    held_lock: Arc<Mutex<Option<Lock>>>,
    /// The session that someone else has open.
    held: Option<PathBuf>,
    path: Option<PathBuf>,
    on_report: Arc<dyn Fn(SaveReport) + Send + Sync>,
    fate: Arc<Mutex<Fate>>,
    /// The files of others that an export asked about, with what they held.
    pub(super) asked: Asked,
    written: Arc<Mutex<Written>>,
    /// Writes the list of sessions, which waits for the disk, while the first frame is drawn.
    remembering: Option<JoinHandle<()>>,
}

/// The session that was written last, and its text: while a line is being typed only the draft changes. Held weakly, so
/// that the next change of the session need not copy it.
#[derive(Default)]
struct Written {
    session: Weak<Session>,
    /// The saver has it too while it writes.
    text: Arc<String>,
    fields_end: usize,
}

/// Only of a file that others laid out in fewer lines, as nothing can be added to a full session.
const TOO_LARGE: &str =
    "The file would have more than 16 MiB and could not be opened again. Delete something.";

/// How saving stands.
#[derive(Default)]
struct Fate {
    /// Why the last save failed, and where a copy is.
    unsaved: Option<String>,
    /// Where the session is after someone else changed its file.
    conflict: Option<String>,
}

impl Fate {
    fn note(&mut self, report: &SaveReport) {
        self.unsaved = match report {
            SaveReport::Failed { message, rescue } => {
                let copy = rescue.as_ref().map_or_else(
                    || "No copy could be written either.".to_owned(),
                    |path| format!("A copy is in {}.", shown(path)),
                );
                Some(format!("The last changes are not saved. {copy} {message}"))
            }
            SaveReport::Conflict { kept_as } => {
                self.conflict = Some(format!(
                    "Another program changed the session file. Your version is in {}.",
                    shown(kept_as)
                ));
                None
            }
            SaveReport::Saved { .. } => None,
        };
    }

    fn unsaved_says(&self) -> String {
        self.unsaved.clone().unwrap_or_else(|| {
            "The last changes are not saved: the disk did not answer in time.".to_owned()
        })
    }
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A state to be saved, with what was written before.
struct Kept {
    snapshot: effect::Snapshot,
    written: Arc<Mutex<Written>>,
}

impl Snapshot for Kept {
    fn text(&self) -> Result<Arc<String>, String> {
        let says = |error: format::FormatError| error.to_string();
        let session = &self.snapshot.session;
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let written = &mut *written;
        if !std::ptr::eq(written.session.as_ptr(), Arc::as_ptr(session)) {
            // The former text goes first: two of a large session would be much.
            written.session = Weak::new();
            written.text = Arc::default();
            let text = format::write(session).map_err(says)?;
            written.fields_end = format::fields_end(&text);
            written.text = Arc::new(text);
            written.session = Arc::downgrade(session);
        }
        let text = Arc::make_mut(&mut written.text);
        let put = format::put_draft(text, written.fields_end, self.snapshot.draft.as_ref());
        put.map_err(says)?;
        if !session::can_be_read_again(text.len()) {
            return Err(TOO_LARGE.to_owned());
        }
        Ok(Arc::clone(&written.text))
    }
}

impl Desk {
    pub(super) fn new(on_report: Box<dyn Fn(SaveReport) + Send + Sync>) -> Self {
        let fate = Arc::new(Mutex::new(Fate::default()));
        let noted = Arc::clone(&fate);
        let on_report = Arc::new(move |report: SaveReport| {
            lock(&noted).note(&report);
            on_report(report);
        });
        Self {
            saver: super::run::no_saver(),
            next_new: None,
            held_lock: Arc::default(),
            held: None,
            path: None,
            on_report,
            fate,
            asked: Asked::default(),
            written: Arc::default(),
            remembering: None,
        }
    }

    fn remember(&mut self, path: &Path) {
        self.end_remembering();
        if example::is_it(path) || rehearsals::is_one(path) {
            return;
        }
        let theirs = path.to_owned();
        let write = thread::Builder::new().name("recents".to_owned());
        let begun = write.spawn(move || recents::remember(&theirs));
        // Without a thread it takes its time here.
        self.remembering = begun.map_err(|_| recents::remember(path)).ok();
    }

    /// Whoever reads the list, or ends the program, waits until it is written.
    pub(super) fn end_remembering(&mut self) {
        if let Some(thread) = self.remembering.take() {
            let _ = thread.join();
        }
    }

    /// The title that the session file at `path` begins with, as far as that is quickly told.
    pub(super) fn title(path: &Path) -> Option<Text> {
        session::title(path)
    }

    /// Reads a session that exists, on whatever thread.
    pub(super) fn read(path: &Path) -> Result<LoadedSession, Failure> {
        session::load(path).map_err(|error| Failure {
            path: path.to_string_lossy().into_owned(),
            says: error.to_string(),
            line: error.line_of_file(path),
        })
    }

    /// Takes a session that was read, with its lock if it can be had.
    pub(super) fn open(
        &mut self,
        path: &Path,
        loaded: LoadedSession,
        now: Stamp,
    ) -> Result<Opened, Failure> {
        let _ = self.close();
        let (held_by, warning) = self.take_lock(path, now);
        let loaded = loaded.renewed(path);
        let mut session = loaded.session;
        session.keep_index();
        let session = Arc::new(session);
        self.held = held_by.is_some().then(|| path.to_owned());
        let warning = copies::newer(path, &session)
            .or(warning)
            .or_else(|| session.is_full());
        if held_by.is_none() {
            let (bytes, as_read) = (loaded.bytes, Arc::clone(&session));
            let former: Former = Arc::new(move || {
                session::is_laid_out_by_hand(&bytes, &as_read).then(|| bytes.clone())
            });
            let spawned = self.spawn(path, Some(loaded.stamp), Some(former));
            spawned.map_err(|says| Failure {
                path: path.to_string_lossy().into_owned(),
                says,
                line: None,
            })?;
        }
        self.path = Some(path.to_owned());
        self.remember(path);
        Ok(Opened {
            session,
            path: shown(path),
            held_by,
            warning,
            new: false,
        })
    }

    /// The script of the open session, if that is a rehearsal, or a sentence that says why it has none. Without one it is
    /// opened as any other session.
    pub(super) fn script(&self) -> Option<Result<Script, String>> {
        let text = rehearsals::script_of(self.path.as_deref()?)?;
        let script = text.map_err(str::to_owned).and_then(|text| {
            Script::parse(&text).map_err(|error| format!("is not a rehearsal script: {error}"))
        });
        let opens = |why| format!("This opens without its room. {} {why}", rehearsals::SCRIPT);
        Some(script.map_err(opens))
    }

    /// Where the rehearsal is that was open: only who is told finds it again.
    pub(super) fn rehearsal(&self) -> Option<String> {
        let path = self
            .path
            .as_deref()
            .filter(|path| rehearsals::is_one(path))?;
        let file = shown(path);
        Some(format!(
            "Your rehearsal is in {file}. Open that file to go on."
        ))
    }

    /// Begins a session; its file is written by the first save.
    pub(super) fn create(
        &mut self,
        title: &Text,
        people: Vec<(Text, Text)>,
        kind: SessionKind,
        file: Option<PathBuf>,
        now: Stamp,
    ) -> Result<Opened, String> {
        let path = new_path(file, title)?;
        let at = chrono::Timelike::with_nanosecond(&now, 0).unwrap_or(now);
        let mut session = Session::new(Uuid::new_v4(), title.clone(), kind, at);
        for (name, role) in people {
            session
                .apply(&Edit::Add(New::Participant(name, role)), at)
                .map_err(|refusal| refusal.to_string())?;
        }
        // A file that could not be opened again would be no place for a meeting.
        session.validate().map_err(|invalid| invalid.to_string())?;
        self.begin(session, path, now)
    }

    /// The same with a session that was made from another one.
    pub(super) fn create_copy(
        &mut self,
        session: Session,
        file: Option<PathBuf>,
        now: Stamp,
    ) -> Result<Opened, String> {
        let path = new_path(file, &session.title)?;
        self.begin(session, path, now)
    }

    /// Takes a session that no file holds yet: its file is written by the first save.
    fn begin(&mut self, mut session: Session, path: PathBuf, now: Stamp) -> Result<Opened, String> {
        session.measured(format::size(&session));
        let _ = self.close();
        let (held_by, warning) = self.take_lock(&path, now);
        if let Some(holder) = held_by {
            return Err(format!("{} is {holder}.", shown(&path)));
        }
        self.spawn(&path, None, None)?;
        self.remember(&path);
        let opened = Opened {
            session: Arc::new(session),
            path: shown(&path),
            held_by: None,
            warning,
            new: true,
        };
        self.path = Some(path);
        Ok(opened)
    }

    fn take_lock(&mut self, path: &Path, now: Stamp) -> (Option<String>, Option<String>) {
        match lock::acquire(path, now) {
            LockOutcome::Held(lock) => {
                *self::lock(&self.held_lock) = Some(lock);
                (None, None)
            }
            LockOutcome::HeldBy(holder) => (Some(lock::in_words(&holder, now)), None),
            LockOutcome::HeldByCommand(holder) => {
                (Some(lock::command_in_words(&holder, now)), None)
            }
            LockOutcome::Unsupported(why) => (
                None,
                Some(format!(
                    "This file cannot be locked, so another threatboard could open it too: {why}"
                )),
            ),
        }
    }

    fn spawn(
        &mut self,
        path: &Path,
        stamp: Option<crate::store::stamp::Stamp>,
        keep_former: Option<Former>,
    ) -> Result<(), String> {
        let settings = Settings {
            path: path.to_owned(),
            stamp,
            keep_former,
            rescue_folders: paths::rescue_folders(),
            pace: Pace::default(),
        };
        let on_report = Arc::clone(&self.on_report);
        let saver = Saver::spawn(settings, move |report| on_report(report))
            .map_err(|error| crate::domain::text::safe(&error.to_string()))?;
        *self.saver.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(saver));
        Ok(())
    }

    pub(super) fn save(&self, snapshot: effect::Snapshot) {
        let saver = self
            .saver
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(saver) = saver {
            let number = snapshot.number;
            let written = Arc::clone(&self.written);
            saver.put(number, Arc::new(Kept { snapshot, written }));
        }
    }

    /// Writes out what is left and frees the session.
    ///
    /// # Errors
    /// What could not be saved, and where a copy is.
    pub(super) fn close(&mut self) -> Result<(), String> {
        self.end_remembering();
        let held = || self.saver.lock().unwrap_or_else(PoisonError::into_inner);
        let saver = held().clone();
        let saved = saver
            .as_ref()
            .is_none_or(|saver| saver.flush(FLUSH_TIMEOUT));
        // Only now: a signal that finds no saver takes everything for saved, and ends the program.
        held().take();
        drop(saver);
        lock(&self.held_lock).take();
        self.path = None;
        if saved {
            return Ok(());
        }
        Err(lock(&self.fate).unsaved_says())
    }

    /// Where the session is after someone else changed its file.
    pub(super) fn conflict(&self) -> Option<String> {
        lock(&self.fate).conflict.clone()
    }

    /// What every way out does first.
    pub(super) fn flusher(&self) -> guard::Flush {
        let (saver, fate) = (Arc::clone(&self.saver), Arc::clone(&self.fate));
        Arc::new(move || {
            let open = lock(&saver).clone();
            let saved = open.is_none_or(|saver| saver.flush(FLUSH_TIMEOUT));
            let fate = lock(&fate);
            let unsaved = (!saved).then(|| fate.unsaved_says());
            guard::LastWords {
                saved,
                says: unsaved.into_iter().chain(fate.conflict.clone()).collect(),
            }
        })
    }

    /// What every way out does last.
    pub(super) fn releaser(&self) -> guard::Release {
        let held = Arc::clone(&self.held_lock);
        Arc::new(move || {
            // Whoever has it in hand at this moment is about to give it up or has just got it; no signal waits for that.
            if let Ok(mut held) = held.try_lock() {
                held.take();
            }
        })
    }

    /// Writes exports into a folder beside the session that bears its name. Where someone edited one, the first try only
    /// says how to do it `again`.
    pub(super) fn export(
        session: Option<&Path>,
        files: &[export::File],
        asked: &Asked,
        again: impl Into<Says>,
    ) -> Result<Vec<String>, Says> {
        let path = session.ok_or("No session is open.")?;
        let folder = outputs::folder(path)?;
        std::fs::create_dir_all(&folder)
            .map_err(|error| format!("{}: {}", shown(&folder), crate::store::names::why(&error)))?;
        let outputs: Vec<Output<'_>> = files
            .iter()
            .map(|file| Output {
                path: folder.join(&file.name),
                bytes: file.contents.as_bytes(),
            })
            .collect();
        let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
        let was_asked = std::mem::take(&mut *asked);
        let may = |path: &Path, holds| was_asked.iter().any(|(p, sum)| p == path && *sum == holds);
        match outputs::write(&outputs, session, may) {
            Ok(_) => Ok(outputs.iter().map(|output| shown(&output.path)).collect()),
            Err(refused) => {
                let says = refused.says(again);
                if let NotWritten::Foreign(files) = refused {
                    *asked = files;
                }
                Err(says)
            }
        }
    }

    /// Whether whoever held a session that can only be read has let it go; said once.
    pub(super) fn was_let_go(&mut self) -> bool {
        self.held.take_if(|path| lock::is_free(path)).is_some()
    }

    /// Where the open session is kept.
    pub(super) fn path(&self) -> Option<PathBuf> {
        self.path.clone()
    }

    /// The sessions that can be carried on, as far as they are known without reading them all.
    pub(super) fn glance(now: Stamp) -> Glance {
        recents::glance(now)
    }

    /// All of them.
    pub(super) fn recents(now: Stamp) -> Vec<Recent> {
        recents::find(now)
    }
}

/// Where a new session is kept: where somebody said, else in the folder of sessions.
fn new_path(file: Option<PathBuf>, title: &Text) -> Result<PathBuf, String> {
    match file {
        Some(path) if path.exists() => Err(format!(
            "{} already exists. Open it, or choose another name.",
            shown(&path)
        )),
        Some(path) => Ok(path),
        None => {
            let folder = paths::sessions_folder();
            paths::make_private_folder(&folder).map_err(|error| {
                format!("{}: {}", shown(&folder), crate::store::names::why(&error))
            })?;
            Ok(paths::new_session_path(&folder, title))
        }
    }
}
