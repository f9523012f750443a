//! Keeps the session on disk while people type: whoever changes the session puts a snapshot in a slot and goes on; a
//! thread of its own turns the latest one into bytes and saves it, at most every 250 ms and at once after a pause.
//!
//! While saving fails it tries again every second, each time from memory into a new file, and after three failures
//! also keeps a rescue copy elsewhere; at once when someone waits for the save, as every way out does. Nothing to save means no wake-up at all.

mod writer;

use std::cell::Cell;
use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::shell::saver::writer::Writer;
use crate::store::stamp::Stamp;

/// How long a signal, a panic or quitting waits for the last save.
pub const FLUSH_TIMEOUT: Duration = Duration::from_secs(2);

/// A state of the session that can be written out later, on another thread.
pub trait Snapshot: Send + Sync + 'static {
    /// The whole content of the session file.
    ///
    /// # Errors
    /// A sentence for the status line when the session cannot be written out.
    fn text(&self) -> Result<Arc<String>, String>;
}

/// What became of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveReport {
    /// The snapshot `seq` and all before it are on the disk at `path`.
    Saved {
        /// The number given to [`Saver::put`].
        seq: u64,
        /// Where it is: the session file, or the copy beside it after a conflict.
        path: PathBuf,
    },
    /// Saving failed and is tried again each second; memory keeps everything.
    Failed {
        /// Why, as a clean sentence for the status line.
        message: String,
        /// Where a copy was kept meanwhile. It is taken away once saving works again.
        rescue: Option<PathBuf>,
    },
    /// Someone else changed the session file. It was left alone; from now on the session is saved at `kept_as`.
    Conflict {
        /// The new file beside the session file.
        kept_as: PathBuf,
    },
}

/// How often the disk is asked.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// The least time from the start of one save to the next.
    pub between: Duration,
    /// The time from a failed save to the next try.
    pub retry: Duration,
}

impl Default for Pace {
    /// 250 ms loses no more in a power cut than a synced journal would; 1 s shows that a disk is back soon enough.
    fn default() -> Self {
        Self {
            between: Duration::from_millis(250),
            retry: Duration::from_secs(1),
        }
    }
}

/// The bytes of the former file, if saving would lose comments or a layout in them. Asked on the saver's thread, as it
/// takes as long as writing the session once, and as soon as that has nothing to do, as it holds all of the file.
pub type Former = Arc<dyn Fn() -> Option<Vec<u8>> + Send + Sync>;

/// What a saver needs to know.
pub struct Settings {
    /// The session file; a link is followed.
    pub path: PathBuf,
    /// The file as it was loaded, or nothing for a session that has no file yet.
    pub stamp: Option<Stamp>,
    /// What to keep as `name.ron.bak` before the first save.
    pub keep_former: Option<Former>,
    /// Where a rescue copy goes when the session cannot be saved, the best place first; made when needed.
    pub rescue_folders: Vec<PathBuf>,
    /// How often the disk is asked.
    pub pace: Pace,
}

/// The handle to the saver thread. Dropping the last one saves what is left (for at most [`FLUSH_TIMEOUT`]) and ends
/// the thread.
pub struct Saver {
    shared: Arc<Shared>,
}

impl fmt::Debug for Saver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Saver").finish_non_exhaustive()
    }
}

struct Shared {
    state: Mutex<State>,
    /// Wakes the thread: something to save, to flush or to end.
    work: Condvar,
    /// Wakes those who wait in `flush`.
    done: Condvar,
}

struct Job {
    seq: u64,
    snapshot: Arc<dyn Snapshot>,
}

#[derive(Default)]
struct State {
    slot: Option<Job>,
    saving: bool,
    ending: bool,
    /// How many flushes were asked for, how many of them are answered, and whether the last answer was yes.
    asked: u64,
    answered: u64,
    answer: bool,
}

impl Saver {
    /// Starts the thread. `on_report` is called on it after every save, failure or conflict, and must not wait.
    ///
    /// # Errors
    /// When the path cannot be made absolute or the system gives no thread.
    pub fn spawn(
        settings: Settings,
        on_report: impl FnMut(SaveReport) + Send + 'static,
    ) -> io::Result<Self> {
        let pace = settings.pace;
        let writer = Writer::new(settings)?;
        let shared = Arc::new(Shared {
            state: Mutex::new(State::default()),
            work: Condvar::new(),
            done: Condvar::new(),
        });
        let theirs = Arc::clone(&shared);
        thread::Builder::new()
            .name("saver".to_owned())
            .spawn(move || run(&theirs, writer, pace, on_report))?;
        Ok(Self { shared })
    }

    /// Offers `snapshot` for saving in place of an older one that has not been saved yet. Cheap and never waits for the
    /// disk. `seq` comes back in the report and only ever grows.
    pub fn put(&self, seq: u64, snapshot: Arc<dyn Snapshot>) {
        let former = self.shared.lock().slot.replace(Job { seq, snapshot });
        // With one in the slot already, the thread only waits until it is due.
        if former.is_none() {
            self.shared.work.notify_one();
        }
        // A large session takes a moment to free: after the lock is.
        drop(former);
    }

    /// Saves what is not saved yet now and waits for it, at most `timeout`. True when nothing is left unsaved; else a
    /// rescue copy was tried, which the report names. May be called on any thread, also by several at once.
    pub fn flush(&self, timeout: Duration) -> bool {
        self.wait_for_save(self.shared.lock(), timeout)
    }

    fn wait_for_save(&self, mut state: MutexGuard<'_, State>, timeout: Duration) -> bool {
        if state.slot.is_none() && !state.saving {
            return true;
        }
        state.asked += 1;
        let ticket = state.asked;
        self.shared.work.notify_one();
        let (state, _) = self
            .shared
            .done
            .wait_timeout_while(state, timeout, |state| state.answered < ticket)
            .unwrap_or_else(PoisonError::into_inner);
        state.answered >= ticket && state.answer
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        // In one step, so that the last try is the one that is waited for: nothing is half written when the program ends.
        let mut state = self.shared.lock();
        state.ending = true;
        self.wait_for_save(state, FLUSH_TIMEOUT);
        self.shared.work.notify_one();
    }
}

impl Shared {
    /// The state, also after a panic elsewhere: it is only ever changed by single assignments.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there is something to do, at most so long.
    fn rest(&self, time: Duration) {
        let idle = |state: &mut State| {
            state.slot.is_none() && !state.ending && state.answered == state.asked
        };
        drop(self.work.wait_timeout_while(self.lock(), time, idle));
    }

    /// Waits until there is something to save and it is due, and takes it with the flushes it answers, and whether there
    /// are any. Nothing means the end.
    fn next(&self, due: Option<Instant>) -> Option<(Job, u64, bool)> {
        let mut state = self.lock();
        loop {
            if state.slot.is_none() {
                if state.answered < state.asked {
                    state.answered = state.asked;
                    state.answer = true;
                    self.done.notify_all();
                }
                if state.ending {
                    return None;
                }
                state = self
                    .work
                    .wait(state)
                    .unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            let wait = due.map(|due| due.saturating_duration_since(Instant::now()));
            match wait.filter(|wait| !wait.is_zero()) {
                Some(wait) if state.answered == state.asked && !state.ending => {
                    let waited = self.work.wait_timeout(state, wait);
                    state = waited.unwrap_or_else(PoisonError::into_inner).0;
                }
                _ => {
                    state.saving = true;
                    let asked = state.asked;
                    let urgent = state.answered < asked || state.ending;
                    return state.slot.take().map(|job| (job, asked, urgent));
                }
            }
        }
    }

    /// Answers the flushes that came before the save, and keeps what was not saved unless there is something newer.
    /// True when the thread is to end: after a last try that someone waited for.
    fn finish(&self, job: Job, saved: bool, (asked, urgent): (u64, bool)) -> bool {
        let mut state = self.lock();
        state.saving = false;
        let mut over = Some(job);
        if !saved && state.slot.is_none() {
            state.slot = over.take();
        }
        if state.answered < asked {
            state.answered = asked;
            state.answer = saved;
        }
        self.done.notify_all();
        let ending = state.ending;
        drop(state);
        drop(over);
        ending && !saved && urgent
    }
}

fn run(
    shared: &Shared,
    mut writer: Writer,
    pace: Pace,
    mut on_report: impl FnMut(SaveReport) + Send + 'static,
) {
    // The first frame comes first.
    shared.rest(pace.between);
    let _ = caught(|| writer.look_at_former());
    let mut due = None;
    while let Some((job, asked, urgent)) = shared.next(due) {
        let started = Instant::now();
        let mut reports = Vec::new();
        let saved = caught(|| writer.save(job.seq, || job.snapshot.text(), urgent, &mut reports))
            .unwrap_or_else(|| {
                writer.refused(
                    "The session could not be written because of a bug in threatboard.",
                    &mut reports,
                )
            });
        due = if saved {
            started.checked_add(pace.between)
        } else {
            Instant::now().checked_add(pace.retry)
        };
        // Before the flush is answered, so that whoever flushed finds the reports.
        caught(|| reports.into_iter().for_each(&mut on_report));
        if shared.finish(job, saved, (asked, urgent)) {
            return;
        }
    }
}

thread_local! {
    static CATCHING: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic on this thread is caught and reported as a failed save, so that the panic hook need not end the
/// program.
pub(crate) fn panic_is_caught() -> bool {
    CATCHING.try_with(Cell::get).unwrap_or(false)
}

/// Runs foreign code so that its panic does not end the thread that saves.
fn caught<T>(run: impl FnOnce() -> T) -> Option<T> {
    CATCHING.with(|catching| catching.set(true));
    let result = catch_unwind(AssertUnwindSafe(run)).ok();
    CATCHING.with(|catching| catching.set(false));
    result
}

#[cfg(test)]
mod tests;
