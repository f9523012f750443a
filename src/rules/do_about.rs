//! Question 3: enough ideas, of more than one kind, that say what to do and how to see it done.

use super::Situation;
use crate::check::count;
use crate::domain::{Mitigation, Says, Verb, says};
use crate::facts::options;

/// The ideas for the threat that the room talks about, without the ones that it looked at and did not take.
fn ideas_here<'a>(s: &Situation<'a>) -> Vec<&'a Mitigation> {
    s.threat
        .map_or_else(Vec::new, |threat| s.facts.ideas_for(threat))
}

/// R44: three to six ideas, and more than one kind.
pub(super) fn ideas(s: &Situation<'_>) -> Option<Says> {
    let rules = &s.facts.limits.rules;
    let threat = s.facts.session.threat(s.threat?)?;
    let settled = threat.deferred.is_some()
        || threat
            .response
            .as_ref()
            .is_some_and(|r| r.kind.wants_reason());
    let all = ideas_here(s);
    let new = options(&all).count();
    if settled || new == 0 {
        return None;
    }
    let id = threat.id;
    if new < rules.ideas {
        let (n, least, most) = (count(new, "idea"), rules.ideas, rules.most_ideas);
        let says =
            format!("{id} has {n}. What else? Aim for {least} to {most}, of different kinds.");
        return Some(says.into());
    }
    let kinds = s.facts.few_kinds(&all)?;
    let words: Vec<&str> = kinds.iter().map(|kind| kind.words()).collect();
    let (all, words) = (all.len(), words.join(" or "));
    let says = format!("All {all} for {id} {words}. What other kind of control is there?");
    Some(says.into())
}

/// R47: a vague verb instead of an action.
pub(super) fn soft_verb(s: &Situation<'_>) -> Option<Says> {
    ideas_here(s)
        .into_iter()
        .filter(|m| s.looks_at(m.id))
        .find_map(|m| {
            let word = s.facts.soft_verb(m)?;
            let id = m.id;
            Some(says![
                format!("\"{word}\" in {id}: how would we see it? {}", s.press(id)),
                Verb::Verify,
                " to say how"
            ])
        })
}

/// R48: what was picked can be seen to work.
pub(super) fn how_we_know(s: &Situation<'_>) -> Option<Says> {
    let m = ideas_here(s)
        .into_iter()
        .find(|m| s.looks_at(m.id) && m.is_unverifiable())?;
    let id = m.id;
    Some(says![
        format!("How will we know that {id} works? {}", s.press(id)),
        Verb::Verify,
        " to say how"
    ])
}
