//! The scope, the assumptions and the map.

use std::collections::HashSet;

use super::sentence::{Looked, count, short};
use super::view::View;
use crate::domain::{AssumptionState, ElementKind, Flow, ItemId, NoteKind, Place, Text};

/// Q20: nothing is named as in scope, or nothing as out.
pub(super) fn no_scope(view: &View) -> Looked {
    if !view.is_meeting() {
        return Looked::NotYet;
    }
    let none = |kind| view.session.notes_of(kind).next().is_none();
    let says = match (none(NoteKind::InScope), none(NoteKind::OutOfScope)) {
        (true, true) => Some("Nothing is named as in scope, and nothing as out"),
        (true, false) => Some("Nothing is named as in scope"),
        (false, true) => Some("Nothing is named as out of scope"),
        (false, false) => None,
    };
    Looked::from_says(says.map(str::to_owned))
}

/// Q35: an assumption that nobody confirmed or rejected.
pub(super) fn unsettled_assumptions(view: &View) -> Looked {
    view.each(
        &view.session.assumptions,
        |a| a.state == AssumptionState::Unconfirmed,
        "# was never confirmed",
        "assumptions were never confirmed",
    )
}

/// Q37: a part that nobody understands, and nobody asks about.
pub(super) fn unknown_part(view: &View) -> Looked {
    let asked: HashSet<ItemId> = view
        .session
        .questions
        .iter()
        .flat_map(|q| q.about.iter().copied())
        .collect();
    view.each(
        view.session.elements.iter().filter(|e| e.unknown),
        |e| !asked.contains(&e.id.into()) && view.threats_at(Place::Element(e.id)) == 0,
        "# is unknown and has no question or threat",
        "unknown elements have no question or threat",
    )
}

/// Q38: a part with threats that nobody owns. What is outside our control needs no owner of ours.
pub(super) fn unowned_part(view: &View) -> Looked {
    let touched: HashSet<Place> = view
        .top
        .iter()
        .flat_map(|t| t.places.iter().copied())
        .collect();
    view.each(
        view.session.elements.iter().filter(|e| {
            e.kind != ElementKind::ExternalEntity && touched.contains(&Place::Element(e.id))
        }),
        |e| e.owner.as_ref().is_none_or(Text::is_empty),
        "# has threats and no owner",
        "elements have threats and no owner",
    )
}

/// Q43: a flow that crosses a trust boundary, with no threat on it or at either end.
pub(super) fn quiet_boundary(view: &View) -> Looked {
    if view.threats.is_empty() {
        return Looked::NotYet;
    }
    let quiet = |f: &Flow| {
        [
            Place::Flow(f.id),
            Place::Element(f.from),
            Place::Element(f.to),
        ]
        .iter()
        .all(|place| view.threats_at(*place) == 0)
    };
    view.each(
        view.session.flows.iter().filter(|f| view.crosses(f)),
        quiet,
        "No threat touches #",
        "flows cross a boundary and have no threat",
    )
}

/// Q06: more than half of the threats are about one of several elements.
pub(super) fn one_place(view: &View) -> Looked {
    let limits = &view.limits.scope;
    let elements = &view.session.elements;
    let all = view.threats.len();
    if elements.len() < limits.focus_elements_from || all < limits.focus_threats_from {
        return Looked::NotYet;
    }
    let most = elements
        .iter()
        .map(|e| (view.threats_at(Place::Element(e.id)), e))
        // The first of equals, so that the sentence does not change from run to run.
        .rev()
        .max_by_key(|(n, _)| *n);
    match most {
        Some((n, e)) if limits.focus_percent.is_passed_by(n, all) => Looked::Found(
            format!(
                "{n} of {} are about {} ({}). And the rest?",
                count(all, "threat"),
                e.id,
                short(&e.name)
            ),
            vec![e.id.into()],
        ),
        _ => Looked::Fine,
    }
}

/// Q44: a map and not one threat.
pub(super) fn diagram_as_result(view: &View) -> Looked {
    let n = view.session.elements.len();
    if n < view.limits.scope.diagram_from {
        return Looked::NotYet;
    }
    Looked::from_says(
        view.threats
            .is_empty()
            .then(|| format!("{n} elements are on the map and no threat is on the list")),
    )
}

/// Q61: a map of some size on which nothing builds, deploys, watches or backs up the system.
pub(super) fn no_operation(view: &View) -> Looked {
    let limits = &view.limits.scope;
    let elements = &view.session.elements;
    if elements.len() < limits.operate_from {
        return Looked::NotYet;
    }
    let any = elements
        .iter()
        .any(|e| limits.operate_words.found_in(&e.name).is_some());
    Looked::from_says(
        (!any).then(|| "No element builds, deploys, watches or backs up the system".to_owned()),
    )
}
