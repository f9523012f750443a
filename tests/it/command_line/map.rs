//! `threatboard map`: the map as the screen draws it, in a script.

use super::Desk;

#[test]
fn one_element_is_printed_with_what_is_around_it() {
    let desk = Desk::with_session();
    let by_name = desk.ok(&["map", "refund.ron", "--zoom", "web"]);
    assert!(by_name.contains("[customer]"), "{by_name}");
    assert!(by_name.contains("─1 refund request ─"), "{by_name}");
    assert!(by_name.contains("▶ {ledger !1}"), "{by_name}");
    assert!(by_name.contains("no owner"), "{by_name}");
    for id in ["E2", "e2", "WEB"] {
        assert_eq!(
            desk.ok(&["map", "refund.ron", "--zoom", id]),
            by_name,
            "{id}"
        );
    }
    let flow = desk.ok(&["map", "refund.ron", "--zoom", "F1"]);
    assert!(
        flow.contains("[customer]") && flow.contains("[web"),
        "{flow}"
    );
}

#[test]
fn columns_rows_and_ascii_are_kept_to() {
    let desk = Desk::with_session();
    let of = |more: &[&str]| {
        let mut arguments = vec!["map", "refund.ron", "--zoom", "web", "--ascii"];
        arguments.extend(more);
        desk.ok(&arguments)
    };
    let narrow = of(&["--columns", "50", "--rows", "5"]);
    assert!(narrow.is_ascii(), "{narrow}");
    assert!(narrow.lines().all(|line| line.len() <= 50), "{narrow}");
    assert!(narrow.lines().count() <= 5, "{narrow}");
    assert_ne!(narrow, of(&[]));
}

#[test]
fn the_whole_map_has_every_name() {
    let desk = Desk::with_session();
    let whole = desk.ok(&["map", "refund.ron"]);
    for name in ["[customer", "[web", "{ledger"] {
        assert!(whole.contains(name), "{name} is not in\n{whole}");
    }
    assert_eq!(whole, desk.ok(&["map", "refund.ron", "--zoom", "whole"]));
    assert!(
        !desk
            .ok(&["map", "refund.ron", "--zoom", "zones"])
            .is_empty()
    );
}

#[test]
fn what_is_not_there_is_said_with_what_is_near() {
    let desk = Desk::with_session();
    desk.ok(&["add", "refund.ron", "map", "[web admin] -> [web audit]"]);
    let says = |zoom: &str| desk.refused(2, &["map", "refund.ron", "--zoom", zoom]);
    assert_eq!(
        says("legder"),
        "There is no element \"legder\". Did you mean ledger (E3)?\n"
    );
    assert_eq!(
        says("xyz"),
        "There is no element \"xyz\". `threatboard list FILE elements` lists what there is.\n"
    );
    assert_eq!(
        says("E99"),
        "There is no E99 in this session. `threatboard list FILE elements` lists what there is.\n"
    );
    assert_eq!(
        says("T1"),
        "T1 is not an element or a flow. Give one, or zones, or whole.\n"
    );
    desk.ok(&["map", "refund.ron", "--zoom", "admin"]);
    desk.ok(&["add", "refund.ron", "map", "[store admin]"]);
    assert_eq!(
        says("admin"),
        "\"admin\" is in the names of web admin (E4), store admin (E6). Give the whole name or the id.\n"
    );
}

#[test]
fn an_empty_map_says_how_to_fill_it() {
    let desk = Desk::new();
    desk.ok(&["new", "Empty", "--file", "empty.ron", "--no-open"]);
    let ran = desk.run(&["map", "empty.ron"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, ""));
    assert_eq!(
        ran.err,
        "The map is empty. Add lines with threatboard add FILE map.\n"
    );
}

#[test]
fn the_own_map_of_an_element_is_a_level() {
    let desk = Desk::with_session();
    let says = desk.refused(2, &["map", "refund.ron", "--level", "web"]);
    assert_eq!(
        says,
        "web has no map of its own. Add one with threatboard add FILE map \"into web: parser\".\n"
    );
    desk.ok(&[
        "add",
        "refund.ron",
        "map",
        "into web: [parser], [session cache]",
    ]);
    desk.ok(&["add", "refund.ron", "map", "customer -> parser : form"]);
    let inner = desk.ok(&["map", "refund.ron", "--level", "web"]);
    for name in ["parser", "session cache", "customer"] {
        assert!(inner.contains(name), "{name} is not in\n{inner}");
    }
    assert!(!inner.contains("ledger"), "{inner}");
    let outer = desk.ok(&["map", "refund.ron"]);
    assert!(!outer.contains("parser"), "{outer}");
    desk.refused(2, &["map", "refund.ron", "--level", "F1"]);
    desk.refused(
        2,
        &["map", "refund.ron", "--level", "web", "--zoom", "zones"],
    );
}

#[test]
fn a_map_that_nobody_could_read_is_refused_with_what_can_be_printed() {
    let desk = Desk::with_session();
    let lines: String = (0..401).map(|n| format!("[part {n}]\n")).collect();
    desk.feed(&["add", "refund.ron", "map", "-"], lines.as_bytes());
    let refused = desk.refused(2, &["map", "refund.ron"]);
    assert!(
        refused.contains("too many for one drawing. Print the trust zones with --zoom zones"),
        "{refused}"
    );
    let near = desk.ok(&["map", "refund.ron", "--zoom", "E7"]);
    assert!(near.contains("[part"), "{near}");
}
