//! How much risk was left at the end of each meeting: a picture of counts by level, and its numbers as a table.

use maud::{Markup, html};

use super::page::{Page, table};
use crate::check::over_time::{self, by_level};
use crate::export::phrase;
use crate::risk::{AtMeeting, OverTime};

/// The width of the picture, in its own units.
const WIDTH: usize = 660;
/// Where the bars begin.
const LEFT: usize = 110;
/// The longest bar.
const LONGEST: usize = 250;
/// The height of a row.
const ROW: usize = 30;

/// The end of a meeting, or now.
struct Row {
    /// The day, or `now`.
    name: String,
    /// How many threats at each level, from the bottom; `None` on another scale.
    counts: Option<Vec<usize>>,
    /// The same in words.
    says: String,
}

/// The picture and the table; nothing before the first meeting that ended with a rated threat.
pub(super) fn section(page: &Page) -> Option<Markup> {
    let over = page.view.over_time()?;
    let rows = rows(&over);
    let says = [over_time::moved(&over), over_time::break_says(&over)];
    Some(html! {
        @for says in says.into_iter().flatten() { p { (says) } }
        (picture(page, &rows))
        (numbers(&over, &rows))
    })
}

fn rows(over: &OverTime) -> Vec<Row> {
    let mut rows: Vec<Row> = over.meetings.iter().map(|at| row(over, at)).collect();
    if !over.is_as_kept() {
        rows.push(Row {
            name: "now".to_owned(),
            says: in_words(over, &over.now),
            counts: Some(over.now.clone()),
        });
    }
    rows
}

fn row(over: &OverTime, at: &AtMeeting) -> Row {
    let says = match &at.counts {
        Some(counts) => in_words(over, counts),
        None => {
            let kept = at.kept.iter().map(|(id, count)| (id.as_str(), *count));
            format!("on another scale: {}", by_level(kept))
        }
    };
    Row {
        name: phrase::date(at.ended.date_naive()),
        counts: at.counts.clone(),
        says,
    }
}

fn in_words(over: &OverTime, counts: &[usize]) -> String {
    let words = over.levels.iter().map(|word| word.as_str());
    let levels: Vec<(&str, usize)> = words.zip(counts.iter().copied()).collect();
    by_level(levels.into_iter())
}

fn picture(page: &Page, rows: &[Row]) -> Markup {
    let total = |row: &Row| row.counts.iter().flatten().sum::<usize>();
    let most = rows.iter().map(total).max().unwrap_or(0).max(1);
    let length = |count: usize| count * LONGEST / most;
    let says: Vec<String> = rows
        .iter()
        .map(|r| format!("{}: {}", r.name, r.says))
        .collect();
    let height = rows.len() * ROW + 8;
    html! {
        figure {
            svg.chart viewBox={ "0 0 " (WIDTH) " " (height) } width=(WIDTH) height=(height) role="img"
                aria-labelledby="over-time-title over-time-desc" {
                title #over-time-title { "Threats by level at the end of each meeting" }
                desc #over-time-desc { (phrase::sentence(&says.join("; "))) }
                line.axis x1=(LEFT) y1="2" x2=(LEFT) y2=(height - 2) {}
                @for (place, row) in rows.iter().enumerate() {
                    @let y = place * ROW + 8;
                    text.name x=(LEFT - 10) y=(y + 16) text-anchor="end" { (row.name) }
                    @for (class, x, width) in bars(page, row, length) {
                        rect.(class) x=(x) y=(y) width=(width) height="22" {}
                    }
                    text.count x=(LEFT + length(total(row)) + 8) y=(y + 16) { (row.says) }
                }
            }
            figcaption { "The worst first. What is counted is what mitigations leave." }
        }
    }
}

/// The pieces of a bar: the color of a level, where it begins, and how long it is. The worst first.
fn bars(
    page: &Page,
    row: &Row,
    length: impl Fn(usize) -> usize,
) -> Vec<(&'static str, usize, usize)> {
    let levels = &page.view.session.scale().levels;
    let counts = row.counts.iter().flatten();
    let some: Vec<(usize, &'static str)> = counts
        .zip(levels)
        .map(|(count, level)| (*count, level.counts_as.words()))
        .filter(|(count, _)| *count > 0)
        .collect();
    let mut before = 0;
    let mut bars = Vec::new();
    for (count, class) in some.into_iter().rev() {
        let (from, to) = (length(before), length(before + count));
        before += count;
        // A gap tells two levels of one color apart.
        bars.push((class, LEFT + from, (to - from).saturating_sub(1).max(1)));
    }
    bars
}

fn numbers(over: &OverTime, rows: &[Row]) -> Markup {
    let line = over_time::line(over);
    let worst_first = || over.levels.iter().rev().map(|word| word.as_str());
    let heads: Vec<&str> = std::iter::once("Meeting")
        .chain(worst_first())
        .chain([line.as_str()])
        .collect();
    let body = html! {
        @for row in rows {
            tr {
                th scope="row" { (row.name) }
                @match &row.counts {
                    Some(counts) => {
                        @for count in counts.iter().rev() { td { (count) } }
                        td { (counts.iter().skip(over.line).sum::<usize>()) }
                    },
                    None => td colspan=(over.levels.len() + 1) { (row.says) },
                }
            }
        }
    };
    table("Threats by level at the end of each meeting", &heads, &body)
}
