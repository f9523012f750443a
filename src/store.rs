//! Files: the session's format, saving without ever leaving half a file, locks, and where things live.
pub mod format;
