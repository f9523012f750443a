//! What people can vote for: the threats of a meeting, the heaps of a wall and its lines that lie on none.

use chrono::NaiveDate;

use super::id::ItemId;
use super::says::counted;
use super::session::{Session, SessionKind};
use super::text::Text;
use super::vote::{Voted, Voting};
use super::wall_votes::{Block, WallVotes};

/// Something that people can vote for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// What it is, or the first line of a heap.
    pub id: ItemId,
    /// What a vote for it is for.
    pub voted: Voted,
    /// Its words; of a heap, its name.
    pub words: &'a Text,
    /// The words of a heap's lines.
    pub lines: Vec<&'a Text>,
}

impl Candidate<'_> {
    /// Whether it is a heap.
    pub fn is_heap(&self) -> bool {
        matches!(self.voted, Voted::Heap(_))
    }

    /// The number that the wall shows, of a line.
    pub fn number(&self) -> Option<u32> {
        match self.voted {
            Voted::Line(number) => Some(number),
            Voted::Threat(_) | Voted::Heap(_) => None,
        }
    }

    /// How the room calls it: its id, its number or its name.
    pub fn label(&self) -> String {
        match &self.voted {
            Voted::Threat(id) => id.to_string(),
            Voted::Line(number) => number.to_string(),
            Voted::Heap(_) => self.words.to_string(),
        }
    }

    /// How many lines a heap has: `(4 lines)`.
    pub fn size(&self) -> Option<String> {
        self.is_heap()
            .then(|| format!("({})", counted(self.lines.len(), "line")))
    }

    /// How it is called and what it says: `T1 Token replayed`, `3 Nobody logs it`, `links (4 lines)`.
    pub fn in_full(&self) -> String {
        match self.size() {
            Some(size) => format!("{} {size}", self.words),
            None => format!("{} {}", self.label(), self.words),
        }
    }
}

/// What got how many votes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted<'a> {
    /// What it is.
    pub candidate: Candidate<'a>,
    /// How many votes it got.
    pub votes: u32,
}

impl Voting {
    /// Adds the hands that were raised for one of the candidates.
    pub fn add_hands(&mut self, candidate: &Candidate<'_>, count: u32) {
        match candidate.voted {
            Voted::Threat(id) => self.hands.push((id, count)),
            Voted::Line(number) => self.lines.push((number, count)),
            Voted::Heap(_) => self.heaps.push((candidate.words.clone(), count)),
        }
    }
}

impl Session {
    /// What can be voted on now, in the order in which it stands there; on a wall what was said on a day or later. What
    /// is put off or ruled out cannot.
    pub fn candidates(&self, since: Option<NaiveDate>) -> Vec<Candidate<'_>> {
        if self.kind == SessionKind::Whiteboard {
            let blocks = self.wall_blocks_since(since);
            let all = self.on_wall(blocks, None).into_iter();
            return all.map(|it| it.candidate).collect();
        }
        let threats = self.threats.iter().filter(|t| t.is_in_play());
        let threats = threats.map(|threat| Candidate {
            id: threat.id.into(),
            voted: Voted::Threat(threat.id),
            words: &threat.text,
            lines: Vec::new(),
        });
        threats.collect()
    }

    /// How the candidates of a session are called: one, and several.
    pub fn candidate_words(&self, all: &[Candidate<'_>]) -> (&'static str, &'static str) {
        let heaps = all.iter().filter(|it| it.is_heap()).count();
        match heaps {
            _ if self.kind != SessionKind::Whiteboard => ("threat", "threats"),
            0 => ("line", "lines"),
            n if n == all.len() => ("heap", "heaps"),
            _ => ("heap or line", "heaps and lines"),
        }
    }

    /// The result of the vote on a wall: everything that can be voted for of what was said on a day or later, by its
    /// votes; nothing until people voted.
    pub fn wall_result(&self, since: Option<NaiveDate>) -> Vec<Counted<'_>> {
        let Some(votes) = self.wall_votes_since(since) else {
            return Vec::new();
        };
        let blocks = self.wall_blocks_since(since);
        let mut all = self.on_wall(blocks, Some(&votes));
        // Of two with as many votes, a heap stands before a line.
        all.sort_by_key(|it| (std::cmp::Reverse(it.votes), !it.candidate.is_heap()));
        all
    }

    fn on_wall<'a>(
        &'a self,
        blocks: Vec<Block<'a>>,
        votes: Option<&WallVotes>,
    ) -> Vec<Counted<'a>> {
        let in_play = |id: ItemId| match id {
            ItemId::Threat(id) => self.threat(id).is_some_and(|threat| threat.is_in_play()),
            _ => true,
        };
        let mut all = Vec::new();
        for block in blocks {
            let lines = block.lines.into_iter().filter(|line| in_play(line.id));
            match block.heap {
                Some(name) => {
                    let lines: Vec<_> = lines.collect();
                    all.extend(lines.first().map(|first| Counted {
                        candidate: Candidate {
                            id: first.id,
                            voted: Voted::heap(name),
                            words: name,
                            lines: lines.iter().map(|line| line.text).collect(),
                        },
                        votes: block.votes.unwrap_or_default(),
                    }));
                }
                None => all.extend(lines.map(|line| Counted {
                    candidate: Candidate {
                        id: line.id,
                        voted: Voted::Line(line.number),
                        words: line.text,
                        lines: Vec::new(),
                    },
                    votes: votes.map_or(0, |votes| votes.line(line.id)),
                })),
            }
        }
        all
    }
}
