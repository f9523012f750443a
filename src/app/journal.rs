//! The journal: shown from the start screen, and acted on row by row without opening a session.

use chrono::NaiveDate;

use super::effect::Effect;
use super::state::{App, Tone};
use crate::domain::{ActionStatus, says};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::{Line, table};
use crate::screens::journal::Step;

/// Shows it, newest first.
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
        Step::Attach => attach(app),
        Step::LookAgain => ask(app, &table::JOURNAL_AGAIN),
        Step::Reopen => match app.home.finished.take() {
            Some((path, id)) => effects.push(Effect::Reopen(path, id)),
            None => app.say(Tone::Info, "Nothing to undo."),
        },
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
        Some(step) => {
            let step = (recent.path.clone(), step.id);
            app.home.finished = Some(step.clone());
            effects.push(Effect::Finish(step.0, step.1));
        }
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

/// Asks which model the selected one goes into.
fn attach(app: &mut App) {
    let home = &app.home;
    let selected = home.shown().get(home.selected).copied();
    if selected.is_some_and(|recent| recent.threats == 0) {
        let says = says![
            "Nothing to attach yet: say first whether it affects us. Open it: ",
            Verb::Open,
            "."
        ];
        return app.say(Tone::Info, says);
    }
    ask(app, &table::ATTACH);
}

/// Opens a line about the selected one, which it remembers: the list may be read anew while it is typed.
fn ask(app: &mut App, line: &'static Line) {
    let home = &app.home;
    let path = home.shown().get(home.selected).map(|it| it.path.clone());
    let Some(path) = path else {
        return nothing(app);
    };
    app.notice = None;
    app.bar = Some(Bar::new(line, None).with_extra(path));
}

/// The day that was typed for looking at it again goes into its file.
pub(super) fn look_again(app: &mut App, day: NaiveDate, effects: &mut Vec<Effect>) {
    if let Some(bar) = app.bar.take() {
        app.notice = None;
        app.home.finished = None;
        effects.push(Effect::LookAgain(bar.extra, day));
    }
}

fn nothing(app: &mut App) {
    let says = if app.home.filter.is_empty() {
        says![
            "No news items yet. Press ",
            Verb::NewOne,
            " to check one against a system."
        ]
    } else {
        says![
            "No news item contains these words. Press ",
            Verb::Back,
            " to show all."
        ]
    };
    app.say(Tone::Info, says);
}

/// What became of a change that was made from a row.
pub(super) fn changed(app: &mut App, changed: Result<String, String>, effects: &mut Vec<Effect>) {
    match changed {
        Ok(says) => {
            match app.home.finished {
                Some(_) => app.say(Tone::Info, says![says, ". Press ", Verb::Undo, " to undo."]),
                None => app.say(Tone::Info, says),
            }
            effects.push(Effect::FindRecents);
        }
        Err(says) => {
            app.home.finished = None;
            app.say(Tone::Attention, says);
        }
    }
}
