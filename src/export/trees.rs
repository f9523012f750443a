//! `trees.mmd`: what threats rest on as a Mermaid flowchart, beside the one of the map.
//!
//! A square box rests on others, a round one on nothing; arrows lead from each threat to what it rests on. Each box says
//! how many of them have to come true, how bad the threat is, what is left of it, and what cuts it. A threat that several
//! rest on is drawn once. Words are escaped as on the map.

use super::mermaid::{at_most, is_too_large, quoted, titled};
use super::rests::{Node, nodes};
use super::view::View;
use super::zone_tree::line;
use super::{Kind, Shelf, Takes, one};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "trees",
    file: "trees.mmd",
    describes: "what threats rest on, for Mermaid",
    shelf: Shelf::Programs,
    write: |view| one(&KIND, titled(view.session, &chart(view).0)),
    takes: Takes::Less(|view| remark(view).into_iter().collect()),
};

/// Between the parts of what a box says. With a line break in it, Mermaid takes the words of a box for Markdown.
const GAP: &str = " - ";

/// The flowchart, and how many arrows it has.
fn chart(view: &View) -> (String, usize) {
    let mut out = String::from("flowchart TD\n");
    let nodes = nodes(view);
    let drawn = || nodes.iter().filter(|node| !node.branch.above);
    for node in drawn() {
        let (open, close) = match node.branch.rests {
            Some(_) => ("[", "]"),
            None => ("(", ")"),
        };
        let id = node.threat();
        line(
            &mut out,
            1,
            &format!("{id}{open}{}{close}", words(view, node)),
        );
    }
    let mut arrows = 0;
    for node in drawn() {
        for part in node.branch.rests.iter().flat_map(|rests| &rests.of) {
            line(&mut out, 1, &format!("{} --> {part}", node.threat()));
            arrows += 1;
        }
    }
    (out, arrows)
}

/// The words of a box, in quotes.
fn words(view: &View, node: &Node) -> String {
    let id = node.threat();
    let mut says = vec![format!("{id} {}", view.words(id.into()))];
    if node.branch.rests.is_some() {
        says.push(format!("rests on {}", node.branch.gate()));
    }
    says.push(node.rated.clone());
    let cut: Vec<String> = node.cut_by.iter().map(ToString::to_string).collect();
    if !cut.is_empty() {
        says.push(format!("cut by {}", cut.join(", ")));
    }
    quoted(&says.join(GAP))
}

/// That there is nothing to draw, or why Mermaid would not draw it.
fn remark(view: &View) -> Option<String> {
    let (chart, arrows) = chart(view);
    let characters = chart.chars().count();
    if arrows == 0 {
        return Some("No threat rests on others yet.".to_owned());
    }
    is_too_large(characters, arrows).then(|| {
        let most = at_most();
        format!("The trees have {arrows} arrows and {characters} characters. {most}")
    })
}
