//! A pasted table: which of its columns are taken, and what is to be said about that.

use chrono::NaiveDate;

use crate::domain::{Says, Scale, Text, Verb, says};
use crate::lines::bar::Bar;
use crate::lines::table;
use crate::parse::cells::{Cells, Column, Items, Reading};

/// Something to know about a paste, and whether it wants attention.
pub type Fact = (Says, bool);

/// A table, and what is taken of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    cells: Cells,
    /// What each column holds by itself.
    found: Vec<Column>,
    /// The same with the column that was chosen for the text.
    columns: Vec<Column>,
    not_understood: Vec<String>,
}

/// Who is here, which day it is, and what threats are rated with.
#[derive(Clone, Debug)]
pub struct Here {
    /// The participants' numbers and names.
    pub people: Vec<(u32, String)>,
    /// The day.
    pub today: NaiveDate,
    /// The scale that threats are rated with.
    pub scale: Scale,
}

impl Here {
    /// Reads something with it.
    pub(crate) fn reading<T>(&self, owned: bool, read: impl FnOnce(Reading<'_>) -> T) -> T {
        let known: Vec<(u32, &str)> = self
            .people
            .iter()
            .map(|(n, name)| (*n, name.as_str()))
            .collect();
        read(Reading {
            known: &known,
            today: self.today,
            scale: &self.scale,
            owned,
        })
    }
}

/// Whether a name in a table of what this line makes is the owner's.
pub(super) fn is_owned(bar: &Bar) -> bool {
    bar.is(&table::ACTION) || bar.is(&table::QUESTION)
}

/// What is taken of a table on its way into this line.
fn taken(bar: &Bar) -> Vec<Column> {
    let whose = if is_owned(bar) {
        Column::Owner
    } else {
        Column::Speaker
    };
    let mut taken = vec![Column::Text, whose];
    if bar.is(&table::ACTION) {
        taken.push(Column::Due);
    } else if bar.is(&table::THREAT) || bar.is(&table::WALL) {
        taken.extend([Column::Severity, Column::Likelihood, Column::Impact]);
    }
    taken
}

impl Table {
    /// A table on its way into the line `bar`.
    pub(super) fn new(cells: Cells, bar: &Bar, here: &Here) -> Self {
        let found = here.reading(is_owned(bar), |reading| cells.columns(reading));
        Self {
            cells,
            columns: found.clone(),
            found,
            not_understood: Vec::new(),
        }
    }

    /// All rows as they came.
    pub(super) fn rows(&self) -> Vec<Vec<Text>> {
        self.cells.all()
    }

    /// Its rows as items.
    pub(super) fn read(&mut self, bar: &Bar, here: &Here) -> Items {
        let mut items = here.reading(is_owned(bar), |reading| {
            self.cells.items(&self.columns, reading)
        });
        self.not_understood = std::mem::take(&mut items.not_understood);
        // What the items do not have is not shown as if they had it.
        let taken = taken(bar);
        for item in &mut items.rows {
            if !taken.contains(&Column::Severity) {
                item.rated = None;
            }
            item.due = item.due.filter(|_| taken.contains(&Column::Due));
        }
        items
    }

    /// Takes the text from the next column, or from the one before.
    pub(super) fn turn(&mut self, forward: bool) {
        let is_text = |column: &Column| *column == Column::Text;
        let at = self.columns.iter().position(is_text).unwrap_or_default();
        let width = self.columns.len().max(1);
        let by = if forward { 1 } else { width - 1 };
        let to = (at + by) % width;
        let found = self.found.iter().enumerate();
        self.columns = found
            .map(|(place, column)| match column {
                _ if place == to => Column::Text,
                Column::Text => Column::Unused,
                column => *column,
            })
            .collect();
    }

    /// From which columns it is taken, what is not, and what was not understood.
    pub(super) fn facts(&self, bar: &Bar) -> Vec<Fact> {
        let kinds = taken(bar);
        let name = |place: usize| format!("\"{}\"", self.cells.name(place));
        let sources = kinds.iter().filter_map(|kind| {
            let place = self.columns.iter().position(|column| column == kind)?;
            let word = match kind {
                Column::Text => "Text",
                Column::Owner => "owner",
                Column::Speaker => "speaker",
                Column::Severity => "severity",
                Column::Likelihood => "likelihood",
                Column::Impact => "impact",
                _ => "date",
            };
            Some(format!("{word} from {}", name(place)))
        });
        let sources: Vec<String> = sources.collect();
        let mut facts: Vec<Fact> = Vec::new();
        if !self.not_understood.is_empty() {
            const NAMED: usize = 4;
            let named = self.not_understood.iter().take(NAMED).cloned();
            let mut says = named.collect::<Vec<_>>().join(", ");
            if self.not_understood.len() > NAMED {
                says.push_str(&format!(" and {} more", self.not_understood.len() - NAMED));
            }
            facts.push((format!("Not understood: {says}").into(), true));
        }
        facts.push((sources.join(", ").into(), false));
        let unused = self.columns.iter().enumerate();
        let unused = unused.filter(|(_, column)| !kinds.contains(column));
        let unused: Vec<String> = unused.map(|(place, _)| name(place)).collect();
        if !unused.is_empty() {
            facts.push((format!("Not used: {}", unused.join(", ")).into(), false));
        }
        let says = says![
            "Press ",
            Verb::ScrollRight,
            " to take the text from another column."
        ];
        facts.push((says, false));
        facts
    }
}
