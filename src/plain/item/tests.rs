//! What is heard of an item.

use super::*;
use crate::domain::{Edit, Field, New, SessionKind, Severity, Stamp};

fn at_ten() -> Stamp {
    Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
}

fn session(edits: Vec<Edit>) -> Session {
    let mut session = Session::new(
        uuid::Uuid::nil(),
        Text::new("x"),
        SessionKind::Meeting,
        at_ten(),
    );
    for edit in edits {
        session.apply(&edit, at_ten()).unwrap();
    }
    session
}

fn says(session: &Session, id: &str) -> String {
    let with = With {
        today: at_ten().date_naive(),
        conventions: &Conventions::bundled(),
    };
    say_item(session, id.parse().unwrap(), with)
}

#[test]
fn a_flow_is_said_without_arrows() {
    let new = New::Flow {
        from: Text::new("web"),
        to: Text::new("ledger"),
        data: Text::new("amount, account"),
    };
    let session = session(vec![Edit::Add(new)]);
    assert_eq!(
        says(&session, "F1"),
        "F1. From web to ledger. Carries: amount, account."
    );
}

#[test]
fn a_threat_says_how_bad_it_is_and_nothing_that_is_not_there() {
    let typed = crate::parse::tokens::parse(
        "Refund replayed",
        crate::parse::tokens::What::Threat,
        &session(Vec::new()),
        at_ten().date_naive(),
    );
    let add = crate::parse::lines::threat(typed, crate::domain::FourQuestion::GoWrong);
    let rate = Edit::Set("T1".parse().unwrap(), Field::Severity(Some(Severity::High)));
    let session = session(vec![add, rate]);
    assert_eq!(says(&session, "T1"), "T1. Refund replayed. High.");
    assert_eq!(says(&session, "T2"), "");
}

#[test]
fn what_a_threat_refers_to_is_said_with_its_name() {
    let id = "T1".parse().unwrap();
    let session = session(vec![
        Edit::Add(New::threat(
            "Refund replayed",
            crate::domain::FourQuestion::GoWrong,
        )),
        Edit::Set(
            id,
            Field::References(vec!["CWE-89".into(), "our wiki".into()]),
        ),
    ]);
    let said = says(&session, "T1");
    assert!(
        said.contains("CWE-89 SQL Injection and our wiki."),
        "{said}"
    );
}

fn set(id: &str, field: Field) -> Edit {
    Edit::Set(id.parse().unwrap(), field)
}

#[test]
fn a_threat_says_its_numbers_its_assets_and_what_is_left() {
    use crate::domain::{Amount, Estimate, Figures, Range};
    let estimate = |value| Estimate {
        range: Range::new(vec![Amount::new(value).unwrap()]).unwrap(),
        by: None,
        at: at_ten(),
    };
    let figures = Figures {
        frequency: Some(estimate(2.0)),
        loss: Some(estimate(5000.0)),
        currency: Text::new("EUR"),
        ..Figures::default()
    };
    let t1 = "T1".parse().unwrap();
    let new = New::threat("Refund replayed", crate::domain::FourQuestion::GoWrong);
    let session = session(vec![
        Edit::Add(new),
        set("T1", Field::Severity(Some(Severity::Critical))),
        set("T1", Field::Figures(Some(Box::new(figures)))),
        Edit::Add(New::Asset {
            name: Text::new("account data"),
            kind: None,
            needs: [None; 3],
            places: Vec::new(),
            threats: vec![t1],
        }),
        Edit::Add(New::mitigation("limit", t1, Status::Verified)),
        set("M1", Field::Strength(Some(crate::domain::Strength::Most))),
    ]);
    let said = says(&session, "T1");
    for part in [
        "Critical. What is left: medium.",
        "Numbers: exactly twice a year; each time exactly 5k EUR.",
        "Assets: account data.",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn a_mitigation_says_how_much_it_takes_away_and_whether_it_was_shown_to_work() {
    use crate::domain::Strength;
    let t1 = "T1".parse().unwrap();
    let new = New::threat("Refund replayed", crate::domain::FourQuestion::GoWrong);
    let session = session(vec![
        Edit::Add(new),
        Edit::Add(New::mitigation("limit", t1, Status::Implemented)),
        set("M1", Field::Strength(Some(Strength::Most))),
        set("M1", Field::Checked(Some((false, None)))),
    ]);
    let said = says(&session, "M1");
    assert!(
        said.contains("Takes away most of it. Check failed."),
        "{said}"
    );
}
