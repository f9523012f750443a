//! The system as somebody sees it who wants to get in: first what crosses a trust boundary, with what can go wrong
//! there, then who stands outside and what nobody understands, then the rest.

use super::rest::{flow, parts_by_zone};
use crate::domain::Place;
use crate::export::phrase;
use crate::export::view::View;

/// One line a flow or zone.
pub(in crate::export) fn lines(view: &View) -> Vec<String> {
    let session = view.session;
    let (crossing, inside): (Vec<_>, Vec<_>) =
        session.flows.iter().partition(|flow| session.crosses(flow));
    let mut lines = Vec::new();
    let mut bare = Vec::new();
    for f in crossing {
        let at = view.threats_at(Place::Flow(f.id)).iter();
        let here: Vec<String> = at.map(|t| t.id.to_string()).collect();
        let mut line = flow(view, f, ", crosses a trust boundary");
        if !here.is_empty() {
            line.extend([". Threats: ", &phrase::and(&here), "."]);
        } else if view.was_looked_at(Place::Flow(f.id)) {
            line.push_str(". Reviewed; no threat on it.");
        }
        // As the check for quiet boundaries counts: a threat at either end counts too.
        let ends = [
            Place::Flow(f.id),
            Place::Element(f.from),
            Place::Element(f.to),
        ];
        if ends.iter().all(|place| view.threats_at(*place).is_empty()) {
            bare.push(f.id.to_string());
        }
        lines.push(line);
    }
    if !bare.is_empty() {
        let bare = phrase::and(&bare);
        lines.push(format!(
            "- No threat recorded on the flow or at its ends: {bare}."
        ));
    }
    lines.extend(parts_by_zone(view, false));
    lines.extend(inside.into_iter().map(|f| flow(view, f, "")));
    lines
}
