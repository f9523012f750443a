//! What a file may say of one threat: how long its excerpt and its lists are, and on which days things were.

use chrono::Datelike;

use super::{Invalid, LIMITS, wrong};
use crate::domain::one_threat::EXCERPT_BYTES;
use crate::domain::session::Session;
use crate::domain::stamp::YEARS;

impl Session {
    /// Whether what is kept beside the threat can be read again.
    pub(in crate::domain) fn validate_one_threat(&self) -> Result<(), Invalid> {
        let excerpt = self.source.iter().flat_map(|source| &source.excerpt);
        let bytes: usize = excerpt.map(|line| line.len()).sum();
        if bytes > EXCERPT_BYTES {
            let says = format!("The excerpt is longer than {EXCERPT_BYTES} bytes. Shorten it.");
            return Err(wrong(None, says).at("excerpt:"));
        }
        let (pair, excerpt) = (self.pair.as_ref(), self.source.as_ref());
        let lists = [
            ("excerpt", excerpt.map_or(0, |source| source.excerpt.len())),
            ("attached_to", self.attached_to.len()),
            ("more_systems", self.more_systems.len()),
            ("beside", pair.map_or(0, |pair| pair.beside.len())),
        ];
        if let Some((name, _)) = lists.into_iter().find(|(_, len)| *len > LIMITS.links) {
            let most = LIMITS.links;
            let says = format!("`{name}` has more than {most} entries. Leave some out.");
            return Err(wrong(None, says).at(format!("{name}:")));
        }
        for attached in &self.attached_to {
            let year = attached.on.year();
            if !YEARS.contains(&year) {
                let says =
                    format!("The year {year} is not between 2000 and 2199. Correct the date.");
                return Err(wrong(None, says).at(format!("on: \"{year:04}-")));
            }
        }
        Ok(())
    }
}
