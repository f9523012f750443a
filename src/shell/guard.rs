//! The terminal as we take it and as we must leave it, however the program ends: quit, signal, closed window, panic or
//! Ctrl-Z. Every way out saves first and then restores with a raw write that takes no lock of the standard streams and
//! waits for no one.
//!
//! Order at the start: [`install`], then [`enter`]. Write frames only inside [`while_drawing`], so that no half frame lands
//! on the screen that was just given back.

use std::io::{self, IsTerminal, Write};
use std::panic;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, TryLockError, mpsc};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use crate::domain::text::safe;
use crate::shell::saver::panic_is_caught;

#[cfg(unix)]
mod signals;

/// Saves what is not saved yet. It must come back within about two seconds.
pub type Flush = Arc<dyn Fn() -> LastWords + Send + Sync>;

/// Gives up what others wait for, once nothing more is written. It waits for nothing.
pub type Release = Arc<dyn Fn() + Send + Sync>;

/// What is left to be said once the terminal is given back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastWords {
    /// Nothing is left unsaved.
    pub saved: bool,
    /// Where what was not saved is now, a sentence each.
    pub says: Vec<String>,
}

/// Alternate screen and bracketed paste.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h";

/// Bracketed paste alone: where nothing is drawn, what was said stays with what stands above it.
const ENTER_PLAIN: &[u8] = b"\x1b[?2004h";
const RESTORE_PLAIN: &[u8] = b"\x1b[?2004l";

/// Mouse, focus and paste reports off, main screen, cursor shown, plain colors. More than we switch on: a panic may
/// come from anywhere, and switching off what is off does nothing. First the end of a frame that was cut off.
const RESTORE: &[u8] =
    b"\x1b[?2026l\x1b[?1006l\x1b[?1003l\x1b[?1002l\x1b[?1000l\x1b[?1004l\x1b[?2004l\x1b[?1049l\x1b[?25h\x1b[0m";

/// How long the way out waits for a frame that is being written, and then for a terminal that takes no output.
const WAIT_FOR_FRAME: Duration = Duration::from_millis(100);
const WAIT_FOR_OUTPUT: Duration = Duration::from_millis(200);

/// How long someone who quits waits for a slow terminal.
pub(super) const PATIENCE: Duration = Duration::from_secs(1);

/// The exit status after a panic, the same as Rust's own.
const PANICKED: i32 = 101;

static FLUSH: OnceLock<Flush> = OnceLock::new();
static RELEASE: OnceLock<Release> = OnceLock::new();
/// The thread that writes frames; it holds the frame itself when it panics in one.
static DRAWER: OnceLock<ThreadId> = OnceLock::new();
static FRAME: Mutex<()> = Mutex::new(());
/// Nothing is drawn: the terminal stays on its own screen.
static PLAIN: AtomicBool = AtomicBool::new(false);
/// The caret stands in a line that someone types, so what comes next needs a new one.
static MID_LINE: AtomicBool = AtomicBool::new(false);
static ENTERED: AtomicBool = AtomicBool::new(false);
static LEAVING: AtomicBool = AtomicBool::new(false);
static RESUMED: AtomicBool = AtomicBool::new(false);

/// Takes the terminal: raw mode, alternate screen unless `plain`, bracketed paste. Not the mouse, which stays the
/// terminal's own for selecting text.
///
/// # Errors
/// When standard input or output is no terminal that can be set up so; it is then left as it was.
pub fn enter(plain: bool) -> io::Result<()> {
    PLAIN.store(plain, Ordering::SeqCst);
    // Asking switches escape sequences on.
    #[cfg(windows)]
    let _ = crossterm::ansi_support::supports_ansi();
    enter_by(write_patiently)
}

/// Gives the terminal back as it was. One that takes no output is left as it is after a moment.
///
/// # Errors
/// When the terminal cannot be written to or set; the rest is done all the same.
pub fn leave() -> io::Result<()> {
    let _frame = frame();
    leave_by(|bytes| within(PATIENCE, Stream::Output, bytes))
}

fn enter_by(write: fn(&[u8]) -> io::Result<()>) -> io::Result<()> {
    ENTERED.store(true, Ordering::SeqCst);
    let plain = PLAIN.load(Ordering::SeqCst);
    let bytes = if plain { ENTER_PLAIN } else { ENTER };
    let entered = enable_raw_mode().and_then(|()| write(bytes));
    if entered.is_err() {
        let _ = leave_by(write);
    }
    entered
}

fn leave_by(write: fn(&[u8]) -> io::Result<()>) -> io::Result<()> {
    if !ENTERED.swap(false, Ordering::SeqCst) {
        return Ok(());
    }
    let written = if !PLAIN.load(Ordering::SeqCst) {
        write(RESTORE)
    } else if MID_LINE.swap(false, Ordering::SeqCst) {
        write(&[RESTORE_PLAIN, b"\r\n"].concat())
    } else {
        write(RESTORE_PLAIN)
    };
    disable_raw_mode().and(written)
}

/// Says whether the caret stands in a line that is being typed. Only where nothing is drawn.
pub(super) fn set_mid_line(mid_line: bool) {
    MID_LINE.store(mid_line, Ordering::SeqCst);
}

/// Runs `draw` unless the program is on its way out; no way out cuts into it.
pub fn while_drawing<T>(draw: impl FnOnce() -> T) -> Option<T> {
    let _frame = FRAME.lock().unwrap_or_else(PoisonError::into_inner);
    (!LEAVING.load(Ordering::SeqCst)).then(draw)
}

/// Whether the terminal was given away and taken back since last asked, so that all of it must be drawn anew. Ask on
/// every event; a resize event follows each return. See [`super::frame::start_over`].
pub fn take_resumed() -> bool {
    RESUMED.swap(false, Ordering::SeqCst)
}

/// Prepares every way out: signals, a closed terminal, panics. Call once, before [`enter`]; `flush` and, last of all,
/// `release` are called on other threads.
///
/// # Errors
/// When signals cannot be caught or a thread not started.
pub fn install(flush: Flush, release: Release) -> io::Result<()> {
    if FLUSH.set(flush).is_err() || RELEASE.set(release).is_err() {
        return Err(io::Error::other("the guard is installed already"));
    }
    #[cfg(unix)]
    signals::watch()?;
    let former = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        // One that is caught and reported must not tear the screen down.
        if panic_is_caught() {
            return;
        }
        let words = flush_now();
        restore();
        if takes_output() {
            former(info);
        }
        let fate = if words.saved {
            "The session is saved."
        } else {
            "The last changes are not saved."
        };
        let crashed = format!("threatboard crashed because of a bug. {fate}");
        say(&[&[crashed][..], &words.says].concat());
        free();
        // Also on another thread, or where someone would catch it: the screen is gone.
        process::exit(PANICKED);
    }));
    Ok(())
}

/// Stops the program as Ctrl-Z should: saves, gives the terminal back, sleeps until continued, takes it again. Draw
/// everything anew afterwards (see [`take_resumed`]). Without job control (Windows) it does nothing.
///
/// # Errors
/// When the terminal cannot be given back or taken again.
pub fn suspend() -> io::Result<()> {
    #[cfg(unix)]
    signals::stop()?;
    Ok(())
}

/// A file that may not grow (`ulimit -f`) is a failed write, as on a full disk, and no end of the program.
pub fn survive_size_limits() {
    #[cfg(unix)]
    {
        let noticed = Arc::new(AtomicBool::new(false));
        // Without it, such a write ends the program: then there is nothing more to be done.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, noticed);
    }
}

/// Names the thread that writes frames; it holds one itself when it panics in it.
pub(super) fn draws_here() {
    let _ = DRAWER.set(thread::current().id());
}

fn flush_now() -> LastWords {
    let nothing = LastWords {
        saved: true,
        says: Vec::new(),
    };
    FLUSH.get().map_or(nothing, |flush| flush())
}

/// The last thing before the end: a destructor would not run.
fn free() {
    if let Some(release) = RELEASE.get() {
        release();
    }
}

/// Says sentences on standard error, which may be a terminal that takes no output.
pub fn say(sentences: &[String]) {
    let lines: String = sentences
        .iter()
        .map(|says| format!("{}\n", safe(says)))
        .collect();
    if !lines.is_empty() {
        let _ = within(PATIENCE, Stream::Errors, lines.as_bytes());
    }
}

/// Waits for the frame that is being written, but not for ever: the terminal may take no output.
fn frame() -> Option<MutexGuard<'static, ()>> {
    if DRAWER.get() == Some(&thread::current().id()) {
        return None;
    }
    let started = Instant::now();
    loop {
        match FRAME.try_lock() {
            Ok(frame) => return Some(frame),
            Err(TryLockError::Poisoned(frame)) => return Some(frame.into_inner()),
            Err(TryLockError::WouldBlock) if started.elapsed() < WAIT_FOR_FRAME => {
                thread::sleep(Duration::from_millis(2));
            }
            Err(TryLockError::WouldBlock) => return None,
        }
    }
}

/// Gives the terminal back on the way out, from any thread and in any state. No frame is drawn after it.
fn restore() {
    LEAVING.store(true, Ordering::SeqCst);
    // Held until the program is gone.
    std::mem::forget(frame());
    let _ = leave_by(write_raw);
}

/// Writes through standard output, after what is in its buffer, and waits as long as the terminal does.
fn write_patiently(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(bytes).and_then(|()| out.flush())
}

/// Where the way out writes.
#[derive(Clone, Copy)]
enum Stream {
    Output,
    Errors,
}

/// Writes on a thread of its own and waits only so long: a write to a terminal that takes no output never ends. Past the
/// locks and buffers of the standard streams, which such a write may hold.
fn within(time: Duration, to: Stream, bytes: &[u8]) -> io::Result<()> {
    let bytes = bytes.to_vec();
    let (done, written) = mpsc::channel();
    thread::Builder::new()
        .name("last words".to_owned())
        .spawn(move || done.send(write_whole(to, &bytes)))?;
    written
        .recv_timeout(time)
        .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}

#[cfg(unix)]
fn write_whole(to: Stream, mut bytes: &[u8]) -> io::Result<()> {
    use rustix::io::Errno;
    while !bytes.is_empty() {
        let written = match to {
            Stream::Output => rustix::io::write(rustix::stdio::stdout(), bytes),
            Stream::Errors => rustix::io::write(rustix::stdio::stderr(), bytes),
        };
        match written {
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn write_whole(to: Stream, bytes: &[u8]) -> io::Result<()> {
    match to {
        Stream::Output => write_patiently(bytes),
        Stream::Errors => io::stderr().write_all(bytes),
    }
}

/// Whether the terminal takes output now, or in a moment. One of which that cannot be asked (macOS) is believed to.
#[cfg(unix)]
fn takes_output() -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    let out = rustix::stdio::stdout();
    let wait = Timespec {
        tv_sec: 0,
        tv_nsec: i64::from(WAIT_FOR_OUTPUT.subsec_nanos()),
    };
    let mut polled = [PollFd::new(&out, PollFlags::OUT)];
    poll(&mut polled, Some(&wait)).is_err() || polled.iter().any(|fd| can_be_tried(fd.revents()))
}

#[cfg(unix)]
fn can_be_tried(events: rustix::event::PollFlags) -> bool {
    use rustix::event::PollFlags;
    events.intersects(PollFlags::OUT.union(PollFlags::NVAL))
}

#[cfg(not(unix))]
fn takes_output() -> bool {
    true
}

/// Writes if the terminal takes output at all, and never waits longer than a moment.
fn write_raw(bytes: &[u8]) -> io::Result<()> {
    if !takes_output() {
        return Err(io::ErrorKind::TimedOut.into());
    }
    within(WAIT_FOR_OUTPUT, Stream::Output, bytes)
}

/// Whether the keyboard and the screen are terminals, so that a meeting can be run on them.
pub fn has_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// The same where standard input was read to its end: then the keys come from the terminal itself, if there is one.
pub fn has_terminal_beside_input() -> bool {
    let keys = || io::stdin().is_terminal() || std::fs::File::open("/dev/tty").is_ok();
    io::stdout().is_terminal() && keys()
}
