//! What threats rest on, with what is left of each: for the pages that people read, and for the chart.

use super::markdown::escape;
use super::phrase;
use super::view::View;
use crate::domain::{MitigationId, ResponseKind, ThreatId};
use crate::risk::{Branch, LIKELIHOOD_ALONE, Model, forest, stand};

/// Lists are nested no deeper than this: what stands below is listed here, and its words say what it belongs to.
const DEEPEST: usize = 8;

/// A threat where it stands in a tree.
pub(super) struct Node {
    /// How deep its list is nested.
    pub(super) depth: usize,
    /// Where it stands.
    pub(super) branch: Branch,
    /// How it is rated and what is left: `high, medium left`.
    pub(super) rated: String,
    /// The mitigations of its own that take something away.
    pub(super) cut_by: Vec<MitigationId>,
    /// It is a part of another, which what lowers its impact does not take down.
    pub(super) impact_falls: bool,
}

impl Node {
    /// The threat.
    pub(super) fn threat(&self) -> ThreatId {
        self.branch.threat
    }

    /// What it rests on was said further up.
    pub(super) fn is_above(&self) -> bool {
        self.branch.above && self.branch.rests.is_some()
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
            depth: branch.depth().min(DEEPEST),
            impact_falls: stand.impact_falls && branch.depth() > 0 && ruled_out.is_none(),
            rated: ruled_out.map_or_else(|| stand.words(), |r| r.kind.words().to_owned()),
            cut_by: stand.cut_by,
            branch,
        }
    };
    branches.into_iter().map(node).collect()
}

/// All trees as nested lists of Markdown.
pub(super) fn lines(view: &View) -> Vec<String> {
    let line = |node: &Node| {
        let id = node.threat();
        let indent = "  ".repeat(node.depth);
        let words = escape(phrase::stem(&view.words(id.into())));
        if node.is_above() {
            return format!("{indent}- **{id}** {words}: see above.");
        }
        let mut says = vec![node.rated.clone()];
        says.extend(
            node.branch
                .rests
                .as_ref()
                .map(|r| format!("Rests on {}", r.words())),
        );
        let cut = node
            .cut_by
            .iter()
            .map(|id| format!("{id} {}", escape(phrase::stem(&view.words((*id).into())))));
        let cut: Vec<String> = cut.collect();
        if !cut.is_empty() {
            says.push(format!("Cut by {}", cut.join("; ")));
        }
        says.extend(node.impact_falls.then(|| LIKELIHOOD_ALONE.to_owned()));
        format!("{indent}- **{id}** {words}: {}.", says.join(". "))
    };
    nodes(view).iter().map(line).collect()
}
