//! Pages on the wall and in large lists: whatever stands there, a page down shows the next line that was not in sight.

use proptest::prelude::*;
use threatboard::domain::{
    Edit, Field, FourQuestion, ItemId, New, NewAction, Session, SessionKind, Status, Text, ThreatId,
};

use crate::support::{Desk, ten};

/// A line: how many words it has beside its own, and how many mitigations stand below it.
type Said = (usize, usize);

/// A session in which this was said, on two heaps or none.
fn session(kind: SessionKind, said: &[Said], heaps: bool) -> Session {
    let mut session = Session::new(uuid::Uuid::nil(), Text::new("our exports"), kind, ten());
    let mut make = |edit| session.apply(&edit, ten()).unwrap();
    make(Edit::Add(New::Participant(
        "Bartholomew of the night shift".into(),
        Text::default(),
    )));
    for (n, (long, under)) in (1..).zip(said) {
        let text = format!("Word{n}x{}", " and so on".repeat(*long));
        make(Edit::Add(New::threat(text, FourQuestion::GoWrong)));
        for _ in 0..*under {
            let text = "Sign the links and let them end after a week";
            make(Edit::Add(New::mitigation(
                text,
                ThreatId(n),
                Status::CouldDo,
            )));
        }
        if heaps && n % 3 != 0 {
            let heap = if n % 3 == 1 { "links" } else { "logs" };
            make(Edit::Set(ThreatId(n).into(), Field::Heap(Text::new(heap))));
        }
    }
    session
}

/// The places of the lines that are in sight, of so many in this order.
fn seen(screen: &str, order: &[String]) -> Vec<usize> {
    let places = order.iter().enumerate();
    let seen = places.filter(|(_, word)| screen.contains(word.as_str()));
    seen.map(|(place, _)| place).collect()
}

/// Pages down from the top to the end: no line is skipped.
fn read(desk: &mut Desk, size: (u16, u16), ascii: bool, order: &[String]) {
    desk.app.ascii = ascii;
    desk.keys(&format!("<resize:{}x{}><home>", size.0, size.1));
    let drawn = |desk: &Desk| {
        if ascii {
            desk.ascii(size)
        } else {
            desk.screen(size)
        }
    };
    let mut screen = drawn(desk);
    for _ in 0..=order.len() {
        let before = seen(&screen, order);
        let last = *before.last().unwrap_or_else(|| panic!("no line\n{screen}"));
        desk.keys("<pgdn>");
        let then = drawn(desk);
        let after = seen(&then, order);
        if last + 1 < order.len() {
            let says = format!("{size:?}, ascii: {ascii}\n{screen}\nand then\n{then}");
            assert!(after.contains(&(last + 1)), "skips a line at {says}");
        } else if after == before {
            return;
        }
        screen = then;
    }
    panic!("the end is not reached\n{screen}");
}

fn words(count: usize) -> Vec<String> {
    (1..=count).map(|n| format!("Word{n}x")).collect()
}

const SIZES: [(u16, u16); 6] = [
    (60, 20),
    (80, 24),
    (100, 30),
    (130, 30),
    (160, 50),
    (100, 18),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// What stands below the selected line, headings, large letters and columns are all counted as they are drawn.
    #[test]
    fn a_page_down_shows_the_next_line_of_the_wall(
        said in prop::collection::vec((0..20_usize, 0..6_usize), 1..60),
        heaps in any::<bool>(),
        ascii in any::<bool>(),
        size in prop::sample::select(&SIZES[..]),
    ) {
        let session = session(SessionKind::Whiteboard, &said, heaps);
        let blocks = session.wall_blocks_since(None);
        let lines = blocks.iter().flat_map(|block| &block.lines);
        let order: Vec<String> = lines.map(|line| format!("Word{}x", line.number)).collect();
        let mut desk = Desk::with(session.clone());
        desk.keys("<esc>");
        read(&mut desk, size, ascii, &order);
    }

    /// The same in the large list of threats, with what is done about the selected one.
    #[test]
    fn a_page_down_shows_the_next_line_of_a_large_list(
        said in prop::collection::vec((0..20_usize, 0..6_usize), 1..60),
        screen in prop::sample::select(&["2w", "3w"][..]),
        ascii in any::<bool>(),
        size in prop::sample::select(&SIZES[..]),
    ) {
        let mut desk = Desk::with(session(SessionKind::Meeting, &said, false));
        desk.keys(screen);
        read(&mut desk, size, ascii, &words(said.len()));
    }
}

#[test]
fn a_page_down_shows_the_next_action_item_with_its_owner_and_day() {
    let mut session = session(SessionKind::Meeting, &[(0, 0)], false);
    let owner = session.participants.first().map(|person| person.id);
    for n in 1..=40 {
        let text = format!("Word{n}x of the export, at the gate");
        let action = NewAction {
            text: text.into(),
            kind: None,
            about: vec![ItemId::Threat(ThreatId(1))],
            owner,
            due: ten().date_naive().succ_opt(),
        };
        session
            .apply(&Edit::Add(New::Action(action)), ten())
            .unwrap();
    }
    for size in SIZES {
        let mut desk = Desk::with(session.clone());
        desk.keys("6w");
        read(&mut desk, size, false, &words(40));
    }
}

#[test]
fn a_page_down_from_a_line_that_stands_alone_shows_the_next_one() {
    let mut desk = Desk::with(session(SessionKind::Whiteboard, &[(0, 0); 30], false));
    desk.keys("<esc><home><enter><pgdn>");
    assert_eq!(desk.app.selected(), Some(ThreatId(2).into()));
    desk.keys("<pgup>");
    assert_eq!(desk.app.selected(), Some(ThreatId(1).into()));
}
