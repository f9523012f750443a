//! The map from scripts: lines of it, every field of what is on it, merging and deleting.

use super::Desk;

/// What a command says on standard error.
fn told(desk: &Desk, arguments: &[&str]) -> String {
    let ran = desk.run(arguments);
    assert_eq!(ran.status, 0, "{arguments:?}: {}", ran.err);
    ran.err.trim_end().to_owned()
}

fn add(desk: &Desk, line: &str) -> String {
    told(desk, &["add", "refund.ron", "map", line])
}

/// What `set` says, word by word as a shell gives them.
fn set(desk: &Desk, words: &[&str]) -> String {
    told(desk, &[&["set", "refund.ron"], words].concat())
}

#[test]
fn a_line_of_the_map_says_what_moved_and_what_is_there_already() {
    let desk = Desk::with_session();
    assert_eq!(add(&desk, "zone dmz: web"), "");
    assert_eq!(
        add(&desk, "zone core: web, ledger"),
        "web moved from dmz to core"
    );
    assert_eq!(add(&desk, "zone cloud: core"), "core is now in cloud");
    assert_eq!(add(&desk, "zone cloud: core"), "Already there: Z3");
    assert_eq!(
        add(&desk, "customer -> web : refund request"),
        "Already there: F1"
    );
    assert_eq!(
        add(&desk, "into web: parser, customer"),
        "customer moved from the map of the system to the map of web"
    );
    let nested = desk.feed(
        &["add", "refund.ron", "map", "-"],
        b"zone a in b: x\nzone b: y\nzone a in b: x\n",
    );
    assert_eq!(
        (nested.status, nested.out.as_str()),
        (0, "Z4\nZ5\nE5\nE6\n")
    );
    assert_eq!(
        nested.err.trim_end(),
        "a is now in b, a new zone\n`zone [a in b]` is one name\nAlready there: Z4"
    );
    let list = desk.ok(&["list", "refund.ron", "zones"]);
    assert_eq!(
        list,
        "Z1  -         dmz\nZ2  in cloud  core\nZ3  -         cloud\nZ4  in b      a\nZ5  -         b\n"
    );
    let says = desk.refused(2, &["add", "refund.ron", "map", "zone core: cloud"]);
    assert!(
        says.contains("cloud cannot lie in core, because core is in cloud."),
        "{says}"
    );
}

#[test]
fn every_field_of_the_map_can_be_set_and_is_listed() {
    let desk = Desk::with_session();
    for line in [
        "zone core: web",
        "zone cloud: ledger",
        "zone outer cloud in core:",
        "web -> mail",
    ] {
        add(&desk, line);
    }
    for (words, says) in [
        (&["E2", "zone", "outer cloud"][..], ""),
        (&["E2", "zone", "Z2"], ""),
        (&["E2", "zone", "cloud"], "web is already in cloud"),
        (&["E3", "zone", "none"], ""),
        (&["E2", "owner", "2"], ""),
        (&["E3", "owner", "payments", "team"], ""),
        (&["E2", "kind", "store"], ""),
        (&["E4", "kind", "external"], ""),
        (&["E2", "note", "runs", "twice"], ""),
        (&["E3", "out", "not", "ours"], ""),
        (&["E4", "unknown"], ""),
        (&["E4", "within", "web"], ""),
        (&["E2", "name", "shop"], ""),
        (&["F3", "data", "card number"], ""),
        (&["F3", "protocol", "smtp"], ""),
        (&["F1", "to", "ledger"], ""),
        (&["F2", "text", "mail -> customer : receipt"], ""),
        (&["Z1", "name", "inner core"], ""),
        (&["Z2", "parent", "Z1"], ""),
        (&["Z3", "zone", "none"], ""),
    ] {
        let said = set(&desk, words);
        assert!(
            said == says || (says.is_empty() && said.contains("moved from")),
            "{words:?}: {said}"
        );
    }
    assert_eq!(
        desk.ok(&["list", "refund.ron", "elements"]),
        "E1  process          -      -                   -              -        customer\n\
         E2  data store       cloud  -                   Bo             -        shop - runs twice\n\
         E3  data store       -      -                   payments team  -        ledger (out of scope: not ours)\n\
         E4  external entity  cloud  on the map of shop  -              unknown  mail\n"
    );
    assert_eq!(
        desk.ok(&["list", "refund.ron", "flows"]),
        "F1  -        -     customer -> ledger : refund request\n\
         F2  crosses  -     mail -> customer : receipt\n\
         F3  -        smtp  shop -> mail : card number\n"
    );
    assert_eq!(
        desk.ok(&["list", "refund.ron", "zones"]),
        "Z1  -              inner core\nZ2  in inner core  cloud\nZ3  -              outer cloud\n"
    );
    let json = desk.ok(&["list", "refund.ron", "--json"]);
    for field in [
        "\"parent\": \"Z1\"",
        "\"within\": \"E2\"",
        "\"note\": \"runs twice\"",
        "\"out_of_scope\": \"not ours\"",
        "\"protocol\": \"smtp\"",
    ] {
        assert!(json.contains(field), "no {field} in\n{json}");
    }
    // And back again.
    for words in [
        &["E2", "note", "none"][..],
        &["E3", "in"],
        &["E3", "owner", "none"],
        &["E4", "unknown", "no"],
        &["E4", "within", "none"],
        &["F3", "data", "none"],
        &["F3", "protocol", "none"],
        &["Z2", "parent", "none"],
    ] {
        set(&desk, words);
    }
    let json = desk.ok(&["list", "refund.ron", "--json"]);
    for field in [
        "\"parent\"",
        "\"within\"",
        "\"note\": ",
        "\"out_of_scope\"",
        "\"protocol\"",
        "payments",
    ] {
        let counters = json.split("\"tally\"").next().unwrap();
        assert!(!counters.contains(field), "{field} in\n{json}");
    }
}

#[test]
fn what_cannot_be_is_refused_with_2_and_every_reading_is_named() {
    let desk = Desk::with_session();
    for line in [
        "zone trusted core: web",
        "zone trusted lab: ledger",
        "into web: parser",
    ] {
        add(&desk, line);
    }
    for (words, says) in [
        (
            &["E2", "zone", "trusted"][..],
            "\"trusted\" may be trusted core (Z1) or trusted lab (Z2). Write Z1 or Z2.",
        ),
        (&["E2", "zone", "Z9"], "\"Z9\" is not a zone here."),
        (&["E2", "name", "none"], "E2 needs a name"),
        (&["Z1", "name", "none"], "Z1 needs a name"),
        (&["T1", "text", "none"], "T1 needs a text"),
        (
            &["Z1", "owner", "none"],
            "trusted core has no owner of its own.",
        ),
        (&["E2", "owner", "9"], "\"9\" is not a participant."),
        (
            &["E2", "kind", "cloud"],
            "\"cloud\" is not one of external-entity, process, data-store.",
        ),
        (
            &["E2", "out"],
            "Give the new value; `none` clears the field.",
        ),
        (
            &["E2", "out", "none"],
            "Give the reason, or write `in` to put it back in scope.",
        ),
        (&["E2", "in", "scope"], "`in` takes no value."),
        (
            &["E2", "unknown", "maybe"],
            "\"maybe\" is not one of yes, no.",
        ),
        (
            &["E2", "within", "parser"],
            "web cannot stand on the map of parser, which is itself on the map of web.",
        ),
        (&["E2", "data", "x"], "E2 has no such field."),
        (&["F1", "zone", "none"], "F1 has no such field."),
        (
            &["F1", "from", "queue"],
            "\"queue\" is not an element here. There are: customer, web, ledger, parser.",
        ),
        (
            &["F1", "to", "none"],
            "A flow needs both ends. To delete it, use `threatboard delete`.",
        ),
        (
            &["F1", "text", "a -> b -> c"],
            "F1 has one start and one end",
        ),
        (
            &["Z1", "parent", "Z1"],
            "trusted core cannot lie in itself.",
        ),
        (
            &["Z1", "name", "Trusted Lab"],
            "Z2 already has that name. Merge Z1 into it if they are the same.",
        ),
        (&["T1", "zone", "none"], "T1 has no such field."),
        (
            &["T1", "severity"],
            "Give the new value; `none` clears the field.",
        ),
    ] {
        let refused = desk.refused(2, &[&["set", "refund.ron"], words].concat());
        assert!(refused.contains(says), "{words:?}: {refused}");
    }
    let refused = desk.refused(2, &["merge-items", "refund.ron", "F1", "F2"]);
    assert!(
        refused.contains("F1 and F2 do not have the same ends."),
        "{refused}"
    );
}

#[test]
fn none_clears_in_capitals_too() {
    let desk = Desk::with_session();
    let file = || String::from_utf8(desk.bytes("refund.ron")).unwrap();
    desk.ok(&["set", "refund.ron", "F1", "protocol", "https"]);
    desk.ok(&["set", "refund.ron", "E2", "note", "runs twice"]);
    for (id, field) in [
        ("F1", "data"),
        ("F1", "protocol"),
        ("E2", "note"),
        ("T1", "severity"),
    ] {
        let ran = desk.run(&["set", "refund.ron", id, field, " None "]);
        assert_eq!(ran.status, 0, "{id} {field}: {}", ran.err);
    }
    for word in ["None", "https", "runs twice"] {
        assert!(
            !file().contains(&format!("\"{word}\"")),
            "{word}\n{}",
            file()
        );
    }
}

#[test]
fn merging_keeps_what_hangs_on_both_and_deleting_says_what_goes_along() {
    let desk = Desk::with_session();
    add(&desk, "customer -> shop : refund request");
    assert_eq!(
        told(&desk, &["merge-items", "refund.ron", "E4", "E2"]),
        "E4 shop merged into E2 web; F3 merged into F1"
    );
    let list = desk.ok(&["list", "refund.ron", "threats"]);
    assert!(list.contains("T1  high  web  "), "{list}");
    let refused = desk.refused(2, &["set", "refund.ron", "E4", "note", "x"]);
    assert!(
        refused.contains("E4 was merged: it is E2 now."),
        "{refused}"
    );
    desk.ok(&[
        "add",
        "refund.ron",
        "threat",
        "Shop is down",
        "--about",
        "E4",
    ]);
    let list = desk.ok(&["list", "refund.ron", "threats"]);
    assert!(list.lines().last().unwrap().contains("web"), "{list}");
    assert_eq!(
        told(&desk, &["delete", "refund.ron", "E2"]),
        "E2 web takes 2 flows with it (F1 customer -> web, F2 web -> ledger); T1 and T3 lose their place"
    );
    assert_eq!(told(&desk, &["delete", "refund.ron", "T2"]), "");
}

#[test]
fn part_of_a_name_of_a_zone_and_its_owner_are_set_as_on_the_screen() {
    let desk = Desk::with_session();
    add(&desk, "zone building: web");
    assert_eq!(
        set(&desk, &["E3", "zone", "buil"]),
        "ledger is now in building"
    );
    assert_eq!(
        set(&desk, &["E3", "zone", "yard"]),
        "ledger moved from building to new zone yard"
    );
    assert_eq!(
        set(&desk, &["Z2", "zone", "town"]),
        "yard is now in new zone town"
    );
    let list = desk.ok(&["list", "refund.ron", "zones"]);
    assert_eq!(
        list,
        "Z1  -        building\nZ2  in town  yard\nZ3  -        town\n"
    );
    assert_eq!(
        set(&desk, &["Z1", "owner", "payments", "team"]),
        "1 element now has owner payments team"
    );
    assert_eq!(
        set(&desk, &["Z1", "owner", "2"]),
        "No gap in building: 1 keeps its owner"
    );
    assert_eq!(set(&desk, &["F1", "text", "none"]), "");
    let flows = desk.ok(&["list", "refund.ron", "flows"]);
    assert!(
        flows.starts_with("F1  crosses  customer -> web\n"),
        "{flows}"
    );
    let says = desk.refused(2, &["add", "refund.ron", "map", "E2 -> E9"]);
    assert!(says.contains("There is no E9 on the map."), "{says}");
}

#[test]
fn a_field_that_an_item_does_not_have_is_refused_with_those_that_it_has() {
    let desk = Desk::with_session();
    add(&desk, "zone core: web");
    let refused = |words: &[&str]| desk.refused(2, &[&["set", "refund.ron"], words].concat());
    for (words, says) in [
        (
            &["F1", "owner", "ana"][..],
            "F1 has no such field. The fields of a flow are: text, holds, data, protocol, from, to.\n",
        ),
        (
            &["E1", "severity", "high"],
            "E1 has no such field. The fields of an element are: text, holds, owner, kind, zone, within, note, out, in, unknown.\n",
        ),
        (
            &["Z1", "within", "web"],
            "Z1 has no such field. The fields of a trust zone are: text, holds, owner, zone.\n",
        ),
        (
            &["P1", "due", "fri"],
            "P1 has no such field. The fields of a participant are: text, holds, role, seat, absent.\n",
        ),
    ] {
        assert_eq!(refused(words), says, "{words:?}");
    }
    assert_eq!(
        refused(&["T1", "evidence", "a test"]),
        "T1 has no response yet, so there is nothing to show by evidence. Set its response first.\n"
    );
}

#[test]
fn what_is_on_the_map_as_something_else_is_said_to_be_that() {
    let desk = Desk::with_session();
    add(&desk, "zone core: web");
    for (words, says) in [
        (
            &["sweep", "Z1", "spoofing", "nothing"][..],
            "Z1 is a trust zone. Give an element or a flow.\n",
        ),
        (
            &["sweep", "core", "spoofing", "nothing"],
            "Z1 is a trust zone. Give an element or a flow.\n",
        ),
        (
            &["T1", "where", "web,T1"],
            "T1 is a threat. Give an element or a flow.\n",
        ),
        (
            &["F1", "from", "Z1"],
            "Z1 is a trust zone. Give an element.\n",
        ),
        (&["E1", "within", "F1"], "F1 is a flow. Give an element.\n"),
        (
            &["E1", "zone", "E2"],
            "E2 is an element. Give a trust zone.\n",
        ),
    ] {
        let refused = desk.refused(2, &[&["set", "refund.ron"], words].concat());
        assert_eq!(refused, says, "{words:?}");
    }
}

#[test]
fn a_part_of_a_name_is_said_with_what_it_was_taken_for() {
    let desk = Desk::with_session();
    for line in ["zone one: web", "zone three: ledger", "[mail server]"] {
        add(&desk, line);
    }
    for (words, says) in [
        (&["E1", "zone", "thr"][..], "customer is now in three"),
        (&["E2", "zone", "th"], "web moved from one to three"),
        (&["E2", "zone", "one"], ""),
        (&["E2", "zone", "Z2"], ""),
        (&["Z1", "zone", "thr"], "one is now in three"),
        (
            &["E1", "within", "mail"],
            "customer moved from the map of the system to the map of mail server",
        ),
        (&["F1", "to", "server"], "F1 is now customer -> mail server"),
        (&["E2", "owner", "bo"], ""),
        (&["E2", "kind", "store"], ""),
    ] {
        assert_eq!(set(&desk, words), says, "{words:?}");
    }
}

#[test]
fn an_empty_value_clears_nothing() {
    let desk = Desk::with_session();
    add(&desk, "zone core: web");
    add(&desk, "zone core in cloud:");
    add(&desk, "into web: parser");
    let before = desk.bytes("refund.ron");
    for words in [
        ["E2", "zone", ""],
        ["E2", "zone", " "],
        ["Z1", "parent", ""],
        ["E4", "within", ""],
        ["session", "sets", ""],
        ["E2", "owner", ""],
        ["T1", "severity", ""],
        ["session", "title", ""],
    ] {
        let refused = desk.refused(2, &[&["set", "refund.ron"][..], &words].concat());
        assert_eq!(
            refused, "Give the new value; `none` clears the field.\n",
            "{words:?}"
        );
    }
    assert_eq!(desk.bytes("refund.ron"), before);
    set(&desk, &["E2", "unknown", ""]);
}

#[test]
fn an_id_means_what_has_it_also_where_something_else_is_called_so() {
    let desk = Desk::with_session();
    add(&desk, "[E 2]");
    add(&desk, "into web: parser");
    set(&desk, &["E3", "within", "E2"]);
    let list = desk.ok(&["list", "refund.ron", "elements"]);
    let ledger = list.lines().find(|line| line.starts_with("E3"));
    assert!(ledger.unwrap().contains("on the map of web"), "{list}");
    let level = desk.ok(&["map", "refund.ron", "--level", "E2"]);
    assert!(level.contains("[parser"), "{level}");
    assert_eq!(
        desk.ok(&["map", "refund.ron", "--zoom", "E2"]),
        desk.ok(&["map", "refund.ron", "--zoom", "web"])
    );
}

#[test]
fn a_name_that_is_the_id_of_something_else_is_refused() {
    let desk = Desk::with_session();
    add(&desk, "zone core: web");
    add(&desk, "zone dmz: customer");
    for (words, says) in [
        (
            &["E1", "name", "E2"][..],
            "E2 is the id of web. Choose a name that is not an id.\n",
        ),
        (
            &["Z1", "name", "z2"],
            "z2 is the id of zone dmz. Choose a name that is not an id.\n",
        ),
        (
            &["E1", "name", "T1"],
            "T1 is the id of a threat. Choose a name that is not an id.\n",
        ),
    ] {
        let refused = desk.refused(2, &[&["set", "refund.ron"], words].concat());
        assert_eq!(refused, says, "{words:?}");
    }
    set(&desk, &["E1", "name", "E1"]);
    set(&desk, &["E3", "name", "E99"]);
}

#[test]
fn names_that_two_elements_have_in_a_file_are_said_with_their_ids() {
    let desk = Desk::with_session();
    add(&desk, "[a] -> [b]");
    let file = String::from_utf8(desk.bytes("refund.ron")).unwrap();
    let twice = file.replace("name: \"b\"", "name: \"A\"");
    assert_ne!(twice, file);
    super::importing::put(&desk, "refund.ron", twice.as_bytes());
    assert_eq!(
        desk.refused(2, &["add", "refund.ron", "map", "a -> z"]),
        "E4 and E5 have the same name, a. Rename one of them, or merge them.\n"
    );
    assert_eq!(
        desk.refused(2, &["map", "refund.ron", "--zoom", "a"]),
        "\"a\" may be a (E4) or A (E5). Write E4 or E5.\n"
    );
    set(&desk, &["E5", "name", "b"]);
    add(&desk, "a -> z");
}
