//! Coming back: one key a row for what last time left open, why the team is back, and the beginning of the new meeting.

mod incident;

use crate::app::effect::Effect;
use crate::app::selection;
use crate::app::state::{App, Tone};
use crate::domain::{
    ActionStatus, AssumptionState, Edit, Field, ItemId, QuestionState, Says, Session, SessionKind,
    says,
};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::{deferred_again, table};
use crate::screens::Row;
use crate::screens::since::Part;

use crate::app::bars::open_bar;
use crate::app::making::nothing_selected;
use crate::app::selection::go_to_finding;
use incident::{
    answer, ask_on_list, is_asking, select_incident, selected, tell_incident, waiting, why,
};
pub(in crate::app) use incident::{ask_what_happened, ask_why_back};

/// The screen that a session opens on: what last time left open, if there was a last time and it is over, or if the
/// session was opened to come back to it.
pub(in crate::app) fn first_screen(app: &App, session: &Session) -> Screen {
    let again = app.home.returning && session.sittings.len() > 1;
    // A lunch that is opened is looked at on its wall; it has promised no one anything.
    let over = session.kind != SessionKind::Whiteboard && session.is_between_meetings(app.now);
    if over || again {
        Screen::SinceLastTime
    } else if session.kind == SessionKind::Whiteboard {
        Screen::Whiteboard
    } else {
        Screen::WorkingOn
    }
}

/// `r` on the start screen: the sessions to come back to.
pub(super) fn list(app: &mut App) {
    app.home.returning = true;
    app.home.selected = 0;
    if app.home.shown().is_empty() {
        app.home.returning = false;
        app.say(
            Tone::Info,
            says![
                "No earlier session to follow up. Press ",
                Verb::NewMeeting,
                " to start a meeting."
            ],
        );
    }
}

/// Whether there was a last time.
pub(super) fn is_there(app: &App) -> bool {
    app.open.as_ref().is_some_and(|o| o.since.last.is_some())
}

/// Shows what last time left open.
pub(super) fn go(app: &mut App) {
    if is_there(app) {
        if let Some(open) = &mut app.open {
            open.since.asking = false;
        }
        selection::go(app, Screen::SinceLastTime);
    } else {
        app.say(
            Tone::Info,
            "This is the first meeting, so nothing is left open from an earlier one.",
        );
    }
}

/// Does what a key means on this screen alone; `false` for what means the same on every screen.
pub(super) fn perform(app: &mut App, action: Verb, effects: &mut Vec<Effect>) -> bool {
    if app.screen != Screen::SinceLastTime {
        return false;
    }
    match action {
        Verb::BeginMeeting => begin(app),
        Verb::WhyBack => why(app),
        Verb::Finished => finished(app, effects),
        Verb::Yes => decide(app, true, effects),
        Verb::No => decide(app, false, effects),
        Verb::Due => due(app),
        Verb::Open => open(app, effects),
        Verb::NextInTurn => next_waiting(app),
        Verb::PreviousInTurn => selection::move_selection(app, Verb::Up),
        Verb::PreviousStep => {
            let says = says![
                "This meeting has begun. Press ",
                Verb::BeginMeeting,
                " to go on."
            ];
            app.say(Tone::Info, says);
        }
        Verb::Back => back(app),
        Verb::Edit if matches!(selected(app), Some(Row::Incident(_))) => tell_incident(app),
        Verb::NextPane | Verb::PreviousPane => {}
        _ => return false,
    }
    true
}

/// `n`: the new meeting begins, if the last one is over, and goes to question 1.
fn begin(app: &mut App) {
    app.begin_meeting();
    leave(app);
    let now = app.now;
    let begun = app.session().filter(|s| !s.is_between_meetings(now));
    if let Some(started) = begun.and_then(Session::started) {
        let says = format!("This meeting began at {}.", started.format("%H:%M"));
        app.say(Tone::Info, says);
    }
}

fn leave(app: &mut App) {
    if let Some(open) = &mut app.open {
        open.since.asking = false;
    }
    selection::go(app, Screen::WorkingOn);
}

/// Esc: out of the question whether it was on the list, else past this screen without a change.
fn back(app: &mut App) {
    match &mut app.open {
        Some(open) if open.since.asking => {
            open.since.asking = false;
            app.notice = None;
            select_incident(app);
        }
        _ => leave(app),
    }
}

fn finished(app: &mut App, effects: &mut Vec<Effect>) {
    match selected(app) {
        Some(Row::Item(id @ ItemId::Action(_))) => {
            let edit = Edit::Set(id, Field::ActionStatus(ActionStatus::Done));
            make(app, id, &edit, effects);
        }
        Some(_) => app.say(
            Tone::Info,
            says![
                "Only an action item can be marked done. Press ",
                Verb::Yes,
                ", ",
                Verb::No,
                " or ",
                Verb::Open,
                " here."
            ],
        ),
        None => nothing_selected(app),
    }
}

/// `b`: another date for an action item or for what was put off.
fn due(app: &mut App) {
    let part = |app: &App, id| app.open.as_ref().and_then(|open| open.since.part_of(id));
    match selected(app) {
        Some(Row::Item(id))
            if matches!(part(app, id), Some(Part::Late | Part::Open | Part::PutOff)) =>
        {
            open_bar(app, Bar::new(&table::DUE, Some(id)));
        }
        _ => app.say(
            Tone::Info,
            says![
                "Press ",
                Verb::Due,
                " to change the date of an action item or a deferred threat."
            ],
        ),
    }
}

/// `y` and `X`: what they mean hangs on the row.
fn decide(app: &mut App, yes: bool, effects: &mut Vec<Effect>) {
    let Some(row) = selected(app) else {
        return nothing_selected(app);
    };
    let id = match row {
        _ if is_asking(app) => return answer(app, yes, effects),
        Row::Incident(_) if yes => return ask_on_list(app),
        Row::Incident(_) => return answer(app, false, effects),
        Row::Finding(check) if !yes => {
            return open_bar(app, Bar::new(&table::DISMISS, None).with_extra(check));
        }
        Row::Finding(_) => {
            let says = says![
                "Press ",
                Verb::Open,
                " to go and fix it, ",
                Verb::No,
                " to dismiss it."
            ];
            return app.say(Tone::Info, says);
        }
        Row::Item(id) => id,
        _ => return,
    };
    match edit_for(app, id, yes) {
        Some(edit) => make(app, id, &edit, effects),
        None if yes => {
            if let Some(open) = &mut app.open
                && !open.since.seen.contains(&id)
            {
                open.since.seen.push(id);
            }
            app.notice = None;
            next_waiting(app);
        }
        None => {
            let says = says![
                format!("{id} is for information only. Press "),
                Verb::Yes,
                " to go on."
            ];
            app.say(Tone::Info, says);
        }
    }
}

/// The change that `y` or `X` makes of an item; `None` where looking at it is all.
fn edit_for(app: &App, id: ItemId, yes: bool) -> Option<Edit> {
    let open = app.open.as_ref()?;
    let session = &*open.session;
    let set = |field| Some(Edit::Set(id, field));
    match (id, yes) {
        (ItemId::Action(action), true) => {
            let found = session.actions.iter().find(|a| a.id == action)?;
            if found.status == ActionStatus::Open {
                return set(Field::Still);
            }
            Some(Edit::All(vec![
                Edit::Set(id, Field::ActionStatus(ActionStatus::Open)),
                Edit::Set(id, Field::Still),
            ]))
        }
        (ItemId::Action(_), false) => set(Field::ActionStatus(ActionStatus::Dropped)),
        (ItemId::Question(_), false) => set(Field::QuestionState(QuestionState::Withdrawn)),
        (ItemId::Parked(_), false) => Some(Edit::Delete(id)),
        (ItemId::Threat(threat), _) if open.since.part_of(id) == Some(Part::PutOff) => {
            if yes {
                deferred_again(session, threat, None)
            } else {
                set(Field::NotDeferred)
            }
        }
        (ItemId::Threat(threat), true) => {
            let response = session.threat(threat)?.response.clone()?;
            set(Field::Response(Some((
                response.kind,
                response.reason,
                response.by,
            ))))
        }
        (ItemId::Threat(_), false) => set(Field::Response(None)),
        (ItemId::Assumption(_), yes) => set(Field::Assumption(if yes {
            AssumptionState::Confirmed
        } else {
            AssumptionState::Rejected
        })),
        _ => None,
    }
}

/// Makes a change of a row, then goes on to the next row that waits.
fn make(app: &mut App, id: ItemId, edit: &Edit, effects: &mut Vec<Effect>) {
    let next = app.open.as_ref().and_then(|open| waiting(open, Some(id)));
    if app.make(edit, effects).is_none() {
        return;
    }
    if let Some(open) = &mut app.open {
        open.since.selected = next.or(open.since.selected);
    }
}

/// Enter: the answer of a question, else the place where the row lives.
fn open(app: &mut App, effects: &mut Vec<Effect>) {
    if is_asking(app) {
        return answer(app, true, effects);
    }
    match selected(app) {
        Some(Row::Incident(_)) => ask_on_list(app),
        Some(Row::Finding(check)) => go_to_finding(app, check, Verb::GoSince),
        Some(Row::Item(id @ ItemId::Question(question))) => {
            let found = app
                .session()
                .and_then(|s| s.questions.iter().find(|q| q.id == question));
            let answer = found.map(|q| q.answer.to_string()).unwrap_or_default();
            open_bar(app, Bar::holding(&table::ANSWER, Some(id), &answer));
        }
        Some(Row::Item(ItemId::Threat(id))) => {
            selection::go(app, Screen::DoAbout);
            selection::select(app, id.into());
            app.say(Tone::Info, going_back());
        }
        Some(Row::Item(id)) => {
            selection::go_to(app, id);
            app.say(Tone::Info, going_back());
        }
        _ => begin(app),
    }
}

fn going_back() -> Says {
    says![
        "Press ",
        Verb::GoSince,
        " to go back to the follow-up list."
    ]
}

/// `.`: the next row that waits; past the last one, how to go on.
fn next_waiting(app: &mut App) {
    if is_asking(app) {
        return selection::move_selection(app, Verb::Down);
    }
    let Some(open) = &mut app.open else { return };
    match waiting(open, None) {
        Some(row) => open.since.selected = Some(row),
        None => {
            let says = says![
                "All done. Press ",
                Verb::BeginMeeting,
                " to begin the new meeting."
            ];
            app.say(Tone::Info, says);
        }
    }
}
