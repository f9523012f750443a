//! Threats and mitigations, as the rules see them.

use super::conventions::Conventions;
use crate::domain::{
    ControlKind, Effort, LinkTerms, MitigationId, Rated, RestsOn, Status, Strength, ThreatId,
};

/// A threat, as the rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreatIn {
    /// `T14`.
    pub id: ThreatId,
    /// How it was rated, on the scale of the model.
    pub rated: Option<Rated>,
    /// What it rests on. Parts that the model does not have are left out.
    pub rests_on: Option<RestsOn>,
}

/// A mitigation, as the rules see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MitigationIn {
    /// `M3`.
    pub id: MitigationId,
    /// How far it is.
    pub status: Status,
    /// Whether its check was passed, if there was one.
    pub passed: Option<bool>,
    /// How much of a threat it takes away, where a link does not say otherwise.
    pub strength: Option<Strength>,
    /// What it does to a threat, where a link does not say otherwise.
    pub kind: Option<ControlKind>,
    /// What it stands in for, if it is compensating.
    pub instead_of: Option<ControlKind>,
    /// How much work it is.
    pub effort: Option<Effort>,
    /// The threats that it answers. Those that the model does not have are left out.
    pub links: Vec<LinkIn>,
}

/// That a mitigation answers a threat, and what differs for it.
pub type LinkIn = LinkTerms;

/// The half of a rating that a mitigation lowers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Half {
    /// How likely it is: what prevents or deters, and what nobody has said the kind of.
    Likelihood,
    /// How much it hurts: what detects, corrects or recovers.
    Impact,
}

impl Half {
    /// Whether nobody has said which half it is: likelihood is then taken.
    pub fn is_unsaid(kind: Option<ControlKind>, instead_of: Option<ControlKind>) -> bool {
        match kind {
            None => true,
            Some(ControlKind::Compensating) => {
                matches!(instead_of, None | Some(ControlKind::Compensating))
            }
            Some(_) => false,
        }
    }

    /// The half that a mitigation of this kind lowers. A compensating one lowers what it stands in for.
    pub fn of(kind: Option<ControlKind>, instead_of: Option<ControlKind>) -> Self {
        match kind {
            Some(ControlKind::Detective | ControlKind::Corrective | ControlKind::Recovery) => {
                Self::Impact
            }
            Some(ControlKind::Compensating) if instead_of != Some(ControlKind::Compensating) => {
                Self::of(instead_of, None)
            }
            _ => Self::Likelihood,
        }
    }
}

/// What a threat is moved on by steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    /// The levels of the scale: all kinds of mitigations count together.
    Level,
    /// The steps of likelihood.
    Likelihood,
}

/// How often the points of a mitigation count, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It is not built, or rejected.
    NotBuilt,
    /// It was checked, and does not work.
    Failed,
    /// It is in place or implemented.
    Built,
    /// It was shown to work.
    Shown,
}

impl Standing {
    /// How far a mitigation of this status and check counts.
    pub fn of(status: Status, passed: Option<bool>) -> Self {
        match (status, passed) {
            _ if !status.is_built() => Self::NotBuilt,
            _ if !status.works(passed) => Self::Failed,
            (Status::Verified, _) | (_, Some(true)) => Self::Shown,
            _ => Self::Built,
        }
    }

    /// How often its points count.
    pub fn weight(self, conventions: &Conventions) -> u32 {
        match self {
            Self::NotBuilt | Self::Failed => 0,
            Self::Built => conventions.weights.built,
            Self::Shown => conventions.weights.shown,
        }
    }
}
