//! The search for the arrangement that reads best: many orders are looked for, each is drawn, and the best drawing wins.

use super::anneal::{anneal, change, start};
use super::at::Dice;
use super::cost::Former;
use super::draw::{Effort, price, sheet};
use super::model::{FOLDS, Model};
use super::order::{Arrangement, aim, place};
use super::picture::Window;
use super::sheet::Sheet;
use super::sketch::Sketch;
use super::squeeze::{nearly_fits, squeeze};
use super::tree::Tree;
use super::work::{Work, estimate};

/// How much of what is left of the work one order is looked for with, in hundredths.
const SHARE: u64 = 10;

/// The best so far.
struct Best {
    price: i64,
    fold: usize,
    tree: Tree,
    sheet: Sheet,
}

/// Looks for the arrangement that reads best in the window. This takes up to seconds; `go_on` is asked now and then, and
/// false ends the search with the best that was found.
pub fn search(
    sketch: &Sketch,
    window: Window,
    from: Option<&Arrangement>,
    go_on: &mut dyn FnMut() -> bool,
) -> Arrangement {
    searched(sketch, window, from, (&mut Work::search(), go_on))
}

/// The work that the searches for several pictures share, so that all of them are there soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget(Work);

impl Budget {
    /// For the pictures of one report: about 2 s, of which a meeting's map takes a hundredth.
    pub fn pictures() -> Self {
        Self(Work::search())
    }

    /// Whether nothing of it is left: what is drawn then stands where it was put first.
    pub fn is_used(&self) -> bool {
        self.0.is_used()
    }
}

/// The same within what is left of the work for several pictures; one takes at most a third of it.
pub fn search_within(
    sketch: &Sketch,
    window: Window,
    budget: &mut Budget,
    go_on: &mut dyn FnMut() -> bool,
) -> Arrangement {
    if budget.is_used() {
        return place(sketch, window, None);
    }
    let mut work = budget.0.part(33);
    let found = searched(sketch, window, None, (&mut work, go_on));
    budget.0.spend(work.spent());
    found
}

fn searched(
    sketch: &Sketch,
    window: Window,
    from: Option<&Arrangement>,
    (work, go_on): (&mut Work, &mut dyn FnMut() -> bool),
) -> Arrangement {
    // Of a very large map few orders can be drawn in the time that people wait.
    if sketch.is_vast() {
        return place(sketch, window, from);
    }
    let pains = Pains {
        steps: match sketch.parts.len() {
            0..=40 => 8000,
            41..=80 => 3000,
            _ => 800,
        },
        spares: &[(6, 3), (14, 7)],
        folds: true,
        tries: match sketch.parts.len() {
            0..=40 => 80,
            41..=80 => 20,
            _ => 0,
        },
        squeeze: sketch.parts.len() <= 60,
    };
    look(sketch, window, from, &pains, (work, go_on))
}

/// A search that a small map can have within a frame.
pub(super) fn glance(sketch: &Sketch, window: Window) -> Arrangement {
    let pains = Pains {
        steps: 1500,
        spares: &[(6, 3)],
        folds: false,
        tries: 0,
        squeeze: false,
    };
    let mut work = Work::drawing();
    look(sketch, window, None, &pains, (&mut work, &mut || true))
}

/// How much is looked at.
pub(super) struct Pains {
    /// How many changes are tried in each order.
    pub steps: u32,
    /// By how much the window is taken as smaller than it is.
    pub spares: &'static [(i32, i32)],
    /// Whether names of other widths are tried.
    pub folds: bool,
    /// How many changes to the best are drawn.
    pub tries: usize,
    /// Whether the best is made smaller when it nearly fits.
    pub squeeze: bool,
}

pub(super) fn look(
    sketch: &Sketch,
    window: Window,
    from: Option<&Arrangement>,
    pains: &Pains,
    (work, go_on): (&mut Work, &mut dyn FnMut() -> bool),
) -> Arrangement {
    let first = place(sketch, window, from);
    let models: Vec<(usize, Model)> = FOLDS.map(|fold| (fold, Model::of(sketch, fold))).into();
    let found = models.iter().find(|(fold, _)| *fold == first.fold);
    let (Some((_, model)), Some(drawn)) = (found, first.drawn(sketch)) else {
        return first;
    };
    if sketch.parts.len() < 2 {
        return first;
    }
    let (tree, kept) = first.tree(sketch, model);
    let judge = Judge {
        window: (i32::from(window.columns), i32::from(window.rows)),
        effort: Effort::of(model),
        // What was found before should be found again where it was.
        former: from
            .map(|_| first.former(sketch, &kept))
            .unwrap_or_default(),
    };
    let mut best = Best {
        price: judge.price(drawn),
        fold: first.fold,
        tree: tree.clone(),
        sheet: drawn.clone(),
    };
    let mut seed = 1;
    'all: for spare in pains.spares {
        for (fold, model) in &models {
            if !pains.folds && *fold != first.fold {
                continue;
            }
            for begin in [Some(true), Some(false), None] {
                let begun = match begin {
                    Some(across) => start(model, across),
                    None if from.is_some() && *fold == first.fold => tree.clone(),
                    None => continue,
                };
                seed += 1;
                let aim = aim(window, *spare);
                // Each candidate has the same share, so that the last ones have one, too.
                let steps = work.part(SHARE).times(estimate(model));
                let steps = u32::try_from(steps).unwrap_or(u32::MAX).min(pains.steps);
                let found = anneal(model, &begun, aim, None, (seed, steps), go_on);
                work.spend(u64::from(steps) * estimate(model));
                if work.is_used() || !go_on() {
                    break 'all;
                }
                judge.offer(&mut best, *fold, model, found, work);
            }
        }
    }
    let model = models
        .iter()
        .find(|(fold, _)| *fold == best.fold)
        .map_or(model, |(_, model)| model);
    // What is squeezed in before is what the small changes have to be better than.
    for tries in [0, pains.tries] {
        polish(model, &mut best, &judge, tries, (work, go_on));
        judge.squeeze(&mut best, model, pains.squeeze, go_on);
    }
    Arrangement::of(sketch, model, &best.tree, best.fold, best.sheet)
}

/// What makes a drawing good.
struct Judge {
    window: (i32, i32),
    effort: Effort,
    former: Former,
}

impl Judge {
    fn price(&self, sheet: &Sheet) -> i64 {
        price(sheet, self.window) + 4 * i64::from(self.former.flips(&sheet.parts))
    }

    /// Makes the best smaller when it nearly fits, and keeps that when it reads better.
    fn squeeze(
        &self,
        best: &mut Best,
        model: &Model,
        wanted: bool,
        go_on: &mut dyn FnMut() -> bool,
    ) {
        if !wanted || !nearly_fits(&best.sheet, self.window) {
            return;
        }
        let mut sheet = best.sheet.clone();
        let mut work = Work::squeeze();
        squeeze(
            model,
            &mut sheet,
            self.window,
            self.effort,
            (&mut work, go_on),
        );
        let price = self.price(&sheet);
        if price < best.price {
            (best.price, best.sheet) = (price, sheet);
        }
    }

    /// Draws a tree and keeps it when it is better.
    fn offer(&self, best: &mut Best, fold: usize, model: &Model, tree: Tree, work: &mut Work) {
        let mut own = Work::drawing().within(work);
        let sheet = sheet(model, &tree, self.effort, &Former::default(), &mut own);
        work.spend(own.spent());
        let price = self.price(&sheet);
        if price < best.price {
            *best = Best {
                price,
                fold,
                tree,
                sheet,
            };
        }
    }
}

/// Small changes to the best, each judged by its drawing.
fn polish(
    model: &Model,
    best: &mut Best,
    judge: &Judge,
    tries: usize,
    (work, go_on): (&mut Work, &mut dyn FnMut() -> bool),
) {
    let mut dice = Dice::new(77);
    for _ in 0..tries {
        if work.is_used() || !go_on() {
            return;
        }
        let mut tree = best.tree.clone();
        if change(&mut tree, &mut dice) {
            judge.offer(best, best.fold, model, tree, work);
        }
    }
}
