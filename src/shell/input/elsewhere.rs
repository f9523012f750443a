//! The terminal's input where the system is not Unix: keys are no bytes there, and crossterm reads them.

use std::io;
use std::time::Duration;

use crossterm::event::{self, Event};

use super::events::Read;

/// How long to look whether more has come already. With no time at all crossterm does not look.
const A_MOMENT: Duration = Duration::from_micros(2);

/// The same behind a paste, where it must not be missed because the machine did something else meanwhile.
const BEHIND_A_PASTE: Duration = Duration::from_micros(200);

/// The terminal, as what comes from it.
pub(super) struct Input {
    more: bool,
    /// What comes now came with a paste.
    spilt: bool,
}

impl Input {
    /// The terminal of this program.
    pub(super) fn open() -> io::Result<Self> {
        event::poll(A_MOMENT)?;
        Ok(Self {
            more: false,
            spilt: false,
        })
    }

    /// Waits for what comes next.
    pub(super) fn read(&mut self) -> io::Result<Option<Read>> {
        loop {
            self.spilt &= self.more;
            let event = event::read()?;
            let pasted = self.spilt || matches!(event, Event::Paste(_));
            let moment = if pasted { BEHIND_A_PASTE } else { A_MOMENT };
            self.more = event::poll(moment).unwrap_or(false);
            // What a paste spills behind its own end mark, no one can have pressed.
            if self.spilt && matches!(event, Event::Key(_)) {
                continue;
            }
            self.spilt = pasted;
            return Ok(Some((event, self.more)));
        }
    }
}
