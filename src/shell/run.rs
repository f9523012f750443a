//! The running program: waits for what happens, tells the core, performs what it wants, draws what it knows.

mod copying;
mod handing;
mod mapping;
mod one;
mod opening;

use std::io;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::aside;
use super::burst::Burst;
use super::desk::{Desk, OpenSaver};
use super::face::{self, Face, Screen, Voice};
use super::guard;
use super::input::Input;
use super::library::Library;
use super::looks::Looks;
use super::outlet::Outlet;
use super::own::Data;
use super::start::{Options, RunError, Start};
use super::wake::{Wake, listen, news};
use super::work::{Done, Late, Worker};
use crate::app::effect::Effect;
use crate::app::msg::Msg;
use crate::app::{App, waiting::Task};
use crate::domain::{ActionStatus, Stamp, text::safe};
use crate::keys::key::Key;
use crate::store::wall::{self, now};
use crate::store::{settings, testers};

/// How long the next piece of a paste may be on its way through a network. Long before this, no one has seen what it did.
const NEXT_PIECE: Duration = Duration::from_millis(50);

/// Runs the program until it is left, and gives what is to be said in the shell then: which of the user's own files were
/// not used, and why.
///
/// # Errors
/// Before the screen is taken: a session that cannot be read. After it is given back: what could not be saved.
pub fn run(start: Start, options: Options) -> Result<Vec<String>, RunError> {
    let options = Options {
        plain: options.plain || settings::is_plain(),
        ..options
    };
    if !start.has_terminal() {
        let says = if options.plain {
            "--plain also needs a terminal for keys and output, and this is not one: start it without < or |. For scripts: add, list, check, export."
        } else {
            "threatboard needs a terminal, and this is not one. For scripts: add, list, check, export."
        };
        return Err(RunError::Usage(says.to_owned()));
    }
    let system = |error: io::Error| RunError::System(safe(&error.to_string()));
    let (wakes, woken) = mpsc::channel();
    let reports = wakes.clone();
    let mut desk = Desk::new(Box::new(move |report| {
        let _ = reports.send(Wake::Saved(report));
    }));
    let done = wakes.clone();
    let work = Worker::new(move |number, what| {
        let _ = done.send(Wake::Done(number, what));
    });
    // The file is read while everything else is made ready.
    let ahead = opening::Ahead::of(&start);
    let freed = wakes.clone();
    let outlet = face::terminal()
        .and_then(|out| {
            Outlet::new(out, move || {
                let _ = freed.send(Wake::Free);
            })
        })
        .map_err(system)?;
    let mut program = Program::new(&options, work, &outlet)?;
    // A session that cannot be read is said before the screen is taken.
    let first = program.begin(start, ahead, &mut desk, &woken)?;
    guard::install(desk.flusher(), desk.releaser()).map_err(system)?;
    guard::enter(options.plain).map_err(system)?;
    let result = program.meet(first, &mut desk, wakes, &woken);
    // What draws has its last word before the terminal is given back.
    let Program {
        face,
        mut late,
        own_files,
        unread,
        ..
    } = program;
    drop(face);
    let left = guard::leave();
    let rehearsal = desk.rehearsal();
    let saved = desk.close();
    let exported = late.wait_for_exports(&woken);
    result.map_err(system)?;
    left.map_err(system)?;
    if let Err(says) = saved.and(exported) {
        guard::say(desk.conflict().as_slice());
        return Err(RunError::System(says));
    }
    if let Some(says) = unread {
        return Err(RunError::Input(says));
    }
    Ok(own_files
        .into_iter()
        .chain(desk.conflict())
        .chain(rehearsal)
        .collect())
}

struct Program {
    app: App,
    /// What is wrong with files of the user's or worth a word, and what the status line says of it.
    own_files: Vec<String>,
    warning: Option<String>,
    face: Box<dyn Face>,
    /// What to say about how it looks, once there is something to say it on.
    complaint: Option<String>,
    quitting: bool,
    work: Worker,
    library: Library,
    late: Late,
    /// The number of the newest drawing of the map that was asked for; the search for an older one ends.
    newest: Arc<AtomicU64>,
    /// Held by the drawing that is being made.
    turn: Arc<Mutex<()>>,
    /// Until then, what is typed is for the session that the program was started with, although it is not here yet.
    typed_ahead: Option<Instant>,
    /// Why the session that the program was started with could not be read.
    unread: Option<String>,
    /// What was read for the session that the program is started with, and is shown once that is open.
    comes_in: Option<Msg>,
    /// For testers: F12 is a fault of the program's own.
    faulty: bool,
}

impl Program {
    fn new(options: &Options, work: Worker, outlet: &Outlet) -> Result<Self, RunError> {
        let own =
            |says: String| RunError::System(format!("The program's own data is broken: {says}"));
        let data = Data::load(options.plain).map_err(own)?;
        let (warning, own_files) = (data.warning(), data.said());
        let size = crossterm::terminal::size().unwrap_or((80, 24));
        let mut app = App::new(
            now(),
            size,
            Arc::new(data.keys),
            Arc::new(data.catalogue),
            Arc::new(data.thresholds),
        );
        app.scales = Arc::new(data.scales);
        let (looks, complaint) = Looks::new(options);
        looks.name().clone_into(&mut app.theme);
        app.ascii = looks.is_ascii();
        app.home.always = settings::shows_recents();
        app.home.fold();
        app.me = settings::me();
        let face: Box<dyn Face> = if options.plain {
            app.spoken = true;
            app.size = Voice::room(size);
            Box::new(Voice::new(size.0, &app, looks, outlet.clone()))
        } else {
            let screen = Screen::on(outlet, looks, size);
            Box::new(screen.map_err(|error| RunError::System(safe(&error.to_string())))?)
        };
        Ok(Self {
            app,
            own_files,
            warning,
            face,
            complaint,
            quitting: false,
            work,
            library: Library::default(),
            late: Late::default(),
            newest: Arc::default(),
            turn: Arc::default(),
            typed_ahead: None,
            unread: None,
            comes_in: None,
            faulty: testers::is_faulty(),
        })
    }

    /// The meeting: until it is left.
    fn meet(
        &mut self,
        first: Option<Msg>,
        desk: &mut Desk,
        wakes: Sender<Wake>,
        woken: &Receiver<Wake>,
    ) -> io::Result<()> {
        // From now on a new size is an event. Nothing asks for this one later.
        let mut input = Input::open()?;
        if let Ok((columns, rows)) = crossterm::terminal::size() {
            for msg in self.face.take(Msg::Resize(columns, rows), &self.app) {
                self.tell(msg, desk);
            }
        }
        match first {
            Some(first) => self.tell(first, desk),
            None => self.face.follow(&self.app),
        }
        self.once_open(desk);
        self.face.show(&self.app)?;
        thread::Builder::new()
            .name("keys".to_owned())
            .spawn(move || listen(&mut input, &wakes))?;
        while !self.quitting {
            let mut changed = true;
            match woken.recv_timeout(self.until_next_tick()) {
                Ok(wake) => changed = self.hear(wake, woken, desk)?,
                Err(RecvTimeoutError::Timeout) if now() == self.app.now => continue,
                Err(RecvTimeoutError::Timeout) => {
                    self.ask_who_holds(desk);
                    self.tell(Msg::Tick, desk);
                }
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            if guard::take_resumed() {
                self.face.resume(&self.app)?;
                changed = true;
            }
            self.once_open(desk);
            if changed && !self.quitting {
                self.face.show(&self.app)?;
            }
        }
        self.face.end()
    }

    /// How long nothing on the screen changes by itself. A tester's clock may be moved at any time.
    fn until_next_tick(&self) -> Duration {
        if wall::is_testers() {
            return Duration::from_millis(10);
        }
        // From when it was last drawn, which may be a while ago.
        let drawn = self.app.now;
        let since = (now() - drawn).to_std().unwrap_or_default();
        self.app.next_tick(drawn).saturating_sub(since)
    }

    /// Takes everything that came at once, so that a burst costs one frame. False when nothing on the screen can have
    /// changed.
    fn hear(&mut self, wake: Wake, woken: &Receiver<Wake>, desk: &mut Desk) -> io::Result<bool> {
        let mut changed = false;
        let mut wake = Some(wake);
        let mut burst = Burst::default();
        loop {
            match wake {
                Some(Wake::Terminal(event)) => burst.push(event),
                Some(Wake::NoInput(says)) => return Err(io::Error::other(says)),
                // The frame that there was no room for.
                Some(Wake::Free) => changed = true,
                Some(Wake::Saved(report)) => {
                    let news = news(report);
                    changed |= self.app.shows(&news);
                    // The time on the screen stays what it is, as nothing is drawn.
                    let at = if changed { now() } else { self.app.now };
                    self.tell_at(at, Msg::Saved(news), desk);
                }
                Some(Wake::Done(number, done)) => {
                    changed = true;
                    let msg = self.finish_late(number, done, desk);
                    let opened = matches!(msg, Some(Msg::Opened(_)));
                    let first = opened && self.app.home.opens.take().is_some();
                    match msg {
                        // The program was started for it: it is said as if there had been no screen.
                        Some(Msg::Opened(Err(failure))) if first => {
                            self.unread = Some(failure.says);
                            self.quitting = true;
                        }
                        Some(msg) => {
                            self.tell(msg, desk);
                            // Before what was typed ahead.
                            self.once_open(desk);
                        }
                        None => {}
                    }
                }
                None => break,
            }
            wake = woken.try_recv().ok();
            // What is waiting behind the last key is read in a moment: one frame for all of it.
            if wake.is_none() && (burst.goes_on() || burst.came_together()) {
                wake = woken.recv_timeout(Duration::from_millis(5)).ok();
            }
            if wake.is_none() && !burst.is_empty() && self.app.home.opens.is_some() {
                let until = self
                    .typed_ahead
                    .map(|until| until.saturating_duration_since(Instant::now()));
                let left = until.filter(|left| !left.is_zero());
                wake = left.and_then(|left| woken.recv_timeout(left).ok());
            }
            // A paste without brackets comes in pieces: wait for the rest as long as it keeps coming.
            if wake.is_none() && burst.holds_paste(self.app.wants_text()) {
                wake = woken.recv_timeout(NEXT_PIECE).ok();
            }
        }
        changed |= !burst.is_empty();
        while let Some(msg) = burst.next(self.app.wants_text(), |c| self.app.verb_of(Key::char(c)))
        {
            if self.faulty && matches!(&msg, Msg::Key(key) if key.to_string() == "F12") {
                fault();
            }
            for msg in self.face.take(msg, &self.app) {
                self.tell(msg, desk);
            }
        }
        Ok(changed)
    }

    /// A session that can only be read may be free by now.
    fn ask_who_holds(&mut self, desk: &mut Desk) {
        let held = self.app.open().is_some_and(|open| open.held_by.is_some());
        if held && desk.was_let_go() {
            self.tell(Msg::LetGo, desk);
        }
    }

    /// Tells the core, and performs what it wants until it wants nothing more.
    fn tell(&mut self, msg: Msg, desk: &mut Desk) {
        self.tell_at(now(), msg, desk);
    }

    fn tell_at(&mut self, at: Stamp, msg: Msg, desk: &mut Desk) {
        let mut messages = vec![msg];
        while let Some(mut msg) = messages.pop() {
            self.learn(&mut msg, desk);
            let effects = self.app.update(at, msg);
            self.face.follow(&self.app);
            for effect in effects {
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
            Effect::Open(path) => self.open(path.into(), desk),
            Effect::OpenExample | Effect::FindRehearsals | Effect::Rehearse(_) => {
                self.open_to_try(&effect, desk)
            }
            Effect::StopOpening => {
                self.late.forget(&Task::Opening(String::new()));
                self.late.forget(&Task::Importing(String::new()));
                // The start screen was not looked at before.
                let first = self.app.home.opens.take().is_some();
                first
                    .then(|| self.perform(Effect::FindRecents, desk))
                    .flatten()
            }
            Effect::Create(title, people, kind) => {
                let (more, file) = desk.next_new.take().unwrap_or_default();
                let people = people.into_iter().chain(more).collect();
                Some(Msg::Opened(
                    desk.create(&title, people, kind, file, now())
                        .map_err(opening::not_made),
                ))
            }
            Effect::NextOne { of, before } => self.next_one(&of, before, desk),
            Effect::CreateOne { heard, pair } => Some(Self::begin_one(&heard, pair, desk)),
            Effect::Close => {
                let _ = desk.close();
                None
            }
            Effect::FindRecents => {
                let now = now();
                desk.end_remembering();
                self.start(Task::Finding, desk, move || {
                    Done::Glanced(Desk::glance(now))
                })
            }
            Effect::ReadRecents => {
                let now = now();
                let job = move || Done::Found(Desk::recents(now));
                self.start_within(Duration::ZERO, Task::Finding, desk, job)
            }
            Effect::Finish(path, id) => self.mark(path, id, ActionStatus::Done, desk),
            Effect::Reopen(path, id) => self.mark(path, id, ActionStatus::Open, desk),
            Effect::LookAgain(path, day) => {
                self.aside(desk, move |now| aside::look_again(path.as_ref(), day, now))
            }
            Effect::AttachNews { path, model, me } => self.aside(desk, move |now| {
                aside::attach(path.as_ref(), &model, &me, now)
            }),
            Effect::CopyNews { path, keep } => match aside::for_the_chat(path.as_ref()) {
                Ok(file) => self.copy(file, keep, Some(path.into()), desk),
                Err(says) => Some(Msg::ChangedAside(Err(says))),
            },
            Effect::Seek(words, paths) => {
                let search = self.library.search(words, paths);
                let job = move || Done::Sought(search.make());
                self.start_within(Duration::ZERO, Task::Seeking, desk, job)
            }
            Effect::Export(exports) => self.export(exports, desk),
            Effect::HandOut(sheet) => self.hand_out(sheet, desk),
            Effect::Copy { file, keep } => self.copy(file, keep, desk.path(), desk),
            effect @ (Effect::Import { .. } | Effect::Understand(_)) => self.take_in(effect, desk),
            effect @ Effect::Attach { .. } => self.attach(effect, desk),
            Effect::Draw(order) => self.draw(*order, desk),
            Effect::Simulate(order) => self.simulate(*order, desk),
            Effect::Cheapest(search) => self.look_for_cheapest(search, desk),
            Effect::FindThemes => Some(Msg::Themes(self.face.themes())),
            Effect::UseTheme(name) => self.remembered(settings::remember_theme(&name)),
            Effect::RememberMe(name) => self.remembered(settings::remember_me(&name)),
            Effect::ShowRecents(on) => self.remembered(settings::remember_show_recents(on)),
            Effect::Suspend => {
                // What was said before is said before the shell speaks.
                let _ = self.face.show(&self.app);
                let _ = self.face.end();
                if let Err(error) = guard::suspend() {
                    self.app.warn(safe(&error.to_string()));
                }
                None
            }
            Effect::Quit => {
                self.quitting = true;
                None
            }
            Effect::Read(reading) => {
                self.face.read(&self.app, reading);
                None
            }
        }
    }

    /// A setting was written; why it was not is said.
    fn remembered(&mut self, written: Result<(), String>) -> Option<Msg> {
        if let Err(says) = written {
            self.app.warn(says);
        }
        None
    }

    /// The result of work that took its time, unless no one wants it any more.
    fn finish_late(&mut self, number: u64, done: Done, desk: &mut Desk) -> Option<Msg> {
        self.late.take(number).then(|| finish(done, desk))
    }
}

/// What work that is done means to the core.
fn finish(done: Done, desk: &mut Desk) -> Msg {
    match done {
        Done::Read(path, read) => {
            Msg::Opened(read.and_then(|loaded| desk.open(&path, *loaded, now())))
        }
        Done::Found(recents) => Msg::Recents(recents),
        Done::Glanced(glance) if glance.unread == 0 => Msg::Recents(glance.known),
        Done::Glanced(glance) => Msg::KnownRecents(glance.known, glance.unread),
        Done::ChangedAside(changed) => Msg::ChangedAside(changed),
        Done::Sought(sought) => Msg::Sought(sought),
        Done::Exported(exported) => Msg::Exported(exported),
        Done::Copied(copied) => Msg::Copied(copied),
        Done::Attached(attached) => Msg::Attached(attached),
        Done::Drawn(made) => Msg::Drawn(made),
        Done::Simulated(made) => Msg::Simulated(made),
        Done::Cheapest(found) => Msg::Cheapest(found),
        Done::Imported(imported) => Msg::Imported(imported),
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
