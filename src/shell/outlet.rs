//! The way to the terminal: what is written goes into a queue, and a thread of its own takes it from there. A terminal
//! that takes no output (Ctrl+S, a dead network) then holds back neither keys nor saving nor the way out.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::guard;

/// How long a frame waits for the one before it. A terminal that takes longer is not asked again until it is done.
const MOMENT: Duration = Duration::from_millis(20);

/// A handle to the terminal. All handles write into one queue, in order.
#[derive(Clone)]
pub(super) struct Outlet(Arc<Shared>);

struct Shared {
    state: Mutex<State>,
    /// Wakes the thread.
    work: Condvar,
    /// Wakes those who wait for an empty queue.
    done: Condvar,
}

#[derive(Default)]
struct State {
    queue: Vec<u8>,
    writing: bool,
    /// The terminal takes its time, and someone wants to know when it is done.
    awaited: bool,
    failed: Option<io::ErrorKind>,
}

impl State {
    fn is_free(&self) -> bool {
        self.failed.is_some() || (self.queue.is_empty() && !self.writing)
    }
}

impl Outlet {
    /// Starts the thread that writes to `out`; `on_free` is called on it once a terminal that kept a frame waiting takes
    /// output again.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn new(
        mut out: impl Write + Send + 'static,
        on_free: impl Fn() + Send + 'static,
    ) -> io::Result<Self> {
        let shared = Arc::new(Shared {
            state: Mutex::default(),
            work: Condvar::new(),
            done: Condvar::new(),
        });
        let theirs = Arc::clone(&shared);
        thread::Builder::new()
            .name("terminal".to_owned())
            .spawn(move || {
                guard::draws_here();
                loop {
                    let bytes = theirs.next();
                    // On the way out nothing is written any more.
                    let written =
                        guard::while_drawing(|| out.write_all(&bytes).and_then(|()| out.flush()));
                    if theirs.finish(written.and_then(Result::err)) {
                        on_free();
                    }
                }
            })?;
        Ok(Self(shared))
    }

    /// Whether the terminal has taken all that was written. One that has not done so in a moment is asked no more, and
    /// tells when it has.
    pub(super) fn is_free(&self) -> bool {
        let mut state = self.0.lock();
        if !state.awaited {
            state = self.0.wait(state, MOMENT);
        }
        let is_free = state.is_free();
        state.awaited = !is_free;
        is_free
    }

    /// Waits so long until the terminal has taken all that was written.
    pub(super) fn drain(&self, time: Duration) -> bool {
        self.0.wait(self.0.lock(), time).is_free()
    }
}

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut state = self.0.lock();
        if let Some(kind) = state.failed {
            return Err(kind.into());
        }
        state.queue.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.work.notify_one();
        Ok(())
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>, time: Duration) -> MutexGuard<'a, State> {
        let waited = self
            .done
            .wait_timeout_while(state, time, |state| !state.is_free());
        waited.unwrap_or_else(PoisonError::into_inner).0
    }

    /// What is to be written next, all of it.
    fn next(&self) -> Vec<u8> {
        let mut state = self.lock();
        while state.queue.is_empty() {
            state = self
                .work
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
        state.writing = true;
        std::mem::take(&mut state.queue)
    }

    /// True when someone waits to hear of it.
    fn finish(&self, error: Option<io::Error>) -> bool {
        let mut state = self.lock();
        state.writing = false;
        state.failed = error.map(|error| error.kind());
        self.done.notify_all();
        state.is_free() && std::mem::take(&mut state.awaited)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, Sender, channel};

    use super::*;

    /// A terminal that takes a frame when it is let.
    struct Slow(Receiver<()>, Sender<Vec<u8>>);

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.recv().map_err(io::Error::other)?;
            self.1.send(bytes.to_vec()).map_err(io::Error::other)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_terminal_that_takes_nothing_holds_nobody_and_tells_when_it_is_back() {
        let ((take, may), (took, taken), (free, freed)) = (channel(), channel(), channel());
        let mut outlet = Outlet::new(Slow(may, took), move || free.send(()).unwrap()).unwrap();
        for word in ["one ", "two"] {
            outlet.write_all(word.as_bytes()).unwrap();
            outlet.flush().unwrap();
        }
        assert!(!outlet.is_free() && !outlet.drain(Duration::ZERO));
        take.send(()).unwrap();
        take.send(()).unwrap();
        freed.recv_timeout(Duration::from_secs(20)).unwrap();
        assert!(outlet.drain(Duration::from_secs(20)) && outlet.is_free());
        let all: Vec<u8> = taken.try_iter().flatten().collect();
        assert_eq!(all, b"one two");
        drop(take);
        // Both words may have gone in one write, so that one more is let through.
        let mut writer = outlet.clone();
        let mut says = || writer.write_all(b"three").and_then(|()| writer.flush());
        let ended = std::iter::repeat_with(|| {
            let said = says();
            outlet.drain(Duration::from_secs(20));
            said
        });
        assert!(ended.take(3).any(|said| said.is_err()));
    }
}
