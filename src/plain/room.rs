//! How the room is led, for someone who cannot glance at it: the first minutes, the silent ones, whose turn it is, the
//! place that is swept, what last time left open, and what covers the screen or is waited for.

use chrono::NaiveDate;

use super::speech::{capital, count, sentence, spoken};
use crate::app::sharing::Cover;
use crate::app::{App, Open};
use crate::check::coverage::{self, Spot, State, in_short};
use crate::check::left;
use crate::check::over_time;
use crate::domain::{AgendaStep, ItemId, Moment, Seat, Session};
use crate::keys::Screen;
use crate::screens::{Row, matrix, since, tree, what_if};

/// What stands before anything else: a break, or something slow.
pub(super) fn outside(app: &App) -> Vec<String> {
    let waits = app.waiting.says(app.screen());
    let waits = waits.map(|says| spoken(&says.replace(" ...", ".")));
    let mut said: Vec<String> = waits.into_iter().collect();
    match &app.sharing.cover {
        None => {}
        Some(Cover::Blank(pause)) => {
            said.push("A break. Digits set its minutes, Enter ends it.".to_owned());
            said.extend(
                pause
                    .back
                    .map(|at| format!("Back at {}.", at.format("%H:%M"))),
            );
        }
        Some(Cover::ShareCheck) => {
            said.push("Share check: nothing is drawn here. Press any key to go back.".to_owned());
        }
    }
    said
}

/// What the step says apart from its lines.
pub(super) fn step(app: &App, open: &Open) -> Vec<String> {
    let session = &*open.session;
    if let Some(counting) = crate::app::voting::counting(app) {
        let now = match counting.now() {
            Some(it) if it.is_heap() => format!("Hands for the heap {}.", it.in_full()),
            Some(it) => format!("Hands for {}: {}", it.label(), sentence(it.words)),
            None => "All votes are in.".to_owned(),
        };
        let finished = counting.finished;
        let finished = finished.map(|(done, of)| format!("Ballots: finished {done} of {of}."));
        return finished.into_iter().chain([now]).collect();
    }
    if crate::app::voting::is_shown(app) {
        return votes(session, app.wall_since());
    }
    if let Some((_, _, card)) = app.card() {
        return vec![sentence(&card.says)];
    }
    match (app.screen(), app.step()) {
        (Screen::WorkingOn, Some(AgendaStep::Orientation)) => {
            let mut said: Vec<String> = app
                .catalogue
                .orientation()
                .iter()
                .map(|says| sentence(says))
                .collect();
            said.push(match session.participants.len() {
                0 => "No one is listed yet.".to_owned(),
                1 => "1 participant.".to_owned(),
                n => format!("{n} participants."),
            });
            let recorder = session.participants.iter();
            let recorder = recorder
                .filter(|person| person.seat == Some(Seat::Recorder))
                .map(|person| format!("Scribe: {}.", person.name));
            said.extend(recorder.take(1));
            said.push(format!(
                "The plan is for {}.",
                count(
                    usize::try_from(open.meeting_clock.clock.planned() / 60).unwrap_or_default(),
                    "minute"
                )
            ));
            said
        }
        (Screen::GoWrong, _) if app.is_silent() => {
            let hidden = match session.threats.len() {
                0 => None,
                1 => Some("1 threat is hidden until everyone has finished writing.".to_owned()),
                n => Some(format!(
                    "{n} threats are hidden until everyone has finished writing."
                )),
            };
            let finished = session.finished(Moment::Silent);
            let finished = finished.map(|(done, of)| format!("Finished {done} of {of}."));
            hidden.into_iter().chain(finished).collect()
        }
        (Screen::GoWrong, _) => {
            let swept = app.sweep();
            let swept = swept.map(|here| super::sweep::said(app, open, &here));
            let turn = app.turn().and_then(|who| session.name_of(Some(who)));
            let turn = turn.map(|name| format!("Turn: {name}."));
            swept.into_iter().flatten().chain(turn).collect()
        }
        (Screen::SinceLastTime, _) => parts(app, open),
        (Screen::Whiteboard, _) => {
            let earlier = app.earlier_lines(usize::MAX);
            let earlier = earlier.iter().map(|says| sentence(&spoken(says)));
            super::waiting::facts(app)
                .into_iter()
                .chain(earlier)
                .collect()
        }
        (Screen::WhatIf, _) => falling(&open.rooms.what_if),
        (Screen::Tree, _) if open.rooms.tree.nodes().is_empty() => {
            vec!["No threat rests on others yet.".to_owned()]
        }
        (Screen::Coverage, _) => {
            let grid = open.rooms.coverage.shown();
            let says = grid.map(|grid| format!("{}: {}.", grid.title, in_short(grid.count())));
            says.into_iter().collect()
        }
        (Screen::Matrix, _) => {
            let scale = session.scale();
            let state = &open.rooms.matrix;
            let counts = state.counts(scale).into_iter().enumerate().rev();
            let mut said: Vec<String> = counts
                .filter(|(_, n)| *n > 0)
                .map(|(level, n)| format!("{n} {}", scale.word(level)))
                .collect();
            let unrated = state.threats_at(matrix::Spot::Unrated).len();
            said.push(format!("{unrated} not rated"));
            let what = if state.shows_left() {
                "What is left, with mitigations in place"
            } else {
                "As rated, before mitigations"
            };
            vec![format!("{what}: {}.", said.join(", "))]
        }
        _ => Vec::new(),
    }
}

/// How many threats are at each level now and with what is ticked, and what falls.
fn falling(state: &what_if::State) -> Vec<String> {
    let Some(model) = state.model() else {
        return Vec::new();
    };
    let counts = |levels| {
        let counts = model.counted(&model.residuals(levels));
        left::count_words(model.scale(), &counts)
    };
    let ticked: Vec<_> = state.ticked().iter().copied().collect();
    let mut says = vec![format!("Now: {}.", counts(model.now()))];
    if ticked.is_empty() {
        says.push("Nothing is ticked.".to_owned());
    } else {
        says.push(format!("Ticked: {}.", left::ids(&ticked)));
        says.push(format!("With it: {}.", counts(state.with())));
        says.push(state.fall_words(usize::MAX));
    }
    says.extend(state.says().iter().cloned());
    says
}

/// The result of a vote on the wall, the most votes first.
fn votes(session: &Session, since: Option<NaiveDate>) -> Vec<String> {
    let all = session.wall_result(since);
    let voted = all.iter().map(|it| {
        let votes = match it.votes {
            0 => "no votes".to_owned(),
            n => count(usize::try_from(n).unwrap_or(usize::MAX), "vote"),
        };
        format!("{}: {votes}.", it.candidate.in_full())
    });
    let sum = all
        .iter()
        .fold(0_u32, |sum, it| sum.saturating_add(it.votes));
    let sum = count(usize::try_from(sum).unwrap_or(usize::MAX), "vote");
    let first = format!("The result: {sum}. Any key goes back to the whiteboard.");
    std::iter::once(first).chain(voted).collect()
}

/// How much waits under each heading of the screen of last time.
fn parts(app: &App, open: &Open) -> Vec<String> {
    let report = open.report.as_ref().map(|(_, report)| report);
    let rows = open.rooms.since.rows(&open.session, report);
    let mut said: Vec<String> = open
        .rooms
        .since
        .heading(app.today())
        .map(|s| sentence(&s))
        .into_iter()
        .collect();
    let over = open.rooms.since.over_time.as_ref();
    said.extend(over.into_iter().flat_map(over_time::sentences));
    if rows.is_empty() {
        said.push("Nothing was left open.".to_owned());
    }
    said.extend(
        rows.chunk_by(|(one, _), (other, _)| one == other)
            .filter_map(|group| {
                let (part, _) = group.first()?;
                let heading = capital(&part.heading().to_lowercase());
                Some(format!(
                    "{}: {}.",
                    heading.trim_end_matches('?'),
                    group.len()
                ))
            }),
    );
    said
}

/// A threat of a tree: what it rests on, and how much is left of it.
pub(super) fn branch(app: &App, place: usize) -> String {
    let node = app
        .open()
        .and_then(|open| Some((&*open.session, open.rooms.tree.nodes().get(place)?)));
    node.map_or_else(String::new, |(session, node)| tree::words(session, node))
}

/// A cell of the grid of coverage, and then what else is known of its place, by what came of it.
pub(super) fn cell(app: &App, spot: Spot) -> String {
    let Some((open, grid)) = app
        .open()
        .and_then(|open| open.rooms.coverage.shown().map(|grid| (open, grid)))
    else {
        return String::new();
    };
    let session = &*open.session;
    let Some((row, column)) = grid.row(spot.line).zip(grid.columns.get(spot.column)) else {
        return String::new();
    };
    let about = coverage::about(session, spot.line, column);
    let words = grid.cell(spot).map(coverage::cell_words);
    let mut said = vec![format!("{about}: {}.", words.unwrap_or_default())];
    let others = || {
        let cells = row.cells.iter().zip(&grid.columns).enumerate();
        cells.filter(|(place, _)| *place != spot.column)
    };
    for state in State::ALL.into_iter().filter(|state| *state != State::No) {
        let those: Vec<String> = others()
            .filter(|(_, (cell, _))| cell.state == state)
            .map(|(_, (cell, column))| match state {
                State::Found => format!("{} {}", column.words, coverage::cell_words(cell)),
                _ => column.words.clone(),
            })
            .collect();
        if !those.is_empty() {
            said.push(format!(
                "{}: {}.",
                capital(coverage::state_words(state)),
                those.join(", ")
            ));
        }
    }
    said.join(" ")
}

/// A place on the matrix, then the threats that sit there.
pub(super) fn placed(app: &App, spot: matrix::Spot) -> String {
    let Some(open) = app.open() else {
        return String::new();
    };
    let (session, state) = (&*open.session, &open.rooms.matrix);
    let threats = state.threats_at(spot);
    let about = matrix::about(session, spot);
    let mut said = vec![format!(
        "{}: {}.",
        capital(&about),
        count(threats.len(), "threat")
    )];
    let words = threats.iter().filter_map(|id| session.threat(*id));
    said.extend(words.map(|threat| {
        let fell = matrix::fell_words(session, state, threat.id);
        sentence(&format!("{}{fell} {}", threat.id, spoken(&threat.text)))
    }));
    said.join(" ")
}

/// A meeting that an incident brought together, by its place among the meetings.
pub(super) fn incident(app: &App, place: usize) -> String {
    let sitting = app
        .session()
        .and_then(|session| session.sittings.get(place));
    match sitting.map(|sitting| sitting.incident.as_str()) {
        None | Some("") => "What happened is not described yet.".to_owned(),
        Some(says) => sentence(&format!("What happened: {says}")),
    }
}

/// What this meeting has decided about an item of the screen of last time.
pub(super) fn verdict(app: &App, id: ItemId) -> Option<String> {
    let open = app
        .open()
        .filter(|_| app.screen() == Screen::SinceLastTime)?;
    since::verdict::of(&open.rooms.since, &open.session, Row::Item(id)).map(|says| sentence(&says))
}
