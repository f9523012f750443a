//! What a scale, a rating, a range and a tree of threats must be.

use std::collections::HashSet;

use super::{Invalid, LIMITS, wrong};
use crate::domain::fold::fold;
use crate::domain::id::{ItemId, ThreatId};
use crate::domain::item::Item;
use crate::domain::scale::{FEWEST_LEVELS, MOST_LEVELS, Scale};
use crate::domain::session::Session;
use crate::domain::text::Text;

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
    if scale.name.is_empty() || scale.name.len() > LIMITS.title {
        return Err("A scale needs a name.".to_owned());
    }
    let levels = scale.levels.iter().map(|l| (&l.id, &l.word));
    can_be_levels("levels", levels)?;
    if !scale.levels.iter().map(|l| l.counts_as).is_sorted() {
        return Err(
            "A higher level of the scale counts as a lower severity. Sort them.".to_owned(),
        );
    }
    let axes = [("likelihood", &scale.likelihood), ("impact", &scale.impact)];
    if axes.iter().all(|(_, axis)| axis.is_empty()) && scale.matrix.is_empty() {
        return Ok(());
    }
    for (name, axis) in axes {
        can_be_levels(name, axis.iter().map(|l| (&l.id, &l.word)))?;
    }
    let (rows, columns) = (scale.likelihood.len(), scale.impact.len());
    if scale.matrix.len() != rows || scale.matrix.iter().any(|row| row.len() != columns) {
        return Err(format!(
            "The matrix of the scale must have {rows} rows, one for each likelihood, of {columns} levels each."
        ));
    }
    let is_level = |id: &&Text| scale.levels.iter().any(|level| level.id == **id);
    if let Some(other) = scale.matrix.iter().flatten().find(|id| !is_level(id)) {
        return Err(format!(
            "The matrix of the scale says \"{other}\", which is not the id of a level."
        ));
    }
    match scale.falls().first() {
        None => Ok(()),
        Some(((l, i), (m, j))) => Err(format!(
            "The matrix of the scale falls from {} to {}. A rating must not fall as likelihood or impact rises.",
            scale.cell_words(*l, *i),
            scale.cell_words(*m, *j)
        )),
    }
}

fn can_be_levels<'a>(
    name: &str,
    levels: impl Iterator<Item = (&'a Text, &'a Text)>,
) -> Result<(), String> {
    let mut seen = HashSet::new();
    let mut count = 0;
    for (id, word) in levels {
        count += 1;
        if id.is_empty() || word.is_empty() {
            return Err(format!(
                "An entry in {name} of the scale has no id or no word."
            ));
        }
        for said in HashSet::from([fold(id), fold(word)]) {
            if !seen.insert(said) {
                return Err(format!(
                    "Two entries in {name} of the scale are called \"{word}\"."
                ));
            }
        }
    }
    if (FEWEST_LEVELS..=MOST_LEVELS).contains(&count) {
        return Ok(());
    }
    Err(format!(
        "The scale has {count} entries in {name}. It needs {FEWEST_LEVELS} to {MOST_LEVELS}."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Severity;

    fn wrong_with(change: impl Fn(&mut Scale)) -> String {
        let mut scale = Scale::standard().clone();
        change(&mut scale);
        validate_scale(&scale).unwrap_err()
    }

    #[test]
    fn the_standard_scale_is_sound_and_each_wrong_one_is_said() {
        assert_eq!(validate_scale(Scale::standard()), Ok(()));
        assert_eq!(
            wrong_with(|s| s.name = Text::default()),
            "A scale needs a name."
        );
        assert_eq!(
            wrong_with(|s| s.levels.truncate(1)),
            "The scale has 1 entries in levels. It needs 2 to 5."
        );
        assert_eq!(
            wrong_with(|s| s.levels[0].word = "High".into()),
            "Two entries in levels of the scale are called \"high\"."
        );
        assert_eq!(
            wrong_with(|s| s.levels[0].counts_as = Severity::Critical),
            "A higher level of the scale counts as a lower severity. Sort them."
        );
        assert_eq!(
            wrong_with(|s| s.matrix[1].truncate(2)),
            "The matrix of the scale must have 3 rows, one for each likelihood, of 3 levels each."
        );
        assert_eq!(
            wrong_with(|s| s.matrix[1][1] = "severe".into()),
            "The matrix of the scale says \"severe\", which is not the id of a level."
        );
        assert_eq!(
            wrong_with(|s| s.matrix[0][1] = "critical".into()),
            "The matrix of the scale falls from low likelihood and medium impact (critical) to low likelihood and high impact (medium). A rating must not fall as likelihood or impact rises."
        );
    }
}
