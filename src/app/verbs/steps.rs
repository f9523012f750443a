//! Moving through the meeting: steps, gates that ask once, and one item after another.

use crate::app::action::Action;
use crate::app::effect::Effect;
use crate::app::keys::Screen;
use crate::app::{App, Tone, navigate};
use crate::domain::{Edit, NoteKind};
use crate::screens::working;

/// The next step of this question, then the next part of the meeting; what is open is asked about once.
pub(super) fn next_step(app: &mut App) {
    let last = App::step_names(app.screen).len().saturating_sub(1);
    if app.step() < last {
        return set_step(app, app.step() + 1);
    }
    if app.gate.is_none()
        && let Some(says) = gate(app)
    {
        let key = app.keys.key_for(app.screen, Action::NextStep);
        app.say(Tone::Attention, format!("{says} {key} again to go on."));
        app.gate = Some(says);
        return;
    }
    navigate::go(app, navigate::next_part(app.screen, true));
    let first = App::question_of(app.screen).is_some();
    if first {
        set_step(app, 0);
    }
}

pub(super) fn previous_step(app: &mut App) {
    if app.step() > 0 {
        return set_step(app, app.step() - 1);
    }
    navigate::go(app, navigate::next_part(app.screen, false));
}

pub(super) fn set_step(app: &mut App, step: usize) {
    let screen = app.screen;
    let Some(place) = App::question_of(screen).map(|question| question as usize) else {
        return;
    };
    let Some(open) = &mut app.open else { return };
    if let Some(slot) = open.steps.get_mut(place) {
        *slot = step;
    }
    if screen == Screen::WorkingOn {
        open.working.pane = if step == 1 {
            working::Pane::System
        } else {
            working::Pane::Scope
        };
    }
    app.notice = None;
    navigate::select_first(app);
}

/// What is asked once before the meeting leaves this screen (R01, R53, R62).
pub(super) fn gate(app: &App) -> Option<String> {
    let session = app.session()?;
    let tally = session.tally(app.today());
    match app.screen {
        Screen::WorkingOn if session.notes_of(NoteKind::InScope).next().is_none() => {
            Some("Nothing is named as in scope yet.".to_owned())
        }
        Screen::WorkingOn if session.notes_of(NoteKind::OutOfScope).next().is_none() => {
            Some("Nothing is named as out of scope yet.".to_owned())
        }
        Screen::Questions if tally.unowned_questions == 1 => {
            Some("1 question has no owner: it leaves this room as nobody's.".to_owned())
        }
        Screen::Questions if tally.unowned_questions > 1 => Some(format!(
            "{} questions have no owner: they leave this room as nobody's.",
            tally.unowned_questions
        )),
        Screen::GoodEnough
            if session.revisit.is_none()
                && session.notes_of(NoteKind::RevisitWhen).next().is_none() =>
        {
            Some("No date or event to come back.".to_owned())
        }
        _ => None,
    }
}

pub(super) fn in_turn(app: &mut App, direction: Action) {
    if let (Screen::DoAbout, Some(open)) = (app.screen, &mut app.open) {
        open.doing.leave();
    }
    navigate::move_selection(app, direction);
}

/// The next threat, question or action item. A threat left with nothing in place and no idea gets a `decide` action
/// at once (R43).
pub(super) fn next_in_turn(app: &mut App, effects: &mut Vec<Effect>) {
    let decided = if app.screen == Screen::DoAbout {
        decide(app, effects)
    } else {
        None
    };
    in_turn(app, Action::Down);
    if let Some(says) = decided {
        app.say(Tone::Change, says);
    }
}

pub(super) fn decide(app: &mut App, effects: &mut Vec<Effect>) -> Option<String> {
    let id = app.threat_in_focus()?;
    let session = app.session()?;
    let threat = session.threat(id)?;
    let untouched = threat.response.is_none()
        && threat.deferred.is_none()
        && session.mitigations_for(id).next().is_none()
        && session.actions_about(id.into()).next().is_none();
    if !untouched {
        return None;
    }
    let edit = Edit::Add(crate::domain::New::Action(crate::domain::NewAction {
        text: format!("Decide: does {id} apply to us, and what first?").into(),
        kind: Some(crate::domain::ActionKind::Decide),
        about: vec![id.into()],
        owner: None,
        due: None,
    }));
    let change = app.make(&edit, effects)?;
    let action = change.focus?;
    Some(format!(
        "{id} has nothing in place and no idea: {action} decide added"
    ))
}

pub(super) fn other_pane(app: &mut App) {
    let screen = app.screen;
    let Some(open) = &mut app.open else { return };
    match screen {
        Screen::WorkingOn => {
            open.working.pane = match open.working.pane {
                working::Pane::Scope => working::Pane::System,
                working::Pane::System => working::Pane::Scope,
            };
        }
        Screen::DoAbout => {
            open.doing.other_pane(app.size.0);
            let threat = open.doing.threat;
            navigate::show_threat(open, threat);
        }
        Screen::Export => open.export.reading = !open.export.reading,
        _ => {}
    }
    navigate::select_first(app);
}

pub(super) fn scroll(app: &mut App, by: i16) {
    if let Some(open) = &mut app.open {
        open.working.scroll_x = open.working.scroll_x.saturating_add(by);
    }
}

pub(super) fn go_home(app: &mut App, effects: &mut Vec<Effect>) {
    app.close_bar(effects);
    app.open = None;
    app.overlay = None;
    app.choice = None;
    app.screen = Screen::Home;
    app.notice = None;
    effects.extend([Effect::Close, Effect::FindRecents]);
}

pub(super) fn back(app: &mut App) {
    let screen = app.screen;
    match screen {
        Screen::Export => match &mut app.open {
            Some(open) if open.export.reading => open.export.reading = false,
            _ => navigate::go(app, app.came_from),
        },
        Screen::DoAbout => {
            if let Some(open) = &mut app.open {
                open.doing.leave();
            }
            app.notice = None;
        }
        _ => app.notice = None,
    }
}
