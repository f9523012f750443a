use uuid::Uuid;

use super::*;
use crate::domain::{
    Edit, Field, FourQuestion, ItemId, LinkTerms, New, ResponseKind, Session, SessionKind,
    Severity, Stamp,
};

fn now() -> Stamp {
    Stamp::parse_from_rfc3339("2027-05-09T10:00:00+02:00").unwrap()
}

/// Three threats, two of them answered by one mitigation.
fn session() -> Session {
    let mut session = Session::new(Uuid::nil(), "Payments".into(), SessionKind::Meeting, now());
    for n in 1..=3 {
        make(
            &mut session,
            Edit::Add(New::threat(format!("{n} is stolen"), FourQuestion::GoWrong)),
        );
    }
    for status in [Status::CouldDo, Status::Implemented] {
        make(
            &mut session,
            Edit::Add(New::mitigation("Lock it", ThreatId(1), status)),
        );
    }
    set(
        &mut session,
        ThreatId(1),
        Field::Rating(Rated::Matrix(2, 2)),
    );
    set(
        &mut session,
        ThreatId(2),
        Field::Severity(Some(Severity::High)),
    );
    session
}

fn make(session: &mut Session, edit: Edit) {
    session.apply(&edit, now()).unwrap();
}

fn set(session: &mut Session, id: impl Into<ItemId>, field: Field) {
    make(session, Edit::Set(id.into(), field));
}

fn model(session: &Session) -> Model {
    Model::of(session, &Conventions::bundled())
}

#[test]
fn ratings_strengths_and_links_of_a_session_count() {
    let mut session = session();
    let (m1, m2) = (MitigationId(1), MitigationId(2));
    let it = model(&session);
    assert_eq!(it.rated(ThreatId(1)), Some(Rated::Matrix(2, 2)));
    assert_eq!(it.rated(ThreatId(2)), Some(Rated::Single(2)));
    assert_eq!(it.rated(ThreatId(3)), None);
    assert_eq!(
        it.residual(it.now(), ThreatId(1)),
        Some(3),
        "no strength, no points"
    );
    assert_eq!(it.candidates().collect::<Vec<_>>(), [m1]);

    set(&mut session, m2, Field::Strength(Some(Strength::Most)));
    let it = model(&session);
    assert_eq!(
        it.left(it.now(), ThreatId(1)).unwrap().rated,
        Some(Rated::Matrix(1, 2))
    );

    set(
        &mut session,
        m2,
        Field::ControlKind(Some(ControlKind::Compensating)),
    );
    set(
        &mut session,
        m2,
        Field::InsteadOf(Some(ControlKind::Detective)),
    );
    let it = model(&session);
    assert_eq!(
        it.left(it.now(), ThreatId(1)).unwrap().rated,
        Some(Rated::Matrix(2, 1))
    );

    let terms = LinkTerms {
        strength: Some(Strength::All),
        kind: Some(ControlKind::Preventive),
        ..LinkTerms::of(ThreatId(1))
    };
    set(&mut session, m2, Field::LinkTerms(terms));
    let it = model(&session);
    assert_eq!(
        it.left(it.now(), ThreatId(1)).unwrap().rated,
        Some(Rated::Matrix(0, 2))
    );

    set(
        &mut session,
        m2,
        Field::LinkTerms(LinkTerms {
            in_rating: true,
            ..terms
        }),
    );
    let it = model(&session);
    assert_eq!(
        it.left(it.now(), ThreatId(1)).unwrap().rated,
        Some(Rated::Matrix(2, 2))
    );

    set(&mut session, m2, Field::LinkTerms(terms));
    set(&mut session, m2, Field::Checked(Some((false, None))));
    let it = model(&session);
    assert_eq!(
        it.residual(it.now(), ThreatId(1)),
        Some(3),
        "its check failed"
    );
    assert_eq!(it.candidates().collect::<Vec<_>>(), [m1, m2]);
}

#[test]
fn what_is_not_applicable_is_left_out_and_what_is_accepted_counts() {
    let mut session = session();
    let respond = |kind| Field::Response(Some((kind, "We do not have it".into(), None)));
    let rests_on = RestsOn {
        gate: Gate::One,
        of: vec![ThreatId(2), ThreatId(3)],
    };
    set(&mut session, ThreatId(1), Field::RestsOn(Some(rests_on)));
    set(&mut session, ThreatId(3), respond(ResponseKind::Accept));
    assert_eq!(model(&session).threats().count(), 3);
    set(
        &mut session,
        ThreatId(3),
        respond(ResponseKind::NotApplicable),
    );
    let it = model(&session);
    assert_eq!(it.threats().collect::<Vec<_>>(), [ThreatId(1), ThreatId(2)]);
    let rests = it.why(it.now(), ThreatId(1)).unwrap().rests.unwrap();
    assert_eq!(rests.parts.len(), 1);
}
