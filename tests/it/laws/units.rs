//! What means nothing without its other half never stands alone: a yes without its owner, a confirmation beside other
//! words, a severity beside a likelihood and an impact of something else.

use proptest::prelude::*;
use threatboard::domain::{
    ActionId, Edit, Field, FourQuestion, Level, New, NewAction, Origin, ParticipantId, QuestionId,
    QuestionState, ResponseKind, Returned, Session, Severity, Text, ThreatId,
};

use super::dice;
use crate::support::{room, ten, today};

/// What stands alone in a session, in words.
fn alone(session: &Session) -> Vec<String> {
    let yes = session.actions.iter().filter(|a| a.said_yes);
    let yes = yes
        .filter(|a| a.owner.is_none())
        .map(|a| format!("{} has a yes and no owner", a.id));
    let rated = session.threats.iter().filter(|t| {
        let follows = t.likelihood.zip(t.impact).map(|(l, i)| Severity::of(l, i));
        follows.is_some() && follows != t.severity
    });
    let rated = rated.map(|t| format!("{} is rated twice", t.id));
    yes.chain(rated).collect()
}

fn make(session: &mut Session, edits: Vec<Edit>) {
    for edit in edits {
        session.apply(&edit, ten()).unwrap();
    }
}

fn set(id: impl Into<threatboard::domain::ItemId>, field: Field) -> Edit {
    Edit::Set(id.into(), field)
}

/// A1 is Ana's by today, and she said yes. T1 and T2 are two threats, Q1 and Q2 two questions.
fn agreed() -> Session {
    let mut session = room();
    let ask = |text: &str| New::Question {
        text: text.into(),
        about: Vec::new(),
        speaker: None,
        owner: None,
    };
    let action = New::Action(NewAction {
        text: "Sign the files".into(),
        kind: None,
        about: Vec::new(),
        owner: Some(ParticipantId(1)),
        due: Some(today()),
    });
    make(
        &mut session,
        vec![
            Edit::Add(New::threat("Refund twice", FourQuestion::GoWrong)),
            Edit::Add(New::threat("Paid back twice", FourQuestion::GoWrong)),
            Edit::Add(ask("Who may refund?")),
            Edit::Add(ask("Who is allowed to?")),
            Edit::Add(action),
            set(ActionId(1), Field::SaidYes(true)),
        ],
    );
    session
}

#[test]
fn a_yes_goes_with_the_person_who_said_it() {
    let mut session = agreed();
    make(&mut session, vec![Edit::Delete(ParticipantId(1).into())]);
    assert_eq!(session.actions[0].owner, None);
    assert!(!session.actions[0].said_yes, "nobody is left who said it");
}

#[test]
fn nobody_says_yes_to_what_is_nobodys() {
    let mut session = agreed();
    make(&mut session, vec![set(ActionId(1), Field::Owner(None))]);
    let yes = set(ActionId(1), Field::SaidYes(true));
    let says = session.apply(&yes, ten()).unwrap_err().to_string();
    assert_eq!(says, "A1 has no owner who could say yes. Name one first.");
}

#[test]
fn merged_threats_keep_the_higher_severity_with_what_it_follows_from() {
    let mut session = agreed();
    make(
        &mut session,
        vec![
            set(ThreatId(1), Field::Rating((Level::Low, Level::Low).into())),
            set(
                ThreatId(2),
                Field::Rating((Level::High, Level::Medium).into()),
            ),
            Edit::Merge(ThreatId(2).into(), ThreatId(1).into()),
        ],
    );
    let threat = &session.threats[0];
    assert_eq!(threat.severity, Some(Severity::High));
    assert_eq!(
        (threat.likelihood, threat.impact),
        (Some(Level::High), Some(Level::Medium))
    );
}

#[test]
fn merged_threats_are_put_off_or_decided_about_and_not_both() {
    let mut session = agreed();
    let accept = (ResponseKind::Accept, Text::new("Rare"), None);
    make(
        &mut session,
        vec![
            Edit::Defer(vec![ThreatId(1)], "Later".into(), None, None),
            set(ThreatId(2), Field::Response(Some(accept))),
        ],
    );
    let mut decided = session.clone();
    make(
        &mut decided,
        vec![Edit::Merge(ThreatId(2).into(), ThreatId(1).into())],
    );
    let threat = &decided.threats[0];
    assert!(threat.response.is_some() && threat.deferred.is_none());

    // No one decided: why it can wait is not lost.
    make(
        &mut session,
        vec![
            set(ThreatId(2), Field::Response(None)),
            Edit::Merge(ThreatId(1).into(), ThreatId(2).into()),
        ],
    );
    let deferred = session.threats[0].deferred.as_ref();
    assert_eq!(deferred.map(|d| d.reason.as_str()), Some("Later"));
}

#[test]
fn an_answer_that_is_taken_over_answers_the_question() {
    let mut session = agreed();
    make(
        &mut session,
        vec![
            set(QuestionId(2), Field::Answer("Support".into())),
            Edit::Merge(QuestionId(2).into(), QuestionId(1).into()),
        ],
    );
    let question = &session.questions[0];
    assert_eq!(question.answer.as_str(), "Support");
    assert_eq!(question.state, QuestionState::Answered);
}

/// The session `here` after a file that was as `was` comes back as `there` made it.
fn returned(mut was: Session, mut here: Session, there: impl Fn(&mut Session)) -> Session {
    let origin = |name: &str| {
        Some(Box::new(Origin {
            format: "any".into(),
            id: name.into(),
            value: serde_json::Value::Null,
        }))
    };
    for session in [&mut here, &mut was] {
        session.actions[0].origin = origin("a1");
        session.questions[0].origin = origin("q1");
    }
    let mut from = was.clone();
    there(&mut from);
    let back = Returned {
        from,
        was,
        origins: Vec::new(),
    };
    make(&mut here, vec![Edit::Return(Box::new(back))]);
    here
}

#[test]
fn a_yes_that_comes_back_counts_only_for_whom_and_what_it_was_said_to() {
    let mut was = agreed();
    make(&mut was, vec![set(ActionId(1), Field::SaidYes(false))]);
    let cases = [
        (vec![], true),
        (vec![Field::Owner(Some(ParticipantId(2)))], false),
        (vec![Field::Due(None)], false),
    ];
    for (fields, counts) in cases {
        let mut here = was.clone();
        let says = format!("{fields:?}");
        make(
            &mut here,
            fields.into_iter().map(|f| set(ActionId(1), f)).collect(),
        );
        let after = returned(was.clone(), here, |from| from.actions[0].said_yes = true);
        assert_eq!(after.actions[0].said_yes, counts, "after {says} here");
    }
}

#[test]
fn a_wording_that_was_confirmed_elsewhere_does_not_confirm_another_one() {
    let mut here = agreed();
    let other = Field::Text("Who may pay back?".into());
    make(&mut here, vec![set(QuestionId(1), other)]);
    let confirm = |from: &mut Session| from.questions[0].confirmed = true;
    let after = returned(agreed(), here, confirm);
    assert_eq!(after.questions[0].text.as_str(), "Who may pay back?");
    assert!(!after.questions[0].confirmed);
    let after = returned(agreed(), agreed(), confirm);
    assert!(after.questions[0].confirmed, "the same words");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn no_change_leaves_half_of_what_belongs_together(rolls in prop::collection::vec(dice(), 0..60)) {
        let mut session = room();
        for roll in &rolls {
            let edit = roll.edit(&session);
            let _ = session.apply(&edit, ten());
            prop_assert_eq!(alone(&session), Vec::<String>::new(), "after {:?}", edit);
        }
    }
}
