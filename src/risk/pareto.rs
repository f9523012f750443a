//! The few that carry most of it, by count. Levels are never added up.

use std::collections::BTreeSet;

use crate::domain::ThreatId;

/// The fewest parts that most threats are on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pareto<N> {
    /// The parts, those with most threats first, each with how many.
    pub parts: Vec<(N, usize)>,
    /// How many different threats are on them.
    pub threats: usize,
    /// How many different threats there are.
    pub of: usize,
}

/// Whether `some` of `all` are this many hundredths or more.
pub fn carries(some: usize, all: usize, percent: u8) -> bool {
    some * 100 >= all * usize::from(percent)
}

/// The fewest parts that this many hundredths of the threats are on: parts by the number of their threats, then by name. A
/// threat on two parts counts once.
pub fn pareto_by_count<N: Clone + Ord>(by_part: &[(N, Vec<ThreatId>)], percent: u8) -> Pareto<N> {
    let mut parts: Vec<(&N, BTreeSet<ThreatId>)> = by_part
        .iter()
        .map(|(name, threats)| (name, threats.iter().copied().collect::<BTreeSet<_>>()))
        .filter(|(_, threats)| !threats.is_empty())
        .collect();
    parts.sort_by(|(a, on_a), (b, on_b)| on_b.len().cmp(&on_a.len()).then_with(|| a.cmp(b)));
    let all: BTreeSet<ThreatId> = parts.iter().flat_map(|(_, on)| on).copied().collect();
    let mut seen = BTreeSet::new();
    let mut found = Pareto {
        parts: Vec::new(),
        threats: 0,
        of: all.len(),
    };
    for (name, on) in parts {
        seen.extend(on.iter().copied());
        found.parts.push((name.clone(), on.len()));
        found.threats = seen.len();
        if carries(seen.len(), all.len(), percent) {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(list: &[(&'static str, &[u32])]) -> Vec<(&'static str, Vec<ThreatId>)> {
        let ids = |ids: &[u32]| ids.iter().copied().map(ThreatId).collect();
        list.iter().map(|(name, on)| (*name, ids(on))).collect()
    }

    #[test]
    fn parts_with_as_many_go_by_name_and_a_threat_on_two_counts_once() {
        let list = parts(&[
            ("web", &[1, 2]),
            ("db", &[2, 3]),
            ("mail", &[1, 2]),
            ("x", &[]),
        ]);
        let found = pareto_by_count(&list, 80);
        assert_eq!(found.parts, [("db", 2), ("mail", 2)]);
        assert_eq!((found.threats, found.of), (3, 3));
    }

    #[test]
    fn just_the_share_is_enough_and_nothing_carries_nothing() {
        let list = parts(&[("a", &[1, 2, 3, 4]), ("b", &[5])]);
        assert_eq!(pareto_by_count(&list, 80).parts, [("a", 4)]);
        assert_eq!(pareto_by_count(&list, 81).parts.len(), 2);
        assert_eq!(pareto_by_count(&parts(&[("a", &[])]), 80).parts, []);
    }
}
