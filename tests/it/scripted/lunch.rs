//! The lunch of flow (c), its promotion, and the return a week later.

use threatboard::domain::{AgendaStep, ItemId, ParkedKind, Session, SessionKind};

use crate::support::{Desk, today};
use crate::terminal::keys::{count, parse};

/// The lunch, from the start screen to the exports.
pub(super) const LUNCH: &str = include_str!("../../scripts/lunch.keys");
/// The lunch becomes a meeting, and a week later the team is back.
pub(super) const RETURN: &str = include_str!("../../scripts/lunch-return.keys");

/// Lines on the wall: number, words, hands, what we could do.
const LINES: [(u32, &str, u32, &str); 7] = [
    (
        1,
        "Export link works for anyone who has it",
        4,
        "Ask for the password again",
    ),
    (
        2,
        "Export runs on the main database and slows checkout",
        2,
        "",
    ),
    (
        3,
        "Columns we forgot about end up in the file",
        5,
        "Delete after thirty days",
    ),
    (4, "Old exports stay in the bucket for years", 1, ""),
    (
        5,
        "Someone schedules an export to their private mail",
        6,
        "Only to addresses of the company",
    ),
    (
        6,
        "A customer asks us to delete them and the export still has them",
        3,
        "",
    ),
    (7, "Support cannot tell who asked for an export", 2, ""),
];

/// Everything that the lunch says is in the session.
pub(super) fn holds_the_lunch(session: &Session) {
    assert_eq!(session.title.as_str(), "our data exports");
    let lines: Vec<(u32, &str, u32, &str)> = session
        .threats
        .iter()
        .map(|threat| {
            let idea = session.mitigations_for(threat.id).next();
            (
                threat.id.0,
                threat.text.as_str(),
                session.votes(threat.id).unwrap(),
                idea.map_or("", |m| m.text.as_str()),
            )
        })
        .collect();
    assert_eq!(lines, LINES);
    let flows: Vec<String> = session
        .flows
        .iter()
        .map(|flow| session.words_of(flow.id.into()).unwrap())
        .collect();
    assert_eq!(flows, ["user -> app : ask", "app -> bucket : file"]);
    let questions: Vec<(&str, &str)> = session
        .questions
        .iter()
        .map(|q| (q.text.as_str(), session.name_of(q.owner).unwrap_or("")))
        .collect();
    assert_eq!(
        questions,
        [
            ("Who deletes old exports?", "Ana"),
            ("Is there a log of who exported what?", "Bo"),
            ("Is the bucket in another region?", "Cy"),
        ]
    );
    let parked: Vec<&str> = session
        .parked
        .iter()
        .filter(|p| p.kind == ParkedKind::OffTopic)
        .map(|p| p.text.as_str())
        .collect();
    assert_eq!(parked, ["Should we buy a reporting tool?"]);
    let action = &session.actions[0];
    assert_eq!(action.text.as_str(), "Only to addresses of the company");
    assert_eq!(session.name_of(action.owner), Some("Bo"));
    assert_eq!(action.due.unwrap(), today() + chrono::TimeDelta::weeks(3));
    assert!(
        action
            .about
            .contains(&ItemId::Threat(threatboard::domain::ThreatId(5)))
    );
    assert_eq!(session.time_well_spent(), [5, 4, 5]);
}

#[test]
fn the_lunch_holds_all_that_was_said_and_nothing_is_rated() {
    let mut desk = Desk::home();
    desk.play(LUNCH);
    holds_the_lunch(desk.session());
    assert_eq!(desk.session().kind, SessionKind::Whiteboard);
    assert!(desk.session().threats.iter().all(|t| t.severity.is_none()));
    assert_eq!(
        desk.exported_names(),
        ["summary.md", "actions.md", "actions.csv"]
    );
    let summary = &desk.exported[0].contents;
    for (_, words, _, idea) in LINES {
        assert!(
            summary.contains(words) && summary.contains(idea),
            "{summary}"
        );
    }
}

#[test]
fn the_lunch_keeps_its_clock() {
    let mut desk = Desk::home();
    desk.play(LUNCH);
    let clock = desk.session().sittings[0].clock.as_ref().unwrap();
    assert_eq!(clock.agenda.as_str(), "lunch-45");
    let spent = |step: AgendaStep| clock.slots[clock.place_of(step).unwrap()].spent / 60;
    assert_eq!(spent(AgendaStep::Sketch), 8);
    assert_eq!(spent(AgendaStep::Open), 15);
    assert_eq!(spent(AgendaStep::TopThree), 6);
}

#[test]
fn the_lunch_costs_one_key_a_line_and_few_besides() {
    let cost = count(&parse(LUNCH).unwrap());
    let said = 7 + 3 + 2;
    // One Enter a line; the rest is what the close costs: votes, ideas, owners, one action, time well spent, the
    // export.
    assert!(cost.keys_besides_text <= said + 75, "{cost:?}");
}

#[test]
fn the_lunch_becomes_a_meeting_with_the_same_numbers_and_is_come_back_to_a_week_later() {
    let mut desk = Desk::home();
    desk.play(LUNCH);
    let lunch = desk.session().clone();
    let (promotion, weeks_later) = RETURN.split_once("#@ 10080 a week later\n").unwrap();
    desk.play(promotion);
    assert!(desk.app.session().is_none(), "back at the start screen");
    // At a desk there is no folder to choose from: the file is opened.
    let mut back = Desk::home();
    back.app.now = crate::support::ten() + chrono::TimeDelta::days(7);
    back.open(desk.last_saved());
    let opened = "l<home><enter><wait:Last meeting: 9 May 2026>\n";
    back.play(weeks_later.strip_prefix(opened).unwrap());
    let session = back.session();
    assert_eq!(session.kind, SessionKind::Meeting);
    assert_eq!(session.uuid, lunch.uuid);
    let ids = |s: &Session| s.threats.iter().map(|t| t.id).collect::<Vec<_>>();
    assert_eq!(ids(session)[..7], ids(&lunch)[..]);
    assert_eq!(
        session.questions[0].answer.as_str(),
        "The platform team, by hand"
    );
    assert_eq!(
        session.actions[0].status,
        threatboard::domain::ActionStatus::Done
    );
    assert_eq!(session.sittings.len(), 2);
    let days = (session.sittings[1].started - session.sittings[0].started).num_days();
    assert_eq!(days, 7);
    assert_eq!(
        session.threats[7].text.as_str(),
        "The new region has no deletion job"
    );
}
