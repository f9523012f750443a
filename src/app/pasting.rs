//! A pasted list: looked at first, then added as one change, or closed and kept to be had again.

mod answers;

use std::borrow::Cow;
use std::sync::Arc;

use super::effect::Effect;
use super::making::{self, whole_second};
use super::meaning;
use super::newcomers;
use super::notice::Part;
use super::selection;
use super::sheets;
use super::state::{App, Tone};
use super::typed;
use super::understood;
use crate::domain::{
    Edit, ItemId, New, ParticipantId, Says, Scale, Session, SessionField, Text, says,
};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::{Made, Typed, table};
use crate::parse::cells::Cells;
use crate::parse::chat;
use crate::parse::sheets::{self as read_sheets, Back};
use crate::parse::tokens::Unknown;
use crate::screens::pasted::{Becomes, Closed, Here, Line, Source, State, Step, still_about};
pub(super) use answers::look_for_answers;
use answers::more_answers;

fn shown_mut(app: &mut App) -> Option<&mut State> {
    app.place.open_mut()?.rooms.pasted.as_deref_mut()
}

/// Who is here, which day it is, and what threats are rated with.
fn here(app: &App) -> Here {
    let people = app.session().map_or(&[][..], |s| &s.participants);
    let people = people.iter().map(|p| (p.id.0, p.name.to_string()));
    Here {
        people: people.collect(),
        today: app.today(),
        scale: app
            .session()
            .map_or(Scale::standard(), Session::scale)
            .clone(),
    }
}

/// A list was pasted into the open line: it is shown before anything becomes of it.
pub(super) fn look(app: &mut App, text: &str, opened_line: bool, effects: &mut Vec<Effect>) {
    look_at(app, Cells::read(text), text, opened_line, effects);
}

/// A paste while another one is looked at: it may be the rest of it, which came late.
pub(super) fn more(app: &mut App, text: &str, effects: &mut Vec<Effect>) {
    let here = here(app);
    let catalogue = Arc::clone(&app.catalogue);
    let is_fix = |text: &str| catalogue.reads_like_fix(text);
    if more_answers(app, text, &is_fix) {
        sheets::read_again(app);
        return app.save(effects);
    }
    if crate::import::transcript::looks(text) {
        let says = "A transcript was pasted. Add or close this paste first, then paste it again.";
        return app.say(Tone::Attention, says);
    }
    let paste = here.reading(false, |reading| chat::lines(text, reading.known));
    let came = shown_mut(app).and_then(|state| state.extend(paste, &is_fix));
    match came {
        Some(lines) => {
            sheets::read_again(app);
            let s = if lines == 1 { "" } else { "s" };
            app.say(Tone::Info, format!("{lines} more line{s} pasted."));
            app.save(effects);
        }
        None => app.say(
            Tone::Attention,
            "Add or close this paste first, then paste again.",
        ),
    }
}

/// What a file kept of a paste is shown again.
pub(super) fn look_again(app: &mut App, rows: &[Vec<Text>], effects: &mut Vec<Effect>) {
    let lines: Vec<&str> = rows.iter().flatten().map(Text::as_str).collect();
    let cells = Cells::of(rows.to_vec());
    look_at(app, cells, &lines.join("\n"), false, effects);
}

fn look_at(
    app: &mut App,
    cells: Option<Cells>,
    text: &str,
    opened_line: bool,
    effects: &mut Vec<Effect>,
) {
    let Some(bar) = app.bar.clone() else { return };
    let (here, screen) = (here(app), app.screen());
    let is_fix = |text: &str| app.catalogue.reads_like_fix(text);
    let session = app.place.open().map(|open| open.session.share());
    let said = sheets::are_of_the_end(app, text);
    let back = session.as_ref().and_then(|s| {
        let back = Back::read(text, s).or_else(|| said.then(|| sheets::in_words(text, &here)));
        Some((back?, s))
    });
    let mut state = match (back, cells) {
        (Some((back, session)), _) => State {
            source: Source::Lines(read_sheets::rows(text)),
            ..State::of_answers(bar, screen, back, session, &is_fix)
        },
        (None, Some(cells)) => State::of_cells(bar, screen, cells, &here, &is_fix),
        (None, None) => {
            let paste = here.reading(false, |reading| chat::lines(text, reading.known));
            State::new(bar, screen, paste, &is_fix)
        }
    };
    state.opened_line = opened_line;
    sheets::read_words(app, &mut state);
    if state.lines.is_empty() && state.answers.is_none() && state.ballots.is_empty() {
        return app.say(Tone::Info, "Nothing in the paste can become an item.");
    }
    show(app, Box::new(state));
    // The file has it while it is looked at.
    app.save(effects);
}

/// Takes the text of a table from another column.
fn turn_column(app: &mut App, forward: bool) {
    let here = here(app);
    let catalogue = Arc::clone(&app.catalogue);
    let is_fix = |text: &str| catalogue.reads_like_fix(text);
    let Some(paste) = shown_mut(app) else { return };
    if paste.turn_column(forward, &here, &is_fix) {
        app.notice = None;
    } else {
        app.say(Tone::Info, "This paste is not a table.");
    }
}

/// Shows a paste over the screen on which it was pasted.
fn show(app: &mut App, mut state: Box<State>) {
    app.bar = None;
    app.choice = None;
    app.overlay = None;
    app.notice = None;
    app.gate = None;
    state.wall = std::mem::take(&mut app.wall);
    if let Some(open) = app.place.open_mut() {
        open.rooms.pasted = Some(state);
    }
    app.show(Screen::Pasted);
}

/// Goes back to the screen on which it was pasted.
fn leave(app: &mut App) -> Option<Box<State>> {
    let state = app.place.open_mut()?.rooms.pasted.take()?;
    app.show(state.back_to);
    app.wall = state.wall;
    app.notice = None;
    Some(state)
}

pub(super) fn step(app: &mut App, step: Step, effects: &mut Vec<Effect>) {
    match step {
        Step::Take => take(app, effects),
        Step::Close => close(app, effects),
        Step::Column { forward } => turn_column(app, forward),
    }
}

/// A digit is the number of who said the selected line.
pub(super) fn set_speaker(app: &mut App, who: Option<ParticipantId>) {
    let name = app.session().and_then(|s| s.name_of(who));
    let name = name.map(str::to_owned);
    let Some(paste) = shown_mut(app) else { return };
    let lines = paste.set_speaker(who.zip(name.as_deref()));
    sheets::read_again(app);
    let name = name.as_deref().unwrap_or("none");
    let says = match lines {
        1 => format!("Speaker: {name}."),
        lines => format!("Speaker of {lines} lines: {name}."),
    };
    app.say(Tone::Info, says);
}

/// Esc: nothing is added, and the paste can be had again.
fn close(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(state) = leave(app) else { return };
    let says = if state.opened_line {
        says![
            "Nothing added. Press ",
            Verb::Undo,
            " to see the paste again."
        ]
    } else if state.bar.editor.is_blank() {
        "Nothing added. Press Up in the empty line to see the paste again.".into()
    } else {
        Says::from(
            "Nothing added. The paste is kept: Esc, then find \"last paste\" in the commands.",
        )
    };
    if !state.opened_line {
        app.bar = Some(state.bar.clone());
    }
    app.closed = Closed {
        paste: Some(state),
        just: true,
        ..std::mem::take(&mut app.closed)
    };
    app.save(effects);
    app.say(Tone::Info, says);
}

/// Shows the paste again that the last key closed; says whether there was one.
pub(super) fn reopen(app: &mut App, effects: &mut Vec<Effect>) -> bool {
    app.closed.just && again(app, effects)
}

/// The same from the line into which it was pasted, while that is empty.
pub(super) fn reopen_from_line(app: &mut App, effects: &mut Vec<Effect>) -> bool {
    let same = match (&app.bar, &app.closed.paste) {
        (Some(bar), Some(paste)) => bar.editor.is_blank() && bar.is(paste.bar.line),
        _ => false,
    };
    same && reopen(app, effects)
}

/// Shows the last paste that was closed.
pub(super) fn last(app: &mut App, effects: &mut Vec<Effect>) {
    if !again(app, effects) {
        app.say(Tone::Info, "No paste was closed without adding it.");
    }
}

fn again(app: &mut App, effects: &mut Vec<Effect>) -> bool {
    let Some(mut state) = app.closed.paste.take() else {
        return false;
    };
    app.closed.just = false;
    if let Some(session) = app.session() {
        state.bar.about = still_about(session, state.bar.about);
    }
    // What is half typed now goes on afterwards, not what was then.
    if let Some(bar) = app.bar.take() {
        state.bar = bar;
    }
    show(app, state);
    app.save(effects);
    true
}

/// Enter: what is left of the lines is added, as one change.
fn take(app: &mut App, effects: &mut Vec<Effect>) {
    if sheets::asks_whose(app) {
        return;
    }
    let Some(mut state) = leave(app) else { return };
    let as_shown = state.clone();
    // Whoever pastes a list does not take the words that were suggested.
    if state.bar.suggested {
        state.bar.in_own_words();
    }
    let mut edits = Vec::new();
    let mut unknown = Vec::new();
    let mut wrong = None;
    let Some(session) = app.place.open().map(|open| open.session.share()) else {
        return;
    };
    // Two lines may name the same new person, who comes once.
    let mut with = Cow::Borrowed(&*session);
    let mut came = Vec::new();
    for edit in sheets::newcomers(&mut with, &mut state) {
        came.extend(newcomers::of(&edit));
        edits.push(edit);
    }
    for (place, line) in state.lines.iter().enumerate() {
        if line.dropped || matches!(line.becomes, Becomes::Waits(_)) || line.becomes.is_of_the_end()
        {
            continue;
        }
        let comes = newcomers::come(&mut with, app.today(), &bar_of(&state, line), &said(line));
        came.extend(comes.iter().flat_map(newcomers::of));
        edits.extend(comes);
        match edit(app, &with, &state, line) {
            Ok(edit) => {
                edits.push(with_columns(edit, &state, line));
                let told = unknown_in(app, &state, line, place + 1).into_iter();
                unknown.extend(told.filter(|it| !came.iter().any(|name| it.names(name))));
            }
            Err(says) => {
                wrong = Some((place, Says::from(says)));
                break;
            }
        }
    }
    let since = app.wall_since();
    // Hands of answers that come with something new are of the meeting that begins with it.
    if !edits.is_empty() && making::would_begin(app) {
        let begin = Edit::Session(SessionField::Begin);
        let _ = with.to_mut().apply(&begin, whole_second(app.now));
    }
    let others = sheets::edits(&with, &state, whole_second(app.now), since);
    let only_others = edits.is_empty() && !others.is_empty();
    edits.extend(others);
    if wrong.is_none() && edits.is_empty() {
        wrong = Some((state.at, "Every line is dropped.".into()));
    }
    if wrong.is_none() {
        // What was half typed before the paste is still there, and the next line is typed as usual. A line that the
        // paste opened is closed with it, so that the next key is a command again.
        app.bar = if state.opened_line {
            None
        } else if state.bar.is(&table::VOTE) {
            Some(state.bar.clone())
        } else if state.bar.editor.is_blank() {
            Some(state.bar.for_next())
        } else {
            Some(state.bar.clone())
        };
        let before = understood::last_element(app);
        match app.try_to_make(&Edit::All(edits), effects) {
            Some(Ok(change)) => {
                let holds = |id: &ItemId| {
                    let words = app.session().and_then(|session| session.words_of(*id));
                    let token = unknown.first().map(|unknown| unknown.token.as_str());
                    words
                        .zip(token)
                        .is_some_and(|(words, token)| words.contains(token))
                };
                let made = change.touched.iter().copied().find(holds);
                sheets::keep_parts(app, &state);
                if only_others || app.notice.is_none() {
                    sheets::tell(app, &state);
                    return;
                }
                understood::tell(app, &state.bar, before, &change);
                if state.opened_line
                    && state.answers.is_none()
                    && let Some(notice) = &mut app.notice
                {
                    notice.add(Part::Confirms("line closed".to_owned()));
                }
                let beside = [sheets::finished(app, &state), sheets::waiting(&state)];
                for says in beside.into_iter().flatten() {
                    if let Some(notice) = &mut app.notice {
                        notice.add(Part::Beside(says));
                    }
                }
                if let (Some(notice), false) = (&mut app.notice, came.is_empty()) {
                    let says = format!("new in the meeting: {}", came.join(", "));
                    notice.add(Part::Beside(says));
                }
                meaning::tell(app, made, &unknown, 1);
                // Without a line, what was not understood is edited by the key for what is selected.
                if let Some(id) = made.filter(|_| state.opened_line).or(change.focus) {
                    selection::show_new(app, id);
                }
                return;
            }
            Some(Err(says)) => wrong = Some((state.at, says)),
            None => return,
        }
    }
    let (at, says) = wrong.unwrap_or_default();
    show(app, as_shown);
    if let Some(paste) = shown_mut(app) {
        paste.at = at;
    }
    app.say(Tone::Attention, says);
}

/// What is not understood in a line, with its number.
fn unknown_in(app: &App, state: &State, line: &Line, number: usize) -> Vec<Unknown> {
    let bar = bar_of(state, line);
    let unknown = meaning::unknown(app, &bar, &line.said.text).into_iter();
    let numbered = unknown.map(|unknown| Unknown {
        says: format!("line {number}: {}", unknown.says),
        ..unknown
    });
    numbered.collect()
}

/// The line into which a pasted line would have been typed.
fn bar_of(state: &State, line: &Line) -> Bar {
    let other = match line.becomes {
        Becomes::Usual => return state.bar.clone(),
        Becomes::Threat => &table::THREAT,
        Becomes::Question => &table::QUESTION,
        Becomes::Parked => &table::PARK,
        // What waits and what is said of the meeting is not typed into any line; its own words are kept as they are.
        _ => return state.bar.clone(),
    };
    Bar::new(other, state.bar.about)
}

/// What a line says, and who says it.
fn said(line: &Line) -> String {
    match line.said.speaker {
        // In front, as the first name of a line counts.
        Some(who) => format!("@{who} {}", line.said.text),
        None => line.said.text.clone(),
    }
}

/// The change that a line stands for in a session that the lines before have made.
fn edit(app: &App, session: &Session, state: &State, line: &Line) -> Result<Edit, String> {
    let said = said(line);
    if line.becomes == Becomes::Parked && line.fix {
        return parked_fix(app, session, state.bar.about, &said);
    }
    let bar = bar_of(state, line);
    typed::edit_in(app, session, &bar, &said)
}

/// The same with what the other columns of a table say. An owner of a question finds out, and did not ask it.
fn with_columns(edit: Edit, state: &State, line: &Line) -> Edit {
    match edit {
        Edit::Add(New::Threat(mut new)) => {
            let by_table = line.rated.as_ref().map(|(rated, _)| *rated);
            let by_table = by_table.filter(|_| new.severity.is_none());
            new.rated = new.rated.or(by_table);
            Edit::Add(New::Threat(new))
        }
        Edit::Add(New::Action(mut new)) => {
            new.due = new.due.or(line.due);
            Edit::Add(New::Action(new))
        }
        Edit::Add(New::Question {
            text,
            about,
            speaker,
            owner,
        }) if state.names_are_owners() => Edit::Add(New::Question {
            text,
            about,
            owner: owner.or(speaker),
            speaker: None,
        }),
        edit => edit,
    }
}

/// What reads like a fix is parked as one, wherever it was pasted.
fn parked_fix(
    app: &App,
    session: &Session,
    about: Option<ItemId>,
    said: &str,
) -> Result<Edit, String> {
    let bar = Bar::new(&table::PARK, about);
    let made = (bar.line.make)(&Typed {
        session: Some(session),
        today: app.today(),
        now: app.now,
        screen: Screen::GoWrong,
        focus: None,
        bar: &bar,
        text: said,
        me: app.my_name(),
    })?;
    match made {
        Made::Edit(edit) => Ok(edit),
        _ => Err("Nothing to change in this line.".to_owned()),
    }
}
