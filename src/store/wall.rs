//! What time it is. The one place where the program asks, so that a tester can answer.

use std::path::PathBuf;
use std::sync::OnceLock;

use chrono::Local;

use super::read;
use crate::domain::{Stamp, believable};

/// The time by the wall clock, or by the file that a tester named in `THREATBOARD_CLOCK`: a time such as
/// `2026-05-09T10:00:00+02:00`. While that file cannot be read, the wall clock counts.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place where the program asks for the time"
)]
pub fn now() -> Stamp {
    believable(testers().unwrap_or_else(|| Local::now().fixed_offset()))
}

/// Whether a tester moves the clock.
pub fn is_testers() -> bool {
    file().is_some()
}

fn testers() -> Option<Stamp> {
    let loaded = read::read(file()?).ok()?;
    Stamp::parse_from_rfc3339(loaded.text().trim()).ok()
}

fn file() -> Option<&'static PathBuf> {
    static FILE: OnceLock<Option<PathBuf>> = OnceLock::new();
    FILE.get_or_init(|| std::env::var_os("THREATBOARD_CLOCK").map(PathBuf::from))
        .as_ref()
}
