//! What a file may say about who its items are, by its version.

use super::{Invalid, LIMITS, wrong};
use crate::domain::id::ItemId;
use crate::domain::session::{Session, VERSION};

impl Session {
    /// What came with version 2 is not in a file that says it has version 1: a program that reads no newer one could
    /// not say what is wrong with it.
    pub(super) fn validate_identities(&self) -> Result<(), Invalid> {
        let (mut holder, mut count) = (None, 0_usize);
        for (id, former) in self.former() {
            let old =
                former.merged && former.identity.key.is_none() && matches!(id, ItemId::Threat(_));
            if !old {
                let word = if former.merged { "merged" } else { "was" };
                self.needs_two(id, word)?;
            }
            count = if holder == Some((id, former.merged)) {
                count + 1
            } else {
                1
            };
            holder = Some((id, former.merged));
            if count > LIMITS.links {
                let says = format!(
                    "A list of {id} has more than {} entries. Shorten it.",
                    LIMITS.links
                );
                return Err(wrong(id, says));
            }
        }
        if self.version >= VERSION {
            return self.validate_raised();
        }
        if self.sittings.iter().any(|s| s.voting.is_some()) {
            let says =
                "Votes stand in their meeting since version 2 of this file. Write `version: 2`.";
            return Err(wrong(None, says).at("voting:"));
        }
        if let Some(keyed) = self.identities().find(|it| it.key.is_some()) {
            self.needs_two(keyed.id, "key")?;
        }
        self.validate_map_of_one()?;
        let dated = self.participants.iter().find(|p| p.at.is_some());
        dated.map_or(Ok(()), |p| self.needs_two(p.id.into(), "at"))
    }

    /// Hands and votes stand in their meeting; what stood beside the meetings would not be seen.
    fn validate_raised(&self) -> Result<(), Invalid> {
        let beside = [
            ("confidence", !self.old_confidence.is_empty()),
            ("time_well_spent", !self.old_time_well_spent.is_empty()),
            ("voting", self.old_voting.is_some()),
        ];
        match beside.into_iter().find(|(_, is_there)| *is_there) {
            Some((field, _)) => Err(wrong(
                None,
                format!(
                    "`{field}` stands in its meeting since version 2 of this file. Move it into the last of `sittings`."
                ),
            )),
            None => Ok(()),
        }
    }

    pub(super) fn needs_two(&self, id: ItemId, field: &str) -> Result<(), Invalid> {
        if self.version >= VERSION {
            return Ok(());
        }
        let says = format!(
            "`{field}` of {id} came with version 2 of this file. Write `version: 2`, or take the line out."
        );
        Err(wrong(id, says).at(format!("{field}:")))
    }
}
