//! The session that is open. It is read everywhere, and written only here: by an [`Edit`], or by undo and redo.

use std::ops::Deref;
use std::sync::Arc;

use crate::domain::fold::fold;
use crate::domain::{
    Called, Change, Edit, ElementId, History, Moved, Refusal, Session, Stamp, Stays,
};

/// A session, and what was done to it since it was opened.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Shared with the saver, which keeps it in the background.
    session: Arc<Session>,
    history: History,
}

impl Recorded {
    /// A session to which nothing was done yet.
    pub fn new(mut session: Arc<Session>) -> Self {
        if let Some(session) = Arc::get_mut(&mut session) {
            session.keep_index();
        }
        Self {
            session,
            history: History::default(),
        }
    }

    /// The session as it is now, for who keeps it longer than the next change. Nothing is copied before that.
    pub fn share(&self) -> Arc<Session> {
        Arc::clone(&self.session)
    }

    /// What undo leaves as it is.
    pub fn stayed(&self) -> &[Stays] {
        self.history.stayed()
    }

    /// The one element that had this name since the session was opened, and has another one now.
    pub(super) fn formerly(&self, name: &str) -> Option<ElementId> {
        let mut found = self.history.elements_once_called(name);
        found.retain(|id| {
            self.element(*id)
                .is_some_and(|e| fold(&e.name) != fold(name))
        });
        found.sort_unstable();
        found.dedup();
        Called::of(found).one()
    }

    /// Makes a change.
    pub(super) fn make(&mut self, edit: &Edit, at: Stamp) -> Result<Change, Refusal> {
        self.write(|history, session| history.apply(session, edit, at))
    }

    /// Takes the last change back.
    pub(super) fn undo(&mut self) -> Option<Moved> {
        self.write(History::undo)
    }

    /// Does the last undone change again.
    pub(super) fn redo(&mut self) -> Option<Moved> {
        self.write(History::redo)
    }

    /// The one place where a session that is open is written.
    fn write<T>(&mut self, change: impl FnOnce(&mut History, &mut Session) -> T) -> T {
        change(&mut self.history, Arc::make_mut(&mut self.session))
    }
}

impl Deref for Recorded {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}
