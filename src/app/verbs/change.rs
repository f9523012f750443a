//! Changing what is selected.

use super::exporting::preview;
use super::map;
use crate::app::bars::{choose, open_bar};
use crate::app::effect::Effect;
use crate::app::making::{nothing_selected, with_selected};
use crate::app::state::{App, Tone};
use crate::app::{meaning, selection, whiteboard};
use crate::domain::{
    ActionStatus, AssumptionState, Edit, Field, ItemId, Moved, SessionField, Status, Stays, says,
};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::{split as splitting, table};
use crate::screens::choice::Choice;
use crate::screens::{Row, actions, neighbour};

pub(super) fn edit(app: &mut App) {
    with_selected(app, |app, id| {
        let bar = meaning::edits(app, id);
        open_bar(app, bar.unwrap_or_else(|| Bar::new(&table::EDIT, Some(id))));
    });
}

pub(super) fn delete(app: &mut App, effects: &mut Vec<Effect>) {
    let Some(id) = app.selected() else {
        return nothing_selected(app);
    };
    if map::waits_to_delete(app, id) {
        return;
    }
    let next = below(app, id);
    let told = whiteboard::deleted(app, id);
    if app.make(&Edit::Delete(id), effects).is_none() {
        return;
    }
    if let Some(next) = next {
        selection::select(app, next);
    }
    if let Some(says) = told {
        app.say(Tone::Info, says);
    }
}

/// What to select when an item is taken out.
fn below(app: &App, id: ItemId) -> Option<ItemId> {
    let rows = app.ask(|room, look, rooms| (room.rows)(look, rooms));
    neighbour(&rows, Row::Item(id))?.item()
}

/// What to select when the selected item is gone: the nearest below it that is still there, else the nearest above.
/// Undo may take out several at once, as of a pasted list.
fn beside(app: &App) -> Vec<ItemId> {
    let Some(id) = app.selected() else {
        return Vec::new();
    };
    let rows = app.ask(|room, look, rooms| (room.rows)(look, rooms));
    let mut lines = rows.split(|row| *row == Row::Item(id));
    let above = lines.next().unwrap_or_default();
    let below = lines.flatten();
    let near = below.chain(above.iter().rev());
    near.filter_map(|row| row.item()).collect()
}

pub(in crate::app) fn undo(app: &mut App, effects: &mut Vec<Effect>) {
    let beside = beside(app);
    let Some(open) = app.place.open_mut() else {
        return;
    };
    // Nothing was done since, so that is what is meant; the model is another file.
    let attached = open.rooms.one.attached.take();
    if attached == Some(open.revision)
        && let Some(to) = open.session.attached_to.last()
    {
        let (title, threat) = (&to.title, to.threat);
        let says = format!("It is in {title}; delete {threat} there if it should not be.");
        return app.say(Tone::Info, says);
    }
    let swept = open.session.swept.clone();
    match open.session.undo() {
        Some(moved) => {
            crossed(app, "Undone", &moved, &beside, effects);
            app.sweep_back(&swept);
        }
        None => {
            let says = nothing_to_undo(open.session.stayed());
            app.say(Tone::Info, says);
        }
    }
}

pub(in crate::app) fn redo(app: &mut App, effects: &mut Vec<Effect>) {
    let beside = beside(app);
    let Some(open) = app.place.open_mut() else {
        return;
    };
    let swept = open.session.swept.clone();
    match open.session.redo() {
        Some(moved) => {
            crossed(app, "Redone", &moved, &beside, effects);
            app.sweep_back(&swept);
        }
        None => app.say(Tone::Info, "Nothing to redo."),
    }
}

fn crossed(app: &mut App, word: &str, moved: &Moved, beside: &[ItemId], effects: &mut Vec<Effect>) {
    let selected = app.selected();
    let Some(open) = app.place.open_mut() else {
        return;
    };
    open.revision += 1;
    if let Some(id) = moved.focus {
        selection::show_new(app, id);
    } else if let Some(session) = app.session()
        && selected.is_some_and(|id| !session.holds(id))
        && let Some(next) = beside.iter().find(|id| session.holds(**id))
    {
        selection::select(app, *next);
    }
    let says = match moved.says.as_str() {
        "" => format!("{word}."),
        says => format!("{word}: {says}"),
    };
    app.say(Tone::Info, says);
    if app.screen() == Screen::Export {
        preview(app);
    }
    app.save(effects);
}

/// What `u` says at the opening: that it is the opening, or what is in the file beside it.
fn nothing_to_undo(stayed: &[Stays]) -> String {
    let words = stayed.iter().filter_map(|stays| match stays {
        Stays::Meeting => Some("the meeting that began"),
        Stays::Turns => Some("the turns"),
        Stays::Clock => Some("the clock"),
        Stays::Numbers => Some("the numbers given"),
        Stays::Attached => Some("where it was attached"),
        Stays::Draft => None,
    });
    match words.collect::<Vec<_>>().as_slice() {
        [] => "Nothing to undo since you opened the session.".to_owned(),
        [only] => format!("Nothing more to undo. What stays: {only}."),
        [first @ .., last] => format!(
            "Nothing more to undo. What stays: {} and {last}.",
            first.join(", ")
        ),
    }
}

pub(super) fn move_item(app: &mut App, by: i32, effects: &mut Vec<Effect>) {
    let Some(id) = app.selected() else {
        return nothing_selected(app);
    };
    if let Some(says) = app.keeps_its_rank(id) {
        return app.say(Tone::Info, says);
    }
    app.make(&Edit::Move(id, by), effects);
}

pub(super) fn owner(app: &mut App) {
    let Some(id) = app.selected() else {
        return nothing_selected(app);
    };
    let nobody = app.session().is_none_or(|s| s.participants.is_empty());
    match id {
        ItemId::Element(_) | ItemId::Zone(_) if nobody => ask_in_words(app, id),
        ItemId::Element(_) | ItemId::Zone(_) | ItemId::Question(_) | ItemId::Action(_) => {
            choose(app, Choice::Owner(id));
        }
        _ => app.say(
            Tone::Info,
            says![
                "Select a question or action item, then press ",
                Verb::Owner,
                " and a person's number."
            ],
        ),
    }
}

/// The line for what no list can offer: the answer to a question, or an owner who is not here.
pub(in crate::app) fn ask_in_words(app: &mut App, id: ItemId) {
    let Some(session) = app.session() else { return };
    let bar = match id {
        ItemId::Element(element) => {
            let element = session.elements.iter().find(|e| e.id == element);
            let owner = element.and_then(|e| e.owner.as_deref()).unwrap_or_default();
            Bar::holding(&table::ELEMENT_OWNER, Some(id), owner)
        }
        ItemId::Zone(_) => Bar::new(&table::ELEMENT_OWNER, Some(id)),
        ItemId::Question(question) => {
            let asked = session.questions.iter().find(|q| q.id == question);
            let answer = asked.map_or("", |q| &q.answer);
            Bar::holding(&table::ANSWER, Some(id), answer)
        }
        _ => return,
    };
    open_bar(app, bar);
}

pub(super) fn due(app: &mut App) {
    match app.selected() {
        Some(id @ ItemId::Action(_)) => open_bar(app, Bar::new(&table::DUE, Some(id))),
        _ => app.say(
            Tone::Info,
            says![
                "Select an action item, then press ",
                Verb::Due,
                " and type a date such as fri."
            ],
        ),
    }
}

/// `y`: assumption or wording confirmed, mitigation picked, owner agrees. Again takes it back. `X`: assumption not so.
pub(super) fn yes(app: &mut App, yes: bool, effects: &mut Vec<Effect>) {
    let Some(id) = app.selected() else {
        return nothing_selected(app);
    };
    let Some(session) = app.session() else { return };
    // To say that it is true or planned is for what is not in doubt.
    // A copied mitigation is picked like any other, which takes its mark off, too.
    let is_copied = matches!(id, ItemId::Threat(_)) && session.is_copied(id);
    if yes && (is_copied || session.has_to_be_looked_at(id, app.today())) {
        app.make(&Edit::Session(SessionField::StillHolds(id)), effects);
        return;
    }
    let field = match id {
        ItemId::Assumption(id) => {
            let wanted = if yes {
                AssumptionState::Confirmed
            } else {
                AssumptionState::Rejected
            };
            let is = session
                .assumptions
                .iter()
                .find(|a| a.id == id)
                .map(|a| a.state);
            Field::Assumption(if is == Some(wanted) {
                AssumptionState::Unconfirmed
            } else {
                wanted
            })
        }
        ItemId::Question(id) => {
            Field::Confirmed(!session.questions.iter().any(|q| q.id == id && q.confirmed))
        }
        ItemId::Action(id) => {
            let action = session.actions.iter().find(|a| a.id == id);
            let over = match action.map(|a| a.status) {
                Some(ActionStatus::Done) => Some("done"),
                Some(ActionStatus::Dropped) => Some("dropped"),
                _ => None,
            };
            if let Some(over) = over {
                let says = format!("{id} is {over}: no one has to agree to it any more.");
                return app.say(Tone::Info, says);
            }
            if action.is_some_and(|a| a.owner.is_none()) {
                let key = app.keys.key_for(app.screen(), Verb::Owner);
                return app.say(
                    Tone::Attention,
                    format!("{id} has no owner to agree. Press {key} and a number to set one."),
                );
            }
            Field::SaidYes(!action.is_some_and(|a| a.said_yes))
        }
        ItemId::Mitigation(id) => match session.mitigation(id).map(|m| m.status) {
            Some(Status::CouldDo) => Field::Status(Status::Planned),
            Some(Status::Planned) => Field::Status(Status::CouldDo),
            _ => {
                let key = app.keys.key_for(app.screen(), Verb::Status);
                return app.say(
                    Tone::Info,
                    format!("Press {key} to set the status of {id}."),
                );
            }
        },
        id => {
            return app.say(Tone::Info, format!("{id} cannot be confirmed."));
        }
    };
    let agreed = field == Field::SaidYes(true);
    if app.make(&Edit::Set(id, field), effects).is_some() && agreed {
        next_to_ask(app);
    }
}

/// While action items are read back, a yes leads to the next one that no one has said yes to: one key per item.
fn next_to_ask(app: &mut App) {
    let Some(open) = app.place.open_mut() else {
        return;
    };
    let session = &open.session;
    let asks = |id: &ItemId| {
        session
            .actions
            .iter()
            .any(|a| ItemId::from(a.id) == *id && a.status == ActionStatus::Open && !a.said_yes)
    };
    let rows = actions::rows(session);
    let here = rows
        .iter()
        .position(|id| Some(*id) == open.rooms.actions.selected);
    let (before, after) = rows.split_at(here.map_or(0, |place| place + 1));
    if let Some(next) = after.iter().chain(before).find(|id| asks(id)) {
        open.rooms.actions.selected = Some(*next);
    }
}

/// How we will know that a mitigation works: the one under the cursor, else the first that is not in place.
pub(super) fn verify(app: &mut App) {
    let Some((threat, open)) = app.threat_in_focus().zip(app.place.open()) else {
        return nothing_selected(app);
    };
    // From the list of threats, the mitigation that was written down or looked at last.
    let under = match (app.selected(), open.rooms.do_about.spot) {
        (Some(ItemId::Mitigation(id)), _) | (_, Some(Row::Item(ItemId::Mitigation(id)))) => {
            open.session.mitigation(id)
        }
        _ => None,
    };
    let wanted = under.or_else(|| open.session.mitigations_for(threat).find(|m| !m.works()));
    match wanted.map(|m| (m.id, m.text.clone(), m.verify.clone())) {
        Some((id, text, verify)) => {
            open_bar(app, Bar::holding(&table::VERIFY, Some(id.into()), &verify));
            app.say(Tone::Info, format!("{id}: {text}"));
        }
        None => {
            let key = |act| app.keys.key_for(app.screen(), act);
            let (could, is) = (key(Verb::CouldDo), key(Verb::InPlace));
            app.say(
                Tone::Info,
                format!(
                    "Add a mitigation first: press {could} for a new one, {is} for one in place."
                ),
            );
        }
    }
}

/// The line for what the business would lose by the threat that the room talks about.
pub(super) fn business_risk(app: &mut App) {
    match app
        .threat_in_focus()
        .and_then(|id| app.session()?.threat(id))
    {
        Some(threat) => {
            let bar = Bar::holding(
                &table::BUSINESS_RISK,
                Some(threat.id.into()),
                &threat.business_risk,
            );
            open_bar(app, bar);
        }
        None => nothing_selected(app),
    }
}

/// The line for two threats out of one.
pub(super) fn split(app: &mut App) {
    match app
        .threat_in_focus()
        .and_then(|id| app.session()?.threat(id))
    {
        Some(threat) => {
            let bar = Bar::holding(&table::SPLIT, Some(threat.id.into()), &threat.text);
            let editor = splitting::begin(&threat.text);
            open_bar(app, Bar { editor, ..bar });
        }
        None => nothing_selected(app),
    }
}
