//! The threats, one by one and as a list.

use std::collections::{HashMap, HashSet};

use super::sentence::{Looked, count};
use super::view::{View, distinct};
use super::words::words_of;
use crate::domain::pack::stem;
use crate::domain::{
    ItemId, Mitigation, Place, ResponseKind, Severity, Status, Stride, Threat, ThreatId,
};

/// Q23: high or critical, not put off, and no response.
pub(super) fn high_unanswered(view: &View) -> Looked {
    high_without(
        view,
        &view.taken_up,
        |t| t.response.is_none(),
        "has no response",
        "high or critical threats have no response",
    )
}

/// Q34: high or critical, and nothing is said of what the business would lose.
pub(super) fn no_business_risk(view: &View) -> Looked {
    high_without(
        view,
        &view.top,
        |t| t.business_risk.is_empty(),
        "does not say what would be lost",
        "high or critical threats do not say what would be lost",
    )
}

/// Q24: high or critical, without a vote, and nobody looked at it since.
pub(super) fn overlooked(view: &View) -> Looked {
    if view.session.voting().is_none() {
        return Looked::NotYet;
    }
    let overlooked: HashSet<ThreatId> = view.session.overlooked().into_iter().collect();
    high_without(
        view,
        &view.taken_up,
        |t| overlooked.contains(&t.id),
        "got no votes, and nobody looked at it",
        "high or critical threats have no votes and were not looked at",
    )
}

/// Looks at the high and critical ones of some threats; a single one is called by its severity.
fn high_without(
    view: &View,
    threats: &[&Threat],
    fires: impl Fn(&Threat) -> bool,
    one: &str,
    many: &str,
) -> Looked {
    let high = || threats.iter().copied().filter(|t| is_high(t));
    let severity = high()
        .find(|t| fires(t))
        .and_then(|t| t.severity)
        .map_or("", Severity::words);
    view.each(high(), &fires, &format!("# is {severity} and {one}"), many)
}

/// Q25: nothing works against it now, and nobody does anything about it. What the room decided to live with, to hand on
/// or to avoid needs neither.
pub(super) fn bare(view: &View) -> Looked {
    view.each(
        view.top
            .iter()
            .copied()
            .filter(|t| kind(t).is_none_or(|kind| kind == ResponseKind::Reduce)),
        |t| !view.has_open_action(t) && !view.mitigations(t).iter().any(|m| m.status.works_now()),
        "# has nothing in place and no open action item",
        "threats have nothing in place and no open action item",
    )
}

/// Q26: to be reduced, with fewer than two mitigations to choose from.
pub(super) fn few_options(view: &View) -> Looked {
    let options = view.limits.mitigations.options;
    view.each(
        view.top
            .iter()
            .copied()
            .filter(|t| kind(t) == Some(ResponseKind::Reduce)),
        |t| {
            let could = |m: &&&Mitigation| m.status != Status::InPlace;
            view.mitigations(t).iter().filter(could).count() < options
        },
        &format!("# has fewer than {options} mitigations to choose from"),
        &format!("threats have fewer than {options} mitigations to choose from"),
    )
}

/// Q27: two mitigations or more, all of one known kind.
pub(super) fn one_kind_of_control(view: &View) -> Looked {
    let kinds =
        |t: &Threat| -> Option<HashSet<_>> { view.mitigations(t).iter().map(|m| m.kind).collect() };
    view.each(
        view.top
            .iter()
            .copied()
            .filter(|t| view.mitigations(t).len() >= 2 && kinds(t).is_some()),
        |t| kinds(t).is_some_and(|kinds| kinds.len() == 1),
        "# has only one kind of control",
        "threats have only one kind of control",
    )
}

/// Q53: a decision other than to reduce, without a reason or the name of who decided. To rule a threat out is one too.
pub(super) fn decided_without_why(view: &View) -> Looked {
    view.each(
        view.session
            .threats
            .iter()
            .filter(|t| kind(t).is_some_and(ResponseKind::wants_reason)),
        |t| {
            t.response
                .as_ref()
                .is_some_and(|r| r.reason.is_empty() || r.by.is_none())
        },
        "The decision on # lacks a reason or a name",
        "decisions lack a reason or a name",
    )
}

/// Q52: ruled out, and nobody said which test or fact shows it. "Impossible" was said of things that happened.
pub(super) fn ruled_out_without_evidence(view: &View) -> Looked {
    view.each(
        view.session
            .threats
            .iter()
            .filter(|t| kind(t) == Some(ResponseKind::NotApplicable)),
        |t| t.response.as_ref().is_some_and(|r| r.evidence.is_empty()),
        "# was ruled out, and nothing shows that it is so",
        "threats were ruled out, and nothing shows that it is so",
    )
}

/// Q55: put off, and nobody said until when.
pub(super) fn put_off_without_date(view: &View) -> Looked {
    view.each(
        view.threats
            .iter()
            .copied()
            .filter(|t| t.deferred.is_some()),
        |t| t.deferred.as_ref().is_some_and(|d| d.until.is_none()),
        "# was put off without a date",
        "threats were put off without a date",
    )
}

/// Q07: more than three in five of the threats with a STRIDE category have the same one.
pub(super) fn one_kind(view: &View) -> Looked {
    let limits = &view.limits.threats;
    let mut each: HashMap<Stride, usize> = HashMap::new();
    let mut all = 0;
    for threat in view.threats.iter().filter(|t| !t.stride.is_empty()) {
        all += 1;
        for category in threat.stride.iter().collect::<HashSet<_>>() {
            *each.entry(*category).or_default() += 1;
        }
    }
    if all < limits.kind_from {
        return Looked::NotYet;
    }
    let n = |category: &Stride| each.get(category).copied().unwrap_or_default();
    let most = Stride::ALL.into_iter().rev().max_by_key(n);
    Looked::from_says(
        most.filter(|most| limits.kind_percent.is_passed_by(n(most), all))
            .map(|most| {
                let (n, all) = (n(&most), count(all, "threat"));
                format!("{n} of {all} are {}. What else?", most.words())
            }),
    )
}

/// Q32: when nearly everything is high, nothing comes first.
pub(super) fn all_high(view: &View) -> Looked {
    let limits = &view.limits.threats;
    let rated = view.threats.iter().filter(|t| t.severity.is_some()).count();
    if rated < limits.rated_from {
        return Looked::NotYet;
    }
    let high = view.threats.iter().filter(|t| is_high(t)).count();
    Looked::from_says(limits.high_percent.is_passed_by(high, rated).then(|| {
        format!("{high} of {rated} rated threats are high or critical. Which come first?")
    }))
}

/// Q12: more than half of the threats are cards that nobody made the room's own.
pub(super) fn box_ticking(view: &View) -> Looked {
    let limits = &view.limits.threats;
    let all = view.threats.len();
    if all < limits.pack_from || view.threats.iter().all(|t| t.pack.is_none()) {
        return Looked::NotYet;
    }
    let bare: Vec<ItemId> = view
        .threats
        .iter()
        .filter(|t| t.pack.as_ref().is_some_and(|pack| !pack.edited))
        .map(|t| t.id.into())
        .collect();
    if !limits.pack_percent.is_passed_by(bare.len(), all) {
        return Looked::Fine;
    }
    let says = format!(
        "{} of {} are only a card's words. Where would it be here?",
        bare.len(),
        count(all, "threat")
    );
    Looked::Found(says, bare)
}

/// Q42: parts without the whole, or the whole without parts, among the threats that say where they bite.
pub(super) fn parts_and_whole(view: &View) -> Looked {
    let limits = &view.limits.threats;
    let placed = view.threats.iter().filter(|t| !t.places.is_empty()).count();
    if placed < limits.placed_from {
        return Looked::NotYet;
    }
    let whole = view.threats_at(Place::Whole);
    let only_whole = view
        .threats
        .iter()
        .filter(|t| distinct(&t.places) == HashSet::from([Place::Whole]))
        .count();
    Looked::from_says(if whole == 0 {
        Some("No threat is about the system as a whole".to_owned())
    } else if limits.whole_percent.is_passed_by(only_whole, placed) {
        let placed = count(placed, "threat");
        Some(format!(
            "{only_whole} of {placed} are about the whole system. Which parts?"
        ))
    } else {
        None
    })
}

/// Q39: says nowhere, and shares no word with the map, so it could be about anybody's system.
pub(super) fn generic(view: &View) -> Looked {
    let s = view.session;
    if s.elements.is_empty() {
        return Looked::NotYet;
    }
    let ours = s.map_words();
    view.each(
        view.threats.iter().copied(),
        |t| {
            t.places.is_empty()
                && !words_of(&t.text)
                    .iter()
                    .any(|word| ours.contains(stem(word)))
        },
        "# names nothing of ours. Where would it happen?",
        "threats name nothing of ours",
    )
}

/// Q40: too long to read at a glance, or two threats in one.
pub(super) fn long_or_two(view: &View) -> Looked {
    let limits = &view.limits.threats;
    view.each(
        view.threats.iter().copied(),
        |t| t.text.chars().count() > limits.long_text || says_two_things(view, &t.text),
        "# is long or says two things. Split it?",
        "threats are long or say two things",
    )
}

/// An outcome before and another after a joining word.
fn says_two_things(view: &View, text: &str) -> bool {
    let limits = &view.limits.threats;
    let words = words_of(text);
    let outcome = |word: &String| limits.outcome_verbs.has(word);
    let Some(first) = words.iter().position(outcome) else {
        return false;
    };
    words
        .iter()
        .skip(first)
        .skip_while(|word| !limits.joining_words.has(word))
        .any(outcome)
}

/// Q41: about how the team works rather than about the design, and nowhere in it.
pub(super) fn habits(view: &View) -> Looked {
    let habits = &view.limits.threats.habits;
    view.each(
        view.threats.iter().copied(),
        |t| t.places.is_empty() && habits.found_in(&t.text).is_some(),
        "# is about how we work, not about the design",
        "threats are about how we work, not about the design",
    )
}

/// Rated high or critical.
fn is_high(threat: &Threat) -> bool {
    threat.severity.is_some_and(Severity::is_high)
}

/// What was decided about it.
fn kind(threat: &Threat) -> Option<ResponseKind> {
    threat.response.as_ref().map(|r| r.kind)
}
