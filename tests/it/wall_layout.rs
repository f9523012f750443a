//! What stands where on the wall: air, columns, heaps and the footer that counts. Before, keys, after.

use threatboard::domain::{Session, SessionKind, Text};

use crate::support::{Desk, PLAIN, SMALL, WIDE, ten};

fn wall() -> Desk {
    let topic = Text::new("our data exports");
    let session = Session::new(uuid::Uuid::nil(), topic, SessionKind::Whiteboard, ten());
    Desk::with(session)
}

/// A wall of so many lines, every fourth a question.
fn lines(count: usize) -> Desk {
    let mut desk = wall();
    for n in 1..=count {
        let end = if n.is_multiple_of(4) { "?" } else { "" };
        desk.keys(&format!("«Word{n}x of the room{end}»<enter>"));
    }
    desk
}

/// How many lines are in sight, and how many the footer says are above and below.
fn counted(screen: &str, count: usize) -> (usize, usize) {
    let seen = (1..=count).filter(|n| screen.contains(&format!("Word{n}x")));
    let number = |word: &str| -> usize {
        let before = screen
            .lines()
            .find_map(|line| line.split_once(word).map(|(before, _)| before.to_owned()));
        let number = before.and_then(|before| before.split_whitespace().last()?.parse().ok());
        number.unwrap_or_default()
    };
    (seen.count(), number(" above") + number(" below"))
}

/// Whether the selected line has its mark before its number; steps and the open line have the same sign.
fn is_marked(desk: &Desk, screen: &str) -> bool {
    let wall = desk.session().wall();
    let mut selected = wall
        .iter()
        .filter(|line| Some(line.id) == desk.app.selected());
    let number = selected.next().expect("a selected line").number.to_string();
    let words: Vec<&str> = screen.split_whitespace().collect();
    words.windows(2).any(|pair| pair == [">", &number])
}

const SIZES: [(u16, u16); 6] = [WIDE, PLAIN, SMALL, (160, 50), (120, 20), (40, 10)];

#[test]
fn no_line_is_lost_in_sight_and_hidden_are_all() {
    for count in [3, 18, 35, 60] {
        let mut desk = lines(count);
        for keys in [
            "",
            "<esc><home>",
            "<pgdn>",
            "/3<enter>",
            "h«one heap»<enter><home>",
        ] {
            desk.keys(keys);
            for size in SIZES {
                let screen = desk.screen(size);
                let (seen, hidden) = counted(&screen, count);
                assert_eq!(seen + hidden, count, "{keys} at {size:?}\n{screen}");
                assert!(is_marked(&desk, &screen), "the selected line\n{screen}");
            }
        }
    }
}

#[test]
fn blank_rows_go_before_lines_do() {
    for (count, size) in [(15, WIDE), (8, PLAIN)] {
        let screen = lines(count).screen(size);
        assert_eq!(counted(&screen, count), (count, 0), "{screen}");
    }
    // With room for it there is air.
    let screen = lines(3).screen(WIDE);
    let rows: Vec<&str> = screen.lines().collect();
    let first = rows.iter().position(|row| row.contains("Word1x")).unwrap();
    assert!(rows[first + 1].trim().is_empty(), "{screen}");
}

#[test]
fn from_110_columns_on_lines_stand_in_two_columns() {
    let desk = lines(35);
    let beside = |size| {
        let screen: String = desk.screen(size);
        let rows = screen
            .lines()
            .filter(|row| row.matches("Word").count() == 2);
        rows.count()
    };
    assert_eq!(beside((109, 30)), 0);
    assert!(beside((110, 30)) > 10);
    assert_eq!(counted(&desk.screen((160, 50)), 35), (35, 0));
}

#[test]
fn the_footer_counts_what_stands_where() {
    let mut desk = lines(35);
    desk.keys("<esc>p«the new office»<enter>");
    let screen = desk.screen(PLAIN);
    assert!(
        screen.contains("36 said, 8 questions, 1 off topic, "),
        "{screen}"
    );
    assert!(screen.contains(" to 36   "), "{screen}");
    desk.keys("<esc><home>");
    let screen = desk.screen(PLAIN);
    assert!(screen.contains("1 off topic, 1 to "), "{screen}");
    let screen = lines(3).screen(PLAIN);
    assert!(
        screen.contains("3 said") && !screen.contains("1 to "),
        "{screen}"
    );
}

#[test]
fn lines_stand_under_their_heaps_and_the_newest_at_the_bottom() {
    let mut desk = lines(4);
    desk.keys("<esc>/2<enter>h«access»<enter>/4<enter>h«access»<enter>");
    for size in [WIDE, PLAIN, SMALL] {
        let screen = desk.screen(size);
        let at = |words: &str| {
            screen
                .find(words)
                .unwrap_or_else(|| panic!("{words}\n{screen}"))
        };
        let order = [
            "access  2",
            "Word2x",
            "Word4x",
            "on no heap  2",
            "Word1x",
            "Word3x",
        ];
        assert!(order.map(at).is_sorted(), "{screen}");
    }
}

#[test]
fn a_heap_of_which_only_the_end_is_in_sight_still_has_its_name() {
    let mut desk = lines(20);
    desk.keys("<esc>");
    for n in 1..=20 {
        desk.keys(&format!("/{n}<enter>h«access»<enter>"));
    }
    desk.keys("<end>");
    let screen = desk.screen(SMALL);
    assert!(!screen.contains("Word1x "), "{screen}");
    assert!(screen.contains("access  20"), "{screen}");
}

#[test]
fn long_lines_wrap_and_wide_characters_are_whole() {
    let mut desk = wall();
    let words = "漢字の行が長いとき、言葉は失われない。".repeat(4);
    desk.keys(&format!(
        "«{words}»<enter>«{}»<enter>",
        "Long and longer. ".repeat(12)
    ));
    for size in [(160, 50), WIDE, PLAIN] {
        let screen = desk.screen(size);
        let seen: String = screen
            .chars()
            .filter(|c| "漢字の行が長いとき、言葉は失われない。".contains(*c))
            .collect();
        assert_eq!(seen, words, "{screen}");
        assert_eq!(screen.matches("Long").count(), 12, "{screen}");
    }
}

#[test]
fn the_sketch_keeps_one_line_above_many() {
    let mut desk = lines(40);
    desk.keys("«user -> app : ask»<enter>«app -> bucket : file»<enter>");
    for size in [WIDE, PLAIN, SMALL] {
        let screen = desk.screen(size);
        assert!(screen.contains("user -> app: ask"), "{screen}");
    }
}

#[test]
fn the_wall_at_its_sizes() {
    let mut desk = lines(35);
    desk.keys("<esc>");
    for (n, heap) in [
        (3, "links"),
        (7, "links"),
        (12, "logs"),
        (20, "logs"),
        (21, "links"),
    ] {
        desk.keys(&format!("/{n}<enter>h«{heap}»<enter>"));
    }
    desk.keys("<end>");
    insta::assert_snapshot!("heaps", desk.styled(WIDE));
    insta::assert_snapshot!("heaps_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("heaps_small", desk.picture(SMALL));
    insta::assert_snapshot!("heaps_huge", desk.picture((160, 50)));
}
