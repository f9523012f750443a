//! `minutes.md`: what was recorded, by time, meeting by meeting and question by question, from the items' own times.
//!
//! No one is quoted: who said something stays in the session file. Named are only those who own or decided something.

mod entries;

use super::actions::title;
use super::markdown::escape;
use super::phrase;
use super::summary::rest;
use super::view::View;
use super::{Kind, Shelf, Takes, one};
use crate::check::over_time::by_level;
use crate::domain::{Foreseen, FourQuestion, Sitting, Stamp, mean_tenths};
use entries::{Entry, entries};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "minutes",
    file: "minutes.md",
    describes: "what was recorded, by time",
    shelf: Shelf::People,
    write: |view| one(&KIND, render(view)),
    takes: Takes::Everything,
};

/// The whole file.
fn render(view: &View) -> String {
    let session = view.session;
    let mut out = format!("# Minutes: {}\n", title(&session.title));
    let people = rest::people(view);
    if !people.is_empty() {
        out.extend(["\n## Participants\n\n", &people.join("\n"), "\n"]);
    }
    let entries = entries(view);
    let mut left = entries.as_slice();
    for (place, sitting) in session.sittings.iter().enumerate() {
        // What was written between two meetings belongs to the one before.
        let next = session.sittings.get(place + 1).map(|next| next.started);
        let here = left
            .iter()
            .position(|entry| next.is_some_and(|next| entry.at >= next))
            .unwrap_or(left.len());
        let (mine, later) = left.split_at(here);
        left = later;
        out.extend(["\n## ", &heading(sitting, place, view), "\n"]);
        out.push_str(&came_back(sitting));
        let after = mine
            .iter()
            .position(|entry| sitting.ended.is_some_and(|ended| entry.at > ended))
            .unwrap_or(mine.len());
        let (during, after) = mine.split_at(after);
        let raised = raised(sitting, next.is_none(), view);
        for question in FourQuestion::ALL {
            let lines = during.iter().filter(|entry| entry.during == question);
            let mut lines: Vec<String> = lines.map(|e| line(e, sitting.started)).collect();
            if question == FourQuestion::GoWrong && next.is_none() {
                let looked = super::coverage::sentences(view).into_iter();
                lines.extend(looked.map(|says| format!("- {says}\n")));
            }
            if question == FourQuestion::GoodEnough {
                lines.extend_from_slice(&raised);
            }
            section(&mut out, question.sentence(), &lines);
        }
        let after: Vec<String> = after.iter().map(|e| line(e, sitting.started)).collect();
        section(&mut out, "After the meeting", &after);
        if mine.is_empty() && raised.is_empty() {
            out.push_str("\nNothing was recorded.\n");
        }
    }
    section(&mut out, "What is left", &minuted(super::left::lines(view)));
    let again = session.looks_again(view.today).into_iter();
    let again: Vec<String> = again
        .map(|look| {
            let why = super::markdown::escape(&look.reason());
            format!("- **{}** {}\n", look.of, phrase::sentence(&why))
        })
        .collect();
    section(&mut out, "To look at again", &again);
    out
}

/// Lines, each with its end.
fn minuted(lines: Vec<String>) -> Vec<String> {
    lines.into_iter().map(|line| format!("{line}\n")).collect()
}

/// `Meeting 2, 12 Aug 2026, 10:00 to 11:24`.
fn heading(sitting: &Sitting, place: usize, view: &View) -> String {
    let mut parts = Vec::new();
    if view.session.sittings.len() > 1 {
        parts.push(format!("Meeting {}", place + 1));
    }
    parts.push(phrase::date(sitting.started.date_naive()));
    let from = clock(sitting.started);
    parts.push(match sitting.ended {
        Some(ended) if ended.date_naive() == sitting.started.date_naive() => {
            format!("{from} to {}", clock(ended))
        }
        _ => format!("from {from}"),
    });
    parts.join(", ")
}

/// Why the team came back, and whether what happened was on the list.
fn came_back(sitting: &Sitting) -> String {
    let mut says = Vec::new();
    if let Some(why) = sitting.why {
        says.push(format!("Reason for this meeting: {}.", why.words()));
    }
    if !sitting.incident.is_empty() {
        let what = escape(&sitting.incident);
        says.push(format!("Incident: {}", phrase::sentence(&what)));
    }
    says.extend(sitting.foreseen.map(|foreseen| match foreseen {
        Foreseen::No => "It was not on the list.".to_owned(),
        Foreseen::As(threat) => format!("It was on the list: {threat}."),
    }));
    if says.is_empty() {
        String::new()
    } else {
        format!("\n{}\n", says.join(" "))
    }
}

/// What the room said of its own work with its hands, and when it comes again. No one kept the time of these.
fn raised(sitting: &Sitting, is_last: bool, view: &View) -> Vec<String> {
    let session = view.session;
    // The last meeting's hands may be kept beside it.
    let (confidence, time) = if is_last {
        (session.confidence(), session.time_well_spent())
    } else {
        (
            sitting.confidence.as_slice(),
            sitting.time_well_spent.as_slice(),
        )
    };
    let mean = |what: &str, hands: &[u8]| {
        let people = match hands.len() {
            1 => "1 person".to_owned(),
            n => format!("{n} people"),
        };
        mean_tenths(hands).map(|mean| format!("{what}: {} of 5 ({people}).", phrase::tenths(mean)))
    };
    let review = session.revisit.filter(|_| is_last);
    let left = sitting.risk.as_deref().map(|risk| {
        let left = risk.left.iter();
        let left = left.map(|left| (left.level.as_str(), left.threats.len()));
        format!("Risk left at the end: {}.", escape(&by_level(left)))
    });
    let clarity = sitting.clarity.iter();
    let clarity = clarity.map(|c| mean(&format!("{} understood", c.threat), &c.hands));
    let clarity: Vec<Option<String>> = clarity.collect();
    [
        left,
        mean("Confidence that this is good enough to act on", confidence),
        mean("Time well spent", time),
        review.map(|on| format!("Next review on {}.", phrase::date(on))),
    ]
    .into_iter()
    .chain(clarity)
    .flatten()
    .map(|says| format!("- {says}\n"))
    .collect()
}

fn section(out: &mut String, heading: &str, lines: &[String]) {
    if !lines.is_empty() {
        out.extend(["\n### ", heading, "\n\n", &lines.concat()]);
    }
}

/// An entry with its time; with its day too, unless the meeting began on it.
fn line(entry: &Entry, began: Stamp) -> String {
    let mut when = clock(entry.at);
    if entry.at.date_naive() != began.date_naive() {
        when = format!("{}, {when}", phrase::date(entry.at.date_naive()));
    }
    format!("- {when} {}\n", entry.says)
}

/// As on the clock in the room: `10:42`.
fn clock(at: Stamp) -> String {
    at.format("%H:%M").to_string()
}
