//! A paste with folded lines, as it is kept: whole, as its parts may come in several pastes and a crash may come between.

use super::chat;
use crate::domain::Text;
use crate::domain::text::MAX_BYTES;

/// How much of a paste with folded lines is read, in bytes (1 MiB): more than people in a room write, and not too much
/// for a file.
pub(crate) const MOST: usize = 1 << 20;

/// As much of a paste as is read.
pub(crate) fn within(text: &str) -> &str {
    begin(text, MOST).0
}

/// The lines of a paste, each a row of one cell. One that is longer than a text may be is broken, which does no harm to
/// a folded line.
pub(crate) fn rows(text: &str) -> Vec<Vec<Text>> {
    let mut rows = Vec::new();
    for mut line in text.split(chat::is_break) {
        while !line.is_empty() {
            let (row, rest) = begin(line, MAX_BYTES / 2);
            rows.push(vec![chat::cleaned(row)]);
            line = rest;
        }
    }
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    rows
}

/// The first bytes of a text, and the rest.
fn begin(text: &str, most: usize) -> (&str, &str) {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.split_at_checked(end).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::{MOST, rows, within};

    #[test]
    fn a_long_line_is_broken_and_nothing_of_it_is_lost() {
        let long = "ä".repeat(100_000);
        let rows = rows(&format!("a\r\n{long}\n\n b "));
        let cells: Vec<&str> = rows.iter().flatten().map(|cell| cell.as_str()).collect();
        assert_eq!(cells.concat(), format!("a{long}b"));
        assert!(cells.len() > 3);
    }

    #[test]
    fn a_paste_is_read_up_to_a_bound() {
        assert_eq!(within("Ana: yes"), "Ana: yes");
        assert_eq!(within(&"€".repeat(MOST)).len(), MOST / 3 * 3);
    }
}
