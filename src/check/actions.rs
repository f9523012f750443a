//! The action items.

use std::collections::HashMap;

use super::sentence::{Looked, count, short};
use super::view::View;
use crate::domain::{Action, ActionStatus, ItemId, ParticipantId};

/// Q47: open, without an owner or without a date. Both in one sentence, as both are mended on one screen.
pub(super) fn incomplete(view: &View) -> Looked {
    let open = || view.open_actions.iter().copied();
    let owner = view.each(
        open(),
        |a| a.owner.is_none(),
        "# has no owner",
        "action items have no owner",
    );
    let date = view.each(
        open(),
        |a| a.due.is_none(),
        "# has no date",
        "action items have no date",
    );
    match (owner, date) {
        (Looked::Found(owner, unowned), Looked::Found(date, undated)) => {
            let says = if unowned == undated {
                owner.replace("no owner", "no owner and no date")
            } else if unowned.len() > 1 {
                // The noun is not said twice.
                format!("{owner}; {}", date.replace(" action items have", " have"))
            } else {
                format!("{owner}; {date}")
            };
            let either = open().filter(|a| a.owner.is_none() || a.due.is_none());
            Looked::Found(says, either.map(|a| a.id.into()).collect())
        }
        (found @ Looked::Found(..), _) | (_, found) => found,
    }
}

/// Q48: somebody owns it and has not said yes.
pub(super) fn no_yes(view: &View) -> Looked {
    view.each(
        view.open_actions
            .iter()
            .copied()
            .filter(|a| a.owner.is_some()),
        |a| !a.said_yes,
        "# has no yes from its owner",
        "action items have no yes from their owner",
    )
}

/// Q49: one person carries more than their part.
pub(super) fn one_pair_of_hands(view: &View) -> Looked {
    let limits = &view.limits.actions;
    let all = kept(view).count();
    if all < limits.owned_from {
        return Looked::NotYet;
    }
    let mut each: HashMap<ParticipantId, usize> = HashMap::new();
    for owner in kept(view).filter_map(|a| a.owner) {
        *each.entry(owner).or_default() += 1;
    }
    let most = view
        .session
        .participants
        .iter()
        .map(|p| (each.get(&p.id).copied().unwrap_or_default(), p))
        .rev()
        .max_by_key(|(n, _)| *n);
    match most {
        Some((n, p)) if limits.one_owner_percent.is_passed_by(n, all) => {
            let theirs = kept(view).filter(|a| a.owner == Some(p.id));
            Looked::Found(
                format!(
                    "{} owns {n} of {}. Who can take one?",
                    short(&p.name),
                    count(all, "action item")
                ),
                theirs.map(|a| a.id.into()).collect(),
            )
        }
        _ => Looked::Fine,
    }
}

/// Q59: too many are late, or the one in the middle has been open for too long.
pub(super) fn loop_not_closing(view: &View) -> Looked {
    let limits = &view.limits.actions;
    let all = kept(view).count();
    if all == 0 {
        return Looked::NotYet;
    }
    let ids = |fires: &dyn Fn(&Action) -> bool| -> Vec<ItemId> {
        view.open_actions
            .iter()
            .filter(|a| fires(a))
            .map(|a| a.id.into())
            .collect()
    };
    let late = ids(&|a| a.is_late(view.today));
    if limits.late_percent.is_passed_by(late.len(), all) {
        let are = if late.len() == 1 { "is" } else { "are" };
        let says = format!(
            "{} of {} {are} late: {}",
            late.len(),
            count(all, "action item"),
            view.list(&late)
        );
        return Looked::Found(says, late);
    }
    let age = |a: &Action| (view.today - a.at.date_naive()).num_days();
    let old = ids(&|a| age(a) > limits.old_days);
    // The median is beyond the line exactly when more than half are.
    if old.len() * 2 > view.open_actions.len() {
        let says = format!(
            "{} of {} open for more than {} days: {}",
            old.len(),
            count(view.open_actions.len(), "action item"),
            limits.old_days,
            view.list(&old)
        );
        return Looked::Found(says, old);
    }
    Looked::Fine
}

/// Action items that were not dropped.
fn kept<'a>(view: &View<'a>) -> impl Iterator<Item = &'a Action> {
    view.session
        .actions
        .iter()
        .filter(|a| a.status != ActionStatus::Dropped)
}
