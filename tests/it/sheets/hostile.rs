//! Lines that someone made to do harm, or that a chat, a crash or a change of mind made strange: what comes of them is
//! bounded and said, and never anything wrong.

use threatboard::domain::{
    Edit, Field, FourQuestion, ItemId, Moment, New, NewAction, ParticipantId, Session, SessionKind,
    Text, ThreatId,
};
use threatboard::keys::Screen;
use threatboard::parse::folded;

use super::{answers, desk, items, paste};
use crate::pasting::file;
use crate::support::{Desk, WIDE, room, ten};

/// The threats that a desk has beyond those of another session.
fn came(desk: &Desk, before: &[String]) -> Vec<String> {
    let items = items(desk.session()).into_iter();
    items.filter(|item| !before.contains(item)).collect()
}

/// What a paste of one person's answers in the silent minutes shows before Enter, and what comes of it after.
fn silent(payload: &str) -> (String, Vec<String>) {
    let mut desk = desk();
    let before = items(desk.session());
    let line = answers(desk.session(), Moment::Silent, 1, 1, payload);
    paste(&mut desk, &line);
    let shown = desk.screen(WIDE);
    desk.keys("<enter>");
    (shown, came(&desk, &before))
}

/// Long words that no one writes, and that do not fold small.
fn words(n: u64) -> String {
    let word = |n: u64| n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    format!("{:x} {:x}", word(n), word(n + 77))
}

#[test]
fn a_short_line_that_unfolds_to_more_than_a_sheet_holds_is_left_out_and_said() {
    let mut desk = desk();
    let before = items(desk.session());
    let line = answers(
        desk.session(),
        Moment::Silent,
        1,
        1,
        &format!("t{}", "a".repeat(300_000)),
    );
    assert!(line.len() < 500);
    paste(&mut desk, &line);
    let shown = desk.screen(WIDE);
    assert!(
        shown.contains("The answers of Ana unfold to more than 64 KiB"),
        "{shown}"
    );
    desk.keys("<enter><esc>");
    assert_eq!(items(desk.session()), before);
}

#[test]
fn what_could_steer_a_terminal_or_turn_a_text_round_never_comes_in() {
    let (shown, came) = silent("tKey\u{1b}[31m sto\u{7}len\u{0} \u{202e}dab\r\u{9b}2Jnow");
    assert!(
        !shown.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{9b}']),
        "{shown}"
    );
    let [threat] = came.as_slice() else {
        panic!("{came:?}")
    };
    assert_eq!(threat, "t P1 Key[31m stolen \u{fffd}dab 2Jnow");
}

#[test]
fn of_ten_thousand_items_two_hundred_are_taken() {
    let mut payload = String::new();
    for n in 0..10_000 {
        payload.push_str(&format!("t{}\n", n.min(250)));
    }
    let (shown, came) = silent(&payload);
    assert!(shown.contains("200 threats"), "{shown}");
    assert!(shown.contains("Ana wrote 9800 lines too many"), "{shown}");
    assert_eq!(came.len(), 200);
}

#[test]
fn names_of_others_inside_a_text_change_no_speaker() {
    let (_, came) = silent("t@bo Key stolen\ntLog deleted @P2\nqWho rotates it? @bo");
    assert!(came.iter().all(|item| item.contains(" P1 ")), "{came:?}");
    assert_eq!(came.len(), 3);
}

#[test]
fn two_different_answers_signed_with_one_name_are_both_taken_and_said() {
    let mut desk = desk();
    let before = items(desk.session());
    let ana = answers(desk.session(), Moment::Silent, 1, 1, "tKey stolen");
    let stranger = answers(desk.session(), Moment::Silent, 0, 1, "iAna\ntLog deleted");
    paste(&mut desk, &format!("{ana}\n{stranger}"));
    let shown = desk.screen(WIDE);
    assert!(
        shown.contains("Two different answers are signed Ana"),
        "{shown}"
    );
    desk.keys("<enter>");
    assert_eq!(
        came(&desk, &before),
        ["t P1 Key stolen", "t P1 Log deleted"]
    );
    // Also where the other one comes later.
    let third = answers(desk.session(), Moment::Silent, 0, 1, "iAna\ntFile swapped");
    paste(&mut desk, &third);
    let shown = desk.screen(WIDE);
    assert!(
        shown.contains("Two different answers are signed Ana"),
        "{shown}"
    );
}

#[test]
fn someone_whose_number_no_one_has_is_no_one_unless_the_chat_says_who_sent_it() {
    let mut desk = desk();
    let line = answers(desk.session(), Moment::Silent, 99, 1, "tKey stolen");
    paste(&mut desk, &line);
    let shown = desk.screen(WIDE);
    assert!(shown.contains("A sheet has no name"), "{shown}");
    desk.keys("<esc>");
    paste(&mut desk, &format!("Bo: {line}"));
    let shown = desk.screen(WIDE);
    assert!(shown.contains("no longer on the list"), "{shown}");
    desk.keys("<enter>");
    assert!(items(desk.session()).contains(&"t P2 Key stolen".to_owned()));
}

#[test]
fn votes_for_what_is_not_there_do_not_count_and_no_one_has_more_than_their_dots() {
    let mut desk = desk();
    desk.keys("tToken replayed<enter>File swapped<enter>Log deleted<enter><esc>v");
    let ballot =
        |desk: &Desk, who, payload: &str| answers(desk.session(), Moment::Vote, who, 1, payload);
    let gone = ballot(&desk, 1, "vT77 T9999999*2 T1 T2");
    let many = ballot(&desk, 2, "vT1*99");
    paste(&mut desk, &format!("{gone}\n{many}"));
    desk.keys("<enter><enter>");
    let voting = desk.session().voting().unwrap().clone();
    let most = usize::try_from(voting.per_person).unwrap();
    let votes: Vec<usize> = voting.ballots.iter().map(|b| b.votes.len()).collect();
    assert_eq!(votes, [2, most]);
    let says = format!("{} votes do not count", 3 + 99 - most);
    let shown = desk.screen(WIDE);
    assert!(shown.contains(&says), "{says}: {shown}");
    assert!(most < 99);
}

#[test]
fn a_heap_with_quotes_and_commas_in_its_name_gets_its_votes() {
    let mut session = Session::new(
        uuid::Uuid::nil(),
        "Lunch".into(),
        SessionKind::Whiteboard,
        ten(),
    );
    for edit in [
        Edit::Add(New::Participant(Text::new("Ana"), Text::default())),
        Edit::Add(New::threat("Key stolen", FourQuestion::GoWrong)),
        Edit::Add(New::threat("Log deleted", FourQuestion::GoWrong)),
        Edit::Set(
            ItemId::Threat(ThreatId(1)),
            Field::Heap(Text::new("so called \"keys\", tokens")),
        ),
    ] {
        session.apply(&edit, ten()).unwrap();
    }
    let mut desk = Desk::with(session);
    let payload = "v\"so called 'keys', tokens\"*2 2 \"no such heap\"";
    let line = answers(desk.session(), Moment::Vote, 1, 1, payload);
    paste(&mut desk, &line);
    desk.keys("<enter><esc>v<enter>");
    let voting = desk.session().voting().expect("the vote is shown");
    let heaps: Vec<&str> = voting.ballots[0].heaps.iter().map(|h| h.as_str()).collect();
    assert_eq!(heaps, ["so called \"keys\", tokens"; 2]);
    assert_eq!(voting.ballots[0].lines, [2]);
}

#[test]
fn numbers_out_of_range_are_not_understood_and_said() {
    let mut desk = desk();
    let line = answers(
        desk.session(),
        Moment::End,
        1,
        1,
        "c9\nw0\nc-1\nvT1*0\nzhello",
    );
    paste(&mut desk, &line);
    let shown = desk.screen(WIDE);
    assert!(
        shown.contains("Not understood from Ana: \"c9\", \"w0\", \"c-1\" and 2 more"),
        "{shown}"
    );
    desk.keys("<enter>");
    assert!(desk.session().confidence().is_empty());
    assert!(desk.session().time_well_spent().is_empty());
}

#[test]
fn no_one_says_yes_to_the_action_item_of_someone_else() {
    let mut session = room();
    let action = NewAction {
        text: Text::new("Rotate the key"),
        owner: Some(ParticipantId(2)),
        kind: None,
        about: Vec::new(),
        due: None,
    };
    session
        .apply(&Edit::Add(New::Action(action)), ten())
        .unwrap();
    let mut desk = Desk::with(session);
    let line = answers(desk.session(), Moment::End, 1, 1, "yA1");
    paste(&mut desk, &line);
    let shown = desk.screen(WIDE);
    assert!(
        shown.contains("Ana answers for the action item of someone else"),
        "{shown}"
    );
    desk.keys("<enter>");
    assert!(!desk.session().actions[0].said_yes);
}

#[test]
fn the_lines_of_thirty_people_come_in_at_once() {
    let mut session = room();
    for n in 9..=30 {
        let person = Edit::Add(New::Participant(
            Text::new(&format!("Guest {n}")),
            Text::default(),
        ));
        session.apply(&person, ten()).unwrap();
    }
    let mut desk = Desk::with(session);
    desk.keys("2");
    let lines: Vec<String> = (1..=30)
        .map(|who| {
            let payload = format!(
                "tThreat one {}\ntThreat two {}",
                words(who),
                words(who + 100)
            );
            let who = u32::try_from(who).unwrap();
            answers(desk.session(), Moment::Silent, who, 1, &payload)
        })
        .collect();
    paste(&mut desk, &lines.join("\n"));
    let shown = desk.screen(WIDE);
    assert!(shown.contains("Finished 30 of 30"), "{shown}");
    desk.keys("<enter>");
    assert_eq!(desk.session().threats.len(), 60);
    assert_eq!(desk.session().finished(Moment::Silent), Some((30, 30)));
}

/// A chat of more than 200 KiB: eight people with 150 long threats each, and chatter in between.
fn long_chat(session: &Session) -> String {
    let mut chat = String::new();
    for who in 1..=8_u32 {
        let mut payload = String::new();
        for n in 0..150 {
            payload.push_str(&format!("tThreat {}\n", words(u64::from(who) * 1_000 + n)));
        }
        chat.push_str(&"so much to say about this and that\n".repeat(650));
        chat.push_str(&answers(session, Moment::Silent, who, 1, &payload));
        chat.push('\n');
    }
    assert!(chat.len() > 200 << 10);
    chat
}

#[test]
fn nothing_of_a_long_chat_is_lost_by_a_second_paste_or_a_crash() {
    let mut desk = desk();
    let chat = long_chat(desk.session());
    paste(&mut desk, &chat);
    let shown = desk.screen(WIDE);
    assert!(shown.contains("Finished 8 of 8"), "{shown}");
    assert!(shown.contains("the paste is too long"), "{shown}");
    // The program is killed and the file opened again.
    let mut again = Desk::with(file(&desk));
    let shown = again.screen(WIDE);
    assert!(shown.contains("Finished 8 of 8"), "{shown}");
    // Something more is pasted while it is looked at.
    let more = answers(again.session(), Moment::Silent, 0, 1, "iGil\ntKey stolen");
    paste(&mut again, &more);
    let shown = again.screen(WIDE);
    assert!(shown.contains("Finished 9 of 9"), "{shown}");
    again.keys("<enter>");
    assert_eq!(again.session().finished(Moment::Silent), Some((9, 9)));
    let of_them = again
        .session()
        .threats
        .iter()
        .filter(|t| t.speaker.is_some());
    assert_eq!(of_them.count(), 8 * 150 + 1);
}

#[test]
fn the_same_paste_ten_times_adds_once() {
    let mut desk = desk();
    let before = items(desk.session());
    let line = answers(
        desk.session(),
        Moment::Silent,
        1,
        1,
        "tKey stolen\nqWho rotates it?",
    );
    paste(&mut desk, &format!("Ana: {line}\n").repeat(10));
    for _ in 0..9 {
        paste(&mut desk, &format!("Ana: {line}\n"));
    }
    desk.keys("<enter>");
    let after = items(desk.session());
    assert_eq!(
        came(&desk, &before),
        ["t P1 Key stolen", "q P1 Who rotates it?"]
    );
    for _ in 0..10 {
        paste(&mut desk, &line);
        let shown = desk.screen(WIDE);
        assert!(shown.contains("Nothing new from Ana"), "{shown}");
        desk.keys("<enter>");
        desk.keys("<esc>");
        assert_eq!(items(desk.session()), after);
    }
}

#[test]
fn a_line_that_the_terminal_cut_in_two_is_whole_again() {
    let before = items(desk().session());
    let line = answers(
        desk().session(),
        Moment::Silent,
        1,
        1,
        "tKey stolen\nqWho rotates it?",
    );
    for at in 18..line.len() {
        let mut desk = desk();
        let (begin, rest) = line.split_at(at);
        paste(&mut desk, &format!("Ana: {begin}"));
        assert_eq!(desk.app.screen(), Screen::Pasted, "cut at {at}");
        paste(&mut desk, rest);
        let shown = desk.screen(WIDE);
        assert!(!shown.contains("damaged"), "cut at {at}: {shown}");
        desk.keys("<enter>");
        assert_eq!(
            came(&desk, &before),
            ["t P1 Key stolen", "q P1 Who rotates it?"],
            "cut at {at}"
        );
    }
}

#[test]
fn a_crash_while_answers_are_looked_at_or_after_they_were_taken_loses_and_doubles_nothing() {
    let mut desk = desk();
    let before = items(desk.session());
    let line = answers(
        desk.session(),
        Moment::Silent,
        1,
        1,
        "tKey stolen\nmUse tokens",
    );
    paste(&mut desk, &line);
    let mut again = Desk::with(file(&desk));
    assert_eq!(again.app.screen(), Screen::Pasted);
    again.keys("<enter>");
    assert_eq!(
        came(&again, &before),
        ["t P1 Key stolen", "Fix P1 Use tokens"]
    );
    let mut third = Desk::with(file(&again));
    let after = items(third.session());
    assert_ne!(third.app.screen(), Screen::Pasted);
    paste(&mut third, &line);
    let shown = third.screen(WIDE);
    assert!(shown.contains("Nothing new from Ana"), "{shown}");
    third.keys("<enter><esc>");
    assert_eq!(items(third.session()), after);
}

#[test]
fn answers_that_were_undone_come_again_and_those_that_were_redone_do_not() {
    let mut desk = desk();
    let before = items(desk.session());
    let line = answers(desk.session(), Moment::Silent, 1, 1, "tKey stolen");
    paste(&mut desk, &line);
    desk.keys("<enter>u");
    assert_eq!(items(desk.session()), before);
    paste(&mut desk, &line);
    let shown = desk.screen(WIDE);
    assert!(shown.contains("1 threat"), "{shown}");
    desk.keys("<enter>");
    assert_eq!(came(&desk, &before), ["t P1 Key stolen"]);
    desk.keys("u<ctrl-r>");
    let after = items(desk.session());
    assert_eq!(came(&desk, &before), ["t P1 Key stolen"]);
    paste(&mut desk, &line);
    let shown = desk.screen(WIDE);
    assert!(shown.contains("Nothing new from Ana"), "{shown}");
    desk.keys("<esc>");
    assert_eq!(items(desk.session()), after);
}

#[test]
fn a_threat_that_was_deleted_does_not_come_back_by_its_old_line() {
    let mut desk = desk();
    let first = answers(desk.session(), Moment::Silent, 1, 1, "tKey stolen");
    let later = answers(
        desk.session(),
        Moment::Silent,
        1,
        2,
        "tKey stolen\ntLog deleted",
    );
    paste(&mut desk, &first);
    desk.keys("<enter>");
    let id = desk.session().threats.last().unwrap().id;
    let mut session = desk.session().clone();
    session
        .apply(&Edit::Delete(ItemId::Threat(id)), ten())
        .unwrap();
    let before = items(&session);
    let mut desk = Desk::with(session);
    desk.keys("2");
    paste(&mut desk, &first);
    let shown = desk.screen(WIDE);
    assert!(shown.contains("Nothing new from Ana"), "{shown}");
    desk.keys("<esc>");
    paste(&mut desk, &later);
    desk.keys("<enter>");
    assert_eq!(came(&desk, &before), ["t P1 Log deleted"]);
}

#[test]
fn who_was_renamed_keeps_their_answers_and_who_was_deleted_leaves_theirs_to_no_one_else() {
    let mut session = room();
    let ana = answers(&session, Moment::Silent, 1, 1, "tKey stolen");
    let hal = answers(&session, Moment::Silent, 8, 1, "tLog deleted");
    let hal_id = session.participants[7].id;
    let ana_id = session.participants[0].id;
    for edit in [
        Edit::Set(ana_id.into(), Field::Text(Text::new("Anna Maria"))),
        Edit::Delete(hal_id.into()),
        Edit::Add(New::Participant(Text::new("Zed"), Text::default())),
    ] {
        session.apply(&edit, ten()).unwrap();
    }
    let mut desk = Desk::with(session);
    desk.keys("2");
    let before = items(desk.session());
    paste(&mut desk, &format!("{ana}\n{hal}"));
    let shown = desk.screen(WIDE);
    assert!(shown.contains("A sheet has no name"), "{shown}");
    desk.keys("<enter>");
    assert_eq!(came(&desk, &before), ["t P1 Key stolen", "t - Log deleted"]);
}

#[test]
fn a_chat_of_thousands_of_broken_lines_is_said_in_a_few() {
    let mut desk = desk();
    let before = items(desk.session());
    let sheet = desk.session().sheet_id(Moment::Silent);
    let mut chat = String::new();
    for n in 0..4_000_u32 {
        let mut line = folded::fold(sheet, n % 3_000, 1, &format!("tThreat {n}")).concat();
        line.pop();
        chat.push_str(&format!("{line}-\n"));
    }
    paste(&mut desk, &chat);
    let shown = desk.screen(WIDE);
    assert!(shown.contains("more lines that cannot be read"), "{shown}");
    assert!(shown.contains("LINES"), "{shown}");
    desk.keys("<enter><esc>");
    assert_eq!(items(desk.session()), before);
}
