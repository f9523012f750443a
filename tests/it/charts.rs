//! The map as other programs read it, where they are installed: Graphviz accepts it without a warning, and Mermaid draws
//! every name as the words that it is.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use chrono::DateTime;
use scraper::{Html, Selector};
use threatboard::domain::{
    Edit, ElementKind, Field, FourQuestion, Gate, New, RestsOn, Session, SessionKind, Stamp, Text,
    ThreatId,
};
use threatboard::export::{Format, Names, render};
use uuid::Uuid;

use crate::report::{browser, open};
use crate::support::export_options;

/// Names that mean something to one of the programs.
const NAMES: [&str; 44] = [
    "end",
    "subgraph x",
    "graph TD",
    "style: red",
    "style:#35;x",
    "classDef a:#fff;",
    "click",
    "o",
    "x",
    "say \"hi\"",
    "it's",
    "`code`",
    "`",
    "a;b",
    "#",
    "#35;",
    "#quot;",
    "&amp;",
    "R&D",
    "<b>bold</b>",
    "<br/>",
    "<script>alert(1)</script>",
    "a < b > c",
    "[web]",
    "[[x]]",
    "[(y)]",
    "(z)",
    "{q}",
    "{{r}}",
    "a|b",
    "a --> b",
    "-.->",
    "%% comment",
    "%%{init: {}}%%",
    ":::unknown",
    "back\\slash\\n",
    "1. first",
    "2) second",
    "- item",
    "*star* _under_",
    "$$x^2$$",
    "@me a@b.example",
    "https://www.a.example/b?c=d",
    "🦀👩‍👩‍👧 Köln 東京",
];

/// An element that is out of scope, and has a map of its own.
const THEIRS: &str = "the <bank>";

/// A box says what is inside, and an element that it is out of scope.
fn has_levels(nodes: &[String], zones: &[String]) {
    for title in ["inside the <bank>", "inside subgraph x", "inside graph TD"] {
        assert!(
            zones.contains(&title.to_owned()),
            "{title} is not in {zones:?}"
        );
    }
    let all = nodes.join("|");
    let reason = "out of scope: run by <b>them</b> #35; \"as is\"";
    assert!(all.contains(THEIRS) && all.contains(reason), "{nodes:?}");
}

fn now() -> Stamp {
    DateTime::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
}

/// A map of all of them: as elements of each kind, as zones in zones, and as words of flows.
fn map() -> Session {
    let mut s = Session::new(
        Uuid::from_u128(7),
        "A \"map\": <b>x</b> #35; \\n".into(),
        SessionKind::Meeting,
        now(),
    );
    let kinds = [
        ElementKind::ExternalEntity,
        ElementKind::Process,
        ElementKind::DataStore,
    ];
    for (place, name) in NAMES.iter().enumerate() {
        let name = Text::from(*name);
        let kind = Some(kinds[place % 3]);
        let add = New::Element {
            name: name.clone(),
            kind,
            unknown: place % 5 == 0,
        };
        s.apply(&Edit::Add(add), now()).unwrap();
        if place % 4 == 0 {
            s.apply(&Edit::Add(New::Zone(name.clone(), vec![name])), now())
                .unwrap();
        }
    }
    s.apply(
        &Edit::Add(New::Zone("an empty one".into(), Vec::new())),
        now(),
    )
    .unwrap();
    for place in (1..s.zones.len()).step_by(2) {
        s.zones[place].parent = Some(s.zones[place - 1].id);
    }
    // Some on the map of the one before, one of them on the map of such a one; and what is out of scope.
    for place in [2, 3, 6, 7, 11, 15] {
        s.elements[place].within = Some(s.elements[place - 1].id);
    }
    for name in [THEIRS, "inside the bank"] {
        let (kind, unknown) = (None, false);
        let name = Text::from(name);
        let add = New::Element {
            name,
            kind,
            unknown,
        };
        s.apply(&Edit::Add(add), now()).unwrap();
    }
    let count = s.elements.len();
    let bank = &mut s.elements[count - 2];
    bank.out_of_scope = Some("run by <b>them</b> #35; \"as is\"".into());
    s.elements[count - 1].within = Some(s.elements[count - 2].id);
    s.validate().unwrap();
    for (place, data) in NAMES.iter().enumerate() {
        let [from, to] = [place, (place + 1) % NAMES.len()].map(|n| Text::from(NAMES[n]));
        s.apply(
            &Edit::Add(New::Flow {
                from,
                to,
                data: Text::from(*data),
            }),
            now(),
        )
        .unwrap();
    }
    s
}

fn written(format: Format) -> String {
    render(
        format,
        &map(),
        &export_options(Names::Full, now().date_naive()),
    )
    .remove(0)
    .contents
}

fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The texts of a drawing, piece by piece.
fn texts(page: &Html, selector: &str) -> Vec<String> {
    let found = Selector::parse(selector).unwrap();
    page.select(&found)
        .map(|e| plain(&e.text().collect::<String>()))
        .collect()
}

/// Every name is that of a node and the words of a flow, and every fourth that of a zone.
fn has_every_name(nodes: &[String], words: &[String], zones: &[String]) {
    for (place, name) in NAMES.iter().enumerate() {
        let name = plain(name);
        assert!(nodes.contains(&name), "{name} is not in {nodes:?}");
        assert!(words.contains(&name), "{name} is not in {words:?}");
        assert!(
            place % 4 > 0 || zones.contains(&name),
            "{name} is not in {zones:?}"
        );
    }
}

#[test]
#[cfg_attr(without_graphviz, ignore = "needs dot, of Graphviz")]
fn graphviz_draws_every_name_as_it_is() {
    let mut dot = Command::new("dot")
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let text = written(Format::DOT);
    dot.stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    let output = dot.wait_with_output().unwrap();
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{output:?}"
    );
    let page = Html::parse_document(&String::from_utf8(output.stdout).unwrap());
    let nodes = texts(&page, "g.node text");
    let words = texts(&page, "g.edge text");
    let zones = texts(&page, "g.cluster > text");
    has_every_name(&nodes, &words, &zones);
    has_levels(&nodes, &zones);
    assert!(zones.contains(&"an empty one".to_owned()), "{zones:?}");
    assert!(
        words.contains(&"crosses a trust boundary".to_owned()),
        "{words:?}"
    );
}

/// The page that Mermaid draws of a chart, as its browser has it at the end.
fn drawn(chart: &str) -> Html {
    let mermaid = std::env::var_os("THREATBOARD_MERMAID").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let program = fs::read(Path::new(&mermaid)).unwrap();
    let program = String::from_utf8(program).unwrap();
    let chart = serde_json::Value::from(chart)
        .to_string()
        .replace('<', "\\u003c");
    let page = folder.path().join("chart.html");
    let text = format!(
        "<!doctype html><meta charset=\"utf-8\"><title>waits</title><body><script>{program}</script><script>
            mermaid.initialize({{startOnLoad: false}});
            mermaid.render('chart', {chart}).then(
                drawn => {{ document.body.innerHTML = drawn.svg; document.title = 'drawn'; }},
                error => {{ document.body.textContent = error; document.title = 'refused'; }});
        </script></body>"
    );
    let mut file = fs::File::options()
        .write(true)
        .create_new(true)
        .open(&page)
        .unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let wait = ["--virtual-time-budget=60000", "--dump-dom"].map(std::ffi::OsStr::new);
    let output = open(&browser(), &page, &wait);
    Html::parse_document(&String::from_utf8(output.stdout).unwrap())
}

#[test]
#[cfg_attr(
    any(without_mermaid, without_browser),
    ignore = "needs THREATBOARD_MERMAID and chromium or google-chrome"
)]
fn mermaid_draws_every_name_as_it_is() {
    let page = drawn(&written(Format::MERMAID));
    assert_eq!(
        texts(&page, "title").first().map(String::as_str),
        Some("drawn"),
        "{}",
        page.html()
    );
    let nodes = texts(&page, "g.node .nodeLabel");
    let words = texts(&page, "g.edgeLabel .edgeLabel");
    let zones = texts(&page, "g.cluster-label .nodeLabel");
    has_every_name(&nodes, &words, &zones);
    has_levels(&nodes, &zones);
    // What it refuses it says: the silence above means something.
    let broken = drawn("flowchart LR\n  a[[ b");
    assert_eq!(
        texts(&broken, "title").first().map(String::as_str),
        Some("refused")
    );
}

/// A tree of all names: each is a threat, and rests on the two behind it.
fn tree() -> Session {
    let mut s = Session::new(
        Uuid::from_u128(8),
        "A tree".into(),
        SessionKind::Meeting,
        now(),
    );
    for name in NAMES {
        let new = New::threat(name, FourQuestion::GoWrong);
        s.apply(&Edit::Add(new), now()).unwrap();
    }
    let count = s.threats.len();
    for place in 0..count {
        let of: Vec<ThreatId> = (1..=2)
            .map(|n| 2 * place + n)
            .filter(|at| *at < count)
            .map(|at| s.threats[at].id)
            .collect();
        if !of.is_empty() {
            let rests = RestsOn {
                gate: Gate::One,
                of,
            };
            let edit = Edit::Set(s.threats[place].id.into(), Field::RestsOn(Some(rests)));
            s.apply(&edit, now()).unwrap();
        }
    }
    s
}

#[test]
#[cfg_attr(
    any(without_mermaid, without_browser),
    ignore = "needs THREATBOARD_MERMAID and chromium or google-chrome"
)]
fn mermaid_draws_the_words_of_every_threat_of_a_tree() {
    let options = export_options(Names::Full, now().date_naive());
    let chart = render(Format::TREES, &tree(), &options).remove(0).contents;
    let page = drawn(&chart);
    let title = texts(&page, "title").first().cloned();
    assert_eq!(title.as_deref(), Some("drawn"), "{}", page.html());
    let nodes = texts(&page, "g.node .nodeLabel");
    assert_eq!(nodes.len(), NAMES.len());
    for (place, name) in NAMES.iter().enumerate() {
        let begins = plain(&format!("T{} {name}", place + 1));
        assert!(
            nodes.iter().any(|node| node.starts_with(&begins)),
            "{begins} is not in {nodes:?}"
        );
    }
}

/// Measures each text of a picture by the letters that the browser draws: what is not in its box, and what meets.
const MEASURE: &str = "
    const faults = [];
    const meet = (a, b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
    const within = (a, b) => a.x >= b.x && a.x + a.width <= b.x + b.width;
    const svg = document.querySelector('svg');
    const [left, , width] = svg.getAttribute('viewBox').split(' ').map(Number);
    const texts = [...svg.querySelectorAll('text')].map(text => {
        const room = text.getBBox();
        // Letters without their line spacing.
        return {words: text.textContent, x: room.x, width: room.width, y: room.y + 3, height: room.height - 6};
    });
    texts.forEach((one, place) => {
        if (one.x < left || one.x + one.width > left + width) faults.push(one.words + ' reaches over the edge');
        for (const other of texts.slice(place + 1)) if (meet(one, other)) faults.push(one.words + ' meets ' + other.words);
    });
    for (const part of svg.querySelectorAll('g.part')) {
        const shape = part.querySelector('rect').getBBox();
        for (const text of part.querySelectorAll('text'))
            if (!within(text.getBBox(), shape)) faults.push(text.textContent + ' is wider than its box');
    }
    document.body.textContent = 'measured ' + texts.length + ' texts, found: ' + faults.join('; ') + '.';
    document.title = 'measured';
";

/// What a browser finds wrong with a picture of the map, and how many texts it has.
fn measured(svg: &str) -> (usize, String) {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("picture.html");
    let text = format!(
        "<!doctype html><meta charset=\"utf-8\"><body>{svg}<script>{MEASURE}</script></body>"
    );
    let mut file = fs::File::options()
        .write(true)
        .create_new(true)
        .open(&page)
        .unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let output = open(&browser(), &page, &[std::ffi::OsStr::new("--dump-dom")]);
    let shown = Html::parse_document(&String::from_utf8(output.stdout).unwrap());
    let said = texts(&shown, "body").remove(0);
    let (count, found) = said
        .strip_prefix("measured ")
        .unwrap()
        .split_once(" texts, found: ")
        .unwrap();
    (
        count.parse().unwrap(),
        found.trim_end_matches('.').to_owned(),
    )
}

#[test]
#[cfg_attr(without_browser, ignore = "needs chromium or google-chrome")]
fn a_browser_shows_every_letter_of_the_picture() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("sessions/example-refund-flow.ron");
    let example = String::from_utf8(fs::read(file).unwrap()).unwrap();
    let example = threatboard::store::format::read(&example).unwrap();
    for session in [example, map()] {
        for file in render(
            Format::SVG,
            &session,
            &export_options(Names::Full, now().date_naive()),
        ) {
            let svg = file.contents.split_once("?>").unwrap().1.to_owned();
            let (count, found) = measured(&svg);
            assert!(count >= 2, "{count} texts in {}", file.name);
            assert_eq!(found, "", "{}", file.name);
        }
    }
}
