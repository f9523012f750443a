//! Votes: which threats the team wants to talk about first.
//!
//! A [`Voting`] is set whole, once all votes are in, so that no one follows the first hands (R38). Votes keep the id
//! that was said; the votes of a merged threat count for the one that it was merged into. On a wall people vote for
//! lines or for heaps; the votes for a heap count for each of its threats.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::fold::fold;
use super::id::{ItemId, ParticipantId, ThreatId};
use super::session::Session;
use super::stamp::Stamp;
use super::text::Text;
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
    /// Hands counted aloud on a wall, a number for each line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<(u32, u32)>,
    /// Hands counted aloud on a wall, a number for each heap.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heaps: Vec<(Text, u32)>,
    /// The sheet on which ballots were given, if one was handed out.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub sheet: Text,
    /// Ballots, one per person. Who voted for what never leaves the file.
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub votes: Vec<ThreatId>,
    /// Votes for lines of a wall, by their numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<u32>,
    /// Votes for heaps of a wall.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heaps: Vec<Text>,
}

/// What a vote is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Voted {
    /// A threat.
    Threat(ThreatId),
    /// A line of a wall, by its number.
    Line(u32),
    /// A heap of a wall, by its name as names are compared.
    Heap(String),
}

impl Voted {
    /// A heap by its name.
    pub fn heap(name: &Text) -> Self {
        Self::Heap(fold(name))
    }
}

impl Ballot {
    /// Every vote.
    pub fn all(&self) -> impl Iterator<Item = Voted> {
        let threats = self.votes.iter().copied().map(Voted::Threat);
        let lines = self.lines.iter().copied().map(Voted::Line);
        let heaps = self.heaps.iter().map(Voted::heap);
        threats.chain(lines).chain(heaps)
    }

    /// How many votes there are.
    pub fn len(&self) -> usize {
        self.votes.len() + self.lines.len() + self.heaps.len()
    }

    /// Whether no vote is on it.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Voting {
    /// A round in which no one has voted yet.
    pub fn begun(per_person: u32, at: Stamp) -> Self {
        Self {
            per_person,
            hands: Vec::new(),
            lines: Vec::new(),
            heaps: Vec::new(),
            sheet: Text::default(),
            ballots: Vec::new(),
            at,
        }
    }

    /// Every vote: for what, and how many.
    pub fn cast(&self) -> impl Iterator<Item = (Voted, u32)> {
        let threats = self.hands.iter().map(|(id, n)| (Voted::Threat(*id), *n));
        let lines = self.lines.iter().map(|(line, n)| (Voted::Line(*line), *n));
        let heaps = self.heaps.iter().map(|(name, n)| (Voted::heap(name), *n));
        let ballots = self.ballots.iter().flat_map(Ballot::all);
        threats
            .chain(lines)
            .chain(heaps)
            .chain(ballots.map(|voted| (voted, 1)))
    }

    /// How many votes there are in all.
    pub fn total(&self) -> u32 {
        self.cast()
            .fold(0, |sum, (_, count)| sum.saturating_add(count))
    }

    /// Whether lines or heaps of a wall were voted on.
    pub fn is_on_wall(&self) -> bool {
        let mut ballots = self.ballots.iter();
        let by_hand = !self.lines.is_empty() || !self.heaps.is_empty();
        by_hand || ballots.any(|b| !b.lines.is_empty() || !b.heaps.is_empty())
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
        Some(self.counts_of(self.voting()?))
    }

    /// The votes of every threat that has some in one round.
    pub fn counts_of(&self, voting: &Voting) -> HashMap<ThreatId, u32> {
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
        let on_wall = if voting.is_on_wall() {
            self.voted_lines()
        } else {
            HashMap::new()
        };
        let mut counts: HashMap<ThreatId, u32> = HashMap::new();
        for (voted, count) in voting.cast() {
            let is_for: Vec<ThreatId> = match &voted {
                Voted::Threat(id) => merged.get(id).copied().into_iter().collect(),
                on_wall_is => {
                    let lines = on_wall.get(on_wall_is).into_iter().flatten();
                    let threats = lines.filter_map(|id| match id {
                        ItemId::Threat(id) => Some(*id),
                        _ => None,
                    });
                    threats.collect()
                }
            };
            for threat in is_for {
                let sum = counts.entry(threat).or_default();
                *sum = sum.saturating_add(count);
            }
        }
        counts
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
        let hands = [voting.hands.len(), voting.lines.len(), voting.heaps.len()];
        let most_hands = hands.into_iter().max().unwrap_or_default();
        if most_hands.max(voting.ballots.len()) > LIMITS.items {
            let most = LIMITS.items;
            let says = format!("There are more than {most} hands or ballots. Delete some.");
            return Err(wrong(says, "voting:".to_owned()));
        }
        validate_counts(voting)?;
        let most = usize::try_from(voting.per_person).unwrap_or(usize::MAX);
        if most == 0 {
            let says = "A person has at least one vote. Write `per_person: 1` or more.";
            return Err(wrong(says.to_owned(), "per_person:".to_owned()));
        }
        if let Some(long) = voting.ballots.iter().find(|b| b.len() > most) {
            let says = format!(
                "A ballot has {} votes, but each person had {most}. Delete some.",
                long.len()
            );
            return Err(wrong(says, "per_person:".to_owned()));
        }
        let known = self.votable();
        let is_for = voting.cast().filter_map(|(voted, _)| match voted {
            Voted::Threat(id) => Some(id),
            Voted::Line(_) | Voted::Heap(_) => None,
        });
        if let Some(id) = is_for.into_iter().find(|id| !known.contains(id)) {
            let says = format!("A vote is for {id}, which is not in this file. Delete the vote.");
            return Err(wrong(says, format!("\"{id}\"")));
        }
        let given = self.counters.line;
        let mut lines = voting.cast().filter_map(|(voted, _)| match voted {
            Voted::Line(number) => Some(number),
            Voted::Threat(_) | Voted::Heap(_) => None,
        });
        if let Some(number) = lines.find(|number| !(1..=given).contains(number)) {
            let says = format!(
                "A vote is for line {number}, which was never on the whiteboard. Delete the vote."
            );
            return Err(wrong(says, "lines:".to_owned()));
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

/// How many hands were counted for each line and heap: once, and no more than a file may have of anything.
fn validate_counts(voting: &Voting) -> Result<(), Invalid> {
    let wrong = |says: String, word: &str| {
        Err(Invalid {
            item: None,
            word: Some(word.to_owned()),
            says,
        })
    };
    let threats = voting.hands.iter().map(|(_, count)| ("hands:", *count));
    let lines = voting.lines.iter().map(|(_, count)| ("lines:", *count));
    let heaps = voting.heaps.iter().map(|(_, count)| ("heaps:", *count));
    let mut counts = threats.chain(lines).chain(heaps);
    if let Some((word, count)) = counts.find(|(_, count)| *count > LIMITS.number) {
        let most = LIMITS.number;
        let says = format!("{count} votes for one thing are more than {most}. Correct the count.");
        return wrong(says, word);
    }
    let mut known = HashSet::new();
    if let Some((line, _)) = voting.lines.iter().find(|(line, _)| !known.insert(*line)) {
        let says =
            format!("The votes for line {line} are counted twice. Add them up in one entry.");
        return wrong(says, "lines:");
    }
    let mut known = HashSet::new();
    let mut heaps = voting.heaps.iter();
    if let Some((heap, _)) = heaps.find(|(heap, _)| !known.insert(fold(heap))) {
        let says =
            format!("The votes for the heap {heap} are counted twice. Add them up in one entry.");
        return wrong(says, "heaps:");
    }
    Ok(())
}
