//! The two ends of a pseudo-terminal: a child on one, a reading thread with an emulator on the other.
//!
//! Everything that happens is written into one [`State`] behind a condition variable, so that a test waits for an
//! event and never for a time.

use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::num::NonZeroU16;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Child, ExitStatus};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

use filedescriptor::FileDescriptor;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::Errno;
use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};
use vt100::{Callbacks, Parser, Screen};

/// What is known of the program and its terminal.
pub(super) struct State {
    pub(super) emulator: Parser<Answers>,
    /// Every byte that the program sent.
    pub(super) raw: Vec<u8>,
    pub(super) last_output: Instant,
    /// The terminal does not read for now, as one with Ctrl+S or a dead network.
    pub(super) held: bool,
    /// The terminal is being closed.
    pub(super) closing: bool,
    /// No more output can come: the program is gone or the terminal is.
    pub(super) ended: bool,
    pub(super) stopped: bool,
    pub(super) status: Option<ExitStatus>,
}

/// The state, and the bell that rings when it changes.
pub(super) struct Shared {
    state: Mutex<State>,
    pub(super) changed: Condvar,
}

impl Shared {
    /// The state. A test that panicked while it looked has not broken it.
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state());
        self.changed.notify_all();
    }
}

/// The terminal's end. Dropping it closes the terminal: the reader holds the only other handle and is ended first.
pub(super) struct Master {
    pub(super) file: Arc<File>,
    /// The path of the program's end.
    pub(super) tty: PathBuf,
    shared: Arc<Shared>,
    wake: UnixStream,
    reader: Option<JoinHandle<()>>,
}

impl Drop for Master {
    fn drop(&mut self) {
        self.shared.change(|state| state.closing = true);
        // A full pipe or a reader that is gone would both mean that it needs no waking.
        let _ = self.wake.write(&[0]);
        if let Some(reader) = self.reader.take() {
            let _ = reader.join();
        }
    }
}

/// A started program.
pub(super) struct Started {
    pub(super) shared: Arc<Shared>,
    pub(super) master: Master,
    pub(super) pid: Pid,
    /// Ends when the program has.
    pub(super) waiter: JoinHandle<()>,
}

/// Starts `command` in a new pseudo-terminal of its own session.
pub(super) fn start(
    command: CommandBuilder,
    (columns, rows): (u16, u16),
    answers: bool,
) -> Started {
    let size = PtySize {
        rows,
        cols: columns,
        pixel_width: 0,
        pixel_height: 0,
    };
    let pair = native_pty_system().openpty(size).unwrap();
    let child: Box<dyn portable_pty::Child> = pair.slave.spawn_command(command).unwrap();
    let child: Box<Child> = child.downcast().expect("a child of the standard library");
    // portable-pty's own writer types a new line and an end-of-file when it is dropped, which would be the last keys
    // that a program sees before its terminal closes; and its reader cannot be woken. So only a handle is taken.
    let descriptor = pair.master.as_raw_fd().unwrap();
    let file = FileDescriptor::dup(&descriptor)
        .and_then(|handle| handle.as_file())
        .unwrap();
    fcntl_setfl(&file, fcntl_getfl(&file).unwrap() | OFlags::NONBLOCK).unwrap();
    let file = Arc::new(file);
    let tty = pair.master.tty_name().unwrap();
    drop(pair);

    let (rows, columns) = (
        NonZeroU16::new(rows).unwrap(),
        NonZeroU16::new(columns).unwrap(),
    );
    let answers = Answers {
        given: answers,
        pending: Vec::new(),
    };
    let shared = Arc::new(Shared {
        state: Mutex::new(State {
            emulator: Parser::new_with_callbacks(rows, columns, 0, answers),
            raw: Vec::new(),
            last_output: Instant::now(),
            held: false,
            closing: false,
            ended: false,
            stopped: false,
            status: None,
        }),
        changed: Condvar::new(),
    });
    let (wake, woken) = UnixStream::pair().unwrap();
    let reader = std::thread::spawn({
        let (shared, file) = (Arc::clone(&shared), Arc::clone(&file));
        move || {
            read_output(&shared, &file, &woken);
            drop(file);
            shared.change(|state| state.ended = true);
        }
    });
    let pid = Pid::from_child(&child);
    let waiter = std::thread::spawn({
        let shared = Arc::clone(&shared);
        move || watch(&shared, *child, pid)
    });
    let master = Master {
        file,
        tty,
        shared: Arc::clone(&shared),
        wake,
        reader: Some(reader),
    };
    Started {
        shared,
        master,
        pid,
        waiter,
    }
}

/// Shows what the program sends until it ends or the terminal is closed.
fn read_output(shared: &Shared, file: &File, woken: &UnixStream) {
    let mut bytes = vec![0; 64 * 1024];
    loop {
        let mut ready = [
            PollFd::new(file, PollFlags::IN),
            PollFd::new(woken, PollFlags::IN),
        ];
        match poll(&mut ready, None) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(_) => return,
        }
        let waiting = shared
            .changed
            .wait_while(shared.state(), |state| state.held && !state.closing);
        if waiting.unwrap_or_else(PoisonError::into_inner).closing {
            return;
        }
        let mut file = file;
        let sent = match file.read(&mut bytes) {
            Ok(0) => return,
            Ok(length) => &bytes[..length],
            Err(error)
                if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) =>
            {
                continue;
            }
            // EIO: no one holds the program's end any more.
            Err(_) => return,
        };
        let mut reply = Vec::new();
        shared.change(|state| {
            state.raw.extend_from_slice(sent);
            state.emulator.process(sent);
            state.last_output = Instant::now();
            reply = std::mem::take(&mut state.emulator.callbacks_mut().pending);
        });
        // Not waiting for room: a reader that waits for a program that waits for its reader never ends.
        let _ = file.write(&reply);
    }
}

/// Follows the program's stops and its end.
///
/// It is reaped under the lock, so that no one sends a signal to a process number that is already someone else's.
fn watch(shared: &Shared, mut child: Child, pid: Pid) {
    let halts = WaitIdOptions::STOPPED | WaitIdOptions::CONTINUED;
    loop {
        match waitid(
            WaitId::Pid(pid),
            halts | WaitIdOptions::EXITED | WaitIdOptions::NOWAIT,
        ) {
            Ok(Some(event)) if event.stopped() || event.continued() => {
                let _ = waitid(WaitId::Pid(pid), halts | WaitIdOptions::NOHANG);
                shared.change(|state| state.stopped = event.stopped());
            }
            Err(Errno::INTR) => {}
            _ => break,
        }
    }
    shared.change(|state| state.status = child.wait().ok());
}

/// What the terminal says when a program asks about it: cursor, kind, and the two colors.
pub(super) struct Answers {
    given: bool,
    pending: Vec<u8>,
}

impl Answers {
    fn answer(&mut self, answer: &str) {
        if self.given {
            self.pending.extend_from_slice(answer.as_bytes());
        }
    }
}

impl Callbacks for Answers {
    fn unhandled_csi(
        &mut self,
        screen: &mut Screen,
        first: Option<u8>,
        _: Option<u8>,
        parameters: &[&[u16]],
        last: char,
    ) {
        match (first, parameters, last) {
            (None, [[6]], 'n') => {
                let (row, column) = screen.cursor_position();
                self.answer(&format!("\x1b[{};{}R", row + 1, column + 1));
            }
            (None, [] | [[0]], 'c') => self.answer("\x1b[?62;22c"),
            _ => {}
        }
    }

    fn unhandled_osc(&mut self, _: &mut Screen, parameters: &[&[u8]]) {
        match parameters {
            [b"10", b"?"] => self.answer("\x1b]10;rgb:f2f2/f2f2/f2f2\x1b\\"),
            [b"11", b"?"] => self.answer("\x1b]11;rgb:1010/1414/1818\x1b\\"),
            _ => {}
        }
    }
}
