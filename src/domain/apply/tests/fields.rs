//! Changes field by field: what becomes of two items that are merged, and what one field takes along with it.

use chrono::NaiveDate;

use super::*;
use crate::domain::{
    Applies, Ballot, ControlKind, Effort, History, Level, NewAction, NewMitigation, PackCard,
    Place, QuestionState, SessionField, Status, Stride, ThreatId, Voting,
};

pub(super) fn made(edits: Vec<Edit>) -> Session {
    let mut session = Session::new(Uuid::nil(), "Refund".into(), SessionKind::Meeting, at_ten());
    for edit in edits {
        session.apply(&edit, at_ten()).unwrap();
    }
    session.validate().unwrap();
    session
}

pub(super) fn set(item: &str, field: Field) -> Edit {
    Edit::Set(id(item), field)
}

pub(super) fn merge(from: &str, into: &str) -> Edit {
    Edit::Merge(id(from), id(into))
}

pub(super) fn person(name: &str) -> Edit {
    Edit::Add(New::Participant(name.into(), Text::default()))
}

fn place(word: &str) -> Place {
    word.parse().unwrap()
}

fn texts<'a>(list: impl IntoIterator<Item = &'a Text>) -> Vec<&'a str> {
    list.into_iter().map(Text::as_str).collect()
}

fn ids<T: ToString>(list: impl IntoIterator<Item = T>) -> Vec<String> {
    list.into_iter().map(|one| one.to_string()).collect()
}

/// Two threats, and what is set on them before T2 becomes a part of T1.
fn merged(before: Vec<Edit>) -> Session {
    let mut edits = vec![
        flow("Web", "API"),
        threat("Refund replayed"),
        threat("Sent twice"),
    ];
    edits.extend(before);
    edits.push(merge("T2", "T1"));
    made(edits)
}

#[test]
fn of_two_merged_threats_the_worse_severity_stays() {
    let all: Vec<Option<Severity>> = std::iter::once(None)
        .chain(Severity::ALL.map(Some))
        .collect();
    for ours in &all {
        for theirs in &all {
            let session = merged(vec![
                set("T1", Field::Severity(*ours)),
                set("T2", Field::Severity(*theirs)),
            ]);
            let worse = *ours.max(theirs);
            assert_eq!(
                session.threats[0].severity, worse,
                "{theirs:?} into {ours:?}"
            );
        }
    }
}

#[test]
fn likelihood_and_impact_stay_with_the_severity_that_follows_from_them() {
    let (low, high) = (Level::Low, Level::High);
    // Both are medium: that of the threat that stays is as good.
    let session = merged(vec![
        set("T1", Field::Rating((low, high).into())),
        set("T2", Field::Rating((high, low).into())),
    ]);
    let threat = &session.threats[0];
    assert_eq!(
        (threat.likelihood, threat.impact),
        (Some(low), Some(high)),
        "{:?}",
        threat.severity
    );
    // The worse one follows from nothing, and the former levels would contradict it.
    let session = merged(vec![
        set("T1", Field::Rating((low, low).into())),
        set("T2", Field::Severity(Some(Severity::Critical))),
    ]);
    let threat = &session.threats[0];
    assert_eq!(threat.severity, Some(Severity::Critical));
    assert_eq!((threat.likelihood, threat.impact), (None, None));
}

#[test]
fn a_merged_threat_is_at_the_places_of_both() {
    let session = merged(vec![
        set("T1", Field::Places(vec![place("E2"), place("F1")])),
        set("T2", Field::Places(vec![place("F1"), place("E1")])),
    ]);
    assert_eq!(
        session.threats[0].places,
        [place("E2"), place("F1"), place("E1")]
    );
}

#[test]
fn a_merged_threat_has_the_lists_of_both_and_each_of_them_once() {
    let link = |words: &[&str]| Field::References(words.iter().copied().map(Text::from).collect());
    let session = merged(vec![
        set(
            "T1",
            Field::Stride(vec![Stride::Tampering, Stride::Spoofing]),
        ),
        set(
            "T2",
            Field::Stride(vec![Stride::DenialOfService, Stride::Tampering]),
        ),
        set("T1", link(&["CVE-1"])),
        set("T2", link(&["CVE-2", "CVE-1"])),
        threat("Refund replayed"),
        merge("T3", "T2"),
    ]);
    let threat = &session.threats[0];
    let all = [Stride::Tampering, Stride::Spoofing, Stride::DenialOfService];
    assert_eq!(threat.stride, all);
    assert_eq!(texts(&threat.references), ["CVE-1", "CVE-2"]);
    assert_eq!(texts(&threat.also), ["Sent twice"], "its own text once");
    assert_eq!(ids(threat.merged.iter().map(|m| m.id)), ["T2", "T3"]);
    assert_eq!(session.threats.len(), 1);
}

#[test]
fn what_only_the_threat_that_goes_has_is_kept_and_what_stays_is_not_replaced() {
    let card = |edited| PackCard {
        pack: "stride".into(),
        card: "1".into(),
        edited,
    };
    let whole = |word: &str, uuid: u128, applies| {
        vec![
            set(word, Field::BusinessRisk(format!("of {word}").into())),
            set(word, Field::Applies(Some(applies))),
            set(word, Field::Attached(Some(Uuid::from_u128(uuid)))),
        ]
    };
    let theirs = whole("T2", 2, Applies::Yes);
    let session = merged(theirs.clone());
    let stays = &session.threats[0];
    assert_eq!(stays.business_risk.as_str(), "of T2");
    assert_eq!(stays.applies, Some(Applies::Yes));
    assert_eq!(stays.attached, Some(Uuid::from_u128(2)));

    let session = merged([whole("T1", 1, Applies::No), theirs].concat());
    let stays = &session.threats[0];
    assert_eq!(stays.business_risk.as_str(), "of T1");
    assert_eq!(stays.applies, Some(Applies::No));
    assert_eq!(stays.attached, Some(Uuid::from_u128(1)));

    // A card of which the team made something of its own is not a card's words.
    for (ours, theirs, left) in [
        (Some(false), None, None),
        (Some(false), Some(true), Some(true)),
        (Some(true), Some(false), Some(true)),
        (None, Some(false), None),
    ] {
        let mut session = made(vec![threat("Refund replayed"), threat("Sent twice")]);
        session.threats[0].pack = ours.map(|edited| Box::new(card(edited)));
        session.threats[1].pack = theirs.map(|edited| Box::new(card(edited)));
        session.apply(&merge("T2", "T1"), at_ten()).unwrap();
        let pack = session.threats[0].pack.as_ref();
        assert_eq!(pack.map(|p| p.edited), left, "{theirs:?} into {ours:?}");
    }
}

#[test]
fn a_decision_that_stays_is_not_replaced_by_that_of_a_merged_threat() {
    let decided = |kind, why: &str| Field::Response(Some((kind, why.into(), None)));
    let session = merged(vec![
        set("T1", decided(ResponseKind::Accept, "Rare")),
        set("T2", decided(ResponseKind::Avoid, "Gone soon")),
    ]);
    let response = session.threats[0].response.as_ref().unwrap();
    assert_eq!(
        (response.kind, response.reason.as_str()),
        (ResponseKind::Accept, "Rare")
    );
    // Both are deferred: with the reason of the one that stays.
    let defer = |n, why: &str| Edit::Defer(vec![ThreatId(n)], why.into(), None, None);
    let session = merged(vec![defer(1, "Later"), defer(2, "Never")]);
    let deferred = session.threats[0].deferred.as_ref();
    assert_eq!(deferred.map(|d| d.reason.as_str()), Some("Later"));
    // What is decided is not deferred by what goes into it.
    let session = merged(vec![
        set("T1", decided(ResponseKind::Accept, "Rare")),
        defer(2, "Never"),
    ]);
    assert!(session.threats[0].deferred.is_none());
}

#[test]
fn a_merged_mitigation_answers_the_threats_of_both() {
    let add = |text: &str, threats: &[u32], kind, effort| {
        Edit::Add(New::Mitigation(NewMitigation {
            text: text.into(),
            threats: threats.iter().copied().map(ThreatId).collect(),
            status: Status::CouldDo,
            kind,
            strength: None,
            effort,
            speaker: None,
        }))
    };
    let (stops, days) = (Some(ControlKind::Preventive), Some(Effort::Small));
    let session = made(vec![
        threat("Refund replayed"),
        threat("File swapped"),
        add("Sign it", &[1], None, None),
        add("Sign the file", &[2, 1], stops, days),
        add(
            "Check the sum",
            &[1],
            Some(ControlKind::Detective),
            Some(Effort::Large),
        ),
        set("M2", Field::Verify("A forged file is refused".into())),
        merge("M2", "M1"),
        merge("M3", "M1"),
    ]);
    let mitigation = &session.mitigations[0];
    assert_eq!(ids(mitigation.threats.clone()), ["T1", "T2"]);
    assert_eq!((mitigation.kind, mitigation.effort), (stops, days));
    assert_eq!(mitigation.verify.as_str(), "A forged file is refused");
    let also = [
        "Sign the file",
        "Check the sum",
        "M3: kind detect for T1; effort L",
    ];
    assert_eq!(texts(&mitigation.also), also);
    assert_eq!(ids(mitigation.merged.iter().map(|m| m.id)), ["M2", "M3"]);
}

#[test]
fn a_merged_question_is_about_what_both_were_about() {
    let ask = |text: &str, about: &[&str], owner: Option<u32>| {
        Edit::Add(New::Question {
            text: text.into(),
            about: about.iter().copied().map(id).collect(),
            speaker: None,
            owner: owner.map(ParticipantId),
        })
    };
    let session = made(vec![
        person("Ana"),
        person("Bo"),
        threat("Refund replayed"),
        threat("File swapped"),
        ask("Who signs?", &["T1"], None),
        ask("Who signs it?", &["T2", "T1"], Some(1)),
        ask("Who?", &[], Some(2)),
        set("Q1", Field::Answer("The bank".into())),
        set("Q2", Field::Answer("The partner".into())),
        merge("Q2", "Q1"),
        merge("Q3", "Q1"),
    ]);
    let question = &session.questions[0];
    assert_eq!(ids(question.about.clone()), ["T1", "T2"]);
    assert_eq!(question.owner, Some(ParticipantId(1)));
    assert_eq!(question.answer.as_str(), "The bank", "it had one");
    assert_eq!(question.state, QuestionState::Answered);
}

#[test]
fn a_response_ends_a_deferral_and_to_take_it_back_does_not_bring_it_again() {
    let defer = Edit::Defer(vec![ThreatId(1)], "Later".into(), None, None);
    for kind in [
        ResponseKind::Reduce,
        ResponseKind::Accept,
        ResponseKind::Transfer,
        ResponseKind::Avoid,
        ResponseKind::NotApplicable,
    ] {
        let respond = Field::Response(Some((kind, Text::default(), None)));
        let session = made(vec![
            threat("Refund replayed"),
            defer.clone(),
            set("T1", respond),
        ]);
        assert!(session.threats[0].deferred.is_none(), "{kind:?}");
    }
    let none = set("T1", Field::Response(None));
    let session = made(vec![threat("Refund replayed"), defer.clone(), none]);
    assert!(session.threats[0].deferred.is_some(), "nothing was decided");
    let session = made(vec![
        threat("Refund replayed"),
        defer,
        set("T1", Field::NotDeferred),
    ]);
    assert!(session.threats[0].deferred.is_none());
}

#[test]
fn a_severity_drops_the_likelihood_and_the_impact_of_the_former_one() {
    let risk = || set("T1", Field::Rating((Level::High, Level::Medium).into()));
    let session = made(vec![threat("Refund replayed"), risk()]);
    let rated = |session: &Session| {
        let of = &session.threats[0];
        (of.likelihood, of.impact, of.severity)
    };
    let (high, medium) = (Some(Level::High), Some(Level::Medium));
    assert_eq!(rated(&session), (high, medium, Some(Severity::High)));
    for severity in [None, Some(Severity::High), Some(Severity::Low)] {
        let session = made(vec![
            threat("Refund replayed"),
            risk(),
            set("T1", Field::Severity(severity)),
        ]);
        assert_eq!(rated(&session), (None, None, severity));
    }
}

#[test]
fn evidence_stays_with_the_decision_that_it_shows() {
    let decide = |kind, why: &str| set("T1", Field::Response(Some((kind, why.into(), None))));
    let ruled_out = ResponseKind::NotApplicable;
    let shown = |then| {
        let session = made(vec![
            threat("Refund replayed"),
            decide(ruled_out, "No partner"),
            set("T1", Field::Evidence("The list of contracts".into())),
            then,
        ]);
        let response = session.threats[0].response.as_ref();
        response.map_or(String::new(), |r| r.evidence.to_string())
    };
    assert_eq!(shown(decide(ruled_out, "None")), "The list of contracts");
    assert_eq!(shown(decide(ResponseKind::Accept, "None")), "");
}

#[test]
fn a_yes_and_a_mark_go_with_what_they_were_about() {
    let june = NaiveDate::from_ymd_opt(2026, 6, 1);
    let agreed = |then| {
        let session = made(vec![
            person("Ana"),
            person("Bo"),
            Edit::Add(New::Action(NewAction {
                text: "Ask the partner".into(),
                kind: None,
                about: Vec::new(),
                owner: Some(ParticipantId(1)),
                due: june,
            })),
            set("A1", Field::SaidYes(true)),
            set("A1", then),
        ]);
        session.actions[0].said_yes
    };
    assert!(agreed(Field::Due(june)) && agreed(Field::Owner(Some(ParticipantId(1)))));
    assert!(agreed(Field::Text("Ask them".into())));
    assert!(!agreed(Field::Due(None)) && !agreed(Field::Due(june.and_then(|d| d.succ_opt()))));
    assert!(!agreed(Field::Owner(Some(ParticipantId(2)))) && !agreed(Field::Owner(None)));

    let marked = |text: &str| {
        let session = made(vec![
            threat("Refund replayed"),
            set("T1", Field::Reword(true)),
            set("T1", Field::Text(text.into())),
        ]);
        session.threats[0].reword
    };
    assert!(marked("Refund replayed") && !marked("Refund is replayed"));
}

#[test]
fn a_review_is_due_from_the_day_after_its_date_and_a_rejected_idea_is_no_idea() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let mut session = made(vec![
        threat("Refund replayed"),
        Edit::Session(SessionField::Revisit(Some(day("2026-06-01")))),
    ]);
    assert!(!session.tally(day("2026-06-01")).revisit_due);
    assert!(session.tally(day("2026-06-02")).revisit_due);
    for status in Status::ALL {
        let new = NewMitigation {
            text: status.words().into(),
            threats: vec![ThreatId(1)],
            status,
            kind: None,
            strength: None,
            effort: None,
            speaker: None,
        };
        session
            .apply(&Edit::Add(New::Mitigation(new)), at_ten())
            .unwrap();
    }
    let tally = session.tally(day("2026-06-01"));
    assert_eq!((tally.could_do, tally.in_place), (3, 3), "one was rejected");
}

#[test]
fn the_votes_of_who_was_deleted_stay_without_a_name() {
    let ballot = Ballot {
        lines: Vec::new(),
        heaps: Vec::new(),
        who: Some(ParticipantId(1)),
        votes: vec![ThreatId(1)],
    };
    let voting = Voting {
        sheet: Text::default(),
        lines: Vec::new(),
        heaps: Vec::new(),
        per_person: 3,
        hands: Vec::new(),
        ballots: vec![ballot],
        at: at_ten(),
    };
    let session = made(vec![
        person("Ana"),
        threat("Refund replayed"),
        Edit::Session(SessionField::Voting(Some(voting))),
        Edit::Delete(id("P1")),
    ]);
    assert_eq!(session.votes(ThreatId(1)), Some(1));
    assert_eq!(session.voting().unwrap().ballots[0].who, None);
}

#[test]
fn a_flow_of_the_same_ends_that_carries_something_else_is_another_one() {
    let from = made(vec![
        flow("Web", "API"),
        Edit::Add(New::Flow {
            from: "web".into(),
            to: "API".into(),
            data: "status".into(),
        }),
    ]);
    let session = made(vec![flow("Web", "API"), Edit::Adopt(Box::new(from))]);
    assert_eq!(
        texts(session.flows.iter().map(|f| &f.data)),
        ["card", "status"]
    );
}

#[test]
fn what_answers_a_threat_answers_both_after_it_is_split() {
    let fix = NewMitigation {
        text: "Sign it".into(),
        threats: vec![ThreatId(1)],
        status: Status::Planned,
        kind: None,
        strength: None,
        effort: None,
        speaker: None,
    };
    let session = made(vec![
        threat("Refund replayed and file swapped"),
        Edit::Add(New::Mitigation(fix)),
        Edit::Split(ThreatId(1), "Refund replayed".into(), "File swapped".into()),
    ]);
    assert_eq!(ids(session.mitigations[0].threats.clone()), ["T1", "T2"]);
}

#[test]
fn what_was_undone_is_gone_once_something_else_was_done() {
    let mut session = made(Vec::new());
    let mut history = History::default();
    for text in ["One", "Two"] {
        history
            .apply(&mut session, &threat(text), at_ten())
            .unwrap();
    }
    assert!(history.undo(&mut session).is_some());
    history
        .apply(&mut session, &threat("Three"), at_ten())
        .unwrap();
    assert!(history.redo(&mut session).is_none());
    assert_eq!(
        texts(session.threats.iter().map(|t| &t.text)),
        ["One", "Three"]
    );
}
