//! Giving an owner to what lies in a trust zone and has none yet. A zone has no owner of its own.

use super::Work;
use crate::domain::refusal::Refusal;
use crate::domain::system::{Element, Zone};
use crate::domain::text::Text;
use crate::domain::verb::Verb;
use crate::domain::{counted, says};

impl Work<'_> {
    /// Fills the gaps on the map that is looked at. What an owner took on is theirs, and what lies in an inner zone may
    /// be the work of others.
    pub(super) fn own_zone(&mut self, zone: &Zone, owner: Option<&Text>) -> Result<(), Refusal> {
        let (id, name) = (zone.id, &zone.name);
        let Some(owner) = owner.filter(|owner| !owner.is_empty()) else {
            return Err(Refusal::new(says![
                format!("{name} has no owner of its own. Select an element in it, then: "),
                Verb::Owner,
                "."
            ]));
        };
        let s = &*self.session;
        let here = s.elements.iter().filter(|e| e.within == self.level);
        let lies_in = |zone| zone == id || s.zone_inside(zone, id);
        let (own, inner): (Vec<&Element>, Vec<&Element>) = here
            .filter(|e| s.zone_of(e.id).is_some_and(lies_in) && !e.needs_no_owner())
            .partition(|e| s.zone_of(e.id) == Some(id));
        let (keep, gaps): (Vec<&Element>, Vec<&Element>) =
            own.into_iter().partition(|e| !e.lacks_owner());
        let open = inner.iter().filter(|e| e.lacks_owner()).count();
        let (keep, gaps): (usize, Vec<Element>) = (keep.len(), gaps.into_iter().cloned().collect());
        let filled = gaps.len();
        for element in gaps {
            let owner = Some(owner.clone());
            self.replace(Element { owner, ..element });
        }
        // The zone is what was selected, and stays so.
        self.touch(id.into());
        let kept = match keep {
            1 => "1 keeps its owner".to_owned(),
            n => format!("{n} keep their owner"),
        };
        let mut says = match (filled, keep) {
            (0, 0) => format!("{name} contains no element here that needs an owner"),
            (0, _) => format!("No gap in {name}: {kept}"),
            (1, 0) => format!("1 element now has owner {owner}"),
            (n, 0) => format!("{n} elements now have owner {owner}"),
            (1, _) => format!("1 element now has owner {owner}; {kept}"),
            (n, _) => format!("{n} elements now have owner {owner}; {kept}"),
        };
        if open > 0 {
            let have = if open == 1 { "has" } else { "have" };
            says.push_str(&format!(
                "; {} in zones inside {have} no owner",
                counted(open, "element")
            ));
        }
        self.tell_aside(says);
        Ok(())
    }
}
