//! How risk went from meeting to meeting, in words: what fell, what rose, what came, and how many threats were at the line
//! or above it each time.

use crate::domain::{Stamp, ThreatId};
use crate::risk::{Compared, OverTime};

/// How many ids a list of those that moved has room for.
const NAMED: usize = 4;
/// How many meetings a line has room for.
const MEETINGS: usize = 4;

/// `Since 9 May 2026: 2 fell (T1, T4), 1 new (T9).` `None` where now is compared with nothing.
pub fn moved(over: &OverTime) -> Option<String> {
    let since = over.since.as_ref()?;
    let on = date(since.ended);
    let Some(moved) = &since.moved else {
        return Some(format!(
            "The scale changed since {on}, so what moved is not known."
        ));
    };
    let parts = parts(moved);
    Some(match parts.as_slice() {
        [] => format!("Since {on} nothing moved."),
        parts => format!("Since {on}: {}.", parts.join(", ")),
    })
}

/// `2 fell (T1, T4)`, `1 new (T9)`: each way in which threats moved, if any did.
fn parts(moved: &Compared) -> Vec<String> {
    let ways = [
        ("fell", &moved.fell),
        ("rose", &moved.rose),
        ("new", &moved.new),
        ("gone", &moved.gone),
    ];
    let moved = ways.into_iter().filter(|(_, ids)| !ids.is_empty());
    moved
        .map(|(word, ids)| format!("{} {word} ({})", ids.len(), named(ids)))
        .collect()
}

/// `T1, T4`; of many, the first and how many more.
fn named(ids: &[ThreatId]) -> String {
    let left = ids.len().saturating_sub(NAMED);
    // To count a single one takes as much room as to name it.
    let shown = if left > 1 { NAMED } else { ids.len() };
    let mut names: Vec<String> = ids.iter().take(shown).map(ToString::to_string).collect();
    if shown < ids.len() {
        names.push(format!("{left} more"));
    }
    names.join(", ")
}

/// `high or above`; only `critical` where nothing is above it.
pub fn line(over: &OverTime) -> String {
    let word = over.levels.get(over.line).map_or("", |word| word.as_str());
    if over.line + 1 < over.levels.len() {
        format!("{word} or above")
    } else {
        word.to_owned()
    }
}

/// `High or above at the last 2 meetings: 7, 5; now 3.` `None` where no meeting is on the scale of today.
pub fn counted(over: &OverTime) -> Option<String> {
    let (meetings, now) = over.at_line();
    if meetings.is_empty() {
        return None;
    }
    let shown = meetings
        .iter()
        .skip(meetings.len().saturating_sub(MEETINGS));
    let counts: Vec<String> = shown.map(|(_, count)| count.to_string()).collect();
    let when = match counts.len() {
        1 => "at the last meeting".to_owned(),
        n => format!("at the last {n} meetings"),
    };
    let line = capital(&line(over));
    Some(format!("{line} {when}: {}; now {now}.", counts.join(", ")))
}

/// Since when meetings are compared, where the scale changed once.
pub fn break_says(over: &OverTime) -> Option<String> {
    // Where now is compared with nothing because of it, that is said already.
    if over
        .since
        .as_ref()
        .is_some_and(|since| since.moved.is_none())
    {
        return None;
    }
    let after = over.broke_after()?;
    Some(format!(
        "The scale changed after {}: earlier meetings are not compared.",
        date(after)
    ))
}

/// Everything in sentences, for whoever has it read aloud: each meeting with its day.
pub fn sentences(over: &OverTime) -> Vec<String> {
    let (meetings, now) = over.at_line();
    let counted = (!meetings.is_empty()).then(|| {
        let shown = meetings
            .iter()
            .skip(meetings.len().saturating_sub(MEETINGS));
        let counts = shown.map(|(at, count)| format!("{count} on {}", date(*at)));
        let counts: Vec<String> = counts.collect();
        let line = capital(&line(over));
        format!("{line}: {}, {now} now.", counts.join(", "))
    });
    [moved(over), counted, break_says(over)]
        .into_iter()
        .flatten()
        .collect()
}

/// `2 critical, 1 high, 4 low`: the worst first.
pub fn by_level<'w>(levels: impl DoubleEndedIterator<Item = (&'w str, usize)>) -> String {
    let some = levels.rev().filter(|(_, count)| *count > 0);
    let some: Vec<String> = some
        .map(|(word, count)| format!("{count} {word}"))
        .collect();
    match some.as_slice() {
        [] => "nothing rated".to_owned(),
        some => some.join(", "),
    }
}

fn date(at: Stamp) -> String {
    at.format("%-d %b %Y").to_string()
}

/// The same with a capital.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
