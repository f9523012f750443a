//! Why the team is back: from the start screen, and after an incident.

use chrono::TimeDelta;
use threatboard::app::effect::Effect;
use threatboard::app::msg::{Msg, Opened, Recent};
use threatboard::check::{Thresholds, run};
use threatboard::domain::{Edit, Foreseen, ReturnReason, Session, SessionField};

use super::{here, id, left_open};
use crate::support::{Desk, WIDE, ten, today};

/// The start screen with two sessions, of which the second is late and the third past its date.
fn starting() -> Desk {
    let recent = |title: &str, late, revisit_due| Recent {
        kind: None,
        path: format!("{title}.ron"),
        title: title.to_owned(),
        touched: ten(),
        threats: 3,
        open_actions: 3,
        actions: 3,
        late_actions: late,
        open_questions: 0,
        revisit_due,
        broken: None,
        ..Recent::default()
    };
    let mut desk = Desk::home();
    desk.tell(Msg::Recents(vec![
        recent("refund", 0, None),
        recent("exports", 0, Some(today() - TimeDelta::days(1))),
        recent("login", 2, None),
    ]));
    desk
}

fn opens(desk: &mut Desk, session: Session) {
    desk.tell(Msg::Opened(Ok(Opened {
        session: std::sync::Arc::new(session),
        path: "~/models/refund.ron".to_owned(),
        held_by: None,
        warning: None,
        new: false,
    })));
}

#[test]
fn r_at_home_lists_late_sessions_first_and_asks_why_one_returns() {
    let mut desk = starting();
    desk.keys("r<wait:FOLLOW UP ON>");
    let screen = desk.screen(WIDE);
    let place = |word: &str| screen.find(word).unwrap();
    assert!(
        place(" login") < place(" exports") && place(" exports") < place(" refund"),
        "{screen}"
    );
    desk.keys("<enter>");
    assert!(matches!(desk.effects.last(), Some(Effect::Open(path)) if path == "login.ron"));
    opens(&mut desk, left_open());
    desk.keys("<wait:reason for follow-up: c a change   i an incident   d a date>c");
    assert_eq!(desk.session().sittings[1].why, Some(ReturnReason::Change));
    desk.keys("<wait:Following up because of a change.>");
    assert!(desk.app.choice.is_none());

    let mut desk = starting();
    desk.keys("rl<wait:RECENT>1");
    assert!(matches!(desk.effects.last(), Some(Effect::Open(path)) if path == "refund.ron"));
    opens(&mut desk, left_open());
    assert!(desk.app.choice.is_none(), "nobody came back on purpose");
    desk.keys("Wd");
    assert_eq!(desk.session().sittings[1].why, Some(ReturnReason::Date));
}

#[test]
fn after_an_incident_the_room_says_whether_it_was_on_the_list() {
    let checks = |desk: &Desk| -> Vec<&'static str> {
        let report = run(desk.session(), today(), &Thresholds::bundled());
        report.findings.iter().map(|f| f.check).collect()
    };
    let mut desk = starting();
    desk.keys("r<enter>");
    opens(&mut desk, left_open());
    desk.keys("i<wait:what happened>«A partner file was swapped»<enter>");
    assert_eq!(desk.session().sittings[1].why, Some(ReturnReason::Incident));
    assert_eq!(
        desk.session().sittings[1].incident.as_str(),
        "A partner file was swapped"
    );
    assert!(
        checks(&desk).contains(&"incident-threat"),
        "{:?}",
        checks(&desk)
    );
    desk.keys(
        "<wait:WHAT HAPPENED><enter><wait:Was this on our list: A partner file was swapped?>",
    );
    desk.keys("<enter><wait:on the list: T1>");
    assert_eq!(
        desk.session().sittings[1].foreseen,
        Some(Foreseen::As("T1".parse().unwrap()))
    );
    assert!(
        !checks(&desk).contains(&"incident-threat"),
        "{:?}",
        checks(&desk)
    );
    desk.keys("u<wait:on the list?>");
    assert_eq!(desk.session().sittings[1].foreseen, None);

    desk.keys("2t«Partner key is leaked»<enter><esc>7");
    assert!(
        checks(&desk).contains(&"incident-foreseen"),
        "{:?}",
        checks(&desk)
    );
    desk.keys("<home><down><down><down>X<wait:not on the list>");
    assert_eq!(desk.session().sittings[1].foreseen, Some(Foreseen::No));
    assert!(!checks(&desk).contains(&"incident-foreseen"));
}

#[test]
fn a_threat_that_is_taken_out_is_not_what_was_foreseen() {
    let mut session = left_open();
    let foreseen = |word: &str| Edit::Session(SessionField::Foreseen(word.parse().ok()));
    session
        .apply(&Edit::Session(SessionField::Begin), ten())
        .unwrap();
    session.apply(&foreseen("T1"), ten()).unwrap();
    let missing = session.apply(&foreseen("T9"), ten()).unwrap_err();
    assert_eq!(missing.to_string(), "There is no T9 in this session.");
    session.apply(&Edit::Delete(id("T1")), ten()).unwrap();
    assert_eq!(session.sittings[1].foreseen, None);
    session.validate().unwrap();
}

#[test]
fn a_reason_that_is_taken_back_hands_the_selection_on() {
    let mut desk = Desk::with(left_open());
    desk.keys("Wi<esc><wait:Was this on our list?>u<gone:WHAT HAPPENED>");
    assert!(here(&desk).starts_with("> A2"), "{}", here(&desk));
    assert_eq!(desk.session().sittings[1].why, None);
}

#[test]
fn a_line_about_what_happened_is_offered_again_after_a_crash() {
    let mut desk = Desk::with(left_open());
    desk.keys("Wi«A partner file»");
    let saved = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Save(snapshot) => Some(snapshot.clone()),
        _ => None,
    });
    let saved = saved.unwrap();
    let mut session = Session::clone(&saved.session);
    session.draft = saved.draft;
    let mut desk = Desk::home();
    opens(&mut desk, session);
    desk.keys("« was swapped»<enter>");
    let told = desk.session().sittings[1].incident.clone();
    assert_eq!(told.as_str(), "A partner file was swapped");
}
