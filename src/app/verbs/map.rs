//! Changing what is selected on the map: its zone, its kind, a note, whether it is in scope, and how a flow moves.

use crate::app::bars::{choose, open_bar};
use crate::app::effect::Effect;
use crate::app::making::nothing_selected;
use crate::app::state::{App, Gate, Tone};
use crate::domain::{Edit, Field, ItemId, MapField, says};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::table;
use crate::screens::choice::Choice;

/// Says what a verb is for, where something else is selected.
fn only(app: &mut App, what: &str) {
    app.say(Tone::Info, format!("Select {what} on the map first."));
}

/// The trust zone around an element or around another zone.
pub(super) fn zone(app: &mut App) {
    match app.selected() {
        Some(id @ (ItemId::Element(_) | ItemId::Zone(_))) => choose(app, Choice::Zone(id)),
        Some(_) => only(app, "an element or a trust zone"),
        None => nothing_selected(app),
    }
}

/// What an element is.
pub(super) fn kind(app: &mut App) {
    match app.selected() {
        Some(ItemId::Element(id)) => choose(app, Choice::Kind(id)),
        Some(_) => only(app, "an element"),
        None => nothing_selected(app),
    }
}

/// What else there is to say about an element.
pub(super) fn note(app: &mut App) {
    let Some(ItemId::Element(id)) = app.selected() else {
        return only(app, "an element");
    };
    let note = app.session().and_then(|session| session.element(id));
    let note = note.map_or_else(String::new, |element| element.note.to_string());
    open_bar(
        app,
        Bar::holding(&table::ELEMENT_NOTE, Some(id.into()), &note),
    );
}

/// How a flow moves.
pub(super) fn protocol(app: &mut App) {
    let Some(ItemId::Flow(id)) = app.selected() else {
        return only(app, "a flow");
    };
    let flow = app.session().and_then(|session| session.flow(id));
    let protocol = flow.map_or_else(String::new, |flow| flow.protocol.to_string());
    open_bar(
        app,
        Bar::holding(&table::FLOW_PROTOCOL, Some(id.into()), &protocol),
    );
}

/// An element that the room points at is out of scope for a reason, or in scope again; a flow or a zone cannot be. Says
/// whether one of them is pointed at.
pub(super) fn scope(app: &mut App, out: bool, effects: &mut Vec<Effect>) -> bool {
    let (id, element) = match app.pointed_at() {
        Some(id @ ItemId::Element(element)) => (id, element),
        Some(id @ (ItemId::Flow(_) | ItemId::Zone(_))) if out => {
            only_elements(app, id);
            return true;
        }
        _ => return false,
    };
    let session = app.session();
    let element = session.and_then(|session| session.element(element));
    let is_out = element.is_some_and(|element| element.out_of_scope.is_some());
    match (out, is_out) {
        (true, false) => {
            open_bar(app, Bar::new(&table::ELEMENT_OUT, Some(id)));
            true
        }
        (false, false) => false,
        (_, true) => {
            let back = Field::Map(MapField::OutOfScope(None));
            app.make(&Edit::Set(id, back), effects);
            true
        }
    }
}

/// Says what can be out of scope instead of a flow or a zone, and how to say that of the session.
fn only_elements(app: &mut App, id: ItemId) {
    let Some(session) = app.session() else {
        return;
    };
    let flow = match id {
        ItemId::Flow(id) => session.flow(id),
        _ => None,
    };
    let called = |id| format!("{} ({id})", session.element_name(id));
    let which = match flow {
        Some(flow) if flow.from == flow.to => format!(": {}", called(flow.from)),
        Some(flow) => format!(": {} or {}", called(flow.from), called(flow.to)),
        None => ", not a zone".to_owned(),
    };
    let says = says![
        format!("Only an element can be out of scope{which}. For the session, press "),
        Verb::NextPane,
        ", then ",
        Verb::OutOfScope,
        "."
    ];
    app.say(Tone::Info, says);
}

/// What goes with a part of the map is named once, before it goes; says whether to wait for the same key again.
pub(super) fn waits_to_delete(app: &mut App, id: ItemId) -> bool {
    let gate = Gate {
        asked_by: Verb::Delete,
        rule: "",
    };
    if app.screen() != Screen::WorkingOn || app.gate.take() == Some(gate) {
        return false;
    }
    let Some(session) = app.session() else {
        return false;
    };
    let goes = match (session.goes_with(id), id) {
        (says, _) if !says.is_empty() => says,
        // Asked all the same: for one that is used to pressing the key twice, the second would take the next one.
        (_, ItemId::Element(_) | ItemId::Flow(_) | ItemId::Zone(_)) => {
            let words = session.words_of(id).unwrap_or_default();
            format!("{id} {words}: nothing else goes with it")
        }
        _ => return false,
    };
    let key = app.keys.key_for(app.screen(), Verb::Delete);
    app.say(
        Tone::Attention,
        format!("{goes}. Press {key} again to delete it."),
    );
    app.gate = Some(gate);
    true
}
