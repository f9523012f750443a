//! `board.txt`: the whiteboard as plain text: the threats in the order in which they were said, each with its number
//! and its mitigations below it. No severity, letters or checks.

use textwrap::{Options, WordSplitter, fill};

use super::phrase;
use super::view::View;
use super::{Kind, Shelf, Takes, one};
use crate::domain::{Action, Mitigation, ParkedKind, Session, Status};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "board",
    file: "board.txt",
    describes: "the whiteboard as plain text",
    shelf: Shelf::People,
    write: |view| one(&KIND, render(view)),
    takes: Takes::Everything,
};

/// How many columns a line has: what a mail program shows without wrapping.
const WIDTH: usize = 78;

/// The whole file.
fn render(view: &View) -> String {
    let session = view.session;
    let title = if session.title.is_empty() {
        "Untitled"
    } else {
        &session.title
    };
    let mut out = format!("WHAT CAN GO WRONG?\n{}\n", wrapped("", title));
    block(&mut out, "", strip(session));
    let mut threats: Vec<_> = session.threats.iter().collect();
    threats.sort_by_key(|threat| threat.id);
    let mut lines = Vec::new();
    for threat in &threats {
        lines.push(wrapped(&numbered(threat.id.0), &threat.text));
        let below = below(
            view,
            view.mitigations_for(threat.id),
            view.steps_for(threat.id),
        );
        lines.extend(below.iter().map(|words| wrapped("      ", words)));
    }
    if threats.is_empty() {
        lines.push("Nothing here yet.".to_owned());
    }
    block(&mut out, "", lines);

    let mut questions: Vec<_> = session.questions.iter().collect();
    questions.sort_by_key(|question| question.id);
    let asked = questions.iter().map(|question| {
        let answer = if question.answer.is_empty() {
            String::new()
        } else {
            format!(" Answer: {}", question.answer)
        };
        wrapped("  ? ", &format!("{}{answer}", question.text))
    });
    block(&mut out, "QUESTIONS", asked.collect());
    let ideas = session.mitigations.iter().filter(|m| m.threats.is_empty());
    let ideas: Vec<&Mitigation> = ideas.collect();
    let work = session.actions.iter();
    let work: Vec<&Action> = work
        .filter(|action| view.threats_behind(action).is_empty())
        .collect();
    let besides = below(view, &ideas, &work);
    let besides = besides.iter().map(|words| wrapped("  - ", words));
    // What answers no threat of the list, by what there is of it.
    let heading = match (ideas.is_empty(), work.is_empty()) {
        (false, true) => "OTHER MITIGATIONS",
        (true, _) => "OTHER ACTIONS",
        (false, false) => "OTHER MITIGATIONS AND ACTIONS",
    };
    block(&mut out, heading, besides.collect());
    let parked = session.parked.iter().filter(|item| item.used_as.is_none());
    let parked = parked.map(|item| {
        let why = match item.kind {
            ParkedKind::Fix => "fix",
            ParkedKind::OffTopic => "off topic",
        };
        wrapped("  - ", &format!("{why}: {}", item.text))
    });
    block(&mut out, "PARKED", parked.collect());
    out
}

/// Lines under their heading, after an empty line.
fn block(out: &mut String, heading: &str, lines: Vec<String>) {
    if lines.is_empty() {
        return;
    }
    out.push('\n');
    if !heading.is_empty() {
        out.extend([heading, "\n"]);
    }
    for line in lines {
        out.extend([&line, "\n"]);
    }
}

/// The number of a line, as it was said aloud.
fn numbered(number: u32) -> String {
    format!("{number:>3}  ")
}

/// Words on lines that fit, the later ones under the first.
fn wrapped(lead: &str, words: &str) -> String {
    let indent = " ".repeat(lead.len());
    let options = Options::new(WIDTH)
        .initial_indent(lead)
        .subsequent_indent(&indent)
        .word_splitter(WordSplitter::NoHyphenation)
        .break_words(false);
    fill(words, options)
}

/// How it goes, from whom to whom, then what runs where.
fn strip(session: &Session) -> Vec<String> {
    let flows = session.flows.iter().map(|flow| {
        let [from, to] = [flow.from, flow.to].map(|id| session.element_name(id));
        let data = if flow.data.is_empty() {
            String::new()
        } else {
            format!(": {}", flow.data)
        };
        wrapped("  ", &format!("{from} -> {to}{data}"))
    });
    let zones = session.zones.iter().map(|zone| {
        let inside = session.elements_in(zone.id);
        let names: Vec<&str> = inside.map(|e| e.name.as_str()).collect();
        wrapped("  ", &format!("[{}: {}]", zone.name, names.join(", ")))
    });
    flows.chain(zones).collect()
}

/// What we could do, and who does what.
fn below(view: &View, ideas: &[&Mitigation], work: &[&Action]) -> Vec<String> {
    let ideas = ideas.iter().map(|mitigation| {
        let lead = match mitigation.status {
            Status::Rejected => "rejected",
            status if status.works_now() => "in place",
            status if status.is_picked() => "planned",
            _ => "proposed",
        };
        format!("{lead}: {}", mitigation.text)
    });
    let work = work.iter().map(|action| {
        let who = match (action.owner, view.label(action.owner)) {
            (None, _) => "no owner yet".to_owned(),
            (Some(_), Some(label)) => label.to_owned(),
            (Some(_), None) => "owner not shown".to_owned(),
        };
        let by = action.due.map(|due| format!("by {}", phrase::date(due)));
        let words = phrase::stem(&action.text);
        let gap = match by {
            None => "",
            Some(_) if words.ends_with(['?', '!']) => " ",
            Some(_) => ", ",
        };
        format!("{who}: {words}{gap}{}", by.unwrap_or_default())
    });
    ideas.chain(work).collect()
}
