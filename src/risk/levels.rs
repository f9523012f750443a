//! What is left of each threat: its own mitigations by steps, what it rests on by the weakest or the strongest cut.
//!
//! Steps are never negative and a matrix never falls as a half of the rating rises, so what is left is never above the
//! rating; and as more or stronger mitigations never take points away, doing more never raises what is left.

use std::collections::BTreeMap;

use super::input::{Axis, Half, Standing};
use super::model::{Control, Link, Model, Node};
use crate::domain::{Gate, MitigationId, Rated, Scale, Strength, ThreatId};

/// How far a threat falls on its axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fall {
    /// By so many steps, though never below the bottom.
    Steps(usize),
    /// To the bottom, wherever it stood.
    Bottom,
}

impl Fall {
    /// Where it leads from `place`.
    pub fn from(self, place: usize) -> usize {
        match self {
            Self::Steps(steps) => place.saturating_sub(steps),
            Self::Bottom => 0,
        }
    }
}

/// A place on an axis, from 0 at the bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OnAxis {
    /// Which axis.
    pub axis: Axis,
    /// The place.
    pub at: usize,
}

impl OnAxis {
    /// Its word on the scale, without the axis: `high`.
    pub fn word(self, scale: &Scale) -> &str {
        match self.axis {
            Axis::Level => scale.word(self.at),
            Axis::Likelihood => {
                let step = scale.likelihood.get(self.at);
                step.map_or("", |step| &step.word)
            }
        }
    }

    /// The same with the axis, where that is not the level: `high likelihood`.
    pub fn words(self, scale: &Scale) -> String {
        match self.axis {
            Axis::Level => self.word(scale).to_owned(),
            Axis::Likelihood => format!("{} likelihood", self.word(scale)),
        }
    }
}

/// Points on one half.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Points times weight of what answers the threat.
    pub points: u64,
    /// How many of them take all of it away and were shown to.
    pub bottoms: u32,
}

impl Sum {
    fn plus(self, other: Self) -> Self {
        Self {
            points: self.points + other.points,
            bottoms: self.bottoms + other.bottoms,
        }
    }

    /// How far so many points take a threat down.
    pub(super) fn fall(self, model: &Model) -> Fall {
        if self.bottoms > 0 {
            Fall::Bottom
        } else {
            Fall::Steps(model.conventions.steps(self.points))
        }
    }
}

/// What is left of one threat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remains {
    /// How far it falls on its axis, all taken together.
    pub fall: Fall,
    /// Where it stands then, in the terms of its rating; `None` where nobody rated it.
    pub rated: Option<Rated>,
    /// The level that this is.
    pub level: Option<usize>,
    /// Where it stands on its axis: by its rating or, where nobody rated it, by its parts.
    pub(super) stands: Option<usize>,
}

/// What is left of each threat, with some mitigations taken as done or without.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    ticked: Vec<bool>,
    /// By likelihood and impact.
    sums: Vec<[Sum; 2]>,
    left: Vec<Remains>,
}

impl Levels {
    /// What is left with what is there today.
    pub(super) fn of(model: &Model) -> Self {
        let mut levels = Self {
            ticked: vec![false; model.mitigations.len()],
            sums: vec![[Sum::default(); 2]; model.threats.len()],
            left: Vec::new(),
        };
        for mitigation in &model.mitigations {
            for link in &mitigation.links {
                levels.add(link, sum_of(model, mitigation, link, false));
            }
        }
        let nothing = Remains {
            fall: Fall::Steps(0),
            rated: None,
            level: None,
            stands: None,
        };
        levels.left = vec![nothing; model.threats.len()];
        for threat in &model.order {
            levels.reckon(model, *threat);
        }
        levels
    }

    fn sum_mut(&mut self, link: &Link) -> Option<&mut Sum> {
        let [likelihood, impact] = self.sums.get_mut(link.threat)?;
        Some(match link.half {
            Half::Likelihood => likelihood,
            Half::Impact => impact,
        })
    }

    fn add(&mut self, link: &Link, more: Sum) {
        if let Some(sum) = self.sum_mut(link) {
            *sum = sum.plus(more);
        }
    }

    fn remove(&mut self, link: &Link, less: Sum) {
        if let Some(sum) = self.sum_mut(link) {
            sum.points -= less.points;
            sum.bottoms -= less.bottoms;
        }
    }

    /// Takes the mitigation at this place as done and shown to work, or no longer; only what it touches is reckoned anew.
    pub(super) fn tick(&mut self, model: &Model, place: usize, done: bool) {
        let Some(mitigation) = model.mitigations.get(place) else {
            return;
        };
        let Some(ticked) = self.ticked.get_mut(place) else {
            return;
        };
        if std::mem::replace(ticked, done) == done {
            return;
        }
        for link in &mitigation.links {
            self.remove(link, sum_of(model, mitigation, link, !done));
            self.add(link, sum_of(model, mitigation, link, done));
        }
        for threat in &mitigation.touches {
            self.reckon(model, *threat);
        }
    }

    /// The points of a threat on its axis.
    pub(super) fn own(&self, node: &Node, place: usize) -> Sum {
        let [likelihood, impact] = self.sums.get(place).copied().unwrap_or_default();
        match node.axis {
            Axis::Level => likelihood.plus(impact),
            Axis::Likelihood => likelihood,
        }
    }

    /// The weakest or strongest cut of the parts of a threat, as its gate says.
    pub(super) fn parts(&self, node: &Node) -> Option<Fall> {
        let falls = node.parts.iter().filter_map(|part| self.left.get(*part));
        let falls = falls.map(|left| left.fall);
        match node.gate? {
            Gate::All => falls.max(),
            Gate::One => falls.min(),
        }
    }

    /// Where the parts of a threat put it before and after, if each stands on its axis.
    pub(super) fn drop(&self, model: &Model, node: &Node) -> Option<(usize, usize)> {
        let before = model.by_parts(node, |_, part| part.inherent)?;
        let after = model.by_parts(node, |place, _| self.left.get(place)?.stands)?;
        Some((before, after))
    }

    fn reckon(&mut self, model: &Model, place: usize) {
        let Some(node) = model.threats.get(place) else {
            return;
        };
        let mut fall = self.own(node, place).fall(model);
        if let Some(parts) = self.parts(node) {
            fall = fall.max(parts);
        }
        if let Some((before, after)) = self.drop(model, node) {
            fall = fall.max(Fall::Steps(before.saturating_sub(after)));
        }
        let rated = node.rated.map(|rated| match rated {
            Rated::Single(level) => Rated::Single(fall.from(level)),
            Rated::Matrix(l, i) => {
                Rated::Matrix(fall.from(l), self.impact(place).fall(model).from(i))
            }
        });
        let left = Remains {
            fall,
            rated,
            level: rated.and_then(|rated| model.level_of(rated)),
            stands: node.inherent.map(|stands| fall.from(stands)),
        };
        if let Some(place) = self.left.get_mut(place) {
            *place = left;
        }
    }

    /// The points on impact of a threat.
    pub(super) fn impact(&self, place: usize) -> Sum {
        self.sums
            .get(place)
            .map_or(Sum::default(), |[_, impact]| *impact)
    }

    pub(super) fn left(&self, place: usize) -> Option<Remains> {
        self.left.get(place).copied()
    }

    pub(super) fn is_ticked(&self, place: usize) -> bool {
        self.ticked.get(place).copied().unwrap_or_default()
    }
}

/// The points of a link.
pub(super) fn sum_of(model: &Model, mitigation: &Control, link: &Link, ticked: bool) -> Sum {
    if link.in_rating {
        return Sum::default();
    }
    let standing = if ticked {
        Standing::Shown
    } else {
        mitigation.standing
    };
    Sum {
        points: u64::from(link.points) * u64::from(standing.weight(&model.conventions)),
        bottoms: u32::from(standing == Standing::Shown && link.strength == Some(Strength::All)),
    }
}

impl Model {
    /// What is left of a threat; `None` if the model does not have it.
    pub fn left(&self, levels: &Levels, threat: ThreatId) -> Option<Remains> {
        levels.left(self.place(threat)?)
    }

    /// The level that is left of a threat; `None` unless it was rated.
    pub fn residual(&self, levels: &Levels, threat: ThreatId) -> Option<usize> {
        self.left(levels, threat)?.level
    }

    /// Where a threat that nobody rated stands by its parts, with what is done; `None` as for
    /// [`inherent_from_parts`](Self::inherent_from_parts).
    pub fn residual_from_parts(&self, levels: &Levels, threat: ThreatId) -> Option<OnAxis> {
        let place = self.place(threat)?;
        let node = self
            .threats
            .get(place)
            .filter(|node| node.rated.is_none())?;
        let at = levels.left(place)?.stands?;
        Some(OnAxis {
            axis: node.axis,
            at,
        })
    }

    /// The points of a threat: together where it was rated by one level, else by likelihood and impact.
    pub fn points(&self, levels: &Levels, threat: ThreatId) -> Option<(Sum, Option<Sum>)> {
        let place = self.place(threat)?;
        let node = self.threats.get(place)?;
        let impact = (node.axis == Axis::Likelihood).then(|| levels.impact(place));
        Some((levels.own(node, place), impact))
    }

    /// What is left of each threat if these mitigations were done and shown to work. Ids that the model does not have are
    /// passed over.
    pub fn what_if(&self, done: impl IntoIterator<Item = MitigationId>) -> Levels {
        let mut levels = self.now.clone();
        for mitigation in done {
            self.tick(&mut levels, mitigation, true);
        }
        levels
    }

    /// Takes a mitigation as done and shown to work, or no longer. Only the threats that it touches are reckoned anew.
    pub fn tick(&self, levels: &mut Levels, mitigation: MitigationId, done: bool) {
        if let Some(place) = self.mitigation(mitigation) {
            levels.tick(self, place, done);
        }
    }

    /// Whether a mitigation is taken as done and shown to work.
    pub fn is_ticked(&self, levels: &Levels, mitigation: MitigationId) -> bool {
        self.mitigation(mitigation)
            .is_some_and(|place| levels.is_ticked(place))
    }

    /// The rated threats with their levels before and after, in order of their ids.
    pub fn compared<'a>(
        &'a self,
        before: &'a Levels,
        after: &'a Levels,
    ) -> impl Iterator<Item = (ThreatId, usize, usize)> + 'a {
        let lefts = before.left.iter().zip(&after.left);
        let threats = self.threats.iter().zip(lefts);
        threats.filter_map(|(node, (before, after))| Some((node.id, before.level?, after.level?)))
    }

    /// The level that is left of each rated threat.
    pub fn residuals(&self, levels: &Levels) -> BTreeMap<ThreatId, usize> {
        let lefts = self.threats.iter().zip(&levels.left);
        lefts
            .filter_map(|(node, left)| Some((node.id, left.level?)))
            .collect()
    }
}
