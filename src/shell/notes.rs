//! `threatboard notes`: the private view in a second terminal. Waits for a key, for the file, and for the next second;
//! draws when what it shows became another.

mod follow;
mod watch;

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use crossterm::event::Event;
use ratatui::Terminal;
use ratatui::layout::Size;

use self::follow::Follower;
use super::frame::{self, FrameWriter};
use super::input::Input;
use super::looks::Looks;
use super::start::{Options, RunError};
use super::{events, face, guard, own};
use crate::catalogue::Catalogue;
use crate::check::Thresholds;
use crate::domain::text::safe;
use crate::notes::{Notes, State, view};
use crate::risk::Scales;
use crate::store::session::LoadError;
use crate::store::wall::{self, now};

/// The file is looked at so often, also where the system does not tell of changes.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// What wakes the view.
enum Wake {
    /// The terminal sent something.
    Terminal(Event),
    /// The terminal cannot be read any more.
    NoInput(String),
    /// The file may have changed.
    File,
}

/// Shows the private view of a session until it is left. Nothing is written, locked or made.
///
/// # Errors
/// Before the screen is taken: a session that cannot be read. After it is given back: a terminal that cannot be used.
pub fn run(path: &Path, options: &Options) -> Result<(), RunError> {
    if !guard::has_terminal() {
        return Err(RunError::Usage(
            "threatboard notes needs a terminal, and this is not one. For scripts: list, check."
                .to_owned(),
        ));
    }
    let system = |error: io::Error| RunError::System(safe(&error.to_string()));
    let follower = Follower::new(path, now()).map_err(refused)?;
    let catalogue = Catalogue::bundled()
        .map_err(|error| RunError::System(format!("The program's own data is broken: {error}")))?;
    let (wakes, woken) = mpsc::channel();
    let file = wakes.clone();
    let _watcher = watch::watch(path, move || {
        let _ = file.send(Wake::File);
    });
    let (looks, problem) = Looks::new(options);
    let mut screen = Screen {
        follower,
        catalogue,
        limits: Thresholds::bundled(),
        scales: own::for_risk().0,
        looks,
        problem,
        state: State::default(),
    };
    // There is nothing to save.
    let nothing = guard::LastWords {
        saved: true,
        says: Vec::new(),
    };
    guard::install(Arc::new(move || nothing.clone()), Arc::new(|| ())).map_err(system)?;
    guard::enter(false).map_err(system)?;
    let result = screen.show(wakes, &woken);
    let left = guard::leave();
    result.and(left).map_err(system)
}

fn refused(error: LoadError) -> RunError {
    if error.is_system() {
        RunError::System(error.to_string())
    } else {
        RunError::Input(error.to_string())
    }
}

struct Screen {
    follower: Follower,
    catalogue: Catalogue,
    limits: Thresholds,
    scales: Scales,
    looks: Looks,
    /// Why it looks other than was asked for.
    problem: Option<String>,
    state: State,
}

impl Screen {
    fn show(&mut self, wakes: Sender<Wake>, woken: &Receiver<Wake>) -> io::Result<()> {
        let mut input = Input::open()?;
        let (width, height) = crossterm::terminal::size().unwrap_or((80, 24));
        let size = Size { width, height };
        let mut terminal = Terminal::new(FrameWriter::new(face::terminal()?, size))?;
        thread::Builder::new()
            .name("keys".to_owned())
            .spawn(move || listen(&mut input, &wakes))?;
        let mut drawn = None;
        loop {
            let now = now();
            self.follower.look(now);
            self.state.trouble = self
                .follower
                .trouble
                .clone()
                .or_else(|| self.problem.clone());
            let notes = Notes::new(
                &self.follower.session,
                &self.catalogue,
                &self.limits,
                &self.scales.conventions,
                now,
            );
            let shown = Some((notes.clone(), self.state.clone()));
            if guard::take_resumed() {
                let size = terminal.size()?;
                frame::start_over(&mut terminal, size)?;
                drawn = None;
            }
            if drawn != shown {
                self.draw(&notes, &mut terminal)?;
                drawn = shown;
            }
            let mut wake = match woken.recv_timeout(until_next_tick()) {
                Ok(wake) => Some(wake),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            };
            // Everything that came at once costs one frame.
            while let Some(next) = wake {
                match next {
                    Wake::Terminal(Event::Resize(width, height)) => {
                        frame::start_over(&mut terminal, Size { width, height })?;
                        drawn = None;
                    }
                    Wake::Terminal(event) => {
                        if self.hear(&event, &notes, &terminal)? {
                            return Ok(());
                        }
                    }
                    Wake::NoInput(says) => return Err(io::Error::other(says)),
                    Wake::File => {}
                }
                wake = woken.try_recv().ok();
            }
        }
    }

    /// Says whether the view is left.
    fn hear<W: io::Write>(
        &mut self,
        event: &Event,
        notes: &Notes,
        terminal: &Terminal<FrameWriter<W>>,
    ) -> io::Result<bool> {
        let Some(key) = events::key(event) else {
            return Ok(false);
        };
        let size = terminal.size()?;
        let (most, page) = view::scrolls(notes, &self.looks.styles, (size.width, size.height));
        Ok(self.state.press(key, most, page))
    }

    fn draw<W: io::Write>(
        &self,
        notes: &Notes,
        terminal: &mut Terminal<FrameWriter<W>>,
    ) -> io::Result<()> {
        guard::while_drawing(|| {
            terminal
                .draw(|frame| view::view(notes, &self.state, &self.looks.styles, frame))
                .map(|_| ())
        })
        .unwrap_or(Ok(()))
    }
}

/// How long the view waits before it looks. A tester's clock may be moved at any time.
fn until_next_tick() -> Duration {
    if wall::is_testers() {
        Duration::from_millis(10)
    } else {
        LOOK_EVERY
    }
}

/// Reads the terminal until it is gone, which is the guard's to notice.
fn listen(input: &mut Input, wakes: &Sender<Wake>) {
    loop {
        let wake = match input.read() {
            Ok(Some((event, _))) => Wake::Terminal(event),
            Ok(None) => return,
            Err(error) => Wake::NoInput(safe(&error.to_string())),
        };
        let ended = matches!(wake, Wake::NoInput(_));
        if wakes.send(wake).is_err() || ended {
            return;
        }
    }
}
