//! `threatboard set FILE T3 frequency, loss or chance`: the numbers of a threat.

use super::args::FieldName;
use super::set::{Said, person};
use crate::domain::{Amount, Estimate, Field, ItemId, Range, Session, Text};
use crate::parse::amounts::{RangeOf, Ranged, ranged};
use crate::risk::numbers::{self, Which, Yearly};

/// Whether the field is a range that somebody gives.
pub(super) fn is_one(field: FieldName) -> bool {
    of(field).is_some()
}

fn of(field: FieldName) -> Option<RangeOf> {
    match field {
        FieldName::Frequency => Some(RangeOf::Frequency),
        FieldName::Loss => Some(RangeOf::Loss),
        FieldName::Chance => Some(RangeOf::Chance),
        _ => None,
    }
}

/// The numbers of a threat with one range replaced, or taken away by `none`.
pub(super) fn field(
    session: &Session,
    id: ItemId,
    field: FieldName,
    said: &Said<'_>,
) -> Result<Field, String> {
    let (Some(of), ItemId::Threat(threat)) = (of(field), id) else {
        return Err(format!("{id} has no such field."));
    };
    let known = session.threat(threat);
    let known = known.and_then(|threat| threat.figures.as_deref());
    let mut figures = known.cloned().unwrap_or_default();
    let by = said.by.map(|name| person(session, name)).transpose()?;
    let read = said.unless_none(|value| {
        let read = ranged(value, of)?;
        let range = range(&read).ok_or_else(|| format!("\"{value}\" is not a range."))?;
        let estimate = Estimate {
            range,
            by,
            at: said.now,
        };
        check(of, &estimate, read.once).map_err(|fault| fault.to_string())?;
        Ok((read, estimate))
    })?;
    let (read, estimate) = read.unzip();
    match of {
        RangeOf::Frequency => {
            figures.once = read.is_some_and(|read| read.once);
            figures.frequency = estimate;
        }
        RangeOf::Loss => {
            match read.map(|read| read.currency) {
                Some(Some(currency)) => figures.currency = Text::new(&currency),
                Some(None) => {}
                None => figures.currency = Text::default(),
            }
            figures.loss = estimate;
        }
        RangeOf::Chance => figures.chance = estimate,
    }
    let some = figures.estimates().next().is_some();
    Ok(Field::Figures(some.then(|| Box::new(figures))))
}

fn range(read: &Ranged) -> Option<Range> {
    let amounts = read.numbers.iter().map(|number| Amount::new(*number));
    Range::new(amounts.collect::<Option<Vec<_>>>()?)
}

/// Refuses what could be kept and not be simulated.
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
