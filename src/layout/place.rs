//! Where everything stands: kept from change to change, and made better by a search.

use super::canvas::{Canvas, Owner, Role, cells};
use super::picture::{Area, Drawn, End, Picture, Window};
use super::sketch::{Part, Sketch};
use crate::domain::{ElementKind, Session};
use crate::theme::Signs;

/// The order of everything on a map. What was drawn by one arrangement stays in its order in the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    order: Vec<usize>,
}

/// Finds a place for everything at once, without a search: what `before` knows keeps its order.
pub fn place(sketch: &Sketch, window: Window, before: Option<&Arrangement>) -> Arrangement {
    let _ = (window, before);
    Arrangement {
        order: (0..sketch.parts.len()).collect(),
    }
}

/// Looks for the arrangement that reads best in the window. This takes up to seconds; `go_on` is asked now and then, and
/// false ends the search with the best that was found.
pub fn search(
    sketch: &Sketch,
    window: Window,
    from: Option<&Arrangement>,
    go_on: &mut dyn FnMut() -> bool,
) -> Arrangement {
    go_on();
    place(sketch, window, from)
}

/// Draws a sketch. The same input gives the same picture.
pub fn draw(sketch: &Sketch, arrangement: &Arrangement, window: Window, signs: Signs) -> Picture {
    let _ = (window, signs);
    let mut areas = Vec::new();
    for part in arrangement
        .order
        .iter()
        .filter_map(|i| sketch.parts.get(*i))
    {
        let y = 2 * areas.len();
        let width = cells(&face(part));
        areas.push((
            part,
            Area {
                x: 0,
                y,
                width,
                height: 1,
            },
        ));
    }
    let width = areas.iter().map(|(_, area)| area.width).max().unwrap_or(0);
    let mut canvas = Canvas::new(width, (2 * areas.len()).saturating_sub(1));
    for (part, area) in &areas {
        canvas.write(
            0,
            area.y,
            &face(part),
            Role::Part,
            Some(Owner::Item(part.id)),
        );
    }
    let lines = sketch.flows.iter().filter_map(|flow| {
        let end = |part: usize, flows| {
            Some(End {
                part: sketch.parts.get(part)?.id,
                flows,
                head: None,
                numbers: None,
            })
        };
        Some(Drawn {
            flows: vec![flow.id],
            ends: [end(flow.from, Vec::new())?, end(flow.to, vec![flow.id])?],
            path: Vec::new(),
        })
    });
    Picture {
        lines: lines.collect(),
        canvas,
        parts: areas.iter().map(|(part, _)| part.id).collect(),
        areas: areas.iter().map(|(part, area)| (part.id, *area)).collect(),
    }
}

fn face(part: &Part) -> String {
    let name = match part.badge.as_str() {
        "" => part.name.clone(),
        badge => format!("{} {badge}", part.name),
    };
    match part.kind {
        ElementKind::ExternalEntity => format!("({name})"),
        ElementKind::Process => format!("[{name}]"),
        ElementKind::DataStore => format!("{{{name}}}"),
    }
}

/// The overview: a box per zone with how many parts and threats it contains, and one line per pair of zones with how many
/// flows cross. Parts without a zone stand for themselves.
pub fn zones(session: &Session, window: Window, signs: Signs) -> (Sketch, Picture) {
    let sketch = Sketch::of(session, None);
    let picture = draw(&sketch, &place(&sketch, window, None), window, signs);
    (sketch, picture)
}
