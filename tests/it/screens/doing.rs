//! Question 3: the list of threats and one threat's artifact.

use super::wrong::REFUND;
use crate::support::{Desk, PLAIN, SMALL, WIDE, room};

/// The refund flow on its way through question 3: T1 and T3 decided, T2 in the middle of it.
fn refund() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys(REFUND);
    desk.keys("<home><down>m«just sign the files @bo»<enter><esc>3<home>rr");
    desk.keys("<down>shB«pay out to the wrong accounts»<enter>i«sftp login is key only #prevent»<enter><esc>");
    desk.keys("m«Partner signs each file #prevent %S»<enter>«Compare file total with ledger #detect %S»<enter>");
    desk.keys("«Hold first payout for 1 hour #correct %M»<enter><esc>");
    desk.keys("h«replay an old file in staging, see it held»<enter>");
    desk.keys("a«Ask partner about file signing»<enter><esc>o6b«16 may»<enter>");
    desk.keys("<down>slra«friends are few, and the ledger shows it»<enter>8<up>");
    desk
}

/// Everything that can hang on a threat.
pub(super) fn full() -> Desk {
    let mut desk = refund();
    desk.keys("q«Do partner keys rotate, and who checks?»<enter><esc>o6A«The partner rotates keys»<enter><esc>");
    desk.keys("<home><down><down>yL«T5 T9»<enter><esc><esc>");
    desk
}

#[test]
fn without_a_threat_one_sentence_says_how_to_begin() {
    let mut desk = Desk::with(room());
    desk.keys("3");
    insta::assert_snapshot!("doing_empty", desk.picture(WIDE));
    insta::assert_snapshot!("doing_empty_small", desk.picture(SMALL));
}

#[test]
fn a_threat_that_nobody_worked_on_asks_what_is_in_place() {
    let mut desk = Desk::with(room());
    desk.keys("2t«File swapped»<enter><esc>3");
    insta::assert_snapshot!("doing_untouched", desk.picture(WIDE));
    insta::assert_snapshot!("doing_untouched_plain", desk.picture(PLAIN));
}

#[test]
fn the_row_of_a_missing_business_impact_is_selected_alike_in_every_theme() {
    let mut desk = Desk::with(room());
    desk.keys("2t«File swapped»<enter><esc>3<enter><home>");
    let picture = desk.picture((40, 10));
    assert!(picture.contains("> business impact: not"), "{picture}");
    desk.looks((40, 10));
    desk.looks(WIDE);
}

#[test]
fn one_threat_in_full_beside_the_list() {
    let desk = refund();
    insta::assert_snapshot!("doing", desk.styled(WIDE));
    insta::assert_snapshot!("doing_plain", desk.picture(PLAIN));
    insta::assert_snapshot!("doing_small", desk.picture(SMALL));
    insta::assert_snapshot!("doing_huge", desk.picture((160, 40)));
    insta::assert_snapshot!("doing_least", desk.picture((40, 10)));
}

/// Signs that say where the keys go.
fn marks(picture: &str) -> usize {
    let is_mark = |line: &str| {
        let cells: Vec<char> = line.chars().collect();
        let free = |at: usize| cells.get(at).is_none_or(|c| !c.is_alphanumeric());
        let marks = (0..cells.len()).filter(|at| cells[*at] == '>');
        marks
            .filter(|at| at.checked_sub(1).is_none_or(free) && free(at + 1))
            .count()
    };
    picture.lines().map(is_mark).sum()
}

#[test]
fn what_was_just_written_down_has_the_keys_and_the_only_sign() {
    let mut desk = Desk::with(room());
    desk.keys("2t«File swapped»<enter>«Token stolen»<enter><esc>3<home>");
    assert_eq!(marks(&desk.picture(WIDE)), 1, "{}", desk.picture(WIDE));
    desk.keys("a«Ask the partner»<enter>«Ask the vault team»<enter><esc>");
    assert_eq!(marks(&desk.picture(WIDE)), 1, "{}", desk.picture(WIDE));
    // The arrows move what the keys act on.
    desk.keys("<up>o1b«16 may»<enter>");
    let given = |desk: &Desk| -> Vec<(bool, bool)> {
        let actions = desk.session().actions.iter();
        actions
            .map(|a| (a.owner.is_some(), a.due.is_some()))
            .collect()
    };
    assert_eq!(given(&desk), [(true, true), (false, false)]);
    // Esc gives the keys back to the list.
    desk.keys("<esc><down>");
    let picture = desk.picture(WIDE);
    assert_eq!(marks(&picture), 1, "{picture}");
    assert!(picture.contains("> T2"), "{picture}");
}

#[test]
fn once_an_action_item_is_whole_the_keys_are_back_with_the_threats() {
    let mut desk = Desk::with(room());
    desk.keys("2t«File swapped»<enter>«Token stolen»<enter><esc>3<home>");
    desk.keys("a«Ask the partner»<enter><esc>o1b«16 may»<enter><down>");
    let picture = desk.picture(WIDE);
    assert_eq!(marks(&picture), 1, "{picture}");
    assert!(picture.contains("> T2"), "{picture}");
    // What has the mark is what the keys act on: a threat has no owner.
    desk.keys("<up>o");
    assert!(desk.app.choice.is_none(), "{}", desk.picture(WIDE));
}

#[test]
fn everything_that_hangs_on_a_threat_is_there() {
    let mut desk = full();
    insta::assert_snapshot!("doing_full", desk.styled(WIDE));
    insta::assert_snapshot!("doing_full_huge", desk.picture((120, 45)));
    desk.keys("<tab>");
    insta::assert_snapshot!("doing_full_list", desk.picture(WIDE));
}

#[test]
fn a_response_shows_its_reason_and_who_decided() {
    let mut desk = refund();
    desk.keys("<down>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("RESPONSE   mitigate  ACCEPT  transfer  avoid"),
        "{screen}"
    );
    assert!(
        screen.contains("because friends are few, and the ledger shows it (Hal)"),
        "{screen}"
    );
    desk.keys("D«the rest is for June, until 12 aug»<enter>");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("accept") && screen.contains("deferred"),
        "{screen}"
    );
    desk.keys("<down>");
    assert!(
        desk.screen(WIDE)
            .contains("deferred until 12 Aug: the rest is for June"),
        "{}",
        desk.screen(WIDE)
    );
}

#[test]
fn the_selected_line_of_the_artifact_is_always_in_sight() {
    for size in [WIDE, PLAIN, SMALL, (100, 14), (60, 12), (40, 10), (96, 10)] {
        let mut desk = full();
        desk.keys("<enter><home>");
        for _ in 0..12 {
            let screen = desk.screen(size);
            let artifact: String = screen
                .lines()
                .skip(2)
                .map(|row| row.rsplit('│').next().unwrap_or(row))
                .collect();
            assert!(artifact.contains('>'), "at {size:?}:\n{screen}");
            desk.keys("<down>");
        }
    }
}

#[test]
fn the_words_of_a_long_threat_are_whole_in_its_title() {
    let mut desk = refund();
    let long = "Attacker who once had read access to the staging bucket replays an old refund batch with changed account numbers";
    desk.keys(&format!("2t«{long}»<enter><esc><enter>"));
    insta::assert_snapshot!("doing_long", desk.picture(WIDE));
    insta::assert_snapshot!("doing_long_small", desk.picture(SMALL));
}

#[test]
fn a_mitigation_of_several_threats_says_so() {
    let screen = full().screen((120, 45));
    assert!(screen.contains("also T5 T9"), "{screen}");
}

#[test]
fn tab_shows_the_list_where_only_one_pane_fits() {
    let mut desk = refund();
    desk.keys("<resize:80x24>");
    let list = |desk: &Desk| desk.screen(PLAIN).contains(" THREATS  14");
    assert!(!list(&desk), "{}", desk.screen(PLAIN));
    desk.keys("<tab>");
    insta::assert_snapshot!("doing_list_plain", desk.picture(PLAIN));
    assert!(list(&desk));
    desk.keys("<tab>");
    assert!(!list(&desk), "Tab goes back to the artifact");
    desk.keys("<tab><down><enter>");
    assert!(!list(&desk), "Enter opens the selected threat");
    assert!(
        desk.screen(PLAIN).contains(" T3  SUPPORT AGENT"),
        "{}",
        desk.screen(PLAIN)
    );
    desk.keys("<tab><esc>");
    assert!(!list(&desk), "Esc closes the list");
    desk.keys("<tab>.");
    assert!(!list(&desk), "the next threat is shown, not the list");
    assert!(
        desk.screen(PLAIN).contains(" T4  LEDGER WRITE"),
        "{}",
        desk.screen(PLAIN)
    );
}

#[test]
fn a_question_about_a_mitigation_belongs_to_the_artifact_of_its_threat() {
    let mut desk = refund();
    desk.keys("<tab><home><down><down>q«Who holds the key?»<enter><esc>");
    let screen = desk.screen((100, 45));
    assert!(
        screen.contains("QUESTIONS  1") && screen.contains("Who holds the key?"),
        "{screen}"
    );
}

#[test]
fn a_late_action_says_so_in_a_word() {
    let mut desk = refund();
    assert!(!desk.screen(WIDE).contains("LATE"));
    desk.after(60 * 24 * 10).keys("<down><up>");
    assert!(
        desk.screen(WIDE).contains("LATE 16 May"),
        "{}",
        desk.screen(WIDE)
    );
}

#[test]
fn both_screens_draw_at_any_size() {
    let mut desk = full();
    for keys in ["", "<enter>", "<tab>", "2", "nn"] {
        desk.keys(keys);
        for columns in (40..=200).step_by(9) {
            for rows in [10, 11, 13, 14, 16, 20, 30, 60] {
                let screen = desk.screen((columns, rows));
                assert!(
                    screen.contains("T2"),
                    "no T2 at {columns}x{rows}:\n{screen}"
                );
            }
        }
    }
}

#[test]
fn enter_is_offered_for_a_parked_fix_only_where_it_would_use_it() {
    let mut desk = refund();
    desk.keys("<home><down><tab>");
    let mut offered = 0;
    for _ in 0..12 {
        let parked = matches!(
            desk.app.selected(),
            Some(threatboard::domain::ItemId::Parked(_))
        );
        let screen = desk.screen(WIDE);
        assert_eq!(screen.contains("Enter to use"), parked, "{screen}");
        assert!(parked || screen.contains("select to use"), "{screen}");
        offered += usize::from(parked);
        desk.keys("<down>");
    }
    assert!(offered > 0, "the fix can be selected");
    let mitigations = desk.session().mitigations.len();
    desk.keys("<end>");
    while !matches!(
        desk.app.selected(),
        Some(threatboard::domain::ItemId::Parked(_))
    ) {
        desk.keys("<up>");
    }
    desk.keys("<enter>");
    assert_eq!(desk.session().mitigations.len(), mitigations + 1);
}

#[test]
fn who_and_by_when_stand_below_each_other() {
    let mut desk = refund();
    desk.keys("a«Ask the bank»<enter>«Write it down @ana due 1 may»<enter><esc>");
    let screen = desk.screen(WIDE);
    let column = |words: &str| {
        let line = screen.lines().find(|line| line.contains(words));
        let line = line.unwrap_or_else(|| panic!("no {words} in\n{screen}"));
        line.chars().count()
            - line.split(words).last().unwrap_or_default().chars().count()
            - words.chars().count()
    };
    let owners = ["Flo     ", "no owner", "Ana     "].map(column);
    assert!(
        owners.iter().all(|at| *at == owners[0]),
        "{owners:?}\n{screen}"
    );
    let dates = ["16 May", "no date"].map(column);
    assert_eq!(dates[0], dates[1], "{screen}");
}

#[test]
fn the_place_of_a_threat_is_counted_among_all_that_are_listed() {
    let mut desk = super::voting::rated();
    desk.keys("v")
        .keys(super::voting::BALLOTS)
        .keys("<enter>3<home>");
    let screen = desk.screen(PLAIN);
    assert!(screen.contains(" 1 of 14"), "{screen}");
}

#[test]
fn a_built_mitigation_is_asked_how_it_is_verified_until_somebody_looked_whether_it_works() {
    let mut desk = Desk::with(room());
    desk.keys("2t«File swapped»<enter><esc>3m«sign it»<enter><esc><tab>Cb");
    let asks = "how will we verify it?";
    let screen = desk.screen(WIDE);
    assert!(screen.contains(asks), "{screen}");
    desk.keys("Cy");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("check passed"), "{screen}");
    assert!(!screen.contains(asks), "{screen}");
}
