//! More of one threat without a terminal: whose answer it is, several systems, and an article on standard input.

use std::fs;

use threatboard::domain::Session;
use threatboard::store::{atomic, session};

use super::Desk;

fn read(desk: &Desk, path: &str) -> Session {
    session::load(&desk.path(path)).unwrap().session
}

#[test]
fn a_no_from_flags_is_whole_and_says_who_said_so() {
    let no = |desk: &Desk, name: &str, more: &[&str]| {
        let flags = ["one", "Worm", "--system", "Billing", "--applies", "no"];
        let whole = [
            &flags[..],
            &["--reason", "we do not use it", "--file", name],
            more,
        ]
        .concat();
        desk.ok(&whole);
        desk.ok(&["check", name, "--fail-on", "look"]);
        read(desk, name).who_said().map(str::to_owned)
    };
    let desk = Desk::new();
    assert_eq!(no(&desk, "nobody.ron", &[]), None);
    assert_eq!(no(&desk, "bo.ron", &["--me", "Bo"]).as_deref(), Some("Bo"));
    // The name that was given once.
    let settings = desk.path(".config/threatboard/settings.ron");
    fs::create_dir_all(settings.parent().unwrap()).unwrap();
    atomic::write_new(&settings, b"(me: \"Ana\")", true).unwrap();
    assert_eq!(no(&desk, "ana.ron", &[]).as_deref(), Some("Ana"));
    let five = desk.ok(&["one", "ana.ron", "--print"]);
    assert!(five.contains(" by Ana\n"), "{five}");
    let step = ["--threat", "Our key leaks", "--action", "pin it @me"];
    desk.ok(&[&["one", "Worm", "--file", "step.ron"][..], &step].concat());
    let session = read(&desk, "step.ron");
    assert_eq!(session.name_of(session.actions[0].owner), Some("Ana"));
}

#[test]
fn several_systems_get_a_file_each_and_each_path_is_printed() {
    let desk = Desk::new();
    let flags = [
        "one",
        "Worm https://example.org/worm",
        "--system",
        "Billing, Portal",
        "--applies",
        "no",
    ];
    let whole = [&flags[..], &["--reason", "we do not use it"]].concat();
    let out = desk.ok(&whole);
    let systems: Vec<String> = out
        .lines()
        .map(|path| {
            let session = session::load(std::path::Path::new(path)).unwrap().session;
            assert!(session.more_systems.is_empty());
            assert_eq!(
                session.threats[0]
                    .response
                    .as_ref()
                    .unwrap()
                    .reason
                    .as_str(),
                "we do not use it"
            );
            assert_eq!(
                session.source.as_ref().unwrap().url.as_str(),
                "https://example.org/worm"
            );
            session.system.unwrap().to_string()
        })
        .collect();
    assert_eq!(systems, ["Billing", "Portal"]);
    let says = desk.refused(2, &[&whole[..], &["--file", "one.ron"]].concat());
    assert!(says.contains("--file names one file"), "{says}");
}

#[test]
fn an_article_on_standard_input_is_a_headline_and_an_excerpt() {
    let desk = Desk::new();
    let flags = ["one", "-", "--threat", "Our key leaks", "--file", "one.ron"];
    let article = "\n  Worm spreads https://example.org/worm\n\nIt steals keys.\r\nSlowly.\n";
    let ran = desk.feed(&flags, article.as_bytes());
    assert_eq!(ran.status, 0, "{}", ran.err);
    let source = read(&desk, "one.ron").source.unwrap();
    assert_eq!(
        (source.title.as_str(), source.url.as_str()),
        ("Worm spreads", "https://example.org/worm")
    );
    let lines: Vec<&str> = source.excerpt.iter().map(|line| line.as_str()).collect();
    assert_eq!(lines, ["It steals keys.", "Slowly."]);
    for (input, says) in [
        (vec![b'x'; 40_000], "longer than 16 KiB"),
        (
            "Worm\n"
                .as_bytes()
                .iter()
                .copied()
                .chain(vec![b'x'; 17_000])
                .collect(),
            "longer than 16 KiB",
        ),
        (b"Worm \xff\xfe".to_vec(), "not UTF-8 text"),
        (b"Worm\n\0\x01".to_vec(), "not text"),
        (b" \n".to_vec(), "is empty"),
    ] {
        let ran = desk.feed(&["one", "-", "--threat", "x", "--file", "two.ron"], &input);
        assert_eq!(ran.status, 3, "{}", ran.err);
        assert!(ran.err.contains(says), "{}", ran.err);
        assert!(!desk.path("two.ron").exists());
    }
}

#[test]
fn two_people_need_a_screen_and_a_file_that_is_there_is_not_changed_by_a_flag() {
    let desk = Desk::new();
    let ran = desk.run(&["one", "Worm", "--pair", "--print"]);
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(ran.err.contains("--pair"), "{}", ran.err);
    desk.ok(&["one", "Worm", "--threat", "Key gone", "--file", "one.ron"]);
    assert_eq!(read(&desk, "one.ron").pair, None);
    let ran = desk.run(&["one", "one.ron", "--pair"]);
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(ran.err.contains("flags cannot change it"), "{}", ran.err);
}

#[test]
fn what_is_to_be_decided_has_the_number_of_the_model() {
    for (applies, says) in [
        ("yes", "Decide: what do we do first about T3?"),
        ("maybe", "Decide: does T3 affect us, and what comes first?"),
    ] {
        let desk = Desk::with_session();
        let flags = [
            "one",
            "Worm",
            "--applies",
            applies,
            "--threat",
            "Our key leaks",
        ];
        desk.ok(&[&flags[..], &["--file", "one.ron"]].concat());
        desk.ok(&["attach", "one.ron", "refund.ron"]);
        let actions = read(&desk, "refund.ron").actions;
        assert_eq!(actions.last().unwrap().text.as_str(), says);
    }
}

#[test]
fn a_mark_that_is_missing_is_added_and_the_model_stays_as_it_is() {
    let desk = Desk::with_session();
    let flags = [
        "one",
        "Worm",
        "--threat",
        "Our key leaks",
        "--file",
        "one.ron",
    ];
    desk.ok(&flags);
    let before = desk.bytes("one.ron");
    desk.ok(&["attach", "one.ron", "refund.ron"]);
    let model = desk.bytes("refund.ron");
    // As where it could not be noted.
    atomic::write_new(&desk.path("one.ron"), &before, true).unwrap();
    desk.ok(&["attach", "one.ron", "refund.ron"]);
    assert_eq!(desk.bytes("refund.ron"), model);
    let to = read(&desk, "one.ron").attached_to;
    assert_eq!(to.len(), 1);
    assert_eq!(to[0].threat.to_string(), "T3");
    desk.refused(2, &["attach", "one.ron", "refund.ron"]);
}

#[test]
fn an_article_is_kept_where_no_terminal_can_ask_about_it() {
    let desk = Desk::new();
    let ran = desk.feed(
        &["one", "-", "--file", "one.ron"],
        b"Worm spreads\nIt steals keys.\n",
    );
    assert_eq!(ran.status, 2, "{}", ran.err);
    assert!(ran.err.contains("The article is kept in "), "{}", ran.err);
    assert!(ran.err.contains("one.ron"), "{}", ran.err);
    let source = read(&desk, "one.ron").source.unwrap();
    assert_eq!(source.title.as_str(), "Worm spreads");
    assert_eq!(source.excerpt[0].as_str(), "It steals keys.");
}
