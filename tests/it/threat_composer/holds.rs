//! What a session must hold when a workspace was typed in, and whether it does.

use std::collections::BTreeSet;

use threatboard::domain::{
    MitigationId, ResponseKind, Session, Severity, Status, Stride, ThreatId,
};

use super::{number, words};

/// What someone who typed a workspace in must find in the session.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Holds {
    pub(crate) title: String,
    pub(crate) threats: Vec<HeldThreat>,
    pub(crate) mitigations: Vec<HeldMitigation>,
    pub(crate) assumptions: Vec<HeldAssumption>,
    /// Mitigations that answer no threat wait in the lot.
    pub(crate) parked: Vec<String>,
}

/// A threat as it must be held.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct HeldThreat {
    pub(super) text: String,
    pub(super) stride: Vec<Stride>,
    pub(super) severity: Option<Severity>,
    pub(super) references: Vec<String>,
    pub(super) response: Option<ResponseKind>,
}

/// A mitigation as it must be held.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct HeldMitigation {
    pub(super) text: String,
    pub(super) threats: BTreeSet<u32>,
    pub(super) status: Status,
}

/// An assumption as it must be held.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct HeldAssumption {
    pub(super) text: String,
    pub(super) about: BTreeSet<String>,
}

/// What a session holds of all that a workspace can say.
fn held(session: &Session) -> Holds {
    Holds {
        title: words(&session.title),
        threats: session
            .threats
            .iter()
            .map(|t| HeldThreat {
                text: words(&t.text),
                stride: t.stride.clone(),
                severity: t.severity,
                references: t.references.iter().map(ToString::to_string).collect(),
                response: t.response.as_ref().map(|r| r.kind),
            })
            .collect(),
        mitigations: session
            .mitigations
            .iter()
            .map(|m| HeldMitigation {
                text: words(&m.text),
                threats: m.threats.iter().map(|ThreatId(n)| *n).collect(),
                status: m.status,
            })
            .collect(),
        assumptions: session
            .assumptions
            .iter()
            .map(|a| HeldAssumption {
                text: words(&a.text),
                about: a.about.iter().map(ToString::to_string).collect(),
            })
            .collect(),
        parked: session.parked.iter().map(|p| words(&p.text)).collect(),
    }
}

/// Fails with the first thing that the session holds otherwise than the workspace says.
pub(crate) fn assert_held(session: &Session, wanted: &Holds, name: &str) {
    let found = held(session);
    for (wanted, found) in wanted.threats.iter().zip(&found.threats) {
        assert_eq!(found, wanted, "{name}: a threat");
    }
    for (wanted, found) in wanted.mitigations.iter().zip(&found.mitigations) {
        assert_eq!(found, wanted, "{name}: a mitigation");
    }
    assert_eq!(&found, wanted, "{name}");
    // From the other side: what a threat's artifact shows.
    for (place, _) in wanted.threats.iter().enumerate() {
        let id = ThreatId(number(place + 1));
        let shown: Vec<MitigationId> = session.mitigations_for(id).map(|m| m.id).collect();
        let meant: Vec<MitigationId> = (1..)
            .zip(&wanted.mitigations)
            .filter(|(_, m)| m.threats.contains(&id.0))
            .map(|(n, _)| MitigationId(n))
            .collect();
        assert_eq!(shown, meant, "{name}: the mitigations of {id}");
    }
}
