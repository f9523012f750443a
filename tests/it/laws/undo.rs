//! Undo and redo touch what their change touched, whatever happened in the meeting meanwhile.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use threatboard::app::msg::Msg;
use threatboard::domain::{
    AgendaStep, Clock, Draft, Edit, History, ParticipantId, Planned, Session, SessionField,
    Sitting, Stays, Text, Turn,
};
use threatboard::keys::key::{Key, KeyCode};

use super::{Dice, Event, dice, event, happen, lunch, pick};
use crate::coming_back::left_open;
use crate::support::{Desk, room, ten};

/// Every field of a session by where it stands: `title`, `threats/T1/text`, `sittings/0/turn`. Numbers that were given
/// are left out: they stay.
type Fields = BTreeMap<String, Value>;

fn fields(session: &Session) -> Fields {
    let Value::Object(all) = serde_json::to_value(session).unwrap() else {
        panic!("a session is an object");
    };
    let mut out = Fields::new();
    for (name, value) in all {
        match value {
            _ if name == "counters" => {}
            Value::Array(list)
                if name == "sittings" || list.iter().any(|i| i.get("id").is_some()) =>
            {
                let mut order = Vec::new();
                for (place, item) in list.into_iter().enumerate() {
                    let Value::Object(item) = item else { continue };
                    let id = item.get("id").cloned();
                    let key = id.as_ref().and_then(Value::as_str).map(ToOwned::to_owned);
                    let key = key.unwrap_or_else(|| place.to_string());
                    order.push(Value::String(key.clone()));
                    for (field, value) in item {
                        out.insert(format!("{name}/{key}/{field}"), value);
                    }
                }
                out.insert(name, Value::Array(order));
            }
            value => {
                out.insert(name, value);
            }
        }
    }
    out
}

/// Where two sessions differ.
fn differ(a: &Fields, b: &Fields) -> BTreeSet<String> {
    let all = a.keys().chain(b.keys());
    all.filter(|key| a.get(*key) != b.get(*key))
        .cloned()
        .collect()
}

/// What happens in a random meeting.
#[derive(Clone, Debug)]
enum Happens {
    Change(Dice),
    /// A turn, a minute, a half-typed line, or the beginning of another meeting.
    Passes(Dice),
    Undo,
    Redo,
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        4 => dice().prop_map(Happens::Change),
        3 => dice().prop_map(Happens::Passes),
        2 => Just(Happens::Undo),
        1 => Just(Happens::Redo),
    ]
}

fn passes(roll: &Dice, s: &Session) -> Edit {
    let who = pick(&s.participants, roll.a).map(|p| p.id);
    Edit::Session(match roll.what % 7 {
        0..=2 => SessionField::Turns(
            who,
            s.participants
                .iter()
                .take(roll.b % 5)
                .map(|p| Turn {
                    who: p.id,
                    passed: roll.c.is_multiple_of(2),
                })
                .collect(),
        ),
        3 | 4 => {
            let steps =
                [AgendaStep::Round, AgendaStep::Sweep].map(|step| Planned { step, minutes: 5 });
            let mut clock = Clock::new("short".into(), &steps);
            clock.start(ten());
            clock.enter(roll.a % 2, ten());
            clock.look(ten() + chrono::TimeDelta::seconds(i64::try_from(roll.b % 100).unwrap()));
            SessionField::Clock(Box::new(clock))
        }
        5 => SessionField::Draft(roll.a.is_multiple_of(2).then(|| Draft {
            screen: Text::new("go_wrong"),
            bar: Text::new("threat"),
            about: None,
            text: Text::new(&roll.words),
            caret: 0,
            closed: roll.a.is_multiple_of(3),
            list: Text::new(&roll.words),
            pasted: vec![vec![Text::new(&roll.words)]; roll.b % 3],
        })),
        _ => SessionField::Begin,
    })
}

/// The fields that something which stays may touch. Hands go with the meeting in which they went up.
fn may_touch(stays: Stays, field: &str) -> bool {
    let last = field.rsplit('/').next().unwrap_or_default();
    let of_a_meeting = field.starts_with("sittings/");
    match stays {
        Stays::Turns => of_a_meeting && ["turn", "turns"].contains(&last),
        Stays::Clock => of_a_meeting && last == "clock",
        Stays::Draft => field == "draft",
        Stays::Attached => field.starts_with("attached_to"),
        Stays::Meeting => {
            field == "sittings" || ["started", "confidence", "time_well_spent"].contains(&last)
        }
        Stays::Numbers => false,
    }
}

/// A change that can be undone: how everything was before it, and after.
struct Done {
    before: Fields,
    after: Fields,
}

impl Done {
    /// Going from one side of this change to the other changed nothing but what the change had changed, and that to
    /// what it is on the other side.
    fn crossed(&self, from: &Fields, to: &Fields, other: &Fields) -> Result<(), TestCaseError> {
        let touched = differ(&self.before, &self.after);
        for field in differ(from, to) {
            // Who is deleted again may have got the turn since: `turns_stay` looks at it.
            let is_known = touched.contains(&field) || may_touch(Stays::Turns, &field);
            prop_assert!(is_known, "{} was not touched", field);
        }
        for field in &touched {
            // Who was deleted comes back into a round that went on: `turns_stay` looks at it.
            if may_touch(Stays::Turns, field) {
                continue;
            }
            prop_assert_eq!(to.get(field), other.get(field), "{}", field);
        }
        Ok(())
    }
}

/// The turns of everyone who is in both sessions are the same in both.
fn turns_stay(a: &Session, b: &Session) -> Result<(), TestCaseError> {
    let here = |session: &Session, who: ParticipantId| session.holds(who.into());
    for (one, other) in a.sittings.iter().zip(&b.sittings) {
        let turns = |sitting: &Sitting| {
            let mut turns = sitting.turns.clone();
            turns.retain(|turn| here(a, turn.who) && here(b, turn.who));
            turns
        };
        prop_assert_eq!(turns(one), turns(other));
        for (turn, now, session) in [(one.turn, other.turn, b), (other.turn, one.turn, a)] {
            prop_assert!(now == turn || turn.is_none_or(|who| !here(session, who)));
        }
    }
    Ok(())
}

/// Which time the clock of each meeting has counted.
fn minutes(sittings: &[Sitting]) -> Vec<Option<i64>> {
    let clocks = sittings.iter().map(|s| s.clock.as_ref());
    clocks.map(|clock| clock.map(Clock::spent)).collect()
}

/// How many changes can be taken back.
fn depth(history: &History, session: &Session) -> usize {
    let (mut history, mut session) = (history.clone(), session.clone());
    std::iter::from_fn(|| history.undo(&mut session)).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn undo_and_redo_touch_what_their_change_touched(
        start in select(vec![room(), left_open()]),
        all in prop::collection::vec(happens(), 0..60),
    ) {
        let opening = fields(&start);
        let mut session = start;
        let mut history = History::default();
        let (mut done, mut undone): (Vec<Done>, Vec<Done>) = (Vec::new(), Vec::new());
        let mut stayed = BTreeSet::new();
        for one in &all {
            let before = fields(&session);
            let counters = session.counters;
            let edit = match one {
                Happens::Change(roll) => roll.edit(&session),
                Happens::Passes(roll) => passes(roll, &session),
                Happens::Undo => {
                    let was = session.clone();
                    prop_assert_eq!(history.undo(&mut session).is_some(), !done.is_empty());
                    turns_stay(&was, &session)?;
                    if let Some(change) = done.pop() {
                        change.crossed(&before, &fields(&session), &change.before)?;
                        undone.push(change);
                    }
                    continue;
                }
                Happens::Redo => {
                    let was = session.clone();
                    prop_assert_eq!(history.redo(&mut session).is_some(), !undone.is_empty());
                    turns_stay(&was, &session)?;
                    if let Some(change) = undone.pop() {
                        change.crossed(&before, &fields(&session), &change.after)?;
                        done.push(change);
                    }
                    continue;
                }
            };
            // A meeting begins before anything else is changed: the hands of the one before are not in it.
            let first = done.is_empty() && undone.is_empty();
            if edit.stays() == Some(Stays::Meeting) && !first {
                continue;
            }
            let made = history.apply(&mut session, &edit, ten());
            let after = fields(&session);
            if let Err(invalid) = session.validate() {
                return Err(TestCaseError::fail(format!("{invalid} after {edit:?}")));
            }
            let touched = differ(&before, &after);
            if made.is_err() {
                prop_assert_eq!(&touched, &BTreeSet::new(), "{:?} was refused", edit);
                prop_assert_eq!(counters, session.counters);
            } else if let Some(stays) = edit.stays() {
                for field in &touched {
                    prop_assert!(may_touch(stays, field), "{:?} touches {}", edit, field);
                }
                stayed.extend(touched);
                let says: Vec<_> = history.stayed().to_vec();
                prop_assert!(before == after || says.contains(&stays), "{:?} in {:?}", stays, says);
            } else if !touched.is_empty() || depth(&history, &session) > done.len() {
                undone.clear();
                done.push(Done { before, after });
            }
        }
        // All the way back: the opening, but for what stays, and that is as it was.
        let (was, end) = (session.clone(), fields(&session));
        while history.undo(&mut session).is_some() {}
        turns_stay(&was, &session)?;
        let back = fields(&session);
        let turns_stayed = stayed.iter().any(|field| may_touch(Stays::Turns, field));
        for field in differ(&opening, &back) {
            let turns = turns_stayed && may_touch(Stays::Turns, &field);
            prop_assert!(turns || stayed.contains(&field), "{} is not as at the opening", field);
        }
        for field in differ(&end, &back) {
            let stays = [Stays::Clock, Stays::Draft];
            let stays = stays.iter().any(|stays| may_touch(*stays, &field));
            prop_assert!(!stays && field != "sittings", "{} was undone", field);
        }
    }

    #[test]
    fn no_key_takes_back_a_turn_a_minute_or_a_meeting(
        start in select(vec![room(), left_open()]),
        keys in prop::collection::vec(select(vec![
            "n", "2", "2", ".", ".", ".", ",", "<left>", "u", "u", "<ctrl-r>", "t«Token replayed»<enter><esc>",
            "s3", "d", "Wc", "Wi«Two were paid»<enter>", "7", "E", " ", "+",
        ]), 0..60),
    ) {
        let mut desk = Desk::with(start);
        for key in keys {
            let passed = |desk: &Desk| -> Vec<_> {
                let sittings = desk.session().sittings.iter();
                sittings.map(|s| (s.started, s.turn, s.turns.clone())).collect()
            };
            let before = (passed(&desk), minutes(&desk.session().sittings));
            desk.keys(key);
            if matches!(key, "u" | "<ctrl-r>") {
                prop_assert_eq!(passed(&desk), before.0);
                // Undo shows what it did, and the step of that screen has the time from here.
                prop_assert!(minutes(&desk.session().sittings) >= before.1);
            }
            desk.after(1);
        }
    }

    #[test]
    fn every_change_by_keys_is_undone_by_keys(
        start in select(vec![room(), lunch(), left_open()]),
        events in prop::collection::vec(event(), 0..80),
    ) {
        let mut desk = Desk::with(start.clone());
        for event in events.iter().filter(|event| !matches!(event, Event::Opened(_))) {
            happen(&mut desk, event);
        }
        if desk.app.session().is_none() {
            return Ok(()); // gone home: undo ends where the session is closed
        }
        // Out of everything, then back to the beginning.
        for _ in 0..10 {
            desk.tell(Msg::Key(Key::plain(KeyCode::Esc)));
        }
        desk.keys("2<esc>");
        let was = desk.session().clone();
        let end = was.sittings.clone();
        for _ in 0..200 {
            desk.tell(Msg::Key(Key::char('u')));
        }
        // Another meeting may have begun, and time and turns are not undone.
        let mut session = desk.session().clone();
        turns_stay(&was, &session)?;
        session.counters = start.counters;
        let sittings = std::mem::replace(&mut session.sittings, start.sittings.clone());
        prop_assert_eq!(&session, &start);
        prop_assert_eq!(minutes(&sittings), minutes(&end));
        let stays = end.iter().enumerate().map(|(place, end)| {
            let opening = start.sittings.get(place).cloned();
            let is = sittings.get(place);
            Sitting {
                clock: None,
                turn: is.and_then(|is| is.turn),
                turns: is.map(|is| is.turns.clone()).unwrap_or_default(),
                ..opening.unwrap_or_else(|| Sitting::begun(end.started))
            }
        });
        let stays: Vec<Sitting> = stays.collect();
        let sittings = sittings.into_iter().map(|s| Sitting { clock: None, ..s });
        prop_assert_eq!(sittings.collect::<Vec<_>>(), stays);
    }
}
