//! `--ascii`: the same screens without one character of ambiguous width, and what people typed as they typed it.

use ratatui::buffer::Buffer;
use threatboard::app::msg::{Failure, Msg};
use threatboard::app::themes::ThemeOffer;
use threatboard::theme::Signs;

use super::{doing, working};
use crate::support::{Desk, PLAIN, SMALL, WIDE, room};

/// Big enough for everything, three ordinary sizes, the least one, and one that is too small.
const SIZES: [(u16, u16); 6] = [(160, 45), WIDE, PLAIN, SMALL, (40, 10), (30, 6)];

/// Every screen with each of its steps and panes, and whatever may lie over one, by the keys that lead there.
const STATES: &[&str] = &[
    "7",
    "0",
    "015",
    "<ctrl-p>show keys<enter>2",
    "1",
    "1<tab>",
    "1n",
    "1nn",
    "1M",
    "1<tab>M",
    "1f«web -> ledger : half a line»",
    "2",
    "2n",
    "2t«half a line >re»<tab>",
    "2s",
    "2r",
    "2w",
    "2v12",
    "2cc",
    "2nn",
    "3w",
    "5w",
    "G",
    "3",
    "3<tab>",
    "3<home><enter>",
    "3r",
    "3m",
    "3L«T2 T9»",
    "4",
    "4n",
    "4nn",
    "4f«+ the map»<enter><esc>",
    "5",
    "5<end>o",
    "6",
    "6<enter>",
    "x",
    "x<tab>",
    "x<down><space>",
    "?",
    "?<pgdn>",
    "<ctrl-p>",
    "<ctrl-p>theme<enter>",
    "<ctrl-p>theme<enter><down><down>",
    "/re",
    r"2t<paste:10:31 Ana: Token replayed\n10:32 From Zoe to Everyone: File swapped\nDisk full\n10:33>",
    "<ctrl-q>",
];

/// The middle of a meeting, with something on every screen.
fn meeting() -> Desk {
    let mut desk = doing::full();
    desk.keys(
        "1i«Refund path»<enter><esc>O«Card capture»<enter><esc>W«Live on 12 May»<enter><esc>",
    );
    desk.keys(
        "f«zone internet: customer, partner»<enter>«zone core: refund-api, ledger»<enter><esc>",
    );
    desk.keys("q«Who may refund?»<enter><esc>p«bank holidays #off»<enter><esc>4c4434<enter>");
    desk
}

fn text(cells: &Buffer) -> String {
    let width = usize::from(cells.area.width);
    let rows = cells.content.chunks(width);
    rows.map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>() + "\n")
        .collect()
}

/// Every state, one after the other.
fn each_state(mut look: impl FnMut(&Desk, &str)) {
    let mut empty = Desk::home();
    look(&empty, "home");
    empty.keys("?");
    look(&empty, "home ?");
    empty.keys("<esc>c");
    look(&empty, "the share check");
    // With an agenda: the first minutes, the silent ones, the round and the sweep.
    let led = ["G2", "G2n", "G22", "G22n", "G22nn"];
    for question in ["1", "2", "2n", "3", "4", "5", "6", "x"]
        .into_iter()
        .chain(led)
    {
        let mut desk = Desk::with(room());
        desk.keys(question);
        look(&desk, &format!("an empty session, {question}"));
    }
    for state in STATES {
        let mut desk = meeting();
        desk.keys(state);
        look(&desk, state);
    }
    let mut failed = meeting();
    failed.tell(Msg::Opened(Err(Failure {
        path: "b.ron".to_owned(),
        says: "b.ron:3:5 is no session.".to_owned(),
        line: Some("  x".to_owned()),
    })));
    look(&failed, "a session that cannot be opened");
    let mut broken = meeting();
    broken.tell(Msg::Themes(vec![ThemeOffer {
        name: "mine".to_owned(),
        says: String::new(),
        problem: Some("mine.ron:3:5: `mauve` is not a color.".to_owned()),
    }]));
    look(&broken, "a theme that cannot be used");
}

#[test]
fn the_wall_and_the_form_are_ascii_too() {
    let mut lunch = Desk::home();
    lunch.keys("w«our data exports»<enter>«user -> app : ask»<enter>«Links never expire»<enter>");
    let mut one = Desk::home();
    one.keys("o«Package worm spreads https://example.org»<enter>");
    for desk in [&mut lunch, &mut one] {
        for keys in ["", "<esc>", "."] {
            desk.keys(keys);
            for size in SIZES {
                let cells = desk.cells(size, Signs::Ascii);
                let all = cells.content.iter().all(|cell| cell.symbol().is_ascii());
                assert!(all, "after {keys} at {size:?}\n{}", text(&cells));
            }
        }
    }
}

#[test]
fn every_cell_of_every_screen_is_ascii() {
    each_state(|desk, state| {
        for size in SIZES {
            let cells = desk.cells(size, Signs::Ascii);
            let stranger = cells.content.iter().find(|cell| !cell.symbol().is_ascii());
            assert!(
                stranger.is_none(),
                "{:?} after {state} at {size:?}\n{}",
                stranger.map(|cell| cell.symbol()),
                text(&cells)
            );
        }
    });
}

#[test]
fn the_usual_signs_stay_and_nothing_but_a_sign_differs() {
    let (mut lines, mut cuts) = (0, 0);
    each_state(|desk, state| {
        for size in SIZES {
            let (usual, ascii) = (
                desk.cells(size, Signs::default()),
                desk.cells(size, Signs::Ascii),
            );
            for (one, other) in usual.content.iter().zip(&ascii.content) {
                if one == other {
                    continue;
                }
                let drawn = |sign: char| ('\u{2500}'..='\u{257f}').contains(&sign);
                let (sign, instead) = (one.symbol(), other.symbol());
                // A cut is an ellipsis and a blank, or two dots.
                let cut = instead == "." && [" ", "…"].contains(&sign);
                let heads = [("▲", "^"), ("▼", "v"), ("◀", "<"), ("▶", ">")];
                assert!(
                    cut || heads.contains(&(sign, instead))
                        || sign.chars().all(drawn) && "-|+=:".contains(instead),
                    "{sign:?} became {instead:?} after {state} at {size:?}\n{}",
                    text(&ascii)
                );
                if cut {
                    cuts += 1;
                    continue;
                }
                assert_eq!(one.style(), other.style(), "{sign} after {state}");
                lines += 1;
            }
        }
    });
    assert!(lines > 10_000, "only {lines} cells of lines were drawn");
    assert!(cuts > 10, "only {cuts} cells of cuts were drawn");
}

#[test]
fn what_people_type_stays_as_they_type_it() {
    let mut desk = Desk::with(room());
    desk.keys("2t«Zoë · 漢字 │ ─ … → é»<enter><esc>");
    let screen = desk.ascii(WIDE);
    // A letter of two cells is followed by a cell that holds nothing.
    assert!(
        screen
            .replace("漢 字 ", "漢字")
            .contains("Zoë · 漢字 │ ─ … → é"),
        "{screen}"
    );
}

#[test]
fn the_map_and_one_threat_in_ascii() {
    let map = working::refund();
    let threat = doing::full();
    for (size, name) in [(WIDE, "wide"), (PLAIN, "plain"), (SMALL, "small")] {
        insta::assert_snapshot!(format!("ascii_map_{name}"), map.ascii(size));
        insta::assert_snapshot!(format!("ascii_threat_{name}"), threat.ascii(size));
    }
}
