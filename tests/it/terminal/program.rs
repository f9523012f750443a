//! The real program in a real terminal, as the person in front of it sees and treats it.
//!
//! Every wait ends with an event: text that appears, a key that was read, a program that ended. A wait that fails
//! shows the whole screen.

use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{LocalModes, Termios, Winsize, tcgetattr, tcsetwinsize};
use tempfile::TempDir;
use vt100::Screen;

use super::keys::{Step, parse};
use super::modes;
use super::pty::{self, Master, Shared, State};

/// How long anything may take before a test gives up. Far more than a busy machine needs.
const LIMIT: Duration = Duration::from_secs(10);

/// A place to start programs in: a size, an environment, and an empty home that several runs can share.
pub(crate) struct Terminal {
    size: (u16, u16),
    environment: Vec<(String, String)>,
    home: Arc<TempDir>,
    folder: Option<PathBuf>,
    answers: bool,
}

impl Terminal {
    /// A terminal of this many columns and rows.
    pub(crate) fn new((columns, rows): (u16, u16)) -> Self {
        let home = Arc::new(tempfile::tempdir().unwrap());
        Self {
            size: (columns, rows),
            environment: Vec::new(),
            home,
            folder: None,
            answers: true,
        }
    }

    /// Sets a variable for the programs.
    pub(crate) fn variable(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Starts programs in `folder` instead of the home.
    pub(crate) fn folder(mut self, folder: &Path) -> Self {
        self.folder = Some(folder.to_owned());
        self
    }

    /// Makes the terminal one that answers no queries.
    pub(crate) fn silent(mut self) -> Self {
        self.answers = false;
        self
    }

    /// The programs' home, where their settings and data end up.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// Starts threatboard.
    pub(crate) fn start(&self, arguments: &[&str]) -> Program {
        self.start_command(&[&[env!("CARGO_BIN_EXE_threatboard")], arguments].concat())
    }

    /// Starts any program.
    pub(crate) fn start_command(&self, command: &[&str]) -> Program {
        let (name, arguments) = command.split_first().unwrap();
        let home = self.home();
        let mut command = CommandBuilder::new(name);
        command.args(arguments);
        command.cwd(self.folder.as_deref().unwrap_or(home));
        command.env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", home);
        command.env("XDG_CONFIG_HOME", home.join("config"));
        command.env("XDG_DATA_HOME", home.join("data"));
        command.env("XDG_STATE_HOME", home.join("state"));
        command.env("XDG_CACHE_HOME", home.join("cache"));
        command.env("LANG", "C.UTF-8");
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        for (variable, value) in &self.environment {
            command.env(variable, value);
        }
        let pty::Started {
            shared,
            master,
            pid,
            waiter,
        } = pty::start(command, self.size, self.answers);
        Program {
            shared,
            master: Mutex::new(Some(master)),
            pid,
            waiter: Some(waiter),
            _home: Arc::clone(&self.home),
        }
    }
}

/// A started program. Dropping it kills it.
pub(crate) struct Program {
    shared: Arc<Shared>,
    master: Mutex<Option<Master>>,
    pid: Pid,
    waiter: Option<JoinHandle<()>>,
    _home: Arc<TempDir>,
}

impl Program {
    /// Starts threatboard in a terminal of `size` (columns, rows) with a home of its own.
    pub(crate) fn start(
        arguments: &[&str],
        size: (u16, u16),
        environment: &[(&str, &str)],
        folder: &Path,
    ) -> Self {
        let terminal = Terminal::new(size).folder(folder);
        let terminal = environment
            .iter()
            .fold(terminal, |terminal, (name, value)| {
                terminal.variable(name, value)
            });
        terminal.start(arguments)
    }

    /// Sends bytes as they are, as fast as the program takes them.
    pub(crate) fn send(&self, mut bytes: &[u8]) {
        let master = self.master();
        let file = &master.as_ref().expect("the terminal is closed").file;
        let limit = Timespec {
            tv_sec: 10,
            tv_nsec: 0,
        };
        while !bytes.is_empty() {
            let mut room = [PollFd::new(file, PollFlags::OUT)];
            match poll(&mut room, Some(&limit)) {
                Ok(0) => self.fail("the program takes no more input"),
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => panic!("{error}"),
            }
            match rustix::io::write(file, bytes) {
                Ok(written) => bytes = &bytes[written..],
                Err(Errno::AGAIN | Errno::INTR) => {}
                // The program is gone. What was typed then is lost, as with any terminal.
                Err(Errno::IO) => return,
                Err(error) => panic!("{error}"),
            }
        }
    }

    /// Plays a script. Each key is sent when the program has read the one before, so that an Escape is an Escape
    /// and quick typing does not look like a paste.
    pub(crate) fn play(&self, script: &str) {
        self.play_steps(&parse(script).unwrap_or_else(|mistake| panic!("{mistake}\n{script}")));
    }

    /// Plays steps that were read before. See [`Self::play`].
    pub(crate) fn play_steps(&self, steps: &[Step]) {
        for step in steps {
            self.step(step);
        }
    }

    /// Plays steps with a pause after each, and says when each was sent. Ends early when the program does.
    pub(crate) fn play_paced(&self, steps: &[Step], pace: Duration) -> Vec<Instant> {
        let mut sent = Vec::new();
        for step in steps {
            if self.shared.state().status.is_some() {
                break;
            }
            sent.push(Instant::now());
            self.step(step);
            self.rest(pace);
        }
        sent
    }

    /// Lets time pass, as a person does who reads. Ends early when the program does.
    pub(crate) fn rest(&self, time: Duration) {
        let going_on = |state: &mut State| state.status.is_none();
        drop(
            self.shared
                .changed
                .wait_timeout_while(self.shared.state(), time, going_on),
        );
    }

    /// The system's number of the program.
    pub(crate) fn pid(&self) -> Pid {
        self.pid
    }

    /// Whether the program is gone.
    pub(crate) fn has_ended(&self) -> bool {
        self.shared.state().status.is_some()
    }

    /// Waits until the program has drawn something after `moment`, or is gone.
    pub(crate) fn wait_drawn_after(&self, moment: Instant) {
        self.wait(LIMIT, |state| {
            state.ended || state.status.is_some() || state.last_output > moment
        });
    }

    fn step(&self, step: &Step) {
        let now = Instant::now();
        match step {
            Step::Key(bytes) => self.send(bytes),
            Step::Text(letter) => self.send(letter.to_string().as_bytes()),
            // A terminal sends a carriage return for each line end of a paste.
            Step::Paste(text) => {
                self.send(format!("\x1b[200~{}\x1b[201~", text.replace('\n', "\r")).as_bytes());
            }
            Step::Wait(text) => return self.wait_for(text),
            Step::Gone(text) => return self.wait_gone(text),
            Step::Resize(columns, rows) => return self.resize((*columns, *rows)),
        }
        self.wait_read();
        // What comes with a paste in the same instant is taken for a part of it: people look at it first.
        if matches!(step, Step::Paste(_)) {
            self.wait_drawn_after(now);
        }
    }

    /// Waits until the program has read all that was sent.
    pub(crate) fn wait_read(&self) {
        let Some(tty) = self.master().as_ref().map(|master| master.tty.clone()) else {
            return;
        };
        let flags = OFlags::RDONLY | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let limit = Instant::now() + LIMIT;
        loop {
            // Open only for the look: a handle that stays would hide the program's end from the reader.
            let Ok(end) = rustix::fs::open(&tty, flags, Mode::empty()) else {
                return;
            };
            let mut unread = [PollFd::new(&end, PollFlags::IN)];
            if let Ok(0) = poll(
                &mut unread,
                Some(&Timespec {
                    tv_sec: 0,
                    tv_nsec: 0,
                }),
            ) {
                return;
            }
            drop(end);
            if self.shared.state().status.is_some() {
                return;
            }
            if Instant::now() > limit {
                self.fail("the program does not read what was typed");
            }
            // The system has no event for a read at the other end, but a program that read a key mostly draws.
            drop(
                self.shared
                    .changed
                    .wait_timeout(self.shared.state(), Duration::from_millis(1)),
            );
        }
    }

    /// Waits until `text` stands on the screen, within one row.
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait_until(
            |screen| text_of(screen).contains(text),
            &format!("`{text}` to appear"),
        );
    }

    /// Waits until `text` no longer stands on the screen.
    pub(crate) fn wait_gone(&self, text: &str) {
        self.wait_until(
            |screen| !text_of(screen).contains(text),
            &format!("`{text}` to go away"),
        );
    }

    /// Waits until the screen is as asked; `what` ends the sentence "waited in vain for …".
    pub(crate) fn wait_until(&self, met: impl Fn(&Screen) -> bool, what: &str) {
        let mut seen = false;
        self.wait(LIMIT, |state| {
            seen = met(state.emulator.screen());
            seen || state.ended
        });
        if !seen {
            self.fail(&format!("waited in vain for {what}"));
        }
    }

    /// Waits until the program has sent nothing for so long.
    pub(crate) fn wait_quiet(&self, quiet: Duration) {
        let limit = Instant::now() + LIMIT;
        loop {
            let last = {
                let state = self.shared.state();
                if state.ended {
                    return;
                }
                state.last_output
            };
            let Some(left) = quiet.checked_sub(last.elapsed()) else {
                return;
            };
            if Instant::now() > limit {
                self.fail("the program does not stop drawing");
            }
            self.wait(left, |state| state.ended || state.last_output != last);
        }
    }

    /// Waits until the program is stopped (`true`) or goes on (`false`).
    pub(crate) fn wait_stopped(&self, stopped: bool) {
        if !self.wait(LIMIT, |state| state.stopped == stopped) {
            self.fail(&format!(
                "waited in vain for the program to be stopped: {stopped}"
            ));
        }
    }

    /// Waits for the program's end and the last of its output.
    pub(crate) fn wait_exit(&self, limit: Duration) -> ExitStatus {
        if !self.wait(limit, |state| state.status.is_some()) {
            self.fail("the program does not end");
        }
        // A child that it left behind may hold the terminal open, so this is no failure.
        self.wait(Duration::from_secs(1), |state| state.ended);
        self.shared.state().status.expect("waited for")
    }

    /// The rows of the screen, without the blanks at their ends.
    pub(crate) fn screen(&self) -> String {
        self.read(text_of)
    }

    /// Reads from the screen what [`Self::screen`] does not show: styles, cursor, modes.
    pub(crate) fn read<T>(&self, read: impl FnOnce(&Screen) -> T) -> T {
        read(self.shared.state().emulator.screen())
    }

    /// The first cell of `text`'s first place on the screen, for its colors and weight.
    pub(crate) fn cell_of(&self, text: &str) -> vt100::Cell {
        let found = self.read(|screen| {
            let (_, columns) = screen.size();
            (0..)
                .zip(screen.rows(0, columns.get()))
                .find_map(|(row, line)| {
                    let before = line.split_once(text)?.0;
                    let column =
                        u16::try_from(unicode_width::UnicodeWidthStr::width(before)).ok()?;
                    screen.cell(row, column).cloned()
                })
        });
        found.unwrap_or_else(|| self.fail(&format!("`{text}` is not on the screen")))
    }

    /// Every byte that the program has sent.
    pub(crate) fn raw_output(&self) -> Vec<u8> {
        self.shared.state().raw.clone()
    }

    /// What the program last did with a private mode of the terminal (1049 other screen, 2004 bracketed paste,
    /// 25 cursor): on, off, or never touched.
    pub(crate) fn mode(&self, number: u16) -> Option<bool> {
        modes::last(&self.shared.state().raw, number)
    }

    /// How the terminal treats keys.
    pub(crate) fn termios(&self) -> Termios {
        tcgetattr(&self.master().as_ref().expect("the terminal is closed").file).unwrap()
    }

    /// Whether keys are echoed and make lines and signals, as a shell needs it.
    pub(crate) fn is_cooked(&self) -> bool {
        self.termios()
            .local_modes
            .contains(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG)
    }

    /// Changes the size (columns, rows) and tells the program.
    pub(crate) fn resize(&self, (columns, rows): (u16, u16)) {
        let size = (
            rows.try_into().expect("rows"),
            columns.try_into().expect("columns"),
        );
        self.shared.state().emulator.set_size(size.0, size.1);
        let size = Winsize {
            ws_row: rows,
            ws_col: columns,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        tcsetwinsize(
            &self.master().as_ref().expect("the terminal is closed").file,
            size,
        )
        .unwrap();
    }

    /// Makes the terminal read nothing, or read again, as one with Ctrl+S or a dead network does.
    pub(crate) fn hold_output(&self, held: bool) {
        self.shared.state().held = held;
        self.shared.changed.notify_all();
    }

    /// Sends a signal to the program, if it still runs.
    pub(crate) fn signal(&self, signal: Signal) {
        let state = self.shared.state();
        if state.status.is_none() {
            kill_process(self.pid, signal).unwrap();
        }
    }

    /// Kills the program so that it cannot do anything about it.
    pub(crate) fn kill9(&self) {
        self.signal(Signal::KILL);
    }

    /// Closes the terminal, as one does with a window.
    pub(crate) fn close_terminal(&self) {
        drop(self.master().take());
    }

    fn master(&self) -> MutexGuard<'_, Option<Master>> {
        self.master.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until `met` or until the time is over, and says which.
    fn wait(&self, limit: Duration, mut met: impl FnMut(&State) -> bool) -> bool {
        let waited = self
            .shared
            .changed
            .wait_timeout_while(self.shared.state(), limit, |state| !met(state));
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }

    fn fail(&self, message: &str) -> ! {
        let (status, stopped, screen) = {
            let state = self.shared.state();
            (
                state.status,
                state.stopped,
                text_of(state.emulator.screen()),
            )
        };
        let program = match status {
            Some(status) => format!("ended with {status}"),
            None if stopped => "is stopped".to_owned(),
            None => "runs".to_owned(),
        };
        panic!("{message}; the program {program} and shows\n{screen}");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill9();
        if let Some(waiter) = self.waiter.take() {
            let _ = waiter.join();
        }
    }
}

fn text_of(screen: &Screen) -> String {
    let (_, columns) = screen.size();
    let rows: Vec<_> = screen
        .rows(0, columns.get())
        .map(|row| row.trim_end().to_owned())
        .collect();
    rows.join("\n")
}
