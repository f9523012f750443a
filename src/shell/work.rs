//! Work that may take its time, each on a thread of its own. What is done within a moment is as if it had never left;
//! what takes longer reports when it is done, and the screen goes on meanwhile.

use std::io;
use std::mem::discriminant;
use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::recents::Glance;
use super::saver::FLUSH_TIMEOUT;
use super::wake::Wake;
use crate::app::copied::Copied;
use crate::app::intake::Incoming;
use crate::app::msg::{Failure, Recent, Sought};
use crate::app::waiting::Task;
use crate::domain::{AttachedTo, Says};
use crate::screens::costs;
use crate::screens::what_if;
use crate::screens::working_on::Made;
use crate::store::session::LoadedSession;
use crate::store::testers;

/// A person notices a wait from about a quarter of a second on.
pub(super) const MOMENT: Duration = Duration::from_millis(250);

/// A key is answered in this, or the screen goes on and says what it waits for.
pub(super) const FRAME: Duration = Duration::from_millis(16);

/// So long the first frame waits for the session that is to be in it: as long as an editor takes to show a text.
pub(super) const BEFORE_FIRST_FRAME: Duration = Duration::from_millis(8);

/// What was done.
pub(super) enum Done {
    /// The session in this file was read, or not.
    Read(PathBuf, Result<Box<LoadedSession>, Failure>),
    /// The sessions that can be carried on.
    Found(Vec<Recent>),
    /// What is known of them without reading them all.
    Glanced(Glance),
    /// A session that is not open was changed, or why not.
    ChangedAside(Result<String, String>),
    /// What was found in the sessions.
    Sought(Sought),
    /// Exports were written, or why not.
    Exported(Result<Vec<String>, Says>),
    /// A copy was written into a file, or why not.
    Copied(Copied),
    /// One threat was attached to a model, or not.
    Attached(Result<AttachedTo, String>),
    /// A map was drawn; none where no one waited for it any more.
    Drawn(Option<Box<Made>>),
    /// What a year costs was simulated.
    Simulated(Box<costs::Made>),
    /// The least work that gets there was found; none where no one waited for it any more.
    Cheapest(Option<Box<what_if::Found>>),
    /// A file of another format was read, or not.
    Imported(Result<Box<Incoming>, Failure>),
}

/// How work stands after a moment.
pub(super) enum Outcome {
    /// It is done.
    Now(Done),
    /// It will be reported under this number.
    Later(u64),
}

/// Starts work.
pub(super) struct Worker {
    report: Arc<dyn Fn(u64, Done) + Send + Sync>,
    started: u64,
}

/// Where a thread leaves what it has done.
#[derive(Default)]
struct Slot {
    state: Mutex<State>,
    done: Condvar,
}

#[derive(Default)]
struct State {
    done: Option<Done>,
    /// No one stands and waits any more.
    late: bool,
}

impl Worker {
    /// `report` is called on the thread of work that took longer than a moment.
    pub(super) fn new(report: impl Fn(u64, Done) + Send + Sync + 'static) -> Self {
        Self {
            report: Arc::new(report),
            started: 0,
        }
    }

    /// Starts a job and waits so long for it.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(super) fn start(
        &mut self,
        moment: Duration,
        job: impl FnOnce() -> Done + Send + 'static,
    ) -> io::Result<Outcome> {
        self.started += 1;
        let number = self.started;
        let slot = Arc::new(Slot::default());
        let theirs = Arc::clone(&slot);
        let report = Arc::clone(&self.report);
        thread::Builder::new()
            .name("work".to_owned())
            .spawn(move || {
                testers::wait();
                let done = job();
                let mut state = theirs.state.lock().unwrap_or_else(PoisonError::into_inner);
                if state.late {
                    drop(state);
                    report(number, done);
                } else {
                    state.done = Some(done);
                    theirs.done.notify_one();
                }
            })?;
        let state = slot.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut state, _) = slot
            .done
            .wait_timeout_while(state, moment, |state| state.done.is_none())
            .unwrap_or_else(PoisonError::into_inner);
        state.late = true;
        Ok(state
            .done
            .take()
            .map_or(Outcome::Later(number), Outcome::Now))
    }
}

/// The work that is waited for.
#[derive(Default)]
pub(super) struct Late(Vec<(Task, u64)>);

impl Late {
    /// Its result comes under this number.
    pub(super) fn expect(&mut self, task: Task, number: u64) {
        self.0.push((task, number));
    }

    /// Whatever becomes of a task of this kind, no one wants to know any more.
    pub(super) fn forget(&mut self, task: &Task) {
        let kind = discriminant(task);
        self.0.retain(|(other, _)| discriminant(other) != kind);
    }

    /// Whether a result is still waited for; from now on it is not.
    pub(super) fn take(&mut self, number: u64) -> bool {
        let before = self.0.len();
        self.0.retain(|(_, other)| *other != number);
        self.0.len() < before
    }

    /// Waits for exports that are still being written, for as long as the way out waits for a save.
    ///
    /// # Errors
    /// Why they were not written.
    pub(super) fn wait_for_exports(&mut self, woken: &Receiver<Wake>) -> Result<(), String> {
        let Some((_, wanted)) = self.0.iter().find(|(task, _)| *task == Task::Writing) else {
            return Ok(());
        };
        let until = Instant::now() + FLUSH_TIMEOUT;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match woken.recv_timeout(left) {
                Ok(Wake::Done(number, Done::Exported(written))) if number == *wanted => {
                    return written.map(|_| ()).map_err(|says| says.to_string());
                }
                Ok(Wake::Done(number, Done::Copied(copied))) if number == *wanted => {
                    return copied.kept.map_or(Ok(()), |kept| kept.map(|_| ()));
                }
                Ok(_) => {}
                Err(_) => {
                    return Err(
                        "The exports may be missing: the disk did not answer in time.".to_owned(),
                    );
                }
            }
        }
    }
}
