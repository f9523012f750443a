//! One look at pasted ballots before they are counted: how many, whose need a word, and what was not understood, in its
//! own words. Never what the others say.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::{boxed, comfortable};
use crate::parse::votes::Ballots;
use crate::theme::Styles;
use crate::ui::{frame, wrap};

/// `8 ballots, 32 votes, 1 line not understood`.
pub(crate) fn counted(ballots: &Ballots) -> String {
    let several = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let votes = ballots.ballots.iter().map(crate::domain::Ballot::len).sum();
    let mut says = vec![
        several(ballots.ballots.len(), "ballot"),
        several(votes, "vote"),
    ];
    let lines = ballots.not_understood.len() + ballots.beyond;
    if lines > 0 {
        let lines = several(lines, "line");
        says.push(format!("{lines} not understood"));
    }
    says.join(", ")
}

/// So many lines that were not understood are shown with their words.
const SHOWN: usize = 6;

/// The lines that were not understood, in their own words, and how to put them right.
pub(crate) fn unread(ballots: &Ballots) -> Vec<String> {
    let mut says: Vec<String> = ballots.not_understood.iter().take(SHOWN).cloned().collect();
    let more = (ballots.not_understood.len() + ballots.beyond).saturating_sub(says.len());
    if more > 0 {
        says.push(format!("and {more} more"));
    }
    says
}

pub(super) fn draw(ballots: &Ballots, styles: &Styles, body: Rect, buf: &mut Buffer) {
    let width = comfortable(body, 72);
    let room = usize::from(width);
    let mut out: Vec<Line<'_>> = Vec::new();
    let mut say = |says: &str, style| {
        let wrapped = wrap::wrap(says, room).into_iter();
        out.extend(wrapped.map(|line| Line::styled(line, style)));
    };
    say(&counted(ballots), styles.strong());
    for note in &ballots.notes {
        say(&format!("! {note}"), styles.attention());
    }
    let unread = unread(ballots);
    if !unread.is_empty() {
        say("", styles.text());
        say("Not understood:", styles.heading());
    }
    for line in &unread {
        say(&format!("  {line}"), styles.text());
    }
    if !unread.is_empty() {
        say(
            "Correct them and paste again: they are added.",
            styles.text(),
        );
    }
    say("", styles.text());
    say("Enter counts them and shows the result.", styles.text());
    let height = u16::try_from(out.len()).unwrap_or(u16::MAX);
    let inner = boxed("BALLOTS", (width, height), styles, body, buf);
    frame::put_lines(buf, inner, out);
}
