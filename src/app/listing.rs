//! The lines that can be selected on the shown screen, from top to bottom, whatever the screen: what is read aloud by
//! number where nothing is drawn, and how a number then selects its line.

use super::effect::{Effect, Reading};
use super::{App, Tone, selection};
use crate::domain::{ItemId, Session};
use crate::export::Format;
use crate::keys::Screen;
use crate::keys::key::{Key, KeyCode};
use crate::keys::verb::Verb;
use crate::screens::{actions, do_about, go_wrong, good_enough, questions, since};

/// A line of the shown list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// An item of the session.
    Item(ItemId),
    /// A line of a threat's artifact that is no item.
    Spot(do_about::Spot),
    /// A finding, by its check's id.
    Finding(&'static str),
    /// An export.
    Format(Format),
    /// What brought a meeting together, by the place of that meeting.
    Incident(usize),
    /// A session of the start screen, by its place among those that are shown.
    Recent(usize),
    /// A candidate of an import, by its place.
    Candidate(usize),
    /// What an import would bring, by its place.
    Incoming(usize),
}

/// The lines of the list that the keys go to. A new screen has its line here, and is then read like the others.
pub fn rows(app: &App) -> Vec<Row> {
    let items = |ids: Vec<ItemId>| ids.into_iter().map(Row::Item).collect();
    if let Some(rows) = incoming(app) {
        return rows;
    }
    let Some(open) = &app.open else {
        if !app.home.shows_list() {
            return Vec::new();
        }
        return (0..app.home.shown().len()).map(Row::Recent).collect();
    };
    let session = &*open.session;
    match app.screen {
        Screen::Home | Screen::Review | Screen::Import => Vec::new(),
        Screen::WorkingOn => items(open.working_on.rows(session, app.size.0)),
        Screen::SinceLastTime => {
            let report = open.report.as_ref().map(|(_, report)| report);
            let rows = open.since.rows(session, report).into_iter();
            rows.map(|(_, row)| of_since(row)).collect()
        }
        Screen::OneThreat => items(one_threat(session)),
        Screen::GoWrong if app.is_silent() => Vec::new(),
        Screen::GoWrong | Screen::Whiteboard => items(go_wrong::rows(session)),
        Screen::DoAbout => match (open.do_about.pane, open.do_about.threat) {
            (do_about::Pane::Artifact, Some(threat)) => {
                let spots = do_about::spots(session, threat).into_iter();
                spots.map(of_spot).collect()
            }
            _ => {
                let threats = open.do_about.rows(session).into_iter();
                threats.map(|id| Row::Item(id.into())).collect()
            }
        },
        Screen::GoodEnough => {
            let report = open.report.as_ref().map(|(_, report)| report);
            let rows =
                report.map(|report| good_enough::rows(report, session, app.thresholds.shown));
            rows.unwrap_or_default().into_iter().map(of_check).collect()
        }
        Screen::Questions => items(questions::rows(session)),
        Screen::Actions => items(actions::rows(session)),
        Screen::Export => Format::ALL.iter().copied().map(Row::Format).collect(),
    }
}

/// The lines of an import under way.
fn incoming(app: &App) -> Option<Vec<Row>> {
    let intake = app.intake.as_ref()?;
    match app.screen {
        Screen::Review => Some((0..intake.asked.len()).map(Row::Candidate).collect()),
        Screen::Import => Some((0..intake.preview.rows()).map(Row::Incoming).collect()),
        _ => None,
    }
}

/// What the exercise with one threat has written down, in the order of its boxes.
fn one_threat(session: &Session) -> Vec<ItemId> {
    let threats = session.threats.iter().map(|t| t.id.into());
    let mitigations = session.mitigations.iter().map(|m| m.id.into());
    let actions = session.actions.iter().map(|a| a.id.into());
    let questions = session.questions.iter().map(|q| q.id.into());
    threats
        .chain(mitigations)
        .chain(actions)
        .chain(questions)
        .collect()
}

/// The selected line.
pub fn selected(app: &App) -> Option<Row> {
    if let (Some(rows), Some(intake)) = (incoming(app), &app.intake) {
        let place = match app.screen {
            Screen::Review => intake.at,
            _ => intake.row,
        };
        return rows.get(place).copied();
    }
    let Some(open) = &app.open else {
        let shown = app.home.shows_list() && app.home.selected < app.home.shown().len();
        return shown.then_some(Row::Recent(app.home.selected));
    };
    match app.screen {
        Screen::DoAbout if open.do_about.pane == do_about::Pane::Artifact => {
            open.do_about.spot.map(of_spot)
        }
        Screen::SinceLastTime => open.since.selected.map(of_since),
        Screen::GoWrong if app.is_silent() => None,
        Screen::GoodEnough => open.good_enough.selected.map(of_check),
        Screen::Export => Some(Row::Format(open.export.selected)),
        _ => app.selected().map(Row::Item),
    }
}

fn of_spot(spot: do_about::Spot) -> Row {
    match spot {
        do_about::Spot::Item(id) => Row::Item(id),
        spot => Row::Spot(spot),
    }
}

fn of_since(row: since::Row) -> Row {
    match row {
        since::Row::Item(id) => Row::Item(id),
        since::Row::Incident(place) => Row::Incident(place),
        since::Row::Finding(check) => Row::Finding(check),
    }
}

fn of_check(row: good_enough::Row) -> Row {
    match row {
        good_enough::Row::Note(id) => Row::Item(id),
        good_enough::Row::Finding(check) => Row::Finding(check),
    }
}

/// Has the list read. The digits that follow are the number of a line, except on the start screen, where digits open.
pub(super) fn read(app: &mut App, effects: &mut Vec<Effect>) {
    effects.push(Effect::Read(Reading::List));
    let reads_file =
        matches!(&app.open, Some(open) if app.screen == Screen::Export && open.export.reading);
    if app.screen != Screen::Home && !reads_file && !rows(app).is_empty() {
        app.picking = Some(String::new());
    }
}

/// A digit after a list was read, and Enter after digits. Any other key means what it always means.
pub(super) fn on_key(app: &mut App, key: Key) -> bool {
    let Some(typed) = app.picking.take() else {
        return false;
    };
    let word = match key.code {
        KeyCode::Char(digit @ '0'..='9') if key.writes() => format!("{typed}{digit}"),
        KeyCode::Enter if !typed.is_empty() => {
            select(app, typed.parse().unwrap_or_default());
            return true;
        }
        _ => return false,
    };
    let (line, count) = (word.parse().unwrap_or(usize::MAX), rows(app).len());
    if line == 0 || line > count {
        app.say(
            Tone::Attention,
            format!("There is no line {word}. The list has {count} lines."),
        );
        app.picking = Some(String::new());
    } else if line.saturating_mul(10) <= count {
        // `1` may still become `12`: wait for the next digit or Enter, never for a clock.
        app.say(
            Tone::Info,
            format!("{word}: another digit, or Enter for line {word}."),
        );
        app.picking = Some(word);
    } else {
        select(app, line);
    }
    true
}

/// Selects a line by its number, from 1, with the steps that the arrows take.
fn select(app: &mut App, line: usize) {
    selection::move_selection(app, Verb::First);
    for _ in 1..line {
        selection::move_selection(app, Verb::Down);
    }
    app.say(Tone::Info, format!("Line {line}."));
}
