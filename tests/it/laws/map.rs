//! Whatever is done to the map, it can be taken back and read again; and merging loses neither a threat nor a flow.

use proptest::prelude::*;
use threatboard::domain::{
    Edit, ElementKind, FlowId, FourQuestion, History, ItemId, MapField, Named, New, Place, Route,
    Session, SessionField, SessionKind, Swept, Text, ThreatId, ZoneLine,
};

use super::reads_back;
use crate::support::ten;

/// What is done, and to what.
type Dice = (u8, usize, usize, usize);

fn named(n: usize) -> Named {
    let kinds = [None, None, None, Some(ElementKind::DataStore)];
    Named {
        name: Text::new(["web", "api", "db", "log", "core", "mail"][n % 6]),
        kind: kinds[n / 6 % 4],
        unknown: n.is_multiple_of(11),
    }
}

fn zone(n: usize) -> Text {
    Text::new(["core", "cloud", "core in cloud", "dmz", "dmz in core"][n % 5])
}

fn pick<T: Copy>(all: &[T], n: usize) -> Option<T> {
    all.get(n % all.len().max(1)).copied()
}

fn ids(s: &Session) -> [Vec<ItemId>; 3] {
    [
        s.elements.iter().map(|e| e.id.into()).collect(),
        s.flows.iter().map(|f| f.id.into()).collect(),
        s.zones.iter().map(|z| z.id.into()).collect(),
    ]
}

fn edit(s: &Session, (what, a, b, c): Dice) -> Option<Edit> {
    let all = ids(s);
    let any = pick(&all.concat(), a)?;
    let two = |list: &[ItemId]| Some((pick(list, a)?, pick(list, b)?));
    let [elements, flows, zones] = all;
    let element = |id| match id {
        Some(ItemId::Element(id)) => Some(id),
        _ => None,
    };
    let map = |field| Some(Edit::Set(any, threatboard::domain::Field::Map(field)));
    let text = Text::new(["", "x", "y"][c % 3]);
    match what % 16 {
        0 => Some(Edit::Add(New::Into(named(a), vec![named(b), named(c)]))),
        1 => Some(Edit::Delete(any)),
        2 => {
            let (from, into) = two(&elements)?;
            Some(Edit::Merge(from, into))
        }
        3 => {
            let (from, into) = two(&flows)?;
            Some(Edit::Merge(from, into))
        }
        4 => {
            let (from, into) = two(&zones)?;
            Some(Edit::Merge(from, into))
        }
        5 => map(MapField::Zone(match pick(&zones, b) {
            Some(ItemId::Zone(id)) if c % 4 > 0 => Some(id),
            _ => None,
        })),
        6 => map(MapField::Within(
            element(pick(&elements, b)).filter(|_| c % 4 > 0),
        )),
        7 => map(MapField::Note(text)),
        8 => map(MapField::OutOfScope((c % 2 > 0).then_some(text))),
        9 => map(MapField::Data(text)),
        10 => map(MapField::Protocol(text)),
        11 => {
            let Some(ItemId::Flow(flow)) = pick(&flows, a) else {
                return None;
            };
            let route = Route {
                from: (c % 2 > 0).then(|| named(b)),
                to: (c % 3 > 0).then(|| named(c)),
                data: (c % 5 > 0).then_some(text),
            };
            Some(Edit::Reroute(flow, route))
        }
        12 => {
            let place = Place::of(any)?;
            let asked = threatboard::domain::Asked::Accidents;
            Some(Edit::Session(SessionField::Sweep(
                Swept { place, asked },
                c % 2 > 0,
            )))
        }
        13 => Some(Edit::Within(
            element(pick(&elements, b))?,
            Box::new(Edit::Add(New::Element {
                name: named(c).name,
                kind: None,
                unknown: false,
            })),
        )),
        _ => Some(Edit::Add(New::ZoneLine(ZoneLine {
            head: zone(a),
            is_one_name: a.is_multiple_of(7),
            inside: vec![named(b), named(c)].into_iter().take(c % 3).collect(),
        }))),
    }
}

/// A map with flows, and a threat on each element and flow.
fn begun(flows: &[(usize, usize, usize)]) -> Session {
    let title = "Refunds".into();
    let mut s = Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, ten());
    for (from, to, data) in flows {
        let new = New::Flow {
            from: named(*from).name,
            to: named(*to).name,
            data: Text::new(["", "x", "y"][data % 3]),
        };
        s.apply(&Edit::Add(new), ten()).unwrap();
    }
    for id in ids(&s).concat() {
        let new = New::threat(format!("What can go wrong at {id}"), FourQuestion::GoWrong);
        let threat = s.apply(&Edit::Add(new), ten()).unwrap().focus.unwrap();
        s.apply(&Edit::Link(threat, id), ten()).unwrap();
    }
    s
}

fn flow_now(s: &Session, id: FlowId) -> Option<FlowId> {
    s.flow(id).map(|flow| flow.id)
}

/// Every threat and flow of before is here, on what its places and ends are now.
fn is_kept(before: &Session, after: &Session) -> Result<(), TestCaseError> {
    let lead = |id: ItemId| after.leads_to(id);
    for flow in &before.flows {
        let now = after.flow(flow.id);
        prop_assert!(now.is_some(), "{} is gone", flow.id);
        let now = now.unwrap();
        prop_assert_eq!(lead(flow.from.into()), Some(now.from.into()));
        prop_assert_eq!(lead(flow.to.into()), Some(now.to.into()));
    }
    prop_assert_eq!(before.threats.len(), after.threats.len());
    for threat in &before.threats {
        let now = after.threat(ThreatId(threat.id.0)).unwrap();
        for place in &threat.places {
            let led = match *place {
                Place::Element(id) => after.element(id).map(|e| Place::Element(e.id)),
                Place::Flow(id) => flow_now(after, id).map(Place::Flow),
                Place::Whole => Some(Place::Whole),
            };
            prop_assert!(
                led.is_some_and(|led| now.places.contains(&led)),
                "{}",
                threat.id
            );
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn what_is_done_to_the_map_is_read_again_and_taken_back(
        flows in prop::collection::vec((0..6_usize, 0..6_usize, 0..3_usize), 1..8),
        dice in prop::collection::vec((any::<u8>(), 0..60_usize, 0..60_usize, 0..60_usize), 1..24),
    ) {
        let mut s = begun(&flows);
        for dice in dice {
            let Some(edit) = edit(&s, dice) else { continue };
            let before = s.clone();
            let mut history = History::default();
            match history.apply(&mut s, &edit, ten()) {
                Ok(change) => prop_assert!(!change.says.is_empty(), "{:?}", edit),
                Err(refusal) => {
                    prop_assert!(refusal.to_string().ends_with(['.', '`']), "{}", refusal);
                    prop_assert_eq!(&s, &before);
                }
            }
            if let Err(invalid) = s.validate() {
                return Err(TestCaseError::fail(format!("{edit:?}: {invalid}")));
            }
            if let Edit::Merge(..) = edit {
                is_kept(&before, &s)?;
            }
            let mut undone = s.clone();
            history.undo(&mut undone);
            undone.counters = before.counters;
            prop_assert_eq!(&undone, &before, "{:?}", edit);
            history.redo(&mut undone);
            undone.counters = s.counters;
            prop_assert_eq!(&undone, &s, "{:?}", edit);
        }
        reads_back(&s)?;
    }
}
