//! Question 2: everything that is said counts, and no single thing takes all the time.

use std::collections::HashMap;

use super::{Moment, Situation};
use crate::catalogue::Stage;
use crate::check::{count, short};
use crate::domain::{Flow, ItemId, Place, ResponseKind};

/// R23: a threat that begins as fixes do.
pub(super) fn reads_like_fix(s: &Situation<'_>) -> Option<String> {
    let Moment::Changed(Some(ItemId::Threat(id))) = s.moment else {
        return None;
    };
    let threat = s.session.threat(id)?;
    s.catalogue.reads_like_fix(&threat.text).then(|| {
        let (undo, park) = (s.key("undo"), s.key("park"));
        format!("It reads like a fix: {undo} takes it back, {park} parks a fix")
    })
}

/// R24: what is handled already stays on the list, so that the room sees by what.
pub(super) fn handled_counts(s: &Situation<'_>) -> Option<String> {
    matches!(s.moment, Moment::TakenOut(ItemId::Threat(_)))
        .then(|| "A threat that is handled already still counts".to_owned())
}

/// R32: one item, one debate; it can go on later.
pub(super) fn long_on_one(s: &Situation<'_>) -> Option<String> {
    let id = s.selected?;
    let seconds = s.thresholds.rules.long_on_one;
    let debatable = matches!(
        id,
        ItemId::Threat(_) | ItemId::Question(_) | ItemId::Assumption(_)
    );
    let long = (s.now - s.since).num_seconds() >= seconds;
    // While the room goes round, whoever's turn it is may think as long as they like.
    let goes_round = s.session.sittings.last().is_some_and(|m| m.turn.is_some());
    if goes_round && matches!(id, ItemId::Threat(_)) {
        return None;
    }
    (s.clock_runs() && debatable && long).then(|| {
        let (park, question) = (s.key("park"), s.key("question"));
        match id {
            ItemId::Question(_) => {
                let owner = s.key("owner");
                format!("{id} has had {seconds} seconds. {owner} says who finds out, {park} parks the rest.")
            }
            _ => format!("{id} has had {seconds} seconds. {park} parks it, {question} makes it a question."),
        }
    })
}

/// R36: said when question 2 is left: few threats in a whole meeting, or a boundary that nobody looked at.
pub(super) fn left_too_early(s: &Situation<'_>) -> Option<String> {
    if s.before != Some(Stage::GoWrong) || !s.is_meeting() {
        return None;
    }
    let (session, rules) = (s.session, &s.thresholds.rules);
    let back = s.key("go_go_wrong");
    let n = session.threats.len();
    if n < rules.few_threats && s.clock.planned() >= rules.whole_meeting * 60 {
        let n = count(n, "threat");
        return Some(format!(
            "Only {n} so far. Is that all that can go wrong? {back} goes back."
        ));
    }
    let zones: HashMap<_, _> = session.elements.iter().map(|e| (e.id, e.zone)).collect();
    let zone = |id| zones.get(&id).copied().flatten();
    let places = |f: &Flow| {
        [
            Place::Flow(f.id),
            Place::Element(f.from),
            Place::Element(f.to),
        ]
    };
    let applies = |kind: ResponseKind| kind != ResponseKind::NotApplicable;
    let looked_at = |f: &Flow| {
        session
            .threats
            .iter()
            .filter(|t| t.response.as_ref().is_none_or(|r| applies(r.kind)))
            .flat_map(|t| &t.places)
            .any(|place| places(f).contains(place))
            || session
                .swept
                .iter()
                .any(|swept| places(f).contains(&swept.place))
    };
    let mut crossing = session.flows.iter().filter(|f| zone(f.from) != zone(f.to));
    let flow = crossing.find(|f| !looked_at(f))?;
    let (from, to) = (
        session.element_name(flow.from),
        session.element_name(flow.to),
    );
    Some(format!(
        "Nobody looked at {} ({} > {}), which crosses a boundary. {back} goes back.",
        flow.id,
        short(&from),
        short(&to)
    ))
}
