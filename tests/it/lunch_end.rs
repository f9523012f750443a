//! The end of a lunch: who tries one thing by when, and what the chat gets. Before, keys, after.

use threatboard::app::copied::Copied;
use threatboard::app::effect::Effect;
use threatboard::app::msg::Msg;
use threatboard::domain::{Session, SessionKind, Text};
use threatboard::export::{Format, Names, render};
use threatboard::keys::Screen;

use crate::support::{Desk, PLAIN, SMALL, WIDE, export_options, ten, today};

/// A lunch with lines of every kind and a vote, from the start screen on.
fn lunch() -> Desk {
    let mut desk = Desk::home();
    desk.keys("w«our data exports»<enter>");
    desk.keys("«Link works for anyone»<enter>«Old files stay»<enter>«Slow at noon»<enter>");
    desk.keys("«Who deletes old files?»<enter><esc>p«the new office»<enter><esc>v«15200»<enter>");
    desk
}

/// What was copied last.
fn copied(desk: &Desk) -> Option<(String, String, bool)> {
    desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Copy { file, keep } => Some((file.name.clone(), file.contents.clone(), *keep)),
        _ => None,
    })
}

fn told(desk: &mut Desk, sent: bool, kept: Result<&str, &str>) {
    desk.tell(Msg::Copied(Copied {
        what: "lunch.txt".to_owned(),
        sent,
        kept: Some(kept.map(str::to_owned).map_err(str::to_owned)),
    }));
}

#[test]
fn the_end_asks_who_tries_what_by_when_and_nothing_else() {
    let mut desk = lunch();
    desk.keys("E<wait:who tries what by when\\>><gone:in scope><gone:Still open>");
    desk.keys("«Ana: sign the links by fri»<enter>«delete old files @Bo 2w»<enter><enter>");
    let session = desk.session();
    let tries: Vec<(&str, &str)> = session
        .actions
        .iter()
        .map(|action| {
            (
                session.name_of(action.owner).unwrap_or(""),
                action.text.as_str(),
            )
        })
        .collect();
    assert_eq!(
        tries,
        [("Ana", "sign the links"), ("Bo", "delete old files 2w")]
    );
    assert_eq!(session.actions[0].due.unwrap().to_string(), "2026-05-15");
    let sitting = session.sittings.last().unwrap();
    assert!(sitting.ended.is_some(), "the lunch is over");
    assert_eq!(desk.app.screen(), Screen::Whiteboard);
    assert!(desk.exported.is_empty(), "no handouts of a meeting");
}

#[test]
fn the_lunch_ends_on_its_whiteboard_from_the_map_and_every_list() {
    for there in ["1", "2", "3", "4", "5", "6", "3w", "5w"] {
        let mut desk = lunch();
        desk.keys(there);
        desk.keys("E<wait:who tries what by when\\>><gone:Still open>");
        assert_eq!(desk.app.screen(), Screen::Whiteboard, "{there}");
        desk.keys("«Ana: sign the links by fri»<enter><enter>");
        assert!(desk.exported.is_empty(), "{there}: no handouts");
        let sitting = desk.session().sittings.last().unwrap();
        assert!(sitting.ended.is_some(), "{there}: the lunch is over");
        let name = copied(&desk).map(|(name, ..)| name);
        assert_eq!(name.as_deref(), Some("lunch.txt"), "{there}");
    }
}

#[test]
fn what_came_of_it_is_copied_written_and_shown() {
    let mut desk = lunch();
    desk.keys("E«Ana: sign the links by fri»<enter><enter>");
    let (name, text, keep) = copied(&desk).expect("a copy");
    assert_eq!((name.as_str(), keep), ("lunch.txt", true));
    let expected = "\
What can go wrong? our data exports
Sat 9 May 2026, 0 of 45 min
5 said: 3 threats, 1 question, 1 off topic
5 votes: Old files stay
2 votes: Slow at noon
1 vote: Link works for anyone
Ana: sign the links, by Fri 15 May 2026
Again: no date yet
";
    assert_eq!(text, expected);
    told(&mut desk, true, Ok("./refund/lunch.txt"));
    for size in [WIDE, PLAIN, SMALL] {
        let screen = desk.screen(size);
        assert!(screen.contains("saved in ./refund/lunch.txt"), "{screen}");
        assert!(screen.contains("5 said: 3 threats"), "{screen}");
        assert!(screen.contains("Ana: sign the links, by"), "{screen}");
        assert!(screen.contains("Again: no date yet"), "{screen}");
    }
    assert!(desk.screen(WIDE).contains("Esc: back to the whiteboard"));
    desk.keys("<esc>");
    assert!(desk.screen(WIDE).contains("3   Slow at noon"));
}

#[test]
fn a_file_that_cannot_be_written_is_said_and_the_text_is_shown_all_the_same() {
    let mut desk = lunch();
    desk.keys("E<enter>");
    told(&mut desk, true, Err("./refund: Permission denied."));
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("not saved: ./refund: Permission denied."),
        "{screen}"
    );
    assert!(screen.contains("Copied"), "{screen}");
    assert!(
        screen.contains("No one has said what they will try"),
        "{screen}"
    );
    assert_eq!(
        copied(&desk).map(|(name, ..)| name).as_deref(),
        Some("lunch.txt")
    );
}

#[test]
fn a_line_without_a_task_stays_to_be_finished_and_esc_goes_on_with_the_lunch() {
    let mut desk = lunch();
    desk.keys("E«@Ana»<enter>");
    let refusal = desk.app.bar.as_ref().and_then(|bar| bar.refusal.clone());
    assert!(refusal.is_some_and(|says| says.contains("what they try")));
    desk.keys("<esc>t«And slow at six»<enter>");
    let session = desk.session();
    assert!(session.sittings.last().unwrap().ended.is_none());
    assert_eq!(session.participants.len(), 0);
    assert!(
        session
            .threats
            .iter()
            .any(|t| t.text.as_str() == "And slow at six")
    );
}

#[test]
fn ending_twice_is_one_lunch() {
    let mut desk = lunch();
    desk.keys("E<enter>");
    let before = desk.session().sittings.len();
    desk.keys("<esc>E<enter>");
    assert_eq!(desk.session().sittings.len(), before);
    assert!(desk.screen(WIDE).contains("5 said"));
}

#[test]
fn a_name_that_is_known_is_not_entered_again() {
    let mut desk = lunch();
    desk.keys("P«Ana, Bo»<enter><esc>E«ana: sign the links»<enter>«Cy: ask legal»<enter>«Cy: ask again»<enter><enter>");
    let names: Vec<&str> = desk
        .session()
        .participants
        .iter()
        .map(|p| p.name.as_str())
        .collect();
    assert_eq!(names, ["Ana", "Bo", "Cy"]);
}

/// However much was said and promised, the chat gets twelve lines.
#[test]
fn a_lunch_is_never_longer_than_twelve_lines() {
    let topic = Text::new("exports @here *all*");
    let mut desk = Desk::with(Session::new(
        uuid::Uuid::nil(),
        topic,
        SessionKind::Whiteboard,
        ten(),
    ));
    for n in 0..9 {
        desk.keys(&format!("«Line {n}»<enter>"));
    }
    desk.keys("<esc>v«123456789»<enter>E");
    for n in 0..9 {
        desk.keys(&format!("«P{n}: try {n}»<enter>"));
    }
    desk.keys("<enter>");
    let files = render(
        Format::LUNCH,
        desk.session(),
        &export_options(Names::Full, today()),
    );
    let text = &files[0].contents;
    assert_eq!(text.lines().count(), 12, "{text}");
    assert!(text.contains("And 5 more"), "{text}");
    assert!(!text.contains("@here") && !text.contains('*'), "{text}");
}

#[test]
fn a_month_later_what_someone_wanted_to_try_comes_first_and_then_a_fresh_clock() {
    let mut desk = lunch();
    desk.keys("E«Ana: sign the links by fri»<enter>«Bo: ask legal»<enter><enter>");
    let mut back = Desk::home();
    back.app.now = ten() + chrono::TimeDelta::days(30);
    back.open(desk.last_saved());
    assert_eq!(back.app.screen(), Screen::SinceLastTime);
    let screen = back.screen(WIDE);
    assert!(
        screen.contains("sign the links") && screen.contains("Ana"),
        "{screen}"
    );
    back.keys("fyn");
    assert_eq!(back.app.screen(), Screen::Whiteboard);
    assert!(
        back.screen(WIDE).contains("45 min left"),
        "{}",
        back.screen(WIDE)
    );
    assert_eq!(back.session().sittings.len(), 2);
    let open = threatboard::domain::ActionStatus::Open;
    let states: Vec<bool> = back
        .session()
        .actions
        .iter()
        .map(|a| a.status == open)
        .collect();
    assert_eq!(states, [false, true]);
}

#[test]
fn on_the_same_day_a_lunch_is_opened_on_its_wall() {
    let mut desk = lunch();
    desk.keys("E«Ana: sign the links by fri»<enter><enter>");
    let mut back = Desk::home();
    back.open(desk.last_saved());
    assert_eq!(back.app.screen(), Screen::Whiteboard);
}

#[test]
fn a_lunch_that_promised_nothing_is_opened_on_its_wall() {
    let mut desk = lunch();
    desk.keys("E<enter>");
    let mut back = Desk::home();
    back.app.now = ten() + chrono::TimeDelta::days(30);
    back.open(desk.last_saved());
    assert_eq!(back.app.screen(), Screen::Whiteboard);
}

#[test]
fn question_2_shows_what_was_just_said_after_the_promotion() {
    let mut desk = lunch();
    desk.keys("<ctrl-p>promote<enter><esc>2");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("Link works for anyone"), "{screen}");
    assert!(!desk.app.is_silent());
}

#[test]
fn the_wall_its_lists_and_its_file_have_one_clock() {
    let mut desk = lunch();
    for _ in 0..7 {
        desk.app.now += chrono::TimeDelta::seconds(60);
        desk.tell(Msg::Tick);
    }
    assert!(desk.screen(WIDE).contains("38 min left"));
    for key in ["5", "6"] {
        desk.keys(key);
        assert!(
            desk.screen(WIDE).contains("38 min left"),
            "{}",
            desk.screen(WIDE)
        );
        desk.keys("<esc>");
    }
    desk.keys("E<enter>");
    let (_, text, _) = copied(&desk).unwrap();
    assert!(text.contains("7 of 45 min"), "{text}");
}

#[test]
fn the_sketch_is_one_line_and_1_shows_it_large_until_esc() {
    let mut desk = Desk::home();
    desk.keys("w«exports»<enter>");
    for n in 0..9 {
        desk.keys(&format!(
            "«browser number {n} -> server number {n} : request»<enter>"
        ));
    }
    desk.keys("<esc>");
    let screen = desk.screen(WIDE);
    let rows = screen
        .lines()
        .filter(|row| row.contains(" number "))
        .count();
    assert_eq!(rows, 1, "{screen}");
    desk.keys("1");
    assert_eq!(desk.app.screen(), Screen::WorkingOn);
    assert!(desk.app.wall, "the map alone");
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::Whiteboard);
}

#[test]
fn the_twelve_lines_stand_alone_and_whole_or_say_how_to_see_the_rest() {
    let mut desk = lunch();
    desk.keys("t«user -> app : ask»<enter><esc>nn<esc>E");
    for n in 1..=5 {
        desk.keys(&format!("«Person{n}: try number {n} by fri»<enter>"));
    }
    desk.keys("<enter>");
    let (_, text, _) = copied(&desk).expect("a copy");
    assert_eq!(text.lines().count(), 12, "{text}");
    for size in [WIDE, PLAIN, (160, 50)] {
        let screen = desk.screen(size);
        for line in text.lines() {
            assert!(screen.contains(line), "{line} at {size:?}\n{screen}");
        }
        for words in ["[TALK]", "Go around", "Bakery", "user -> app", "more below"] {
            assert!(!screen.contains(words), "{words} at {size:?}\n{screen}");
        }
    }
    let small = (60, 14);
    desk.tell(Msg::Resize(small.0, small.1));
    let screen = desk.screen(small);
    assert!(screen.contains("more below: Down"), "{screen}");
    assert!(!screen.contains("Again: no date yet"), "{screen}");
    desk.keys(&"<down>".repeat(9));
    let screen = desk.screen(small);
    assert!(screen.contains("Again: no date yet"), "{screen}");
    assert!(screen.contains("more above: Up"), "{screen}");
    desk.keys("<esc>");
    assert!(!desk.screen(small).contains("Again: no date yet"));
}

#[test]
fn a_promise_with_an_owner_is_never_left_out_for_one_without() {
    let mut desk = lunch();
    desk.keys(
        "<esc><home>a«find out one»<enter>«find out two»<enter>«find out three»<enter><esc>E",
    );
    for n in 1..=5 {
        desk.keys(&format!("«Person{n}: try number {n} by fri»<enter>"));
    }
    desk.keys("<enter>");
    let (_, text, _) = copied(&desk).expect("a copy");
    assert!(text.contains("Person4: try number 4"), "{text}");
    assert!(!text.contains("No owner yet"), "{text}");
    assert!(text.contains("And 4 more"), "{text}");
}
