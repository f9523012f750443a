//! Voting: before, keys, after. What is counted, what is shown when, and what it makes of question 3.

use threatboard::app::effect::Effect;
use threatboard::app::msg::{Msg, Opened};
use threatboard::domain::{Edit, Field, ItemId, ParticipantId, SessionField, ThreatId, Voting};

use crate::screens::voting::{BALLOTS, rated};
use crate::support::{Desk, PLAIN, WIDE, room, ten};

/// Three threats, T2 high.
fn three() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("2t«Token replayed»<enter>«File swapped !h»<enter>«Disk full»<enter><esc><home>");
    desk
}

/// The votes of every threat of the list.
fn votes(desk: &Desk) -> Vec<Option<u32>> {
    let session = desk.session();
    session
        .threats
        .iter()
        .map(|t| session.votes(t.id))
        .collect()
}

/// The ids in the list of question 3, from the top, with `|` for the line.
fn order(desk: &Desk) -> String {
    let standings = desk.app.ranked_threats();
    let line = desk.app.line_after(&standings);
    let mut words: Vec<String> = standings.iter().map(|s| s.id.to_string()).collect();
    if let Some(line) = line {
        words.insert(line, "|".to_owned());
    }
    words.join(" ")
}

/// Hands for threats T1, T2 and so on, put there without keys.
fn with_hands(desk: &mut Desk, hands: &[u32]) {
    let mut session = desk.session().clone();
    let voting = Voting {
        sheet: threatboard::domain::Text::default(),
        lines: Vec::new(),
        heaps: Vec::new(),
        per_person: 3,
        hands: (1..).map(ThreatId).zip(hands.iter().copied()).collect(),
        ballots: Vec::new(),
        at: ten(),
    };
    let edit = Edit::Session(SessionField::Voting(Some(voting)));
    session.apply(&edit, ten()).unwrap();
    desk.tell(Msg::Opened(Ok(Opened {
        session: std::sync::Arc::new(session),
        path: "~/models/refund.ron".to_owned(),
        held_by: None,
        warning: None,
        new: false,
    })));
}

/// How many keys a script is; a paste is one.
fn count(script: &str) -> usize {
    crate::terminal::keys::parse(script).unwrap().len()
}

#[test]
fn hands_counted_aloud_cost_a_digit_a_threat_and_two_keys_more() {
    let mut desk = three();
    assert_eq!(votes(&desk), [None; 3]);
    let script = "v370<enter>";
    desk.keys(script);
    assert_eq!(votes(&desk), [Some(3), Some(7), Some(0)]);
    assert_eq!(count(script), 3 + 2);
    assert!(desk.app.bar.is_none());
}

#[test]
fn ballots_from_the_chat_cost_three_keys() {
    let mut desk = rated();
    let script = format!("v{BALLOTS}<enter>");
    desk.keys(&script);
    assert_eq!(count(&script), 3);
    let voting = desk.session().voting().cloned().unwrap();
    assert_eq!((voting.per_person, voting.ballots.len()), (4, 8));
    assert_eq!(voting.total(), 32);
    assert_eq!(voting.ballots[1].who, Some(ParticipantId(2)));
    assert_eq!(desk.session().votes(ThreatId(1)), Some(8));
}

#[test]
fn the_screen_shows_whose_hands_are_counted_and_never_a_number() {
    let mut desk = three();
    desk.keys(
        "v<wait:TOKEN REPLAYED><wait:1 of 3>7<wait:FILE SWAPPED><wait:2 of 3>6<wait:DISK FULL>",
    );
    let screen = desk.screen(WIDE);
    assert!(screen.contains("vote> **  "), "{screen}");
    for line in screen
        .lines()
        .skip(2)
        .filter(|line| !line.contains("0-9 hands"))
    {
        assert!(!line.contains(['6', '7']), "{line:?} in\n{screen}");
    }
    desk.keys("<bs><wait:FILE SWAPPED><gone:DISK FULL>");
    desk.keys("1<wait:DISK FULL>2<wait:All 3 are counted>9<wait:Backspace goes back one><enter>");
    assert_eq!(votes(&desk), [Some(7), Some(1), Some(2)]);
}

#[test]
fn spaces_make_room_for_more_than_nine_hands() {
    let mut desk = three();
    desk.keys("v12 3 0<enter>");
    assert_eq!(votes(&desk), [Some(12), Some(3), Some(0)]);
}

#[test]
fn missing_counts_are_said_once_and_then_count_as_none() {
    let mut desk = three();
    desk.keys(
        "v3<enter><wait:2 threats are not counted yet. Press Enter again to count 0 votes there.>",
    );
    assert_eq!(votes(&desk), [None; 3]);
    desk.keys("4<enter><wait:1 threat is not counted yet>");
    assert_eq!(votes(&desk), [None; 3]);
    desk.keys("<enter>");
    assert_eq!(votes(&desk), [Some(3), Some(4), Some(0)]);
}

#[test]
fn esc_and_an_empty_enter_count_nothing() {
    let mut desk = three();
    desk.keys("v37<esc>v<bs><bs><enter>");
    assert_eq!(
        (votes(&desk), desk.app.bar.is_none()),
        (vec![None; 3], true)
    );
    desk.keys("v<paste:Ana: 1 2><esc><esc>");
    assert_eq!(
        (votes(&desk), desk.app.bar.is_none()),
        (vec![None; 3], true)
    );
}

#[test]
fn letters_are_not_hands_and_a_paste_without_ballots_is_refused() {
    let mut desk = three();
    desk.keys("vx<wait:One digit per threat>3<gone:One digit per threat>");
    desk.keys("<paste:thanks all><wait:No ballots in the paste>");
    assert!(desk.app.overlay.is_none());
    desk.keys("70<enter>");
    assert_eq!(votes(&desk), [Some(3), Some(7), Some(0)]);
}

#[test]
fn hands_in_the_room_and_ballots_from_the_chat_are_one_vote() {
    let mut desk = three();
    desk.keys(
        "v310<paste:Ana: 2 2><wait:The votes by hand for 3 of 3 threats are counted, too><enter>",
    );
    assert_eq!(votes(&desk), [Some(3), Some(3), Some(0)]);
}

#[test]
fn the_preview_says_how_many_ballots_and_whose_are_too_long_but_no_count() {
    let mut desk = three();
    desk.keys(r"v<paste:Ana: 1 1 1 1\nFrom Bo to Everyone: T2, T2>");
    let screen = desk.screen(PLAIN);
    assert!(screen.contains("2 ballots, 5 votes"), "{screen}");
    assert!(
        screen.contains("Too many votes, only the first 3 count: Ana"),
        "{screen}"
    );
    assert!(!screen.contains("T2"), "{screen}");
    assert!(desk.session().voting().is_none());
}

#[test]
fn the_votes_are_one_change_that_is_undone_with_one_key() {
    let mut desk = three();
    let before = desk.session().clone();
    desk.keys("v370<enter><wait:10 votes counted>u");
    assert_eq!(*desk.session(), before);
    desk.keys("<ctrl-r>");
    assert_eq!(votes(&desk), [Some(3), Some(7), Some(0)]);
}

#[test]
fn a_half_counted_vote_survives_a_crash_and_is_still_shown_to_nobody() {
    let mut desk = three();
    desk.keys("v37");
    let saved = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Save(snapshot) => Some(snapshot.clone()),
        _ => None,
    });
    let mut session = desk.session().clone();
    session.draft = saved.unwrap().draft;
    let mut desk = Desk::with(session);
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("vote> **") && screen.contains("DISK FULL"),
        "{screen}"
    );
    assert!(!screen.contains("37"), "{screen}");
    desk.keys("0<enter>");
    assert_eq!(votes(&desk), [Some(3), Some(7), Some(0)]);
}

#[test]
fn merged_threats_add_their_votes_up_and_the_room_votes_on_what_is_left() {
    let mut desk = three();
    desk.keys("v370<enter>g2<enter>");
    assert_eq!(votes(&desk), [Some(10), Some(0)]);
    assert_eq!(
        desk.session().votes(ThreatId(1)),
        Some(10),
        "T1 is part of T2"
    );
    desk.keys("u");
    assert_eq!(votes(&desk), [Some(3), Some(7), Some(0)]);
    desk.keys("<home>g2<enter>vv12<enter>");
    assert_eq!(votes(&desk), [Some(1), Some(2)]);
}

#[test]
fn taking_a_threat_or_a_person_out_leaves_no_vote_behind() {
    let mut desk = three();
    desk.keys(r"v<paste:Ana: 1 2\nBo: 2 3><enter><home>d");
    assert_eq!(votes(&desk), [Some(2), Some(1)]);
    desk.session().validate().unwrap();
    let mut session = desk.session().clone();
    session
        .apply(&Edit::Delete(ItemId::Participant(ParticipantId(1))), ten())
        .unwrap();
    session.validate().unwrap();
    assert_eq!(session.voting().unwrap().ballots[0].who, None);
}

#[test]
fn the_list_goes_by_votes_for_a_moment_and_any_move_shows_the_usual_one() {
    let mut desk = three();
    desk.keys("v370<enter>");
    let at = |desk: &Desk, words: &str| desk.screen(WIDE).find(words).unwrap();
    assert!(at(&desk, "File swapped") < at(&desk, "Token replayed"));
    assert!(desk.screen(WIDE).contains("VOTES   10 votes"));
    desk.keys("<down><gone:VOTES>");
    assert!(at(&desk, "File swapped") > at(&desk, "Token replayed"));
    desk.keys("u<gone:VOTES>vv000<enter><wait:VOTES>nN<gone:VOTES>");
}

#[test]
fn a_vote_in_the_read_back_and_characters_that_come_in_one_burst_count_the_same() {
    let mut desk = three();
    desk.keys("nn<wait:READ BACK  1 of 3>v");
    desk.tell(Msg::Typed("370".to_owned()));
    assert!(!desk.screen(WIDE).contains("370"), "{}", desk.screen(WIDE));
    desk.keys("<enter><wait:VOTES   10 votes><down><wait:READ BACK  2 of 3>");
    assert_eq!(votes(&desk), [Some(3), Some(7), Some(0)]);
}

#[test]
fn voting_again_asks_once_before_it_replaces() {
    let mut desk = three();
    desk.keys(
        "v370<enter>v<wait:A new vote will replace the one from today. Press v again to go on.>",
    );
    assert!(desk.app.bar.is_none());
    desk.keys("<down>v");
    assert!(desk.app.bar.is_none(), "another key in between asks again");
    desk.keys("v");
    assert!(desk.app.bar.is_some());
    desk.keys("001<enter>");
    assert_eq!(votes(&desk), [Some(0), Some(0), Some(1)]);
    desk.after(60 * 24 * 7)
        .keys("v<wait:A new vote will replace the one from 9 May 2026.>");
}

#[test]
fn the_question_before_a_second_vote_is_not_taken_for_another_question() {
    let mut desk = three();
    desk.keys("5q«Who signs?»<enter><esc>2v370<enter>v5nnn");
    assert_eq!(desk.app.screen(), threatboard::keys::Screen::GoodEnough);
    let mut desk = three();
    desk.keys("5q«Who signs?»<enter><esc>2v370<enter>v5nn<wait:1 question has no owner>");
}

#[test]
fn many_threats_are_to_be_merged_or_cut_before_a_vote() {
    let mut desk = three();
    desk.keys("v<gone:Merge some first><wait:3 votes each; several on one threat allowed>");
    let mut desk = rated();
    desk.keys(
        "v<wait:14 threats is a lot to vote on. Merge some first?><wait:4 votes each; several on one threat allowed>",
    );
    desk.keys("1<gone:Merge some first>");
}

#[test]
fn a_vote_without_threats_and_in_a_file_that_is_only_read_is_refused() {
    let mut desk = Desk::with(room());
    desk.keys("2v<wait:No threats to vote on yet. Press>");
    assert!(desk.app.bar.is_none());
    let mut desk = three();
    let session = std::sync::Arc::new(desk.session().clone());
    desk.tell(Msg::Opened(Ok(Opened {
        session,
        path: "~/models/refund.ron".to_owned(),
        held_by: Some("ana".to_owned()),
        warning: None,
        new: false,
    })));
    let before = desk.session().clone();
    desk.keys("2v<wait:Read-only>321<enter><wait:Nothing was changed>");
    assert_eq!(desk.session(), &before);
}

#[test]
fn question_3_opens_on_the_top_threat_in_the_order_of_votes_then_severity() {
    let mut desk = rated();
    desk.keys("<end>v").keys(BALLOTS).keys("<enter>3");
    assert_eq!(
        order(&desk),
        "T1 T2 T9 T3 T4 | T10 T14 T5 T11 T7 T13 T6 T8 T12"
    );
    assert_eq!(desk.app.selected(), Some(ThreatId(1).into()));
}

#[test]
fn without_votes_question_3_is_in_the_order_of_the_list_and_has_no_line() {
    let mut desk = three();
    desk.keys("3<home>J");
    assert_eq!(order(&desk), "T2 T1 T3");
    assert!(
        !desk.screen(WIDE).contains("line:"),
        "{}",
        desk.screen(WIDE)
    );
}

#[test]
fn the_order_stands_still_while_the_room_is_on_question_3() {
    let mut desk = three();
    desk.keys("v320<enter>3<end>sct«Late idea !c»<enter><esc><home>rn«not ours»<enter><enter>8");
    assert_eq!(
        order(&desk),
        "T1 T2 T3 T4 |",
        "nothing jumped, and what is new comes last"
    );
    desk.keys("K<wait:Sorted by votes, then severity.>");
    desk.keys("23");
    assert_eq!(order(&desk), "T2 T3 T4 | T1", "T1 is ruled out");
}

#[test]
fn a_vote_on_question_3_puts_it_into_order_at_once_and_undo_takes_the_order_back() {
    let mut desk = three();
    desk.keys("3<end>v037<enter>");
    assert_eq!(order(&desk), "T3 T2 T1 |");
    assert_eq!(desk.app.selected(), Some(ThreatId(3).into()));
    desk.keys("u");
    assert_eq!(order(&desk), "T1 T2 T3");
}

#[test]
fn the_next_threat_stops_once_at_the_line_and_then_goes_on_below() {
    let mut desk = rated();
    desk.keys("v").keys(BALLOTS).keys("<enter>3....");
    assert_eq!(desk.app.selected(), Some(ThreatId(4).into()));
    desk.keys(
        ".<wait:A5 added: decide on T4. Cut-off: 9 left. Press . to continue, D to defer them.>",
    );
    assert_eq!(desk.app.selected(), Some(ThreatId(4).into()));
    desk.keys(".");
    assert_eq!(desk.app.selected(), Some(ThreatId(10).into()));
    desk.keys(",.<gone:The line:>");
    assert_eq!(
        desk.app.selected(),
        Some(ThreatId(10).into()),
        "it is said once"
    );
}

#[test]
fn what_is_put_off_is_not_above_the_line_and_not_voted_on() {
    let mut desk = three();
    desk.keys("3<home>m«Sign it»<enter><esc>D«June, until 12 aug»<enter>2v");
    assert!(
        desk.screen(WIDE).contains("1 of 1"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("5<enter>3");
    assert_eq!(order(&desk), "T1 | T2 T3");
}

#[test]
fn a_high_threat_without_votes_is_marked_and_named_at_the_end() {
    let mut desk = rated();
    desk.keys("v").keys(BALLOTS).keys("<enter>3");
    let row = |desk: &Desk| {
        let screen = desk.screen(WIDE);
        screen
            .lines()
            .find(|line| line.contains(" T11 "))
            .unwrap()
            .to_owned()
    };
    assert!(row(&desk).contains("0 HIGH !"), "{}", row(&desk));
    desk.keys("n<wait:T11 is High but got no votes. Press 3 to go back to it.>");
    desk.keys("3<end>m«Retry later»<enter><esc>.<wait:T11 is High but got no votes. Review it before you leave this question.>");
    desk.keys("/T11<enter>m«Guard the script»<enter><esc>n<gone:T11 is High>");
}

#[test]
fn several_mitigations_are_aimed_for_above_the_line_only() {
    let mut desk = rated();
    desk.keys("v").keys(BALLOTS);
    desk.keys("<enter>3<wait:aim for 3 to 6, of different kinds><end><gone:aim for 3 to 6>");
}

#[test]
fn what_the_room_is_done_with_has_a_star() {
    let mut desk = three();
    desk.keys("v321<enter>3");
    let row = |desk: &Desk, id: &str| {
        let screen = desk.screen(WIDE);
        let row = screen
            .lines()
            .skip(4)
            .find(|line| line.contains(id))
            .unwrap()
            .to_owned();
        row.split('│').next().unwrap().trim_end().to_owned()
    };
    assert!(!row(&desk, " T1 ").ends_with('*'));
    desk.keys("rr<down>m«Sign it»<enter><esc>");
    assert!(row(&desk, " T1 ").ends_with('*'), "{}", row(&desk, " T1 "));
    assert!(
        !row(&desk, " T2 ").ends_with('*'),
        "an idea is not a decision"
    );
    desk.keys("a<enter>");
    assert!(row(&desk, " T2 ").ends_with('*'), "{}", row(&desk, " T2 "));
}

#[test]
fn a_session_that_was_voted_on_opens_in_that_order() {
    let mut desk = three();
    with_hands(&mut desk, &[0, 2, 5]);
    desk.keys("2<end>3");
    assert_eq!(order(&desk), "T3 T2 T1 |");
    assert_eq!(desk.app.selected(), Some(ThreatId(3).into()));
    let mut session = desk.session().clone();
    let field = Field::Severity(None);
    session
        .apply(&Edit::Set(ThreatId(3).into(), field), ten())
        .unwrap();
    assert_eq!(session.votes(ThreatId(3)), Some(5));
}

#[test]
fn the_summary_goes_by_votes_and_tells_nobodys() {
    let mut desk = rated();
    desk.keys("v").keys(BALLOTS).keys("<enter>x<enter>");
    let summary = desk
        .exported
        .iter()
        .find(|file| file.name.ends_with("summary.md"))
        .unwrap();
    let at = |words: &str| {
        summary
            .contents
            .find(words)
            .unwrap_or_else(|| panic!("{}", summary.contents))
    };
    assert!(at("(T1, high, on refund-api, 8 votes)") < at("(T2, high, on sftp, 7 votes)"));
    assert!(at("(T9, high, on web -> refund-api, 6 votes)") < at("T4, medium, on ledger, 4 votes"));
    assert!(at("T11, high, on refund-api, no votes") > at("T4, medium"));
    let top = summary
        .contents
        .split("## ")
        .find(|part| part.starts_with("Top threats"));
    let top = top.unwrap();
    for name in ["Ana", "Bo", "Hal"] {
        assert!(!top.contains(name), "{top}");
    }
}

/// Who votes by number reads the numbers of all threats, not only of the one whose hands are counted.
#[test]
fn the_numbered_list_stays_on_the_screen_while_the_room_votes() {
    let mut desk = three();
    desk.keys("v");
    for size in [(100, 30), (60, 20)] {
        let screen = desk.screen(size);
        for line in [
            "ALL THREATS",
            "> T1 Token replayed",
            "T2 File swapped",
            "T3 Disk full",
        ] {
            assert!(screen.contains(line), "{line}\n{screen}");
        }
    }
    desk.keys("7");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("> T2 File swapped"), "{screen}");
    assert!(!screen.contains("> T1"), "{screen}");
}

#[test]
fn a_long_list_goes_along_with_the_vote_and_says_what_it_does_not_show() {
    let mut desk = Desk::with(room());
    let lines: String = (1..=30)
        .map(|n| format!("«Number {n} fails»<enter>"))
        .collect();
    desk.keys(&format!("n2t{lines}<esc>v"));
    let screen = desk.screen(PLAIN);
    assert!(
        screen.contains("> T1 ") && screen.contains(" below"),
        "{screen}"
    );
    desk.keys(&"1".repeat(20));
    let screen = desk.screen(PLAIN);
    assert!(screen.contains("> T21 Number 21 fails"), "{screen}");
    assert!(screen.contains(" above, "), "{screen}");
}

#[test]
fn esc_keeps_a_count_and_the_same_key_goes_on_with_it() {
    let mut desk = three();
    desk.keys("v37<esc><wait:Count kept. Press u to go on with it.>");
    desk.keys("<down>v<wait:Your count is back.><wait:DISK FULL>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("vote> **  "), "{screen}");
    desk.keys("<esc>u<wait:Your count is back.>0<enter>");
    assert_eq!(votes(&desk), [Some(3), Some(7), Some(0)]);
    desk.keys("<down>vv<gone:Your count is back.>");
    assert!(desk.app.bar.as_ref().unwrap().editor.is_blank());
}

#[test]
fn a_kept_count_is_never_that_of_another_list() {
    let mut desk = three();
    desk.keys("v37<esc>t«Key leaked»<enter><esc>");
    desk.keys("v<wait:The list changed, so the count that was kept starts over.>1111<enter>");
    assert_eq!(votes(&desk), [Some(1); 4]);
}

#[test]
fn esc_keeps_ballots_and_digits_of_a_show_of_hands() {
    let mut desk = three();
    desk.keys("v<paste:Ana: 1 1 2><esc><wait:Ballots kept: press Up to see them again.><esc>");
    desk.keys("v<up><wait:1 ballot, 3 votes><enter>");
    assert_eq!(votes(&desk), [Some(2), Some(1), Some(0)]);
    for verb in ["confidence", "time well spent"] {
        desk.keys(&format!(
            "4<ctrl-p>«{verb}»<enter>«3412»<esc><wait:Count kept.>"
        ));
        desk.keys(&format!(
            "<ctrl-p>«{verb}»<enter><wait:Your count is back.>"
        ));
        assert_eq!(desk.app.bar.as_ref().unwrap().editor.text(), "3412");
        desk.keys("<bs><bs><bs><bs><esc>");
    }
}
