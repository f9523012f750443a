//! The word of a threat's level beside its words: in capitals, and as wide as the longest of the session's scale, in two
//! rows where it is long and has two words.

use crate::areas::wrap;
use crate::domain::{Scale, Session, Threat};

/// The widest row of a word that a list has room for.
const WIDEST: usize = 12;
/// Up to so many cells a word stands in one row.
const SHORT: usize = 8;
/// Cells of the standard words: `CRIT`.
const STANDARD: usize = 4;
/// Rows of a word at most.
const ROWS: usize = 2;

/// How bad a threat is, whole: `BOIL NOTICE`; the standard words are short, as rooms know them: `HIGH`, `CRIT`. Empty where
/// nobody rated it.
pub fn whole(session: &Session, threat: &Threat) -> String {
    let level = session.level(threat);
    level.map_or_else(String::new, |level| word(session.scale(), level))
}

/// The same for a list, in one row or two, none wider than [`width`]; none where nobody rated it.
pub fn rows(session: &Session, threat: &Threat) -> Vec<String> {
    let level = session.level(threat);
    let wide = width(session);
    level.map_or_else(Vec::new, |level| {
        wrap::wrap_to(&word(session.scale(), level), wide, ROWS)
    })
}

/// The cells that the level of any threat of this session takes in a list.
pub fn width(session: &Session) -> usize {
    width_on(session.scale())
}

/// The rows that it takes at most.
pub fn most_rows(session: &Session) -> usize {
    let scale = session.scale();
    let wide = width_on(scale);
    let rows =
        (0..scale.levels.len()).map(|level| wrap::wrap_to(&word(scale, level), wide, ROWS).len());
    rows.max().unwrap_or(1)
}

fn width_on(scale: &Scale) -> usize {
    let widths = (0..scale.levels.len()).map(|level| least(&word(scale, level)));
    widths.max().unwrap_or_default().max(STANDARD)
}

/// The fewest cells in which a word is whole and easy to read.
fn least(word: &str) -> usize {
    let wide = wrap::width(word);
    if wide <= SHORT {
        return wide;
    }
    let is_whole = |cells: &usize| {
        let rows = wrap::wrap(word, *cells);
        rows.len() <= ROWS && rows.join(" ") == word
    };
    (SHORT / 2..=WIDEST).find(is_whole).unwrap_or(WIDEST)
}

/// The word of a level in capitals, those of the standard scale cut as rooms know them.
fn word(scale: &Scale, level: usize) -> String {
    let Some(level) = scale.levels.get(level) else {
        return String::new();
    };
    if level.word.as_str() == level.counts_as.words() {
        return level.counts_as.short().to_owned();
    }
    level.word.to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(words: [&str; 2]) -> (usize, [Vec<String>; 2]) {
        let mut scale = Scale::standard().clone();
        let [low, top] = words;
        scale.levels[0].word = low.into();
        scale.levels[3].word = top.into();
        let wide = width_on(&scale);
        let rows = [0, 3].map(|level| wrap::wrap_to(&word(&scale, level), wide, ROWS));
        (wide, rows)
    }

    #[test]
    fn own_words_are_whole_in_one_row_or_two_and_the_usual_ones_are_short() {
        let rows = |words: &[&str]| -> Vec<String> { words.iter().map(|w| (*w).into()).collect() };
        assert_eq!(
            shown(["boil notice", "people harmed"]),
            (6, [rows(&["BOIL", "NOTICE"]), rows(&["PEOPLE", "HARMED"])])
        );
        assert_eq!(
            shown(["minor", "catastrophic"]),
            (12, [rows(&["MINOR"]), rows(&["CATASTROPHIC"])])
        );
        assert_eq!(
            shown(["minor", "unspeakableness"]),
            (12, [rows(&["MINOR"]), rows(&["UNSPEAKABLEN", "ESS"])])
        );
        assert_eq!(width_on(Scale::standard()), STANDARD);
        let standard: Vec<String> = (0..5).map(|level| word(Scale::standard(), level)).collect();
        assert_eq!(standard, ["LOW", "MED", "HIGH", "CRIT", ""]);
    }
}
