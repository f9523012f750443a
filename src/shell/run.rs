//! The running program: waits for what happens, tells the core, performs what it wants, draws what it knows.

use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;

use super::desk::{Desk, OpenSaver};
use super::looks::Looks;
use super::saver::{FLUSH_TIMEOUT, SaveReport};
use super::{events, guard};
use crate::app::App;
use crate::app::effect::Effect;
use crate::app::keys::KeyMap;
use crate::app::msg::{Msg, SaveNews};
use crate::catalogue::Catalogue;
use crate::check::Thresholds;
use crate::domain::{Text, text::safe};
use crate::store::names::shown;
use crate::store::settings;
use crate::store::wall::{self, now};
use crate::theme::{self, Styles};
use crate::ui;

/// How the program begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// On the start screen.
    Home,
    /// In this session.
    Open(PathBuf),
    /// In a new session.
    New {
        /// Its title; asked for when `None`.
        title: Option<String>,
        /// Names and roles of those in the room.
        people: Vec<(Text, Text)>,
        /// Where it is kept; chosen by its title when `None`.
        file: Option<PathBuf>,
    },
}

/// How the program looks, from the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The theme's name; else the one that was chosen last.
    pub theme: Option<String>,
    /// No colours, whatever the environment says.
    pub no_color: bool,
}

/// Why the program could not run or could not end well, by the exit status it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunError {
    /// Wrong usage (2).
    Usage(String),
    /// An input that cannot be read as what it should be (3).
    Input(String),
    /// The system refused (4).
    System(String),
}

/// What wakes the program.
enum Wake {
    /// The terminal sent something.
    Terminal(events::Read),
    /// The terminal cannot be read any more.
    Deaf(String),
    /// A save came to its end.
    Saved(SaveReport),
}

/// Runs the program until it is left.
///
/// # Errors
/// Before the screen is taken: a session that cannot be read. After it is given back: what could not be saved.
pub fn run(start: Start, options: Options) -> Result<(), RunError> {
    if !guard::has_terminal() {
        return Err(RunError::Usage(
            "threatboard draws on a terminal, and this is none. For scripts: add, list, check, export.".to_owned(),
        ));
    }
    let system = |error: io::Error| RunError::System(safe(&error.to_string()));
    let (wakes, woken) = mpsc::channel();
    let reports = wakes.clone();
    let mut desk = Desk::new(Box::new(move |report| {
        let _ = reports.send(Wake::Saved(report));
    }));
    let mut program = Program::new(&options)?;
    // A session that cannot be read is said before the screen is taken.
    let first = program.begin(start, &mut desk)?;
    guard::install(flusher(Arc::clone(&desk.saver))).map_err(system)?;
    guard::enter().map_err(system)?;
    let result = program.meet(first, &mut desk, wakes, &woken);
    let left = guard::leave();
    let saved = desk.close();
    result.map_err(system)?;
    left.map_err(system)?;
    saved.map_err(RunError::System)
}

/// What every way out does first.
fn flusher(saver: OpenSaver) -> guard::Flush {
    Arc::new(move || {
        let open = saver.lock().unwrap_or_else(PoisonError::into_inner).clone();
        open.is_none_or(|saver| saver.flush(FLUSH_TIMEOUT))
    })
}

struct Program {
    app: App,
    styles: Styles,
    depth: theme::Depth,
    themes: Vec<(String, String)>,
    quitting: bool,
    /// For testers: F12 is a fault of the program's own.
    faulty: bool,
}

impl Program {
    fn new(options: &Options) -> Result<Self, RunError> {
        let own =
            |says: String| RunError::System(format!("The program's own data is broken: {says}"));
        let keys = KeyMap::bundled().map_err(|error| own(error.to_string()))?;
        let catalogue = Catalogue::bundled().map_err(|error| own(error.to_string()))?;
        let size = crossterm::terminal::size().unwrap_or((80, 24));
        let mut app = App::new(
            now(),
            size,
            Arc::new(keys),
            Arc::new(catalogue),
            Arc::new(Thresholds::bundled()),
        );
        let looks = Looks::of(options);
        app.theme = looks.theme;
        if let Some(problem) = looks.problem {
            app.warn(problem);
        }
        Ok(Self {
            app,
            styles: looks.styles,
            depth: looks.depth,
            themes: looks.themes,
            quitting: false,
            faulty: settings::is_faulty(),
        })
    }

    /// The first message, if the command line asks for a session.
    fn begin(&mut self, start: Start, desk: &mut Desk) -> Result<Option<Msg>, RunError> {
        match start {
            Start::Home => Ok(Some(Msg::Recents(Desk::recents(now())))),
            Start::Open(path) => match desk.open(&path, now()) {
                Ok(opened) => Ok(Some(Msg::Opened(Ok(opened)))),
                Err(failure) => Err(RunError::Input(failure.says)),
            },
            Start::New {
                title: Some(title),
                people,
                file,
            } => {
                let opened = desk
                    .create(&Text::new(&title), people, file, now())
                    .map_err(RunError::System)?;
                Ok(Some(Msg::Opened(Ok(opened))))
            }
            Start::New {
                title: None,
                people,
                file,
            } => {
                desk.next_new = Some((people, file));
                let recents = Msg::Recents(Desk::recents(now()));
                self.app.update(now(), recents);
                self.app.ask_for_title();
                Ok(None)
            }
        }
    }

    /// The meeting: until it is left.
    fn meet(
        &mut self,
        first: Option<Msg>,
        desk: &mut Desk,
        wakes: Sender<Wake>,
        woken: &Receiver<Wake>,
    ) -> io::Result<()> {
        let out = BufWriter::with_capacity(1 << 16, io::stdout());
        let mut terminal = Terminal::new(CrosstermBackend::new(out))?;
        if let Some(first) = first {
            self.tell(first, desk);
        }
        self.draw(&mut terminal)?;
        thread::Builder::new()
            .name("keys".to_owned())
            .spawn(move || listen(&wakes))?;
        while !self.quitting {
            match woken.recv_timeout(self.patience()) {
                Ok(wake) => self.hear(wake, woken, desk)?,
                Err(RecvTimeoutError::Timeout) if now() == self.app.now => continue,
                Err(RecvTimeoutError::Timeout) => self.tell(Msg::Tick, desk),
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            if guard::take_resumed() {
                let size = terminal.size()?;
                terminal.resize(Rect::new(0, 0, size.width, size.height))?;
            }
            if !self.quitting {
                self.draw(&mut terminal)?;
            }
        }
        Ok(())
    }

    /// How long nothing on the screen changes by itself. A tester's clock may be moved at any time.
    fn patience(&self) -> Duration {
        if wall::is_testers() {
            return Duration::from_millis(10);
        }
        self.app.next_tick(now())
    }

    /// Takes everything that came at once, so that a burst costs one frame.
    fn hear(&mut self, wake: Wake, woken: &Receiver<Wake>, desk: &mut Desk) -> io::Result<()> {
        let mut wake = Some(wake);
        let mut batch = Vec::new();
        loop {
            match wake {
                Some(Wake::Terminal(event)) => batch.push(event),
                Some(Wake::Deaf(says)) => return Err(io::Error::other(says)),
                Some(Wake::Saved(report)) => self.tell(Msg::Saved(news(report)), desk),
                None => break,
            }
            wake = woken.try_recv().ok();
            // What is waiting behind the last key is read in a moment: one frame for all of it.
            if wake.is_none() && batch.last().is_some_and(|(_, more)| *more) {
                wake = woken.recv_timeout(Duration::from_millis(5)).ok();
            }
            // A paste without brackets comes in pieces: wait for the rest as long as it keeps coming.
            if wake.is_none() && self.app.wants_text() && events::is_burst(&batch) {
                wake = woken.recv_timeout(Duration::from_millis(15)).ok();
            }
        }
        let as_paste = self.app.wants_text();
        for msg in events::messages(batch, as_paste) {
            if self.faulty && matches!(&msg, Msg::Key(key) if key.to_string() == "F12") {
                fault();
            }
            self.tell(msg, desk);
        }
        Ok(())
    }

    /// Tells the core, and performs what it wants until it wants nothing more.
    fn tell(&mut self, msg: Msg, desk: &mut Desk) {
        let mut messages = vec![msg];
        while let Some(msg) = messages.pop() {
            for effect in self.app.update(now(), msg) {
                messages.extend(self.perform(effect, desk));
            }
        }
    }

    fn perform(&mut self, effect: Effect, desk: &mut Desk) -> Option<Msg> {
        match effect {
            Effect::Save(snapshot) => {
                desk.save(snapshot);
                None
            }
            Effect::Open(path) => Some(Msg::Opened(desk.open(Path::new(&path), now()))),
            Effect::Create(title, people) => {
                let (more, file) = desk.next_new.take().unwrap_or_default();
                let people = people.into_iter().chain(more).collect();
                Some(Msg::Opened(
                    desk.create(&title, people, file, now()).map_err(|says| {
                        crate::app::msg::Failure {
                            path: String::new(),
                            says,
                            line: None,
                        }
                    }),
                ))
            }
            Effect::Close => {
                let _ = desk.close();
                None
            }
            Effect::FindRecents => Some(Msg::Recents(Desk::recents(now()))),
            Effect::Export(files) => Some(Msg::Exported(desk.export(&files))),
            Effect::UseTheme(name) => {
                let (chosen, _) = theme::load(&name, &self.themes);
                self.styles = Styles::new(&chosen, self.depth);
                settings::remember_theme(&name);
                None
            }
            Effect::Suspend => {
                if let Err(error) = guard::suspend() {
                    self.app.warn(safe(&error.to_string()));
                }
                None
            }
            Effect::Quit => {
                self.quitting = true;
                None
            }
        }
    }

    fn draw<W: io::Write>(&self, terminal: &mut Terminal<CrosstermBackend<W>>) -> io::Result<()> {
        guard::while_drawing(|| {
            terminal
                .draw(|frame| ui::view(&self.app, &self.styles, frame))
                .map(|_| ())
        })
        .unwrap_or(Ok(()))
    }
}

/// Reads the terminal for ever. A closed one is the guard's to notice.
fn listen(wakes: &Sender<Wake>) {
    // A paste that holds its own end mark lets the rest of it through as keys, in the same breath. Only here is it known
    // that nobody can have pressed them: whoever hears of the paste may hear of them a frame later.
    let mut spilt = false;
    let mut more = false;
    loop {
        spilt &= more;
        let read = event::read();
        more = event::poll(Duration::ZERO).unwrap_or(false);
        let wake = match read {
            Ok(Event::Key(_)) if spilt => continue,
            Ok(event) => {
                spilt |= matches!(event, Event::Paste(_));
                Wake::Terminal((event, more))
            }
            Err(error) => Wake::Deaf(safe(&error.to_string())),
        };
        let deaf = matches!(wake, Wake::Deaf(_));
        if wakes.send(wake).is_err() || deaf {
            return;
        }
    }
}

fn news(report: SaveReport) -> SaveNews {
    match report {
        SaveReport::Saved { seq, .. } => SaveNews::Done {
            number: seq,
            at: now(),
        },
        SaveReport::Failed { message, rescue } => SaveNews::Failed {
            says: message,
            rescue: rescue.map(|path| shown(&path)),
        },
        SaveReport::Conflict { kept_as } => SaveNews::Conflict {
            kept_as: shown(&kept_as),
        },
    }
}

#[expect(
    clippy::panic,
    reason = "testers ask for a fault of the program's own, to see that nothing is lost by one"
)]
fn fault() {
    panic!("a fault that a tester asked for");
}

/// A saver that signals can reach.
pub(super) fn no_saver() -> OpenSaver {
    Arc::new(Mutex::new(None))
}
