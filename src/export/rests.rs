//! What threats rest on, with what is left of each, as files say it.

use super::view::View;
use crate::domain::{MitigationId, ResponseKind, ThreatId};
use crate::risk::{Branch, Model, forest, stand};

/// A threat where it stands in a tree.
pub(super) struct Node {
    /// Where it stands.
    pub(super) branch: Branch,
    /// How it is rated and what is left: `high, medium left`.
    pub(super) rated: String,
    /// The mitigations of its own that take something away.
    pub(super) cut_by: Vec<MitigationId>,
}

impl Node {
    /// The threat.
    pub(super) fn threat(&self) -> ThreatId {
        self.branch.threat
    }
}

/// All trees from top to bottom; nothing where no threat rests on others.
pub(super) fn nodes(view: &View) -> Vec<Node> {
    let session = view.session;
    let branches = forest(session);
    if branches.is_empty() {
        return Vec::new();
    }
    let model = Model::of(session, &view.scales.conventions);
    let node = |branch: Branch| {
        let stand = stand(&model, model.now(), branch.threat);
        let response = session
            .threat(branch.threat)
            .and_then(|threat| threat.response.as_ref());
        let ruled_out = response.filter(|r| r.kind == ResponseKind::NotApplicable);
        Node {
            rated: ruled_out.map_or_else(|| stand.words(), |r| r.kind.words().to_owned()),
            cut_by: stand.cut_by,
            branch,
        }
    };
    branches.into_iter().map(node).collect()
}
