//! What the figures are made of: ratings, what each threat rests on and what answers it, by places instead of ids, so that a
//! whole session is reckoned between two frames.

use std::collections::BTreeMap;

use super::conventions::Conventions;
use super::input::{Axis, Half, LinkIn, MitigationIn, Standing, ThreatIn};
use super::levels::{Levels, OnAxis};
use crate::domain::{Effort, Gate, MitigationId, Rated, Scale, Status, Strength, ThreatId};

/// Everything that the figures about levels are made of.
///
/// It is made once of a session and then knows nothing of it; places in its lists are in order of the ids.
#[derive(Clone, Debug)]
pub struct Model {
    pub(super) scale: Scale,
    pub(super) conventions: Conventions,
    /// The matrix by places of levels.
    pub(super) matrix: Vec<Vec<usize>>,
    pub(super) threats: Vec<Node>,
    pub(super) mitigations: Vec<Control>,
    /// The places of the threats, parts before what rests on them.
    pub(super) order: Vec<usize>,
    pub(super) now: Levels,
}

/// A threat.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) id: ThreatId,
    pub(super) rated: Option<Rated>,
    pub(super) axis: Axis,
    pub(super) gate: Option<Gate>,
    pub(super) parts: Vec<usize>,
    /// The mitigations that answer it, and which of their links.
    pub(super) answers: Vec<(usize, usize)>,
    /// Where it stands on its axis as if nothing worked, by its rating or else by its parts.
    pub(super) inherent: Option<usize>,
}

/// A mitigation.
#[derive(Clone, Debug)]
pub(super) struct Control {
    pub(super) id: MitigationId,
    pub(super) status: Status,
    pub(super) standing: Standing,
    pub(super) effort: Option<Effort>,
    pub(super) days: u32,
    pub(super) links: Vec<Link>,
    /// The threats whose level it may change, parts before what rests on them.
    pub(super) touches: Vec<usize>,
}

/// That a mitigation answers a threat.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub(super) threat: usize,
    pub(super) half: Half,
    pub(super) half_unsaid: bool,
    pub(super) strength: Option<Strength>,
    pub(super) points: u32,
    pub(super) in_rating: bool,
}

impl Model {
    /// Puts a model together. What is named and not there is left out, and so is a part that would close a loop.
    pub fn new(
        scale: &Scale,
        conventions: &Conventions,
        threats: Vec<ThreatIn>,
        mitigations: Vec<MitigationIn>,
    ) -> Self {
        let unrated = if scale.has_matrix() {
            Axis::Likelihood
        } else {
            Axis::Level
        };
        Self::with_unrated(scale, conventions, unrated, threats, mitigations)
    }

    /// A model whose unrated threats are moved on this axis, whatever the scale has.
    pub fn with_unrated(
        scale: &Scale,
        conventions: &Conventions,
        unrated: Axis,
        mut threats: Vec<ThreatIn>,
        mut mitigations: Vec<MitigationIn>,
    ) -> Self {
        threats.sort_by_key(|threat| threat.id);
        threats.dedup_by_key(|threat| threat.id);
        mitigations.sort_by_key(|mitigation| mitigation.id);
        mitigations.dedup_by_key(|mitigation| mitigation.id);
        let places: BTreeMap<ThreatId, usize> = threats
            .iter()
            .enumerate()
            .map(|(at, t)| (t.id, at))
            .collect();
        let nodes = threats.iter().map(|threat| {
            let rated = threat
                .rated
                .filter(|rated| scale.level_of(*rated).is_some());
            let rests_on = threat.rests_on.as_ref();
            let mut parts: Vec<usize> = Vec::new();
            for part in rests_on.into_iter().flat_map(|rests_on| &rests_on.of) {
                if let Some(part) = places.get(part)
                    && !parts.contains(part)
                {
                    parts.push(*part);
                }
            }
            Node {
                id: threat.id,
                rated,
                axis: match rated {
                    Some(Rated::Single(_)) => Axis::Level,
                    Some(Rated::Matrix(..)) => Axis::Likelihood,
                    None => unrated,
                },
                gate: rests_on.map(|rests_on| rests_on.gate),
                parts,
                answers: Vec::new(),
                inherent: None,
            }
        });
        let mut nodes: Vec<Node> = nodes.collect();
        let order = order(&mut nodes);
        let mut model = Self {
            scale: scale.clone(),
            conventions: conventions.clone(),
            matrix: scale.places(),
            threats: nodes,
            mitigations: Vec::new(),
            order,
            now: Levels::default(),
        };
        model.mitigations = mitigations
            .iter()
            .map(|mitigation| control(mitigation, &places, conventions))
            .collect();
        model.join();
        model.find_inherent();
        model.now = Levels::of(&model);
        model
    }

    /// Tells each threat what answers it, and each mitigation whose levels it may change.
    fn join(&mut self) {
        let mut wholes = vec![Vec::new(); self.threats.len()];
        for (whole, node) in self.threats.iter().enumerate() {
            for part in &node.parts {
                if let Some(wholes) = wholes.get_mut(*part) {
                    wholes.push(whole);
                }
            }
        }
        let mut reached = vec![false; self.threats.len()];
        for (at, mitigation) in self.mitigations.iter_mut().enumerate() {
            let mut next: Vec<usize> = Vec::new();
            for (place, link) in mitigation.links.iter().enumerate() {
                if let Some(node) = self.threats.get_mut(link.threat) {
                    node.answers.push((at, place));
                }
                if link.may_count() {
                    next.push(link.threat);
                }
            }
            let mut found = Vec::new();
            while let Some(threat) = next.pop() {
                if let Some(seen) = reached.get_mut(threat)
                    && !std::mem::replace(seen, true)
                {
                    found.push(threat);
                    next.extend(wholes.get(threat).into_iter().flatten());
                }
            }
            for threat in &found {
                if let Some(seen) = reached.get_mut(*threat) {
                    *seen = false;
                }
            }
            mitigation.touches = found;
        }
        let mut rank = vec![0; self.threats.len()];
        for (at, threat) in self.order.iter().enumerate() {
            if let Some(rank) = rank.get_mut(*threat) {
                *rank = at;
            }
        }
        for mitigation in &mut self.mitigations {
            mitigation
                .touches
                .sort_unstable_by_key(|threat| rank.get(*threat).copied());
        }
    }

    /// Says of each threat where it stands as if nothing worked.
    fn find_inherent(&mut self) {
        for at in 0..self.order.len() {
            let Some(place) = self.order.get(at).copied() else {
                continue;
            };
            let Some(node) = self.threats.get(place) else {
                continue;
            };
            let stands = match node.rated {
                Some(Rated::Single(level)) => Some(level),
                Some(Rated::Matrix(likelihood, _)) => Some(likelihood),
                None => self.by_parts(node, |_, part| part.inherent),
            };
            if let Some(node) = self.threats.get_mut(place) {
                node.inherent = stands;
            }
        }
    }

    /// Where the parts put a threat on its axis; `None` unless each of them stands on it.
    pub(super) fn by_parts<'m>(
        &'m self,
        node: &Node,
        stands: impl Fn(usize, &'m Node) -> Option<usize>,
    ) -> Option<usize> {
        let gate = node.gate?;
        let mut found: Option<usize> = None;
        for place in &node.parts {
            let part = self.threats.get(*place)?;
            if part.axis != node.axis {
                return None;
            }
            let part = stands(*place, part)?;
            found = Some(match (gate, found) {
                (_, None) => part,
                (Gate::All, Some(before)) => before.min(part),
                (Gate::One, Some(before)) => before.max(part),
            });
        }
        found
    }

    /// The place of a threat.
    pub(super) fn place(&self, id: ThreatId) -> Option<usize> {
        self.threats.binary_search_by_key(&id, |node| node.id).ok()
    }

    /// The place of a mitigation.
    pub(super) fn mitigation(&self, id: MitigationId) -> Option<usize> {
        let mitigations = &self.mitigations;
        mitigations.binary_search_by_key(&id, |m| m.id).ok()
    }

    /// The level of a rating.
    pub(super) fn level_of(&self, rated: Rated) -> Option<usize> {
        match rated {
            Rated::Single(level) => Some(level),
            Rated::Matrix(l, i) => self.matrix.get(l)?.get(i).copied(),
        }
    }

    /// The scale that the ratings are on.
    pub fn scale(&self) -> &Scale {
        &self.scale
    }

    /// The numbers that nobody measured.
    pub fn conventions(&self) -> &Conventions {
        &self.conventions
    }

    /// From which level on threats are counted.
    pub fn line(&self) -> usize {
        self.scale.level_for(self.conventions.line)
    }

    /// The threats, in order of their ids.
    pub fn threats(&self) -> impl Iterator<Item = ThreatId> {
        self.threats.iter().map(|node| node.id)
    }

    /// The mitigations, in order of their ids.
    pub fn mitigations(&self) -> impl Iterator<Item = MitigationId> {
        self.mitigations.iter().map(|mitigation| mitigation.id)
    }

    /// The mitigations that could still be done: proposed, planned, in progress, or their check failed.
    pub fn candidates(&self) -> impl Iterator<Item = MitigationId> {
        let open = self.mitigations.iter().filter(|m| m.is_candidate());
        open.map(|mitigation| mitigation.id)
    }

    /// The mitigations that would count more once they are done and shown to work: those that could still be done, and
    /// those that are built and not shown to work yet.
    pub fn improvable(&self) -> impl Iterator<Item = MitigationId> {
        let open = self.mitigations.iter();
        let open = open.filter(|m| m.is_candidate() || m.standing == Standing::Built);
        open.map(|mitigation| mitigation.id)
    }

    /// How a threat was rated, if it was.
    pub fn rated(&self, threat: ThreatId) -> Option<Rated> {
        self.threats.get(self.place(threat)?)?.rated
    }

    /// How bad a threat is as if nothing worked; `None` unless it was rated.
    pub fn inherent(&self, threat: ThreatId) -> Option<usize> {
        self.level_of(self.rated(threat)?)
    }

    /// Where a threat that nobody rated would stand by its parts, on the axis of the scale; `None` if it was rated, or a
    /// part of it stands nowhere. It is shown as `from its parts`, and never kept.
    pub fn inherent_from_parts(&self, threat: ThreatId) -> Option<OnAxis> {
        let node = self.threats.get(self.place(threat)?)?;
        let at = node.inherent.filter(|_| node.rated.is_none())?;
        Some(OnAxis {
            axis: node.axis,
            at,
        })
    }

    /// What is left of each threat with what is there today.
    pub fn now(&self) -> &Levels {
        &self.now
    }
}

impl Link {
    /// Whether it counts once its mitigation is shown to work.
    fn may_count(&self) -> bool {
        !self.in_rating && (self.points > 0 || self.strength == Some(Strength::All))
    }
}

impl Control {
    /// Whether it could still be done.
    pub(super) fn is_candidate(&self) -> bool {
        match self.standing {
            Standing::Failed => true,
            Standing::NotBuilt => self.status != Status::Rejected,
            Standing::Built | Standing::Shown => false,
        }
    }

    /// Whether the team has decided to do it.
    pub(super) fn is_picked(&self) -> bool {
        matches!(self.status, Status::Planned | Status::InProgress)
    }
}

fn control(
    mitigation: &MitigationIn,
    places: &BTreeMap<ThreatId, usize>,
    conventions: &Conventions,
) -> Control {
    let mut links: Vec<Link> = Vec::new();
    for link in &mitigation.links {
        let Some(threat) = places.get(&link.threat).copied() else {
            continue;
        };
        if links.iter().any(|other| other.threat == threat) {
            continue;
        }
        let LinkIn { strength, kind, .. } = link.or(mitigation.strength, mitigation.kind);
        links.push(Link {
            threat,
            half: Half::of(kind, mitigation.instead_of),
            half_unsaid: Half::is_unsaid(kind, mitigation.instead_of),
            strength,
            points: conventions.points(strength),
            in_rating: link.in_rating,
        });
    }
    Control {
        id: mitigation.id,
        status: mitigation.status,
        standing: Standing::of(mitigation.status, mitigation.passed),
        effort: mitigation.effort,
        days: conventions.days(mitigation.effort),
        links,
        touches: Vec::new(),
    }
}

/// The places of the threats, parts before what rests on them. A part that would close a loop is taken out: files with
/// one are refused, but a figure must not depend on that.
fn order(nodes: &mut [Node]) -> Vec<usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        No,
        Open,
        Done,
    }
    let mut seen = vec![Seen::No; nodes.len()];
    let mut order = Vec::with_capacity(nodes.len());
    for start in 0..nodes.len() {
        let mut path = vec![(start, 0)];
        while let Some((at, next)) = path.last_mut() {
            let at = *at;
            let (Some(node), Some(mark)) = (nodes.get_mut(at), seen.get_mut(at)) else {
                path.pop();
                continue;
            };
            if *mark == Seen::Done {
                path.pop();
                continue;
            }
            *mark = Seen::Open;
            match node.parts.get(*next).copied() {
                None => {
                    *mark = Seen::Done;
                    order.push(at);
                    path.pop();
                }
                Some(part) => match seen.get(part) {
                    Some(Seen::No) => {
                        *next += 1;
                        path.push((part, 0));
                    }
                    Some(Seen::Open) => _ = node.parts.remove(*next),
                    Some(Seen::Done) | None => *next += 1,
                },
            }
        }
    }
    order
}
