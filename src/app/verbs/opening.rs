//! Enter: what it means depends on the screen and on what is selected.

use super::{choose, open_bar, perform, with_selected};
use super::{edit, write_exports};
use crate::app::action::Action;
use crate::app::bar::{Bar, BarKind};
use crate::app::choice::Choice;
use crate::app::effect::Effect;
use crate::app::keys::Screen;
use crate::app::{App, Tone, navigate};
use crate::check::Mend;
use crate::domain::{Edit, ItemId};
use crate::screens::{doing, enough};

/// Enter: what it means depends on the screen.
pub(super) fn open(app: &mut App, effects: &mut Vec<Effect>) {
    match app.screen {
        Screen::Home => navigate::open_recent(app, app.home.selected, effects),
        Screen::SinceLastTime => {}
        Screen::WorkingOn => edit(app),
        Screen::GoWrong if app.sweep().is_some() => perform(app, Action::Threat, effects),
        Screen::GoWrong => {
            if let Some(id) = app.threat_in_focus() {
                navigate::go(app, Screen::DoAbout);
                navigate::select(app, id.into());
            }
        }
        Screen::DoAbout => open_spot(app, effects),
        Screen::GoodEnough => open_finding(app),
        Screen::Questions => with_selected(app, |app, id| match id {
            ItemId::Question(question) => {
                let answer = app
                    .session()
                    .and_then(|s| s.questions.iter().find(|q| q.id == question));
                let answer = answer.map(|q| q.answer.to_string()).unwrap_or_default();
                open_bar(app, Bar::holding(BarKind::Answer, Some(id), &answer));
            }
            _ => edit(app),
        }),
        Screen::Actions | Screen::Whiteboard => edit(app),
        Screen::Export => write_exports(app, effects),
        Screen::OneThreat | Screen::Review | Screen::Import => {}
    }
}

/// Enter in question 3: into the artifact, then what the line under the cursor is for.
pub(super) fn open_spot(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(open) = &mut app.open else { return };
    if open.doing.pane == doing::Pane::List {
        open.doing.enter();
        let threat = open.doing.threat;
        return navigate::show_threat(open, threat);
    }
    let Some(threat) = open.doing.threat else {
        return;
    };
    match open.doing.spot {
        Some(doing::Spot::Item(ItemId::Parked(parked))) => {
            if let Some(change) = app.make(&Edit::UseParked(parked, threat), effects)
                && let Some(id) = change.focus
            {
                navigate::show_new(app, id);
            }
        }
        Some(doing::Spot::Item(id @ ItemId::Question(_))) => {
            open_bar(app, Bar::new(BarKind::Answer, Some(id)));
        }
        Some(doing::Spot::Item(_)) => edit(app),
        Some(doing::Spot::Response) => choose(app, Choice::Response(threat)),
        Some(doing::Spot::BusinessRisk) => perform(app, Action::BusinessRisk, effects),
        None => {}
    }
}

pub(super) fn open_finding(app: &mut App) {
    let Some(open) = &app.open else { return };
    match open.enough.selected {
        Some(enough::Row::Finding(check)) => go_to_finding(app, check, "4"),
        _ => edit(app),
    }
}

/// Goes where the finding of a check is mended, and says which key goes back.
pub(super) fn go_to_finding(app: &mut App, check: &str, back: &str) {
    let Some((_, report)) = app.open.as_ref().and_then(|open| open.report.as_ref()) else {
        return;
    };
    let Some(finding) = report
        .findings
        .iter()
        .find(|finding| finding.check == check)
    else {
        return;
    };
    let subject = finding.subjects.first().copied();
    let screen = match finding.mend {
        Mend::WorkingOn => Screen::WorkingOn,
        Mend::GoWrong => Screen::GoWrong,
        Mend::DoAbout => Screen::DoAbout,
        Mend::GoodEnough => Screen::GoodEnough,
        Mend::Questions => Screen::Questions,
        Mend::Actions => Screen::Actions,
    };
    let says = finding.says.clone();
    navigate::go(app, screen);
    if let Some(id) = subject {
        navigate::select(app, id);
    }
    app.say(Tone::Attention, format!("{says}   {back} goes back"));
}
