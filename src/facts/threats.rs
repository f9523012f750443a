//! The threats, one by one and as a list.

use std::collections::{HashMap, HashSet};

use super::index::{Facts, distinct};
use super::look::{Look, Share, each, ids};
use super::mitigations::options;
use super::words::{spaced, words_of};
use crate::domain::pack::stem;
use crate::domain::{
    Applies, Asked, ItemId, Parts, Place, Response, ResponseKind, SessionKind, Severity, Stride,
    Threat, ThreatId,
};

/// High and critical threats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct High {
    /// Which.
    pub(crate) subjects: Vec<ItemId>,
    /// How bad the first of them is.
    pub(crate) severity: Severity,
}

/// Decisions other than to mitigate that lack something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unexplained {
    /// Without a reason.
    pub(crate) unreasoned: Vec<ItemId>,
    /// Without the name of who decided.
    pub(crate) unnamed: Vec<ItemId>,
    /// Without one or the other.
    pub(crate) subjects: Vec<ItemId>,
}

/// This many threats of one category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Same {
    pub(crate) category: Stride,
    pub(crate) share: Share,
}

/// Only one way in which threats were looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OneWay {
    /// All of this many threats came from cards or from the sweep.
    ListOnly(usize),
    /// The sweep looked at none of this many elements.
    NotSwept(usize),
}

/// Parts and the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Whole {
    /// No threat is about the whole.
    Missing,
    /// Nearly all are.
    Only(Share),
}

impl Facts<'_> {
    /// High or critical, not deferred, and no response.
    pub(crate) fn high_unanswered(&self) -> Look<High> {
        high_without(self.taken_up(), |t| t.response.is_none())
    }

    /// High or critical, and nothing is said of what the business would lose.
    pub(crate) fn no_business_risk(&self) -> Look<High> {
        high_without(self.top(), |t| !has_business_impact(t))
    }

    /// Of fewer than half of the top threats is said what the business would lose: the list has no worth for those who
    /// pay for it.
    pub(crate) fn no_worth(&self) -> Look<Share> {
        let limits = &self.limits.threats;
        let of = self.top().len();
        if !self.is_meeting() || of < limits.worth_from {
            return Look::NotYet;
        }
        let n = self.top().iter().filter(|t| has_business_impact(t)).count();
        let enough = limits.worth_percent.is_reached_by(n, of);
        Look::of((!enough).then(|| share(n, of)))
    }

    /// Threats came either from going through a list or from ideas, where both find what the other misses.
    pub(crate) fn one_way_of_finding(&self) -> Look<OneWay> {
        let s = self.session;
        let limits = &self.limits.threats;
        let of = self.threats().len();
        if !self.is_meeting() || of < limits.both_ways_from {
            return Look::NotYet;
        }
        let swept: HashSet<(Place, Asked)> = s
            .swept
            .iter()
            .map(|swept| (swept.place, swept.asked.clone()))
            .collect();
        let from_list = |t: &&Threat| {
            let letters = t.stride.iter().copied().map(Asked::Letter);
            let letters: Vec<Asked> = letters
                .chain(t.categories.iter().cloned().map(Asked::Of))
                .collect();
            let asked = |place: &Place| {
                let mut letters = letters.iter().cloned();
                letters.any(|letter| swept.contains(&(*place, letter)))
            };
            t.pack.is_some() || t.places.iter().any(asked)
        };
        Look::of(if self.threats().iter().copied().all(|t| from_list(&t)) {
            Some(OneWay::ListOnly(of))
        } else if swept.is_empty() && s.elements.len() >= limits.sweep_elements_from {
            Some(OneWay::NotSwept(s.elements.len()))
        } else {
            None
        })
    }

    /// High or critical, without a vote, and no one looked at it since.
    pub(crate) fn overlooked(&self) -> Look<High> {
        if self.session.voting().is_none() {
            return Look::NotYet;
        }
        let overlooked: HashSet<ThreatId> = self.session.overlooked().into_iter().collect();
        high_without(self.taken_up(), |t| overlooked.contains(&t.id))
    }

    /// Threats above the cut-off without a response.
    pub(crate) fn unanswered(&self) -> Look<Vec<ItemId>> {
        each(self.top().iter().copied(), |t| t.response.is_none())
    }

    /// Nothing works against it now, and no one does anything about it. What the room decided to accept, to transfer or
    /// to avoid needs neither.
    pub(crate) fn bare(&self) -> Look<Vec<ItemId>> {
        let top = self.top().iter().copied();
        let to_mitigate = |t: &&Threat| kind(t).is_none_or(|kind| kind == ResponseKind::Reduce);
        each(top.filter(to_mitigate), |t| {
            !self.has_open_action(t) && !self.mitigations(t).iter().any(|m| m.works())
        })
    }

    /// To be mitigated, with few mitigations to choose from.
    pub(crate) fn few_options(&self) -> Look<Vec<ItemId>> {
        let least = self.limits.mitigations.options;
        let top = self.top().iter().copied();
        each(top.filter(|t| kind(t) == Some(ResponseKind::Reduce)), |t| {
            options(self.mitigations(t)).count() < least
        })
    }

    /// Several mitigations, all of few known kinds.
    pub(crate) fn one_kind_of_control(&self) -> Look<Vec<ItemId>> {
        let known = |t: &&Threat| {
            let all = self.mitigations(t);
            all.len() >= 2 && all.iter().all(|m| m.kind.is_some())
        };
        each(self.top().iter().copied().filter(known), |t| {
            self.few_kinds(self.mitigations(t)).is_some()
        })
    }

    /// Threats with loss figures that rest, however deep, on one that has them, too: where both are added up, the same
    /// money is counted twice. Beside each stands the part by which it was found.
    pub(crate) fn lost_twice(&self) -> Look<Vec<(ThreatId, ThreatId)>> {
        let loses = |t: &Threat| t.figures.as_deref().is_some_and(|f| f.loss.is_some());
        let mut wholes: HashMap<ThreatId, Vec<ThreatId>> = HashMap::new();
        for threat in self.threats() {
            let rests = self.session.rests(threat);
            for part in rests.into_iter().flat_map(|rests| rests.of) {
                wholes.entry(part).or_default().push(threat.id);
            }
        }
        let losing = || self.threats().iter().filter(|t| loses(t));
        if wholes.is_empty() || losing().next().is_none() {
            return Look::NotYet;
        }
        // From each part with a loss upwards; what is above one with a loss of its own is found from there.
        let mut from: HashMap<ThreatId, ThreatId> = HashMap::new();
        let mut next: Vec<(ThreatId, ThreatId)> = losing().map(|t| (t.id, t.id)).collect();
        while let Some((at, part)) = next.pop() {
            for whole in wholes.get(&at).into_iter().flatten() {
                if !from.contains_key(whole) {
                    from.insert(*whole, part);
                    next.push((*whole, part));
                }
            }
        }
        let found = losing().filter_map(|t| Some((t.id, *from.get(&t.id)?)));
        let found: Vec<_> = found.collect();
        Look::of((!found.is_empty()).then_some(found))
    }

    /// A decision other than to mitigate, without a reason or the name of who decided. To rule a threat out is one too.
    pub(crate) fn decided_without_why(&self) -> Look<Unexplained> {
        let decided = || {
            let threats = self.session.threats.iter();
            threats.filter(|t| kind(t).is_some_and(ResponseKind::wants_reason))
        };
        let response =
            |t: &Threat, lacks: fn(&Response) -> bool| t.response.as_ref().is_some_and(lacks);
        // Who works alone on one threat is who decided; the name is asked for, and counts once it is in a model.
        let alone = self.session.kind == SessionKind::OneThreat;
        let unnamed = |t: &Threat| !alone && response(t, |r| r.by.is_none());
        let unreasoned = |t: &Threat| response(t, |r| r.reason.is_empty());
        each(decided(), |t| unreasoned(t) || unnamed(t)).map(|subjects| Unexplained {
            unreasoned: ids(decided(), unreasoned),
            unnamed: ids(decided(), unnamed),
            subjects,
        })
    }

    /// Ruled out, and no one said which test or fact shows it. "Impossible" was said of things that happened. News
    /// that does not affect us is no such claim: the reason says what we do not have.
    pub(crate) fn ruled_out_without_evidence(&self) -> Look<Vec<ItemId>> {
        let threats = self.session.threats.iter();
        each(
            threats.filter(|t| kind(t) == Some(ResponseKind::NotApplicable)),
            |t| {
                let not_ours = t.applies == Some(Applies::No);
                let bare =
                    |r: &Response| r.evidence.is_empty() && (r.reason.is_empty() || !not_ours);
                t.response.as_ref().is_some_and(bare)
            },
        )
    }

    /// Deferred, and no one said until when.
    pub(crate) fn deferred_without_date(&self) -> Look<Vec<ItemId>> {
        let threats = self.threats().iter().copied();
        each(threats.filter(|t| t.deferred.is_some()), |t| {
            t.deferred.as_ref().is_some_and(|d| d.until.is_none())
        })
    }

    /// Too many of the threats with a STRIDE category have the same one.
    pub(crate) fn one_kind(&self) -> Look<Same> {
        let limits = &self.limits.threats;
        let mut count: HashMap<Stride, usize> = HashMap::new();
        let mut all = 0;
        for threat in self.threats().iter().filter(|t| !t.stride.is_empty()) {
            all += 1;
            for category in threat.stride.iter().collect::<HashSet<_>>() {
                *count.entry(*category).or_default() += 1;
            }
        }
        if all < limits.kind_from {
            return Look::NotYet;
        }
        let n = |category: &Stride| count.get(category).copied().unwrap_or_default();
        let most = Stride::ALL.into_iter().rev().max_by_key(n);
        let most = most.filter(|most| limits.kind_percent.is_passed_by(n(most), all));
        Look::of(most.map(|category| Same {
            category,
            share: share(n(&category), all),
        }))
    }

    /// When nearly everything is high, nothing comes first.
    pub(crate) fn all_high(&self) -> Look<Share> {
        let limits = &self.limits.threats;
        let rated = self.threats().iter().filter(|t| t.severity.is_some());
        let rated = rated.count();
        if rated < limits.rated_from {
            return Look::NotYet;
        }
        let high = self.threats().iter().filter(|t| is_high(t)).count();
        let most = limits.high_percent.is_passed_by(high, rated);
        Look::of(most.then(|| share(high, rated)))
    }

    /// More than half of the threats are cards that no one made the room's own.
    pub(crate) fn box_ticking(&self) -> Look<Share> {
        let limits = &self.limits.threats;
        let of = self.threats().len();
        if of < limits.pack_from || self.threats().iter().all(|t| t.pack.is_none()) {
            return Look::NotYet;
        }
        let bare = |t: &&&Threat| t.pack.as_ref().is_some_and(|pack| !pack.edited);
        let bare = self.threats().iter().filter(bare).map(|t| t.id.into());
        let subjects: Vec<ItemId> = bare.collect();
        let n = subjects.len();
        let most = limits.pack_percent.is_passed_by(n, of);
        Look::of(most.then_some(Share { n, of, subjects }))
    }

    /// Parts without the whole, or the whole without parts, among the threats that say where they bite.
    pub(crate) fn parts_and_whole(&self) -> Look<Whole> {
        let limits = &self.limits.threats;
        let placed = self.threats().iter().filter(|t| !t.places.is_empty());
        let placed = placed.count();
        if placed < limits.placed_from {
            return Look::NotYet;
        }
        let whole = HashSet::from([Place::Whole]);
        let only = self
            .threats()
            .iter()
            .filter(|t| distinct(&t.places) == whole);
        let only = only.count();
        Look::of(if self.threats_at(Place::Whole) == 0 {
            Some(Whole::Missing)
        } else {
            let most = limits.whole_percent.is_passed_by(only, placed);
            most.then(|| Whole::Only(share(only, placed)))
        })
    }

    /// Says nowhere, and shares no word with the map, so it could be about anyone's system. Who does what is not
    /// anyone's.
    pub(crate) fn generic(&self) -> Look<Vec<ItemId>> {
        let s = self.session;
        if s.elements.is_empty() {
            return Look::NotYet;
        }
        let ours = s.map_words();
        each(self.threats().iter().copied(), |t| {
            let words = || words_of(&t.text);
            t.places.is_empty()
                && !is_sharpened(t)
                && !words().iter().any(|word| ours.contains(stem(word)))
        })
    }

    /// Too long to read at a glance, or two threats in one.
    pub(crate) fn long_or_two(&self) -> Look<Vec<ItemId>> {
        let longest = self.limits.threats.long_text;
        each(self.threats().iter().copied(), |t| {
            t.text.chars().count() > longest || self.says_two_things(&t.text)
        })
    }

    /// An outcome before and another after a joining word.
    fn says_two_things(&self, text: &str) -> bool {
        let limits = &self.limits.threats;
        let text = spaced(text);
        let outcome = |word: &str| limits.outcome_verbs.has(word);
        text.split_ascii_whitespace()
            .skip_while(|word| !outcome(word))
            .skip_while(|word| !limits.joining_words.has(word))
            .any(outcome)
    }

    /// About how the team works rather than about the design, and nowhere in it.
    pub(crate) fn habits(&self) -> Look<Vec<ItemId>> {
        let habits = &self.limits.threats.habits;
        each(self.threats().iter().copied(), |t| {
            t.places.is_empty() && habits.found_in(&t.text).is_some()
        })
    }
}

/// Looks at the high and critical ones of some threats.
fn high_without(threats: &[&Threat], fires: impl Fn(&Threat) -> bool) -> Look<High> {
    let high = || threats.iter().copied().filter(|t| is_high(t));
    let first = high().find(|t| fires(t)).and_then(|t| t.severity);
    each(high(), &fires).map(|subjects| High {
        subjects,
        severity: first.unwrap_or(Severity::High),
    })
}

/// Whether it says who does what, or to which part.
fn is_sharpened(threat: &Threat) -> bool {
    let acts = |parts: &Parts| {
        let who = parts.actor.is_some() || !parts.who.is_empty();
        (who && !parts.does.is_empty()) || !parts.to.is_empty()
    };
    threat.parts.as_deref().is_some_and(acts)
}

/// Whether it is said what the business would lose.
fn has_business_impact(threat: &Threat) -> bool {
    !threat.business_risk.is_empty() || !threat.business_risks.is_empty()
}

/// Rated high or critical.
fn is_high(threat: &Threat) -> bool {
    threat.severity.is_some_and(Severity::is_high)
}

/// The team decided something else than to mitigate it: it accepted, transferred or avoids it, or ruled it out. To
/// defer a threat decides nothing about it.
pub(crate) fn is_decided(threat: &Threat) -> bool {
    kind(threat).is_some_and(|kind| kind != ResponseKind::Reduce)
}

/// What was decided about it.
fn kind(threat: &Threat) -> Option<ResponseKind> {
    threat.response.as_ref().map(|r| r.kind)
}

fn share(n: usize, of: usize) -> Share {
    Share {
        n,
        of,
        subjects: Vec::new(),
    }
}
