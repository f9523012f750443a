//! What the form of one threat wants done outside.

use crate::app::effect::{Effect, Snapshot};
use crate::app::msg::Msg;
use crate::app::waiting::Task;
use crate::domain::{ActionId, ActionStatus, Session, Stamp};
use crate::shell::desk::Desk;
use crate::shell::work::Done;
use crate::shell::{aside, attach};

use super::opening::not_made;
use super::{Program, now};

impl Program {
    /// Makes the session about the same news and the next system, and opens it.
    pub(super) fn next_one(
        &mut self,
        of: &Session,
        before: Snapshot,
        desk: &mut Desk,
    ) -> Option<Msg> {
        let path = Desk::write_next(of, now());
        // The file of the next one is there before this one forgets it.
        desk.save(before);
        match path {
            Ok(path) => self.open(path, desk),
            Err(says) => Some(Msg::Opened(Err(not_made(says)))),
        }
    }

    /// Begins a session about what was heard.
    pub(super) fn begin_one(heard: &str, pair: bool, desk: &mut Desk) -> Msg {
        let (_, file) = desk.next_new.clone().unwrap_or_default();
        let opened = desk.hear(heard, pair, file, now());
        if opened.is_ok() {
            desk.next_new = None;
        }
        Msg::Opened(opened.map_err(not_made))
    }

    /// Marks an action item of a session that is not open.
    pub(super) fn mark(
        &mut self,
        path: String,
        id: ActionId,
        status: ActionStatus,
        desk: &mut Desk,
    ) -> Option<Msg> {
        self.aside(desk, move |now| aside::mark(path.as_ref(), id, status, now))
    }

    /// Changes a session that is not open.
    pub(super) fn aside(
        &mut self,
        desk: &mut Desk,
        change: impl FnOnce(Stamp) -> Result<String, String> + Send + 'static,
    ) -> Option<Msg> {
        let now = now();
        self.start(Task::Writing, desk, move || Done::ChangedAside(change(now)))
    }

    /// Attaches the threat of a session to a model.
    pub(super) fn attach(&mut self, effect: Effect, desk: &mut Desk) -> Option<Msg> {
        let Effect::Attach {
            from,
            path,
            model,
            me,
        } = effect
        else {
            return None;
        };
        self.start(Task::Attaching, desk, move || {
            Done::Attached(attach::typed(&from, &path, &model, &me, now()))
        })
    }
}
