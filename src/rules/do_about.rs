//! Question 3: enough ideas, of more than one kind, that say what to do and how to see it done.

use std::collections::HashSet;

use super::Situation;
use crate::check::count;
use crate::domain::{Mitigation, Status};

/// The ideas for the threat that the room talks about, without the ones that it looked at and did not take.
fn ideas_here<'a>(s: &Situation<'a>) -> Vec<&'a Mitigation> {
    let Some(threat) = s.threat else {
        return Vec::new();
    };
    s.session
        .mitigations_for(threat)
        .filter(|m| m.status != Status::Rejected)
        .collect()
}

/// R44: three to six ideas, and more than one kind.
pub(super) fn ideas(s: &Situation<'_>) -> Option<String> {
    let rules = &s.thresholds.rules;
    let threat = s.session.threat(s.threat?)?;
    let settled = threat.deferred.is_some()
        || threat
            .response
            .as_ref()
            .is_some_and(|r| r.kind.wants_reason());
    let all = ideas_here(s);
    let new = all.iter().filter(|m| !m.status.works_now()).count();
    if settled || new == 0 {
        return None;
    }
    let id = threat.id;
    let kinds: Option<HashSet<_>> = all.iter().map(|m| m.kind).collect();
    if new < rules.ideas {
        let (n, least, most) = (count(new, "idea"), rules.ideas, rules.most_ideas);
        Some(format!(
            "{id} has {n}. What else? Aim for {least} to {most}, of more than one kind."
        ))
    } else {
        kinds
            .filter(|kinds| kinds.len() < rules.kinds)
            .and_then(|kinds| {
                let kind = kinds.into_iter().next()?;
                let all = all.len();
                let word = kind.words();
                Some(format!(
                    "All {all} for {id} {word}. What would do something else about it?"
                ))
            })
    }
}

/// R47: a soft verb where a deed should be.
pub(super) fn soft_verb(s: &Situation<'_>) -> Option<String> {
    let soft = &s.thresholds.mitigations.soft_verbs;
    ideas_here(s)
        .into_iter()
        .filter(|m| s.looks_at(m.id) && m.verify.is_empty() && !m.status.works_now())
        .find_map(|m| {
            let word = soft.found_in(&m.text)?;
            let verify = s.key("verify");
            Some(format!(
                "\"{word}\" in {}: how would we see it? {verify} says how",
                m.id
            ))
        })
}

/// R48: what was picked can be seen to work.
pub(super) fn how_we_know(s: &Situation<'_>) -> Option<String> {
    let unseen = |m: &&Mitigation| {
        s.looks_at(m.id)
            && m.status.is_picked()
            && m.status != Status::Verified
            && m.verify.is_empty()
    };
    let m = ideas_here(s).into_iter().find(unseen)?;
    let verify = s.key("verify");
    Some(format!(
        "How will we know that {} works? {verify} says how",
        m.id
    ))
}
