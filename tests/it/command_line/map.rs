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
        "\"legder\" is not an element or a flow here. Did you mean ledger (E3)?\n"
    );
    assert_eq!(
        says("xyz"),
        "\"xyz\" is not an element or a flow here. There are: customer, web, ledger, web admin, web audit.\n"
    );
    assert_eq!(
        says("E99"),
        "\"E99\" is not an element or a flow here. There are: customer, web, ledger, web admin, web audit.\n"
    );
    assert_eq!(
        says("T1"),
        "\"T1\" is not an element or a flow here. There are: customer, web, ledger, web admin, web audit.\n"
    );
    desk.ok(&["map", "refund.ron", "--zoom", "admin"]);
    desk.ok(&["add", "refund.ron", "map", "[store admin]"]);
    assert_eq!(
        says("admin"),
        "\"admin\" may be web admin (E4) or store admin (E6). Write E4 or E6.\n"
    );
    for clears in ["none", ""] {
        assert_eq!(
            says(clears),
            "Give an element or a flow by its id or name, or zones, or whole.\n"
        );
    }
}

#[test]
fn a_name_is_read_as_in_set() {
    let desk = Desk::with_session();
    let zoom = |word: &str| desk.ok(&["map", "refund.ron", "--zoom", word]);
    // Any part of one name.
    assert_eq!(zoom("edg"), zoom("E3"));
    // A flow by its ends too.
    assert_eq!(zoom("Customer -> web"), zoom("F1"));
    // An id means what has it, also where a name is written like it.
    desk.ok(&["set", "refund.ron", "E3", "name", "E 1"]);
    assert!(zoom("E1").contains("customer"), "{}", zoom("E1"));
    assert_eq!(zoom("E 1"), zoom("E3"));
    assert_eq!(
        desk.refused(2, &["set", "refund.ron", "E3", "name", "E1"]),
        "E1 is the id of customer. Choose a name that is not an id.\n"
    );
}

#[test]
fn a_part_of_a_name_is_enough_for_a_level() {
    let desk = Desk::with_session();
    desk.ok(&["add", "refund.ron", "map", "into ledger: [posting]"]);
    let level = |word: &str| desk.ok(&["map", "refund.ron", "--level", word]);
    assert_eq!(level("edge"), level("E3"));
    let says = desk.refused(2, &["map", "refund.ron", "--level", "F1"]);
    assert_eq!(
        says,
        "\"F1\" is not an element here. There are: customer, web, ledger, posting.\n"
    );
}

#[test]
fn a_drawing_that_does_not_fit_says_so_on_standard_error() {
    let desk = Desk::with_session();
    desk.ok(&[
        "add",
        "refund.ron",
        "map",
        "zone customers of the shop: customer",
    ]);
    for zoom in ["whole", "zones"] {
        let ran = desk.run(&["map", "refund.ron", "--zoom", zoom, "--columns", "20"]);
        let widest = ran.out.lines().map(|line| line.chars().count()).max();
        assert!(ran.status == 0 && widest > Some(20), "{zoom}: {}", ran.out);
        let says = format!(
            "The drawing has {} columns and {} rows, more than 20 by 23.\n",
            widest.unwrap(),
            ran.out.lines().count()
        );
        assert_eq!(ran.err, says, "{zoom}");
    }
    assert_eq!(desk.run(&["map", "refund.ron"]).err, "");
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
    for zoom in ["whole", "zones"] {
        assert_eq!(
            desk.refused(2, &["map", "refund.ron", "--zoom", zoom]),
            "404 elements, 2 flows and 0 trust zones are too many for one drawing. Print one element with what is around it \
             with --zoom ITEM, or lists of them with `threatboard list FILE`.\n",
            "{zoom}"
        );
    }
    desk.ok(&["list", "refund.ron"]);
    let near = desk.ok(&["map", "refund.ron", "--zoom", "E7"]);
    assert!(near.contains("[part"), "{near}");
}

#[test]
fn only_what_can_be_printed_is_offered_instead_of_a_map_that_is_too_large() {
    let desk = Desk::with_session();
    let many: Vec<String> = (0..410).map(|n| format!("part {n}")).collect();
    desk.ok(&[
        "add",
        "refund.ron",
        "map",
        &format!("zone hall: {}", many.join(", ")),
    ]);
    let refused = desk.refused(2, &["map", "refund.ron"]);
    assert!(
        refused.contains("Print the trust zones with --zoom zones, one element"),
        "{refused}"
    );
    desk.ok(&["map", "refund.ron", "--zoom", "zones"]);

    desk.ok(&["new", "Zones", "--no-open", "--file", "zones.ron"]);
    let zones: String = (0..500).map(|n| format!("zone z{n}:\n")).collect();
    desk.feed(
        &["add", "zones.ron", "map", "-"],
        format!("[only]\n{zones}").as_bytes(),
    );
    for zoom in ["whole", "zones"] {
        let says = desk.run(&["map", "zones.ron", "--zoom", zoom]);
        assert!(
            says.status == 0
                || says
                    .err
                    .starts_with("1 element, 0 flows and 500 trust zones are too many"),
            "{zoom}: {}",
            says.err
        );
        assert!(!says.err.contains("--zoom zones"), "{zoom}: {}", says.err);
    }
    desk.ok(&["map", "zones.ron", "--zoom", "only"]);
}
