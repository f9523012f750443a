//! The system as a list: its elements with kind, zone and owner, its flows by boundary, its trust zones.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{Look, cut, flows};
use crate::domain::{Element, ElementKind, Flow, ItemId, Session, Zone};
use crate::screens::working_on::{Boundary, by_boundary};
use crate::ui::columns::{self, Cell, GAP, MARGIN};
use crate::ui::{beyond, frame, list};

/// Below this many cells the kind is told by the brackets alone.
const WITH_KIND: usize = 50;

enum Row<'a> {
    Part(&'a Element),
    Blank,
    Boundary(Boundary),
    Flow(&'a Flow),
    Zones,
    Zone(&'a Zone),
}

/// The widths of the columns of the parts.
struct Shape {
    name: usize,
    kind: usize,
    zone: usize,
    owner: usize,
    unknown: usize,
}

impl Shape {
    fn of(session: &Session, width: usize) -> Self {
        let any = session.elements.iter().any(|e| e.unknown);
        let unknown = if any { 7 } else { 0 };
        let kind = if width >= WITH_KIND { 8 } else { 0 };
        let fixed: usize = [kind, unknown]
            .into_iter()
            .filter(|width| *width > 0)
            .map(|width| width + GAP)
            .sum();
        let room = width.saturating_sub(MARGIN + fixed + 2 * GAP + 1);
        let zone = room * 3 / 10;
        let owner = room * 3 / 10;
        Self {
            name: room.saturating_sub(zone + owner),
            kind,
            zone,
            owner,
            unknown,
        }
    }
}

/// Draws the list, and says how much of it is not seen.
pub(super) fn view(look: &Look<'_>, area: Rect, buf: &mut Buffer) -> String {
    let session = &*look.open.session;
    let width = usize::from(area.width);
    let mut rows: Vec<_> = session.elements.iter().map(Row::Part).collect();
    for (boundary, flows) in by_boundary(session) {
        rows.extend([Row::Blank, Row::Boundary(boundary)]);
        rows.extend(flows.into_iter().map(Row::Flow));
    }
    if !session.zones.is_empty() {
        rows.extend([Row::Blank, Row::Zones]);
        rows.extend(session.zones.iter().map(Row::Zone));
    }
    let is = |row: &Row<'_>, id: ItemId| match row {
        Row::Part(part) => ItemId::from(part.id) == id,
        Row::Flow(flow) => ItemId::from(flow.id) == id,
        Row::Zone(zone) => ItemId::from(zone.id) == id,
        Row::Blank | Row::Boundary(_) | Row::Zones => false,
    };
    let right = look.open.rooms.working_on.right;
    let place = right.and_then(|id| rows.iter().position(|row| is(row, id)));
    let marked = flows::marked(look);
    let shape = Shape::of(session, width);
    let (head, area) = cut(area, 1);
    for line in heads(look, &shape) {
        frame::put(buf, head, line.spans);
    }
    let flow_shape = flows::Shape::of(session, width);
    let drawn =
        list::draw_fitting(
            buf,
            area,
            rows.len(),
            place,
            flows::WHOLE,
            |place, most| match rows.get(place) {
                Some(Row::Part(e)) => part(look, e, &shape, (marked == Some(e.id.into()), most)),
                Some(Row::Boundary(boundary)) => vec![flows::heading(look, *boundary, width)],
                Some(Row::Flow(f)) => {
                    flows::lines(look, f, &flow_shape, (marked == Some(f.id.into()), most))
                }
                Some(Row::Zones) => {
                    vec![Line::from(Span::styled(
                        " TRUST ZONES",
                        look.styles.heading(),
                    ))]
                }
                Some(Row::Zone(z)) => zone(look, z, width, (marked == Some(z.id.into()), most)),
                Some(Row::Blank) | None => vec![Line::default()],
            },
        );
    beyond::among(&drawn, &rows, |row| {
        usize::from(matches!(row, Row::Part(_) | Row::Flow(_) | Row::Zone(_)))
    })
}

/// The lines of a zone: its name, and what is in it.
fn zone(
    look: &Look<'_>,
    zone: &Zone,
    width: usize,
    (selected, most): (bool, usize),
) -> Vec<Line<'static>> {
    let styles = look.styles;
    let known = &look.open.rooms.working_on.known;
    let within = known.elements_in(zone.id).unwrap_or("nothing in it yet");
    let style = if selected {
        styles.selected()
    } else {
        styles.text()
    };
    let room = width.saturating_sub(MARGIN + 2 * GAP + 4 + 1);
    let cells = [
        Cell::new(zone.id.to_string(), 4, style),
        Cell::new(&*zone.name, room * 3 / 10, style),
        Cell::new(within, room - room * 3 / 10, styles.text()),
    ];
    let most = if selected { usize::MAX } else { most };
    columns::row(vec![columns::margin(selected, styles)], &cells, most)
}

fn heads(look: &Look<'_>, shape: &Shape) -> Vec<Line<'static>> {
    let head = |text: &str, width| Cell::new(text, width, look.styles.muted());
    let cells = [
        head("ELEMENT", shape.name),
        head("KIND", shape.kind),
        head("ZONE", shape.zone),
        head("OWNER", shape.owner),
        head("", shape.unknown),
    ];
    columns::row(vec![Span::raw(" ".repeat(MARGIN))], &cells, 1)
}

fn part(
    look: &Look<'_>,
    element: &Element,
    shape: &Shape,
    (selected, most): (bool, usize),
) -> Vec<Line<'static>> {
    let (session, styles) = (&*look.open.session, look.styles);
    let (style, most) = if selected {
        (styles.selected(), usize::MAX)
    } else {
        (styles.text(), most)
    };
    let kind = match element.kind {
        ElementKind::ExternalEntity => "external",
        ElementKind::Process => "process",
        ElementKind::DataStore => "store",
    };
    let zone = session.zone_of(element.id).and_then(|id| session.zone(id));
    let zone = zone.map_or("-", |z| z.name.as_str());
    let cells = [
        Cell::new(element.kind.mark(&element.name), shape.name, style),
        Cell::new(kind, shape.kind, styles.text()),
        Cell::new(zone, shape.zone, styles.text()),
        Cell::new(owner(element), shape.owner, styles.text()),
        Cell::new(
            if element.unknown { "UNKNOWN" } else { "" },
            shape.unknown,
            styles.attention(),
        ),
    ];
    columns::row(vec![columns::margin(selected, styles)], &cells, most)
}

/// Who owns a part. What is outside our control needs no owner of ours.
fn owner(element: &Element) -> &str {
    match element.owned_by() {
        Some(owner) => owner,
        None if element.lacks_owner() => "no owner",
        None => "-",
    }
}
