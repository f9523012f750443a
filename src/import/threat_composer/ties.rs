//! What our lines say of other items: which threats one rests on, what is different for one of the threats that a
//! mitigation answers, and what assets need.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::items::{LEVELS, list, string};
use super::words::{Lines, PART, shortened};
use crate::domain::fold::fold;
use crate::domain::{
    AssetKind, ControlKind, Gate, LIMITS, Level, LinkTerms, NEEDS, RestsOn, Strength, Text,
    ThreatId,
};
use crate::import::Draft;

/// What stands for an asset of which nothing but the name was said.
pub(crate) const BARE: &str = "nothing said";

/// What stands in the line of a link whose mitigation the rating of the threat counts on already.
pub(crate) const IN_RATING: &str = "in rating";

/// What one of our lines says of an asset.
pub(super) struct ToldAsset {
    pub(super) name: Text,
    pub(super) kind: Option<AssetKind>,
    pub(super) needs: [Option<Level>; 3],
}

/// What our lines say of assets, each once.
pub(super) fn assets(file: &Map<String, Value>) -> Vec<ToldAsset> {
    let mut all: Vec<ToldAsset> = Vec::new();
    for key in ["threats", "mitigations", "assumptions"] {
        for item in list(file, key) {
            for told in Lines::of(item).raw("asset").filter_map(asset) {
                if !all
                    .iter()
                    .any(|known| fold(&known.name) == fold(&told.name))
                {
                    all.push(told);
                }
            }
        }
    }
    all
}

/// `data, confidentiality high: customer records`.
fn asset(said: &str) -> Option<ToldAsset> {
    let (head, name) = said.split_once(": ")?;
    let name = Text::new(name);
    let mut told = ToldAsset {
        name,
        kind: None,
        needs: [None; 3],
    };
    for word in head.split(", ") {
        let kind = AssetKind::ALL.into_iter().find(|kind| kind.words() == word);
        told.kind = told.kind.or(kind);
        let (need, level) = word.split_once(' ').unwrap_or_default();
        let level = LEVELS.iter().find(|(_, words)| *words == level);
        let place = NEEDS.iter().position(|known| *known == need);
        if let (Some(need), Some((level, _))) =
            (place.and_then(|place| told.needs.get_mut(place)), level)
        {
            *need = Some(*level);
        }
    }
    (!told.name.is_empty()).then_some(told)
}

/// The whole name of an asset, where a threat has only its beginning.
pub(super) fn whole(name: Text, told: &[ToldAsset]) -> Text {
    let cut =
        |told: &&ToldAsset| told.name != name && Text::new(&shortened(&told.name, PART)) == name;
    match told.iter().find(cut) {
        Some(told) => told.name.clone(),
        None => name,
    }
}

/// Ties threats to what they rest on, and mitigations to what is different for a threat.
pub(super) fn all(file: &Map<String, Value>, draft: &mut Draft) {
    let mut ids: HashMap<&str, ThreatId> = HashMap::new();
    for (value, number) in list(file, "threats").iter().zip(1..) {
        ids.entry(string(value, "id")).or_insert(ThreatId(number));
    }
    for (value, number) in list(file, "threats").iter().zip(1..) {
        rests(&Lines::of(value), ThreatId(number), &ids, draft);
    }
    let mitigations = list(file, "mitigations").iter();
    for (place, value) in mitigations.enumerate() {
        let lines = Lines::of(value);
        let terms = lines.raw("link").filter_map(|said| terms(said, &ids));
        let terms: Vec<LinkTerms> = terms.collect();
        let Some(mitigation) = draft.session.mitigations.get_mut(place) else {
            continue;
        };
        for terms in terms {
            let known = mitigation
                .links
                .iter()
                .any(|old| old.threat == terms.threat);
            if !known && mitigation.threats.contains(&terms.threat) {
                mitigation.links.push(terms);
            }
        }
    }
}

/// `rests on: one of <id>`, a line for each part.
fn rests(lines: &Lines, own: ThreatId, ids: &HashMap<&str, ThreatId>, draft: &mut Draft) {
    const GONE: &str = "leads to nothing in this file, or back to the threat itself";
    let mut found: Option<RestsOn> = None;
    for said in lines.raw("rests on") {
        let gates = [Gate::All, Gate::One].into_iter();
        let part = gates.filter_map(|gate| Some((gate, said.strip_prefix(gate.words())?)));
        let mut part = part.filter_map(|(gate, id)| Some((gate, *ids.get(id.trim())?)));
        let Some((gate, part)) = part.next_back() else {
            draft.leave_out("part that a threat rests on", GONE);
            continue;
        };
        let closes = part == own || draft.session.rests_path(part, own).is_some();
        let rests = found.get_or_insert_with(|| RestsOn {
            gate,
            of: Vec::new(),
        });
        if rests.of.contains(&part) {
            continue;
        }
        if closes || rests.of.len() >= LIMITS.links {
            draft.leave_out("part that a threat rests on", GONE);
        } else {
            rests.of.push(part);
        }
    }
    let found = found.filter(|rests| !rests.of.is_empty());
    let mut threats = draft.session.threats.iter_mut();
    if let Some(threat) = threats.find(|threat| threat.id == own) {
        threat.rests_on = found.map(Box::new);
    }
}

/// `link: <id>, strength most, kind recovery, in rating`.
fn terms(said: &str, ids: &HashMap<&str, ThreatId>) -> Option<LinkTerms> {
    let mut words = said.split(", ");
    let mut terms = LinkTerms::of(*ids.get(words.next()?)?);
    for word in words {
        let value = |key: &str| word.strip_prefix(key)?.strip_prefix(' ');
        terms.in_rating |= word == IN_RATING;
        if let Some(said) = value("strength") {
            terms.strength = Strength::ALL.into_iter().find(|one| one.words() == said);
        }
        if let Some(said) = value("kind") {
            terms.kind = ControlKind::ALL.into_iter().find(|one| one.words() == said);
        }
    }
    (terms != LinkTerms::of(terms.threat)).then_some(terms)
}
