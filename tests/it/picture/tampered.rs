//! The checker is only worth something if it notices: a true drawing, and the same with one thing changed.

use super::checker::{Flow, Part, System, Zone, faults, whole_names};
use super::words::reads;

const TRUE: &str = "
             ┌ cloud ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┐
             ╎    ┌ dmz ╌╌╌╌╌╌┐           ╎
(customer)◀2────────1▶[ web  ]╎           ╎
       │     ╎    ╎   [admin ]╎           ╎
       │     ╎    └╌╌╌╌│╌╌│╌╌╌┘           ╎
       │     ╎         │  └──3▶{ledger}   ╎
       │     ╎         ▼5                 ╎
       └───────────┐  [api !2]            ╎
             └╌╌╌╌╌│╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┘
                   │
                   └4▶[mail]
";

fn system() -> System {
    let part = |name: &str, marks, zone| Part {
        name: name.to_owned(),
        marks,
        zone,
    };
    let flow = |number, from, to| Flow {
        number,
        from,
        to,
        words: String::new(),
    };
    let zone = |name: &str, parent| Zone {
        name: name.to_owned(),
        parent,
    };
    System {
        parts: vec![
            part("customer", ["(", ")"], None),
            part("web admin", ["[", "]"], Some(1)),
            part("ledger", ["{", "}"], Some(0)),
            part("api", ["[", "]"], Some(0)),
            part("mail", ["[", "]"], None),
        ],
        flows: vec![
            flow(1, 0, 1),
            flow(2, 1, 0),
            flow(3, 1, 2),
            flow(4, 0, 4),
            flow(5, 1, 3),
        ],
        zones: vec![zone("cloud", None), zone("dmz", Some(0))],
    }
}

#[test]
fn a_true_drawing_has_no_fault() {
    assert_eq!(faults(&system(), TRUE), Vec::<String>::new());
    assert_eq!(whole_names(&system(), TRUE), [true; 5]);
}

#[test]
fn one_thing_changed_is_noticed() {
    for (before, after, says) in [
        ("[mail]", "[mai..]", "mail is not there whole"),
        ("{ledger}", "[ledger]", "ledger is not there whole"),
        ("4▶", "5▶", "5 stands at a line from customer to mail"),
        ("3▶", "─▶", "is not a number"),
        ("◀2─", "───", "flow 2 is at 0 heads"),
        ("◀2──────", "◀2── ───", "into \" \""),
        ("┌ dmz ╌╌╌", "┌ dmz ╌ ╌", "the box of dmz does not close"),
        ("┌ dmz", "┌ bmz", "the box of dmz does not close"),
        ("▼5 ", "▼ 5", "is not a number"),
        (
            "                   │\n",
            "                   ┐\n",
            "its line goes",
        ),
        (
            "                   └4▶[mail]",
            "              [mail]◀4┘   ",
            "its line",
        ),
        ("[api !2]   ", "[api !2] ─ ", "belongs to nothing"),
        (
            "[api !2]   ",
            "[api !2] ┼ ",
            "a crossing of fewer than two lines",
        ),
        (
            "[api !2]",
            "[api] !2",
            "\"!\" at (28, 8) belongs to nothing",
        ),
    ] {
        assert_eq!(TRUE.matches(before).count(), 1, "{before}");
        let found = faults(&system(), &TRUE.replace(before, after));
        let noticed = found.iter().any(|fault| fault.contains(says));
        assert!(noticed, "{before} -> {after}: {found:?}");
    }
}

#[test]
fn a_part_in_a_foreign_box_is_noticed() {
    let moved = |part: usize, zone| {
        let mut system = system();
        system.parts[part].zone = zone;
        faults(&system, TRUE).join("\n")
    };
    assert!(moved(3, Some(1)).contains("api is not in the box of dmz"));
    assert!(moved(3, None).contains("api is in the box of cloud"));
    assert!(moved(0, Some(0)).contains("customer is not in the box of cloud"));
}

#[test]
fn words_are_read_over_several_rows_of_one_column() {
    let text = "(customer)  ─1 the signed ─▶│ [web]\n               request      │\n";
    assert!(reads(text, "the signed request"));
    assert!(reads(text, "customer"));
    assert!(!reads(text, "the signed order"));
    assert!(!reads("the signed\n\n request", "the signed request"));
}
