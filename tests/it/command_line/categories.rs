//! Category sets from scripts: which ones a session uses, and what a threat has of them.

use super::Desk;
use super::own::own;

#[test]
fn the_sets_of_a_session_and_the_categories_of_a_threat_can_be_set() {
    let desk = Desk::with_session();
    let file = || String::from_utf8(desk.bytes("refund.ron")).unwrap();
    assert!(!file().contains("sets:"));
    desk.ok(&["set", "refund.ron", "session", "sets", "STRIDE, linddun"]);
    assert!(
        file().contains("sets: [\n        \"stride\",\n        \"linddun\",\n    ]"),
        "{}",
        file()
    );
    let id = desk.ok(&[
        "add",
        "refund.ron",
        "threat",
        "Orders are matched #linking #t",
    ]);
    let id = id.trim();
    assert!(file().contains("\"linddun/linking\""), "{}", file());
    let given = [
        "set",
        "refund.ron",
        id,
        "categories",
        "identifying, cia/integrity",
    ];
    desk.ok(&given);
    let list = desk.ok(&["list", "refund.ron", "threats", "--json"]);
    assert!(
        list.contains("linddun/identifying") && list.contains("cia/integrity"),
        "{list}"
    );
    desk.ok(&["set", "refund.ron", id, "categories", "none"]);
    assert!(!file().contains("linddun/"), "{}", file());
    desk.ok(&["set", "refund.ron", "session", "sets", "stride"]);
    assert!(!file().contains("sets:"), "{}", file());
}

#[test]
fn a_set_or_a_category_that_is_not_there_is_refused_with_those_that_are() {
    let desk = Desk::with_session();
    let says = desk.refused(2, &["set", "refund.ron", "session", "sets", "stride,kids"]);
    assert!(
        says.contains("\"kids\" is not one of stride, cia, linddun."),
        "{says}"
    );
    desk.ok(&["add", "refund.ron", "threat", "x"]);
    let says = desk.refused(2, &["set", "refund.ron", "T1", "categories", "grooming"]);
    assert!(
        says.contains("\"grooming\" is not one of cia/confidentiality, "),
        "{says}"
    );
    let says = desk.refused(2, &["set", "refund.ron", "T1", "categories", "tampering"]);
    assert!(
        says.contains("is a category of STRIDE. Set the field stride instead."),
        "{says}"
    );
}

#[test]
fn a_teams_own_set_is_known_to_scripts_and_its_mistake_is_told_with_its_place() {
    let desk = Desk::with_session();
    let set = |asks: &str| {
        format!(
            "(sets: [\n  (name: \"kids\", title: \"Kids\", letters: [(mark: \"G\", is: \"grooming\")], prompts: [\n    \
             (at: Flow, asks: \"{asks}\", says: \"Who sees {{}}?\")]),\n])"
        )
    };
    own(&desk, "prompts.ron", &set("grooming"));
    desk.ok(&["set", "refund.ron", "session", "sets", "kids"]);
    desk.ok(&["add", "refund.ron", "threat", "x #groom"]);
    let list = desk.ok(&["list", "refund.ron", "threats", "--json"]);
    assert!(list.contains("kids/grooming"), "{list}");
    own(&desk, "prompts.ron", &set("groming"));
    let ran = desk.run(&["add", "refund.ron", "threat", "y"]);
    assert_eq!(ran.status, 0);
    let says = "prompts.ron, line 2: the set kids: nothing asks about grooming.";
    assert!(ran.err.contains(says), "{}", ran.err);
}
