//! The form for two: the senior's line beside the junior's answer, or below it where there is no room, and the example of
//! the box that the keyboard is in.

use ratatui::text::{Line, Span};

use super::{Card, LABEL, LEAD, Row};
use crate::app::one::{example, is_for_two};
use crate::keys::verb::Verb;
use crate::screens::one::{Answer, Ask, Stop};
use crate::ui::wrap;

/// Columns from which the senior's line stands beside the junior's answer.
const BESIDE: usize = 98;

impl Card<'_> {
    /// Whether two people fill it in.
    pub(super) fn is_for_two(&self) -> bool {
        is_for_two(self.app)
    }

    /// The rows of a box, with what the senior adds and the example.
    pub(super) fn for_two(&self, ask: Ask, mut rows: Vec<Row>) -> Vec<Row> {
        if let Some(Ask::Senior(answer)) = ask.senior().filter(|_| self.is_for_two()) {
            let beside = Stop::of(Ask::Senior(answer));
            let shown = self.here == Some(beside) || self.holds(beside);
            match rows.first_mut() {
                Some(Row::Box(stop)) if shown && self.width >= BESIDE => {
                    let stop = *stop;
                    rows.splice(..1, [Row::Beside(stop, answer)]);
                }
                _ => rows.extend(shown.then_some(Row::Box(beside))),
            }
        }
        let here = self.here.is_some_and(|here| here.ask.junior() == ask);
        rows.extend((here && example(self.app).is_some()).then_some(Row::Example));
        rows
    }

    /// The junior's answer and the senior's line beside it.
    pub(super) fn beside(&self, stop: Stop, answer: Answer, most: usize) -> Vec<Line<'static>> {
        let right = self.width.saturating_sub(LEAD + LABEL) / 2;
        let left = self.width.saturating_sub(right);
        let mut lines = self.row(stop, left.saturating_sub(LEAD + LABEL + 1), most);
        let beside = Stop::of(Ask::Senior(answer));
        let here = self.here == Some(beside);
        let (mark, label, style) = if here {
            ("> ", self.styles.focus(), self.styles.selected())
        } else {
            ("  ", self.styles.muted(), self.styles.text())
        };
        let name = format!("{}  ", beside.ask.line().prompt);
        let lead = mark.len() + name.len();
        let (says, _) = self.value(beside);
        let most = if here { usize::MAX } else { most };
        let words = wrap::wrap_to(&says, right.saturating_sub(lead + 1), most);
        let rows = words.len().max(1);
        let tall = rows.max(lines.len());
        lines.resize(tall, Line::default());
        let mut words = words.into_iter();
        for (place, line) in lines.iter_mut().enumerate().take(rows) {
            let gap = left.saturating_sub(line.width());
            line.spans.push(Span::raw(" ".repeat(gap)));
            if place == 0 {
                line.spans.push(Span::styled(mark, self.styles.focus()));
                line.spans.push(Span::styled(name.clone(), label));
            } else {
                line.spans.push(Span::raw(" ".repeat(lead)));
            }
            let says = words.next().unwrap_or_default();
            line.spans.push(Span::styled(says, style));
        }
        lines
    }

    /// What someone else wrote into the box.
    pub(super) fn example(&self, room: usize) -> Vec<Line<'static>> {
        let Some(says) = example(self.app) else {
            return Vec::new();
        };
        let key = self.app.keys.key_for(self.app.screen(), Verb::Examples);
        let says = format!("{says}   {key}: fold");
        let indent = " ".repeat(LEAD + LABEL);
        let label = wrap::pad("   example", LEAD + LABEL);
        // Cut, it would teach nothing.
        wrap::wrap_to(&says, room, 3)
            .into_iter()
            .enumerate()
            .map(|(place, line)| {
                let lead = if place == 0 { &label } else { &indent };
                Line::styled(format!("{lead}{line}"), self.styles.muted())
            })
            .collect()
    }
}
