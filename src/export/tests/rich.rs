//! A finished meeting with something of everything.

use chrono::{DateTime, NaiveDate, TimeDelta};

use crate::domain::{
    ActionStatus, AssumptionState, Edit, ElementKind, Field, FourQuestion, ItemId, New, NewAction,
    NoteKind, ParkedKind, ParticipantId, Place, QuestionState, ResponseKind, Seat, Session,
    SessionField, SessionKind, Severity, Stamp, Status, Text, ThreatId,
};

/// This many minutes into the meeting.
pub(super) fn at(minutes: i64) -> Stamp {
    DateTime::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap() + TimeDelta::minutes(minutes)
}

fn on(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn id(word: &str) -> ItemId {
    word.parse().unwrap()
}

fn who(number: u32) -> ParticipantId {
    ParticipantId(number)
}

fn action(text: &str, about: &[&str], owner: Option<u32>, due: Option<NaiveDate>) -> Edit {
    Edit::Add(New::Action(NewAction {
        text: text.into(),
        kind: None,
        about: about.iter().map(|word| id(word)).collect(),
        owner: owner.map(ParticipantId),
        due,
    }))
}

fn question(text: &str, about: &[&str], owner: Option<u32>) -> Edit {
    Edit::Add(New::Question {
        text: text.into(),
        about: about.iter().map(|word| id(word)).collect(),
        speaker: Some(who(8)),
        owner: owner.map(ParticipantId),
    })
}

fn mitigation(text: &str, threat: u32, status: Status) -> Edit {
    Edit::Add(New::mitigation(text, ThreatId(threat), status))
}

fn set(word: &str, field: Field) -> Edit {
    Edit::Set(id(word), field)
}

fn parked(text: &str, kind: ParkedKind, about: Option<&str>) -> Edit {
    Edit::Add(New::Parked {
        text: text.into(),
        kind,
        about: about.map(id),
        speaker: Some(who(2)),
    })
}

fn system(edits: &mut Vec<Edit>) {
    for (from, to, data) in [
        ("customer", "web", "refund request"),
        ("web", "refund-api", "order and amount"),
        ("refund-api", "ledger", "amount, account"),
        ("refund-api", "sftp drop", "daily refund file"),
        ("sftp drop", "partner bank", ""),
    ] {
        edits.push(Edit::Add(New::Flow {
            from: from.into(),
            to: to.into(),
            data: data.into(),
        }));
    }
    let inside = ["refund-api", "ledger"].map(Text::from).to_vec();
    edits.push(Edit::Add(New::Zone("core".into(), inside)));
    edits.push(set("E1", Field::ElementKind(ElementKind::ExternalEntity)));
    edits.push(set("E4", Field::ElementKind(ElementKind::DataStore)));
    edits.push(Edit::Add(New::Element {
        name: "sftp drop".into(),
        kind: Some(ElementKind::DataStore),
        unknown: true,
    }));
}

fn threats(edits: &mut Vec<Edit>) {
    for text in [
        "Refund replayed from a stolen session token",
        "Partner file swapped on the sftp drop",
        "Support resets a password by phone",
        "Someone refunds to their own card",
        "Refund file is lost and nobody notices",
        "Logs hold full account numbers",
        "Ledger is down on the last day of the month",
        "An agent clicks refund twice",
        "Token stolen, refund sent again",
        "Competitor counts our refunds from ids in urls",
    ] {
        edits.push(Edit::Add(New::threat(text, FourQuestion::GoWrong)));
    }
    edits.push(Edit::Merge(id("T9"), id("T1")));
    for (threat, severity) in [
        ("T1", Severity::High),
        ("T2", Severity::Critical),
        ("T3", Severity::Medium),
        ("T4", Severity::High),
        ("T5", Severity::Medium),
        ("T8", Severity::Low),
    ] {
        edits.push(set(threat, Field::Severity(Some(severity))));
    }
    edits.push(set(
        "T2",
        Field::Places(vec!["E5".parse::<Place>().unwrap(), "F4".parse().unwrap()]),
    ));
    edits.push(set(
        "T2",
        Field::BusinessRisk("we pay out to the wrong accounts".into()),
    ));
    edits.push(set(
        "T1",
        Field::Response(Some((ResponseKind::Reduce, Text::default(), None))),
    ));
    edits.push(set(
        "T2",
        Field::References(vec!["https://example.com/sftp-incident".into()]),
    ));
    let reason = "The phone line closes in July and the loss is capped at 50 euros";
    edits.push(set(
        "T3",
        Field::Response(Some((ResponseKind::Accept, reason.into(), Some(who(7))))),
    ));
    edits.push(set(
        "T6",
        Field::Response(Some((
            ResponseKind::NotApplicable,
            "Masked since 2024.".into(),
            None,
        ))),
    ));
}

fn answers(edits: &mut Vec<Edit>) {
    edits.extend([
        mitigation("Tokens live for ten minutes", 1, Status::InPlace),
        mitigation("Bind the token to the device", 1, Status::CouldDo),
        mitigation("Compare the file total with the ledger", 2, Status::CouldDo),
        mitigation("Write-only folder for the partner", 2, Status::Implemented),
        mitigation("Two people approve each file", 2, Status::Rejected),
        mitigation("Ask for the old password", 3, Status::InPlace),
        mitigation("Idempotency key for each refund", 8, Status::Planned),
        Edit::Link(id("M3"), id("T5")),
        set(
            "M3",
            Field::Verify("a changed file stops the run in staging".into()),
        ),
        parked("Just sign the files", ParkedKind::Fix, Some("T2")),
        parked("Move to instant payments", ParkedKind::OffTopic, None),
        parked(
            "Ask twice before large refunds",
            ParkedKind::Fix,
            Some("T4"),
        ),
        Edit::UseParked("K1".parse().unwrap(), ThreatId(2)),
        Edit::Defer(
            [5, 7].map(ThreatId).to_vec(),
            "The partner changes its interface first".into(),
            Some(ParticipantId(6)),
            Some(on(8, 12).into()),
        ),
        Edit::Defer(vec![ThreatId(10)], Text::default(), None, None),
        question("Why would an auditor care?", &["T5"], Some(6)),
        question("Who can write to the sftp drop?", &["T2"], None),
        question("How long do we keep refund files?", &[], None),
        question("Does the partner sign files?", &["T2"], None),
        question("Can support see card numbers?", &["T6"], None),
        set(
            "Q3",
            Field::Answer("90 days, then they are deleted.".into()),
        ),
        set("Q5", Field::QuestionState(QuestionState::OutOfScope)),
        action(
            "Bind the token to the device",
            &["T1", "M2"],
            Some(1),
            Some(on(5, 30)),
        ),
        action(
            "Ask partner about file signing",
            &["Q4"],
            Some(6),
            Some(on(5, 16)),
        ),
        action("Decide who may refund to a new card", &["T4"], None, None),
        action("Tell support what changes.", &[], Some(2), Some(on(6, 5))),
        action("Spike: compare totals", &["M3"], Some(2), None),
        action("Document the refund flow", &[], Some(1), Some(on(5, 12))),
        action("Rewrite the sftp client", &["T2"], Some(4), None),
        set("A1", Field::SaidYes(true)),
        set("A4", Field::SaidYes(true)),
        set("A6", Field::ActionStatus(ActionStatus::Done)),
        set("A7", Field::ActionStatus(ActionStatus::Dropped)),
    ]);
}

/// The whole session.
pub(super) fn rich() -> Session {
    let mut edits = Vec::new();
    for (name, role) in [
        ("Ana Lopez", "eng"),
        ("Al Lind", "eng"),
        ("Cy Brandt", "eng"),
        ("Di Moor", "ops"),
        ("Ed Quist", "QA"),
        ("Flo Prent", "product"),
        ("Gus Sand", "security"),
        ("Hal Legrand", ""),
    ] {
        edits.push(Edit::Add(New::Participant(name.into(), role.into())));
    }
    edits.push(set("P5", Field::Seat(Some(Seat::Recorder))));
    for (kind, text) in [
        (NoteKind::InScope, "refunds by card"),
        (NoteKind::InScope, "the daily file to the partner bank"),
        (NoteKind::OutOfScope, "chargebacks"),
        (NoteKind::WhyNow, "the new partner goes live in July"),
        (NoteKind::MissingRole, "support"),
        (NoteKind::ShouldHear, "partner team"),
        (NoteKind::Keep, "silent start"),
        (NoteKind::Change, "map before the meeting"),
        (NoteKind::RevisitWhen, "a second partner joins"),
    ] {
        edits.push(Edit::Add(New::Note(kind, text.into())));
    }
    system(&mut edits);
    for text in [
        "The partner signs its files",
        "Only we can read the ledger",
        "Support has no database access",
    ] {
        edits.push(Edit::Add(New::Assumption {
            text: text.into(),
            about: Vec::new(),
            speaker: Some(who(4)),
        }));
    }
    edits.push(set("S2", Field::Assumption(AssumptionState::Confirmed)));
    edits.push(set("S3", Field::Assumption(AssumptionState::Rejected)));
    threats(&mut edits);
    edits.push(Edit::Link(id("S1"), id("T2")));
    answers(&mut edits);
    edits.push(Edit::Session(SessionField::Confidence(vec![
        5, 4, 3, 5, 4, 2, 4, 3,
    ])));
    edits.push(Edit::Session(SessionField::TimeWellSpent(vec![4, 4, 5])));
    edits.push(Edit::Session(SessionField::Revisit(Some(on(8, 12)))));
    let title = "Payments API: refund flow".into();
    let mut session = Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, at(0));
    for edit in &edits {
        if let Err(refusal) = session.apply(edit, at(60)) {
            panic!("{refusal} {edit:?}");
        }
    }
    let close = Edit::Session(SessionField::Close);
    session.apply(&close, at(84)).unwrap();
    session
}
