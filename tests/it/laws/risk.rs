//! Random numbers and scales.

use threatboard::domain::{
    Amount, Estimate, Figures, ParticipantId, Range, Scale, ScaleLevel, Text,
};

use super::{Dice, ten};

/// Numbers, now and then some that no file may have.
pub(super) fn figures(dice: &Dice, by: Option<ParticipantId>) -> Option<Box<Figures>> {
    let amounts = |values: &[f64]| {
        values
            .iter()
            .copied()
            .map(|v| Amount::new(v).unwrap())
            .collect()
    };
    let ranges = [&[0.1, 0.5, 2.0][..], &[1.0], &[2.0, 9.0]];
    let range = Range::new(amounts(ranges[dice.b % 3])).unwrap();
    let estimate = |range| Estimate {
        range,
        by,
        at: ten(),
    };
    (!dice.a.is_multiple_of(4)).then(|| {
        Box::new(Figures {
            frequency: Some(estimate(range.clone())),
            once: dice.a.is_multiple_of(3),
            loss: dice.b.is_multiple_of(2).then(|| estimate(range)),
            currency: Text::new("EUR"),
            chance: chance(dice).map(estimate),
        })
    })
}

/// The standard scale, or one of two levels.
pub(super) fn scale(b: usize) -> Option<Box<Scale>> {
    let standard = Scale::standard();
    let level = |n: usize, word: &str| ScaleLevel {
        id: word.into(),
        word: word.into(),
        ..standard.levels[n].clone()
    };
    (!b.is_multiple_of(3)).then(|| {
        Box::new(Scale {
            name: "two levels".into(),
            version: 2,
            levels: vec![level(0, "fine"), level(2, "high")],
            likelihood: Vec::new(),
            impact: Vec::new(),
            matrix: Vec::new(),
        })
    })
}

/// How likely an attempt gets through, now and then more than can be.
fn chance(dice: &Dice) -> Option<Range> {
    let chance = [None, Some(0.2), Some(1.0), Some(1.5)][dice.b % 4]?;
    Some(Range::new(vec![Amount::new(chance).unwrap()]).unwrap())
}
