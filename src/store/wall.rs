//! What time it is. The one place where the program asks, so that a tester can answer.

use chrono::{Local, NaiveDateTime, TimeZone};

use super::{read, testers};
use crate::domain::{Stamp, believable};

/// The time by the wall clock, or by the file that a tester named in `THREATBOARD_CLOCK`: a time such as
/// `2026-05-09T10:00:00+02:00`. While that file cannot be read, the wall clock counts.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the one place where the program asks for the time"
)]
pub(crate) fn now() -> Stamp {
    believable(testers_time().unwrap_or_else(|| Local::now().fixed_offset()))
}

/// The moment at which the clock on the wall will show this; of an hour that comes twice the first, and `None` for one
/// that is skipped. A tester's clock keeps its offset.
pub(crate) fn here(local: NaiveDateTime, now: Stamp) -> Option<Stamp> {
    if testers_time().is_some() {
        return now.offset().from_local_datetime(&local).earliest();
    }
    let here = Local.from_local_datetime(&local).earliest()?;
    Some(here.fixed_offset())
}

/// Whether a tester moves the clock.
pub(crate) fn is_testers() -> bool {
    testers::clock().is_some()
}

fn testers_time() -> Option<Stamp> {
    let loaded = read::read(testers::clock()?).ok()?;
    Stamp::parse_from_rfc3339(loaded.text().trim()).ok()
}
