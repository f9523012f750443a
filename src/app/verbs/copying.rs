//! Copying one threat as Markdown, for a ticket or a chat.

use super::nothing_selected;
use crate::app::App;
use crate::app::effect::Effect;
use crate::export::one_threat;

/// Copies the threat that the room talks about. Most terminals take a copy without saying so, and some drop it without
/// saying so; who asks again for the same threat gets it in a file too.
pub(super) fn copy_threat(app: &mut App, effects: &mut Vec<Effect>) {
    let options = app.ask(|_, look, rooms| rooms.export.options(look));
    let id = app.threat_in_focus();
    let Some((open, id)) = app.open.as_mut().zip(id) else {
        return nothing_selected(app);
    };
    let Some(file) = one_threat(&open.session, id, &options) else {
        return nothing_selected(app);
    };
    let keep = open.copied.replace(id) == Some(id);
    effects.push(Effect::Copy { file, keep });
}
