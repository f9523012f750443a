//! What the rules count with: points, weights and steps, what is left, days of work. None of it is measured, so a team may
//! change each of them.

use serde::Deserialize;

use crate::domain::{Effort, Severity, Strength};

/// Numbers, and beside them the same numbers as a team may give them: each one, or none.
macro_rules! conventions {
    ($(#[$says:meta])* pub struct $name:ident as $own:ident {
        $($(#[$about:meta])* $field:ident: $kind:ty as $given:ty,)*
    }) => {
        $(#[$says])*
        #[derive(Clone, Debug, PartialEq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$about])* pub $field: $kind,)*
        }

        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $own {
            $(#[serde(default)] $field: Option<$given>,)*
        }

        impl $name {
            fn take(&mut self, own: $own) {
                $(if let Some(own) = own.$field {
                    Take::take(&mut self.$field, own);
                })*
            }
        }

        impl Take<$own> for $name {
            fn take(&mut self, own: $own) {
                $name::take(self, own);
            }
        }
    };
}

/// Takes what a team wrote in its place.
trait Take<Own> {
    fn take(&mut self, own: Own);
}

macro_rules! plain {
    ($($kind:ty)*) => {$(
        impl Take<$kind> for $kind {
            fn take(&mut self, own: $kind) {
                *self = own;
            }
        }
    )*};
}

plain! { u8 u32 f64 Vec<u32> Severity }

conventions! {
/// Every number that a figure is made with and nobody measured.
pub struct Conventions as OwnConventions {
    /// Points of a mitigation by its strength.
    points: Points as OwnPoints,
    /// How often its points count, by how far it is.
    weights: Weights as OwnWeights,
    /// Points from which a rating falls by one step, by two, and so on.
    steps_need: Vec<u32> as Vec<u32>,
    /// Share that is left of a range once a mitigation is shown to work.
    left: LeftShares as OwnLeftShares,
    /// The least share that is left on one axis, whatever is linked.
    floor: f64 as f64,
    /// Days of work.
    effort_days: EffortDays as OwnEffortDays,
    /// How much of the whole the first few have to carry, in hundredths.
    pareto_percent: u8 as u8,
    /// From which severity on threats are counted.
    line: Severity as Severity,
}
}

conventions! {
/// Points of a mitigation by its strength.
pub struct Points as OwnPoints {
    /// It takes a part of the threat away.
    some: u32 as u32,
    /// Most of it.
    most: u32 as u32,
    /// All of it.
    all: u32 as u32,
    /// Nobody has said.
    unsaid: u32 as u32,
}
}

conventions! {
/// How often the points of a mitigation count. What is not built counts nothing.
pub struct Weights as OwnWeights {
    /// It is in place or implemented.
    built: u32 as u32,
    /// It was shown to work, or is taken as that in a what-if.
    shown: u32 as u32,
}
}

conventions! {
/// Share that is left of a range once a mitigation is shown to work.
pub struct LeftShares as OwnLeftShares {
    /// It takes a part of the threat away.
    some: f64 as f64,
    /// Most of it.
    most: f64 as f64,
    /// All of it.
    all: f64 as f64,
}
}

conventions! {
/// Days of work.
pub struct EffortDays as OwnEffortDays {
    /// S
    small: u32 as u32,
    /// M
    medium: u32 as u32,
    /// L
    large: u32 as u32,
    /// Nobody has said.
    unsaid: u32 as u32,
}
}

impl Conventions {
    /// The conventions that come with the program.
    pub fn bundled() -> Self {
        super::scales::Scales::bundled().conventions
    }

    /// These with what a team gave.
    pub(super) fn with(&self, own: OwnConventions) -> Self {
        let mut whole = self.clone();
        whole.take(own);
        whole
    }

    /// Points of a mitigation of this strength.
    pub fn points(&self, strength: Option<Strength>) -> u32 {
        match strength {
            None => self.points.unsaid,
            Some(Strength::Some) => self.points.some,
            Some(Strength::Most) => self.points.most,
            Some(Strength::All) => self.points.all,
        }
    }

    /// The share that a mitigation of this strength leaves once it is shown to work; all of it where nobody has said.
    pub fn left(&self, strength: Option<Strength>) -> f64 {
        match strength {
            None => 1.0,
            Some(Strength::Some) => self.left.some,
            Some(Strength::Most) => self.left.most,
            Some(Strength::All) => self.left.all,
        }
    }

    /// Days of work.
    pub fn days(&self, effort: Option<Effort>) -> u32 {
        match effort {
            None => self.effort_days.unsaid,
            Some(Effort::Small) => self.effort_days.small,
            Some(Effort::Medium) => self.effort_days.medium,
            Some(Effort::Large) => self.effort_days.large,
        }
    }

    /// How many steps so many points are worth.
    pub fn steps(&self, points: u64) -> usize {
        let needs = self.steps_need.iter().copied().map(u64::from);
        let reached = needs.filter(|need| points >= *need);
        reached.count()
    }

    /// Why risk could rise by doing more, were these numbers used; `None` if it cannot.
    pub(super) fn broken(&self) -> Option<&'static str> {
        // Far more than anybody needs. Points are summed up in 64 bits, days never pass 32.
        const MOST: u32 = 1_000;
        const MOST_DAYS: u32 = 10_000;
        let (points, left, days) = (&self.points, &self.left, &self.effort_days);
        let ordered = |list: &[u32]| list.is_sorted() && list.iter().all(|n| *n <= MOST);
        let share = |share: f64| (0.0..=1.0).contains(&share);
        if !ordered(&[points.unsaid, points.some, points.most, points.all]) {
            return Some(
                "points must not fall from unsaid over some and most to all, nor pass 1000",
            );
        }
        if !ordered(&[self.weights.built, self.weights.shown]) {
            return Some("weights must not fall from built to shown, nor pass 1000");
        }
        if !ordered(&self.steps_need) || self.steps_need.first() == Some(&0) {
            return Some("steps_need must begin with 1 or more and must not fall, nor pass 1000");
        }
        if ![left.some, left.most, left.all, self.floor]
            .into_iter()
            .all(share)
            || left.some < left.most
            || left.most < left.all
        {
            return Some("left and floor are 0.0 to 1.0, and left must not rise from some to all");
        }
        if [days.small, days.medium, days.large, days.unsaid]
            .iter()
            .any(|days| *days > MOST_DAYS)
        {
            return Some("effort_days are 10000 at most");
        }
        if !(1..=100).contains(&self.pareto_percent) {
            return Some("pareto_percent is 1 to 100");
        }
        None
    }
}
