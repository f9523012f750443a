//! Who an item is, whatever number it has.
//!
//! Numbers are given on two branches at once and clash when the branches meet. A key is made from what an item was when
//! it was captured, so two items never share one, and it stays when the number changes.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

use super::id::{ItemId, NotAnId};
use super::item::{Item, Step};
use super::session::Session;

/// Digits of a key.
const DIGITS: usize = 7;

/// The identity of an item: seven hexadecimal digits, such as `4e6f913`, given once and never changed. Items of files of
/// version 1 have none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u32);

impl Key {
    /// The key that follows from what an item was at birth, the next one for as long as it is `taken`.
    fn born(session: Uuid, birth: &str, taken: impl Fn(Self) -> bool) -> Self {
        let mut key = Self::hashed(session, birth);
        let mut again = 2_u32;
        while taken(key) {
            key = Self::hashed(session, &format!("{birth}|{again}"));
            again += 1;
        }
        key
    }

    fn hashed(session: Uuid, words: &str) -> Self {
        let [a, b, c, d, ..] = *Uuid::new_v5(&session, words.as_bytes()).as_bytes();
        Self(u32::from_be_bytes([a, b, c, d]) >> 4)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:0DIGITS$x}", self.0)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a word is not a key, or not an id with a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAnIdentity {
    /// What should be an id is none.
    Id(NotAnId),
    /// What should be a key is none.
    Key(String),
}

impl fmt::Display for NotAnIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(error) => error.fmt(f),
            Self::Key(word) => write!(
                f,
                "\"{word}\" is not a key; a key is seven of the digits 0 to 9 and a to f, such as 4e6f913"
            ),
        }
    }
}

impl std::error::Error for NotAnIdentity {}

impl FromStr for Key {
    type Err = NotAnIdentity;
    fn from_str(word: &str) -> Result<Self, NotAnIdentity> {
        let digit = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
        let number = (word.len() == DIGITS && word.bytes().all(digit))
            .then(|| u32::from_str_radix(word, 16).ok())
            .flatten();
        number
            .map(Self)
            .ok_or_else(|| NotAnIdentity::Key(super::text::safe(word)))
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

/// An item by number and key: `T17-4e6f913`, or `T15` for one that has no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Identity<I> {
    /// The number, for people.
    pub id: I,
    /// What decides, if it has one.
    pub key: Option<Key>,
}

impl<I> Identity<I> {
    /// An item of this number and this key.
    pub fn new(id: I, key: Option<Key>) -> Self {
        Self { id, key }
    }
}

impl<I: Copy + Into<ItemId>> Identity<I> {
    /// The same, of any kind.
    pub fn any(&self) -> Identity<ItemId> {
        Identity {
            id: self.id.into(),
            key: self.key,
        }
    }
}

impl<I: fmt::Display> fmt::Display for Identity<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.key {
            Some(key) => write!(f, "{}-{key}", self.id),
            None => write!(f, "{}", self.id),
        }
    }
}

impl<I: FromStr<Err = NotAnId>> FromStr for Identity<I> {
    type Err = NotAnIdentity;
    fn from_str(word: &str) -> Result<Self, NotAnIdentity> {
        let (id, key) = match word.split_once('-') {
            Some((id, key)) => (id, Some(key.parse()?)),
            None => (word, None),
        };
        let id = id.parse().map_err(NotAnIdentity::Id)?;
        Ok(Self { id, key })
    }
}

impl<I: fmt::Display> Serialize for Identity<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, I: FromStr<Err = NotAnId>> Deserialize<'de> for Identity<I> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl Session {
    /// Every key that is in use, or was used by an item that is named as gone.
    pub(super) fn keys(&self) -> HashSet<Key> {
        let live = self.identities().filter_map(|it| it.key);
        let former = self.former().filter_map(|(_, former)| former.identity.key);
        live.chain(former).collect()
    }

    /// The key of an item that is new.
    pub(super) fn key_for(&self, item: &Item, taken: &HashSet<Key>) -> Key {
        let at = item.at().map(|at| at.to_rfc3339()).unwrap_or_default();
        let birth = format!("{}|{at}|{}", item.id(), self.words_in(item));
        Key::born(self.uuid, &birth, |key| taken.contains(&key))
    }

    /// Gives every item but the first of those that share a key one of its own: someone copied an item in an editor.
    pub fn part_keys(&mut self) {
        let mut first: HashMap<Key, ItemId> = HashMap::new();
        let mut copies: Vec<ItemId> = Vec::new();
        for it in self.identities() {
            let Some(key) = it.key else { continue };
            if let Some(other) = first.insert(key, it.id) {
                let order = |id: ItemId| (id.number(), id);
                let (older, copy) = if order(other) < order(it.id) {
                    (other, it.id)
                } else {
                    (it.id, other)
                };
                first.insert(key, older);
                copies.push(copy);
            }
        }
        if copies.is_empty() {
            return;
        }
        let mut taken = self.keys();
        copies.sort_unstable_by_key(|id| (id.number(), *id));
        for id in copies {
            let Some(mut item) = self.item(id) else {
                continue;
            };
            let key = self.key_for(&item, &taken);
            taken.insert(key);
            item.set_key(Some(key));
            self.step(Step::Replace(Box::new(item)));
        }
    }
}

/// An identity that an item took over, or had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Former {
    pub(super) identity: Identity<ItemId>,
    /// It was another item, which was merged into this one.
    pub(super) merged: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ThreatId;

    #[test]
    fn a_key_and_an_id_with_a_key_read_as_they_are_written() {
        let key: Key = "004e6f9".parse().unwrap();
        assert_eq!(key.to_string(), "004e6f9");
        let threat: Identity<ThreatId> = "T17-004e6f9".parse().unwrap();
        assert_eq!(
            threat,
            Identity {
                id: ThreatId(17),
                key: Some(key)
            }
        );
        assert_eq!(threat.to_string(), "T17-004e6f9");
        let old: Identity<ThreatId> = "T15".parse().unwrap();
        assert_eq!((old.key, old.to_string()), (None, "T15".to_owned()));
    }

    #[test]
    fn what_is_no_key_is_refused_with_what_one_is() {
        for word in ["", "4e6f91", "4e6f9130", "4E6F913", "4e6f91g", "+e6f913"] {
            assert!(word.parse::<Key>().is_err(), "{word}");
        }
        for word in ["M3-4e6f913", "T3-", "T3-4e6f913-4e6f913", "-4e6f913"] {
            assert!(word.parse::<Identity<ThreatId>>().is_err(), "{word}");
        }
        assert_eq!(
            "T3-x"
                .parse::<Identity<ThreatId>>()
                .unwrap_err()
                .to_string(),
            "\"x\" is not a key; a key is seven of the digits 0 to 9 and a to f, such as 4e6f913"
        );
    }

    #[test]
    fn a_key_that_is_taken_gives_way_to_the_next_one() {
        let session = Uuid::from_u128(7);
        let first = Key::born(session, "T1||a", |_| false);
        let next = Key::born(session, "T1||a", |key| key == first);
        assert_eq!(Key::born(session, "T1||a", |_| false), first);
        assert_ne!(next, first);
    }
}
