//! What a person sees on a drawn map.
mod budget;
mod laws;
mod readable;
mod reader;
mod squeezed;

use super::*;
use crate::domain::{
    Edit, ElementId, ElementKind, FlowId, FourQuestion, ItemId, Named, New, Place, Session,
    SessionKind, Stamp, Text, ZoneId, ZoneLine,
};
use reader::faults;

const USUAL: Window = Window {
    columns: 98,
    rows: 23,
};

/// One more flow from part to part.
fn send(sketch: &mut Sketch, from: usize, to: usize) {
    let label = u32::try_from(sketch.flows.len()).unwrap() + 1;
    sketch.flows.push(SketchFlow {
        id: FlowId(label),
        label,
        from,
        to,
        badge: String::new(),
        crosses: false,
    });
}

/// A sketch from lines as people type them: `(a) -> [b]`, `zone inner in outer: a, b`.
fn typed(lines: &[&str]) -> Sketch {
    let mut sketch = Sketch::default();
    for line in lines {
        if let Some(zone) = line.strip_prefix("zone ") {
            let (name, members) = zone.split_once(": ").unwrap();
            let (name, outer) = name.split_once(" in ").unwrap_or((name, ""));
            let parent = (!outer.is_empty()).then(|| zone_at(&mut sketch, outer));
            let at = zone_at(&mut sketch, name);
            sketch.zones[at].parent = parent;
            for member in members.split(", ").filter(|member| !member.is_empty()) {
                let part = part_at(&mut sketch, member);
                sketch.parts[part].zone = Some(at);
            }
        } else if let Some((from, to)) = line.split_once(" -> ") {
            let (from, to) = (part_at(&mut sketch, from), part_at(&mut sketch, to));
            send(&mut sketch, from, to);
        } else {
            part_at(&mut sketch, line);
        }
    }
    sketch
}

fn part_at(sketch: &mut Sketch, word: &str) -> usize {
    let kind = match word.chars().next() {
        Some('(') => ElementKind::ExternalEntity,
        Some('{') => ElementKind::DataStore,
        _ => ElementKind::Process,
    };
    let name = word.trim_matches(['(', ')', '[', ']', '{', '}']);
    if let Some(at) = sketch.parts.iter().position(|part| part.name == name) {
        return at;
    }
    let number = u32::try_from(sketch.parts.len()).unwrap() + 1;
    sketch.parts.push(Part {
        id: ElementId(number).into(),
        name: name.to_owned(),
        kind,
        zone: None,
        badge: String::new(),
        below: String::new(),
        stub: false,
    });
    sketch.parts.len() - 1
}

fn zone_at(sketch: &mut Sketch, name: &str) -> usize {
    if let Some(at) = sketch.zones.iter().position(|zone| zone.name == name) {
        return at;
    }
    sketch.zones.push(Zone {
        id: ZoneId(u32::try_from(sketch.zones.len()).unwrap() + 1),
        name: name.to_owned(),
        parent: None,
    });
    sketch.zones.len() - 1
}

fn searched(sketch: &Sketch, window: Window) -> Picture {
    let found = search(sketch, window, None, &mut || true);
    draw(sketch, &found, window, Signs::Lines)
}

fn quick(sketch: &Sketch, window: Window) -> Picture {
    draw(sketch, &place(sketch, window, None), window, Signs::Lines)
}

const SHOP: [&str; 9] = [
    "(customer) -> [web]",
    "[web] -> (customer)",
    "[web] -> {orders}",
    "[web] -> [payment service]",
    "[payment service] -> (bank)",
    "[web] -> [web]",
    "zone shop: web",
    "zone core in shop: orders, payment service",
    "zone outside: bank",
];

#[test]
fn a_shop_with_a_zone_in_a_zone_reads_as_it_was_typed() {
    let sketch = typed(&SHOP);
    let picture = searched(&sketch, USUAL);
    assert_eq!(faults(&sketch, &picture), [""; 0], "{}", picture.text());
    insta::assert_snapshot!(picture.text());
}

#[test]
fn ascii_has_no_other_character_and_the_same_shape() {
    let sketch = typed(&SHOP);
    let found = place(&sketch, USUAL, None);
    let ascii = draw(&sketch, &found, USUAL, Signs::Ascii);
    assert!(ascii.text().is_ascii(), "{}", ascii.text());
    let lines = draw(&sketch, &found, USUAL, Signs::Lines);
    assert_eq!(ascii.lines(), lines.lines());
    insta::assert_snapshot!(ascii.text());
}

#[test]
fn request_and_answer_share_a_line_with_their_numbers_at_its_ends() {
    let sketch = typed(&[
        "(a) -> [b]",
        "[b] -> (a)",
        "(a) -> [b]",
        "(a) -> [b]",
        "(a) -> [b]",
    ]);
    let picture = quick(&sketch, USUAL);
    let text = picture.text();
    assert_eq!(picture.lines().len(), 1);
    assert!(text.contains("1,3-5") && text.contains('2'), "{text}");
    assert_eq!(faults(&sketch, &picture), [""; 0], "{text}");
}

#[test]
fn a_long_name_stands_on_two_rows_and_is_whole() {
    let sketch = typed(&["(Systems Manager from VPCEndpoint) -> [b]"]);
    let text = quick(&sketch, USUAL).text();
    assert!(
        text.contains("Systems Manager") && text.contains("from VPCEndpoint"),
        "{text}"
    );
    assert!(!text.contains(".."), "{text}");
}

#[test]
fn a_long_word_is_whole_or_parted_in_its_middle() {
    let text = quick(&typed(&["[Schadenbearbeitungssystem] -> [b]"]), USUAL).text();
    assert!(text.contains("[Schadenbearbeitungssystem]"), "{text}");
    let long = typed(&["[Grundstücksverkehrsgenehmigungszuständigkeit] -> [b]"]);
    let text = quick(&long, USUAL).text();
    for row in ["[Grundstücksverkehrsgen]", "[ehmigungszuständigkeit]"] {
        assert!(text.contains(row), "{row} in\n{text}");
    }
}

#[test]
fn what_is_known_of_a_part_stands_behind_its_name() {
    let mut sketch = typed(&["(a) -> [web]"]);
    sketch.parts[1].badge = "!3 ?".to_owned();
    let picture = quick(&sketch, USUAL);
    let text = picture.text();
    assert!(text.contains("[web !3 ?]"), "{text}");
    let area = picture.area(ElementId(2).into()).unwrap();
    let runs: Vec<_> = picture
        .canvas()
        .lines(area.x, area.y, area.width, 1)
        .remove(0);
    let badge = runs.iter().find(|run| run.role == Role::Badge).unwrap();
    assert_eq!(badge.text, "!3 ?");
}

#[test]
fn what_is_known_of_a_flow_stands_behind_its_number() {
    let mut sketch = typed(&["a -> b", "a -> b", "a -> b", "a -> b"]);
    sketch.flows[1].badge = "!2".to_owned();
    let text = quick(&sketch, USUAL).text();
    assert!(text.contains("1,2!2,3,4"), "{text}");
}

#[test]
fn the_threats_of_a_flow_are_counted_at_its_number() {
    let mut session = session();
    let flow = session.flows[0].id;
    session.threats[0].places = vec![Place::Flow(flow), Place::Flow(flow)];
    let sketch = Sketch::of(&session, None);
    let badges: Vec<&str> = sketch.flows.iter().map(|f| &*f.badge).collect();
    assert_eq!(
        (badges[0], &badges[1..]),
        ("!1", &vec![""; badges.len() - 1][..])
    );
}

#[test]
fn arrow_keys_lead_to_the_part_that_they_point_at() {
    let sketch = typed(&["(a) -> [b]", "[b] -> [c]"]);
    let picture = quick(&sketch, USUAL);
    let ids = [1, 2, 3].map(|id| ItemId::from(ElementId(id)));
    let (ahead, behind) = if picture.area(ids[0]).unwrap().y == picture.area(ids[1]).unwrap().y {
        (Direction::Right, Direction::Left)
    } else {
        (Direction::Down, Direction::Up)
    };
    assert_eq!(
        picture.next(None, ahead),
        Some(ids[0]),
        "{}",
        picture.text()
    );
    assert_eq!(picture.next(Some(ids[0]), ahead), Some(ids[1]));
    assert_eq!(picture.next(Some(ids[2]), behind), Some(ids[1]));
    assert_eq!(picture.next(Some(ids[2]), ahead), None);
}

#[test]
fn a_search_that_is_told_to_stop_gives_the_best_so_far() {
    let sketch = typed(&SHOP);
    let mut asked = 0;
    let found = search(&sketch, USUAL, None, &mut || {
        asked += 1;
        asked < 2
    });
    let picture = draw(&sketch, &found, USUAL, Signs::Lines);
    assert_eq!(faults(&sketch, &picture), [""; 0], "{}", picture.text());
    assert!(asked < 20, "{asked}");
}

#[test]
fn zones_that_lie_in_each_other_are_drawn_all_the_same() {
    let mut sketch = typed(&["zone one: a", "zone two in one: b", "zone three in two: c"]);
    sketch.zones[0].parent = Some(2);
    let picture = quick(&sketch, USUAL);
    sketch.zones[0].parent = None;
    assert_eq!(faults(&sketch, &picture), [""; 0], "{}", picture.text());
}

/// A clinic on video, as a team types it in one meeting.
const CLINIC: [&str; 22] = [
    "zone internet: patient, doctor at home",
    "zone clinic cloud: web app, video gateway, api",
    "zone data in clinic cloud: patient records, audit log, files",
    "zone hospital: records system, doctor, printer",
    "zone suppliers: sms provider, payment service",
    "(patient) -> [web app]",
    "[web app] -> [api]",
    "[api] -> {patient records}",
    "[api] -> {audit log}",
    "(patient) -> [video gateway]",
    "(doctor at home) -> [video gateway]",
    "[video gateway] -> {files}",
    "[api] -> [video gateway]",
    "[api] -> (sms provider)",
    "(sms provider) -> (patient)",
    "[api] -> (payment service)",
    "(payment service) -> [api]",
    "[records system] -> [api]",
    "[api] -> [records system]",
    "(doctor) -> [records system]",
    "[records system] -> [printer]",
    "(doctor) -> [web app]",
];

#[test]
fn a_map_that_is_typed_line_by_line_keeps_its_order_and_can_be_tidied() {
    let mut before: Option<(Sketch, Arrangement)> = None;
    for lines in 6..=CLINIC.len() {
        let sketch = typed(&CLINIC[..lines]);
        let next = place(&sketch, USUAL, before.as_ref().map(|(_, order)| order));
        let picture = draw(&sketch, &next, USUAL, Signs::Lines);
        assert_eq!(faults(&sketch, &picture), [""; 0], "{}", picture.text());
        if let Some((old, order)) = before {
            let was = draw(&old, &order, USUAL, Signs::Lines);
            let swapped = laws::swapped(&old, &was, &picture);
            assert_eq!(swapped, [""; 0], "{}\n{}", was.text(), picture.text());
        }
        before = Some((sketch, next));
    }
    let (sketch, order) = before.unwrap();
    // A search as long as a test can wait for.
    let mut asked = 0;
    let found = search(&sketch, USUAL, Some(&order), &mut || {
        asked += 1;
        asked < 150
    });
    let tidy = draw(&sketch, &found, USUAL, Signs::Lines);
    assert_eq!(faults(&sketch, &tidy), [""; 0], "{}", tidy.text());
    assert!(tidy.width() <= 98 && tidy.height() <= 23, "{}", tidy.text());
    insta::assert_snapshot!(tidy.text());
}

#[test]
fn what_was_arranged_for_a_map_is_drawn_for_the_next_one_too() {
    let sketch = typed(&SHOP);
    let order = place(&sketch, USUAL, None);
    let mut more = typed(&[&SHOP[..], &["(customer) -> {ledger}"]].concat());
    let picture = draw(&more, &order, USUAL, Signs::Lines);
    assert_eq!(faults(&more, &picture), [""; 0], "{}", picture.text());
    // A part that goes to another zone, and one that goes away.
    more.parts[1].zone = Some(2);
    more.parts.truncate(5);
    more.flows.retain(|flow| flow.from < 5 && flow.to < 5);
    let picture = draw(&more, &order, USUAL, Signs::Lines);
    assert_eq!(faults(&more, &picture), [""; 0], "{}", picture.text());
    let nothing = draw(&Sketch::default(), &order, USUAL, Signs::Lines);
    assert_eq!((nothing.width(), nothing.height()), (0, 0));
}

/// A session from edits of the map, with a threat at the first element.
fn session() -> Session {
    let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
    let mut session = Session::new(uuid::Uuid::nil(), "Shop".into(), SessionKind::Meeting, at);
    let flow = |from: &str, to: &str| New::Flow {
        from: from.into(),
        to: to.into(),
        data: Text::default(),
    };
    let zone = |head: &str, inside: &[&str]| {
        let inside = inside.iter().map(|name| Named {
            name: (*name).into(),
            kind: None,
            unknown: false,
        });
        New::ZoneLine(ZoneLine {
            head: head.into(),
            is_one_name: false,
            inside: inside.collect(),
        })
    };
    for new in [
        flow("customer", "web"),
        flow("web", "customer"),
        flow("web", "ledger"),
        flow("web", "orders"),
        flow("ledger", "orders"),
        flow("orders", "web"),
        zone("shop", &["web"]),
        zone("core in shop", &["ledger", "orders"]),
        New::threat("Somebody reads orders", FourQuestion::GoWrong),
    ] {
        session.apply(&Edit::Add(new), at).unwrap();
    }
    let orders = session
        .elements
        .iter()
        .find(|e| &*e.name == "orders")
        .unwrap()
        .id;
    session.threats[0].places = vec![Place::Element(orders)];
    session
}

#[test]
fn the_overview_has_a_box_per_zone_and_says_how_many_flows_cross() {
    let mut session = session();
    let crossing = New::threat("Orders are read on the way", FourQuestion::GoWrong);
    let now = Stamp::parse_from_rfc3339("2026-05-09T11:00:00+02:00").unwrap();
    let made = session.apply(&Edit::Add(crossing), now).unwrap();
    let link = Edit::Link(made.focus.unwrap(), "F4".parse().unwrap());
    session.apply(&link, now).unwrap();
    let sketch = overview(&session);
    let placed = place_zones(&sketch, USUAL);
    let picture = draw(&sketch, &placed, USUAL, Signs::Lines);
    let text = picture.text();
    // A zone's box and the frame around it have one id, so that the reader looks at names and lines alone.
    let flat = Sketch {
        zones: Vec::new(),
        ..sketch.clone()
    };
    assert_eq!(faults(&flat, &picture), [""; 0], "{text}");
    for row in [
        "[    shop itself     ]",
        "[1 element, 0 threats]",
        "[2 elements, 1 threat]",
        "┌ shop ╌",
    ] {
        assert!(text.contains(row), "{row} in\n{text}");
    }
    let lines = picture.lines().len();
    assert_eq!(lines, 2, "customer and shop, shop and core: {text}");
    assert!(
        text.contains('2') && sketch.flows.iter().any(|flow| flow.label == 2),
        "{text}"
    );
    // A flow between two boxes is in neither; its threat stands at the line.
    assert!(text.contains("2!1"), "{text}");
    // A zone around others is found where its own elements are counted.
    let area = picture.area(ZoneId(1).into()).unwrap();
    assert_eq!(area.height, 2, "{text}");
}

#[test]
fn the_map_of_one_element_shows_what_leads_out_of_it_as_stubs() {
    let mut session = session();
    let id = |session: &Session, name: &str| {
        session
            .elements
            .iter()
            .find(|e| &*e.name == name)
            .unwrap()
            .id
    };
    let (web, ledger) = (id(&session, "web"), id(&session, "ledger"));
    for element in &mut session.elements {
        if &*element.name == "ledger" || &*element.name == "orders" {
            element.within = Some(web);
            element.zone = None;
        }
    }
    let whole = Sketch::of(&session, None);
    let names: Vec<&str> = whole.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["customer", "web"]);
    assert_eq!(
        whole.parts[1].badge, "!1 +",
        "the threat at orders, which is on its map"
    );
    assert_eq!(whole.flows.len(), 2, "{:?}", whole.flows);
    let inner = Sketch::of(&session, Some(web));
    let parts = inner
        .parts
        .iter()
        .map(|part| (part.name.as_str(), part.stub));
    let parts: Vec<_> = parts.collect();
    assert_eq!(parts, [("ledger", false), ("orders", false), ("web", true)]);
    session.flows[0].to = ledger;
    let inner = Sketch::of(&session, Some(web));
    assert_eq!(
        inner
            .parts
            .iter()
            .find(|part| part.name == "web")
            .map(|part| &*part.badge),
        Some("!1")
    );
    let stub = inner.parts.iter().find(|part| part.stub).unwrap();
    assert_eq!((&*stub.name, &*stub.below), ("customer", "outside"));
    let picture = quick(&inner, USUAL);
    assert_eq!(faults(&inner, &picture), [""; 0], "{}", picture.text());
}

#[test]
fn one_of_a_kind_is_counted_as_one() {
    let sketch = typed(&["zone core: api", "a -> api"]);
    assert_eq!(sketch.size(), "2 elements, 1 flow and 1 trust zone");
}
