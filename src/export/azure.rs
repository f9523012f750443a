//! `azure.csv`: open work for the importer of Azure Boards, and `azure-update.csv` for what it knows already, by its
//! numbers.
//!
//! Facts: `learn.microsoft.com/azure/devops/boards/queries/import-work-items-from-csv`: new work has no `ID` column, and
//! no `State`, as it begins as new; work that is updated has both `ID` and `Title`. At most 1,000 items a file, so more
//! make several.

use super::gitlab::is_number;
use super::ticket::body::Paper;
use super::ticket::open;
use super::tracker_table::{Shape, files};
use super::{Kind, Shelf, Takes};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "azure",
    file: "azure.csv",
    describes: "table to import",
    shelf: Shelf::Backlog,
    write: |view| files(&KIND, view, &SHAPE),
    takes: Takes::Tickets(PAPER, open),
};

/// Azure Boards takes 1,000,000 characters in a long text.
const PAPER: Paper = Paper::html(1_000_000);

const SHAPE: Shape = Shape {
    tracker: "azure",
    says: |view, ticket, _| PAPER.says(view, ticket),
    rows: 1_000,
    key: number,
    update: Some("azure-update.csv"),
};

/// `31`, `#31` and `AB#31`: the number of a work item.
fn number(key: &str) -> Option<&str> {
    let number = key.strip_prefix("AB").unwrap_or(key);
    let number = number.strip_prefix('#').unwrap_or(number);
    is_number(number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn only_a_number_of_azure_boards_is_one() {
        for key in ["31", "#31", "AB#31"] {
            assert_eq!(number(key), Some("31"));
        }
        for key in ["", "#", "PAY-31", "AB", "a/b#31", "##31"] {
            assert_eq!(number(key), None, "{key}");
        }
    }
}
