//! The 90-minute meeting of flow (a).

use threatboard::domain::{AgendaStep, Asked, QuestionState, Seat, Session, ThreatId};

use crate::support::Desk;
use crate::terminal::keys::{count, parse};

/// From the start screen to the exports.
pub(super) const SCRIPT: &str = include_str!("../../scripts/meeting-90.keys");

/// Threats: number, speaker, votes, response or `later`.
const THREATS: [(u32, &str, u32, &str); 14] = [
    (1, "Ed", 8, "mitigate"),
    (2, "Ana", 7, "mitigate"),
    (3, "Cy", 4, "accept"),
    (4, "Di", 4, ""),
    (5, "Bo", 1, "later"),
    (6, "Ana", 0, "later"),
    (7, "Di", 0, "later"),
    (8, "Hal", 0, "later"),
    (9, "Gus", 6, "mitigate"),
    (10, "Flo", 1, "later"),
    (11, "Ana", 0, "later"),
    (12, "Cy", 0, "later"),
    (14, "", 1, "later"),
    (15, "", 0, "later"),
];

/// Mitigations: words, and the threat that they answer.
const MITIGATIONS: [(&str, u32); 7] = [
    ("Tokens expire after an hour", 1),
    ("Bind the token to the device", 1),
    ("Alert on one token from two places", 1),
    ("just sign the files", 2),
    ("sftp login is key only", 2),
    ("Compare file total with ledger", 2),
    ("Take the user id from the token, not from web", 9),
];

/// Action items: words, owner, date.
const ACTIONS: [(&str, &str, &str); 5] = [
    ("Inform partner team of the results", "Gus", "2027-05-18"),
    ("Alert on one token from two places", "Ed", "2027-04-30"),
    (
        "Take the user id from the token, not from web",
        "Ana",
        "2027-05-21",
    ),
    ("Spike: outbox for audit writes", "Di", "2027-05-21"),
    (
        "Find out: Does finance reconcile daily or monthly?",
        "Bo",
        "2027-05-18",
    ),
];

/// Questions, most important first, and who finds out.
const QUESTIONS: [(&str, &str); 7] = [
    ("Do partner keys rotate, and who checks?", "Flo"),
    ("Why would an auditor care about this?", ""),
    ("Can support issue a refund without a second person?", "Cy"),
    ("Does finance reconcile daily or monthly?", ""),
    ("What happens to refunds in flight during a deploy?", "Di"),
    ("Who is on call for the sftp host?", "Di"),
    ("Is the fraud model in anyone's scope?", ""),
];

fn played() -> Desk {
    let mut desk = Desk::home();
    desk.play(SCRIPT);
    desk
}

#[test]
fn the_meeting_holds_who_said_what_and_what_was_decided() {
    let desk = played();
    let session: &Session = desk.session();
    let threats: Vec<(u32, &str, u32, &str)> = session
        .threats
        .iter()
        .map(|t| {
            let response = t.response.as_ref().map(|r| r.kind.words());
            let later = t.deferred.as_ref().map(|_| "later");
            (
                t.id.0,
                session.name_of(t.speaker).unwrap_or_default(),
                session.votes(t.id).unwrap(),
                response.or(later).unwrap_or_default(),
            )
        })
        .collect();
    assert_eq!(threats, THREATS);
    // T13, said in the round, says what T5 says.
    assert_eq!(session.threat(ThreatId(13)).unwrap().id, ThreatId(5));
    let recorder = session
        .participants
        .iter()
        .find(|p| p.seat == Some(Seat::Recorder));
    assert_eq!(recorder.unwrap().name.as_str(), "Ed");
    assert_eq!(session.questions.len(), 7);
    let answered = |q: &&threatboard::domain::Question| q.state == QuestionState::Answered;
    assert_eq!(session.questions.iter().filter(answered).count(), 1);
    assert_eq!(session.actions.len(), 5);
    assert!(
        session
            .actions
            .iter()
            .all(|a| a.said_yes && a.owner.is_some() && a.due.is_some())
    );
    assert_eq!(session.confidence(), [5, 4, 3, 5, 4, 2, 4, 3]);
    assert_eq!(session.time_well_spent(), [5, 4, 4, 5, 4, 4, 4, 3]);
    assert!(session.revisit.is_some());
    let mitigations: Vec<(&str, u32)> = session
        .mitigations
        .iter()
        .map(|m| (m.text.as_str(), m.threats[0].0))
        .collect();
    assert_eq!(mitigations, MITIGATIONS);
    let actions: Vec<(&str, &str, String)> = session
        .actions
        .iter()
        .map(|a| {
            let owner = session.name_of(a.owner).unwrap();
            (a.text.as_str(), owner, a.due.unwrap().to_string())
        })
        .collect();
    let expected = ACTIONS.map(|(text, who, due)| (text, who, due.to_owned()));
    assert_eq!(actions, expected);
    let questions: Vec<(&str, &str)> = session
        .questions
        .iter()
        .map(|q| {
            (
                q.text.as_str(),
                session.name_of(q.owner).unwrap_or_default(),
            )
        })
        .collect();
    assert_eq!(questions, QUESTIONS);
}

#[test]
fn everybody_had_a_turn_and_three_passed() {
    let desk = played();
    let turns = &desk.session().sittings[0].turns;
    let passed: Vec<u32> = turns.iter().filter(|t| t.passed).map(|t| t.who.0).collect();
    let had: Vec<u32> = turns.iter().map(|t| t.who.0).collect();
    assert_eq!(had, [1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(passed, [2, 6, 7]);
}

#[test]
fn the_sweep_kept_what_was_looked_at_and_found_empty() {
    let desk = played();
    let session = desk.session();
    let looks = 4 * 3;
    assert_eq!(session.swept.len(), looks - 2, "but for what was found");
    // One under the question that was shown, one under the letter that its line names.
    let said = |words: &str| session.threats.iter().find(|t| t.text.starts_with(words));
    let named = said("Attacker floods refunds").unwrap();
    assert_eq!(named.kinds(), ["denial of service"]);
    let found = session.threats.iter().find(|t| t.id.0 == 14).unwrap();
    assert_eq!(found.kinds(), ["tampering"]);
    assert_eq!(found.places.len(), 1);
    assert!(matches!(session.swept[0].asked, Asked::Letter(_)));
}

#[test]
fn the_plan_and_what_it_took_are_in_the_file() {
    let desk = played();
    let clock = desk.session().sittings[0].clock.as_ref().unwrap();
    let spent = |step: AgendaStep| clock.slots[clock.place_of(step).unwrap()].spent / 60;
    assert_eq!(clock.planned() / 60, 90);
    for (step, minutes) in [
        (AgendaStep::Orientation, 4),
        (AgendaStep::Scope, 3),
        (AgendaStep::Map, 7),
        (AgendaStep::Assumptions, 4),
        (AgendaStep::Silent, 3),
        (AgendaStep::Round, 11),
        (AgendaStep::Sweep, 6),
        (AgendaStep::ReadBack, 4),
        (AgendaStep::Vote, 3),
        (AgendaStep::DoAbout, 21),
        (AgendaStep::ActionsReadBack, 4),
    ] {
        assert_eq!(spent(step), minutes, "{step:?}");
    }
}

#[test]
fn the_meeting_costs_at_most_its_budget_of_keys() {
    let cost = count(&parse(SCRIPT).unwrap());
    assert!(cost.keys_besides_text + cost.pastes <= 320, "{cost:?}");
}

#[test]
fn the_handouts_say_what_was_decided() {
    let desk = played();
    assert_eq!(
        desk.exported_names(),
        ["summary.md", "actions.md", "actions.csv"]
    );
    let summary = &desk.exported[0].contents;
    for words in [
        "Refund replayed from a stolen session token",
        "Two people, once a year",
        "12 Aug 2027",
    ] {
        assert!(summary.contains(words), "{words} is missing in\n{summary}");
    }
}
