//! Sentences that once said something else than what was meant.

use super::{options, told_to, whole};
use crate::check::{self, Thresholds};
use crate::domain::{
    Deferral, Edit, Element, ElementKind, Field, Flow, ItemId, New, NoteKind, Participant, Place,
    QuestionState, Response, ResponseKind, Session, Swept, Threat,
};
use crate::export::tests::rich::{at, rich};
use crate::export::{Audience, Format, Names, one_threat};

pub(super) fn id(name: &str) -> ItemId {
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
        assert!(text.contains("Owner: IN."), "{text}");
        assert!(
            !text.contains("Owner: I.") && !text.contains("I will"),
            "{text}"
        );
    }
}

/// No one looked at what was deferred, so a tester must not skip it as accepted.
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
        by: None,
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
    let says = section(&text, "Still open");
    assert!(says.contains("- Actions to do: 1\n"), "{says}");
    assert!(!says.contains("is open"), "{says}");
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
        .find(|line| line.contains("No applicable threat recorded"));
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
    // A threat that was ruled out leaves its place quiet; a walk through an end does not.
    session.swept.clear();
    session.threats[0].places = vec![Place::Element(sink.id)];
    rule_out(&mut session.threats[0]);
    let (checked, told) = quiet(&session);
    assert!(checked.contains(&last.id.to_string()));
    assert_eq!(checked, told);
    session.swept.push(Swept {
        place: Place::Element(last.to),
        asked: crate::domain::Asked::Accidents,
    });
    let (checked, told) = quiet(&session);
    assert!(!checked.contains(&last.id.to_string()));
    assert_eq!(checked, told);
}

/// Decides that a threat does not concern the system, and leaves nothing else to say about the decision.
fn rule_out(threat: &mut Threat) {
    threat.response = Some(Response {
        until: None,
        kind: ResponseKind::NotApplicable,
        reason: "no such part".into(),
        by: Some(crate::domain::ParticipantId(1)),
        evidence: "see the deployment".into(),
        at: at(40),
    });
}

/// The ids that the page names after `what`.
pub(super) fn missing(session: &Session, what: &str) -> Vec<String> {
    let text = whole(Format::SUMMARY, session, &options(Names::Full));
    let says = section(&text, "Still open");
    let line = says.lines().find_map(|line| {
        let line = line.strip_prefix("- ")?;
        line.strip_prefix(what)
    });
    let words = line
        .unwrap_or_default()
        .split([' ', ',', '.', ':', '(', ')']);
    words
        .filter(|word| word.parse::<ItemId>().is_ok())
        .map(str::to_owned)
        .collect()
}

/// The ids that a check names.
pub(super) fn checked(session: &Session, check: &str) -> Vec<String> {
    let today = options(Names::Full).today;
    let report = check::run(session, today, &Thresholds::bundled());
    let found = report.findings.iter().find(|f| f.check == check);
    found.map_or_else(Vec::new, |f| {
        f.subjects.iter().map(ToString::to_string).collect()
    })
}

#[test]
fn the_summary_misses_what_the_checks_miss() {
    let mut session = rich();
    let pairs = [
        ("High threats without a response", "high-threat-response"),
        ("Actions not agreed by their owner", "action-agreed"),
        ("Questions without an owner", "question-owner"),
        ("Assumptions not confirmed", "assumption-confirmed"),
        ("Deferred without a date", "deferral-date"),
    ];
    // Deferred and then ruled out: no one needs to come back to it.
    for threat in session.threats.iter_mut().take(2) {
        threat.deferred = Some(Deferral {
            by: None,
            reason: "no time today".into(),
            until: None,
            at: at(30),
        });
    }
    rule_out(&mut session.threats[0]);
    for (what, check) in pairs {
        let told = missing(&session, what);
        assert!(!told.is_empty(), "{what}");
        assert_eq!(told, checked(&session, check), "{what}");
    }
    assert!(
        !missing(&session, "Deferred without a date").contains(&session.threats[0].id.to_string())
    );
    // The check for action items and the one for decisions name what lacks one thing or the other.
    let union = |one: &str, other: &str| {
        let mut all: Vec<ItemId> = [missing(&session, one), missing(&session, other)]
            .concat()
            .iter()
            .map(|it| id(it))
            .collect();
        all.sort();
        all.dedup();
        all.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let actions = union("Actions without an owner", "Actions without a date");
    assert!(!actions.is_empty());
    assert_eq!(actions, checked(&session, "action-owner-date"));
}

/// An event brings the team back, whatever the date says.
#[test]
fn the_summary_and_the_check_agree_on_the_next_review() {
    let mut session = rich();
    session.revisit = Some(at(0).date_naive());
    session
        .notes
        .retain(|note| note.kind != NoteKind::RevisitWhen);
    let both = |session: &Session| {
        let text = whole(Format::SUMMARY, session, &options(Names::Full));
        let report = check::run(session, options(Names::Full).today, &Thresholds::bundled());
        (
            section(&text, "Still open").contains("The review date has passed"),
            report.findings.iter().any(|f| f.check == "next-review"),
        )
    };
    assert_eq!(both(&session), (true, true));
    let event = New::Note(NoteKind::RevisitWhen, "after the audit".into());
    session.apply(&Edit::Add(event), at(60)).unwrap();
    assert_eq!(both(&session), (false, false));
}

/// What was decided about is told as decided, and what is only deferred as open, in the brief as by the checks.
#[test]
fn the_brief_tells_decided_threats_apart_as_the_checks_do() {
    let mut session = rich();
    for threat in &mut session.threats {
        threat.response = None;
        threat.deferred = Some(Deferral {
            by: None,
            reason: "no time today".into(),
            until: None,
            at: at(30),
        });
    }
    rule_out(&mut session.threats[0]);
    let text = whole(Format::PENTEST, &session, &options(Names::Full));
    let deferred = section(&text, "Deferred, not decided");
    let told: Vec<String> = session
        .threats
        .iter()
        .map(|t| t.id.to_string())
        .filter(|id| {
            [',', ')']
                .iter()
                .any(|end| deferred.contains(&format!("({id}{end}")))
        })
        .collect();
    assert!(!told.is_empty());
    assert_eq!(told, checked(&session, "deferral-date"));
}

/// What two people said to one threat is told to every audience.
#[test]
fn the_summary_says_what_the_senior_added_and_what_was_learned() {
    let mut session = rich();
    let format = Format::SUMMARY;
    let text = whole(format, &session, &options(Names::Full));
    assert!(!text.contains("For two people"), "{text}");
    let pair = crate::domain::Pair::default().with_beside("in place", "Not *since* May".into());
    session.pair = Some(crate::domain::Pair {
        learned: "Ask who builds it".into(),
        ..pair
    });
    for audience in Audience::ALL {
        let text = whole(format, &session, &told_to(audience, Names::Full));
        let says = section(&text, "For two people");
        let senior =
            "- Senior on what is in place: Not \\*since\\* May.\n- Learned: Ask who builds it.";
        assert!(says.contains(senior), "{says}");
    }
}
