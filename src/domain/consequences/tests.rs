//! One test for each row of the table: the event flags exactly these items, saying that each still holds clears it, and
//! undo takes all of it back.

mod room;
mod settled;

use std::cell::RefCell;

use room::Room;

use super::{Event, LookAgain, TABLE};
use crate::domain::{
    ActionStatus, ActorKind, Asked, AssumptionState, Edit, Effort, ElementKind, Field, Foreseen,
    FourQuestion, History, ItemId, Level, MapField, New, NewAction, NoteKind, Origin, PartName,
    Place, QuestionState, ResponseKind, Scale, Session, SessionField, SessionKind, Severity, Stamp,
    Status, Stride, Swept, Until,
};

thread_local! {
    /// The events that the test on this thread has seen flag something.
    static SEEN: RefCell<Vec<Event>> = const { RefCell::new(Vec::new()) };
}

fn at(day: u32) -> Stamp {
    Stamp::parse_from_rfc3339(&format!("2026-05-{day:02}T10:00:00+02:00")).unwrap()
}

fn id(word: &str) -> ItemId {
    word.parse().unwrap()
}

#[test]
fn the_table_has_each_event_once() {
    let events: Vec<Event> = TABLE.iter().map(|row| row.event).collect();
    assert_eq!(events, Event::ALL);
    for row in TABLE {
        assert_eq!(row.event.row().touches, row.touches);
        assert_eq!(row.event.words(), row.when);
    }
}

/// The test of an event. A new one does not compile until it has its own.
fn test_of(event: Event) -> fn() {
    match event {
        Event::AssumptionRejected => assumption_rejected,
        Event::AssumptionDue => assumption_past_its_day,
        Event::PartChanged => element_changed,
        Event::FlowCrosses => flow_crosses_a_boundary,
        Event::DataMoreSensitive => data_more_sensitive,
        Event::DecisionDue => decision_past_its_day,
        Event::OwnerLeft => owner_left,
        Event::MitigationFailed => mitigation_failed,
        Event::ActionDropped => action_dropped,
        Event::TicketClosed => ticket_closed_unverified,
        Event::QuestionAnswered => question_answered,
        Event::ThreatWorse => threat_reopened_or_raised,
        Event::Incident => incident,
        Event::ScanSays => scan_says,
        Event::ScaleChanged => scale_changed,
        Event::ScopeChanged => scope_changed,
    }
}

#[test]
fn the_test_of_each_event_sees_that_event_flag_something() {
    for event in Event::ALL {
        SEEN.set(Vec::new());
        test_of(*event)();
        let seen = SEEN.take();
        assert!(seen.contains(event), "{event:?} in {seen:?}");
    }
}

#[test]
fn assumption_rejected() {
    let mut room = Room::new();
    room.assume(&["T2", "M1", "E1"]);
    let rejected = Edit::Set(id("S1"), Field::Assumption(AssumptionState::Rejected));
    let says = "S1 was rejected: only staff have access";
    room.flags(
        Event::AssumptionRejected,
        rejected,
        &["T2", "M1", "T4"],
        says,
    );
}

#[test]
fn assumption_past_its_day() {
    let mut room = Room::new();
    room.assume(&["T2"]);
    let until = |day| Field::Until(Some(Until::Day(at(day).date_naive())));
    room.set("S1", until(9));
    assert_eq!(room.looks(), [], "that day included");
    let says = "It was assumed until 8 May 2026";
    room.flags(
        Event::AssumptionDue,
        Edit::Set(id("S1"), until(8)),
        &["S1"],
        says,
    );
    room.set("S1", Field::Assumption(AssumptionState::Rejected));
    assert!(room.looks().iter().all(|look| look.of != id("S1")));
}

#[test]
fn element_changed() {
    let renamed = Edit::Set(id("E1"), Field::Text("shop".into()));
    let says = "E1 was renamed from web to shop";
    Room::new().flags(Event::PartChanged, renamed.clone(), &["T1", "F1"], says);
    let mut room = Room::new();
    let cell = Swept {
        place: Place::Element("E1".parse().unwrap()),
        asked: Asked::Letter(Stride::Spoofing),
    };
    room.edit(Edit::Session(SessionField::Sweep(cell.clone(), true)));
    room.flags(Event::PartChanged, renamed, &["T1", "F1", "E1"], says);
    room.set("E1", Field::Text("web".into()));
    let stop = SessionField::SweepStop(cell.place, vec![cell.asked]);
    room.edit(Edit::Session(stop));
    assert!(
        room.looks().iter().all(|look| look.of != id("E1")),
        "walked through again"
    );

    let external = Edit::Set(id("E2"), Field::ElementKind(ElementKind::ExternalEntity));
    let both = ["T2", "F1", "F2"];
    Room::new().flags(Event::PartChanged, external, &both, "E2 is external now");
    let out = Edit::Set(id("E2"), Field::Map(MapField::Zone(None)));
    let says = "E2 was moved out of its zone";
    Room::new().flags(Event::PartChanged, out, &both, says);
    let deleted = Edit::Delete(id("E1"));
    let says = "E1 web was deleted";
    Room::new().flags(Event::PartChanged, deleted, &["T1"], says);
}

#[test]
fn drawing_the_map_asks_for_no_second_look() {
    let mut room = Room::new();
    for n in 1..=4 {
        room.edit(Edit::Delete(id(&format!("T{n}"))));
    }
    room.set("E1", Field::Text("shop".into()));
    room.set("E3", Field::Map(MapField::Zone("Z1".parse().ok())));
    assert_eq!(room.looks(), []);
}

#[test]
fn flow_crosses_a_boundary() {
    let added = Edit::Add(New::Flow {
        from: "db".into(),
        to: "web".into(),
        data: "receipts".into(),
    });
    let says = "F3 crosses a trust boundary: db -> web";
    Room::new().flags(Event::FlowCrosses, added, &["T3"], says);
    // A flow that was looked at starts to cross because its end was moved.
    let mut room = Room::new();
    room.set("E3", Field::Map(MapField::Zone("Z2".parse().ok())));
    room.edit(Edit::Link(id("T4"), id("F2")));
    let cell = Swept {
        place: Place::Flow("F2".parse().unwrap()),
        asked: Asked::Letter(Stride::Tampering),
    };
    room.edit(Edit::Session(SessionField::Sweep(cell, true)));
    assert_eq!(room.looks(), []);
    room.set("E3", Field::Map(MapField::Zone(None)));
    let crossing: Vec<String> = (room.looks().iter())
        .filter(|look| look.why == Event::FlowCrosses)
        .map(|look| format!("{}: {}", look.of, look.reason()))
        .collect();
    let says = "F2 crosses a trust boundary: db -> log";
    assert_eq!(crossing, [format!("F2: {says}"), format!("T4: {says}")]);
}

#[test]
fn data_more_sensitive() {
    let mut room = Room::new();
    room.add(New::Asset {
        name: "card data".into(),
        kind: None,
        needs: [None; 3],
        threats: Vec::new(),
        places: vec!["F1".parse().unwrap()],
    });
    room.set("V1", Field::Needs([None, Some(Level::Low), None]));
    let more = Edit::Set(id("V1"), Field::Needs([Some(Level::High), None, None]));
    let says = "V1 became more sensitive: card data";
    room.flags(Event::DataMoreSensitive, more, &["T3"], says);
    let also = Edit::Link(id("V1"), id("E2"));
    room.flags(Event::DataMoreSensitive, also, &["T2"], says);
    room.set("V1", Field::Needs([Some(Level::Medium), None, None]));
    assert_eq!(room.looks(), [], "less is no reason to look again");
}

#[test]
fn decision_past_its_day() {
    let until = |day| Field::Until(Some(Until::Day(at(day).date_naive())));
    let mut room = Room::new();
    room.set(
        "T1",
        Field::Until(Some(Until::Event("the gateway is live".into()))),
    );
    room.set("T4", until(9));
    assert_eq!(room.looks(), []);
    let says = "The response accept was until 8 May 2026, decided by Gus";
    room.flags(
        Event::DecisionDue,
        Edit::Set(id("T1"), until(8)),
        &["T1"],
        says,
    );
    let defer = Edit::Defer(
        vec!["T2".parse().unwrap()],
        "after the launch".into(),
        "P2".parse().ok(),
        Some(at(7).date_naive().into()),
    );
    let says = "It was deferred until 7 May 2026, decided by Gus";
    room.flags(Event::DecisionDue, defer, &["T2"], says);
    // It holds until the next day that is set has passed.
    room.set("T1", until(10));
    let later = room.session.looks_again(at(11).date_naive());
    assert!(later.iter().any(|look| look.of == id("T1")));
}

#[test]
fn owner_left() {
    let mut room = Room::new();
    let owner = "P2".parse().ok();
    room.add(New::Action(NewAction {
        text: "Sign it".into(),
        kind: None,
        about: vec![id("M1")],
        owner,
        due: None,
    }));
    room.add(New::Question {
        text: "Who else?".into(),
        about: vec![id("T1")],
        speaker: None,
        owner,
    });
    let theirs = ["A1", "T1", "T4", "Q1"];
    let mut absent = Room {
        session: room.session.clone(),
        history: History::default(),
    };
    let says = "Gus was removed from the participants";
    room.flags(Event::OwnerLeft, Edit::Delete(id("P2")), &theirs, says);
    // Absent from two meetings in a row.
    absent.edit_on(2, Edit::Set(id("P2"), Field::Absent(true)));
    absent.edit_on(2, Edit::Session(SessionField::Close));
    assert_eq!(absent.looks(), [], "once is no reason");
    absent.edit_on(8, Edit::Session(SessionField::Begin));
    let says = "Gus was absent from 2 meetings";
    absent.are_flagged(Event::OwnerLeft, &theirs, says);
    absent.all_hold(&theirs);
    absent.set("P2", Field::Absent(false));
    absent.set("P2", Field::Absent(true));
    assert_eq!(absent.looks(), [], "they came back in between");
}

#[test]
fn mitigation_failed() {
    let rejected = Edit::Set(id("M1"), Field::Status(Status::Rejected));
    let says = "M1 was rejected: Sign it";
    Room::new().flags(Event::MitigationFailed, rejected, &["T1"], says);
    let checked = Edit::Set(id("M1"), Field::Checked(Some((false, None))));
    let says = "M1 was checked and does not work: Sign it";
    Room::new().flags(Event::MitigationFailed, checked, &["T1"], says);
    let mut room = Room::new();
    room.set("M1", Field::Checked(Some((true, None))));
    assert_eq!(room.looks(), []);
}

fn with_action(ticket: Option<&str>) -> Room {
    let mut room = Room::new();
    room.add(New::Action(NewAction {
        text: "Build it".into(),
        kind: None,
        about: vec![id("M1"), id("T1")],
        owner: None,
        due: None,
    }));
    room.set("A1", Field::External(ticket.map(Into::into)));
    room
}

#[test]
fn action_dropped() {
    let dropped = Edit::Set(id("A1"), Field::ActionStatus(ActionStatus::Dropped));
    let says = "A1 was dropped: Build it";
    with_action(None).flags(Event::ActionDropped, dropped, &["M1"], says);
}

#[test]
fn ticket_closed_unverified() {
    let done = Edit::Set(id("A1"), Field::ActionStatus(ActionStatus::Done));
    let says = "A1 was done (ticket SEC-12), and nobody verified it";
    with_action(Some("SEC-12")).flags(Event::TicketClosed, done.clone(), &["M1"], says);
    let mut room = with_action(Some("SEC-12"));
    room.set("M1", Field::Status(Status::Verified));
    room.edit(done);
    assert_eq!(room.looks(), [], "it was verified");
    room.set("M1", Field::Status(Status::Planned));
    room.set("M1", Field::External(Some("SEC-13".into())));
    let built = Edit::Set(id("M1"), Field::Status(Status::Implemented));
    let says = "It was implemented (ticket SEC-13), and nobody verified it";
    room.flags(Event::TicketClosed, built, &["M1"], says);
}

#[test]
fn question_answered() {
    let mut room = Room::new();
    room.assume(&[]);
    room.add(New::Question {
        text: "Who has access?".into(),
        about: vec![id("T2"), id("S1"), id("E1")],
        speaker: None,
        owner: None,
    });
    room.set("Q1", Field::QuestionState(QuestionState::Withdrawn));
    assert_eq!(room.looks(), []);
    let answered = Edit::Set(id("Q1"), Field::Answer("everyone".into()));
    let says = "Q1 was answered: everyone";
    room.flags(Event::QuestionAnswered, answered, &["T2", "S1"], says);
}

#[test]
fn threat_reopened_or_raised() {
    let mut room = Room::new();
    room.set("T1", Field::Severity(Some(Severity::Low)));
    room.set("T2", Field::Severity(Some(Severity::Low)));
    room.set("T2", Field::Severity(Some(Severity::High)));
    assert_eq!(room.looks(), [], "nothing was decided about T2");
    let raised = Edit::Set(id("T1"), Field::Severity(Some(Severity::High)));
    let says = "Its severity rose from low to high";
    room.flags(Event::ThreatWorse, raised, &["T1"], says);
    let reopened = Edit::Set(id("T4"), Field::Response(None));
    room.flags(Event::ThreatWorse, reopened, &["T4"], "It was reopened");
}

#[test]
fn incident() {
    let mut room = Room::new();
    room.edit(Edit::Link(id("T4"), id("E1")));
    let text = "orders were replayed".into();
    room.edit(Edit::Session(SessionField::Incident(text)));
    let was = |of: &str| {
        let of = Foreseen::As(of.parse().unwrap());
        Edit::Session(SessionField::Foreseen(Some(of)))
    };
    let says = "T1 came true: orders were replayed";
    room.flags(Event::Incident, was("T1"), &["T1", "T4", "M1"], says);
    room.edit(was("T2"));
    let says = "T2 came true: orders were replayed";
    room.are_flagged(Event::Incident, &["T2"], says);
    room.edit(Edit::Session(SessionField::Foreseen(Some(Foreseen::No))));
    assert_eq!(room.looks(), [], "it was not on the list after all");
}

#[test]
fn scan_says() {
    let scan = |severity: &str| {
        let id = uuid::Uuid::from_u128(7);
        let mut scan = Session::new(id, "Scan".into(), SessionKind::Meeting, at(1));
        let new = New::threat("sqli", FourQuestion::GoWrong);
        scan.apply(&Edit::Add(new), at(1)).unwrap();
        scan.threats[0].origin = Some(Box::new(Origin {
            format: "sarif".into(),
            id: "lint/sqli".into(),
            value: serde_json::json!({
                "tool": "lint", "severity": severity, "results": 1, "places": 1,
            }),
        }));
        Edit::Adopt(Box::new(scan))
    };
    let mut room = Room::new();
    room.edit(scan("medium"));
    let says = "The scan says more: high instead of medium";
    room.flags(Event::ScanSays, scan("high"), &["T5"], says);
}

#[test]
fn scale_changed() {
    let mut room = Room::new();
    room.set("T2", Field::Severity(Some(Severity::Low)));
    let mut scale = Scale::standard().clone();
    scale.name = "acme".into();
    let used = Edit::Session(SessionField::Scale(Some(Box::new(scale))));
    let says = "Threats are rated with the scale acme now";
    room.flags(Event::ScaleChanged, used, &["T2"], says);
}

#[test]
fn scope_changed() {
    let mut room = Room::new();
    room.add(New::Note(NoteKind::OutOfScope, "The log server".into()));
    room.add(New::Note(NoteKind::InScope, "Refunds".into()));
    room.set(
        "E3",
        Field::Map(MapField::OutOfScope(Some("the log server".into()))),
    );
    room.set(
        "E2",
        Field::Map(MapField::OutOfScope(Some("bought".into()))),
    );
    room.decide("T2", ResponseKind::NotApplicable, "left out, see N1");
    let changed = Edit::Set(id("N1"), Field::Text("The archive".into()));
    let says = "N1 in the scope was changed: The log server";
    room.flags(Event::ScopeChanged, changed, &["T2", "E3"], says);
    room.edit(Edit::Delete(id("N2")));
    assert_eq!(room.looks(), [], "nothing was left out because of it");
}
