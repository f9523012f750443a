//! The map as text of other programs: read back it is the same map, whatever someone typed.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::rich::{at, rich};
use super::{options, render};
use crate::domain::fold::fold;
use crate::domain::{Edit, ElementKind, New, Session, SessionKind, Text};
use crate::export::{Format, Names, remarks};
use crate::import::source;

/// Pieces that mean something to Mermaid, to Graphviz, to HTML or to Markdown.
const PIECES: [&str; 64] = [
    "end",
    "subgraph",
    "graph",
    "flowchart",
    "style",
    "style:",
    "classDef",
    "class",
    "click",
    "web",
    "refund-api",
    "\"",
    "'",
    "`",
    "``",
    ";",
    "#",
    "#35;",
    "#quot;",
    "&amp;",
    "&",
    "<b>",
    "</b>",
    "<br/>",
    "<",
    ">",
    "[",
    "]",
    "[[",
    "]]",
    "[(",
    ")]",
    "(",
    ")",
    "{",
    "}",
    "{{",
    "}}",
    "|",
    "-->",
    "---",
    "-.->",
    "==>",
    "<-->",
    "--",
    "%%",
    "%%{init}%%",
    ":::",
    ":",
    "\\",
    "\\n",
    "\\N",
    "1.",
    "2)",
    "- ",
    "+",
    "*x*",
    "_y_",
    "$$",
    "@",
    "www.a.b",
    "https://x.y",
    "🦀👩‍👩‍👧",
    "ä\u{a0}é\u{2028}z",
];

pub(super) fn name() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => select(&PIECES[..]).prop_map(str::to_owned),
        1 => "[ -~]{1,6}",
        1 => "\\PC{1,4}",
    ];
    let gap = select(&["", " ", "  "][..]);
    prop::collection::vec((piece, gap), 1..5).prop_map(|pieces| {
        pieces
            .into_iter()
            .flat_map(|(piece, gap)| [piece, gap.to_owned()])
            .collect()
    })
}

/// A map of odd names: elements in nested zones, some on the map of another one, and flows.
pub(super) fn maps() -> impl Strategy<Value = Session> {
    let zones = prop::collection::vec((name(), any::<Index>(), any::<bool>()), 0..4);
    let parts = prop::collection::vec(
        (
            name(),
            0..3_u8,
            any::<Index>(),
            any::<(bool, bool)>(),
            (any::<Index>(), 0..6_u8, name()),
        ),
        1..8,
    );
    let flows = prop::collection::vec(
        (any::<Index>(), any::<Index>(), name(), any::<bool>()),
        0..8,
    );
    (zones, parts, flows).prop_map(|(zones, parts, flows)| {
        let mut s = Session::new(
            uuid::Uuid::nil(),
            "A map".into(),
            SessionKind::Meeting,
            at(0),
        );
        let known = |names: Vec<&Text>, name: &Text| {
            name.is_empty() || names.iter().any(|known| fold(known) == fold(name))
        };
        for (name, parent, nested) in zones {
            let name = Text::from(name);
            if known(s.zones.iter().map(|z| &z.name).collect(), &name) {
                continue;
            }
            drop(s.apply(&Edit::Add(New::Zone(name, Vec::new())), at(1)));
            let count = s.zones.len();
            if nested && count > 1 {
                s.zones[count - 1].parent = Some(s.zones[parent.index(count - 1)].id);
            }
        }
        for (name, kind, zone, (zoned, unknown), (host, more, why)) in parts {
            let name = Text::from(name);
            if known(s.elements.iter().map(|e| &e.name).collect(), &name) {
                continue;
            }
            let kind = [
                ElementKind::ExternalEntity,
                ElementKind::Process,
                ElementKind::DataStore,
            ][usize::from(kind)];
            drop(s.apply(
                &Edit::Add(New::Element {
                    name,
                    kind: Some(kind),
                    unknown,
                }),
                at(1),
            ));
            if zoned && !s.zones.is_empty() {
                let zone = s.zones[zone.index(s.zones.len())].id;
                s.elements.last_mut().unwrap().zone = Some(zone);
            }
            let count = s.elements.len();
            if more % 3 == 1 && count > 1 {
                s.elements[count - 1].within = Some(s.elements[host.index(count - 1)].id);
            }
            let why = Text::from(why);
            if more > 2 && !why.is_empty() {
                s.elements[count - 1].out_of_scope = Some(why);
            }
        }
        for (from, to, data, said) in flows {
            if s.elements.is_empty() {
                break;
            }
            let [from, to] =
                [from, to].map(|end| s.elements[end.index(s.elements.len())].name.clone());
            let data = if said {
                Text::from(data)
            } else {
                Text::default()
            };
            drop(s.apply(&Edit::Add(New::Flow { from, to, data }), at(1)));
        }
        s
    })
}

/// The map of a session in lines: what must come back.
fn map(session: &Session) -> Vec<String> {
    let zone = |id| session.zone(id).map_or("none", |zone| zone.name.as_str());
    let zones = session.zones.iter().map(|z| {
        let around: Vec<&str> = session.zones_from(z.parent).map(zone).collect();
        format!("zone {:?} in {around:?}", z.name.as_str())
    });
    let parts = session.elements.iter().map(|e| {
        let around: Vec<&str> = session.zone_path(e.id).into_iter().map(zone).collect();
        let within = e
            .within
            .map_or(String::new(), |id| session.element_name(id));
        let unknown = if e.unknown { ", unknown" } else { "" };
        let out = e.out_of_scope.as_deref();
        format!(
            "{} {:?} in {around:?} on {within:?}{unknown}, out: {out:?}",
            e.kind.words(),
            e.name.as_str()
        )
    });
    let flows = session.flows.iter().map(|f| {
        let [from, to] = [f.from, f.to].map(|id| session.element_name(id));
        format!("{from:?} -> {to:?}: {:?}", f.data.as_str())
    });
    zones.chain(parts).chain(flows).collect()
}

/// The map that the importer makes of a chart.
pub(super) fn back(chart: &str) -> Session {
    let draft = (source("mermaid").unwrap().read)(chart).unwrap();
    let dropped: Vec<String> = draft
        .dropped
        .iter()
        .map(ToString::to_string)
        .filter(|said| {
            !["style: is not imported", "style (2 times): is not imported"].contains(&said.as_str())
        })
        .collect();
    assert_eq!(dropped, Vec::<String>::new(), "{chart}");
    draft.session
}

proptest! {
    #[test]
    fn a_map_that_is_written_and_read_back_is_the_same_map(session in maps()) {
        prop_assume!(!session.elements.is_empty());
        let chart = render(Format::MERMAID, &session, &options(Names::Full));
        let draft = back(&chart);
        prop_assert_eq!(map(&draft), map(&session), "{}", chart);
        prop_assert_eq!(&draft.title, &session.title);
    }

    #[test]
    fn no_line_of_a_chart_is_made_by_a_name(session in maps()) {
        let chart = render(Format::MERMAID, &session, &options(Names::Full));
        for line in chart.lines().skip(4) {
            let outside: String = line.split('"').step_by(2).collect();
            prop_assert!(line.matches('"').count() == 2 || !line.contains('"'), "{}", line);
            prop_assert!(outside.bytes().all(|b| b.is_ascii_alphanumeric() || b" []()|-.>:,".contains(&b)), "{}", line);
        }
    }

    #[test]
    fn quotes_of_a_dot_file_hold_each_name(session in maps()) {
        let text = render(Format::DOT, &session, &options(Names::Full));
        // Without what is escaped, quotes come in pairs and what stands between them is not syntax.
        let bare = text.replace("\\\\", "").replace("\\\"", "");
        for line in bare.lines() {
            prop_assert!(line.matches('"').count() % 2 == 0, "{}", line);
            let outside: String = line.split('"').step_by(2).collect();
            prop_assert!(outside.bytes().all(|b| b.is_ascii_alphanumeric() || b" []={},;_->".contains(&b)), "{}", line);
        }
        for element in &session.elements {
            let name = element.name.replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;");
            let end = if element.out_of_scope.is_some() { "\\nout of scope: " } else { "\"" };
            let written = format!("label=\"{name}{end}");
            prop_assert!(text.contains(&written), "{} is not in\n{}", name, text);
        }
    }
}

#[test]
fn elements_on_the_map_of_another_come_back_there() {
    let mut session = rich();
    let outer = session.elements[0].id;
    let zone = session.zone_of(outer);
    session.elements[1].within = Some(outer);
    session.elements[1].zone = None;
    let draft = back(&render(Format::MERMAID, &session, &options(Names::Full)));
    assert_eq!(map(&draft), map(&session));
    assert_eq!(
        draft.zone_of(draft.elements[1].id).is_some(),
        zone.is_some()
    );
}

/// api, in core, with parser and, on the map of that, rules; cache is on the map of api, but in a zone of its own.
fn levels() -> Session {
    let mut s = Session::new(
        uuid::Uuid::nil(),
        "Levels".into(),
        SessionKind::Meeting,
        at(0),
    );
    for (zone, part) in [("core", "api"), ("vault", "cache")] {
        let new = New::Zone(zone.into(), vec![part.into()]);
        s.apply(&Edit::Add(new), at(1)).unwrap();
    }
    for (from, to) in [("api", "rules"), ("rules", "bank"), ("parser", "cache")] {
        let (from, to, data) = (from.into(), to.into(), Text::default());
        let new = New::Flow { from, to, data };
        s.apply(&Edit::Add(new), at(1)).unwrap();
    }
    let id = |name: &str| {
        s.elements
            .iter()
            .find(|e| e.name.as_str() == name)
            .unwrap()
            .id
    };
    let (api, parser) = (id("api"), id("parser"));
    for element in &mut s.elements {
        element.within = match element.name.as_str() {
            "parser" | "cache" => Some(api),
            "rules" => Some(parser),
            _ => None,
        };
        if element.name.as_str() == "bank" {
            element.out_of_scope = Some("run by \"them\"".into());
        }
    }
    s
}

#[test]
fn what_is_inside_an_element_stands_in_a_box_beside_it_and_out_of_scope_is_said_with_the_reason() {
    let session = levels();
    let chart = render(Format::MERMAID, &session, &options(Names::Full));
    let expected = "\
flowchart LR
  E4(\"bank #45; out of scope: run by #34;them#34;\")
  subgraph Z1[\"core\"]
    E1(\"api\")
    subgraph inE1[\"inside api\"]
      E5(\"parser\")
      subgraph inE5[\"inside parser\"]
        E3(\"rules\")
      end
    end
  end
  subgraph Z2[\"vault\"]
    E2(\"cache\")
  end
  E1 --> E3
  E3 -.-> E4
  E5 -.-> E2
  class E2 inE1
  class E4 outOfScope
  classDef outOfScope fill:none
";
    assert_eq!(chart.split_once("\n---\n").unwrap().1, expected);
    assert_eq!(map(&back(&chart)), map(&session));
    let former = chart.replace(" #45; out of scope: ", "<br/>out of scope: ");
    assert_ne!(former, chart);
    assert_eq!(
        map(&back(&former)),
        map(&session),
        "as it was written before"
    );
    let dot = render(Format::DOT, &session, &options(Names::Full));
    let dot: Vec<&str> = dot.lines().skip(4).take(13).map(str::trim).collect();
    assert_eq!(
        dot.join("\n"),
        "\
E4 [id=\"E4\", label=\"bank\\nout of scope: run by \\\"them\\\"\", style=rounded, color=gray50, fontcolor=gray30];
subgraph cluster_Z1 {
graph [id=\"Z1\", label=\"core\", style=dashed];
E1 [id=\"E1\", label=\"api\", style=rounded];
subgraph cluster_in_E1 {
graph [label=\"inside api\", style=dotted];
E5 [id=\"E5\", label=\"parser\", style=rounded];
subgraph cluster_in_E5 {
graph [label=\"inside parser\", style=dotted];
E3 [id=\"E3\", label=\"rules\", style=rounded];
}
}
}"
    );
}

#[test]
fn graphviz_draws_each_kind_in_its_way_and_what_no_one_knows_dashed() {
    use ElementKind::{DataStore, ExternalEntity, Process};
    for (kind, unknown, look) in [
        (ExternalEntity, false, "peripheries=2"),
        (ExternalEntity, true, "peripheries=2, style=dashed"),
        (Process, false, "style=rounded"),
        (Process, true, "style=\"rounded,dashed\""),
        (DataStore, false, "shape=cylinder"),
        (DataStore, true, "shape=cylinder, style=dashed"),
    ] {
        let mut session = levels();
        (session.elements[0].kind, session.elements[0].unknown) = (kind, unknown);
        let dot = render(Format::DOT, &session, &options(Names::Full));
        let line = format!("E1 [id=\"E1\", label=\"api\", {look}];");
        assert!(dot.contains(&line), "no {line} in\n{dot}");
    }
}

#[test]
fn maps_within_maps_come_back_however_deep_they_are() {
    let mut session = levels();
    for number in 0..12 {
        let name = Text::from(format!("deeper {number}"));
        let (kind, unknown) = (None, false);
        let new = New::Element {
            name,
            kind,
            unknown,
        };
        session.apply(&Edit::Add(new), at(1)).unwrap();
        let count = session.elements.len();
        session.elements[count - 1].within = Some(session.elements[count - 2].id);
    }
    session.validate().unwrap();
    let chart = render(Format::MERMAID, &session, &options(Names::Full));
    assert_eq!(chart.matches("subgraph inE").count(), 8, "{chart}");
    assert_eq!(map(&back(&chart)), map(&session));
}

#[test]
fn a_chart_that_mermaid_would_not_draw_is_said() {
    let mut session = rich();
    let said =
        |session: &Session| remarks(Format::MERMAID, session, &options(Names::Full)).join("\n");
    assert_eq!(said(&session), "");
    let flow = session.flows[0].clone();
    session.flows = vec![flow.clone(); 500];
    assert_eq!(said(&session), "", "so many are drawn");
    session.flows.push(flow);
    assert!(said(&session).contains("501 flows"), "{}", said(&session));
    session.flows.truncate(1);
    session.elements[0].name = Text::from("x".repeat(50_000));
    assert!(
        said(&session).contains("Mermaid draws at most 500"),
        "{}",
        said(&session)
    );
}

#[test]
fn the_map_is_written_for_mermaid_and_for_graphviz() {
    for format in [Format::MERMAID, Format::DOT] {
        let text = render(format, &rich(), &options(Names::None));
        insta::assert_snapshot!(format!("map_{}", format.name()), text);
    }
}
