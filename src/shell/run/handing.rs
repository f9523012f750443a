//! Writing exports, and a sheet beside its session, whether that is open or not.

use std::path::PathBuf;
use std::sync::Arc;

use super::Program;
use crate::app::effect::{Exports, Sheet};
use crate::app::msg::Msg;
use crate::app::waiting::Task;
use crate::domain::Says;
use crate::keys::verb::Verb;
use crate::shell::aside;
use crate::shell::desk::Desk;
use crate::shell::work::{Done, FRAME};

impl Program {
    /// Makes exports and writes them. That is said at once: a report of a long meeting is not made in a moment.
    pub(super) fn export(&mut self, exports: Exports, desk: &mut Desk) -> Option<Msg> {
        let (session, asked) = (desk.path(), Arc::clone(&desk.asked));
        let again = Says::from("Press ").and(Verb::Open).and(" to replace it");
        self.start_within(FRAME, Task::Writing, desk, move || {
            let written = exports
                .make()
                .map_err(Says::from)
                .and_then(|files| Desk::export(session.as_deref(), &files, &asked, again));
            Done::Exported(written)
        })
    }

    /// Writes a sheet; it is drawn beside the screen where its session has to be read first.
    pub(super) fn hand_out(&mut self, sheet: Sheet, desk: &mut Desk) -> Option<Msg> {
        let asked = Arc::clone(&desk.asked);
        let again = Says::from("Press ")
            .and(Verb::Sheet)
            .and(" again to replace it");
        let session = match &sheet {
            Sheet::Open(_) => desk.path(),
            Sheet::Of(path) => Some(PathBuf::from(path)),
        };
        let options = self.app.before_meeting();
        self.start(Task::Writing, desk, move || {
            let files = match sheet {
                Sheet::Open(files) => Ok(files),
                Sheet::Of(path) => aside::sheet(path.as_ref(), &options),
            };
            let written = files
                .map_err(Says::from)
                .and_then(|files| Desk::export(session.as_deref(), &files, &asked, again));
            Done::Exported(written)
        })
    }
}
