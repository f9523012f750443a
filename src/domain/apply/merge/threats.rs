//! What becomes of two threats that are merged. Lists are joined. Of what there is one of, that of the threat that stays
//! counts, and the other is kept readable; of two ratings the worse counts.

use super::super::restructure::{add_all, add_once};
use super::Called;
use super::aside::{Aside, is_one_response, range, rating};
use super::terms;
use crate::domain::figures::Figures;
use crate::domain::id::{ParticipantId, ThreatId};
use crate::domain::mitigation::{LinkTerms, Mitigation};
use crate::domain::parts::{PartName, Parts};
use crate::domain::rests_on::RestsOn;
use crate::domain::source::Applies;
use crate::domain::threat::{Deferral, Response, Threat};

pub(super) fn both(from: Threat, mut into: Threat, aside: &mut Aside<'_>) -> Threat {
    let session = aside.session;
    // Two levels may count as one severity, and of two severities the scale may have one level.
    let badness = |threat: &Threat| (session.level(threat), threat.severity);
    let is_worse = badness(&from) > badness(&into);
    let ratings = (rating(session, &from), rating(session, &into));
    let Threat {
        id,
        key,
        was,
        text,
        also,
        reword,
        merged,
        parent: _,
        places,
        stride,
        categories,
        speaker,
        also_said_by,
        found_in: _,
        severity,
        likelihood,
        impact,
        rating: levels,
        last_rated,
        parts,
        assets,
        business_risks,
        rests_on,
        figures,
        business_risk,
        response,
        deferred,
        references,
        applies,
        attached,
        pack,
        // Its line leaves the wall, and what it was elsewhere stays with what came from there.
        wall: _,
        origin: _,
        copied,
        at: _,
    } = from;
    let called = Called {
        text: &into.text,
        also: &mut into.also,
        merged: &mut into.merged,
        was: &mut into.was,
    };
    called.keep((id, key), (text, also), (merged, was));
    // What is unclear in one of two wordings is unclear in what is kept of both.
    into.reword |= reword;
    add_all(&mut into.places, places);
    add_all(&mut into.stride, stride);
    add_all(&mut into.categories, categories);
    add_all(&mut into.references, references);
    aside.words(&mut into.business_risk, business_risk, "business impact");
    // A rating is taken whole: the severity with what it follows from.
    if let (Some(theirs), Some(ours)) = ratings
        && theirs != ours
    {
        if is_worse {
            aside.push(aside.into, ours);
        } else {
            aside.push(aside.from, theirs);
        }
    }
    if is_worse {
        (into.severity, into.rating, into.last_rated) = (severity, levels, last_rated);
        (into.likelihood, into.impact) = (likelihood, impact);
    }
    said_by_both(&mut into, speaker, also_said_by);
    let ours = into.parts.take().map(|parts| *parts);
    let theirs = parts.map(|parts| *parts);
    let parts = both_parts(ours.unwrap_or_default(), theirs.unwrap_or_default(), aside);
    into.parts = (!parts.is_empty()).then(|| Box::new(parts));
    add_all(&mut into.assets, assets);
    add_all(&mut into.business_risks, business_risks);
    into.rests_on = both_rest_on(into.rests_on.take(), rests_on, aside);
    into.figures = both_figures(into.figures.take(), figures, aside);
    decided(&mut into, response, deferred, aside);
    into.applies = aside.one(into.applies, applies, |theirs| {
        format!("answer \"{}\"", Applies::answer(Some(*theirs)))
    });
    into.attached = into.attached.or(attached);
    // Two threats of which the team said one are not a card's words.
    if into.pack.as_ref().is_some_and(|pack| !pack.edited) {
        into.pack = pack;
    }
    // One of the two was said here, so that somebody thought about it here.
    into.copied &= copied;
    into.placed();
    into
}

fn said_by_both(into: &mut Threat, speaker: Option<ParticipantId>, also: Vec<ParticipantId>) {
    let said: Vec<_> = speaker.into_iter().chain(also).collect();
    into.speaker = into.speaker.or(said.first().copied());
    for who in said.into_iter().filter(|who| into.speaker != Some(*who)) {
        add_once(&mut into.also_said_by, who);
    }
}

fn both_parts(mut ours: Parts, mut theirs: Parts, aside: &mut Aside<'_>) -> Parts {
    ours.actor = aside.one(ours.actor, theirs.actor, |actor| {
        format!("actor {}", actor.words())
    });
    for name in PartName::ALL {
        let said = std::mem::take(theirs.part_mut(name));
        aside.words(ours.part_mut(name), said, name.words());
    }
    add_all(&mut ours.goals, theirs.goals);
    ours
}

fn both_rest_on(
    ours: Option<Box<RestsOn>>,
    theirs: Option<Box<RestsOn>>,
    aside: &mut Aside<'_>,
) -> Option<Box<RestsOn>> {
    let (Some(mut ours), Some(theirs)) = (ours.clone(), theirs.clone()) else {
        return ours.or(theirs);
    };
    if ours.gate == theirs.gate {
        add_all(&mut ours.of, theirs.of);
    } else {
        aside.push(aside.from, format!("rests on {}", theirs.words()));
    }
    Some(ours)
}

fn both_figures(
    ours: Option<Box<Figures>>,
    theirs: Option<Box<Figures>>,
    aside: &mut Aside<'_>,
) -> Option<Box<Figures>> {
    let (Some(mut ours), Some(theirs)) = (ours.clone(), theirs.clone()) else {
        return ours.or(theirs);
    };
    match (&ours.frequency, theirs.frequency) {
        (None, Some(given)) => (ours.frequency, ours.once) = (Some(given), theirs.once),
        (Some(had), Some(given)) if had.range != given.range || ours.once != theirs.once => {
            let once = if theirs.once { " once" } else { "" };
            aside.push(aside.from, format!("frequency {}{once}", range(&given, "")));
        }
        _ => {}
    }
    match (&ours.loss, theirs.loss) {
        (None, Some(given)) => (ours.loss, ours.currency) = (Some(given), theirs.currency),
        (Some(had), Some(given))
            if had.range != given.range || ours.currency != theirs.currency =>
        {
            let lost = range(&given, &theirs.currency);
            aside.push(aside.from, format!("loss {lost}"));
        }
        _ => {}
    }
    match (&ours.chance, theirs.chance) {
        (None, given) => ours.chance = given,
        (Some(had), Some(given)) if had.range != given.range => {
            aside.push(aside.from, format!("chance {}", range(&given, "")));
        }
        _ => {}
    }
    Some(ours)
}

/// A decision is made whole: one of the two is taken, and what is decided is not deferred.
fn decided(
    into: &mut Threat,
    response: Option<Response>,
    deferred: Option<Deferral>,
    aside: &mut Aside<'_>,
) {
    match (&into.response, response) {
        (Some(ours), Some(theirs)) if !is_one_response(ours, &theirs) => {
            let says = aside.response(&theirs);
            aside.push(aside.from, says);
        }
        (None, theirs) => into.response = theirs,
        _ => {}
    }
    if into.response.is_none() {
        let same =
            |a: &Deferral, b: &Deferral| (&a.reason, a.by, &a.until) == (&b.reason, b.by, &b.until);
        match (&into.deferred, deferred) {
            (Some(ours), Some(theirs)) if !same(ours, &theirs) => {
                let says = aside.deferral(&theirs);
                aside.push(aside.from, says);
            }
            (None, theirs) => into.deferred = theirs,
            _ => {}
        }
        return;
    }
    for (whose, put_off) in [(aside.into, into.deferred.take()), (aside.from, deferred)] {
        if let Some(put_off) = put_off {
            let says = aside.deferral(&put_off);
            aside.push(whose, says);
        }
    }
}

/// The mitigations that answer both threats, each on the weaker of its two terms.
pub(super) fn answers(from: ThreatId, into: ThreatId, aside: &mut Aside<'_>) -> Vec<Mitigation> {
    let all = aside.session.mitigations.iter();
    let all = all.filter(|m| m.threats.contains(&from) && m.threats.contains(&into));
    all.map(|was| {
        let (ours, theirs) = (was.terms_for(into), was.terms_for(from));
        let mut kept = terms::both(ours, theirs);
        for said in [ours, theirs] {
            terms::set_aside(was.id.into(), (said, kept), aside);
        }
        let mut mitigation = was.clone();
        kept.strength = kept.strength.filter(|s| was.strength != Some(*s));
        kept.kind = kept.kind.filter(|kind| was.kind != Some(*kind));
        let links = &mut mitigation.links;
        links.retain(|terms| terms.threat != from && terms.threat != into);
        links.extend(Some(kept).filter(|kept| *kept != LinkTerms::of(into)));
        mitigation
    })
    .collect()
}
