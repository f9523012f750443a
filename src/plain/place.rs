//! Where the meeting is: the question, the step, what the room is asked, and what else the shown screen tells at a
//! glance.

use super::overlay;
use super::row::{item_of, position, say_row};
use super::speech::{capital, count, sentence, spoken};
use super::{choice, form, incoming, prompt, room, waiting};
use crate::app::{App, Saving, listing, pasted};
use crate::check::done_sentence;
use crate::domain::AgendaStep;
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::layout::speak;
use crate::screens::Row;
use crate::screens::costs;
use crate::screens::journal;
use crate::screens::{do_about, working_on};

/// The question or the name of the screen, and its step.
pub(super) fn heading(app: &App) -> String {
    let room = app.room();
    let title = match room.question {
        Some(question) => format!("Question {}: {}", question.number(), question.sentence()),
        None if app.intake.is_some() => incoming::heading(app),
        None => room.title.to_owned(),
    };
    format!("{title} {}", step(app)).trim().to_owned()
}

/// The step, where there are any.
pub(super) fn step(app: &App) -> String {
    let steps = app.steps();
    let here = app.step().filter(|_| steps.len() > 1);
    let place = here.and_then(|step| steps.iter().position(|other| *other == step));
    here.zip(place).map_or_else(String::new, |(step, place)| {
        format!("Step {} of {}, {}.", place + 1, steps.len(), step.word())
    })
}

/// What the room is asked here.
pub(super) fn asks(app: &App) -> String {
    if app.screen() == Screen::Home {
        let key = app.keys.key_for(Screen::Home, Verb::NewMeeting);
        return format!("Press {key} to start a meeting, or continue an earlier one.");
    }
    spoken(&app.prompt())
}

/// What the shown screen says at a glance apart from its lines. What changes is said again.
pub(super) fn facts(app: &App) -> Vec<String> {
    let mut facts = room::outside(app);
    facts.extend(of_screen(app));
    facts
}

fn of_screen(app: &App) -> Vec<String> {
    if let Some(facts) = incoming::facts(app) {
        return facts;
    }
    if app.screen() == Screen::Journal {
        let says = journal::counted(&app.home.shown(), app.today(), usize::MAX);
        return vec![format!("{says}.")];
    }
    let Some(open) = app.open() else {
        let counted = app
            .home
            .recents
            .as_ref()
            .map(|recents| match recents.len() {
                0 => "No sessions yet.".to_owned(),
                n => format!("{} to continue.", capital(&count(n, "session"))),
            });
        return counted.into_iter().chain(app.home.nudge(app.now)).collect();
    };
    match app.screen() {
        Screen::WorkingOn if app.step() == Some(AgendaStep::Orientation) => {
            let mut said = room::step(app, open);
            said.extend(waiting::facts(app));
            said
        }
        Screen::WorkingOn => {
            let pane = match open.rooms.working_on.pane {
                working_on::Pane::Scope => "Scope, assumptions and people.",
                working_on::Pane::System => "The system: its elements, flows and trust zones.",
            };
            std::iter::once(pane.to_owned())
                .chain(waiting::facts(app))
                .collect()
        }
        Screen::DoAbout => match (open.rooms.do_about.pane, open.rooms.do_about.threat) {
            (do_about::Pane::Artifact, Some(threat)) => vec![format!("Inside {threat}.")],
            _ => vec!["The list of threats.".to_owned()],
        },
        Screen::GoodEnough => open.report.as_ref().map_or_else(Vec::new, |(_, report)| {
            vec![match report.findings.len() {
                0 => "No findings.".to_owned(),
                n => format!("{}.", capital(&count(n, "finding"))),
            }]
        }),
        Screen::Export => vec![
            format!(
                "For {}. Names are written {}.",
                open.rooms.export.audience.name(),
                open.rooms.export.names.words()
            ),
            format!(
                "Preview of {}: {}. Tab reads it.",
                open.rooms.export.selected.file_name(),
                count(open.rooms.export.preview.len(), "line")
            ),
        ],
        Screen::Pasted => pasted::facts(app)
            .iter()
            .map(|(says, _)| sentence(&spoken(says)))
            .collect(),
        // The page has no list: it is heard from the top to the end.
        Screen::Rehearsed => {
            let lines = open.rooms.rehearsed.lines.iter();
            let lines = lines.map(|line| match line.head.as_str() {
                "" => sentence(&line.says),
                head => format!("{} {}", head.trim_end_matches('.'), sentence(&line.says)),
            });
            lines.filter(|line| line.trim() != ".").collect()
        }
        Screen::Costs => {
            let lines = open.rooms.costs.page.lines.iter().flat_map(costs::aloud);
            lines.map(|says| sentence(&spoken(&says))).collect()
        }
        Screen::Whiteboard => {
            let example = app.lunch_example();
            let example = (!example.is_empty()).then_some(example);
            let said = room::step(app, open).into_iter();
            said.chain(example).collect()
        }
        _ => room::step(app, open),
    }
}

/// The selected line, and where in its list it stands.
pub(super) fn selected(app: &App) -> Option<String> {
    let row = listing::selected(app)?;
    let says = around(app, row).unwrap_or_else(|| say_row(app, row));
    (!says.is_empty()).then(|| format!("{says}{}", position(app, row)))
}

/// A part of the map on question 1, with what is around it: what others see in the drawing.
fn around(app: &App, row: Row) -> Option<String> {
    let item = item_of(Some(row)).filter(|_| app.screen() == Screen::WorkingOn)?;
    let clauses = speak(app.session()?, item);
    (!clauses.is_empty()).then(|| sentence(&format!("{item}. {}", clauses.join("; "))))
}

/// Everything that a glance at the screen would tell, for someone who asks where they are.
pub(super) fn all(app: &App) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(session) = app.session() {
        said.push(format!(
            "{} It is {}.",
            sentence(&session.title),
            app.now.format("%H:%M")
        ));
    }
    said.push(heading(app));
    said.push(asks(app));
    said.extend(facts(app));
    if let (Screen::GoodEnough, Some(session)) = (app.screen(), app.session()) {
        said.push(done_sentence(session, app.today(), &app.thresholds));
    }
    // Told only when someone asks: minutes that are called out would only drive.
    let time = app.time_words();
    said.extend(time.map(|(words, _)| sentence(&capital(&spoken(&words)))));
    said.push(selected(app).unwrap_or_else(|| "Nothing is selected.".to_owned()));
    if let Some(Saving::Failed(says)) = app.open().map(|open| &open.saving) {
        said.push(sentence(says));
    }
    said.extend(overlay::lines(app));
    if let Some((choice, typed)) = &app.choice {
        said.extend(choice::lines(app, *choice, typed));
    }
    if let Some(bar) = &app.bar {
        said.push(format!(
            "You are typing: {}. Enter saves it, Escape closes it.",
            prompt::words(app, bar)
        ));
    }
    said.extend(form::keys(app));
    said.retain(|line| !line.is_empty());
    said
}
