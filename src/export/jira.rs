//! `jira.csv`: open work for Jira's importer, and `jira-update.csv` for what Jira knows already, by its keys.
//!
//! Facts: `support.atlassian.com/jira-software-cloud/docs/create-issues-using-the-csv-importer`. The `Summary` column is
//! the only one that must be there; every row has every comma; headings hold no punctuation.

use super::ticket::body::Paper;
use super::ticket::open;
use super::tracker_table::{Shape, files};
use super::{Kind, Shelf, Takes};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "jira",
    file: "jira.csv",
    describes: "table to import",
    shelf: Shelf::Backlog,
    write: |view| files(&KIND, view, &SHAPE),
    takes: Takes::Tickets(PAPER, open),
};

/// Jira takes descriptions of 32,767 characters.
const PAPER: Paper = Paper::jira(32_767);

const SHAPE: Shape = Shape {
    tracker: "jira",
    says: |view, ticket, _| PAPER.says(view, ticket),
    rows: usize::MAX,
    key: issue_key,
    update: Some("jira-update.csv"),
};

/// `PAY-12`: a project in capitals, and a number.
fn issue_key(key: &str) -> Option<&str> {
    let (project, number) = key.split_once('-')?;
    let capital = |c: u8| c.is_ascii_uppercase();
    let fits = project.bytes().next().is_some_and(capital)
        && project
            .bytes()
            .all(|c| capital(c) || c.is_ascii_digit() || c == b'_')
        && !number.is_empty()
        && number.bytes().all(|c| c.is_ascii_digit());
    fits.then_some(key)
}

#[cfg(test)]
mod tests {
    use super::issue_key;

    #[test]
    fn only_a_key_of_jira_is_one() {
        for key in ["PAY-12", "A1_B-1"] {
            assert_eq!(issue_key(key), Some(key));
        }
        for key in [
            "#12",
            "12",
            "pay-12",
            "PAY-",
            "-12",
            "TB-1f0c9e2a-A7",
            "PAY-1 OR 1",
            "1A-2",
        ] {
            assert_eq!(issue_key(key), None, "{key}");
        }
    }
}
