//! Someone else changed the file: the new name stays in sight until someone answers, and whoever leaves hears of it.

use threatboard::app::msg::{Msg, SaveNews};
use threatboard::domain::Text;

use crate::support::{Desk, room};

const NAME: &str = "refund.conflict-20261130T071100Z.ron";

fn conflict() -> Desk {
    let mut desk = Desk::with(room());
    desk.tell(Msg::Saved(SaveNews::Conflict {
        kept_as: format!("~/models/team/{NAME}"),
    }));
    desk
}

#[test]
fn the_new_name_is_whole_at_60_columns_until_esc_answers() {
    let mut desk = conflict();
    desk.keys("2t«Token replayed»<enter><esc>3<wait:GOING TO DO ABOUT IT>");
    for size in [(60, 20), (80, 24), (100, 30)] {
        let screen = desk.screen(size);
        let first = screen.lines().next().unwrap().to_owned();
        assert!(
            first.contains(NAME) && first.contains("Esc: seen"),
            "{screen}"
        );
    }
    desk.keys("<esc>");
    let screen = desk.screen((60, 20));
    let first = screen.lines().next().unwrap();
    assert!(!first.contains(NAME), "{screen}");
    desk.keys("<ctrl-q>");
    let words: String = desk.screen((60, 20)).split_whitespace().collect();
    assert!(
        words.contains(NAME),
        "the question whether to leave names it: {words}"
    );
}

#[test]
fn the_new_name_stands_on_the_wall_too_until_esc_answers() {
    let mut desk = conflict();
    desk.keys("2t«Token replayed»<enter><esc>w");
    for size in [(60, 12), (60, 20), (80, 24), (100, 30)] {
        let screen = desk.screen(size);
        let first = screen.lines().next().unwrap();
        assert!(
            first.contains(NAME) && first.contains("Esc: seen"),
            "{screen}"
        );
        assert!(screen.contains("Token replayed"), "{screen}");
    }
    desk.keys("<esc>");
    assert!(desk.app.wall, "the first Esc answers");
    assert!(!desk.screen((80, 24)).contains(NAME));
    desk.keys("<esc>");
    assert!(!desk.app.wall);
}

#[test]
fn a_window_that_only_reads_says_when_the_other_one_is_gone() {
    let mut session = room();
    session.title = Text::new("Refunds");
    let mut desk = Desk::with(session);
    desk.tell(Msg::LetGo);
    let screen = desk.screen((100, 30));
    assert!(
        screen.contains("the other terminal closed it. Open it again to change it"),
        "{screen}"
    );
}
