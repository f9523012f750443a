//! A meeting about a system with names of several words, and people with names that are not easy to type: what it leaves
//! must be the page that was written by hand before it was played.

use std::collections::BTreeMap;

use threatboard::domain::{Place, Session, ThreatId};

use crate::support::Desk;
use crate::terminal::keys::{count, parse};

/// From the start screen to the exports.
pub(super) const SCRIPT: &str = include_str!("../../scripts/meeting-telehealth.keys");

/// The first page of its summary, written by hand from what the script says.
const PAGE: &str = include_str!("../../scripts/meeting-telehealth.summary.md");

/// Who said a threat where it was not part of a paste, and on which element.
const TYPED: [(u32, &str, &str, &str); 8] = [
    (
        13,
        "Messages can be denied afterwards by either side",
        "Jean-Luc Moreau",
        "chat service",
    ),
    (14, "Access tokens in logs", "José Ortiz", "api gateway"),
    (
        15,
        "Appointments of a celebrity are visible to every clinic",
        "Ana Kim",
        "booking service",
    ),
    (
        16,
        "Old accounts still work after a doctor leaves",
        "Dr. Hassan",
        "login service",
    ),
    (
        17,
        "Footage is readable by every operator",
        "Mei-Ling Wu",
        "session recordings",
    ),
    (
        18,
        "Card numbers end up in free-text fields",
        "José Ortiz",
        "billing service",
    ),
    (
        19,
        "A new phone can be enrolled with a birthday alone",
        "Siobhán O'Neil",
        "login service",
    ),
    (
        20,
        "Entries can be deleted by an administrator",
        "Jean-Luc Moreau",
        "audit log",
    ),
];

/// The severities, those from the spreadsheet included.
const SEVERITIES: [(u32, &str); 9] = [
    (1, "high"),
    (2, "high"),
    (3, "high"),
    (9, "high"),
    (21, "medium"),
    (22, "low"),
    (23, "critical"),
    (24, "medium"),
    (25, "high"),
];

/// Who said a threat of the two pastes: the chat in its order, then the spreadsheet without the line that was parked.
const PASTED: [(u32, &str); 17] = [
    (1, "Ana Kim"),
    (2, "José Ortiz"),
    (3, "Dr. Hassan"),
    (4, "Mei-Ling Wu"),
    (5, "Jean-Luc Moreau"),
    (6, "Ana Meyer"),
    (7, "Siobhán O'Neil"),
    (8, "José Ortiz"),
    (9, "Ana Kim"),
    (10, "Mei-Ling Wu"),
    (11, "Jean-Luc Moreau"),
    (12, "Siobhán O'Neil"),
    (21, "Ana Meyer"),
    (22, "Siobhán O'Neil"),
    (23, "Jean-Luc Moreau"),
    (24, "Mei-Ling Wu"),
    (25, "Dr. Hassan"),
];

fn played() -> Desk {
    let mut desk = Desk::home();
    desk.play(SCRIPT);
    desk
}

fn speaker(session: &Session, threat: u32) -> &str {
    let threat = session.threat(ThreatId(threat)).unwrap();
    session.name_of(threat.speaker).unwrap_or_default()
}

#[test]
fn the_first_page_of_its_summary_is_the_one_that_was_written_before() {
    let desk = played();
    let summary = desk.exported.iter().find(|file| file.name == "summary.md");
    let (page, appendix) = summary
        .expect("a summary")
        .contents
        .split_once("\n# Appendix\n")
        .expect("an appendix");
    let pairs = page.lines().zip(PAGE.lines());
    let differs = pairs.filter(|(found, expected)| found != expected);
    let differs: Vec<_> = differs.collect();
    assert!(page == PAGE, "{differs:#?} in\n{page}");
    assert!(page.lines().count() <= 80);
    assert!(appendix.contains("Pin the certificate of the lab partner"));
}

#[test]
fn everyone_is_who_was_meant_and_everything_is_where_it_was_said() {
    let desk = played();
    let session = desk.session();
    assert_eq!(session.elements.len(), 18);
    assert_eq!(session.participants.len(), 7);
    assert_eq!(session.threats.len(), 25);
    for (id, text, who, place) in TYPED {
        let threat = session.threat(ThreatId(id)).unwrap();
        assert_eq!(threat.text.as_str(), text);
        assert_eq!(speaker(session, id), who, "T{id}");
        let [Place::Element(on)] = threat.places.as_slice() else {
            panic!("T{id} is on {:?}", threat.places)
        };
        assert_eq!(session.element_name(*on), place, "T{id}");
    }
    for (id, who) in PASTED {
        assert_eq!(speaker(session, id), who, "T{id}");
    }
}

#[test]
fn what_was_pasted_and_set_is_rated_as_it_was_said() {
    let desk = played();
    let session = desk.session();
    let rated = session.threats.iter().filter_map(|t| {
        let severity = t.severity?;
        Some((t.id.0, severity.words()))
    });
    let mut rated: Vec<_> = rated.collect();
    rated.sort_unstable();
    assert_eq!(rated, SEVERITIES);
    let votes: BTreeMap<u32, u32> = session
        .threats
        .iter()
        .filter_map(|t| Some((t.id.0, session.votes(t.id).filter(|n| *n > 0)?)))
        .collect();
    let expected = [
        (1, 8),
        (2, 6),
        (3, 4),
        (4, 1),
        (5, 1),
        (6, 1),
        (7, 1),
        (8, 1),
        (9, 3),
        (23, 2),
    ];
    assert_eq!(votes, BTreeMap::from(expected));
}

#[test]
fn a_question_is_about_its_threat_and_a_fix_of_the_list_is_parked() {
    let desk = played();
    let session = desk.session();
    let about: Vec<String> = session
        .questions
        .iter()
        .map(|q| session.called_all(&q.about))
        .collect();
    assert_eq!(about, ["T2", "T4", "T7", "T8", "T20"]);
    let [parked] = session.parked.as_slice() else {
        panic!("{:?}", session.parked)
    };
    assert_eq!(
        parked.text.as_str(),
        "Pin the certificate of the lab partner"
    );
    assert_eq!(session.name_of(parked.speaker), Some("José Ortiz"));
    assert!(session.actions.iter().all(|a| a.said_yes));
}

#[test]
fn it_costs_at_most_its_budget_of_keys() {
    let cost = count(&parse(SCRIPT).unwrap());
    assert!(cost.keys_besides_text + cost.pastes <= 470, "{cost:?}");
}
