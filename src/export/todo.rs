//! `todo.txt`: todo.txt, one line per task, in the format of the same name.
//!
//! Facts: `github.com/todotxt/todo.txt`. Priority, day of capture, words, threats and owner, `+project`, `@context`, `due:` and our id. Words
//! of the room that would be a project, a context or a `key:value` get a quote or a blank, so that they are words again.
//! What was dropped is left out: the format knows only to do and done.

use super::phrase;
use super::ticket::{State, Ticket, tickets};
use super::view::View;
use super::{Kind, Shelf, Takes, one};
use crate::catalogue::Tracker;

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "todo",
    file: "todo.txt",
    describes: "todo.txt, one line per task",
    shelf: Shelf::Backlog,
    write: |view| match render(view) {
        // The format has no place to say that there are none.
        none if none.is_empty() => Vec::new(),
        tasks => one(&KIND, tasks),
    },
    takes: Takes::Everything,
};

/// The whole file.
fn render(view: &View) -> String {
    let tracker = view.trackers.get("todo");
    let mut out = String::new();
    for ticket in tickets(view) {
        if ticket.state != State::Dropped {
            out.extend([&line(view, &ticket, &tracker), "\n"]);
        }
    }
    out
}

fn line(view: &View, ticket: &Ticket, tracker: &Tracker) -> String {
    let priority = tracker.priority(ticket.severity.into());
    let done = ticket.state == State::Done;
    let mut parts = Vec::new();
    if done {
        parts.push(format!("x {}", ticket.touched.date_naive()));
    } else if !priority.is_empty() {
        parts.push(format!("({priority})"));
    }
    parts.push(ticket.at.date_naive().to_string());
    parts.push(words(phrase::stem(&ticket.title())));
    for threat in &ticket.threats {
        parts.push(format!(
            "for {} {}",
            threat.id,
            words(phrase::stem(&threat.text))
        ));
    }
    if let Some(who) = view.label(ticket.owner) {
        parts.push(format!("by {}", words(who)));
    }
    parts.extend(tracker.labels().map(|label| format!("+{}", tag(label))));
    parts.push(format!("@{}", tag(tracker.kind(ticket.work))));
    if let Some(due) = ticket.due {
        parts.push(format!("due:{due}"));
    }
    // The format's own advice for a priority that would be lost with the x.
    if done && !priority.is_empty() {
        parts.push(format!("pri:{priority}"));
    }
    parts.push(format!("id:{}", ticket.name));
    parts.join(" ")
}

/// A word that can be a tag.
fn tag(word: &str) -> String {
    word.replace(|c: char| !c.is_alphanumeric() && c != '-' && c != '_', "-")
}

/// The words of the room as words only.
fn words(raw: &str) -> String {
    let apart: Vec<String> = raw.split_whitespace().map(apart).collect();
    let mut safe: Vec<String> = Vec::new();
    for word in apart.iter().flat_map(|word| word.split(' ')) {
        // A day at the start would be the day of capture; the others would be tags.
        let is_day = safe.is_empty() && word.contains('-') && word.starts_with(char::is_numeric);
        let is_tag = word.starts_with(['+', '@', '#']);
        safe.push(match word.strip_suffix(':') {
            _ if !is_day && !is_tag => word.to_owned(),
            // With the quote behind the colon, the two would be a key and its value.
            Some(bare) => format!("\"{bare}\":"),
            None => format!("\"{word}\""),
        });
    }
    safe.join(" ")
}

/// The word with a blank behind each colon that would make a key of what stands before it. Times of day and addresses of
/// pages stay whole: no program takes them for a key that it knows.
fn apart(word: &str) -> String {
    let address = word.split_once("://").is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.bytes().all(|c| c.is_ascii_alphabetic())
    });
    let time = word.chars().all(|c| c.is_ascii_digit() || c == ':');
    if address || time {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len() + 4);
    let mut letters = word.chars().peekable();
    while let Some(c) = letters.next() {
        out.push(c);
        if c == ':' && letters.peek().is_some() {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_of_the_room_are_no_tags() {
        for (said, written) in [
            ("Ask partner at 10:42", "Ask partner at 10:42"),
            ("see https://x.example/a", "see https://x.example/a"),
            ("due:2020-01-01 id:TB-1", "due: 2020-01-01 id: TB-1"),
            ("tell @team +now #1", "tell \"@team\" \"+now\" \"#1\""),
            ("2026-01-01 begins", "\"2026-01-01\" begins"),
            ("a::b c:", "a: : b c:"),
            (":@team", ": \"@team\""),
            ("@: @you: x", "\"@\": \"@you\": x"),
        ] {
            assert_eq!(words(said), written);
        }
    }
}
