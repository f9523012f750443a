//! How risk went since the last meeting: what fell and what it took, what rose or came, and what is left.

use super::cuts::Cut;
use crate::check::over_time;
use crate::domain::{Effort, Mitigation, Stamp, ThreatId};
use crate::export::markdown::escape;
use crate::export::phrase;
use crate::export::view::View;
use crate::risk::{OverTime, Since};

/// Two lines: who moved, and how many threats were at the line or above it.
pub(super) fn in_short(view: &View) -> Vec<String> {
    let Some(over) = view.over_time() else {
        return Vec::new();
    };
    let says = [over_time::moved(&over), over_time::counted(&over)];
    let says = says.into_iter().flatten();
    says.map(|says| format!("- {}", escape(&says))).collect()
}

/// A line for each threat that moved, with what it took, and one for what is left.
pub(super) fn fell(view: &View, cut: &Cut) -> Vec<String> {
    let over = view.over_time();
    let Some((over, since)) = over
        .as_ref()
        .and_then(|over| Some((over, over.since.as_ref()?)))
    else {
        return Vec::new();
    };
    let Some(moved) = &since.moved else {
        let says = over_time::moved(over).into_iter();
        return says.map(|says| format!("- {says}")).collect();
    };
    let mut lines = Vec::new();
    for id in &moved.fell {
        let took = took(view, *id, since.kept);
        lines.push(format!(
            "- **Fell** {}. {took}",
            way(view, over, since, *id)
        ));
    }
    for id in &moved.rose {
        lines.push(format!("- **Rose** {}.", way(view, over, since, *id)));
    }
    for id in &moved.new {
        let level = word(over, since.now.get(id));
        lines.push(format!("- **New**, {level}: {}.", called(view, *id)));
    }
    if !moved.gone.is_empty() {
        let gone: Vec<String> = moved.gone.iter().map(ToString::to_string).collect();
        lines.push(format!("- **No longer counted:** {}.", phrase::and(&gone)));
    }
    lines.push(left(over, since, moved.at_line_then, cut));
    lines
}

/// `from high to medium: Refund paid twice (T1)`.
fn way(view: &View, over: &OverTime, since: &Since, id: ThreatId) -> String {
    let (then, now) = (
        word(over, since.then.get(&id)),
        word(over, since.now.get(&id)),
    );
    format!("from {then} to {now}: {}", called(view, id))
}

fn word(over: &OverTime, level: Option<&usize>) -> String {
    let word = level.and_then(|level| over.levels.get(*level));
    word.map_or_else(|| "not rated".to_owned(), |word| escape(word))
}

fn called(view: &View, id: ThreatId) -> String {
    let words = escape(&view.words(id.into()));
    format!("{} ({id})", phrase::stem(&words))
}

/// What was finished since then against a threat, with its effort where someone said it.
fn took(view: &View, id: ThreatId, since: Stamp) -> String {
    let all = view.mitigations_for(id).iter();
    let done = all.filter(|m| m.works() && m.status_since() > since);
    let done: Vec<String> = done.map(|m| finished(m)).collect();
    if done.is_empty() {
        return "No mitigation was finished since; the rating or a link changed.".to_owned();
    }
    format!("Done since: {}.", done.join("; "))
}

/// `Sign the callback (M2, verified, medium effort)`.
fn finished(mitigation: &Mitigation) -> String {
    let words = escape(&mitigation.text);
    let effort = match mitigation.effort {
        Some(Effort::Small) => ", small effort",
        Some(Effort::Medium) => ", medium effort",
        Some(Effort::Large) => ", large effort",
        None => "",
    };
    let (words, id) = (phrase::stem(&words), mitigation.id);
    format!("{words} ({id}, {}{effort})", mitigation.standing_words())
}

/// `**Left:** 3 risks high or above, 5 then: T2, T5 and T6.`
fn left(over: &OverTime, since: &Since, then: usize, cut: &Cut) -> String {
    let above = since.above(over.line);
    let threat = if cut.plain { "risk" } else { "threat" };
    let count = match above.len() {
        0 => format!("no {threat}"),
        n => phrase::count(n, threat),
    };
    let line = escape(&over_time::line(over));
    let ids: Vec<String> = above.iter().map(ToString::to_string).collect();
    let which = match ids.as_slice() {
        [] => String::new(),
        ids => format!(": {}", phrase::and(ids)),
    };
    format!("- **Left:** {count} {line} now, {then} then{which}.")
}
