//! What has to be looked at again, as the room sees it; and until when a decision holds, as it is typed.

use threatboard::domain::{
    Asked, AssumptionState, Edit, Field, FourQuestion, ItemId, New, Place, Session, SessionField,
    Status, Stride, Swept, Until,
};
use threatboard::export::{Format, Names, render};

use crate::coming_back::settled;
use crate::support::{Desk, SMALL, WIDE, export_options, room, ten};

fn id(word: &str) -> ItemId {
    word.parse().unwrap()
}

/// Two threats; the first one rests on an assumption that turned out to be false, and so does its mitigation.
fn rejected(mut session: Session) -> Session {
    let assume = New::Assumption {
        text: "only staff have access".into(),
        about: vec![id("T1"), id("M1")],
        speaker: None,
    };
    for edit in [
        Edit::Add(New::threat("Orders are read", FourQuestion::GoWrong)),
        Edit::Add(New::mitigation(
            "Ask for a second factor",
            "T1".parse().unwrap(),
            Status::CouldDo,
        )),
        Edit::Add(assume),
        Edit::Set(id("S1"), Field::Assumption(AssumptionState::Rejected)),
    ] {
        session.apply(&edit, ten()).unwrap();
    }
    session
}

const WHY: &str = "look again: S1 was rejected: only staff have access";

#[test]
fn question_3_says_why_and_y_says_that_it_still_holds() {
    for size in [WIDE, SMALL] {
        let mut desk = Desk::with(rejected(room()));
        desk.keys("3");
        let folded = desk.screen(size);
        let folded: Vec<&str> = folded.split_whitespace().collect();
        let says = folded.join(" ");
        assert!(says.contains("look again: S1 was rejected"), "{says}");
    }
    let mut desk = Desk::with(rejected(room()));
    desk.keys("3");
    let screen = desk.screen((120, 40));
    assert!(
        screen.contains(&format!("{WHY} (y: still holds)")),
        "{screen}"
    );
    assert!(
        screen.contains("look again "),
        "the list has a mark: {screen}"
    );
    desk.keys("y<wait:T1 still holds>");
    assert_eq!(desk.session().look_again.len(), 1, "M1 is left");
    desk.keys("u");
    assert_eq!(desk.session().look_again.len(), 2);
    // On a mitigation, y says the same before it means planned.
    desk.keys("<tab>y<wait:M1 still holds>");
    assert_eq!(desk.session().mitigations[0].status, Status::CouldDo);
    desk.keys("y");
    assert_eq!(desk.session().mitigations[0].status, Status::Planned);
}

#[test]
fn the_follow_up_list_has_what_has_to_be_looked_at_again() {
    let mut desk = Desk::with(rejected(settled()));
    desk.keys("<wait:LOOK AGAIN><wait:S1 was rejected: only staff have access>");
    for size in [WIDE, (80, 24), SMALL] {
        let screen = desk.screen(size);
        let row = |words: &str| screen.lines().position(|line| line.contains(words));
        let (threat, why) = (row("T1   Partner file is swapped"), row("S1 was rejected"));
        assert!(
            threat.is_some() && threat <= why,
            "the threat comes first: {screen}"
        );
    }
    desk.keys("<wait:y still holds>yy");
    assert_eq!(desk.session().look_again, []);
    desk.keys("<wait:looked at>");
}

#[test]
fn a_row_of_the_follow_up_list_has_every_reason() {
    let mut session = rejected(settled());
    let accepted = session.threats[0].response.as_mut().unwrap();
    accepted.until = Some(Until::Day(ten().date_naive().pred_opt().unwrap()));
    let mut desk = Desk::with(session);
    desk.keys("<wait:ACCEPTED, NOW DUE>");
    let screen = desk.screen((120, 40));
    let says = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(says.contains("look again: S1 was rejected"), "{says}");
}

#[test]
fn a_plain_screen_reads_the_reason() {
    let session = rejected(room());
    let with = threatboard::plain::With {
        today: ten().date_naive(),
        conventions: &threatboard::risk::Conventions::bundled(),
    };
    let says = threatboard::plain::say_item(&session, id("T1"), with);
    assert!(
        says.contains("Look again: S1 was rejected: only staff have access."),
        "{says}"
    );
}

#[test]
fn cells_that_were_looked_at_are_marked_where_their_element_changed() {
    let mut session = room();
    for edit in [
        Edit::Add(New::Element {
            name: "web".into(),
            kind: None,
            unknown: false,
        }),
        Edit::Add(New::threat("Orders are read", FourQuestion::GoWrong)),
    ] {
        session.apply(&edit, ten()).unwrap();
    }
    let cell = Swept {
        place: Place::Element("E1".parse().unwrap()),
        asked: Asked::Letter(Stride::Spoofing),
    };
    let looked = SessionField::Sweep(cell, true);
    session.apply(&Edit::Session(looked), ten()).unwrap();
    let renamed = Edit::Set(id("E1"), Field::Text("shop".into()));
    session.apply(&renamed, ten()).unwrap();
    let mut desk = Desk::with(session);
    desk.keys("8");
    for size in [WIDE, SMALL] {
        let screen = desk.screen(size);
        assert!(screen.contains(".?"), "{screen}");
        assert!(screen.contains("? look again"), "{screen}");
    }
    desk.keys("<left><wait:E1 was renamed from web to shop>");
}

#[test]
fn a_response_takes_until_when_it_holds_and_says_before_enter_how_it_reads_it() {
    let mut session = room();
    let new = New::threat("Orders are read", FourQuestion::GoWrong);
    session.apply(&Edit::Add(new), ten()).unwrap();
    let mut desk = Desk::with(session);
    desk.keys("3ra«It is rare @gus until 12 aug»");
    let screen = desk.screen((140, 30));
    assert!(screen.contains("until the day Wed 12 Aug 2026"), "{screen}");
    desk.keys("<enter>");
    let response = desk.session().threats[0].response.clone().unwrap();
    assert_eq!(response.reason.as_str(), "It is rare");
    assert_eq!(response.until.unwrap().written(), "2026-08-12");
    assert_eq!(desk.session().name_of(response.by), Some("Gus"));
    desk.keys("<wait:until 12 Aug>");

    desk.keys("rt«The insurer pays until the new gateway is live @gus»");
    let screen = desk.screen((140, 30));
    assert!(
        screen.contains("until this happens (until until: the word)"),
        "{screen}"
    );
    desk.keys("<enter><wait:until the new gateway is live>");
    let response = desk.session().threats[0].response.clone().unwrap();
    assert_eq!(response.reason.as_str(), "The insurer pays");
    let event = Until::Event("the new gateway is live".into());
    assert_eq!(response.until, Some(event));

    desk.keys("rv«We wait until until the vendor answers»<enter>");
    let response = desk.session().threats[0].response.clone().unwrap();
    assert_eq!(response.reason.as_str(), "We wait until the vendor answers");
    assert_eq!(response.until, None);
    // Who decided is asked then, and does not take the end away.
    desk.keys("<esc>ra«Rare until 12 aug»<enter>7");
    let response = desk.session().threats[0].response.clone().unwrap();
    assert_eq!(desk.session().name_of(response.by), Some("Gus"));
    assert_eq!(response.until.unwrap().written(), "2026-08-12");
}

#[test]
fn what_has_to_be_looked_at_again_stands_in_the_documents() {
    let session = rejected(room());
    let options = export_options(Names::Full, ten().date_naive());
    for name in ["summary", "minutes", "html"] {
        let format = Format::from_name(name).unwrap();
        let files = render(format, &session, &options).into_iter();
        let text: String = files.map(|file| file.contents).collect();
        assert!(
            text.contains("S1 was rejected: only staff have access"),
            "{name}: {text}"
        );
    }
    let holds = Edit::Session(SessionField::StillHolds(id("T1")));
    let mut after = session;
    after.apply(&holds, ten()).unwrap();
    assert_eq!(after.look_again.len(), 1);
}

#[test]
fn a_copied_threat_says_so_until_somebody_says_that_it_still_holds() {
    let session = rejected(room());
    let title = "Refunds, next version".into();
    let copy = session.copied(uuid::Uuid::max(), title, ten());
    let says = "copied from Payments API: refund flow, unchanged since (y: still holds)";
    let mut desk = Desk::with(copy);
    desk.keys("3");
    let screen = desk.screen((120, 40));
    assert!(screen.contains(says), "{screen}");
    desk.keys("y<wait:T1 still holds>");
    assert!(!desk.session().is_copied(id("T1")));
    assert!(!desk.screen((120, 40)).contains("unchanged since (y"));
    desk.keys("u");
    assert!(desk.screen((120, 40)).contains(says));
    // A copied mitigation says so, too, and is picked like any other.
    desk.keys("<tab>y");
    assert_eq!(desk.session().mitigations[0].status, Status::Planned);
    assert!(!desk.session().is_copied(id("M1")));
}
