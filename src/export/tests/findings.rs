//! What question 4 finds, the files say too: of the same items, by the team's own thresholds.

use std::sync::Arc;

use super::rich::{at, rich};
use super::wording::{checked, id, missing};
use super::{options, whole};
use crate::check;
use crate::domain::{Action, ActionStatus, ItemId, ParticipantId, Response, ResponseKind, Session};
use crate::export::view::View;
use crate::export::{Format, Names, Options};
use crate::facts::Thresholds;

/// With a team's own thresholds.
fn by(own: &str) -> Options {
    Options {
        limits: Arc::new(Thresholds::bundled().with(own).unwrap()),
        ..options(Names::Full)
    }
}

/// The items that a check names by these thresholds.
fn found(session: &Session, check: &str, options: &Options) -> Option<Vec<ItemId>> {
    let report = check::run(session, options.today, &options.limits);
    let finding = report.findings.into_iter().find(|f| f.check == check);
    finding.map(|finding| finding.subjects)
}

/// One action item for each way to be on time or late.
fn late_and_not() -> Session {
    let mut session = rich();
    let today = options(Names::Full).today;
    let like = session.actions[0].clone();
    let ways = [
        (ActionStatus::Open, today.pred_opt()),
        (ActionStatus::Open, Some(today)),
        (ActionStatus::Open, today.succ_opt()),
        (ActionStatus::Open, None),
        (ActionStatus::Done, today.pred_opt()),
        (ActionStatus::Dropped, today.pred_opt()),
        (ActionStatus::Open, today.pred_opt()),
    ];
    session.actions = (1..)
        .zip(ways)
        .map(|(number, (status, due))| Action {
            id: crate::domain::ActionId(number),
            status,
            due,
            owner: Some(ParticipantId(1)),
            ..like.clone()
        })
        .collect();
    session
}

#[test]
fn a_file_goes_by_the_thresholds_that_question_4_goes_by() {
    let session = late_and_not();
    let shared = "(actions: (owned_from: 100))";
    for (own, finds) in [("()", true), (shared, false)] {
        let options = by(own);
        let view = View::new(&session, &options);
        let told = view.facts().one_pair_of_hands().found();
        let told = told.map(|(_, share)| share.subjects);
        assert_eq!(told.is_some(), finds);
        assert_eq!(told, found(&session, "one-owner", &options));
    }
}

#[test]
fn what_is_overdue_is_overdue_in_the_check_the_files_and_the_counts() {
    let session = late_and_not();
    let options = by("(actions: (late_percent: 0))");
    let late = [id("A1"), id("A7")];
    assert_eq!(
        found(&session, "late-actions", &options).unwrap(),
        late,
        "question 4"
    );
    assert_eq!(missing(&session, "Actions overdue"), ["A1", "A7"]);
    assert_eq!(session.tally(options.today).late_actions, late.len());
    let list = whole(Format::ACTIONS, &session, &options);
    assert!(
        list.contains("5 open, 2 of them late, 1 done, 1 dropped"),
        "{list}"
    );
    let page = whole(Format::HTML, &session, &options);
    let gap = page.split("Actions overdue: ").nth(1).unwrap();
    let gap = gap.split("</li>").next().unwrap();
    let linked: Vec<&str> = ["A1", "A2", "A3", "A4", "A5", "A6", "A7"]
        .into_iter()
        .filter(|id| gap.contains(&format!(">{id}<")))
        .collect();
    assert_eq!(linked, ["A1", "A7"], "{gap}");
}

/// One decision for each thing that it can lack.
#[test]
fn what_a_decision_lacks_is_said_of_the_same_threats_by_the_check_and_the_files() {
    let mut session = rich();
    let like = session.threats[0].clone();
    let decided = |kind, reason: &str, by| Response {
        until: None,
        kind,
        reason: reason.into(),
        by,
        evidence: "see the deployment".into(),
        at: at(40),
    };
    let (ana, accept) = (Some(ParticipantId(1)), ResponseKind::Accept);
    let responses = [
        decided(accept, "rare", ana),
        decided(accept, "", ana),
        decided(ResponseKind::Transfer, "insured", None),
        decided(ResponseKind::NotApplicable, "", None),
        decided(ResponseKind::Reduce, "", None),
    ];
    session.threats = (1..)
        .zip(responses)
        .map(|(number, response)| crate::domain::Threat {
            id: crate::domain::ThreatId(number),
            response: Some(response),
            ..like.clone()
        })
        .collect();
    assert_eq!(
        missing(&session, "Decisions without a reason"),
        ["T2", "T4"]
    );
    assert_eq!(
        missing(&session, "Decisions without a decision maker"),
        ["T3", "T4"]
    );
    assert_eq!(checked(&session, "decision-reason"), ["T2", "T3", "T4"]);
}
