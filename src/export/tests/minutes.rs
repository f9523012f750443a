//! The minutes say what the room raised, when it comes again, and what its hands were for.

use super::rich::{at, rich};
use super::{options, render};
use crate::domain::{
    Ballot, Edit, Field, ItemId, ParticipantId, Session, Sitting, ThreatId, Voting,
};
use crate::export::{Format, Names};

fn minutes(session: &Session) -> String {
    render(Format::MINUTES, session, &options(Names::First))
}

/// The lines about question 4, meeting by meeting.
fn good_enough(text: &str) -> Vec<Vec<&str>> {
    let heading = "### Did we do a good enough job?\n";
    let parts = text.split(heading).skip(1);
    parts
        .map(|part| {
            let lines = part.trim_start().lines();
            lines.take_while(|line| line.starts_with("- ")).collect()
        })
        .collect()
}

#[test]
fn minutes_have_the_ratings_and_the_review_date() {
    let mut session = rich();
    let lines = |session: &Session| {
        let text = minutes(session);
        let lines = good_enough(&text).pop().unwrap_or_default();
        let untimed = lines.iter().filter(|line| !line.starts_with("- 1"));
        untimed.map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        lines(&session),
        [
            "- Confidence that this is good enough to act on: 3.8 of 5 (8 people).",
            "- Time well spent: 4.3 of 5 (3 people).",
            "- Next review on 12 Aug 2026.",
        ]
    );
    session.sittings[0].confidence = vec![4];
    session.sittings[0].time_well_spent.clear();
    session.revisit = None;
    assert_eq!(
        lines(&session),
        ["- Confidence that this is good enough to act on: 4.0 of 5 (1 person)."]
    );
}

#[test]
fn each_meeting_has_its_own_ratings_and_the_last_one_the_review_date() {
    let mut session = rich();
    let mut second = Sitting::begun(at(9000));
    second.time_well_spent = vec![5, 5];
    session.sittings.push(second);
    let text = minutes(&session);
    let all = good_enough(&text);
    assert_eq!(all.len(), 2, "{text}");
    let last = [
        "- Time well spent: 5.0 of 5 (2 people).",
        "- Next review on 12 Aug 2026.",
    ];
    assert_eq!(all[1], last);
    assert!(
        all[0]
            .iter()
            .any(|line| line.contains("3.8 of 5 (8 people)"))
    );
    assert!(!all[0].iter().any(|line| line.contains("Next review on")));
    // Nothing was recorded, and nothing was raised.
    session.sittings[1].time_well_spent.clear();
    session.revisit = None;
    let text = minutes(&session);
    assert!(text.ends_with("\nNothing was recorded.\n"), "{text}");
}

#[test]
fn minutes_say_what_the_vote_came_to() {
    let mut session = rich();
    session.sittings[0].voting = Some(Voting {
        sheet: crate::domain::Text::default(),
        lines: Vec::new(),
        heaps: Vec::new(),
        per_person: 3,
        hands: vec![(ThreatId(4), 2), (ThreatId(7), 1), (ThreatId(8), 1)],
        ballots: vec![Ballot {
            lines: Vec::new(),
            heaps: Vec::new(),
            who: Some(ParticipantId(1)),
            // T9 was merged into T1.
            votes: [2, 2, 9, 1, 1, 9].map(ThreatId).to_vec(),
        }],
        at: at(30),
    });
    let says = "- 10:30 10 votes recorded. Most votes: **T1** (4), **T2** (2) and **T4** (2).";
    let text = minutes(&session);
    assert!(text.contains(says), "{text}");
    // Equals are not left out.
    session.sittings[0].voting.as_mut().unwrap().hands[0].1 = 1;
    let says = "- 10:30 9 votes recorded. Most votes: **T1** (4), **T2** (2), **T4** (1), **T7** (1) \
                and **T8** (1).";
    let text = minutes(&session);
    assert!(text.contains(says), "{text}");
}

#[test]
fn a_yes_in_the_read_back_is_not_only_a_change() {
    let mut session = rich();
    let mut set = |id: &str, field| {
        let id: ItemId = id.parse().unwrap();
        session.apply(&Edit::Set(id, field), at(70)).unwrap();
    };
    set("A2", Field::SaidYes(true));
    set("A5", Field::SaidYes(true));
    set("A1", Field::SaidYes(false));
    for action in &mut session.actions {
        if action.changed.is_some() {
            action.changed = Some(at(70));
        }
    }
    let text = minutes(&session);
    assert!(text.contains("**A2** and **A5**: agreed."), "{text}");
    assert!(text.contains("**A1**: changed."), "{text}");
}
