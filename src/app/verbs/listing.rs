//! The list of sessions on the start screen. It is folded unless someone asks: whoever shares the screen shows no
//! other session's title by accident.

use crate::app::effect::{Effect, Reading};
use crate::app::state::{App, Tone};
use crate::keys::Screen;
use crate::keys::verb::Verb;

/// Lists the sessions, or folds the list again. Where nothing is drawn, nothing has to be folded: they are read aloud.
pub(super) fn list(app: &mut App, effects: &mut Vec<Effect>) {
    app.notice = None;
    if app.spoken {
        app.home.listed = true;
        app.home.returning = false;
        return effects.push(Effect::Read(Reading::List));
    }
    // From the list to come back to, all are listed.
    let returned = std::mem::take(&mut app.home.returning);
    app.home.listed = returned || !app.home.listed;
}

/// Lists the sessions at every start from now on, or only when asked.
pub(super) fn always(app: &mut App, effects: &mut Vec<Effect>) {
    let always = !app.home.always;
    app.home.always = always;
    app.home.listed = always;
    let key = app.keys.key_for(Screen::Home, Verb::ListSessions);
    let says = if always {
        "The start screen now always lists the sessions.".to_owned()
    } else {
        format!("The start screen now lists the sessions only when you press {key}.")
    };
    app.say(Tone::Info, says);
    effects.push(Effect::ShowRecents(always));
}
