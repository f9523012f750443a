//! `actions.md`: a task list by person, with what has no owner yet on top.
//!
//! The boxes are GitHub's task list, so that the file can be pasted into an issue and ticked there.

use std::collections::HashMap;

use crate::domain::{Action, ActionStatus, ItemId, ParticipantId, Tally};

use super::markdown::escape;
use super::phrase;
use super::view::{View, by_date, is_open};
use super::{Kind, Shelf, Takes, nothing, one};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "actions",
    file: "actions.md",
    describes: "task list by person",
    shelf: Shelf::People,
    write: |view| one(&KIND, render(view)),
    takes: Takes::Everything,
};

/// The whole file.
fn render(view: &View) -> String {
    let session = view.session;
    let mut out = format!("# Actions: {}\n\n{}\n", title(&session.title), head(view));
    let mut lists: HashMap<Option<ParticipantId>, Vec<&Action>> = HashMap::new();
    let (open, closed): (Vec<_>, Vec<_>) = session.actions.iter().partition(|a| is_open(a));
    for action in by_date(open.into_iter()).into_iter().chain(
        closed
            .into_iter()
            .filter(|a| a.status == ActionStatus::Done),
    ) {
        lists.entry(action.owner).or_default().push(action);
    }
    let list_of = |owner| lists.get(&owner).map_or(&[][..], Vec::as_slice);
    group(view, &mut out, "No owner yet", list_of(None));
    let mut unnamed = 0;
    for person in &session.participants {
        let list = list_of(Some(person.id));
        if list.is_empty() {
            continue;
        }
        // Without names the groups still show what one person has to carry.
        let heading = view.label_md(Some(person.id)).unwrap_or_else(|| {
            unnamed += 1;
            format!("Owner {unnamed}")
        });
        group(view, &mut out, &heading, list);
    }
    dropped(view, &mut out);
    out
}

/// The title, or what stands in its place.
pub(super) fn title(title: &str) -> String {
    if title.is_empty() {
        "Untitled".to_owned()
    } else {
        escape(title)
    }
}

/// How many, as of when.
fn head(view: &View) -> String {
    let tally = &view.tally;
    if tally.actions == 0 {
        return nothing::on(view, "No action items.");
    }
    format!(
        "{} on {}: {}.",
        phrase::count(tally.actions, "action"),
        phrase::date(view.today),
        standing(tally)
    )
}

/// How the action items stand: `5 open, 1 of them late, 1 done, 1 dropped`.
pub(super) fn standing(tally: &Tally) -> String {
    let mut parts = vec![format!("{} open", tally.open_actions)];
    let dropped = tally.actions - tally.open_actions - tally.done_actions;
    for (n, how) in [
        (tally.late_actions, "of them late"),
        (tally.done_actions, "done"),
        (dropped, "dropped"),
    ] {
        if n > 0 {
            parts.push(format!("{n} {how}"));
        }
    }
    parts.join(", ")
}

fn group(view: &View, out: &mut String, heading: &str, list: &[&Action]) {
    if list.is_empty() {
        return;
    }
    out.extend(["\n## ", heading, "\n\n"]);
    for action in list {
        let mark = if action.status == ActionStatus::Done {
            "x"
        } else {
            " "
        };
        out.extend(["- [", mark, "] ", &line(view, action), "\n"]);
    }
}

/// What was not done on purpose stays readable, without a box to tick.
fn dropped(view: &View, out: &mut String) {
    let dropped: Vec<_> = view
        .session
        .actions
        .iter()
        .filter(|a| a.status == ActionStatus::Dropped)
        .collect();
    if dropped.is_empty() {
        return;
    }
    out.push_str("\n## Dropped\n\n");
    for action in dropped {
        out.extend(["- ", &line(view, action), "\n"]);
    }
}

/// `**A7** Ask partner about file signing, by 16 May 2026 (for T2 Partner file swapped; ask; agreed)`
fn line(view: &View, action: &Action) -> String {
    let words = escape(&action.text);
    let mut line = format!("**{}** {}", action.id, phrase::stem(&words));
    if is_open(action) {
        let gap = if words.ends_with(['?', '!', ':']) {
            " "
        } else {
            ", "
        };
        line.extend([gap, &view.by_when(action)]);
    }
    // Behind a threat, the mitigation that the work builds says the same words again.
    let reasons = reasons(view, action);
    let threat = reasons.iter().any(|id| matches!(id, ItemId::Threat(_)));
    let mut more = reasons
        .into_iter()
        .filter(|id| !threat || !matches!(id, ItemId::Mitigation(_)))
        .map(|id| format!("for {id} {}", phrase::stem(&escape(&view.words(id)))))
        .collect::<Vec<_>>();
    more.push(kind(action).to_owned());
    if let Some(key) = action.external.as_ref().filter(|key| !key.is_empty()) {
        more.push(format!("tracked as {}", escape(key)));
    }
    if is_open(action) && action.owner.is_some() {
        more.push(
            if action.said_yes {
                "agreed"
            } else {
                "not agreed yet"
            }
            .to_owned(),
        );
    }
    format!("{line} ({})", more.join("; "))
}

/// What an action item is for: what it names, and the threats behind that.
pub(super) fn reasons(view: &View, action: &Action) -> Vec<ItemId> {
    let mut ids: Vec<ItemId> = view
        .threats_behind(action)
        .into_iter()
        .map(|t| t.id.into())
        .collect();
    for id in &action.about {
        if !ids.contains(id) {
            ids.push(*id);
        }
    }
    ids
}

/// The kind of work as a word that needs no legend.
pub(super) fn kind(action: &Action) -> &'static str {
    match action.kind {
        crate::domain::ActionKind::Documentation => "documentation",
        other => other.words(),
    }
}
