//! What people call things: whatever stands in a list, in a question or in a picture needs words to stand there with.

use super::{Invalid, LIMITS, wrong};
use crate::domain::category;
use crate::domain::fold::squeeze;
use crate::domain::id::ItemId;
use crate::domain::item::Item;
use crate::domain::session::Session;
use crate::domain::text::Text;

impl Session {
    pub(super) fn validate_names(&self) -> Result<(), Invalid> {
        for p in &self.participants {
            needs(p.id.into(), "name", &p.name)?;
        }
        for z in &self.zones {
            needs(z.id.into(), "name", &z.name)?;
        }
        for e in &self.elements {
            needs(e.id.into(), "name", &e.name)?;
            has_reason(e.id.into(), e.out_of_scope.as_ref())?;
        }
        let notes = self.notes.iter().map(|i| (ItemId::from(i.id), &i.text));
        let assumptions = self.assumptions.iter().map(|i| (i.id.into(), &i.text));
        let threats = self.threats.iter().map(|i| (i.id.into(), &i.text));
        let mitigations = self.mitigations.iter().map(|i| (i.id.into(), &i.text));
        let questions = self.questions.iter().map(|i| (i.id.into(), &i.text));
        let actions = self.actions.iter().map(|i| (i.id.into(), &i.text));
        let parked = self.parked.iter().map(|i| (i.id.into(), &i.text));
        notes
            .chain(assumptions)
            .chain(threats)
            .chain(mitigations)
            .chain(questions)
            .chain(actions)
            .chain(parked)
            .try_for_each(|(id, text)| needs(id, "text", text))
    }

    /// The category sets of a session: each has a name that can be typed, and is there once.
    pub(in crate::domain) fn validate_sets(&self) -> Result<(), Invalid> {
        if self.sets.len() > LIMITS.links {
            let says = format!(
                "A session uses at most {} category sets. Remove some.",
                LIMITS.links
            );
            return Err(wrong(None, says).at("sets:"));
        }
        for (place, set) in self.sets.iter().enumerate() {
            if let Err(why) = category::can_be_set(set) {
                let says = format!(
                    "\"{set}\" cannot be the name of a category set: {why} Correct it, or delete it from `sets`."
                );
                return Err(wrong(None, says).at("sets:"));
            }
            let mut before = self.sets.iter().take(place);
            if before.any(|other| squeeze(other) == squeeze(set)) {
                let says = format!("The category set {set} is there twice. Delete one of them.");
                return Err(wrong(None, says).at("sets:"));
            }
        }
        Ok(())
    }
}

/// What one item must say.
pub(in crate::domain) fn validate_names_of(item: &Item) -> Result<(), Invalid> {
    let id = item.id();
    match item {
        Item::Participant(p) => needs(id, "name", &p.name),
        Item::Zone(z) => needs(id, "name", &z.name),
        Item::Element(e) => {
            needs(id, "name", &e.name)?;
            has_reason(id, e.out_of_scope.as_ref())
        }
        Item::Note(i) => needs(id, "text", &i.text),
        Item::Assumption(i) => needs(id, "text", &i.text),
        Item::Threat(i) => needs(id, "text", &i.text),
        Item::Mitigation(i) => needs(id, "text", &i.text),
        Item::Question(i) => needs(id, "text", &i.text),
        Item::Action(i) => needs(id, "text", &i.text),
        Item::Parked(i) => needs(id, "text", &i.text),
        Item::Asset(i) => needs(id, "name", &i.name),
        Item::BusinessRisk(i) => needs(id, "text", &i.text),
        // What a flow sends need not be known.
        Item::Flow(_) => Ok(()),
    }
}

fn needs(id: ItemId, field: &str, words: &Text) -> Result<(), Invalid> {
    if !words.is_empty() {
        return Ok(());
    }
    let says = format!("The {field} of {id} is empty. Write it, or delete {id}.");
    Err(wrong(id, says).at(format!("{field}:")))
}

/// Without a reason no one could say whether it is still out of scope.
fn has_reason(id: ItemId, out_of_scope: Option<&Text>) -> Result<(), Invalid> {
    if out_of_scope.is_none_or(|why| !why.is_empty()) {
        return Ok(());
    }
    let says = format!(
        "{id} is out of scope without a reason. Write the reason, or delete `out_of_scope`."
    );
    Err(wrong(id, says).at("out_of_scope:"))
}
