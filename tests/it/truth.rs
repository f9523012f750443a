//! What the program says is so, and the keys that it names do what it says: before, keys, after.

use threatboard::domain::{AgendaStep, Edit, New, Session, SessionKind, Text};
use threatboard::keys::Screen;
use threatboard::parse::people;

use crate::support::{Desk, SMALL, WIDE, ten};

/// A session of three people, opened from its file: two threats that no one did anything about.
fn bakery() -> Desk {
    let title = Text::new("Bakery");
    let mut session = Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, ten());
    for (name, role) in people::parse("Ana eng, Bo eng, Di ops") {
        let person = Edit::Add(New::Participant(name, role));
        session.apply(&person, ten()).unwrap();
    }
    let mut desk = Desk::with(session);
    desk.keys("2t«Order is faked»<enter>«Oven stops»<enter><esc>");
    Desk::with(desk.session().clone())
}

/// The selected item, as it is called.
fn selected(desk: &Desk) -> String {
    desk.app
        .selected()
        .map_or_else(String::new, |id| id.to_string())
}

/// What the status line says.
fn says(desk: &Desk) -> String {
    let screen = desk.screen(WIDE);
    screen.lines().nth(25).unwrap().trim().to_owned()
}

#[test]
fn a_threat_that_is_accepted_is_not_counted_as_one_with_work() {
    let mut desk = bakery();
    desk.keys("3<home>ra«Cheap @ana»<enter><esc>x<enter>");
    let summary = &desk.exported[0].contents;
    let counted = "2 threats: 1 decided, 1 with nothing decided.";
    assert!(summary.contains(counted), "{summary}");
}

#[test]
fn a_time_rating_is_not_answered_with_what_belongs_to_the_confidence() {
    let mut desk = bakery();
    desk.keys("4c«155»<enter>");
    assert!(says(&desk).contains("Lowest vote 1"), "{}", says(&desk));
    desk.keys("r«55»<enter>");
    let said = says(&desk);
    assert!(said.contains("Time rating recorded: 2 people"), "{said}");
    assert!(!said.contains("Lowest vote"), "{said}");
    // Nor the other way round.
    let mut desk = bakery();
    desk.keys("4r«22»<enter>");
    assert!(says(&desk).contains("One thing to change?"));
    desk.keys("c«55»<enter>");
    let said = says(&desk);
    assert!(said.contains("Confidence recorded: 2 people"), "{said}");
    assert!(!said.contains("One thing to change?"), "{said}");
}

#[test]
fn undo_of_what_was_added_selects_its_neighbor() {
    let mut desk = bakery();
    desk.keys("2t«A third threat»<enter><esc>u");
    assert_eq!(selected(&desk), "T2");
    // A pasted list goes as it came, whole.
    desk.keys("t<paste:Till is open\nFlour is bad><enter><esc>u");
    assert_eq!(selected(&desk), "T2");
    // The same on other lists, and where a deletion is done again.
    desk.keys("a«Do one thing»<enter>«Do another»<enter>«Do a third»<enter><esc>6<end>");
    let last = selected(&desk);
    desk.keys("a«Do a fourth»<enter><esc>u");
    assert_eq!(selected(&desk), last);
    desk.keys("d");
    let next = selected(&desk);
    desk.keys("u<ctrl-r>");
    assert_eq!(selected(&desk), next);
    assert_ne!(next, "A1");
}

#[test]
fn what_is_said_of_action_items_is_of_the_selected_one_or_says_to_select_it() {
    let mut desk = bakery();
    desk.keys("6a«Call the smith»<enter>«Buy a lock @bo»<enter>«Fix the till @bo due fri»<enter>");
    desk.keys("<esc><esc>");
    for (keys, item, said) in [
        (
            "",
            "A3",
            "A1 has no owner or date. Select it, then press o for who, b for by when.",
        ),
        (
            "<home>",
            "A1",
            "A1 has no owner or date. Press o for who, b for by when.",
        ),
        ("<down>", "A2", "A2 has no date. Press b and type one."),
    ] {
        desk.keys(keys);
        assert_eq!(
            (selected(&desk).as_str(), says(&desk).as_str()),
            (item, said)
        );
    }
    // What it says to press does what it says.
    desk.keys("b«fri»<enter>");
    let due = |n: usize| desk.session().actions[n].due;
    assert!(due(1).is_some() && due(0).is_none());
}

#[test]
fn the_read_back_begins_with_the_first_threat() {
    let mut desk = bakery();
    desk.keys("2t«New one»<enter><esc>");
    while desk.app.step() != Some(AgendaStep::ReadBack) {
        assert_eq!(desk.app.screen(), Screen::GoWrong);
        desk.keys("n");
    }
    assert_eq!(selected(&desk), "T1");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("READ BACK  1 of 3"), "{screen}");
    assert!(!screen.contains("the last one"), "{screen}");
    // Who comes back to it from the vote goes on where the room was.
    desk.keys(".nN");
    assert_eq!(selected(&desk), "T2");
}

#[test]
fn keys_that_are_named_beside_an_open_line_leave_the_line_first() {
    let mut desk = bakery();
    desk.keys("2t«We should encrypt mqtt»<enter>");
    let fix = "+ T3 added. This reads like a fix. To park it instead: ";
    assert_eq!(says(&desk), format!("{fix}Esc, then u, then p."));
    // Once the line is closed, the keys are commands again.
    desk.keys("<esc>");
    assert_eq!(says(&desk), format!("{fix}u, then p."));
    desk.keys("up«Encrypt mqtt»<enter><esc>");
    let session = desk.session();
    assert_eq!((session.threats.len(), session.parked.len()), (2, 1));
}

#[test]
fn what_is_done_needs_no_owner_no_date_and_no_yes() {
    let mut desk = bakery();
    desk.keys("6a«Call the smith»<enter><esc>f");
    let screen = desk.screen(WIDE);
    let row = screen.lines().find(|line| line.contains("A1")).unwrap();
    assert!(row.contains("done") && !row.contains('!'), "{row}");
    let small = desk.screen(SMALL);
    assert!(!small.contains("-  !"), "{small}");
    for who in ["", "o1"] {
        desk.keys(who).keys("y");
        assert_eq!(
            says(&desk),
            "A1 is done: no one has to agree to it any more."
        );
    }
    assert!(!desk.session().actions[0].said_yes);
    // Opened again it is asked for as before.
    desk.keys("Coy");
    assert!(desk.session().actions[0].said_yes, "{}", desk.screen(WIDE));
}

#[test]
fn the_footer_of_a_line_says_what_enter_does() {
    for (keys, does) in [
        ("2g", "Enter merge"),
        ("2L", "Enter link"),
        ("6a«Call the smith»<enter><esc>b", "Enter save"),
        ("2t", "Enter add, next line"),
    ] {
        let mut desk = bakery();
        desk.keys(keys);
        let screen = desk.screen(WIDE);
        assert!(screen.lines().last().unwrap().contains(does), "{screen}");
    }
    // A key that is no answer of a list is not looked for.
    let mut desk = bakery();
    desk.keys("3<home>r7");
    assert_eq!(says(&desk), "! 7 is not in this list. Esc closes the list.");
}

#[test]
fn a_yes_says_what_was_agreed_to_and_a_missing_date_stays_open() {
    let mut desk = bakery();
    desk.keys("6a«Buy a lock @bo»<enter><esc>y");
    assert!(
        says(&desk).contains("A1: agreed, no date yet"),
        "{}",
        says(&desk)
    );
    desk.keys("E");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("1 action (1 without a"), "{screen}");
    desk.keys("<esc>6b«14 may 2027»<enter>y");
    assert!(
        says(&desk).contains("A1: agreed, by Fri 14 May 2027"),
        "{}",
        says(&desk)
    );
    desk.keys("y");
    assert!(
        says(&desk).contains("A1: not agreed yet"),
        "{}",
        says(&desk)
    );
}
