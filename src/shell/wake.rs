//! What wakes the program, and the thread that listens to the terminal.

use std::sync::mpsc::Sender;

use super::events;
use super::input::Input;
use super::saver::SaveReport;
use super::work::Done;
use crate::app::msg::SaveNews;
use crate::domain::text::safe;
use crate::store::names::shown;
use crate::store::wall::now;

/// What wakes the program.
pub(super) enum Wake {
    /// The terminal sent something.
    Terminal(events::Read),
    /// The terminal cannot be read any more.
    NoInput(String),
    /// A terminal that took no output takes some again.
    Free,
    /// A save came to its end.
    Saved(SaveReport),
    /// Work that took its time is done.
    Done(u64, Done),
}

/// Reads the terminal until it is gone, which is the guard's to notice.
pub(super) fn listen(input: &mut Input, wakes: &Sender<Wake>) {
    loop {
        let wake = match input.read() {
            Ok(Some(read)) => Wake::Terminal(read),
            Ok(None) => return,
            Err(error) => Wake::NoInput(safe(&error.to_string())),
        };
        let ended = matches!(wake, Wake::NoInput(_));
        if wakes.send(wake).is_err() || ended {
            return;
        }
    }
}

/// How a save ended, as the core is told.
pub(super) fn news(report: SaveReport) -> SaveNews {
    match report {
        SaveReport::Saved { seq, .. } => SaveNews::Done {
            number: seq,
            at: now(),
        },
        SaveReport::Failed { message, rescue } => SaveNews::Failed {
            says: message,
            rescue: rescue.map(|path| shown(&path)),
        },
        SaveReport::Conflict { kept_as } => SaveNews::Conflict {
            kept_as: shown(&kept_as),
        },
    }
}
