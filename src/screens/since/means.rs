//! What a verb means on the follow-up list: one key settles a row. After an incident the room is asked which threat it
//! was.

use super::verdict::is_current;
use super::{Part, State};
use crate::domain::{
    ActionStatus, AssumptionState, Edit, Field, Foreseen, ItemId, QuestionState, Says,
    SessionField, Until, says,
};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::{deferred_again, table};
use crate::screens::choice::Choice;
use crate::screens::{Deed, Look, Rooms, Row, questions};

/// What is said of an incident that another meeting was about.
const OTHER: &str = "That was another meeting: it stays as it was told.";

/// What a verb means here.
pub(super) fn of(look: &Look, rooms: &mut Rooms, verb: Verb) -> Deed {
    let state = &mut rooms.since;
    match verb {
        Verb::BeginMeeting => begin(state),
        Verb::WhyBack if look.held => Deed::Done,
        Verb::WhyBack => Deed::Choose(Choice::WhyBack),
        Verb::Finished => finished(look, state),
        Verb::Yes => decide(look, state, true),
        Verb::No => decide(look, state, false),
        Verb::Due => due(state),
        Verb::Open => open(look, state),
        Verb::NextInTurn => next_waiting(look, state),
        Verb::PreviousInTurn => Deed::Verb(Verb::Up),
        Verb::PreviousStep => Deed::Say(says![
            "This meeting has begun. Press ",
            Verb::BeginMeeting,
            " to go on."
        ]),
        Verb::Back if state.asking => {
            state.asking = false;
            state.select_incident(look.session);
            Deed::Quiet
        }
        Verb::Back => Deed::Say(says![
            "This is where the session begins. Press ",
            Verb::BeginMeeting,
            " to begin the meeting, or ",
            Verb::GoWorkingOn,
            " to look at question 1."
        ]),
        Verb::Edit if matches!(state.selected, Some(Row::Incident(_))) => {
            tell_incident(look, state)
        }
        Verb::NextPane | Verb::PreviousPane => Deed::Done,
        _ => Deed::Usual,
    }
}

fn begin(state: &mut State) -> Deed {
    state.asking = false;
    Deed::Begin
}

/// Which row is selected once this item is settled: the next one that waits, else none other.
fn settle(look: &Look, state: &State, id: ItemId, edit: Edit) -> Deed {
    let next = state.waiting(look.session, look.report, Some(id));
    Deed::Make(edit, next.or(state.selected))
}

fn finished(look: &Look, state: &State) -> Deed {
    match state.selected {
        Some(Row::Item(id @ ItemId::Action(_))) => {
            let done = Edit::Set(id, Field::ActionStatus(ActionStatus::Done));
            settle(look, state, id, done)
        }
        Some(_) => Deed::Say(says![
            "Only an action item can be marked done. Press ",
            Verb::Yes,
            ", ",
            Verb::No,
            " or ",
            Verb::Open,
            " here."
        ]),
        None => Deed::NothingSelected,
    }
}

/// A new date, where a row has one.
fn due(state: &State) -> Deed {
    match state.selected {
        Some(Row::Item(id))
            if matches!(
                state.part_of(id),
                Some(Part::Late | Part::Open | Part::Deferred)
            ) =>
        {
            Deed::line(Bar::new(&table::DUE, Some(id)))
        }
        _ => Deed::Say(says![
            "Press ",
            Verb::Due,
            " to change the date of an action item or a deferred threat."
        ]),
    }
}

/// Yes or no: what it means is a matter of the row.
fn decide(look: &Look, state: &mut State, yes: bool) -> Deed {
    let Some(row) = state.selected else {
        return Deed::NothingSelected;
    };
    let id = match row {
        _ if state.asking => return answer(look, state, yes),
        Row::Incident(_) if yes => return ask_on_list(look, state),
        Row::Incident(_) => return answer(look, state, false),
        Row::Finding(check) if !yes => {
            return Deed::line(Bar::new(&table::DISMISS, None).with_extra(check));
        }
        Row::Finding(_) => {
            return Deed::Say(says![
                "Press ",
                Verb::Open,
                " to go and fix it, ",
                Verb::No,
                " to dismiss it."
            ]);
        }
        Row::Item(id) => id,
        _ => return Deed::Done,
    };
    match edit_for(look, state, id, yes) {
        Some(edit) => settle(look, state, id, edit),
        None if yes => {
            if !state.seen.contains(&id) {
                state.seen.push(id);
            }
            match next_waiting(look, state) {
                Deed::Done => Deed::Quiet,
                deed => deed,
            }
        }
        None => Deed::Say(says![
            format!("{id} is for information only. Press "),
            Verb::Yes,
            " to go on."
        ]),
    }
}

/// The change that a yes or a no stands for; some rows have none.
fn edit_for(look: &Look, state: &State, id: ItemId, yes: bool) -> Option<Edit> {
    let session = look.session;
    let set = |field| Some(Edit::Set(id, field));
    let still_holds = Edit::Session(SessionField::StillHolds(id));
    match (id, yes) {
        (_, true) if state.part_of(id) == Some(Part::LookAgain) => {
            let waits = session.has_to_be_looked_at(id, look.today());
            waits.then_some(still_holds)
        }
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
        (ItemId::Threat(threat), _) if state.part_of(id) == Some(Part::Deferred) => {
            if yes {
                deferred_again(session, threat, None)
            } else {
                set(Field::NotDeferred)
            }
        }
        (ItemId::Threat(threat), true) => {
            let response = session.threat(threat)?.response.clone()?;
            let day = response.until.as_ref().and_then(Until::day);
            let same = Field::Response(Some((response.kind, response.reason, response.by)));
            // It was decided again, and the day is over all the same.
            Some(match day.filter(|day| *day < look.today()) {
                Some(_) => Edit::All(vec![Edit::Set(id, same), still_holds]),
                None => Edit::Set(id, same),
            })
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

/// Enter: to where the row is worked on.
fn open(look: &Look, state: &mut State) -> Deed {
    if state.asking {
        return answer(look, state, true);
    }
    match state.selected {
        Some(Row::Incident(_)) => ask_on_list(look, state),
        Some(Row::Finding(check)) => Deed::Fix(check, Verb::GoSince),
        Some(Row::Item(ItemId::Question(id))) => questions::answer(look.session, id),
        Some(Row::Item(id @ ItemId::Threat(_))) => {
            Deed::Show(Some(Screen::DoAbout), Some(id), Some(going_back()))
        }
        Some(Row::Item(id)) => Deed::Show(None, Some(id), Some(going_back())),
        _ => begin(state),
    }
}

fn going_back() -> Says {
    says![
        "Press ",
        Verb::GoSince,
        " to go back to the follow-up list."
    ]
}

/// The next row that waits; where none does, the meeting can begin.
fn next_waiting(look: &Look, state: &mut State) -> Deed {
    if state.asking {
        return Deed::Verb(Verb::Down);
    }
    match state.waiting(look.session, look.report, None) {
        Some(row) => {
            state.selected = Some(row);
            Deed::Done
        }
        None => Deed::Say(says![
            "All done. Press ",
            Verb::BeginMeeting,
            " to begin the new meeting."
        ]),
    }
}

/// What happened, to be told better.
fn tell_incident(look: &Look, state: &State) -> Deed {
    let Some(Row::Incident(place)) = state.selected else {
        return Deed::Done;
    };
    let current = is_current(state, look.session, place);
    match look.session.sittings.get(place).filter(|_| current) {
        Some(sitting) => Deed::line(Bar::holding(&table::INCIDENT, None, &sitting.incident)),
        None => Deed::Say(OTHER.into()),
    }
}

/// Was it on the list? The list of threats is shown, and Enter says which one it was.
fn ask_on_list(look: &Look, state: &mut State) -> Deed {
    let Some(Row::Incident(place)) = state.selected else {
        return Deed::Done;
    };
    if !is_current(state, look.session, place) {
        return Deed::Say(OTHER.into());
    }
    state.asking = true;
    let first = look.session.threats.first();
    state.selected = first.map(|threat| Row::Item(threat.id.into()));
    Deed::Quiet
}

/// The answer: the selected threat, or none.
fn answer(look: &Look, state: &State, yes: bool) -> Deed {
    Deed::Foreseen(match state.selected {
        Some(Row::Item(ItemId::Threat(id))) if yes => Foreseen::As(id),
        Some(Row::Incident(place)) if !is_current(state, look.session, place) => {
            return Deed::Say(OTHER.into());
        }
        Some(Row::Incident(_)) => Foreseen::No,
        _ if yes => return Deed::NothingSelected,
        _ => Foreseen::No,
    })
}
