//! A sheet as SVG: zones as dashed boxes, elements by their kind, flows as arrows with their numbers and words.

use std::collections::HashMap;

use maud::{Markup, PreEscaped, html};

use super::View;
use super::labels::{Entry, Label};
use super::sheet::{Anchor, Block, HEAD, Side, Wire, Words};
use crate::domain::{Element, ElementKind, Flow, ItemId, Session};
use crate::export::phrase;
use crate::layout::Part;

/// The style of a picture that stands alone; in the report the same names are in its own style sheet.
const CSS: &str = include_str!("picture.css");

/// A picture wider than this keeps a least width on a small screen, so that its words can still be read.
const WIDE: usize = 700;
/// What fits on a page that stands, in points of the sheet; a larger picture is printed on a page on its side.
const UPRIGHT: (usize, usize) = (930, 560);

/// The picture in a page, with what its symbols mean.
pub(super) fn figure(session: &Session, view: &View, number: usize) -> Markup {
    let (left, width, height) = (view.left, view.width, view.height);
    let class = if width > WIDE { "map wide" } else { "map" };
    let page = if width > UPRIGHT.0 || height > UPRIGHT.1 {
        "system aside"
    } else {
        "system"
    };
    let [title, desc] = ["title", "desc"].map(|part| match number {
        0 => format!("map-{part}"),
        n => format!("map-{part}-{}", n + 1),
    });
    html! {
        figure class=(page) {
            div.scroll.frame role="region" tabindex="0" aria-label={ "Map: " (view.title) } {
                svg class=(class) viewBox={ (left) " 0 " (width) " " (height) } width=(width) height=(height) role="img"
                    aria-labelledby={ (title) " " (desc) } {
                    title id=(title) { (view.title) }
                    desc id=(desc) { (in_words(view)) }
                    (drawing(session, view))
                }
            }
            figcaption { (view.title) ". " (key()) }
        }
    }
}

/// The picture alone, with a label for those who cannot see it.
pub(super) fn bare(session: &Session, view: &View, label: &str) -> Markup {
    let (left, width, height) = (view.left, view.width, view.height);
    html! {
        svg class="map" viewBox={ (left) " 0 " (width) " " (height) } width=(width) height=(height) role="img"
            aria-label=(label) {
            (drawing(session, view))
        }
    }
}

/// The picture as a file of its own.
pub(super) fn alone(session: &Session, view: &View) -> Markup {
    let (left, width, height) = (view.left, view.width, view.height);
    html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
        svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox={ (left) " 0 " (width) " " (height) } width=(width)
            height=(height) role="img" aria-labelledby="map-title map-desc" {
            title #map-title { (view.title) }
            desc #map-desc { (in_words(view)) " " (key()) }
            style { (PreEscaped(CSS)) }
            rect.paper x=(left) y="0" width=(width) height=(height) {}
            (drawing(session, view))
        }
        (PreEscaped("\n"))
    }
}

/// What the symbols mean.
fn key() -> &'static str {
    "Box with a double border: external entity. Round: process. Between two lines: data store. Dashed box: trust zone. \
     Dashed arrow: crosses a trust boundary. A number stands at the head of its flow. !2: 2 threats; ?: how it works is \
     unknown; out: out of scope; +: it has a map of its own."
}

/// The picture in a sentence, for those who cannot see it.
fn in_words(view: &View) -> String {
    let sketch = &view.sketch;
    let crossing = sketch.flows.iter().filter(|flow| flow.crosses).count();
    let zones = view.sheet.zones.len();
    format!(
        "{}, {} and {}. {} a trust boundary.",
        phrase::count(sketch.parts.len(), "element"),
        phrase::count(sketch.flows.len(), "data flow"),
        phrase::count(zones, "trust zone"),
        match crossing {
            0 => "No flow crosses".to_owned(),
            1 => "1 flow crosses".to_owned(),
            n => format!("{n} flows cross"),
        }
    )
}

fn drawing(session: &Session, view: &View) -> Markup {
    let sketch = &view.sketch;
    let flows: HashMap<_, _> = session.flows.iter().map(|flow| (flow.id, flow)).collect();
    let elements: HashMap<_, _> = session
        .elements
        .iter()
        .map(|element| (element.id, element))
        .collect();
    let crosses = |id| {
        sketch
            .flows
            .iter()
            .any(|flow| flow.id == id && flow.crosses)
    };
    let parts: HashMap<ItemId, &Part> = sketch.parts.iter().map(|part| (part.id, part)).collect();
    html! {
        @for zone in &view.sheet.zones {
            (zone_box(session, zone))
        }
        @for wire in &view.sheet.wires {
            @let crossing = wire.flows.iter().any(|id| crosses(*id));
            @let said = wire.flows.iter().filter_map(|id| flows.get(id)).map(|flow| full_flow(session, flow));
            (arrow(wire, crossing, &said.collect::<Vec<_>>()))
        }
        @for block in &view.sheet.parts {
            @if let Some(drawn) = parts.get(&block.id) {
                @let element = match block.id { ItemId::Element(id) => elements.get(&id).copied(), _ => None };
                (part(session, drawn, element, block))
            }
        }
        @for label in &view.labels {
            (beside(label, label.flows.iter().any(|id| crosses(*id))))
        }
        @for entry in &view.entries {
            (listed(entry, crosses(entry.flow)))
        }
    }
}

fn text(words: &Words) -> Markup {
    let (x, anchor) = match words.anchor {
        Anchor::Start => (words.x, "start"),
        Anchor::Middle => (words.x + words.width / 2, "middle"),
        Anchor::End => (words.x + words.width, "end"),
    };
    html! { text x=(x) y=(words.base) text-anchor=(anchor) { (words.text) } }
}

fn zone_box(session: &Session, zone: &Block) -> Markup {
    let room = zone.room;
    html! {
        g.zone {
            title { "Trust zone " (session.words_of(zone.id).unwrap_or_default()) }
            rect x=(room.x) y=(room.y) width=(room.width) height=(room.height) rx="4" {}
            // The name stands on the frame, which must not run through it.
            @for words in &zone.words {
                @let room = words.room();
                rect.back x=(room.x.saturating_sub(3)) y=(room.y) width=(room.width + 6) height=(room.height) {}
                (text(words))
            }
        }
    }
}

fn part(session: &Session, drawn: &Part, element: Option<&Element>, block: &Block) -> Markup {
    let room = block.room;
    let class = match (drawn.stub, element.is_some_and(|element| element.unknown)) {
        (true, _) => "part stub",
        (false, true) => "part unknown",
        (false, false) => "part",
    };
    let said = element.map_or_else(|| drawn.name.clone(), |element| full_part(session, element));
    html! {
        g class=(class) {
            title { (said) }
            @match drawn.kind {
                ElementKind::ExternalEntity => {
                    rect.shape x=(room.x) y=(room.y) width=(room.width) height=(room.height) {}
                    rect.shape x=(room.x + 3) y=(room.y + 3) width=(room.width.saturating_sub(6))
                        height=(room.height.saturating_sub(6)) {}
                },
                ElementKind::Process => rect.shape x=(room.x) y=(room.y) width=(room.width) height=(room.height) rx="9" {},
                ElementKind::DataStore => {
                    rect.fill x=(room.x) y=(room.y) width=(room.width) height=(room.height) {}
                    path.shape d={ "M" (room.x) " " (room.y) "h" (room.width) "M" (room.x) " " (room.bottom()) "h" (room.width) } {}
                },
            }
            @for words in &block.words { (text(words)) }
        }
    }
}

fn arrow(wire: &Wire, crosses: bool, said: &[String]) -> Markup {
    html! {
        g class=(if crosses { "flow crosses" } else { "flow" }) {
            title { (said.join("; ")) }
            @for stroke in &wire.strokes {
                @let points: Vec<String> = stroke.iter().map(|(x, y)| format!("{x} {y}")).collect();
                path d={ "M" (points.join("L")) } {}
            }
            @for (tip, side) in &wire.heads { (head(*tip, *side)) }
            @for number in &wire.numbers { (text(number)) }
        }
    }
}

/// An arrow head with its tip at the edge of a box.
fn head((x, y): (usize, usize), side: Side) -> Markup {
    const HALF: usize = 5;
    let back = |at: usize, forward: bool| {
        if forward {
            at.saturating_sub(HEAD)
        } else {
            at + HEAD
        }
    };
    let points = match side {
        Side::Right | Side::Left => {
            let foot = back(x, side == Side::Right);
            [(x, y), (foot, y.saturating_sub(HALF)), (foot, y + HALF)]
        }
        Side::Down | Side::Up => {
            let foot = back(y, side == Side::Down);
            [(x, y), (x.saturating_sub(HALF), foot), (x + HALF, foot)]
        }
    };
    let points = points.map(|(x, y)| format!("{x},{y}")).join(" ");
    html! { polygon points=(points) {} }
}

fn beside(label: &Label, crosses: bool) -> Markup {
    html! {
        g class=(if crosses { "label crosses" } else { "label" }) {
            @for words in &label.lines { (text(words)) }
        }
    }
}

fn listed(entry: &Entry, crosses: bool) -> Markup {
    html! {
        g class=(if crosses { "label crosses" } else { "label" }) {
            @for words in &entry.lines { (text(words)) }
        }
    }
}

/// What a reader sees who rests on a part.
fn full_part(session: &Session, element: &Element) -> String {
    let zone = session.zone_of(element.id).and_then(|id| session.zone(id));
    let zone = zone.map_or("in no trust zone".to_owned(), |z| format!("in {}", z.name));
    let unknown = if element.unknown {
        ", how it works is unknown"
    } else {
        ""
    };
    let out = element.out_of_scope.as_ref();
    let out = out.map_or_else(String::new, |why| format!(", out of scope: {why}"));
    format!(
        "{} {}, {}, {zone}{unknown}{out}",
        element.id,
        element.name,
        element.kind.words()
    )
}

/// What a reader sees who rests on a flow.
fn full_flow(session: &Session, flow: &Flow) -> String {
    let [from, to] = [flow.from, flow.to].map(|id| session.element_name(id));
    let data = if flow.data.is_empty() { "" } else { ": " };
    format!("{} {from} -> {to}{data}{}", flow.id, flow.data)
}
