//! The order of question 3 and its cut-off: what the team talks about first, and how far its time goes (R40, R41).

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::action::ActionStatus;
use super::id::{ItemId, ThreatId};
use super::session::Session;
use super::threat::{ResponseKind, Severity, Threat};

/// How a threat stands when the team decides what to talk about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which.
    pub id: ThreatId,
    /// Its votes; 0 as long as no one voted.
    pub votes: u32,
    /// How bad it is.
    pub severity: Option<Severity>,
    /// It may be above the cut-off: neither deferred nor ruled out.
    pub in_play: bool,
    /// The team is done with it: it has a response, or a picked mitigation with an action item.
    pub done: bool,
    /// The team looked at it: it has a response, a mitigation or an action item.
    pub looked_at: bool,
}

impl Standing {
    /// High or critical, and no one voted for it. A vote narrows, it does not decide (R40).
    pub fn is_high_without_votes(&self) -> bool {
        self.severity.is_some_and(Severity::is_high) && self.votes == 0 && self.in_play
    }
}

impl Threat {
    /// Neither deferred nor ruled out for this system, so that the team may still take it up.
    pub fn is_in_play(&self) -> bool {
        let ruled_out = |r: &super::threat::Response| r.kind == ResponseKind::NotApplicable;
        self.deferred.is_none() && !self.response.as_ref().is_some_and(ruled_out)
    }
}

impl Session {
    /// How every threat stands, in the order of the list.
    pub fn standings(&self) -> Vec<Standing> {
        let counts = self.vote_counts().unwrap_or_default();
        let done = self.settled();
        self.threats
            .iter()
            .zip(self.worked_on())
            .map(|(threat, looked_at)| Standing {
                id: threat.id,
                votes: counts.get(&threat.id).copied().unwrap_or_default(),
                severity: threat.severity,
                in_play: threat.is_in_play(),
                done: threat.response.is_some() || done.contains(&threat.id),
                looked_at,
            })
            .collect()
    }

    /// The order of question 3: by votes, then by severity, then as on the list; what is deferred or ruled out comes
    /// last. Before anyone voted it is the order of the list.
    pub fn ranked(&self) -> Vec<Standing> {
        let mut standings = self.standings();
        if self.voting().is_some() {
            standings.sort_by_key(|s| (!s.in_play, Reverse(s.votes), Reverse(s.severity)));
        }
        standings
    }

    /// The threats that are high or critical, got no vote, and that no one looked at since; none before anyone voted.
    pub fn overlooked(&self) -> Vec<ThreatId> {
        if self.voting().is_none() {
            return Vec::new();
        }
        self.standings()
            .into_iter()
            .filter(|s| s.is_high_without_votes() && !s.looked_at)
            .map(|s| s.id)
            .collect()
    }

    /// The threats with a picked mitigation for which, or for whose threat, someone does something.
    fn settled(&self) -> HashSet<ThreatId> {
        let about: HashSet<ItemId> = self
            .actions
            .iter()
            .filter(|a| a.status != ActionStatus::Dropped)
            .flat_map(|a| a.about.iter().copied())
            .collect();
        self.mitigations
            .iter()
            .filter(|m| m.status.is_picked())
            .flat_map(|m| {
                let all = about.contains(&m.id.into());
                let about = &about;
                m.threats
                    .iter()
                    .copied()
                    .filter(move |t| all || about.contains(&(*t).into()))
            })
            .collect()
    }
}

/// After how many of the `ranked` threats the line is drawn. With `minutes_left`, as many as fit at
/// `minutes_per_threat` each, and at least one as long as there is a minute; those that the team is done with take no
/// time. Without, the first `otherwise`. What is deferred or ruled out is not counted, and never the last above the
/// cut-off.
pub fn cut(
    ranked: &[Standing],
    minutes_left: Option<u32>,
    minutes_per_threat: u32,
    otherwise: usize,
) -> usize {
    let mut room = match minutes_left {
        None => otherwise,
        Some(0) => 0,
        Some(minutes) => {
            let fit = minutes / minutes_per_threat.max(1);
            usize::try_from(fit.max(1)).unwrap_or(usize::MAX)
        }
    };
    let mut line = 0;
    for (place, standing) in ranked.iter().enumerate() {
        if !standing.in_play {
            continue;
        }
        let takes_time = minutes_left.is_none() || !standing.done;
        if takes_time && room == 0 {
            break;
        }
        room -= usize::from(takes_time);
        line = place + 1;
    }
    line
}

/// The standings in a given order, by id; ids that are gone are left out.
pub fn in_order(standings: Vec<Standing>, order: &[ThreatId]) -> Vec<Standing> {
    let mut at: HashMap<ThreatId, usize> = HashMap::new();
    for (place, id) in order.iter().enumerate() {
        at.entry(*id).or_insert(place);
    }
    let mut sorted = standings;
    // The sort is stable: what is new stays in the order of the list, at the end.
    sorted.sort_by_key(|s| at.get(&s.id).copied().unwrap_or(usize::MAX));
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    /// This many threats; those in `done` are done with, those in `out` are deferred.
    fn ranked(len: u32, done: &[u32], out: &[u32]) -> Vec<Standing> {
        (1..=len)
            .map(|n| Standing {
                id: ThreatId(n),
                votes: 0,
                severity: None,
                in_play: !out.contains(&n),
                done: done.contains(&n),
                looked_at: false,
            })
            .collect()
    }

    #[test]
    fn as_many_threats_are_above_the_line_as_fit_into_the_time() {
        let fourteen = ranked(14, &[], &[]);
        for (minutes, above) in [(25, 6), (20, 5), (4, 1), (3, 1), (1, 1), (0, 0), (400, 14)] {
            assert_eq!(cut(&fourteen, Some(minutes), 4, 5), above, "{minutes}");
        }
        assert_eq!(
            cut(&fourteen, Some(2), 0, 5),
            2,
            "a plan of nothing is a minute each"
        );
        assert_eq!(cut(&[], Some(20), 4, 5), 0);
    }

    #[test]
    fn without_a_clock_the_first_few_are_above_the_line() {
        assert_eq!(cut(&ranked(14, &[], &[]), None, 4, 5), 5);
        assert_eq!(cut(&ranked(3, &[], &[]), None, 4, 5), 3);
        assert_eq!(cut(&ranked(14, &[1, 2], &[]), None, 4, 5), 5);
    }

    #[test]
    fn what_the_room_is_done_with_takes_no_more_time() {
        assert_eq!(cut(&ranked(14, &[1, 2], &[]), Some(12), 4, 5), 5);
        assert_eq!(cut(&ranked(14, &[1, 2], &[]), Some(0), 4, 5), 2);
    }

    #[test]
    fn what_is_put_off_is_never_the_last_above_the_line() {
        assert_eq!(cut(&ranked(6, &[], &[2, 4]), None, 4, 2), 3);
        assert_eq!(cut(&ranked(6, &[], &[5, 6]), None, 4, 5), 4);
        assert_eq!(cut(&ranked(3, &[], &[1, 2, 3]), None, 4, 5), 0);
    }
}
