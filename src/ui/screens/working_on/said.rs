//! What is selected on the map in words: the drawing has only numbers on its lines.

use crate::app::{App, Open};
use crate::domain::{Element, ElementId, Flow, ItemId, Level, Place, Session};
use crate::keys::verb::Verb;
use crate::layout::flow_words;
use crate::screens::working_on::Pane;

/// The selected item for the row of the capture bar: words that may be cut and what stays behind them; and the key that
/// lists its threats.
pub(crate) fn said(app: &App, open: &Open) -> Option<([String; 2], String)> {
    let state = &open.rooms.working_on;
    let id = state.right.filter(|_| state.pane == Pane::System)?;
    let session = &*open.session;
    let says = match id {
        ItemId::Element(id) => element(session, session.element(id)?),
        ItemId::Flow(id) => {
            let flow = session.flow(id)?;
            let words = flow_words(session, flow);
            let worth = session.worth_at(Place::Flow(id));
            let worth = worth.map_or_else(String::new, |worth| format!(", {worth}"));
            format!("{id} {words}{worth}{}", crossing(session, flow))
        }
        ItemId::Zone(id) => {
            let zone = session.zone(id)?;
            let within = state.known.elements_in(id).unwrap_or("nothing in it yet");
            format!("{id} zone {}: {within}", zone.name)
        }
        _ => return None,
    };
    let threats = session.threats_of(id).len();
    let key = app.keys.key_for(app.screen(), Verb::ThreatsHere);
    let keys = match threats {
        0 => String::new(),
        1 => format!("{key} 1 threat"),
        n => format!("{key} {n} threats"),
    };
    Some(([says, String::new()], keys))
}

/// Which boundary a flow crosses.
fn crossing(session: &Session, flow: &Flow) -> String {
    let ends = [flow.from, flow.to].map(|end| zone_of(session, end));
    match ends {
        _ if !session.crosses(flow) => String::new(),
        [Some(from), Some(to)] => format!(", crosses {from} -> {to}"),
        [Some(from), None] => format!(", out of {from} into no zone"),
        [None, Some(to)] => format!(", into {to} from no zone"),
        [None, None] => String::new(),
    }
}

fn zone_of(session: &Session, id: ElementId) -> Option<&str> {
    let zone = session.zone(session.zone_of(id)?)?;
    Some(&zone.name)
}

fn element(session: &Session, element: &Element) -> String {
    let zone = zone_of(session, element.id);
    let zone = zone.map_or_else(|| "no zone".to_owned(), |zone| format!("in {zone}"));
    let owner = element.owner_words();
    let owner = owner.map_or_else(String::new, |owner| format!(", {owner}"));
    let unknown = if element.unknown { ", unknown" } else { "" };
    let out = element.out_of_scope.as_ref();
    let out = out.map_or_else(String::new, |why| format!(", out of scope: {why}"));
    let place = Place::Element(element.id);
    let worth = session.worth_at(place);
    // The mark of the picture is explained where it is asked about.
    let mark = match session.need_at(place) {
        Some(Level::High) => ", *h",
        Some(Level::Medium) => ", *m",
        Some(Level::Low) => ", *l",
        None => "",
    };
    let worth = worth.map_or_else(String::new, |worth| match mark {
        "" => format!(", {worth}"),
        mark => format!("{mark} {worth}"),
    });
    let note = match element.note.as_str() {
        "" => String::new(),
        note => format!(", {note}"),
    };
    format!(
        "{} {}: {}, {zone}{worth}{owner}{unknown}{out}{note}",
        element.id,
        element.name,
        element.kind.words()
    )
}
