//! What was heard, for scripts.

use std::fs;

use super::Desk;

/// A folder with four news items on four days, of which one is in the folder `one`, and a meeting.
fn desk() -> Desk {
    let desk = Desk::with_session();
    fs::create_dir(desk.path("sessions")).unwrap();
    fs::create_dir(desk.path("sessions/one")).unwrap();
    fs::copy(desk.path("refund.ron"), desk.path("sessions/refund.ron")).unwrap();
    let heard = |file: &str, day: &str, arguments: &[&str]| {
        let path = format!("sessions/{file}.ron");
        let all: Vec<&str> = ["one"].iter().chain(arguments).copied().collect();
        desk.ok(&[all.as_slice(), &["--file", &path]].concat());
        // The file is as new as the others, whenever its news was seen.
        desk.put(&path, &desk.backdated(&path, day));
    };
    let worm = [
        "Worm cve-2026-12345",
        "--system",
        "Billing",
        "--applies",
        "maybe",
    ];
    let step = [
        "--threat",
        "The build pulls it in",
        "--action",
        "Pin it @me",
    ];
    heard("worm", "2020-03-02", &[worm.as_slice(), &step].concat());
    let no = ["--applies", "no", "--reason", "we have none"];
    heard(
        "mail",
        "2020-05-04",
        &[&["Mail flaw", "--system", "Portal"], no.as_slice()].concat(),
    );
    let due = ["--action", "Ask ops @me due 2020-01-09"];
    let yes = [
        "Tokens leak",
        "--applies",
        "yes",
        "--threat",
        "x",
        "--mitigation",
        "y",
    ];
    heard("one/tokens", "2020-01-06", &[yes.as_slice(), &due].concat());
    desk
}

fn headlines(list: &str) -> Vec<&str> {
    let known = ["Worm cve-2026-12345", "Mail flaw", "Tokens leak"];
    let lines = list.lines();
    let found = lines.filter_map(|line| known.iter().find(|it| line.contains(**it)).copied());
    found.collect()
}

#[test]
fn the_last_one_seen_stands_first_with_how_it_stands() {
    let desk = desk();
    let ran = desk.run(&["journal"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(
        headlines(&ran.out),
        ["Mail flaw", "Worm cve-2026-12345", "Tokens leak"]
    );
    assert_eq!(ran.out.lines().count(), 3, "{}", ran.out);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert!(
        lines[0].starts_with("2020-05-04  no     closed "),
        "{}",
        ran.out
    );
    assert!(
        lines[1].contains("Billing") && lines[1].ends_with("Pin it @me"),
        "{}",
        ran.out
    );
    assert!(
        lines[1].contains("open ") && lines[1].contains(" years"),
        "{}",
        ran.out
    );
    assert!(lines[2].contains("LATE 9 Jan 2020"), "{}", ran.out);
    let counts = "3 seen since Jan 2020: 1 yes, 1 maybe, 1 no; 2 open.";
    assert_eq!(ran.err.trim_end(), counts);
}

#[test]
fn what_is_open_or_of_a_system_is_asked_for() {
    let desk = desk();
    let open = desk.run(&["journal", "sessions", "--open"]);
    assert_eq!(headlines(&open.out), ["Worm cve-2026-12345", "Tokens leak"]);
    let portal = desk.run(&["journal", "sessions", "--system", "PORT"]);
    assert_eq!(headlines(&portal.out), ["Mail flaw"]);
    let both = desk.run(&["journal", "sessions", "--system", "portal", "--open"]);
    assert_eq!(
        (both.out.as_str(), both.err.trim_end()),
        ("", "No news item fits; 3 seen in all.")
    );
    let none = desk.run(&["journal", "refund.ron"]);
    assert_eq!(none.status, 3);
    assert!(none.err.contains("is not a folder"), "{}", none.err);
}

#[test]
fn json_holds_what_the_screen_shows() {
    let desk = desk();
    let ran = desk.run(&["journal", "sessions", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json[1]["path"], "sessions/worm.ron");
    assert_eq!(json[1]["seen"], "2020-03-02");
    assert_eq!(json[1]["affects_us"], "Maybe");
    assert_eq!(json[1]["ids"][0], "CVE-2026-12345");
    assert_eq!(json[1]["next"]["owner"], "me");
    assert_eq!(json[1]["open"], true);
    assert_eq!(json[0]["open"], false);
    assert_eq!(json[0]["next"], serde_json::Value::Null);
    assert_eq!(json[2]["late"], true);
    assert_eq!(json[2]["path"], "sessions/one/tokens.ron");
}

#[test]
fn what_cannot_be_read_is_said_and_the_others_are_listed() {
    let desk = desk();
    desk.put("sessions/bad.ron", "(");
    let ran = desk.run(&["journal", "sessions"]);
    assert_eq!(ran.status, 3);
    assert_eq!(headlines(&ran.out).len(), 3);
    assert!(ran.err.contains("bad.ron"), "{}", ran.err);
}

#[test]
fn where_nothing_fits_it_is_said_how_much_was_seen() {
    let desk = desk();
    let none = desk.run(&["journal", "sessions", "--system", "nobody has this"]);
    assert_eq!(none.out, "");
    assert!(
        none.err.contains("No news item fits; 3 seen in all."),
        "{}",
        none.err
    );
}
