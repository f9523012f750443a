//! Answers to sheets in a paste: the first look at them, and the pieces that come later.

use super::{look_at, shown_mut};
use crate::app::effect::Effect;
use crate::app::sheets;
use crate::app::state::{App, Tone};
use crate::domain::{SessionKind, Text};
use crate::lines::bar::Bar;
use crate::lines::table;
use crate::parse::sheets::{self as read_sheets, Back};
use crate::screens::pasted::{IsFix, Source, State};

/// Answers to sheets were pasted anywhere: they are shown before anything becomes of them. Says whether there are some.
pub(in crate::app) fn look_for_answers(
    app: &mut App,
    text: &str,
    effects: &mut Vec<Effect>,
) -> bool {
    let Some(session) = app.session() else {
        return false;
    };
    let all = text;
    let joined = sheets::with_parts(app, read_sheets::within(text)).into_owned();
    let text = joined.as_str();
    if Back::read(text, session).is_none() && !sheets::are_of_the_end(app, text) {
        return false;
    }
    let is_wall = session.kind == SessionKind::Whiteboard;
    let opened_line = app.bar.is_none();
    if opened_line {
        let line = if is_wall {
            &table::WALL
        } else {
            &table::THREAT
        };
        app.bar = Some(Bar::new(line, None));
    }
    look_at(app, None, text, opened_line, effects);
    say_cut(app, all);
    true
}

/// Says that not all of a paste with answers was read.
fn say_cut(app: &mut App, text: &str) {
    if text.len() > read_sheets::MOST_PASTED {
        let says = "More than 1 MiB was pasted; the rest is left out.";
        app.say(Tone::Attention, says);
    }
}

/// The parts of answers may come in several pastes: all of them are read again. Says whether there are answers.
pub(super) fn more_answers(app: &mut App, text: &str, is_fix: IsFix<'_>) -> bool {
    let Some(session) = app.place.open().map(|open| open.session.share()) else {
        return false;
    };
    let Some(state) = shown_mut(app) else {
        return false;
    };
    let Source::Lines(rows) = &state.source else {
        return false;
    };
    let lines = rows.iter().flatten().map(Text::as_str);
    let all: Vec<&str> = lines.chain([text]).collect();
    let all = all.join("\n");
    let pasted = read_sheets::within(&all);
    let Some(back) = Back::read(pasted, &session) else {
        return false;
    };
    let rows = read_sheets::rows(pasted);
    let read = State::of_answers(state.bar.clone(), state.back_to, back, &session, is_fix);
    *state = State {
        source: Source::Lines(rows),
        opened_line: state.opened_line,
        wall: state.wall,
        ..read
    };
    app.say(Tone::Info, "More pasted: all of it was read again.");
    say_cut(app, &all);
    true
}
