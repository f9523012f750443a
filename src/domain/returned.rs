//! A file that was here before and comes back, edited by someone elsewhere.

use super::id::ItemId;
use super::origin::Origin;
use super::session::Session;

/// A file that comes back, and what is known of it from before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// What the file holds now.
    pub from: Session,
    /// What it held when it was here last, for the items that came from it. What is missing here left from here, and
    /// no one knows how it was then.
    pub was: Session,
    /// What belongs to whole files afterwards, instead of [`Session::origins`].
    pub origins: Vec<Origin>,
}

/// Something that an item says otherwise in a file that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// The item here.
    pub id: ItemId,
    /// What is changed, in words: `severity high (was medium)`.
    pub says: String,
    /// Someone changed it here too, and that is kept.
    pub kept: bool,
}
