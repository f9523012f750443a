//! Lines of the map as they are typed one after the other: what is said of each, and the map that they make.

use super::map;
use crate::domain::{Edit, Element, Field, History, MapField, New, Session, SessionKind, Stamp};

fn at() -> Stamp {
    Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
}

fn begun() -> Session {
    let title = "Refunds".into();
    Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, at())
}

/// What is said of the line; undoing it must give back what was there.
fn typed(session: &mut Session, line: &str) -> String {
    let before = session.clone();
    let mut history = History::default();
    let made = map(line).and_then(|edit| {
        let change = history.apply(session, &edit, at());
        change.map_err(|refusal| refusal.to_string())
    });
    session.validate().unwrap();
    let mut undone = session.clone();
    if history.undo(&mut undone).is_none() {
        assert_eq!(undone, before, "{line}");
    }
    undone.counters = before.counters;
    assert_eq!(undone, before, "{line}");
    match made {
        Ok(change) => change.says,
        Err(says) => says,
    }
}

/// The map: zones with what lies in them, then elements in no zone; the map of an element in brackets behind it.
fn drawn(session: &Session) -> String {
    let zones = session.zones.iter().map(|zone| {
        let around = zone.parent.and_then(|id| session.words_of(id.into()));
        let around = around.map(|around| format!("<{around}"));
        let inside = session.elements.iter().filter(|e| e.zone == Some(zone.id));
        format!(
            "{}{}: {}",
            zone.name,
            around.unwrap_or_default(),
            names(session, inside)
        )
    });
    let free = session.elements.iter().filter(|e| e.zone.is_none());
    let free = Some(names(session, free)).filter(|names| !names.is_empty());
    zones.chain(free).collect::<Vec<_>>().join(" | ")
}

fn names<'a>(session: &Session, elements: impl Iterator<Item = &'a Element>) -> String {
    let name = |e: &Element| match e.within {
        Some(host) => format!("{}({})", e.name, session.element_name(host)),
        None => e.name.to_string(),
    };
    elements.map(name).collect::<Vec<_>>().join(" ")
}

/// Each line with what is said of it, then the map.
fn meeting(lines: &[(&str, &str)], map: &str) {
    let mut session = begun();
    for (line, says) in lines {
        assert_eq!(typed(&mut session, line), *says, "{line}");
    }
    assert_eq!(drawn(&session), map);
}

#[test]
fn zones_nest_by_in_and_by_naming_a_zone_inside() {
    meeting(
        &[
            ("zone cloud: db", "cloud contains 1 element"),
            (
                "zone core in cloud: api, ledger",
                "core contains 2 elements; core is now in cloud",
            ),
            ("zone vault: keys", "vault contains 1 element"),
            ("zone core: vault", "vault is now in core"),
            ("zone VAULT in Cloud:", "vault moved from core to cloud"),
            ("zone lab in core:", "lab is now in core"),
            (
                "zone core: vault, hsm",
                "core contains 1 element; vault moved from cloud to core",
            ),
        ],
        "cloud: db | core<cloud: api ledger hsm | vault<core: keys | lab<core: ",
    );
}

#[test]
fn a_zone_is_never_made_an_element_by_its_name() {
    meeting(
        &[
            ("zone core: api", "core contains 1 element"),
            ("zone cloud: core", "core is now in cloud"),
            ("zone cloud: core", "Already there: Z2"),
            ("zone cloud: core, api", "api moved from core to cloud"),
        ],
        "core<cloud:  | cloud: api",
    );
    // The brackets say that an element is meant.
    meeting(
        &[
            ("zone core: api", "core contains 1 element"),
            ("zone cloud: [core]", "cloud contains 1 element"),
            (
                "zone cloud: core",
                "core is a zone (Z1) and an element (E2). Write `zone cloud: [core]` for the element, or `zone core in cloud:` for the zone.",
            ),
            ("zone core in cloud:", "core is now in cloud"),
            ("zone core: core", "core moved from cloud to core"),
        ],
        "core<cloud: api core | cloud: ",
    );
    meeting(
        &[
            ("zone core: core", "core contains 1 element"),
            ("zone core: core", "Already there: Z1"),
        ],
        "core: core",
    );
}

#[test]
fn what_would_lie_in_itself_is_refused() {
    meeting(
        &[
            ("zone cloud: db", "cloud contains 1 element"),
            (
                "zone core in cloud: api",
                "core contains 1 element; core is now in cloud",
            ),
            (
                "zone vault in core: keys",
                "vault contains 1 element; vault is now in core",
            ),
            (
                "zone vault: cloud",
                "cloud cannot lie in vault, because vault is in cloud.",
            ),
            (
                "zone cloud in core:",
                "cloud cannot lie in core, because core is in cloud.",
            ),
            ("zone core in core:", "core cannot lie in itself."),
            (
                "zone core: core",
                "core is a zone and cannot lie in itself. Write `zone core: [core]` for an element of that name.",
            ),
            ("into api: parser", "The map of api contains 1 element"),
            (
                "into parser: api",
                "api cannot stand on the map of parser, which is itself on the map of api.",
            ),
            ("into api: api", "api cannot stand on its own map."),
        ],
        "cloud: db | core<cloud: api | vault<core: keys | parser(api)",
    );
}

#[test]
fn in_nests_also_where_the_outer_zone_is_new_and_says_how_to_type_one_name() {
    meeting(
        &[
            (
                "zone built in house: web",
                "built contains 1 element; built is now in house, a new zone; `zone [built in house]` is one name",
            ),
            ("zone built in house: web", "Already there: Z1"),
            ("zone house: api", "house contains 1 element"),
            (
                "zone lab in house: db",
                "lab contains 1 element; lab is now in house",
            ),
            (
                "zone house in city: gate",
                "house contains 1 element; house is now in city, a new zone",
            ),
        ],
        "built<house: web | house<city: api gate | lab<house: db | city: ",
    );
    meeting(
        &[
            (
                "zone core in cloud:",
                "core is now in cloud, a new zone; `zone [core in cloud]` is one name",
            ),
            (
                "zone core in lab: x",
                "core contains 1 element; core moved from cloud to lab, a new zone",
            ),
        ],
        "core<lab: x | cloud:  | lab: ",
    );
}

#[test]
fn a_zone_that_people_have_seen_keeps_its_name() {
    meeting(
        &[
            ("zone [made in dmz]: shop", "made in dmz contains 1 element"),
            ("zone dmz: web", "dmz contains 1 element"),
            ("zone made in dmz: desk", "made in dmz contains 1 element"),
        ],
        "made in dmz: shop desk | dmz: web",
    );
    // So does one of another tool's model.
    let mut session = begun();
    let new = New::Zone("Web in DMZ".into(), vec!["shop".into()]);
    session.apply(&Edit::Add(new), at()).unwrap();
    assert_eq!(
        typed(&mut session, "zone DMZ: web"),
        "DMZ contains 1 element"
    );
    assert_eq!(drawn(&session), "Web in DMZ: shop | DMZ: web");
}

#[test]
fn of_names_with_in_the_longest_that_is_known_counts() {
    meeting(
        &[
            ("zone house: a", "house contains 1 element"),
            (
                "zone [built in house]: b",
                "built in house contains 1 element",
            ),
            (
                "zone core in built in house: c",
                "core contains 1 element; core is now in built in house",
            ),
        ],
        "house: a | built in house: b | core<built in house: c",
    );
}

#[test]
fn a_flow_is_the_same_however_it_is_said() {
    let mut session = begun();
    for line in ["web -> api : order", "web -> api : refund"] {
        session.apply(&map(line).unwrap(), at()).unwrap();
    }
    assert_eq!(
        typed(&mut session, "Web -> API : Order"),
        "Already there: F1"
    );
    for field in [
        Field::Text("Order".into()),
        Field::Map(MapField::Data("ORDER".into())),
    ] {
        let edit = Edit::Set("F2".parse().unwrap(), field);
        let refusal = session.apply(&edit, at()).unwrap_err().to_string();
        assert_eq!(
            refusal,
            "F1 already says this. Merge F2 into it if they are the same."
        );
    }
    assert_eq!(session.flows.len(), 2);
}

#[test]
fn moving_an_element_says_from_where() {
    meeting(
        &[
            ("zone dmz: web, proxy", "dmz contains 2 elements"),
            ("zone core: web", "web moved from dmz to core"),
            ("zone core: [web], db", "core contains 2 elements"),
            (
                "zone dmz: db, mail",
                "dmz contains 2 elements; db moved from core to dmz",
            ),
            (
                "zone core: db, proxy",
                "db moved from dmz to core; proxy moved from dmz to core",
            ),
            (
                "into web: parser, cache",
                "The map of web contains 2 elements",
            ),
            (
                "into db: cache",
                "cache moved from the map of web to the map of db",
            ),
            (
                "into web: proxy",
                "proxy moved from the map of the system to the map of web",
            ),
            (
                "into web: core",
                "core is a zone (Z2), and only elements stand on the map of an element. Write [core] for an element of that name.",
            ),
        ],
        "dmz: mail | core: web proxy(web) db | parser(web) cache(db)",
    );
}

#[test]
fn a_line_that_says_nothing_new_says_where_it_is() {
    meeting(
        &[
            ("(customer) -> web : card", "F1 added"),
            ("customer -> web : card", "Already there: F1"),
            ("customer -> web : name", "F2 added"),
            ("a -> b -> c", "2 flows added: F3 to F4"),
            ("a -> b -> c", "Already there: F3, F4"),
            ("web", "Already there: E2"),
            ("web, (customer)", "Already there: E2, E1"),
            ("{web}", "web is now a data store"),
            ("[customer] -> {web} : card", "customer is now a process"),
            ("?web -> mail", "F5 added; web is marked as unknown"),
            ("zone core: web", "core contains 1 element"),
            ("zone Core: Web", "Already there: Z1"),
            ("into web: rules", "The map of web contains 1 element"),
            ("into web: rules", "Already there: E2"),
        ],
        "core: web | customer a b c mail rules(web)",
    );
}
