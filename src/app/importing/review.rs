//! The candidates of a scan or of a transcript, one at a time: each decided with one key, in any order, and taken back.

use std::collections::HashMap;
use std::sync::Arc;

use crate::app::intake::Intake;
use crate::app::making::whole_second;
use crate::app::selection;
use crate::app::state::{App, Tone};
use crate::domain::{Threat, ThreatId};
use crate::import::Draft;
use crate::import::preview::Preview;
use crate::import::verdict::Verdict;
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::table;
use crate::parse::tokens::{self, What};

pub(super) fn of(app: &mut App) -> Option<&mut Intake> {
    app.intake.as_deref_mut()
}

/// One decision, then the next candidate.
pub(super) fn decide(app: &mut App, verdict: Verdict) {
    let catalogue = Arc::clone(&app.catalogue);
    let Some(intake) = of(app) else { return };
    let text = intake.candidate().map(|(threat, _)| threat.text.as_str());
    let is_fix = intake.is_heard() && text.is_some_and(|text| catalogue.reads_like_fix(text));
    let verdict = match verdict {
        Verdict::Park if is_fix => Verdict::ParkFix,
        verdict => verdict,
    };
    intake.decide([(intake.at, verdict)]);
    app.notice = None;
    go_on(app);
}

/// The candidate becomes what its words suggest.
pub(super) fn decide_as_usual(app: &mut App) {
    let catalogue = Arc::clone(&app.catalogue);
    let usual = of(app).and_then(|intake| {
        let (threat, _) = intake.candidate()?;
        Some(intake.usual(&catalogue, &threat.text))
    });
    if let Some(verdict) = usual {
        decide(app, verdict);
    }
}

/// Whoever said the candidate comes into the meeting with it, or does not.
pub(super) fn turn_speaker(app: &mut App) {
    let Some(intake) = of(app) else { return };
    let who = intake.candidate().and_then(|(threat, _)| threat.speaker);
    let Some(who) = who else {
        return app.say(Tone::Info, "No speaker is named here.");
    };
    if !intake.strangers.contains(&who) {
        let says = match intake.speaker() {
            Some(name) if app.place.open().is_some() => format!("{name} is a participant already."),
            name => format!("{} comes with this import.", name.unwrap_or_default()),
        };
        return app.say(Tone::Info, says);
    }
    if !intake.outside.remove(&who) {
        intake.outside.insert(who);
    }
    let says = intake.speaker().map(|says| format!("{says}."));
    app.say(Tone::Info, says.unwrap_or_default());
}

/// Goes to the next candidate, or to the end.
fn go_on(app: &mut App) {
    let Some(intake) = of(app) else { return };
    if intake.at + 1 < intake.asked.len() {
        intake.at += 1;
    } else {
        sum_up(app);
    }
}

/// The end of the review: what comes of it.
fn sum_up(app: &mut App) {
    let Some(mut intake) = app.intake.take() else {
        return;
    };
    intake.preview = preview(app, &intake);
    intake.row = 0;
    app.intake = Some(intake);
    selection::go(app, Screen::Import);
}

pub(super) fn ask_why(app: &mut App) {
    let Some(intake) = of(app) else { return };
    let reason = match intake.candidate() {
        Some((_, Some(Verdict::NotHere { reason, .. }))) => reason.to_string(),
        _ => String::new(),
    };
    app.bar = Some(Bar::holding(&table::NOT_AFFECTED, None, &reason));
}

/// Enter on the reason.
pub(in crate::app) fn not_here(app: &mut App, typed: &str) {
    let session = match app.session() {
        Some(session) => session.clone(),
        None => Draft::new("").session,
    };
    let said = tokens::parse(typed, What::Reason, &session, app.today());
    let by = session.participants.iter().find(|p| Some(p.id) == said.who);
    let verdict = Verdict::NotHere {
        reason: said.text,
        by: by.map(|p| (p.name.clone(), p.role.clone())),
    };
    app.bar = None;
    decide(app, verdict);
}

pub(super) fn take_rest(app: &mut App) {
    let catalogue = Arc::clone(&app.catalogue);
    let count = decide_rest(app, |intake, threat| intake.usual(&catalogue, &threat.text));
    say_rest(app, count, "added");
}

/// Nothing of the rest is taken.
pub(super) fn skip_rest(app: &mut App) {
    let count = decide_rest(app, |_, _| Verdict::Skip);
    say_rest(app, count, "skipped");
}

/// Decides about every candidate that is left, in a way that is taken back as one.
fn decide_rest(app: &mut App, verdict: impl Fn(&Intake, &Threat) -> Verdict) -> usize {
    let Some(intake) = of(app) else { return 0 };
    let session = &intake.incoming.draft.session;
    let threats: HashMap<ThreatId, &Threat> = session.threats.iter().map(|t| (t.id, t)).collect();
    let left = intake.asked.iter().enumerate();
    let left: Vec<(usize, Verdict)> = left
        .filter(|(_, (_, verdict))| verdict.is_none())
        .filter_map(|(place, (id, _))| Some((place, verdict(intake, threats.get(id)?))))
        .collect();
    let count = left.len();
    intake.decide(left);
    count
}

fn say_rest(app: &mut App, count: usize, done: &str) {
    sum_up(app);
    let key = app.keys.key_for(Screen::Import, Verb::ScrollLeft);
    app.say(
        Tone::Info,
        format!("{count} more {done}. Press {key} to go back and review them."),
    );
}

/// The last decision is none any more, and its candidate is shown again.
pub(super) fn take_back(app: &mut App) {
    let Some(intake) = of(app) else { return };
    let Some((at, before)) = intake.trail.pop() else {
        return app.say(Tone::Info, "Nothing decided yet.");
    };
    for (place, verdict) in before.into_iter().rev() {
        if let Some((_, known)) = intake.asked.get_mut(place) {
            *known = verdict;
        }
    }
    intake.at = at;
    app.say(Tone::Info, "Last decision undone.");
}

/// Goes through the candidates, or through the items of the preview.
pub(super) fn look_at(app: &mut App, action: Verb) {
    let by = selection::distance(app, action);
    let screen = app.screen();
    app.notice = None;
    let Some(intake) = of(app) else { return };
    if screen == Screen::Import {
        let last = intake.preview.rows().saturating_sub(1);
        intake.row = intake.row.saturating_add_signed(by).min(last);
        return;
    }
    let by = match action {
        Verb::PageUp => -10,
        Verb::PageDown => 10,
        _ => by,
    };
    let target = intake.at.saturating_add_signed(by);
    if action == Verb::Down && target >= intake.asked.len() {
        return sum_up(app);
    }
    intake.at = target.min(intake.asked.len().saturating_sub(1));
}

pub(super) fn nothing(draft: &Draft) -> Preview {
    Preview {
        after: Draft::new(&draft.session.title).session,
        new: Vec::new(),
        met: Vec::new(),
        known: 0,
        missing: 0,
    }
}

/// What taking over now would come to.
pub(super) fn preview(app: &App, intake: &Intake) -> Preview {
    let into = app.session().cloned();
    let into = into.unwrap_or_else(|| nothing(&intake.incoming.draft).after);
    let at = whole_second(app.now);
    Preview::of(&intake.session(), &into, at).unwrap_or_else(|_| nothing(&intake.incoming.draft))
}
