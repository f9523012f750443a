//! What a drawing costs is counted in work, not in time, and has an end on every map.
use super::super::anneal::start;
use super::super::cost::Former;
use super::super::draw::{Effort, sheet};
use super::super::model::Model;
use super::super::search::{Pains, look};
use super::super::work::Work;
use super::*;

/// Parts that send to each other as `sends` says, in zones of which each lies in the one before.
fn dense(parts: usize, zones: usize, sends: impl Fn(usize, usize) -> bool) -> Sketch {
    let mut lines: Vec<String> = (0..parts).map(|part| format!("part {part}")).collect();
    for zone in 0..zones {
        let outer = match zone {
            0 => String::new(),
            _ => format!(" in zone {}", zone - 1),
        };
        let inside = if zone < parts {
            format!("part {zone}")
        } else {
            String::new()
        };
        lines.push(format!("zone zone {zone}{outer}: {inside}"));
    }
    let mut sketch = typed(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    for (from, to) in (0..parts).flat_map(|from| (0..parts).map(move |to| (from, to))) {
        if sends(from, to) {
            send(&mut sketch, from, to);
        }
    }
    sketch
}

/// What one drawing of the first order costs, and what it may.
fn cost(sketch: &Sketch) -> (u64, u64) {
    let model = Model::of(sketch, 14);
    let mut work = Work::drawing();
    let may = work.times(1);
    let tree = start(&model, true);
    let drawn = sheet(
        &model,
        &tree,
        Effort::of(&model),
        &Former::default(),
        &mut work,
    );
    assert_eq!(drawn.parts.len(), sketch.parts.len());
    (work.spent(), may)
}

#[test]
fn no_map_costs_much_more_than_the_work_for_one_drawing() {
    for sketch in [
        dense(40, 0, |from, to| from != to),
        dense(200, 0, |from, to| {
            from * 7 % 200 == to || from * 31 % 200 == to
        }),
        dense(200, 0, |from, to| from == 0 && to > 0),
        dense(80, 20, |from, to| from != to && (from * to) % 37 == 1),
        dense(2, 32, |from, to| from < to),
        dense(60, 32, |from, to| from != to && (from + to) % 17 == 0),
    ] {
        let (spent, may) = cost(&sketch);
        // What is left without a way is looked for once more, for little.
        assert!(
            spent < 2 * may,
            "{} parts, {} pairs, {} zones: {spent} of {may}",
            sketch.parts.len(),
            sketch.pairs(),
            sketch.zones.len(),
        );
    }
}

#[test]
fn a_map_of_a_meeting_has_all_that_it_needs() {
    let (spent, may) = cost(&dense(20, 4, |from, to| {
        from + 1 == to || from * 3 % 20 == to
    }));
    assert!(spent < may / 2, "{spent} of {may}");
    // Frames in frames cost what they are, not their square.
    let (some, _) = cost(&dense(2, 8, |from, to| from < to));
    let (many, _) = cost(&dense(2, 32, |from, to| from < to));
    assert!(many < 40 * some, "{some}, {many}");
}

#[test]
fn a_search_ends_when_its_work_is_used_up() {
    let sketch = dense(30, 4, |from, to| from != to && (from * to) % 11 == 1);
    let pains = Pains {
        steps: 8000,
        spares: &[(6, 3), (14, 7)],
        folds: true,
        tries: 80,
        squeeze: true,
    };
    let mut work = Work::search().part(5);
    let may = work.times(1);
    let found = look(&sketch, USUAL, None, &pains, (&mut work, &mut || true));
    assert!(work.is_used());
    assert!(work.spent() < 3 * may, "{} of {may}", work.spent());
    let picture = draw(&sketch, &found, USUAL, Signs::Lines);
    assert!(
        sketch
            .parts
            .iter()
            .all(|part| picture.area(part.id).is_some())
    );
}

#[test]
fn what_nobody_could_read_is_not_looked_for_or_not_drawn() {
    let vast = dense(101, 0, |from, to| from + 1 == to);
    assert!(vast.is_vast() && !vast.is_too_large() && !vast.is_quick());
    let mut asked = 0;
    let found = search(&vast, USUAL, None, &mut || {
        asked += 1;
        true
    });
    assert_eq!((found, asked), (place(&vast, USUAL, None), 0));
    assert!(dense(401, 0, |_, _| false).is_too_large());
    assert!(
        dense(46, 0, |from, to| from != to).is_too_large(),
        "1,035 pairs"
    );
    let usual = dense(20, 4, |from, to| from + 1 == to);
    assert!(usual.is_quick() && !usual.is_vast());
}
