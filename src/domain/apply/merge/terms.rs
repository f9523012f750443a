//! How far two mitigations that are merged are, and how much they take away. The weaker of the two counts, so that a merge
//! never makes a control of an idea and a claim: what is left of a threat does not fall by it.

use super::aside::Aside;
use crate::domain::id::{ItemId, ThreatId};
use crate::domain::mitigation::{ControlKind, LinkTerms, Mitigation, Status};

/// How much it counts: 0 for what is not there or does not work, 1 for what is there, 2 for what was shown to work.
fn weight(mitigation: &Mitigation) -> u8 {
    let is_shown = mitigation.status == Status::Verified || mitigation.check_passed() == Some(true);
    match (mitigation.works(), is_shown) {
        (false, _) => 0,
        (true, false) => 1,
        (true, true) => 2,
    }
}

/// Makes of two standings one: the weaker.
pub(super) fn status(from: &Mitigation, into: &mut Mitigation, aside: &mut Aside<'_>) {
    let was = into.clone();
    let (ours, theirs) = (weight(&was), weight(from));
    // What is planned is no idea again because someone had it twice.
    let is_further = was.status == Status::CouldDo && from.status != Status::Rejected;
    if theirs < ours || (theirs == ours && is_further) {
        into.status = from.status;
        into.status_changed = Some(from.status_since());
    }
    let failed = |m: &Mitigation| m.checked.clone().filter(|checked| !checked.passed);
    into.checked = failed(&was)
        .or_else(|| failed(from))
        .or_else(|| match ours.cmp(&theirs) {
            std::cmp::Ordering::Less => was.checked.clone(),
            std::cmp::Ordering::Greater => from.checked.clone(),
            std::cmp::Ordering::Equal => was.checked.clone().or_else(|| from.checked.clone()),
        });
    let passes = into.check_passed() == Some(true);
    for (whose, side) in [(aside.into, &was), (aside.from, from)] {
        if side.status != into.status && side.status != Status::CouldDo {
            aside.push(whose, format!("status {}", side.status.words()));
        }
        if side.check_passed() == Some(true) && !passes {
            aside.push(whose, "passed check");
        }
    }
}

/// Makes of what two mitigations take away what the one that stays does, threat by threat. Its list of threats is that of
/// both already; `was` is what it was before.
pub(super) fn strength(
    from: &Mitigation,
    was: &Mitigation,
    into: &mut Mitigation,
    aside: &mut Aside<'_>,
) {
    let stands_in = |m: &Mitigation| {
        let kinds = m.links.iter().map(|terms| terms.kind);
        let mut kinds = kinds.chain([m.kind]);
        kinds.any(|kind| kind == Some(ControlKind::Compensating))
    };
    into.instead_of = match (stands_in(was), stands_in(from)) {
        (true, _) => was.instead_of,
        (false, true) => from.instead_of,
        (false, false) => was.instead_of.or(from.instead_of),
    };
    let instead_of = into.instead_of;
    let on_terms = |m: &Mitigation, threat: ThreatId| {
        let mut terms = m.terms_for(threat);
        if terms.kind == Some(ControlKind::Compensating) && m.instead_of != instead_of {
            terms.kind = m.instead_of.or(Some(ControlKind::Preventive));
        }
        terms
    };
    let wanted: Vec<LinkTerms> = into
        .threats
        .iter()
        .filter_map(|threat| {
            let ours = was.threats.contains(threat).then(|| on_terms(was, *threat));
            let is_theirs = from.threats.contains(threat);
            let theirs = is_theirs.then(|| on_terms(from, *threat));
            let (Some(ours), Some(theirs)) = (ours, theirs) else {
                return ours.or(theirs);
            };
            let terms = both(ours, theirs);
            set_aside(aside.into, (ours, terms), aside);
            set_aside(aside.from, (theirs, terms), aside);
            Some(terms)
        })
        .collect();
    // What is said for all is said of those of which nothing is known, too.
    let says_all = wanted.iter().all(|terms| terms.strength.is_some());
    into.strength = match (was.strength, from.strength) {
        (Some(ours), Some(theirs)) => Some(ours.min(theirs)),
        (ours, theirs) => ours.or(theirs),
    }
    .filter(|_| says_all);
    let says_all = wanted.iter().all(|terms| terms.kind.is_some());
    into.kind = was.kind.or(from.kind).filter(|_| says_all);
    let (strength, kind) = (into.strength, into.kind);
    let is_own = |threat: ThreatId, says: fn(&LinkTerms) -> bool| {
        let all = [was.terms(threat), from.terms(threat)];
        all.into_iter().flatten().any(says)
    };
    let links = wanted.into_iter().map(|terms| LinkTerms {
        strength: terms.strength.filter(|_| {
            terms.strength != strength || is_own(terms.threat, |t| t.strength.is_some())
        }),
        kind: terms
            .kind
            .filter(|_| terms.kind != kind || is_own(terms.threat, |t| t.kind.is_some())),
        ..terms
    });
    into.links = links
        .filter(|terms| *terms != LinkTerms::of(terms.threat))
        .collect();
}

/// What counts where both say something of one threat: the weaker strength that one of them has, on the half of a rating
/// on which it is said.
pub(super) fn both(ours: LinkTerms, theirs: LinkTerms) -> LinkTerms {
    let alike = |kind: Option<ControlKind>, other: Option<ControlKind>| {
        let same_half = [ControlKind::Preventive, ControlKind::Deterrent];
        kind.or(other.filter(|other| same_half.contains(other)))
    };
    let (strength, kind) = match (ours.strength, theirs.strength) {
        (Some(one), Some(other)) => (Some(one.min(other)), ours.kind.or(theirs.kind)),
        (Some(one), None) => (Some(one), alike(ours.kind, theirs.kind)),
        (None, Some(other)) => (Some(other), alike(theirs.kind, ours.kind)),
        (None, None) => (None, ours.kind.or(theirs.kind)),
    };
    LinkTerms {
        threat: ours.threat,
        strength,
        kind,
        in_rating: ours.in_rating || theirs.in_rating,
    }
}

/// Names what of these terms those that are kept do not say.
pub(super) fn set_aside(
    whose: ItemId,
    (said, kept): (LinkTerms, LinkTerms),
    aside: &mut Aside<'_>,
) {
    let threat = said.threat;
    if let Some(strength) = said.strength.filter(|s| kept.strength != Some(*s)) {
        let word = strength.words();
        aside.push(whose, format!("strength {word} for {threat}"));
    }
    if let Some(kind) = said.kind.filter(|kind| kept.kind != Some(*kind)) {
        let word = kind.words();
        aside.push(whose, format!("kind {word} for {threat}"));
    }
}
