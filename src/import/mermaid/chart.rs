//! What a chart says, collected line by line: the same node may be mentioned often, and a subgraph may be named before
//! it is drawn.

mod finish;

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::grammar::{End, Link, Node, Shape, Statement, Step};
use super::{FORMER_OUT_WORDS, OUT, OUT_WORDS, UNKNOWN, WITHIN, words};
use crate::domain::{ElementId, ElementKind, Text};
use crate::import::Draft;

/// So many things are said with their line; more of them are counted.
const SAID: usize = 40;

/// A node, before it is known whether it is a subgraph.
struct Part {
    id: String,
    name: Option<String>,
    /// The line of its label, or the first that mentions it.
    line: usize,
    kind: ElementKind,
    unknown: bool,
    zone: Option<usize>,
    /// The ids that may be those of the node on whose own map it stands, each with the line that says so: only at the
    /// end of the chart it is known which of them are nodes.
    within: Vec<(String, usize)>,
    /// Why it is out of scope.
    out: Option<Text>,
}

/// A subgraph.
struct Group {
    id: String,
    name: Option<String>,
    parent: Option<usize>,
    line: usize,
    /// The id of the node whose own map it is: then it is no zone.
    map_of: Option<String>,
}

/// A link from one mentioned node to another.
struct Arrow {
    from: usize,
    to: usize,
    words: Text,
    line: usize,
}

/// A subgraph that is not closed yet, and the nodes mentioned in it.
struct Open {
    group: usize,
    mentioned: Vec<usize>,
}

/// Everything read so far.
pub(super) struct Chart {
    title: Text,
    parts: Vec<Part>,
    known: HashMap<String, usize>,
    groups: Vec<Group>,
    named: HashMap<String, usize>,
    open: Vec<Open>,
    arrows: Vec<Arrow>,
    links: HashSet<String>,
    said: usize,
}

impl Chart {
    pub(super) fn new(title: Text) -> Self {
        Self {
            title,
            parts: Vec::new(),
            known: HashMap::new(),
            groups: Vec::new(),
            named: HashMap::new(),
            open: Vec::new(),
            arrows: Vec::new(),
            links: HashSet::new(),
            said: 0,
        }
    }

    /// Takes a statement that begins on a line.
    pub(super) fn take(&mut self, said: Statement, line: usize, draft: &mut Draft) {
        match said {
            Statement::Subgraph { id, label } => self.begin(&id, label, line),
            Statement::End => self.end(line, draft),
            Statement::Chain(steps) => self.chain(steps, line, draft),
            Statement::Class { ids, class } => {
                for id in ids {
                    self.class(&id, &class, line, draft);
                }
            }
            Statement::Title(title) => self.title = Text::new(&title),
            Statement::Skipped("style") => style(draft),
            Statement::Skipped("direction") => {}
            Statement::Skipped(what) => draft.leave_out(what, "is not imported"),
        }
    }

    /// Says that a line, or the rest of one, was not understood.
    pub(super) fn not_understood(&mut self, said: &str, line: usize, draft: &mut Draft) {
        let said = words::short(said);
        self.say(
            draft,
            format!("line {line}"),
            &format!("`{said}` is not understood"),
            "line",
        );
    }

    /// Says something about a line; after many of them only that there are more.
    fn say(&mut self, draft: &mut Draft, what: String, why: &str, counted: &str) {
        self.said += 1;
        if self.said <= SAID {
            draft.leave_out(what, why);
        } else {
            draft.leave_out(
                counted,
                "is not imported as it stands; correct the others first",
            );
        }
    }

    fn begin(&mut self, id: &str, label: Option<String>, line: usize) {
        let parent = self.open.last().map(|open| open.group);
        let next = self.groups.len();
        let group = match id {
            "" => next,
            id => *self.named.entry(id.to_owned()).or_insert(next),
        };
        if group == next {
            self.groups.push(Group {
                id: id.to_owned(),
                name: label,
                parent,
                line,
                map_of: None,
            });
        }
        self.open.push(Open {
            group,
            mentioned: Vec::new(),
        });
    }

    /// What is mentioned in a subgraph is in it, unless it is in one that ended before.
    fn end(&mut self, line: usize, draft: &mut Draft) {
        let Some(open) = self.open.pop() else {
            return self.not_understood("end", line, draft);
        };
        for part in open.mentioned {
            self.set(part, |part| {
                part.zone.get_or_insert(open.group);
            });
        }
    }

    fn set(&mut self, part: usize, change: impl FnOnce(&mut Part)) {
        if let Some(part) = self.parts.get_mut(part) {
            change(part);
        }
    }

    /// The node of this id, mentioned here; `None` if there are more than a session can have.
    fn part(&mut self, id: &str, line: usize, draft: &mut Draft) -> Option<usize> {
        let place = match self.known.get(id) {
            Some(place) => *place,
            None => {
                if !draft.fits(self.parts.len(), "node") {
                    return None;
                }
                self.parts.push(Part {
                    id: id.to_owned(),
                    name: None,
                    line,
                    kind: ElementKind::Process,
                    unknown: false,
                    zone: None,
                    within: Vec::new(),
                    out: None,
                });
                self.known.insert(id.to_owned(), self.parts.len() - 1);
                self.parts.len() - 1
            }
        };
        if let Some(open) = self.open.last_mut() {
            open.mentioned.push(place);
        }
        Some(place)
    }

    fn chain(&mut self, steps: Vec<Step>, line: usize, draft: &mut Draft) {
        let mut before: Vec<usize> = Vec::new();
        for step in steps {
            let nodes: Vec<usize> = step
                .nodes
                .into_iter()
                .filter_map(|node| self.node(node, line, draft))
                .collect();
            if let Some(link) = step.link {
                self.link(&before, &nodes, link, line, draft);
            }
            before = nodes;
        }
    }

    fn node(&mut self, node: Node, line: usize, draft: &mut Draft) -> Option<usize> {
        if node.details.is_some() && self.links.contains(&node.id) {
            draft.leave_out("look of a link", "is not imported");
            return None;
        }
        let part = self.part(&node.id, line, draft)?;
        if let Some((shape, raw)) = node.label {
            let kind = self.kind(shape, &node.id, line, draft);
            let split = raw.split_once(OUT_WORDS);
            let (name, why) = match split.or_else(|| raw.split_once(FORMER_OUT_WORDS)) {
                Some((name, why)) => (name, Some(Self::words(why, draft))),
                None => (raw.as_str(), None),
            };
            let name = Self::words(name, draft);
            let out = why.map(|why| draft.words(&why, "reason why a node is out of scope"));
            self.set(part, |part| {
                (part.kind, part.name, part.line) = (kind, Some(name), line);
                part.out = out.filter(|why| !why.is_empty());
            });
        }
        if let Some(inside) = node.details {
            self.details(part, &inside, &node.id, line, draft);
        }
        if let Some(class) = node.class {
            self.class(&node.id, &class, line, draft);
        }
        Some(part)
    }

    /// The classes that our own export gives mean something; any other is only a look.
    fn class(&mut self, id: &str, class: &str, line: usize, draft: &mut Draft) {
        let Some(part) = self.known.get(id).copied() else {
            return style(draft);
        };
        match inner_map(class) {
            _ if class == UNKNOWN => self.set(part, |part| part.unknown = true),
            // The reason stands below the name.
            _ if class == OUT => {}
            Some(outer) => {
                let outer = outer.to_owned();
                self.set(part, |part| part.within.push((outer, line)));
            }
            None => style(draft),
        }
    }

    /// The node whose own map `inE2` is. A node of someone else's may be called `put`, and a class of theirs `input`.
    fn host<'a>(&self, word: &'a str) -> Option<&'a str> {
        inner_map(word).filter(|outer| self.known.contains_key(*outer))
    }

    fn words(raw: &str, draft: &mut Draft) -> String {
        let (name, icon) = words::label(raw);
        if icon {
            draft.leave_out("icon", "is not imported");
        }
        name
    }

    /// What a shape means; a shape that draws nothing of a data-flow diagram is said.
    fn kind(&mut self, shape: Shape, id: &str, line: usize, draft: &mut Draft) -> ElementKind {
        let (kind, other) = match shape {
            Shape::Rectangle | Shape::Round => (ElementKind::Process, None),
            Shape::Cylinder => (ElementKind::DataStore, None),
            Shape::DoubleSided | Shape::Stadium => (ElementKind::ExternalEntity, None),
            Shape::Other(name) => (ElementKind::Process, Some(name)),
        };
        if let Some(name) = other {
            self.say(
                draft,
                format!("shape of {} on line {line}", words::short(id)),
                &format!("is a {name}; it was imported as a process"),
                "shape",
            );
        }
        kind
    }

    fn details(&mut self, part: usize, inside: &str, id: &str, line: usize, draft: &mut Draft) {
        let Some(details) = words::details(inside) else {
            return self.not_understood(&format!("@{{{inside}}}"), line, draft);
        };
        for (name, value) in details {
            match (name.as_str(), value) {
                ("label", Value::String(raw)) => {
                    let name = Self::words(&raw, draft);
                    self.set(part, |part| (part.name, part.line) = (Some(name), line));
                }
                ("shape", Value::String(shape)) => {
                    let shape = named_shape(&shape);
                    let kind = self.kind(shape, id, line, draft);
                    self.set(part, |part| part.kind = kind);
                }
                _ => style(draft),
            }
        }
    }

    fn link(&mut self, from: &[usize], to: &[usize], link: Link, line: usize, draft: &mut Draft) {
        self.links.extend(link.id);
        if link.invisible {
            draft.leave_out("invisible link", "only keeps a distance");
            return;
        }
        let raw = link.words.unwrap_or_default();
        let words = Self::words(&raw, draft);
        let words = draft.words(&words, "words of a flow");
        if link.start == End::Mark || link.end == End::Mark {
            self.say(
                draft,
                format!("cross or circle at a link on line {line}"),
                "has no meaning here",
                "cross or circle at a link",
            );
        }
        let (forth, back) = (link.end == End::Head, link.start == End::Head);
        if !forth && !back {
            self.say(
                draft,
                format!("link without an arrow head on line {line}"),
                "was imported as a flow in the order in which it is written",
                "link without an arrow head",
            );
        }
        for from in from {
            for to in to {
                // A line may lead from many nodes to many.
                if !draft.fits(self.arrows.len(), "flow") {
                    return;
                }
                let mut add = |from: usize, to: usize| {
                    self.arrows.push(Arrow {
                        from,
                        to,
                        words: words.clone(),
                        line,
                    });
                };
                if forth || !back {
                    add(*from, *to);
                }
                if back {
                    add(*to, *from);
                }
            }
        }
    }
}

/// The id behind `in`, if it is one that our own export writes.
fn inner_map(word: &str) -> Option<&str> {
    word.strip_prefix(WITHIN).filter(|outer| {
        let id = outer.parse::<ElementId>();
        id.is_ok_and(|id| id.to_string() == *outer)
    })
}

fn style(draft: &mut Draft) {
    draft.leave_out("style", "is not imported");
}

/// The shapes that `@{ shape: ... }` names.
fn named_shape(name: &str) -> Shape {
    match name {
        "rect" | "rectangle" | "proc" | "process" => Shape::Rectangle,
        "rounded" | "event" => Shape::Round,
        "cyl"
        | "cylinder"
        | "db"
        | "database"
        | "das"
        | "h-cyl"
        | "horizontal-cylinder"
        | "lin-cyl"
        | "disk"
        | "lined-cylinder" => Shape::Cylinder,
        "fr-rect" | "framed-rectangle" | "subproc" | "subprocess" | "subroutine" => {
            Shape::DoubleSided
        }
        "stadium" | "pill" | "terminal" => Shape::Stadium,
        _ => Shape::Other("shape without a meaning here"),
    }
}
