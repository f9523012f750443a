//! The business risks and the assets, as tables.

use maud::{Markup, html};

use super::page::{Page, table, words};
use crate::domain::{AssetKind, ItemId, Place};
use crate::export::summary::worth;

/// What the business would lose, the worst first, with the threats that lead to each.
pub(super) fn business_risks(page: &Page) -> Option<Markup> {
    let all = worth::worst_first(page.view);
    let rows = html! {
        @for (risk, from) in &all {
            tr id=(risk.id) {
                th scope="row" { (risk.id) }
                td { (words(&risk.text)) }
                td { (page.links(from.iter().map(|threat| ItemId::from(threat.id)))) }
            }
        }
    };
    let heads = ["Id", "Business risk", "Threats that lead to it"];
    (!all.is_empty()).then(|| table("Business risks, the worst first", &heads, &rows))
}

/// What is worth protecting, what needs most first.
pub(super) fn assets(page: &Page) -> Option<Markup> {
    let all = worth::sorted(page.view);
    let threats = &page.view.session.threats;
    let rows = html! {
        @for asset in &all {
            tr id=(asset.id) {
                th scope="row" { (asset.id) }
                td { (words(&asset.name)) }
                td { (asset.kind.map_or("", AssetKind::words)) }
                td { (asset.needs_words()) }
                td { (page.links(asset.places.iter().copied().filter_map(Place::item))) }
                td {
                    (page.links(
                        threats
                            .iter()
                            .filter(|threat| threat.assets.contains(&asset.id))
                            .map(|threat| ItemId::from(threat.id)),
                    ))
                }
            }
        }
    };
    let heads = ["Id", "Asset", "Kind", "What it needs", "On", "Harmed by"];
    (!all.is_empty()).then(|| table("Assets, what needs most first", &heads, &rows))
}
