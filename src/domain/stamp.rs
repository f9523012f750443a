//! When something was captured: a time with its offset, to the second, handed in from outside.

/// A moment with the offset of the room it happened in, so that "10:42" stays 10:42 when the file is read elsewhere.
pub type Stamp = chrono::DateTime<chrono::FixedOffset>;
