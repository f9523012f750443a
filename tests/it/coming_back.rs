//! Coming back to a session: what last time left open, one key a row, and the beginning of the new meeting.

mod why;

use chrono::TimeDelta;
use threatboard::app::effect::Effect;
use threatboard::app::msg::{Msg, Opened};
use threatboard::check::{Thresholds, run};
use threatboard::domain::{
    ActionStatus, AssumptionState, Clock, Edit, Field, FourQuestion, ItemId, New, NewAction,
    NoteKind, ParkedKind, QuestionState, ResponseKind, Session, SessionField, Stamp,
};
use threatboard::keys::Screen;

use crate::support::{Desk, WIDE, room, ten, today};

/// A week before [`ten`].
fn last_week() -> Stamp {
    ten() - TimeDelta::days(7)
}

fn id(word: &str) -> ItemId {
    word.parse().unwrap()
}

/// Eight people, whose meeting was on 2 May and ended after an hour. Nothing is open.
pub(crate) fn settled() -> Session {
    let mut session = room();
    session.sittings[0].started = last_week();
    session.sittings[0].ended = Some(last_week() + TimeDelta::hours(1));
    for edit in [
        Edit::Add(New::Note(NoteKind::InScope, "Refunds".into())),
        Edit::Add(New::Note(NoteKind::OutOfScope, "Ledger".into())),
        Edit::Add(New::Note(NoteKind::RevisitWhen, "a partner joins".into())),
        Edit::Add(New::threat(
            "Partner file is swapped",
            FourQuestion::GoWrong,
        )),
        Edit::Set(id("T1"), accept("It is rare")),
    ] {
        session.apply(&edit, last_week()).unwrap();
    }
    session
}

fn accept(why: &str) -> Field {
    let who = Some(threatboard::domain::ParticipantId(8));
    Field::Response(Some((ResponseKind::Accept, why.into(), who)))
}

fn action(text: &str, owner: u32, due: Option<i64>) -> Edit {
    Edit::Add(New::Action(NewAction {
        text: text.into(),
        kind: None,
        about: vec![id("T1")],
        owner: Some(threatboard::domain::ParticipantId(owner)),
        due: due.map(|days| today() + TimeDelta::days(days)),
    }))
}

/// The same, with something left open of every kind.
pub(crate) fn left_open() -> Session {
    let mut session = settled();
    let question = |text: &str| {
        Edit::Add(New::Question {
            text: text.into(),
            about: vec![id("T1")],
            speaker: None,
            owner: Some(threatboard::domain::ParticipantId(4)),
        })
    };
    let assumption = Edit::Add(New::Assumption {
        text: "Partner keys rotate every 90 days".into(),
        about: Vec::new(),
        speaker: None,
    });
    let tangent = Edit::Add(New::Parked {
        text: "The old admin page".into(),
        kind: ParkedKind::OffTopic,
        about: None,
        speaker: None,
    });
    let edits = [
        action("Ask partner for signed files", 6, Some(-1)),
        action("Spike: idempotency keys", 3, Some(-5)),
        action("Alert on replayed tokens", 4, Some(-3)),
        action("Write the runbook for a refund flood", 2, Some(20)),
        question("Who may start a refund by hand?"),
        question("Does the bank check for duplicates?"),
        Edit::Set(id("Q1"), Field::QuestionState(QuestionState::Moved)),
        tangent,
        assumption,
        Edit::Add(New::threat("Ledger is flooded", FourQuestion::GoWrong)),
        Edit::Defer(
            vec!["T2".parse().unwrap()],
            "not now".into(),
            None,
            Some((today() - TimeDelta::days(2)).into()),
        ),
        Edit::Add(New::Note(
            NoteKind::Change,
            "Fewer people on the map".into(),
        )),
        Edit::Session(SessionField::Revisit(Some(today()))),
    ];
    for edit in edits {
        session.apply(&edit, last_week()).unwrap();
    }
    session
}

/// Which row the keys go to, in words.
fn here(desk: &Desk) -> String {
    let screen = desk.screen(WIDE);
    let row = screen.lines().find(|line| line.starts_with(" > "));
    row.unwrap_or_default().trim().to_owned()
}

fn status(desk: &Desk, action: &str) -> ActionStatus {
    let actions = &desk.session().actions;
    actions
        .iter()
        .find(|a| ItemId::from(a.id) == id(action))
        .unwrap()
        .status
}

fn writes(desk: &Desk) -> usize {
    let save = |effect: &&Effect| matches!(effect, Effect::Save(_));
    desk.effects.iter().filter(save).count()
}

#[test]
fn a_return_takes_one_key_a_row_and_then_n() {
    let mut desk = Desk::with(left_open());
    desk.keys("<wait:Last meeting: 2 May 2026 (7 days ago)>");
    assert!(
        here(&desk).starts_with("> A2"),
        "the longest late is first: {}",
        here(&desk)
    );
    desk.keys("fyX");
    desk.keys("<wait:A1   Ask partner for signed files>");
    // The action item that is not late, and then the question that was put aside.
    assert!(here(&desk).starts_with("> A4"), "{}", here(&desk));
    desk.keys(".");
    assert!(here(&desk).starts_with("> Q1"), "{}", here(&desk));
    desk.keys("<enter>«The finance team, and it is logged»<enter>");
    assert!(here(&desk).starts_with("> K1"), "{}", here(&desk));
    desk.keys("..");
    assert!(here(&desk).starts_with("> T1"), "{}", here(&desk));
    desk.keys("..");
    assert!(here(&desk).starts_with("> S1"), "{}", here(&desk));
    desk.keys("yn<wait:WHAT ARE WE WORKING ON?>");
    let session = desk.session();
    assert_eq!(status(&desk, "A2"), ActionStatus::Done);
    assert_eq!(status(&desk, "A3"), ActionStatus::Open);
    assert_eq!(session.actions[2].still, Some(ten()));
    assert_eq!(
        session.actions[2].due,
        Some(today() - TimeDelta::days(3)),
        "still keeps its date"
    );
    assert_eq!(status(&desk, "A1"), ActionStatus::Dropped);
    assert_eq!(session.questions[0].state, QuestionState::Answered);
    assert_eq!(session.assumptions[0].state, AssumptionState::Confirmed);
    assert_eq!(session.sittings.len(), 2);
    assert_eq!(
        (session.sittings[1].started, session.sittings[1].ended),
        (ten(), None)
    );
}

#[test]
fn looking_changes_nothing_and_n_or_the_first_change_begins_the_meeting_once() {
    let mut desk = Desk::with(left_open());
    desk.keys("....,<down><up><end><home>jk1234567?<esc><esc>7");
    assert_eq!(writes(&desk), 0, "{:?}", desk.effects);
    assert_eq!(desk.session(), &left_open());
    desk.keys("n");
    assert_eq!(writes(&desk), 1);
    assert_eq!(desk.session().sittings.len(), 2);
    desk.after(3).keys("2t«One more»<enter><esc>7n");
    assert_eq!(desk.session().sittings.len(), 2, "it has begun already");

    let mut desk = Desk::with(left_open());
    desk.after(5).keys("f");
    let begun = desk.session().sittings[1].started;
    assert_eq!(begun, ten() + TimeDelta::minutes(5));
    desk.after(5).keys("n");
    assert_eq!(
        desk.session().sittings.len(),
        2,
        "the first change began it"
    );
}

#[test]
fn every_verdict_is_undone_by_u_and_the_row_waits_again() {
    let mut desk = Desk::with(left_open());
    let mut before = left_open();
    before
        .sittings
        .push(threatboard::domain::Sitting::begun(ten()));
    desk.keys("fyXuuu");
    assert_eq!(desk.session(), &before);
    assert!(here(&desk).starts_with("> A2"), "{}", here(&desk));
    assert!(here(&desk).contains("LATE"), "{}", here(&desk));
    desk.keys("<ctrl-r>");
    assert_eq!(status(&desk, "A2"), ActionStatus::Done);
}

#[test]
fn d_drops_like_x_and_y_takes_a_verdict_back() {
    let mut desk = Desk::with(left_open());
    desk.keys("d");
    assert_eq!(status(&desk, "A2"), ActionStatus::Dropped);
    desk.keys("<up>y");
    assert_eq!(status(&desk, "A2"), ActionStatus::Open);
    assert_eq!(desk.session().actions[1].still, Some(ten()));
}

#[test]
fn b_moves_the_date_and_goes_on() {
    let mut desk = Desk::with(left_open());
    desk.keys("b«20 may»<enter>");
    assert_eq!(
        desk.session().actions[1].due.unwrap().to_string(),
        "2026-05-20"
    );
    assert!(here(&desk).starts_with("> A3"), "{}", here(&desk));
    desk.keys("/T2<esc>");
    while !here(&desk).starts_with("> T2") {
        desk.keys("<down>");
    }
    desk.keys("b«1 aug»<enter>");
    let put_off = desk.session().threats[1].deferred.clone().unwrap();
    assert_eq!(put_off.until.unwrap().to_string(), "1 Aug 2026");
    assert_eq!(put_off.reason.as_str(), "not now", "the reason stays");
}

#[test]
fn what_was_accepted_or_put_off_until_today_is_looked_at_again() {
    let mut desk = Desk::with(left_open());
    desk.keys("<wait:ACCEPTED, NOW DUE><wait:DEFERRED, NOW DUE>");
    while !here(&desk).starts_with("> T1") {
        desk.keys("<down>");
    }
    desk.keys("yX");
    let [accepted, put_off, ..] = desk.session().threats.as_slice() else {
        panic!()
    };
    let response = accepted.response.clone().unwrap();
    assert_eq!((response.kind, response.at), (ResponseKind::Accept, ten()));
    assert_eq!(response.reason.as_str(), "It is rare");
    assert_eq!(put_off.deferred, None, "back on the list");

    let mut session = left_open();
    session
        .apply(
            &Edit::Session(SessionField::Revisit(Some(today() + TimeDelta::days(1)))),
            last_week(),
        )
        .unwrap();
    Desk::with(session).keys("<gone:ACCEPTED, NOW DUE>");
}

#[test]
fn the_checks_stand_last_and_enter_goes_where_they_are_mended() {
    let mut desk = Desk::with(left_open());
    desk.keys("<end><wait:FINDINGS>");
    desk.keys("<enter><wait:7 goes back>");
    assert_ne!(desk.app.screen(), Screen::SinceLastTime);
    desk.keys("7<wait:FINDINGS>d«known»<enter>");
    assert_eq!(desk.session().dismissed.len(), 1);
}

#[test]
fn where_nothing_is_open_one_sentence_says_so_and_enter_goes_on() {
    for key in ["n", "<enter>"] {
        let mut desk = Desk::with(all_fine());
        desk.keys("<wait:Nothing was left open>");
        desk.keys(key);
        assert_eq!(desk.app.screen(), Screen::WorkingOn);
        assert_eq!(desk.session().sittings.len(), 2, "{key}");
    }
}

/// Nothing is open, and no check has anything to say.
pub(crate) fn all_fine() -> Session {
    let mut session = settled();
    let report = run(&session, today(), &Thresholds::bundled());
    for finding in report.findings {
        let dismiss = SessionField::Dismiss(finding.check.into(), "known".into());
        session.apply(&Edit::Session(dismiss), last_week()).unwrap();
    }
    session
}

#[test]
fn a_question_skips_it_at_one_key() {
    for (key, screen) in [
        ("1", Screen::WorkingOn),
        ("2", Screen::GoWrong),
        ("6", Screen::Actions),
    ] {
        let mut desk = Desk::with(left_open());
        desk.keys(key);
        assert_eq!(desk.app.screen(), screen);
        assert_eq!(desk.session(), &left_open(), "{key}");
    }
}

#[test]
fn a_meeting_that_goes_on_today_opens_on_question_1_and_7_still_shows_last_time() {
    let mut session = left_open();
    session
        .apply(&Edit::Session(SessionField::Begin), ten())
        .unwrap();
    session
        .apply(&Edit::Set(id("A2"), Field::Still), ten())
        .unwrap();
    let mut desk = Desk::with(session);
    assert_eq!(desk.app.screen(), Screen::WorkingOn);
    desk.keys("7<wait:Last meeting: 2 May 2026 (7 days ago)><wait:kept>");
    desk.keys("1N<wait:LATE>");
    let mut desk = Desk::with(room());
    desk.keys("7<wait:This is the first meeting>");
    assert_eq!(desk.app.screen(), Screen::WorkingOn);
}

#[test]
fn a_session_that_can_only_be_read_shows_what_is_open_and_begins_nothing() {
    let mut desk = Desk::home();
    desk.tell(Msg::Opened(Ok(Opened {
        session: std::sync::Arc::new(left_open()),
        path: "~/models/refund.ron".to_owned(),
        held_by: Some("Ana".to_owned()),
        warning: None,
        new: false,
    })));
    desk.keys("f<wait:Read-only>nn");
    assert_eq!(desk.session(), &left_open());
    assert_eq!(writes(&desk), 0);
}

#[test]
fn hands_of_last_time_are_not_taken_for_those_of_today() {
    let mut session = left_open();
    session.sittings[0].confidence = vec![5, 2];
    session.sittings[0].time_well_spent = vec![4, 4];
    let mut desk = Desk::with(session);
    desk.keys("n");
    let session = desk.session();
    assert_eq!(
        (session.confidence().len(), session.time_well_spent().len()),
        (0, 0)
    );
    assert_eq!(session.sittings[0].confidence, [5, 2]);
    assert_eq!(session.sittings[0].time_well_spent, [4, 4]);
}

#[test]
fn undo_says_what_stays_when_a_meeting_began() {
    let start = left_open();
    let mut desk = Desk::with(start.clone());
    desk.keys("u<wait:Nothing to undo since you opened the session.>");
    desk.keys("nu");
    let stays = "Nothing more to undo. What stays: the meeting that began and the clock.";
    assert!(desk.screen(WIDE).contains(stays), "{}", desk.screen(WIDE));
    let saved = desk.last_saved();
    assert_eq!(saved.sittings.len(), 2, "the file says so, too");
    assert_eq!(saved.sittings[1].started, ten());
    assert_eq!(saved.sittings[0], start.sittings[0]);
}

#[test]
fn undo_of_all_says_that_a_number_is_not_given_twice() {
    let mut desk = Desk::with(left_open());
    desk.keys("n2t«A token is replayed»<enter><esc>uu");
    let stays = "What stays: the meeting that began, the clock and the numbers given.";
    assert!(desk.screen(WIDE).contains(stays), "{}", desk.screen(WIDE));
    assert_eq!(desk.session().threats, left_open().threats);
    assert_eq!(desk.session().counters.threat, 3);
}

#[test]
fn undo_of_the_close_leaves_the_clock_and_opens_the_meeting_again() {
    let mut desk = Desk::with(settled());
    desk.keys("n<wait:This meeting began at 10:00>");
    desk.after(10).keys("EE");
    assert!(desk.session().sittings[1].ended.is_some());
    desk.keys("2u<wait:Undone: Meeting closed>");
    let sitting = &desk.session().sittings[1];
    assert_eq!(sitting.ended, None);
    assert_eq!(sitting.clock.as_ref().map(Clock::spent), Some(600));
}

#[test]
fn a_change_that_is_refused_begins_no_meeting() {
    let mut desk = Desk::with(left_open());
    desk.keys("2<home>e");
    for _ in 0..40 {
        desk.keys("<bs>");
    }
    desk.keys("«@di»<enter><wait:cannot be empty><esc><left>");
    assert_eq!(desk.session().sittings.len(), 1);
    desk.keys("u<wait:Nothing to undo since you opened the session.>");
    desk.keys("2<home>e<ctrl-u>«Other words»<enter>");
    assert_eq!(desk.session().sittings.len(), 2, "a change begins one");
}
