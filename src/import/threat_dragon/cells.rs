//! The cells of a diagram, in the shape of version 1 or 2: what each is, where it lies, what it joins.

use crate::domain::ElementKind;
use crate::import::Draft;
use crate::import::yaml::Node;

/// Something that is drawn.
pub(super) struct Cell<'a> {
    node: &'a Node,
    /// What it says of itself: beside its geometry since version 2.
    pub(super) data: &'a Node,
    /// Its shape, in the words of version 2.
    shape: &'a str,
}

/// A box that is a trust boundary.
pub(super) struct Frame<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    /// Left, top, right and bottom.
    edges: [f64; 4],
}

impl<'a> Cell<'a> {
    /// Those of a diagram.
    pub(super) fn all(diagram: &'a Node) -> Vec<Self> {
        let old = diagram.get("diagramJson").get("cells");
        let nodes = diagram.get("cells").list().or(old.list());
        let cell = |node: &'a Node| {
            let data = node.get("data");
            let data = if data.map().is_some() { data } else { node };
            let shape = match node.get("shape").text() {
                "" => match node.get("type").text() {
                    "tm.Actor" => "actor",
                    "tm.Process" => "process",
                    "tm.Store" => "store",
                    "tm.Flow" => "flow",
                    "tm.Boundary" => "trust-boundary-curve",
                    "tm.BoundaryBox" => "trust-boundary-box",
                    other => other,
                },
                shape => shape,
            };
            Self { node, data, shape }
        };
        nodes.unwrap_or_default().iter().map(cell).collect()
    }

    pub(super) fn id(&self) -> &'a str {
        self.node.get("id").text()
    }

    /// Its name, wherever this version keeps it.
    pub(super) fn name(&self) -> &'a str {
        let attrs = self.node.get("attrs").get("text").get("text").text();
        let labels = self.node.get("labels").list().unwrap_or_default();
        let label = labels.first().map(|label| label.get("attrs"));
        let of = |name: &str| label.map_or("", |attrs| attrs.get(name).get("text").text());
        let all = [
            self.data.get("name").text(),
            attrs,
            of("text"),
            of("label"),
            of("labelText"),
        ];
        all.into_iter()
            .find(|name| !name.trim().is_empty())
            .unwrap_or_default()
    }

    /// What kind of part it is, if it is one.
    pub(super) fn kind(&self) -> Option<ElementKind> {
        match self.shape {
            "actor" => Some(ElementKind::ExternalEntity),
            "process" => Some(ElementKind::Process),
            "store" => Some(ElementKind::DataStore),
            _ => None,
        }
    }

    pub(super) fn is_flow(&self) -> bool {
        self.shape == "flow"
    }

    /// Whether it is a boundary without an inside.
    pub(super) fn is_line(&self) -> bool {
        self.shape.starts_with("trust-boundary") && self.frame().is_none()
    }

    /// Whether it is something that a model is made of, or a text that stands beside it.
    pub(super) fn is_known(&self) -> bool {
        self.kind().is_some() || self.is_flow() || self.shape.starts_with("trust-boundary")
    }

    /// The ids of what a flow joins; empty for an end that hangs loose.
    pub(super) fn ends(&self) -> [&'a str; 2] {
        ["source", "target"].map(|end| {
            let end = self.node.get(end);
            let ids = [end.get("cell").text(), end.get("id").text()];
            ids.into_iter()
                .find(|id| !id.is_empty())
                .unwrap_or_default()
        })
    }

    pub(super) fn threats(&self) -> &'a [Node] {
        let own = self.data.get("threats").list();
        own.or(self.node.get("threats").list()).unwrap_or_default()
    }

    /// The box, if it is a boundary that has an inside: with a place and a size, and not drawn from point to point.
    pub(super) fn frame(&self) -> Option<Frame<'a>> {
        let is_box = self.shape.starts_with("trust-boundary")
            && self.node.get("source").is_nothing()
            && self.node.get("target").is_nothing();
        let edges = self.edges().filter(|_| is_box)?;
        Some(Frame {
            id: self.id(),
            name: self.name(),
            edges,
        })
    }

    fn edges(&self) -> Option<[f64; 4]> {
        let number = |part: &str, name: &str| self.node.get(part).get(name).text().parse().ok();
        let (x, y): (f64, f64) = (number("position", "x")?, number("position", "y")?);
        let (width, height): (f64, f64) = (number("size", "width")?, number("size", "height")?);
        Some([x, y, x + width, y + height])
    }

    /// Its middle.
    pub(super) fn middle(&self) -> Option<[f64; 2]> {
        let [left, top, right, bottom] = self.edges()?;
        Some([f64::midpoint(left, right), f64::midpoint(top, bottom)])
    }

    /// Counts what it says that has no place here.
    pub(super) fn aside(&self, names: &[&str], draft: &mut Draft) {
        for name in names {
            let said = self.data.get(name).text();
            if !["", "false", "0"].contains(&said) {
                draft.leave_out(format!("property {name}"), "has no field here");
            }
        }
    }
}

impl Frame<'_> {
    pub(super) fn area(&self) -> f64 {
        let [left, top, right, bottom] = self.edges;
        (right - left) * (bottom - top)
    }

    /// Whether a point lies in it.
    pub(super) fn holds(&self, [x, y]: [f64; 2]) -> bool {
        let [left, top, right, bottom] = self.edges;
        (left..=right).contains(&x) && (top..=bottom).contains(&y)
    }

    /// Whether another box lies in it whole.
    pub(super) fn holds_frame(&self, inner: &Frame<'_>) -> bool {
        let [left, top, right, bottom] = self.edges;
        let [from, above, to, below] = inner.edges;
        left <= from && top <= above && right >= to && bottom >= below
    }
}
