//! `map.mmd`: the map as a Mermaid flowchart, which GitHub, GitLab and many editors draw; also a block of the summary.
//!
//! A double-sided box is an external entity, a round one a process, a cylinder a data store; a dotted arrow crosses a
//! trust boundary. What is on the map of an element stands in a box of its own beside it, and what is out of scope says
//! so, with the reason, behind its name. Every name stands in quotes, and each character of it that Mermaid or the
//! Markdown inside its labels would act on is written as its number (`#35;`), so that the importer reads the same words
//! back.

use super::view::View;
use super::zone_tree::{Step, boxed_in, line, steps};
use super::{Kind, Shelf, Takes, one};
use crate::domain::{Element, ElementKind, Flow, Session};
use crate::import::mermaid::{NAME, OUT, OUT_WORDS, UNKNOWN, WITHIN};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: NAME,
    file: "map.mmd",
    describes: "the map as a Mermaid flowchart",
    shelf: Shelf::Programs,
    write: |view| one(&KIND, render(view)),
    takes: Takes::Less(|view| too_large(view.session).into_iter().collect()),
};

/// Mermaid draws no more than this many characters and arrows unless its settings say otherwise.
const MOST_CHARACTERS: usize = 50_000;
const MOST_ARROWS: usize = 500;

fn render(view: &View) -> String {
    titled(view.session, &chart(view.session))
}

/// A chart below the title of the session.
pub(super) fn titled(session: &Session, chart: &str) -> String {
    let title = session.title.as_str();
    if title.is_empty() {
        return chart.to_owned();
    }
    // What JSON writes in quotes is YAML too.
    let title = serde_json::Value::from(title);
    format!("---\ntitle: {title}\n---\n{chart}")
}

/// The flowchart: zones with what is in them, then the flows in their order.
pub(super) fn chart(session: &Session) -> String {
    let mut out = String::from("flowchart LR\n");
    for step in steps(session) {
        match step {
            Step::Element(depth, element) => node(&mut out, depth + 1, element),
            Step::Zone(depth, zone, _) => {
                let name = quoted(&zone.name);
                frame(&mut out, depth + 1, &zone.id.to_string(), &name);
            }
            Step::Map(depth, host) => {
                let id = host.id.to_string();
                let title = quoted(&format!("inside {}", host.name));
                frame(&mut out, depth + 1, &format!("{WITHIN}{id}"), &title);
            }
            Step::End(depth) => line(&mut out, depth + 1, "end"),
        }
    }
    for flow in &session.flows {
        arrow(&mut out, session, flow);
    }
    for element in &session.elements {
        let id = element.id;
        if let (Some(outer), None) = (element.within, boxed_in(session, element)) {
            line(&mut out, 1, &format!("class {id} {WITHIN}{outer}"));
        }
        if element.out_of_scope.is_some() {
            line(&mut out, 1, &format!("class {id} {OUT}"));
        }
    }
    let mut looks = |is_used: bool, look: &str| {
        if is_used {
            line(&mut out, 1, &format!("classDef {look}"));
        }
    };
    let mut elements = session.elements.iter();
    looks(
        elements.clone().any(|element| element.unknown),
        &format!("{UNKNOWN} stroke-dasharray: 3 3"),
    );
    looks(
        elements.any(|element| element.out_of_scope.is_some()),
        &format!("{OUT} fill:none"),
    );
    out
}

fn frame(out: &mut String, depth: usize, id: &str, title: &str) {
    line(out, depth, &format!("subgraph {id}[{title}]"));
}

/// Why Mermaid would not draw it; nothing when it does.
pub(super) fn too_large(session: &Session) -> Option<String> {
    let (characters, arrows) = (chart(session).chars().count(), session.flows.len());
    is_too_large(characters, arrows).then(|| {
        format!(
            "The map has {arrows} flows and {characters} characters. {}",
            at_most()
        )
    })
}

/// Whether Mermaid would not draw so much.
pub(super) fn is_too_large(characters: usize, arrows: usize) -> bool {
    characters > MOST_CHARACTERS || arrows > MOST_ARROWS
}

/// How much it draws.
pub(super) fn at_most() -> String {
    format!(
        "Mermaid draws at most {MOST_ARROWS} and {MOST_CHARACTERS} unless its settings are changed."
    )
}

fn node(out: &mut String, depth: usize, element: &Element) {
    let (open, close) = match element.kind {
        ElementKind::ExternalEntity => ("[[", "]]"),
        ElementKind::Process => ("(", ")"),
        ElementKind::DataStore => ("[(", ")]"),
    };
    let class = if element.unknown {
        format!(":::{UNKNOWN}")
    } else {
        String::new()
    };
    let id = element.id.to_string();
    let name = quoted(&element.name);
    let words = match &element.out_of_scope {
        None => name,
        Some(why) => {
            let (name, why) = (name.trim_end_matches('"'), quoted(why));
            let why = why.trim_start_matches('"');
            format!("{name}{OUT_WORDS}{why}")
        }
    };
    line(out, depth, &format!("{id}{open}{words}{close}{class}"));
}

fn arrow(out: &mut String, session: &Session, flow: &Flow) {
    let arrow = if session.crosses(flow) { "-.->" } else { "-->" };
    let words = if flow.data.is_empty() {
        String::new()
    } else {
        format!("|{}|", quoted(&flow.data))
    };
    line(out, 1, &format!("{} {arrow}{words} {}", flow.from, flow.to));
}

/// Words in quotes, in which nothing acts.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut before = None;
    for (place, sign) in text.char_indices() {
        let (head, rest) = text.split_at(place);
        let next = rest.chars().nth(1);
        if acts(head, before, sign, next) {
            out.push_str(&format!("#{};", u32::from(sign)));
        } else {
            out.push(sign);
        }
        before = Some(sign);
    }
    out.push('"');
    out
}

/// Whether a character would act: in Mermaid's own syntax, as HTML, or as the Markdown that its labels are drawn with.
fn acts(head: &str, before: Option<char>, sign: char, next: Option<char>) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let number = head.bytes().all(|b| b.is_ascii_digit());
    match sign {
        ' ' | ',' | '\'' | '/' | '?' | '^' | '(' | '!' => false,
        // Between letters they are neither emphasis nor a list nor a line.
        '-' if (before, next) == (Some(' '), Some(' ')) => false,
        '-' | '_' => !(word(before) && word(next)),
        // A list begins with `1.` or `1)`, a link with `www.`.
        '.' => number || !word(before) || ends_in_www(head),
        ')' => number,
        '+' | '=' => before.is_none(),
        // Mermaid takes the semicolon from a line that has `style` and, behind it, a colon with a number in its word.
        ':' => !word(before) || next.is_some_and(|c| c != ' '),
        sign if sign.is_ascii() => !sign.is_alphanumeric(),
        sign => sign.is_whitespace(),
    }
}

fn ends_in_www(head: &str) -> bool {
    let start = head.len().saturating_sub(3);
    head.get(start..)
        .is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_that_acts_is_written_as_its_number() {
        for (words, written) in [
            ("refund-api", "refund-api"),
            ("sends: card number", "sends: card number"),
            ("say \"hi\"", "say #34;hi#34;"),
            ("a;b#c", "a#59;b#35;c"),
            ("1. first", "1#46; first"),
            ("https://x.y", "https#58;//x.y"),
            ("www.x.y", "www#46;x.y"),
            ("- dash - and -", "#45; dash - and #45;"),
            ("style:#", "style#58;#35;"),
            ("[x] -> {y}", "#91;x#93; #45;#62; #123;y#125;"),
            ("Kunde ä 🦀", "Kunde ä 🦀"),
            ("end", "end"),
        ] {
            assert_eq!(quoted(words), format!("\"{written}\""));
        }
    }
}
