//! The system: as a map at one of its zooms, or as a list.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::text::{Line, Span};

use super::drawing::{self, Spot};
use super::{Look, cut, flows, table};
use crate::areas::map;
use crate::domain::ElementId;
use crate::keys::verb::Verb;
use crate::screens::working_on::Zoom;
use crate::ui::{frame, wrap};

/// Draws the system under its heading.
pub(super) fn view(look: &Look<'_>, area: Rect, buf: &mut Buffer) {
    let session = &*look.open.session;
    let [row, rest] = map::map(area);
    if session.elements.is_empty() && session.flows.is_empty() && session.zones.is_empty() {
        heading(look, "", row, buf);
        return empty(look, rest, buf);
    }
    let beyond = if look.open.rooms.working_on.list {
        let body = foot(look, rest, rest.height / 4, buf);
        table::view(look, body, buf)
    } else {
        let drawn = drawing(look, rest, buf);
        // What is missing is said where the map leaves rows free.
        let free = rest.height.saturating_sub(drawn.1.saturating_add(1));
        let free = if look.app.wall { 0 } else { free };
        foot(look, rest, free.min(2), buf);
        drawn.0
    };
    heading(look, &beyond, row, buf);
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// The map as one line: how much is drawn, and the key to it.
pub(super) fn line(look: &Look<'_>, row: Rect, buf: &mut Buffer) {
    let (session, styles) = (&*look.open.session, look.styles);
    let counts = match (session.elements.len(), session.flows.len()) {
        (0, 0) => "nothing drawn yet".to_owned(),
        (elements, flows) => format!("{}   {}", count(elements, "element"), count(flows, "flow")),
    };
    let left = vec![
        Span::styled(" MAP", styles.heading()),
        Span::styled(format!("   {counts}"), styles.muted()),
    ];
    frame::put_both(buf, row, left, look.other("map"));
}

/// What is not seen, what is counted, and which keys lead elsewhere.
fn heading(look: &Look<'_>, beyond: &str, row: Rect, buf: &mut Buffer) {
    let (session, styles) = (&*look.open.session, look.styles);
    let state = &look.open.rooms.working_on;
    let counts = [
        count(session.elements.len(), "element"),
        count(session.flows.len(), "flow"),
        count(session.zones.len(), "zone"),
    ];
    let zoom = state.zoom();
    let name = if state.list { "LIST" } else { zoom.words() };
    let level = state.level.filter(|_| !state.list);
    let name = match level {
        Some(level) => format!("{name} inside {}", session.element_name(level)),
        None => name.to_owned(),
    };
    let mut left = vec![Span::styled(format!(" {name}"), styles.heading())];
    if look.app.wall {
        let room = usize::from(row.width / 2);
        let title = wrap::shorten(&session.title, room);
        left.push(Span::styled(format!("   {title}"), styles.text()));
    }
    if !beyond.is_empty() {
        left.push(Span::styled(format!("   {beyond}"), styles.muted()));
    }
    let mut right = Vec::new();
    let mut key = |verb: Verb, words: &str| {
        right.push(Span::styled(
            format!("  {} ", look.key(verb)),
            styles.focus(),
        ));
        right.push(Span::styled(format!("{words} "), styles.muted()));
    };
    if !look.app.wall {
        if state.list {
            key(Verb::MapOrTable, "map");
        } else {
            if zoom != Zoom::Near && !session.elements.is_empty() {
                key(Verb::ZoomIn, "closer");
            }
            let is_inside = level.is_some() || zoom == Zoom::Near;
            if is_inside || (zoom != Zoom::Zones && !session.zones.is_empty()) {
                key(Verb::ZoomOut, "further");
            }
            key(Verb::MapOrTable, "list");
        }
        if !look.app.is_beside() {
            key(Verb::NextPane, "scope");
        }
    }
    // Inside what we are is said before the keys that lead elsewhere: help lists those, too.
    let named: usize = left.iter().take(1).map(Span::width).sum();
    while level.is_some() && right.len() > 2 {
        let keys: usize = right.iter().map(Span::width).sum();
        if named + keys <= usize::from(row.width) {
            break;
        }
        right.truncate(right.len() - 2);
    }
    if !session.elements.is_empty() {
        // A number is whole or it is not there.
        let taken: usize = left.iter().chain(&right).map(Span::width).sum();
        let mut room = usize::from(row.width).saturating_sub(taken);
        if !state.list && zoom == Zoom::Zones {
            // One zoom closer a number is that of a flow.
            let says = ["numbers count flows", "flow counts"];
            if let Some(says) = says.iter().find(|says| says.len() + 3 <= room) {
                room -= says.len() + 3;
                left.push(Span::styled(format!("   {says}"), styles.text()));
            }
        }
        for count in counts {
            let Some(left_over) = room.checked_sub(count.len() + 3) else {
                break;
            };
            room = left_over;
            left.push(Span::styled(format!("   {count}"), styles.muted()));
        }
    }
    frame::put_both(buf, row, left, right);
}

/// Before the first line there is nothing to draw, only a way to begin.
fn empty(look: &Look<'_>, area: Rect, buf: &mut Buffer) {
    let (_, area) = cut(area, u16::from(area.height >= 6));
    let says = format!(
        "Nothing drawn yet. Press {} and type a line; the map grows with every Enter:",
        look.key(Verb::MapLine)
    );
    frame::put_sentence(buf, area, &says, look.styles);
    let used = wrap::wrap(&says, usize::from(area.width).saturating_sub(4)).len();
    let (_, area) = cut(area, u16::try_from(used + 1).unwrap_or(u16::MAX));
    let (row, _) = cut(area, 1);
    let example = "     (customer) -> web : refund request";
    frame::put(buf, row, vec![Span::styled(example, look.styles.strong())]);
}

/// Who owns nothing of it, and which zones are empty, in at most this many of the last rows; gives what is left above.
fn foot(look: &Look<'_>, area: Rect, most: u16, buf: &mut Buffer) -> Rect {
    let known = &look.open.rooms.working_on.known;
    let width = usize::from(area.width).saturating_sub(2);
    let most = usize::from(most);
    let mut lines: Vec<(&str, String)> = Vec::new();
    let head = "NO OWNER     ";
    if let Some(names) = known.unowned() {
        let names = wrap::wrap_to(names, width.saturating_sub(head.len()), most);
        let heads = std::iter::once(head).chain(std::iter::repeat("             "));
        lines.extend(heads.zip(names));
    }
    if let Some(names) = known.empty_zones() {
        let head = "EMPTY ZONES  ";
        let room = width.saturating_sub(head.len());
        lines.push((head, wrap::shorten(names, room)));
    }
    lines.truncate(most);
    let height = u16::try_from(lines.len()).unwrap_or(0);
    let (body, rows) = cut(area, area.height.saturating_sub(height));
    let lines = lines.into_iter().map(|(head, text)| {
        Line::from(vec![
            Span::styled(format!(" {head}"), look.styles.heading()),
            Span::styled(text, look.styles.text()),
        ])
    });
    frame::put_lines(buf, rows, lines);
    body
}

/// Draws the map at its zoom; says how much of it is not seen, and how many rows it takes.
fn drawing(look: &Look<'_>, area: Rect, buf: &mut Buffer) -> (String, u16) {
    let (session, state) = (&*look.open.session, &look.open.rooms.working_on);
    let area = area.inner(Margin::new(1, 0));
    if let Some(level) = state.level.filter(|level| is_bare(look, *level)) {
        let says = format!(
            "{} has no map of its own yet. Press {} and type a line; new elements are added here.",
            session.element_name(level),
            look.key(Verb::MapLine)
        );
        frame::put_sentence(buf, area, &says, look.styles);
        return (String::new(), area.height);
    }
    let selected = flows::marked(look);
    let zoom = state.zoom();
    let (canvas, spot, sees) = match zoom {
        Zoom::Near => {
            let Some(near) = state.sight.near() else {
                return waiting(look, area, buf);
            };
            let spots = near.spots().iter();
            let mut spots = spots.filter(|spot| Some(spot.item) == selected);
            let sees = spots.next().map(|spot| spot.area);
            (near.canvas(), Spot::of(selected), sees)
        }
        Zoom::Zones | Zoom::Whole => {
            let picture = if zoom == Zoom::Zones {
                state.sight.zones()
            } else {
                state.sight.whole()
            };
            let Some(picture) = picture else {
                let Some(says) = state.sight.too_large(zoom) else {
                    return waiting(look, area, buf);
                };
                let (closer, away) = (look.key(Verb::ZoomIn), look.key(Verb::ZoomOut));
                let says = match zoom {
                    Zoom::Whole => {
                        format!("{says} Press {closer} for one element, {away} for the zones.")
                    }
                    _ => format!("{says} Press {closer} twice for one element."),
                };
                frame::put_sentence(buf, area, &says, look.styles);
                return (String::new(), area.height);
            };
            let boxed = selected.and_then(|id| match zoom {
                Zoom::Zones => state.sight.box_of(session, id),
                _ => Some(id),
            });
            let sees = boxed.and_then(|id| picture.area(id));
            (picture.canvas(), Spot::on(picture, boxed), sees)
        }
    };
    let size = (canvas.width(), canvas.height());
    let corner = drawing::corner(size, sees, state.scroll, area);
    drawing::paint(canvas, corner, &spot, look.styles, area, buf);
    (more(look, size, corner, area), rows(size.1))
}

/// Whether nothing is on the map of an element.
fn is_bare(look: &Look<'_>, level: ElementId) -> bool {
    let mut elements = look.open.session.elements_on(Some(level));
    elements.next().is_none()
}

/// A drawing that is made beside the screen is not there yet.
fn waiting(look: &Look<'_>, area: Rect, buf: &mut Buffer) -> (String, u16) {
    frame::put_sentence(buf, area, "Drawing the map ...", look.styles);
    (String::new(), 1)
}

fn rows(height: usize) -> u16 {
    u16::try_from(height).unwrap_or(u16::MAX)
}

/// Where a drawing goes on, with the keys that go there.
fn more(
    look: &Look<'_>,
    (width, height): (usize, usize),
    (x, y): (usize, usize),
    area: Rect,
) -> String {
    let up = look.key(Verb::PageUp);
    let down = look.key(Verb::PageDown);
    let goes_on: Vec<&str> = [
        (x > 0, "left"),
        (x + usize::from(area.width) < width, "right"),
        (y > 0, up.as_str()),
        (y + usize::from(area.height) < height, down.as_str()),
    ]
    .into_iter()
    .filter_map(|(goes_on, words)| goes_on.then_some(words))
    .collect();
    match goes_on.as_slice() {
        [] => String::new(),
        sides => format!("more: {}", sides.join(" ")),
    }
}
