//! Mermaid flowcharts: nodes become elements, subgraphs trust zones, links flows.
//!
//! No crate fits: `merman-core`, the port of Mermaid that is best kept, demands a newer compiler than we do, stops at the
//! first mistake and does not say on which line a node stands. So the grammar is read with `winnow`, as map lines are,
//! and a line that is not understood is said and skipped.

mod chart;
mod grammar;
mod words;

use winnow::Parser as _;

use super::{Draft, ImportError, MAX_BYTES, Source};
use crate::domain::{LIMITS, Text};
use chart::Chart;

/// The format's name, also of the export.
pub(crate) const NAME: &str = "mermaid";

/// The class of the elements that no one here knows.
pub(crate) const UNKNOWN: &str = "unknown";

/// How the subgraph of what stands on the map of an element is called, before the id of that: `inE2`. Also the class of
/// what stands there but is drawn elsewhere.
pub(crate) const WITHIN: &str = "in";

/// The class of the elements that are out of scope.
pub(crate) const OUT: &str = "outOfScope";

/// What stands in a label between the name of such an element and the reason. The dash is a code, which no name has for a
/// dash between blanks. There is no line break in it: where a label has a `<`, Mermaid turns codes into characters before
/// it reads the Markdown in them, so that a star in a name would act.
pub(crate) const OUT_WORDS: &str = " #45; out of scope: ";

/// As earlier versions wrote it.
const FORMER_OUT_WORDS: &str = "<br/>out of scope: ";

/// All about it.
pub(super) const SOURCE: Source = Source {
    name: NAME,
    describes: "a Mermaid flowchart: elements, flows and trust zones",
    endings: &[".mmd", ".mermaid"],
    prose: false,
    looks,
    read,
};

/// No session has room for more of them.
const MOST_STATEMENTS: usize = 10 * LIMITS.items;

/// How a block of Mermaid begins in Markdown.
const FENCE: &str = "```mermaid";

/// The other kinds of diagram, by their first word, and what they are called.
const OTHERS: [(&str, &str); 22] = [
    ("sequenceDiagram", "sequence diagram"),
    ("classDiagram", "class diagram"),
    ("stateDiagram", "state diagram"),
    ("erDiagram", "entity relationship diagram"),
    ("journey", "user journey"),
    ("gantt", "Gantt chart"),
    ("pie", "pie chart"),
    ("quadrantChart", "quadrant chart"),
    ("requirementDiagram", "requirement diagram"),
    ("gitGraph", "git graph"),
    ("C4", "C4 diagram"),
    ("mindmap", "mind map"),
    ("timeline", "timeline"),
    ("zenuml", "ZenUML diagram"),
    ("sankey", "Sankey diagram"),
    ("xychart", "XY chart"),
    ("block", "block diagram"),
    ("packet", "packet diagram"),
    ("kanban", "kanban board"),
    ("architecture", "architecture diagram"),
    ("radar", "radar chart"),
    ("treemap", "treemap"),
];

fn looks(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with(FENCE) {
        return true;
    }
    let Some((_, begins)) = Beginning::of(text) else {
        return false;
    };
    let word = begins.split_whitespace().next().unwrap_or_default();
    grammar::header.parse_peek(begins).is_ok()
        // A word of plain text may be the beginning of one of these.
        || (OTHERS.iter().any(|(name, _)| word.starts_with(name)) && word.contains("Diagram"))
}

fn read(text: &str) -> Result<Draft, ImportError> {
    if text.len() > MAX_BYTES {
        return Err(ImportError::whole(
            "The file is larger than 50 MB. Split the chart.",
        ));
    }
    let mut draft = Draft::new("A Mermaid flowchart");
    take(&unfenced(text), 1, &mut draft)?;
    Ok(draft)
}

/// The chart without the fence around it, on the same lines.
fn unfenced(text: &str) -> String {
    let text = text.trim_start_matches('\u{feff}');
    match text.trim_start().strip_prefix(FENCE) {
        None => text.to_owned(),
        Some(inside) => {
            let lines = text.len() - text.trim_start().len();
            let above = text.get(..lines).unwrap_or_default();
            let inside = inside.split("\n```").next().unwrap_or_default();
            format!("{above}{inside}")
        }
    }
}

/// Takes a flowchart into a draft; its first line is this line of the file.
pub(super) fn take(text: &str, line: usize, draft: &mut Draft) -> Result<(), ImportError> {
    let Some((beginning, mut input)) = Beginning::of(text) else {
        return Err(ImportError::whole(
            "There is no flowchart in it. Start it with `flowchart LR`, then a line for each flow, as `a --> b`.",
        ));
    };
    let line_of = |input: &str| {
        let read = text.len().saturating_sub(input.len());
        let before = text.get(..read).unwrap_or_default();
        line + before.bytes().filter(|b| *b == b'\n').count()
    };
    let begins = line_of(input);
    if grammar::header.parse_next(&mut input).is_err() {
        return Err(ImportError::at(begins, 1, other(input)));
    }
    for _ in 0..beginning.skipped {
        draft.leave_out("comment or setting", "is not imported");
    }
    let title = Text::new(&beginning.title);
    let mut chart = Chart::new(title);
    let (mut at, mut counted, mut statements) = (begins, input.len(), 0);
    loop {
        grammar::gap(&mut input);
        if input.is_empty() {
            break;
        }
        statements += 1;
        if statements > MOST_STATEMENTS {
            draft.leave_out("rest of the chart", "is longer than a session can have");
            break;
        }
        // Lines are counted once, from statement to statement.
        let start = text.len().saturating_sub(counted);
        let now = text.len().saturating_sub(input.len());
        let between = text.get(start..now).unwrap_or_default();
        at += between.bytes().filter(|b| *b == b'\n').count();
        counted = input.len();
        match grammar::statement.parse_next(&mut input) {
            Ok(said) => chart.take(said, at, draft),
            Err(_) => {
                let said = grammar::rest_of_line(&mut input);
                chart.not_understood(said, at, draft);
                continue;
            }
        }
        let left = input.trim_start_matches([' ', '\t']);
        if !left.is_empty() && !left.starts_with(['\n', '\r', ';']) {
            let read = text.len().saturating_sub(input.len());
            let said = text.len().saturating_sub(counted);
            let within = text.get(said..read).unwrap_or_default();
            let on = at + within.bytes().filter(|b| *b == b'\n').count();
            input = left;
            let said = grammar::rest_of_line(&mut input);
            chart.not_understood(said, on, draft);
        }
    }
    chart.finish(at, draft);
    if draft.session.elements.is_empty() && draft.session.zones.is_empty() {
        let first = draft.dropped.first().map(ToString::to_string);
        return Err(match first {
            Some(first) => ImportError::at(
                begins,
                0,
                format!("This flowchart has no node that can be read. {first}."),
            ),
            None => ImportError::at(
                begins,
                0,
                "This flowchart has no nodes. Add a line for each flow, as `a --> b`.",
            ),
        });
    }
    Ok(())
}

/// Why what begins so is not a flowchart.
fn other(input: &str) -> String {
    let line = input.lines().next().unwrap_or_default();
    let word = line.split_whitespace().next().unwrap_or_default();
    match OTHERS.iter().find(|(name, _)| word.starts_with(name)) {
        Some((_, called)) => format!(
            "This is a Mermaid {called}. Only flowcharts can be imported; they start with `flowchart LR`."
        ),
        None => format!(
            "`{}` does not start a flowchart. Start it with `flowchart LR`.",
            words::short(line)
        ),
    }
}

/// What may stand before the first word of a chart.
#[derive(Debug, Default)]
struct Beginning {
    title: String,
    skipped: usize,
}

impl Beginning {
    /// What stands before the chart, and the chart; `None` if there is nothing else.
    fn of(text: &str) -> Option<(Self, &str)> {
        let mut found = Self::default();
        let mut rest = text.trim_start_matches('\u{feff}').trim_start();
        if let Some(matter) = rest.strip_prefix("---")
            && matter
                .trim_start_matches([' ', '\t', '\r'])
                .starts_with('\n')
            && let Some((inside, behind)) = matter.split_once("\n---")
        {
            found.title = words::title(inside);
            rest = behind.trim_start();
        }
        while rest.starts_with("%%") {
            let end = if rest.starts_with("%%{") { "}%%" } else { "\n" };
            let (_, behind) = rest.split_once(end)?;
            found.skipped += 1;
            rest = behind.trim_start();
        }
        (!rest.is_empty()).then_some((found, rest))
    }
}

/// A title that fits, in the place of the draft's own.
fn set_title(draft: &mut Draft, title: Text) {
    if !title.is_empty() && title.len() <= LIMITS.title {
        draft.session.title = title;
    }
}
