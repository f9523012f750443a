//! A pasted list is looked at line by line before it counts.

use threatboard::app::effect::Effect;
use threatboard::app::msg::Msg;
use threatboard::domain::{ParkedKind, Session, Severity, Verb};
use threatboard::keys::Screen;
use threatboard::keys::key::Key;
use threatboard::store::format;

use crate::support::{Desk, PLAIN, SMALL, WIDE, room};

const CHAT: &str = r"10:31 Ana: Token replayed\n10:32 From Zoe to Everyone: File swapped\nadd a rate limit\nWho rotates keys?\n👍";

fn pasted() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys(&format!("2<paste:{CHAT}>"));
    desk
}

fn threats(session: &Session) -> Vec<String> {
    let threats = session.threats.iter();
    threats
        .map(|t| match t.speaker {
            Some(who) => format!("{} @{}", t.text, who.0),
            None => t.text.to_string(),
        })
        .collect()
}

/// What the file holds, if the program is killed now.
pub(crate) fn file(desk: &Desk) -> Session {
    let saved = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Save(snapshot) => Some(snapshot.clone()),
        _ => None,
    });
    let saved = saved.expect("something was saved");
    let mut text = format::write(&saved.session).unwrap();
    let end = format::fields_end(&text);
    format::put_draft(&mut text, end, saved.draft.as_ref()).unwrap();
    let again = format::read(&text).unwrap();
    again.validate().unwrap();
    again
}

#[test]
fn each_line_becomes_what_was_decided_about_it_as_one_change() {
    let mut desk = pasted();
    assert_eq!(desk.app.screen(), Screen::Pasted);
    desk.keys("<space><down><down>p<down>q<enter>");
    assert_eq!(desk.app.screen(), Screen::GoWrong);
    assert_eq!(threats(desk.session()), ["File swapped"]);
    let [fix] = desk.session().parked.as_slice() else {
        panic!("{:?}", desk.session().parked)
    };
    assert_eq!(
        (fix.text.as_str(), fix.kind, fix.about),
        ("add a rate limit", ParkedKind::Fix, None)
    );
    let [question] = desk.session().questions.as_slice() else {
        panic!("{:?}", desk.session().questions)
    };
    assert_eq!(
        (question.text.as_str(), question.about.as_slice()),
        ("Who rotates keys?", [].as_slice())
    );
    desk.keys("<esc>u");
    assert_eq!(threats(desk.session()), [""; 0]);
    assert!(desk.session().parked.is_empty() && desk.session().questions.is_empty());
}

#[test]
fn what_was_not_understood_in_a_pasted_line_is_named_with_its_line() {
    let mut desk = Desk::with(room());
    desk.keys("1P«Ana M eng»<enter><esc>2");
    desk.keys(r"<paste:One\nTwo @hasan\nThree @ana\nFour @ghost>");
    desk.keys("<down><down><down><space><enter>");
    desk.keys(
        "<wait:3 threats added: T1 to T3 · line closed · line 2: @hasan is nobody here · 1 more>",
    );
    desk.keys("<gone:@ghost>");
    // The item of that line is selected, not the last one.
    desk.keys("e<ctrl-w>«@bo»<enter>");
    assert_eq!(threats(desk.session()), ["One", "Two @2", "Three @ana"]);
}

#[test]
fn a_pasted_line_that_becomes_something_else_says_what_was_not_understood_there() {
    let mut desk = Desk::with(room());
    desk.keys(r"2<paste:One !x\nWho? !x @zoe\nadd a rate limit @zoe>");
    desk.keys("<down>q<down>p<enter>");
    desk.keys("<wait:3 items added · line closed · line 1: !x is not a severity · 2 more>");
}

#[test]
fn a_decision_is_taken_back_with_the_same_key() {
    let mut desk = pasted();
    desk.keys("t<wait:This line is already a threat.><space><space><down>pp<down>qpq<wait:question><down>pt<enter>");
    assert_eq!(
        threats(desk.session()),
        ["Token replayed @1", "File swapped", "Who rotates keys?"]
    );
    assert_eq!(
        desk.session().questions[0].text.as_str(),
        "add a rate limit"
    );
}

#[test]
fn a_reaction_is_left_out_and_said_and_can_be_had_anyway() {
    let mut desk = pasted();
    desk.keys("<wait:3 threats, 1 question, 1 name matched, 1 line left out><wait:left out>");
    desk.keys("<end><space><enter>");
    assert_eq!(threats(desk.session())[3], "👍");
}

#[test]
fn chatter_is_left_out_and_said_and_can_be_had_anyway() {
    let mut desk = Desk::with(room());
    desk.keys(r"2<paste:Ana  10:27 AM\nToken replayed\nEdited\nBo  10:28 AM\nThanks, Ana!\nKlingt gut\nok, but the file is not signed\n👍>");
    desk.keys("<wait:4 lines left out>");
    desk.keys("<down><down><wait:left out><space><enter>");
    assert_eq!(
        threats(desk.session()),
        [
            "Token replayed @1",
            "Thanks, Ana! @2",
            "ok, but the file is not signed @2"
        ]
    );
}

#[test]
fn a_word_that_is_chatter_is_kept_where_names_are_collected() {
    let mut desk = Desk::with(room());
    desk.keys(r"1P<paste:Jo eng\nSo ops\nJo\nHi><wait:4 lines><gone:left out>");
}

#[test]
fn a_stranger_in_a_chat_is_no_threat_and_speaks_for_no_one_else() {
    let mut desk = Desk::with(room());
    desk.keys("2");
    let chat = "Ana Lopez\n10:23 AM\nToken replayed\nZed Vendor\n10:24 AM\nFile swapped\nYan  10:25 AM\nDisk full";
    desk.tell(Msg::Paste(chat.to_owned()));
    desk.keys("<wait:3 threats><wait:have no speaker: Zed Vendor, Yan><enter>");
    assert_eq!(
        threats(desk.session()),
        ["Token replayed @1", "File swapped", "Disk full"]
    );
}

#[test]
fn the_chat_that_zoom_saves_keeps_its_speakers_also_after_a_kill() {
    let mut desk = Desk::with(room());
    desk.keys("2");
    sheet(
        &mut desk,
        "00:12:39\tAna:\tToken replayed\n00:12:40\tZed (vendor):\tFile swapped\n",
    );
    let mut again = Desk::with(file(&desk));
    for desk in [&mut desk, &mut again] {
        desk.keys("<wait:2 threats, 1 name matched><wait:have no speaker: Zed><enter>");
        assert_eq!(
            threats(desk.session()),
            ["Token replayed @1", "File swapped"]
        );
    }
}

#[test]
fn a_line_that_reads_like_a_fix_is_named_and_one_key_parks_it() {
    for keys in ["F", "<down><down>p"] {
        let mut desk = pasted();
        desk.keys("<wait:add a rate limit  (reads like a fix)>");
        desk.keys("<wait:1 line reads like a fix. Press F to park it.>");
        desk.keys(keys);
        assert!(!desk.screen(WIDE).contains("like a fix"));
        desk.keys("<enter>");
        assert_eq!(desk.session().parked[0].kind, ParkedKind::Fix);
        assert_eq!(threats(desk.session()).len(), 2);
        assert!(
            !desk.screen(WIDE).contains("reads like a fix"),
            "said twice"
        );
    }
}

#[test]
fn a_digit_says_who_and_a_stranger_is_known_on_every_line() {
    let mut desk = Desk::with(room());
    desk.keys(r"2<paste:From Zoe to Everyone: One\nFrom Zoe to Everyone: Two\nAna: Three\nFour>");
    desk.keys("<wait:Not in the meeting, so their lines have no speaker: Zoe>");
    desk.keys("5<wait:Speaker of 2 lines: Ed.><gone:Not in the meeting>");
    desk.keys("<down><down>@-<wait:Speaker: none.><down>o3<enter>");
    assert_eq!(
        threats(desk.session()),
        ["One @5", "Two @5", "Three", "Four @3"]
    );
}

#[test]
fn a_number_of_two_digits_waits_for_the_second() {
    let mut session = room();
    for name in ["Ida", "Jo", "Kim", "Lu"] {
        let new = threatboard::domain::New::Participant(name.into(), "".into());
        let add = threatboard::domain::Edit::Add(new);
        session.apply(&add, crate::support::ten()).unwrap();
    }
    let mut desk = Desk::with(session);
    desk.keys(r"2<paste:One\nTwo>12<down>1<enter><wait:Speaker: Ana.><enter>");
    assert_eq!(threats(desk.session()), ["One @12", "Two @1"]);
}

#[test]
fn esc_adds_nothing_and_the_paste_can_be_had_again() {
    let mut desk = pasted();
    desk.keys("<space><esc><wait:Nothing added. Press u to see the paste again.>");
    assert_eq!(desk.app.screen(), Screen::GoWrong);
    assert!(desk.app.bar.is_none(), "the line was opened by the paste");
    desk.keys("u<wait:1 dropped><esc>");
    // Any other key, and it is in the commands.
    desk.keys("<down>u<gone:File swapped><ctrl-p>last paste<enter><wait:File swapped><enter>");
    assert_eq!(
        threats(desk.session()),
        ["File swapped", "add a rate limit"]
    );
    desk.keys("<esc><ctrl-p>last paste<enter><wait:No paste was closed>");
}

#[test]
fn a_line_that_was_open_is_open_again_after_esc() {
    let mut desk = Desk::with(room());
    desk.keys(r"2t«half»<paste:One\nTwo><esc>");
    assert_eq!(desk.app.bar.as_ref().unwrap().editor.text(), "half");
    desk.keys("« a threat»<enter><up><up>");
    assert_eq!(
        desk.app.screen(),
        Screen::GoWrong,
        "another line was typed since"
    );
    desk.keys(r"<esc>q<paste:One\nTwo><esc><wait:Press Up in the empty line>");
    desk.keys("<up><wait:2 questions><enter>");
    assert_eq!(desk.session().questions.len(), 2);
}

#[test]
fn a_line_that_is_refused_stays_to_be_mended() {
    let mut desk = Desk::with(room());
    desk.keys(r"1f<paste:web -\> db : orders\n-\> nowhere : x><enter><wait:There is nothing before the arrow>");
    assert_eq!(desk.app.screen(), Screen::Pasted);
    assert!(desk.session().flows.is_empty());
    desk.keys("<space><enter>");
    assert_eq!(desk.session().flows.len(), 1);
}

#[test]
fn nothing_is_added_when_every_line_is_dropped() {
    let mut desk = Desk::with(room());
    desk.keys(r"2<paste:One\nTwo><space><down><space><enter><wait:Every line is dropped.>");
    assert_eq!(desk.app.screen(), Screen::Pasted);
    desk.keys("<wait:0 threats, 0 names matched, 2 dropped>");
}

#[test]
fn a_second_paste_does_not_replace_the_first() {
    let mut desk = pasted();
    desk.keys(r"<paste:Other\nlines><wait:2 more lines pasted><enter>");
    assert_eq!(threats(desk.session())[0], "Token replayed @1");
}

#[test]
fn what_is_looked_at_is_in_the_file_and_is_offered_again_after_a_kill() {
    let mut desk = Desk::with(room());
    // What was decided is not in the file, so that it is said that nothing is.
    desk.keys(&format!("2t«half»<paste:{CHAT}><space>"));
    let killed = file(&desk);
    assert!(killed.threats.is_empty());
    let mut desk = Desk::with(killed);
    desk.keys("<wait:What you had pasted is back, with nothing decided yet.><wait:3 threats, 1 question, 1 name matched>");
    desk.keys("<enter>");
    assert_eq!(threats(desk.session())[0], "Token replayed @1");
    assert_eq!(desk.app.bar.as_ref().unwrap().editor.text(), "half");
    let after = file(&desk).draft.unwrap();
    assert_eq!((after.text.as_str(), after.pasted.len()), ("half", 0));
}

#[test]
fn a_paste_that_was_added_or_closed_is_not_in_the_file() {
    for keys in ["<enter>", "<esc>"] {
        let mut desk = pasted();
        assert!(file(&desk).draft.is_some());
        desk.keys(keys);
        assert_eq!(file(&desk).draft, None, "{keys}");
    }
}

#[test]
fn a_paste_without_its_item_is_about_nothing_when_it_is_back() {
    let mut desk = Desk::with(room());
    desk.keys(r"2t«One»<enter><esc>q<paste:Who?\nWhy?>");
    let mut killed = file(&desk);
    killed.threats.clear();
    let mut desk = Desk::with(killed);
    desk.keys("<enter>");
    let questions = &desk.session().questions;
    assert!(questions.len() == 2 && questions.iter().all(|q| q.about.is_empty()));
}

#[test]
fn a_long_paste_is_paged_without_skipping_a_line() {
    let lines: Vec<String> = (1..=500)
        .map(|n| format!("Number {n} {}", "words ".repeat(n % 40)))
        .collect();
    for size in [WIDE, PLAIN, SMALL] {
        for (keys, first) in [("<pgdn>", "<home>"), ("<pgup>", "<end>")] {
            let mut desk = Desk::with(room());
            desk.tell(Msg::Resize(size.0, size.1));
            desk.keys("2");
            desk.tell(Msg::Paste(lines.join("\n")));
            desk.keys(first);
            let mut seen = std::collections::BTreeSet::new();
            for _ in 0..250 {
                let screen = desk.screen(size);
                let numbers = screen.split("Number ").skip(1);
                seen.extend(numbers.filter_map(|n| {
                    n.split(|c: char| !c.is_ascii_digit())
                        .next()?
                        .parse::<usize>()
                        .ok()
                }));
                desk.keys(keys);
            }
            assert_eq!(seen, (1..=500).collect(), "{size:?} {keys}");
        }
    }
}

#[test]
fn every_verb_of_the_preview_does_or_says_something() {
    let keys = pasted().app.keys;
    let verbs: Vec<Verb> = keys.bindings(Screen::Pasted).map(|b| b.act).collect();
    // At the first line there is nothing above it, and only a table has columns.
    let moves = [Verb::Up, Verb::PageUp, Verb::First];
    for verb in verbs.into_iter().filter(|verb| !moves.contains(verb)) {
        let key = keys.key_for(Screen::Pasted, verb);
        let mut desk = pasted();
        desk.after(1);
        let before = (desk.screen(WIDE), desk.effects.len());
        desk.tell(Msg::Key(key.parse::<Key>().unwrap()));
        let after = (desk.screen(WIDE), desk.effects.len());
        assert!(before != after, "{} on {key}", verb.name());
    }
}

#[test]
fn every_decision_is_seen_at_every_size() {
    let mut desk = pasted();
    desk.keys("<space><down><down>p<down>q");
    for (name, size) in [("wide", WIDE), ("plain", PLAIN), ("small", SMALL)] {
        insta::assert_snapshot!(format!("decided_{name}"), desk.styled(size));
    }
    insta::assert_snapshot!("decided_ascii", desk.ascii(PLAIN));
}

#[test]
fn a_paste_on_the_wall_is_back_on_the_wall() {
    let mut desk = Desk::home();
    desk.keys(r"w«Exports»<enter><paste:One\nTwo?\n+1>");
    desk.keys("<wait:2 lines><down><space><enter>");
    assert_eq!(desk.app.screen(), Screen::Whiteboard);
    assert_eq!(threats(desk.session()), ["One"]);
    desk.keys(r"<paste:Three\nFour><esc>");
    assert_eq!(desk.app.screen(), Screen::Whiteboard);
    assert!(desk.app.bar.is_some());
}

#[test]
fn the_clock_and_the_turn_go_on_while_a_paste_is_looked_at() {
    let mut desk = Desk::with(room());
    desk.keys("2<space>.");
    let who = desk.app.turn();
    let step = desk.app.clock().and_then(|clock| clock.step());
    assert!(who.is_some() && step.is_some());
    desk.keys(r"<paste:One\nTwo>");
    desk.after(2);
    assert_eq!(desk.app.clock().and_then(|clock| clock.step()), step);
    desk.keys("<enter><esc>");
    assert_eq!((desk.app.turn(), desk.app.screen()), (who, Screen::GoWrong));
    let speakers = desk.session().threats.iter().map(|t| t.speaker);
    assert!(speakers.clone().count() == 2 && speakers.clone().all(|s| s == who));
}

#[test]
fn another_session_knows_nothing_of_the_paste() {
    let mut desk = pasted();
    desk.keys("<esc>");
    desk.open(room());
    desk.keys("<ctrl-p>last paste<enter><wait:No paste was closed>");
}

/// Cells between tabs, as a spreadsheet copies them.
fn sheet(desk: &mut Desk, cells: &str) {
    desk.tell(Msg::Paste(cells.to_owned()));
}

const RISKS: &str = "ID\tThreat\tSeverity\tRaised by\tOwner\tDue\nR-1\tToken replayed\tHigh\tAna\tBo\t2026-06-01\nR-2\t\"File swapped\non the way\"\tP0\tZoe\t\t\n";

#[test]
fn a_table_takes_its_text_with_what_the_other_columns_say() {
    let mut desk = Desk::with(room());
    desk.keys("2");
    sheet(&mut desk, RISKS);
    desk.keys("<wait:2 threats, 1 name matched><wait:Text from \"Threat\", speaker from \"Raised by\", severity from \"Severity\"><wait:Press Right to take the text from another column.><gone:2026>");
    desk.keys("<wait:Not used: \"ID\", \"Owner\", \"Due\"><wait:Not understood: severity \"P0\"><wait:have no speaker: Zoe>");
    for (name, size) in [("wide", WIDE), ("plain", PLAIN), ("small", SMALL)] {
        insta::assert_snapshot!(format!("table_{name}"), desk.picture(size));
    }
    desk.keys("<enter>");
    assert_eq!(
        threats(desk.session()),
        ["Token replayed @1", "File swapped on the way"]
    );
    let severities: Vec<_> = desk.session().threats.iter().map(|t| t.severity).collect();
    assert_eq!(severities, [Some(Severity::High), None]);
}

#[test]
fn a_table_of_action_items_has_owners_and_dates() {
    let mut desk = Desk::with(room());
    desk.keys("6a");
    sheet(
        &mut desk,
        "Task\tAssignee\tDeadline\nSign the file\tBo\t2026-06-01\nAsk legal\tHal\t",
    );
    desk.keys("<wait:Text from \"Task\", owner from \"Assignee\", date from \"Deadline\"><enter>");
    let actions = desk.session().actions.iter();
    let actions: Vec<_> = actions
        .map(|a| {
            (
                a.text.as_str(),
                a.owner.map(|o| o.0),
                a.due.map(|d| d.to_string()),
            )
        })
        .collect();
    assert_eq!(
        actions,
        [
            ("Sign the file", Some(2), Some("2026-06-01".to_owned())),
            ("Ask legal", Some(8), None)
        ]
    );
}

#[test]
fn an_owner_of_a_question_finds_out_and_did_not_ask() {
    let mut desk = Desk::with(room());
    desk.keys("5q");
    sheet(
        &mut desk,
        "Question\tOwner\nWho rotates keys?\tDi\nWho pays?\tHal",
    );
    desk.keys("<enter>");
    let questions = desk.session().questions.iter();
    let questions: Vec<_> = questions
        .map(|q| (q.owner.map(|o| o.0), q.speaker))
        .collect();
    assert_eq!(questions, [(Some(4), None), (Some(8), None)]);
}

#[test]
fn another_column_is_the_text_by_one_key() {
    let mut desk = Desk::with(room());
    desk.keys("2");
    sheet(&mut desk, RISKS);
    desk.keys(
        "<left><wait:Text from \"ID\"><wait:R-2><right><right><wait:Text from \"Severity\"><enter>",
    );
    assert_eq!(threats(desk.session()), ["High @1", "P0"]);
    assert_eq!(desk.session().threats[0].severity, None);
}

#[test]
fn a_chat_has_no_columns_to_choose() {
    let mut desk = pasted();
    desk.keys("<right><wait:This paste is not a table.>");
    assert!(!desk.screen(WIDE).contains("column"));
}

#[test]
fn one_row_of_a_spreadsheet_is_a_table_and_one_line_of_text_is_not() {
    let mut desk = Desk::with(room());
    desk.keys("2");
    sheet(&mut desk, "Token replayed\tHigh\n");
    assert_eq!(desk.app.screen(), Screen::Pasted);
    desk.keys("<enter>");
    assert_eq!(desk.session().threats[0].severity, Some(Severity::High));
    sheet(&mut desk, "10:31\tFile swapped\n");
    assert_eq!(desk.app.screen(), Screen::GoWrong);
}

#[test]
fn a_table_is_offered_again_after_a_kill_as_the_table_that_it_was() {
    let mut desk = Desk::with(room());
    desk.keys("2");
    sheet(&mut desk, RISKS);
    let mut desk = Desk::with(file(&desk));
    desk.keys("<wait:What you had pasted is back, with nothing decided yet.><wait:severity from \"Severity\"><enter>");
    assert_eq!(threats(desk.session())[1], "File swapped on the way");
    assert_eq!(desk.session().threats[0].severity, Some(Severity::High));
}

#[test]
fn a_paste_that_comes_in_two_pieces_is_one_list_and_decisions_stay() {
    let mut desk = Desk::with(room());
    desk.keys("2t");
    desk.tell(Msg::Paste("Token replayed\nFile swapped".to_owned()));
    desk.keys("<space>");
    desk.tell(Msg::Paste("Disk full\nKey leaked".to_owned()));
    desk.keys("<wait:2 more lines pasted.><enter><wait:3 threats added>");
    let texts: Vec<&str> = desk
        .session()
        .threats
        .iter()
        .map(|t| t.text.as_str())
        .collect();
    assert_eq!(texts, ["File swapped", "Disk full", "Key leaked"]);
}

#[test]
fn a_name_in_front_of_a_line_goes_once_it_is_known_whose_it_is() {
    let mut session = room();
    for name in ["Mia Silva", "Mia Lopez"] {
        let new = threatboard::domain::New::Participant(name.into(), "".into());
        let add = threatboard::domain::Edit::Add(new);
        session.apply(&add, crate::support::ten()).unwrap();
    }
    let mut desk = Desk::with(session);
    desk.keys(r"2<paste:Mia: manager override\nNote: keep this\nMia: lost phone>");
    desk.keys("10<wait:Speaker: Mia Lopez.><gone:Mia: manager override><wait:Mia: lost phone>");
    // No one's words are lost: another speaker, or none, and the name is there again.
    desk.keys("@-<wait:Mia: manager override>2<wait:Mia: manager override>9");
    desk.keys("<down>2<down>10<enter>");
    assert_eq!(
        threats(desk.session()),
        [
            "manager override @9",
            "Note: keep this @2",
            "lost phone @10"
        ]
    );
}

#[test]
fn a_line_that_the_paste_opened_is_closed_after_it_was_added() {
    let mut desk = pasted();
    desk.keys("<enter><wait:4 items added · line closed.>");
    assert!(desk.app.bar.is_none());
    desk.keys(r"t<paste:One\nTwo><enter><gone:line closed>");
    assert!(desk.app.bar.is_some(), "it was open before");
}
