//! `github.sh`: a script for the shell that makes issues with `gh`, to be read and then run. Run again, it brings the
//! same issues up to date, and closes those of work that is done.
//!
//! Facts: `cli.github.com/manual`. Every text of the room is one quoted word, given behind `=` or through a pipe, so
//! that it can be neither an option nor a command. An issue is known by a line in its text that only this program
//! writes.

use std::collections::BTreeSet;

use super::phrase;
use super::ticket::body::Paper;
use super::ticket::{State, Ticket, tickets};
use super::view::View;
use super::{Kind, Shelf, Takes, one};
use crate::catalogue::{Tracker, Urgency};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "github",
    file: "github.sh",
    describes: "script that creates GitHub issues",
    shelf: Shelf::Backlog,
    write: |view| one(&KIND, render(view)),
    takes: Takes::Tickets(PAPER, tickets),
};

/// GitHub takes texts of 65,536 characters.
const PAPER: Paper = Paper::markdown(65_536);

/// How many issues a search finds at most.
const MOST_FOUND: usize = 1_000;

/// What every script does before its tickets.
const BEGINS: &str = r#"#!/bin/sh
# Creates GitHub issues for the open work in a threat model. Read it, then run it in a clone of the repository.
# Run it again to update the same issues and to close those of finished work.
# It needs gh, signed in: https://cli.github.com
set -eu

session=SESSION

# One line for each of our issues: its ticket and its number. The search is minutes late, so the newest issues are
# checked as well.
ours='.[] | .number as $n | (.body // "") | scan("(?m)^- \\*\\*Ticket:\\*\\* ('"$session"'-[A-Z][0-9]+(?:-[0-9a-f]{7})?)[ \\r]*$")
    | .[0] + " " + ($n | tostring)'
known=$(
    gh issue list --state all --limit 1000 --search "$session in:body" --json number,body --jq "$ours" &&
        gh issue list --state all --limit NEWEST --json number,body --jq "$ours"
)

# number TICKET: the number of its issue, or nothing.
number() {
    printf '%s\n' "$known" | while read -r ticket issue; do
        if [ "$ticket" = "$1" ]; then
            printf '%s\n' "$issue"
            break
        fi
    done
}

# label NAME: creates it, unless it exists.
label() {
    gh label create "$1" >/dev/null 2>&1 || true
}

# work TICKET TITLE TEXT LABELS OTHERS KEY: the issue of open work. OTHERS are labels that it may have had. KEY is its
# ticket elsewhere: then no issue is created.
work() {
    issue=$(number "$1")
    if [ -n "$issue" ]; then
        printf 'Updates #%s: %s %s\n' "$issue" "$1" "$2"
        printf '%s\n' "$3" | gh issue edit "$issue" --title="$2" --body-file=- --add-label="$4" --remove-label="$5"
    elif [ -n "$6" ]; then
        printf 'Skips %s, already tracked as %s: %s\n' "$1" "$6" "$2"
    else
        printf 'Creates issue: %s %s\n' "$1" "$2"
        printf '%s\n' "$3" | gh issue create --title="$2" --body-file=- --label="$4"
    fi
}

# closed TICKET REASON: closes its issue, if there is one.
closed() {
    issue=$(number "$1")
    if [ -n "$issue" ]; then
        printf 'Closes #%s, %s: %s\n' "$issue" "$2" "$1"
        gh issue close "$issue" --reason="$2"
    fi
}
"#;

/// The whole file.
fn render(view: &View) -> String {
    let tracker = view.trackers.get("github");
    let all = tickets(view);
    let (open, closed): (Vec<_>, Vec<_>) = all.iter().partition(|ticket| ticket.is_open());
    let session = view.session.ticket_prefix();
    // A search would miss some of this many, and a second run would make those again: then all issues are looked
    // through.
    let ever = view.session.actions.len() + view.session.mitigations.len();
    let newest = if ever < MOST_FOUND { "100" } else { "1000000" };
    let mut out = BEGINS
        .replacen("SESSION", &session, 1)
        .replacen("NEWEST", newest, 1);
    if !open.is_empty() {
        out.push('\n');
        let mut labels: BTreeSet<&str> = urgencies(&tracker).collect();
        labels.extend(open.iter().flat_map(|ticket| ticket.labels(&tracker)));
        for label in labels {
            out.push_str(&format!("label {}\n", quoted(label)));
        }
    }
    for ticket in open {
        out.push('\n');
        out.push_str(&work(view, ticket, &tracker));
    }
    if !closed.is_empty() {
        out.push('\n');
    }
    for ticket in closed {
        let reason = match ticket.state {
            State::Dropped => "'not planned'",
            State::Open | State::Done => "completed",
        };
        out.push_str(&format!("closed {} {reason}\n", ticket.name));
    }
    out
}

/// The words for how urgent something is.
fn urgencies(tracker: &Tracker) -> impl Iterator<Item = &str> {
    let words = Urgency::ALL.into_iter().map(|it| tracker.priority(it));
    words.filter(|word| !word.is_empty())
}

fn work(view: &View, ticket: &Ticket, tracker: &Tracker) -> String {
    let title = ticket.title();
    let text = PAPER.says(view, ticket);
    let labels = ticket.labels(tracker);
    let mut others: Vec<&str> = urgencies(tracker).collect();
    others.retain(|other| !labels.contains(other));
    format!(
        "work {} {} \\\n{} \\\n{} \\\n{} {}\n",
        ticket.name,
        quoted(phrase::stem(&title)),
        quoted(text.trim_end()),
        quoted(&labels.join(",")),
        quoted(&others.join(",")),
        quoted(ticket.key.unwrap_or_default()),
    )
}

/// One word for the shell, whatever it holds. Only a zero byte cannot be in one, and no text has any.
fn quoted(word: &str) -> String {
    shlex::try_quote(word).map_or_else(|_| "''".to_owned(), |word| word.into_owned())
}
