//! Ranges as they are typed: `0.1..0.5..2`, `10k..50k..400k EUR`, `5% once`; and amounts as they are shown.

pub use crate::domain::amount;

/// A range as it was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranged {
    /// One number, two or three.
    pub numbers: Vec<f64>,
    /// What they are in: `EUR`.
    pub currency: Option<String>,
    /// Whether it said that it comes once a year at most.
    pub once: bool,
}

/// What a range is typed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RangeOf {
    /// How often in a year, or a chance with `once`.
    Frequency,
    /// An amount of money.
    Loss,
    /// From 0 to 1.
    Chance,
}

/// Currencies that have a sign of their own.
const SIGNS: [(char, &str); 4] = [('€', "EUR"), ('$', "USD"), ('£', "GBP"), ('¥', "JPY")];

/// How letters after a number multiply it, the largest first.
const TIMES: [(&str, f64); 4] = [("bn", 1e9), ("b", 1e9), ("m", 1e6), ("k", 1e3)];

/// What may follow a frequency, and says nothing new.
const A_YEAR: [&str; 5] = ["times a year", "a year", "per year", "/year", "p.a."];

impl RangeOf {
    /// How it may be written.
    fn example(self) -> &'static str {
        match self {
            Self::Frequency => "0.1..0.5..2 for least, likely and most a year, or 5% once",
            Self::Loss => "10k..50k..400k EUR for least, likely and most, or 10k..400k EUR",
            Self::Chance => "20% or 0.1..0.2..0.4",
        }
    }
}

/// Reads a range. What cannot be read is refused with what to write instead.
pub fn ranged(typed: &str, of: RangeOf) -> Result<Ranged, String> {
    let mut rest = typed.trim();
    let (mut once, mut currency) = (false, None);
    if let Some(before) = without_last_word(rest, "once") {
        if of != RangeOf::Frequency {
            return Err("once belongs to the frequency: write `frequency \"5% once\"`.".to_owned());
        }
        (once, rest) = (true, before);
    }
    if of == RangeOf::Frequency {
        let ends = A_YEAR.iter().find_map(|end| rest.strip_suffix(end));
        rest = ends.unwrap_or(rest).trim_end();
    }
    if let Some((before, code)) = rest.rsplit_once(' ')
        && is_code(code)
    {
        (rest, currency) = (before.trim_end(), Some(code.to_owned()));
    }
    let pieces = rest.replace('…', "..").replace(" to ", "..");
    let pieces: Vec<&str> = pieces.split("..").map(str::trim).collect();
    if pieces.len() > 3 {
        return Err(format!(
            "\"{typed}\" has more than three numbers. Write {}.",
            of.example()
        ));
    }
    let mut numbers = Vec::new();
    for piece in pieces {
        let (piece, sign) = without_sign(piece);
        if let Some(sign) = sign {
            match &currency {
                Some(other) if other != sign => {
                    return Err(format!(
                        "\"{typed}\" is in {sign} and {other}. Write one currency."
                    ));
                }
                _ => currency = Some(sign.to_owned()),
            }
        }
        numbers.push(number(piece, typed, of)?);
    }
    if currency.is_some() && of != RangeOf::Loss {
        return Err(format!(
            "Only a loss has a currency. Write {}.",
            of.example()
        ));
    }
    if numbers
        .iter()
        .zip(numbers.iter().skip(1))
        .any(|(a, b)| a > b)
    {
        return Err(format!(
            "\"{typed}\" falls. Write the numbers from small to large, such as {}.",
            of.example()
        ));
    }
    let is_chance = once || of == RangeOf::Chance;
    if is_chance && numbers.iter().any(|number| *number > 1.0) {
        return Err(format!(
            "\"{typed}\" is above 1. Write a chance from 0 to 1, such as 5%."
        ));
    }
    Ok(Ranged {
        numbers,
        currency,
        once,
    })
}

/// What stands before a last word, whatever its case.
fn without_last_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (before, last) = text.rsplit_once(' ')?;
    last.eq_ignore_ascii_case(word).then(|| before.trim_end())
}

/// Whether it is the code of a currency: three capital letters.
fn is_code(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// A number without the sign of a currency before or after it.
fn without_sign(piece: &str) -> (&str, Option<&'static str>) {
    for (sign, code) in SIGNS {
        let rest = piece
            .strip_prefix(sign)
            .or_else(|| piece.strip_suffix(sign));
        if let Some(rest) = rest {
            return (rest.trim(), Some(code));
        }
    }
    (piece, None)
}

/// One number, with `k`, `m` or `bn` for a loss and `%` for a frequency or a chance.
fn number(piece: &str, typed: &str, of: RangeOf) -> Result<f64, String> {
    let unread = || {
        let what = if piece.is_empty() { typed } else { piece };
        format!("\"{what}\" is not a number. Write {}.", of.example())
    };
    let lower = piece.to_lowercase();
    let (digits, times) = if let Some(digits) = lower.strip_suffix('%') {
        if of == RangeOf::Loss {
            return Err(format!(
                "\"{piece}\" is a share, and a loss is an amount. Write {}.",
                of.example()
            ));
        }
        (digits.trim_end().to_owned(), 0.01)
    } else {
        let times = TIMES.iter().find_map(|(letters, times)| {
            let digits = lower.strip_suffix(letters)?;
            Some((digits.trim_end().to_owned(), *times))
        });
        times.unwrap_or((lower, 1.0))
    };
    if digits.starts_with('-') {
        return Err(format!("\"{piece}\" is below 0. Write 0 for none."));
    }
    let digits = without_thousands(&digits).ok_or_else(|| {
        format!("\"{piece}\" can be read in two ways. Write 1.5 with a point, 1500 without one, or 1.5k.")
    })?;
    let plain = |c: char| c.is_ascii_digit() || c == '.';
    if !digits.chars().all(plain) {
        return Err(unread());
    }
    let value: f64 = digits.parse().map_err(|_| unread())?;
    // Divided, as 7 times 0.01 is not quite 0.07.
    let value = if times < 1.0 {
        value / 100.0
    } else {
        value * times
    };
    if value.is_finite() && value <= 1e15 {
        Ok(value)
    } else {
        Err(format!("\"{piece}\" is too large. Write up to 1000000bn."))
    }
}

/// `10,000` is 10000; `None` where a comma or a point may mean either.
fn without_thousands(digits: &str) -> Option<String> {
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let mut several = false;
    for group in groups {
        several = true;
        if group.len() != 3 {
            return None;
        }
    }
    if several && !(1..=3).contains(&first.len()) {
        return None;
    }
    // 1.000 and 10.500.000: one, or a thousand?
    let is_group = part.len() == 3 && !several && first != "0" && !first.is_empty();
    if is_group || part.contains(['.', ',']) {
        return None;
    }
    Some(digits.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str, of: RangeOf) -> (Vec<f64>, Option<String>, bool) {
        let ranged = ranged(typed, of).unwrap_or_else(|says| panic!("{typed}: {says}"));
        (ranged.numbers, ranged.currency, ranged.once)
    }

    #[test]
    fn ranges_are_read_as_people_write_them() {
        use RangeOf::{Chance, Frequency, Loss};
        let eur = || Some("EUR".to_owned());
        for (typed, of, numbers, currency, once) in [
            ("0.1..0.5..2", Frequency, vec![0.1, 0.5, 2.0], None, false),
            ("5% once", Frequency, vec![0.05], None, true),
            (
                "1% .. 5% .. 20% Once",
                Frequency,
                vec![0.01, 0.05, 0.2],
                None,
                true,
            ),
            ("2 a year", Frequency, vec![2.0], None, false),
            ("0.125", Frequency, vec![0.125], None, false),
            (
                "10k..50k..400k EUR",
                Loss,
                vec![1e4, 5e4, 4e5],
                eur(),
                false,
            ),
            ("10 k to 1.5 m EUR", Loss, vec![1e4, 1.5e6], eur(), false),
            ("€10,000…€400,000", Loss, vec![1e4, 4e5], eur(), false),
            ("2.5bn", Loss, vec![2.5e9], None, false),
            ("20%", Chance, vec![0.2], None, false),
            ("7%", Chance, vec![0.07], None, false),
        ] {
            assert_eq!(read(typed, of), (numbers, currency, once), "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_what_to_write() {
        use RangeOf::{Chance, Frequency, Loss};
        for (typed, of, says) in [
            (
                "a lot",
                Loss,
                "\"a lot\" is not a number. Write 10k..50k..400k EUR for least, likely and most, or 10k..400k EUR.",
            ),
            (
                "10k..",
                Loss,
                "\"10k..\" is not a number. Write 10k..50k..400k EUR for least, likely and most, or 10k..400k EUR.",
            ),
            (
                "1..2..3..4",
                Frequency,
                "\"1..2..3..4\" has more than three numbers. Write 0.1..0.5..2 for least, likely and most a year, or 5% once.",
            ),
            ("-5", Loss, "\"-5\" is below 0. Write 0 for none."),
            (
                "1.000",
                Loss,
                "\"1.000\" can be read in two ways. Write 1.5 with a point, 1500 without one, or 1.5k.",
            ),
            (
                "1,5",
                Frequency,
                "\"1,5\" can be read in two ways. Write 1.5 with a point, 1500 without one, or 1.5k.",
            ),
            (
                "50k..10k",
                Loss,
                "\"50k..10k\" falls. Write the numbers from small to large, such as 10k..50k..400k EUR for least, likely and most, or 10k..400k EUR.",
            ),
            (
                "5%",
                Loss,
                "\"5%\" is a share, and a loss is an amount. Write 10k..50k..400k EUR for least, likely and most, or 10k..400k EUR.",
            ),
            (
                "10k EUR once",
                Loss,
                "once belongs to the frequency: write `frequency \"5% once\"`.",
            ),
            (
                "2 once",
                Frequency,
                "\"2 once\" is above 1. Write a chance from 0 to 1, such as 5%.",
            ),
            (
                "1.5",
                Chance,
                "\"1.5\" is above 1. Write a chance from 0 to 1, such as 5%.",
            ),
            (
                "2 EUR",
                Frequency,
                "Only a loss has a currency. Write 0.1..0.5..2 for least, likely and most a year, or 5% once.",
            ),
            (
                "$10k EUR",
                Loss,
                "\"$10k EUR\" is in USD and EUR. Write one currency.",
            ),
            (
                "nan",
                Loss,
                "\"nan\" is not a number. Write 10k..50k..400k EUR for least, likely and most, or 10k..400k EUR.",
            ),
            (
                "9999999bn",
                Loss,
                "\"9999999bn\" is too large. Write up to 1000000bn.",
            ),
        ] {
            assert_eq!(ranged(typed, of), Err(says.to_owned()), "{typed}");
        }
    }

    #[test]
    fn amounts_are_shown_as_they_are_typed() {
        for (value, shown) in [
            (0.0, "0 EUR"),
            (0.23, "0.23 EUR"),
            (950.0, "950 EUR"),
            (69_000.0, "69k EUR"),
            (1_200_000.0, "1.2m EUR"),
            (2.5e9, "2.5bn EUR"),
        ] {
            assert_eq!(amount(value, "EUR"), shown);
            assert_eq!(read(shown, RangeOf::Loss).0, vec![value]);
        }
        assert_eq!(amount(12.0, ""), "12");
    }
}
