//! What the words of a scale mean, whole at every width: levels, likelihood, impact, and the level that each pair makes.
//! The help box, the keys that scroll it and the reader of plain lines all take it from here.

use super::Choice;
use crate::areas::wrap;
use crate::catalogue::Catalogue;
use crate::domain::{AxisLevel, Scale, Session};

/// Cells between two columns of the matrix.
const GAP: usize = 2;

/// A line of the meanings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// What the lines below are about.
    Heading(String),
    /// A word and what it means, or a row of the matrix.
    Says(String),
    /// Between two sections.
    Gap,
}

/// The meanings in lines of at most this many cells; what is being chosen comes first.
pub fn lines(
    session: &Session,
    catalogue: &Catalogue,
    choice: Option<Choice>,
    width: usize,
) -> Vec<Line> {
    let scale = session.scale();
    let mut levels = Vec::new();
    for (place, level) in scale.levels.iter().enumerate() {
        let means = catalogue.meaning(scale, place);
        levels.extend(hanging(&level.word, means, width));
    }
    let mut sections = vec![(format!("SEVERITY, scale {}", scale.name), levels)];
    if scale.has_matrix() {
        sections.push(("LIKELIHOOD".to_owned(), steps(&scale.likelihood, width)));
        sections.push(("IMPACT".to_owned(), steps(&scale.impact, width)));
        sections.push((
            "LIKELIHOOD UP, IMPACT RIGHT: SEVERITY".to_owned(),
            matrix(scale, width),
        ));
    }
    let first = match choice {
        Some(Choice::Likelihood(_)) => 1,
        Some(Choice::Impact(..)) => 2,
        _ => 0,
    };
    if first < sections.len() {
        sections.rotate_left(first);
    }
    let mut lines = Vec::new();
    for (heading, says) in sections {
        if !lines.is_empty() {
            lines.push(Line::Gap);
        }
        let heading = wrap::wrap(&heading, width);
        lines.extend(heading.into_iter().map(Line::Heading));
        lines.extend(says.into_iter().map(Line::Says));
    }
    lines
}

fn steps(axis: &[AxisLevel], width: usize) -> Vec<String> {
    let steps = axis.iter();
    steps
        .flat_map(|step| hanging(&step.word, &step.meaning, width))
        .collect()
}

/// `high: it hurts badly`, with what does not fit on one line below it, further in.
fn hanging(word: &str, means: &str, width: usize) -> Vec<String> {
    let says = match means {
        "" => word.to_owned(),
        means => format!("{word}: {means}"),
    };
    let mut lines = wrap::wrap(&says, width).into_iter();
    let Some(first) = lines.next() else {
        return Vec::new();
    };
    if lines.len() == 0 {
        return vec![first];
    }
    // Wrapped once more, as the lines further in hold less.
    let rest = says.get(first.len()..).unwrap_or_default().trim_start();
    let rest = wrap::wrap(rest, width.saturating_sub(2)).into_iter();
    let rest = rest.map(|line| format!("  {line}"));
    std::iter::once(first).chain(rest).collect()
}

/// The matrix as a table, likeliest first; where that does not fit, a sentence for each step of likelihood.
fn matrix(scale: &Scale, width: usize) -> Vec<String> {
    let words = |row: usize| -> Vec<&str> {
        let cells = (0..scale.impact.len()).filter_map(|impact| scale.cell(row, impact));
        cells.map(|level| scale.word(level)).collect()
    };
    let heads: Vec<&str> = scale.impact.iter().map(|step| &*step.word).collect();
    let rows = scale.likelihood.iter().enumerate().rev();
    let mut table: Vec<Vec<&str>> = rows
        .map(|(place, step)| std::iter::once(&*step.word).chain(words(place)).collect())
        .collect();
    table.push(std::iter::once("").chain(heads.iter().copied()).collect());
    let columns: Vec<usize> = (0..=heads.len())
        .map(|column| {
            let cells = table.iter().filter_map(|row| row.get(column));
            cells.map(|cell| wrap::width(cell)).max().unwrap_or(0)
        })
        .collect();
    let wide = columns.iter().sum::<usize>() + GAP * heads.len();
    if wide <= width {
        let line = |row: &Vec<&str>| {
            let cells = row.iter().zip(&columns);
            let cells: Vec<String> = cells.map(|(cell, wide)| wrap::pad(cell, *wide)).collect();
            cells.join(&" ".repeat(GAP)).trim_end().to_owned()
        };
        return table.iter().map(line).collect();
    }
    let rows = scale.likelihood.iter().enumerate().rev();
    rows.flat_map(|(place, step)| {
        let pairs = heads.iter().zip(words(place));
        let pairs: Vec<String> = pairs
            .map(|(impact, level)| format!("{impact} is {level}"))
            .collect();
        hanging(&step.word, &format!("impact {}", pairs.join(", ")), width)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SessionKind;

    fn session() -> Session {
        let at = crate::domain::Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        Session::new(
            uuid::Uuid::nil(),
            "Refunds".into(),
            SessionKind::Meeting,
            at,
        )
    }

    fn said(choice: Option<Choice>, width: usize) -> Vec<String> {
        let lines = lines(&session(), &Catalogue::bundled().unwrap(), choice, width);
        let text = |line| match line {
            Line::Heading(words) | Line::Says(words) => words,
            Line::Gap => String::new(),
        };
        lines.into_iter().map(text).collect()
    }

    #[test]
    fn every_word_is_whole_and_no_line_is_longer_than_the_room_for_it() {
        let all = said(None, 200).join(" ").replace(' ', "");
        for width in 16..120 {
            let lines = said(None, width);
            for line in &lines {
                assert!(wrap::width(line) <= width, "{width}: {line}");
            }
            let here = lines.join(" ").replace(' ', "");
            // A matrix that does not fit is said in sentences.
            if here.contains("impactlowis") {
                assert!(here.contains("high:impactlowismedium,mediumishigh,highiscritical"));
            } else {
                assert_eq!(here, all, "{width}");
            }
        }
    }

    #[test]
    fn what_is_being_chosen_comes_first() {
        let id = crate::domain::ThreatId(1);
        assert_eq!(said(None, 80)[0], "SEVERITY, scale standard");
        assert_eq!(said(Some(Choice::Likelihood(id)), 80)[0], "LIKELIHOOD");
        assert_eq!(said(Some(Choice::Impact(id, 0)), 80)[0], "IMPACT");
    }

    #[test]
    fn the_matrix_is_a_table_with_the_likeliest_on_top() {
        let lines = said(None, 60);
        let from = lines.iter().position(|l| l.starts_with("LIKELIHOOD UP"));
        assert_eq!(
            lines[from.unwrap() + 1..],
            [
                "high    medium  high    critical",
                "medium  low     medium  high",
                "low     low     low     medium",
                "        low     medium  high",
            ]
        );
    }
}
