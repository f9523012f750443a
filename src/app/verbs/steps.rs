//! Moving through the meeting: steps, gates that ask once, and one item after another.

use crate::app::effect::Effect;
use crate::app::selection::{self, set_step};
use crate::app::state::{App, Gate, Tone};
use crate::app::{lunch, voting};
use crate::domain::{AgendaStep, Edit, ItemId, NoteKind, SessionField, ThreatId};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::parse::one;

/// The next step of this screen, then the next part of the meeting; what is open is asked about once.
pub(super) fn next_step(app: &mut App, effects: &mut Vec<Effect>) {
    if app.screen() == Screen::Whiteboard {
        return match app.step_beside(1) {
            Some(step) => lunch::begin_step(app, step),
            None => lunch::after_the_last(app),
        };
    }
    if let Some(step) = app.step_beside(1) {
        return begin_step(app, step);
    }
    if let Some((rule, says)) = gate(app) {
        let gate = Gate {
            asked_by: Verb::NextStep,
            rule,
        };
        if app.gate != Some(gate) {
            let next = app.keys.key_for(app.screen(), Verb::NextStep);
            let why = app.keys.key_for(app.screen(), Verb::Open);
            app.say(
                Tone::Attention,
                format!("{says} {next} to go on anyway, {why} to say why."),
            );
            app.gate = Some(gate);
            return;
        }
        waive(app, rule, "", effects);
    }
    selection::go(app, selection::next_part(app.screen(), true));
    if let Some(first) = app.steps().first() {
        // What was said on leaving is still news on the next screen.
        let said = app.notice.take();
        begin_step(app, *first);
        app.notice = said;
    }
}

/// The threats are read back from the first one, not from the one that was written down last.
fn begin_step(app: &mut App, step: AgendaStep) {
    set_step(app, step);
    if step == AgendaStep::ReadBack {
        selection::move_selection(app, Verb::First);
    }
}

/// The room goes on without: the file keeps the rule and the reason. Who only looks changes nothing.
fn waive(app: &mut App, rule: &str, reason: &str, effects: &mut Vec<Effect>) {
    let now = app.now;
    if app.place.open().is_some_and(|open| open.is_live(now)) {
        let edit = SessionField::Waive(rule.into(), reason.into());
        app.make(&Edit::Session(edit), effects);
    }
}

pub(super) fn previous_step(app: &mut App) {
    let before = app.step_beside(-1);
    if app.screen() == Screen::Whiteboard {
        return match before {
            Some(step) => lunch::begin_step(app, step),
            None => app.say(Tone::Info, "This is the first step."),
        };
    }
    if let Some(step) = before {
        return set_step(app, step);
    }
    if app.screen() == Screen::WorkingOn && super::since::is_there(app) {
        return super::since::go(app);
    }
    selection::go(app, selection::next_part(app.screen(), false));
}

/// What is asked once before the meeting leaves this screen (R01, R53, R62).
pub(super) fn gate(app: &App) -> Option<(&'static str, String)> {
    let session = app.session()?;
    let tally = session.tally(app.today());
    let waived = |rule: &str| {
        let mut waived = session.waived.iter();
        waived.any(|w| w.rule.as_str() == rule && !w.reason.is_empty())
    };
    let (rule, says) = match app.screen() {
        Screen::WorkingOn if session.notes_of(NoteKind::InScope).next().is_none() => {
            ("R01", "Nothing is in scope yet.".to_owned())
        }
        Screen::WorkingOn if session.notes_of(NoteKind::OutOfScope).next().is_none() => {
            ("R01", "Nothing is out of scope yet.".to_owned())
        }
        Screen::Questions if tally.unowned_questions == 1 => (
            "R53",
            "1 question has no owner. Who will find out?".to_owned(),
        ),
        Screen::Questions if tally.unowned_questions > 1 => (
            "R53",
            format!(
                "{} questions have no owner. Who will find out?",
                tally.unowned_questions
            ),
        ),
        Screen::GoodEnough
            if session.revisit.is_none()
                && session.notes_of(NoteKind::RevisitWhen).next().is_none() =>
        {
            ("R62", "No next review is planned.".to_owned())
        }
        _ => return None,
    };
    // What the room gave a reason for is not asked about again.
    (!waived(rule)).then_some((rule, says))
}

/// Two keys wrap up (R64): the first says what stays open, the second writes the exports and ends the meeting.
pub(super) fn close_well(app: &mut App, effects: &mut Vec<Effect>) {
    let gate = Gate {
        asked_by: Verb::CloseWell,
        rule: "R64",
    };
    let key = app.keys.key_for(app.screen(), Verb::CloseWell);
    let Some(session) = app.session() else { return };
    if app.gate != Some(gate) {
        let open = crate::check::still_open(session, app.today(), &app.thresholds);
        let open = if open.is_empty() {
            "No action, question or assumption is open.".to_owned()
        } else {
            format!("Still open: {}.", open.join(", "))
        };
        let says = format!("Press {key} again to wrap up. {open}");
        app.say(Tone::Attention, says);
        app.gate = Some(gate);
        return;
    }
    if app
        .make(&Edit::Session(SessionField::Close), effects)
        .is_some()
    {
        if let Some(open) = app.place.open_mut() {
            open.rooms.export.waits = true;
        }
        selection::go(app, Screen::Export);
        super::exporting::write_exports(app, effects);
        if !effects
            .iter()
            .any(|effect| matches!(effect, Effect::Export(_)))
        {
            super::exporting::catch_up(app);
        }
    }
}

/// The next threat of question 3. One that is left with nothing in place and no mitigation gets a `decide` action at
/// once (R43); at the line that the votes drew, the room is asked once.
pub(super) fn next_threat(app: &mut App, effects: &mut Vec<Effect>) {
    let decided = decide(app, effects);
    if let Some(says) = voting::stop_at_the_line(app) {
        let also = decided.map_or_else(String::new, |(id, action)| {
            format!("{action} added: decide on {id}. ")
        });
        return app.say(Tone::Info, format!("{also}{says}"));
    }
    // What was said at the line is answered by going on.
    if app.session().is_some_and(|s| s.voting().is_some()) {
        app.notice = None;
    }
    let left = app.threat_in_focus();
    if let Some(open) = app.place.open_mut() {
        open.rooms.do_about.leave();
    }
    selection::move_selection(app, Verb::Down);
    if let Some((id, action)) = decided {
        let says = format!("{id} has no mitigation: action {action} added to decide on one");
        app.say(Tone::Change, says);
    } else if app.threat_in_focus() == left {
        voting::nudge_overlooked(app);
    }
}

fn decide(app: &mut App, effects: &mut Vec<Effect>) -> Option<(ThreatId, ItemId)> {
    let id = app.threat_in_focus()?;
    let edit = one::decide(app.session()?, id)?;
    let change = app.make(&edit, effects)?;
    Some((id, change.focus?))
}

/// Enter at a gate: the reason is kept, and what was asked for is to be done.
pub(in crate::app) fn go_on(
    app: &mut App,
    rule: &str,
    reason: &str,
    effects: &mut Vec<Effect>,
) -> Option<Verb> {
    let gate = app.gate.filter(|gate| gate.rule == rule)?;
    waive(app, rule, reason, effects);
    Some(gate.asked_by)
}
