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
            line.extend([". Here: ", &phrase::and(&here), "."]);
        } else if view.was_looked_at(Place::Flow(f.id)) {
            line.push_str(". Looked at; no threat was put here.");
        } else {
            bare.push(f.id.to_string());
        }
        lines.push(line);
    }
    if !bare.is_empty() {
        let bare = phrase::and(&bare);
        lines.push(format!(
            "- What can go wrong at {bare}? Nothing was put there."
        ));
    }
    lines.extend(parts_by_zone(view, false));
    lines.extend(inside.into_iter().map(|f| flow(view, f, "")));
    lines
}
