//! What a reader learns of the map beside names and kinds: what lies in what, what is out of scope, and how data moves.

use super::report::words;
use super::rich::at;
use super::{options, render};
use crate::domain::{Edit, Field, MapField, New, Session, SessionKind, Text};
use crate::export::{Format, Names};

fn session() -> Session {
    let title = Text::new("Refunds");
    let mut s = Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, at(0));
    let zone = |name: &str, part: &str| Edit::Add(New::Zone(name.into(), vec![part.into()]));
    let set = |id: &str, field| Edit::Set(id.parse().unwrap(), Field::Map(field));
    for edit in [
        zone("cloud", "db"),
        zone("core", "api"),
        Edit::Add(New::Flow {
            from: "api".into(),
            to: "parser".into(),
            data: "order".into(),
        }),
        set("Z2", MapField::Zone(Some("Z1".parse().unwrap()))),
        set("E3", MapField::Within(Some("E2".parse().unwrap()))),
        set("E1", MapField::OutOfScope(Some("run by the bank".into()))),
        set("E2", MapField::Note("there are two".into())),
        set("F1", MapField::Protocol("grpc".into())),
    ] {
        s.apply(&edit, at(0)).unwrap();
    }
    s
}

#[test]
fn the_summary_says_what_lies_in_what_and_what_is_out_of_scope() {
    let summary = render(Format::SUMMARY, &session(), &options(Names::Full));
    for line in [
        "- Trust zone cloud (Z1): db (E1, out of scope: run by the bank)",
        "- Trust zone core (Z2, in cloud): api (E2, there are two), parser (E3, inside api)",
        "- api -> parser: order (F1, grpc)",
    ] {
        assert!(
            summary.lines().any(|l| l == line),
            "no {line:?} in\n{summary}"
        );
    }
}

#[test]
fn the_report_says_the_same_in_its_tables() {
    let page = render(Format::HTML, &session(), &options(Names::Full));
    let words = words(&page)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    for said in [
        "db , out of scope: run by the bank",
        "api : there are two",
        "parser , on the map of",
        "order by grpc",
        "core , in",
    ] {
        assert!(words.contains(said), "no {said:?} in\n{words}");
    }
}
