//! The wall of a whiteboard session: a line that is always open, letters that are commands only after Esc, and the way
//! to a meeting. Also the same big plain view of any other list.

use super::bars::{fitting, open_bar, put_aside};
use super::effect::Effect;
use super::making::nothing_selected;
use super::selection;
use super::state::{App, Tone};
use std::collections::HashSet;

use crate::areas::wrap::shorten;
use crate::domain::{
    AgendaStep, Change, Did, Edit, ItemId, New, Said, Says, SessionField, SessionKind, WallLine,
    ended, says,
};
use crate::keys::Screen;
use crate::keys::key::Key;
use crate::keys::key::KeyCode;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::table;
use crate::parse::wall;
use crate::screens::whiteboard::number_of;

/// Cells of the words of a line that is named on the status line, where what to press must stay in sight.
const NAMED: usize = 60;

/// The first screen of a session whose kind was changed.
fn first_screen(app: &App) -> Screen {
    match app.session().map(|session| session.kind) {
        Some(SessionKind::Whiteboard) => Screen::Whiteboard,
        _ => Screen::WorkingOn,
    }
}

/// Keeps the line of the wall open, and notes when someone said something.
pub(super) fn settle(app: &mut App) {
    if app.screen() != Screen::Whiteboard {
        return;
    }
    if first_screen(app) != Screen::Whiteboard {
        put_aside(app);
        return selection::go(app, Screen::GoWrong);
    }
    let now = app.now;
    let free = app.bar.is_none() && app.choice.is_none();
    let Some(open) = app.place.open_mut() else {
        return;
    };
    open.rooms.whiteboard.note(&open.session, now);
    if free && !open.rooms.whiteboard.commands && open.held_by.is_none() {
        let aside = open.rooms.whiteboard.aside.take();
        app.bar = Some(aside.unwrap_or_else(|| Bar::new(&table::WALL, None)));
    }
}

/// Opens the line of the wall again, if the wall is shown and no line is open.
pub(super) fn open_line(app: &mut App) {
    if let (Screen::Whiteboard, None, Some(open)) = (app.screen(), &app.bar, app.place.open_mut()) {
        open.rooms.whiteboard.commands = false;
        open.rooms.whiteboard.reading = false;
        settle(app);
    }
}

/// The few commands that need not leave the line of the wall, as their keys are no text.
pub(super) fn beside_the_line(app: &App, key: Key) -> Option<Verb> {
    let on_wall = app.bar.as_ref().is_some_and(|bar| bar.is(&table::WALL));
    if !on_wall || !(key.ctrl || matches!(key.code, KeyCode::F(_))) {
        return None;
    }
    let action = app.keys.action(app.screen(), key)?;
    matches!(action, Verb::Help | Verb::Palette | Verb::Redo).then_some(action)
}

/// Whether the open line is about one line of the whiteboard, at which the mark stays as long: what is typed would be said
/// of another one than it shows.
pub(super) fn holds_the_mark(app: &mut App) -> bool {
    let on_wall = app.screen() == Screen::Whiteboard;
    let Some(bar) = app.bar.as_ref().filter(|_| on_wall) else {
        return false;
    };
    if bar.about.is_none() {
        return false;
    }
    let asks = app.asks(bar);
    app.say(
        Tone::Info,
        format!("The line is open for \"{asks}\". To go to another one, press Esc first."),
    );
    true
}

/// A tangent comes in the middle of what is being said: once an empty Enter has ended it, the line of the wall opens
/// again.
pub(super) fn goes_on(app: &mut App, bar: &Bar) {
    if bar.is(&table::PARK) {
        open_line(app);
    }
}

/// A line as it is named where it goes from the wall: its number, and its words as far as one look takes them in.
fn named(line: &WallLine) -> String {
    format!("{} {}", line.number, shorten(line.text, NAMED))
}

/// What is said when this line is deleted from the wall.
pub(super) fn deleted(app: &App, id: ItemId) -> Option<Says> {
    let session = app
        .session()
        .filter(|_| app.screen() == Screen::Whiteboard)?;
    let wall = session.wall();
    let line = wall.iter().find(|line| line.id == id)?;
    let says = format!("Deleted: {}", named(line));
    Some(says![ended(&says), " Press ", Verb::Undo, " to undo."])
}

/// What is said when the line that this bar is about goes from the wall into another one.
pub(super) fn merged(app: &App, bar: &Bar) -> Option<Says> {
    let is_merged = bar.is(&table::MERGE) && app.screen() == Screen::Whiteboard;
    let wall = app.session().filter(|_| is_merged)?.wall();
    let line = wall.iter().find(|line| Some(line.id) == bar.about)?;
    let into = bar.editor.text().trim();
    let says = format!("Merged into {into}: {}", named(line));
    Some(says![
        ended(&says),
        " Both texts are kept. Press ",
        Verb::Undo,
        " to undo."
    ])
}

/// The lines that a step back or forth took off the wall, in words.
fn gone(app: &App, before: &[(u32, String)]) -> Option<String> {
    let left: HashSet<u32> = app
        .session()?
        .wall()
        .iter()
        .map(|line| line.number)
        .collect();
    let mut gone = before.iter().filter(|(number, _)| !left.contains(number));
    let (_, first) = gone.next()?;
    Some(match gone.count() {
        0 => ended(first),
        more => format!("{} lines.", more + 1),
    })
}

/// Takes a change back or does it again. The wall shows no ids, so it says only that and which lines went, unless it is
/// the wall that comes or goes; a session that is of another kind by that is shown as one.
pub(super) fn cross(
    app: &mut App,
    cross: fn(&mut App, &mut Vec<Effect>),
    (says, back): (&str, Verb),
    effects: &mut Vec<Effect>,
) {
    let seen = |app: &App| {
        let open = app.place.open();
        open.map(|open| (open.revision, open.session.kind))
    };
    let before = seen(app);
    // On any other screen no one looks at the lines.
    let shown = app.session().filter(|_| app.screen() == Screen::Whiteboard);
    let lines: Vec<(u32, String)> = shown.map_or_else(Vec::new, |session| {
        let wall = session.wall();
        wall.iter().map(|line| (line.number, named(line))).collect()
    });
    cross(app, effects);
    let after = seen(app);
    let is_wall = |seen: Option<(_, SessionKind)>| {
        seen.is_some_and(|(_, kind)| kind == SessionKind::Whiteboard)
    };
    let crossed = is_wall(before) != is_wall(after);
    if crossed {
        let notice = app.notice.take();
        follow_kind(app);
        selection::go(app, first_screen(app));
        app.notice = notice;
    }
    if app.screen() == Screen::Whiteboard && before != after && !crossed {
        let says = match gone(app, &lines) {
            Some(gone) => {
                let says = format!("{says} Removed: {gone} Press ");
                says![says, back, " to bring back."]
            }
            None => says.into(),
        };
        app.say(Tone::Info, says);
    }
}

/// The line of the wall as it would stand there, whatever it looks like: what cannot be drawn is said.
pub(super) fn plain(app: &App, bar: &Bar) -> Option<Edit> {
    let session = app.session().filter(|_| bar.is(&table::WALL))?;
    Some(wall::said(bar.editor.text(), session, app.today()))
}

/// Says that a line was taken for the sketch, and how it would be one of the wall: nothing is guessed in silence.
pub(super) fn tell_sketch(app: &mut App, bar: &Bar, edit: &Edit, change: &Change) {
    let is_line = |edit: &Edit| matches!(edit, Edit::Add(New::Threat(_) | New::Question { .. }));
    let is_said = match edit {
        Edit::All(edits) => edits.iter().any(is_line),
        edit => is_line(edit),
    };
    if !bar.is(&table::WALL) || is_said {
        return;
    }
    let text = bar.editor.text().to_owned();
    if let Some(open) = app.place.open_mut() {
        open.rooms.whiteboard.sketched = Some((open.revision, text, !change.changes_nothing()));
    }
    let says = says![
        if change.changes_nothing() {
            "Already in the sketch. To make it a line: Esc, then "
        } else {
            "Drawn in the sketch. To make it a line: Esc, then "
        },
        Verb::Kind,
        "."
    ];
    app.say(Tone::Info, says);
}

/// Says who came and who went, which is not seen on the wall.
pub(super) fn tell_people(app: &mut App, bar: &Bar, edit: &Edit, change: &Change) {
    let lines = [
        &table::WALL,
        &table::COULD_DO,
        &table::ACTION,
        &table::PARK,
        &table::EDIT,
    ];
    let newcomer = match edit {
        Edit::All(edits) if lines.into_iter().any(|line| bar.is(line)) => match edits.first() {
            Some(Edit::Add(New::Participant(name, _))) => Some(name.clone()),
            _ => None,
        },
        _ => None,
    };
    if let Some(name) = newcomer {
        let says = says![
            format!("{name} is a participant now. To undo: Esc, then "),
            Verb::Undo,
            "."
        ];
        app.say(Tone::Info, says);
    } else if bar.is(&table::PEOPLE) && app.screen() == Screen::Whiteboard {
        let parts = bar.editor.text().split([',', ';']).map(str::trim);
        let gone: Vec<&str> = parts.filter_map(|part| part.strip_prefix('-')).collect();
        if gone.is_empty() {
            return app.say(Tone::Info, change.says.clone());
        }
        let says = format!(
            "No longer a participant: {}. To undo: Esc, then ",
            gone.join(", ")
        );
        app.say(Tone::Info, says![says, Verb::Undo, "."]);
    }
}

/// The line that was drawn last, if nothing came after it, and whether that changed the sketch.
fn take_sketched(app: &mut App) -> Option<(String, bool)> {
    let open = app.place.open_mut()?;
    let (revision, text, drew) = open.rooms.whiteboard.sketched.take()?;
    (revision == open.revision).then_some((text, drew))
}

/// Makes the selected line the next of what a line can be, and what was just drawn a line. The wall shows no changes in
/// words, so it is told.
pub(super) fn change_kind(
    app: &mut App,
    undo: fn(&mut App, &mut Vec<Effect>),
    effects: &mut Vec<Effect>,
) {
    if let Some((text, drew)) = take_sketched(app) {
        // The change before a line that drew nothing new is another one.
        if drew {
            undo(app, effects);
        }
        let today = app.today();
        let edit = app
            .session()
            .map(|session| wall::said(&text, session, today));
        let change = edit.and_then(|edit| app.make(&edit, effects));
        if let Some(id) = change.and_then(|change| change.focus) {
            selection::show_new(app, id);
            let number = app.session().and_then(|session| number_of(session, id));
            let number = number.unwrap_or_default();
            app.say(Tone::Info, format!("Not drawn: it is line {number} now."));
        }
        return;
    }
    let Some(id) = app.selected() else {
        return nothing_selected(app);
    };
    let Some(said) = Said::of(id) else { return };
    if let Some(change) = app.make(&Edit::SayAs(id, said.next()), effects) {
        if let Some(Did::Told(id)) = change.did {
            selection::select(app, id);
        }
        app.say(Tone::Info, change.says);
    }
}

/// What we could do about a line that is no threat makes it one: who asks "What if" means one, and a line that did not open
/// would leave what is typed next to be taken for commands. Says whether it was such a line.
pub(super) fn could_do(app: &mut App, effects: &mut Vec<Effect>) -> bool {
    let line = app
        .selected()
        .filter(|_| app.screen() == Screen::Whiteboard)
        .filter(|id| Said::of(*id).is_some_and(|said| said != Said::Threat));
    let Some(id) = line else { return false };
    let number = app.session().and_then(|session| number_of(session, id));
    if let Some(change) = app.make(&Edit::SayAs(id, Said::Threat), effects)
        && let Some(Did::Told(id)) = change.did
    {
        selection::select(app, id);
        let number = number.unwrap_or_default();
        let says = format!("{number} is a threat now. To undo: Esc, then ");
        open_bar(app, Bar::new(&table::COULD_DO, Some(id)));
        app.say(Tone::Info, says![says, Verb::Undo, "."]);
    }
    true
}

/// Shows the list of the screen large and plain, or as it was again.
pub(super) fn turn_wall(app: &mut App) {
    app.wall = !app.wall;
    app.notice = None;
    // The list of threats is what is shown; the keys go to it.
    if let (Screen::DoAbout, Some(open)) = (app.screen(), app.place.open_mut()) {
        open.rooms.do_about.leave();
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
    if let Some(open) = app.place.open_mut() {
        open.meeting_clock.show(AgendaStep::Scope);
        // What the room has just said is not folded away for minutes in which everyone writes alone.
        if !open.session.threats.is_empty() {
            open.meeting_clock.show(AgendaStep::Round);
        }
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
    if let Some(open) = app.place.open_mut()
        && let Some(bar) = open.rooms.whiteboard.aside.take()
    {
        app.bar = Some(fitting(app, bar));
    }
    let says = says![
        "Now a meeting. Nothing is in scope yet: press ",
        Verb::InScope,
        " to add what is, ",
        Verb::OutOfScope,
        " what is not"
    ];
    app.say(Tone::Change, says);
}
