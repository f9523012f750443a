//! The model of a session: which of its threats and mitigations count.

use std::collections::BTreeMap;

use super::conventions::Conventions;
use super::input::{LinkIn, MitigationIn, ThreatIn};
use super::model::Model;
use crate::domain::{Mitigation, MitigationId, ResponseKind, Session, Threat, ThreatId};

impl Model {
    /// The model of a session. Threats that are not applicable are left out, also as parts of others. To accept, transfer
    /// or defer a threat lowers nothing.
    pub fn of(session: &Session, conventions: &Conventions) -> Self {
        let all = session.threats.iter().filter(|threat| applies(threat));
        let threats = all.map(|threat| threat_in(session, threat));
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

    /// The model of one threat: it, what it rests on, and what answers these. What it says of that threat is what the
    /// model of the whole session says, and it costs nothing more where there are many others.
    pub fn about(session: &Session, conventions: &Conventions, threat: ThreatId) -> Self {
        let mut threats: BTreeMap<ThreatId, ThreatIn> = BTreeMap::new();
        let mut mitigations: BTreeMap<MitigationId, MitigationIn> = BTreeMap::new();
        let mut next = vec![threat];
        while let Some(id) = next.pop() {
            let known = session.threat(id).filter(|threat| applies(threat));
            let Some(threat) = known.filter(|threat| !threats.contains_key(&threat.id)) else {
                continue;
            };
            let made = threat_in(session, threat);
            next.extend(made.rests_on.iter().flat_map(|rests_on| &rests_on.of));
            threats.insert(threat.id, made);
            let names = threat.merged.iter().map(|former| former.id);
            for name in names.chain([threat.id]) {
                for mitigation in session.mitigations_for(name) {
                    let made = || mitigation_in(session, mitigation);
                    mitigations.entry(mitigation.id).or_insert_with(made);
                }
            }
        }
        Self::new(
            session.scale(),
            conventions,
            threats.into_values().collect(),
            mitigations.into_values().collect(),
        )
    }
}

/// Whether a threat is one of this system.
pub(super) fn applies(threat: &Threat) -> bool {
    let response = threat.response.as_ref();
    response.is_none_or(|response| response.kind != ResponseKind::NotApplicable)
}

/// A threat as the rules see it.
pub(super) fn threat_in(session: &Session, threat: &Threat) -> ThreatIn {
    ThreatIn {
        id: threat.id,
        rated: session.rated(threat),
        rests_on: session.rests(threat),
    }
}

/// A mitigation as the rules see it.
pub(super) fn mitigation_in(session: &Session, mitigation: &Mitigation) -> MitigationIn {
    let link = |answered| LinkIn {
        // One that was merged into another is that one.
        threat: session
            .threat(answered)
            .map_or(answered, |threat| threat.id),
        ..mitigation.terms_for(answered)
    };
    MitigationIn {
        id: mitigation.id,
        status: mitigation.status,
        passed: mitigation.check_passed(),
        strength: mitigation.strength,
        kind: mitigation.kind,
        instead_of: mitigation.instead_of,
        effort: mitigation.effort,
        links: mitigation.threats.iter().copied().map(link).collect(),
    }
}
