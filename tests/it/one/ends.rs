//! How one threat ends: a "no" that is whole, a second look, and the name of who said so. Before, keys, after.

use threatboard::app::effect::Effect;
use threatboard::check::{self, Strength, Thresholds};
use threatboard::domain::{Session, Text};

use super::{NO, desk, saved, worm};
use crate::support::{Desk, WIDE, today};

/// What a check would stop at.
fn stops(session: &Session) -> Vec<String> {
    let report = check::run(session, today(), &Thresholds::bundled());
    let looks = report
        .findings
        .iter()
        .filter(|f| f.strength == Strength::Look);
    looks.map(check::Finding::sentence).collect()
}

/// The names that are to be remembered.
fn remembered(desk: &Desk) -> Vec<&str> {
    let names = desk.effects.iter().filter_map(|effect| match effect {
        Effect::RememberMe(name) => Some(name.as_str()),
        _ => None,
    });
    names.collect()
}

/// The desk of someone who was never asked for their name.
fn unasked() -> Desk {
    let mut desk = desk();
    desk.app.me = None;
    desk
}

#[test]
fn a_no_passes_every_check_and_one_without_a_reason_does_not() {
    let mut desk = desk();
    desk.keys(NO);
    assert_eq!(stops(desk.session()), [""; 0]);
    let mut desk = worm();
    desk.keys("<enter>n<esc>");
    assert_eq!(
        stops(&saved(&desk).0),
        [
            "The decision on T1 has no reason",
            "T1 was ruled out without evidence"
        ]
    );
}

#[test]
fn the_name_is_asked_once_and_stands_on_what_was_decided() {
    let mut desk = unasked();
    desk.keys(NO);
    desk.keys("<wait:asked once, and kept for who decided>");
    assert!(
        desk.screen(WIDE).contains("Complete. Saved in"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("«Ana Lopez»<enter>");
    assert_eq!(desk.session().who_said(), Some("Ana Lopez"));
    assert_eq!(remembered(&desk), ["Ana Lopez"]);
    desk.keys("<wait:Decided by Ana Lopez>");
    assert!(desk.app.bar.is_none(), "nothing more is asked");
    // The next one knows it, and asks no more.
    desk.keys("<esc>");
    desk.keys(NO);
    assert!(desk.app.bar.is_none());
    assert_eq!(desk.session().who_said(), Some("Ana Lopez"));
    assert_eq!(desk.session().participants.len(), 1);
}

#[test]
fn a_name_that_is_not_given_is_not_asked_for_again() {
    for skip in ["<enter>", "<esc>"] {
        let mut desk = unasked();
        desk.keys(NO);
        desk.keys(skip);
        assert_eq!(remembered(&desk), [""], "{skip}");
        assert_eq!(desk.app.me, Some(Text::default()));
        let (session, _) = saved(&desk);
        assert!(session.participants.is_empty());
    }
    // Who only goes back to a box has not said no.
    let mut desk = unasked();
    desk.keys(NO);
    desk.keys("<backtab>");
    assert_eq!(desk.app.me, None);
}

#[test]
fn at_me_is_the_person_whose_name_is_known_and_who_was_only_me_gets_it() {
    let mut desk = worm();
    desk.app.me = Some("Ana Lopez".into());
    desk.keys("<enter>y«Our key is stolen»<enter><enter><enter>«pin it @me due fri»<enter>");
    let session = desk.session();
    let action = session.actions.last().unwrap();
    assert_eq!(session.name_of(action.owner), Some("Ana Lopez"));
    assert_eq!(action.text.as_str(), "pin it");
    assert!(!desk.screen(WIDE).contains("@me"), "{}", desk.screen(WIDE));
    // Someone else may have said so.
    desk.keys("<backtab><backtab><backtab><backtab><backtab>n«unused @bo»<enter>");
    let mut desk = unasked();
    desk.keys(
        "o«Worm»<enter><enter>y«Our key is stolen»<enter><enter><enter>«pin it @me»<enter><enter>y",
    );
    desk.keys("<wait:your name>«Ana»<enter>");
    let names: Vec<&str> = desk
        .session()
        .participants
        .iter()
        .map(|p| p.name.as_str())
        .collect();
    assert_eq!(names, ["Ana"]);
}

#[test]
fn what_nobody_is_sure_of_is_looked_at_again_in_two_weeks_with_one_key() {
    let day = |keys: &str| {
        let mut desk = worm();
        desk.keys("<enter>m«Our key is stolen»<enter><enter><enter><enter><enter>y");
        desk.keys("<wait:4 of 4 parts filled in><wait:In two weeks? y: 23 May>");
        desk.keys(keys);
        let day = desk.session().look_again();
        (day.map(|day| day.to_string()), desk.app.bar.is_none())
    };
    let on = |day: &str| (Some(day.to_owned()), true);
    assert_eq!(day("y"), on("2026-05-23"));
    assert_eq!(day("«1 jun»<enter>"), on("2026-06-01"));
    assert_eq!(day("<enter>"), (None, true));
    assert_eq!(
        day("y<backtab>«»<ctrl-u><enter>"),
        (None, true),
        "taken back"
    );
    // Esc leaves the form, and the day out.
    let mut desk = worm();
    desk.keys("<enter>d«Our key is stolen»<enter><enter><enter><enter><enter>y<esc>");
    assert_eq!(saved(&desk).0.look_again(), None);
    assert!(saved(&desk).0.sittings[0].ended.is_some());
    // Who is sure is not asked.
    let mut desk = worm();
    desk.keys("<enter>y«Our key is stolen»<enter><enter><enter><enter><enter>y");
    assert!(desk.app.bar.is_none());
}

#[test]
fn there_is_something_to_decide_only_until_a_next_step_is_typed() {
    let mut desk = worm();
    desk.keys("<enter>d«Our key is stolen»<enter><enter><enter><wait:A1 added to decide on one>");
    let texts = |desk: &Desk| -> Vec<String> {
        let actions = desk.session().actions.iter();
        actions.map(|action| action.text.to_string()).collect()
    };
    assert_eq!(
        texts(&desk),
        ["Decide: does T1 affect us, and what comes first?"]
    );
    desk.keys("«pin it»<enter>");
    assert_eq!(texts(&desk), ["pin it"]);
    // One undo is enough for both.
    desk.keys("<esc>");
    // Where it is said that it affects us, that is not to be decided again.
    let mut desk = worm();
    desk.keys("<enter>y«Our key is stolen»<enter><enter><enter>");
    assert_eq!(texts(&desk), ["Decide: what do we do first about T1?"]);
    desk.keys("«pin it @me»<enter>");
    assert_eq!(texts(&desk), ["pin it"]);
}

#[test]
fn an_answer_on_the_day_to_look_again_is_that_look() {
    for (days, again) in [(13, Some("2026-05-23")), (14, None), (40, None)] {
        let mut desk = worm();
        desk.keys("<enter>m«Our key is stolen»<enter><enter><enter><enter><enter>yy");
        desk.app.now = crate::support::ten() + chrono::TimeDelta::days(days);
        desk.keys("<tab><tab><tab><wait:Does it affect us?>n«we pin it»<enter>");
        let day = desk.session().look_again().map(|day| day.to_string());
        assert_eq!(day.as_deref(), again, "after {days} days");
    }
}

#[test]
fn an_answer_that_is_due_says_so_when_it_is_opened() {
    let mut desk = worm();
    desk.keys("<enter>m«Our key is stolen»<enter><enter><enter><enter><enter>yy<esc>");
    let session = saved(&desk).0;
    for (days, due) in [(13, false), (14, true), (40, true)] {
        let mut back = Desk::home();
        back.app.now = crate::support::ten() + chrono::TimeDelta::days(days);
        back.open(session.clone());
        let screen = back.screen(WIDE);
        assert_eq!(
            screen.contains("Look again now: it was due 23 May"),
            due,
            "after {days} days\n{screen}"
        );
    }
}

#[test]
fn esc_always_leaves_and_what_was_not_taken_is_offered_again() {
    let mut desk = worm();
    desk.keys("<enter><tab><tab>«call the vendor»<esc>");
    assert!(desk.app.open().is_none(), "the form is left");
    let (session, line) = saved(&desk);
    let kept: Vec<&str> = session.mitigations.iter().map(|m| &*m.text).collect();
    assert_eq!((kept, line), (vec!["call the vendor"], None));
    assert_eq!(session.threats[0].text.as_str(), "Package worm spreads");
    assert_eq!(session.threats[0].applies, None, "no one said so");
    // What can be meant in two ways is asked about once, and Esc leaves with the line kept.
    let mut desk = worm();
    desk.keys("<enter>y«Our key is stolen»<enter><enter><enter>«pin it due 3/4»<esc>");
    assert!(desk.app.open().is_none(), "the form is left");
    assert_eq!(saved(&desk).1.as_deref(), Some("pin it due 3/4"));
}

#[test]
fn only_a_name_and_the_day_of_the_next_step_mean_something() {
    let mut desk = worm();
    desk.keys("<enter>y«pay !h now #S >all =CVE-2024-1»<enter>«ask #detect %S >all»<enter>");
    let session = desk.session();
    assert_eq!(
        session.threats[0].text.as_str(),
        "pay !h now #S >all =CVE-2024-1"
    );
    assert_eq!(session.threats[0].severity, None);
    assert_eq!(session.mitigations[0].text.as_str(), "ask #detect %S >all");
    desk.keys("<backtab><backtab><backtab>« %S»<enter>");
    assert_eq!(
        desk.session().threats[0].text.as_str(),
        "pay !h now #S >all =CVE-2024-1 %S"
    );
}

#[test]
fn the_day_of_the_next_step_may_be_said_with_by() {
    for (line, text, day) in [
        (
            "ask the provider by 10 december",
            "ask the provider",
            Some("2026-12-10"),
        ),
        (
            "ask the provider by 10 december @Tom",
            "ask the provider",
            Some("2026-12-10"),
        ),
        ("sort by name", "sort by name", None),
        (
            "sort by name due 10 dec",
            "sort by name",
            Some("2026-12-10"),
        ),
    ] {
        let mut desk = worm();
        desk.keys("<enter>y«Our key is stolen»<enter><enter><enter>");
        desk.keys(&format!("«{line}»<enter>"));
        let step = desk.session().actions[0].clone();
        assert_eq!(step.text.as_str(), text, "{line}");
        assert_eq!(
            step.due.map(|due| due.to_string()).as_deref(),
            day,
            "{line}"
        );
    }
}
