//! The mitigations, and the fixes that came too early.

use super::sentence::Looked;
use super::view::{View, taken};
use crate::domain::{Mitigation, ParkedKind, Severity, Status};

/// Q28: a mitigation that answers no threat.
pub(super) fn orphans(view: &View) -> Looked {
    view.each(
        taken(view.session),
        |m| m.threats.is_empty(),
        "# answers no threat",
        "mitigations answer no threat",
    )
}

/// Q29: picked or built, and nobody said how to see that it works.
pub(super) fn unverifiable(view: &View) -> Looked {
    view.each(
        taken(view.session).filter(|m| m.status.is_picked() && m.status != Status::Verified),
        |m| m.verify.is_empty(),
        "# has no way to tell that it works",
        "mitigations have no way to tell that they work",
    )
}

/// Q31: built against a high threat a while ago, and nothing that answers the threat was shown to work. A session does
/// not know when something was built, so its age is that of the idea.
pub(super) fn unverified(view: &View) -> Looked {
    let is_old = |m: &Mitigation| {
        (view.today - m.at.date_naive()).num_days() > view.limits.mitigations.unverified_days
    };
    let built = |m: &&&Mitigation| m.status == Status::Implemented;
    view.each(
        view.threats.iter().copied().filter(|t| {
            t.severity.is_some_and(Severity::is_high)
                && view.mitigations(t).iter().any(|m| built(&m))
        }),
        |t| {
            let all = view.mitigations(t);
            all.iter().all(|m| m.status != Status::Verified)
                && all.iter().filter(built).any(|m| is_old(m))
        },
        "What was built against # was never shown to work",
        "high threats are answered by what was never shown to work",
    )
}

/// Q30: a soft verb where a deed should be, and no way to see it done.
pub(super) fn vague(view: &View) -> Looked {
    let soft = &view.limits.mitigations.soft_verbs;
    let fires = |m: &Mitigation| m.verify.is_empty() && soft.found_in(&m.text).is_some();
    let word = taken(view.session)
        .find(|m| fires(m))
        .and_then(|m| soft.found_in(&m.text))
        .unwrap_or_default();
    view.each(
        taken(view.session),
        fires,
        &format!("# says \"{word}\". How would we see it?"),
        &format!("mitigations say \"{word}\" or the like"),
    )
}

/// Q54: a parked fix that no threat used.
pub(super) fn parked_lost(view: &View) -> Looked {
    view.each(
        view.session
            .parked
            .iter()
            .filter(|p| p.kind == ParkedKind::Fix),
        |p| p.used_as.is_none(),
        "# was parked as a fix and not used",
        "parked fixes were not used",
    )
}
