//! The form for two: a junior answers, a senior adds a line, and the examples in the boxes.

use crate::app::bars::is_only_read;
use crate::app::effect::Effect;
use crate::app::state::{App, Tone};
use crate::catalogue::Occasion;
use crate::domain::Edit;
use crate::screens::one::{Answer, Ask, Stop, turned};

/// Makes a session of what was heard.
pub(super) fn create(app: &App, heard: String) -> Effect {
    let pair = app.for_two.asked;
    Effect::CreateOne { heard, pair }
}

/// Makes the form one for two, or one for a single person again; gives the place to go on at, where that is another one.
pub(super) fn turn(app: &mut App, at: Option<Stop>, effects: &mut Vec<Effect>) -> Option<Stop> {
    let Some(field) = app.session().map(turned) else {
        app.for_two.asked = !app.for_two.asked;
        let pair = app.for_two.asked;
        app.say(Tone::Info, says(pair));
        return None;
    };
    if is_only_read(app) {
        return None;
    }
    let Some(field) = field else {
        let says = "The senior has added lines. Delete them to go on alone.";
        app.say(Tone::Info, says);
        return None;
    };
    app.make(&Edit::Session(field), effects)?;
    let pair = is_for_two(app);
    let on = if pair {
        Occasion::Pair
    } else {
        Occasion::OneThreat
    };
    let agenda = app.catalogue.agendas(on).next();
    if let Some(name) = agenda.map(|agenda| agenda.name.clone()) {
        app.follow_agenda(&name);
    }
    app.notice = None;
    match (pair, at) {
        // All is answered: what is left is what the senior adds, and that box says so.
        (true, None) => return Some(Stop::of(Ask::Senior(Answer::System))),
        // No box of the second person is left to be in.
        (false, Some(at)) if at.ask.is_for_two() => return Some(Stop::of(Ask::System)),
        _ => {}
    }
    app.save(effects);
    app.say(Tone::Change, says(pair));
    None
}

fn says(pair: bool) -> &'static str {
    if pair {
        "For two: the junior answers first, the senior adds a line."
    } else {
        "For one person."
    }
}

/// Folds the examples of an exercise for two, or shows them.
pub(super) fn turn_examples(app: &mut App) {
    if !is_for_two(app) {
        return app.say(Tone::Info, "Examples are part of the exercise for two.");
    }
    app.for_two.folded = !app.for_two.folded;
}

/// Whether the form is for two.
pub fn is_for_two(app: &App) -> bool {
    match app.session() {
        Some(session) => session.pair.is_some(),
        None => app.for_two.asked,
    }
}

/// The example for the box that the keyboard is in, as long as it is not folded.
pub fn example(app: &App) -> Option<&str> {
    let bar = app.bar.as_ref().filter(|_| is_for_two(app))?;
    let ask = Ask::of(bar.line)?;
    let shown = !app.for_two.folded;
    app.catalogue
        .box_example(ask.junior().step())
        .filter(|_| shown)
}
