//! What a year costs: a simulated year, with all that it was made of.

use super::fault::Fault;
use super::lacking::{NoPortfolio, Worth};
use super::portfolio::Portfolio;
use super::simulate::{Draw, Outcome, Watch, simulate_watched};
use crate::domain::Session;
use crate::risk::Conventions;

/// A simulated year, with all that it was made of.
#[derive(Clone, Debug)]
pub struct Costs {
    /// The threats with numbers.
    pub portfolio: Portfolio,
    /// Their years.
    pub outcome: Outcome,
    /// What each mitigation saves.
    pub worth: Vec<Worth>,
    /// Seed and number of years.
    pub draw: Draw,
}

/// Why nothing was simulated. Its text is a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum NoCosts {
    /// No threat has both numbers.
    Nothing,
    /// The numbers cannot be taken together.
    Wrong(NoPortfolio),
    /// They cannot be drawn.
    Fault(Fault),
}

impl std::fmt::Display for NoCosts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Nothing => f.write_str("No threat has both a frequency and a loss yet."),
            Self::Wrong(wrong) => wrong.fmt(f),
            Self::Fault(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for NoCosts {}

impl Costs {
    /// The same with fewer trials where so many cannot be drawn: for pages that nobody asks for a number of trials.
    ///
    /// # Errors
    /// As [`of`](Self::of).
    pub fn as_many(
        session: &Session,
        conventions: &Conventions,
        draw: Draw,
    ) -> Result<Self, NoCosts> {
        match Self::of(session, conventions, draw) {
            Err(NoCosts::Fault(Fault::TooMuch(trials))) => {
                Self::of(session, conventions, Draw { trials, ..draw })
            }
            made => made,
        }
    }

    /// Simulates the threats of a session that have numbers.
    ///
    /// # Errors
    /// Where none has, and where the numbers are wrong.
    pub fn of(session: &Session, conventions: &Conventions, draw: Draw) -> Result<Self, NoCosts> {
        Self::watched(session, conventions, draw, &|_| {})
    }

    /// The same, and says how far it is.
    ///
    /// # Errors
    /// As [`of`](Self::of).
    pub fn watched(
        session: &Session,
        conventions: &Conventions,
        draw: Draw,
        watch: Watch<'_>,
    ) -> Result<Self, NoCosts> {
        let portfolio = Portfolio::of(session, conventions, &draw).map_err(NoCosts::Wrong)?;
        if portfolio.entries.is_empty() {
            return Err(NoCosts::Nothing);
        }
        let cases = portfolio.cases();
        let outcome = simulate_watched(&cases, &draw, watch).map_err(NoCosts::Fault)?;
        Ok(Self {
            worth: portfolio.worth(),
            portfolio,
            outcome,
            draw,
        })
    }
}
