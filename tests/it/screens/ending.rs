//! The screens that end a meeting well: question 4, the questions, the action items, the export.

use crate::support::{Desk, PLAIN, SMALL, WIDE, room};

/// The finished meeting of the example.
pub(super) fn finished() -> Desk {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/sessions/example-refund-flow.ron"
    );
    let loaded = threatboard::store::session::load(path.as_ref()).unwrap();
    let mut desk = Desk::with(loaded.session);
    desk.after(60);
    desk
}

macro_rules! looks {
    ($name:ident, $keys:literal) => {
        #[test]
        fn $name() {
            let mut desk = finished();
            desk.keys($keys);
            let name = stringify!($name);
            insta::assert_snapshot!(format!("{name}_wide"), desk.styled(WIDE));
            insta::assert_snapshot!(format!("{name}_plain"), desk.picture(PLAIN));
            insta::assert_snapshot!(format!("{name}_small"), desk.picture(SMALL));
        }
    };
}

looks!(good_enough, "4");
looks!(questions, "5");
looks!(actions, "6<down>");
looks!(export, "x");

#[test]
fn an_empty_session_says_which_key_begins() {
    for (keys, says) in [
        ("4", "none yet: b to set a date, W to add an event"),
        ("5", "No questions yet. Press q on any screen"),
        ("6", "No action items yet. Press a to add one"),
    ] {
        let mut desk = Desk::with(room());
        desk.keys(keys);
        for size in [WIDE, PLAIN] {
            assert!(
                desk.screen(size).contains(says),
                "{keys}:\n{}",
                desk.screen(size)
            );
        }
    }
}

#[test]
fn enter_on_a_finding_goes_where_it_is_mended_and_a_word_dismisses_it() {
    let mut desk = finished();
    desk.keys("4<home><down><enter><wait:S1 Partner keys rotate><wait:4 goes back>y4");
    desk.keys("<gone:2 assumptions were never confirmed><wait:S2 was never confirmed>");
    desk.keys("<home><down>d«asked the partner»<enter><gone:S2 was never><wait:DISMISSED>");
}

#[test]
fn hands_are_seen_on_a_small_screen_when_it_is_their_turn() {
    let mut desk = finished();
    desk.keys("4n");
    assert!(
        desk.screen(SMALL).contains("CONFIDENCE"),
        "{}",
        desk.screen(SMALL)
    );
}

#[test]
fn an_action_item_without_an_owner_cannot_say_yes() {
    let mut desk = Desk::with(room());
    desk.keys("6a«Sign the files»<enter><enter>y<wait:has no owner to agree>o6y<wait:agreed>");
    assert!(desk.session().actions[0].said_yes);
    desk.keys("o2");
    assert!(
        !desk.session().actions[0].said_yes,
        "the yes was another person's"
    );
}

#[test]
fn a_late_action_is_late_in_a_word() {
    let mut desk = Desk::with(room());
    desk.keys("6a«Sign the files due 2026-05-01»<enter><enter>o6<wait:1 May LATE><wait:1 LATE>");
}

#[test]
fn the_preview_is_what_is_written() {
    let mut desk = finished();
    desk.keys("xmm<wait:ROLES>");
    let shown = desk.app.open().unwrap().rooms.export.preview.join("\n") + "\n";
    desk.keys("<enter><wait:Exported>");
    assert_eq!(desk.exported[0].contents, shown);
    assert_eq!(desk.exported.len(), 3);
    desk.keys("<space><space><enter>");
    assert_eq!(desk.exported.len(), 3, "dropped and picked again");
    desk.keys("<down><space><enter>");
    assert_eq!(desk.exported.len(), 2);
}

#[test]
fn a_mended_finding_hands_the_selection_on() {
    let mut desk = finished();
    desk.keys("4<home>d«known»<enter>d«known too»<enter>");
    let dismissed: Vec<&str> = desk
        .session()
        .dismissed
        .iter()
        .map(|d| d.reason.as_str())
        .collect();
    assert_eq!(
        dismissed[1..],
        ["known", "known too"],
        "the second is another finding"
    );
    assert_ne!(
        desk.session().dismissed[1].check,
        desk.session().dismissed[2].check
    );
}

#[test]
fn keys_that_come_in_one_burst_act_on_what_the_one_before_left() {
    let mut desk = Desk::with(room());
    desk.keys("2t«One !h»<enter><esc>4<home><enter>");
    desk.tell(threatboard::app::msg::Msg::Typed("rr4d".to_owned()));
    desk.keys("«for a reason»<enter>");
    let [dismissed] = desk.session().dismissed.as_slice() else {
        panic!("{:?}", desk.session().dismissed);
    };
    assert_ne!(
        dismissed.check.as_str(),
        "high-threat-response",
        "the threat has a response"
    );
}

#[test]
fn action_items_that_do_not_fit_are_counted_and_each_begins_with_its_words() {
    let mut desk = finished();
    desk.keys("6<home>");
    let heading = |desk: &Desk| desk.screen(SMALL).lines().nth(3).unwrap().to_owned();
    assert!(heading(&desk).ends_with(" below"), "{}", heading(&desk));
    desk.keys("<end>");
    assert!(heading(&desk).ends_with(" above"), "{}", heading(&desk));
    let screen = desk.screen(SMALL);
    let first = screen.lines().nth(4).unwrap();
    assert!(first.starts_with("   A"), "{screen}");
}

#[test]
fn question_4_says_how_the_rest_of_it_is_seen() {
    let mut desk = finished();
    desk.keys("4");
    let screen = desk.screen(PLAIN);
    let says = "FINDINGS  6 of 13   the others follow as you fix or dismiss these";
    assert!(screen.contains(says), "{screen}");
    assert!(
        desk.screen(SMALL).contains("lines: "),
        "{}",
        desk.screen(SMALL)
    );
    desk.keys("w");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("never confirmed: S1 and S2"), "{screen}");
}
