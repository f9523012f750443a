//! Making one of two assets or business risks that turned out to be the same.

use super::Work;
use super::restructure::{add_all, add_once};
use crate::domain::asset::{Asset, BusinessRisk};
use crate::domain::id::ItemId;
use crate::domain::identity::Identity;
use crate::domain::item::{Item, Step};
use crate::domain::refusal::Refusal;

impl Work<'_> {
    /// Merges two assets or two business risks, and says whether they are any.
    pub(super) fn join_worth(&mut self, from: ItemId, into: ItemId) -> Result<bool, Refusal> {
        let (merged, says) = match (self.find(from)?, self.find(into)?) {
            (Item::Asset(from), Item::Asset(into)) => {
                let mut says = format!(
                    "{} {} merged into {} {}",
                    from.id, from.name, into.id, into.name
                );
                if let Some(kind) = from
                    .kind
                    .filter(|kind| into.kind.is_some_and(|ours| ours != *kind))
                {
                    says.push_str(&format!(". Not kept: that it is {}", kind.words()));
                }
                (Item::Asset(both_assets(from, into)), says)
            }
            (Item::BusinessRisk(from), Item::BusinessRisk(into)) => {
                let says = format!(
                    "{} \"{}\" merged into {}: {}",
                    from.id, from.text, into.id, into.text
                );
                (Item::BusinessRisk(both_risks(from, into)), says)
            }
            _ => return Ok(false),
        };
        self.modernize();
        self.replace(merged);
        self.repoint(from, Some(into));
        self.step(Step::Remove(from));
        self.touched.retain(|touched| *touched != from);
        self.focus = Some(into);
        self.tell(says);
        Ok(true)
    }
}

/// What one of them needs is needed by both, and it is wherever one of them is.
fn both_assets(from: Asset, mut into: Asset) -> Asset {
    let Asset {
        id,
        key,
        was,
        name: _,
        kind,
        confidentiality,
        integrity,
        availability,
        places,
        origin: _,
        at: _,
    } = from;
    into.kind = into.kind.or(kind);
    into.confidentiality = into.confidentiality.max(confidentiality);
    into.integrity = into.integrity.max(integrity);
    into.availability = into.availability.max(availability);
    add_all(&mut into.places, places);
    add_once(&mut into.was, Identity::new(id, key));
    add_all(&mut into.was, was);
    into
}

fn both_risks(from: BusinessRisk, mut into: BusinessRisk) -> BusinessRisk {
    let BusinessRisk {
        id,
        key,
        was,
        text: _,
        origin: _,
        at: _,
    } = from;
    add_once(&mut into.was, Identity::new(id, key));
    add_all(&mut into.was, was);
    into
}
