//! Tables: the names of the columns say what is in them.

use chrono::NaiveDate;

use super::inline::Words;
use super::make::{Kind, Maker};
use super::words::{self, Column};
use crate::domain::{ActorKind, ItemId, LIMITS, ParticipantId, Parts, Text, ThreatId};
use crate::import::Draft;
use crate::import::model::is_nothing;

/// Names of unknown columns that are said one by one.
const UNKNOWN_NAMED: usize = 20;
/// Characters of such a name.
const NAME: usize = 40;

/// A table whose end was not seen yet.
#[derive(Debug, Default)]
pub(super) struct Table {
    cells: Vec<Words>,
    columns: Vec<Option<Column>>,
}

/// The parts of a row.
#[derive(Default)]
struct Row {
    main: Vec<String>,
    beside: Vec<(Kind, String)>,
    owner: Option<ParticipantId>,
    due: Option<NaiveDate>,
}

impl Table {
    pub(super) fn cell(&mut self, words: Words) {
        self.cells.push(words);
    }

    /// The names of the columns are complete. `section` is what columns without a name of their own are about.
    pub(super) fn end_head(&mut self, section: Kind, draft: &mut Draft) {
        let cells = std::mem::take(&mut self.cells);
        let names: Vec<String> = cells.iter().map(Words::words).collect();
        self.columns = names.iter().map(|name| words::column(name)).collect();
        // Beside threats, a column of risks says how bad they are.
        let threats = |column: &Option<Column>| *column == Some(Column::Item(Kind::Threat));
        if self.columns.iter().filter(|column| threats(column)).count() > 1 {
            for (name, column) in names.iter().zip(&mut self.columns) {
                if ["risk", "risks"].contains(&name.trim().to_lowercase().as_str()) {
                    *column = Some(Column::Severity);
                }
            }
        }
        // A threat may have a title and a description; of the other kinds each column makes one, so only one counts.
        let mut had = self.columns.contains(&Some(Column::Item(section)));
        for column in &mut self.columns {
            if *column == Some(Column::Main) {
                let counts = section == Kind::Threat || !had;
                *column = counts.then_some(Column::Item(section));
                had = true;
            }
        }
        let items = |column: &Option<Column>| matches!(column, Some(Column::Item(_)));
        if !self.columns.iter().any(items) {
            self.columns.clear();
            draft.leave_out(
                "table",
                "has no column called threat, mitigation, question, action or assumption",
            );
            return;
        }
        let unknown = names
            .iter()
            .zip(&self.columns)
            .filter(|(_, column)| column.is_none());
        for (place, (name, _)) in unknown.enumerate() {
            let name: String = name.chars().take(NAME).collect();
            let what = match draft.dropped.len() {
                _ if name.is_empty() || place >= UNKNOWN_NAMED => "column of a table".to_owned(),
                said if said > 2 * UNKNOWN_NAMED => "column of a table".to_owned(),
                _ => format!("column \"{name}\""),
            };
            draft.leave_out(what, "has no field here");
        }
    }

    /// A row is complete.
    pub(super) fn end_row(&mut self, maker: &mut Maker) {
        let cells = std::mem::take(&mut self.cells);
        let filled: Vec<(Column, Words)> = (self.columns.iter().copied())
            .zip(cells)
            .filter_map(|(column, words)| Some((column?, words)))
            .filter(|(_, words)| !is_nothing(&words.words()))
            .map(|(column, words)| (who(column, &words), words))
            .collect();
        let mut row = Row::default();
        for (column, words) in &filled {
            row.sort(*column, words, maker);
        }
        row.make(&filled, maker);
    }
}

impl Row {
    fn sort(&mut self, column: Column, words: &Words, maker: &mut Maker) {
        match column {
            Column::Item(Kind::Threat) => self.main.push(words.words()),
            // Each line of the cell is one.
            Column::Item(kind) => {
                let lines = words.lines.iter();
                let bare = |line: &String| {
                    line.trim_start_matches(['-', '*', '•', ' '])
                        .trim()
                        .to_owned()
                };
                self.beside.extend(lines.map(|line| (kind, bare(line))));
            }
            Column::Owner => self.owner = maker.person(&words.words()),
            Column::Due => {
                self.due = words.words().parse().ok().filter(|due| is_sane(*due));
                if self.due.is_none() {
                    maker
                        .draft
                        .leave_out("date", "is not written as 2026-05-16");
                }
            }
            _ => {}
        }
    }

    fn make(self, filled: &[(Column, Words)], maker: &mut Maker) {
        // A title and a description make one text.
        let made = maker.make(Kind::Threat, &self.main.join(": "), None);
        let threat = match made {
            Some(ItemId::Threat(id)) => Some(id),
            _ => None,
        };
        if let Some(made) = made {
            for (_, words) in filled {
                maker.refer(made, &words.links);
            }
        }
        let had = maker.draft.session.mitigations.len();
        let mut owned = false;
        for (kind, words) in &self.beside {
            match maker.make(*kind, words, threat) {
                Some(ItemId::Question(_)) => {
                    owned = true;
                    if let Some(question) = maker.draft.session.questions.last_mut() {
                        question.owner = self.owner;
                    }
                }
                Some(ItemId::Action(_)) => {
                    owned = true;
                    if let Some(action) = maker.draft.session.actions.last_mut() {
                        (action.owner, action.due) = (self.owner, self.due);
                    }
                }
                _ => {}
            }
        }
        if self.owner.is_some() && !owned {
            maker
                .draft
                .leave_out("owner", "is in a row without a question or an action");
        }
        for (column, words) in filled {
            describe(*column, &words.words(), threat, had, maker);
        }
    }
}

/// A column that is called `who` says who would do it, where its cell names a kind of actor; else it is an owner's.
fn who(column: Column, words: &Words) -> Column {
    match column {
        Column::Who if ActorKind::named(&words.words()).is_some() => Column::Actor,
        Column::Who => Column::Owner,
        column => column,
    }
}

/// Sets what a cell says of the threat of its row, or of the mitigations from the place `had` on.
fn describe(column: Column, words: &str, threat: Option<ThreatId>, had: usize, maker: &mut Maker) {
    let draft = &mut maker.draft;
    let last = draft.session.threats.last_mut();
    let threat = last.filter(|last| Some(last.id) == threat);
    match (column, threat) {
        (Column::Severity, Some(threat)) => match words::severity(words) {
            Some(severity) => threat.severity = Some(severity),
            None => draft.leave_out("severity", "is not low, medium, high or critical"),
        },
        (Column::Likelihood, Some(threat)) => match words::level(words) {
            Some(level) => threat.likelihood = Some(level),
            None => draft.leave_out("likelihood", "is not low, medium or high"),
        },
        (Column::Impact, Some(threat)) => match words::level(words) {
            Some(level) => threat.impact = Some(level),
            None => draft.leave_out("impact", "is not low, medium or high"),
        },
        (Column::Stride, Some(threat)) => match words::stride(words) {
            Some(stride) => threat.stride = stride,
            None => draft.leave_out("STRIDE", "is not one of its six names or letters"),
        },
        (Column::Actor, Some(threat)) => {
            let mut parts = Parts::default();
            match ActorKind::named(words) {
                Some(kind) => parts.actor = Some(kind),
                None => parts.who = Text::new(words),
            }
            threat.parts = (!parts.is_empty()).then(|| Box::new(parts));
        }
        (Column::Reference, Some(threat)) => {
            let known = threat
                .references
                .iter()
                .any(|known| words.contains(known.as_str()));
            if !known && threat.references.len() < LIMITS.links {
                threat.references.push(Text::new(words));
            }
        }
        (Column::Status, _) => {
            let new = draft.session.mitigations.get_mut(had..).unwrap_or_default();
            match words::status(words) {
                _ if new.is_empty() => {
                    draft.leave_out("status", "is in a row without a mitigation");
                }
                Some(status) => new.iter_mut().for_each(|m| m.status = status),
                None => draft.leave_out("status", "is not a status of a mitigation"),
            }
        }
        (
            Column::Severity
            | Column::Likelihood
            | Column::Impact
            | Column::Stride
            | Column::Reference
            | Column::Actor,
            None,
        ) => draft.leave_out("cell", "belongs to a threat, and there is none in its row"),
        _ => {}
    }
}

/// Whether a session may hold the date.
fn is_sane(date: NaiveDate) -> bool {
    use chrono::Datelike;
    (2000..=2199).contains(&date.year())
}

#[cfg(test)]
mod tests {
    use crate::domain::ActorKind;
    use crate::import::source;

    #[test]
    fn the_column_for_the_actor_says_who_and_is_no_threat() {
        let table = "# Threats\n\n| Threat | Threat agent | Severity |\n|---|---|---|\n\
                     | Payout file changed | Outsider | high |\n| Ledger edited | fired admin | low |\n| Late | | low |\n";
        let draft = (source("markdown").unwrap().read)(table).unwrap();
        let all: Vec<_> = draft.session.threats.iter().collect();
        let texts: Vec<&str> = all.iter().map(|threat| threat.text.as_str()).collect();
        assert_eq!(texts, ["Payout file changed", "Ledger edited", "Late"]);
        let kind = all[0].parts.as_deref().unwrap().actor;
        assert_eq!(kind, Some(ActorKind::Outsider));
        assert_eq!(all[1].parts.as_deref().unwrap().who.as_str(), "fired admin");
        assert_eq!(all[2].parts, None);
    }

    #[test]
    fn a_column_called_who_is_an_actor_by_kind_and_an_owner_by_name() {
        let table = "| Threat | Question | Who |\n|---|---|---|\n\
                     | Payout file changed | | Insider |\n| Ledger edited | Who may? | Ana |\n";
        let draft = (source("markdown").unwrap().read)(table).unwrap();
        let session = &draft.session;
        let kind = session.threats[0].parts.as_deref().unwrap().actor;
        assert_eq!(kind, Some(ActorKind::Insider));
        assert_eq!(session.threats[1].parts, None);
        assert_eq!(session.name_of(session.questions[0].owner), Some("Ana"));
        assert_eq!(session.participants.len(), 1);
    }
}
