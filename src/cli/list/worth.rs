//! Assets and business risks in columns.

use super::{ids, rows_of};
use crate::cli::args::ListKind;
use crate::domain::{AssetKind, ItemId, Level, Session, Threat};

/// The rows of assets or of business risks: id, what is short, which threats, and the words last.
pub(super) fn rows(session: &Session, kind: ListKind) -> Vec<Vec<String>> {
    let threats = |is: &dyn Fn(&Threat) -> bool| -> String {
        let threats = session.threats.iter().filter(|threat| is(threat));
        let all: Vec<ItemId> = threats.map(|threat| threat.id.into()).collect();
        ids(&all)
    };
    if kind == ListKind::BusinessRisks {
        return rows_of(&session.business_risks, |risk| {
            vec![
                risk.id.to_string(),
                threats(&|threat| threat.business_risks.contains(&risk.id)),
                risk.text.to_string(),
            ]
        });
    }
    let level = |level: Option<Level>| level.map_or("", Level::words).to_owned();
    rows_of(&session.assets, |asset| {
        let places = asset.places.iter().filter_map(|place| place.item());
        vec![
            asset.id.to_string(),
            asset.kind.map_or("", AssetKind::words).to_owned(),
            level(asset.confidentiality),
            level(asset.integrity),
            level(asset.availability),
            ids(&places.collect::<Vec<_>>()),
            threats(&|threat| threat.assets.contains(&asset.id)),
            asset.name.to_string(),
        ]
    })
}
