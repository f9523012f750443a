//! Laws of levels, trees and cheapest sets, over models drawn by lot, and what is made of a session.

mod cheapest;
mod laws;
mod merging;
mod of_session;
mod trees;
mod why;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::{Conventions, LinkIn, MitigationIn, Model, Scales, ThreatIn};
use crate::domain::{
    ControlKind, Effort, Gate, MitigationId, Rated, RestsOn, Scale, Status, Strength, ThreatId,
};

/// What a model is put together from.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    pub(super) scale: Scale,
    pub(super) threats: Vec<ThreatIn>,
    pub(super) mitigations: Vec<MitigationIn>,
}

impl Parts {
    pub(super) fn model(&self) -> Model {
        Model::new(
            &self.scale,
            &Conventions::bundled(),
            self.threats.clone(),
            self.mitigations.clone(),
        )
    }
}

fn rated(scale: &Scale) -> BoxedStrategy<Option<Rated>> {
    let single = (0..scale.levels.len()).prop_map(|level| Some(Rated::Single(level)));
    if !scale.has_matrix() {
        return prop_oneof![1 => Just(None), 4 => single].boxed();
    }
    let both = (0..scale.likelihood.len(), 0..scale.impact.len());
    let matrix = both.prop_map(|(l, i)| Some(Rated::Matrix(l, i)));
    prop_oneof![2 => Just(None), 1 => single, 6 => matrix].boxed()
}

/// Threats that rest on later ones alone.
fn threats(scale: &Scale, most: u32) -> BoxedStrategy<Vec<ThreatIn>> {
    let of = vec(1..=most, 1..4);
    let gate = select(vec![Gate::All, Gate::One]);
    let one = (rated(scale), option::weighted(0.4, (gate, of)));
    vec(one, 1..=most as usize)
        .prop_map(|list| {
            let last = u32::try_from(list.len()).unwrap();
            let threat =
                |(id, (rated, rests)): (u32, (Option<Rated>, Option<(Gate, Vec<u32>)>))| {
                    let rests_on = rests.map(|(gate, of)| RestsOn {
                        gate,
                        of: of
                            .iter()
                            .map(|step| ThreatId(id + step))
                            .filter(|part| part.0 <= last)
                            .collect(),
                    });
                    ThreatIn {
                        id: ThreatId(id),
                        rated,
                        rests_on: rests_on.filter(|rests_on| !rests_on.of.is_empty()),
                    }
                };
            (1..).zip(list).map(threat).collect()
        })
        .boxed()
}

pub(super) fn mitigation(id: u32, most: u32) -> impl Strategy<Value = MitigationIn> {
    let strength = || option::of(select(Strength::ALL.to_vec()));
    let kind = || option::of(select(ControlKind::ALL.to_vec()));
    let link = (1..=most, strength(), kind(), prop::bool::weighted(0.1)).prop_map(
        |(threat, strength, kind, in_rating)| LinkIn {
            threat: ThreatId(threat),
            strength,
            kind,
            in_rating,
        },
    );
    let status = select(Status::ALL.to_vec());
    let effort = option::of(select(Effort::ALL.to_vec()));
    (
        status,
        option::weighted(0.2, any::<bool>()),
        strength(),
        kind(),
        kind(),
        effort,
        vec(link, 0..4),
    )
        .prop_map(
            move |(status, passed, strength, kind, instead_of, effort, mut links)| {
                links.sort_by_key(|link| link.threat);
                links.dedup_by_key(|link| link.threat);
                MitigationIn {
                    id: MitigationId(id),
                    status,
                    passed,
                    strength,
                    kind,
                    instead_of,
                    effort,
                    links,
                }
            },
        )
}

/// A model of up to so many threats and mitigations.
pub(super) fn parts(threats_most: u32, mitigations_most: u32) -> impl Strategy<Value = Parts> {
    select(Scales::bundled().scales).prop_flat_map(move |scale| {
        let mitigations = (1..=mitigations_most).map(|id| mitigation(id, threats_most));
        let mitigations: Vec<_> = mitigations.map(Strategy::boxed).collect();
        let count = 0..=mitigations.len();
        (threats(&scale, threats_most), mitigations, count).prop_map(
            move |(threats, mut mitigations, count)| {
                mitigations.truncate(count);
                Parts {
                    scale: scale.clone(),
                    threats,
                    mitigations,
                }
            },
        )
    })
}
