//! The numbers of a session: which threats have them, what mitigations leave, and what was taken for granted.

use std::collections::{BTreeMap, BTreeSet};

use super::attempts::Attempts;
use super::fault::{Fault, Which};
use super::lacking::{Assumed, Lacks, NoPortfolio, Worth};
use super::money::{Carry, carry, share_left};
use super::range::Range;
use super::simulate::{Case, Draw};
use super::tree::{Chance, Node, Tree};
use super::yearly::{Count, Left, Yearly, check_chance};
use crate::domain::{
    Estimate, Figures, Gate, LinkTerms, MitigationId, Session, Status, Strength, Text, ThreatId,
};
use crate::risk::of_session::{applies, mitigation_in, threat_in};
use crate::risk::{Conventions, Half, Standing};

/// How many states of shared leaves are drawn for a mean, where there are too many to sum over.
const TREE_TRIALS: u32 = 20_000;

/// The threats of a session that have numbers, ready to be simulated.
#[derive(Clone, Debug)]
pub struct Portfolio {
    /// Each threat with a frequency and a loss, by number.
    pub entries: Vec<Entry>,
    /// Those that count and lack one or both.
    pub without: Vec<(ThreatId, Lacks)>,
    /// What the amounts are in; empty where nobody has said.
    pub currency: Text,
    /// What was taken for granted.
    pub assumed: Vec<Assumed>,
    spots: BTreeMap<ThreatId, Spot>,
    /// The same threats, parts before what rests on them.
    order: Vec<ThreatId>,
    mitigations: BTreeMap<MitigationId, Status>,
    conventions: Conventions,
    seed: u64,
}

/// One threat in numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Which it is.
    pub id: ThreatId,
    /// Its ranges.
    pub yearly: Yearly,
    /// What mitigations that work leave of it.
    pub left: Left,
    /// How likely an attempt gets through what it rests on, where each part has a chance.
    pub chance: Option<Chance>,
    /// The mitigations that are linked to it, and work.
    pub cut_by: Vec<MitigationId>,
}

/// A threat, and what bears on how often it comes.
#[derive(Clone, Debug)]
struct Spot {
    gate: Gate,
    parts: Vec<ThreatId>,
    chance: Option<f64>,
    links: Vec<Cut>,
}

/// What one mitigation does to one threat.
#[derive(Clone, Copy, Debug)]
struct Cut {
    mitigation: MitigationId,
    half: Half,
    strength: Option<Strength>,
    standing: Standing,
    no_kind: bool,
}

/// A mitigation that is looked at as if it stood otherwise.
type Other = Option<(MitigationId, Standing)>;

/// A range as it was estimated: one number is exact, two are 5 and 95 %, three have hard ends.
pub fn range(estimate: &Estimate) -> Range {
    match estimate.range.values() {
        [least, likely, most] => Range::Pert {
            least: least.get(),
            likely: likely.get(),
            most: most.get(),
        },
        [p05, p95] => Range::Lognormal {
            p05: p05.get(),
            p95: p95.get(),
        },
        values => Range::Fixed(values.first().map_or(0.0, |value| value.get())),
    }
}

impl Portfolio {
    /// The numbers of a session. The seed counts where the chance of a tree has to be drawn.
    pub fn of(
        session: &Session,
        conventions: &Conventions,
        draw: &Draw,
    ) -> Result<Self, NoPortfolio> {
        let mut all = Self {
            entries: Vec::new(),
            without: Vec::new(),
            currency: Text::default(),
            assumed: Vec::new(),
            spots: spots(session)?,
            order: Vec::new(),
            mitigations: session
                .mitigations
                .iter()
                .map(|m| (m.id, m.status))
                .collect(),
            conventions: conventions.clone(),
            seed: draw.seed,
        };
        all.order = all.sorted();
        let nothing = Figures::default();
        let mut given: Vec<(ThreatId, Text)> = Vec::new();
        for threat in session.threats.iter().filter(|threat| applies(threat)) {
            let figures = threat.figures.as_deref().unwrap_or(&nothing);
            let (frequency, loss) = match (&figures.frequency, &figures.loss) {
                (Some(frequency), Some(loss)) => (range(frequency), range(loss)),
                (None, None) if figures.chance.is_some() => continue,
                (None, None) => {
                    all.without.push((threat.id, Lacks::Both));
                    continue;
                }
                (None, Some(_)) => {
                    all.without.push((threat.id, Lacks::Frequency));
                    continue;
                }
                (Some(_), None) => {
                    all.without.push((threat.id, Lacks::Loss));
                    continue;
                }
            };
            given.push((threat.id, figures.currency.clone()));
            let count = if figures.once {
                Count::Once
            } else {
                Count::Poisson
            };
            let wrong = |fault| NoPortfolio::Threat(threat.id, fault);
            let chance = all.chance(threat.id, None, false).map_err(wrong)?;
            let yearly = Yearly {
                frequency,
                loss,
                count,
                chance: chance.map_or(1.0, |chance| chance.chance),
            };
            yearly.check().map_err(wrong)?;
            let links = all.spots.get(&threat.id).map(|spot| &spot.links);
            let works = links
                .into_iter()
                .flatten()
                .filter(|cut| cut.works(conventions));
            all.entries.push(Entry {
                id: threat.id,
                yearly,
                left: Left::WHOLE,
                chance,
                cut_by: works.map(|cut| cut.mitigation).collect(),
            });
        }
        all.entries.sort_by_key(|entry| entry.id);
        let lefts = all.lefts(None);
        for (entry, left) in all.entries.iter_mut().zip(lefts) {
            entry.left = left;
        }
        all.currency = currency(&given)?;
        all.assume(&given);
        Ok(all)
    }

    /// What to simulate.
    pub fn cases(&self) -> Vec<Case> {
        let cases = self.entries.iter().map(|entry| Case {
            attempts: self.attempts(entry),
            ..Case::new(entry.id.0, entry.yearly, entry.left)
        });
        cases.collect()
    }

    /// What each attempt on a threat has to get through, where too many leaves of its tree are shared to sum over them.
    fn attempts(&self, entry: &Entry) -> Option<Attempts> {
        entry.chance?;
        let (tree, cut) = (
            self.tree(entry.id, None, false)?,
            self.tree(entry.id, None, true)?,
        );
        let root = entry.id.0;
        // A tree that is no tree was refused before.
        let is_drawn = |tree: &Tree| tree.is_drawn(root).unwrap_or(false);
        if !is_drawn(&tree) && !is_drawn(&cut) {
            return None;
        }
        let own = self.own(entry.id, Half::Likelihood, None);
        // What leaves less counts: the threat's own mitigations, or those in the tree.
        let by_tree = tree != cut && entry.left.frequency < own;
        Attempts::on(&tree, by_tree.then_some(&cut), root).ok()
    }

    /// The mean of all together, without and with what works.
    pub fn means(&self) -> (f64, f64) {
        let without = self.entries.iter().map(|e| e.yearly.mean(Left::WHOLE));
        let with = self.entries.iter().map(|e| e.yearly.mean(e.left));
        (without.sum(), with.sum())
    }

    /// The fewest threats that carry most of the mean that is left.
    pub fn carry(&self) -> Carry<ThreatId> {
        let means = self.entries.iter().map(|e| (e.id, e.yearly.mean(e.left)));
        let means: Vec<(ThreatId, f64)> = means.collect();
        carry(&means, u32::from(self.conventions.pareto_percent))
    }

    /// What each mitigation saves that is linked to a threat with numbers or to what one rests on, and is not rejected: what
    /// would save most first.
    pub fn worth(&self) -> Vec<Worth> {
        let (_, as_it_is) = self.means();
        let mut linked: BTreeSet<MitigationId> = BTreeSet::new();
        for id in self.reached() {
            let links = self.spots.get(&id).map(|spot| &spot.links);
            linked.extend(links.into_iter().flatten().map(|cut| cut.mitigation));
        }
        let taken = |id: &MitigationId| self.mitigations.get(id) != Some(&Status::Rejected);
        let mut worth: Vec<Worth> = linked
            .into_iter()
            .filter(taken)
            .map(|mitigation| {
                let mean = |standing| self.mean_if((mitigation, standing));
                Worth {
                    mitigation,
                    now: (mean(Standing::NotBuilt) - as_it_is).max(0.0),
                    more: (as_it_is - mean(Standing::Shown)).max(0.0),
                }
            })
            .collect();
        worth.sort_by(|a, b| {
            let more = b.more.total_cmp(&a.more);
            let now = b.now.total_cmp(&a.now);
            more.then(now).then(a.mitigation.cmp(&b.mitigation))
        });
        worth
    }

    /// The mean of all, if one mitigation stood otherwise.
    fn mean_if(&self, other: (MitigationId, Standing)) -> f64 {
        let lefts = self.lefts(Some(other));
        let means = self.entries.iter().zip(lefts);
        means.map(|(entry, left)| entry.yearly.mean(left)).sum()
    }

    /// What is left of each entry.
    fn lefts(&self, other: Other) -> Vec<Left> {
        let by_parts = self.by_parts(other);
        let left = |entry: &Entry| {
            let own = self.own(entry.id, Half::Likelihood, other);
            let frequency = match entry.chance {
                // The chance is known to be one that can be computed, as it was.
                Some(before) => match self.chance(entry.id, other, true) {
                    Ok(Some(after)) if before.chance > 0.0 => own.min(after.chance / before.chance),
                    _ => own,
                },
                None => by_parts.get(&entry.id).copied().unwrap_or(own),
            };
            Left {
                frequency: frequency.clamp(0.0, 1.0),
                loss: self.own(entry.id, Half::Impact, other),
            }
        };
        self.entries.iter().map(left).collect()
    }

    /// The share that a threat's own mitigations leave.
    fn own(&self, id: ThreatId, half: Half, other: Other) -> f64 {
        let links = self.spots.get(&id).map(|spot| spot.links.as_slice());
        let cuts = links.unwrap_or_default().iter();
        let cuts = cuts.filter(|cut| cut.half == half).map(|cut| {
            let standing = match other {
                Some((mitigation, standing)) if mitigation == cut.mitigation => standing,
                _ => cut.standing,
            };
            (cut.strength, standing.weight(&self.conventions))
        });
        share_left(cuts, &self.conventions)
    }

    /// The share that is left of how often each threat comes, where parts have no chances: what its own mitigations leave,
    /// or its parts, whichever is less.
    fn by_parts(&self, other: Other) -> BTreeMap<ThreatId, f64> {
        let mut left: BTreeMap<ThreatId, f64> = BTreeMap::new();
        for id in &self.order {
            let own = self.own(*id, Half::Likelihood, other);
            let parts = self.spots.get(id).and_then(|spot| {
                let parts = spot.parts.iter().filter_map(|part| left.get(part).copied());
                match spot.gate {
                    Gate::All => parts.reduce(f64::min),
                    Gate::One => parts.reduce(f64::max),
                }
            });
            left.insert(*id, parts.map_or(own, |parts| own.min(parts)));
        }
        left
    }

    /// The chance that an attempt gets through what a threat rests on; `None` unless each leaf below it has one.
    fn chance(&self, root: ThreatId, other: Other, cut: bool) -> Result<Option<Chance>, Fault> {
        let tree = self.tree(root, other, cut);
        tree.map(|tree| tree.chance(root.0, self.seed, TREE_TRIALS))
            .transpose()
    }

    /// What a threat rests on, with a chance of each leaf; `None` unless each leaf below it has one.
    fn tree(&self, root: ThreatId, other: Other, cut: bool) -> Option<Tree> {
        let below = self.below(root);
        let leaves = below.iter().filter(|(_, spot)| spot.parts.is_empty());
        if below.len() < 2 || leaves.clone().any(|(_, spot)| spot.chance.is_none()) {
            return None;
        }
        let nodes = below.iter().map(|(id, spot)| {
            let left = if cut && *id != root {
                self.own(*id, Half::Likelihood, other)
            } else {
                1.0
            };
            let node = match spot.chance {
                Some(chance) if spot.parts.is_empty() => Node::Leaf(chance * left),
                _ => Node::Rests {
                    gate: spot.gate,
                    of: spot.parts.iter().map(|part| part.0).collect(),
                    left,
                },
            };
            (id.0, node)
        });
        Some(Tree {
            nodes: nodes.collect(),
        })
    }

    /// A threat and everything that it rests on.
    fn below(&self, root: ThreatId) -> BTreeMap<ThreatId, &Spot> {
        let mut below = BTreeMap::new();
        let mut open = vec![root];
        while let Some(id) = open.pop() {
            if let Some(spot) = self.spots.get(&id)
                && below.insert(id, spot).is_none()
            {
                open.extend(&spot.parts);
            }
        }
        below
    }

    /// The threats with numbers, and what they rest on.
    fn reached(&self) -> BTreeSet<ThreatId> {
        let entries = self.entries.iter();
        entries
            .flat_map(|entry| self.below(entry.id).into_keys())
            .collect()
    }

    /// All threats, parts before what rests on them. There are no loops: a session refuses them.
    fn sorted(&self) -> Vec<ThreatId> {
        let mut order = Vec::with_capacity(self.spots.len());
        let mut seen = BTreeSet::new();
        for start in self.spots.keys() {
            let mut open = vec![(*start, false)];
            while let Some((id, parts_done)) = open.pop() {
                if parts_done {
                    order.push(id);
                } else if seen.insert(id) {
                    open.push((id, true));
                    let parts = self.spots.get(&id).map(|spot| spot.parts.iter());
                    open.extend(parts.into_iter().flatten().map(|part| (*part, false)));
                }
            }
        }
        order
    }

    /// Notes what nobody has said.
    fn assume(&mut self, given: &[(ThreatId, Text)]) {
        let mut assumed = BTreeSet::new();
        for id in self.reached() {
            for cut in self.spots.get(&id).into_iter().flat_map(|spot| &spot.links) {
                match (cut.works(&self.conventions), cut.strength) {
                    (true, None) => assumed.insert(Assumed::NoStrength(cut.mitigation)),
                    (true, Some(_)) if cut.no_kind => {
                        assumed.insert(Assumed::NoKind(cut.mitigation))
                    }
                    _ => false,
                };
            }
        }
        for entry in &self.entries {
            let below = self.below(entry.id);
            let leaves = below.iter().filter(|(_, spot)| spot.parts.is_empty());
            let (some, none): (Vec<_>, Vec<_>) =
                leaves.partition(|(_, spot)| spot.chance.is_some());
            if let (true, Some((part, _))) = (!some.is_empty() && below.len() > 1, none.first()) {
                assumed.insert(Assumed::NoChance(entry.id, **part));
            }
        }
        if !self.currency.is_empty() {
            let bare = given.iter().filter(|(_, currency)| currency.is_empty());
            assumed.extend(bare.map(|(id, _)| Assumed::NoCurrency(*id)));
        }
        self.assumed.extend(assumed);
    }
}

impl Cut {
    /// Whether it counts at all.
    fn works(self, conventions: &Conventions) -> bool {
        self.standing.weight(conventions) > 0
    }
}

/// Each threat that counts, with what works against it.
fn spots(session: &Session) -> Result<BTreeMap<ThreatId, Spot>, NoPortfolio> {
    let mut spots = BTreeMap::new();
    for threat in session.threats.iter().filter(|threat| applies(threat)) {
        let seen = threat_in(session, threat);
        let (gate, parts) = match seen.rests_on {
            Some(rests) => (rests.gate, rests.of),
            None => (Gate::All, Vec::new()),
        };
        let figures = threat.figures.as_deref();
        let chance = match figures.and_then(|figures| figures.chance.as_ref()) {
            Some(estimate) => {
                let chance = range(estimate);
                check_chance(&chance, Which::Chance)
                    .map_err(|fault| NoPortfolio::Threat(threat.id, fault))?;
                Some(chance.mean())
            }
            None => None,
        };
        let links = Vec::new();
        let spot = Spot {
            gate,
            parts,
            chance,
            links,
        };
        spots.insert(threat.id, spot);
    }
    let counted: BTreeSet<ThreatId> = spots.keys().copied().collect();
    for spot in spots.values_mut() {
        spot.parts.retain(|part| counted.contains(part));
    }
    for mitigation in &session.mitigations {
        let seen = mitigation_in(session, mitigation);
        for link in seen.links.iter().filter(|link| !link.in_rating) {
            let LinkTerms { strength, kind, .. } = link.or(seen.strength, seen.kind);
            if let Some(spot) = spots.get_mut(&link.threat) {
                spot.links.push(Cut {
                    mitigation: seen.id,
                    half: Half::of(kind, seen.instead_of),
                    strength,
                    standing: Standing::of(seen.status, seen.passed),
                    no_kind: Half::is_unsaid(kind, seen.instead_of),
                });
            }
        }
    }
    Ok(spots)
}

/// The one currency that is named.
fn currency(given: &[(ThreatId, Text)]) -> Result<Text, NoPortfolio> {
    let mut named = given.iter().filter(|(_, currency)| !currency.is_empty());
    let Some((here, one)) = named.next() else {
        return Ok(Text::default());
    };
    match named.find(|(_, currency)| currency != one) {
        Some((there, other)) => {
            let one = (one.clone(), *here);
            Err(NoPortfolio::Currencies(one, (other.clone(), *there)))
        }
        None => Ok(one.clone()),
    }
}
