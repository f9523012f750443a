//! A block that was copied from a spreadsheet: rows of cells between tabs, and which column holds what, by its heading
//! or by what stands in it.

mod rated;

use chrono::NaiveDate;

use super::chat::{self, ChatLine, MAX_PASTE};
use super::when;
use crate::domain::{Rated, Scale, Text};
pub(crate) use rated::severity;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    /// The words of the items.
    Text,
    /// Who does it, or finds out.
    Owner,
    /// Who said it.
    Speaker,
    /// How bad it is.
    Severity,
    /// How likely it is.
    Likelihood,
    /// How much it would hurt.
    Impact,
    /// By when.
    Due,
    /// Nothing that is taken.
    Unused,
}

/// Headings by what their column holds, those that say it best first.
const HEADS: [(Column, &[&str]); 7] = [
    (
        Column::Text,
        &[
            "threat",
            "threats",
            "question",
            "questions",
            "action",
            "actions",
            "action item",
            "action items",
            "task",
            "mitigation",
            "mitigations",
            "assumption",
            "what can go wrong",
            "title",
            "text",
            "summary",
            "description",
            "item",
            "name",
            "risk",
            "issue",
            "finding",
            "scenario",
            "what",
            "topic",
            "statement",
        ],
    ),
    (
        Column::Owner,
        &[
            "owner",
            "assignee",
            "assigned to",
            "assigned",
            "responsible",
            "who",
        ],
    ),
    (
        Column::Speaker,
        &[
            "raised by",
            "said by",
            "reported by",
            "author",
            "reporter",
            "speaker",
        ],
    ),
    (
        Column::Severity,
        &[
            "severity",
            "sev",
            "priority",
            "rating",
            "criticality",
            "risk level",
            "threat severity",
        ],
    ),
    (
        Column::Likelihood,
        &["likelihood", "probability", "likelihood level"],
    ),
    (
        Column::Impact,
        &["impact", "consequence", "impact level", "business impact"],
    ),
    (
        Column::Due,
        &[
            "due",
            "due date",
            "due on",
            "date",
            "deadline",
            "by when",
            "target date",
            "when",
        ],
    ),
];

/// Rows of cells, with a heading for each column if there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cells {
    heads: Option<Vec<Text>>,
    rows: Vec<Vec<Text>>,
    /// Lines that were not read because the paste is longer than what is handled.
    pub cut: usize,
}

/// A row as the item that it is about to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// Its words, and whose it is.
    pub said: ChatLine,
    /// How bad it is on the scale that it was read with, and in words.
    pub rated: Option<(Rated, String)>,
    /// By when.
    pub due: Option<NaiveDate>,
}

/// What comes of the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Items {
    /// The rows with words, in order.
    pub rows: Vec<Item>,
    /// Rows without words.
    pub without_words: usize,
    /// Cells that are not what their column holds, each once.
    pub not_understood: Vec<String>,
}

/// What the rows are read for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading<'a> {
    /// The participants' numbers and names.
    pub known: &'a [(u32, &'a str)],
    /// The day.
    pub today: NaiveDate,
    /// The scale that threats are rated with.
    pub scale: &'a Scale,
    /// Its items have an owner, so that a name is the owner's; else it is who said it.
    pub owned: bool,
}

impl Cells {
    /// The table of a paste, if it is one. A chat between tabs is not, and neither is a list behind bullets.
    pub(crate) fn read(paste: &str) -> Option<Self> {
        if !paste.contains('\t') {
            return None;
        }
        let (part, cut) = fitting(paste);
        // A quote that is not closed is one that someone typed.
        let quoting = part.matches('"').count() % 2 == 0;
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b'\t')
            .has_headers(false)
            .flexible(true)
            .quoting(quoting)
            .from_reader(part.as_bytes());
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.ok()?;
            rows.push(record.iter().map(chat::cleaned).collect());
        }
        let cells = Self::of(rows)?;
        let named = cells.heads.is_some();
        (named || cells.is_table()).then_some(Self { cut, ..cells })
    }

    /// The rows that a file kept.
    pub(crate) fn of(mut rows: Vec<Vec<Text>>) -> Option<Self> {
        rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        if rows.iter().all(|row| row.len() < 2) {
            return None;
        }
        let is_head = rows.len() > 1
            && rows
                .first()
                .is_some_and(|row| row.iter().any(|cell| head(cell).is_some()));
        let heads = is_head.then(|| rows.remove(0));
        Some(Self {
            heads,
            rows,
            cut: 0,
        })
    }

    /// All rows as they came, for the file.
    pub(crate) fn all(&self) -> Vec<Vec<Text>> {
        self.heads.iter().chain(&self.rows).cloned().collect()
    }

    /// How many columns it has.
    pub(crate) fn width(&self) -> usize {
        let rows = self.heads.iter().chain(&self.rows);
        rows.map(Vec::len).max().unwrap_or_default()
    }

    /// What a column is called: by its heading, else by its place.
    pub(crate) fn name(&self, column: usize) -> String {
        let head = self.heads.as_ref().and_then(|heads| heads.get(column));
        match head.filter(|head| !head.is_empty()) {
            Some(head) => head.to_string(),
            None => format!("column {}", column + 1),
        }
    }

    /// Whether most rows have several cells, and what stands before the last is more than a clock, a name or a bullet.
    fn is_table(&self) -> bool {
        let most = |is: fn(&[&Text]) -> bool| {
            let rows = self.rows.iter();
            let rows = rows.map(|row| {
                row.iter()
                    .filter(|cell| !cell.is_empty())
                    .collect::<Vec<_>>()
            });
            2 * rows.filter(|row| is(row)).count() > self.rows.len()
        };
        let is_line = |row: &[&Text]| match row {
            [] | [_] => true,
            [first, _] => chat::is_only_a_head(first),
            [first, ..] => chat::is_clock(first),
        };
        most(|row| row.len() > 1) && !most(is_line)
    }

    /// What each column holds.
    pub(crate) fn columns(&self, reading: Reading<'_>) -> Vec<Column> {
        let width = self.width();
        let by_head = |place: usize| {
            let found = head(self.heads.as_ref()?.get(place)?)?;
            // What would be lost, in words, is not a step of the scale.
            let is_one = match found.0 {
                Column::Likelihood => self.any(place, |c| rated::likelihood(c, reading.scale)),
                Column::Impact => self.any(place, |c| rated::impact(c, reading.scale)),
                _ => true,
            };
            is_one.then_some(found)
        };
        let mut columns: Vec<Option<Column>> = (0..width)
            .map(|place| {
                match (
                    by_head(place).map(|(column, _)| column),
                    self.holds(place, reading),
                ) {
                    // `Risk` above `high` and `low` is how bad it is.
                    (Some(Column::Text) | None, Some(column)) => Some(column),
                    (Some(Column::Text) | None, None) => None,
                    (named, _) => named,
                }
            })
            .collect();
        // Of two that hold the same, the one whose heading says so, else the first.
        for kind in [
            Column::Owner,
            Column::Speaker,
            Column::Severity,
            Column::Likelihood,
            Column::Impact,
            Column::Due,
        ] {
            let named = |place: &usize| by_head(*place).is_some_and(|(column, _)| column == kind);
            let all: Vec<usize> = (0..width)
                .filter(|p| columns.get(*p) == Some(&Some(kind)))
                .collect();
            let keep = all.iter().copied().find(named).or(all.first().copied());
            for place in all.into_iter().filter(|place| Some(*place) != keep) {
                if let Some(column) = columns.get_mut(place) {
                    *column = None;
                }
            }
        }
        let free = |place: &usize| columns.get(*place).is_some_and(Option::is_none);
        let letters = |place: usize| self.cells(place).map(|cell| cell.len()).sum::<usize>();
        let rank = |place: usize| {
            let head = by_head(place).filter(|(column, _)| *column == Column::Text);
            head.map_or(usize::MAX, |(_, rank)| rank)
        };
        let best = |places: &mut dyn Iterator<Item = usize>| {
            places.min_by_key(|place| (rank(*place), usize::MAX - letters(*place)))
        };
        let text = best(&mut (0..width).filter(free)).or_else(|| best(&mut (0..width)));
        let columns = columns.into_iter().enumerate();
        columns
            .map(|(place, column)| match column {
                _ if Some(place) == text => Column::Text,
                Some(column) => column,
                None => Column::Unused,
            })
            .collect()
    }

    /// The cells of a column that hold anything.
    fn cells(&self, place: usize) -> impl Iterator<Item = &Text> {
        let cells = self.rows.iter().filter_map(move |row| row.get(place));
        cells.filter(|cell| !cell.is_empty())
    }

    /// Whether a cell of a column is a step of a scale.
    fn any(&self, place: usize, step: impl Fn(&str) -> Option<usize>) -> bool {
        self.cells(place).any(|cell| step(cell).is_some())
    }

    /// What every cell of a column is.
    fn holds(&self, place: usize, reading: Reading<'_>) -> Option<Column> {
        let all = |is: &dyn Fn(&str) -> bool| self.cells(place).all(|cell| is(cell));
        self.cells(place).next()?;
        if all(&|cell| rated::level(cell, reading.scale).is_some()) {
            Some(Column::Severity)
        } else if all(&|cell| date(cell, reading.today).is_some()) {
            Some(Column::Due)
        } else if all(&|cell| chat::person(cell, reading.known).is_some()) {
            Some(if reading.owned {
                Column::Owner
            } else {
                Column::Speaker
            })
        } else {
            None
        }
    }

    /// The rows as items.
    pub(crate) fn items(&self, columns: &[Column], reading: Reading<'_>) -> Items {
        let place = |kind| columns.iter().position(|column| *column == kind);
        let whose = if reading.owned {
            Column::Owner
        } else {
            Column::Speaker
        };
        let mut result = Items::default();
        for row in &self.rows {
            let cell = |kind| {
                place(kind)
                    .and_then(|place| row.get(place))
                    .filter(|cell| !cell.is_empty())
            };
            let Some(words) = cell(Column::Text) else {
                result.without_words += 1;
                continue;
            };
            let mut fails = |says: String| {
                if !result.not_understood.contains(&says) {
                    result.not_understood.push(says);
                }
            };
            let said = rated::Said {
                level: cell(Column::Severity),
                likelihood: cell(Column::Likelihood),
                impact: cell(Column::Impact),
            };
            let (rated, not_understood) = said.rated(reading.scale);
            let rated = rated.map(|rated| (rated, rated::words(rated, reading.scale)));
            not_understood.into_iter().for_each(&mut fails);
            let who = cell(whose);
            let speaker = who.and_then(|name| chat::person(name, reading.known));
            let item = Item {
                said: ChatLine {
                    text: words.to_string(),
                    speaker,
                    speaker_name: who.filter(|_| speaker.is_none()).map(Text::to_string),
                    noise: false,
                },
                rated,
                due: cell(Column::Due).and_then(|cell| {
                    let date = date(cell, reading.today);
                    if date.is_none() {
                        fails(format!("date \"{cell}\""));
                    }
                    date
                }),
            };
            result.rows.push(item);
        }
        result
    }
}

/// What fits into one paste, cut between lines, and how many lines are beyond it.
fn fitting(paste: &str) -> (&str, usize) {
    if paste.len() <= MAX_PASTE {
        return (paste, 0);
    }
    let mut end = MAX_PASTE;
    while !paste.is_char_boundary(end) {
        end -= 1;
    }
    let (head, _) = paste.split_at_checked(end).unwrap_or((paste, ""));
    let end = head.rfind(['\n', '\r']).unwrap_or(end);
    let (head, rest) = paste.split_at_checked(end).unwrap_or((paste, ""));
    let lines = rest.split(['\n', '\r']);
    (head, lines.filter(|line| !line.trim().is_empty()).count())
}

/// What the column below a heading holds, and how well that is said.
fn head(cell: &str) -> Option<(Column, usize)> {
    let cell = cell.trim_end_matches([':', '*', '?']).trim().to_lowercase();
    HEADS.iter().find_map(|(column, heads)| {
        let rank = heads.iter().position(|head| *head == cell)?;
        Some((*column, rank))
    })
}

/// A date with a number in it: a bare weekday may be a text.
fn date(cell: &str, today: NaiveDate) -> Option<NaiveDate> {
    let has_number = cell.chars().any(|c| c.is_ascii_digit());
    when::parse(cell, today).ok().filter(|_| has_number)
}

#[cfg(test)]
mod tests;
