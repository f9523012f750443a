//! The numbers of a threat as they are typed, and as they are read back in words before Enter.

use super::bar::Bar;
use super::{Made, Typed, table};
use crate::domain::{
    Amount, Edit, Estimate, Field, Figures, ItemId, ParticipantId, Range, Session, Stamp, Text,
    ThreatId, amount,
};
use crate::parse::amounts::{RangeOf, Ranged, ranged};
use crate::risk::numbers::{self, Which, Yearly, two_digits};

/// A range that was typed, and what is kept of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    ranged: Ranged,
    estimate: Estimate,
}

/// Reads a range, and refuses what could be kept and not be simulated.
///
/// # Errors
/// A sentence with what to write instead.
pub fn read(text: &str, of: RangeOf, by: Option<ParticipantId>, at: Stamp) -> Result<Read, String> {
    let ranged = ranged(text, of)?;
    let numbers = ranged.numbers.iter().map(|number| Amount::new(*number));
    let range = numbers.collect::<Option<Vec<_>>>().and_then(Range::new);
    let range = range.ok_or_else(|| format!("\"{text}\" is not a range."))?;
    let estimate = Estimate { range, by, at };
    check(of, &estimate, ranged.once).map_err(|fault| fault.to_string())?;
    Ok(Read { ranged, estimate })
}

fn check(of: RangeOf, estimate: &Estimate, once: bool) -> Result<(), numbers::Fault> {
    let range = numbers::range(estimate);
    let nothing = numbers::Range::Fixed(0.0);
    match of {
        RangeOf::Frequency if once => Yearly::once(range, nothing).check(),
        RangeOf::Frequency => Yearly::new(range, nothing).check(),
        RangeOf::Loss => range.check(Which::Loss),
        RangeOf::Chance => numbers::check_chance(&range, Which::Chance),
    }
}

/// The numbers of a threat with one range replaced, or taken away.
pub fn with(session: &Session, threat: ThreatId, of: RangeOf, read: Option<Read>) -> Field {
    let known = session.threat(threat);
    let known = known.and_then(|threat| threat.figures.as_deref());
    let mut figures = known.cloned().unwrap_or_default();
    let (ranged, estimate) = read.map(|read| (read.ranged, read.estimate)).unzip();
    match of {
        RangeOf::Frequency => {
            figures.once = ranged.is_some_and(|ranged| ranged.once);
            figures.frequency = estimate;
        }
        RangeOf::Loss => {
            match ranged.map(|ranged| ranged.currency) {
                Some(Some(currency)) => figures.currency = Text::new(&currency),
                Some(None) => {}
                None => figures.currency = Text::default(),
            }
            figures.loss = estimate;
        }
        RangeOf::Chance => figures.chance = estimate,
    }
    let some = figures.estimates().next().is_some();
    Field::Figures(some.then(|| Box::new(figures)))
}

/// What Enter makes of a range in the line: `none` takes it away.
pub(super) fn make(typed: &Typed<'_>) -> Result<Made, String> {
    let of = asked(typed.bar).ok_or("Nothing to change in this line.")?;
    let (session, id) = (typed.session()?, typed.about()?);
    let ItemId::Threat(threat) = id else {
        return Err("Select a threat: only a threat has numbers.".to_owned());
    };
    let parsed = typed.parsed()?;
    let read = match parsed.text.as_str().trim() {
        none if none.eq_ignore_ascii_case("none") => None,
        text => Some(read(text, of, parsed.who, typed.now)?),
    };
    let field = with(session, threat, of, read);
    Ok(Made::Edit(Edit::Set(id, field)))
}

/// Which range the line asks for.
fn asked(bar: &Bar) -> Option<RangeOf> {
    if bar.is(&table::FREQUENCY) {
        Some(RangeOf::Frequency)
    } else if bar.is(&table::LOSS) {
        Some(RangeOf::Loss)
    } else {
        None
    }
}

/// What is typed in the line of a range, in words: how it is read, or what is wrong with it so far.
pub fn read_back(bar: &Bar) -> Option<String> {
    let of = asked(bar)?;
    let words = bar.editor.text().split_whitespace();
    let words: Vec<&str> = words.filter(|word| !word.starts_with('@')).collect();
    let text = words.join(" ");
    if text.is_empty() {
        return None;
    }
    if text.eq_ignore_ascii_case("none") {
        return Some("Takes the range away.".to_owned());
    }
    Some(match read(&text, of, None, Stamp::default()) {
        Ok(read) => {
            let currency = read.ranged.currency.as_deref().unwrap_or_default();
            let says = said(&read.estimate, of, read.ranged.once, currency);
            format!("Reads as: {says}")
        }
        Err(says) => says,
    })
}

/// The numbers that a threat has, in words.
pub fn noted(figures: &Figures) -> String {
    let often = figures
        .frequency
        .as_ref()
        .map(|often| said(often, RangeOf::Frequency, figures.once, ""));
    let loss = figures
        .loss
        .as_ref()
        .map(|loss| said(loss, RangeOf::Loss, false, &figures.currency));
    let chance = figures
        .chance
        .as_ref()
        .map(|chance| said(chance, RangeOf::Chance, false, ""));
    let all: Vec<String> = [often, loss, chance].into_iter().flatten().collect();
    all.join("; ")
}

/// `between once in 10 years and twice a year, never outside, most likely once in 2 years`
fn said(estimate: &Estimate, of: RangeOf, once: bool, currency: &str) -> String {
    let is_chance = once || of == RangeOf::Chance;
    let one = |value: f64| match of {
        _ if is_chance => format!("{}%", amount(two_digits(value * 100.0), "")),
        RangeOf::Loss => amount(value, currency),
        _ => times_a_year(value),
    };
    let values: Vec<f64> = estimate.range.values().iter().map(|v| v.get()).collect();
    let range = match values.as_slice() {
        [least, likely, most] => format!(
            "between {} and {}, never outside, most likely {}",
            one(*least),
            one(*most),
            one(*likely)
        ),
        [low, high] => format!(
            "between {} and {}, nine times in ten",
            one(*low),
            one(*high)
        ),
        values => values
            .first()
            .map_or_else(String::new, |value| format!("exactly {}", one(*value))),
    };
    match of {
        RangeOf::Loss => format!("each time {range}"),
        _ if once => format!("once a year at most, with a chance of {range}"),
        RangeOf::Chance => format!("an attempt gets through with a chance of {range}"),
        RangeOf::Frequency => range,
    }
}

/// `once in 10 years`, `twice a year`
fn times_a_year(times: f64) -> String {
    // A number that was typed: nothing is compared that was computed.
    match times {
        0.0 => "never".to_owned(),
        1.0 => "once a year".to_owned(),
        2.0 => "twice a year".to_owned(),
        few if few < 1.0 => format!("once in {} years", amount(two_digits(1.0 / few), "")),
        many => format!("{} times a year", amount(many, "")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(line: &'static super::super::Line, text: &str) -> String {
        read_back(&Bar::holding(line, None, text)).unwrap_or_default()
    }

    #[test]
    fn what_is_typed_is_read_back_in_words() {
        for (text, says) in [
            (
                "0.1..0.5..2",
                "Reads as: between once in 10 years and twice a year, never outside, most likely once in 2 years",
            ),
            (
                "1..12 @ana",
                "Reads as: between once a year and 12 times a year, nine times in ten",
            ),
            (
                "5% once",
                "Reads as: once a year at most, with a chance of exactly 5%",
            ),
            ("0", "Reads as: exactly never"),
            ("none", "Takes the range away."),
            ("  @ana ", ""),
        ] {
            assert_eq!(reads(&table::FREQUENCY, text), says, "{text}");
        }
        assert_eq!(
            reads(&table::LOSS, "10k..50k..400k EUR"),
            "Reads as: each time between 10k EUR and 400k EUR, never outside, most likely 50k EUR"
        );
        assert!(reads(&table::LOSS, "400k..10k").contains("falls"));
        assert_eq!(reads(&table::THREAT, "0.5"), "");
    }
}
