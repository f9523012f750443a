//! Question 1: rough is enough, and what a map tends to hide.

use std::collections::HashMap;

use super::Situation;
use crate::check::short;
use crate::domain::{AssumptionState, Element, ElementId, ElementKind, Flow, ItemId, Place};

/// R13: a step that runs over its plan by half.
pub(super) fn over_plan(s: &Situation<'_>) -> Option<String> {
    let slot = s.clock.slots.get(s.clock.at)?;
    let over = 100 + s.thresholds.rules.over_plan_percent;
    let long = slot.planned > 0 && slot.spent * 100 >= slot.planned * 60 * over;
    (s.clock_runs() && s.step == Some(slot.step) && long).then(|| {
        let next = s.key("next_step");
        let step = slot.step.word();
        format!("Rough is enough: {step} took half as long again as planned. {next} goes on.")
    })
}

fn parts<'a>(s: &Situation<'a>) -> HashMap<ElementId, &'a Element> {
    s.session.elements.iter().map(|e| (e.id, e)).collect()
}

/// `F3 (web > ledger)`.
fn called(s: &Situation<'_>, flow: &Flow) -> String {
    let (from, to) = (
        s.session.element_name(flow.from),
        s.session.element_name(flow.to),
    );
    format!("{} ({} > {})", flow.id, short(&from), short(&to))
}

/// R14: a part that nobody understands gets a question or a threat.
pub(super) fn unknown_part(s: &Situation<'_>) -> Option<String> {
    let session = s.session;
    let asked = |e: &Element| {
        let place = Place::Element(e.id);
        session
            .questions
            .iter()
            .any(|q| q.about.contains(&e.id.into()))
            || session.threats.iter().any(|t| t.places.contains(&place))
    };
    let part = session.elements.iter().find(|e| e.unknown && !asked(e))?;
    let (question, threat) = (s.key("question"), s.key("threat"));
    let name = short(&part.name);
    Some(format!(
        "Nobody knows how {name} works. {question} asks, or {threat} and >{name} says what could go wrong."
    ))
}

/// R16: somebody outside and one boundary, or a threat to the system as a whole.
pub(super) fn outside(s: &Situation<'_>) -> Option<String> {
    let session = s.session;
    let whole = session
        .threats
        .iter()
        .any(|t| t.places.contains(&Place::Whole));
    if session.elements.len() < s.thresholds.rules.some_elements || whole || !s.is_meeting() {
        return None;
    }
    let parts = parts(s);
    let zone = |id: &ElementId| parts.get(id).and_then(|e| e.zone);
    let line = s.key("map_line");
    let outside = |e: &Element| e.kind == ElementKind::ExternalEntity;
    if !session.elements.iter().any(outside) {
        return Some(format!(
            "Nobody outside is on the map. {line} (customer) puts one there."
        ));
    }
    let crossing = session.flows.iter().any(|f| zone(&f.from) != zone(&f.to));
    (!crossing).then(|| {
        format!("No trust boundary on the map. {line} zone core: and the names of parts draws one.")
    })
}

/// R17: what moves across a boundary has a name.
pub(super) fn what_moves(s: &Situation<'_>) -> Option<String> {
    let parts = parts(s);
    let zone = |id: &ElementId| parts.get(id).and_then(|e| e.zone);
    let silent = |f: &&Flow| f.data.is_empty() && zone(&f.from) != zone(&f.to) && s.looks_at(f.id);
    let flow = s.session.flows.iter().find(silent)?;
    let edit = s.key("edit");
    let flow = called(s, flow);
    Some(format!(
        "{flow} crosses a boundary. What moves? {edit} says it."
    ))
}

/// R18: a flow that is sometimes another one is two flows.
pub(super) fn two_flows(s: &Situation<'_>) -> Option<String> {
    let words = &s.thresholds.rules.two_flows;
    s.session
        .flows
        .iter()
        .filter(|f| s.looks_at(f.id))
        .find_map(|f| {
            let word = words.found_in(&f.data)?;
            let (edit, line) = (s.key("edit"), s.key("map_line"));
            Some(format!(
                "{} says \"{word}\": two flows? {edit} cuts it, {line} writes the other",
                f.id
            ))
        })
}

/// R19: stores do not move data by themselves.
pub(super) fn store_to_store(s: &Situation<'_>) -> Option<String> {
    let parts = parts(s);
    let store = |id: &ElementId| {
        parts
            .get(id)
            .is_some_and(|e| e.kind == ElementKind::DataStore)
    };
    let mut flows = s.session.flows.iter().filter(|f| s.looks_at(f.id));
    let flow = flows.find(|f| store(&f.from) && store(&f.to))?;
    Some(format!(
        "{} goes from store to store. Which process moves it?",
        called(s, flow)
    ))
}

/// R20: an assumption ends as yes, as no, or as a question.
pub(super) fn settle(s: &Situation<'_>) -> Option<String> {
    let asked = |id: ItemId| s.session.questions.iter().any(|q| q.about.contains(&id));
    let mut open = s
        .session
        .assumptions
        .iter()
        .filter(|a| a.state == AssumptionState::Unconfirmed && !asked(a.id.into()));
    let first = open.next()?;
    let more = match open.count() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let (yes, no, question) = (s.key("yes"), s.key("no"), s.key("question"));
    Some(format!(
        "{}{more}: is it so? {yes} yes, {no} no, {question} if nobody here knows.",
        first.id
    ))
}
