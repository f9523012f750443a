//! Files: the session's format, reading whole or not at all, replacing atomically, locks, and where things live.
pub mod atomic;
pub mod foreign;
pub mod format;
pub mod lock;
pub mod names;
pub mod own;
pub mod paths;
pub mod read;
pub mod session;
pub mod settings;
pub mod stamp;
pub mod testers;
pub mod wall;
