//! What threats rest on, as nested lists: the lines of a tree are no help to those who listen to the page.

use maud::{Markup, html};

use super::page::{Page, words};
use crate::export::phrase::{capital, stem};
use crate::export::rests::{Node, nodes};
use crate::risk::LIKELIHOOD_ALONE;

/// The section, where a threat rests on others.
pub(super) fn section(page: &Page) -> Option<Markup> {
    let nodes = nodes(page.view);
    (!nodes.is_empty()).then(|| list(page, &nodes))
}

/// The threats of one depth, each with the list of what it rests on.
fn list(page: &Page, nodes: &[Node]) -> Markup {
    let depth = nodes.first().map_or(0, |node| node.depth);
    html! {
        ul {
            @for tree in nodes.chunk_by(|_, next| next.depth > depth) {
                @if let Some((node, parts)) = tree.split_first() {
                    li {
                        (sentences(page, node))
                        @if !parts.is_empty() { (list(page, parts)) }
                    }
                }
            }
        }
    }
}

/// The threat, how bad it is and what is left, what it rests on, and what cuts it.
fn sentences(page: &Page, node: &Node) -> Markup {
    let id = node.threat();
    let text = page.view.words(id.into());
    html! {
        (page.link(id)) " " (words(stem(&text))) ". "
        @if node.is_above() {
            "See above."
        } @else {
            (capital(&node.rated)) "."
            @if let Some(rests) = &node.branch.rests {
                " Rests on " (rests.gate.words()) " "
                @for (place, part) in rests.of.iter().enumerate() {
                    @if place > 0 { ", " }
                    (page.link(*part))
                }
                "."
            }
            @if !node.cut_by.is_empty() {
                " Cut by "
                @for (place, id) in node.cut_by.iter().enumerate() {
                    @if place > 0 { "; " }
                    (page.link(*id)) " " (words(stem(&page.view.words((*id).into()))))
                }
                "."
            }
            @if node.impact_falls { " " (LIKELIHOOD_ALONE) "." }
        }
    }
}
