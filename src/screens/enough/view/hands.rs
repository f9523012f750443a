//! The hands of the room as signs: every hand in sight, no average.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::App;
use crate::app::action::Action as Verb;
use crate::check::Report;
use crate::domain::Session;
use crate::theme::Styles;
use crate::ui::wrap;

/// The check that says who should speak first.
const LOW_CONFIDENCE: &str = "Q62";

/// Where the words behind a poll's name begin.
const INDENT: usize = 18;

/// The heading of a step: in focus while the room is at it.
pub(super) fn heading(app: &App, step: usize, styles: &Styles) -> Style {
    if app.step() == step {
        styles.focus()
    } else {
        styles.text()
    }
}

/// Both polls: two lines each and a rule above where there is room, else a line each.
pub(super) fn lines(
    app: &App,
    session: &Session,
    report: &Report,
    styles: &Styles,
    area: Rect,
) -> Vec<Line<'static>> {
    let width = usize::from(area.width);
    let key = |verb| app.keys.key_for(app.screen, verb);
    let low = report
        .findings
        .iter()
        .find(|finding| finding.check == LOW_CONFIDENCE)
        .map(|finding| finding.says.as_str());
    let polls = [
        Poll {
            label: "CONFIDENCE",
            asks: "good enough to act on?",
            least: 0,
            hands: &session.confidence,
            key: key(Verb::Confidence),
            low,
            style: heading(app, 1, styles),
        },
        Poll {
            label: "TIME WELL SPENT",
            asks: "was it?",
            least: 1,
            hands: &session.time_well_spent,
            key: key(Verb::TimeWellSpent),
            low: None,
            style: heading(app, 2, styles),
        },
    ];
    if area.height < 18 || width < 72 {
        return polls.iter().map(|poll| poll.short(width, styles)).collect();
    }
    let rule = Line::from(Span::styled("─".repeat(width), styles.rule()));
    let polls = polls.iter().flat_map(|poll| poll.full(width, styles));
    std::iter::once(rule).chain(polls).collect()
}

/// One show of hands.
struct Poll<'a> {
    label: &'static str,
    asks: &'static str,
    least: u8,
    hands: &'a [u8],
    key: String,
    low: Option<&'a str>,
    style: Style,
}

impl Poll<'_> {
    fn head(&self) -> Span<'static> {
        Span::styled(wrap::pad(&format!(" {}", self.label), INDENT), self.style)
    }

    /// A `#` for each hand; from ten on, their number too.
    fn signs(&self, gap: &str) -> String {
        let of = |value: u8| match self.hands.iter().filter(|hand| **hand == value).count() {
            0 => ".".to_owned(),
            n if n < 10 => "#".repeat(n),
            n => format!("#########+ {n}"),
        };
        (self.least..=5)
            .map(|value| format!("{value} {}", of(value)))
            .collect::<Vec<_>>()
            .join(gap)
    }

    fn short(&self, width: usize, styles: &Styles) -> Line<'static> {
        let (says, style) = if self.hands.is_empty() {
            (format!("not asked yet: {}", self.key), styles.muted())
        } else {
            (self.signs("  "), styles.text())
        };
        let says = wrap::shorten(&says, width.saturating_sub(INDENT + 1));
        Line::from(vec![self.head(), Span::styled(says, style)])
    }

    fn full(&self, width: usize, styles: &Styles) -> Vec<Line<'static>> {
        let head = self.head();
        let room = width.saturating_sub(INDENT + 1);
        if self.hands.is_empty() {
            let says = format!(
                "not asked yet: {}, then a digit a person, {} to 5",
                self.key, self.least
            );
            let says = Span::styled(wrap::shorten(&says, room), styles.muted());
            return vec![Line::from(vec![head, says])];
        }
        let each: Vec<String> = self.hands.iter().map(u8::to_string).collect();
        let asks = format!("{}   hands: ", self.asks);
        let each = wrap::shorten(&each.join(" "), room.saturating_sub(asks.len()));
        let first = Line::from(vec![
            head,
            Span::styled(asks, styles.muted()),
            Span::styled(each, styles.text()),
        ]);
        let signs = format!("   {}", self.signs("   "));
        let mut second = vec![Span::styled(wrap::shorten(&signs, width), styles.text())];
        if let Some(low) = self.low {
            let free = width.saturating_sub(wrap::width(&signs) + 1);
            if wrap::width(low) + 3 <= free {
                let gap = free - wrap::width(low);
                second.push(Span::raw(" ".repeat(gap)));
                second.push(Span::styled(low.to_owned(), styles.strong()));
            }
        }
        vec![first, Line::from(second)]
    }
}
