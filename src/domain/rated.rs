//! How the threats of a session are rated, and what they would cost, in words.

use super::scale::{Rated, Scale};
use super::session::Session;
use super::threat::Threat;

impl Session {
    /// The scale that threats are rated with.
    pub fn scale(&self) -> &Scale {
        self.scale.as_deref().unwrap_or(Scale::standard())
    }

    /// How a threat is rated on the session's scale. A rating that is not on that scale, or from which its
    /// severity does not follow, stands where the severity does.
    pub fn rated(&self, threat: &Threat) -> Option<Rated> {
        let scale = self.scale();
        let said = threat.said_rating().and_then(|said| scale.rated(&said));
        let counts_as = |rated: &Rated| scale.counts_as(scale.level_of(*rated)?);
        let said = said.filter(|rated| counts_as(rated) == threat.severity);
        said.or_else(|| Some(Rated::Single(scale.level_for(threat.severity?))))
    }

    /// The word of the level of a threat on the session's scale: `high`.
    pub fn level_words(&self, threat: &Threat) -> Option<&str> {
        let scale = self.scale();
        let level = scale.level_of(self.rated(threat)?)?;
        Some(scale.word(level))
    }

    /// The business risks that a threat leads to, and what else it would cost, in words; empty if nobody said.
    pub fn business_words(&self, threat: &Threat) -> String {
        let named = threat.business_risks.iter();
        let named = named.filter_map(|id| self.words_of((*id).into()));
        let own = (!threat.business_risk.is_empty()).then(|| threat.business_risk.to_string());
        named.chain(own).collect::<Vec<_>>().join("; ")
    }
}
