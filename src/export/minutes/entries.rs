//! Every time that the items of a session hold, as a line with what was written down or decided then.

use std::cmp::Reverse;

use crate::domain::{
    Action, AssumptionState, Deferral, FourQuestion, Mitigation, NoteKind, ParkedKind,
    ParticipantId, Question, QuestionState, Stamp, Threat, ThreatId, Voting,
};
use crate::export::markdown::escape;
use crate::export::phrase;
use crate::export::view::{View, is_open};

/// Something that was written down.
pub(super) struct Entry {
    /// When.
    pub(super) at: Stamp,
    /// During which question.
    pub(super) during: FourQuestion,
    /// What, as Markdown.
    pub(super) says: String,
}

/// A line whose question is known, or that belongs to the question that the room was at.
struct Draft {
    at: Stamp,
    during: Option<FourQuestion>,
    says: String,
}

/// All of them, oldest first; what was written at the same second stays in the order of the questions.
pub(super) fn entries(view: &View) -> Vec<Entry> {
    let session = view.session;
    let mut drafts = notes(view);
    drafts.extend(system(view));
    drafts.extend(session.threats.iter().flat_map(|t| threat(view, t)));
    drafts.extend(put_off(view));
    drafts.extend(session.mitigations.iter().flat_map(|m| mitigation(view, m)));
    drafts.extend(session.questions.iter().flat_map(|q| question(view, q)));
    drafts.extend(session.actions.iter().flat_map(|a| action(view, a)));
    drafts.extend(changed(view));
    drafts.extend(parked(view));
    drafts.extend(session.votings().map(|voting| Draft {
        at: voting.at,
        during: None,
        says: format!("{} recorded.{}", votes(voting.total()), most(view, voting)),
    }));
    drafts.extend(session.dismissed.iter().map(|dismissed| Draft {
        at: dismissed.at,
        during: Some(FourQuestion::GoodEnough),
        says: format!(
            "Finding dismissed: {}",
            phrase::sentence(&escape(&dismissed.reason))
        ),
    }));
    drafts.sort_by_key(|draft| (draft.at, draft.during.is_none(), draft.during));
    let mut now = FourQuestion::WorkingOn;
    drafts
        .into_iter()
        .map(|draft| {
            now = draft.during.unwrap_or(now);
            Entry {
                at: draft.at,
                during: now,
                says: draft.says,
            }
        })
        .collect()
}

fn votes(count: u32) -> String {
    phrase::count(usize::try_from(count).unwrap_or(usize::MAX), "vote")
}

/// How many places of a vote are told.
const TOP: usize = 3;

/// ` Most votes: **T1** (4) and **T2** (2).`, with whatever has as many as the last one told.
fn most(view: &View, voting: &Voting) -> String {
    let counts = view.session.counts_of(voting);
    let mut counts: Vec<(ThreatId, u32)> = counts.into_iter().filter(|(_, n)| *n > 0).collect();
    counts.sort_by_key(|(id, count)| (Reverse(*count), *id));
    let least = counts.get(TOP - 1).map_or(0, |(_, count)| *count);
    let told = counts.iter().filter(|(_, count)| *count >= least);
    let told: Vec<String> = told.map(|(id, n)| format!("**{id}** ({n})")).collect();
    if told.is_empty() {
        return String::new();
    }
    format!(" Most votes: {}.", phrase::and(&told))
}

/// `**T1** Refund replayed.`
fn words(id: impl std::fmt::Display, text: &str) -> String {
    format!("**{id}** {}", phrase::sentence(&escape(text)))
}

fn notes(view: &View) -> Vec<Draft> {
    let lines = view.session.notes.iter().map(|note| {
        let (label, during) = match note.kind {
            NoteKind::InScope => ("In scope", FourQuestion::WorkingOn),
            NoteKind::OutOfScope => ("Out of scope", FourQuestion::WorkingOn),
            NoteKind::WhyNow => ("Why now", FourQuestion::WorkingOn),
            NoteKind::MissingRole => ("Missing", FourQuestion::WorkingOn),
            NoteKind::ShouldHear => ("To inform", FourQuestion::GoodEnough),
            NoteKind::Keep => ("Keep", FourQuestion::GoodEnough),
            NoteKind::Change => ("Change", FourQuestion::GoodEnough),
            NoteKind::RevisitWhen => ("Next review if", FourQuestion::GoodEnough),
        };
        Draft {
            at: note.at,
            during: Some(during),
            says: format!("{label}: {}", phrase::sentence(&escape(&note.text))),
        }
    });
    lines.collect()
}

fn system(view: &View) -> Vec<Draft> {
    let session = view.session;
    let draft = |at, says| Draft {
        at,
        during: Some(FourQuestion::WorkingOn),
        says,
    };
    let assumptions = session.assumptions.iter().map(|a| {
        let stands = match a.state {
            AssumptionState::Unconfirmed => "not confirmed",
            AssumptionState::Confirmed => "confirmed",
            AssumptionState::Rejected => "false",
        };
        let text = escape(&a.text);
        let says = format!(
            "**{}** We assume: {} ({stands}).",
            a.id,
            phrase::stem(&text)
        );
        draft(a.at, says)
    });
    let assets = session.assets.iter();
    let assets = assets.map(|a| draft(a.at, format!("Asset: {}", words(a.id, &a.name))));
    let risks = session.business_risks.iter().map(|risk| Draft {
        at: risk.at,
        during: Some(FourQuestion::DoAbout),
        says: format!("Business risk: {}", words(risk.id, &risk.text)),
    });
    // A line of the map brings several parts at once.
    let mut elements: Vec<Draft> = Vec::new();
    for e in &session.elements {
        let name = format!("**{}** {}", e.id, escape(&e.name));
        match elements.last_mut() {
            Some(last) if last.at == e.at => last.says.extend([", ", &name]),
            _ => elements.push(draft(e.at, format!("Elements: {name}"))),
        }
    }
    for line in &mut elements {
        line.says = phrase::sentence(&line.says);
    }
    let zones = session
        .zones
        .iter()
        .map(|z| draft(z.at, format!("Trust zone: {}", words(z.id, &z.name))));
    let flows = session.flows.iter().map(|f| {
        let ends = [f.from, f.to].map(|id| escape(&session.element_name(id)));
        let data = if f.data.is_empty() {
            String::new()
        } else {
            format!(": {}", escape(&f.data))
        };
        let line = format!("**{}** {} -> {}{data}", f.id, ends[0], ends[1]);
        draft(f.at, phrase::sentence(&line))
    });
    assumptions
        .chain(elements)
        .chain(zones)
        .chain(flows)
        .chain(assets)
        .chain(risks)
        .collect()
}

/// Its words, then what was decided about it.
fn threat(view: &View, threat: &Threat) -> Vec<Draft> {
    let mut says = words(threat.id, &threat.text);
    if !threat.also.is_empty() {
        let also: Vec<String> = threat
            .also
            .iter()
            .map(|words| format!("\"{}\"", escape(words)))
            .collect();
        says.extend([" Also worded as ", &phrase::and(&also), "."]);
    }
    let mut drafts = vec![Draft {
        at: threat.at,
        during: Some(threat.found_in),
        says,
    }];
    let decided = |at, says| Draft {
        at,
        during: Some(FourQuestion::DoAbout),
        says,
    };
    drafts.extend(threat.response.as_ref().map(|response| {
        let mut says = format!("**{}** Response: {}.", threat.id, response.kind.words());
        if !response.reason.is_empty() {
            let reason = escape(&response.reason);
            says.extend([" Reason: ", &phrase::sentence(&reason)]);
        } else if response.kind.wants_reason() {
            says.push_str(" No reason recorded.");
        }
        if !response.evidence.is_empty() {
            let evidence = escape(&response.evidence);
            says.extend([" Evidence: ", &phrase::sentence(&evidence)]);
        }
        says.push_str(&decided_by(view, response.by));
        if let Some(until) = &response.until {
            let until = escape(&phrase::until(until));
            says.extend([" Until ", &phrase::sentence(&until)]);
        }
        decided(response.at, says)
    }));
    drafts
}

/// ` Decided by Ana.`, where that was said.
fn decided_by(view: &View, who: Option<ParticipantId>) -> String {
    let label = view.label_md(who);
    label.map_or_else(String::new, |label| format!(" Decided by {label}."))
}

/// The threats that were put off, those of one decision together.
fn put_off(view: &View) -> Vec<Draft> {
    let mut groups: Vec<(&Deferral, Vec<String>)> = Vec::new();
    for threat in &view.session.threats {
        let Some(deferral) = &threat.deferred else {
            continue;
        };
        let id = format!("**{}**", threat.id);
        match groups.iter_mut().find(|(known, _)| *known == deferral) {
            Some((_, ids)) => ids.push(id),
            None => groups.push((deferral, vec![id])),
        }
    }
    let lines = groups.into_iter().map(|(deferral, ids)| {
        let until = deferral.until.as_ref().map_or_else(
            || "without a date".to_owned(),
            |until| format!("until {}", phrase::until(until)),
        );
        let why = if deferral.reason.is_empty() {
            "No reason recorded.".to_owned()
        } else {
            format!("Reason: {}", phrase::sentence(&escape(&deferral.reason)))
        };
        let who = decided_by(view, deferral.by);
        Draft {
            at: deferral.at,
            during: Some(FourQuestion::DoAbout),
            says: format!("{} deferred {until}. {why}{who}", phrase::and(&ids)),
        }
    });
    lines.collect()
}

fn mitigation(view: &View, mitigation: &Mitigation) -> Vec<Draft> {
    let threats: Vec<String> = mitigation.threats.iter().map(ToString::to_string).collect();
    let mut marks = Vec::new();
    // Once its status was changed, no one knows any more what it was at first.
    let moved = match mitigation.status_changed {
        Some(at) => Some(at).filter(|at| *at != mitigation.at),
        None => mitigation.changed,
    };
    if moved.is_none() {
        marks.push(mitigation.status.words().to_owned());
    }
    if !threats.is_empty() {
        marks.push(format!("for {}", phrase::and(&threats)));
    }
    let marks = if marks.is_empty() {
        String::new()
    } else {
        format!(" ({})", marks.join(", "))
    };
    let text = escape(&mitigation.text);
    let draft = |at, says| Draft {
        at,
        during: Some(FourQuestion::DoAbout),
        says,
    };
    let mut drafts = vec![draft(
        mitigation.at,
        format!("**{}** {}{marks}.", mitigation.id, phrase::stem(&text)),
    )];
    drafts.extend(moved.map(|at| {
        let says = format!(
            "**{}** is now {}.",
            mitigation.id,
            mitigation.status.words()
        );
        draft(at, says)
    }));
    drafts.extend(mitigation.checked.as_ref().map(|checked| {
        let passed = if checked.passed { "passed" } else { "failed" };
        let by = view.label_md(checked.by);
        let by = by.map_or_else(String::new, |who| format!(" by {who}"));
        draft(
            checked.at,
            format!("**{}** was checked{by}: {passed}.", mitigation.id),
        )
    }));
    drafts
}

fn question(view: &View, question: &Question) -> Vec<Draft> {
    let becomes = becomes(view, question);
    let draft = |at, says| Draft {
        at,
        during: None,
        says,
    };
    let asked = words(question.id, &question.text);
    match question.changed {
        None => vec![draft(
            question.at,
            [asked, becomes].join(" ").trim_end().to_owned(),
        )],
        Some(at) => {
            let then = if becomes.is_empty() {
                format!("**{}** was changed.", question.id)
            } else {
                format!("**{}** {becomes}", question.id)
            };
            vec![draft(question.at, asked), draft(at, then)]
        }
    }
}

/// What became of a question; nothing as long as it is open and no one owns it.
fn becomes(view: &View, question: &Question) -> String {
    let mut says = Vec::new();
    if !question.answer.is_empty() {
        let answer = escape(&question.answer);
        says.push(format!("Answer: {}", phrase::sentence(&answer)));
    }
    match question.state {
        QuestionState::Open => {
            let label = view.label_md(question.owner);
            says.extend(label.map(|label| format!("Owner: {label}.")));
        }
        QuestionState::Answered => {}
        QuestionState::Moved => says.push("Became an action.".to_owned()),
        QuestionState::OutOfScope => says.push("Out of scope.".to_owned()),
        QuestionState::Withdrawn => says.push("Withdrawn.".to_owned()),
    }
    says.join(" ")
}

fn action(view: &View, action: &Action) -> Vec<Draft> {
    let draft = |at, during, says| Draft { at, during, says };
    let step = view.step_md(action);
    let rest = step.strip_prefix(&action.id.to_string()).unwrap_or(&step);
    let mut drafts = vec![draft(action.at, None, format!("**{}**{rest}.", action.id))];
    drafts.extend(action.still.map(|at| {
        let says = format!("**{}** is still to do.", action.id);
        draft(at, Some(FourQuestion::WorkingOn), says)
    }));
    drafts
}

/// The action items that were changed, those of one moment together: a read-back touches them all.
fn changed(view: &View) -> Vec<Draft> {
    let mut groups: Vec<(Stamp, &str, Vec<String>)> = Vec::new();
    for action in &view.session.actions {
        let Some(at) = action.changed else { continue };
        let how = match (is_open(action), action.said_yes) {
            (true, true) => "agreed",
            (true, false) => "changed",
            (false, _) => action.status.words(),
        };
        let id = format!("**{}**", action.id);
        match groups.iter_mut().find(|g| (g.0, g.1) == (at, how)) {
            Some((.., ids)) => ids.push(id),
            None => groups.push((at, how, vec![id])),
        }
    }
    let lines = groups.into_iter().map(|(at, how, ids)| Draft {
        at,
        during: None,
        says: format!("{}: {how}.", phrase::and(&ids)),
    });
    lines.collect()
}

fn parked(view: &View) -> Vec<Draft> {
    let lines = view.session.parked.iter().map(|item| {
        let kind = match item.kind {
            ParkedKind::Fix => "Parked fix",
            ParkedKind::OffTopic => "Off topic, parked",
        };
        let used = item
            .used_as
            .map_or_else(String::new, |m| format!(" Became {m}."));
        Draft {
            at: item.at,
            during: None,
            says: format!("{kind}: {}{used}", words(item.id, &item.text)),
        }
    });
    lines.collect()
}
