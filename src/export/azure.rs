//! `azure.csv`: open work for the importer of Azure Boards, and `azure-update.csv` for what it knows already, by its
//! numbers.
//!
//! Facts: `learn.microsoft.com/azure/devops/boards/queries/import-work-items-from-csv`: new work has no `ID` column, and
//! no `State`, as it begins as new; work that is updated has both `ID` and `Title`. At most 1,000 items a file.

use super::gitlab::is_number;
use super::ticket::body;
use super::tracker_table::{Shape, files};
use super::{Kind, Shelf};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "azure",
    file: "azure.csv",
    describes: "table for Azure Boards",
    shelf: Shelf::Backlog,
    write: |view| files(&KIND, view, &SHAPE),
};

const SHAPE: Shape = Shape {
    tracker: "azure",
    says: |view, ticket, _| body::html(view, ticket),
    key: |key| Some(key.strip_prefix("AB#").unwrap_or(key)).filter(|key| is_number(key)),
    update: Some("azure-update.csv"),
};
