//! What changes of the map are made of: lines as they are typed, new ends of a flow, and fields.

use super::id::{ElementId, ZoneId};
use super::system::ElementKind;
use super::text::Text;

/// An element as a line of the map names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its name.
    pub name: Text,
    /// Its kind, if that was said.
    pub kind: Option<ElementKind>,
    /// The team does not know how it works.
    pub unknown: bool,
}

/// `zone core in cloud: api, {ledger}`. What the names in it mean depends on which zones there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneLine {
    /// What stands before the colon: a zone, or a zone `in` another one.
    pub head: Text,
    /// The head is one name, whatever words are in it.
    pub is_one_name: bool,
    /// Elements, and zones that lie in this one.
    pub inside: Vec<Named>,
}

/// New ends of a flow, and what it sends. What is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// Where it starts; an element that no one has named is added.
    pub from: Option<Named>,
    /// Where it ends.
    pub to: Option<Named>,
    /// What moves.
    pub data: Option<Text>,
}

/// A field of an element, a flow or a zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapField {
    /// Element or zone: the zone in which it lies.
    Zone(Option<ZoneId>),
    /// Element or zone: it lies in the zone of this name, which is added.
    NewZone(Text),
    /// Element: on whose map it stands; `None` for that of the system.
    Within(Option<ElementId>),
    /// Element: what else the team says about it.
    Note(Text),
    /// Element: why the team does not look at it; `None` puts it back in scope.
    OutOfScope(Option<Text>),
    /// Element: whether the team does not know how it works.
    Unknown(bool),
    /// Flow: what moves.
    Data(Text),
    /// Flow: how it moves.
    Protocol(Text),
}

impl Named {
    /// An element of which nothing but the name was said.
    pub fn plain(name: Text) -> Self {
        Self {
            name,
            kind: None,
            unknown: false,
        }
    }

    /// Whether it was said to be an element, so that it is no zone.
    pub fn is_element(&self) -> bool {
        self.kind.is_some() || self.unknown
    }
}
