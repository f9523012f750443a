//! One threat on the page: its words and marks, and a sentence for each thing that belongs to it.

use super::cuts::Cut;
use crate::domain::{Mitigation, Place, QuestionState, ResponseKind, Status, Text, Threat};
use crate::export::cited;
use crate::export::markdown::escape;
use crate::export::phrase;
use crate::export::view::{View, is_open};
use crate::facts::Standing;

/// Said of each threat that the count of those with nothing decided includes.
pub(super) const NOTHING_DECIDED: &str = "Nothing decided yet.";

/// `worded as "a" and "b"`.
pub(super) fn said_as(wordings: &[Text]) -> String {
    let quoted: Vec<String> = wordings
        .iter()
        .map(|w| format!("\"{}\"", escape(w)))
        .collect();
    format!("worded as {}", phrase::and(&quoted))
}

/// `Partner file swapped (T2, high, sftp)`.
pub(super) fn named(view: &View, threat: &Threat) -> String {
    format!("{} ({})", escape(&threat.text), marks(view, threat))
}

/// The sentence about a threat, then what belongs to it.
pub(super) fn joined(words: &str, pieces: &[String]) -> String {
    if pieces.is_empty() {
        return words.to_owned();
    }
    format!("{} {}", phrase::sentence(words), pieces.join(" "))
}

/// Id, former ids, severity, places.
pub(in crate::export) fn marks(view: &View, threat: &Threat) -> String {
    let mut marks = vec![threat.id.to_string()];
    if !threat.merged.is_empty() {
        let ids: Vec<String> = threat.merged.iter().map(|m| m.id.to_string()).collect();
        marks.push(format!("includes {}", phrase::and(&ids)));
    }
    marks.extend(view.rated_and_left(threat).map(|words| escape(&words)));
    let places: Vec<String> = threat
        .places
        .iter()
        .filter(|place| **place != Place::Whole)
        .map(|place| escape(&view.session.place_words(*place)))
        .collect();
    if !places.is_empty() {
        marks.push(format!("on {}", phrase::and(&places)));
    }
    if threat.places.contains(&Place::Whole) {
        marks.push(view.session.place_words(Place::Whole));
    }
    marks.join(", ")
}

/// Everything that belongs to a threat, a sentence each, in the order of question 3.
pub(super) fn pieces(view: &View, threat: &Threat, cut: &Cut) -> Vec<String> {
    let mut says = said(view, threat);
    if view.standing(threat.id) == Standing::Undecided {
        says.push(NOTHING_DECIDED.to_owned());
    }
    let all = view.mitigations_for(threat.id);
    says.extend(answers(all, cut.apart));
    if !cut.apart {
        says.extend(verified_by(all));
    }
    if let Some(response) = threat
        .response
        .as_ref()
        .filter(|r| r.kind == ResponseKind::Reduce)
    {
        if !response.reason.is_empty() {
            let reason = escape(&response.reason);
            says.push(format!("Reason to mitigate: {}", phrase::sentence(&reason)));
        } else if all.is_empty() {
            says.push("To be mitigated; no mitigations yet.".to_owned());
        }
    }
    says.extend(next_steps(view, threat));
    says.extend(asked(view, threat));
    says.extend(see(threat));
    says
}

/// What happens in a sentence, its other wordings, and what would be lost.
pub(in crate::export) fn said(view: &View, threat: &Threat) -> Vec<String> {
    let mut says = Vec::new();
    says.extend(view.session.sentence(threat).map(|says| escape(&says)));
    if !threat.also.is_empty() {
        says.push(format!("Also {}.", said_as(&threat.also)));
    }
    let impact = view.session.business_words(threat);
    if !impact.is_empty() {
        let impact = phrase::sentence(&escape(&impact));
        says.push(format!("Business impact: {impact}"));
    }
    let assets = view.session.assets_of(threat);
    let assets: Vec<String> = assets.map(|asset| escape(&asset.name)).collect();
    if !assets.is_empty() {
        says.push(phrase::sentence(&format!(
            "Harms: {}",
            phrase::and(&assets)
        )));
    }
    let hands = view.session.clarity_hands(threat.id);
    says.extend(hands.map(|hands| format!("Understood, hands from 1 to 5: {hands}.")));
    says
}

/// What stops it, will, could, and was not taken; `apart`, only their ids.
pub(in crate::export) fn answers(all: &[&Mitigation], apart: bool) -> Vec<String> {
    let mut says = Vec::new();
    let group = |label: &str, plain: Status, wanted: &dyn Fn(&Mitigation) -> bool| {
        let found: Vec<String> = all
            .iter()
            .filter(|m| wanted(m))
            .map(|m| {
                if apart {
                    return m.id.to_string();
                }
                let status = Some(m.status.words()).filter(|_| m.status != plain);
                // The group of those that do not work says so already.
                let check = m.check_words().filter(|_| !m.has_failed());
                let says: Vec<&str> = status.into_iter().chain(check).collect();
                mitigation(m, &says.join(", "))
            })
            .collect();
        (!found.is_empty()).then(|| phrase::sentence(&format!("{label}: {}", found.join("; "))))
    };
    says.extend(group("In place", Status::InPlace, &Mitigation::works));
    let failed = Mitigation::has_failed;
    says.extend(group("Does not work", Status::InPlace, &failed));
    let picked = |m: &Mitigation| m.status.is_picked() && !m.status.is_built();
    says.extend(group("Planned", Status::Planned, &picked));
    let is = |status| move |m: &Mitigation| m.status == status;
    says.extend(group("Proposed", Status::CouldDo, &is(Status::CouldDo)));
    says.extend(group("Rejected", Status::Rejected, &is(Status::Rejected)));
    says
}

/// `Questions: Q2 and Q4.`
pub(in crate::export) fn asked(view: &View, threat: &Threat) -> Option<String> {
    let questions = view.questions_about(threat.id).iter();
    let questions = questions.filter(|q| q.state != QuestionState::Withdrawn);
    let ids: Vec<String> = questions.map(|q| q.id.to_string()).collect();
    (!ids.is_empty()).then(|| format!("Questions: {}.", phrase::and(&ids)))
}

/// Where it comes from.
pub(in crate::export) fn see(threat: &Threat) -> Option<String> {
    cited::all(threat).map(|see| format!("See {see}."))
}

/// `Short token life (M1)`, `Signed files (M2, in progress; also worded as "…")`.
pub(super) fn mitigation(mitigation: &Mitigation, status: &str) -> String {
    let mut marks = mitigation.id.to_string();
    if !status.is_empty() {
        marks.extend([", ", status]);
    }
    let words = escape(&mitigation.text);
    if !mitigation.also.is_empty() {
        marks.extend(["; also ", &said_as(&mitigation.also)]);
    }
    format!("{} ({marks})", phrase::stem(&words))
}

/// How we will know that each of these works.
pub(super) fn verified_by(mitigations: &[&Mitigation]) -> Vec<String> {
    mitigations
        .iter()
        .filter(|m| !m.verify.is_empty() && m.status != Status::Rejected)
        .map(|m| {
            format!(
                "Verification of {}: {}",
                m.id,
                phrase::sentence(&escape(&m.verify))
            )
        })
        .collect()
}

/// The action items for a threat: `Next: A1, Ed, by 30 May 2026.`
fn next_steps(view: &View, threat: &Threat) -> Option<String> {
    let steps: Vec<String> = view
        .steps_for(threat.id)
        .iter()
        .map(|action| {
            let mut parts = vec![action.id.to_string()];
            if is_open(action) {
                match (action.owner, view.label_md(action.owner)) {
                    (Some(_), label) => parts.extend(label),
                    (None, _) => parts.push("no owner yet".to_owned()),
                }
                parts.push(view.by_when(action));
            } else {
                parts.push(action.status.words().to_owned());
            }
            parts.join(", ")
        })
        .collect();
    (!steps.is_empty()).then(|| format!("Next: {}.", steps.join("; ")))
}
