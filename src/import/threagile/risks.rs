//! What can go wrong according to the model: its abuse cases, and the risks that people added by hand.

use super::system::Names;
use super::{origin, plain};
use crate::domain::{ActorKind, LIMITS, Parts, Place, Severity, Stride, Text, ThreatId};
use crate::import::Draft;
use crate::import::yaml::Node;

/// Takes abuse cases and individual risks over.
pub(super) fn take(model: &Node, names: &Names, draft: &mut Draft) {
    for (name, case) in model.get("abuse_cases").map().unwrap_or_default() {
        let said = plain(case.text());
        let who = actor(&said);
        let words = together(&plain(name), &said);
        let words = draft.words(&words, "abuse case");
        if words.is_empty() {
            continue;
        }
        if let Some(threat) = draft.threat(words) {
            threat.origin = Some(Box::new(origin("abuse-case", name)));
            threat.parts = who.map(Box::new);
        }
    }
    let categories = model.get("individual_risk_categories").map();
    for (name, category) in categories.unwrap_or_default() {
        risks_of(name, category, names, draft);
    }
}

fn risks_of(name: &str, category: &Node, names: &Names, draft: &mut Draft) {
    let called = match category.get("id").text() {
        "" => name,
        id => id,
    };
    let mut threats: Vec<ThreatId> = Vec::new();
    let risks = category.get("risks_identified").map().unwrap_or_default();
    for (title, risk) in risks {
        let words = draft.words(&plain(title), "risk");
        if words.is_empty() {
            continue;
        }
        let severity = severity(risk.get("severity").text());
        if severity.is_none() && !risk.get("severity").is_nothing() {
            draft.leave_out("severity of a risk", "is not one that Threagile has");
        }
        let Some(threat) = draft.threat(words) else {
            continue;
        };
        threat.severity = severity;
        threat.stride = stride(category.get("stride").text()).into_iter().collect();
        let asset = names.get(risk.get("most_relevant_technical_asset").text());
        threat.places = asset.map(|id| Place::Element(*id)).into_iter().collect();
        if let Ok(number) = category.get("cwe").text().parse::<u32>() {
            threat.references.push(Text::from(format!("CWE-{number}")));
        }
        let link = category.get("cheat_sheet").text();
        if link.starts_with("http") {
            threat.references.push(Text::new(link));
        }
        threat.origin = Some(Box::new(origin("risk", &format!("{called}/{title}"))));
        threats.push(threat.id);
    }
    let mitigation = together(
        &plain(category.get("action").text()),
        &plain(category.get("mitigation").text()),
    );
    let mitigation = draft.words(&mitigation, "mitigation of a risk category");
    if threats.is_empty() || mitigation.is_empty() {
        return;
    }
    if threats.len() > LIMITS.links {
        draft.leave_out("link of a mitigation", "is over the limit of a mitigation");
        threats.truncate(LIMITS.links);
    }
    if let Some(made) = draft.mitigation(mitigation) {
        made.threats = threats;
        made.origin = Some(Box::new(origin("risk-category", called)));
    }
}

/// Who it is in `As a hacker I want to ...`, which is how abuse cases are written: a kind of ours, or words.
fn actor(said: &str) -> Option<Parts> {
    const LONGEST: usize = 60;
    let said = said.trim_start();
    let who = ["As a ", "As an "]
        .iter()
        .find_map(|start| said.strip_prefix(start))?;
    let (who, _) = who.split_once(" I want")?;
    let who = Text::new(who.trim_end_matches(','));
    let mut parts = Parts::default();
    match ActorKind::named(&who) {
        Some(kind) => parts.actor = Some(kind),
        None if who.len() <= LONGEST => parts.who = who,
        None => return None,
    }
    Some(parts).filter(|parts| !parts.is_empty())
}

/// `Name: what it is`, or whichever there is.
fn together(name: &str, text: &str) -> String {
    match (name.trim(), text.trim()) {
        ("", one) | (one, "") => one.to_owned(),
        (name, text) => format!("{name}: {text}"),
    }
}

/// Threagile's five steps; what it calls elevated is above medium.
fn severity(word: &str) -> Option<Severity> {
    match word {
        "low" => Some(Severity::Low),
        "medium" => Some(Severity::Medium),
        "elevated" | "high" => Some(Severity::High),
        "critical" => Some(Severity::Critical),
        _ => None,
    }
}

fn stride(word: &str) -> Option<Stride> {
    let words = word.replace('-', " ");
    Stride::ALL
        .into_iter()
        .find(|category| category.words() == words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abuse_case_says_who_it_is_as_a_kind_or_in_words() {
        let who = |said: &str| actor(said).map(|parts| (parts.actor, parts.who.to_string()));
        for (said, found) in [
            ("As a hacker I want to steal", Some((None, "hacker"))),
            (
                "As an insider, I want to copy",
                Some((Some(ActorKind::Insider), "")),
            ),
            ("As a result, data is lost", None),
            ("A hacker steals", None),
        ] {
            let found = found.map(|(kind, words)| (kind, words.to_owned()));
            assert_eq!(who(said), found, "{said}");
        }
    }
}
