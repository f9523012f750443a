use super::*;
use crate::risk::{Axis, Fall, OnAxis};

fn threat(id: u32, rated: Option<Rated>, of: &[u32]) -> ThreatIn {
    ThreatIn {
        id: ThreatId(id),
        rated,
        rests_on: (!of.is_empty()).then(|| RestsOn {
            gate: Gate::One,
            of: of.iter().copied().map(ThreatId).collect(),
        }),
    }
}

/// One mitigation that takes all of this threat away, shown to work.
fn all_of(threat: u32) -> MitigationIn {
    MitigationIn {
        id: MitigationId(1),
        status: Status::Verified,
        passed: None,
        strength: Some(Strength::All),
        kind: None,
        instead_of: None,
        effort: None,
        links: vec![LinkIn {
            threat: ThreatId(threat),
            strength: None,
            kind: None,
            in_rating: false,
        }],
    }
}

fn model(threats: Vec<ThreatIn>, mitigations: Vec<MitigationIn>) -> Model {
    let parts = Parts {
        scale: Scale::standard().clone(),
        threats,
        mitigations,
    };
    parts.model()
}

fn fall(model: &Model, id: u32) -> Fall {
    model.left(model.now(), ThreatId(id)).unwrap().fall
}

#[test]
fn parts_on_another_axis_cut_but_do_not_say_where_a_threat_stands() {
    let (likely, critical, low) = (Rated::Matrix(2, 2), Rated::Single(3), Rated::Single(0));
    let list = |whole, second| {
        vec![
            threat(1, whole, &[2, 3]),
            threat(2, Some(critical), &[]),
            threat(3, Some(second), &[]),
        ]
    };
    // The highest part fell to the bottom, but levels are no likelihoods.
    assert_eq!(
        fall(&model(list(Some(likely), low), vec![all_of(2)]), 1),
        Fall::Steps(0)
    );
    assert_eq!(
        fall(&model(list(Some(critical), low), vec![all_of(2)]), 1),
        Fall::Steps(3)
    );
    let unrated = model(list(None, low), vec![all_of(2)]);
    assert_eq!(unrated.inherent_from_parts(ThreatId(1)), None);
    let alike = vec![
        threat(1, None, &[2, 3]),
        threat(2, Some(likely), &[]),
        threat(3, Some(Rated::Matrix(1, 0)), &[]),
    ];
    let alike = model(alike, vec![all_of(2)]);
    let at = |at| {
        Some(OnAxis {
            axis: Axis::Likelihood,
            at,
        })
    };
    assert_eq!(alike.inherent_from_parts(ThreatId(1)), at(2));
    assert_eq!(alike.residual_from_parts(alike.now(), ThreatId(1)), at(1));
    assert_eq!(
        alike.residual(alike.now(), ThreatId(1)),
        None,
        "it is never kept"
    );
}

#[test]
fn a_loop_that_no_file_may_have_ends() {
    let rated = Some(Rated::Single(3));
    let list = vec![
        threat(1, rated, &[2]),
        threat(2, rated, &[3, 1]),
        threat(3, rated, &[2, 3]),
    ];
    let it = model(list, vec![all_of(3)]);
    assert_eq!(it.residual(it.now(), ThreatId(3)), Some(0));
    assert_eq!(it.threats().count(), 3);
}

#[test]
fn what_is_not_there_is_passed_over() {
    let rated = Some(Rated::Single(3));
    let list = vec![
        threat(1, rated, &[7]),
        threat(2, Some(Rated::Single(9)), &[]),
        threat(1, None, &[]),
    ];
    let it = model(list, vec![all_of(9)]);
    assert_eq!(
        (it.residual(it.now(), ThreatId(1)), it.rated(ThreatId(2))),
        (Some(3), None)
    );
    assert_eq!(it.rests_on(ThreatId(1)), None);
    assert_eq!(&it.what_if([MitigationId(8)]), it.now());
}
