//! What the numbers of a session lack or take for granted, and what a mitigation is worth.

use std::fmt;

use super::fault::Fault;
use crate::domain::{MitigationId, Text, ThreatId};

/// Which numbers a threat lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacks {
    /// How often it comes.
    Frequency,
    /// What it costs.
    Loss,
    /// Both.
    Both,
}

/// What nobody has said, and what was taken instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assumed {
    /// A mitigation without a strength cuts nothing.
    NoStrength(MitigationId),
    /// A mitigation without a kind makes its threats rarer.
    NoKind(MitigationId),
    /// A threat whose amounts name no currency, where others do.
    NoCurrency(ThreatId),
    /// A threat that rests on parts of which some have a chance and this one has none, so that none counts.
    NoChance(ThreatId, ThreatId),
}

/// What one mitigation saves in a year, in closed form. Several do not add up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Worth {
    /// Which it is.
    pub mitigation: MitigationId,
    /// What it saves as it stands: the mean without it minus the mean as it is.
    pub now: f64,
    /// What it would save beyond that, once it is done and shown to work.
    pub more: f64,
}

/// Why the numbers of a session cannot be taken together. Its text is a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum NoPortfolio {
    /// The numbers of one threat are wrong.
    Threat(ThreatId, Fault),
    /// Amounts are in two currencies, each with a threat that is in it.
    Currencies((Text, ThreatId), (Text, ThreatId)),
}

impl fmt::Display for NoPortfolio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Threat(id, fault) => write!(f, "{id}: {fault}"),
            Self::Currencies((one, here), (other, there)) => write!(
                f,
                "{here} is in {one}, {there} in {other}. Set all losses in one currency."
            ),
        }
    }
}

impl std::error::Error for NoPortfolio {}
