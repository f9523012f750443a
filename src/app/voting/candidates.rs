//! What people can vote for: the threats of a meeting, the heaps of a wall and its lines that lie on none.

use chrono::NaiveDate;

use crate::domain::{ItemId, Session, SessionKind, Text, ThreatId};

/// How what is voted on in a meeting is called: one, and several.
pub(super) const THREATS: (&str, &str) = ("threat", "threats");

/// Something that people can vote for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// What it is, or the first line of a heap.
    pub id: ItemId,
    /// The number that the wall shows, of a line; `None` of a threat of a meeting.
    pub number: Option<u32>,
    /// The name, of a heap.
    pub name: Option<&'a Text>,
    /// How the room calls it: its id, its number or its name.
    pub label: String,
    /// Its words; of a heap, its name.
    pub words: &'a Text,
    /// The words of a heap's lines.
    pub lines: Vec<&'a Text>,
}

impl Candidate<'_> {
    /// The threat, if it is one.
    pub fn threat(&self) -> Option<ThreatId> {
        match self.id {
            ItemId::Threat(id) => Some(id),
            _ => None,
        }
    }

    /// How it is called and what it says: `T1 Token replayed`, `3 Nobody logs it`, `links (4 lines)`.
    pub fn in_full(&self) -> String {
        match self.lines.len() {
            0 => format!("{} {}", self.label, self.words),
            1 => format!("{} (1 line)", self.words),
            n => format!("{} ({n} lines)", self.words),
        }
    }
}

/// What can be voted on now, in the order in which it stands there; on a wall what was said on a day or later. What is put off or ruled out cannot.
pub(super) fn of(session: &Session, since: Option<NaiveDate>) -> Vec<Candidate<'_>> {
    if session.kind != SessionKind::Whiteboard {
        let threats = session.threats.iter().filter(|t| t.is_in_play());
        let threats = threats.map(|threat| Candidate {
            id: threat.id.into(),
            number: None,
            name: None,
            label: threat.id.to_string(),
            words: &threat.text,
            lines: Vec::new(),
        });
        return threats.collect();
    }
    let in_play = |id: ItemId| match id {
        ItemId::Threat(id) => session.threat(id).is_some_and(|threat| threat.is_in_play()),
        _ => true,
    };
    let mut all = Vec::new();
    for block in session.wall_blocks_since(since) {
        let lines = block.lines.into_iter().filter(|line| in_play(line.id));
        match block.heap {
            Some(name) => {
                let lines: Vec<_> = lines.collect();
                all.extend(lines.first().map(|first| Candidate {
                    id: first.id,
                    number: None,
                    name: Some(name),
                    label: name.to_string(),
                    words: name,
                    lines: lines.iter().map(|line| line.text).collect(),
                }));
            }
            None => all.extend(lines.map(|line| Candidate {
                id: line.id,
                number: Some(line.number),
                name: None,
                label: line.number.to_string(),
                words: line.text,
                lines: Vec::new(),
            })),
        }
    }
    all
}

/// How they are called: one, and several.
pub(super) fn words(kind: SessionKind, all: &[Candidate<'_>]) -> (&'static str, &'static str) {
    let heaps = all.iter().filter(|it| it.name.is_some()).count();
    match heaps {
        _ if kind != SessionKind::Whiteboard => THREATS,
        0 => ("line", "lines"),
        n if n == all.len() => ("heap", "heaps"),
        _ => ("heap or line", "heaps and lines"),
    }
}
