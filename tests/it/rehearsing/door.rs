//! The door on the start screen: what was begun is offered first, then the scripts that come with the program.

use threatboard::app::effect::Effect;
use threatboard::app::msg::{Begun, Msg};

use crate::support::{Desk, PLAIN, SMALL, WIDE, ten};

fn asked(mut desk: Desk, begun: Vec<Begun>) -> Desk {
    desk.keys("p");
    assert_eq!(desk.effects.last(), Some(&Effect::FindRehearsals));
    desk.tell(Msg::Rehearsals(begun));
    desk
}

fn this_morning() -> Vec<Begun> {
    vec![Begun {
        path: "~/rehearsals/first/meeting.ron".to_owned(),
        title: "Tool library: book and unlock".into(),
        at: ten(),
    }]
}

fn started(desk: &Desk) -> Vec<&Effect> {
    let starts = |effect: &&Effect| matches!(effect, Effect::Rehearse(_) | Effect::Open(_));
    desk.effects.iter().filter(starts).collect()
}

#[test]
fn whoever_has_no_session_yet_is_told_of_it() {
    let mut desk = Desk::home();
    desk.tell(Msg::Recents(Vec::new()));
    for size in [WIDE, PLAIN, SMALL] {
        let screen = desk.screen(size);
        assert!(screen.contains("p "), "{screen}");
        assert!(screen.contains("Practice"), "{screen}");
        assert!(screen.contains("First time? Press p"), "{screen}");
    }
    desk.keys("?");
    let help = desk.screen((100, 60));
    assert!(help.contains("practice"), "{help}");
}

#[test]
fn a_first_rehearsal_is_two_keys_away() {
    let mut desk = asked(Desk::home(), Vec::new());
    for size in [WIDE, PLAIN, SMALL] {
        let screen = desk.screen(size);
        for says in [
            "PRACTICE",
            "> 10 minutes: Tool library",
            "40 minutes: School bus",
            "4 scripted people",
        ] {
            assert!(screen.contains(says), "no {says} at {size:?} in\n{screen}");
        }
        assert!(!screen.contains("Go on"), "{screen}");
    }
    desk.keys("<enter>");
    assert_eq!(started(&desk), [&Effect::Rehearse("first".to_owned())]);
}

#[test]
fn the_longer_one_is_one_line_below() {
    let mut desk = asked(Desk::home(), Vec::new());
    desk.keys("<down><enter>");
    assert_eq!(
        started(&desk),
        [&Effect::Rehearse("facilitator".to_owned())]
    );
}

#[test]
fn a_rehearsal_that_was_begun_is_offered_first() {
    let mut desk = asked(Desk::home(), this_morning());
    let screen = desk.screen(SMALL);
    for says in ["> Go on: Tool library", "You began it today 10:00."] {
        assert!(screen.contains(says), "no {says} in\n{screen}");
    }
    desk.keys("<enter>");
    assert_eq!(
        started(&desk),
        [&Effect::Open("~/rehearsals/first/meeting.ron".to_owned())]
    );
    let mut other = asked(Desk::home(), this_morning());
    other.keys("<down><down><down><up><enter>");
    assert_eq!(started(&other), [&Effect::Rehearse("first".to_owned())]);
}

#[test]
fn esc_starts_nothing() {
    let mut desk = asked(Desk::home(), this_morning());
    desk.keys("x<esc>");
    assert_eq!(started(&desk), Vec::<&Effect>::new());
    assert!(!desk.screen(WIDE).contains("PRACTICE"));
}

#[test]
fn a_listener_hears_what_there_is() {
    let desk = asked(Desk::plain(), this_morning());
    let (_, heard) = desk.voice.as_ref().unwrap();
    for says in ["Practice: 3 rehearsals.", "Go on: Tool library", "1 of 3."] {
        assert!(heard.contains(says), "no {says} in\n{heard}");
    }
}
