//! How much of what can be voted on a page has room for: it has to stay small enough to be dropped into a chat.

use std::borrow::Cow;

use crate::domain::Candidate;

/// How many bytes the rows of a page may take.
const MOST: usize = 110_000;
/// What a row takes besides its words, and what a line of a heap takes.
const ROW: usize = 420;
const LINE: usize = 40;
/// How many rows there are at most. No one weighs more against each other.
const MOST_ROWS: usize = 200;
/// How many lines of heaps there are at most, in all.
const MOST_LINES: usize = 300;
/// No text is cut shorter, in bytes of the page.
const SHORTEST: usize = 80;

/// What a page shows of the candidates.
pub(super) struct Room {
    /// How many of them, from the first.
    pub(super) rows: usize,
    /// How many lines of each heap, from the first.
    pub(super) lines: usize,
    /// How long each text can be, in bytes of the page.
    longest: usize,
}

impl Room {
    pub(super) fn of(candidates: &[Candidate<'_>]) -> Self {
        let rows = candidates.len().min(MOST_ROWS);
        let shown = || candidates.iter().take(rows);
        let all: usize = shown().map(|it| it.lines.len()).sum();
        let heaps = shown().filter(|it| it.is_heap()).count();
        let lines = if all > MOST_LINES {
            (MOST_LINES / heaps.max(1)).max(1)
        } else {
            usize::MAX
        };
        let texts: Vec<usize> = shown()
            .flat_map(|it| std::iter::once(it.words).chain(it.lines.iter().take(lines).copied()))
            .map(|text| text.chars().map(weight).sum())
            .collect();
        let most = MOST.saturating_sub(rows * ROW + (texts.len() - rows) * LINE);
        let mut longest = texts.iter().copied().max().unwrap_or_default();
        while longest > SHORTEST && texts.iter().map(|it| it.min(&longest)).sum::<usize>() > most {
            longest = (longest / 4 * 3).max(SHORTEST);
        }
        Self {
            rows,
            lines,
            longest,
        }
    }

    /// The words, as long as there is room.
    pub(super) fn cut<'a>(&self, words: &'a str) -> Cow<'a, str> {
        let mut left = self.longest;
        for (at, c) in words.char_indices() {
            let Some(rest) = left.checked_sub(weight(c)) else {
                return Cow::Owned(format!("{}\u{2026}", words.get(..at).unwrap_or_default()));
            };
            left = rest;
        }
        Cow::Borrowed(words)
    }

    /// What is not on the page, in sentences.
    pub(super) fn missing(
        &self,
        candidates: &[Candidate<'_>],
        called: (&str, &str),
    ) -> Vec<String> {
        let mut says = Vec::new();
        let (one, several) = called;
        let shown = || candidates.iter().take(self.rows);
        match candidates.len() - self.rows {
            0 => {}
            1 => says.push(format!(
                "1 {one} is not on the page of the sheet, which has room for {}; sheet.txt has it",
                self.rows
            )),
            n => says.push(format!(
                "{n} {several} are not on the page of the sheet, which has room for {}; sheet.txt has them",
                self.rows
            )),
        }
        if shown().any(|it| it.lines.len() > self.lines) {
            says.push("Heaps are shown with their first lines on the page of the sheet".to_owned());
        }
        let is_cut = |text: &str| matches!(self.cut(text), Cow::Owned(_));
        let cut = shown().flat_map(|it| {
            let lines = it.lines.iter().take(self.lines).copied();
            std::iter::once(it.words).chain(lines)
        });
        match cut.filter(|text| is_cut(text)).count() {
            0 => {}
            1 => says.push("1 long text is cut short on the page of the sheet".to_owned()),
            n => says.push(format!(
                "{n} long texts are cut short on the page of the sheet"
            )),
        }
        says
    }
}

/// How many bytes of the page a letter takes at most.
fn weight(c: char) -> usize {
    match c {
        '<' | '>' | '&' | '"' => 6,
        c => c.len_utf8(),
    }
}
