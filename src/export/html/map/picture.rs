//! The picture of the system: zones as dashed boxes, parts by their kind, flows as arrows with their words.
//!
//! Words stand in small pictures of their own, which a browser cuts at their edges, so that no letter, however wide or
//! high, reaches into what is beside it.

use std::collections::HashMap;

use maud::{Markup, html};

use super::place::{LINE, Sheet, Size, Spot, points};
use super::{fit, full_flow, full_part, in_words};
use crate::domain::{Element, ElementKind, Flow, Session};
use crate::layout::{Drawing, Plan, What, arrange};

/// A picture wider or higher than this is not made smaller on a screen; it scrolls.
const HUGE: usize = 2200;
/// A picture wider than this keeps a least width on a small screen, so that its words can still be read.
const WIDE: usize = 700;

/// A flow that can be drawn, and whether it crosses a trust boundary.
type Drawn<'a> = (&'a Flow, bool);

/// The picture with what its symbols mean.
pub(super) fn draw(session: &Session) -> Markup {
    let (drawing, flows) = Drawing::of(session, |_, _| String::new(), |_| false);
    let crosses = drawing.edges.iter().map(|edge| edge.crosses);
    let flows: Vec<Drawn> = flows.into_iter().zip(crosses).collect();
    let plan = arrange(&drawing);
    let lines: Vec<Vec<String>> = plan
        .items
        .iter()
        .map(|item| match item.what {
            What::Node(i) => session.elements.get(i).map_or(Vec::new(), part_lines),
            What::Label(i) => flows.get(i).map_or(Vec::new(), flow_lines),
            What::Bend => Vec::new(),
        })
        .collect();
    let sizes: Vec<Size> = plan
        .items
        .iter()
        .zip(&lines)
        .map(|(item, lines)| size(item.what, lines))
        .collect();
    let sheet = Sheet::new(&plan, &sizes);
    let class = match sheet.width {
        _ if sheet.width.max(sheet.height) > HUGE => "map huge",
        WIDE.. => "map wide",
        _ => "map",
    };
    let view = format!("0 0 {} {}", sheet.width, sheet.height);
    html! {
        figure {
            div.scroll.frame role="region" tabindex="0" aria-label="Map of the system" {
                svg class=(class) viewBox=(view) width=(sheet.width) height=(sheet.height) role="img"
                    aria-labelledby="map-title map-desc" {
                    title #map-title { "The system" }
                    desc #map-desc { (in_words(session)) }
                    @for frame in &plan.frames {
                        @if let Some(zone) = session.zones.get(frame.zone) {
                            (zone_box(&sheet.zone(frame), &zone.name))
                        }
                    }
                    (arrows(&plan, &sheet, &drawing, &flows))
                    @for ((item, spot), lines) in plan.items.iter().zip(&sheet.spots).zip(&lines) {
                        @match item.what {
                            What::Node(i) => @if let Some(element) = session.elements.get(i) {
                                (part(session, element, spot, lines))
                            },
                            What::Label(i) => @if let Some(flow) = flows.get(i) {
                                (label(session, flow, spot, lines))
                            },
                            What::Bend => {},
                        }
                    }
                }
            }
            figcaption {
                "Square: external entity. Round: process. Between two lines: data store. Dashed box: trust zone. "
                "Dashed arrow: crosses a trust boundary."
            }
        }
    }
}

fn part_lines(element: &Element) -> Vec<String> {
    let mut lines = fit::lines(&element.name, 18, 3);
    lines.push(element.id.to_string());
    lines
}

fn flow_lines((flow, crosses): &Drawn) -> Vec<String> {
    let mark = if *crosses { " crosses" } else { "" };
    let mut lines = vec![format!("{}{mark}", flow.id)];
    lines.extend(fit::lines(&flow.data, 16, 3));
    lines
}

fn size(what: What, lines: &[String]) -> Size {
    let (width, height) = (points(fit::widest(lines)), lines.len() * LINE);
    match what {
        What::Node(_) => Size {
            width: (width + 24).max(96),
            height: height + 14,
        },
        What::Label(_) => Size {
            width: width + 12,
            height: height + 4,
        },
        What::Bend => Size {
            width: 0,
            height: 12,
        },
    }
}

fn zone_box(spot: &Spot, name: &str) -> Markup {
    let room = spot.width.saturating_sub(20);
    let lines = fit::lines(name, room / 8, 1);
    html! {
        g.zone {
            title { "Trust zone " (name) }
            rect x=(spot.x) y=(spot.y) width=(spot.width) height=(spot.height) rx="4" {}
            svg x=(spot.x + 10) y=(spot.y + 2) width=(room) height=(LINE + 3) {
                @for line in &lines { text x="0" y="15" { (line) } }
            }
        }
    }
}

fn part(session: &Session, element: &Element, spot: &Spot, lines: &[String]) -> Markup {
    let Spot {
        x,
        y,
        width,
        height,
    } = *spot;
    let class = if element.unknown {
        "part unknown"
    } else {
        "part"
    };
    html! {
        g class=(class) {
            title { (full_part(session, element)) }
            @match element.kind {
                ElementKind::ExternalEntity => rect.shape x=(x) y=(y) width=(width) height=(height) {},
                ElementKind::Process => rect.shape x=(x) y=(y) width=(width) height=(height) rx="16" {},
                ElementKind::DataStore => {
                    rect.fill x=(x) y=(y) width=(width) height=(height) {}
                    path.shape d={ "M" (x) " " (y) "h" (width) "M" (x) " " (y + height) "h" (width) } {}
                },
            }
            (inside(spot, 7, lines))
        }
    }
}

fn label(session: &Session, (flow, crosses): &Drawn, spot: &Spot, lines: &[String]) -> Markup {
    let class = if *crosses { "label crosses" } else { "label" };
    html! {
        g class=(class) {
            title { (full_flow(session, flow)) }
            (inside(spot, 2, lines))
        }
    }
}

/// Lines of words in the middle of a box, cut at its edges.
fn inside(spot: &Spot, top: usize, lines: &[String]) -> Markup {
    html! {
        svg x=(spot.x) y=(spot.y) width=(spot.width) height=(spot.height) {
            @for (row, line) in lines.iter().enumerate() {
                text x=(spot.width / 2) y=(top + row * LINE + 13) text-anchor="middle" { (line) }
            }
        }
    }
}

/// All lines, and a head where each flow arrives.
fn arrows(plan: &Plan, sheet: &Sheet, drawing: &Drawing, flows: &[Drawn]) -> Markup {
    let ports = Ports::new(plan);
    html! {
        @for (index, piece) in plan.pieces.iter().enumerate() {
            @let crosses = flows.get(piece.flow).is_some_and(|(_, crosses)| *crosses);
            @let to_itself = drawing.edges.get(piece.flow).is_some_and(|e| e.from == e.to);
            @if let (Some(left), Some(right)) = (plan.items.get(piece.left), plan.items.get(piece.right)) {
                @let (start, end) = (sheet.spots.get(piece.left), sheet.spots.get(piece.right));
                @if let (Some(start), Some(end)) = (start, end) {
                    @let y1 = ports.height(index, true, start);
                    @let y2 = ports.height(index, false, end);
                    @let head_left = (piece.back || to_itself) && matches!(left.what, What::Node(_));
                    @let head_right = !piece.back && matches!(right.what, What::Node(_));
                    @let x1 = start.right() + 8 * usize::from(head_left);
                    @let x2 = end.x.saturating_sub(8 * usize::from(head_right));
                    @let (near, far) = (sheet.sides(left).1.max(x1), sheet.sides(right).0.min(x2));
                    @let turn = usize::midpoint(near, far);
                    g class=(if crosses { "flow crosses" } else { "flow" }) {
                        path d={ "M" (x1) " " (y1) "H" (near) "C" (turn) " " (y1) " " (turn) " " (y2) " " (far) " " (y2) "H" (x2) } {}
                        @if head_left { (head(start.right(), y1, start.right() + 10)) }
                        @if head_right { (head(end.x, y2, end.x.saturating_sub(10))) }
                    }
                }
            }
        }
    }
}

/// An arrow head with its tip at `tip` and its foot at `foot`.
fn head(tip: usize, y: usize, foot: usize) -> Markup {
    html! {
        polygon points={ (tip) "," (y) " " (foot) "," (y.saturating_sub(5)) " " (foot) "," (y + 5) } {}
    }
}

/// Where on the side of a box each line begins or ends: lines that meet at one box stay apart.
struct Ports {
    /// For the left and the right end of each piece: which of how many at its box, counted from above.
    ends: Vec<[(usize, usize); 2]>,
}

impl Ports {
    fn new(plan: &Plan) -> Self {
        let mut sides: HashMap<(usize, bool), Vec<(usize, usize)>> = HashMap::new();
        let row = |item: usize| plan.items.get(item).map_or(0, |item| item.row);
        for (index, piece) in plan.pieces.iter().enumerate() {
            let begin = sides.entry((piece.left, true)).or_default();
            begin.push((row(piece.right), index));
            let end = sides.entry((piece.right, false)).or_default();
            end.push((row(piece.left), index));
        }
        let mut ends = vec![[(0, 1); 2]; plan.pieces.len()];
        for ((_, begins), mut lines) in sides {
            lines.sort_unstable();
            let count = lines.len();
            for (place, (_, index)) in lines.into_iter().enumerate() {
                if let Some([left, right]) = ends.get_mut(index) {
                    *(if begins { left } else { right }) = (place, count);
                }
            }
        }
        Self { ends }
    }

    /// How high a line meets its box.
    fn height(&self, piece: usize, begins: bool, spot: &Spot) -> usize {
        let [left, right] = self.ends.get(piece).copied().unwrap_or([(0, 1); 2]);
        let (place, count) = if begins { left } else { right };
        if count < 2 {
            return spot.middle();
        }
        let step = (spot.height.saturating_sub(16) / count).clamp(1, 14);
        (spot.middle() + place * step).saturating_sub((count - 1) * step / 2)
    }
}
