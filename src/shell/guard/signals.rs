//! Signals and the closed terminal, each on a thread of its own: crossterm never returns from reading a terminal that
//! is gone (crossterm #793), so a flag that the event loop would look at is never seen.

use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, BorrowedFd};
use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::{emulate_default_handler, raise};

use crate::shell::guard::{
    ENTERED, RESUMED, enter_by, flush_now, frame, free, leave_by, restore, say, write_raw,
};

/// Set when we stop ourselves: the return is handled where we stopped, and the SIGCONT that comes with it is not.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// The exit status when the terminal is gone: as if SIGHUP had ended the program.
const HUNG_UP: i32 = 128 + SIGHUP;

/// Starts both threads.
pub(super) fn watch() -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                match signal {
                    SIGTSTP => {
                        let _ = stop();
                    }
                    SIGCONT => resume_after_someone_elses_stop(),
                    ending => end_by(ending),
                }
            }
        })?;
    thread::Builder::new()
        .name("hang-up".to_owned())
        .spawn(|| {
            let (input, output) = (io::stdin(), io::stdout());
            let gone = if input.is_terminal() {
                wait_for_hang_up(input.as_fd())
            } else if output.is_terminal() {
                wait_for_hang_up(output.as_fd())
            } else {
                false
            };
            if gone {
                let words = flush_now();
                say(&words.says);
                free();
                process::exit(HUNG_UP);
            }
        })?;
    Ok(())
}

/// Saves, restores the terminal and dies by the signal, so that whoever started us sees which one it was.
fn end_by(signal: i32) {
    let words = flush_now();
    restore();
    say(&words.says);
    free();
    let _ = emulate_default_handler(signal);
    process::exit(128 + signal);
}

/// Gives the terminal back, stops, and takes it again once continued. It saves first: a stopped program may be killed
/// without waking, and its saver is stopped with it. Nothing here waits for the terminal: the next signal may be the
/// last.
pub(super) fn stop() -> io::Result<()> {
    flush_now();
    let _frame = frame();
    let write = write_if_ready;
    let entered = ENTERED.load(Ordering::SeqCst);
    STOPPED.store(true, Ordering::SeqCst);
    let left = leave_by(write);
    // Raises SIGSTOP, which works in an orphaned process group too, where the system discards SIGTSTP.
    let stopped = emulate_default_handler(SIGTSTP);
    let taken = if entered { enter_by(write) } else { Ok(()) };
    ask_for_redraw();
    left.and(stopped).and(taken)
}

/// After a SIGSTOP that no one could announce, the shell has set the terminal to its own liking.
fn resume_after_someone_elses_stop() {
    if STOPPED.swap(false, Ordering::SeqCst) || !ENTERED.load(Ordering::SeqCst) {
        return;
    }
    let _frame = frame();
    // Left first, as raw mode is only set anew from cooked.
    if leave_by(write_if_ready)
        .and_then(|()| enter_by(write_if_ready))
        .is_ok()
    {
        ask_for_redraw();
    }
}

/// For the signal thread, which must not wait: a terminal that takes no output misses the sequence, and the full redraw
/// that follows a return fixes the rest.
#[expect(clippy::unnecessary_wraps, reason = "one of two ways to write")]
fn write_if_ready(bytes: &[u8]) -> io::Result<()> {
    let _ = write_raw(bytes);
    Ok(())
}

/// The event loop waits for the terminal; a change of size, even to the same one, is an event.
fn ask_for_redraw() {
    RESUMED.store(true, Ordering::SeqCst);
    let _ = raise(SIGWINCH);
}

/// Waits until the terminal is gone, without waking while it is there: a hang-up, an error and a closed descriptor are
/// reported though nothing is asked for. False when this terminal cannot be watched (macOS reports its terminals as
/// invalid); SIGHUP still comes.
fn wait_for_hang_up(terminal: BorrowedFd<'_>) -> bool {
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    let mut polled = [PollFd::from_borrowed_fd(terminal, PollFlags::empty())];
    let at_once = Timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    if poll(&mut polled, Some(&at_once)).is_err()
        || polled
            .iter()
            .any(|fd| fd.revents().contains(PollFlags::NVAL))
    {
        return false;
    }
    loop {
        match poll(&mut polled, None) {
            Ok(_) if polled.iter().any(|fd| fd.revents().intersects(gone)) => return true,
            Ok(_) | Err(Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_terminal_whose_window_closes_is_noticed_without_a_signal() {
        let pair = portable_pty::native_pty_system().openpty(portable_pty::PtySize::default());
        let pair = pair.unwrap();
        let name = pair.master.tty_name().unwrap();
        let terminal = std::fs::OpenOptions::new()
            .read(true)
            .write(true)
            .open(name)
            .unwrap();
        let (noticed, wait) = std::sync::mpsc::channel();
        thread::spawn(move || noticed.send(wait_for_hang_up(terminal.as_fd())));
        drop(pair.slave);
        drop(pair.master);
        assert!(wait.recv_timeout(Duration::from_secs(20)).unwrap());
    }
}
