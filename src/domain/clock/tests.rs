use proptest::prelude::*;

use super::*;
use AgendaStep as S;

fn ten() -> Stamp {
    Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
}

/// 10:00 plus these seconds.
fn at(seconds: i64) -> Stamp {
    ten() + TimeDelta::seconds(seconds)
}

/// Scope 3, map 7, vote 5, a buffer of 2, read back 3: 20 minutes.
fn clock() -> Clock {
    let steps = [
        (S::Scope, 3),
        (S::Map, 7),
        (S::Vote, 5),
        (S::Buffer, 2),
        (S::ActionsReadBack, 3),
    ]
    .map(|(step, minutes)| Planned { step, minutes });
    Clock::new("short".into(), &steps)
}

/// Looked at every minute, as the running program does.
fn watch(clock: &mut Clock, from: i64, until: i64) {
    let mut now = from;
    while now < until {
        now = (now + 60).min(until);
        clock.look(at(now));
    }
}

fn minutes(clock: &Clock) -> Vec<i64> {
    clock
        .slots
        .iter()
        .map(|s| i64::from(s.given) / 60)
        .collect()
}

#[test]
fn a_clock_that_nobody_started_counts_nothing() {
    let mut clock = clock();
    watch(&mut clock, 0, 600);
    assert_eq!((clock.spent(), clock.left()), (0, 180));
    assert!(!clock.is_live());
}

#[test]
fn time_is_counted_for_the_step_that_the_room_is_at() {
    let mut clock = clock();
    clock.start(at(0));
    watch(&mut clock, 0, 120);
    clock.enter(1, at(120));
    watch(&mut clock, 120, 300);
    let spent: Vec<u32> = clock.slots.iter().map(|slot| slot.spent).collect();
    assert_eq!(spent, [120, 180, 0, 0, 0]);
    assert_eq!(clock.left(), 240);
    assert_eq!(clock.spent_on(FourQuestion::WorkingOn), 300);
}

#[test]
fn a_pause_counts_for_nothing() {
    let mut clock = clock();
    clock.start(at(0));
    clock.pause(at(60));
    watch(&mut clock, 60, 900);
    clock.start(at(900));
    watch(&mut clock, 900, 960);
    assert_eq!(clock.spent(), 120);
}

#[test]
fn a_closed_laptop_counts_for_nothing_and_is_said() {
    let mut clock = clock();
    clock.start(at(0));
    watch(&mut clock, 0, 60);
    assert_eq!(clock.look(at(60 + 1_500)), Looked::Gap(1_500));
    watch(&mut clock, 1_560, 1_620);
    assert_eq!(clock.spent(), 120);
}

#[test]
fn a_wall_clock_that_is_set_back_or_ahead_counts_for_nothing() {
    let mut clock = clock();
    clock.start(at(0));
    watch(&mut clock, 0, 60);
    assert_eq!(clock.look(at(-3_600)), Looked::Backwards);
    watch(&mut clock, -3_600, -3_540);
    assert_eq!(clock.look(at(3_600)), Looked::Gap(7_140));
    assert_eq!(clock.spent(), 120);
}

#[test]
fn parts_of_a_second_are_not_lost_however_often_the_clock_is_looked_at() {
    let mut clock = clock();
    clock.start(ten());
    for tenth in 1..=600 {
        clock.look(ten() + TimeDelta::milliseconds(tenth * 100));
    }
    assert_eq!(clock.spent(), 60);
}

#[test]
fn one_more_minute_is_taken_from_the_buffer_first() {
    let mut clock = clock();
    clock.start(at(0));
    clock.extend(1, at(0));
    assert_eq!(minutes(&clock), [4, 7, 5, 1, 3]);
    clock.extend(1, at(0));
    assert_eq!(minutes(&clock), [5, 7, 5, 0, 3]);
    clock.extend(-2, at(0));
    assert_eq!(minutes(&clock), [3, 7, 5, 2, 3]);
}

#[test]
fn an_overrun_shrinks_the_later_steps_and_never_the_read_back() {
    let mut clock = clock();
    clock.start(at(0));
    // Scope takes 11 of its 3 minutes: 9 are left for map 7, vote 5 and read back 3.
    watch(&mut clock, 0, 660);
    assert_eq!(minutes(&clock), [3, 3, 2, 0, 3]);
    assert_eq!((clock.left(), clock.late()), (-480, 0));
    assert_eq!(clock.behind(), 480);
    // All of it is used up, and the read back still has its minutes.
    watch(&mut clock, 660, 1_260);
    assert_eq!(minutes(&clock), [3, 0, 0, 0, 3]);
    assert!(clock.is_over());
    assert_eq!(clock.late(), 240);
}

#[test]
fn a_step_that_was_short_leaves_the_later_ones_as_planned() {
    let mut clock = clock();
    clock.start(at(0));
    watch(&mut clock, 0, 60);
    clock.enter(1, at(60));
    assert_eq!(minutes(&clock), [3, 7, 5, 2, 3]);
    assert_eq!((clock.behind(), clock.late()), (-120, -120));
}

#[test]
fn a_shortened_step_keeps_what_it_got_when_the_room_comes_to_it() {
    let mut clock = clock();
    clock.start(at(0));
    watch(&mut clock, 0, 660);
    clock.enter(1, at(660));
    // 9 minutes are left, 3 of them are protected: 7 and 5 share 6.
    assert_eq!(clock.left(), 210);
    watch(&mut clock, 660, 720);
    assert_eq!(clock.left(), 150);
}

#[test]
fn another_agenda_takes_over_what_was_spent() {
    let mut clock = clock();
    clock.start(at(0));
    watch(&mut clock, 0, 120);
    clock.enter(1, at(120));
    watch(&mut clock, 120, 180);
    let steps =
        [(S::Map, 4), (S::ActionsReadBack, 2)].map(|(step, minutes)| Planned { step, minutes });
    clock.follow("shorter".into(), &steps);
    assert_eq!(
        (clock.step(), clock.spent(), clock.left()),
        (Some(S::Map), 60, 180)
    );
    assert_eq!(clock.state, ClockState::Running);
}

#[test]
fn half_a_slot_more_counts_from_now() {
    let mut clock = clock();
    clock.enter_topic(ThreatId(2), 4, at(0));
    let mut topic = clock.topic.unwrap();
    topic.spent = 300;
    topic.extend(4);
    assert_eq!((topic.left(), topic.extended), (120, 1));
}

proptest! {
    /// Whatever the team does: the read-back keeps its minutes, and the plan is kept as long as it can be.
    #[test]
    fn the_rest_always_fits_or_only_the_read_back_is_left(
        doings in prop::collection::vec((0..5_usize, 0..5_i32, 1..400_i64), 0..40)
    ) {
        let mut clock = clock();
        let mut now = 0;
        clock.start(at(0));
        for (place, extend, seconds) in doings {
            let until = now + seconds;
            watch(&mut clock, now, until);
            now = until;
            match extend {
                0 => clock.enter(place, at(now)),
                1 => clock.extend(1, at(now)),
                2 => clock.extend(-1, at(now)),
                3 => { clock.pause(at(now)); clock.start(at(now)); }
                _ => {}
            }
            let read_back = clock.slots[4];
            if clock.at < 4 {
                prop_assert!(read_back.given >= 180, "{clock:?}");
            }
            prop_assert_eq!(clock.spent(), now);
            let rest: i64 = clock.slots.iter().skip(clock.at + 1)
                .filter(|slot| !slot.step.is_protected())
                .map(|slot| slot.left().max(0)).sum();
            let free = clock.planned() - clock.spent() - clock.left().max(0);
            prop_assert!(rest <= free.max(0), "{rest} of {free} in {clock:?}");
        }
    }
}

#[test]
fn a_clock_remembers_when_it_was_started_first() {
    let mut clock = clock();
    assert_eq!(clock.started, None);
    clock.start(at(5));
    clock.pause(at(60));
    clock.start(at(120));
    clock.follow(
        "other".into(),
        &[Planned {
            step: S::Map,
            minutes: 5,
        }],
    );
    assert_eq!(clock.started, Some(at(5)));
}

#[test]
fn a_step_never_gets_less_than_it_took() {
    let mut clock = clock();
    clock.start(ten());
    watch(&mut clock, 0, 120);
    clock.extend(-2, at(120));
    assert_eq!(clock.slots[0].given, 120, "two of three minutes are gone");
    assert_eq!(clock.left(), 0);
}

#[test]
fn the_buffer_is_no_time_that_the_team_was_given_to_spend() {
    let mut clock = clock();
    clock.start(ten());
    clock.enter(3, ten());
    let before = clock.behind();
    clock.enter(4, ten());
    assert_eq!(clock.behind(), before, "nothing was won by the buffer");
}
