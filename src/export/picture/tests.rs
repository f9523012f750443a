//! The picture as a reader of SVG finds it: every text lies in its box and on the page, no two meet, and on paper each can
//! be read.

use proptest::prelude::*;
use scraper::{ElementRef, Html, Selector};

use super::files;
use crate::domain::{Edit, New, Session, SessionKind, Stamp, Text};
use crate::layout::cells;
use crate::parse::wall;

/// A4 on its side less its margins, in points of print.
const PAPER: (f64, f64) = (277.0 * 72.0 / 25.4, 190.0 * 72.0 / 25.4);

fn at() -> Stamp {
    Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
}

/// A session of typed lines of the map.
fn typed(lines: &str) -> Session {
    let mut s = Session::new(
        uuid::Uuid::nil(),
        "A map".into(),
        SessionKind::Whiteboard,
        at(),
    );
    for line in lines.lines() {
        let edit = wall::line(line, &s, at().date_naive());
        s.apply(&edit, at()).unwrap();
    }
    s
}

/// A rectangle: left, top, right, bottom.
type Rect = (f64, f64, f64, f64);

fn number(element: ElementRef, name: &str) -> f64 {
    element
        .value()
        .attr(name)
        .unwrap_or_else(|| panic!("no {name}"))
        .parse()
        .unwrap()
}

/// The room of a text of 13 points, by what its letters need on average.
fn room(text: ElementRef) -> Rect {
    let words: String = text.text().collect();
    let width = 7.2 * f64::from(u32::try_from(cells(&words)).unwrap());
    let (x, y) = (number(text, "x"), number(text, "y"));
    let left = match text.value().attr("text-anchor") {
        Some("middle") => x - width / 2.0,
        Some("end") => x - width,
        _ => x,
    };
    (left, y - 10.0, left + width, y + 3.0)
}

fn meet(a: Rect, b: Rect) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

/// What is wrong with a picture, in words.
fn faults(svg: &str) -> Vec<String> {
    let page = Html::parse_fragment(svg);
    let mut faults = Vec::new();
    let root = all(&page, "svg")[0];
    let view: Vec<f64> = root
        .value()
        .attr("viewBox")
        .unwrap()
        .split(' ')
        .map(|n| n.parse().unwrap())
        .collect();
    let sheet = (view[0], view[1], view[0] + view[2], view[1] + view[3]);
    let scale = (PAPER.0 / view[2]).min(PAPER.1 / view[3]);
    if 13.0 * scale < 7.0 {
        faults.push(format!("letters of {:.1} points on paper", 13.0 * scale));
    }
    let texts = all(&page, "text");
    let rooms: Vec<(Rect, String)> = texts
        .iter()
        .map(|text| (room(*text), text.text().collect()))
        .collect();
    for (place, (one, words)) in rooms.iter().enumerate() {
        if one.0 < sheet.0 || one.1 < sheet.1 || one.2 > sheet.2 || one.3 > sheet.3 {
            faults.push(format!("{words:?} reaches over the edge"));
        }
        for (other, others) in &rooms[place + 1..] {
            if meet(*one, *other) {
                faults.push(format!("{words:?} lies on {others:?}"));
            }
        }
    }
    for part in all(&page, "g.part") {
        let shape = part
            .select(&Selector::parse("rect").unwrap())
            .next()
            .unwrap();
        let (x, y) = (number(shape, "x"), number(shape, "y"));
        let (right, bottom) = (x + number(shape, "width"), y + number(shape, "height"));
        for text in part.select(&Selector::parse("text").unwrap()) {
            let found = room(text);
            if found.0 < x || found.1 < y || found.2 > right || found.3 > bottom {
                let words: String = text.text().collect();
                faults.push(format!("{words:?} is larger than its box"));
            }
        }
        let own: Vec<Rect> = part
            .select(&Selector::parse("text").unwrap())
            .map(room)
            .collect();
        for (other, words) in &rooms {
            if !own.contains(other) && meet(*other, (x, y, right, bottom)) {
                faults.push(format!("{words:?} lies on a box"));
            }
        }
    }
    faults
}

fn texts(svg: &str) -> String {
    let page = Html::parse_fragment(svg);
    all(&page, "text")
        .iter()
        .map(|text| text.text().collect::<String>() + "\n")
        .collect()
}

const SHOP: &str = "(customer) -> [web] : refund request\n\
    web -> [refund-api] : order and amount\n\
    refund-api -> web : what became of it\n\
    refund-api -> {ledger} : amount, account\n\
    refund-api -> refund-api : retry\n\
    refund-api -> {audit log} : who, what, when\n\
    zone dmz: web\n\
    zone core: refund-api, ledger, audit log";

#[test]
fn every_flow_is_named_beside_its_line_or_below() {
    let all = files(&typed(SHOP));
    assert_eq!(all.len(), 1);
    assert_eq!(faults(&all[0]), Vec::<String>::new(), "{}", all[0]);
    let said = texts(&all[0]);
    for words in [
        "customer",
        "1 refund request",
        "2 order and amount",
        "3 what became of it",
        "4 amount, account",
        "5 retry",
        "6 who, what, when",
        "dmz",
        "core",
    ] {
        assert!(said.contains(words), "{words} is not in\n{said}");
    }
    // Whoever rests on a flow, or hears the picture, is told which it is.
    assert!(
        all[0].contains("<title>F1 customer -&gt; web: refund request</title>"),
        "{}",
        all[0]
    );
    assert!(
        all[0].contains("5 elements, 6 data flows and 2 trust zones."),
        "{}",
        all[0]
    );
}

#[test]
fn the_picture_has_its_colors_where_css_has_no_variables() {
    let svg = files(&typed(SHOP)).remove(0);
    assert!(!svg.contains("var("), "{svg}");
    let light = svg.split("@media").next().unwrap();
    for rule in [
        ".paper { fill: #ffffff",
        ".part .shape, .part .fill { fill: #ffffff",
        ".flow path { fill: none; stroke: #3d4753",
    ] {
        assert!(light.contains(rule), "{rule}: {light}");
    }
}

#[test]
fn kinds_and_crossings_are_drawn_apart() {
    let svg = files(&typed(SHOP)).remove(0);
    let page = Html::parse_fragment(&svg);
    let shape = |name: &str, shape: &str| {
        let parts = all(&page, "g.part");
        let part = parts
            .iter()
            .find(|part| part.text().any(|text| text == name))
            .unwrap();
        part.select(&Selector::parse(shape).unwrap()).count()
    };
    assert_eq!(shape("customer", "rect.shape"), 2);
    assert_eq!(shape("web", "rect[rx]"), 1);
    assert_eq!(shape("ledger", "path.shape"), 1);
    assert_eq!(all(&page, "g.flow.crosses").len(), 2);
    let arrows = all(&page, "g.flow polygon").len();
    assert_eq!(arrows, 5, "one at each end that a flow arrives at");
}

#[test]
fn words_of_a_crossing_stand_out_beside_its_line_and_below_the_picture() {
    let long = "what they send to each other every day ".repeat(6);
    let lines = format!("{SHOP}\ncustomer -> web : {long}\nweb -> web : {long}");
    let svg = files(&typed(&lines)).remove(0);
    let page = Html::parse_fragment(&svg);
    let said = |selector: &str| {
        let groups = all(&page, selector).into_iter();
        groups
            .map(|group| group.text().collect::<Vec<_>>().join(" "))
            .collect::<Vec<_>>()
    };
    let (crossing, inside) = (said("g.label.crosses"), said("g.label:not(.crosses)"));
    let has = |all: &[String], words: &str| all.iter().any(|said| said.contains(words));
    for words in ["refund request", "7 what"] {
        assert!(has(&crossing, words), "{words}: {crossing:?}, {inside:?}");
    }
    for words in ["who, what, when", "8 what"] {
        assert!(has(&inside, words), "{words}: {crossing:?}, {inside:?}");
    }
}

#[test]
fn what_is_unknown_outside_or_out_of_scope_looks_and_says_so() {
    let mut session = typed(SHOP);
    let api = session.elements[2].id;
    session.elements[4].within = Some(api);
    session.elements[1].unknown = true;
    session.elements[3].out_of_scope = Some("run by <them>".into());
    let all_of_them = files(&session);
    let page = Html::parse_fragment(&all_of_them[0]);
    let named = |page: &Html, selector: &str| -> String {
        let parts = all(page, selector).into_iter();
        let titles = parts.filter_map(|part| part.text().next());
        titles.collect::<Vec<_>>().join("; ")
    };
    assert_eq!(
        named(&page, "g.part.unknown"),
        "E2 web, process, in dmz, how it works is unknown"
    );
    let parts = named(&page, "g.part");
    let ledger = "E4 ledger, data store, in core, out of scope: run by <them>";
    assert!(parts.contains(ledger), "{parts}");
    assert!(texts(&all_of_them[0]).contains("out"), "{}", all_of_them[0]);
    let inner = Html::parse_fragment(&all_of_them[1]);
    assert_eq!(
        named(&inner, "g.part:not(.stub)"),
        "E5 audit log, data store, in core"
    );
    assert!(
        !named(&inner, "g.part.stub").is_empty(),
        "{}",
        all_of_them[1]
    );
}

#[test]
fn lines_begin_and_end_at_boxes() {
    let page = files(&typed(SHOP)).remove(0);
    let page = Html::parse_fragment(&page);
    let boxes: Vec<Rect> = all(&page, "g.part")
        .iter()
        .map(|part| {
            let shape = part
                .select(&Selector::parse("rect").unwrap())
                .next()
                .unwrap();
            let (x, y) = (number(shape, "x"), number(shape, "y"));
            (
                x,
                y,
                x + number(shape, "width"),
                y + number(shape, "height"),
            )
        })
        .collect();
    for tip in all(&page, "g.flow polygon") {
        let points = tip.value().attr("points").unwrap();
        let (x, y) = points.split(' ').next().unwrap().split_once(',').unwrap();
        let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
        let touches = boxes.iter().any(|b| {
            let on = |at: f64, low: f64, high: f64| (low..=high).contains(&at);
            on(x, b.0, b.2) && on(y, b.1, b.3) && !(x > b.0 && x < b.2 && y > b.1 && y < b.3)
        });
        assert!(touches, "{points} is at no edge of {boxes:?}");
        for foot in points.split(' ').skip(1) {
            let (x, y) = foot.split_once(',').unwrap();
            let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
            let inside = |b: &&Rect| x > b.0 && x < b.2 && y > b.1 && y < b.3;
            assert_eq!(
                boxes.iter().find(inside),
                None,
                "{points} points away from its box"
            );
        }
    }
}

#[test]
fn a_large_system_is_its_zones_and_a_picture_for_each() {
    let mut lines = String::new();
    for zone in 0..5 {
        let names: Vec<String> = (0..10).map(|n| format!("part {zone} {n}")).collect();
        lines.push_str(&format!("zone area {zone}: {}\n", names.join(", ")));
        lines.push_str(&format!(
            "part {zone} 0 -> part {} 1 : what they send {zone}\n",
            (zone + 1) % 5
        ));
    }
    let all = files(&typed(&lines));
    assert_eq!(all.len(), 6, "an overview and five zones");
    for svg in &all {
        assert_eq!(faults(svg), Vec::<String>::new(), "{svg}");
    }
    let whole: String = all.iter().map(|svg| texts(svg)).collect();
    for zone in 0..5 {
        assert!(
            texts(&all[0]).contains(&format!("area {zone}")),
            "{}",
            texts(&all[0])
        );
        assert!(whole.contains(&format!("what they send {zone}")), "{whole}");
    }
}

#[test]
fn an_element_with_a_map_of_its_own_has_a_picture_of_its_own() {
    let mut session = typed(SHOP);
    let api = session.elements[2].id;
    session.elements[4].within = Some(api);
    let all = files(&session);
    assert_eq!(all.len(), 2);
    assert!(
        all[1].contains("<title id=\"map-title\">Inside refund-api</title>"),
        "{}",
        all[1]
    );
    assert!(texts(&all[1]).contains("audit log"), "{}", all[1]);
}

#[test]
fn what_is_too_large_for_a_picture_is_said_in_its_place() {
    let mut session = typed("zone core: hub");
    for n in 0..401 {
        let element = New::Element {
            name: format!("part {n}").into(),
            kind: None,
            unknown: false,
        };
        session.apply(&Edit::Add(element), at()).unwrap();
    }
    let says = "not drawn, 401 elements, 0 flows and 0 trust zones are too many";
    let missing = super::missing(&session);
    assert_eq!(
        missing.len(),
        2,
        "the overview and what is in no zone: {missing:?}"
    );
    assert!(
        missing[1].starts_with("In no trust zone: not drawn, "),
        "{missing:?}"
    );
    // The zone is drawn all the same.
    assert_eq!(files(&session).len(), 1);
    let page = super::figures(&session).into_string();
    assert_eq!(page.matches("<p>").count(), 2, "{page}");
    // Without zones there is nothing else to draw.
    session.zones.clear();
    session
        .elements
        .retain(|element| element.zone.is_none() && element.within.is_none());
    assert_eq!(files(&session).len(), 0);
    assert!(super::missing(&session)[0].contains(says), "{session:?}");
}

#[test]
fn the_pictures_of_a_large_system_share_the_work_of_one_search() {
    let mut budget = crate::layout::Budget::pictures();
    let sketch = super::Sketch::of(&typed(SHOP), None);
    let mut searches = 0;
    while !budget.is_used() && searches < 400 {
        super::search_within(&sketch, super::LARGE, &mut budget, &mut || true);
        searches += 1;
    }
    assert!(searches > 2 && searches < 400, "{searches}");
}

/// Names of one to three words.
fn names() -> impl Strategy<Value = String> {
    prop::collection::vec("[a-zäß]{1,9}", 1..4).prop_map(|words| words.join(" "))
}

fn maps() -> impl Strategy<Value = Session> {
    let parts = prop::collection::vec((names(), 0..7_usize), 2..=40);
    let flows = prop::collection::vec((any::<usize>(), any::<usize>(), names()), 0..50);
    (parts, flows).prop_map(|(parts, flows)| {
        let mut s = Session::new(
            uuid::Uuid::nil(),
            "A map".into(),
            SessionKind::Meeting,
            at(),
        );
        for (place, (name, zone)) in parts.iter().enumerate() {
            let name = Text::from(format!("{name} {place}"));
            let add = New::Element {
                name: name.clone(),
                kind: None,
                unknown: false,
            };
            s.apply(&Edit::Add(add), at()).unwrap();
            if *zone < 5 {
                s.apply(
                    &Edit::Add(New::Zone(Text::from(format!("zone {zone}")), vec![name])),
                    at(),
                )
                .unwrap();
            }
        }
        if s.zones.len() > 1 {
            s.zones[1].parent = Some(s.zones[0].id);
        }
        for (from, to, data) in flows {
            let [from, to] = [from, to].map(|n| s.elements[n % s.elements.len()].name.clone());
            s.apply(
                &Edit::Add(New::Flow {
                    from,
                    to,
                    data: Text::from(data),
                }),
                at(),
            )
            .unwrap();
        }
        s
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn any_map_of_forty_elements_can_be_read_on_paper(session in maps()) {
        for svg in files(&session) {
            prop_assert_eq!(faults(&svg), Vec::<String>::new(), "{}", svg);
        }
    }
}
