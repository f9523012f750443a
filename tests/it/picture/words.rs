//! Words in a printed text, wherever they are broken.

/// Whether these words can be read in a printed text: in one row, or going on in the rows below, in the same columns.
pub(super) fn reads(text: &str, words: &str) -> bool {
    let rows: Vec<&str> = text.lines().collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ");
    (0..rows.len()).any(|row| reads_from(&rows, row, &words, None))
}

fn reads_from(rows: &[&str], row: usize, words: &str, above: Option<usize>) -> bool {
    if words.is_empty() {
        return true;
    }
    let Some(line) = rows.get(row) else {
        return false;
    };
    let mut ends: Vec<usize> = words.char_indices().map(|(at, _)| at).skip(1).collect();
    ends.push(words.len());
    // The most that stands in this row, or less where the rest goes on below.
    ends.into_iter().rev().any(|end| {
        let (here, rest) = words.split_at(end);
        line.match_indices(here.trim_end()).any(|(at, _)| {
            let column = line.split_at(at).0.chars().count();
            let is_below = above.is_none_or(|above| column.abs_diff(above) <= 24);
            is_below && reads_from(rows, row + 1, rest.trim_start(), Some(column))
        })
    })
}
