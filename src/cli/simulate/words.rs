//! The result for people: the interval first, two digits, and how it came about.

use super::Simulated;
use crate::areas::wrap::{pad, shorten, width};
use crate::domain::{Estimate, Session, ThreatId};
use crate::parse::amounts::amount;
use crate::risk::numbers::{Assumed, Entry, Lacks, Summary, needed_trials, two_digits};

/// For how many losses the curve is said.
const POINTS: u32 = 9;
/// How wide its bars are, in characters for all years.
const BAR: f64 = 40.0;
/// How much of a threat's text is shown.
const WORDS: usize = 36;
/// How near the mean should be to the true one, for the advice on trials.
const NEAR: f64 = 0.02;

/// All of it.
pub(super) fn all(of: &Simulated<'_>) -> String {
    let mut out = head(of);
    out.push_str(&threats(of));
    out.push_str(&curve(of));
    out.push_str(&worth(of));
    out.push_str(&how(of));
    out
}

/// An amount with two digits.
fn money(of: &Simulated<'_>, value: f64) -> String {
    amount(two_digits(value), &of.portfolio.currency)
}

/// `12k to 480k EUR`
fn interval(of: &Simulated<'_>, summary: &Summary) -> String {
    let low = amount(two_digits(summary.q05), "");
    format!("{low} to {}", money(of, summary.q95))
}

/// `78%`
fn percent(share: f64) -> String {
    format!("{}%", amount(two_digits(share * 100.0), ""))
}

fn head(of: &Simulated<'_>) -> String {
    let (without, with) = of.portfolio.means();
    let (outcome, draw) = (&of.outcome, of.draw);
    let line = |summary: &Summary, mean| {
        format!(
            "{}; mean {}, every second year up to {}, no loss in {} of the years.",
            interval(of, summary),
            money(of, mean),
            money(of, summary.q50),
            percent(summary.none),
        )
    };
    format!(
        "What a year costs: {} years simulated, seed {}.\n\n\
         In all, nine years in ten: {}\n\
         As if no mitigation worked: {}\n",
        draw.trials,
        draw.seed,
        line(&outcome.with, with),
        line(&outcome.without, without),
    )
}

fn threats(of: &Simulated<'_>) -> String {
    let entries = of.portfolio.entries.iter().zip(&of.outcome.threats);
    let mut rows: Vec<[String; 4]> = vec![[
        "Threat".to_owned(),
        "nine years in ten".to_owned(),
        "mean".to_owned(),
        "as if no mitigation worked".to_owned(),
    ]];
    rows.extend(entries.map(|(entry, outcome)| {
        let threat = of.session.threat(entry.id);
        let text = threat
            .map(|threat| threat.text.as_str())
            .unwrap_or_default();
        [
            format!("{} {}", entry.id, shorten(text, WORDS)),
            interval(of, &outcome.with),
            money(of, entry.yearly.mean(entry.left)),
            interval(of, &outcome.without),
        ]
    }));
    let mut out = format!("\n{}", table(&rows));
    let carry = of.portfolio.carry();
    if carry.carry.len() < carry.of {
        let ids: Vec<String> = carry.carry.iter().map(ToString::to_string).collect();
        out.push_str(&format!(
            "{} of {} threats carry {} of the mean: {}.\n",
            carry.carry.len(),
            carry.of,
            percent(carry.share),
            ids.join(", "),
        ));
    }
    out
}

/// Columns as wide as their widest cell.
fn table<const N: usize>(rows: &[[String; N]]) -> String {
    let mut widths = [0; N];
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = width(cell).max(*widest);
        }
    }
    let mut out = String::new();
    for row in rows {
        let cells = row.iter().zip(widths).map(|(cell, wide)| pad(cell, wide));
        out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        out.push('\n');
    }
    out
}

fn curve(of: &Simulated<'_>) -> String {
    let years = &of.outcome.years_with;
    let mut losses: Vec<f64> = years
        .curve(POINTS)
        .iter()
        .map(|p| two_digits(p.loss))
        .collect();
    losses.dedup();
    let rows = losses.into_iter().map(|loss| {
        let point = years.chance_of_more(loss);
        let bar = (point.chance * BAR).round();
        let bar: String = (0..40u8)
            .filter(|place| f64::from(*place) < bar)
            .map(|_| '#')
            .collect();
        [
            format!("more than {}", money(of, loss)),
            percent(point.chance),
            bar,
        ]
    });
    let rows: Vec<[String; 3]> = rows.collect();
    format!(
        "\nHow likely it is to lose more in a year\n{}",
        table(&rows)
    )
}

fn worth(of: &Simulated<'_>) -> String {
    let saves = of
        .worth
        .iter()
        .filter(|worth| worth.now > 0.0 || worth.more > 0.0);
    let rows = saves.map(|worth| {
        let known = of.session.mitigation(worth.mitigation);
        let text = known.map(|known| known.text.as_str()).unwrap_or_default();
        let or_not = |value: f64| {
            if value > 0.0 {
                money(of, value)
            } else {
                "-".to_owned()
            }
        };
        [
            format!("{} {}", worth.mitigation, shorten(text, WORDS)),
            or_not(worth.now),
            or_not(worth.more),
        ]
    });
    let rows: Vec<[String; 3]> = rows.collect();
    if rows.is_empty() {
        return String::new();
    }
    let head = ["Mitigation", "saves a year now", "more once shown to work"];
    let rows: Vec<[String; 3]> = [head.map(str::to_owned)].into_iter().chain(rows).collect();
    format!("\n{}What mitigations save does not add up.\n", table(&rows))
}

/// How the figures came about: who gave the ranges, and what was taken for granted.
fn how(of: &Simulated<'_>) -> String {
    let mut lines = vec![
        "Threats are drawn independently of each other: the mean is right for that, the worst years are too mild."
            .to_owned(),
    ];
    let (_, mean) = of.portfolio.means();
    let with = &of.outcome.with;
    if mean > 0.0 {
        let needed = needed_trials(with.sd / mean, NEAR);
        if needed > f64::from(of.draw.trials) {
            lines.push(format!(
                "The simulated mean may be off by {}. For {}, 19 times in 20, simulate {} years.",
                money(of, 2.0 * with.standard_error),
                percent(NEAR),
                two_digits(needed),
            ));
        }
    }
    for entry in &of.portfolio.entries {
        lines.push(given(of, entry));
    }
    lines.extend(of.portfolio.assumed.iter().map(assumed));
    lines.extend(of.portfolio.without.iter().map(|(id, lacks)| {
        let lacks = match lacks {
            Lacks::Frequency => "no frequency",
            Lacks::Loss => "no loss",
            Lacks::Both => "no frequency and no loss",
        };
        format!("{id} is not counted: {lacks}.")
    }));
    let mut out = String::from("\nHow it came about\n");
    for line in lines {
        out.push_str(&format!("- {line}\n"));
    }
    out
}

/// The ranges of a threat, who gave them, and what is left of it.
fn given(of: &Simulated<'_>, entry: &Entry) -> String {
    let figures = of
        .session
        .threat(entry.id)
        .and_then(|threat| threat.figures.as_deref());
    let frequency = figures.and_then(|figures| figures.frequency.as_ref());
    let loss = figures.and_then(|figures| figures.loss.as_ref());
    let once = if figures.is_some_and(|figures| figures.once) {
        "once, with a chance of"
    } else {
        "times a year:"
    };
    let often = frequency.map(|estimate| ranged(of.session, estimate, ""));
    let costs = loss.map(|estimate| ranged(of.session, estimate, &of.portfolio.currency));
    let mut line = format!(
        "{}: {once} {}; each costs {}.",
        entry.id,
        often.unwrap_or_default(),
        costs.unwrap_or_default(),
    );
    if let Some(chance) = entry.chance {
        line.push_str(&format!(
            " These are attempts; {} get through what it rests on{}.",
            percent(chance.chance),
            if chance.standard_error.is_some() {
                ", as drawn"
            } else {
                ""
            },
        ));
    }
    let cuts: Vec<String> = entry.cut_by.iter().map(ToString::to_string).collect();
    if entry.left.frequency < 1.0 || entry.left.loss < 1.0 {
        line.push_str(&format!(
            " Left by mitigations ({}): {} of the events, {} of the loss of each.",
            if cuts.is_empty() {
                parts(of.session, entry.id)
            } else {
                cuts.join(", ")
            },
            percent(entry.left.frequency),
            percent(entry.left.loss),
        ));
    }
    line
}

fn parts(session: &Session, id: ThreatId) -> String {
    let threat = session.threat(id);
    let parts = threat.map(|threat| threat.rests_on()).unwrap_or_default();
    let parts: Vec<String> = parts.iter().map(ToString::to_string).collect();
    format!("on {}", parts.join(", "))
}

/// `10k..50k..400k EUR (by Ana), with hard ends`
fn ranged(session: &Session, estimate: &Estimate, currency: &str) -> String {
    let values = estimate.range.values();
    let last = values.len().saturating_sub(1);
    let numbers = values
        .iter()
        .enumerate()
        .map(|(place, value)| amount(value.get(), if place == last { currency } else { "" }));
    let mut said = numbers.collect::<Vec<_>>().join("..");
    let by = estimate.by.and_then(|by| {
        let mut people = session.participants.iter();
        people.find(|person| person.id == by)
    });
    match by {
        Some(person) => said.push_str(&format!(" (by {})", person.name)),
        None => said.push_str(" (no one named)"),
    }
    said.push_str(match values.len() {
        3 => ", never below or above",
        2 => ", above and below one time in twenty each",
        _ => ", exactly",
    });
    said
}

fn assumed(assumed: &Assumed) -> String {
    match assumed {
        Assumed::NoStrength(id) => format!("{id} has no strength: it is taken to cut nothing."),
        Assumed::NoKind(id) => format!("{id} has no kind: it is taken to make its threats rarer."),
        Assumed::NoCurrency(id) => format!("{id} names no currency: that of the others is taken."),
        Assumed::NoChance(id, part) => format!(
            "{id} rests on {part}, which has no chance: the chances of its parts are not used."
        ),
    }
}
