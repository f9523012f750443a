//! Without money: which parts of the system carry most of the threats that are at the line. Levels are never added up.

use super::{Line, Page, bar, percent};
use crate::check::sentence::count;
use crate::domain::Session;
use crate::risk::{Conventions, Model, contributors};

/// Where no threat has numbers: what carries most by count, and how to get to money.
pub fn page(session: &Session, conventions: &Conventions) -> Page {
    let mut lines = vec![
        Line::Headline("No threat has both a frequency and a loss yet.".to_owned()),
        Line::Text(
            "Numbers are only for when somebody asks for money: nothing else needs them."
                .to_owned(),
        ),
    ];
    lines.extend(carry(session, conventions));
    let how = lines.len();
    lines.push(Line::Heading("How it came about".to_owned()));
    let says = "Threats that are still at the line or above are counted for each element and flow that they are on; one on two \
                parts counts once in all. Levels are never added up.";
    lines.push(Line::Item(says.to_owned()));
    Page { lines, how }
}

/// Which parts carry most of the threats at the line, in words and bars.
pub(super) fn carry(session: &Session, conventions: &Conventions) -> Vec<Line> {
    let model = Model::of(session, conventions);
    let found = contributors(session, &model, model.now());
    if found.of == 0 {
        return Vec::new();
    }
    let word = model.scale().word(model.line());
    let share = |some: usize| {
        let number = |n: usize| u32::try_from(n).map_or(f64::INFINITY, f64::from);
        number(some) / number(found.of)
    };
    let rows = found.parts.iter();
    let rows = rows.map(|((name, _), n)| vec![name.clone(), count(*n, "threat"), bar(share(*n))]);
    let carry = match found.parts.len() {
        1 => "1 part carries".to_owned(),
        n => format!("{n} parts carry"),
    };
    vec![
        Line::Heading("What carries most of it, by count".to_owned()),
        Line::Text(format!(
            "{carry} {} of {} left at {word} or above on the map: {}.",
            found.threats,
            count(found.of, "threat"),
            percent(share(found.threats)),
        )),
        Line::Table(false, rows.collect()),
    ]
}
