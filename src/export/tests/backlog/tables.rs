//! Tables, read by the `csv` crate.

use proptest::prelude::*;

use super::super::escaping::{folded, is_live, read, still_live};
use super::super::laws::{core, hostile};
use super::{Expected, count, example, expected_open, files, tracked};
use crate::domain::Session;
use crate::export::Format;

/// The headings and rows of a table.
fn rows(table: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let strings = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
    let heads = strings(reader.headers().unwrap());
    let rows = reader
        .records()
        .map(|record| strings(&record.unwrap()))
        .collect();
    (heads, rows)
}

fn starts_a_formula(cell: &str) -> bool {
    cell.trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// What every table keeps: a row for each open ticket, with its words and its id, and no formula.
fn keeps_all(
    heads: &[String],
    rows: &[Vec<String>],
    title: &str,
    says: &str,
    open: &[Expected],
) -> Result<(), TestCaseError> {
    let place = |head: &str| heads.iter().position(|it| it == head).unwrap();
    prop_assert_eq!(rows.len(), open.len());
    for (row, ticket) in rows.iter().zip(open) {
        for cell in row {
            prop_assert!(!starts_a_formula(cell), "{:?}", cell);
        }
        let words = row[place(title)].trim_start_matches('\'');
        prop_assert_eq!(words, ticket.words.trim_start_matches('\''));
        prop_assert_eq!(count(&row[place(says)], &ticket.name), 1);
    }
    Ok(())
}

fn holds(session: &Session) -> Result<(), TestCaseError> {
    let open = expected_open(session);
    let only = |format| {
        let files = files(format, session);
        assert_eq!(files.len(), 1);
        rows(&files[0].contents)
    };
    let (heads, jira) = only(Format::JIRA);
    prop_assert_eq!(
        heads.join(","),
        "Summary,Issue Type,Priority,Due Date,Labels,Description,External ID"
    );
    keeps_all(&heads, &jira, "Summary", "Description", &open)?;
    for (row, ticket) in jira.iter().zip(&open) {
        prop_assert_eq!(&row[6], &ticket.name);
        for line in row[5].lines().skip(1) {
            prop_assert!(line.starts_with("* *"), "a line of its own: {:?}", line);
        }
        for macros in ["{code", "{noformat", "[~", "{html"] {
            let mut pieces: Vec<&str> = row[5].split(macros).collect();
            pieces.pop();
            let bare = pieces.iter().any(|before| !before.ends_with('\\'));
            prop_assert!(!bare, "{} in {}", macros, row[5]);
        }
    }
    let (heads, gitlab) = only(Format::GITLAB);
    prop_assert_eq!(heads.join(","), "title,description,due_date,external_id");
    keeps_all(&heads, &gitlab, "title", "description", &open)?;
    for row in &gitlab {
        let (said, actions) = row[1].split_once("\n\n/label ").unwrap();
        prop_assert_eq!(actions.lines().count(), 1, "{}", actions);
        prop_assert!(
            !said.lines().any(|line| line.trim_start().starts_with('/')),
            "{}",
            said
        );
        let found = read(said);
        for node in &found.nodes {
            let ours = ["document", "paragraph", "list", "item", "strong"];
            prop_assert!(ours.contains(&node.as_str()), "a {} in\n{}", node, said);
        }
        prop_assert_eq!(still_live(&found.prose), None, "in\n{}", said);
        prop_assert!(found.code.iter().all(|code| is_live(code)), "{}", said);
        prop_assert!(folded(&found.words).contains(&core(&session.title)));
    }
    let (heads, azure) = only(Format::AZURE);
    prop_assert_eq!(
        heads.join(","),
        "Work Item Type,Title,Priority,Tags,Description"
    );
    keeps_all(&heads, &azure, "Title", "Description", &open)?;
    for (row, ticket) in azure.iter().zip(&open) {
        prop_assert_eq!(&row[3], &format!("threat-model; {}", ticket.name));
        let tags = row[4]
            .split('<')
            .skip(1)
            .map(|rest| rest.split('>').next().unwrap());
        for tag in tags {
            let ours = ["p", "/p", "ul", "/ul", "li", "/li", "b", "/b"];
            prop_assert!(ours.contains(&tag), "{} in {}", tag, row[4]);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn a_table_holds_all_open_work_and_nothing_acts_in_it(session in hostile()) {
        holds(&session)?;
    }
}

#[test]
fn the_tables_of_the_example_hold_all_open_work() {
    holds(&example()).unwrap();
}

#[test]
fn what_a_tracker_knows_already_is_updated_or_left_alone_and_never_made_twice() {
    let session = tracked();
    let names = |format| -> Vec<String> {
        files(format, &session)
            .into_iter()
            .map(|file| file.name)
            .collect()
    };
    assert_eq!(names(Format::JIRA), ["jira.csv", "jira-update.csv"]);
    assert_eq!(names(Format::GITLAB), ["gitlab.csv"]);
    assert_eq!(names(Format::AZURE), ["azure.csv", "azure-update.csv"]);

    let (heads, update) = rows(&files(Format::JIRA, &session)[1].contents);
    assert_eq!(heads.last().unwrap(), "Issue Key");
    assert_eq!(update.len(), 1);
    assert_eq!(update[0].last().unwrap(), "PAY-12");
    let (heads, update) = rows(&files(Format::AZURE, &session)[1].contents);
    assert_eq!((heads[0].as_str(), update.len()), ("ID", 2));
    assert_eq!([update[0][0].as_str(), &update[1][0]], ["7", "31"]);

    let all = expected_open(&session).len();
    for (format, known) in [(Format::JIRA, 1), (Format::GITLAB, 1), (Format::AZURE, 2)] {
        let (_, new) = rows(&files(format, &session)[0].contents);
        assert_eq!(new.len(), all - known, "{format:?}");
    }
}
