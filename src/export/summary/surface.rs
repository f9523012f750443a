//! The system as someone sees it who wants to get in: first what crosses a trust boundary, with what can go wrong
//! there, then who stands outside and what no one understands, then the rest.

use super::rest::{flow, parts_by_zone};
use crate::domain::Place;
use crate::export::phrase;
use crate::export::view::View;

/// One line a flow or zone.
pub(in crate::export) fn lines(view: &View) -> Vec<String> {
    let session = view.session;
    let facts = view.facts();
    let (crossing, inside): (Vec<_>, Vec<_>) =
        session.flows.iter().partition(|flow| facts.crosses(flow));
    let mut lines = Vec::new();
    for f in crossing {
        let at = view.threats_at(Place::Flow(f.id)).iter();
        let here: Vec<String> = at.map(|t| t.id.to_string()).collect();
        let mut line = flow(view, f, ", crosses a trust boundary");
        if !here.is_empty() {
            line.extend([". Threats: ", &phrase::and(&here), "."]);
        } else if view.was_looked_at(Place::Flow(f.id)) {
            line.push_str(". Reviewed; no threat on it.");
        }
        lines.push(line);
    }
    if let Some(bare) = facts.quiet_boundary().found() {
        let bare: Vec<String> = bare.iter().map(ToString::to_string).collect();
        lines.push(format!(
            "- No applicable threat recorded on the flow or at its ends: {}.",
            phrase::and(&bare)
        ));
    }
    lines.extend(parts_by_zone(view, false));
    lines.extend(inside.into_iter().map(|f| flow(view, f, "")));
    lines
}
