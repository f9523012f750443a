//! Without money: which parts of the system carry most of the threats that are at the line. Levels are never added up.

use std::collections::BTreeMap;

use super::{Line, Page, bar, percent};
use crate::check::left::inherent;
use crate::check::sentence::count;
use crate::domain::{Place, Session, ThreatId};
use crate::risk::{Conventions, Model, pareto_by_count};

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
    let says = "Threats rated at the line or above are counted for each element and flow that they are on; one on two parts \
                counts once in all. Levels are never added up.";
    lines.push(Line::Item(says.to_owned()));
    Page { lines, how }
}

/// Which parts carry most of the threats at the line, in words and bars.
pub(super) fn carry(session: &Session, conventions: &Conventions) -> Vec<Line> {
    let model = Model::of(session, conventions);
    let line = model.line();
    let mut at: BTreeMap<String, Vec<ThreatId>> = BTreeMap::new();
    for (id, level) in inherent(&model) {
        if level < line {
            continue;
        }
        let places = session.threat(id).map(|threat| threat.places.as_slice());
        for place in places.unwrap_or_default() {
            if !matches!(place, Place::Whole) {
                at.entry(session.place_words(*place)).or_default().push(id);
            }
        }
    }
    let parts: Vec<(String, Vec<ThreatId>)> = at.into_iter().collect();
    let found = pareto_by_count(&parts, conventions.pareto_percent);
    if found.of == 0 {
        return Vec::new();
    }
    let word = model.scale().word(line);
    let share = |some: usize| {
        let number = |n: usize| u32::try_from(n).map_or(f64::INFINITY, f64::from);
        number(some) / number(found.of)
    };
    let rows = found.parts.iter();
    let rows = rows.map(|(name, n)| vec![name.clone(), count(*n, "threat"), bar(share(*n))]);
    let carry = match found.parts.len() {
        1 => "1 part carries".to_owned(),
        n => format!("{n} parts carry"),
    };
    vec![
        Line::Heading("What carries most of it, by count".to_owned()),
        Line::Text(format!(
            "{carry} {} of {} at {word} or above on the map: {}.",
            found.threats,
            count(found.of, "threat"),
            percent(share(found.threats)),
        )),
        Line::Table(false, rows.collect()),
    ]
}
