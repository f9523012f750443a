//! What a year costs, in words: the interval first, two digits, and how each figure came about.
//!
//! [`Costs`] are computed once, in `risk`; [`page`] says them, for the command line, the screen and those who hear it alike.

mod parts;
mod said;

use crate::domain::amount;
use crate::risk::numbers::{Costs, Losses, Summary, two_digits};
pub use parts::page as without_money;
pub use said::{page, paragraph};

/// For how many losses the curve is said.
const SAID: u32 = 9;
/// For how many it is drawn.
const DRAWN: u32 = 61;
/// How wide a bar of all is, in characters.
const BAR: u8 = 30;

impl Costs {
    /// An amount with two digits.
    pub fn money(&self, value: f64) -> String {
        amount(two_digits(value), &self.portfolio.currency)
    }

    /// `12k to 480k EUR`; where nineteen years in twenty cost nothing: `no loss in most years; a loss in about 1 year of 410`.
    pub fn interval(&self, summary: &Summary) -> String {
        let short = self.interval_in_short(summary);
        if summary.is_rare() {
            format!("no loss in most years; a {short}")
        } else {
            short
        }
    }

    /// The same for a cell of a table: `12k to 480k EUR`, `loss in about 1 year of 410`.
    pub fn interval_in_short(&self, summary: &Summary) -> String {
        if summary.none >= 1.0 {
            return "no loss in any simulated year".to_owned();
        }
        if summary.is_rare() {
            let years = (1.0 / (1.0 - summary.none)).round();
            return format!("loss in about 1 year of {}", grouped(two_digits(years)));
        }
        let low = amount(two_digits(summary.q05), "");
        format!("{low} to {}", self.money(summary.q95))
    }

    /// The curve of what is left.
    pub fn curve(&self) -> Curve {
        let years = &self.outcome.years_with;
        Curve {
            points: drawn(years),
            last: self.money(years.quantile(99)),
            half: amount(two_digits(years.quantile(99) / 2.0), ""),
            rows: self.curve_rows(years),
        }
    }

    /// `more than 120k EUR`, `34%`, a bar.
    fn curve_rows(&self, years: &Losses) -> Vec<Vec<String>> {
        let losses = years.curve(SAID).into_iter();
        let mut losses: Vec<f64> = losses.map(|point| two_digits(point.loss)).collect();
        losses.dedup();
        let rows = losses.into_iter().map(|loss| {
            let chance = years.chance_of_more(loss).chance;
            vec![
                format!("more than {}", self.money(loss)),
                percent(chance),
                bar(chance),
            ]
        });
        rows.collect()
    }
}

/// How likely it is to lose more, ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Curve {
    /// Losses in thousandths of the last one, and the share of years that cost more, in thousandths.
    pub points: Vec<(u16, u16)>,
    /// The last loss: one year in a hundred costs more.
    pub last: String,
    /// Half of it, without its currency.
    pub half: String,
    /// The same as a table.
    pub rows: Vec<Vec<String>>,
}

/// The points for drawing.
fn drawn(years: &Losses) -> Vec<(u16, u16)> {
    let points = years.curve(DRAWN);
    let last = points.last().map_or(0.0, |point| point.loss);
    let place = |loss: f64| if last > 0.0 { loss / last } else { 0.0 };
    let points = points
        .iter()
        .map(|point| (thousandths(place(point.loss)), thousandths(point.chance)));
    points.collect()
}

/// A share as a whole number of thousandths.
#[expect(clippy::cast_sign_loss, reason = "a share is from 0 to 1")]
fn thousandths(share: f64) -> u16 {
    (share.clamp(0.0, 1.0) * 1000.0).round() as u16
}

/// A whole number with its digits in groups of three: `100,000`.
fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `78%`
fn percent(share: f64) -> String {
    format!("{}%", amount(two_digits(share * 100.0), ""))
}

/// A share as a bar.
fn bar(share: f64) -> String {
    let long = (share * f64::from(BAR)).round();
    let signs = (0..BAR).filter(|place| f64::from(*place) < long);
    signs.map(|_| '#').collect()
}

/// A line of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// What matters most.
    Headline(String),
    /// What the lines below are.
    Heading(String),
    /// A sentence.
    Text(String),
    /// One of several sentences.
    Item(String),
    /// Rows of cells, the first with room to give way; with names above, or without.
    Table(bool, Vec<Vec<String>>),
    /// The curve.
    Curve(Curve),
}

/// A page about what a year costs, and the line where it begins to say how that came about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its lines.
    pub lines: Vec<Line>,
    /// The heading of how it came about.
    pub how: usize,
}
