//! What lies over a screen: help, palette, find, the preview of a paste, leaving.

use threatboard::app::keys::Screen;
use threatboard::app::msg::{Failure, Msg};
use threatboard::theme::Depth;

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
            insta::assert_snapshot!(
                format!("{name}_wide"),
                desk.styled(WIDE, "dark", Depth::TrueColor)
            );
            insta::assert_snapshot!(format!("{name}_plain"), desk.screen(PLAIN));
            insta::assert_snapshot!(format!("{name}_small"), desk.screen(SMALL));
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
    desk.keys("?undo<wait:Take the last change back><gone:Write down a threat><esc>");
    assert!(desk.app.overlay.is_none());
    desk.keys("??");
    assert!(desk.app.overlay.is_none(), "? closes what ? opened");
}

#[test]
fn slash_and_an_id_goes_there_from_anywhere() {
    let mut desk = three_threats();
    desk.keys("q«Who rotates keys?»<enter><esc>1/t2<enter>");
    assert_eq!(desk.app.screen, Screen::GoWrong);
    assert_eq!(desk.app.selected(), Some("T2".parse().unwrap()));
    desk.keys("/rotates<enter>");
    assert_eq!(desk.app.screen, Screen::Questions);
    desk.keys("/nowhere<enter><wait:Nothing here has these words><esc>");
    assert!(desk.app.bar.is_none() && desk.app.overlay.is_none());
}

#[test]
fn esc_on_a_pasted_list_adds_nothing() {
    let mut desk = three_threats();
    desk.keys(r"t<paste:One\nTwo><esc><wait:Nothing was added>");
    assert_eq!(desk.session().threats.len(), 3);
}

#[test]
fn leaving_asks_once_and_says_what_is_open() {
    let mut desk = three_threats();
    desk.keys("<ctrl-q><wait:Still open><esc><wait:Still here>");
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
