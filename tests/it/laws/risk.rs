//! Random changes of what says how much risk is left.

use threatboard::domain::{
    ActorKind, Amount, AssetKind, ControlKind, Estimate, Field, Figures, Gate, Level, LinkTerms,
    PartName, Range, Rated, RestsOn, Scale, ScaleLevel, Session, Strength, Text, Until,
};

use super::{Dice, pick, ten, today};

/// A change of one field, which may not fit the item or the session.
pub(super) fn field(dice: &Dice, s: &Session) -> Field {
    let who = pick(&s.participants, dice.b).map(|p| p.id);
    let level = |n: usize| pick(&Level::ALL, n);
    match dice.c % 40 {
        29 => Field::Actor(pick(&ActorKind::ALL, dice.a)),
        30 => Field::Part(PartName::ALL[dice.b % 5], dice.text()),
        31 => Field::RestsOn((!dice.a.is_multiple_of(5)).then(|| RestsOn {
            gate: [Gate::All, Gate::One][dice.a % 2],
            of: vec![Dice::threat(s, dice.a), Dice::threat(s, dice.b)],
        })),
        32 => Field::Figures(figures(dice, who)),
        33 => Field::Until(match dice.a % 3 {
            0 => None,
            1 => Some(today().into()),
            _ => Until::of(&dice.text()),
        }),
        34 => Field::Strength(pick(&Strength::ALL, dice.a)),
        35 => Field::InsteadOf(pick(&ControlKind::ALL, dice.a)),
        36 => Field::LinkTerms(LinkTerms {
            strength: pick(&Strength::ALL, dice.b),
            in_rating: dice.b.is_multiple_of(2),
            ..LinkTerms::of(Dice::threat(s, dice.a))
        }),
        37 => Field::Checked((!dice.a.is_multiple_of(3)).then_some((dice.a % 3 == 1, who))),
        38 => match dice.a % 3 {
            2 => Field::Clarity(
                (0..dice.b % 4)
                    .map(|n| [1, 3, 5, 6][(dice.a + n) % 4])
                    .collect(),
            ),
            0 => Field::Needs([level(dice.a), None, level(dice.b)]),
            _ => Field::AssetKind(pick(&AssetKind::ALL, dice.b)),
        },
        _ => Field::Rating(match dice.a % 2 {
            0 => Rated::Single(dice.b % 5),
            _ => Rated::Matrix(dice.a % 4, dice.b % 4),
        }),
    }
}

/// Numbers, now and then some that no file may have.
fn figures(dice: &Dice, by: Option<threatboard::domain::ParticipantId>) -> Option<Box<Figures>> {
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
            chance: None,
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
