//! Hands for single threats: taking them, and keeping them true to what is on the list.

use super::Work;
use crate::domain::clarity::Clarity;
use crate::domain::fields::SittingField;
use crate::domain::id::{ItemId, ThreatId};
use crate::domain::refusal::Refusal;
use crate::domain::says::counted;

impl Work<'_> {
    /// Takes the hands of the last meeting for a threat, in place of those before; without any, takes those back.
    pub(super) fn set_clarity(&mut self, id: ItemId, hands: &[u8]) -> Result<(), Refusal> {
        let ItemId::Threat(threat) = id else {
            return Err(Refusal::new(format!("{id} has no such field.")));
        };
        let Some(last) = self.session.sittings.last() else {
            return Err(Refusal::new("Start a meeting first: hands belong to one."));
        };
        let mut all = last.clarity.clone();
        let hands = hands.to_vec();
        match all.iter_mut().find(|old| old.threat == threat) {
            Some(old) => old.hands = hands,
            None => all.push(Clarity { threat, hands }),
        }
        all.retain(|asked| !asked.hands.is_empty());
        if last.clarity != all {
            self.raise(SittingField::Clarity(all));
        }
        let raised = self.session.sittings.last();
        let raised = raised.and_then(|last| last.clarity.iter().find(|c| c.threat == threat));
        let says = raised.map_or_else(
            || format!("{id}: no hands in this meeting"),
            |asked| format!("{id}: {} counted", counted(asked.hands.len(), "hand")),
        );
        self.touch(id);
        self.tell(says);
        Ok(())
    }

    /// Hands for a threat that is gone go with it. Those for one that was merged are for the other, unless the same
    /// meeting raised some for that.
    pub(super) fn clarity_follows(&mut self, old: ItemId, new: Option<ItemId>) {
        let ItemId::Threat(old) = old else { return };
        let new: Option<ThreatId> = match new {
            Some(ItemId::Threat(new)) => Some(new),
            _ => None,
        };
        for place in 0..self.session.sittings.len() {
            let all = self.session.sittings.get(place);
            let Some(all) = all.map(|sitting| &sitting.clarity) else {
                continue;
            };
            if !all.iter().any(|asked| asked.threat == old) {
                continue;
            }
            let mut all = all.clone();
            let goes_to = new.filter(|new| !all.iter().any(|asked| asked.threat == *new));
            match goes_to {
                Some(new) => {
                    for asked in all.iter_mut().filter(|asked| asked.threat == old) {
                        asked.threat = new;
                    }
                }
                None => all.retain(|asked| asked.threat != old),
            }
            self.sitting(place, SittingField::Clarity(all));
        }
    }
}
