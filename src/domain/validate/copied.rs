//! What a file may say of the session that it was copied from.

use chrono::Datelike;

use super::{Invalid, LIMITS, wrong};
use crate::domain::session::Session;
use crate::domain::stamp::YEARS;

impl Session {
    /// Whether the day and the number of threats are ones that there can be.
    pub(super) fn validate_copied(&self) -> Result<(), Invalid> {
        let Some(from) = &self.copied_from else {
            return Ok(());
        };
        let year = from.on.year();
        if !YEARS.contains(&year) {
            let says = format!("The year {year} is not between 2000 and 2199. Correct the date.");
            return Err(wrong(None, says).at(format!("on: \"{year:04}-")));
        }
        if from.threats > LIMITS.items {
            let most = LIMITS.items;
            let says = format!("`threats` is more than {most}. Correct the number.");
            return Err(wrong(None, says).at("threats:"));
        }
        Ok(())
    }
}
