//! What a scale, a rating, a range and a tree of threats must be.

use std::collections::HashSet;

use super::{Invalid, LIMITS, wrong};
use crate::domain::id::{ItemId, ThreatId};
use crate::domain::item::Item;
use crate::domain::scale::Scale;
use crate::domain::session::Session;

impl Session {
    pub(super) fn validate_risk(&self, known: &HashSet<ItemId>) -> Result<(), Invalid> {
        let lead = |from: ItemId, to: ItemId| {
            if known.contains(&to) {
                return Ok(());
            }
            let says =
                format!("{from} refers to {to}, which is not in this file. Delete the link.");
            Err(wrong(from, says).at(format!("\"{to}\"")))
        };
        for threat in &self.threats {
            validate_risk_of(&Item::Threat(threat.clone()))?;
            let id = threat.id.into();
            let assets = threat.assets.iter().map(|to| ItemId::from(*to));
            let risks = threat.business_risks.iter().map(|to| ItemId::from(*to));
            let parts = threat.rests_on().iter().map(|to| ItemId::from(*to));
            let figures = threat.figures.iter().flat_map(|f| f.estimates());
            let people = figures.filter_map(|e| e.by).map(ItemId::from);
            let mut all = assets.chain(risks).chain(parts).chain(people);
            all.try_for_each(|to| lead(id, to))?;
        }
        for mitigation in &self.mitigations {
            validate_risk_of(&Item::Mitigation(mitigation.clone()))?;
            let who = mitigation.checked.as_ref().and_then(|checked| checked.by);
            who.map_or(Ok(()), |who| lead(mitigation.id.into(), who.into()))?;
        }
        for asset in &self.assets {
            validate_risk_of(&Item::Asset(asset.clone()))?;
            let mut places = asset.places.iter().filter_map(|place| place.item());
            places.try_for_each(|to| lead(asset.id.into(), to))?;
        }
        for risk in &self.business_risks {
            validate_risk_of(&Item::BusinessRisk(risk.clone()))?;
        }
        if let Some(path) = self.rests_in_a_loop() {
            let from = path.first().copied().map(ItemId::from);
            let says = format!("{} Delete one of these links.", loop_says(&path));
            return Err(wrong(from, says).at("rests_on:"));
        }
        match self.scale.as_deref().map(validate_scale) {
            Some(Err(why)) => Err(wrong(None, why).at("scale:")),
            _ => Ok(()),
        }
    }

    /// A way from a threat over what it rests on back to itself.
    pub(in crate::domain) fn rests_in_a_loop(&self) -> Option<Vec<ThreatId>> {
        let mut done: HashSet<ThreatId> = HashSet::new();
        self.threats
            .iter()
            .filter(|threat| threat.rests_on.is_some())
            .find_map(|threat| self.loop_from(threat.id, &mut done))
    }

    fn loop_from(&self, start: ThreatId, done: &mut HashSet<ThreatId>) -> Option<Vec<ThreatId>> {
        // Each entry of the way is a threat, and how many of its parts were looked at.
        let mut way: Vec<(ThreatId, usize)> = vec![(start, 0)];
        while let Some((at, next)) = way.last_mut() {
            let here = *at;
            let parts = self
                .threat(here)
                .map_or(&[][..], |threat| threat.rests_on());
            let Some(part) = parts.get(*next).copied() else {
                done.insert(here);
                way.pop();
                continue;
            };
            *next += 1;
            if let Some(from) = way.iter().position(|(id, _)| *id == part) {
                let path = way.iter().skip(from).map(|(id, _)| *id);
                return Some(path.chain([part]).collect());
            }
            if !done.contains(&part) {
                way.push((part, 0));
            }
        }
        None
    }
}

/// `T7 would rest on itself: T7 -> T1 -> T4 -> T7.`
pub(in crate::domain) fn loop_says(path: &[ThreatId]) -> String {
    let first = path.first().map(ToString::to_string).unwrap_or_default();
    let way: Vec<String> = path.iter().map(ToString::to_string).collect();
    format!("{first} would rest on itself: {}.", way.join(" -> "))
}

/// What one item must be, as far as it is about risk.
pub(in crate::domain) fn validate_risk_of(item: &Item) -> Result<(), Invalid> {
    let id = item.id();
    match item {
        Item::Threat(threat) => {
            if let Some(rests) = threat.rests_on.as_deref() {
                if rests.of.is_empty() {
                    let says = format!("{id} rests on nothing. Delete `rests_on`.");
                    return Err(wrong(id, says).at("rests_on:"));
                }
                if rests.of.contains(&threat.id) {
                    return Err(wrong(id, format!("{id} cannot rest on itself.")).at("rests_on:"));
                }
                let mut seen = HashSet::new();
                if let Some(twice) = rests.of.iter().find(|part| !seen.insert(**part)) {
                    let says = format!("{id} rests on {twice} twice. Delete one of them.");
                    return Err(wrong(id, says).at("rests_on:"));
                }
            }
            let Some(figures) = threat.figures.as_deref() else {
                return Ok(());
            };
            if let Some(bad) = figures.estimates().find(|e| !e.range.is_sound()) {
                let values: Vec<String> =
                    bad.range.values().iter().map(|v| v.to_string()).collect();
                let says = format!(
                    "The range {} of {id} must have one to three values that rise from 0.",
                    values.join(", ")
                );
                return Err(wrong(id, says).at("range:"));
            }
            let chances = [
                figures.chance.as_ref(),
                figures.frequency.as_ref().filter(|_| figures.once),
            ];
            let mut chances = chances.into_iter().flatten();
            if chances.any(|e| e.range.values().iter().any(|v| v.get() > 1.0)) {
                let says = format!("A chance of {id} is above 1. Write 5 % as 0.05.");
                return Err(wrong(id, says).at("range:"));
            }
            let lost = figures.loss.as_ref().map(|loss| loss.range.values());
            if let Some([low, _]) = lost
                && low.get() <= 0.0
            {
                let says = format!(
                    "The loss of {id} is a 5 to 95 % range from 0. Start it above 0, or give three values."
                );
                return Err(wrong(id, says).at("range:"));
            }
            if figures.currency.len() > LIMITS.title {
                let says = format!("The currency of {id} is too long. Write it as EUR.");
                return Err(wrong(id, says).at("currency:"));
            }
            Ok(())
        }
        Item::Mitigation(mitigation) => {
            let mut seen = HashSet::new();
            for terms in &mitigation.links {
                let to = terms.threat;
                if !mitigation.threats.contains(&to) {
                    let says = format!(
                        "{id} says something of {to}, which it does not answer. Delete it."
                    );
                    return Err(wrong(id, says).at(format!("threat: \"{to}\"")));
                }
                if !seen.insert(to) {
                    let says = format!("{id} says something of {to} twice. Delete one of them.");
                    return Err(wrong(id, says).at(format!("threat: \"{to}\"")));
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// What a scale must be: levels that can be told apart, and a matrix that never falls.
pub(in crate::domain) fn validate_scale(scale: &Scale) -> Result<(), String> {
    scale.unsound().map_or(Ok(()), |why| Err(why.says))
}
