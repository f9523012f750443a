//! `board.txt`: the whiteboard as plain text: what was said as it stands on the wall, under its heaps, each line with its
//! number, and the mitigations of a threat below it. Of a meeting, the lists. No severity, letters or checks.

use textwrap::{Options, WordSplitter, fill};

use super::phrase;
use super::view::View;
use super::{Kind, Shelf, Takes, one};
use crate::domain::{
    Action, ItemId, Mitigation, ParkedKind, Question, Session, SessionKind, Status, WallLine,
};

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
    let is_wall = session.kind == SessionKind::Whiteboard;
    if is_wall {
        wall(view, &mut out);
    } else {
        lists(view, &mut out);
    }
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
    if !is_wall {
        let parked = session.parked.iter();
        let parked = parked.filter(|item| item.used_as.is_none());
        let parked =
            parked.map(|item| wrapped("  - ", &format!("{}: {}", why(item.kind), item.text)));
        block(&mut out, "PARKED", parked.collect());
    }
    out
}

/// The wall as it stands there: the heaps, then the lines on none, each line with its number and what it was said as.
fn wall(view: &View, out: &mut String) {
    let session = view.session;
    let blocks = session.wall_blocks_since(None);
    let has_heaps = blocks.iter().any(|block| block.heap.is_some());
    if blocks.is_empty() {
        block(out, "", vec!["Nothing here yet.".to_owned()]);
    }
    for stands in &blocks {
        let mut lines = Vec::new();
        if has_heaps {
            let name = stands.heap.map_or("On no heap", |name| name.as_str());
            let size = phrase::count(stands.lines.len(), "line");
            lines.push(wrapped("", &format!("{name}, {size}")));
        }
        for line in &stands.lines {
            lines.extend(line_of(view, line));
        }
        block(out, "", lines);
    }
}

/// A line of the wall, and what could be done about it below it.
fn line_of(view: &View, line: &WallLine<'_>) -> Vec<String> {
    let session = view.session;
    let words = match line.id {
        ItemId::Question(id) => {
            let question = session.questions.iter().find(|question| question.id == id);
            question.map_or_else(String::new, |question| format!("? {}", asked(question)))
        }
        ItemId::Parked(id) => {
            let item = session.parked.iter().find(|item| item.id == id);
            let why = item.map_or_else(|| why(ParkedKind::OffTopic), |item| why(item.kind));
            format!("{why}: {}", line.text)
        }
        _ => line.text.to_string(),
    };
    let mut lines = vec![wrapped(&numbered(line.number), &words)];
    if let ItemId::Threat(id) = line.id {
        let below = below(view, view.mitigations_for(id), view.steps_for(id));
        lines.extend(below.iter().map(|words| wrapped("      ", words)));
    }
    lines
}

/// The threats of a meeting by their numbers, and its questions.
fn lists(view: &View, out: &mut String) {
    let session = view.session;
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
    block(out, "", lines);

    let mut questions: Vec<_> = session.questions.iter().collect();
    questions.sort_by_key(|question| question.id);
    let lines = questions.iter();
    let lines = lines.map(|question| wrapped("  ? ", &asked(question)));
    block(out, "QUESTIONS", lines.collect());
}

/// A question with its answer.
fn asked(question: &Question) -> String {
    match question.answer.as_str() {
        "" => question.text.to_string(),
        answer => format!("{} Answer: {answer}", question.text),
    }
}

/// Why something was parked.
fn why(kind: ParkedKind) -> &'static str {
    match kind {
        ParkedKind::Fix => "fix",
        ParkedKind::OffTopic => "off topic",
    }
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
            _ if mitigation.works() => "in place",
            _ if mitigation.has_failed() => "does not work",
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
