//! Ten one-threats in ten weeks by one engineer against the real program, with a clock that the test moves.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use chrono::TimeDelta;
use threatboard::domain::{Applies, Session};
use threatboard::store::session::load;

use crate::support::{WIDE, room, ten};
use crate::terminal::keys::{count, parse};
use crate::terminal::program::Terminal;

const SCRIPT: &str = include_str!("../../scripts/one-ten-weeks.keys");

/// What each kind of section may cost besides text.
const BUDGETS: [(&str, usize); 6] = [
    ("no", 5),
    ("yes", 14),
    ("maybe", 14),
    ("unknown", 14),
    ("two", 5),
    ("again", 9),
];

/// What was answered, the last one first: the system, whether it affects us, the day to look again, and who said so.
const ANSWERS: [(&str, &str, Applies, &str); 11] = [
    (
        "Support calls with a copied voice",
        "Support",
        Applies::Yes,
        "",
    ),
    (
        "Mail gateway has the flaw too CVE-2026-1111",
        "Portal",
        Applies::Maybe,
        "2026-09-12",
    ),
    ("Cloud keys in public images", "Portal", Applies::No, ""),
    ("Cloud keys in public images", "Billing", Applies::No, ""),
    (
        "A library for dates is taken over",
        "Portal",
        Applies::No,
        "",
    ),
    (
        "Printer firmware with a fixed password",
        "",
        Applies::No,
        "",
    ),
    (
        "Invoices with changed bank numbers",
        "Billing",
        Applies::Yes,
        "",
    ),
    (
        "Chat plugin leaks tokens",
        "Portal",
        Applies::Maybe,
        "2026-08-08",
    ),
    ("Router backdoor in old models", "", Applies::No, ""),
    (
        "Package worm spreads through install scripts",
        "Billing",
        Applies::Yes,
        "",
    ),
    ("Mail server flaw CVE-2026-1111", "", Applies::No, ""),
];

fn write(path: &Path, text: &str) {
    threatboard::store::atomic::write_new(path, text.as_bytes(), true).unwrap();
}

/// A folder with a model, on billing.
fn place() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let sessions = folder.path().join("sessions");
    std::fs::create_dir(&sessions).unwrap();
    let mut model = room();
    model.title = "Billing".into();
    let text = threatboard::store::format::write(&model).unwrap();
    write(&sessions.join("billing.ron"), &text);
    folder
}

/// The one-threats of a place.
fn ones(folder: &Path) -> Vec<Session> {
    let all = std::fs::read_dir(folder.join("sessions/one")).unwrap();
    let all = all.map(|entry| load(&entry.unwrap().path()).unwrap().session);
    all.collect()
}

#[test]
fn ten_weeks_of_news_are_in_the_journal_and_in_their_files() {
    let folder = place();
    let clock = folder.path().join("clock");
    write(&clock, &ten().to_rfc3339());
    let terminal = Terminal::new(WIDE)
        .folder(folder.path())
        .variable("THREATBOARD_CLOCK", clock.to_str().unwrap());
    let program = terminal.start(&[]);
    program.wait_for("1 session");
    for line in SCRIPT.lines() {
        if let Some(minute) = line.strip_prefix("#@ ") {
            let minute = minute.split(' ').next().unwrap().parse().unwrap();
            let now = ten() + TimeDelta::minutes(minute);
            write(&clock, &now.to_rfc3339());
            program.wait_for(&now.format("%H:%M").to_string());
        }
        program.play(line);
    }
    program.play("<ctrl-q>");
    assert!(program.wait_exit(Duration::from_secs(10)).success());

    let mut found: Vec<(String, String, String, String)> = ones(folder.path())
        .iter()
        .map(|one| {
            let again = one.look_again().map(|day| day.to_string());
            (
                one.title.to_string(),
                one.system.clone().unwrap_or_default().to_string(),
                format!("{:?}", one.threats[0].applies.unwrap()),
                again.unwrap_or_default(),
            )
        })
        .collect();
    found.sort();
    let mut expected = ANSWERS.map(|(title, system, applies, again)| {
        (
            title.to_owned(),
            system.to_owned(),
            format!("{applies:?}"),
            again.to_owned(),
        )
    });
    expected.sort();
    assert_eq!(found, expected);
    for one in ones(folder.path()) {
        if one.threats[0].applies == Some(Applies::No) {
            assert_eq!(one.who_said(), Some("Ana"), "{}", one.title);
        }
        let to: Vec<&str> = one.attached_to.iter().map(|to| to.title.as_str()).collect();
        let attached = one.threats[0].applies == Some(Applies::Yes)
            && one.system.as_deref() == Some("Billing");
        assert_eq!(to == ["Billing"], attached, "{}", one.title);
    }
    let model = load(&folder.path().join("sessions/billing.ron")).unwrap();
    let threats: Vec<&str> = model
        .session
        .threats
        .iter()
        .map(|t| t.text.as_str())
        .collect();
    assert_eq!(
        threats,
        [
            "A package update steals the deploy key from our build server.",
            "Somebody who reads our mail sends our customers an invoice with another bank number.",
        ]
    );

    let printed = Command::new(env!("CARGO_BIN_EXE_threatboard"))
        .args(["journal", "sessions", "--json"])
        .current_dir(folder.path())
        .env("HOME", folder.path())
        .env("THREATBOARD_CLOCK", &clock)
        .output()
        .unwrap();
    assert!(printed.status.success(), "{printed:?}");
    let journal: serde_json::Value = serde_json::from_slice(&printed.stdout).unwrap();
    let rows: Vec<(&str, &str, String, &str)> = journal
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let text = |field: &str| row[field].as_str().unwrap_or_default();
            let answer = text("affects_us").to_owned();
            (text("headline"), text("system"), answer, text("look_again"))
        })
        .collect();
    let printed = ANSWERS
        .map(|(title, system, applies, again)| (title, system, format!("{applies:?}"), again));
    assert_eq!(rows, printed, "the last one first");
    let seen_before = journal[1]["ids"].as_array().unwrap();
    assert_eq!(*seen_before, ["CVE-2026-1111"]);
    let open = journal
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["open"] == true);
    assert_eq!(open.count(), 6);
}

#[test]
fn no_answer_of_the_ten_weeks_costs_more_than_its_budget() {
    let mut sections = Vec::new();
    for section in SCRIPT.split("\n#@ ").skip(1) {
        let (about, keys) = section.split_once('\n').unwrap();
        let kind = about.split(' ').nth(1).unwrap();
        let kind = kind.trim_matches([',', ':']);
        let keys = keys.split("#-").next().unwrap();
        let cost = count(&parse(keys).unwrap());
        let (_, budget) = BUDGETS.iter().find(|(name, _)| *name == kind).unwrap();
        let keys = cost.keys_besides_text + cost.pastes;
        assert!(keys <= *budget, "{about}: {keys} keys");
        sections.push(kind);
    }
    let of = |kind: &str| sections.iter().filter(|it| it.starts_with(kind)).count();
    let kinds = ["no", "two", "yes", "maybe", "unknown", "again"];
    assert_eq!(kinds.map(of), [3, 1, 3, 2, 1, 3]);
}
