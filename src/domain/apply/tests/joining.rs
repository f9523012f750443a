//! Making one of two elements, flows or zones, and what is said before something of the map is deleted.

use super::fields::{made, merge};
use super::*;
use crate::domain::{
    Asked, ElementId, ElementKind, Field, FlowId, History, MapField, Place, SessionField, Swept,
};

fn on(text: &str, place: &str) -> Edit {
    Edit::Add(New::Threat(NewThreat {
        places: vec![Place::of(id(place)).unwrap()],
        ..match New::threat(text, FourQuestion::GoWrong) {
            New::Threat(new) => new,
            _ => unreachable!(),
        }
    }))
}

fn sends(from: &str, to: &str, data: &str) -> Edit {
    Edit::Add(New::Flow {
        from: from.into(),
        to: to.into(),
        data: data.into(),
    })
}

fn zone(name: &str, parts: &[&str]) -> Edit {
    let parts = parts.iter().copied().map(Text::from).collect();
    Edit::Add(New::Zone(name.into(), parts))
}

fn set(item: &str, field: MapField) -> Edit {
    Edit::Set(id(item), Field::Map(field))
}

fn ask(about: &str) -> Edit {
    Edit::Add(New::Question {
        text: "Which of them?".into(),
        about: vec![id(about)],
        speaker: None,
        owner: None,
    })
}

/// web and portal are the same: both get the same from the customer, one tells the other, and both are looked at.
fn twins() -> Session {
    let swept = |place| {
        let asked = Asked::Accidents;
        Edit::Session(SessionField::Sweep(Swept { place, asked }, true))
    };
    made(vec![
        sends("customer", "web", "card"),
        sends("customer", "portal", "Card"),
        sends("portal", "web", "state"),
        sends("portal", "db", "rows"),
        zone("dmz", &["web"]),
        zone("core", &["portal"]),
        on("a", "E2"),
        on("b", "E3"),
        on("c", "F2"),
        on("d", "F3"),
        ask("E3"),
        ask("F2"),
        set("F2", MapField::Protocol("https".into())),
        set("E3", MapField::Note("Runs twice".into())),
        Edit::Set(id("E3"), Field::ElementOwner(Some("Ana".into()))),
        Edit::Set(id("E3"), Field::ElementKind(ElementKind::DataStore)),
        swept(Place::Element(ElementId(2))),
        swept(Place::Element(ElementId(3))),
        swept(Place::Flow(FlowId(2))),
        Edit::Set(id("E3"), Field::ElementOwner(Some("Ana".into()))),
    ])
}

#[test]
fn of_two_elements_one_keeps_all_flows_threats_and_questions() {
    let mut session = twins();
    let (before, mut history) = (session.clone(), History::default());
    let change = history
        .apply(&mut session, &merge("E3", "E2"), at_ten())
        .unwrap();
    session.validate().unwrap();
    assert_eq!(
        change.says,
        "E3 portal merged into E2 web; F3 is now a flow to itself; F2 merged into F1. \
         Not kept: that it is a data store, the zone core"
    );
    assert_eq!(change.focus, Some(id("E2")));
    let flows: Vec<String> = session
        .flows
        .iter()
        .map(|f| format!("{} {}", f.id, session.words_of(f.id.into()).unwrap()))
        .collect();
    assert_eq!(
        flows,
        [
            "F1 customer -> web : card",
            "F3 web -> web : state",
            "F4 web -> db : rows"
        ]
    );
    assert_eq!(session.flows[0].protocol.as_str(), "https");
    let places: Vec<String> = session
        .threats
        .iter()
        .map(|t| {
            t.places
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    assert_eq!(places, ["E2", "E2", "F1", "F3"]);
    let about: Vec<_> = session.questions.iter().map(|q| q.about.clone()).collect();
    assert_eq!(about, [[id("E2")], [id("F1")]]);
    let swept: Vec<String> = session.swept.iter().map(|s| s.place.to_string()).collect();
    assert_eq!(swept, ["E2", "F1"], "each once");
    let web = session.element(ElementId(2)).unwrap();
    assert_eq!(web.owner.as_deref(), Some("Ana"));
    assert_eq!(web.note.as_str(), "Runs twice");
    assert_eq!(web.zone, Some("Z1".parse().unwrap()));
    assert_eq!(web.kind, ElementKind::Process);
    // The old ids lead to what they are now.
    assert_eq!(session.leads_to(id("E3")), Some(id("E2")));
    assert_eq!(session.leads_to(id("F2")), Some(id("F1")));
    assert_eq!(
        session.element(ElementId(3)).map(|e| e.id),
        Some(ElementId(2))
    );
    let gone = session
        .apply(&Edit::Delete(id("E3")), at_ten())
        .unwrap_err();
    assert_eq!(gone.to_string(), "E3 was merged: it is E2 now.");
    history.undo(&mut session).unwrap();
    assert_eq!(session, before);
}

#[test]
fn who_looks_at_one_of_two_merged_elements_looks_at_both() {
    let reason = |why: &str| MapField::OutOfScope(Some(why.into()));
    let mut session = made(vec![
        sends("a", "b", ""),
        sends("c", "d", ""),
        set("E1", reason("not ours")),
        set("E1", MapField::Unknown(true)),
        set("E2", MapField::Note("One".into())),
        set("E1", MapField::Note("Two".into())),
        set("E3", reason("later")),
        set("E4", reason("never")),
    ]);
    let says = |session: &mut Session, edit| session.apply(&edit, at_ten()).unwrap().says;
    assert_eq!(
        says(&mut session, merge("E1", "E2")),
        "E1 a merged into E2 b; F1 is now a flow to itself. Not kept: out of scope: not ours"
    );
    let both = session.element(ElementId(2)).unwrap().clone();
    assert_eq!((both.out_of_scope, both.unknown), (None, false));
    assert_eq!(both.note.as_str(), "One; Two");
    assert_eq!(
        says(&mut session, merge("E3", "E4")),
        "E3 c merged into E4 d; F2 is now a flow to itself"
    );
    let both = session.element(ElementId(4)).unwrap();
    assert_eq!(both.out_of_scope.as_deref(), Some("never"));
}

#[test]
fn an_element_on_the_map_of_the_other_ends_up_where_that_was() {
    let mut session = made(vec![zone("core", &["api", "parser", "rules", "words"])]);
    session.elements[1].within = Some(ElementId(1));
    session.elements[2].within = Some(ElementId(2));
    session.elements[3].within = Some(ElementId(1));
    session.apply(&merge("E1", "E3"), at_ten()).unwrap();
    session.validate().unwrap();
    let lies = |name: &str| {
        let element = session.elements.iter().find(|e| e.name.as_str() == name);
        element.unwrap().within
    };
    assert_eq!(lies("rules"), None);
    assert_eq!(lies("parser"), Some(ElementId(3)));
    assert_eq!(lies("words"), Some(ElementId(3)));
}

#[test]
fn two_zones_become_one_with_all_that_lies_in_them() {
    let mut session = made(vec![
        zone("cloud", &["db"]),
        zone("core", &["api"]),
        zone("Core net", &["web"]),
        set("Z2", MapField::Zone(Some("Z1".parse().unwrap()))),
        set("Z3", MapField::Zone(Some("Z2".parse().unwrap()))),
        ask("Z2"),
    ]);
    let change = session.apply(&merge("Z2", "Z3"), at_ten()).unwrap();
    session.validate().unwrap();
    assert_eq!(change.says, "Z2 core merged into Z3 Core net");
    let zones: Vec<_> = session.elements.iter().map(|e| e.zone.unwrap().0).collect();
    assert_eq!(zones, [1, 3, 3]);
    assert_eq!(session.zones[1].parent, Some("Z1".parse().unwrap()));
    assert_eq!(session.questions[0].about, [id("Z3")]);
    let refused = session.apply(&merge("Z1", "E1"), at_ten()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Z1 and E1 cannot be merged. Only two of the same kind can: threats, mitigations, questions, elements, flows, zones, assets or business risks."
    );
}

#[test]
fn a_flow_is_led_elsewhere_and_keeps_what_hangs_on_it() {
    use crate::domain::{Named, Route};
    let mut session = made(vec![
        sends("web", "api", "order"),
        sends("web", "db", "order"),
        on("Order read", "F1"),
        ask("F1"),
    ]);
    let mut reroute = |from: Option<&str>, to: Option<&str>, data: Option<&str>| {
        let named = |name: &str| Named::plain(name.into());
        let route = Route {
            from: from.map(named),
            to: to.map(named),
            data: data.map(Text::from),
        };
        let change = session.apply(&Edit::Reroute(FlowId(1), route), at_ten());
        session.validate().unwrap();
        let words = session.words_of(id("F1")).unwrap();
        let says = match change {
            Ok(change) => change.says,
            Err(refusal) => refusal.to_string(),
        };
        (says, words)
    };
    let told = |says: &str, words: &str| (says.to_owned(), words.to_owned());
    assert_eq!(
        reroute(None, Some("queue"), None),
        told("F1 is now web -> queue; E4 added", "web -> queue : order")
    );
    assert_eq!(
        reroute(Some("API"), Some("Web"), Some("receipt")),
        told("F1 is now api -> web", "api -> web : receipt")
    );
    assert_eq!(
        reroute(Some("web"), Some("db"), Some("Order")),
        told(
            "F2 already says this. Merge F1 into it if they are the same.",
            "api -> web : receipt"
        )
    );
    assert_eq!(
        reroute(None, None, None),
        told("F1 already says this", "api -> web : receipt")
    );
    assert_eq!(session.threats_at(id("F1")).count(), 1);
    assert_eq!(session.questions_about(id("F1")).count(), 1);
}

#[test]
fn fields_of_the_map_say_what_they_are_now() {
    let mut session = made(vec![
        sends("web", "api", ""),
        zone("core", &["api"]),
        zone("dmz", &[]),
    ]);
    let zone = |id: &str| MapField::Zone(Some(id.parse().unwrap()));
    let says = [
        ("E1", zone("Z1"), "web is now in core"),
        ("E1", zone("Z1"), "web is already in core"),
        ("E1", zone("Z2"), "web moved from core to dmz"),
        ("E1", MapField::Zone(None), "web is no longer in dmz"),
        ("E1", MapField::Zone(None), "web is in no zone"),
        ("E1", zone("Z9"), "There is no Z9 in this session."),
        ("Z1", zone("Z2"), "core is now in dmz"),
        ("Z1", zone("Z2"), "core is already in dmz"),
        (
            "Z2",
            zone("Z1"),
            "dmz cannot lie in core, because core is in dmz.",
        ),
        ("Z1", MapField::Zone(None), "core is no longer in dmz"),
        (
            "E2",
            MapField::Within(Some(ElementId(1))),
            "api moved from the map of the system to the map of web",
        ),
        (
            "E2",
            MapField::Within(Some(ElementId(1))),
            "api is already on the map of web",
        ),
        (
            "E1",
            MapField::Within(Some(ElementId(2))),
            "web cannot stand on the map of api, which is itself on the map of web.",
        ),
        (
            "E2",
            MapField::Within(None),
            "api moved from the map of web to the map of the system",
        ),
        ("E1", MapField::Note("Two of them".into()), "E1: note saved"),
        ("E1", MapField::Note("".into()), "E1: no note"),
        (
            "E1",
            MapField::OutOfScope(Some("".into())),
            "Give the reason why web is out of scope.",
        ),
        (
            "E1",
            MapField::OutOfScope(Some("not ours".into())),
            "web is out of scope: not ours",
        ),
        ("E1", MapField::OutOfScope(None), "web is in scope"),
        ("E1", MapField::Unknown(true), "web is marked as unknown"),
        ("E1", MapField::Unknown(false), "web is known"),
        ("F1", MapField::Data("card".into()), "F1 carries card"),
        ("F1", MapField::Data("".into()), "F1: no data"),
        (
            "F1",
            MapField::Protocol("https".into()),
            "F1: protocol https",
        ),
        ("F1", MapField::Protocol("".into()), "F1: no protocol"),
        ("F1", MapField::Note("x".into()), "F1 has no such field."),
        ("E1", MapField::Data("x".into()), "E1 has no such field."),
        ("Z1", MapField::Within(None), "Z1 has no such field."),
    ];
    for (item, field, says) in says {
        let change = session.apply(&set(item, field), at_ten());
        session.validate().unwrap();
        let said = change.map_or_else(|refusal| refusal.to_string(), |change| change.says);
        assert_eq!(said, says);
    }
    let rename = |item: &str, name: &str| Edit::Set(id(item), Field::Text(name.into()));
    for (item, name, says) in [
        (
            "E1",
            "API",
            "E2 already has that name. Merge E1 into it if they are the same.",
        ),
        (
            "Z2",
            "Core",
            "Z1 already has that name. Merge Z2 into it if they are the same.",
        ),
    ] {
        let refused = session.apply(&rename(item, name), at_ten()).unwrap_err();
        assert_eq!(refused.to_string(), says);
    }
    session.apply(&rename("E1", "Web"), at_ten()).unwrap();
}

#[test]
fn a_threat_that_keeps_a_place_does_not_lose_it() {
    let mut session = made(vec![
        flow("web", "api"),
        flow("api", "db"),
        threat("Replayed"),
    ]);
    for place in ["E1", "E3"] {
        session
            .apply(&Edit::Link(id("T1"), id(place)), at_ten())
            .unwrap();
    }
    assert_eq!(
        session.goes_with(id("E3")),
        "E3 db takes 1 flow with it (F2 api -> db); T1 is no longer at db"
    );
    session
        .apply(&Edit::Link(id("T1"), id("F1")), at_ten())
        .unwrap();
    assert_eq!(
        session.goes_with(id("E1")),
        "E1 web takes 1 flow with it (F1 web -> api); T1 is no longer at web and web -> api"
    );
    session.apply(&Edit::Delete(id("E3")), at_ten()).unwrap();
    assert_eq!(
        session.goes_with(id("E1")),
        "E1 web takes 1 flow with it (F1 web -> api); T1 loses its place"
    );
}

#[test]
fn before_something_is_deleted_it_is_said_what_goes_with_it() {
    let mut session = twins();
    session.elements[1].within = Some(ElementId(3));
    let goes = |what: &str| session.goes_with(id(what));
    assert_eq!(
        goes("E3"),
        "E3 portal takes 3 flows with it (F2 customer -> portal, F3 portal -> web, F4 portal -> db); \
         web (E2) moves to the map of the system; \
         T2, T3 and T4 lose their place; Q1 and Q2 lose their link"
    );
    assert_eq!(goes("E4"), "E4 db takes 1 flow with it (F4 portal -> db)");
    assert_eq!(goes("F3"), "F3 portal -> web : state: T4 loses its place");
    assert_eq!(goes("F4"), "");
    assert_eq!(goes("Z1"), "Z1 dmz: web (E2) moves to no zone");
    assert_eq!(goes("T1"), "");
    session.zones[0].parent = Some("Z2".parse().unwrap());
    assert_eq!(
        session.goes_with(id("Z1")),
        "Z1 dmz: web (E2) moves to core"
    );
    assert_eq!(
        session.goes_with(id("Z2")),
        "Z2 core: dmz (Z1) and portal (E3) move to no zone"
    );
}
