//! `map.dot`: the map for Graphviz: zones as clusters, flows with their words, dashed where they cross a trust boundary.
//! What is on the map of an element is a cluster beside it, and what is out of scope says so below its name.

use super::zone_tree::{Step, line, steps};
use super::{Kind, Shelf, Takes, one};
use crate::domain::{Element, ElementKind, Flow, Session, Zone};

/// All about it.
pub(super) static KIND: Kind = Kind {
    name: "dot",
    file: "map.dot",
    describes: "the map for Graphviz",
    shelf: Shelf::Programs,
    write: |view| one(&KIND, render(view.session)),
    takes: Takes::Everything,
};

/// What stands below the words of a flow that crosses.
const CROSSES: &str = "crosses a trust boundary";

fn render(session: &Session) -> String {
    let mut out = format!("digraph {} {{\n", quoted(&session.title));
    // Without newrank, dot gives up on a large map with many clusters ("trouble in init_rank").
    line(
        &mut out,
        1,
        "graph [rankdir=LR, newrank=true, fontname=\"sans-serif\"];",
    );
    line(&mut out, 1, "node [shape=box, fontname=\"sans-serif\"];");
    line(&mut out, 1, "edge [fontname=\"sans-serif\", fontsize=11];");
    for step in steps(session) {
        match step {
            Step::Element(depth, element) => node(&mut out, depth + 1, element),
            Step::Zone(depth, zone, empty) => cluster(&mut out, depth + 1, zone, empty),
            Step::Map(depth, host) => inner_map(&mut out, depth + 1, host),
            Step::End(depth) => line(&mut out, depth + 1, "}"),
        }
    }
    for flow in &session.flows {
        edge(&mut out, session, flow);
    }
    out.push_str("}\n");
    out
}

fn node(out: &mut String, depth: usize, element: &Element) {
    let look = match (element.kind, element.unknown) {
        (ElementKind::ExternalEntity, false) => "peripheries=2",
        (ElementKind::ExternalEntity, true) => "peripheries=2, style=dashed",
        (ElementKind::Process, false) => "style=rounded",
        (ElementKind::Process, true) => "style=\"rounded,dashed\"",
        (ElementKind::DataStore, false) => "shape=cylinder",
        (ElementKind::DataStore, true) => "shape=cylinder, style=dashed",
    };
    let (id, name) = (element.id, escaped(&element.name));
    let (words, color) = match &element.out_of_scope {
        None => (name, ""),
        // A backslash and an n is the line break of a label.
        Some(why) => (
            format!("{name}\\nout of scope: {}", escaped(why)),
            ", color=gray50, fontcolor=gray30",
        ),
    };
    line(
        out,
        depth,
        &format!("{id} [id=\"{id}\", label=\"{words}\", {look}{color}];"),
    );
}

fn inner_map(out: &mut String, depth: usize, host: &Element) {
    let (id, name) = (host.id, escaped(&host.name));
    line(out, depth, &format!("subgraph cluster_in_{id} {{"));
    line(
        out,
        depth + 1,
        &format!("graph [label=\"inside {name}\", style=dotted];"),
    );
}

fn cluster(out: &mut String, depth: usize, zone: &Zone, empty: bool) {
    let (id, name) = (zone.id, quoted(&zone.name));
    line(out, depth, &format!("subgraph cluster_{id} {{"));
    line(
        out,
        depth + 1,
        &format!("graph [id=\"{id}\", label={name}, style=dashed];"),
    );
    if empty {
        // Graphviz leaves out a cluster that holds nothing.
        line(out, depth + 1, &format!("{id} [label=\"\", style=invis];"));
    }
}

fn edge(out: &mut String, session: &Session, flow: &Flow) {
    let crosses = session.crosses(flow);
    let words = match (flow.data.is_empty(), crosses) {
        (true, false) => String::new(),
        (true, true) => CROSSES.to_owned(),
        (false, false) => escaped(&flow.data),
        (false, true) => format!("{}\\n{CROSSES}", escaped(&flow.data)),
    };
    let look = if crosses {
        ", style=dashed, penwidth=2"
    } else {
        ""
    };
    let Flow { id, from, to, .. } = flow;
    line(
        out,
        1,
        &format!("{from} -> {to} [id=\"{id}\", label=\"{words}\"{look}];"),
    );
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// Words between quotes: Graphviz reads backslashes, and in labels the entities of HTML too.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '&' => out.push_str("&amp;"),
            sign => out.push(sign),
        }
    }
    out
}
