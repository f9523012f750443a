//! Question 1: rough is enough, and what a map tends to hide.

use std::collections::HashMap;

use super::{Situation, first_and_more};
use crate::check::{flow, short};
use crate::domain::{Element, ElementId, ElementKind, ItemId, Place, Says, Verb, says};

/// R13: a step that runs over its plan by half.
pub(super) fn over_plan(s: &Situation<'_>) -> Option<Says> {
    let slot = s.clock.slots.get(s.clock.at)?;
    let over = 100 + s.facts.limits.rules.over_plan_percent;
    let long = slot.planned > 0 && slot.spent * 100 >= slot.planned * 60 * over;
    (s.clock_runs() && s.step == Some(slot.step) && long).then(|| {
        let step = slot.step.word();
        let percent = s.facts.limits.rules.over_plan_percent;
        says![
            format!("A rough map is enough: {step} is {percent}% or more over plan. Press "),
            Verb::NextStep,
            " to go on."
        ]
    })
}

fn parts<'a>(s: &Situation<'a>) -> HashMap<ElementId, &'a Element> {
    s.facts.session.elements.iter().map(|e| (e.id, e)).collect()
}

/// R14: an unknown element gets a question or a threat.
pub(super) fn unknown_part(s: &Situation<'_>) -> Option<Says> {
    let ids = s.facts.unknown_elements().found()?;
    let ItemId::Element(id) = *ids.first()? else {
        return None;
    };
    let name = short(&s.facts.session.element_name(id));
    Some(says![
        format!("No one knows how {name} works. Press "),
        Verb::Question,
        " to ask, or ",
        Verb::Threat,
        format!(" and >{name} to add a threat.")
    ])
}

/// R16: someone outside and one boundary, or a threat to the system as a whole.
pub(super) fn outside(s: &Situation<'_>) -> Option<Says> {
    let session = s.facts.session;
    let whole = session
        .threats
        .iter()
        .any(|t| t.places.contains(&Place::Whole));
    if session.elements.len() < s.facts.limits.rules.some_elements || whole || !s.facts.is_meeting()
    {
        return None;
    }
    let outside = |e: &Element| e.kind == ElementKind::ExternalEntity;
    if !session.elements.iter().any(outside) {
        return Some(says![
            "No external entity on the map. Press ",
            Verb::MapLine,
            " and type (customer)."
        ]);
    }
    let crossing = s.facts.crossing_flows().next().is_some();
    (!crossing).then(|| {
        says![
            "No trust boundary yet. Press ",
            Verb::MapLine,
            " and type zone core: then element names."
        ]
    })
}

/// R17: what moves across a boundary has a name.
pub(super) fn what_moves(s: &Situation<'_>) -> Option<Says> {
    let mut crossing = s.facts.crossing_flows();
    let silent = crossing.find(|f| f.data.is_empty() && s.looks_at(f.id))?;
    let name = flow(&s.facts, silent.id);
    Some(says![
        format!(
            "{name} crosses a boundary. What data moves? {}",
            s.press(silent.id)
        ),
        Verb::Edit,
        " to name it."
    ])
}

/// R18: a flow that is sometimes another one is two flows.
pub(super) fn two_flows(s: &Situation<'_>) -> Option<Says> {
    let words = &s.facts.limits.rules.two_flows;
    s.facts
        .session
        .flows
        .iter()
        .filter(|f| s.looks_at(f.id))
        .find_map(|f| {
            let word = words.found_in(&f.data)?;
            let id = f.id;
            Some(says![
                format!("{id} says \"{word}\": two flows? {}", s.press(id)),
                Verb::Edit,
                " to shorten it, ",
                Verb::MapLine,
                " to add the other"
            ])
        })
}

/// R19: stores do not move data by themselves.
pub(super) fn store_to_store(s: &Situation<'_>) -> Option<Says> {
    let parts = parts(s);
    let store = |id: &ElementId| {
        parts
            .get(id)
            .is_some_and(|e| e.kind == ElementKind::DataStore)
    };
    let mut flows = s.facts.session.flows.iter().filter(|f| s.looks_at(f.id));
    let found = flows.find(|f| store(&f.from) && store(&f.to))?;
    let name = flow(&s.facts, found.id);
    Some(format!("{name} goes from store to store. Which process moves it?").into())
}

/// R20: an assumption ends as yes, as no, or as a question.
pub(super) fn settle(s: &Situation<'_>) -> Option<Says> {
    let open = s.facts.unsettled_assumptions().found()?;
    // The selected one first: the keys act on it.
    let (here, rest): (Vec<_>, Vec<_>) = open
        .unasked
        .into_iter()
        .partition(|id| s.selected == Some(*id));
    let asked = [here, rest].concat();
    let which = first_and_more(&asked)?;
    let press = s.press(*asked.first()?);
    Some(says![
        format!("{which}: is this true? {press}"),
        Verb::Yes,
        " for yes, ",
        Verb::No,
        " for no, ",
        Verb::Question,
        " to ask it."
    ])
}
