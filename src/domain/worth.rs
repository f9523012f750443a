//! What a session has to lose: its assets and business risks, looked up by name, place and threat.

use super::asset::{Asset, BusinessRisk};
use super::fold::fold;
use super::id::{AssetId, BusinessRiskId};
use super::session::Session;
use super::threat::{Level, Place, Threat};

impl Session {
    /// The asset of this name: people do not type the same name the same way twice.
    pub fn asset_called(&self, name: &str) -> Option<&Asset> {
        let name = fold(name);
        self.assets.iter().find(|asset| fold(&asset.name) == name)
    }

    /// The id that the next asset gets.
    pub fn next_asset(&self) -> AssetId {
        AssetId(self.counters.asset.saturating_add(1))
    }

    /// The asset with this id, or the one that has been it since.
    pub fn asset(&self, id: AssetId) -> Option<&Asset> {
        let is_it = |a: &&Asset| a.id == id || a.was.iter().any(|was| was.id == id);
        self.assets.iter().find(is_it)
    }

    /// The business risk in these words.
    pub fn business_risk_called(&self, text: &str) -> Option<&BusinessRisk> {
        let text = fold(text);
        self.business_risks
            .iter()
            .find(|risk| fold(&risk.text) == text)
    }

    /// The business risk with this id, or the one that has been it since.
    pub fn business_risk(&self, id: BusinessRiskId) -> Option<&BusinessRisk> {
        let is_it = |b: &&BusinessRisk| b.id == id || b.was.iter().any(|was| was.id == id);
        self.business_risks.iter().find(is_it)
    }

    /// The business risks that a threat leads to.
    pub fn business_risks_of<'a>(
        &'a self,
        threat: &'a Threat,
    ) -> impl Iterator<Item = &'a BusinessRisk> {
        let ids = threat.business_risks.iter();
        ids.filter_map(|id| self.business_risk(*id))
    }

    /// The assets that a threat harms.
    pub fn assets_of<'a>(&'a self, threat: &'a Threat) -> impl Iterator<Item = &'a Asset> {
        let ids = threat.assets.iter();
        ids.filter_map(|id| self.asset(*id))
    }

    /// The assets that an element holds or a flow carries.
    pub fn assets_at(&self, place: Place) -> impl Iterator<Item = &Asset> {
        let assets = self.assets.iter();
        assets.filter(move |asset| asset.places.contains(&place))
    }

    /// How much it matters what is held or carried there: the highest need of any asset at this place.
    pub fn need_at(&self, place: Place) -> Option<Level> {
        self.assets_at(place).filter_map(Asset::sensitivity).max()
    }

    /// The assets at an element or a flow in words, each with its highest need: `holds customer records (high), keys`.
    pub fn worth_at(&self, place: Place) -> Option<String> {
        let named = self.assets_at(place).map(|asset| {
            let need = asset.sensitivity();
            let need = need.map_or_else(String::new, |need| format!(" ({})", need.words()));
            format!("{}{need}", asset.name)
        });
        let named: Vec<String> = named.collect();
        let verb = match place {
            Place::Flow(_) => "carries",
            Place::Element(_) | Place::Whole => "holds",
        };
        (!named.is_empty()).then(|| format!("{verb} {}", named.join(", ")))
    }

    /// The business risks that a threat leads to, and what else it would cost, in words; empty if nobody said.
    pub fn business_words(&self, threat: &Threat) -> String {
        let named = threat.business_risks.iter();
        let named = named.filter_map(|id| self.words_of((*id).into()));
        let own = (!threat.business_risk.is_empty()).then(|| threat.business_risk.to_string());
        named.chain(own).collect::<Vec<_>>().join("; ")
    }
}
