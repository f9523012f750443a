//! Question 2: the capture board and the reading back.

use crate::support::{Desk, PLAIN, SMALL, WIDE, room};

/// The map and the fourteen threats of a refund flow, as a room would say them.
pub(super) const REFUND: &str = "f«customer -> web : refund request»<enter>«web -> refund-api : request, user id»<enter>\
    «refund-api -> ledger : amount»<enter>«refund-api -> audit log : who, what, when»<enter>\
    «partner -> sftp : refund file»<enter><esc>2t\
    «Refund replayed from a stolen session token >refund-api @ana #spoof»<enter>\
    «Partner file swapped on the sftp drop >sftp @bo #tamp»<enter>\
    «Support agent refunds a friend, no second pair of eyes >refund-api @cy»<enter>\
    «Ledger write succeeds, audit write fails >ledger @di #rep»<enter>\
    «Duplicate upload pays the same refund twice >sftp @ed»<enter>\
    «Web leaks other customers' refund ids in the URL >web @flo #info»<enter>\
    «Disk full on sftp host stops refunds on a Friday night >sftp @gus #denial»<enter>\
    «Deny having asked for a refund, no proof either way >ledger @hal #rep»<enter>\
    «Refund-api trusts the user id sent by web >F2 @ana #elev #spoof»<enter>\
    «Old partner key still works after the contract ends >sftp @bo #spoof»<enter>\
    «Bulk refund script run against production by mistake >refund-api @di»<enter>\
    «Ledger team changes the schema without telling us >ledger @cy»<enter>\
    «Attacker floods refunds to lock the day limit >web >refund-api @gus #denial»<enter>\
    «Someone edits the audit log to hide a refund @hal #tamp #rep»<enter><esc>";

/// A threat in more words than a line takes.
const LONG: &str = "Attacker who once had read access to the staging bucket replays an old refund batch with changed account \
    numbers, and because batches carry no date nobody can tell the old one from the new one";

fn refund() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys(REFUND);
    desk
}

/// With parked fixes, an off-topic item and questions.
pub(super) fn busy() -> Desk {
    let mut desk = refund();
    desk.keys("m«just sign the files @bo»<enter><esc>p«read-only ledger role»<enter><esc>");
    desk.keys("p«who pays for the bank holiday? #off»<enter><esc>");
    desk.keys("q«Do partner keys rotate?»<enter>«Who reads the audit log?»<enter><esc>");
    desk
}

#[test]
fn before_the_first_threat_one_sentence_says_how_to_begin() {
    let mut desk = Desk::with(room());
    desk.keys("2");
    insta::assert_snapshot!("wrong_empty", desk.picture(WIDE));
    insta::assert_snapshot!("wrong_empty_small", desk.picture(SMALL));
}

#[test]
fn the_board_shows_threats_places_kinds_and_counts() {
    let desk = busy();
    insta::assert_snapshot!("wrong_board", desk.styled(WIDE));
    insta::assert_snapshot!("wrong_board_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("wrong_board_small", desk.picture(SMALL));
    insta::assert_snapshot!("wrong_board_huge", desk.picture((160, 40)));
    insta::assert_snapshot!("wrong_board_least", desk.picture((40, 10)));
}

#[test]
fn the_board_in_light_and_without_colour() {
    let mut desk = busy();
    desk.keys("<up>t«half a line»");
    insta::assert_snapshot!("wrong_line", desk.picture(PLAIN));
}

#[test]
fn the_selected_threat_wraps_and_is_never_cut() {
    let mut desk = refund();
    desk.keys(&format!(
        "t«{LONG} >web >ledger >refund-api»<enter>«{LONG}»<enter><esc><up>3sh2"
    ));
    insta::assert_snapshot!("wrong_long", desk.picture(WIDE));
    insta::assert_snapshot!("wrong_long_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("wrong_long_small", desk.picture(SMALL));
}

#[test]
fn the_newest_threat_is_in_sight_and_the_rest_is_counted() {
    let mut desk = refund();
    desk.keys("t");
    for n in 0..30 {
        desk.keys(&format!("«Threat number {n}»<enter>"));
    }
    for size in [WIDE, PLAIN, SMALL, (40, 10)] {
        let screen = desk.screen(size);
        assert!(screen.contains("> T44 Threat number 29"), "{screen}");
        assert!(screen.contains(" above"), "{screen}");
        assert!(!screen.contains(" below"), "{screen}");
    }
    desk.keys("<esc><home>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("> T1  Refund replayed") && screen.contains(" below"),
        "{screen}"
    );
}

#[test]
fn reading_back_shows_one_threat_with_everything_said_about_it() {
    let mut desk = busy();
    desk.keys("<home><down>g«T5»<enter><home>...nn");
    insta::assert_snapshot!("wrong_read_back", desk.styled(WIDE));
    insta::assert_snapshot!("wrong_read_back_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("wrong_read_back_small", desk.picture(SMALL));
}

#[test]
fn the_point_goes_from_threat_to_threat_while_reading_back() {
    let mut desk = refund();
    desk.keys("<home>nn");
    assert!(
        desk.screen(WIDE).contains("READ BACK  1 of 14"),
        "{}",
        desk.screen(WIDE)
    );
    desk.keys("..");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("READ BACK  3 of 14") && screen.contains(". next  T4 Ledger write"),
        "{screen}"
    );
    desk.keys("<end>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("14 of 14") && screen.contains("last one. Press n to go on. Next: vote."),
        "{screen}"
    );
    assert!(screen.contains("no element or flow yet"), "{screen}");
    desk.keys("NN");
    assert!(
        desk.screen(WIDE).contains("THREATS  14"),
        "N goes back to the board"
    );
}

#[test]
fn a_long_threat_is_read_back_whole() {
    let mut desk = refund();
    desk.keys(&format!("t«{LONG}»<enter><esc>nn<end>"));
    for size in [WIDE, PLAIN, SMALL] {
        let screen = desk.screen(size);
        assert!(
            screen.contains("Attacker who once") && screen.contains("the new one"),
            "{screen}"
        );
    }
    insta::assert_snapshot!("wrong_read_back_long_small", desk.picture(SMALL));
}

#[test]
fn severity_shows_only_once_it_was_set() {
    let mut desk = refund();
    assert!(
        !desk.screen(WIDE).contains("HIGH"),
        "nobody is asked in question 2"
    );
    desk.keys("s");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("Rate severity after the read-back"),
        "{screen}"
    );
    desk.keys("3<end>sh2");
    assert!(desk.screen(WIDE).contains("HIGH"), "{}", desk.screen(WIDE));
}
