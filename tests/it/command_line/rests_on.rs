//! What a threat rests on, from a script.

use super::Desk;

#[test]
fn a_tree_is_set_changed_and_taken_back() {
    let desk = Desk::with_session();
    for text in ["Refunds paid twice", "Mailbox taken over", "Ticket forged"] {
        desk.ok(&["add", "refund.ron", "threat", text]);
    }
    let last = desk.ok(&["add", "refund.ron", "threat", "Clerk bribed"]);
    let last: u32 = last.trim().trim_start_matches('T').parse().unwrap();
    let [a, b, c] = [last - 3, last - 2, last - 1].map(|n| format!("T{n}"));
    let set = |id: &str, value: &str| desk.run(&["set", "refund.ron", id, "rests-on", value]);
    let ran = set(&a, &format!("one of {b}, {c}"));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    let ran = set(&c, &format!("all of {a}"));
    assert_eq!(ran.status, 2);
    assert_eq!(
        ran.err.trim(),
        format!("{c} would rest on itself: {c} -> {a} -> {c}.")
    );
    let ran = set(&a, &format!("{b}, {c}"));
    assert_eq!(ran.status, 2);
    assert!(
        ran.err.contains("Begin with \"all of\" or \"one of\""),
        "{}",
        ran.err
    );
    let ran = set(&a, "one of mailbox");
    assert_eq!(ran.status, 2);
    assert!(
        ran.err
            .contains(&format!("\"mailbox\" may be {b}. Type the id.")),
        "{}",
        ran.err
    );
    let ran = set(&a, "and + door left open");
    let new = format!("T{}\n", last + 1);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (0, new.as_str()),
        "the new id is printed"
    );
    assert_eq!(set(&a, &format!("without {b}")).status, 0);
    let file = String::from_utf8(std::fs::read(desk.path("refund.ron")).unwrap()).unwrap();
    let rests = file.split("rests_on:").nth(1).unwrap();
    assert!(rests.contains("gate: One"), "{rests}");
    assert_eq!(set(&a, "none").status, 0);
    let file = String::from_utf8(std::fs::read(desk.path("refund.ron")).unwrap()).unwrap();
    assert!(!file.contains("rests_on"));
}
