//! The lines of the wall as they stand: worked out once a change, so that a frame and a key cost the same on a wall of any
//! length.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::NaiveDate;

use super::State;
use crate::domain::{Block, ItemId, Said, Session, WallVotes, counted};

/// A line as it stands on the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The item that it is.
    pub(crate) id: ItemId,
    /// The number by which the room calls it.
    pub(crate) number: u32,
    /// What it was said as.
    pub(crate) said: Said,
    /// How many votes it got itself.
    pub(crate) votes: u32,
    /// It is the first under the heading of its heap.
    pub(crate) first: bool,
    /// Which heading that is; none where there are no heaps.
    head: Option<usize>,
}

/// What was said at earlier lunches: how many lines, on the first and on the last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Before {
    pub(super) lines: usize,
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
}

/// What the lines follow from: the revision of the session, the day from which on they are in sight, and the day on which
/// this lunch begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Of {
    revision: u64,
    since: Option<NaiveDate>,
    begins: Option<NaiveDate>,
}

/// Every line in sight from top to bottom, and what is asked of the others in each frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lines {
    of: Option<Of>,
    rows: Vec<Line>,
    heads: Vec<String>,
    places: HashMap<ItemId, usize>,
    /// The numbers of all lines, in sight or not.
    numbers: HashMap<ItemId, u32>,
    before: Option<Before>,
    questions: usize,
    off_topic: usize,
    most: u32,
}

impl Lines {
    fn new(session: &Session, of: Of) -> Self {
        let mut all = Self {
            of: Some(of),
            ..Self::default()
        };
        for line in session.wall() {
            all.numbers.insert(line.id, line.number);
            let day = line.at.date_naive();
            if of.begins.is_some_and(|begins| day < begins) {
                let before = all.before.get_or_insert(Before {
                    lines: 0,
                    first: day,
                    last: day,
                });
                before.lines += 1;
                before.first = before.first.min(day);
                before.last = before.last.max(day);
            }
        }
        let blocks = session.wall_blocks_since(of.since);
        let has_heaps = blocks.iter().any(|block| block.heap.is_some());
        let votes = session.wall_votes_since(of.since).unwrap_or_default();
        for block in &blocks {
            all.add(block, has_heaps, &votes);
        }
        all
    }

    fn add(&mut self, block: &Block<'_>, has_heaps: bool, votes: &WallVotes) {
        let head = has_heaps.then_some(self.heads.len());
        if has_heaps {
            self.heads.push(heading(block));
        }
        for (place, line) in block.lines.iter().enumerate() {
            self.most = self.most.max(line.number);
            match line.said {
                Said::Threat => {}
                Said::Question => self.questions += 1,
                Said::OffTopic => self.off_topic += 1,
            }
            self.places.insert(line.id, self.rows.len());
            self.rows.push(Line {
                id: line.id,
                number: line.number,
                said: line.said,
                votes: votes.line(line.id),
                first: place == 0,
                head,
            });
        }
    }

    /// How many are in sight.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The line at a place, from the top.
    pub(crate) fn get(&self, place: usize) -> Option<&Line> {
        self.rows.get(place)
    }

    /// Where a line stands, if it is in sight.
    pub(crate) fn place(&self, id: ItemId) -> Option<usize> {
        self.places.get(&id).copied()
    }

    /// The lines in sight, from top to bottom.
    pub(crate) fn ids(&self) -> impl DoubleEndedIterator<Item = ItemId> {
        self.rows.iter().map(|line| line.id)
    }

    /// What stands above the lines of a heap: its name, how many lines and, once people voted, votes.
    pub(crate) fn head(&self, line: &Line) -> Option<&String> {
        self.heads.get(line.head?)
    }

    /// The largest number in sight.
    pub(crate) fn most(&self) -> usize {
        usize::try_from(self.most).unwrap_or(usize::MAX)
    }

    /// How many in sight are questions, and how many off topic.
    pub(crate) fn besides(&self) -> (usize, usize) {
        (self.questions, self.off_topic)
    }

    /// The number by which the room calls a line, in sight or not.
    pub(crate) fn number(&self, id: ItemId) -> Option<u32> {
        self.numbers.get(&id).copied()
    }

    pub(super) fn before(&self) -> Option<Before> {
        self.before
    }
}

/// `links  4   7 votes`.
fn heading(block: &Block<'_>) -> String {
    let name = block.heap.map_or("on no heap", |name| name.as_str());
    let head = format!("{name}  {}", block.lines.len());
    match block.votes {
        Some(votes) => head + &in_votes(votes),
        None => head,
    }
}

/// `   4 votes`, as they stand behind what got them.
fn in_votes(votes: u32) -> String {
    let votes = usize::try_from(votes).unwrap_or(usize::MAX);
    format!("   {}", counted(votes, "vote"))
}

impl Line {
    /// Its words as they stand in the list: what it is, and behind them how many votes it got.
    pub(crate) fn in_list(&self, session: &Session, words: &str) -> String {
        let words = super::marked(session, self.id, words);
        match self.votes {
            0 => words,
            votes => words + &in_votes(votes),
        }
    }
}

impl State {
    fn of(&self, session: &Session, revision: u64) -> Of {
        Of {
            revision,
            since: self.since(session),
            begins: self.begins(session),
        }
    }

    /// The lines of a session in this revision. In the middle of a change they are worked out anew.
    pub(crate) fn lines(&self, session: &Session, revision: u64) -> Cow<'_, Lines> {
        let of = self.of(session, revision);
        if self.lines.of == Some(of) {
            Cow::Borrowed(&self.lines)
        } else {
            Cow::Owned(Lines::new(session, of))
        }
    }

    /// Keeps the lines as they are after a change, and when others are shown.
    pub(crate) fn follow(&mut self, session: &Session, revision: u64) {
        let of = self.of(session, revision);
        if self.lines.of != Some(of) {
            self.lines = Lines::new(session, of);
        }
    }
}
