//! The one-threat form: what Enter, Tab and Esc do in its boxes. The box that the keyboard is in is the capture bar.

mod acts;
mod keeping;
mod pair;

pub use acts::earlier_ones;
pub(super) use acts::{attach, attached, follow, takes_article, types_owner};

use super::bars::is_only_read;
use super::effect::Effect;
use super::leaving::go_home;
use super::selection;
use super::state::{App, Tone};
use crate::domain::{Applies, Edit, Session, SessionField, says};
use crate::keys::Screen;
use crate::keys::key::Key;
use crate::keys::key::KeyCode;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::parse::{one, when};
use crate::screens::one::{
    Ask, Move, Stop, answered, asks, held, in_two_weeks, lines, stops, unanswered,
};
use keeping::{complete, keep, skip_name, stop};
pub use pair::{example, is_for_two};

/// Shows the empty form; what was heard makes the session.
pub(super) fn start(app: &mut App) {
    app.show(Screen::OneThreat);
    app.for_two.asked = false;
    app.turn = None;
    app.notice = None;
    app.bar = Some(Bar::new(Ask::Heard.line(), None));
}

/// A session was opened on the form: the keyboard goes to what is not answered yet.
pub(super) fn opened(app: &mut App, effects: &mut Vec<Effect>) {
    if app.screen() != Screen::OneThreat {
        return;
    }
    app.for_two.asked = false;
    if app.home.recents.is_none() {
        effects.push(Effect::FindRecents);
    }
    acts::keep_begun(app);
    let follows = app.follows.take();
    if follows.is_none() {
        app.turn = None;
    }
    let held = app.place.open().is_some_and(|open| open.held_by.is_some());
    if app.bar.is_none()
        && !held
        && let Some(ask) = app.session().and_then(unanswered)
    {
        let news = app.notice.take();
        show(app, Stop::of(ask));
        app.notice = news;
    }
    if let Some(says) = follows {
        app.say(Tone::Info, says);
    } else if app.notice.is_none() && app.bar.is_none() {
        say_due(app);
    }
}

/// An answer that was to be looked at again by now says so, and where to begin.
fn say_due(app: &mut App) {
    let today = app.today();
    let again = app.session().and_then(Session::look_again);
    let Some(day) = again.filter(|day| *day <= today) else {
        return;
    };
    let day = when::show(day, today);
    let says = says![
        format!("Look again now: it was due {day}. Press "),
        Verb::NextPane,
        " to go through the answers, ",
        Verb::Revisit,
        " for another day."
    ];
    app.say(Tone::Attention, says);
}

/// What became of a key in a box.
pub(super) enum Took {
    /// It is for the line.
    Nothing,
    /// It was for the form.
    Key,
    /// It asks for a command.
    Verb(Verb),
}

/// Does what a key means in a box.
pub(super) fn on_key(app: &mut App, key: Key, effects: &mut Vec<Effect>) -> Took {
    let Some(stop) = stop(app) else {
        return Took::Nothing;
    };
    match key.code {
        KeyCode::Enter => enter(app, stop, effects),
        KeyCode::Esc => leave(app, effects),
        KeyCode::Tab if complete(app, stop, effects) => {}
        KeyCode::Tab | KeyCode::Down => walk(app, stop, 1, effects),
        KeyCode::BackTab | KeyCode::Up => walk(app, stop, -1, effects),
        // Commands with Ctrl and the function keys work in every box.
        KeyCode::F(_) => return by_map(app, key),
        KeyCode::Char(_) if !key.writes() => return by_map(app, key),
        KeyCode::Char(c) if stop.ask.is_one_key() => {
            return one_key(app, stop.ask, c, key, effects);
        }
        // One key looks again in two weeks; no date begins with it.
        KeyCode::Char('y') if stop.ask == Ask::LookAgain && is_blank(app) => {
            let day = in_two_weeks(app.today());
            let edit = Edit::Session(SessionField::Revisit(Some(day)));
            if app.make(&edit, effects).is_some() {
                app.bar = None;
                next(app, stop.ask, effects);
            }
        }
        _ if stop.ask.is_one_key() => {}
        _ => return Took::Nothing,
    }
    Took::Key
}

fn by_map(app: &App, key: Key) -> Took {
    let verb = app.keys.action(app.screen(), key);
    verb.map_or(Took::Nothing, Took::Verb)
}

fn is_blank(app: &App) -> bool {
    app.bar.as_ref().is_none_or(|bar| bar.editor.is_blank())
}

/// Keeps the line, and goes to the next box. A box of several lines is left by an empty one.
fn enter(app: &mut App, stop: Stop, effects: &mut Vec<Effect>) {
    let blank = is_blank(app);
    skip_name(app, effects);
    if !keep(app, effects) || app.place.open().is_none() {
        return;
    }
    if stop.ask == Ask::CouldDo && stop.about.is_none() && !blank {
        return show(app, stop);
    }
    next(app, stop.ask, effects);
}

/// Goes to the box behind this one, or to the end.
fn next(app: &mut App, ask: Ask, effects: &mut Vec<Effect>) {
    let asks = asks(app.session(), app.me.is_none());
    let place = asks.iter().position(|other| *other == ask);
    match place.and_then(|place| asks.get(place + 1)) {
        Some(next) => go(app, ask, Stop::of(*next), effects),
        None => finish(app, effects),
    }
}

/// Goes through all lines of all boxes, forwards or backwards; at the front it stays.
fn walk(app: &mut App, from: Stop, by: isize, effects: &mut Vec<Effect>) {
    if !keep(app, effects) || app.place.open().is_none() {
        return;
    }
    let stops = stops(app.session(), app.me.is_none());
    // A line that was emptied is gone; its box is still there.
    let place = stops
        .iter()
        .position(|stop| *stop == from)
        .or_else(|| stops.iter().position(|stop| stop.ask == from.ask));
    let target = match (place, by < 0) {
        (Some(place), true) => stops.get(place.saturating_sub(1)),
        (Some(place), false) => stops.get(place + 1),
        (None, true) => stops.last(),
        (None, false) => stops.first(),
    };
    match target {
        Some(stop) => go(app, from.ask, *stop, effects),
        None => finish(app, effects),
    }
}

/// Shows another box. A threat that is left with nothing in place and no idea gets a `decide` action (R43).
fn go(app: &mut App, from: Ask, to: Stop, effects: &mut Vec<Effect>) {
    let decided = if from.junior() == Ask::CouldDo && to.ask == Ask::NextStep {
        let edit = app.session().and_then(|session| {
            let threat = one::the_threat(session)?;
            one::decide(session, threat.id)
        });
        edit.and_then(|edit| app.make(&edit, effects)?.focus)
    } else {
        None
    };
    let hint = app.notice.take_if(|notice| notice.tone == Tone::Info);
    show(app, to);
    app.notice = hint;
    if to.ask.is_at_the_end() && !from.is_at_the_end() {
        tell_what_is_done(app);
    }
    if let Some(action) = decided {
        let says = format!("No mitigation yet: action {action} added to decide on one");
        app.say(Tone::Change, says);
    }
}

/// Puts the keyboard into a box, with what it holds.
pub(super) fn show(app: &mut App, stop: Stop) {
    if is_only_read(app) {
        return;
    }
    let text = app.session().map(|session| held(session, stop));
    let text = text.unwrap_or_default();
    app.bar = Some(Bar::holding(stop.ask.line(), stop.about, &text));
    app.notice = None;
}

/// The last box is behind us: nothing is left but to leave.
fn finish(app: &mut App, effects: &mut Vec<Effect>) {
    app.bar = None;
    if !acts::go_on(app, effects) {
        tell_what_is_done(app);
    }
}

/// Says how much is answered and where it is kept.
fn tell_what_is_done(app: &mut App) {
    let Some(open) = app.place.open() else { return };
    // The file's name is its day and its headline, too long for the row; the folder is what no one knows.
    let folder = open
        .path
        .rsplit_once(['/', '\\'])
        .map_or(open.path.as_str(), |(folder, _)| folder);
    let says = if one::is_no(&open.session) {
        format!("Complete. Saved in {folder}. Esc leaves.")
    } else {
        let n = answered(&open.session);
        format!("{n} of 4 parts filled in. Saved in {folder}. Esc leaves.")
    };
    app.say(Tone::Info, says);
}

/// An answer on the day of the second look or later is that look: nothing is to be looked at again until a day is given.
fn second_look(app: &App, answer: Edit) -> Edit {
    let day = app.session().and_then(|session| session.look_again());
    if day.is_some_and(|day| day <= app.today()) {
        Edit::All(vec![answer, Edit::Session(SessionField::Revisit(None))])
    } else {
        answer
    }
}

/// An answer of one key.
fn one_key(app: &mut App, ask: Ask, c: char, key: Key, effects: &mut Vec<Effect>) -> Took {
    let edit = match ask {
        Ask::Better => match c {
            'y' => Ok(Edit::Session(SessionField::Better(Some(true)))),
            'n' => Ok(Edit::Session(SessionField::Better(Some(false)))),
            _ => Err("Type y or n, or press Enter to skip."),
        },
        _ => match Applies::ALL.into_iter().find(|a| a.key() == c) {
            Some(applies) => match app.session().map(|s| one::applies(s, applies)) {
                Some(Ok(edit)) => Ok(second_look(app, edit)),
                Some(Err(says)) => {
                    app.refuse(says);
                    return Took::Key;
                }
                None => return Took::Key,
            },
            None => Err("Type y, m, n or d, or press Enter to skip."),
        },
    };
    match edit {
        Ok(edit) => {
            if app.make(&edit, effects).is_some() {
                app.notice = None;
                next(app, ask, effects);
            }
        }
        // What does not answer may be the key for help.
        Err(says) => match app.keys.action(app.screen(), key) {
            Some(verb @ (Verb::Help | Verb::Palette)) => return Took::Verb(verb),
            _ => app.refuse(says.to_owned()),
        },
    }
    Took::Key
}

/// Keeps what stands in the box and leaves: to the shell if the program was started for this, else to the start screen.
fn leave(app: &mut App, effects: &mut Vec<Effect>) {
    if app.place.open().is_none() {
        app.close_bar(effects);
        if app.alone {
            effects.push(Effect::Quit);
        }
        return;
    }
    skip_name(app, effects);
    // What is not taken as it stands goes with the file, and is offered when it is opened again.
    let refused = !keep(app, effects);
    let close = app
        .place
        .open()
        .is_some_and(|open| open.changed && open.held_by.is_none());
    if close {
        app.make(&Edit::Session(SessionField::Close), effects);
    } else if refused {
        app.save(effects);
    }
    app.bar = None;
    if acts::go_back(app, effects) {
        return;
    }
    if app.alone {
        effects.push(Effect::Quit);
    } else {
        go_home(app, effects);
    }
}

/// A move through the form, and the verb that may be done after it.
pub(super) fn step(app: &mut App, step: Move, effects: &mut Vec<Effect>) -> Option<Verb> {
    let stops = stops(app.session(), app.me.is_none());
    match step {
        // From the finished card back into its boxes.
        Move::First | Move::Last => {
            let stop = if step == Move::First {
                stops.first()
            } else {
                stops.last()
            };
            if let Some(stop) = stop {
                show(app, *stop);
            }
        }
        Move::Leave => leave(app, effects),
        Move::ReadOnly => {
            is_only_read(app);
        }
        Move::OpenEarlier => acts::open_earlier(app, effects),
        Move::Article => acts::turn_article(app),
        Move::Copy => acts::copy(app, effects),
        Move::ForTwo => {
            let at = stop(app);
            if let Some(stop) = pair::turn(app, at, effects) {
                show(app, stop);
            }
        }
        Move::Examples => pair::turn_examples(app),
        Move::LookAgain if app.place.open().is_some() => show(app, Stop::of(Ask::LookAgain)),
        Move::LookAgain => app.say(Tone::Info, "Enter a headline first."),
        Move::Keep(verb) => {
            return (app.place.open().is_none() || keep(app, effects)).then_some(verb);
        }
    }
    None
}

/// Makes a meeting of it, on question 1, with nothing to type again.
pub(super) fn open_as_meeting(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(edit) = app.session().map(one::open_as_meeting) else {
        return app.say(Tone::Info, "Enter a headline first.");
    };
    if app.make(&edit, effects).is_none() {
        return;
    }
    app.bar = None;
    selection::go(app, Screen::WorkingOn);
    app.say(
        Tone::Change,
        "This is now a full meeting; everything was carried over",
    );
}

/// Why a paste cannot go anywhere on the form, if it cannot.
pub(super) fn refuses_paste(app: &App) -> Option<&'static str> {
    if app.screen() != Screen::OneThreat || app.overlay.is_some() {
        return None;
    }
    match stop(app) {
        Some(stop) if stop.ask.is_one_key() => {
            Some("This takes a single key. Press Tab to go to a text field.")
        }
        Some(_) => None,
        None => Some("Press Tab to open a field to paste into."),
    }
}

/// A line that was undone under the keyboard, or one that is gone, leaves its box empty-handed.
pub(super) fn mend(app: &mut App) {
    let gone = |id| app.session().is_some_and(|session| !session.holds(id));
    if let Some(stop) = stop(app)
        && stop.about.is_some_and(gone)
    {
        let ask = app.session().map(|session| lines(session, stop.ask));
        let about = ask.and_then(|lines| lines.last().copied());
        show(
            app,
            Stop {
                ask: stop.ask,
                about,
            },
        );
    }
}
