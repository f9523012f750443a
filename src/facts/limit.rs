//! Limits that a user may replace one by one: each group of them exists twice, whole and with every limit optional, and
//! both come from one definition.

use serde::de::DeserializeOwned;

use super::thresholds::Percent;
use super::words::Words;

/// A limit, a word list or a group of them, and what a user may write in its place.
pub(super) trait Limit {
    /// As a user writes it: a whole value, or a group with as many of its limits as are to be different.
    type Own: DeserializeOwned;
    /// Takes what the user wrote.
    fn take(&mut self, own: Self::Own);
}

macro_rules! plain {
    ($($kind:ty)*) => {$(
        impl Limit for $kind {
            type Own = Self;
            fn take(&mut self, own: Self) {
                *self = own;
            }
        }
    )*};
}

plain! { usize u8 u32 i64 Percent Words }

/// A group of limits, and beside it the same group with every limit optional, so that no limit can be forgotten there.
macro_rules! limits {
    ($(#[$says:meta])* $vis:vis struct $name:ident as $own:ident {
        $($(#[$about:meta])* $field_vis:vis $field:ident: $kind:ty,)*
    }) => {
        $(#[$says])*
        #[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        $vis struct $name {
            $($(#[$about])* $field_vis $field: $kind,)*
        }

        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $own {
            $(#[serde(default)] $field: Option<<$kind as Limit>::Own>,)*
        }

        impl Limit for $name {
            type Own = $own;
            fn take(&mut self, own: $own) {
                $(if let Some(own) = own.$field {
                    self.$field.take(own);
                })*
            }
        }
    };
}

pub(super) use limits;
