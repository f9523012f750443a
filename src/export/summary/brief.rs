//! The first page, for someone who reads nothing else: what was decided, what matters most and what is done about it,
//! who does what by when. Each list has an end, and says how much it leaves to the appendix.

use super::cuts::Cut;
use super::threat::NOTHING_DECIDED;
use super::threats::kind_words;
use crate::domain::{Action, ItemId, Mitigation, Status, Threat};
use crate::export::markdown::escape;
use crate::export::phrase;
use crate::export::ranking;
use crate::export::view::{View, by_date, is_open};
use crate::facts::{Standing, is_decided};

/// How many decisions, and how many threats, the page has room for.
pub(in crate::export) const THREATS: usize = 8;
/// How many action items it has room for.
const ACTIONS: usize = 20;
/// How many mitigations or action items a threat names.
const NAMED: usize = 3;

/// `- **Accept:** Support agent refunds a friend (T3). Two people, once a year. Decided by Hal, 9 May 2026.`
pub(super) fn decisions(view: &View, cut: &Cut) -> Vec<String> {
    let decided = view.session.threats.iter().filter(|t| is_decided(t));
    let lines = decided.filter_map(|threat| {
        let response = threat.response.as_ref()?;
        let reason = match response.reason.as_str() {
            "" => "No reason recorded.".to_owned(),
            reason => phrase::sentence(&escape(reason)),
        };
        let on = phrase::date(response.at.date_naive());
        let who = match view.label_md(response.by) {
            Some(label) => format!("Decided by {label}, {on}."),
            None => format!("Decided on {on}."),
        };
        let until = response.until.as_ref().map(|until| {
            let until = escape(&phrase::until(until));
            format!(" Until {}", phrase::sentence(&until))
        });
        let until = until.unwrap_or_default();
        let words = escape(&threat.text);
        let kind = kind_words(response.kind, cut);
        let named = format!("{} ({}).", phrase::stem(&words), threat.id);
        Some(format!("- **{kind}:** {named} {reason} {who}{until}"))
    });
    shortened(lines.collect(), THREATS)
}

/// The threats that matter most, each with what is done about it in one line.
pub(super) fn top(view: &View) -> Vec<String> {
    let all = ranking::top(view);
    let mut lines = Vec::new();
    for (place, threat) in all.iter().take(THREATS).enumerate() {
        let severity = view.rated_and_left(threat);
        let severity = severity.map_or(String::new(), |words| format!(", {}", escape(&words)));
        let words = escape(&threat.text);
        lines.push(format!(
            "{}. **{words}** ({}{severity})",
            place + 1,
            threat.id
        ));
        lines.push(format!("   - {}", done_about(view, threat)));
    }
    let left = all.len().saturating_sub(THREATS);
    if left > 0 {
        lines.push(String::new());
        lines.push(format!("And {left} more, in the appendix."));
    }
    lines
}

/// What is done about a threat, in words as they were typed.
pub(in crate::export) struct Answer {
    /// What it would cost; empty where no one said it.
    pub(in crate::export) impact: String,
    /// That nothing was decided, or that nothing follows from what was.
    pub(in crate::export) says: Option<&'static str>,
    /// What is to do; else what works already, else what was proposed. The first that there is says enough here.
    pub(in crate::export) list: (&'static str, Vec<String>),
}

/// What is done about a threat.
pub(in crate::export) fn answer(view: &View, threat: &Threat) -> Answer {
    let steps = view.steps_for(threat.id);
    let open: Vec<&Action> = steps.iter().copied().filter(|a| is_open(a)).collect();
    let all = view.mitigations_for(threat.id);
    let of = |wanted: &dyn Fn(&Mitigation) -> bool| -> Vec<String> {
        let found = all.iter().filter(|m| wanted(m));
        let shown = |m: &Mitigation| if m.is_shown() { " (shown to work)" } else { "" };
        found
            .map(|m| format!("{}{}", words_of(m), shown(m)))
            .collect()
    };
    let mut to_do: Vec<String> = open.iter().map(|action| step(view, action)).collect();
    let planned = all
        .iter()
        .filter(|m| m.has_failed() || m.status.is_picked() && !m.works());
    let uncovered = planned.filter(|m| !open.iter().any(|a| a.about.contains(&ItemId::from(m.id))));
    to_do.extend(uncovered.map(|m| {
        let state = if m.has_failed() {
            "does not work, "
        } else {
            ""
        };
        format!("{} ({state}no action yet)", words_of(m))
    }));
    let in_place = of(&Mitigation::works);
    let list = if !to_do.is_empty() {
        ("To do", to_do)
    } else if !in_place.is_empty() {
        ("In place", in_place)
    } else {
        ("Proposed", of(&|m| m.status == Status::CouldDo))
    };
    Answer {
        impact: view.session.business_words(threat),
        says: match view.standing(threat.id) {
            Standing::Undecided => Some(NOTHING_DECIDED),
            _ if is_idle(view, threat) => Some("To be mitigated, but no action is open."),
            _ => None,
        },
        list: (list.0, named(list.1)),
    }
}

/// Whether a threat is to be mitigated, and nothing is done about it or was.
pub(in crate::export) fn is_idle(view: &View, threat: &Threat) -> bool {
    let done = |m: &&Mitigation| m.has_failed() || m.status.is_picked() || m.works();
    !view.mitigations_for(threat.id).iter().any(done)
        && !view.steps_for(threat.id).iter().any(|a| is_open(a))
}

/// The same as sentences on one line.
fn done_about(view: &View, threat: &Threat) -> String {
    let answer = answer(view, threat);
    let mut says = Vec::new();
    if !answer.impact.is_empty() {
        let impact = phrase::sentence(&escape(&answer.impact));
        says.push(format!("Business impact: {impact}"));
    }
    says.extend(answer.says.map(str::to_owned));
    let (label, items) = answer.list;
    if !items.is_empty() {
        let items: Vec<String> = items.iter().map(|item| escape(item)).collect();
        says.push(format!("{label}: {}", phrase::sentence(&items.join("; "))));
    }
    says.join(" ")
}

fn words_of(mitigation: &Mitigation) -> String {
    phrase::stem(&mitigation.text).to_owned()
}

/// `Alert on one token from two places (Ed)`. By when stands below, with all that is to do.
fn step(view: &View, action: &Action) -> String {
    let words = phrase::stem(&action.text);
    match (action.owner, view.label(action.owner)) {
        (Some(_), Some(label)) => format!("{words} ({label})"),
        (Some(_), None) => words.to_owned(),
        (None, _) => format!("{words} (no owner yet)"),
    }
}

/// The open action items by owner and date, those without an owner first.
pub(super) fn actions(view: &View) -> Vec<String> {
    let session = view.session;
    let open = by_date(session.actions.iter().filter(|a| is_open(a)));
    let people = session.participants.iter().map(|p| Some(p.id));
    let mut lines = Vec::new();
    for owner in std::iter::once(None).chain(people) {
        let theirs = open.iter().filter(|a| a.owner == owner);
        let who = match (owner, view.label_md(owner)) {
            (None, _) => "No owner yet".to_owned(),
            (Some(_), Some(label)) => label,
            (Some(_), None) => "Owner not shown".to_owned(),
        };
        lines.extend(theirs.map(|action| {
            let words = escape(&action.text);
            let when = view.by_when(action);
            let agreed = if owner.is_some() && !action.said_yes {
                ", not agreed yet"
            } else {
                ""
            };
            let words = phrase::stem(&words);
            format!("- **{who}**, {when}{agreed}: {words} ({})", action.id)
        }));
    }
    shortened(lines, ACTIONS)
}

/// The first of many lines, and how many more the appendix has. To count a single one takes as much room as to name it.
fn shortened(mut lines: Vec<String>, most: usize) -> Vec<String> {
    let left = lines.len().saturating_sub(most);
    if left > 1 {
        lines.truncate(most);
        lines.push(format!("- And {left} more, in the appendix."));
    }
    lines
}

/// The same for what stands in one line.
fn named(mut items: Vec<String>) -> Vec<String> {
    let left = items.len().saturating_sub(NAMED);
    if left > 1 {
        items.truncate(NAMED);
        items.push(format!("and {left} more"));
    }
    items
}
