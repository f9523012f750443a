//! Tables for trackers and spreadsheets.
//!
//! RFC 4180: commas, CRLF, every cell quoted. UTF-8 without a byte order mark, as trackers read the mark as part of the
//! first heading. A cell that a spreadsheet would run as a formula gets an apostrophe in front, which a spreadsheet
//! shows as text.

use csv::{QuoteStyle, Terminator, WriterBuilder};

/// A table: a row of headings, and rows that each have as many cells.
pub(super) fn table(heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    let written = writer.write_record(heads).and_then(|()| {
        rows.into_iter().try_for_each(|row| {
            let cells = row.iter().map(|cell| harmless(cell));
            writer.write_record(cells)
        })
    });
    #[expect(
        clippy::expect_used,
        reason = "memory takes every byte, and cells are text"
    )]
    written
        .ok()
        .and_then(|()| writer.into_inner().ok())
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .expect("rows of text are written into memory")
}

/// The cell, with an apostrophe in front where a spreadsheet would take it for a formula.
fn harmless(cell: &str) -> String {
    if runs_as_formula(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// Whether the first visible character starts a formula. Spreadsheets skip white space, controls and marks of no width,
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
