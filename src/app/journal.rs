//! The journal: shown from the start screen, and acted on row by row without opening a session.

use super::effect::Effect;
use super::state::{App, Tone};
use crate::domain::{ActionStatus, says};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::screens::journal::Step;

/// Shows it, the last one seen first.
pub(super) fn show(app: &mut App) {
    app.home.fold();
    app.notice = None;
    app.show(Screen::Journal);
}

/// Does what a key means in it.
pub(super) fn step(app: &mut App, step: Step, effects: &mut Vec<Effect>) {
    match step {
        Step::Leave if !app.home.filter.is_empty() => app.home.unfilter(),
        Step::Leave => {
            app.home.fold();
            app.notice = None;
            app.show(Screen::Home);
        }
        Step::Finish => finish(app, effects),
        Step::Copy => copy(app, effects),
    }
}

/// The next step of the selected one is done.
fn finish(app: &mut App, effects: &mut Vec<Effect>) {
    let home = &app.home;
    let selected = home.shown().get(home.selected).copied();
    let Some((recent, heard)) = selected.and_then(|it| Some((it, it.heard.as_ref()?))) else {
        return nothing(app);
    };
    let open = heard.next.as_ref();
    match open.filter(|step| step.status == ActionStatus::Open) {
        Some(step) => effects.push(Effect::Finish(recent.path.clone(), step.id)),
        None => app.say(
            Tone::Info,
            says!["No next step is open. Add one: ", Verb::Open, "."],
        ),
    }
}

/// Copies the selected one for the chat; who asks again for the same one gets it in a file too.
fn copy(app: &mut App, effects: &mut Vec<Effect>) {
    let home = &mut app.home;
    let path = home.shown().get(home.selected).map(|it| it.path.clone());
    let Some(path) = path else {
        return nothing(app);
    };
    let keep = home.copied.replace(path.clone()).as_ref() == Some(&path);
    effects.push(Effect::CopyNews { path, keep });
}

fn nothing(app: &mut App) {
    app.say(
        Tone::Info,
        says![
            "Nothing heard yet. Press ",
            Verb::NewOne,
            " to check a news item."
        ],
    );
}

/// What became of a change that was made from a row.
pub(super) fn changed(app: &mut App, changed: Result<String, String>, effects: &mut Vec<Effect>) {
    match changed {
        Ok(says) => {
            app.say(Tone::Info, says);
            effects.push(Effect::FindRecents);
        }
        Err(says) => app.say(Tone::Attention, says),
    }
}
