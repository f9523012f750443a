//! The wall of a whiteboard session: a line that is always open, letters that are commands only after Esc, and the way
//! to a meeting. Also the same big plain view of any other list.

use super::bars::{choose, fitting, open_bar, put_aside};
use super::choice::Choice;
use super::effect::Effect;
use super::making::nothing_selected;
use super::selection;
use super::state::{App, Tone};
use super::verbs::{redo, undo};
use crate::domain::{AgendaStep, Edit, ItemId, SessionField, SessionKind, Status};
use crate::keys::Screen;
use crate::keys::key::Key;
use crate::keys::key::KeyCode;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::table;
use crate::screens::whiteboard::rows;

/// The screen on which an opened session begins.
pub(super) fn first_screen(app: &App) -> Screen {
    match app.session().map(|session| session.kind) {
        Some(SessionKind::Whiteboard) => Screen::Whiteboard,
        _ => Screen::WorkingOn,
    }
}

/// Keeps the line of the wall open, and notes when someone said something.
pub(super) fn settle(app: &mut App) {
    if app.screen != Screen::Whiteboard {
        return;
    }
    if first_screen(app) != Screen::Whiteboard {
        put_aside(app);
        return selection::go(app, Screen::GoWrong);
    }
    let now = app.now;
    let free = app.bar.is_none() && app.choice.is_none();
    let Some(open) = &mut app.open else { return };
    open.rooms.whiteboard.note(&open.session, now);
    if free && !open.whiteboard.commands && open.held_by.is_none() {
        let aside = open.whiteboard.aside.take();
        app.bar = Some(aside.unwrap_or_else(|| Bar::new(&table::WALL, None)));
    }
}

/// Opens the line of the wall again, if the wall is shown and no line is open.
pub(super) fn open_line(app: &mut App) {
    if let (Screen::Whiteboard, None, Some(open)) = (app.screen, &app.bar, &mut app.open) {
        open.whiteboard.commands = false;
        open.whiteboard.reading = false;
        settle(app);
    }
}

/// The few commands that need not leave the line of the wall, as their keys are no text.
pub(super) fn beside_the_line(app: &App, key: Key) -> Option<Verb> {
    let on_wall = app.bar.as_ref().is_some_and(|bar| bar.is(&table::WALL));
    if !on_wall || !(key.ctrl || matches!(key.code, KeyCode::F(_))) {
        return None;
    }
    let action = app.keys.action(app.screen, key)?;
    matches!(action, Verb::Help | Verb::Palette | Verb::Redo).then_some(action)
}

/// Whether Enter closes this line on the wall, where its command keys are wanted next.
pub(super) fn is_once(app: &App, bar: &Bar) -> bool {
    let once = [&table::PARK, &table::COULD_DO, &table::ACTION];
    app.screen == Screen::Whiteboard && once.contains(&bar.line)
}

/// A tangent comes in the middle of what is being said: the line of the wall opens again.
pub(super) fn took(app: &mut App, bar: &Bar) {
    if bar.is(&table::PARK) {
        open_line(app);
    }
}

/// What a verb means on the wall, where it means something else than on other screens; says whether it does.
pub(super) fn perform(app: &mut App, action: Verb, effects: &mut Vec<Effect>) -> bool {
    match action {
        Verb::Undo => cross(app, undo, "Undone.", effects),
        Verb::Redo => cross(app, redo, "Redone.", effects),
        Verb::Back if app.wall => turn_wall(app),
        // From the lists of a whiteboard, back is to its wall.
        Verb::Back
            if matches!(app.screen, Screen::Questions | Screen::Actions)
                && first_screen(app) == Screen::Whiteboard =>
        {
            selection::go(app, Screen::Whiteboard);
        }
        _ if app.screen == Screen::Whiteboard => return on_wall(app, action),
        _ => return false,
    }
    true
}

fn on_wall(app: &mut App, action: Verb) -> bool {
    match action {
        Verb::Threat => match app.open.as_ref().and_then(|open| open.held_by.clone()) {
            Some(_) => open_bar(app, Bar::new(&table::WALL, None)),
            None => open_line(app),
        },
        Verb::Park => open_bar(app, Bar::new(&table::PARK, None)),
        Verb::CouldDo if app.selected().is_none() => nothing_selected(app),
        Verb::ActionItem => {
            let bar = action_bar(app);
            open_bar(app, bar);
        }
        Verb::Owner => match last_action(app) {
            Some(id) => choose(app, Choice::Owner(id)),
            None => no_action(app),
        },
        Verb::Due => match last_action(app) {
            Some(id) => open_bar(app, Bar::new(&table::DUE, Some(id))),
            None => no_action(app),
        },
        Verb::NextInTurn => read_back(app, Verb::Down),
        Verb::PreviousInTurn => read_back(app, Verb::Up),
        Verb::Open => match &mut app.open {
            Some(open) if open.whiteboard.selected.is_some() => {
                open.whiteboard.reading ^= true;
                open.whiteboard.commands = true;
            }
            _ => nothing_selected(app),
        },
        Verb::Back => {
            app.notice = None;
            if let Some(open) = &mut app.open {
                open.whiteboard.reading = false;
            }
        }
        _ => return false,
    }
    true
}

/// Takes a change back or does it again. The wall shows no ids, so it says only that; a session that is of another kind
/// by that is shown as one.
fn cross(
    app: &mut App,
    cross: fn(&mut App, &mut Vec<Effect>),
    says: &str,
    effects: &mut Vec<Effect>,
) {
    let seen = |app: &App| {
        let open = app.open.as_ref();
        open.map(|open| (open.revision, open.session.kind))
    };
    let before = seen(app);
    cross(app, effects);
    let after = seen(app);
    let is_wall = |seen: Option<(_, SessionKind)>| {
        seen.is_some_and(|(_, kind)| kind == SessionKind::Whiteboard)
    };
    if is_wall(before) != is_wall(after) {
        let notice = app.notice.take();
        follow_kind(app);
        selection::go(app, first_screen(app));
        app.notice = notice;
    }
    if app.screen == Screen::Whiteboard && before != after {
        app.say(Tone::Info, says);
    }
}

/// Reads the wall back one line at a time, from its first line on unless another was chosen.
fn read_back(app: &mut App, direction: Verb) {
    let Some(open) = &mut app.open else { return };
    let all = rows(&open.session);
    let (Some(first), Some(last)) = (all.first(), all.last()) else {
        return nothing_selected(app);
    };
    let state = &mut open.whiteboard;
    if !state.reading {
        // Also when it was asked for by name, beside an open line.
        (state.reading, state.commands) = (true, true);
        if state.selected.is_none_or(|id| id == *last) {
            state.selected = Some(*first);
        }
        app.notice = None;
        return;
    }
    let before = state.selected;
    selection::move_selection(app, direction);
    app.notice = None;
    if app.selected() == before {
        let says = match direction {
            Verb::Up => "This is the first line.",
            _ => "That was the last line.",
        };
        app.say(Tone::Info, says);
    }
}

/// Somebody tries one thing: what we could do about the threat in focus, if nobody does it yet.
pub(super) fn action_bar(app: &App) -> Bar {
    let Some((session, threat)) = app.session().zip(app.threat_in_focus()) else {
        return Bar::new(&table::ACTION, None);
    };
    let ideas = session.mitigations_for(threat).filter(|m| {
        let id = m.id.into();
        matches!(m.status, Status::CouldDo | Status::Planned)
            && session.actions_about(id).next().is_none()
    });
    match ideas.last() {
        Some(idea) => Bar::suggesting(&table::ACTION, Some(idea.id.into()), &idea.text),
        None => Bar::new(&table::ACTION, Some(threat.into())),
    }
}

/// The last action item about the selected line.
fn last_action(app: &App) -> Option<ItemId> {
    let (session, threat) = app.session().zip(app.threat_in_focus())?;
    let last = session.actions_about(threat.into()).last()?;
    Some(last.id.into())
}

fn no_action(app: &mut App) {
    let key = app.keys.key_for(app.screen, Verb::ActionItem);
    let says = format!("No action for this line yet. Press {key} to add one.");
    app.say(Tone::Info, says);
}

/// Shows the list of the screen large and plain, or as it was again.
pub(super) fn turn_wall(app: &mut App) {
    app.wall = !app.wall;
    app.notice = None;
    // The list of threats is what is shown; the keys go to it.
    if let (Screen::DoAbout, Some(open)) = (app.screen, &mut app.open) {
        open.do_about.leave();
    }
}

/// A session that is of another kind now has the steps of that kind; a meeting begins with its scope.
fn follow_kind(app: &mut App) {
    let Some(kind) = app.session().map(|session| session.kind) else {
        return;
    };
    let agenda = app.catalogue.agendas_for(kind).next();
    if let Some(name) = agenda.map(|agenda| agenda.name.clone()) {
        app.follow_agenda(&name);
    }
    if let Some(open) = &mut app.open {
        open.meeting_clock.show(AgendaStep::Scope);
    }
}

/// Carries the session on as a meeting: same ids, nothing typed again. Question 1 comes first, and its scope is empty.
pub(super) fn promote(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(kind) = app.session().map(|session| session.kind) else {
        return;
    };
    if kind == SessionKind::Meeting {
        return app.say(Tone::Info, "This session is a meeting already.");
    }
    let edit = Edit::Session(SessionField::Kind(SessionKind::Meeting));
    if app.make(&edit, effects).is_none() {
        return;
    }
    follow_kind(app);
    selection::go(app, Screen::WorkingOn);
    // What is half typed goes along, and is a threat now.
    put_aside(app);
    if let Some(open) = &mut app.open
        && let Some(bar) = open.whiteboard.aside.take()
    {
        app.bar = Some(fitting(app, bar));
    }
    let key = |action| app.keys.key_for(Screen::WorkingOn, action);
    let says = format!(
        "Now a meeting. Nothing is in scope yet: press {} to add what is, {} what is not",
        key(Verb::InScope),
        key(Verb::OutOfScope)
    );
    app.say(Tone::Change, says);
}
