//! Heaps of the wall: which one a key puts a line on, and which one a line is offered while it is typed.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::catalogue::Catalogue;
use crate::domain::{Block, Edit, Field, ItemId, Session, Text, says};
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::table;
use crate::screens::{Deed, Look, Rooms};

/// The telling words of the heaps, so that a key costs the same on a wall of any length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// The revision of the session whose heaps they are, and the day from which on lines count.
    of: Option<(u64, Option<NaiveDate>)>,
    /// For each word the heap that alone has it, by its place; `None` where several have it.
    heaps: HashMap<String, Option<usize>>,
    names: Vec<Text>,
}

impl Words {
    /// Reads the heaps again after a change, and when other lines are shown.
    pub(crate) fn follow(
        &mut self,
        session: &Session,
        of: (u64, Option<NaiveDate>),
        catalogue: &Catalogue,
    ) {
        if self.of == Some(of) {
            return;
        }
        *self = Self {
            of: Some(of),
            ..Self::default()
        };
        for (place, heap) in session.heaps_since(of.1).into_iter().enumerate() {
            self.names.push(heap.name.clone());
            let texts = heap.lines.iter().map(|line| line.text);
            for text in texts.chain([heap.name]) {
                for word in catalogue.telling(text) {
                    let owner = self.heaps.entry(word).or_insert(Some(place));
                    if *owner != Some(place) {
                        *owner = None;
                    }
                }
            }
        }
    }

    /// The heap that shares the most telling words with a text that no other heap has.
    pub(crate) fn offer(&self, text: &str, catalogue: &Catalogue) -> Option<&Text> {
        if self.names.is_empty() {
            return None;
        }
        let mut words = catalogue.telling(text);
        words.sort_unstable();
        words.dedup();
        let shared = words.iter().filter_map(|word| *self.heaps.get(word)?);
        let mut counts: HashMap<usize, usize> = HashMap::new();
        for place in shared {
            *counts.entry(place).or_default() += 1;
        }
        // Of two with as many words, the one whose name was said; else the one that was begun first.
        let named = |place: &usize| {
            let name = self.names.get(*place);
            name.is_some_and(|name| catalogue.telling(name).iter().any(|it| words.contains(it)))
        };
        let best = counts
            .into_iter()
            .max_by_key(|(place, count)| (*count, named(place), std::cmp::Reverse(*place)));
        self.names.get(best?.0)
    }
}

/// What the keys for heaps mean.
pub(super) fn means(look: &Look, rooms: &Rooms, verb: Verb) -> Deed {
    let state = &rooms.whiteboard;
    let Some(id) = state.selected else {
        return Deed::NothingSelected;
    };
    let wall = look.session.wall();
    let Some(line) = wall.iter().find(|line| line.id == id) else {
        return Deed::NothingSelected;
    };
    match (verb, line.heap) {
        (Verb::Heap, Some(heap)) => Deed::line(Bar::suggesting(&table::HEAP, Some(id), heap)),
        (Verb::Heap, None) => {
            let offer = state.heaps.offer(line.text, look.catalogue);
            let offer = offer.map_or("", |heap| heap.as_str());
            Deed::line(Bar::suggesting(&table::HEAP, Some(id), offer))
        }
        (Verb::NameHeap, Some(heap)) => {
            Deed::line(Bar::suggesting(&table::NAME_HEAP, Some(id), heap))
        }
        (Verb::NameHeap, None) => Deed::Say(says![
            format!("Line {} is on no heap. Press ", line.number),
            Verb::Heap,
            " to put it on one."
        ]),
        _ => {
            let blocks = look.session.wall_blocks_since(state.since(look.session));
            move_to(&blocks, id, verb == Verb::MoveUp)
        }
    }
}

/// Puts a line on the heap above or below. Within a heap lines stand by their numbers or votes, which no key changes.
fn move_to(blocks: &[Block<'_>], id: ItemId, up: bool) -> Deed {
    let heaps: Vec<&Text> = blocks.iter().filter_map(|block| block.heap).collect();
    if heaps.is_empty() {
        return Deed::Say(says![
            "Lines stand in the order of their numbers or votes. Press ",
            Verb::Heap,
            " to put this one on a heap."
        ]);
    }
    let holds = |block: &&Block<'_>| block.lines.iter().any(|line| line.id == id);
    let own = blocks.iter().find(holds).and_then(|block| block.heap);
    let place = own.and_then(|own| heaps.iter().position(|heap| *heap == own));
    let next = match (place, up) {
        (None, true) => heaps.last().copied(),
        (None, false) => return Deed::Say("This line is below the last heap.".into()),
        (Some(0), true) => return Deed::Say("This line is on the first heap.".into()),
        (Some(place), true) => heaps.get(place - 1).copied(),
        (Some(place), false) => heaps.get(place + 1).copied(),
    };
    let heap = next.cloned().unwrap_or_default();
    Deed::Make(Edit::Set(id, Field::Heap(heap)), None)
}
