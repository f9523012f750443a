//! Any list of a meeting as it would stand on a wall: its lines with plain numbers, and nothing that is for us alone.

use super::item::{Item, Wall};
use super::said;
use crate::app::voting::counting;
use crate::app::{App, Open};
use crate::check::Finding;
use crate::domain::{AgendaStep, FlowId, ItemId, NoteId, NoteKind, ParticipantId, Session};
use crate::keys::Screen;
use crate::screens::{Row, actions, go_wrong, good_enough, questions};

/// The wall of the shown screen, if that has a list.
pub(super) fn wall<'a>(app: &'a App, open: &'a Open) -> Option<Wall<'a>> {
    let session = &*open.session;
    let threats = matches!(app.screen(), Screen::GoWrong | Screen::DoAbout);
    let heading = match app.screen() {
        Screen::Questions => "QUESTIONS",
        Screen::Actions => "ACTION ITEMS",
        screen => App::question_of(screen)?.sentence(),
    };
    let (len, selected) = match app.screen() {
        Screen::GoWrong => ids(&go_wrong::rows(session), open.rooms.go_wrong.selected),
        Screen::DoAbout => ids(
            &open.rooms.do_about.rows(session),
            open.rooms.do_about.threat,
        ),
        Screen::GoodEnough => findings(app, open),
        _ => ids(&items(app, open), app.selected()),
    };
    Some(Wall {
        heading,
        big: false,
        topic: session.title.to_string(),
        strip: Vec::new(),
        welcome: vec!["Nothing here yet.".to_owned()],
        len,
        selected,
        most: if threats {
            session.counters.threat as usize
        } else {
            len
        },
        line: if threats {
            // In question 3 they stand in the order in which the room works on them.
            let order =
                (app.screen() == Screen::DoAbout).then(|| open.rooms.do_about.rows(session));
            Box::new(move |place| match &order {
                Some(order) => {
                    let id = order.get(place).map(|id| ItemId::Threat(*id));
                    let place = id.and_then(|id| session.position(id));
                    said::threat(app, session, place.unwrap_or(usize::MAX))
                }
                None => Item {
                    under: Vec::new(),
                    ..said::threat(app, session, place)
                },
            })
        } else {
            let words = words(app, open);
            Box::new(move |place| Item {
                number: place + 1,
                ..Item::of(words(place))
            })
        },
        alone: app.screen() == Screen::GoWrong && app.step() == Some(AgendaStep::ReadBack),
        counting: counting(app),
        counts: String::new(),
        corner: String::new(),
    })
}

fn ids<T: PartialEq>(rows: &[T], selected: Option<T>) -> (usize, Option<usize>) {
    let place = selected.and_then(|selected| rows.iter().position(|row| *row == selected));
    (rows.len(), place)
}

fn findings(app: &App, open: &Open) -> (usize, Option<usize>) {
    let rows = open.report.as_ref().map(|(_, report)| {
        let rows = good_enough::rows(report, &open.session, app.thresholds.shown);
        ids(&rows, open.rooms.good_enough.selected)
    });
    rows.unwrap_or_default()
}

/// The items of a list, in its order.
fn items(app: &App, open: &Open) -> Vec<ItemId> {
    match app.screen() {
        Screen::Questions => questions::rows(&open.session),
        Screen::Actions => actions::rows(&open.session),
        _ => Vec::new(),
    }
}

/// Makes the words of the lines that are no threats.
fn words<'a>(app: &'a App, open: &'a Open) -> Box<dyn Fn(usize) -> String + 'a> {
    let session = &*open.session;
    if app.screen() == Screen::GoodEnough {
        let rows = open.report.as_ref().map(|(_, report)| {
            let rows = good_enough::rows(report, session, app.thresholds.shown);
            let words = rows.into_iter().map(|row| match row {
                Row::Finding(check) => {
                    let mut findings = report.findings.iter();
                    let finding = findings.find(|finding| finding.check == check);
                    finding.map_or_else(String::new, Finding::sentence)
                }
                row => row
                    .item()
                    .map_or_else(String::new, |id| item(app, session, id)),
            });
            words.collect::<Vec<String>>()
        });
        let rows = rows.unwrap_or_default();
        return Box::new(move |place| rows.get(place).cloned().unwrap_or_default());
    }
    let rows = items(app, open);
    Box::new(move |place| {
        let id = rows.get(place);
        id.map_or_else(String::new, |id| item(app, session, *id))
    })
}

/// The words of an item as the room says them.
fn item(app: &App, session: &Session, id: ItemId) -> String {
    match id {
        ItemId::Note(id) => note(session, id),
        ItemId::Participant(id) => participant(session, id),
        ItemId::Flow(id) => flow(session, id),
        ItemId::Action(id) => {
            let action = session.actions.iter().find(|action| action.id == id);
            action.map(|action| said::doer(app, session, action))
        }
        ItemId::Parked(_) => session.words_of(id).map(|words| format!("parked: {words}")),
        ItemId::Assumption(_) => {
            let words = session.words_of(id);
            words.map(|words| format!("assumption: {words}"))
        }
        _ => session.words_of(id),
    }
    .unwrap_or_default()
}

fn note(session: &Session, id: NoteId) -> Option<String> {
    let note = session.notes.iter().find(|note| note.id == id)?;
    let lead = match note.kind {
        NoteKind::InScope => "in scope",
        NoteKind::OutOfScope => "out of scope",
        NoteKind::WhyNow => "why now",
        NoteKind::MissingRole => "missing",
        NoteKind::ShouldHear => "to inform",
        NoteKind::Keep => "keep",
        NoteKind::Change => "change",
        NoteKind::RevisitWhen => "review when",
    };
    Some(format!("{lead}: {}", note.text))
}

fn participant(session: &Session, id: ParticipantId) -> Option<String> {
    let person = session.participants.iter().find(|person| person.id == id)?;
    Some(match person.role.as_str() {
        "" => person.name.to_string(),
        role => format!("{}, {role}", person.name),
    })
}

fn flow(session: &Session, id: FlowId) -> Option<String> {
    let flow = session.flows.iter().find(|flow| flow.id == id)?;
    let ends = session.place_words(crate::domain::Place::Flow(id));
    Some(match flow.data.as_str() {
        "" => ends,
        data => format!("{ends}: {data}"),
    })
}
