//! The sentences about a simulated year.

use super::{Costs, Line, Page, bar, grouped, percent};
use crate::check::sentence::{count, list};
use crate::domain::{Estimate, ItemId, Session, ThreatId, amount};
use crate::risk::numbers::{
    Assumed, Carry, Entry, Lacks, Left, Summary, needed_trials, two_digits,
};

/// How near the mean should be to the true one, for the advice on trials.
const NEAR: f64 = 0.02;
/// How many threats are named in a sentence.
const MANY: usize = 12;

/// All of it.
pub fn page(session: &Session, of: &Costs) -> Page {
    let mut lines = head(of);
    lines.push(Line::Heading(
        "How likely it is to lose more in a year".to_owned(),
    ));
    lines.push(Line::Curve(of.curve()));
    lines.extend(threats(session, of));
    lines.extend(worth(session, of));
    let how = lines.len();
    lines.push(Line::Heading("How it came about".to_owned()));
    lines.extend(how_it_came(session, of).into_iter().map(Line::Item));
    Page { lines, how }
}

/// One paragraph for people who read no more.
pub fn paragraph(of: &Costs) -> String {
    let (without, with) = of.portfolio.means();
    let mut says = format!(
        "Expected loss a year, nine years in ten: {}; mean {}. As if no mitigation worked: {}; mean {}.",
        of.interval(&of.outcome.with),
        of.money(with),
        of.interval(&of.outcome.without),
        of.money(without),
    );
    if let Some(rare) = rare_words(of) {
        says.push_str(&format!(" {rare}"));
    }
    let carry = of.portfolio.carry();
    if !carry.carry.is_empty() {
        let carry = carry_words(&carry, "threats with numbers");
        says.push_str(&format!(" {carry}"));
    }
    match of.portfolio.without.len() {
        0 => {}
        1 => says.push_str(" 1 threat has no numbers and is not counted."),
        n => says.push_str(&format!(
            " {n} threats have no numbers and are not counted."
        )),
    }
    says.push_str(&format!(
        " {} years simulated, seed {}; threats are taken as independent: the mean is right, the tail is too thin.",
        grouped(of.draw.trials.into()),
        of.draw.seed
    ));
    says
}

fn head(of: &Costs) -> Vec<Line> {
    let (without, with) = of.portfolio.means();
    let line = |summary: &Summary, mean| {
        let mut says = format!("{}; mean {}", of.interval(summary), of.money(mean));
        if summary.q50 > 0.0 {
            let half = of.money(summary.q50);
            says.push_str(&format!("; half of the years cost {half} or less"));
        }
        // That most years cost nothing is said already.
        if summary.q95 > 0.0 {
            says.push_str(&format!(
                "; no loss in {} of the years",
                percent(summary.none)
            ));
        }
        format!("{says}.")
    };
    let mut lines = vec![Line::Text(format!(
        "What a year costs: {} years simulated, seed {}.",
        grouped(of.draw.trials.into()),
        of.draw.seed
    ))];
    let what = match (of.portfolio.entries.len(), of.portfolio.without.len()) {
        (_, 0) => "In all".to_owned(),
        (counted, lacking) => {
            let are = if counted == 1 { "is" } else { "are" };
            let lack = if lacking == 1 { "lacks" } else { "lack" };
            lines.push(Line::Headline(format!(
                "Only {counted} of {} {are} counted: {lacking} {lack} numbers.",
                count(counted + lacking, "threat"),
            )));
            match counted {
                1 => "The threat that is counted".to_owned(),
                counted => format!("The {counted} threats that are counted"),
            }
        }
    };
    lines.push(Line::Headline(format!(
        "{what}, nine years in ten: {}",
        line(&of.outcome.with, with)
    )));
    lines.push(Line::Text(format!(
        "As if no mitigation worked: {}",
        line(&of.outcome.without, without)
    )));
    lines.extend(rare_words(of).map(Line::Text));
    lines
}

/// Why a mean is above its interval, where one is.
fn rare_words(of: &Costs) -> Option<String> {
    let (without, with) = of.portfolio.means();
    let is_above = |summary: &Summary, mean: f64| mean > summary.q95;
    let in_all = is_above(&of.outcome.with, with) || is_above(&of.outcome.without, without);
    let mut each = of.portfolio.entries.iter().zip(&of.outcome.threats);
    let of_one = each.any(|(entry, outcome)| {
        is_above(&outcome.with, entry.yearly.mean(entry.left))
            || is_above(&outcome.without, entry.yearly.mean(Left::WHOLE))
    });
    (in_all || of_one).then(|| {
        "Where the mean is above what nine years in ten cost, large losses are rare: they come in fewer than 1 year in 20, \
         and the mean counts them too."
            .to_owned()
    })
}

/// `2 of 9 threats carry 81% of the mean: T3 and T5.`
fn carry_words(found: &Carry<ThreatId>, of: &str) -> String {
    let n = found.carry.len();
    let carry = if n == 1 { "carries" } else { "carry" };
    let share = percent(found.share);
    format!(
        "{n} of {} {of} {carry} {share} of the mean: {}.",
        found.of,
        ids(&found.carry)
    )
}

/// `T1, T2 and T5`
fn ids(threats: &[ThreatId]) -> String {
    let ids: Vec<ItemId> = threats.iter().map(|id| (*id).into()).collect();
    list(&ids, MANY)
}

fn named(session: &Session, id: ThreatId) -> String {
    let text = session.threat(id).map(|threat| threat.text.as_str());
    format!("{id} {}", text.unwrap_or_default())
}

fn threats(session: &Session, of: &Costs) -> Vec<Line> {
    let entries = of.portfolio.entries.iter().zip(&of.outcome.threats);
    let head = [
        "Threat",
        "nine years in ten",
        "mean",
        "as if no mitigation worked",
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(entries.map(|(entry, outcome)| {
        vec![
            named(session, entry.id),
            of.interval_in_short(&outcome.with),
            of.money(entry.yearly.mean(entry.left)),
            of.interval_in_short(&outcome.without),
        ]
    }));
    let mut lines = vec![
        Line::Heading("By threat".to_owned()),
        Line::Table(true, rows),
    ];
    let carry = of.portfolio.carry();
    // Where nothing costs anything, none carries it.
    if !carry.carry.is_empty() && carry.carry.len() < carry.of {
        lines.push(Line::Text(carry_words(&carry, "threats")));
        let (_, all) = of.portfolio.means();
        let rows = carry.carry.iter().filter_map(|id| {
            let entry = of.portfolio.entries.iter().find(|entry| entry.id == *id)?;
            let share = entry.yearly.mean(entry.left) / all;
            Some(vec![named(session, *id), percent(share), bar(share)])
        });
        lines.push(Line::Table(false, rows.collect()));
    }
    lines
}

fn worth(session: &Session, of: &Costs) -> Vec<Line> {
    let or_not = |value: f64| {
        if value > 0.0 {
            of.money(value)
        } else {
            "-".to_owned()
        }
    };
    let saves = of
        .worth
        .iter()
        .filter(|worth| worth.now > 0.0 || worth.more > 0.0);
    let rows = saves.map(|worth| {
        let known = session.mitigation(worth.mitigation);
        let text = known.map(|known| known.text.as_str()).unwrap_or_default();
        vec![
            format!("{} {text}", worth.mitigation),
            or_not(worth.now),
            or_not(worth.more),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let head = ["Mitigation", "saves a year now", "more once shown to work"];
    let head = head.map(str::to_owned).to_vec();
    vec![
        Line::Heading("What mitigations save".to_owned()),
        Line::Table(true, [vec![head], rows].concat()),
        Line::Text("What mitigations save does not add up.".to_owned()),
    ]
}

/// How the figures came about: who gave the ranges, and what was taken for granted.
fn how_it_came(session: &Session, of: &Costs) -> Vec<String> {
    let mut lines = vec![
        "Threats are taken as independent of each other: the mean is right, the tail is too thin, so the worst years are \
         too mild."
            .to_owned(),
        "An interval leaves out one year in twenty at each end. Means and what mitigations save are computed, not \
         simulated."
            .to_owned(),
    ];
    let (_, mean) = of.portfolio.means();
    let with = &of.outcome.with;
    if mean > 0.0 {
        let needed = needed_trials(with.sd / mean, NEAR);
        if needed > f64::from(of.draw.trials) {
            lines.push(format!(
                "The simulated mean may be off by {}. For {}, 19 times in 20, simulate {} years.",
                of.money(2.0 * with.standard_error),
                percent(NEAR),
                two_digits(needed),
            ));
        }
    }
    let entries = of.portfolio.entries.iter();
    lines.extend(entries.map(|entry| given(session, of, entry)));
    lines.extend(of.portfolio.assumed.iter().map(assumed));
    lines.extend(not_counted(&of.portfolio.without));
    lines
}

/// The threats that are left out, in a sentence for each thing that they lack.
fn not_counted(without: &[(ThreatId, Lacks)]) -> Vec<String> {
    let lacking = |(what, words): (Lacks, &str)| {
        let those = without.iter().filter(|(_, lacks)| *lacks == what);
        let those: Vec<ThreatId> = those.map(|(id, _)| *id).collect();
        let are = if those.len() == 1 { "is" } else { "are" };
        (!those.is_empty()).then(|| format!("{} {are} not counted: {words}.", ids(&those)))
    };
    let all = [
        (Lacks::Frequency, "no frequency"),
        (Lacks::Loss, "no loss"),
        (Lacks::Both, "no frequency and no loss"),
    ];
    all.into_iter().filter_map(lacking).collect()
}

/// The ranges of a threat, who gave them, and what is left of it.
fn given(session: &Session, of: &Costs, entry: &Entry) -> String {
    let threat = session.threat(entry.id);
    let figures = threat.and_then(|threat| threat.figures.as_deref());
    let frequency = figures.and_then(|figures| figures.frequency.as_ref());
    let loss = figures.and_then(|figures| figures.loss.as_ref());
    let once = if figures.is_some_and(|figures| figures.once) {
        "once, with a chance of"
    } else {
        "times a year:"
    };
    let often = frequency.map(|estimate| ranged(session, estimate, ""));
    let costs = loss.map(|estimate| ranged(session, estimate, &of.portfolio.currency));
    let mut line = format!(
        "{}: {once} {}; each costs {}.",
        entry.id,
        often.unwrap_or_default(),
        costs.unwrap_or_default(),
    );
    if let Some(chance) = entry.chance {
        let drawn = if chance.standard_error.is_some() {
            ", as drawn"
        } else {
            ""
        };
        line.push_str(&format!(
            " These are attempts; {} get through what it rests on{drawn}.",
            percent(chance.chance),
        ));
    }
    if entry.left.frequency < 1.0 || entry.left.loss < 1.0 {
        let cuts: Vec<String> = entry.cut_by.iter().map(ToString::to_string).collect();
        let by = if cuts.is_empty() {
            parts(session, entry.id)
        } else {
            cuts.join(", ")
        };
        line.push_str(&format!(
            " Left by mitigations ({by}): {} of the events, {} of the loss of each.",
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

/// `10k..50k..400k EUR (by Ana), never below or above`
fn ranged(session: &Session, estimate: &Estimate, currency: &str) -> String {
    let values = estimate.range.values();
    let last = values.len().saturating_sub(1);
    let numbers = values
        .iter()
        .enumerate()
        .map(|(place, value)| amount(value.get(), if place == last { currency } else { "" }));
    let mut said = numbers.collect::<Vec<_>>().join("..");
    let by = session.name_of(estimate.by);
    match by {
        Some(name) => said.push_str(&format!(" (by {name})")),
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
