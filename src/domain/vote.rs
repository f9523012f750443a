//! Votes: which threats the team wants to talk about first.
//!
//! A [`Voting`] is set whole, once all votes are in, so that no one follows the first hands (R38). Votes keep the id
//! that was said; the votes of a merged threat count for the one that it was merged into.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::id::{ItemId, ParticipantId, ThreatId};
use super::session::Session;
use super::stamp::Stamp;
use super::threat::Threat;
use super::validate::{Invalid, LIMITS};

/// One round of votes, complete: hands counted aloud, blind ballots, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voting {
    /// How many votes each person had.
    pub per_person: u32,
    /// Hands counted aloud, a number for each threat.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hands: Vec<(ThreatId, u32)>,
    /// Ballots, one a person. Who voted for what never leaves the file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ballots: Vec<Ballot>,
    /// When they were revealed.
    pub at: Stamp,
}

/// The votes of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// Who, if the session knows them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<ParticipantId>,
    /// One entry a vote; a threat that stands here twice has two.
    pub votes: Vec<ThreatId>,
}

impl Voting {
    /// Every vote: for which threat, and how many.
    pub fn cast(&self) -> impl Iterator<Item = (ThreatId, u32)> {
        let ballots = self.ballots.iter().flat_map(|ballot| &ballot.votes);
        self.hands
            .iter()
            .copied()
            .chain(ballots.map(|threat| (*threat, 1)))
    }

    /// How many votes there are in all.
    pub fn total(&self) -> u32 {
        self.cast()
            .fold(0, |sum, (_, count)| sum.saturating_add(count))
    }

    /// The same without the votes of threats for which `stays` is false, and without the name of `gone`.
    pub(super) fn without(
        &self,
        gone: Option<ParticipantId>,
        stays: impl Fn(ThreatId) -> bool,
    ) -> Self {
        let mut left = self.clone();
        left.hands.retain(|(threat, _)| stays(*threat));
        for ballot in &mut left.ballots {
            ballot.votes.retain(|threat| stays(*threat));
            ballot.who = ballot.who.filter(|who| Some(*who) != gone);
        }
        left
    }
}

impl Session {
    /// The votes of every threat that has some, by the id under which it is on the list now; `None` until votes were
    /// revealed.
    pub fn vote_counts(&self) -> Option<HashMap<ThreatId, u32>> {
        let voting = self.voting()?;
        let mut merged: HashMap<ThreatId, ThreatId> = HashMap::new();
        for threat in &self.threats {
            for id in &threat.merged {
                merged.entry(id.id).or_insert(threat.id);
            }
        }
        // What is on the list itself is found before what was merged, as in `Session::threat`.
        for threat in &self.threats {
            merged.insert(threat.id, threat.id);
        }
        let mut counts: HashMap<ThreatId, u32> = HashMap::new();
        for (id, count) in voting.cast() {
            if let Some(threat) = merged.get(&id) {
                let sum = counts.entry(*threat).or_default();
                *sum = sum.saturating_add(count);
            }
        }
        Some(counts)
    }

    /// How many votes a threat has; `None` until votes were revealed.
    pub fn votes(&self, threat: ThreatId) -> Option<u32> {
        let id = self.threat(threat).map_or(threat, |t| t.id);
        let counts = self.vote_counts()?;
        Some(counts.get(&id).copied().unwrap_or_default())
    }

    /// Every id that a vote may have been for: threats on the list, and those that were merged into one.
    pub(super) fn votable(&self) -> HashSet<ThreatId> {
        let ids = |t: &Threat| {
            t.merged
                .iter()
                .map(|m| m.id)
                .chain([t.id])
                .collect::<Vec<_>>()
        };
        self.threats.iter().flat_map(ids).collect()
    }

    /// What the votes must be beyond their shape.
    ///
    /// # Errors
    /// The first thing that is wrong: a vote for a threat that is not here, a name that is not here, more votes on a
    /// ballot than a person had.
    pub(super) fn validate_voting(&self) -> Result<(), Invalid> {
        self.votings()
            .try_for_each(|voting| self.validate_votes(voting))
    }

    fn validate_votes(&self, voting: &Voting) -> Result<(), Invalid> {
        let wrong = |says: String, word: String| Invalid {
            item: None,
            word: Some(word),
            says,
        };
        if voting.hands.len().max(voting.ballots.len()) > LIMITS.items {
            let most = LIMITS.items;
            let says = format!("There are more than {most} hands or ballots. Delete some.");
            return Err(wrong(says, "voting:".to_owned()));
        }
        let most = usize::try_from(voting.per_person).unwrap_or(usize::MAX);
        if most == 0 {
            let says = "A person has at least one vote. Write `per_person: 1` or more.";
            return Err(wrong(says.to_owned(), "per_person:".to_owned()));
        }
        if let Some(long) = voting.ballots.iter().find(|b| b.votes.len() > most) {
            let says = format!(
                "A ballot has {} votes, but each person had {most}. Delete some.",
                long.votes.len()
            );
            return Err(wrong(says, "per_person:".to_owned()));
        }
        let known = self.votable();
        if let Some((id, _)) = voting.cast().find(|(id, _)| !known.contains(id)) {
            let says = format!("A vote is for {id}, which is not in this file. Delete the vote.");
            return Err(wrong(says, format!("\"{id}\"")));
        }
        let stranger = voting
            .ballots
            .iter()
            .filter_map(|ballot| ballot.who)
            .find(|who| !self.holds(ItemId::Participant(*who)));
        match stranger {
            Some(who) => Err(wrong(
                format!("A ballot belongs to {who}, who is not in this file. Delete the name."),
                format!("\"{who}\""),
            )),
            None => Ok(()),
        }
    }
}
