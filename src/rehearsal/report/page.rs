//! A report as the one page that is shown: rows of words, without colors or cells.

use super::{Found, Heard, Report, Slip};
use crate::domain::Says;

/// A row of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// What the rows below are.
    Heading(String),
    /// What was said: who, and the words.
    Said(String, String),
    /// What the file holds: the id, and the words.
    Holds(String, String),
    /// A sentence.
    Text(String),
    /// What belongs to the row above.
    Note(String),
    /// A rule to work on, with its number.
    Rule(usize, Says),
    /// Between two parts.
    Gap,
}

/// The page of a report: first what there is to learn, last what went well.
pub fn page(report: &Report) -> Vec<Row> {
    let all = report.lines.len();
    let right = report.right();
    let mut rows = vec![Row::Heading(format!("SCORE  {right} of {all}"))];
    rows.push(Row::Text(match (right, all) {
        (_, 0) => "Nothing was said yet that belongs in the file.".to_owned(),
        _ if right == all => "Everything that was said and matters is in the file.".to_owned(),
        _ => format!("{right} of {all} lines that matter are in the file as they should be."),
    }));
    let is_missed = report.lines.iter().any(|heard| heard.found.is_none());
    if is_missed && !report.others.is_empty() {
        let says = "Your own words may stand under ALSO IN THE FILE: count them, too.";
        rows.push(Row::Text(says.to_owned()));
    }
    let count = |count: usize| format!("{count} line{}", if count == 1 { "" } else { "s" });
    if report.left > 0 {
        rows.push(Row::Text(format!(
            "Not heard, as you moved on before: {}.",
            count(report.left)
        )));
    }
    if report.to_come > 0 {
        let to_come = count(report.to_come);
        rows.push(Row::Text(format!("Still to come: {to_come}.")));
    }
    rows.push(Row::Gap);
    rows.push(Row::Heading("WORK ON".to_owned()));
    let rules = report.rules.iter().enumerate();
    rows.extend(rules.map(|(n, says)| Row::Rule(n + 1, says.clone())));
    let missed = |heard: &&Heard| heard.found.is_none();
    let missed: Vec<&Heard> = report.lines.iter().filter(missed).collect();
    part(&mut rows, "MISSED", missed.len());
    for heard in missed {
        rows.push(Row::Holds(heard.by.clone(), heard.says.clone()));
        rows.push(Row::Note(format!("Expected: {}.", heard.item.words())));
    }
    if is_missed && !report.others.is_empty() {
        part(&mut rows, "ALSO IN THE FILE", report.others.len());
        let says = "If one of these is a missed line in your own words, count it.";
        rows.push(Row::Text(says.to_owned()));
        let others = report.others.iter().cloned();
        rows.extend(others.map(|(id, text)| Row::Holds(id, text)));
    }
    let slipped = with_slips(report, true);
    part(&mut rows, "IN THE WRONG PLACE", slipped.len());
    for (heard, found) in slipped {
        rows.push(said(heard));
        rows.push(holds(found));
        let slips = found.slips.iter();
        rows.extend(slips.map(|slip| Row::Text(sentence(heard, found, slip))));
    }
    part(&mut rows, "NEVER ASKED", report.never_asked.len());
    if !report.never_asked.is_empty() {
        let names = report.never_asked.join(", ");
        rows.push(Row::Text(format!("No turn, no item, no task: {names}.")));
    }
    rows.push(Row::Gap);
    rows.push(Row::Heading("KEYS".to_owned()));
    let (used, budget) = report.keys;
    let than = if used > budget { "more" } else { "no more" };
    rows.push(Row::Text(format!(
        "{used} besides the words, {than} than the {budget} of a practiced facilitator."
    )));
    let well = with_slips(report, false);
    part(&mut rows, "IN THE FILE", well.len());
    for (heard, found) in well {
        rows.push(said(heard));
        rows.push(holds(found));
    }
    rows
}

/// The heading of a part, if there is anything in it.
fn part(rows: &mut Vec<Row>, heading: &str, count: usize) {
    if count > 0 {
        rows.push(Row::Gap);
        rows.push(Row::Heading(format!("{heading}  {count}")));
    }
}

/// The lines that are in the file, with or without something that is not right.
fn with_slips(report: &Report, slipped: bool) -> Vec<(&Heard, &Found)> {
    let found = report.lines.iter().filter_map(|heard| {
        let found = heard.found.as_ref()?;
        (found.slips.is_empty() != slipped).then_some((heard, found))
    });
    found.collect()
}

fn said(heard: &Heard) -> Row {
    Row::Said(heard.by.clone(), heard.says.clone())
}

fn holds(found: &Found) -> Row {
    Row::Holds(found.id.clone(), found.text.clone())
}

fn sentence(heard: &Heard, found: &Found, slip: &Slip) -> String {
    let id = &found.id;
    match slip {
        Slip::Is(item) => format!(
            "{id} is in the file as: {}. Expected: {}.",
            item.words(),
            heard.item.words()
        ),
        Slip::About(wanted, found) if found.is_empty() => {
            format!("{id} is about nothing. Expected: {wanted}.")
        }
        Slip::About(wanted, found) => format!("{id} is about {found}. Expected: {wanted}."),
        Slip::By(name) if name.is_empty() => {
            format!("{id} has no speaker. Expected: {}.", heard.by)
        }
        Slip::By(name) => format!("{id} has the speaker {name}. Expected: {}.", heard.by),
    }
}
