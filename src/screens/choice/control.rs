//! What else is said of a mitigation where its status is: how much it takes away, what it does, what it stands in for,
//! whether it works, and what of that differs for one threat. What counts now is marked.

use super::{Choice, Offer, Pick, ask, make, option};
use crate::areas::wrap;
use crate::check::left::strength_words;
use crate::domain::{
    ControlKind, Edit, Field, ItemId, LinkTerms, Mitigation, MitigationId, Session, Strength,
    ThreatId,
};

/// The key for nothing said.
const UNSAID: &str = "-";
/// Cells for the words of a threat that is one of several.
const WORDS: usize = 30;

/// What stands behind the statuses.
pub(super) fn more(session: &Session, id: MitigationId) -> Vec<Offer> {
    let Some(mitigation) = session.mitigation(id) else {
        return Vec::new();
    };
    let passed = mitigation.checked.as_ref().map(|checked| checked.passed);
    let check = |key, word, is: bool| {
        let label = now(&format!("check {word}"), passed == Some(is));
        make(key, &label, id, Field::Checked(Some((is, None))))
    };
    let strength = with_state("strength", mitigation.strength.map(strength_words));
    let kind = with_state("kind", mitigation.kind.map(ControlKind::words));
    let mut more = vec![
        ask("s", &strength, Choice::Strength(id)),
        ask("k", &kind, Choice::Control(id)),
    ];
    if compensates(mitigation) {
        let instead = mitigation.instead_of.map(ControlKind::words);
        let label = with_state("stands in for", instead);
        more.push(ask("o", &label, Choice::InsteadOf(id)));
    }
    more.extend([check("y", "passed", true), check("x", "failed", false)]);
    more.push(match mitigation.threats.as_slice() {
        [threat] => ask(
            "t",
            &format!("for {threat} alone"),
            Choice::Terms(id, *threat),
        ),
        _ => ask("t", "for one threat", Choice::ForThreat(id)),
    });
    more
}

/// Whether it stands in for something, for all of its threats or for one.
fn compensates(mitigation: &Mitigation) -> bool {
    let links = mitigation.links.iter().map(|terms| terms.kind);
    let mut kinds = links.chain([mitigation.kind]);
    kinds.any(|kind| kind == Some(ControlKind::Compensating))
}

/// `strength: most of it`, or the name alone where nothing is said.
fn with_state(name: &str, state: Option<&str>) -> String {
    state.map_or_else(|| name.to_owned(), |state| format!("{name}: {state}"))
}

/// The label of what may be what counts now.
fn now(label: &str, is_now: bool) -> String {
    if is_now {
        format!("{label}, now")
    } else {
        label.to_owned()
    }
}

/// How much of its threats a mitigation takes away.
pub(super) fn strengths(session: &Session, id: MitigationId) -> Vec<Offer> {
    let said = session.mitigation(id).and_then(|m| m.strength);
    strengths_with(said, "unsaid", |strength| {
        Pick::Make(Edit::Set(id.into(), Field::Strength(strength)))
    })
}

/// What a mitigation does to its threats. One that stands in for another is asked for what.
pub(super) fn kinds(session: &Session, id: MitigationId) -> Vec<Offer> {
    let said = session.mitigation(id).and_then(|m| m.kind);
    let all = ControlKind::ALL;
    kinds_with(&all, said, "unsaid", |kind| {
        let edit = Edit::Set(id.into(), Field::ControlKind(kind));
        then_instead(id, kind, edit)
    })
}

/// What a compensating mitigation stands in for.
pub(super) fn instead_of(session: &Session, id: MitigationId) -> Vec<Offer> {
    let said = session.mitigation(id).and_then(|m| m.instead_of);
    let all = ControlKind::ALL.map(|kind| (kind != ControlKind::Compensating).then_some(kind));
    let all: Vec<ControlKind> = all.into_iter().flatten().collect();
    kinds_with(&all, said, "unsaid", |kind| {
        Pick::Make(Edit::Set(id.into(), Field::InsteadOf(kind)))
    })
}

/// The threats that a mitigation answers, by their numbers.
pub(super) fn threats(session: &Session, id: MitigationId) -> Vec<Offer> {
    let threats = session.mitigation(id).map_or(&[][..], |m| &m.threats);
    let offer = |threat: &ThreatId| {
        let words = session.words_of(ItemId::from(*threat)).unwrap_or_default();
        let label = format!("{threat} {}", wrap::shorten(&words, WORDS));
        ask(&threat.0.to_string(), &label, Choice::Terms(id, *threat))
    };
    threats.iter().map(offer).collect()
}

/// What differs for one threat, as it is now.
pub(super) fn terms(session: &Session, id: MitigationId, threat: ThreatId) -> Vec<Offer> {
    let Some(mitigation) = session.mitigation(id) else {
        return Vec::new();
    };
    let terms = terms_of(mitigation, threat);
    // What is said for all counts where nothing else is said.
    let state = |own: Option<&'static str>, all: Option<&'static str>| match (own, all) {
        (Some(own), _) => format!("{own}, here alone"),
        (None, Some(all)) => format!("{all}, as for all"),
        (None, None) => "unsaid".to_owned(),
    };
    let strength = state(
        terms.strength.map(strength_words),
        mitigation.strength.map(strength_words),
    );
    let kind = state(
        terms.kind.map(ControlKind::words),
        mitigation.kind.map(ControlKind::words),
    );
    let (is, becomes) = if terms.in_rating {
        ("yes", "no")
    } else {
        ("no", "yes")
    };
    let counted = format!("already counted in the rating: {is}, make it {becomes}");
    let turned = LinkTerms {
        in_rating: !terms.in_rating,
        ..terms
    };
    vec![
        ask(
            "s",
            &format!("strength: {strength}"),
            Choice::StrengthFor(id, threat),
        ),
        ask(
            "k",
            &format!("kind: {kind}"),
            Choice::ControlFor(id, threat),
        ),
        make("i", &counted, id, Field::LinkTerms(turned)),
    ]
}

/// How much of one threat it takes away.
pub(super) fn strengths_for(session: &Session, id: MitigationId, threat: ThreatId) -> Vec<Offer> {
    let Some(mitigation) = session.mitigation(id) else {
        return Vec::new();
    };
    let terms = terms_of(mitigation, threat);
    strengths_with(terms.strength, "as for all", |strength| {
        let terms = LinkTerms { strength, ..terms };
        Pick::Make(Edit::Set(id.into(), Field::LinkTerms(terms)))
    })
}

/// What it does to one threat.
pub(super) fn kinds_for(session: &Session, id: MitigationId, threat: ThreatId) -> Vec<Offer> {
    let Some(mitigation) = session.mitigation(id) else {
        return Vec::new();
    };
    let terms = terms_of(mitigation, threat);
    kinds_with(&ControlKind::ALL, terms.kind, "as for all", |kind| {
        let terms = LinkTerms { kind, ..terms };
        let edit = Edit::Set(id.into(), Field::LinkTerms(terms));
        then_instead(id, kind, edit)
    })
}

fn terms_of(mitigation: &Mitigation, threat: ThreatId) -> LinkTerms {
    let terms = mitigation.terms(threat).copied();
    terms.unwrap_or_else(|| LinkTerms::of(threat))
}

/// A kind is said; of a compensating one it is asked what it stands in for.
fn then_instead(id: MitigationId, kind: Option<ControlKind>, edit: Edit) -> Pick {
    if kind == Some(ControlKind::Compensating) {
        Pick::MakeAndAsk(edit, Choice::InsteadOf(id))
    } else {
        Pick::Make(edit)
    }
}

fn strengths_with(
    said: Option<Strength>,
    unsaid: &str,
    does: impl Fn(Option<Strength>) -> Pick,
) -> Vec<Offer> {
    let strengths = ["s", "m", "a"].into_iter().zip(Strength::ALL);
    let strengths = strengths.map(|(key, strength)| {
        let label = now(strength_words(strength), said == Some(strength));
        option(key, &label, does(Some(strength)))
    });
    let unsaid = option(UNSAID, &now(unsaid, said.is_none()), does(None));
    strengths.chain([unsaid]).collect()
}

fn kinds_with(
    all: &[ControlKind],
    said: Option<ControlKind>,
    unsaid: &str,
    does: impl Fn(Option<ControlKind>) -> Pick,
) -> Vec<Offer> {
    let kinds = all.iter().copied().map(|kind| {
        let key = match kind {
            ControlKind::Preventive => "p",
            ControlKind::Detective => "d",
            ControlKind::Corrective => "c",
            ControlKind::Recovery => "r",
            ControlKind::Deterrent => "t",
            ControlKind::Compensating => "o",
        };
        let label = now(kind.words(), said == Some(kind));
        option(key, &label, does(Some(kind)))
    });
    let unsaid = option(UNSAID, &now(unsaid, said.is_none()), does(None));
    kinds.chain([unsaid]).collect()
}
