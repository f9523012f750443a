//! `summary.md`: a short page for someone who was not in the meeting, cut for its audience.
//!
//! What an audience needs first comes first, then the rest in short: the same facts for all, in an order that is data
//! (`cuts`). What is still open stands near the top for each of them. A section without content is left out. Who said what stays in the session file;
//! named are only those who decided, own something or were there. Hands are shown as a mean, as the lowest hand is a
//! person.

pub(super) mod brief;
mod cuts;
pub(super) mod gaps;
pub(super) mod in_short;
pub(super) mod mitigations;
mod over_time;
pub(super) mod rest;
mod section;
pub(super) mod surface;
pub(super) mod threat;
mod threats;
mod work;
pub(super) mod worth;

use super::actions::title;
use super::markdown::escape;
use super::phrase;
use super::view::View;
use super::{Audience, File, Kind, Shelf, Takes};
use crate::domain::SessionKind;

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "summary",
    file: "summary.md",
    describes: "one-page summary, by audience",
    shelf: Shelf::People,
    write: |view| {
        vec![File {
            name: match view.audience {
                Audience::Everyone => KIND.file.to_owned(),
                // Beside the page for everyone, and not in its place.
                audience => format!("summary-{}.md", audience.name()),
            },
            contents: render(view),
        }]
    },
    takes: Takes::Everything,
};

/// The heading of what is not part of the page.
const APPENDIX: &str = "\n# Appendix\n";

/// The whole file.
fn render(view: &View) -> String {
    let cut = cuts::of(view.audience);
    let page = sections(view, cut, cut.sections);
    let mut out = format!("# {}\n\n{}\n", title(&view.session.title), head(view));
    if let Some(from) = copied_from(view) {
        out.extend(["\n", &from, "\n"]);
    }
    out.push_str(&page);
    let appendix = sections(view, cut, cut.appendix);
    if !appendix.is_empty() {
        out.extend([APPENDIX, &appendix]);
    }
    out
}

/// The sections that have something to say, below their headings.
fn sections(view: &View, cut: &cuts::Cut, all: &[(&str, section::Section)]) -> String {
    let mut out = String::new();
    for (heading, section) in all {
        let lines = section.lines(view, cut);
        if !lines.is_empty() {
            out.extend(["\n## ", heading, "\n\n", &lines.join("\n"), "\n"]);
        }
    }
    out
}

/// The session that this one began as a copy of, and how much is still as it was there.
fn copied_from(view: &View) -> Option<String> {
    let from = view.session.copied_from.as_ref()?;
    let mut says = format!(
        "Copied from {} on {}.",
        escape(&from.title),
        phrase::date(from.on)
    );
    let left = view.session.threats.iter().filter(|t| t.copied).count();
    match from.threats {
        0 => {}
        1 if left == 0 => says.push_str(" The copied threat was looked at again."),
        1 => says.push_str(" The copied threat is unchanged."),
        of => says.push_str(&format!(" {left} of {of} copied threats are unchanged.")),
    }
    Some(says)
}

/// `Threat-modeling session, 9 May 2026, 84 minutes, 8 people`.
pub(super) fn head(view: &View) -> String {
    let cut = cuts::of(view.audience);
    let session = view.session;
    let mut parts = vec![
        match (session.kind, cut.plain) {
            (SessionKind::Meeting, false) => "Threat-modeling session",
            (SessionKind::Meeting, true) => "Threat-modeling session",
            (SessionKind::OneThreat, false) => "Single-threat review",
            (SessionKind::OneThreat, true) => "Single-risk review",
            (SessionKind::Whiteboard, _) => "Whiteboard session",
        }
        .to_owned(),
    ];
    if let Some(started) = session.started() {
        parts.push(phrase::date(started.date_naive()));
    }
    if let (Some(first), [_, _, ..]) = (session.sittings.first(), session.sittings.as_slice()) {
        parts.push(format!(
            "meeting {}, first held {}",
            session.sittings.len(),
            phrase::date(first.started.date_naive())
        ));
    }
    if let Ok(minutes @ 1..) = usize::try_from(view.tally.minutes) {
        parts.push(phrase::count(minutes, "minute"));
    }
    match session.participants.iter().filter(|p| !p.absent).count() {
        0 => {}
        1 => parts.push("1 person".to_owned()),
        n => parts.push(format!("{n} people")),
    }
    parts.join(", ")
}
