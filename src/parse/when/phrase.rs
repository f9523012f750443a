//! What the words of a date mean together.

use chrono::{Datelike, Months, NaiveDate, Weekday};

use super::word::Word::{self, After, Day, End, Mid, Month, Next, Number, Ordinal, Quarter, Start};
use super::word::Word::{This, Today, Tomorrow, Unit, Working};
use super::{WhenError, coming, end_of_month, on, relative, short_year, yearless};

/// The words of a date without those that have no meaning in it.
pub(super) struct Phrase {
    words: Vec<Word>,
    /// The days that a part in digits may mean.
    digits: Option<Vec<NaiveDate>>,
    /// A weekday that stands beside a day of the calendar.
    beside: Option<Weekday>,
}

impl Phrase {
    /// Takes the words of a phrase, and what its digits may mean.
    pub(super) fn new(mut words: Vec<Word>, digits: Option<Vec<NaiveDate>>) -> Self {
        words.retain(|word| *word != Word::Filler);
        let mut has_time = words.contains(&Word::Time);
        words.retain(|word| *word != Word::Time);
        // `end of the day`, alone or beside a date
        if let Some(at) = words.windows(2).position(|pair| pair == [End, Unit("day")]) {
            words.drain(at..at + 2);
            has_time = true;
        }
        if words.is_empty() && digits.is_none() && has_time {
            words.push(Today);
        }
        let weekdays: Vec<Weekday> = words
            .iter()
            .filter_map(|word| match word {
                Day(day) => Some(*day),
                _ => None,
            })
            .collect();
        let others = words.iter().filter(|word| !matches!(word, Day(_)));
        let of_calendar = |word: &Word| matches!(word, Month(_) | Ordinal(_));
        let others: Vec<Word> = others.copied().collect();
        let dated = digits.is_some() || others.iter().any(of_calendar);
        match weekdays.as_slice() {
            [only] if dated => Self {
                words: others,
                digits,
                beside: Some(*only),
            },
            _ => Self {
                words,
                digits,
                beside: None,
            },
        }
    }

    /// The weekday that stands beside a date.
    pub(super) fn weekday(&self) -> Option<Weekday> {
        self.beside
    }

    /// The days that it may mean, none where the calendar has no such day.
    ///
    /// # Errors
    /// That the words are only part of a date, or lead beyond every calendar.
    pub(super) fn days(
        &self,
        today: NaiveDate,
        shown: &dyn Fn() -> String,
    ) -> Result<Vec<NaiveDate>, WhenError> {
        match (&self.digits, self.words.as_slice()) {
            (Some(days), []) => Ok(days.clone()),
            (Some(_), _) => Err(WhenError::Incomplete(shown())),
            (None, words) => match of_calendar(words, today) {
                Ok(day) => Ok(day.into_iter().collect()),
                Err(OnlyPart) => match spoken(words, today) {
                    Ok(Some(day)) => Ok(vec![day]),
                    Ok(None) => Err(WhenError::Year(shown())),
                    Err(OnlyPart) => Err(WhenError::Incomplete(shown())),
                },
            },
        }
    }
}

/// Words that are not a whole date.
struct OnlyPart;

/// A day by its month or its number: `12 aug`, `aug 12 2027`, `the 15th`, `15th of next month`. The day is `None` where
/// the calendar has none.
fn of_calendar(words: &[Word], today: NaiveDate) -> Result<Option<NaiveDate>, OnlyPart> {
    let (day, month, year) = match words {
        [Number(day) | Ordinal(day), Month(month)] | [Month(month), Number(day) | Ordinal(day)] => {
            return Ok(yearless(*day, *month, today));
        }
        [Number(day) | Ordinal(day), Month(month), Number(year)]
        | [Month(month), Number(day) | Ordinal(day), Number(year)] => (*day, *month, *year),
        [Ordinal(day)] => {
            let months = (0..=2).filter_map(|ahead| of_month(*day, today, ahead));
            return Ok(months.into_iter().find(|date| *date >= today));
        }
        [Ordinal(day), This, Unit("month")] => return Ok(of_month(*day, today, 0)),
        [Ordinal(day), Next, Unit("month")] => return Ok(of_month(*day, today, 1)),
        _ => return Err(OnlyPart),
    };
    let year = match year {
        0..=99 => short_year(year, today).ok_or(OnlyPart)?,
        1000.. => i32::try_from(year).map_err(|_| OnlyPart)?,
        _ => return Err(OnlyPart),
    };
    Ok(on(year, month, day))
}

/// A day of the month that is `ahead` months on.
fn of_month(day: u32, today: NaiveDate, ahead: u32) -> Option<NaiveDate> {
    let first = today.with_day(1)?;
    first.checked_add_months(Months::new(ahead))?.with_day(day)
}

/// What is said from today on. Nothing where the day is beyond every calendar.
fn spoken(words: &[Word], today: NaiveDate) -> Result<Option<NaiveDate>, OnlyPart> {
    Ok(match words {
        [Today] => Some(today),
        [Tomorrow] => later(today, 1, "day"),
        [Unit("day"), After, Tomorrow] => later(today, 2, "day"),
        [Day(day)] | [This, Day(day)] => coming(*day, today),
        [Next, Day(day)] | [Day(day), Next, Unit("week")] | [Next, Unit("week"), Day(day)] => {
            coming(*day, sunday(today))
        }
        [Day(day), This, Unit("week")] | [This, Unit("week"), Day(day)] => {
            let monday = today.week(Weekday::Mon).checked_first_day();
            let days = monday
                .into_iter()
                .flat_map(|monday| monday.iter_days().take(7));
            let this = days.filter(|d| d.weekday() == *day).find(|d| *d >= today);
            Some(this.ok_or(OnlyPart)?)
        }
        [
            first @ (Day(_) | Today | Tomorrow),
            Unit(unit @ ("week" | "fortnight")),
        ] => later(anchor(*first, today)?, 1, unit),
        [Day(day), After, Next] => later(anchor(Day(*day), today)?, 1, "week"),
        [Number(n), Unit(unit)] => later(today, *n, unit),
        [Number(n), Unit(unit), from] | [Number(n), Unit(unit), After, from] => {
            later(anchor(*from, today)?, *n, unit)
        }
        [Number(n), Working, Unit("day")] => working_days(today, *n),
        [Next, Unit(unit)] => later(today, 1, unit),
        [Unit(unit @ ("week" | "month" | "year")), After, Next] => later(today, 2, unit),
        [This | End, Unit(unit)] | [End, This, Unit(unit)] => end_of(unit, today, 0)?,
        [End, Next, Unit(unit)] => end_of(unit, today, 1)?,
        [End, day @ (Today | Tomorrow | Day(_))] => Some(anchor(*day, today)?),
        [Start, Next, Unit(unit)] => match *unit {
            "week" => coming(Weekday::Mon, sunday(today)),
            unit => end_of(unit, today, 0)?.and_then(|last| last.succ_opt()),
        },
        [End, Month(month)] => {
            let first = |year| on(year, *month, 1).and_then(|first| end_of_month(first, 0));
            [today.year(), today.year().saturating_add(1)]
                .into_iter()
                .filter_map(first)
                .find(|last| *last >= today)
        }
        [End, Month(month), Number(year)] => last_of(*year, *month),
        [Start, Month(month)] => yearless(1, *month, today),
        [Mid, Month(month)] => yearless(15, *month, today),
        [Quarter(quarter)] | [End, Quarter(quarter)] => {
            let last = |year| on(year, quarter * 3, 1).and_then(|month| end_of_month(month, 0));
            last(today.year())
                .filter(|last| *last >= today)
                .or_else(|| last(today.year().saturating_add(1)))
        }
        [Quarter(quarter), Number(year)] | [End, Quarter(quarter), Number(year)] => {
            last_of(*year, quarter * 3)
        }
        _ => return Err(OnlyPart),
    })
}

/// The day from which others are counted.
fn anchor(word: Word, today: NaiveDate) -> Result<NaiveDate, OnlyPart> {
    match word {
        Today => Some(today),
        Tomorrow => today.succ_opt(),
        Day(day) => coming(day, today),
        _ => None,
    }
    .ok_or(OnlyPart)
}

/// The last day of a month.
fn last_of(year: u32, month: u32) -> Option<NaiveDate> {
    end_of_month(on(i32::try_from(year).ok()?, month, 1)?, 0)
}

/// The last day of this week, as the calendar has it.
fn sunday(today: NaiveDate) -> NaiveDate {
    today.week(Weekday::Mon).checked_last_day().unwrap_or(today)
}

/// So many days, weeks, months or years later.
fn later(base: NaiveDate, count: u32, unit: &str) -> Option<NaiveDate> {
    match unit {
        "fortnight" => relative(&format!("{} week", count.checked_mul(2)?), base),
        "quarter" => relative(&format!("{} month", count.checked_mul(3)?), base),
        unit => relative(&format!("{count} {unit}"), base),
    }
}

/// The last day of the unit that is `ahead` on; of a week its Friday. A day has none.
fn end_of(unit: &str, today: NaiveDate, ahead: u32) -> Result<Option<NaiveDate>, OnlyPart> {
    let months_left = |of: u32| (of - 1) - today.month0() % of;
    Ok(match unit {
        "week" if ahead > 0 => coming(Weekday::Fri, sunday(today)),
        "week" if today.weekday() == Weekday::Fri => Some(today),
        "week" => coming(Weekday::Fri, today),
        "month" => end_of_month(today, ahead),
        "quarter" => end_of_month(today, months_left(3) + 3 * ahead),
        "year" => end_of_month(today, months_left(12) + 12 * ahead),
        _ => return Err(OnlyPart),
    })
}

/// So many days later, where Saturdays and Sundays do not count.
fn working_days(today: NaiveDate, count: u32) -> Option<NaiveDate> {
    let is_working = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    match usize::try_from(count).ok()?.checked_sub(1) {
        None => Some(today),
        Some(more) => today.iter_days().skip(1).filter(is_working).nth(more),
    }
}
