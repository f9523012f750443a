//! How long it takes to simulate a year 100,000 times for 100 threats, as rooms give them: some rare, some often, three
//! numbers or two, half of them with mitigations. The aim is one second on two cores.

#![expect(
    clippy::expect_used,
    reason = "a bench that cannot be set up should stop"
)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use threatboard::risk::numbers::{Case, Draw, Left, Range, Yearly, simulate};

/// Threats of four kinds in turn.
fn cases(threats: u32) -> Vec<Case> {
    let three = |least, likely, most| Range::Pert {
        least,
        likely,
        most,
    };
    let case = |id: u32| {
        let more = f64::from(id % 10 + 1);
        let loss = if id.is_multiple_of(2) {
            three(1_000.0 * more, 20_000.0 * more, 150_000.0 * more)
        } else {
            Range::Lognormal {
                p05: 2_000.0 * more,
                p95: 50_000.0 * more,
            }
        };
        let yearly = match id % 4 {
            0 => Yearly::once(three(0.01, 0.05, 0.2), loss),
            1 => Yearly::new(three(0.1, 0.5, 2.0), loss),
            2 => Yearly::new(three(1.0, 4.0, 12.0), loss),
            _ => Yearly::new(Range::Fixed(0.3), loss),
        };
        let left = if id.is_multiple_of(3) {
            Left {
                frequency: 0.25,
                loss: 0.6,
            }
        } else {
            Left::WHOLE
        };
        Case::new(id, yearly, left)
    };
    (1..=threats).map(case).collect()
}

fn simulating(c: &mut Criterion) {
    let cases = cases(100);
    let mut group = c.benchmark_group("100 threats, 100,000 trials");
    group.sample_size(10);
    for threads in [1, 2] {
        let draw = Draw {
            threads: Some(threads),
            ..Draw::default()
        };
        let name = BenchmarkId::new("threads", threads);
        group.bench_with_input(name, &draw, |b, draw| {
            b.iter(|| black_box(simulate(&cases, draw).expect("the numbers are in order")));
        });
    }
    group.finish();
}

criterion_group!(benches, simulating);
criterion_main!(benches);
