//! What trackers refuse is not written: titles and texts that are too long, files with too many rows.

use unicode_segmentation::UnicodeSegmentation;

use super::super::options;
use super::super::rich::{at, rich};
use super::{files, only};
use crate::domain::{Edit, Field, New, NewAction, Session, Text};
use crate::export::{Format, Names, remarks};

/// As programs of Java, .NET and JavaScript count.
fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The rich session in which these items say this.
fn saying(items: &[&str], words: &str) -> Session {
    let mut session = rich();
    for id in items {
        let edit = Edit::Set(id.parse().unwrap(), Field::Text(words.into()));
        session.apply(&edit, at(70)).unwrap();
    }
    session
}

/// The cells below this heading.
fn cells(table: &str, head: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let place = reader
        .headers()
        .unwrap()
        .iter()
        .position(|it| it == head)
        .unwrap();
    let rows = reader.records().map(|row| row.unwrap()[place].to_owned());
    rows.collect()
}

/// What the script hands to `gh` as titles and texts.
fn issues(script: &str) -> Vec<(String, String)> {
    let (_, work) = script.split_once("\n\nwork ").unwrap();
    let words = shell_words::split(&format!("work {work}")).unwrap();
    let mut issues = Vec::new();
    for (place, word) in words.iter().enumerate() {
        if word == "work" && words[place + 1].starts_with("TB-") {
            issues.push((words[place + 2].clone(), words[place + 3].clone()));
        }
    }
    issues
}

#[test]
fn a_title_of_faces_is_as_long_as_trackers_count() {
    let family = "👩\u{200d}👩\u{200d}👧";
    let session = saying(&["A1"], &family.repeat(100));
    for (format, head) in [
        (Format::JIRA, "Summary"),
        (Format::GITLAB, "title"),
        (Format::AZURE, "Title"),
    ] {
        let title = cells(&only(format, &session), head).swap_remove(0);
        assert!(length(&title) <= 255, "{format:?}: {}", length(&title));
        let mut letters: Vec<&str> = title.graphemes(true).collect();
        assert_eq!(letters.pop(), Some("…"));
        assert!(letters.iter().all(|it| *it == family), "{title}");
    }
    let (title, text) = issues(&only(Format::GITHUB, &session)).swap_remove(0);
    assert!(length(&title) <= 256, "{}", length(&title));
    assert!(text.contains(&family.repeat(100)), "whole below");
}

#[test]
fn a_text_is_never_longer_than_its_tracker_takes() {
    let most = Text::new(&"<&*_ 'x' 漢字 @you ".repeat(4_000));
    let session = saying(&["A1", "A3", "T1", "T2", "T4", "M2", "M7", "Q4"], &most);
    for (format, head, longest) in [
        (Format::JIRA, "Description", 32_767),
        (Format::GITLAB, "description", 1_048_576),
        (Format::AZURE, "Description", 1_000_000),
    ] {
        for text in cells(&only(format, &session), head) {
            assert!(length(&text) <= longest, "{format:?}: {}", length(&text));
        }
    }
    for (_, text) in issues(&only(Format::GITHUB, &session)) {
        assert!(length(&text) <= 65_536, "{}", length(&text));
        assert!(text.contains("**Ticket:** TB-00000000-"), "still known");
        assert!(text.contains("Due"), "the date is still there:\n{text}");
    }
    let said = remarks(Format::GITHUB, &session, &options(Names::Full)).join("\n");
    assert!(said.contains("A1") && said.contains("shortened"), "{said}");
}

#[test]
fn a_ticket_for_hundreds_of_long_threats_fits_and_says_that_it_was_cut() {
    let mut session = rich();
    let mut about = Vec::new();
    for n in 0..200 {
        let words = format!(
            "Somebody replays refund {n} with a token{}",
            " again".repeat(300)
        );
        let add = Edit::Add(New::threat(words, crate::domain::FourQuestion::GoWrong));
        let outcome = session.apply(&add, at(60)).unwrap();
        about.extend(outcome.touched.iter().copied());
    }
    let action = New::Action(NewAction {
        text: "Bind all tokens".into(),
        kind: None,
        about,
        owner: None,
        due: None,
    });
    session.apply(&Edit::Add(action), at(60)).unwrap();
    let of = |text: &str| text.contains("replays refund 7 with");
    let (_, text) = issues(&only(Format::GITHUB, &session))
        .into_iter()
        .find(|(title, _)| title == "Bind all tokens")
        .unwrap();
    assert!(length(&text) <= 65_536 && of(&text), "{}", length(&text));
    assert!(
        text.contains("Shortened") && text.contains("no date yet"),
        "{text}"
    );
    let all = remarks(Format::GITHUB, &session, &options(Names::Full));
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(remarks(Format::GITHUB, &rich(), &options(Names::Full)).is_empty());
}

#[test]
fn a_table_for_azure_boards_has_at_most_a_thousand_rows() {
    let mut session = rich();
    for n in 0..2_100 {
        let action = New::Action(NewAction {
            text: format!("Step {n}").as_str().into(),
            kind: None,
            about: Vec::new(),
            owner: None,
            due: None,
        });
        session.apply(&Edit::Add(action), at(60)).unwrap();
    }
    let files = files(Format::AZURE, &session);
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["azure.csv", "azure-2.csv", "azure-3.csv"]);
    let mut titles = Vec::new();
    for file in &files {
        let rows = cells(&file.contents, "Title");
        assert!(rows.len() <= 1_000, "{} in {}", rows.len(), file.name);
        titles.extend(rows);
    }
    assert!(titles.contains(&"Step 0".to_owned()) && titles.contains(&"Step 2099".to_owned()));
}

#[test]
fn a_script_looks_through_all_issues_where_a_search_would_not_find_them_all() {
    let listed = "gh issue list --state all --limit 100 --json";
    let everything = "gh issue list --state all --limit 1000000 --json";
    assert!(only(Format::GITHUB, &rich()).contains(listed));
    let mut session = rich();
    for n in 0..1_000 {
        let action = New::Action(NewAction {
            text: format!("Step {n}").as_str().into(),
            kind: None,
            about: Vec::new(),
            owner: None,
            due: None,
        });
        session.apply(&Edit::Add(action), at(60)).unwrap();
    }
    let script = only(Format::GITHUB, &session);
    assert!(
        script.contains(everything),
        "1000 is all that a search gives"
    );
}
