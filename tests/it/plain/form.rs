//! One threat as it is heard: every question of the form, what it holds, and its keys.

use threatboard::app::msg::{Msg, Recent};
use threatboard::parse::one;
use threatboard::screens::home::Gist;

use super::heard;
use crate::support::Desk;

/// The lines that are heard while these keys are pressed, the line that is typed included.
fn hears(desk: &mut Desk, keys: &str) -> String {
    let complete = heard(desk).matches('\n').count();
    desk.keys(keys);
    let said = heard(desk);
    let lines: Vec<&str> = said.split('\n').skip(complete).collect();
    lines.join("\n")
}

fn plain() -> Desk {
    let mut desk = Desk::plain();
    desk.tell(Msg::Recents(Vec::new()));
    desk
}

#[test]
fn each_question_of_the_form_is_read_with_its_keys() {
    let mut desk = plain();
    for (keys, question, named) in [
        ("o", "What did you hear?", "Enter save, next"),
        (
            "«Worm»<enter>",
            "Which of our systems could it affect?",
            "Tab skip",
        ),
        (
            "<enter>",
            "Does it affect us?",
            "y yes; m maybe; n no; d don't know; Enter skip",
        ),
        (
            "m",
            "Describe how it would happen here",
            "Escape save and leave",
        ),
        (
            "«Our key is stolen»<enter>",
            "What already stops it?",
            "Shift Tab back",
        ),
        ("<enter>", "What could we do?", "Enter save, next"),
        ("<enter>", "One next step, who, and by when?", "Tab skip"),
        ("<enter>", "What do we not know yet?", "Tab skip"),
        (
            "<enter>",
            "Do we know more than three minutes ago?",
            "y yes; n no; Enter skip",
        ),
        (
            "y",
            "Look again in two weeks?",
            "y in two weeks; Enter skip",
        ),
    ] {
        let said = hears(&mut desk, keys);
        assert!(said.contains(question), "{keys}: {said}");
        let named_keys = said.lines().find(|line| line.starts_with("Keys: "));
        assert!(
            named_keys.is_some_and(|line| line.contains(named)),
            "{keys}: {said}"
        );
        assert_eq!(said.matches(question).count(), 1, "said once: {said}");
    }
    // When all is done, it is said what can be done with it.
    let said = hears(&mut desk, "<enter>");
    assert!(
        said.contains("Keys: capital Y copy; a attach; f done; b look again"),
        "{said}"
    );
}

#[test]
fn a_no_and_the_name_are_asked_aloud_too() {
    let mut desk = plain();
    desk.app.me = None;
    desk.keys("o«Worm»<enter><enter>");
    assert!(hears(&mut desk, "n").contains("Why does it not affect us?"));
    let said = hears(&mut desk, "«unused»<enter>");
    assert!(said.contains("What is your name?"), "{said}");
    assert!(said.contains("Complete."), "{said}");
}

#[test]
fn a_box_that_holds_an_answer_says_it() {
    let mut desk = plain();
    desk.keys("o«Worm»<enter>«Billing»<enter>m");
    assert!(hears(&mut desk, "<backtab>").contains("Answer so far: maybe."));
    assert!(hears(&mut desk, "<backtab>").contains("Answer so far: Billing."));
    // Who asks where they are hears the question and the keys.
    let said = hears(&mut desk, "<ctrl-l>");
    assert!(said.contains("Which of our systems"), "{said}");
    assert!(said.contains("Keys: Enter save, next"), "{said}");
}

#[test]
fn news_that_was_answered_before_says_so_aloud() {
    let at = crate::support::ten() - chrono::TimeDelta::days(6);
    let mut before = one::begin(uuid::Uuid::nil(), "Worm CVE-2026-12345", at).unwrap();
    before.system = Some("Billing".into());
    let mut desk = plain();
    desk.tell(Msg::Recents(vec![Recent {
        path: "~/sessions/one/worm.ron".to_owned(),
        heard: Gist::of(&before).heard,
        ..Recent::default()
    }]));
    let said = hears(&mut desk, "o«Again cve-2026-12345»<enter>");
    let says = "You looked at this on 3 May: Billing, not answered. F3 opens it.";
    assert_eq!(said.matches(says).count(), 1, "{said}");
}

#[test]
fn for_two_each_question_of_both_people_is_read_with_its_example() {
    let mut desk = plain();
    desk.keys("o<f4>«Worm»<enter>");
    for (keys, question, named) in [
        ("<enter>", "Senior: what would you add?", "Enter skip"),
        (
            "«And the shop»<enter>",
            "Does it affect us?",
            "Example: Maybe: our codes",
        ),
        (
            "n",
            "Senior: what would you add?",
            "Example: Maybe: our codes",
        ),
        (
            "<enter>",
            "Why does it not affect us?",
            "Example: Our lockers open",
        ),
        (
            "«unused»<enter><enter>",
            "Junior: what did you learn?",
            "Example: Ask first",
        ),
        (
            "<backtab><backtab><backtab><backtab><backtab>",
            "Senior: what would you add?",
            "Answer so far: And the shop",
        ),
    ] {
        let said = hears(&mut desk, keys);
        assert!(
            said.contains(question) && said.contains(named),
            "{keys}: {said}"
        );
    }
    let said = hears(&mut desk, "<f5><enter>");
    assert!(!said.contains("Example"), "{said}");
}
