//! The model of a session: which of its threats and mitigations count.

use super::conventions::Conventions;
use super::input::{LinkIn, MitigationIn, ThreatIn};
use super::model::Model;
use crate::domain::{Mitigation, ResponseKind, RestsOn, Session, Threat};

impl Model {
    /// The model of a session. Threats that are not applicable are left out, also as parts of others. To accept, transfer
    /// or defer a threat lowers nothing.
    pub fn of(session: &Session, conventions: &Conventions) -> Self {
        let counts = session.threats.iter().filter(|threat| counts(threat));
        let threats = counts.map(|threat| threat_in(session, threat));
        let mitigations = session
            .mitigations
            .iter()
            .map(|m| mitigation_in(session, m));
        Self::new(
            session.scale(),
            conventions,
            threats.collect(),
            mitigations.collect(),
        )
    }
}

/// Whether a threat is one of this system.
pub(super) fn counts(threat: &Threat) -> bool {
    let response = threat.response.as_ref();
    response.is_none_or(|response| response.kind != ResponseKind::NotApplicable)
}

/// A threat as the rules see it.
pub(super) fn threat_in(session: &Session, threat: &Threat) -> ThreatIn {
    let rests_on = threat.rests_on.as_deref().map(|rests_on| RestsOn {
        gate: rests_on.gate,
        // A part that was merged into another is that one.
        of: rests_on
            .of
            .iter()
            .map(|part| session.threat(*part).map_or(*part, |threat| threat.id))
            .collect(),
    });
    ThreatIn {
        id: threat.id,
        rated: session.rated(threat),
        rests_on,
    }
}

/// A mitigation as the rules see it.
pub(super) fn mitigation_in(session: &Session, mitigation: &Mitigation) -> MitigationIn {
    let link = |answered| {
        let terms = mitigation.terms(answered);
        LinkIn {
            threat: session
                .threat(answered)
                .map_or(answered, |threat| threat.id),
            strength: terms.and_then(|terms| terms.strength),
            kind: terms.and_then(|terms| terms.kind),
            in_rating: terms.is_some_and(|terms| terms.in_rating),
        }
    };
    MitigationIn {
        id: mitigation.id,
        status: mitigation.status,
        passed: mitigation.checked.as_ref().map(|checked| checked.passed),
        strength: mitigation.strength,
        kind: mitigation.kind,
        instead_of: mitigation.instead_of,
        effort: mitigation.effort,
        links: mitigation.threats.iter().copied().map(link).collect(),
    }
}
