//! Who is here, who is not, and who does what: R02 to R07.

use super::{TEAM, meeting, says};
use threatboard::keys::Screen;

use crate::support::{Desk, WIDE};

#[test]
fn one_person_is_offered_one_threat() {
    let desk = meeting("Ana eng");
    assert!(
        says(&desk).contains("`threatboard one` takes one threat"),
        "{}",
        says(&desk)
    );
}

#[test]
fn two_people_are_a_pair_and_nobody_counts_them() {
    let desk = meeting("Ana eng, Bo eng");
    assert!(!says(&desk).contains("people here"), "{}", says(&desk));
}

#[test]
fn three_to_five_people_say_who_is_missing_until_somebody_did() {
    let mut desk = meeting("Ana eng, Bo eng, Cy dev, Flo product, Gus security");
    assert_eq!(
        says(&desk),
        "5 people here. Who is missing? Press R to note the role."
    );
    desk.keys("R«legal»<enter><esc><esc>n");
    assert!(!says(&desk).contains("Who is missing"), "{}", says(&desk));
}

#[test]
fn more_than_ten_people_are_asked_to_split_the_scope() {
    let desk = meeting("A eng, B eng, C eng, D, E, F, G, H, I, J, K security");
    assert!(
        says(&desk).contains("11 people here. The scope may be too big"),
        "{}",
        says(&desk)
    );
}

#[test]
fn a_room_without_business_and_security_is_told_so() {
    let desk = meeting("Ana eng, Bo eng, Cy dev, Di ops, Ed qa, Fay dba");
    assert_eq!(
        says(&desk),
        "This group lacks the business and security. Press R to note a missing role."
    );
}

#[test]
fn a_missing_role_becomes_an_action_to_tell_them() {
    let mut desk = meeting(TEAM);
    desk.keys("nR«support lead»<enter><esc><esc>");
    assert_eq!(
        says(&desk),
        "Missing: support lead. Select it and press a to add an action to inform them."
    );
    desk.keys("<end>a<enter>n");
    let texts: Vec<String> = desk
        .session()
        .actions
        .iter()
        .map(|a| a.text.to_string())
        .collect();
    assert_eq!(texts, ["Inform support lead of the results"]);
    assert!(!says(&desk).contains("support lead"), "{}", says(&desk));
}

#[test]
fn somebody_is_named_to_write_the_questions_down() {
    let mut desk = meeting(TEAM);
    assert!(
        says(&desk).starts_with("Who is the scribe? Press o and a number."),
        "{}",
        says(&desk)
    );
    desk.keys("o2<esc>");
    assert!(!says(&desk).contains("scribe"), "{}", says(&desk));
}

#[test]
fn a_team_that_meets_again_hears_why_and_skips_it_with_one_key() {
    let mut desk = meeting(TEAM);
    desk.keys("o2EE");
    let mut again = Desk::with(desk.session().clone());
    // The next meeting begins with its first change; its orientation is one step back.
    again.keys("nW«new partner»<enter><esc>G1N");
    assert_eq!(
        says(&again),
        "A minute on why and how, even for old hands. Press n to skip it."
    );
    again.keys("n");
    assert!(
        again.screen(WIDE).contains("SCOPE"),
        "{}",
        again.screen(WIDE)
    );
}

#[test]
fn the_owner_of_the_system_is_here_or_hears_of_it() {
    let mut desk = meeting("Ana eng, Bo eng, Cy dev, Di ops, Flo legal, Gus security");
    desk.keys("o2n");
    assert_eq!(
        says(&desk),
        "Does someone here own the system? If not, press H to add who to inform."
    );
    let mut desk = meeting("Ana eng, Bo eng, Cy dev, Di ops, Flo legal, Gus security");
    desk.keys("o2H«platform team»<enter><esc>n");
    assert!(!says(&desk).contains("own the system"), "{}", says(&desk));
}

#[test]
fn no_rule_speaks_while_a_paste_is_decided_about() {
    let mut desk = meeting("Ana eng, Bo eng, Cy dev, Di ops, Flo legal, Gus security");
    desk.keys("o2n<wait:Does someone here own the system?>");
    desk.keys(r"<paste:Token replayed\nFile swapped>");
    assert_eq!(desk.app.screen(), Screen::Pasted);
    desk.keys("<wait:to add these as one change><gone:own the system>");
    desk.after(5);
    desk.keys("<down><wait:to add these as one change><gone:own the system>");
    desk.keys("<esc>");
    assert_ne!(desk.app.screen(), Screen::Pasted);
}
