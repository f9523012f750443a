//! The grammar of a flowchart: one statement at a time, as Mermaid's own lexer cuts it.

mod link;

use winnow::ascii::{multispace0, space0};
use winnow::combinator::{alt, delimited, fail, opt, peek, preceded, repeat, terminated};
use winnow::prelude::*;
use winnow::token::{one_of, take_till, take_while};

use link::link;

/// What one statement says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Statement {
    /// `subgraph id[name]`.
    Subgraph {
        /// Its id, and its name when that is all it has.
        id: String,
        /// Its name.
        label: Option<String>,
    },
    /// `end`
    End,
    /// Nodes, with links between them if there are several steps.
    Chain(Vec<Step>),
    /// `class a,b name`.
    Class {
        /// The nodes.
        ids: Vec<String>,
        /// The class that they get.
        class: String,
    },
    /// `accTitle: words`.
    Title(String),
    /// Nothing that a map has a place for: what it is called.
    Skipped(&'static str),
}

/// The nodes of a step of a chain, and the link that leads to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// From the step before; the first has none.
    pub(super) link: Option<Link>,
    /// At least one.
    pub(super) nodes: Vec<Node>,
}

/// A node where it is mentioned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// What it is called in the file.
    pub(super) id: String,
    /// Its shape and words, if they stand here.
    pub(super) label: Option<(Shape, String)>,
    /// What stands in `@{ }` behind it.
    pub(super) details: Option<String>,
    /// `:::name`.
    pub(super) class: Option<String>,
}

/// The shapes that brackets draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `[x]`
    Rectangle,
    /// `(x)`
    Round,
    /// `[(x)]`
    Cylinder,
    /// `[[x]]`
    DoubleSided,
    /// `([x])`
    Stadium,
    /// Any other.
    Other(&'static str),
}

/// A link between two steps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// Its id, if it has one.
    pub(super) id: Option<String>,
    /// What stands at its start.
    pub(super) start: End,
    /// What stands at its end.
    pub(super) end: End,
    /// Its words, as they stand in the file.
    pub(super) words: Option<String>,
    /// `~~~`: it only keeps a distance.
    pub(super) invisible: bool,
}

/// How a link ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With nothing.
    Plain,
    /// With an arrow head.
    Head,
    /// With a cross or a circle.
    Mark,
}

/// Brackets around words: how they open, how they close, and what they draw. Longer ones first.
const BRACKETS: [(&str, &[&str], Shape); 13] = [
    ("(((", &[")))"], Shape::Other("double circle")),
    ("((", &["))"], Shape::Other("circle")),
    ("([", &["])"], Shape::Stadium),
    ("(-", &["-)"], Shape::Other("ellipse")),
    ("(", &[")"], Shape::Round),
    ("[[", &["]]"], Shape::DoubleSided),
    ("[(", &[")]"], Shape::Cylinder),
    ("[/", &["/]", "\\]"], Shape::Other("slanted box")),
    ("[\\", &["\\]", "/]"], Shape::Other("slanted box")),
    ("[", &["]"], Shape::Rectangle),
    ("{{", &["}}"], Shape::Other("hexagon")),
    ("{", &["}"], Shape::Other("diamond")),
    (">", &["]"], Shape::Other("flag")),
];

/// Statements of one word and what follows it on its line, and what they are called.
const SKIPPED: [(&str, &str); 6] = [
    ("style", "style"),
    ("linkStyle", "style"),
    ("classDef", "style"),
    ("click", "link or action on a click"),
    ("direction", "direction"),
    ("accDescr", "description"),
];

/// How far ahead, in bytes, the end of something is looked for that stands in no quotes: else each bracket that is never
/// closed would look through all of a hostile file.
const REACH: usize = 1000;

/// What is ahead, as far as anything is looked for.
fn ahead(input: &str) -> &str {
    let mut end = REACH.min(input.len());
    while !input.is_char_boundary(end) {
        end -= 1;
    }
    input.get(..end).unwrap_or_default()
}

/// The place of the first of these, if it is ahead on this line.
fn first_of(input: &str, ends: &[&'static str]) -> Option<(usize, &'static str)> {
    let ahead = ahead(input);
    for (place, sign) in ahead.char_indices() {
        if matches!(sign, '\n' | '\r') {
            return None;
        }
        let here = ahead.get(place..).unwrap_or_default();
        if let Some(end) = ends.iter().find(|end| here.starts_with(**end)) {
            return Some((place, end));
        }
    }
    None
}

/// What stands before `end`, without it, if that is not far ahead.
fn up_to<'a>(end: &'static str) -> impl FnMut(&mut &'a str) -> ModalResult<&'a str> {
    move |input| {
        let found = ahead(input).find(end).and_then(|place| {
            let (before, behind) = input.split_at_checked(place)?;
            Some((before, behind.strip_prefix(end)?))
        });
        let Some((before, behind)) = found else {
            return fail.parse_next(input);
        };
        *input = behind;
        Ok(before)
    }
}

/// Reads the next statement, without what ends it.
pub(super) fn statement(input: &mut &str) -> ModalResult<Statement> {
    alt((
        comment.value(Statement::Skipped("comment")),
        subgraph,
        terminated("end", peek(over)).value(Statement::End),
        class,
        title,
        skipped,
        chain.map(Statement::Chain),
    ))
    .parse_next(input)
}

/// The end of a statement, which is not part of it.
fn over(input: &mut &str) -> ModalResult<()> {
    (
        space0,
        alt((
            one_of(['\n', '\r', ';']).void(),
            winnow::combinator::eof.void(),
        )),
    )
        .void()
        .parse_next(input)
}

fn comment(input: &mut &str) -> ModalResult<()> {
    alt((("%%{", up_to("}%%")).void(), ("%%", to_line_end).void())).parse_next(input)
}

fn to_line_end<'a>(input: &mut &'a str) -> ModalResult<&'a str> {
    take_till(0.., ['\n', '\r']).parse_next(input)
}

/// A word that stands alone, and the blanks behind it.
fn word<'a>(word: &'static str) -> impl FnMut(&mut &'a str) -> ModalResult<()> {
    move |input| {
        (word, take_while(1.., [' ', '\t']))
            .void()
            .parse_next(input)
    }
}

fn subgraph(input: &mut &str) -> ModalResult<Statement> {
    alt((
        terminated("subgraph", peek(over)).value((String::new(), None)),
        preceded(
            word("subgraph"),
            alt((
                string.map(|name| (name.clone(), Some(name))),
                (terminated(id, space0), bracketed).map(|(id, (_, name))| (id, Some(name))),
                take_till(1.., ['\n', '\r', ';'])
                    .map(|words: &str| (words.trim().to_owned(), None)),
            )),
        ),
    ))
    .map(|(id, label)| Statement::Subgraph { id, label })
    .parse_next(input)
}

fn class(input: &mut &str) -> ModalResult<Statement> {
    let line = take_till(1.., ['\n', '\r', ';']);
    let said: &str = preceded(word("class"), line).parse_next(input)?;
    let (ids, class) = said.trim().rsplit_once(' ').unwrap_or((said, ""));
    Ok(Statement::Class {
        ids: ids.split(',').map(|id| id.trim().to_owned()).collect(),
        class: class.to_owned(),
    })
}

fn title(input: &mut &str) -> ModalResult<Statement> {
    preceded(("accTitle", space0, ':'), to_line_end)
        .map(|words: &str| Statement::Title(words.trim().to_owned()))
        .parse_next(input)
}

fn skipped(input: &mut &str) -> ModalResult<Statement> {
    // A description may have several lines.
    let lines = ("accDescr", multispace0, '{', up_to("}")).void();
    if opt(lines).parse_next(input)?.is_some() {
        return Ok(Statement::Skipped("description"));
    }
    for (name, called) in SKIPPED {
        let behind = input
            .strip_prefix(name)
            .and_then(|rest| rest.chars().next());
        if behind.is_some_and(|c| c == ' ' || c == '\t' || (c == ':' && name == "accDescr")) {
            to_line_end.parse_next(input)?;
            return Ok(Statement::Skipped(called));
        }
    }
    fail.parse_next(input)
}

fn chain(input: &mut &str) -> ModalResult<Vec<Step>> {
    let first = nodes.parse_next(input)?;
    let mut steps = vec![Step {
        link: None,
        nodes: first,
    }];
    let step = |input: &mut &str| -> ModalResult<Step> {
        let link = delimited(multispace0, link, multispace0).parse_next(input)?;
        let nodes = nodes.parse_next(input)?;
        Ok(Step {
            link: Some(link),
            nodes,
        })
    };
    let more: Vec<Step> = repeat(0.., step).parse_next(input)?;
    steps.extend(more);
    Ok(steps)
}

fn nodes(input: &mut &str) -> ModalResult<Vec<Node>> {
    winnow::combinator::separated(1.., node, (space0, '&', multispace0)).parse_next(input)
}

fn node(input: &mut &str) -> ModalResult<Node> {
    let id = id.parse_next(input)?;
    let details = opt(details).parse_next(input)?;
    let label = opt(preceded(space0, bracketed)).parse_next(input)?;
    let class = opt(preceded(":::", id_of_class)).parse_next(input)?;
    let class = class.map(str::to_owned);
    Ok(Node {
        id,
        label,
        details,
        class,
    })
}

fn id_of_class<'a>(input: &mut &'a str) -> ModalResult<&'a str> {
    take_while(1.., |c: char| c.is_alphanumeric() || c == '_' || c == '-').parse_next(input)
}

/// A name: a hyphen or an equals sign that begins a link ends it.
fn id(input: &mut &str) -> ModalResult<String> {
    let mut end = 0;
    let mut signs = input.char_indices().peekable();
    while let Some((place, sign)) = signs.next() {
        let next = signs.peek().map(|(_, next)| *next);
        let is_part = match sign {
            '-' => next.is_some_and(|next| !matches!(next, '-' | '.' | '>' | ' ')),
            '=' => next.is_some_and(|next| next != '='),
            '_' | '.' | '#' | '!' | '$' | '%' | '*' | '+' | '?' | '\\' | '/' | '\'' => true,
            sign if sign.is_ascii() => sign.is_alphanumeric(),
            sign => !sign.is_whitespace(),
        };
        if !is_part {
            break;
        }
        end = place + sign.len_utf8();
    }
    if end == 0 {
        return fail.parse_next(input);
    }
    winnow::token::take(input.get(..end).map_or(0, |id| id.chars().count()))
        .map(str::to_owned)
        .parse_next(input)
}

/// `@{ shape: cyl, label: "x" }`: what stands between the brackets.
fn details(input: &mut &str) -> ModalResult<String> {
    let Some(inside) = input.strip_prefix("@{") else {
        return fail.parse_next(input);
    };
    let mut quoted = false;
    let end = ahead(inside).find(|c| {
        quoted ^= c == '"';
        c == '}' && !quoted
    });
    let found = end.and_then(|end| inside.split_at_checked(end));
    let Some((found, behind)) = found else {
        return fail.parse_next(input);
    };
    *input = behind.strip_prefix('}').unwrap_or(behind);
    Ok(found.to_owned())
}

/// Words in brackets, with the shape that these draw.
fn bracketed(input: &mut &str) -> ModalResult<(Shape, String)> {
    for (open, closes, shape) in BRACKETS {
        let start = *input;
        let Some(inside) = input.strip_prefix(open) else {
            continue;
        };
        *input = inside;
        if let Some(words) = opt(closed(closes)).parse_next(input)? {
            return Ok((shape, words));
        }
        *input = start;
    }
    fail.parse_next(input)
}

/// Words up to one of the brackets that close them: in quotes on any number of lines, without on one.
fn closed<'a>(closes: &'static [&'static str]) -> impl FnMut(&mut &'a str) -> ModalResult<String> {
    move |input| {
        let start = *input;
        let quoted = delimited(multispace0, string, multispace0).parse_next(input);
        if let Ok(words) = quoted
            && let Some(behind) = closes.iter().find_map(|close| input.strip_prefix(*close))
        {
            *input = behind;
            return Ok(words);
        }
        *input = start;
        let Some((place, close)) = first_of(input, closes) else {
            return fail.parse_next(input);
        };
        let (words, behind) = input.split_at_checked(place).unwrap_or_default();
        if words.trim_start().starts_with('"') {
            return fail.parse_next(input);
        }
        *input = behind.strip_prefix(close).unwrap_or(behind);
        Ok(words.trim().to_owned())
    }
}

/// Words in quotes.
fn string(input: &mut &str) -> ModalResult<String> {
    delimited('"', take_till(0.., '"'), '"')
        .map(str::to_owned)
        .parse_next(input)
}

/// The first line of a flowchart: its word, a direction, and what ends it.
pub(super) fn header(input: &mut &str) -> ModalResult<()> {
    let name = alt(("flowchart-elk", "flowchart", "graph"));
    let direction = alt(("TB", "TD", "BT", "RL", "LR", "<", ">", "^", "v"));
    (
        name,
        opt((take_while(1.., [' ', '\t']), direction)),
        peek(over),
    )
        .void()
        .parse_next(input)
}

/// What is left of a line that was not understood.
pub(super) fn rest_of_line<'a>(input: &mut &'a str) -> &'a str {
    let taken: ModalResult<&str> = to_line_end.parse_next(input);
    taken.unwrap_or_default()
}

/// Blanks, line breaks and semicolons between statements.
pub(super) fn gap(input: &mut &str) {
    let end = input
        .find(|c: char| !c.is_whitespace() && c != ';')
        .unwrap_or(input.len());
    *input = input.get(end..).unwrap_or_default();
}
