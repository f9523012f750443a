//! The wall: of a whiteboard session, and of any list that is shown large and plain.

use threatboard::app::msg::Msg;
use threatboard::domain::{Session, SessionKind, Text};

use super::wrong::REFUND;
use crate::support::{Desk, PLAIN, SMALL, WIDE, room, ten};

/// What a room says over lunch, one line each.
const LINES: [&str; 6] = [
    "Export link works for anyone who has it",
    "Export runs on the main database and slows checkout",
    "Columns we forgot about end up in the file",
    "Old exports stay in the bucket for years",
    "Someone schedules an export to their private mail",
    "A customer asks us to delete them and the export still has them",
];

/// An empty wall.
fn wall() -> Desk {
    let kind = SessionKind::Whiteboard;
    let topic = Text::new("our data exports");
    Desk::with(Session::new(uuid::Uuid::nil(), topic, kind, ten()))
}

/// A wall with the lines of a lunch.
pub(super) fn lunch() -> Desk {
    let mut desk = wall();
    desk.keys("«user -> app : ask»<enter>«app -> bucket : file»<enter>");
    for line in LINES {
        desk.keys(&format!("«{line}»<enter>"));
    }
    desk.keys(
        "«Who can list the bucket?»<enter>«Do links expire?»<enter>«Is it encrypted?»<enter>",
    );
    desk.keys("<esc>p«the new office»<enter><enter>");
    desk
}

#[test]
fn an_empty_wall_asks_its_question_and_says_welcome() {
    let desk = wall();
    insta::assert_snapshot!("wall_empty", desk.styled(WIDE));
    insta::assert_snapshot!("wall_empty_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("wall_empty_small", desk.picture(SMALL));
    insta::assert_snapshot!("wall_empty_least", desk.picture((40, 10)));
}

#[test]
fn a_map_that_was_begun_takes_the_place_of_the_welcome() {
    let mut desk = wall();
    desk.keys("«user -> app : ask»<enter>«zone cloud: app, bucket»<enter>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("user -> app: ask   [cloud: app, bucket]"),
        "{screen}"
    );
    assert!(!screen.contains("lunch is over"), "{screen}");
}

#[test]
fn the_wall_shows_lines_counts_and_the_line_that_is_typed() {
    let mut desk = lunch();
    desk.keys("«Support cannot tell who asked for an export»");
    insta::assert_snapshot!("wall", desk.styled(WIDE));
    insta::assert_snapshot!("wall_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("wall_small", desk.picture(SMALL));
    insta::assert_snapshot!("wall_huge", desk.picture((180, 45)));
    insta::assert_snapshot!("wall_least", desk.picture((40, 10)));
}

#[test]
fn older_lines_slide_up_whole_and_the_newest_stands_at_the_bottom() {
    let mut desk = lunch();
    for line in LINES {
        desk.keys(&format!(
            "«{line}, and again, and once more because nobody listened»<enter>"
        ));
    }
    insta::assert_snapshot!("wall_overflowing", desk.picture(WIDE));
    insta::assert_snapshot!("wall_overflowing_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("wall_overflowing_small", desk.picture(SMALL));
    for size in [WIDE, PLAIN, SMALL, (40, 10)] {
        let screen = desk.screen(size);
        assert!(screen.contains("> 16 "), "{screen}");
    }
}

#[test]
fn reading_back_shows_one_line_in_large_letters_and_what_we_could_do() {
    let mut desk = lunch();
    desk.keys("<esc>.m«let links expire after a day»<enter><enter>a<enter>");
    insta::assert_snapshot!("wall_read_back", desk.styled(WIDE));
    insta::assert_snapshot!("wall_read_back_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("wall_read_back_small", desk.picture(SMALL));
    desk.keys(".....");
    insta::assert_snapshot!("wall_read_back_long", desk.picture(WIDE));
    insta::assert_snapshot!("wall_read_back_long_small", desk.picture(SMALL));
}

#[test]
fn a_quiet_room_is_asked_in_the_corner() {
    let mut desk = lunch();
    desk.app.now += chrono::TimeDelta::seconds(90);
    insta::assert_snapshot!("wall_quiet", desk.picture(WIDE));
    insta::assert_snapshot!("wall_quiet_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("wall_quiet_small", desk.picture(SMALL));
}

#[test]
fn what_lies_over_the_wall_has_its_keys() {
    let mut desk = lunch();
    desk.keys("<ctrl-p>«pro»");
    insta::assert_snapshot!("wall_palette", desk.picture(WIDE));
    desk.keys("<esc><esc>?");
    insta::assert_snapshot!("wall_help", desk.picture(WIDE));
    insta::assert_snapshot!("wall_help_plain", desk.picture(PLAIN));
}

#[test]
fn what_must_be_said_is_said_below_the_line() {
    let mut desk = lunch();
    desk.keys("<esc>g«99»<enter>");
    insta::assert_snapshot!("wall_refusal_small", desk.picture(SMALL));
    assert!(
        desk.screen(SMALL).contains("Type the number of the line"),
        "{}",
        desk.screen(SMALL)
    );
    desk.tell(Msg::Saved(threatboard::app::msg::SaveNews::Failed {
        says: "The disk is full.".to_owned(),
        rescue: None,
    }));
    let screen = desk.screen(WIDE);
    assert!(screen.contains("NOT SAVED: The disk is full."), "{screen}");
}

/// A meeting with something on each list.
fn meeting() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys(REFUND);
    desk.keys("<up>q«Do partner keys rotate?»<enter>«Who reads the audit log?»<enter><esc>");
    desk.keys("p«who pays for the bank holiday? #off»<enter><esc>");
    desk.keys("3<home>m«bind the token to the device»<enter><esc>a<enter>o1b«fri»<enter>.a«Ask the partner to sign»<enter><esc>");
    desk
}

#[test]
fn any_list_can_stand_on_the_wall() {
    let mut desk = meeting();
    for (name, keys) in [
        ("scope", "1"),
        ("wrong", "2<home>"),
        ("doing", "3<home>"),
        ("enough", "4"),
        ("questions", "5<home>"),
        ("actions", "6<home>"),
    ] {
        desk.keys(keys).keys("w");
        insta::assert_snapshot!(format!("list_{name}"), desk.styled(WIDE));
        insta::assert_snapshot!(format!("list_{name}_plain"), desk.picture(PLAIN));
        insta::assert_snapshot!(format!("list_{name}_small"), desk.picture(SMALL));
        desk.keys("w");
    }
}

#[test]
fn an_action_in_other_words_takes_no_mitigation_from_the_wall() {
    let mut desk = wall();
    desk.keys("«Something breaks»<enter><esc>m«Lock the till»<enter><esc>");
    assert!(desk.screen(WIDE).contains("mitigation: Lock the till"));
    desk.keys("a«Ask landlord due fri»<enter><esc>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("mitigation: Lock the till"), "{screen}");
    assert!(screen.contains("no owner: Ask landlord, by "), "{screen}");
}
