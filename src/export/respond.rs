//! `respond.md`: what to have at hand when one of the top threats happens: a card for each, with how we would notice,
//! what is in place, whom to call and what to look at first. What the model does not say is asked, before the night on
//! which someone needs it.

use super::actions::title;
use super::cited;
use super::markdown::escape;
use super::phrase;
use super::ranking;
use super::summary::threat::marks;
use super::view::View;
use super::{Kind, Shelf, Takes, one};
use crate::domain::{
    Action, ActionKind, ActionStatus, AssumptionState, ControlKind, ElementId, ItemId, Mitigation,
    Place, QuestionState, Status, Threat,
};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "respond",
    file: "respond.md",
    describes: "a card for each top threat",
    shelf: Shelf::People,
    write: |view| one(&KIND, render(view)),
    takes: Takes::Everything,
};

/// The whole file.
fn render(view: &View) -> String {
    let top = ranking::top(view);
    let mut out = format!("# Incident cards: {}\n\n", title(&view.session.title));
    if top.is_empty() {
        out.push_str("No threat has been rated or worked on yet.\n");
        return out;
    }
    let cards = match top.len() {
        1 => "A card for the top threat".to_owned(),
        n => format!("One card for each of the {n} top threats"),
    };
    out.push_str(&cards);
    if let Some(started) = view.session.started() {
        let on = phrase::date(started.date_naive());
        out.extend([", from the meeting of ", &on]);
    }
    out.push_str(".\n");
    for threat in top {
        let words = escape(&threat.text);
        out.push_str(&format!(
            "\n## {words} ({})\n\n{}\n",
            marks(view, threat),
            card(view, threat).join("\n")
        ));
    }
    out
}

/// The lines of a card, in the order in which they are needed.
fn card(view: &View, threat: &Threat) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(sentence) = view.session.sentence(threat) {
        lines.push(format!("- **What happens:** {}", escape(&sentence)));
    }
    let impact = view.session.business_words(threat);
    if !impact.is_empty() {
        let risk = phrase::sentence(&escape(&impact));
        lines.push(format!("- **Business impact:** {risk}"));
    }
    let all = view.mitigations_for(threat.id);
    let signs = all
        .iter()
        .filter(|m| notices(m) && m.status != Status::Rejected);
    lines.push(said_or(
        "Signs",
        signs.map(|m| named(m, Status::InPlace)).collect(),
        "No known signs.",
    ));
    let there = all.iter().filter(|m| m.works() && !notices(m));
    lines.push(said_or(
        "In place",
        there.map(|m| named(m, Status::InPlace)).collect(),
        "Nothing recorded.",
    ));
    let ideas = all
        .iter()
        .filter(|m| !m.works() && m.status != Status::Rejected && !notices(m));
    let ideas: Vec<String> = ideas.map(|m| named(m, Status::InPlace)).collect();
    if !ideas.is_empty() {
        lines.push(said_or("Not yet in place", ideas, ""));
    }
    lines.push(said_or(
        "Who to call",
        whom(view, threat),
        "No contact yet.",
    ));
    let check = first(view, threat);
    if check.is_empty() {
        lines.push("- **Check first:** nothing recorded".to_owned());
    } else {
        lines.push("- **Check first:**".to_owned());
        lines.extend(check.iter().map(|check| format!("  - {check}")));
    }
    let is_runbook = |a: &&&Action| a.kind == ActionKind::Runbook;
    let runbooks = view.steps_for(threat.id).iter().filter(is_runbook);
    lines.push(said_or(
        "Runbook",
        runbooks.map(|a| view.step_md(a)).collect(),
        "No runbook yet.",
    ));
    lines.extend(cited::all(threat).map(|see| format!("- **See also:** {see}.")));
    lines
}

/// `- **Signs:** …`, or what is asked where no one said it.
fn said_or(label: &str, says: Vec<String>, asks: &str) -> String {
    if says.is_empty() {
        return format!("- **{label}:** {asks}");
    }
    format!("- **{label}:** {}", phrase::sentence(&says.join("; ")))
}

fn notices(mitigation: &Mitigation) -> bool {
    mitigation.kind == Some(ControlKind::Detective)
}

/// `Write-only folder (M4, implemented)`; a status that the label says already is left out.
fn named(mitigation: &Mitigation, plain: Status) -> String {
    let words = escape(&mitigation.text);
    let mut marks = mitigation.id.to_string();
    if mitigation.status != plain || mitigation.check_words().is_some() {
        marks.extend([", ", &mitigation.standing_words()]);
    }
    format!("{} ({marks})", phrase::stem(&words))
}

/// Who owns a place where it happens, and who works on it.
fn whom(view: &View, threat: &Threat) -> Vec<String> {
    let session = view.session;
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    let mut add = |who: String, why: String| match found.iter_mut().find(|(known, _)| *known == who)
    {
        Some((_, whys)) if whys.contains(&why) => {}
        Some((_, whys)) => whys.push(why),
        None => found.push((who, vec![why])),
    };
    for element in session
        .elements
        .iter()
        .filter(|e| places(view, threat).contains(&e.id))
    {
        if let Some(owner) = element
            .owner
            .as_ref()
            .and_then(|words| view.owner_md(words))
        {
            add(owner, format!("owns {}", escape(&element.name)));
        }
    }
    for action in view.steps_for(threat.id) {
        let does = match action.status {
            ActionStatus::Open => "works on",
            ActionStatus::Done => "did",
            ActionStatus::Dropped => continue,
        };
        if action.owner.is_some() {
            let label = view.label_md(action.owner);
            let who = label.unwrap_or_else(|| "name not shown".to_owned());
            add(who, format!("{does} {}", action.id));
        }
    }
    found
        .into_iter()
        .map(|(who, whys)| format!("{who} ({})", whys.join(", ")))
        .collect()
}

/// The parts where a threat bites; of a flow, both ends.
fn places(view: &View, threat: &Threat) -> Vec<ElementId> {
    let mut parts = Vec::new();
    for place in &threat.places {
        match place {
            Place::Element(id) => parts.push(*id),
            Place::Flow(id) => {
                let flow = view.session.flows.iter().find(|flow| flow.id == *id);
                parts.extend(flow.into_iter().flat_map(|flow| [flow.from, flow.to]));
            }
            Place::Whole => {}
        }
    }
    parts
}

/// What to look at first: whether what is in place still works, whether what it rests on is so, what no one knew.
fn first(view: &View, threat: &Threat) -> Vec<String> {
    let all = view.mitigations_for(threat.id).iter();
    let mut lines: Vec<String> = all
        .filter(|m| m.works())
        .map(|m| {
            let words = escape(&m.text);
            let mut line = format!(
                "Check that it still works: {} ({})",
                phrase::stem(&words),
                m.id
            );
            if !m.verify.is_empty() {
                let check = phrase::sentence(&escape(&m.verify));
                line.extend([" Verification: ", &check]);
            }
            line
        })
        .collect();
    let behind: Vec<ItemId> = view
        .mitigations_for(threat.id)
        .iter()
        .map(|m| m.id.into())
        .chain([threat.id.into()])
        .collect();
    let assumed = view.session.assumptions.iter();
    let rests = assumed.filter(|a| {
        a.state != AssumptionState::Rejected && a.about.iter().any(|id| behind.contains(id))
    });
    lines.extend(rests.map(|a| {
        let words = escape(&a.text);
        format!("Check the assumption: {} ({})", phrase::stem(&words), a.id)
    }));
    let asked = view.questions_about(threat.id).iter();
    let open = asked.filter(|q| matches!(q.state, QuestionState::Open | QuestionState::Moved));
    lines.extend(open.map(|q| format!("{} ({})", escape(&q.text), q.id)));
    lines
}
