//! The system as it is to be drawn, by a terminal or by an export: names, kinds and who is joined to whom.

use std::collections::HashMap;

use crate::domain::{Element, ElementKind, Flow, Session};

/// What an element of the system is; it decides the brackets around its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Someone or something outside our control: `(customer)`.
    External,
    /// Something that works on data: `[web]`.
    Process,
    /// Somewhere data rests: `{ledger}`.
    Store,
}

/// One element of the system.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// Its name, without brackets; cut on the map when longer than 24 cells.
    pub name: &'a str,
    /// Its kind.
    pub kind: Kind,
    /// The trust zone it is in: an index into [`Drawing::zones`]. An index out of range means no zone.
    pub zone: Option<usize>,
    /// Whether it is drawn highlighted, where a drawing can be.
    pub highlighted: bool,
}

/// One data flow between two elements.
#[derive(Clone, Debug)]
pub struct Edge {
    /// Index of the element it leaves. An edge with an index out of range is not drawn.
    pub from: usize,
    /// Index of the element it reaches; may be the same.
    pub to: usize,
    /// What stands on the line: the flow's number, and ` crosses` after it when the flow leaves its zone.
    pub label: String,
    /// Whether it crosses a trust boundary; decides the role of the label.
    pub crosses: bool,
}

/// The system as it is to be drawn.
#[derive(Clone, Debug, Default)]
pub struct Drawing<'a> {
    /// The elements, in the order in which they were typed.
    pub nodes: Vec<Node<'a>>,
    /// The flows, in the order in which they were typed.
    pub edges: Vec<Edge>,
    /// The names of the trust zones. A zone without an element has no place on the map and is not drawn.
    pub zones: Vec<&'a str>,
}

impl<'a> Drawing<'a> {
    /// The system of a session, and the flow of each edge in the same order: those with both ends. `label` says what
    /// stands on a flow that crosses a trust boundary (true) or does not.
    pub fn of(
        session: &'a Session,
        label: impl Fn(&Flow, bool) -> String,
        highlighted: impl Fn(&Element) -> bool,
    ) -> (Self, Vec<&'a Flow>) {
        let zones: HashMap<_, _> = (0..).zip(&session.zones).map(|(i, z)| (z.id, i)).collect();
        let parts: HashMap<_, _> = (0..)
            .zip(&session.elements)
            .map(|(i, e)| (e.id, (i, e.zone)))
            .collect();
        let nodes = session.elements.iter().map(|element| Node {
            name: &element.name,
            kind: match element.kind {
                ElementKind::ExternalEntity => Kind::External,
                ElementKind::Process => Kind::Process,
                ElementKind::DataStore => Kind::Store,
            },
            zone: element.zone.and_then(|zone| zones.get(&zone).copied()),
            highlighted: highlighted(element),
        });
        let edges = session.flows.iter().filter_map(|flow| {
            let ((from, leaves), (to, reaches)) = (*parts.get(&flow.from)?, *parts.get(&flow.to)?);
            let crosses = leaves != reaches;
            let edge = Edge {
                from,
                to,
                label: label(flow, crosses),
                crosses,
            };
            Some((edge, flow))
        });
        let (edges, flows) = edges.unzip();
        let drawing = Self {
            nodes: nodes.collect(),
            edges,
            zones: session.zones.iter().map(|zone| &*zone.name).collect(),
        };
        (drawing, flows)
    }
}
