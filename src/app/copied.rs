//! What is said of a threat that was copied: what is known, and what to do if it did not work.

use super::{App, Tone};
use crate::keys::verb::Verb;

/// What became of a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// What was copied: `T3`.
    pub what: String,
    /// It was sent to the terminal's clipboard. Whether the terminal took it, it does not say.
    pub sent: bool,
    /// The file that it was written to, or why it was not; `None` when nobody wanted one.
    pub kept: Option<Result<String, String>>,
}

/// Tells of it in the status line.
pub(super) fn told(app: &mut App, copied: &Copied) {
    let Copied { what, sent, kept } = copied;
    let says = match (sent, kept) {
        (true, None) => {
            let key = app.keys.key_for(app.screen, Verb::CopyThreat);
            format!("{what} copied. Clipboard empty? Press {key} to write a file.")
        }
        (true, Some(Ok(file))) => {
            format!("{what} sent again, and written: {file}")
        }
        (false, Some(Ok(file))) => {
            format!("This terminal has no clipboard, so {what} was written to {file}.")
        }
        (_, Some(Err(why))) => return app.say(Tone::Attention, why.clone()),
        (false, None) => return,
    };
    app.say(Tone::Info, says);
}
