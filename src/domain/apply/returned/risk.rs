//! What bears on how much risk is left: what a threat rests on, and whether a mitigation was shown to work.

use super::fields::or;
use super::sides::Weigh;
use crate::domain::id::ThreatId;
use crate::domain::mitigation::{ControlKind, LinkTerms, Mitigation};
use crate::domain::rests_on::RestsOn;
use crate::domain::session::Session;
use crate::domain::threat::Threat;

impl Weigh<'_> {
    /// What it rests on, unless that would lead back to it by what is here.
    pub(super) fn rests(
        &mut self,
        here: &mut Threat,
        was: Option<&Threat>,
        new: &Threat,
        session: &Session,
    ) {
        let was = was.map(|was| was.rests_on.clone());
        let leads_back = |part: &ThreatId| session.rests_path(*part, here.id).is_some();
        if new.rests_on().iter().any(leads_back) || (was.is_none() && new.rests_on.is_none()) {
            return;
        }
        let said = |rests: &Option<Box<RestsOn>>| match rests {
            None => "nothing".to_owned(),
            Some(rests) => rests.words(),
        };
        let rests = &mut here.rests_on;
        self.field("rests on", rests, was.as_ref(), &new.rests_on, said);
    }

    /// What came of looking whether it works, and what is different by threat.
    pub(super) fn checked(
        &mut self,
        here: &mut Mitigation,
        was: Option<&Mitigation>,
        new: &Mitigation,
    ) {
        let passed = |m: &Mitigation| m.checked.as_ref().map(|checked| checked.passed);
        let said = |passed: &Option<bool>| match passed {
            None => "not yet".to_owned(),
            Some(true) => "works".to_owned(),
            Some(false) => "does not work".to_owned(),
        };
        let then = was.map(passed);
        let mut ours = passed(here);
        if (then.is_some() || new.checked.is_some())
            && self.field("checked", &mut ours, then.as_ref(), &passed(new), said)
        {
            here.checked.clone_from(&new.checked);
        }
        if was.is_some() || new.instead_of.is_some() {
            self.field(
                "instead of",
                &mut here.instead_of,
                was.map(|w| &w.instead_of),
                &new.instead_of,
                or("not set", ControlKind::words),
            );
        }
        if was.is_some() || !new.links.is_empty() {
            let said = |terms: &LinkTerms| terms.threat.to_string();
            let said = |all: &Vec<LinkTerms>| match all.as_slice() {
                [] => "nothing".to_owned(),
                all => all.iter().map(said).collect::<Vec<_>>().join(", "),
            };
            let then = was.map(|w| &w.links);
            let links = &mut here.links;
            self.field("different for", links, then, &new.links, said);
            here.links
                .retain(|terms| here.threats.contains(&terms.threat));
        }
    }
}
