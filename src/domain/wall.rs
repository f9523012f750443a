//! The wall of a whiteboard: everything that was said there in one sequence, as what it was said, and on which heap it
//! was put.
//!
//! A line is a threat, a question or a parked item, and each keeps its [`Spot`] itself, so that a line costs the same
//! on a wall of ten lines and of ten thousand, and goes with its spot when it is deleted.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::fold::fold;
use super::id::{ItemId, ParkedId, ParticipantId, QuestionId, ThreatId};
use super::item::Item;
use super::session::{Session, SessionKind};
use super::stamp::Stamp;
use super::text::Text;
use super::vote::Voted;

/// Where a line stands on the wall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spot {
    /// Its number, from 1. It stays when the line becomes something else, and is never given to another one.
    pub number: u32,
    /// The name of the heap that it was put on; empty when it lies on none.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub heap: Text,
}

/// What a line of the wall is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Said {
    /// What can go wrong.
    Threat,
    /// What the room does not know.
    Question,
    /// What belongs to another meeting.
    OffTopic,
}

impl Said {
    /// All three, in the order in which one key goes through them.
    pub const ALL: [Self; 3] = [Self::Threat, Self::Question, Self::OffTopic];

    /// The one behind it; the first behind the last.
    pub fn next(self) -> Self {
        match self {
            Self::Threat => Self::Question,
            Self::Question => Self::OffTopic,
            Self::OffTopic => Self::Threat,
        }
    }

    /// What an item is on the wall, if it stands there.
    pub fn of(id: ItemId) -> Option<Self> {
        Self::ALL.into_iter().find(|said| match said {
            Self::Threat => matches!(id, ItemId::Threat(_)),
            Self::Question => matches!(id, ItemId::Question(_)),
            Self::OffTopic => matches!(id, ItemId::Parked(_)),
        })
    }

    /// In words, with an article.
    pub fn with_article(self) -> &'static str {
        self.words().0
    }

    /// So many of them: `1 question`, `2 off topic`.
    pub fn counted(self, n: usize) -> String {
        let (_, one, many) = self.words();
        format!("{n} {}", if n == 1 { one } else { many })
    }

    /// With an article, one of them, and several.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Threat => ("a threat", "threat", "threats"),
            Self::Question => ("a question", "question", "questions"),
            Self::OffTopic => ("off topic", "off topic", "off topic"),
        }
    }
}

/// A line of the wall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WallLine<'a> {
    /// Its number, from 1.
    pub number: u32,
    /// The item that it is.
    pub id: ItemId,
    /// What it was said as.
    pub said: Said,
    /// Its words.
    pub text: &'a Text,
    /// The name of its heap, if it lies on one.
    pub heap: Option<&'a Text>,
    /// Who said it.
    pub speaker: Option<ParticipantId>,
    /// When.
    pub at: Stamp,
}

/// A heap of lines that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heap<'a> {
    /// Its name, as it was typed first.
    pub name: &'a Text,
    /// Its lines, in the order in which they were said.
    pub lines: Vec<WallLine<'a>>,
}

/// The heaps of a wall, in the order in which their first lines were said.
pub(super) fn heaps_of<'a>(wall: &[WallLine<'a>]) -> Vec<Heap<'a>> {
    let mut heaps: Vec<Heap<'a>> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for line in wall.iter().copied() {
        let Some(name) = line.heap else { continue };
        let place = *places.entry(fold(name)).or_insert(heaps.len());
        match heaps.get_mut(place) {
            Some(heap) => heap.lines.push(line),
            None => heaps.push(Heap {
                name,
                lines: vec![line],
            }),
        }
    }
    heaps
}

impl Session {
    /// Everything that was said, in that order.
    ///
    /// Lines of files that were written before lines had numbers come in the order in which they were captured, and
    /// have the first numbers that no other line has.
    pub fn wall(&self) -> Vec<WallLine<'_>> {
        let threats = self.threats.iter().map(|t| {
            let id = t.id.into();
            (id, &t.text, t.wall.as_deref(), t.speaker, t.at)
        });
        let questions = self.questions.iter().map(|q| {
            let id = q.id.into();
            (id, &q.text, q.wall.as_deref(), q.speaker, q.at)
        });
        let parked = self.parked.iter().map(|p| {
            let id = p.id.into();
            (id, &p.text, p.wall.as_deref(), p.speaker, p.at)
        });
        let said = threats.chain(questions).chain(parked);
        let mut lines: Vec<WallLine<'_>> = said
            .filter_map(|(id, text, spot, speaker, at)| {
                Some(WallLine {
                    number: spot.map_or(u32::MAX, |spot| spot.number),
                    id,
                    said: Said::of(id)?,
                    text,
                    heap: spot.map(|spot| &spot.heap).filter(|heap| !heap.is_empty()),
                    speaker,
                    at,
                })
            })
            .collect();
        // The sort is stable: what was captured in one second stays in the order of its list.
        lines.sort_by_key(|line| (line.number, line.at));
        let numbered = lines.partition_point(|line| line.number < u32::MAX);
        if numbered < lines.len() {
            let taken: HashSet<u32> = lines.iter().map(|line| line.number).collect();
            let mut free = (1..u32::MAX).filter(|number| !taken.contains(number));
            for line in lines.iter_mut().skip(numbered) {
                line.number = free.next().unwrap_or(u32::MAX);
            }
            lines.sort_by_key(|line| line.number);
        }
        lines
    }

    /// What was said on a day or later, with the numbers of the whole wall; everything without a day.
    ///
    /// Days are compared, not times: a clock that is set back in the middle of a lunch must hide no line.
    pub fn wall_since(&self, day: Option<NaiveDate>) -> Vec<WallLine<'_>> {
        let mut lines = self.wall();
        if let Some(day) = day {
            lines.retain(|line| line.at.date_naive() >= day);
        }
        lines
    }

    /// The id that the next line of a kind will have.
    pub fn next_line(&self, said: Said) -> ItemId {
        let counters = &self.counters;
        match said {
            Said::Threat => ThreatId(counters.threat.saturating_add(1)).into(),
            Said::Question => QuestionId(counters.question.saturating_add(1)).into(),
            Said::OffTopic => ParkedId(counters.parked.saturating_add(1)).into(),
        }
    }

    /// The day of the last lunch; `None` of the first one, before which nothing was said, and of what is no whiteboard.
    pub fn lunch_day(&self) -> Option<NaiveDate> {
        match self.sittings.as_slice() {
            [.., _, last] if self.kind == SessionKind::Whiteboard => {
                Some(last.started.date_naive())
            }
            _ => None,
        }
    }

    /// The heaps, in the order in which their first lines were said.
    pub fn heaps(&self) -> Vec<Heap<'_>> {
        heaps_of(&self.wall())
    }

    /// The heaps of what was said on a day or later.
    pub fn heaps_since(&self, day: Option<NaiveDate>) -> Vec<Heap<'_>> {
        heaps_of(&self.wall_since(day))
    }

    /// The lines that a vote for a line or a heap is for.
    pub(super) fn voted_lines(&self) -> HashMap<Voted, Vec<ItemId>> {
        let mut lines: HashMap<Voted, Vec<ItemId>> = HashMap::new();
        for line in self.wall() {
            let voted = [Some(Voted::Line(line.number)), line.heap.map(Voted::heap)];
            for voted in voted.into_iter().flatten() {
                lines.entry(voted).or_default().push(line.id);
            }
        }
        lines
    }
}

impl Item {
    /// Where it stands on the wall; `None` of an item that cannot stand there.
    pub(super) fn spot_mut(&mut self) -> Option<&mut Option<Box<Spot>>> {
        match self {
            Self::Threat(item) => Some(&mut item.wall),
            Self::Question(item) => Some(&mut item.wall),
            Self::Parked(item) => Some(&mut item.wall),
            _ => None,
        }
    }

    /// Where it stands on the wall, if it has a number there.
    pub(super) fn spot(&self) -> Option<&Spot> {
        match self {
            Self::Threat(item) => item.wall.as_deref(),
            Self::Question(item) => item.wall.as_deref(),
            Self::Parked(item) => item.wall.as_deref(),
            _ => None,
        }
    }
}
