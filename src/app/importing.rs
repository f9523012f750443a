//! A file of another format on its way into the session: read, previewed, and taken over in one change.

mod review;

pub(super) use review::not_here;

use std::collections::BTreeSet;

use super::effect::Effect;
use super::intake::{Asked, Incoming, Intake};
use super::making::whole_second;
use super::msg::Failure;
use super::overlay::Overlay;
use super::selection;
use super::state::{App, Gate, Tone};
use crate::domain::{Draft, Edit, ItemId, SessionKind};
use crate::import::comeback;
use crate::import::preview::Preview;
use crate::import::transcript::{self, kept, people};
use crate::import::verdict;
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::table;
use crate::screens::intake::Step;
use crate::screens::pasted::still_about;
use review::{nothing, preview};

/// Enter on the path: the file is read outside.
pub(super) fn fetch(app: &mut App, typed: &str, effects: &mut Vec<Effect>) {
    app.bar = None;
    effects.push(Effect::Import {
        path: typed.trim().to_owned(),
        into: app.place.open().map(|open| open.session.share()),
    });
}

/// A file was read: it is shown before anything becomes of it.
pub(super) fn arrived(app: &mut App, mut incoming: Incoming) {
    if let Some(holder) = app.place.open().and_then(|open| open.held_by.clone()) {
        return app.say(Tone::Attention, format!("Read-only: {holder}."));
    }
    let waits = app.intake.as_ref().filter(|intake| intake.is_decided());
    if let Some(file) = waits.map(|intake| intake.incoming.file.clone()) {
        let says = format!(
            "Finish or leave this review first: your decisions about {file} are not imported yet."
        );
        return app.say(Tone::Attention, says);
    }
    let strangers = match app.session() {
        // Where no one is noted yet, those who spoke are who was there.
        Some(here) if incoming.draft.heard.is_some() && !here.participants.is_empty() => {
            people::strangers(&mut incoming.draft.session, here)
        }
        _ => BTreeSet::new(),
    };
    let asked: Vec<Asked> = if incoming.draft.candidates {
        let ids = verdict::candidates(&incoming.draft, app.session());
        ids.into_iter().map(|id| (id, None)).collect()
    } else {
        Vec::new()
    };
    let before = if incoming.draft.candidates {
        incoming.draft.session.threats.len() - asked.len()
    } else {
        0
    };
    let came_from = match &app.intake {
        Some(intake) => intake.came_from,
        None => app.screen(),
    };
    let mut intake = Intake {
        preview: nothing(&incoming.draft),
        incoming,
        asked,
        before,
        at: 0,
        row: 0,
        outside: strangers.clone(),
        strangers,
        line: half_typed(app),
        came_from,
        trail: Vec::new(),
        pending: false,
    };
    let screen = if intake.is_review() {
        review_of(&intake)
    } else {
        intake.preview = preview(app, &intake);
        Screen::Import
    };
    app.intake = Some(Box::new(intake));
    app.bar = None;
    app.choice = None;
    app.overlay = None;
    selection::go(app, screen);
}

/// Shows a review again that a session's file kept. Says whether there was one.
pub(super) fn again(app: &mut App, draft: &Draft) -> bool {
    let Some(kept) = kept::again(&draft.pasted) else {
        return false;
    };
    let session = app.session();
    let about = session.and_then(|session| still_about(session, draft.about));
    app.bar = Bar::from_draft(&Draft {
        about,
        ..draft.clone()
    });
    let incoming = Incoming {
        draft: kept.draft,
        file: kept.file,
        format: transcript::NAME.to_owned(),
    };
    arrived(app, incoming);
    if let Some(intake) = app.intake.as_deref_mut() {
        intake.decide_again(&kept.marks);
    }
    app.say(Tone::Info, "What was said is back, with your decisions.");
    true
}

/// The screen on which the candidates are decided about.
fn review_of(intake: &Intake) -> Screen {
    if intake.is_heard() {
        Screen::Heard
    } else {
        Screen::Review
    }
}

/// The line into which a transcript was pasted goes on afterwards.
fn half_typed(app: &mut App) -> Option<Bar> {
    if app.intake.is_some() {
        return app.intake.as_mut().and_then(|intake| intake.line.take());
    }
    let bar = app.bar.take();
    bar.filter(|bar| !bar.is(&table::IMPORT_PATH) && !bar.editor.is_blank())
}

/// A pasted transcript is read outside, and comes back as a file does. Says whether it is one.
pub(super) fn takes_transcript(app: &mut App, text: &str, effects: &mut Vec<Effect>) -> bool {
    if app.intake.is_some() || !text.contains(['\n', '\r']) {
        return false;
    }
    // Terminals paste CR for the end of a line.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let is_one = transcript::looks(&text);
    if is_one {
        effects.push(Effect::Understand(text));
    }
    is_one
}

/// A file could not be read: it is said where and why, and the path can be fixed.
pub(super) fn failed(app: &mut App, failure: Failure) {
    if app.bar.is_none() && app.choice.is_none() && !failure.path.is_empty() {
        let path = failure.path.clone();
        app.bar = Some(Bar::holding(&table::IMPORT_PATH, None, &path));
    }
    app.overlay = Some(Overlay::NotTaken(failure));
}

/// A step through an import that is under way.
pub(super) fn step(app: &mut App, step: Step, effects: &mut Vec<Effect>) {
    let is_heard = app.intake.as_ref().is_some_and(|intake| intake.is_heard());
    take_step(app, step, effects);
    // The file has the decisions, or nothing of them any more.
    if is_heard {
        app.save(effects);
    }
}

fn take_step(app: &mut App, step: Step, effects: &mut Vec<Effect>) {
    match step {
        Step::Decide(verdict) => review::decide(app, verdict),
        Step::Usual => review::decide_as_usual(app),
        Step::Speaker => review::turn_speaker(app),
        Step::SkipRest => review::skip_rest(app),
        Step::AskWhy => review::ask_why(app),
        Step::TakeRest => review::take_rest(app),
        Step::TakeBack => review::take_back(app),
        Step::LookAt(verb) => review::look_at(app, verb),
        Step::Review => back_to_review(app),
        Step::Take => take_over(app, effects),
        Step::Drop => drop_it(app, effects),
    }
}

fn back_to_review(app: &mut App) {
    let review = app.intake.as_ref().filter(|intake| intake.is_review());
    if let Some(screen) = review.map(|intake| review_of(intake)) {
        selection::go(app, screen);
    } else {
        app.say(
            Tone::Info,
            "This is the first candidate. Esc leaves without importing.",
        );
    }
}

/// Whether decisions would be lost by this verb, which is then asked for once more.
pub(super) fn holds_back(app: &mut App, action: Verb) -> bool {
    let gate = Gate {
        asked_by: action,
        rule: "",
    };
    let decided = app.intake.as_ref().is_some_and(|intake| {
        // What was decided about a transcript is back when the session is opened again.
        let is_back =
            action == Verb::Quit && app.place.open().is_some() && intake.draft().is_some();
        intake.is_decided() && !is_back
    });
    if !decided || app.gate == Some(gate) {
        return false;
    }
    let key = app.keys.key_for(app.screen(), action);
    app.say(
        Tone::Attention,
        format!("Press {key} again to discard your decisions; nothing is saved yet."),
    );
    app.gate = Some(gate);
    true
}

/// Esc: nothing happened.
fn drop_it(app: &mut App, effects: &mut Vec<Effect>) {
    if holds_back(app, Verb::Back) {
        return;
    }
    let Some(intake) = app.intake.take() else {
        return;
    };
    leave_to(app, intake.came_from);
    app.bar = intake.line;
    if app.place.open().is_none() && app.home.recents.is_none() {
        effects.push(Effect::FindRecents);
    }
    app.say(
        Tone::Info,
        format!("Nothing imported from {}.", intake.incoming.file),
    );
}

fn leave_to(app: &mut App, screen: Screen) {
    let screen = match (screen, app.place.open().is_some()) {
        (_, false) => Screen::Home,
        (Screen::Home | Screen::Import | Screen::Review | Screen::Heard, true) => Screen::GoWrong,
        (screen, true) => screen,
    };
    selection::go(app, screen);
}

/// Enter at the end: one change of the open session, or of a new one that is made for it.
fn take_over(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(intake) = review::of(app) else {
        return;
    };
    if intake.pending {
        return;
    }
    if intake.is_review() && !intake.is_decided() {
        return app.say(
            Tone::Attention,
            "Nothing decided yet. Esc leaves without importing.",
        );
    }
    if app.place.open().is_some() {
        return adopt(app, effects);
    }
    let Some(intake) = review::of(app) else {
        return;
    };
    intake.pending = true;
    let title = intake.incoming.title();
    effects.push(Effect::Create(title, Vec::new(), SessionKind::Meeting));
}

/// A session is opened: only one that was made for an import takes it over.
pub(super) fn opening(app: &mut App, new: bool) {
    app.intake = app.intake.take().filter(|intake| intake.pending && new);
}

/// The session that was made for an import is open, and takes it over.
pub(super) fn opened(app: &mut App, effects: &mut Vec<Effect>) {
    if app.intake.as_ref().is_some_and(|intake| intake.pending) {
        adopt(app, effects);
    }
}

/// No session could be made for it: it is still there, and can be tried again.
pub(super) fn not_opened(app: &mut App) {
    if let Some(intake) = &mut app.intake {
        intake.pending = false;
    }
}

fn adopt(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(intake) = app.intake.take() else {
        return;
    };
    let from = intake.session();
    let into = app.session().cloned();
    let at = whole_second(app.now);
    let wrong = into
        .as_ref()
        .map(|into| Preview::of(&from, into, at))
        .and_then(|after| match after {
            Ok(preview) => preview.after.validate().err().map(|invalid| invalid.says),
            Err(refusal) => Some(refusal.to_string()),
        });
    if let Some(says) = wrong {
        app.intake = Some(intake);
        return app.say(Tone::Attention, format!("Nothing imported. {says}"));
    }
    let edit = match &into {
        Some(into) => comeback::edit(&from, into),
        None => Edit::Adopt(Box::new(from)),
    };
    let Some(change) = app.make(&edit, effects) else {
        app.intake = Some(intake);
        return;
    };
    let said = app.notice.take();
    leave_to(app, intake.came_from);
    app.bar = intake.line;
    let threat = change
        .touched
        .iter()
        .find(|id| matches!(id, ItemId::Threat(_)));
    if let (Some(id), Some(Screen::Home)) = (threat, Some(intake.came_from)) {
        selection::go_to(app, *id);
    } else if let Some(id) = threat {
        selection::select(app, *id);
    }
    app.notice = said;
}
