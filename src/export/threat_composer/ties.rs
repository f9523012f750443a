//! What is said of other items in our lines: which threats one rests on, what is different for one of the threats that a
//! mitigation answers, and what assets need. Each asset is said on the first threat that it is about, else on the first
//! item that there is.

use std::collections::HashMap;

use super::Out;
use crate::domain::{Asset, ItemId, Mitigation, Threat};
use crate::import::threat_composer::{BARE, IN_RATING, PART, shortened};

/// The lines that each item has of assets and business risks.
pub(super) type Hosted = HashMap<ItemId, Vec<String>>;

/// Finds an item for what has no place of its own there.
pub(super) fn hosted(out: &mut Out) -> Hosted {
    const NOWHERE: &str = "A workspace without threats, mitigations and assumptions has no place for assets and business risks, so these are not carried";
    const PLACES: &str = "Threat Composer has no place for a part of the system, so what holds or carries the asset is not carried";
    let session = out.view.session;
    let threats = || session.threats.iter();
    let first = (threats().map(|i| ItemId::from(i.id)))
        .chain(session.mitigations.iter().map(|i| i.id.into()))
        .chain(session.assumptions.iter().map(|i| i.id.into()))
        .next();
    let mut all = Hosted::new();
    for asset in &session.assets {
        let harms = threats().find(|threat| threat.assets.contains(&asset.id));
        if !asset.places.is_empty() {
            out.remark(PLACES, asset.id.into());
        }
        let is_long = shortened(&asset.name, PART) != asset.name.as_str();
        let said = said(asset);
        if said.is_empty() && harms.is_some() && !is_long {
            continue;
        }
        let said = if said.is_empty() { BARE } else { &said };
        let line = format!("asset: {said}: {}", asset.name);
        match harms.map(|threat| threat.id.into()).or(first) {
            Some(host) => all.entry(host).or_default().push(line),
            None => out.remark(NOWHERE, asset.id.into()),
        }
    }
    for risk in &session.business_risks {
        if threats().any(|threat| threat.business_risks.contains(&risk.id)) {
            continue;
        }
        let line = format!("business risk without a threat: {}", risk.text);
        match first {
            Some(host) => all.entry(host).or_default().push(line),
            None => out.remark(NOWHERE, risk.id.into()),
        }
    }
    all
}

/// What an asset is and needs: `data, confidentiality high`.
fn said(asset: &Asset) -> String {
    let kind = asset.kind.map(|kind| kind.words().to_owned());
    let needs = Some(asset.needs_words()).filter(|needs| !needs.is_empty());
    let said: Vec<String> = kind.into_iter().chain(needs).collect();
    said.join(", ")
}

/// A line for each part that a threat rests on.
pub(super) fn rests(out: &Out, threat: &Threat) -> Vec<String> {
    let Some(rests) = out.view.session.rests(threat) else {
        return Vec::new();
    };
    let parts = rests.of.iter().filter_map(|part| out.id((*part).into()));
    let gate = rests.gate.words();
    parts.map(|id| format!("rests on: {gate} {id}")).collect()
}

/// A line for each threat for which something of a mitigation is different.
pub(super) fn terms(out: &Out, mitigation: &Mitigation) -> Vec<String> {
    let line = |terms: &crate::domain::LinkTerms| {
        let id = out.id(terms.threat.into())?;
        let strength = terms
            .strength
            .map(|one| format!("strength {}", one.words()));
        let kind = terms.kind.map(|one| format!("kind {}", one.words()));
        let in_rating = terms.in_rating.then(|| IN_RATING.to_owned());
        let said: Vec<String> = [strength, kind, in_rating].into_iter().flatten().collect();
        (!said.is_empty()).then(|| format!("link: {id}, {}", said.join(", ")))
    };
    mitigation.links.iter().filter_map(line).collect()
}
