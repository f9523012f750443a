//! What is said of each row: whose it is and how it stands, and what is read aloud of the selected one.

use crate::app::{App, Open};
use crate::domain::{Action, ActionStatus, ItemId, Question, Session, SessionKind, Threat, Until};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::parse::when;
use crate::screens::Row;
use crate::screens::level;
use crate::screens::since::{Part, verdict};
use crate::screens::whiteboard;

/// What is said of a row.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) id: String,
    pub(super) words: String,
    /// Why it has to be looked at again, every reason.
    pub(super) why: Option<String>,
    pub(super) who: String,
    pub(super) state: String,
    /// The state wants someone.
    pub(super) alert: bool,
}

pub(super) fn of(app: &App, open: &Open, part: Part, row: Row) -> Facts {
    let session = &*open.session;
    match row {
        Row::Item(id) => Facts {
            id: called(open, id),
            words: session.words_of(id).unwrap_or_default(),
            why: session.look_again_words(id, app.today()),
            ..of_item(app, session, part, id)
        },
        Row::Incident(place) => {
            let sitting = session.sittings.get(place);
            let words = sitting.map_or("", |s| s.incident.as_str());
            let day = sitting.map(|s| when::show(s.started.date_naive(), app.today()));
            Facts {
                id: "!".to_owned(),
                words: if words.is_empty() {
                    "Incident, not described yet".to_owned()
                } else {
                    words.to_owned()
                },
                state: if verdict::is_current(&open.rooms.since, session, place) {
                    "on the list?".to_owned()
                } else {
                    day.unwrap_or_default()
                },
                ..Facts::default()
            }
        }
        Row::Finding(check) => {
            let finding = open
                .report
                .as_ref()
                .and_then(|(_, report)| report.findings.iter().find(|f| f.check == check));
            finding.map_or_else(Facts::default, |finding| Facts {
                id: finding.strength.mark().to_string(),
                words: finding.sentence(),
                state: crate::ui::screens::good_enough::mended_on(app, finding),
                ..Facts::default()
            })
        }
        _ => Facts::default(),
    }
}

fn of_item(app: &App, session: &Session, part: Part, id: ItemId) -> Facts {
    let name = |who| session.name_of(who).unwrap_or_default().to_owned();
    match id {
        ItemId::Action(id) => {
            let found = session.actions.iter().find(|a| a.id == id);
            found.map_or_else(Facts::default, |action| of_action(app, session, action))
        }
        ItemId::Question(id) => {
            let found = session.questions.iter().find(|q| q.id == id);
            found.map_or_else(Facts::default, |question| Facts {
                who: name(question.owner),
                state: asked(session, question),
                ..Facts::default()
            })
        }
        ItemId::Threat(id) => {
            let found = session.threats.iter().find(|t| t.id == id);
            found.map_or_else(Facts::default, |threat| Facts {
                who: name(match (&threat.response, &threat.deferred) {
                    (_, Some(deferred)) if part == Part::Deferred => deferred.by,
                    (Some(response), _) => response.by,
                    (None, deferred) => deferred.as_ref().and_then(|d| d.by),
                }),
                state: decided(app, session, part, threat),
                ..Facts::default()
            })
        }
        ItemId::Assumption(id) => {
            let found = session.assumptions.iter().find(|a| a.id == id);
            found.map_or_else(Facts::default, |assumption| Facts {
                who: name(assumption.speaker),
                state: "unknown".to_owned(),
                ..Facts::default()
            })
        }
        _ => Facts::default(),
    }
}

fn of_action(app: &App, session: &Session, action: &Action) -> Facts {
    let is_late = action.is_late(app.today());
    Facts {
        who: session
            .name_of(action.owner)
            .unwrap_or("no owner")
            .to_owned(),
        state: match action.due {
            Some(due) if is_late => format!("{} LATE", when::show(due, app.today())),
            Some(due) => format!("by {}", when::show(due, app.today())),
            None => "no date".to_owned(),
        },
        alert: is_late,
        ..Facts::default()
    }
}

/// What a row is called: the lines of a whiteboard by the numbers that the room knows.
fn called(open: &Open, id: ItemId) -> String {
    let session = &*open.session;
    match session.kind {
        SessionKind::Whiteboard => {
            let lines = open.rooms.whiteboard.lines(session, open.revision);
            whiteboard::called(session, id, &lines).unwrap_or_default()
        }
        _ => id.to_string(),
    }
}

/// Where a question stands; one that became an action item names it.
fn asked(session: &Session, question: &Question) -> String {
    let action = session.actions_about(question.id.into()).next();
    let named = |id: ItemId| match session.kind {
        SessionKind::Whiteboard => "action".to_owned(),
        _ => id.to_string(),
    };
    match action.map(|a| (named(a.id.into()), a.status)) {
        Some((id, ActionStatus::Open)) => format!("{id} is open"),
        Some((id, status)) => format!("{id} is {}", status.words()),
        None => "open".to_owned(),
    }
}

fn decided(app: &App, session: &Session, part: Part, threat: &Threat) -> String {
    let day = |on| when::show(on, app.today());
    match (part, &threat.response, &threat.deferred) {
        (Part::Deferred, _, Some(deferral)) => {
            deferral
                .until
                .as_ref()
                .map_or_else(String::new, |until| match until {
                    Until::Day(on) => format!("until {}", day(*on)),
                    Until::Event(words) => format!("until {words}"),
                })
        }
        (_, Some(response), _) => {
            let until = match &response.until {
                Some(Until::Day(on)) => format!("until {}", day(*on)),
                Some(Until::Event(words)) => format!("until {words}"),
                None => day(response.at.date_naive()),
            };
            format!("{} {until}", response.kind.words())
        }
        _ => level::whole(session, threat),
    }
}

/// The keys where only a few mean anything: while a threat is looked for, and where nothing waits.
pub(crate) fn keys(open: &Open) -> Option<[(Verb, &'static str); 3]> {
    let state = &open.rooms.since;
    if state.asking {
        return Some([
            (Verb::Open, "this one"),
            (Verb::No, "none"),
            (Verb::Back, "later"),
        ]);
    }
    let nothing = state.selected.is_none();
    nothing.then_some([
        (Verb::BeginMeeting, "begin"),
        (Verb::Back, "look around"),
        (Verb::WhyBack, "reason"),
    ])
}

/// What the facilitator reads aloud from the selected row, and the keys that answer it.
pub(crate) fn read_back(app: &App, open: &Open) -> Option<([String; 2], String)> {
    let whole = |words: String| [words, String::new()];
    let (session, state) = (&*open.session, &open.rooms.since);
    let key = |act| app.keys.key_for(Screen::SinceLastTime, act);
    let (yes, no) = (key(Verb::Yes), key(Verb::No));
    let (enter, due) = (key(Verb::Open), key(Verb::Due));
    let row = state.selected?;
    let id = match row {
        Row::Item(id) if state.asking => {
            let words = session.words_of(id)?;
            return Some((
                [format!("{id}: \"{words}"), "\"".to_owned()],
                format!("{enter} this one / {no} none"),
            ));
        }
        Row::Item(id) => id,
        Row::Incident(place) if verdict::is_current(state, session, place) => {
            return Some((
                whole("Was this on our list?".to_owned()),
                format!("{enter} which one / {no} no"),
            ));
        }
        _ => return None,
    };
    let words = match session.look_again_words(id, app.today()) {
        Some(why) => format!("{}. Look again: {why}", session.words_of(id)?),
        None => session.words_of(id)?,
    };
    Some(match (state.part_of(id)?, id) {
        (Part::LookAgain, _) => (
            whole(words),
            format!("{yes} still holds / {enter} change it"),
        ),
        (Part::Late | Part::Open, ItemId::Action(action)) => {
            let action = session.actions.iter().find(|a| a.id == action)?;
            let who = session.name_of(action.owner).unwrap_or("No owner");
            let by = action.due.map_or_else(String::new, |due| {
                format!(", by {}", when::show(due, app.today()))
            });
            (
                [format!("{who}: \"{words}"), format!("\"{by}.")],
                format!(
                    "{} done / {yes} keep / {due} date / {no} drop",
                    key(Verb::Finished)
                ),
            )
        }
        (Part::Parked, ItemId::Parked(_)) => (whole(words), format!("{yes} keep / {no} drop")),
        (Part::Parked | Part::Questions, _) => (
            whole(words),
            format!("{enter} answer / {yes} keep / {no} drop"),
        ),
        (Part::Accepted, _) => (whole(words), format!("{yes} keep / {no} reopen")),
        (Part::Deferred, _) => (
            whole(words),
            format!("{yes} keep / {due} new date / {no} reopen"),
        ),
        (Part::Unconfirmed, _) => (whole(words), format!("{yes} true / {no} false")),
        (Part::Change, _) => (whole(words), format!("{yes} next")),
        _ => return None,
    })
}
