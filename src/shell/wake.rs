//! What wakes the program, and the thread that listens to the terminal.

use std::sync::mpsc::Sender;
use std::time::Duration;

use crossterm::event::{self, Event};

use super::events;
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
    /// A save came to its end.
    Saved(SaveReport),
    /// Work that took its time is done.
    Done(u64, Done),
}

/// How long to look whether more has come already. With no time at all crossterm does not look; in this time it looks
/// once, and does not take for one burst what comes a little later.
const A_MOMENT: Duration = Duration::from_micros(2);

/// The same behind a paste, where it must not be missed because the machine did something else meanwhile. No one presses
/// a key as soon as that.
const BEHIND_A_PASTE: Duration = Duration::from_micros(200);

/// From now on a change of the terminal's size is an event, and the size that it has is this.
pub(super) fn watch_size() -> Option<(u16, u16)> {
    let _ = event::poll(A_MOMENT);
    crossterm::terminal::size().ok()
}

/// Reads the terminal for ever. A closed one is the guard's to notice.
pub(super) fn listen(wakes: &Sender<Wake>) {
    // A paste that holds its own end mark lets the rest of it through as keys, in the same breath. Only here is it known
    // that no one can have pressed them: whoever hears of the paste may hear of them a frame later.
    let mut spilt = false;
    let mut more = false;
    loop {
        spilt &= more;
        let read = event::read();
        let moment = match &read {
            Ok(Event::Paste(_)) => BEHIND_A_PASTE,
            _ if spilt => BEHIND_A_PASTE,
            _ => A_MOMENT,
        };
        more = event::poll(moment).unwrap_or(false);
        let wake = match read {
            Ok(Event::Key(_)) if spilt => continue,
            Ok(event) => {
                spilt |= matches!(event, Event::Paste(_));
                Wake::Terminal((event, more))
            }
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
