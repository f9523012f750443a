//! What a year costs: the paragraph, the curve as a picture with its numbers as words, and the loss by threat. Nobody is
//! named here.

use maud::{Markup, html};

use super::page::{Page, table};
use crate::check::costs::{self, Curve};
use crate::risk::numbers::Costs;

/// The curve, in the units of its picture.
const WIDTH: u32 = 660;
const LEFT: u32 = 96;
const LONG: u32 = 520;
const TOP: u32 = 12;
const HIGH: u32 = 200;

/// Paragraph, curve and table; nothing where no threat has numbers.
pub(super) fn section(page: &Page) -> Option<Markup> {
    let costs = page.view.costs()?;
    let curve = costs.curve();
    Some(html! {
        p { (costs::paragraph(costs)) }
        (picture(&curve))
        (as_table(&curve))
        (by_threat(page, costs))
    })
}

fn picture(curve: &Curve) -> Markup {
    let points: Vec<String> = curve
        .points
        .iter()
        .map(|(loss, chance)| {
            let x = LEFT + u32::from(*loss) * LONG / 1000;
            let y = TOP + HIGH - u32::from(*chance) * HIGH / 1000;
            format!("{x},{y}")
        })
        .collect();
    let said: Vec<String> = curve
        .rows
        .iter()
        .map(|row| {
            row.iter()
                .take(2)
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(": ")
        })
        .collect();
    let (bottom, right) = (TOP + HIGH, LEFT + LONG);
    html! {
        figure {
            svg.chart viewBox={ "0 0 " (WIDTH) " " (bottom + 44) } width=(WIDTH) height=(bottom + 44) role="img"
                aria-labelledby="costs-title costs-desc" {
                title #costs-title { "How likely it is to lose more in a year" }
                desc #costs-desc { "Share of the years that cost " (said.join("; ")) "." }
                line.axis x1=(LEFT) y1=(TOP) x2=(LEFT) y2=(bottom) {}
                line.axis x1=(LEFT) y1=(bottom) x2=(right) y2=(bottom) {}
                polyline points=(points.join(" ")) {}
                text.name x=(LEFT - 10) y=(TOP + 8) text-anchor="end" { "all years" }
                text.name x=(LEFT - 10) y=(TOP + HIGH / 2 + 5) text-anchor="end" { "half" }
                text.name x=(LEFT - 10) y=(bottom + 5) text-anchor="end" { "none" }
                text.name x=(LEFT) y=(bottom + 22) { "0" }
                text.name x=(LEFT + LONG / 2) y=(bottom + 22) text-anchor="middle" { (curve.half) }
                text.name x=(right) y=(bottom + 22) text-anchor="end" { (curve.last) }
            }
            figcaption { "The share of the years that cost more than an amount." }
        }
    }
}

/// The same numbers, for who does not see the picture.
fn as_table(curve: &Curve) -> Markup {
    let rows = html! {
        @for row in &curve.rows {
            tr { @for cell in row.iter().take(2) { td { (cell) } } }
        }
    };
    let heads = ["A year costs", "Share of the years"];
    table("How likely it is to lose more in a year", &heads, &rows)
}

fn by_threat(page: &Page, costs: &Costs) -> Markup {
    let entries = costs.portfolio.entries.iter().zip(&costs.outcome.threats);
    let rows = html! {
        @for (entry, outcome) in entries {
            tr {
                td { (page.named(entry.id.into())) }
                td { (costs.interval_in_short(&outcome.with)) }
                td { (costs.money(entry.yearly.mean(entry.left))) }
                td { (costs.interval_in_short(&outcome.without)) }
            }
        }
    };
    let heads = [
        "Threat",
        "Nine years in ten",
        "Mean",
        "As if no mitigation worked",
    ];
    table("Loss a year by threat", &heads, &rows)
}
