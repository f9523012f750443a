//! A rehearsal: the room speaks by the meeting clock, the facilitator types, and one page says how it went.

mod door;
mod real;
mod room_keys;

use std::sync::Arc;

use threatboard::app::msg::{Msg, Opened};
use threatboard::catalogue::rehearsals::Script;
use threatboard::domain::{Edit, New, Session, SessionKind, Stamp};
use threatboard::keys::Screen;

use crate::support::{Desk, PLAIN, SMALL, WIDE, ten};
use chrono::TimeDelta;

/// The ten minutes as the hints say, and in a hurry; the forty minutes.
const FIRST: &str = include_str!("../scripts/rehearse-first.keys");
const SLOPPY: &str = include_str!("../scripts/rehearse-sloppy.keys");
const FACILITATOR: &str = include_str!("../scripts/rehearse-facilitator.keys");

fn script(name: &str) -> Arc<Script> {
    let text = Script::bundled_text(Some(name)).unwrap();
    Arc::new(Script::parse(text).unwrap())
}

fn open(desk: &mut Desk, script: &Arc<Script>, session: Session, new: bool) {
    desk.app.rehearse(Arc::clone(script));
    desk.tell(Msg::Opened(Ok(Opened {
        session: Arc::new(session),
        path: "~/rehearsals/first/meeting.ron".to_owned(),
        held_by: None,
        warning: None,
        new,
    })));
}

/// A rehearsal that begins at ten o'clock.
fn begun(mut desk: Desk, name: &str) -> Desk {
    let script = script(name);
    let mut session = Session::new(
        uuid::Uuid::nil(),
        script.title.clone(),
        SessionKind::Meeting,
        ten(),
    );
    for person in &script.people {
        let person = New::Participant(person.name.clone(), person.role.clone());
        session.apply(&Edit::Add(person), ten()).unwrap();
    }
    open(&mut desk, &script, session, true);
    desk
}

fn first() -> Desk {
    begun(Desk::home(), "first")
}

/// The page, row by row, as it is read from the top to the end.
fn page(desk: &Desk) -> String {
    let lines = &desk.app.open().unwrap().rooms.rehearsed.lines;
    let lines = lines
        .iter()
        .map(|line| format!("{} {}", line.head, line.says));
    lines.collect::<Vec<_>>().join("\n")
}

fn seconds(desk: &mut Desk, seconds: i64) {
    let then: Stamp = desk.app.now + TimeDelta::seconds(seconds);
    desk.until(then);
}

/// The rows of the screen in which the room speaks.
fn strip(desk: &Desk) -> String {
    let screen = desk.screen(WIDE);
    let rows = screen.lines().skip_while(|row| !row.contains("ROOM"));
    rows.take(6).collect::<Vec<_>>().join("\n")
}

/// Everything that was said, in order.
fn said(desk: &Desk) -> Vec<String> {
    let said = desk.app.said_since(0).into_iter();
    said.map(|line| line.says).collect()
}

#[test]
fn who_does_what_the_hints_say_has_a_full_score() {
    let mut desk = first();
    desk.play(FIRST);
    let page = page(&desk);
    assert!(page.contains("SCORE  15 of 15"), "{page}");
    for absent in [
        "MISSED",
        "WRONG PLACE",
        "Not heard",
        "Still to come",
        "NEVER ASKED",
    ] {
        assert!(!page.contains(absent), "{absent} in\n{page}");
    }
    assert!(page.contains("no more than the 60"), "{page}");
}

#[test]
fn what_someone_in_a_hurry_missed_is_named() {
    let mut desk = first();
    desk.play(SLOPPY);
    let page = page(&desk);
    for says in [
        "SCORE  2 of 11",
        "Not heard, as you moved on before: 4 lines.",
        "1. Ask the quiet ones by name.",
        "MISSED  7",
        "Pat Does the locker company keep a list of our codes?\n Expected: question.",
        "T2 We could make the codes longer\n T2 is in the file as: threat. Expected: fix.",
        "M1 is about T1. Expected: T3.",
        "No turn, no item, no task: Nia, Omar, Pat, Ruth.",
        "IN THE FILE  2",
    ] {
        assert!(page.contains(says), "no {says:?} in\n{page}");
    }
}

#[test]
fn forty_minutes_can_be_led_without_missing_anything() {
    let mut desk = begun(Desk::home(), "facilitator");
    desk.play(FACILITATOR);
    let page = page(&desk);
    assert!(page.contains("SCORE  33 of 33"), "{page}");
    assert!(!page.contains("NEVER ASKED"), "{page}");
    assert!(page.contains("no more than the"), "{page}");
    assert_eq!(
        desk.app.screen(),
        Screen::Rehearsed,
        "shown when the meeting closes"
    );
    assert!(desk.exported_names().contains(&"summary.md"));
    desk.keys("<esc>");
    assert_ne!(desk.app.screen(), Screen::Rehearsed);
}

#[test]
fn the_room_speaks_by_the_meeting_clock() {
    let mut desk = first();
    assert_eq!(
        said(&desk),
        ["Today we look at booking a tool and unlocking the locker."]
    );
    let strip = strip(&desk);
    assert!(strip.contains("Omar: Today we look"), "{strip}");
    assert!(strip.contains("Press i, type what is in scope"), "{strip}");
    desk.keys("2");
    assert_eq!(said(&desk).len(), 2, "question 2 begins at once");
    let soon = desk.app.next_tick(desk.app.now).as_secs();
    assert_eq!(soon, 30, "the program wakes when the next one speaks");
    seconds(&mut desk, 29);
    assert_eq!(said(&desk).len(), 2);
    seconds(&mut desk, 1);
    assert_eq!(said(&desk).len(), 3);
}

#[test]
fn what_to_do_is_said_until_it_is_done_and_then_what_comes_next() {
    let mut desk = first();
    seconds(&mut desk, 20);
    let before = strip(&desk);
    assert!(
        before.contains("Press O, type what is out of scope"),
        "{before}"
    );
    assert!(before.contains("Press n for the map."), "{before}");
    desk.keys("O«The website with opening hours»<enter><enter>");
    let after = strip(&desk);
    assert!(!after.contains("Press O"), "{after}");
    assert!(after.contains("Press n for the map."), "{after}");
    desk.keys("u");
    assert!(strip(&desk).contains("Press O"), "{}", strip(&desk));
}

#[test]
fn what_to_do_about_an_older_line_does_not_stand_below_the_newest() {
    let text = Script::bundled_text(Some("first")).unwrap();
    let told = "hint: \"Press {out_of_scope}, type what is out of scope, press Enter twice.\", then: \"Press {next_step} for the map.\",";
    assert!(text.contains(told));
    let script = Arc::new(Script::parse(&text.replace(told, "")).unwrap());
    let session = Session::new(uuid::Uuid::nil(), "x".into(), SessionKind::Meeting, ten());
    let mut desk = Desk::home();
    open(&mut desk, &script, session, true);
    assert!(strip(&desk).contains("Press i"), "{}", strip(&desk));
    seconds(&mut desk, 20);
    let strip = strip(&desk);
    assert!(strip.contains("Nia: Leave the website out"), "{strip}");
    assert!(!strip.contains("Press"), "{strip}");
}

#[test]
fn the_hints_name_the_keys_that_the_user_has() {
    let mut desk = first();
    desk.keys("3");
    let strip = strip(&desk);
    let says = "Select the threat about guessing with Up and Down. Press m,";
    assert!(strip.contains(says), "{strip}");
    let script = script("first");
    let fixed = ["Space", "Up", "Down", "Esc", "Tab", "Ctrl", "PgDn"];
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.map(str::to_owned).collect()
    };
    for line in &script.lines {
        for hint in line.hint.iter().chain(&line.then) {
            let text = hint.0.with(|_| "x".to_owned());
            let named = words(&text).iter().any(|word| fixed.contains(&&**word));
            assert!(!named, "{}: {text}", line.id);
        }
    }
}

#[test]
fn whoever_looks_in_the_middle_is_not_told_to_wait_longer() {
    let mut desk = first();
    desk.keys("Z");
    let middle = page(&desk);
    assert!(middle.contains("Still to come: 14 lines."), "{middle}");
    assert!(!middle.contains("Count to ten"), "{middle}");
    desk.keys("<esc>EE");
    let end = page(&desk);
    assert!(
        end.contains("Not heard, as you moved on before: 14 lines."),
        "{end}"
    );
    assert!(end.contains("1. Count to ten"), "{end}");
    assert!(!end.contains("to come"), "{end}");
}

#[test]
fn space_stops_the_room_with_the_clock_and_lets_it_go_on() {
    let mut desk = first();
    seconds(&mut desk, 10);
    desk.keys("<space>");
    assert!(strip(&desk).contains("ROOM STOPPED"), "{}", strip(&desk));
    desk.after(9);
    assert_eq!(said(&desk).len(), 1);
    desk.keys("<space>");
    seconds(&mut desk, 9);
    assert_eq!(said(&desk).len(), 1);
    seconds(&mut desk, 1);
    assert_eq!(said(&desk).len(), 2);
}

#[test]
fn plus_and_minus_change_the_pace_of_room_and_clock() {
    let mut desk = first();
    desk.keys("+");
    assert!(strip(&desk).contains("ROOM 2x"), "{}", strip(&desk));
    seconds(&mut desk, 10);
    assert_eq!(said(&desk).len(), 2);
    assert_eq!(desk.app.clock().unwrap().spent(), 20);
    desk.keys("--");
    assert!(strip(&desk).contains("ROOM 1/2x"), "{}", strip(&desk));
    desk.keys("-");
    assert!(desk.screen(WIDE).contains("1/2x is the slowest."));
    seconds(&mut desk, 10);
    assert_eq!(desk.app.clock().unwrap().spent(), 25);
}

#[test]
fn in_a_line_the_keys_of_the_room_are_text() {
    let mut desk = first();
    desk.keys("i«a + b - c V Z»");
    assert!(!strip(&desk).contains("faster"), "{}", strip(&desk));
    desk.keys("<enter>");
    assert_eq!(desk.session().notes[0].text.as_str(), "a + b - c V Z");
    assert_eq!(desk.app.room_pace(), (false, 100));
}

#[test]
fn the_chat_of_the_room_is_pasted_with_one_key_and_once() {
    let mut desk = first();
    desk.keys("2V");
    assert!(desk.screen(WIDE).contains("Nothing new in the chat."));
    desk.after(3);
    assert!(
        strip(&desk).contains("V paste chat (3)"),
        "{}",
        strip(&desk)
    );
    desk.keys("V");
    let preview = desk.screen(WIDE);
    for says in [
        "PASTED",
        "The list of members leaks",
        "A code still opens",
        "Nia",
    ] {
        assert!(preview.contains(says), "no {says} in\n{preview}");
    }
    desk.keys("<enter><esc>V");
    assert!(desk.screen(WIDE).contains("Nothing new in the chat."));
}

#[test]
fn a_rehearsal_goes_on_where_its_file_is() {
    let mut desk = first();
    seconds(&mut desk, 20);
    let kept = desk.last_saved();
    let mut again = Desk::home();
    again.app.now = desk.app.now;
    open(&mut again, &script("first"), kept, false);
    assert_eq!(said(&again), said(&desk));
    again.keys("n");
    assert_eq!(said(&again).len(), 3, "the map begins");
    assert_eq!(again.app.clock().unwrap().spent(), 20);
}

#[test]
fn a_rehearsal_that_is_left_is_not_over() {
    for leaves in ["<ctrl-q>y", "<ctrl-p>start screen<enter>"] {
        let mut desk = first();
        desk.keys("i«Booking a tool»<enter><enter>");
        seconds(&mut desk, 5);
        desk.keys(leaves);
        let kept = desk.last_saved();
        let sitting = kept.sittings.last().unwrap();
        assert_eq!(sitting.ended, None, "{leaves}");
        assert_eq!(sitting.clock.as_ref().unwrap().spent(), 5, "{leaves}");
    }
}

#[test]
fn the_next_session_has_the_usual_keys() {
    let mut desk = first();
    desk.open(crate::support::room());
    assert!(!desk.screen(WIDE).contains("ROOM"));
    desk.keys("<space>+");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("One minute more"), "{screen}");
    desk.keys("Z");
    assert!(desk.screen(WIDE).contains("Z does nothing here"));
}

#[test]
fn help_names_the_keys_of_the_room_in_a_rehearsal_alone() {
    let mut desk = first();
    desk.keys("?");
    let help = desk.screen((100, 60));
    for says in ["stop/go", "faster", "slower", "paste chat", "how it went"] {
        assert!(help.contains(says), "no {says} in\n{help}");
    }
    assert!(!help.contains("add time"), "{help}");
    let mut usual = Desk::with(crate::support::room());
    usual.keys("?");
    let help = usual.screen((100, 60));
    assert!(
        help.contains("add time") && !help.contains("faster"),
        "{help}"
    );
}

#[test]
fn a_listener_hears_the_room_line_by_line_and_what_to_do() {
    let mut desk = begun(Desk::plain(), "first");
    seconds(&mut desk, 20);
    let (_, heard) = desk.voice.as_ref().unwrap();
    for says in [
        "Omar: Today we look at booking",
        "Nia: Leave the website out.",
        "Press O, type what is out of scope",
    ] {
        assert_eq!(heard.matches(says).count(), 1, "{says} in\n{heard}");
    }
}

#[test]
fn a_listener_hears_how_it_went() {
    let mut desk = begun(Desk::plain(), "first");
    seconds(&mut desk, 20);
    desk.keys("Z");
    let (_, heard) = desk.voice.as_ref().unwrap();
    for says in [
        "How it went.",
        "SCORE 0 of 2.",
        "Omar Today we look at booking",
        "Expected: in scope.",
    ] {
        assert!(heard.contains(says), "no {says} in\n{heard}");
    }
}

#[test]
fn what_is_typed_and_the_last_line_are_seen_at_every_size() {
    for size in [WIDE, PLAIN, SMALL, (40, 16)] {
        let mut desk = first();
        desk.tell(Msg::Resize(size.0, size.1));
        desk.keys("2t«Somebody takes the drill»");
        seconds(&mut desk, 30);
        let screen = desk.picture(size);
        for says in ["Somebody takes the drill", "Ruth: A neighbor keeps", "ROOM"] {
            assert!(screen.contains(says), "no {says} at {size:?} in\n{screen}");
        }
        desk.keys("<enter>");
        let screen = desk.screen(size);
        assert!(
            screen.contains("T1"),
            "its list is in sight at {size:?} in\n{screen}"
        );
    }
}

#[test]
fn the_page_scrolls_to_its_end_at_every_size() {
    for size in [WIDE, PLAIN, SMALL] {
        let mut desk = first();
        desk.tell(Msg::Resize(size.0, size.1));
        desk.play(FIRST);
        assert!(desk.picture(size).contains("SCORE"));
        desk.keys("<end>");
        let screen = desk.picture(size);
        assert!(
            screen.contains("Ask the locker company about the list"),
            "{screen}"
        );
        desk.keys("<home>");
        assert!(desk.screen(size).contains("SCORE"));
    }
}

#[test]
fn the_strip_and_the_page_look_like_this() {
    let mut desk = first();
    seconds(&mut desk, 20);
    insta::assert_snapshot!("strip", desk.picture(WIDE));
    desk.tell(Msg::Resize(60, 20));
    insta::assert_snapshot!("strip_small", desk.picture(SMALL));
    let mut desk = first();
    desk.play(SLOPPY);
    insta::assert_snapshot!("page", desk.picture(WIDE));
    desk.keys("<down>");
    assert!(
        !desk.screen(WIDE).contains("SCORE"),
        "{}",
        desk.screen(WIDE)
    );
}
