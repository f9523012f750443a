//! Sentences that once said something else than what was meant.

use super::{options, whole};
use crate::check::{self, Thresholds};
use crate::domain::{
    Deferral, Edit, Element, ElementKind, Field, Flow, ItemId, New, Participant, Place,
    QuestionState, Session, Swept,
};
use crate::export::tests::rich::{at, rich};
use crate::export::{Format, Names, one_threat};

fn id(name: &str) -> ItemId {
    name.parse().unwrap()
}

fn section<'a>(text: &'a str, heading: &str) -> &'a str {
    let mut parts = text.split("\n## ");
    let head = format!("{heading}\n");
    parts.find(|part| part.starts_with(&head)).unwrap()
}

/// An external entity at which a threat was recorded is a place, and perhaps a supplier.
#[test]
fn a_scenario_does_not_accuse_the_place_of_its_threat() {
    let mut session = rich();
    let vendor = session
        .elements
        .iter_mut()
        .find(|e| e.kind == ElementKind::ExternalEntity)
        .unwrap();
    vendor.name = "video vendor".into();
    let place = Place::Element(vendor.id);
    for threat in &mut session.threats {
        threat.places = vec![place];
    }
    let text = whole(Format::FEATURE, &session, &options(Names::Full));
    let steps: Vec<&str> = text.lines().map(str::trim).collect();
    assert!(steps.contains(&"Given a threat on video vendor"), "{text}");
    let whens = steps.iter().filter(|step| step.starts_with("When "));
    for when in whens {
        assert!(!when.contains("vendor"), "{when}");
    }
}

/// Ingrid's initial is a word: a sentence that begins with it speaks of the reader.
#[test]
fn a_person_with_a_name_like_a_word_is_named_after_a_label() {
    let mut session = rich();
    let ingrid: Participant = Participant {
        name: "Ingrid".into(),
        ..session.participants[0].clone()
    };
    let who = ingrid.id;
    session.participants = vec![ingrid];
    for question in &mut session.questions {
        question.state = QuestionState::Open;
        question.owner = Some(who);
    }
    let asked = options(Names::Initials);
    let mut texts = vec![
        whole(Format::SUMMARY, &session, &asked),
        whole(Format::QUESTIONS, &session, &asked),
        whole(Format::MINUTES, &session, &asked),
    ];
    let about = session.questions.iter().flat_map(|q| &q.about);
    texts.extend(about.filter_map(|id| match id {
        ItemId::Threat(id) => one_threat(&session, *id, &asked).map(|file| file.contents),
        _ => None,
    }));
    for text in texts {
        assert!(text.contains("Owner: I."), "{text}");
        assert!(!text.contains("I will"), "{text}");
    }
}

/// Nobody looked at what was deferred, so a tester must not skip it as accepted.
#[test]
fn a_deferred_threat_is_not_accepted() {
    let mut session = rich();
    let threat = session
        .threats
        .iter_mut()
        .find(|t| t.response.is_none())
        .unwrap();
    threat.text = "A stranger joins the call".into();
    threat.deferred = Some(Deferral {
        reason: "no time today".into(),
        until: None,
        at: at(30),
    });
    let text = whole(Format::PENTEST, &session, &options(Names::Full));
    assert!(!section(&text, "Accepted, transferred or avoided").contains("A stranger"));
    assert!(section(&text, "Deferred, not decided").contains("A stranger joins the call"));
}

#[test]
fn a_withdrawn_question_is_not_asked_about_a_threat() {
    let mut session = rich();
    for question in &mut session.questions {
        question.state = QuestionState::Withdrawn;
    }
    let text = whole(Format::SUMMARY, &session, &options(Names::Full));
    assert!(!text.contains("Questions: Q"), "{text}");
    assert!(section(&text, "Questions").contains("Withdrawn."));
}

/// Open actions are not missing, and a page without gaps must not say that nothing is open.
#[test]
fn a_page_without_gaps_does_not_say_that_nothing_is_open() {
    let mut session = rich();
    session.threats.clear();
    session.questions.clear();
    session.assumptions.clear();
    session.actions.truncate(1);
    let action = &mut session.actions[0];
    action.said_yes = true;
    action.due = chrono::NaiveDate::from_ymd_opt(2026, 6, 1);
    action.about.clear();
    let owner = session.participants[0].id;
    session.actions[0].owner = Some(owner);
    assert_eq!(session.tally(at(0).date_naive()).open_actions, 1);
    let text = whole(Format::SUMMARY, &session, &options(Names::Full));
    assert!(!text.contains("Still open"), "{text}");
    let says = section(&text, "Missing or overdue");
    assert!(says.contains("Nothing missing or overdue."), "{says}");
}

/// The quiet flows as the check names them, and as the brief does.
fn quiet(session: &Session) -> (Vec<String>, Vec<String>) {
    let report = check::run(session, at(0).date_naive(), &Thresholds::bundled());
    let about_flows = |f: &check::Finding| matches!(f.subjects.first(), Some(ItemId::Flow(_)));
    let found = report.findings.into_iter().find(about_flows);
    let checked = found.map_or_else(Vec::new, |f| {
        f.subjects.iter().map(ToString::to_string).collect()
    });
    let text = whole(Format::PENTEST, session, &options(Names::Full));
    let line = text
        .lines()
        .find(|line| line.contains("No threat recorded"));
    let words = line.unwrap_or_default().split([' ', ',', '.']);
    let told = words
        .filter(|word| matches!(word.parse(), Ok(ItemId::Flow(_))))
        .map(str::to_owned)
        .collect();
    (checked, told)
}

#[test]
fn the_brief_names_the_same_quiet_flows_as_the_check() {
    let mut session = rich();
    for name in ["probe", "sink"] {
        let element = New::Element {
            name: name.into(),
            kind: Some(ElementKind::ExternalEntity),
            unknown: false,
        };
        session.apply(&Edit::Add(element), at(60)).unwrap();
    }
    let inside: Vec<Element> = session.elements.clone();
    let zoned = inside.iter().find(|e| e.zone.is_some()).unwrap();
    let [probe, sink] = [inside.len() - 2, inside.len() - 1].map(|i| inside[i].clone());
    for (from, to) in [(&probe.name, &zoned.name), (&zoned.name, &sink.name)] {
        let flow = New::Flow {
            from: from.clone(),
            to: to.clone(),
            data: "a beat".into(),
        };
        session.apply(&Edit::Add(flow), at(60)).unwrap();
    }
    for threat in &mut session.threats {
        threat.places.clear();
    }
    let flows: Vec<Flow> = session.flows.clone();
    let last = flows.last().unwrap();
    // At an end of the last flow, and a walk through the first: neither is a threat on the flow.
    session.threats[0].places = vec![Place::Element(sink.id)];
    session.swept.push(Swept {
        place: Place::Flow(flows[0].id),
        asked: crate::domain::Asked::Accidents,
    });
    let (checked, told) = quiet(&session);
    assert!(!checked.is_empty() && !checked.contains(&last.id.to_string()));
    assert_eq!(checked, told);
    let rated = Edit::Set(id("T1"), Field::Places(vec![Place::Flow(flows[0].id)]));
    session.apply(&rated, at(60)).unwrap();
    let (checked, told) = quiet(&session);
    assert_eq!(checked, told);
}
