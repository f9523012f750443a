//! The threats by severity: a picture with its numbers as words, and a table of all of them.
//!
//! Between the two stands the matrix, where threats were rated by likelihood and impact.

use maud::{Markup, html};

use super::page::{Page, table, words};
use crate::domain::{Session, Severity, Threat};
use crate::export::matrix::{self, Matrix};
use crate::export::phrase;
use crate::export::summary::brief;
use crate::facts::Standing;

/// The width of the picture, in its own units.
const WIDTH: usize = 660;
/// Where the bars begin.
const LEFT: usize = 96;
/// The longest bar.
const LONGEST: usize = 400;
/// The height of a row.
const ROW: usize = 30;

/// One bar: a severity, and of how many threats of it something was decided or not.
struct Bar<'a> {
    name: &'a str,
    class: &'static str,
    settled: usize,
    open: usize,
}

impl Bar<'_> {
    fn all(&self) -> usize {
        self.settled + self.open
    }

    /// `2 high, 1 of them undecided`.
    fn says(&self) -> String {
        match self.open {
            0 => format!("{} {}", self.all(), self.name),
            open if open == self.all() => {
                format!("{} {}, undecided", self.all(), self.name)
            }
            open => format!("{} {}, {open} of them undecided", self.all(), self.name),
        }
    }
}

/// The picture and the table; nothing before the first threat.
pub(super) fn section(page: &Page) -> Option<Markup> {
    if page.threats.is_empty() {
        return None;
    }
    Some(html! {
        (picture(&bars(page)))
        @for matrix in matrix::of(page.view) { (matrix_table(page, &matrix)) }
        (list(page))
    })
}

/// What is said of a threat without a rating.
const UNRATED: &str = "not rated";

/// The level of a threat as a word, in the color of the severity that it counts as.
pub(super) fn chip(session: &Session, threat: &Threat) -> Markup {
    let word = session.level_words(threat).unwrap_or(UNRATED);
    html! { span.chip.(class(threat.severity)) { (word) } }
}

fn class(severity: Option<Severity>) -> &'static str {
    severity.map_or("unrated", Severity::words)
}

/// A bar per level of the session's scale, the worst first, then those without one.
fn bars<'a>(page: &Page<'a>) -> Vec<Bar<'a>> {
    let session = page.view.session;
    let scale = session.scale();
    let levels = (0..scale.levels.len()).rev().map(Some).chain([None]);
    levels
        .map(|level| {
            let these = page.threats.iter().filter(|t| session.level(t) == level);
            let (open, settled): (Vec<&Threat>, Vec<&Threat>) =
                these.partition(|t| page.view.standing(t.id) == Standing::Undecided);
            Bar {
                name: level.map_or(UNRATED, |level| scale.word(level)),
                class: class(level.and_then(|level| scale.counts_as(level))),
                settled: settled.len(),
                open: open.len(),
            }
        })
        .collect()
}

fn picture(bars: &[Bar<'_>]) -> Markup {
    let most = bars.iter().map(Bar::all).max().unwrap_or(0).max(1);
    let length = |count: usize| count * LONGEST / most;
    let says: Vec<String> = bars.iter().filter(|b| b.all() > 0).map(Bar::says).collect();
    let height = bars.len() * ROW + 8;
    html! {
        figure {
            svg.chart viewBox={ "0 0 " (WIDTH) " " (height) } width=(WIDTH) height=(height) role="img"
                aria-labelledby="chart-title chart-desc" {
                title #chart-title { "Threats by severity" }
                desc #chart-desc { (phrase::sentence(&says.join("; "))) }
                line.axis x1=(LEFT) y1="2" x2=(LEFT) y2=(height - 2) {}
                @for (row, bar) in bars.iter().enumerate() {
                    @let y = row * ROW + 8;
                    @let (settled, open) = (length(bar.settled), length(bar.open));
                    text.name x=(LEFT - 10) y=(y + 16) text-anchor="end" { (bar.name) }
                    @if settled > 0 {
                        rect.(bar.class) x=(LEFT) y=(y) width=(settled) height="22" {}
                    }
                    @if open > 0 {
                        rect.open.(bar.class) x=(LEFT + settled + 1) y=(y + 1)
                            width=(open.saturating_sub(2).max(1)) height="20" {}
                    }
                    text.count x=(LEFT + settled + open + 8) y=(y + 16) {
                        (bar.all())
                        @if bar.open > 0 { tspan.quiet { ", " (bar.open) " undecided" } }
                    }
                }
            }
            figcaption { "Filled: decided, being worked on or deferred. Outlined: undecided." }
        }
    }
}

/// Where all threats sit. Each cell says its level in words, so that the colors only repeat it.
fn matrix_table(page: &Page, matrix: &Matrix) -> Markup {
    let rows = html! {
        @for (name, cells) in &matrix.rows {
            tr {
                th scope="row" { (name) }
                @for cell in cells {
                    td {
                        @if cell.threats.is_empty() {
                            span.quiet { (cell.level) }
                        } @else {
                            span.chip.(class(cell.counts_as)) { (cell.level) }
                            @for id in &cell.threats { " " (page.link(*id)) }
                        }
                    }
                }
            }
        }
    };
    let heads = matrix.heads.iter().map(String::as_str);
    let heads: Vec<&str> = std::iter::once(matrix::CORNER).chain(heads).collect();
    let caption = format!(
        "Risk matrix: threats by likelihood and impact, {}",
        matrix.shows
    );
    html! {
        (table(&caption, &heads, &rows))
        @if !matrix.beside.is_empty() { p { (matrix.beside.join(" ")) } }
    }
}

fn list(page: &Page) -> Markup {
    let rows = html! {
        @for threat in &page.threats {
            tr {
                th scope="row" { (page.link(threat.id)) }
                td { (words(&threat.text)) }
                td { (chip(page.view.session, threat)) }
                td { (answer(page, threat)) }
            }
        }
    };
    table(
        "All threats, most severe first",
        &["Id", "Threat", "Severity", "Response"],
        &rows,
    )
}

/// What is done about a threat, in few words.
fn answer(page: &Page, threat: &Threat) -> String {
    let mut parts = Vec::new();
    parts.extend(threat.response.as_ref().map(|r| r.kind.words().to_owned()));
    parts.extend(
        threat
            .deferred
            .as_ref()
            .map(|deferral| match &deferral.until {
                Some(until) => format!("deferred until {}", phrase::until(until)),
                None => "deferred".to_owned(),
            }),
    );
    if parts.is_empty() {
        return match page.view.standing(threat.id) {
            Standing::Undecided => "undecided".to_owned(),
            _ if brief::is_idle(page.view, threat) => "no action open".to_owned(),
            _ => "being worked on".to_owned(),
        };
    }
    parts.join(", ")
}
