//! The lines of a wall: each has a number of its own that was given, and lies on a heap with a name that fits.

use std::collections::HashMap;

use super::{Invalid, LIMITS, wrong};
use crate::domain::id::ItemId;
use crate::domain::item::Item;
use crate::domain::session::Session;
use crate::domain::wall::Spot;

impl Session {
    pub(super) fn validate_wall(&self) -> Result<(), Invalid> {
        let threats = self.threats.iter().map(|i| (ItemId::from(i.id), &i.wall));
        let questions = self.questions.iter().map(|i| (i.id.into(), &i.wall));
        let parked = self.parked.iter().map(|i| (i.id.into(), &i.wall));
        let all = threats.chain(questions).chain(parked);
        let spots = all.filter_map(|(id, spot)| Some((id, spot.as_deref()?)));
        let mut taken: HashMap<u32, ItemId> = HashMap::new();
        for (id, spot) in spots {
            is_sound(id, spot, self.counters.line)?;
            if let Some(other) = taken.insert(spot.number, id) {
                let number = spot.number;
                let says = format!(
                    "{other} and {id} are both line {number} on the whiteboard. Give one of them the next free number, and set `counters.line` to it."
                );
                return Err(wrong(id, says).at(format!("number: {number}")));
            }
        }
        Ok(())
    }

    /// What the spot of one item may be, as it is looked at when the item changes.
    pub(in crate::domain) fn validate_spot_of(&self, item: &Item) -> Result<(), Invalid> {
        let spot = item.spot();
        spot.map_or(Ok(()), |spot| is_sound(item.id(), spot, self.counters.line))
    }
}

fn is_sound(id: ItemId, spot: &Spot, given: u32) -> Result<(), Invalid> {
    let number = spot.number;
    let wrong_number = |why: String| {
        let says = format!("{id} is line {number} on the whiteboard, but {why}");
        Err(wrong(id, says).at(format!("number: {number}")))
    };
    if number == 0 {
        return wrong_number(
            "numbers begin at 1. Give it the next free number, and set `counters.line` to it."
                .to_owned(),
        );
    }
    if number > LIMITS.number {
        let last = LIMITS.number;
        return wrong_number(format!("numbers end at {last}. Give it a free number."));
    }
    if number > given {
        return wrong_number(format!(
            "the last number given is {given}. Set `counters.line` to the highest number in use."
        ));
    }
    if spot.heap.len() > LIMITS.title {
        let most = LIMITS.title;
        let says = format!("The heap of {id} has a name of more than {most} bytes. Shorten it.");
        return Err(wrong(id, says).at("heap:"));
    }
    Ok(())
}
