//! The vote: while it is counted, before it is shown, and what it makes of questions 2 and 3.

use super::wrong::REFUND;
use crate::support::{Desk, PLAIN, SMALL, WIDE, room};

/// Eight ballots of four votes each, and a line that is none.
pub(crate) const BALLOTS: &str = r"<paste:10:42 Ana: 1 1 2 9\n10:42 Bo: T1, T2, T2, T4\nFrom Cy to Everyone: 1 1 2 9\nDi: 1 2 9 4\nEd: 1 9 3 4\nFlo: 2 3 5 10\nGus: 1 9 3 14\nHal: 2 9 3 4\nthanks all>";

/// The refund flow with its severities, before anyone voted.
pub(crate) fn rated() -> Desk {
    let mut desk = Desk::with(room());
    // Severity waits until the list was read back, or question 3 was seen.
    desk.keys(REFUND).keys("3<home>");
    for severity in "hhmmllmlhmhlmm".chars() {
        desk.keys(&format!("s{severity}<down>"));
    }
    desk.keys("2<home>");
    desk
}

/// The same after the vote, on question 3.
fn voted() -> Desk {
    let mut desk = rated();
    desk.keys("v").keys(BALLOTS).keys("<enter>3");
    desk.keys("rr<down>i«sftp login is key only #prevent»<enter><esc>");
    desk
}

#[test]
fn one_threat_at_a_time_is_counted_and_no_number_is_shown() {
    let mut desk = rated();
    desk.keys("v");
    insta::assert_snapshot!("voting_begins", desk.styled(WIDE));
    desk.keys("74");
    insta::assert_snapshot!("voting_counts", desk.styled(WIDE));
    insta::assert_snapshot!("voting_counts_plain", desk.styled(PLAIN));
    insta::assert_snapshot!("voting_counts_small", desk.picture(SMALL));
    insta::assert_snapshot!("voting_counts_least", desk.picture((40, 10)));
    desk.keys("000000000000");
    insta::assert_snapshot!("voting_all_counted", desk.picture(WIDE));
}

#[test]
fn a_look_at_ballots_says_how_many_and_not_what() {
    let mut desk = rated();
    desk.keys("v").keys(BALLOTS);
    insta::assert_snapshot!("voting_ballots", desk.styled(WIDE));
    desk.keys(r"<esc><paste:Ana: 1 2 3 4 5 6\nBo: one and two\nFrom Kim Lee to Everyone: 1 77\nCy: 1 2 3\nCy: 9 9 9>");
    insta::assert_snapshot!("voting_ballots_notes", desk.picture(PLAIN));
    insta::assert_snapshot!("voting_ballots_notes_small", desk.picture(SMALL));
}

#[test]
fn all_votes_are_shown_together() {
    let mut desk = rated();
    desk.keys("v").keys(BALLOTS).keys("<enter>");
    insta::assert_snapshot!("voting_shown", desk.styled(WIDE));
    insta::assert_snapshot!("voting_shown_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("voting_shown_small", desk.picture(SMALL));
}

#[test]
fn question_3_goes_by_votes_and_shows_the_line() {
    let mut desk = voted();
    insta::assert_snapshot!("doing_voted", desk.styled(WIDE));
    insta::assert_snapshot!("doing_voted_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("doing_voted_small", desk.picture(SMALL));
    insta::assert_snapshot!("doing_voted_huge", desk.picture((160, 45)));
    desk.keys("<resize:80x24><tab>");
    insta::assert_snapshot!("doing_voted_list_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("doing_voted_list_small", desk.picture(SMALL));
    desk.keys("<esc>D«June is early enough, until 12 aug»<enter><tab>");
    insta::assert_snapshot!("doing_voted_put_off", desk.picture(WIDE));
}

#[test]
fn the_vote_draws_at_any_size() {
    let mut desk = rated();
    for keys in ["v", "12 3", "<esc>v7777777", "<enter><enter>", "3", "<tab>"] {
        desk.keys(keys);
        for columns in (0..=200).step_by(9) {
            for rows in [0, 1, 9, 10, 11, 13, 14, 16, 20, 30, 60] {
                let _ = desk.screen((columns, rows));
            }
        }
    }
}

#[test]
fn a_threat_that_wants_other_words_still_says_how_bad_it_is() {
    let mut desk = rated();
    desk.keys("2<home>");
    let first = |desk: &Desk| {
        let screen = desk.screen(WIDE);
        screen
            .lines()
            .find(|line| line.contains("> T1 "))
            .unwrap()
            .to_owned()
    };
    assert!(first(&desk).contains(" HIGH "), "{}", first(&desk));
    desk.keys("X");
    assert!(first(&desk).contains(" reword HIGH "), "{}", first(&desk));
}
