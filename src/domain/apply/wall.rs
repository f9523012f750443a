//! Lines of the wall: their numbers, what they are, and their heaps.

use std::collections::HashMap;

use super::Work;
use super::add::next;
use crate::domain::edit::{Did, New, NewThreat};
use crate::domain::fold::fold;
use crate::domain::four::FourQuestion;
use crate::domain::id::{ItemId, ParticipantId, ThreatId};
use crate::domain::item::{Item, Step};
use crate::domain::parked::ParkedKind;
use crate::domain::question::QuestionState;
use crate::domain::refusal::Refusal;
use crate::domain::says;
use crate::domain::session::SessionKind;
use crate::domain::text::Text;
use crate::domain::verb::Verb;
use crate::domain::vote::{Voted, Voting};
use crate::domain::wall::{Said, Spot};

impl Work<'_> {
    /// Gives a new line of a whiteboard its number.
    pub(super) fn put_on_wall(&mut self, item: &mut Item) {
        if let Some(spot) = self.spot.take() {
            if let Some(slot) = item.spot_mut() {
                *slot = Some(spot);
            }
            return;
        }
        if !self.numbers_lines() {
            return;
        }
        self.count_old_lines();
        if let Some(spot @ None) = item.spot_mut() {
            *spot = Some(Box::new(self.next_spot(Text::default())));
        }
    }

    /// Whether new lines stand on a wall: on that of a whiteboard, or of a meeting that was one.
    fn numbers_lines(&self) -> bool {
        self.session.kind == SessionKind::Whiteboard || self.session.counters.line > 0
    }

    /// The lines of a file that was written before lines had numbers use up the first ones.
    fn count_old_lines(&mut self) {
        if self.session.counters.line == 0 {
            let last = self.session.wall().last().map(|line| line.number);
            self.session.counters.line = last.unwrap_or_default();
        }
    }

    /// A spot that no line had before, on this heap.
    pub(super) fn next_spot(&mut self, heap: Text) -> Spot {
        Spot {
            number: next(&mut self.session.counters.line),
            heap,
        }
    }

    /// The line as it stands on the wall, with a spot of its own.
    fn line(&mut self, id: ItemId) -> Result<(Item, Spot), Refusal> {
        let mut item = self.find(id)?;
        let is_there = self.numbers_lines();
        let wall = self.session.wall();
        let line = wall.iter().find(|line| line.id == id && is_there);
        let Some(number) = line.map(|line| line.number) else {
            return Err(Refusal::new(format!(
                "{id} is not a line on the whiteboard."
            )));
        };
        self.count_old_lines();
        // A file of version 1 has no place for what it gets.
        self.modernize();
        let heap = Text::default();
        let spot = item.spot().cloned().unwrap_or(Spot { number, heap });
        if let Some(slot) = item.spot_mut() {
            *slot = Some(Box::new(spot.clone()));
        }
        Ok((item, spot))
    }

    /// Puts a line on a heap, or on none. A heap that is there already keeps its spelling.
    pub(super) fn put_on_heap(&mut self, id: ItemId, name: &Text) -> Result<(), Refusal> {
        let (mut item, spot) = self.line(id)?;
        let known = self.session.heaps();
        let known = known.into_iter().find(|heap| fold(heap.name) == fold(name));
        let name = known.map_or_else(|| name.clone(), |heap| heap.name.clone());
        let number = spot.number;
        if let Some(slot) = item.spot_mut() {
            let heap = name.clone();
            *slot = Some(Box::new(Spot { number, heap }));
        }
        self.replace(item);
        self.tell(if name.is_empty() {
            format!("{number} is on no heap")
        } else {
            format!("{number} is on the heap {name}")
        });
        self.did = Some(Did::Told(id));
        Ok(())
    }

    /// Calls a heap something else; one without a name is none any more. Its votes go along.
    pub(super) fn name_heap(&mut self, old: &Text, new: &Text) -> Result<(), Refusal> {
        let lines: Vec<ItemId> = self
            .session
            .heaps()
            .into_iter()
            .filter(|heap| fold(heap.name) == fold(old))
            .flat_map(|heap| heap.lines.into_iter().map(|line| line.id))
            .collect();
        if lines.is_empty() {
            return Err(Refusal::new(format!("There is no heap {old}.")));
        }
        let same = |name: &Text| fold(name) == fold(old);
        for id in lines {
            let mut item = self.find(id)?;
            if let Some(Some(spot)) = item.spot_mut() {
                spot.heap.clone_from(new);
            }
            self.replace(item);
        }
        let votes = self.session.votings().flat_map(Voting::cast);
        let votes = votes.filter(|(voted, _)| *voted == Voted::heap(old));
        let votes = votes.fold(0, |sum: u32, (_, count)| sum.saturating_add(count));
        self.change_votes(|voting| {
            let ballots = voting.ballots.iter_mut().flat_map(|b| b.heaps.iter_mut());
            let hands = voting.heaps.iter_mut().map(|(name, _)| name);
            for name in hands.chain(ballots).filter(|name| same(name)) {
                name.clone_from(new);
            }
            add_up(&mut voting.heaps);
            if new.is_empty() {
                voting.heaps.retain(|(name, _)| !name.is_empty());
                for ballot in &mut voting.ballots {
                    ballot.heaps.retain(|name| !name.is_empty());
                }
            }
        });
        self.tell(if new.is_empty() {
            let votes = match votes {
                0 => String::new(),
                1 => "; 1 vote for it is gone".to_owned(),
                many => format!("; {many} votes for it are gone"),
            };
            format!("The heap {old} is gone; its lines are still on the whiteboard{votes}")
        } else {
            format!("The heap {old} is called {new} now")
        });
        Ok(())
    }

    /// Makes a line something else. It keeps its number, its heap and its votes, and who said it when.
    ///
    /// What only the old kind has would be lost, so a line with it stays what it is.
    pub(super) fn say_as(&mut self, id: ItemId, said: Said) -> Result<(), Refusal> {
        let Some(was) = Said::of(id) else {
            return Err(Refusal::new(format!(
                "{id} is not a line on the whiteboard."
            )));
        };
        if was == said {
            self.find(id)?;
            self.tell(format!("{id} is {} already", said.with_article()));
            self.did = Some(Did::Told(id));
            return Ok(());
        }
        let (old, spot) = self.line(id)?;
        let number = spot.number;
        self.can_become(was, id, number)?;
        let (text, speaker, owner, at) = match &old {
            Item::Threat(t) => (&t.text, t.speaker, None, t.at),
            Item::Question(q) => (&q.text, q.speaker, q.owner, q.at),
            Item::Parked(p) => (&p.text, p.speaker, None, p.at),
            _ => {
                return Err(Refusal::new(format!(
                    "{id} is not a line on the whiteboard."
                )));
            }
        };
        // The votes for the old id are given to the new line, so that none is forgotten with it.
        if let ItemId::Threat(threat) = id {
            self.change_votes(|voting| move_votes(voting, threat, number));
        }
        self.spot = Some(Box::new(spot));
        // It was said when it was said.
        let now = std::mem::replace(&mut self.at, at);
        let began = self.added.len();
        let added = self.add(&said_again(said, text.clone(), speaker, owner));
        self.at = now;
        added?;
        let Some(new) = self.added.get(began).copied() else {
            return Ok(());
        };
        self.added.truncate(began);
        self.repoint(id, Some(new));
        self.step(Step::Remove(id));
        self.touched.retain(|touched| *touched != id);
        self.touch(new);
        self.tell(format!("{number} is {} now", said.with_article()));
        self.did = Some(Did::Told(new));
        Ok(())
    }

    /// Refuses to make a line something else that would lose what hangs on it.
    fn can_become(&self, was: Said, id: ItemId, number: u32) -> Result<(), Refusal> {
        let session = &self.session;
        // One arm for each kind: another one has to say here what it would lose.
        let has = match was {
            Said::Threat => {
                let threat = session.threats.iter().find(|t| ItemId::from(t.id) == id);
                threat.and_then(|t| match t {
                    t if session.mitigations_for(t.id).next().is_some() => Some("a mitigation"),
                    t if t.response.is_some() => Some("a response"),
                    t if t.severity.is_some() => Some("a severity"),
                    t => (!t.merged.is_empty()).then_some("another line merged into it"),
                })
            }
            Said::Question => {
                let question = session.questions.iter().find(|q| ItemId::from(q.id) == id);
                question.and_then(|q| match q {
                    q if q.state != QuestionState::Open => Some("an answer"),
                    q => (!q.merged.is_empty()).then_some("another line merged into it"),
                })
            }
            Said::OffTopic => {
                let parked = session.parked.iter().find(|p| ItemId::from(p.id) == id);
                parked.and_then(|p| p.used_as.is_some().then_some("become a mitigation"))
            }
        };
        match has {
            None => Ok(()),
            Some(has) => Err(Refusal::new(says![
                format!("{number} has {has}, so it stays what it is. To delete it: "),
                Verb::Delete,
                "."
            ])),
        }
    }

    /// Before a line is merged into another: its votes are for that one from now on. Those of a heap that has no other line
    /// go along, to the heap of the other or, where that lies on none, to the line itself.
    pub(super) fn votes_follow(&mut self, from: ItemId, into: ItemId) {
        if self.session.votings().next().is_none() {
            return;
        }
        let wall = self.session.wall();
        let line = |id: ItemId| wall.iter().find(|line| line.id == id);
        let (Some(old), Some(new)) = (line(from), line(into)) else {
            return;
        };
        let alone = |heap: &&Text| {
            let name = fold(heap);
            let mut others = wall.iter().filter(|line| line.id != from);
            !others.any(|line| line.heap.is_some_and(|heap| fold(heap) == name))
        };
        let heap = old.heap.filter(alone).map(|heap| fold(heap));
        let (old, number, other) = (old.number, new.number, new.heap.cloned());
        self.change_votes(|voting| {
            move_line(voting, old, number);
            if let Some(heap) = &heap {
                move_heap(voting, heap, number, other.as_ref());
            }
        });
    }

    /// Changes the votes of every meeting that has some.
    fn change_votes(&mut self, change: impl Fn(&mut Voting)) {
        let changed = |voting: &Voting| {
            let mut now = voting.clone();
            change(&mut now);
            (now != *voting).then_some(now)
        };
        self.replace_votes(changed);
    }
}

/// The same words as something else.
fn said_again(
    said: Said,
    text: Text,
    speaker: Option<ParticipantId>,
    owner: Option<ParticipantId>,
) -> New {
    match said {
        Said::Threat => match New::threat(text, FourQuestion::GoWrong) {
            New::Threat(new) => New::Threat(NewThreat { speaker, ..new }),
            new => new,
        },
        Said::Question => New::Question {
            text,
            about: Vec::new(),
            speaker,
            owner,
        },
        Said::OffTopic => New::Parked {
            text,
            kind: ParkedKind::OffTopic,
            about: None,
            speaker,
        },
    }
}

/// Makes the votes for a threat votes for its line.
fn move_votes(voting: &mut Voting, threat: ThreatId, line: u32) {
    let moved = take(&mut voting.hands, |id| *id == threat);
    give(&mut voting.lines, line, moved);
    for ballot in &mut voting.ballots {
        let before = ballot.votes.len();
        ballot.votes.retain(|id| *id != threat);
        let moved = before - ballot.votes.len();
        ballot.lines.extend(std::iter::repeat_n(line, moved));
    }
}

/// Makes the votes for a line votes for another one.
fn move_line(voting: &mut Voting, from: u32, into: u32) {
    let moved = take(&mut voting.lines, |line| *line == from);
    give(&mut voting.lines, into, moved);
    for ballot in &mut voting.ballots {
        for line in ballot.lines.iter_mut().filter(|line| **line == from) {
            *line = into;
        }
    }
}

/// Makes the votes for a heap votes for another one, or for a line.
fn move_heap(voting: &mut Voting, from: &str, line: u32, into: Option<&Text>) {
    let is_from = |name: &Text| fold(name) == from;
    let moved = take(&mut voting.heaps, is_from);
    match into {
        Some(heap) => give(&mut voting.heaps, heap.clone(), moved),
        None => give(&mut voting.lines, line, moved),
    }
    add_up(&mut voting.heaps);
    for ballot in &mut voting.ballots {
        let before = ballot.heaps.len();
        ballot.heaps.retain(|name| !is_from(name));
        let moved = before - ballot.heaps.len();
        match into {
            Some(heap) => ballot
                .heaps
                .extend(std::iter::repeat_n(heap.clone(), moved)),
            None => ballot.lines.extend(std::iter::repeat_n(line, moved)),
        }
    }
}

/// Takes out the hands for which this is true; `None` where no hand was counted for them.
fn take<T>(hands: &mut Vec<(T, u32)>, is: impl Fn(&T) -> bool) -> Option<u32> {
    let taken: Vec<u32> = hands
        .extract_if(.., |(voted, _)| is(voted))
        .map(|(_, count)| count)
        .collect();
    taken.into_iter().reduce(u32::saturating_add)
}

/// Leaves each heap once, however it is spelled, with all its hands.
fn add_up(heaps: &mut Vec<(Text, u32)>) {
    let mut places: HashMap<String, usize> = HashMap::new();
    for (name, count) in std::mem::take(heaps) {
        let place = *places.entry(fold(&name)).or_insert(heaps.len());
        match heaps.get_mut(place) {
            Some((_, sum)) => *sum = sum.saturating_add(count),
            None => heaps.push((name, count)),
        }
    }
}

/// Adds hands to those that something has.
fn give<T: PartialEq>(hands: &mut Vec<(T, u32)>, to: T, count: Option<u32>) {
    let Some(count) = count else { return };
    match hands.iter_mut().find(|(voted, _)| *voted == to) {
        Some((_, sum)) => *sum = sum.saturating_add(count),
        None => hands.push((to, count)),
    }
}
