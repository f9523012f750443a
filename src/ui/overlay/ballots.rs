//! One look at pasted ballots before they are counted: how many, and whose need a word. Never what they say.

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
    let votes = ballots.ballots.iter().map(|b| b.votes.len()).sum();
    let mut says = vec![
        several(ballots.ballots.len(), "ballot"),
        several(votes, "vote"),
    ];
    if ballots.not_understood > 0 {
        let lines = several(ballots.not_understood, "line");
        says.push(format!("{lines} not understood"));
    }
    says.join(", ")
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
    say("", styles.text());
    say("Enter counts them and shows the result.", styles.text());
    let height = u16::try_from(out.len()).unwrap_or(u16::MAX);
    let inner = boxed("BALLOTS", (width, height), styles, body, buf);
    frame::put_lines(buf, inner, out);
}
