//! Copying one threat as Markdown, for a ticket or a chat.

use crate::app::copied::Copied;
use crate::app::effect::Effect;
use crate::app::lunch;
use crate::app::making::nothing_selected;
use crate::app::state::{App, Tone};
use crate::export::one_threat;
use crate::keys::verb::Verb;

/// Copies the threat that the room talks about. Most terminals take a copy without saying so, and some drop it without
/// saying so; who asks again for the same threat gets it in a file too.
pub(super) fn copy_threat(app: &mut App, effects: &mut Vec<Effect>) {
    let options = app.ask(|_, look, rooms| rooms.export.options(look));
    let id = app.threat_in_focus();
    let Some((open, id)) = app.place.open_mut().zip(id) else {
        return nothing_selected(app);
    };
    let Some(file) = one_threat(&open.session, id, &options) else {
        return nothing_selected(app);
    };
    let keep = open.copied.replace(id) == Some(id);
    effects.push(Effect::Copy { file, keep });
}

/// Tells what became of a copy in the status line.
pub(in crate::app) fn told(app: &mut App, copied: &Copied) {
    if lunch::told(app, copied) {
        return;
    }
    let Copied { what, sent, kept } = copied;
    let says = match (sent, kept) {
        (true, None) => {
            let key = app.keys.key_for(app.screen(), Verb::CopyThreat);
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
