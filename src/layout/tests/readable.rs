//! What a map needs to be read beside being true: things keep apart, and what would mislead costs a line more.
use super::super::at::Rect;
use super::super::grid::{Grid, Passing, across, price};
use super::super::model::Model;
use super::*;

/// Maps of every kind of thing that can stand beside another.
fn maps() -> Vec<Sketch> {
    let hub: Vec<String> = (0..12).map(|n| format!("[hub] -> [spoke {n}]")).collect();
    let ring = (0..9).flat_map(|n| {
        let flow = |to: usize| format!("[part {n}] -> [part {}]", (n + to) % 9);
        [flow(1), flow(4)]
    });
    let zones = (0..3).map(|n| format!("zone zone {n}: part {n}, part {}", n + 3));
    let ring: Vec<String> = ring.chain(zones).collect();
    let words = |lines: &[String]| typed(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    vec![typed(&SHOP), typed(&CLINIC), words(&hub), words(&ring)]
}

fn apart(start: usize, length: usize, other: usize, more: usize) -> Option<usize> {
    let (end, last) = (start + length, other + more);
    other.checked_sub(end).or(start.checked_sub(last))
}

#[test]
fn names_side_by_side_keep_two_columns_apart_and_one_row_above_each_other() {
    for sketch in maps() {
        let picture = quick(&sketch, USUAL);
        let areas = sketch.parts.iter().filter_map(|part| picture.area(part.id));
        let areas: Vec<Area> = areas.collect();
        for (at, a) in areas.iter().enumerate() {
            for b in &areas[..at] {
                let columns = apart(a.x, a.width, b.x, b.width);
                let rows = apart(a.y, a.height, b.y, b.height);
                let is_apart = match (columns, rows) {
                    (Some(columns), None) => columns >= 2,
                    (None, Some(rows)) => rows >= 1,
                    (Some(_), Some(_)) => true,
                    (None, None) => false,
                };
                assert!(is_apart, "{a:?} {b:?}\n{}", picture.text());
            }
        }
    }
}

/// Two parts whose line passes by a third one in its zone, and by another line.
fn passing(check: impl Fn(&Grid, Passing)) {
    let model = Model::of(&typed(&["a -> c", "b", "zone far: b"]), 14);
    let rect = |x, y, w, h| Rect { x, y, w, h };
    let parts = [rect(0, 0, 3, 1), rect(0, 9, 3, 1), rect(10, 4, 3, 1)];
    let mut grid = Grid::new(&model, &parts, &[rect(6, 2, 11, 5)], (30, 12));
    for y in 2..9 {
        grid.change(20, y, |spot| spot.upright = 9);
    }
    let who = Passing {
        line: 1,
        parts: [1, 2],
        must: &[false, false],
        soft: false,
    };
    check(&grid, who);
}

#[test]
fn what_would_mislead_costs_a_line_more() {
    passing(|grid, who| {
        let plain = [price::COLUMN, price::ROW, price::COLUMN, price::ROW];
        let more = |x, y, dir: usize| grid.enter(x, y, dir, who).map(|cost| cost - plain[dir]);
        assert!(across(0) && !across(1));
        assert_eq!(more(25, 5, 0), Some(0), "nothing near");
        assert_eq!(more(20, 5, 0), Some(price::CROSSING), "across another line");
        assert_eq!(more(20, 5, 1), None, "along another line");
        assert_eq!(
            more(6, 5, 0),
            Some(price::FOREIGN_FRAME),
            "into a foreign zone"
        );
        assert_eq!(more(6, 5, 1), None, "along its frame");
        assert_eq!(
            more(9, 4, 1),
            Some(price::FOREIGN_BRACKET),
            "beside a foreign name"
        );
        assert_eq!(more(11, 5, 0), Some(price::FOREIGN_NAME), "below one");
        assert_eq!(more(11, 4, 0), None, "through one");
        assert_eq!(
            more(3, 0, 1),
            Some(price::OWN_BRACKET),
            "along its own name"
        );
        assert_eq!(more(3, 0, 0), Some(0), "out of it");
        assert!(!grid.turns(6, 5, false) && grid.turns(25, 5, false));
        assert!(!grid.turns(20, 5, false), "no corner on another line");
    });
}

#[test]
fn a_sign_that_is_written_before_a_word_does_not_take_the_bracket_of_its_box() {
    // U+11941 makes one letter with whatever comes behind it.
    let sketch = typed(&["(ledger \u{11941}) -> [web]"]);
    let picture = quick(&sketch, USUAL);
    assert_eq!(faults(&sketch, &picture), [""; 0], "{}", picture.text());
}
