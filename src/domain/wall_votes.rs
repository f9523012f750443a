//! How the wall stands: its heaps and the lines on none, in the order of their numbers or, once people voted, of their
//! votes.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::fold::fold;
use super::id::ItemId;
use super::session::Session;
use super::text::Text;
use super::vote::{Voted, Voting};
use super::wall::{WallLine, heaps_of};

/// What stands together on the wall: a heap, or the lines that lie on none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block<'a> {
    /// The name of the heap; `None` for the lines on none.
    pub heap: Option<&'a Text>,
    /// Its lines.
    pub lines: Vec<WallLine<'a>>,
    /// The votes of the whole heap; `None` until people voted.
    pub votes: Option<u32>,
}

/// The votes on a wall: how many each line got itself, and how many each heap got by its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WallVotes {
    lines: HashMap<ItemId, u32>,
    heaps: HashMap<String, u32>,
}

impl WallVotes {
    /// The votes for a line itself.
    pub fn line(&self, id: ItemId) -> u32 {
        self.lines.get(&id).copied().unwrap_or_default()
    }

    /// The votes for a heap: for the whole of it, and for its lines.
    fn heap(&self, name: &Text, lines: &[WallLine<'_>]) -> u32 {
        let whole = self.heaps.get(&fold(name)).copied().unwrap_or_default();
        let each = lines.iter().map(|line| self.line(line.id));
        each.fold(whole, u32::saturating_add)
    }
}

impl Session {
    /// The votes on the wall; `None` until people voted, and where that was before a day.
    pub fn wall_votes_since(&self, day: Option<NaiveDate>) -> Option<WallVotes> {
        Some(self.votes_on(self.voting_since(day)?, &self.wall()))
    }

    fn votes_on(&self, voting: &Voting, wall: &[WallLine<'_>]) -> WallVotes {
        let numbers: HashMap<u32, ItemId> =
            wall.iter().map(|line| (line.number, line.id)).collect();
        let mut votes = WallVotes::default();
        for (voted, count) in voting.cast() {
            let sum = match voted {
                Voted::Heap(name) => votes.heaps.entry(name).or_default(),
                Voted::Line(number) => match numbers.get(&number) {
                    Some(id) => votes.lines.entry(*id).or_default(),
                    None => continue,
                },
                // The votes of a merged threat are for the one that it is part of now.
                Voted::Threat(id) => match self.threat(id) {
                    Some(threat) => votes.lines.entry(threat.id.into()).or_default(),
                    None => continue,
                },
            };
            *sum = sum.saturating_add(count);
        }
        votes
    }

    /// The wall from top to bottom: the heaps, then the lines on none, so that what is said next stands at the bottom.
    /// Once people voted, heaps and lines stand in the order of their votes, and the lines on none by that of the first. What was said and voted on a day or later;
    /// everything without a day.
    pub fn wall_blocks_since(&self, day: Option<NaiveDate>) -> Vec<Block<'_>> {
        let wall = self.wall_since(day);
        let votes = self
            .voting_since(day)
            .map(|voting| self.votes_on(voting, &wall));
        let mut blocks: Vec<Block<'_>> = heaps_of(&wall)
            .into_iter()
            .map(|heap| Block {
                votes: votes.as_ref().map(|v| v.heap(heap.name, &heap.lines)),
                heap: Some(heap.name),
                lines: heap.lines,
            })
            .collect();
        let by_votes = |lines: &mut Vec<WallLine<'_>>| {
            if let Some(votes) = &votes {
                lines.sort_by_key(|line| std::cmp::Reverse(votes.line(line.id)));
            }
        };
        for block in &mut blocks {
            by_votes(&mut block.lines);
        }
        let loose = wall.into_iter().filter(|line| line.heap.is_none());
        let mut lines: Vec<WallLine<'_>> = loose.collect();
        by_votes(&mut lines);
        if !lines.is_empty() {
            blocks.push(Block {
                heap: None,
                lines,
                votes: None,
            });
        }
        if let Some(votes) = &votes {
            // The lines on no heap are nothing that people voted for: their top line is.
            let first = |block: &Block<'_>| block.lines.first().map(|line| votes.line(line.id));
            blocks.sort_by_key(|block| std::cmp::Reverse(block.votes.or_else(|| first(block))));
        }
        blocks
    }
}
