//! Zones in zones and elements on the maps of elements, through changes that know nothing of them.

use super::fields::made;
use super::*;
use crate::domain::{ElementId, History, ZoneId};

fn zone(name: &str, parts: &[&str]) -> Edit {
    let parts = parts.iter().copied().map(Text::from).collect();
    Edit::Add(New::Zone(name.into(), parts))
}

/// db in cloud, api in core, core in cloud; parser and cache on the map of api, cache in vault.
fn nested() -> Session {
    let mut session = made(vec![
        zone("cloud", &["db"]),
        zone("core", &["api"]),
        zone("vault", &["cache"]),
        flow("api", "parser"),
    ]);
    session.zones[1].parent = Some(ZoneId(1));
    session.elements[2].within = Some(ElementId(2));
    session.elements[3].within = Some(ElementId(2));
    session.validate().unwrap();
    session
}

fn lies(session: &Session) -> String {
    let parts = session.elements.iter().map(|e| {
        let zone = e.zone.map_or("-".to_owned(), |zone| zone.to_string());
        let level = e.within.map_or("-".to_owned(), |part| part.to_string());
        format!("{} {zone} {level}", e.name)
    });
    parts.collect::<Vec<_>>().join("; ")
}

#[test]
fn what_lies_in_a_deleted_zone_or_element_stays_where_that_lay() {
    let mut session = nested();
    let (before, mut history) = (session.clone(), History::default());
    let all = "db Z1 -; api Z2 -; cache Z3 E2; parser - E2";
    assert_eq!(lies(&session), all);
    let delete = |session: &mut Session, history: &mut History, what: &str| {
        let edit = Edit::Delete(id(what));
        history.apply(session, &edit, at_ten()).unwrap();
        session.validate().unwrap();
    };
    delete(&mut session, &mut history, "Z2");
    assert_eq!(
        lies(&session),
        "db Z1 -; api Z1 -; cache Z3 E2; parser - E2"
    );
    delete(&mut session, &mut history, "E2");
    assert_eq!(lies(&session), "db Z1 -; cache Z3 -; parser Z1 -");
    delete(&mut session, &mut history, "Z1");
    assert_eq!(lies(&session), "db - -; cache Z3 -; parser - -");
    for _ in 0..3 {
        history.undo(&mut session).unwrap();
    }
    assert_eq!(session, before);
}

#[test]
fn what_is_adopted_lies_as_it_did_and_in_zones_that_are_here() {
    let mut session = made(vec![zone("Cloud", &["queue"]), zone("office", &["desk"])]);
    let from = nested();
    session
        .apply(&Edit::Adopt(Box::new(from)), at_ten())
        .unwrap();
    session.validate().unwrap();
    assert_eq!(
        lies(&session),
        "queue Z1 -; desk Z2 -; db Z1 -; api Z3 -; cache Z4 E4; parser - E4"
    );
    assert_eq!(session.zones[2].parent, Some(ZoneId(1)), "core, in Cloud");
}
