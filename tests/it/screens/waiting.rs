//! What takes longer than a moment says so, and nothing is done to what is about to come or go.

use threatboard::app::effect::Effect;
use threatboard::app::msg::{Failure, Msg, Opened};
use threatboard::app::waiting::Task;
use threatboard::keys::key::Key;

use crate::support::{Desk, PLAIN, SMALL, WIDE, room};

fn opening() -> Desk {
    let mut desk = Desk::home();
    desk.tell(Msg::Recents(Vec::new()));
    desk.tell(Msg::Waiting(Task::Opening("refund-flow.ron".to_owned())));
    desk
}

fn opened() -> Msg {
    Msg::Opened(Ok(Opened {
        session: std::sync::Arc::new(room()),
        path: "~/models/refund-flow.ron".to_owned(),
        held_by: None,
        warning: None,
        new: false,
    }))
}

#[test]
fn a_session_that_takes_long_to_open_is_named_until_it_is_there() {
    let mut desk = opening();
    let says = "Opening refund-flow.ron ...";
    insta::assert_snapshot!("opening", desk.styled(WIDE));
    insta::assert_snapshot!("opening_plain", desk.picture(PLAIN));
    for size in [(40, 10), SMALL, PLAIN, WIDE] {
        assert!(desk.screen(size).contains(says), "{}", desk.screen(size));
    }
    desk.tell(opened());
    assert!(!desk.screen(WIDE).contains("Opening"));
    assert!(desk.screen(WIDE).contains("WHAT ARE WE WORKING ON?"));
}

#[test]
fn the_first_frame_of_a_large_session_shows_its_title_and_that_it_is_being_read() {
    let mut desk = Desk::home();
    desk.app.home.opens = Some("Payments API: refund flow".into());
    desk.tell(Msg::Waiting(Task::Opening("refund-flow.ron".to_owned())));
    for size in [(40, 10), SMALL, PLAIN, WIDE] {
        let screen = desk.screen(size);
        assert!(screen.contains(" Payments API: refund flow"), "{screen}");
        assert!(screen.contains("Opening refund-flow.ron ..."), "{screen}");
        assert!(!screen.contains("Start a meeting"), "{screen}");
    }
    desk.keys("t<wait:Esc cancels>");
    desk.tell(opened());
    assert!(desk.screen(WIDE).contains("WHAT ARE WE WORKING ON?"));
}

#[test]
fn the_line_goes_when_the_session_cannot_be_opened() {
    let mut desk = opening();
    desk.tell(Msg::Opened(Err(Failure {
        path: "refund-flow.ron".to_owned(),
        says: "refund-flow.ron:12:5: Unexpected field named `colour`.".to_owned(),
        line: None,
    })));
    desk.keys("<wait:Unexpected field><esc><gone:Opening>");
}

#[test]
fn keys_wait_for_a_session_that_is_being_opened_and_it_is_said() {
    let mut desk = opening();
    desk.keys(r"mt«secret»1l?:/cu<enter><space><paste:one\ntwo>");
    desk.tell(Msg::Typed("secret".to_owned()));
    assert_eq!(desk.effects, []);
    assert!(desk.app.bar.is_none() && desk.app.overlay.is_none() && !desk.app.home.listed);
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("Opening refund-flow.ron ... Keys do nothing until then; Esc cancels."),
        "{screen}"
    );
    assert!(!screen.contains("secret"), "{screen}");
    desk.tell(opened());
    assert!(
        desk.session().threats.is_empty(),
        "keys of before do nothing later"
    );
}

#[test]
fn esc_stays_and_a_program_that_waits_can_be_left() {
    let mut desk = opening();
    desk.keys("<esc><gone:Opening><wait:refund-flow.ron was not opened.>");
    assert_eq!(desk.effects, [Effect::StopOpening]);
    desk.keys("m<wait:title>");
    let mut desk = opening();
    desk.keys("<ctrl-q>");
    assert_eq!(desk.effects, [Effect::Quit]);
}

#[test]
fn while_sessions_are_looked_for_everything_else_goes_on() {
    let mut desk = Desk::home();
    desk.tell(Msg::Waiting(Task::Finding));
    desk.keys("<wait:Looking for sessions ...>l<enter><wait:Looking for sessions ...>");
    assert_eq!(desk.effects, []);
    desk.keys("m«Refunds»<enter>«Ana eng»<enter><wait:WHAT ARE WE WORKING ON?>");
    desk.keys("<gone:Looking for sessions>");
    desk.tell(Msg::Recents(Vec::new()));
    desk.keys("<ctrl-p>start screen<enter><wait:No sessions yet><gone:Looking for sessions>");
}

#[test]
fn wrapping_up_makes_nothing_before_it_says_that_it_writes() {
    let mut desk = Desk::with(room());
    desk.keys("4E");
    let now = desk.app.now;
    let effects = desk.app.update(now, Msg::Key(Key::char('E')));
    let wanted = effects.into_iter().find_map(|effect| match effect {
        Effect::Export(exports) => Some(exports),
        _ => None,
    });
    let open = desk.app.open().unwrap();
    assert!(
        open.rooms.export.preview.is_empty(),
        "not before it is said"
    );
    desk.tell(Msg::Waiting(Task::Writing));
    desk.keys("<wait:Writing the exports ...>");
    let files = wanted.unwrap().make().unwrap();
    let names = files.into_iter().map(|file| file.name).collect();
    desk.tell(Msg::Exported(Ok(names)));
    desk.keys("<gone:Writing the exports>");
    assert!(!desk.app.open().unwrap().rooms.export.preview.is_empty());
}

#[test]
fn exports_that_take_long_say_so_and_the_meeting_goes_on() {
    let mut desk = Desk::with(room());
    desk.keys("x");
    desk.tell(Msg::Waiting(Task::Writing));
    desk.keys("<wait:Writing the exports ...>");
    desk.effects.clear();
    desk.keys("<enter><ctrl-p>start screen<enter>");
    assert_eq!(
        desk.effects,
        [],
        "they are written once, and the session stays until they are"
    );
    desk.keys("2t«Disk full»<enter><wait:Writing the exports ...>«half»<esc>");
    assert_eq!(desk.session().threats.len(), 1);
    desk.tell(Msg::Exported(Ok(vec![
        "~/models/refund/summary.md".to_owned(),
    ])));
    desk.keys("<gone:Writing the exports><wait:Exported ~/models/refund/summary.md>");
    desk.keys("x<enter>");
    assert!(desk.effects.iter().any(|e| matches!(e, Effect::Export(_))));
}
