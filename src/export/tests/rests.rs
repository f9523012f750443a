//! What threats rest on, as a chart for Mermaid and in words: each threat once in full, whatever someone types.

use proptest::prelude::*;
use scraper::{Html, Selector};

use super::charts::{back, name};
use super::report::faults;
use super::rich::at;
use super::{options, render, told_to};
use crate::domain::{
    Edit, Field, FourQuestion, Gate, New, ResponseKind, RestsOn, Session, SessionKind, Severity,
    Status, Strength, Text, ThreatId,
};
use crate::export::{Audience, Format, Names, remarks};
use crate::risk::forest;

fn empty() -> Session {
    let (id, title) = (uuid::Uuid::nil(), "Refunds".into());
    Session::new(id, title, SessionKind::Meeting, at(0))
}

fn set(session: &mut Session, id: &str, field: Field) {
    let edit = Edit::Set(id.parse().unwrap(), field);
    session.apply(&edit, at(1)).unwrap();
}

fn rests(gate: Gate, of: &[u32]) -> Field {
    let of = of.iter().copied().map(ThreatId).collect();
    Field::RestsOn(Some(RestsOn { gate, of }))
}

/// T1 rests on one of T2 and T3, both of these on T4, which M1 cuts; T5 is ruled out.
fn shared() -> Session {
    let mut s = empty();
    for text in [
        "Refunds paid out twice.",
        "Ticket forged",
        "Clerk \"fooled\"",
        "Mailbox taken over",
        "Phone cloned",
    ] {
        let new = New::threat(text, FourQuestion::GoWrong);
        s.apply(&Edit::Add(new), at(1)).unwrap();
    }
    for (threat, severity) in [
        ("T1", Severity::High),
        ("T2", Severity::Medium),
        ("T4", Severity::High),
    ] {
        set(&mut s, threat, Field::Severity(Some(severity)));
    }
    set(&mut s, "T1", rests(Gate::One, &[2, 3]));
    set(&mut s, "T2", rests(Gate::All, &[4, 5]));
    set(&mut s, "T3", rests(Gate::All, &[4]));
    let kind = ResponseKind::NotApplicable;
    set(
        &mut s,
        "T5",
        Field::Response(Some((kind, "no phones".into(), None))),
    );
    let new = New::mitigation("Ask for a second factor", ThreatId(4), Status::Verified);
    s.apply(&Edit::Add(new), at(1)).unwrap();
    set(&mut s, "M1", Field::Strength(Some(Strength::Most)));
    s
}

/// Threats of odd names, and what they rest on.
fn trees() -> impl Strategy<Value = Session> {
    let links = prop::collection::vec(
        (
            1..=9_u32,
            any::<bool>(),
            prop::collection::vec(1..=9_u32, 1..4),
        ),
        1..9,
    );
    (prop::collection::vec(name(), 9), links).prop_map(|(names, links)| {
        let mut s = empty();
        for text in names {
            // A threat without words is refused, and then there are fewer.
            drop(s.apply(
                &Edit::Add(New::threat(&*text, FourQuestion::GoWrong)),
                at(1),
            ));
        }
        for (threat, all, of) in links {
            let gate = if all { Gate::All } else { Gate::One };
            // A loop is refused, and then nothing has changed.
            drop(s.apply(&Edit::Set(ThreatId(threat).into(), rests(gate, &of)), at(1)));
        }
        s
    })
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_chart_of_trees_has_each_threat_once_with_its_gate_and_what_is_left() {
    let chart = render(Format::TREES, &shared(), &options(Names::Full));
    let expected = "\
flowchart TD
  T1[\"T1 Refunds paid out twice. - rests on one of 2 - high, low left\"]
  T2[\"T2 Ticket forged - rests on all of 2 - medium, low left\"]
  T4(\"T4 Mailbox taken over - high, low left - cut by M1\")
  T5(\"T5 Phone cloned - not applicable\")
  T3[\"T3 Clerk #34;fooled#34; - rests on all of 1 - not rated, cut\"]
  T1 --> T2
  T1 --> T3
  T2 --> T4
  T2 --> T5
  T3 --> T4
";
    assert_eq!(chart.split_once("\n---\n").unwrap().1, expected);
}

#[test]
fn without_a_tree_it_is_said_and_the_map_is_as_before() {
    let mut session = shared();
    let said = |session: &Session| remarks(Format::TREES, session, &options(Names::Full)).join("|");
    assert_eq!(said(&session), "");
    let before = render(Format::MERMAID, &session, &options(Names::Full));
    for threat in ["T1", "T2", "T3"] {
        set(&mut session, threat, Field::RestsOn(None));
    }
    assert_eq!(said(&session), "No threat rests on others yet.");
    assert_eq!(
        render(Format::MERMAID, &session, &options(Names::Full)),
        before
    );
}

#[test]
fn a_chart_of_trees_that_mermaid_would_not_draw_is_said() {
    let mut session = shared();
    let said = |session: &Session| remarks(Format::TREES, session, &options(Names::Full)).join("|");
    session.threats[3].text = Text::from("x".repeat(49_000));
    assert_eq!(said(&session), "", "so much is drawn");
    session.threats[3].text = Text::from("x".repeat(50_000));
    let said = said(&session);
    assert!(said.starts_with("The trees have 5 arrows and 50"), "{said}");
    assert!(
        said.contains("Mermaid draws at most 500 and 50000"),
        "{said}"
    );
}

#[test]
fn the_summary_says_trees_as_nested_lists_for_every_audience() {
    let session = shared();
    let lists = "\
- **T1** Refunds paid out twice: high, low left. Rests on one of T2, T3.
  - **T2** Ticket forged: medium, low left. Rests on all of T4, T5.
    - **T4** Mailbox taken over: high, low left. Cut by M1 Ask for a second factor.
    - **T5** Phone cloned: not applicable.
  - **T3** Clerk \"fooled\": not rated, cut. Rests on all of T4.
    - **T4** Mailbox taken over: high, low left. Cut by M1 Ask for a second factor.
";
    for audience in Audience::ALL {
        let text = render(Format::SUMMARY, &session, &told_to(audience, Names::Full));
        assert!(text.contains(lists), "{}: {text}", audience.name());
    }
    let text = render(Format::SUMMARY, &empty(), &options(Names::Full));
    assert!(!text.contains("rest on"), "{text}");
}

#[test]
fn the_report_says_trees_as_nested_lists_whose_ids_lead_to_the_threats() {
    let session = shared();
    let page = render(Format::HTML, &session, &options(Names::Full));
    assert_eq!(faults(&page), [""; 0]);
    let html = Html::parse_document(&page);
    let all = |selector: &str| {
        let selector = Selector::parse(selector).unwrap();
        let found = html
            .select(&selector)
            .map(|e| words(&e.text().collect::<String>()));
        found.collect::<Vec<_>>()
    };
    assert_eq!(
        all("#rests-on > ul > li > ul > li > ul > li"),
        [
            "T4 Mailbox taken over. High, low left. Cut by M1 Ask for a second factor.",
            "T5 Phone cloned. Not applicable.",
            "T4 Mailbox taken over. High, low left. Cut by M1 Ask for a second factor.",
        ]
    );
    let root = all("#rests-on > ul > li").remove(0);
    let begins = "T1 Refunds paid out twice. High, low left. Rests on one of T2, T3.T2 Ticket forged. Medium, low left. \
        Rests on all of T4, T5.";
    assert!(root.starts_with(begins), "{root}");
    assert_eq!(
        all("#rests-on li > a[href='#T3']"),
        ["T3", "T3"],
        "named, and in its own place"
    );
    let page = render(Format::HTML, &empty(), &options(Names::Full));
    assert!(!page.contains("rests-on"), "no section without a tree");
}

#[test]
fn a_shared_part_with_parts_is_said_in_full_once() {
    let mut session = shared();
    set(&mut session, "T3", rests(Gate::All, &[2]));
    let text = render(Format::SUMMARY, &session, &options(Names::Full));
    assert!(
        text.contains("\n    - **T2** Ticket forged: see above.\n"),
        "{text}"
    );
    assert_eq!(text.matches("Rests on all of T4, T5").count(), 1, "{text}");
    let page = super::report::words(&render(Format::HTML, &session, &options(Names::Full)));
    assert!(page.contains("See above."), "{page}");
}

#[test]
fn a_chain_of_any_length_is_listed_whole() {
    let mut session = empty();
    for n in 1..=400 {
        let new = New::threat(format!("Step {n}"), FourQuestion::GoWrong);
        session.apply(&Edit::Add(new), at(1)).unwrap();
    }
    for n in 1..400 {
        set(&mut session, &format!("T{n}"), rests(Gate::All, &[n + 1]));
    }
    let text = render(Format::SUMMARY, &session, &options(Names::Full));
    for n in 1..400 {
        assert_eq!(
            text.matches(&format!("Rests on all of T{}.", n + 1))
                .count(),
            1
        );
    }
    let page = render(Format::HTML, &session, &options(Names::Full));
    assert_eq!(faults(&page), [""; 0]);
}

proptest! {
    #[test]
    fn whatever_is_typed_the_lists_of_the_report_stay_sound(session in trees()) {
        let page = render(Format::HTML, &session, &options(Names::Full));
        prop_assert_eq!(faults(&page), [""; 0]);
        let html = Html::parse_document(&page);
        let items = Selector::parse("#rests-on li").unwrap();
        prop_assert_eq!(html.select(&items).count(), forest(&session).len());
    }

    #[test]
    fn trees_that_are_written_and_read_back_have_the_same_threats_and_arrows(session in trees()) {
        let branches = forest(&session);
        prop_assume!(!branches.is_empty());
        let chart = render(Format::TREES, &session, &options(Names::Full));
        let draft = back(&chart);
        let drawn: Vec<_> = branches.iter().filter(|branch| !branch.above).collect();
        let boxes = drawn.iter().map(|branch| {
            let gate = match branch.gate() {
                gate if gate.is_empty() => gate,
                gate => format!("- rests on {gate} "),
            };
            let threat = session.threat(branch.threat).unwrap();
            words(&format!("{} {} {gate}- not rated", threat.id, threat.text))
        });
        let boxes: Vec<String> = boxes.collect();
        let read: Vec<String> = draft.elements.iter().map(|e| words(&e.name)).collect();
        prop_assert_eq!(read, boxes, "{}", chart);
        let arrows = drawn.iter().flat_map(|b| {
            let parts = b.rests.iter().flat_map(|rests| rests.of.clone());
            parts.map(|part| (b.threat, part))
        });
        let named = |id| draft.element_name(id).split(' ').next().unwrap_or_default().parse::<ThreatId>().unwrap();
        let read: Vec<_> = draft.flows.iter().map(|f| (named(f.from), named(f.to))).collect();
        prop_assert_eq!(read, arrows.collect::<Vec<_>>(), "{}", chart);
    }

    #[test]
    fn no_line_of_a_chart_of_trees_is_made_by_a_name(session in trees()) {
        let chart = render(Format::TREES, &session, &options(Names::Full));
        for line in chart.lines().skip(4) {
            let outside: String = line.split('"').step_by(2).collect();
            prop_assert!(line.matches('"').count() == 2 || !line.contains('"'), "{}", line);
            prop_assert!(outside.bytes().all(|b| b.is_ascii_alphanumeric() || b" []()->".contains(&b)), "{}", line);
        }
    }
}
