//! How long the figures about levels take with 1,000 threats, half of which rest on others, and 1,500 mitigations: the
//! model, one tick of a what-if, a what-if of a hundred from nothing, and the cheapest set of twenty that decide together.

#![expect(
    clippy::expect_used,
    reason = "a bench that cannot be set up should stop"
)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use threatboard::domain::{
    ControlKind, Effort, Gate, MitigationId, Rated, RestsOn, Scale, Status, Strength, ThreatId,
};
use threatboard::risk::{Conventions, Goal, LinkIn, MitigationIn, Model, Scales, ThreatIn};

const THREATS: u32 = 1_000;
const MITIGATIONS: u32 = 1_500;

/// One of each in turn.
fn turn<T: Copy>(list: &[T], n: u32) -> T {
    let place = n as usize % list.len();
    *list.get(place).expect("it is in the list")
}

fn threats(scale: &Scale) -> Vec<ThreatIn> {
    let steps = u32::try_from(scale.likelihood.len()).expect("few");
    let threat = |n: u32| ThreatIn {
        id: ThreatId(n),
        rated: (!n.is_multiple_of(3))
            .then(|| Rated::Matrix((n % steps) as usize, (n / 7 % steps) as usize)),
        // The first of each twenty rest on the later ones.
        rests_on: (n % 20 < 10 && n + 20 < THREATS).then(|| RestsOn {
            gate: turn(&[Gate::All, Gate::One], n),
            of: vec![ThreatId(n + 3), ThreatId(n + 7)],
        }),
    };
    (1..=THREATS).map(threat).collect()
}

fn mitigation(n: u32, threats: [u32; 2]) -> MitigationIn {
    MitigationIn {
        id: MitigationId(n),
        status: turn(&Status::ALL, n),
        passed: None,
        strength: Some(turn(&Strength::ALL, n / 2)),
        kind: Some(turn(&ControlKind::ALL, n)),
        instead_of: None,
        effort: Some(turn(&Effort::ALL, n / 3)),
        links: threats
            .map(|threat| LinkIn {
                threat: ThreatId(threat),
                strength: None,
                kind: None,
                in_rating: false,
            })
            .to_vec(),
    }
}

fn risk(criterion: &mut Criterion) {
    let scales = Scales::bundled();
    let scale = scales.named("5x5").expect("a bundled scale");
    let conventions = Conventions::bundled();
    let linked = |n: u32| mitigation(n, [n * 7 % THREATS + 1, n * 13 % THREATS + 1]);
    let mitigations: Vec<MitigationIn> = (1..=MITIGATIONS).map(linked).collect();
    let model = || Model::new(scale, &conventions, threats(scale), mitigations.clone());
    let mut group = criterion.benchmark_group("risk");
    group.bench_function("model", |bencher| bencher.iter(|| black_box(model())));

    let model = model();
    let mut levels = model.now().clone();
    let mut done = false;
    group.bench_function("tick, and what fell", |bencher| {
        bencher.iter(|| {
            done = !done;
            model.tick(&mut levels, MitigationId(8), done);
            let moved = model.compared(model.now(), &levels);
            moved.filter(|(_, before, after)| after < before).count()
        });
    });
    group.bench_function("what-if of a hundred", |bencher| {
        bencher.iter(|| black_box(model.what_if((1..=100).map(|n| MitigationId(n * 15)))));
    });

    // Ten threats in a ring, each with two that are shared with the next: all twenty decide together.
    let ring = (0..20).map(|n| MitigationIn {
        status: Status::CouldDo,
        strength: Some(turn(&[Strength::Some, Strength::Most], n / 10)),
        ..mitigation(n + 1, [n % 10 + 1, (n + 1) % 10 + 1])
    });
    let top = scale.likelihood.len() - 1;
    let critical = (1..=10).map(|n| ThreatIn {
        id: ThreatId(n),
        rated: Some(Rated::Matrix(top, top)),
        rests_on: None,
    });
    let twenty = Model::new(scale, &conventions, critical.collect(), ring.collect());
    group.bench_function("cheapest of twenty", |bencher| {
        bencher.iter(|| black_box(twenty.cheapest(&Goal::at_most(1))));
    });
    group.finish();
}

criterion_group!(benches, risk);
criterion_main!(benches);
