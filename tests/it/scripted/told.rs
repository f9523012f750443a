//! The lunch on a wall by somebody who reads only the screen, and the next one on the same wall a month later.

use chrono::TimeDelta;
use threatboard::app::effect::Effect;
use threatboard::domain::{ActionStatus, Session};

use super::reading::{self, Reader};
use crate::support::{Desk, ten};
use crate::terminal::keys::{count, parse};

/// The lunch, from the start screen to its twelve lines.
pub(super) const LUNCH: &str = include_str!("../../scripts/lunch-told.keys");
/// The next one, from the end of the first.
pub(super) const MONTH: &str = include_str!("../../scripts/lunch-told-month.keys");
/// How the second lunch is opened where there is a folder to choose from.
const OPENED: &str = "l<home><enter><wait:Last meeting: 9 May 2026>\n";

/// The heaps, with the numbers of their lines.
const HEAPS: [(&str, &[u32]); 5] = [
    ("loans", &[7, 9, 10, 11]),
    ("cards", &[3, 4, 5]),
    ("help desk", &[25, 26, 27]),
    ("cellar", &[45, 46, 47]),
    ("mail", &[17, 18, 19]),
];

/// What everybody gets.
pub(super) const TWELVE: &str = "\
What can go wrong? how we lend e-books
Sat 9 May 2026, 41 of 45 min
50 said: 36 threats, 12 questions, 2 off topic
9 votes: loans (4 lines)
7 votes: cards (3 lines)
6 votes: Sync stops when the phone is full, and it still counts
Cy: delete old lists, by Sat 30 May 2026
Bo: print no numbers on receipts, by Fri 15 May 2026
Again: no date yet
";

/// The lines that were said, as they must stand on the wall: without keys, and without the name behind `@`.
fn said(script: &str) -> Vec<String> {
    let lines = script.lines().filter(|line| line.starts_with('«'));
    let lines = lines.filter(|line| !line.contains(" -> lending app : ") && !line.contains(" : "));
    let words = lines.map(|line| {
        let typed = parse(line).unwrap().into_iter();
        let typed: String = typed
            .filter_map(|step| match step {
                crate::terminal::keys::Step::Text(letter) => Some(letter),
                _ => None,
            })
            .collect();
        let bare = typed.split(" @").next().unwrap_or_default();
        bare.to_owned()
    });
    words.collect()
}

/// Everything that the lunch says is in the session.
pub(super) fn holds_the_lunch(session: &Session) {
    let wall = session.wall();
    let texts: Vec<&str> = wall.iter().map(|line| line.text.as_str()).collect();
    let lines = said(LUNCH);
    assert_eq!(lines.len(), 50);
    assert_eq!(texts[..50], lines);
    for words in [
        "#banned is a shelf in the app, and it says who took what",
        "copies = loans, so one lost file blocks a title",
        "if copies -> 0 the title is gone from the search",
        "=SUM of the fines is done by hand in a sheet",
        "Who answers when it breaks on a Sunday?",
        "Rain in the cellar --> nothing to borrow for a week",
    ] {
        assert!(texts.contains(&words), "{words}");
    }
    let flows: Vec<String> = session
        .flows
        .iter()
        .map(|flow| session.words_of(flow.id.into()).unwrap())
        .collect();
    assert_eq!(
        flows,
        [
            "reader -> lending app : card number and pin",
            "lending app -> publisher : which title, for how long",
            "publisher -> reader : the file",
        ]
    );
    let off_topic: Vec<&str> = session.parked.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(
        off_topic,
        [
            "Should we buy new tablets?",
            "The coffee machine is broken again"
        ]
    );
    let could: Vec<(&str, &str)> = session
        .mitigations
        .iter()
        .map(|m| {
            let threat = session.threat(m.threats[0]).unwrap();
            (threat.text.as_str(), m.text.as_str())
        })
        .collect();
    assert_eq!(
        could,
        [
            (
                "The list of loans lies with the publisher for years",
                "Delete the list after thirty days"
            ),
            (
                "What if the police ask for the loans of one reader?",
                "Ask legal what the police may have"
            ),
            (
                "A loan that ends in the middle of an exam",
                "Tell readers two days before it ends"
            ),
        ]
    );
    let finds_out: Vec<(&str, &str)> = session
        .questions
        .iter()
        .filter_map(|q| Some((q.text.as_str(), session.name_of(q.owner)?)))
        .collect();
    assert_eq!(
        finds_out[..2],
        [
            (
                "What if a reader lends the card to the whole school?",
                "Ana"
            ),
            ("Who sees which books somebody reads?", "Ana"),
        ]
    );
}

/// What the next lunch adds.
pub(super) fn holds_the_next_lunch(session: &Session) {
    let wall = session.wall();
    let texts: Vec<&str> = wall.iter().map(|line| line.text.as_str()).collect();
    let lines = said(MONTH);
    assert_eq!(lines.len(), 10);
    assert_eq!(texts[50..], lines);
    let tries: Vec<(&str, &str, ActionStatus)> = session
        .actions
        .iter()
        .map(|a| {
            (
                session.name_of(a.owner).unwrap_or(""),
                a.text.as_str(),
                a.status,
            )
        })
        .collect();
    let (done, open) = (ActionStatus::Done, ActionStatus::Open);
    assert_eq!(
        tries,
        [
            ("Cy", "delete old lists", open),
            ("Bo", "print no numbers on receipts", done),
            ("Bo", "turn off the robot at night", open),
        ]
    );
    assert_eq!(session.sittings.len(), 2);
    assert!(session.sittings[1].ended.is_some());
}

/// The twelve lines that were copied last.
fn copied(desk: &Desk) -> &str {
    let copies = desk.effects.iter().rev().filter_map(|effect| match effect {
        Effect::Copy { file, .. } => Some(file.contents.as_str()),
        _ => None,
    });
    copies.into_iter().next().expect("a copy")
}

/// The desk after the lunch, and the keys that no screen had named.
fn lunch() -> (Desk, Reader, Vec<String>) {
    let (mut desk, mut reader) = (Desk::home(), Reader::default());
    let untold = reading::play(&mut desk, &mut reader, LUNCH);
    (desk, reader, untold)
}

/// The desk after the next lunch. There is no folder to choose from at a desk: the file is opened.
pub(super) fn next_lunch() -> (Desk, Vec<String>) {
    let (mut desk, mut reader, mut untold) = lunch();
    let (leaves, again) = MONTH.split_once("#@ 43200 a month later\n").unwrap();
    untold.extend(reading::play(&mut desk, &mut reader, leaves));
    reader.sees(&desk.screen(crate::support::WIDE));
    let mut back = Desk::home();
    back.app.now = ten() + TimeDelta::days(30);
    back.open(desk.last_saved());
    let again = again.strip_prefix(OPENED).unwrap();
    untold.extend(reading::play(&mut back, &mut reader, again));
    (back, untold)
}

#[test]
fn a_lunch_needs_no_key_that_the_screen_has_not_named() {
    let (desk, _, untold) = lunch();
    assert_eq!(untold, [""; 0]);
    holds_the_lunch(desk.session());
    assert_eq!(copied(&desk), TWELVE);
}

#[test]
fn the_heaps_and_the_votes_of_the_lunch_are_what_the_room_said() {
    let (desk, ..) = lunch();
    let session = desk.session();
    let blocks = session.wall_blocks_since(None);
    let heaps: Vec<(&str, Vec<u32>)> = blocks
        .iter()
        .filter_map(|block| {
            let mut numbers: Vec<u32> = block.lines.iter().map(|line| line.number).collect();
            numbers.sort_unstable();
            Some((block.heap?.as_str(), numbers))
        })
        .collect();
    let expected = HEAPS.map(|(name, numbers)| (name, numbers.to_vec()));
    assert_eq!(heaps, expected);
    let result = session.wall_result(None);
    let votes: Vec<(u32, String)> = result
        .iter()
        .filter(|it| it.votes > 0)
        .map(|it| (it.votes, it.candidate.in_full()))
        .collect();
    let votes: Vec<(u32, &str)> = votes
        .iter()
        .map(|(n, words)| (*n, words.as_str()))
        .collect();
    assert_eq!(
        votes,
        [
            (9, "loans (4 lines)"),
            (7, "cards (3 lines)"),
            (
                6,
                "40 Sync stops when the phone is full, and it still counts"
            ),
            (5, "help desk (3 lines)"),
            (4, "1 Anyone with a card number and 1234 gets in"),
            (3, "cellar (3 lines)"),
            (2, "mail (3 lines)"),
            (2, "28 The admin page is on the same address, just /admin"),
            (1, "2 What if a reader lends the card to the whole school?"),
            (1, "16 A child gets a title for adults from the search"),
        ]
    );
}

#[test]
fn a_month_later_the_screen_names_every_key_of_the_next_lunch() {
    let (desk, untold) = next_lunch();
    assert_eq!(untold, [""; 0]);
    holds_the_lunch(desk.session());
    holds_the_next_lunch(desk.session());
    let text = copied(&desk);
    assert!(text.contains("10 said: 7 threats, 3 questions"), "{text}");
    assert!(
        text.contains("Bo: turn off the robot at night, by"),
        "{text}"
    );
}

#[test]
fn a_lunch_costs_one_key_a_line_and_few_besides() {
    let lines = said(LUNCH).len() + 3;
    let cost = count(&parse(LUNCH).unwrap()).keys_besides_text;
    // One Enter a line. Besides: five heaps, a Tab for each line that is offered one, a digit for each heap and line of the
    // vote, and what the steps, the ideas, the owners and the end cost.
    assert!(cost <= lines + 130, "{cost} keys for {lines} lines");
    let cost = count(&parse(MONTH).unwrap()).keys_besides_text;
    assert!(cost <= 10 + 16, "{cost} keys for ten lines");
}
