//! What lies over a screen: help, palette, find, the preview of a paste, leaving.

use threatboard::app::msg::{Failure, Msg};
use threatboard::keys::Screen;

use crate::support::{Desk, PLAIN, SMALL, WIDE, room};

fn three_threats() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("2t«Refund replayed from a stolen token»<enter>«Partner file swapped»<enter>«Disk full»<enter><esc>");
    desk
}

macro_rules! looks {
    ($name:ident, $keys:literal) => {
        #[test]
        fn $name() {
            let mut desk = three_threats();
            desk.keys($keys);
            let name = stringify!($name);
            insta::assert_snapshot!(format!("{name}_wide"), desk.styled(WIDE));
            insta::assert_snapshot!(format!("{name}_plain"), desk.picture(PLAIN));
            insta::assert_snapshot!(format!("{name}_small"), desk.picture(SMALL));
        }
    };
}

looks!(help, "?");
looks!(palette, "<ctrl-p>mer");
looks!(found, "/re");
looks!(
    pasted,
    r"t<paste:10:31 Ana: Token replayed\n10:32 From Zoe to Everyone: File swapped\nDisk full\n10:33>"
);
looks!(leaving, "<ctrl-q>");

#[test]
fn a_command_is_run_by_its_name() {
    let mut desk = three_threats();
    desk.keys("<ctrl-p>merge<enter><wait:merge into>1<enter>");
    assert_eq!(desk.session().threats.len(), 2);
}

#[test]
fn help_finds_a_key_by_what_it_does() {
    let mut desk = three_threats();
    desk.keys("?undo<wait:Undo the last change><gone:Write down a threat><esc>");
    assert!(desk.app.overlay.is_none());
    desk.keys("??");
    assert!(desk.app.overlay.is_none(), "? closes what ? opened");
}

#[test]
fn help_closes_with_a_question_mark_even_while_a_key_is_looked_for() {
    let mut desk = three_threats();
    desk.keys("?undo?");
    assert!(desk.app.overlay.is_none());
}

#[test]
fn one_key_up_is_seen_after_help_was_scrolled_far_beyond_its_end() {
    let mut desk = three_threats();
    desk.keys("<resize:60x20>?");
    let first = desk.screen(SMALL);
    desk.keys("<pgdn><pgdn><pgdn><pgdn><pgdn><pgdn><pgdn><pgdn><pgdn>");
    let end = desk.screen(SMALL);
    assert!(end.contains("still goes on the"), "{end}");
    assert!(!end.contains("more below"), "{end}");
    desk.keys("<up><up><up><up>");
    assert_ne!(desk.screen(SMALL), end);
    desk.keys("<pgup><pgup><pgup><pgup><pgup><pgup><pgup><pgup><pgup>");
    assert_eq!(desk.screen(SMALL), first);
}

#[test]
fn the_caret_stands_behind_what_is_typed_in_an_overlay() {
    let mut desk = three_threats();
    for script in ["?mer", "<esc><ctrl-p>mer"] {
        desk.keys(script);
        for size in [WIDE, PLAIN, SMALL] {
            let (x, y) = desk.caret(size);
            let row = desk.screen(size).lines().nth(y.into()).unwrap().to_owned();
            let before: String = row.chars().take(x.into()).collect();
            assert!(before.ends_with("> mer"), "{size:?}: {before:?}");
        }
    }
}

#[test]
fn nothing_offers_to_undo_where_u_is_a_letter() {
    let mut desk = three_threats();
    assert!(desk.screen(WIDE).contains("u undo"));
    for script in ["?", "<esc><ctrl-p>", "<esc>/re"] {
        desk.keys(script);
        assert!(!desk.screen(WIDE).contains("u undo"), "after {script}");
    }
}

#[test]
fn a_box_never_cuts_a_wide_letter_in_half() {
    let mut desk = Desk::with(room());
    desk.keys("t«漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字»<enter>«漢»<enter><esc><ctrl-p>");
    for width in 60..100 {
        let screen = desk.screen((width, 30));
        let edges = screen.matches('│').count();
        assert!(edges >= 30, "a border is missing at {width}:\n{screen}");
        for row in screen.lines().filter(|row| row.contains('漢')) {
            assert!(
                !row.contains("漢│") && !row.contains("字│"),
                "{width}: {row}"
            );
        }
    }
}

#[test]
fn slash_and_an_id_goes_there_from_anywhere() {
    let mut desk = three_threats();
    desk.keys("q«Who rotates keys?»<enter><esc>1/t2<enter>");
    assert_eq!(desk.app.screen(), Screen::GoWrong);
    assert_eq!(desk.app.selected(), Some("T2".parse().unwrap()));
    desk.keys("/rotates<enter>");
    assert_eq!(desk.app.screen(), Screen::Questions);
    desk.keys("/nowhere<enter><wait:No match><esc>");
    assert!(desk.app.bar.is_none() && desk.app.overlay.is_none());
}

#[test]
fn esc_on_a_pasted_list_adds_nothing() {
    let mut desk = three_threats();
    desk.keys(r"t<paste:One\nTwo><esc><wait:Nothing added>");
    assert_eq!(desk.session().threats.len(), 3);
}

#[test]
fn a_pasted_list_names_who_is_not_in_the_room_and_what_it_becomes() {
    let mut desk = three_threats();
    desk.keys(r"q<paste:10:31 From Zoe to Everyone: Who rotates keys?\nAna: Who pays?\n10:33 From Zoe to Everyone: When?><wait:3 questions, 1 name matched><wait:Zoe ?>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("Not in the meeting") && screen.contains("have no speaker: Zoe"),
        "{screen}"
    );
    assert!(
        screen.contains("Press Enter to add these as one change, Esc to add nothing."),
        "{screen}"
    );
    assert!(!screen.contains("u undo"), "{screen}");
}

#[test]
fn a_long_paste_says_how_many_lines_are_not_seen() {
    let mut desk = three_threats();
    let lines: Vec<String> = (1..=40).map(|n| format!("Threat number {n}")).collect();
    desk.keys("t");
    desk.tell(Msg::Paste(lines.join("\n")));
    desk.keys("<wait:40 threats><wait:Threat number 1>");
    for size in [WIDE, PLAIN, SMALL] {
        let screen = desk.screen(size);
        let seen = screen.matches("Threat number").count();
        assert!(screen.contains(&format!("{} below", 40 - seen)), "{screen}");
    }
}

#[test]
fn the_line_of_a_broken_file_cannot_steer_the_terminal() {
    let mut desk = Desk::home();
    desk.tell(Msg::Opened(Err(Failure {
        path: "a.ron".to_owned(),
        says: "a.ron:1:1: \u{1b}[2J expected".to_owned(),
        line: Some("\u{1b}]0;x\u{7}\u{202e}evil".to_owned()),
    })));
    let screen = desk.screen(WIDE);
    assert!(screen.contains("evil"), "{screen}");
    assert!(
        !screen.contains(['\u{1b}', '\u{7}', '\u{202e}']),
        "{screen:?}"
    );
}

#[test]
fn leaving_asks_once_and_says_what_is_open() {
    let mut desk = three_threats();
    desk.keys("<ctrl-q><wait:Still open><esc><wait:Not quitting>");
    assert!(desk.app.overlay.is_none());
    desk.keys("<ctrl-q><ctrl-q>");
    assert_eq!(
        desk.effects.last(),
        Some(&threatboard::app::effect::Effect::Quit)
    );
}

#[test]
fn a_session_that_cannot_be_opened_is_explained_and_left_alone() {
    let mut desk = Desk::home();
    desk.tell(Msg::Opened(Err(Failure {
        path: "a.ron".to_owned(),
        says: "a.ron:12:5: Unexpected field named `colour`.".to_owned(),
        line: Some("    colour: \"red\",".to_owned()),
    })));
    for size in [WIDE, PLAIN, SMALL] {
        let screen = desk.screen(size);
        assert!(
            screen.contains("a.ron:12:5") && screen.contains("colour: \"red\""),
            "{screen}"
        );
    }
    desk.keys("<esc>");
    assert!(desk.app.overlay.is_none());
}
