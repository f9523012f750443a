//! How a level came about: which mitigations, how much each counts and why, and which numbers nobody gave.

use super::input::{Axis, Half, Standing};
use super::levels::{Fall, Levels, OnAxis, Remains, Sum, sum_of};
use super::model::{Model, Node};
use crate::domain::{Effort, Gate, MitigationId, Rated, Strength, ThreatId};

/// How what is left of a threat came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The threat.
    pub threat: ThreatId,
    /// How it was rated: as if nothing linked worked, but what is marked as counted already.
    pub rated: Option<Rated>,
    /// Which way down counted: the farthest.
    pub decided: Decided,
    /// Its own mitigations on its axis: on the level, or on likelihood.
    pub own: Moved,
    /// Its own mitigations on impact, where it was rated by likelihood and impact.
    pub impact: Option<Moved>,
    /// What it rests on.
    pub rests: Option<Rests>,
    /// What is left.
    pub left: Remains,
}

/// Which way down counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// Its own mitigations, or nothing at all.
    Own,
    /// How far its parts fall.
    Parts,
    /// Where its parts stand now and stood before.
    Drop,
}

/// What mitigations of a threat do on one axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Their points.
    pub sum: Sum,
    /// How far that is.
    pub fall: Fall,
    /// The mitigations that are linked for it, those that count nothing too.
    pub entries: Vec<Entry>,
}

/// One mitigation of a threat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which one.
    pub mitigation: MitigationId,
    /// Which half of the rating it lowers.
    pub half: Half,
    /// Nobody has said which: its kind is not known, or what it stands in for.
    pub half_unsaid: bool,
    /// How much it takes away; `None` where nobody has said, and then [`points`](Self::points) are those of unsaid.
    pub strength: Option<Strength>,
    /// Points of that strength.
    pub points: u32,
    /// How far it is: as shown where it is ticked.
    pub standing: Standing,
    /// How often its points count.
    pub weight: u32,
    /// It is taken as done.
    pub ticked: bool,
    /// The rating takes it into account already, so it counts nothing.
    pub in_rating: bool,
    /// What it counts.
    pub counts: Sum,
}

/// What a threat rests on, and how far that takes it down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rests {
    /// How many have to come true.
    pub gate: Gate,
    /// The parts.
    pub parts: Vec<Rested>,
    /// The farthest of them where all have to come true, the least far where one is enough.
    pub fall: Fall,
    /// Where the parts put it on its axis before and after, if each of them stands on it.
    pub stands: Option<(OnAxis, OnAxis)>,
}

/// A threat that another rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rested {
    /// Which one.
    pub threat: ThreatId,
    /// What it is moved on.
    pub axis: Axis,
    /// How far it falls there.
    pub fall: Fall,
    /// Its impact falls, too, which counts for nothing that rests on it.
    pub impact_falls: bool,
}

impl Model {
    /// Whether mitigations lower the impact of a threat that is rated by likelihood and impact.
    pub fn impact_falls(&self, levels: &Levels, threat: ThreatId) -> bool {
        let place = self.place(threat);
        place.is_some_and(|place| self.impact_falls_at(levels, place))
    }

    fn impact_falls_at(&self, levels: &Levels, place: usize) -> bool {
        let rated = self.threats.get(place).and_then(|node| node.rated);
        matches!(rated, Some(Rated::Matrix(..)))
            && levels.impact(place).fall(self) != Fall::Steps(0)
    }

    /// How what is left of a threat came about; `None` if the model does not have it.
    pub fn why(&self, levels: &Levels, threat: ThreatId) -> Option<Why> {
        let place = self.place(threat)?;
        let node = self.threats.get(place)?;
        let left = levels.left(place)?;
        let own = Moved {
            sum: levels.own(node, place),
            fall: levels.own(node, place).fall(self),
            entries: self.entries(levels, node, |half| {
                node.axis == Axis::Level || half == Half::Likelihood
            }),
        };
        let impact = (node.axis == Axis::Likelihood).then(|| Moved {
            sum: levels.impact(place),
            fall: levels.impact(place).fall(self),
            entries: self.entries(levels, node, |half| half == Half::Impact),
        });
        let rests = node.gate.zip(levels.parts(node)).map(|(gate, fall)| {
            let part = |part: &usize| {
                let node = self.threats.get(*part)?;
                Some(Rested {
                    threat: node.id,
                    axis: node.axis,
                    fall: levels.left(*part)?.fall,
                    impact_falls: self.impact_falls_at(levels, *part),
                })
            };
            Rests {
                gate,
                parts: node.parts.iter().filter_map(part).collect(),
                fall,
                stands: levels.drop(self, node).map(|(before, after)| {
                    let on = |at| OnAxis {
                        axis: node.axis,
                        at,
                    };
                    (on(before), on(after))
                }),
            }
        });
        let decided = if own.fall == left.fall {
            Decided::Own
        } else if rests.as_ref().is_some_and(|rests| rests.fall == left.fall) {
            Decided::Parts
        } else {
            Decided::Drop
        };
        Some(Why {
            threat,
            rated: node.rated,
            decided,
            own,
            impact,
            rests,
            left,
        })
    }

    /// The mitigations of a threat, those that count nothing too, each with the half that it lowers.
    pub fn answers(&self, levels: &Levels, threat: ThreatId) -> Vec<Entry> {
        let node = self.place(threat).and_then(|place| self.threats.get(place));
        node.map_or_else(Vec::new, |node| self.entries(levels, node, |_| true))
    }

    /// What a threat rests on, of the threats that the model has; `None` where that is nothing.
    pub fn rests_on(&self, threat: ThreatId) -> Option<(Gate, Vec<ThreatId>)> {
        let node = self.threats.get(self.place(threat)?)?;
        let parts = node.parts.iter().filter_map(|part| self.threats.get(*part));
        let parts: Vec<ThreatId> = parts.map(|part| part.id).collect();
        node.gate
            .filter(|_| !parts.is_empty())
            .map(|gate| (gate, parts))
    }

    fn entries(&self, levels: &Levels, node: &Node, wanted: impl Fn(Half) -> bool) -> Vec<Entry> {
        let entry = |(place, link): &(usize, usize)| {
            let mitigation = self.mitigations.get(*place)?;
            let link = mitigation.links.get(*link)?;
            let ticked = levels.is_ticked(*place);
            let standing = if ticked {
                Standing::Shown
            } else {
                mitigation.standing
            };
            wanted(link.half).then(|| Entry {
                mitigation: mitigation.id,
                half: link.half,
                half_unsaid: link.half_unsaid,
                strength: link.strength,
                points: link.points,
                standing,
                weight: standing.weight(&self.conventions),
                ticked,
                in_rating: link.in_rating,
                counts: sum_of(self, mitigation, link, ticked),
            })
        };
        node.answers.iter().filter_map(entry).collect()
    }

    /// How much work a mitigation is, as said, and the days that this counts as; `None` if the model does not have it.
    pub fn effort(&self, mitigation: MitigationId) -> Option<(Option<Effort>, u32)> {
        let mitigation = self.mitigations.get(self.mitigation(mitigation)?)?;
        Some((mitigation.effort, mitigation.days))
    }
}
