//! What the business would lose, and what is worth protecting.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::domain::{Asset, BusinessRisk, BusinessRiskId, Severity, Threat};
use crate::export::markdown::escape;
use crate::export::phrase;
use crate::export::view::View;

/// A business risk with the threats that lead to it, the worst first.
pub(in crate::export) type Led<'a> = (&'a BusinessRisk, Vec<&'a Threat>);

/// The business risks: that to which the worst threat leads first, of those alike that to which most lead.
pub(in crate::export) fn worst_first<'a>(view: &View<'a>) -> Vec<Led<'a>> {
    let session = view.session;
    let mut leading: HashMap<BusinessRiskId, Vec<&Threat>> = HashMap::new();
    for threat in &session.threats {
        for risk in &threat.business_risks {
            leading.entry(*risk).or_default().push(threat);
        }
    }
    let with_threats = |risk: &'a BusinessRisk| {
        let mut from = leading.remove(&risk.id).unwrap_or_default();
        from.sort_by_key(|threat| Reverse(threat.severity));
        (risk, from)
    };
    let mut all: Vec<Led> = session.business_risks.iter().map(with_threats).collect();
    all.sort_by_key(|(_, from)| {
        let worst = from.first().and_then(|threat| threat.severity);
        (Reverse(worst), Reverse(from.len()))
    });
    all
}

/// `- **B1** Pays out to the wrong accounts. Led to by T1 (high) and T4 (not rated).`
pub(super) fn business_risks(view: &View) -> Vec<String> {
    let all = worst_first(view).into_iter();
    all.map(|(risk, from)| {
        let words = phrase::sentence(&escape(&risk.text));
        let from: Vec<String> = from.into_iter().map(rated).collect();
        let from = if from.is_empty() {
            "No threat leads to it yet.".to_owned()
        } else {
            format!("Threats that lead to it: {}.", phrase::and(&from))
        };
        format!("- **{}** {words} {from}", risk.id)
    })
    .collect()
}

/// `T1 (high)`.
fn rated(threat: &Threat) -> String {
    let severity = threat.severity.map_or("not rated", Severity::words);
    format!("{} ({severity})", threat.id)
}

/// The assets, what needs most first: kind, needs, places and the threats that harm each.
pub(super) fn assets(view: &View) -> Vec<String> {
    let session = view.session;
    sorted(view)
        .into_iter()
        .map(|asset| {
            let mut says = Vec::new();
            says.extend(asset.kind.map(|kind| kind.words().to_owned()));
            says.extend(Some(asset.needs_words()).filter(|needs| !needs.is_empty()));
            let about = if says.is_empty() {
                String::new()
            } else {
                format!(" ({})", says.join(", "))
            };
            let mut more = Vec::new();
            let places = asset.places.iter();
            let places: Vec<String> = places.map(|p| escape(&session.place_words(*p))).collect();
            if !places.is_empty() {
                more.push(format!(" On {}.", phrase::and(&places)));
            }
            let harmed = session.threats.iter();
            let harmed = harmed.filter(|threat| threat.assets.contains(&asset.id));
            let harmed: Vec<String> = harmed.map(|threat| threat.id.to_string()).collect();
            if !harmed.is_empty() {
                more.push(format!(" Harmed by {}.", phrase::and(&harmed)));
            }
            let name = escape(&asset.name);
            format!("- **{}** {name}{about}.{}", asset.id, more.concat())
        })
        .collect()
}

/// The assets, what needs most first.
pub(in crate::export) fn sorted<'a>(view: &View<'a>) -> Vec<&'a Asset> {
    let mut all: Vec<&Asset> = view.session.assets.iter().collect();
    all.sort_by_key(|asset| Reverse(asset.sensitivity()));
    all
}
