//! The vote while it is counted: one threat at a time, large, above the list of all by their numbers, and a star for each
//! that is counted. No count is drawn anywhere, so that no one follows the first hands.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::{Line, Span};

use super::{beyond, columns, frame, list, wrap};
use crate::app::voting::Counting;
use crate::domain::Candidate;
use crate::theme::Styles;

/// Cells to the left of the threat.
const INDENT: usize = 3;
/// Longer lines are hard to follow on a shared screen.
const LONGEST: usize = 80;

/// The keys while it is counted, for the last row.
pub(super) const KEYS: &[(&str, &str)] = &[
    ("0-9", "votes"),
    ("Space", "after 10 or more"),
    ("Backspace", "undo last"),
    ("Enter", "show all"),
    ("Esc", "discard"),
];

/// What the facilitator says, on the status line.
pub(crate) fn prompt(goes_on: bool) -> &'static str {
    if goes_on {
        "Hands up for this one. Results stay hidden until the end."
    } else {
        "All votes are in."
    }
}

/// `4 votes each, may be stacked`.
pub(super) fn each(counting: &Counting<'_>) -> String {
    let n = counting.per_person;
    let votes = if n == 1 { "vote" } else { "votes" };
    let one = counting.words.0;
    format!("{n} {votes} each; several on one {one} allowed")
}

/// Draws the threat whose hands are counted now, in the place of the screen's body.
pub(super) fn body(counting: &Counting<'_>, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let row = |y: u16| {
        Rect {
            y,
            height: 1,
            ..area
        }
        .intersection(area)
    };
    let all = counting.candidates.len();
    let counted = counting.counted();
    let place = match counting.now() {
        Some(_) => format!("{} of {all} ", counted + 1),
        None => format!("all {all} "),
    };
    let says = format!("   {}", each(counting));
    let fits = wrap::width(&says) + wrap::width(&place) + 6 <= usize::from(area.width);
    let says = if fits { says } else { String::new() };
    frame::put_both(
        buf,
        row(area.y),
        vec![
            Span::styled(" VOTE", styles.heading()),
            Span::styled(says, styles.text()),
        ],
        vec![Span::styled(place, styles.strong())],
    );
    let width = usize::from(area.width)
        .saturating_sub(INDENT * 2)
        .min(LONGEST);
    let mut lines: Vec<Vec<Span<'_>>> = vec![Vec::new(), Vec::new()];
    let mut say = |says: &str, style| {
        let wrapped = wrap::wrap(says, width).into_iter();
        lines.extend(wrapped.map(|line| vec![Span::styled(line, style)]));
        lines.push(Vec::new());
    };
    if let Some(now) = counting.now() {
        say(&now.label(), styles.focus());
        say(&now.words.to_uppercase(), styles.strong());
        say("How many hands?", styles.text());
        if let Some((done, of)) = counting.finished {
            let says = format!("Ballots: finished {done} of {of}. Press Enter to show the votes.");
            say(&says, styles.strong());
        }
    } else {
        say(
            &format!("All {all} are counted. Press Enter to show the votes."),
            styles.strong(),
        );
    }
    if counted == 0 && counting.finished.is_none() {
        say("", styles.text());
        let says = "Or paste ballots from the chat, one line per person: Ana: 1 4 4 9";
        say(says, styles.muted());
    }
    let free = usize::from(area.height).saturating_sub(1);
    // Half of the rows are for the list, so that who votes from far away finds the other numbers.
    let room = free - (all + 1).min(free / 2);
    // Blank lines go first, from the bottom up.
    while lines.len() > room
        && let Some(blank) = lines
            .iter()
            .rposition(|line| line.iter().all(|span| span.content.trim().is_empty()))
    {
        lines.remove(blank);
    }
    let used = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    for (mut spans, y) in lines
        .into_iter()
        .zip(area.y.saturating_add(1)..area.bottom())
    {
        spans.insert(0, Span::raw(" ".repeat(INDENT)));
        frame::put(buf, row(y), spans);
    }
    let top = area.y.saturating_add(1).saturating_add(used);
    let below = Rect {
        y: top,
        height: area.bottom().saturating_sub(top),
        ..area
    };
    numbered(counting, styles, below, buf);
}

/// All by number, around the one whose hands are counted now. No one follows the others' hands by it.
pub(super) fn numbered(counting: &Counting<'_>, styles: &Styles, area: Rect, buf: &mut Buffer) {
    let [head, rows] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(area);
    let all = &counting.candidates;
    // The name of a heap is its words.
    let label = |it: &Candidate<'_>| {
        if it.is_heap() {
            String::new()
        } else {
            it.label()
        }
    };
    let labels = all.iter().map(|it| label(it).len()).max();
    let labels = labels.unwrap_or_default();
    let room = usize::from(area.width).saturating_sub(INDENT + labels + 2);
    let at = counting.counted().min(all.len().saturating_sub(1));
    let drawn = list::draw(buf, rows, all.len(), Some(at), |place| {
        let Some(it) = all.get(place) else {
            return Vec::new();
        };
        let here = place == counting.counted();
        let style = if here {
            styles.selected()
        } else {
            styles.text()
        };
        let words = if it.is_heap() {
            it.in_full()
        } else {
            it.words.to_string()
        };
        let words = wrap::shorten(&words, room);
        vec![Line::from(vec![
            columns::margin(here, styles),
            Span::styled(format!("{:<labels$} {words}", label(it)), style),
        ])]
    });
    let left = beyond::of(&drawn, all.len());
    let heading = vec![
        Span::styled(
            format!(" ALL {}  ", counting.words.1.to_uppercase()),
            styles.heading(),
        ),
        Span::styled(left, styles.muted()),
    ];
    if !rows.is_empty() {
        frame::put(buf, head, heading);
    }
}

/// Draws the bar: a star for each threat that is counted.
pub(super) fn bar(counting: &Counting<'_>, styles: &Styles, row: Rect, frame: &mut Frame) {
    let prompt = " vote> ";
    let stars = "*".repeat(counting.counted());
    let room = usize::from(row.width).saturating_sub(wrap::width(prompt) + 1);
    let (shown, caret) = super::bar::window(&stars, stars.len(), room);
    let free = room.saturating_sub(wrap::width(&shown));
    let hint = [
        format!("  {}   Enter shows the votes ", each(counting)),
        format!("  {} ", each(counting)),
    ]
    .into_iter()
    .find(|hint| wrap::width(hint) <= free)
    .unwrap_or_default();
    frame::put_both(
        frame.buffer_mut(),
        row,
        vec![
            Span::styled(prompt, styles.focus()),
            Span::styled(shown, styles.text()),
        ],
        vec![Span::styled(hint, styles.muted())],
    );
    let x = row
        .x
        .saturating_add(u16::try_from(wrap::width(prompt) + caret).unwrap_or(u16::MAX));
    frame.set_cursor_position(Position::new(x.min(row.right().saturating_sub(1)), row.y));
}
