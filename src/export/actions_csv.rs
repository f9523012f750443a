//! `actions.csv`: the action items as a table, one row an item.
//!
//! RFC 4180: commas, CRLF, every cell quoted, dates as `2026-05-16`. UTF-8 without a byte order mark, as trackers read
//! the mark as part of the first heading. A cell that a spreadsheet would run as a formula gets an apostrophe in front,
//! which a spreadsheet shows as text.

use csv::{QuoteStyle, Terminator, WriterBuilder};

use super::actions::{kind, reasons};
use super::view::View;
use super::{Kind, Shelf, one};
use crate::domain::{Action, Severity};

/// The names of the columns.
const COLUMNS: [&str; 9] = [
    "id", "what", "who", "by", "why", "kind", "priority", "status", "said yes",
];

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "actions-csv",
    file: "actions.csv",
    describes: "table for a spreadsheet",
    shelf: Shelf::Backlog,
    write: |view| one(&KIND, render(view)),
};

/// The whole file.
fn render(view: &View) -> String {
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    let rows = view.session.actions.iter().map(|action| row(view, action));
    let written = writer.write_record(COLUMNS).and_then(|()| {
        rows.into_iter()
            .try_for_each(|row| writer.write_record(row))
    });
    #[expect(
        clippy::expect_used,
        reason = "memory takes every byte, every row has nine cells, and cells are text"
    )]
    written
        .ok()
        .and_then(|()| writer.into_inner().ok())
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .expect("rows of nine text cells are written into memory")
}

/// The cells of one action item, harmless in a spreadsheet.
fn row(view: &View, action: &Action) -> [String; 9] {
    let why: Vec<String> = reasons(view, action)
        .into_iter()
        .map(|id| format!("{id} {}", view.words(id)))
        .collect();
    let priority = view
        .threats_behind(action)
        .into_iter()
        .filter_map(|threat| threat.severity)
        .max()
        .map_or("", Severity::words);
    [
        action.id.to_string(),
        action.text.to_string(),
        view.label(action.owner).unwrap_or_default().to_owned(),
        action.due.map(|due| due.to_string()).unwrap_or_default(),
        why.join("; "),
        kind(action).to_owned(),
        priority.to_owned(),
        action.status.words().to_owned(),
        if action.said_yes { "yes" } else { "no" }.to_owned(),
    ]
    .map(|cell| harmless(&cell))
}

/// The cell, with an apostrophe in front where a spreadsheet would take it for a formula.
fn harmless(cell: &str) -> String {
    if runs_as_formula(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// Whether the first sign that is seen starts a formula. Spreadsheets skip white space, controls and marks of no width,
/// and some read the full-width and small forms as the plain ones.
fn runs_as_formula(cell: &str) -> bool {
    cell.starts_with(['\t', '\r', '\n'])
        || cell
            .trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || is_hidden(c))
            .starts_with([
                '=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫',
            ])
}

fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_shown_and_not_run() {
        for cell in [
            "=HYPERLINK(1)",
            "+1",
            "-1",
            "@SUM(1)",
            "\t=1",
            "\r",
            " =1",
            "\u{a0}=1",
            "\u{200d}=1",
            "\u{0}=1",
            "＝1",
            "＠x",
        ] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
    }

    #[test]
    fn ordinary_words_are_left_alone() {
        for cell in ["", "Ask partner", "a=b", "1-2", "'=1", "T2 -x"] {
            assert_eq!(harmless(cell), cell);
        }
    }
}
