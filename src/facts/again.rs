//! What has to be looked at again.

use super::index::Facts;
use super::look::{Look, Share, ids};
use crate::domain::ItemId;

impl Facts<'_> {
    /// Each reason to look again, with the items that it touched, threats first; in the order in which they came up.
    pub(crate) fn look_again(&self) -> Look<Vec<(String, Vec<ItemId>)>> {
        let all = self.session.looks_again(self.today);
        if all.is_empty() {
            let looked = !self.session.still_holds.is_empty();
            return if looked { Look::Fine } else { Look::NotYet };
        }
        let mut reasons: Vec<(String, Vec<ItemId>)> = Vec::new();
        let mut known = std::collections::HashMap::new();
        for look in &all {
            let reason = look.reason();
            let place = *known.entry(reason.clone()).or_insert(reasons.len());
            match reasons.get_mut(place) {
                Some((_, of)) => of.push(look.of),
                None => reasons.push((reason, vec![look.of])),
            }
        }
        for (_, of) in &mut reasons {
            of.sort_by_key(|id| !matches!(id, ItemId::Threat(_)));
        }
        Look::Found(reasons)
    }

    /// Most of the threats that were copied from another session are as they were there.
    pub(crate) fn not_rethought(&self) -> Look<Share> {
        let came = self.session.copied_from.as_ref();
        let Some(of @ 1..) = came.map(|from| from.threats) else {
            return Look::NotYet;
        };
        let subjects = ids(&self.session.threats, |threat| threat.copied);
        let n = subjects.len();
        let most = self.limits.threats.copied_percent.is_passed_by(n, of);
        Look::of(most.then_some(Share { n, of, subjects }))
    }
}
