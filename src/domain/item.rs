//! One item of any kind, and the primitive steps that every change is made of.
//!
//! A step knows its own inverse, so undo needs no code of its own for any kind of change.

use super::action::Action;
use super::asset::{Asset, BusinessRisk};
use super::assumption::Assumption;
use super::fields::{Header, SittingField};
use super::hands::Kept;
use super::id::{ItemId, ParticipantId};
use super::identity::{Former, Identity, Key};
use super::index::near;
use super::mitigation::Mitigation;
use super::note::Note;
use super::parked::Parked;
use super::people::Participant;
use super::question::Question;
use super::round::{Had, Swept};
use super::session::Session;
use super::sitting::Sitting;
use super::size::weigh;
use super::stamp::Stamp;
use super::system::{Element, Flow, Zone};
use super::threat::{Severity, Threat};

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
    /// Change the version of the file, and with it where hands and votes are kept.
    Keep(Box<Kept>),
    /// Set a field of the meeting at this place.
    SetSitting(usize, SittingField),
    /// Take a person out of the round of the meeting at this place.
    LeaveRound(usize, ParticipantId),
    /// Put a person back into the round of the meeting at this place.
    RejoinRound(usize, Box<Had>),
    /// Put a meeting after the others.
    PushSitting(Box<Sitting>),
    /// Take the last meeting out.
    PopSitting,
    /// Put a place that was looked at into its list.
    InsertSwept(usize, Swept),
    /// Take a place that was looked at out of its list.
    RemoveSwept(usize),
}

/// Puts `item` at `place`, or at the end when the place is beyond it.
fn insert<T>(list: &mut Vec<T>, place: usize, item: T) {
    list.insert(place.min(list.len()), item);
}

macro_rules! items {
    ($($variant:ident => $list:ident;)*) => {
        /// One item of any kind.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[expect(clippy::large_enum_variant, reason = "where an item is kept, the whole of it is in a box")]
        pub(super) enum Item {
            $($variant($variant),)*
        }

        $(impl From<&$variant> for Identity<ItemId> {
            fn from(item: &$variant) -> Self {
                Self { id: item.id.into(), key: item.key }
            }
        })*

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

            /// How many bytes of the file it takes.
            pub(super) fn weight(&self) -> usize {
                match self {
                    $(Self::$variant(item) => weigh(item, 2),)*
                }
            }

            /// Makes it an item that was never another one.
            pub(super) fn set_key(&mut self, key: Option<Key>) {
                match self {
                    $(Self::$variant(item) => {
                        item.key = key;
                        item.was.clear();
                    })*
                }
            }
        }

        impl Session {
            /// The item with this id.
            pub(super) fn item(&self, id: ItemId) -> Option<Item> {
                match id {
                    $(ItemId::$variant(id) => {
                        let place = near(&self.$list, id.0, |item| item.id == id)?;
                        self.$list.get(place).cloned().map(Item::$variant)
                    })*
                }
            }

            /// Every item, list after list.
            pub fn identities(&self) -> impl Iterator<Item = Identity<ItemId>> {
                std::iter::empty()$(.chain(self.$list.iter().map(Identity::from)))*
            }

            /// What each item was before branches met, and the item.
            fn renumbered(&self) -> impl Iterator<Item = (ItemId, Identity<ItemId>)> {
                std::iter::empty()$(.chain(self.$list.iter().flat_map(|item| {
                    item.was.iter().map(|was| (ItemId::from(item.id), was.any()))
                })))*
            }

            /// Number and key of an item; one that is not there has no key.
            pub fn identity(&self, id: ItemId) -> Identity<ItemId> {
                let key = match id {
                    $(ItemId::$variant(id) => {
                        let place = near(&self.$list, id.0, |item| item.id == id);
                        place.and_then(|place| self.$list.get(place)?.key)
                    })*
                };
                Identity { id, key }
            }

            /// Where an item stands in its list, from 0.
            pub fn position(&self, id: ItemId) -> Option<usize> {
                match id {
                    $(ItemId::$variant(id) => near(&self.$list, id.0, |item| item.id == id),)*
                }
            }

            /// How many items of the same kind there are.
            pub(super) fn siblings(&self, id: ItemId) -> usize {
                match id {
                    $(ItemId::$variant(_) => self.$list.len(),)*
                }
            }

            /// Takes one step, as [`Session::step`] does, and leaves its size alone.
            pub(super) fn take_step(&mut self, step: Step) -> Option<Step> {
                self.forget_index(matches!(
                    step,
                    Step::Insert(..) | Step::Remove(_) | Step::Replace(_)
                ));
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
                    Step::Set(field) => Some(Step::Set(self.set_field(field))),
                    Step::Keep(kept) => self.keep(*kept).map(|was| Step::Keep(Box::new(was))),
                    Step::SetSitting(place, field) => {
                        let old = self.sittings.get_mut(place)?.set_field(field);
                        Some(Step::SetSitting(place, old))
                    }
                    Step::LeaveRound(place, who) => {
                        let had = self.sittings.get_mut(place)?.leave_round(who);
                        Some(Step::RejoinRound(place, Box::new(had)))
                    }
                    Step::RejoinRound(place, had) => {
                        let who = self.sittings.get_mut(place)?.rejoin_round(*had);
                        Some(Step::LeaveRound(place, who))
                    }
                    Step::PushSitting(sitting) => {
                        self.sittings.push(*sitting);
                        Some(Step::PopSitting)
                    }
                    Step::PopSitting => {
                        let sitting = self.sittings.pop()?;
                        Some(Step::PushSitting(Box::new(sitting)))
                    }
                    Step::InsertSwept(place, swept) => {
                        let place = place.min(self.swept.len());
                        self.swept.insert(place, swept);
                        Some(Step::RemoveSwept(place))
                    }
                    Step::RemoveSwept(place) => {
                        let swept = (place < self.swept.len()).then(|| self.swept.remove(place))?;
                        Some(Step::InsertSwept(place, swept))
                    }
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
    Asset => assets;
    BusinessRisk => business_risks;
}

impl Item {
    /// Takes out what means nothing without its other half: a yes without someone who said it, and a likelihood and
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
                item.last_rated = item.last_rated.filter(|_| item.severity.is_some());
            }
            _ => {}
        }
    }

    /// When it was captured, where that was noted.
    pub(super) fn at(&self) -> Option<Stamp> {
        Some(match self {
            Self::Note(item) => item.at,
            Self::Participant(item) => return item.at,
            Self::Assumption(item) => item.at,
            Self::Zone(item) => item.at,
            Self::Element(item) => item.at,
            Self::Flow(item) => item.at,
            Self::Threat(item) => item.at,
            Self::Mitigation(item) => item.at,
            Self::Question(item) => item.at,
            Self::Action(item) => item.at,
            Self::Parked(item) => item.at,
            Self::Asset(item) => item.at,
            Self::BusinessRisk(item) => item.at,
        })
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

    /// The item that has this id, or that an item of this id was merged into.
    pub fn leads_to(&self, id: ItemId) -> Option<ItemId> {
        if self.holds(id) {
            return Some(id);
        }
        let mut former = self.former();
        let led = former.find(|(_, former)| former.identity.id == id);
        led.map(|(now, _)| now)
    }

    /// What items were before branches met or they were merged, and the items that they are now.
    pub(super) fn former(&self) -> impl Iterator<Item = (ItemId, Former)> {
        let threats = self.threats.iter().flat_map(|item| {
            let merged = item.merged.iter();
            merged.map(|former| (ItemId::from(item.id), former.any()))
        });
        let mitigations = self.mitigations.iter().flat_map(|item| {
            let merged = item.merged.iter();
            merged.map(|former| (ItemId::from(item.id), former.any()))
        });
        let questions = self.questions.iter().flat_map(|item| {
            let merged = item.merged.iter();
            merged.map(|former| (ItemId::from(item.id), former.any()))
        });
        let merged = threats.chain(mitigations).chain(questions);
        let former = |merged: bool| {
            move |(id, identity): (ItemId, Identity<ItemId>)| (id, Former { identity, merged })
        };
        merged
            .map(former(true))
            .chain(self.renumbered().map(former(false)))
    }

    /// The words of an item: its text or its name.
    pub fn words_of(&self, id: ItemId) -> Option<String> {
        Some(self.words_in(&self.item(id)?))
    }

    /// The words of an item, which need not be here yet.
    pub(super) fn words_in(&self, item: &Item) -> String {
        match item {
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
            Item::Asset(item) => item.name.to_string(),
            Item::BusinessRisk(item) => item.text.to_string(),
        }
    }
}
