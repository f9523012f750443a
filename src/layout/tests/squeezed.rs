//! A drawing that nearly fits is made smaller by laying lines elsewhere.
use super::super::anneal::start;
use super::super::cost::Former;
use super::super::draw::{Effort, sheet};
use super::super::model::Model;
use super::super::paint::paint;
use super::super::squeeze::{nearly_fits, squeeze};
use super::super::work::Work;
use super::*;

/// The first drawing of a map, and the same squeezed into a window that lacks so many columns and rows.
fn squeezed(sketch: &Sketch, (columns, rows): (i32, i32)) -> [Picture; 2] {
    let model = Model::of(sketch, 14);
    let effort = Effort::of(&model);
    let (tree, former) = (start(&model, true), Former::default());
    let first = sheet(&model, &tree, effort, &former, &mut Work::drawing());
    let window = (first.w - columns, first.h - rows);
    assert!(nearly_fits(&first, window));
    let mut small = first.clone();
    let mut work = Work::squeeze();
    squeeze(
        &model,
        &mut small,
        window,
        effort,
        (&mut work, &mut || true),
    );
    [first, small].map(|sheet| paint(sketch, &model, &sheet, Signs::Lines))
}

#[test]
fn maps_that_lack_a_row_or_some_columns_get_smaller_and_stay_true() {
    let mut gained = [0, 0];
    for lines in 12..=CLINIC.len() {
        let sketch = typed(&CLINIC[..lines]);
        for (lack, gained) in [(0, 1), (4, 0)].into_iter().zip(&mut gained) {
            let [first, small] = squeezed(&sketch, lack);
            let text = format!("{}\n{}", first.text(), small.text());
            assert_eq!(faults(&sketch, &small), [""; 0], "{text}");
            assert_eq!(laws::swapped(&sketch, &first, &small), [""; 0], "{text}");
            let [before, after] = [&first, &small].map(|picture| match lack {
                (0, _) => (picture.height(), picture.width()),
                _ => (picture.width(), picture.height()),
            });
            assert!(after <= before, "{text}");
            *gained += usize::from(after.0 < before.0);
        }
    }
    assert!(gained[0] > 5 && gained[1] > 8, "{gained:?}");
}

#[test]
fn what_fits_or_lacks_much_stays_as_it_is() {
    let sketch = typed(&CLINIC);
    let model = Model::of(&sketch, 14);
    let tree = start(&model, true);
    let effort = Effort::of(&model);
    let first = sheet(
        &model,
        &tree,
        effort,
        &Former::default(),
        &mut Work::drawing(),
    );
    for window in [
        (first.w, first.h),
        (first.w - 17, first.h),
        (first.w, first.h - 5),
    ] {
        assert!(!nearly_fits(&first, window));
        let mut same = first.clone();
        let mut work = Work::squeeze();
        squeeze(&model, &mut same, window, effort, (&mut work, &mut || true));
        assert_eq!(same, first);
    }
    // Nor is it looked for when nobody waits for it.
    let mut same = first.clone();
    let window = (first.w, first.h - 1);
    squeeze(
        &model,
        &mut same,
        window,
        effort,
        (&mut Work::squeeze(), &mut || false),
    );
    assert_eq!(same, first);
}
