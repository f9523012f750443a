use super::*;
use crate::risk::{Decided, Fall, Half, Standing, Sum};

#[test]
fn a_compensating_one_that_stands_in_for_nothing_known_is_of_no_known_kind() {
    let compensating = Some(ControlKind::Compensating);
    for (kind, instead_of, half, unsaid) in [
        (None, None, Half::Likelihood, true),
        (compensating, None, Half::Likelihood, true),
        (compensating, compensating, Half::Likelihood, true),
        (
            compensating,
            Some(ControlKind::Recovery),
            Half::Impact,
            false,
        ),
        (
            compensating,
            Some(ControlKind::Deterrent),
            Half::Likelihood,
            false,
        ),
        (
            Some(ControlKind::Corrective),
            compensating,
            Half::Impact,
            false,
        ),
    ] {
        assert_eq!(Half::of(kind, instead_of), half);
        assert_eq!(Half::is_unsaid(kind, instead_of), unsaid);
    }
}

#[test]
fn a_figure_names_its_entries_and_what_nobody_said() {
    let link = |in_rating| LinkIn {
        threat: ThreatId(1),
        strength: None,
        kind: None,
        in_rating,
    };
    let mitigation = |id, status, strength, kind, in_rating| MitigationIn {
        id: MitigationId(id),
        status,
        passed: None,
        strength,
        kind,
        instead_of: None,
        effort: None,
        links: vec![link(in_rating)],
    };
    let detective = Some(ControlKind::Detective);
    let parts = Parts {
        scale: Scale::standard().clone(),
        threats: vec![
            ThreatIn {
                id: ThreatId(1),
                rated: Some(Rated::Matrix(2, 2)),
                rests_on: Some(RestsOn {
                    gate: Gate::One,
                    of: vec![ThreatId(2)],
                }),
            },
            ThreatIn {
                id: ThreatId(2),
                rated: None,
                rests_on: None,
            },
        ],
        mitigations: vec![
            mitigation(1, Status::Implemented, Some(Strength::Some), None, false),
            mitigation(2, Status::Planned, None, detective, false),
            mitigation(3, Status::Verified, Some(Strength::All), None, true),
        ],
    };
    let model = parts.model();
    let why = model
        .why(&model.what_if([MitigationId(2)]), ThreatId(1))
        .unwrap();
    assert_eq!(why.decided, Decided::Own);
    assert_eq!(
        why.own.sum,
        Sum {
            points: 1,
            bottoms: 0
        }
    );
    assert_eq!(why.own.fall, Fall::Steps(1));
    let entries = why.own.entries.iter();
    let entries: Vec<_> = entries
        .map(|e| (e.mitigation.0, e.points, e.weight, e.in_rating))
        .collect();
    assert_eq!(entries, [(1, 1, 1, false), (3, 6, 2, true)]);
    let impact = why.impact.as_ref().unwrap();
    assert_eq!(impact.entries.len(), 1);
    let second = impact.entries[0];
    assert_eq!(
        (second.half, second.standing, second.ticked),
        (Half::Impact, Standing::Shown, true)
    );
    assert!(why.own.entries[0].half_unsaid && !second.half_unsaid);
    let rests = why.rests.unwrap();
    let falls: Vec<_> = rests.parts.iter().map(|p| (p.threat, p.fall)).collect();
    assert_eq!(falls, [(ThreatId(2), Fall::Steps(0))]);
    assert_eq!(why.left.rated, Some(Rated::Matrix(1, 2)));
    assert_eq!(model.answers(model.now(), ThreatId(1)).len(), 3);
    assert_eq!(
        model.rests_on(ThreatId(1)),
        Some((Gate::One, vec![ThreatId(2)]))
    );
    assert_eq!(model.rests_on(ThreatId(2)), None);
    assert_eq!(model.effort(MitigationId(2)), Some((None, 40)));
    assert_eq!(model.why(model.now(), ThreatId(9)), None);
}
