//! How much risk is left, for pages that people read: counts by level, each threat as rated and as it is now, what it would
//! take to bring every threat below the line, and which figures were made with a default. Nothing where no one has said
//! how much a mitigation takes away.

use super::markdown::escape;
use super::view::View;
use crate::check::left;
use crate::domain::{ItemId, Session};
use crate::risk::{Model, by_threat, stays, unsaid};

/// Whether someone has said how much a mitigation takes away: without that there is nothing to say.
fn is_said(session: &Session) -> bool {
    session.mitigations.iter().any(|mitigation| {
        let mut links = mitigation.links.iter();
        mitigation.strength.is_some() || links.any(|terms| terms.strength.is_some())
    })
}

/// What is left, as sentences. The words of threats are not escaped.
pub(super) struct Left {
    /// Counts by level, rated and left.
    pub(super) counts: Vec<String>,
    /// Each rated threat: its id, its words, and `high, left medium`.
    pub(super) threats: Vec<(ItemId, String, String)>,
    /// What it would take, and what was counted by default.
    pub(super) rest: Vec<String>,
}

/// What is left; `None` where no one has said how much a mitigation takes away, or nothing is rated.
pub(super) fn left(view: &View) -> Option<Left> {
    let session = view.session;
    if !is_said(session) {
        return None;
    }
    let model = Model::of(session, &view.scales.conventions);
    let (scale, now) = (model.scale(), model.now());
    let rated = model.inherents();
    if rated.is_empty() {
        return None;
    }
    let words = |at| left::count_words(scale, &model.counted(at));
    let counts = vec![
        format!("Rated: {}.", words(&rated)),
        format!(
            "Left with what is built or shown to work: {}.",
            words(&model.residuals(now))
        ),
    ];
    let standings = by_threat(session, &model, now);
    let threats = standings.iter().filter_map(|standing| {
        let (before, after) = (standing.inherent?, standing.left?);
        let decided = session.threat(standing.threat).and_then(stays);
        let decided = decided.map_or_else(String::new, |word| format!(", {word}"));
        let is = format!(
            "{}, left {}{decided}",
            scale.word(before),
            scale.word(after)
        );
        let id = ItemId::from(standing.threat);
        Some((id, session.words_of(id).unwrap_or_default(), is))
    });
    let threats = threats.collect();
    let mut rest: Vec<String> = left::takes(session, &model).into_iter().collect();
    let mut unsaid = unsaid(session, &model);
    // The work of a set is named with the set.
    unsaid.effort.clear();
    rest.extend(left::unsaid_words(&model, &unsaid));
    Some(Left {
        counts,
        threats,
        rest,
    })
}

/// The same as lines of Markdown.
pub(super) fn lines(view: &View) -> Vec<String> {
    let Some(left) = left(view) else {
        return Vec::new();
    };
    let mut lines: Vec<String> = left.counts.iter().map(|says| format!("- {says}")).collect();
    let threats = left.threats.iter();
    lines.extend(threats.map(|(id, words, is)| format!("- **{id}** {}: {is}", escape(words))));
    lines.extend(left.rest.iter().map(|says| format!("- {}", escape(says))));
    lines
}
