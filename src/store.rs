//! Files: the session's format, reading whole or not at all, replacing atomically, locks, copies made in need, exports
//! that replace only themselves, the example, and where things live.
pub mod atomic;
pub mod copies;
pub(crate) mod example;
pub(crate) mod foreign;
pub mod format;
pub mod lock;
pub(crate) mod names;
pub(crate) mod outputs;
pub(crate) mod own;
pub mod paths;
pub mod read;
pub(crate) mod rehearsals;
pub mod session;
pub(crate) mod settings;
pub(crate) mod stamp;
pub(crate) mod sums;
pub(crate) mod testers;
pub(crate) mod wall;
