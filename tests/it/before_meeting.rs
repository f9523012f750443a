//! What was written before the meeting: it waits on question 1 until the room has looked at it, and one key takes, parks
//! or drops each note with its speaker.

use threatboard::app::App;
use threatboard::app::listing::{Row, selected};
use threatboard::domain::{
    Edit, FourQuestion, ItemId, ParkedKind, ParticipantId, Place, Session, SessionField,
    SessionKind, Waiting, WaitingKind as Kind,
};
use threatboard::keys::Screen;

use crate::support::{Desk, PLAIN, SMALL, WIDE, room, ten};

/// The notes of four people; the last note has no name.
const NOTES: [(Kind, &str, u32); 7] = [
    (Kind::Threat, "SFTP password is guessed >E2", 1),
    (Kind::Question, "Who rotates the key?", 2),
    (Kind::Fix, "Sign the files", 3),
    (Kind::Assumption, "Only staff have access", 1),
    (Kind::Map, "The backup job", 4),
    (Kind::Map, "refund-api -> archive : receipts", 4),
    (
        Kind::Map,
        "I believe that something for the reports of finance is not there",
        0,
    ),
];

/// These notes wait.
fn with_notes(mut session: Session, notes: &[(Kind, &str, u32)]) -> Session {
    let notes = notes.iter().map(|(kind, text, who)| Waiting {
        kind: *kind,
        text: (*text).into(),
        speaker: (*who > 0).then_some(ParticipantId(*who)),
        at: ten(),
    });
    let edit = Edit::Session(SessionField::Waiting(notes.collect()));
    session.apply(&edit, ten()).unwrap();
    session.validate().unwrap();
    session
}

/// A meeting with a small map begins, and all notes wait.
fn desk() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("1fpartner -> sftp : refund file<enter>sftp -> refund-api : file<enter><esc>");
    let session = desk.session().clone();
    Desk::with(with_notes(session, &NOTES))
}

/// The words of the notes that wait.
fn waiting(desk: &Desk) -> Vec<&str> {
    let notes = desk.session().waiting.iter();
    notes.map(|note| note.text.as_str()).collect()
}

fn says(app: &App) -> String {
    app.notice
        .as_ref()
        .map_or_else(String::new, |n| n.says.clone())
}

#[test]
fn question_1_says_how_many_wait_and_one_key_shows_them() {
    let mut desk = desk();
    desk.keys("1");
    for size in [WIDE, PLAIN, SMALL] {
        let screen = desk.screen(size);
        assert!(screen.contains("9: 7 notes"), "{screen}");
    }
    desk.keys("9");
    assert_eq!(desk.app.screen(), Screen::Waiting);
    let screen = desk.screen(PLAIN);
    assert!(screen.contains("7 notes from 4 people"), "{screen}");
    assert!(screen.contains("SFTP password is guessed"), "{screen}");
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::WorkingOn);
    assert_eq!(waiting(&desk).len(), 7, "Esc leaves them waiting");
}

#[test]
fn a_new_meeting_begins_with_the_notes() {
    let mut desk = Desk::home();
    desk.keys("mRefunds<enter>Ana eng, Bo ops<enter>");
    let session = with_notes(desk.session().clone(), &NOTES[..2]);
    let mut desk = Desk::with(session);
    desk.keys("1N");
    let screen = desk.screen(PLAIN);
    assert!(
        screen.contains("2 notes from 2 people: press 9 to look at them"),
        "{screen}"
    );
}

#[test]
fn each_note_becomes_what_it_is_with_its_speaker() {
    let mut desk = desk();
    let elements = desk.session().elements.len();
    desk.keys("19ttttttt");
    assert_eq!(waiting(&desk), [""; 0]);
    let session = desk.session();
    session.validate().unwrap();
    let threat = session.threats.last().unwrap();
    assert_eq!(threat.text.as_str(), "SFTP password is guessed");
    assert_eq!(threat.speaker, Some(ParticipantId(1)));
    assert_eq!(threat.found_in, FourQuestion::WorkingOn);
    let sftp = ItemId::Element(session.elements[1].id);
    assert_eq!(threat.places, [Place::of(sftp).unwrap()]);
    let asked: Vec<_> = session
        .questions
        .iter()
        .map(|q| (q.text.as_str(), q.speaker))
        .collect();
    assert_eq!(
        asked,
        [
            ("Who rotates the key?", Some(ParticipantId(2))),
            (
                "Is I believe that something for the reports of finance is not there on the map?",
                None
            ),
        ]
    );
    let fix = session.parked.last().unwrap();
    assert_eq!(
        (fix.text.as_str(), fix.kind, fix.speaker),
        ("Sign the files", ParkedKind::Fix, Some(ParticipantId(3)))
    );
    let assumption = session.assumptions.last().unwrap();
    assert_eq!(
        (assumption.text.as_str(), assumption.speaker),
        ("Only staff have access", Some(ParticipantId(1)))
    );
    let names: Vec<&str> = session.elements[elements..]
        .iter()
        .map(|e| e.name.as_str())
        .collect();
    assert_eq!(names, ["backup job", "archive"]);
    assert_eq!(session.flows.last().unwrap().data.as_str(), "receipts");
    let screen = desk.screen(PLAIN);
    assert!(
        screen.contains("No notes waiting. Press Esc to go back."),
        "{screen}"
    );
    desk.keys("<esc>");
    assert!(
        !desk.screen(PLAIN).contains("9: "),
        "{}",
        desk.screen(PLAIN)
    );
}

#[test]
fn one_key_undoes_what_one_key_did_and_the_note_waits_in_its_place() {
    for (key, done) in [
        ("t", "T1 added"),
        ("p", "K1 parked"),
        ("d", "1 note dropped"),
        ("<enter>", "T1 added"),
    ] {
        let mut desk = desk();
        let before = desk.session().clone();
        desk.keys("19").keys(key);
        assert!(says(&desk.app).contains(done), "{key}: {}", says(&desk.app));
        assert_eq!(waiting(&desk).len(), 6, "{key}");
        assert_eq!(desk.last_saved().waiting.len(), 6, "{key}");
        desk.keys("u");
        assert_eq!(desk.session().waiting, before.waiting, "{key}");
        assert_eq!(
            desk.session().threats.len() + desk.session().parked.len(),
            0,
            "{key}"
        );
        assert!(
            desk.screen(PLAIN).contains("> threat      Ana"),
            "{}",
            desk.screen(PLAIN)
        );
    }
}

#[test]
fn taking_a_note_says_what_it_became() {
    let mut desk = desk();
    desk.keys("19");
    for became in [
        "T1 added on sftp: SFTP password is guessed",
        "Q1 added: Who rotates the key?",
        "K1 parked until question 3",
        "S1 added: Only staff have access",
        "E4 added: backup job",
        "F3 added: refund-api -> archive : receipts - new: archive",
        "Q2 added: Is I believe that something for the reports of finance is not there on the map?",
    ] {
        desk.keys("t");
        assert_eq!(says(&desk.app), became);
    }
    // Nothing of it is new.
    let session = with_notes(
        desk.session().clone(),
        &[
            (Kind::Map, "The backup job", 1),
            (Kind::Map, "refund-api -> archive : receipts", 1),
        ],
    );
    let mut desk = Desk::with(session);
    for became in ["Already there: E4", "Already there: F3"] {
        desk.keys("19t");
        assert_eq!(says(&desk.app), became);
    }
}

#[test]
fn a_parked_threat_stays_with_what_it_was_on() {
    let mut desk = desk();
    desk.keys("19p");
    assert_eq!(says(&desk.app), "K1 parked, off topic, about sftp");
    let sftp = ItemId::Element(desk.session().elements[1].id);
    assert_eq!(desk.session().parked[0].about, Some(sftp));
}

#[test]
fn a_note_in_the_middle_is_dropped_and_the_next_one_is_selected() {
    let mut desk = desk();
    desk.keys("19<down><down>d");
    assert!(!waiting(&desk).contains(&"Sign the files"));
    assert!(
        desk.screen(PLAIN).contains("> assumption  Ana"),
        "{}",
        desk.screen(PLAIN)
    );
    desk.keys("<end>d");
    assert!(
        desk.screen(PLAIN).contains("> map         Di"),
        "{}",
        desk.screen(PLAIN)
    );
    desk.keys("uu");
    assert_eq!(waiting(&desk), NOTES.map(|(_, text, _)| text));
}

#[test]
fn what_is_parked_is_a_fix_or_off_topic() {
    let mut desk = desk();
    desk.keys("19ppppppp");
    let parked: Vec<_> = desk.session().parked.iter().map(|p| p.kind).collect();
    let fixes = parked.iter().filter(|kind| **kind == ParkedKind::Fix);
    assert_eq!((fixes.count(), parked.len()), (1, 7));
    assert_eq!(waiting(&desk), [""; 0]);
}

#[test]
fn question_4_asks_about_what_still_waits_and_leads_there() {
    let mut desk = desk();
    desk.keys("4");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("7 notes from before the meeting wait"),
        "{screen}"
    );
    desk.keys("<home>");
    for _ in 0..20 {
        if selected(&desk.app) == Some(Row::Finding("waiting-notes")) {
            break;
        }
        desk.keys("<down>");
    }
    desk.keys("<enter>");
    assert_eq!(desk.app.screen(), Screen::Waiting, "{}", desk.screen(WIDE));
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::GoodEnough);
}

#[test]
fn a_lunch_begins_with_the_notes_too_and_a_threat_stands_on_the_whiteboard() {
    let mut session = room();
    session
        .apply(
            &Edit::Session(SessionField::Kind(SessionKind::Whiteboard)),
            ten(),
        )
        .unwrap();
    let mut desk = Desk::with(with_notes(session, &NOTES[1..]));
    assert_eq!(desk.app.screen(), Screen::Whiteboard);
    let screen = desk.screen(PLAIN);
    assert!(screen.contains("6 notes from 4 people: "), "{screen}");
    desk.keys("<esc>9t");
    assert_eq!(desk.app.screen(), Screen::Waiting);
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::Whiteboard);
    let screen = desk.screen(PLAIN);
    assert!(screen.contains("Who rotates the key?"), "{screen}");
    assert!(screen.contains("5 notes from 3 people: "), "{screen}");
}

#[test]
fn nothing_is_lost_when_its_writer_is_deleted() {
    let desk = desk();
    let mut session = desk.session().clone();
    session
        .apply(&Edit::Delete(ParticipantId(2).into()), ten())
        .unwrap();
    let mut desk = Desk::with(session);
    desk.keys("19");
    let screen = desk.screen(PLAIN);
    assert!(screen.contains("7 notes from 3 people"), "{screen}");
    desk.keys("<down>t");
    assert_eq!(desk.session().questions[0].speaker, None);
}

#[test]
fn who_hears_the_screen_hears_each_note() {
    let mut desk = Desk::plain();
    desk.open(with_notes(room(), &NOTES[..3]));
    desk.keys("1n9");
    let said = &desk.voice.as_ref().unwrap().1;
    assert!(
        said.contains("3 notes from 3 people: press 9 to look at them."),
        "{said}"
    );
    assert!(
        said.contains(
            "Threat from Ana: SFTP password is guessed >E2. Taken, it becomes a threat. 1 of 3."
        ),
        "{said}"
    );
}

#[test]
fn the_notes_fit_every_window() {
    let mut desk = desk();
    desk.keys("1");
    insta::assert_snapshot!("question_1_plain", desk.picture(PLAIN));
    desk.keys("9<down>");
    for (name, size) in [("wide", WIDE), ("plain", PLAIN), ("small", SMALL)] {
        insta::assert_snapshot!(format!("notes_{name}"), desk.picture(size));
    }
}

#[test]
fn a_page_goes_as_far_as_the_notes_are_seen() {
    let long: Vec<(Kind, String, u32)> = (0..60)
        .map(|n| (Kind::Threat, format!("{n} {}", "word ".repeat(n % 30)), 1))
        .collect();
    let notes: Vec<(Kind, &str, u32)> = long.iter().map(|(k, t, w)| (*k, t.as_str(), *w)).collect();
    let mut desk = Desk::with(with_notes(room(), &notes));
    desk.tell(threatboard::app::msg::Msg::Resize(SMALL.0, SMALL.1));
    desk.keys("19");
    let mut seen = Vec::new();
    for _ in 0..60 {
        let screen = desk.screen(SMALL);
        seen.extend((0..60).filter(|n| screen.contains(&format!("Ana         {n} "))));
        desk.keys("<pgdn>");
    }
    seen.sort_unstable();
    seen.dedup();
    // Two of them are only their number.
    assert_eq!(seen.len(), 58, "{seen:?}");
}
