//! The 90-minute meeting again, with sheets in the silent minutes and the vote: nothing that the room wrote is typed, and
//! the file holds the same.

use std::fmt::Write as _;

use threatboard::domain::{Moment, ParticipantId, Session};
use threatboard::parse::folded;

use crate::support::Desk;
use crate::terminal::keys::{count, parse};

/// From the start screen to the exports. Two of its pastes are made by [`filled`].
pub(super) const SCRIPT: &str = include_str!("../../scripts/meeting-90-sheets.keys");

/// Who sent what in the silent minutes, in the order in which they finished.
const SILENT: [(&str, &str); 7] = [
    (
        "Ana",
        "tPartner file swapped on the sftp drop\ntWeb leaks other customers' refund ids in the URL",
    ),
    (
        "Cy",
        "tSupport agent refunds a friend, no second pair of eyes",
    ),
    ("Bo", "tDuplicate upload pays the same refund twice"),
    (
        "Di",
        "tLedger write succeeds, audit write fails\ntDisk full on sftp host stops refunds on a Friday night",
    ),
    (
        "Hal",
        "tDeny having asked for a refund, no proof either way",
    ),
    ("Gus", "tRefund-api trusts the user id sent by web"),
    (
        "Flo",
        "tOld partner key still works after the contract ends",
    ),
];

/// The ballots of the meeting, with the numbers that the threats have here.
const VOTE: [(&str, &str); 8] = [
    ("Ana", "vT1*2 T2 T9"),
    ("Bo", "vT1 T2*2 T6"),
    ("Cy", "vT1*2 T2 T9"),
    ("Di", "vT1 T2 T9 T6"),
    ("Ed", "vT1 T9 T4 T6"),
    ("Flo", "vT2 T4 T5 T10"),
    ("Gus", "vT1 T9 T4 T14"),
    ("Hal", "vT2 T9 T4 T6"),
];

/// A line of a script, with answers to the sheets of the session where it pastes some.
pub(super) fn filled(line: &str, session: impl FnOnce() -> Session) -> String {
    let (mark, moment, answers) = if line.contains("<paste:SILENT>") {
        ("SILENT", Moment::Silent, &SILENT[..])
    } else if line.contains("<paste:VOTE>") {
        ("VOTE", Moment::Vote, &VOTE[..])
    } else {
        return line.to_owned();
    };
    let session = session();
    let sheet = session.sheet_id(moment);
    let mut chat = String::new();
    for (name, payload) in answers {
        let mut people = session.participants.iter();
        let who = people.find(|p| p.name.as_str() == *name).unwrap().id.0;
        let lines = folded::fold(sheet, who, 1, payload).join("\\n\\t");
        write!(chat, "10:20:41\t From {name} to Everyone:\\n\\t{lines}\\n").unwrap();
    }
    line.replace(mark, &chat.replace("\\t", "\t"))
}

/// The meeting at a desk.
pub(super) fn played() -> Desk {
    let mut desk = Desk::home();
    for line in SCRIPT.lines() {
        let line = filled(line, || desk.session().clone());
        desk.play(&line);
    }
    desk
}

/// Everything that was said, with who said it and what became of it, in the order of the words.
fn items(session: &Session) -> Vec<String> {
    let name = |who: Option<ParticipantId>| session.name_of(who).unwrap_or("-").to_owned();
    let words = |id| session.threat(id).unwrap().text.to_string();
    let mut items = Vec::new();
    for t in &session.threats {
        let response = t.response.as_ref().map(|r| r.kind.words());
        let votes = session.votes(t.id).unwrap();
        let later = t.deferred.is_some();
        items.push(format!(
            "threat {:?} {} {votes} {response:?} {later}",
            t.text.as_str(),
            name(t.speaker)
        ));
    }
    for q in &session.questions {
        let about: Vec<_> = q.about.iter().map(|id| session.words_of(*id)).collect();
        let (speaker, owner) = (name(q.speaker), name(q.owner));
        items.push(format!(
            "question {:?} {speaker} {owner} {:?} {about:?}",
            q.text.as_str(),
            q.state
        ));
    }
    for m in &session.mitigations {
        let of: Vec<String> = m.threats.iter().map(|id| words(*id)).collect();
        items.push(format!("mitigation {:?} {of:?}", m.text.as_str()));
    }
    for a in &session.actions {
        let (owner, due) = (name(a.owner), a.due);
        items.push(format!(
            "action {:?} {owner} {due:?} {}",
            a.text.as_str(),
            a.said_yes
        ));
    }
    for p in &session.parked {
        items.push(format!("parked {:?} {}", p.text.as_str(), name(p.speaker)));
    }
    items.sort();
    items
}

#[test]
fn the_file_holds_what_the_typed_meeting_holds() {
    let mut typed = Desk::home();
    typed.play(super::meeting_90::SCRIPT);
    let sheets = played();
    assert_eq!(items(sheets.session()), items(typed.session()));
    let voting = |desk: &Desk| desk.session().voting().unwrap().clone();
    let ballots: Vec<_> = voting(&sheets).ballots.iter().map(|b| b.who).collect();
    let typed: Vec<_> = voting(&typed).ballots.iter().map(|b| b.who).collect();
    assert_eq!(ballots, typed);
    assert_eq!(voting(&sheets).total(), 32);
}

#[test]
fn two_keys_take_the_silent_minutes_in_and_three_the_vote() {
    let cost = |line: &str| {
        let cost = count(&parse(line).unwrap());
        cost.keys_besides_text + cost.pastes
    };
    let of = |mark: &str| SCRIPT.lines().find(|line| line.contains(mark)).unwrap();
    assert_eq!(cost(of("<paste:SILENT>")), 2, "paste, add");
    assert_eq!(cost(of("<paste:VOTE>")), 3, "paste, take, show the result");
    let (sheets, typed) = (cost(SCRIPT), cost(super::meeting_90::SCRIPT));
    assert_eq!((sheets, typed), (287, 288));
}
