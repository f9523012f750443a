//! How a session comes in: the one that the program is started with, and those that are opened later.

use std::io::{self, Write};
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::{Program, finish};
use crate::app::Tone;
use crate::app::effect::Effect;
use crate::app::msg::{Begun, Failure, Msg, Opened};
use crate::app::waiting::Task;
use crate::catalogue::rehearsals::Script;
use crate::domain::{Session, SessionKind, Text, text::safe};
use crate::import::transcript::PASTED;
use crate::keys::verb::Verb;
use crate::shell::desk::Desk;
use crate::shell::intake;
use crate::shell::start::{RunError, Start};
use crate::shell::wake::Wake;
use crate::shell::work::{BEFORE_FIRST_FRAME, Done, MOMENT, Outcome};
use crate::store::session::LoadedSession;
use crate::store::wall::now;
use crate::store::{example, rehearsals};

/// The session of the command line, on its way.
pub(super) struct Ahead {
    /// Its title, once the beginning of the file was read.
    title: Receiver<Option<Text>>,
    read: JoinHandle<Result<LoadedSession, Failure>>,
}

impl Ahead {
    /// Begins to read the session that the program is started for, if it is. Without a thread it is read later.
    pub(super) fn of(start: &Start) -> Option<Self> {
        let Start::Open(path) = start else {
            return None;
        };
        let path = path.clone();
        let (found, title) = mpsc::channel();
        let reads = move || {
            let _ = found.send(Desk::title(&path));
            Desk::read(&path)
        };
        let thread = thread::Builder::new().name("ahead".to_owned());
        let read = thread.spawn(reads).ok()?;
        Some(Self { title, read })
    }
}

impl Program {
    /// The first message, if the command line asks for a session.
    pub(super) fn begin(
        &mut self,
        start: Start,
        ahead: Option<Ahead>,
        desk: &mut Desk,
        woken: &Receiver<Wake>,
    ) -> Result<Option<Msg>, RunError> {
        match start {
            Start::Home => Ok(self.perform(Effect::FindRecents, desk)),
            Start::Open(path) => {
                let msg = match ahead {
                    Some(ahead) => self.open_first(path, ahead, desk),
                    None => self.open(path, desk),
                };
                let msg = if self.app.spoken {
                    self.wait_for(msg, woken, desk)
                } else {
                    msg
                };
                match msg {
                    Some(Msg::Opened(Err(failure))) => Err(RunError::Input(failure.says)),
                    msg => Ok(msg),
                }
            }
            Start::Example => {
                self.app.home.example = true;
                let path = example::file().map_err(RunError::System)?;
                self.begin(Start::Open(path), None, desk, woken)
            }
            Start::Rehearse(script, text) => {
                let opened = rehearse(*script, &text, desk).map_err(RunError::System)?;
                Ok(Some(Msg::Opened(Ok(opened))))
            }
            Start::Import { file, from, into } => {
                let unread = |failure: Failure| RunError::Input(failure.says);
                let into = into.map(|path| Desk::read(&path).map(|loaded| (path, loaded)));
                let into = into.transpose().map_err(unread)?;
                let session = into.as_ref().map(|(_, loaded)| loaded.session.clone());
                let msg = self.import(file, from, session.map(Arc::new), desk);
                let msg = self.wait_for(msg, woken, desk);
                if let Some(Msg::Imported(Err(failure))) = msg {
                    return Err(unread(failure));
                }
                let Some((path, loaded)) = into else {
                    return Ok(msg);
                };
                self.comes_in = msg;
                let opened = desk.open(&path, loaded, now()).map_err(unread)?;
                Ok(Some(Msg::Opened(Ok(opened))))
            }
            Start::New {
                title: Some(title),
                people,
                file,
                kind,
            } => {
                let opened = desk
                    .create(&Text::new(&title), people, kind, file, now())
                    .map_err(RunError::System)?;
                Ok(Some(Msg::Opened(Ok(opened))))
            }
            Start::Copy { session, file } => {
                let opened = desk
                    .create_copy(*session, file, now())
                    .map_err(RunError::System)?;
                Ok(Some(Msg::Opened(Ok(opened))))
            }
            Start::New {
                title: None,
                people,
                file,
                kind,
            } => {
                desk.next_new = Some((people, file));
                self.app.ask_for_title(kind);
                Ok(self.perform(Effect::FindRecents, desk))
            }
            Start::One {
                session,
                file,
                me,
                pair,
                piped: _,
            } => {
                self.app.me = me.or_else(|| self.app.me.take());
                self.app.ask_what_was_heard();
                self.app.for_two.asked = pair && session.is_none();
                let Some(session) = session else {
                    desk.next_new = Some((Vec::new(), file));
                    return Ok(self.perform(Effect::FindRecents, desk));
                };
                let opened = desk
                    .create_one(*session, file, now())
                    .map_err(RunError::System)?;
                Ok(Some(Msg::Opened(Ok(opened))))
            }
        }
    }

    /// Before there is a screen, what takes its time is waited for.
    fn wait_for(
        &mut self,
        msg: Option<Msg>,
        woken: &Receiver<Wake>,
        desk: &mut Desk,
    ) -> Option<Msg> {
        let Some(Msg::Waiting(task)) = &msg else {
            return msg;
        };
        let _ = writeln!(io::stderr().lock(), "{}", safe(&task.says()));
        while let Ok(wake) = woken.recv() {
            if let Wake::Done(number, done) = wake {
                return self.finish_late(number, done, desk);
            }
        }
        msg
    }

    /// Opens what there is to try: the example, whose copy is made if there is none, or a rehearsal.
    pub(super) fn open_to_try(&mut self, effect: &Effect, desk: &mut Desk) -> Option<Msg> {
        match effect {
            Effect::FindRehearsals => {
                let begun = rehearsals::begun().into_iter();
                let begun = begun.filter_map(|(path, session)| {
                    // On another day another meeting begins.
                    let goes_on = !session.is_between_meetings(now());
                    let at = session.sittings.last()?.started;
                    let (path, title) = (path.to_str()?.to_owned(), session.title);
                    goes_on.then_some(Begun { path, title, at })
                });
                Some(Msg::Rehearsals(begun.collect()))
            }
            Effect::Rehearse(name) => {
                let text = Script::bundled_text(Some(name))?;
                let script = Script::parse(text).ok()?;
                Some(Msg::Opened(rehearse(script, text, desk).map_err(not_made)))
            }
            _ => match example::file() {
                Ok(path) => self.open(path, desk),
                Err(says) => Some(Msg::Opened(Err(not_made(says)))),
            },
        }
    }

    /// A session that comes in may be a rehearsal, whose script stands beside it.
    pub(super) fn learn(&mut self, msg: &mut Msg, desk: &Desk) {
        let Msg::Opened(Ok(opened)) = msg else {
            return;
        };
        self.app.home.rehearsal = None;
        match desk.script() {
            Some(Ok(script)) => self.app.home.rehearsal = Some(Arc::new(script)),
            Some(Err(says)) => {
                // What is wrong with the session itself is more important.
                opened.warning.get_or_insert(says);
            }
            None => {}
        }
    }

    pub(super) fn open(&mut self, path: PathBuf, desk: &mut Desk) -> Option<Msg> {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let task = Task::Opening(safe(&file));
        self.start(task, desk, move || {
            let read = Desk::read(&path).map(Box::new);
            Done::Read(path, read)
        })
    }

    /// Opens the session of the command line. The first frame does not wait for a large file: it shows its title.
    fn open_first(&mut self, path: PathBuf, ahead: Ahead, desk: &mut Desk) -> Option<Msg> {
        let file = safe(&path.file_name().unwrap_or_default().to_string_lossy());
        let task = Task::Opening(file.clone());
        let Ahead { title, read } = ahead;
        let msg = self.start_within(BEFORE_FIRST_FRAME, task, desk, move || {
            let read = read.join().unwrap_or_else(|panic| resume_unwind(panic));
            Done::Read(path, read.map(Box::new))
        });
        if matches!(msg, Some(Msg::Waiting(_))) {
            let title = title.try_recv().ok().flatten();
            self.typed_ahead = Instant::now().checked_add(MOMENT);
            self.app.home.opens = Some(title.unwrap_or_else(|| Text::new(&file)));
        }
        msg
    }

    /// Shows and says what waits for the session that the program was started with: opening it ends what comes in, and
    /// begins with a status line of its own.
    pub(super) fn once_open(&mut self, desk: &mut Desk) {
        if self.app.waiting.is_opening() {
            return;
        }
        if let Some(read) = self.comes_in.take() {
            self.tell(read, desk);
        }
        if let Some(warning) = self.warning.take() {
            let notice = self.app.notice.take().filter(|n| n.tone == Tone::Attention);
            let before = notice.map_or_else(String::new, |notice| format!("{} ", notice.says));
            self.app.warn(format!("{before}{warning}"));
            self.face.follow(&self.app);
        }
        if let Some(says) = self.complaint.take() {
            let news = self.app.notice.take().map(|notice| notice.says);
            let says: Vec<String> = news.into_iter().chain([says]).collect();
            let key = self.app.keys.key_for(self.app.screen(), Verb::Palette);
            self.app
                .warn(format!("{} {key}, then theme, says more.", says.join("  ")));
            self.face.follow(&self.app);
        }
    }

    /// Reads what is to come in: a file, or a transcript that was pasted.
    pub(super) fn take_in(&mut self, effect: Effect, desk: &mut Desk) -> Option<Msg> {
        match effect {
            Effect::Import { path, into } => self.import(intake::typed(&path), None, into, desk),
            Effect::Understand(text) => {
                let task = Task::Importing(PASTED.to_owned());
                self.start(task, desk, move || Done::Imported(intake::pasted(&text)))
            }
            _ => None,
        }
    }

    pub(super) fn import(
        &mut self,
        path: PathBuf,
        from: Option<&'static str>,
        into: Option<Arc<Session>>,
        desk: &mut Desk,
    ) -> Option<Msg> {
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let task = Task::Importing(safe(&file));
        let at = now();
        self.start(task, desk, move || {
            Done::Imported(intake::fetch(&path, from, into.as_deref(), at))
        })
    }

    /// Starts work that may take its time; what is done in a moment is its result at once.
    pub(super) fn start(
        &mut self,
        task: Task,
        desk: &mut Desk,
        job: impl FnOnce() -> Done + Send + 'static,
    ) -> Option<Msg> {
        self.start_within(MOMENT, task, desk, job)
    }

    pub(super) fn start_within(
        &mut self,
        moment: Duration,
        task: Task,
        desk: &mut Desk,
        job: impl FnOnce() -> Done + Send + 'static,
    ) -> Option<Msg> {
        self.late.forget(&task);
        match self.work.start(moment, job) {
            Ok(Outcome::Now(done)) => Some(finish(done, desk)),
            Ok(Outcome::Later(number)) => {
                self.late.expect(task.clone(), number);
                Some(Msg::Waiting(task))
            }
            Err(error) => {
                self.app.warn(safe(&error.to_string()));
                None
            }
        }
    }
}

/// Begins a rehearsal of this script, in a folder of its own.
fn rehearse(script: Script, text: &str, desk: &mut Desk) -> Result<Opened, String> {
    let path = rehearsals::begin(&script.name, text)?;
    let people = script.people.into_iter();
    let people = people.map(|person| (person.name, person.role)).collect();
    let kind = SessionKind::Meeting;
    desk.create(&script.title, people, kind, Some(path), now())
}

/// A session that has no file yet could not be made.
pub(super) fn not_made(says: String) -> Failure {
    Failure {
        path: String::new(),
        says,
        line: None,
    }
}
