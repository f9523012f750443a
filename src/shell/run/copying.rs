//! Sending a copy to the terminal's clipboard (OSC 52). A terminal does not answer, so it is sent wherever it is not
//! known to be lost, and a file takes its place where it is.

use std::path::PathBuf;
use std::sync::Arc;

use super::Program;
use crate::app::copied::Copied;
use crate::app::msg::Msg;
use crate::app::waiting::Task;
use crate::export::File;
use crate::shell::desk::Desk;
use crate::shell::work::Done;
use crate::store::settings;

/// How many bytes a copy may have in base64: what xterm takes, and others no less.
const MOST: usize = 74_994;

/// Whether a terminal of this name (`TERM`) may take a copy of this size. The Linux console and a dumb terminal have
/// no clipboard.
fn may_take(term: Option<&str>, bytes: usize) -> bool {
    let has_one = term.is_some_and(|term| !matches!(term, "" | "linux" | "dumb"));
    // Three bytes become four characters.
    (cfg!(windows) || has_one) && bytes.div_ceil(3).saturating_mul(4) <= MOST
}

impl Program {
    /// Sends a copy to the terminal's clipboard; where it has none, or where it is wanted, writes it beside the session.
    pub(super) fn copy(
        &mut self,
        file: File,
        keep: bool,
        session: Option<PathBuf>,
        desk: &mut Desk,
    ) -> Option<Msg> {
        let may = may_take(settings::term().as_deref(), file.contents.len());
        let sent = may && self.face.copy(&file.contents).is_ok();
        let copied = Copied {
            what: file
                .name
                .split_once('.')
                .map_or(&*file.name, |(stem, _)| stem)
                .to_owned(),
            sent,
            kept: None,
        };
        if sent && !keep {
            return Some(Msg::Copied(copied));
        }
        let asked = Arc::clone(&desk.asked);
        self.start(Task::Writing, desk, move || {
            let written = Desk::export(
                session.as_deref(),
                &[file],
                &asked,
                "Copy again to replace it",
            );
            Done::Copied(Copied {
                kept: Some(
                    written
                        .map(|files| files.join(", "))
                        .map_err(|says| says.to_string()),
                ),
                ..copied
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_goes_where_it_is_not_known_to_be_lost() {
        assert!(may_take(Some("xterm-256color"), 2000));
        assert!(may_take(Some("tmux-256color"), 56_243));
        assert!(!may_take(Some("xterm-256color"), 56_246), "too long");
        if !cfg!(windows) {
            for term in [Some("linux"), Some("dumb"), Some(""), None] {
                assert!(!may_take(term, 2000), "{term:?}");
            }
        }
    }
}
