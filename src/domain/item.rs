//! One item of any kind, and the primitive steps that every change is made of.
//!
//! A step knows its own inverse, so undo needs no code of its own for any kind of change.

use super::action::Action;
use super::assumption::Assumption;
use super::id::ItemId;
use super::mitigation::Mitigation;
use super::note::Note;
use super::origin::Origin;
use super::parked::Parked;
use super::people::Participant;
use super::question::Question;
use super::round::{Swept, Waiver};
use super::session::{Dismissal, Session, SessionKind, Sitting};
use super::source::Source;
use super::stamp::Stamp;
use super::system::{Element, Flow, Zone};
use super::text::Text;
use super::threat::{Severity, Threat};
use super::vote::Voting;

/// A primitive step on a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Put an item at a place in its list.
    Insert(usize, Box<Item>),
    /// Take an item out.
    Remove(ItemId),
    /// Put an item in the place of the one with its id.
    Replace(Box<Item>),
    /// Set a field of the session itself.
    Set(Header),
}

/// A field of the session itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Header {
    Title(Text),
    Sittings(Vec<Sitting>),
    Dismissed(Vec<Dismissal>),
    Waived(Vec<Waiver>),
    Swept(Vec<Swept>),
    Confidence(Vec<u8>),
    TimeWellSpent(Vec<u8>),
    Revisit(Option<chrono::NaiveDate>),
    Kind(SessionKind),
    Source(Option<Source>),
    System(Option<Text>),
    Better(Option<bool>),
    Voting(Option<Voting>),
    Origins(Vec<Origin>),
}

/// Puts `item` at `place`, or at the end when the place is beyond it.
fn insert<T>(list: &mut Vec<T>, place: usize, item: T) {
    list.insert(place.min(list.len()), item);
}

macro_rules! items {
    ($($variant:ident => $list:ident;)*) => {
        /// One item of any kind.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub(super) enum Item {
            $($variant($variant),)*
        }

        $(impl From<$variant> for Item {
            fn from(item: $variant) -> Self {
                Self::$variant(item)
            }
        })*

        impl Item {
            /// Its id.
            pub(super) fn id(&self) -> ItemId {
                match self {
                    $(Self::$variant(item) => item.id.into(),)*
                }
            }
        }

        impl Session {
            /// The item with this id.
            pub(super) fn item(&self, id: ItemId) -> Option<Item> {
                match id {
                    $(ItemId::$variant(id) => {
                        self.$list.iter().find(|item| item.id == id).cloned().map(Item::$variant)
                    })*
                }
            }

            /// Where an item stands in its list, from 0.
            pub fn position(&self, id: ItemId) -> Option<usize> {
                match id {
                    $(ItemId::$variant(id) => self.$list.iter().position(|item| item.id == id),)*
                }
            }

            /// How many items of the same kind there are.
            pub(super) fn siblings(&self, id: ItemId) -> usize {
                match id {
                    $(ItemId::$variant(_) => self.$list.len(),)*
                }
            }

            /// Takes one step and says how to take it back; `None` when there was nothing to do it to.
            pub(super) fn step(&mut self, step: Step) -> Option<Step> {
                match step {
                    Step::Insert(place, item) => {
                        let id = item.id();
                        match *item {
                            $(Item::$variant(item) => insert(&mut self.$list, place, item),)*
                        }
                        Some(Step::Remove(id))
                    }
                    Step::Remove(id) => {
                        let place = self.position(id)?;
                        let item = match id {
                            $(ItemId::$variant(_) => Item::$variant(self.$list.remove(place)),)*
                        };
                        Some(Step::Insert(place, Box::new(item)))
                    }
                    Step::Replace(item) => {
                        let place = self.position(item.id())?;
                        let old = match *item {
                            $(Item::$variant(item) => {
                                let slot = self.$list.get_mut(place)?;
                                Item::$variant(std::mem::replace(slot, item))
                            })*
                        };
                        Some(Step::Replace(Box::new(old)))
                    }
                    Step::Set(header) => Some(Step::Set(self.set_header(header))),
                }
            }
        }
    };
}

items! {
    Note => notes;
    Participant => participants;
    Assumption => assumptions;
    Zone => zones;
    Element => elements;
    Flow => flows;
    Threat => threats;
    Mitigation => mitigations;
    Question => questions;
    Action => actions;
    Parked => parked;
}

impl Item {
    /// Takes out what means nothing without its other half: a yes without somebody who said it, and a likelihood and
    /// an impact from which the severity no longer follows.
    pub(super) fn keep_together(&mut self) {
        match self {
            Self::Action(item) => item.said_yes &= item.owner.is_some(),
            Self::Threat(item) => {
                if let (Some(likelihood), Some(impact)) = (item.likelihood, item.impact)
                    && item.severity != Some(Severity::of(likelihood, impact))
                {
                    (item.likelihood, item.impact) = (None, None);
                }
            }
            _ => {}
        }
    }

    /// Notes when it was changed, where that is kept: on what leaves as work.
    pub(super) fn change(&mut self, now: Stamp) {
        let (at, changed) = match self {
            Self::Mitigation(item) => (item.at, &mut item.changed),
            Self::Question(item) => (item.at, &mut item.changed),
            Self::Action(item) => (item.at, &mut item.changed),
            _ => return,
        };
        if at != now {
            *changed = Some(now);
        }
    }
}

impl Session {
    /// Whether there is an item with this id.
    pub fn holds(&self, id: ItemId) -> bool {
        self.position(id).is_some()
    }

    /// The words of an item: its text or its name.
    pub fn words_of(&self, id: ItemId) -> Option<String> {
        Some(match self.item(id)? {
            Item::Note(item) => item.text.to_string(),
            Item::Participant(item) => item.name.to_string(),
            Item::Assumption(item) => item.text.to_string(),
            Item::Zone(item) => item.name.to_string(),
            Item::Element(item) => item.name.to_string(),
            Item::Flow(item) => format!(
                "{} -> {}{}{}",
                self.element_name(item.from),
                self.element_name(item.to),
                if item.data.is_empty() { "" } else { " : " },
                item.data
            ),
            Item::Threat(item) => item.text.to_string(),
            Item::Mitigation(item) => item.text.to_string(),
            Item::Question(item) => item.text.to_string(),
            Item::Action(item) => item.text.to_string(),
            Item::Parked(item) => item.text.to_string(),
        })
    }

    fn set_header(&mut self, header: Header) -> Header {
        use std::mem::replace;
        match header {
            Header::Title(new) => Header::Title(replace(&mut self.title, new)),
            Header::Sittings(new) => Header::Sittings(replace(&mut self.sittings, new)),
            Header::Dismissed(new) => Header::Dismissed(replace(&mut self.dismissed, new)),
            Header::Waived(new) => Header::Waived(replace(&mut self.waived, new)),
            Header::Swept(new) => Header::Swept(replace(&mut self.swept, new)),
            Header::Confidence(new) => Header::Confidence(replace(&mut self.confidence, new)),
            Header::TimeWellSpent(new) => {
                Header::TimeWellSpent(replace(&mut self.time_well_spent, new))
            }
            Header::Revisit(new) => Header::Revisit(replace(&mut self.revisit, new)),
            Header::Kind(new) => Header::Kind(replace(&mut self.kind, new)),
            Header::Source(new) => Header::Source(replace(&mut self.source, new)),
            Header::System(new) => Header::System(replace(&mut self.system, new)),
            Header::Better(new) => Header::Better(replace(&mut self.better, new)),
            Header::Origins(new) => Header::Origins(replace(&mut self.origins, new)),
            Header::Voting(new) => Header::Voting(replace(&mut self.voting, new)),
        }
    }
}
