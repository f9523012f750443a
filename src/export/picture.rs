//! The map as a picture for a page: laid out by `layout` in cells and drawn in points, for the report and for `map.svg`.
//!
//! Letters are not known here: widths are counted in cells, which are a little wider than letters need on average. On
//! paper the picture has text of at least 7 points. What does not fit one page becomes several pictures: the
//! zones, then one for each of them.

mod fit;
mod labels;
mod sheet;
mod svg;

use std::collections::HashSet;

use maud::{Markup, html};

use crate::domain::{ElementId, FlowId, ItemId, Session};
use crate::layout::{
    Budget, Picture, Signs, Sketch, Window, draw, overview, place_zones, search_within,
};
use labels::{Entry, Label};
use sheet::{MARGIN, Scale, Sheet};

/// What fits on a page of A4 on its side, in points of the sheet: 277 mm by 180 mm, where letters of 13 points are 7.1
/// points high. 10 mm are left for what stands below the picture.
const PAGE: (usize, usize) = (1430, 930);

/// What fits on it with larger letters, and is tried first.
const LARGE: Window = Window {
    columns: 118,
    rows: 30,
};

/// What fits on it at all, in cells.
const FULL: Window = Window {
    columns: 175,
    rows: 40,
};

/// How cells become points, the most generous first, and what may come of it: with larger gaps words find more room beside
/// their lines, but on paper letters are smaller in a larger picture.
const SCALES: [(Scale, (usize, usize)); 4] = [
    (scale(13, 32, 210), (1050, 680)),
    (scale(10, 30, 130), (1150, 750)),
    (scale(8, 30, 0), PAGE),
    (scale(8, 21, 0), PAGE),
];

const fn scale(column: usize, row: usize, side: usize) -> Scale {
    Scale { column, row, side }
}

/// More elements than this are not drawn as one picture.
const MOST: usize = 40;

/// How often the search is asked to go on: the same answer each time, and soon.
const TRIES: usize = 40;

/// One picture, ready to be drawn.
struct View {
    /// What it shows.
    title: String,
    sketch: Sketch,
    sheet: Sheet,
    labels: Vec<Label>,
    entries: Vec<Entry>,
    /// Where it begins on the sheet.
    left: usize,
    width: usize,
    /// With the list below.
    height: usize,
}

impl View {
    /// Draws a sketch so that it fits a page, if that can be. Nothing where it is too large to be drawn at all.
    fn of(
        session: &Session,
        title: String,
        sketch: Sketch,
        budget: &mut Budget,
    ) -> Result<Self, Missing> {
        if sketch.is_too_large() {
            return Err(Missing::of(title, &sketch));
        }
        let mut picture = |window: Window| {
            let mut tries = 0;
            let found = search_within(&sketch, window, budget, &mut || {
                tries += 1;
                tries < TRIES
            });
            draw(&sketch, &found, window, Signs::Lines)
        };
        let large = picture(LARGE);
        let fits = large.width() <= LARGE.columns.into() && large.height() <= LARGE.rows.into();
        let drawn = if fits { large } else { picture(FULL) };
        Ok(Self::on_sheet(session, title, sketch, &drawn))
    }

    fn on_sheet(session: &Session, title: String, sketch: Sketch, picture: &Picture) -> Self {
        let mut last = None;
        for (scale, (width, height)) in SCALES {
            let view = Self::scaled(session, &title, &sketch, picture, scale);
            if view.width <= width && view.height <= height {
                return view;
            }
            last = Some(view);
        }
        last.unwrap_or_else(|| Self::scaled(session, &title, &sketch, picture, scale(8, 21, 0)))
    }

    fn scaled(
        session: &Session,
        title: &str,
        sketch: &Sketch,
        picture: &Picture,
        scale: Scale,
    ) -> Self {
        let parts: Vec<ItemId> = sketch.parts.iter().map(|part| part.id).collect();
        let frames: Vec<ItemId> = sketch.zones.iter().map(|zone| zone.id.into()).collect();
        let mut sheet = Sheet::of(picture, &parts, &frames, scale);
        sheet.name_whole(|id| session.words_of(id));
        let drawn: Vec<FlowId> = sketch.flows.iter().map(|flow| flow.id).collect();
        // In the overview a line stands for many flows, and has no words.
        let is_overview = parts.iter().any(|id| matches!(id, ItemId::Zone(_)));
        let (labels, left) = if is_overview {
            (Vec::new(), Vec::new())
        } else {
            labels::beside(session, &sheet, &drawn)
        };
        // What was kept free at the sides and not used is left out.
        let (left_edge, right_edge) = sheet.reach(labels.iter().flat_map(|label| &label.lines));
        let width = right_edge - left_edge;
        let (entries, width, list) =
            labels::below(session, &left, (left_edge, width), sheet.height);
        let gap = if entries.is_empty() { 0 } else { MARGIN };
        Self {
            title: title.to_owned(),
            sketch: sketch.clone(),
            left: left_edge,
            width,
            height: sheet.height + list + gap,
            sheet,
            labels,
            entries,
        }
    }

    /// Whether it can be read on a page.
    fn fits(&self) -> bool {
        self.width <= PAGE.0 && self.height <= PAGE.1
    }
}

/// A picture that is not made, and why.
struct Missing(String);

impl Missing {
    fn of(title: String, sketch: &Sketch) -> Self {
        Self(format!(
            "{title}: not drawn, {} are too many for one picture.",
            sketch.size()
        ))
    }
}

/// The pictures of a session, in their order, and the places of those that could not be made.
type Views = Vec<Result<View, Missing>>;

/// The pictures of a session: one, or the zones and one for each of them; then the elements with a map of their own.
fn views(session: &Session) -> Views {
    let mut budget = Budget::pictures();
    let whole = Sketch::of(session, None);
    let mut views = Vec::new();
    let one = |whole: &Sketch, budget: &mut Budget| {
        View::of(session, "The system".to_owned(), whole.clone(), budget)
    };
    if !whole.parts.is_empty() {
        if whole.zones.is_empty() {
            views.push(one(&whole, &mut budget));
        } else {
            let fits = (whole.parts.len() <= MOST)
                .then(|| one(&whole, &mut budget))
                .and_then(Result::ok)
                .filter(View::fits);
            match fits {
                Some(view) => views.push(Ok(view)),
                None => views.extend(by_zone(session, &whole, &mut budget)),
            }
        }
    }
    for (title, inside) in insides(session) {
        views.push(View::of(session, title, inside, &mut budget));
    }
    views
}

/// The elements that have a map of their own, each with what is on it.
fn insides(session: &Session) -> impl Iterator<Item = (String, Sketch)> {
    let hosts: HashSet<ElementId> = session.elements.iter().filter_map(|e| e.within).collect();
    let elements = session.elements.iter();
    elements
        .filter(move |element| hosts.contains(&element.id))
        .map(|element| {
            let title = format!("Inside {}", element.name);
            (title, Sketch::of(session, Some(element.id)))
        })
}

/// The overview, and a picture for each zone with what its flows lead to.
fn by_zone(session: &Session, whole: &Sketch, budget: &mut Budget) -> Views {
    let (title, sketch) = the_zones(session);
    let mut views = vec![if sketch.is_too_large() {
        Err(Missing::of(title, &sketch))
    } else {
        let placed = place_zones(&sketch, FULL);
        let picture = draw(&sketch, &placed, FULL, Signs::Lines);
        Ok(View::on_sheet(session, title, sketch, &picture))
    }];
    for (title, part) in each_zone(whole) {
        views.push(View::of(session, title, part, budget));
    }
    views
}

fn the_zones(session: &Session) -> (String, Sketch) {
    ("The trust zones".to_owned(), overview(session))
}

/// Each zone with what its flows lead to, and what is in none.
fn each_zone(whole: &Sketch) -> impl Iterator<Item = (String, Sketch)> {
    let places = (0..whole.zones.len()).map(Some).chain([None]);
    places.filter_map(|place| {
        let part = around(whole, place)?;
        let zone = place.and_then(|place| whole.zones.get(place));
        let title = zone.map_or("In no trust zone".to_owned(), |zone| zone.name.clone());
        Some((title, part))
    })
}

/// What stands directly in one zone, and at the other ends of its flows.
fn around(whole: &Sketch, zone: Option<usize>) -> Option<Sketch> {
    let inside = |part: usize| whole.parts.get(part).is_some_and(|part| part.zone == zone);
    let mut kept: Vec<usize> = (0..whole.parts.len())
        .filter(|part| inside(*part))
        .collect();
    if kept.is_empty() {
        return None;
    }
    let flows = whole
        .flows
        .iter()
        .filter(|flow| inside(flow.from) || inside(flow.to));
    let flows: Vec<_> = flows.cloned().collect();
    for flow in &flows {
        for end in [flow.from, flow.to] {
            if !kept.contains(&end) {
                kept.push(end);
            }
        }
    }
    let place = |old: usize| kept.iter().position(|kept| *kept == old);
    let parts = kept.iter().filter_map(|old| {
        let mut part = whole.parts.get(*old)?.clone();
        part.stub |= part.zone != zone;
        Some(part)
    });
    Some(Sketch {
        parts: parts.collect(),
        flows: flows
            .iter()
            .filter_map(|flow| {
                let (from, to) = (place(flow.from)?, place(flow.to)?);
                Some(crate::layout::SketchFlow {
                    from,
                    to,
                    ..flow.clone()
                })
            })
            .collect(),
        zones: whole.zones.clone(),
    })
}

/// The pictures of a session for a page, each with what its symbols mean; nothing when there are no elements. What is too
/// large for a picture is said in its place: the tables of the page have it.
pub(super) fn figures(session: &Session) -> Markup {
    let mut number = 0;
    html! {
        @for view in views(session) {
            @match view {
                Ok(view) => {
                    (svg::figure(session, &view, number))
                    @let () = number += 1;
                },
                Err(missing) => p { (missing.0) },
            }
        }
    }
}

/// The pictures of a session alone, for a page that says what is on them beside them. Each is called by this label.
pub(super) fn drawings(session: &Session, label: &str) -> Markup {
    html! {
        @for view in views(session).iter().filter_map(|view| view.as_ref().ok()) {
            (svg::bare(session, view, label))
        }
    }
}

/// The pictures of a session as files of their own.
pub(super) fn files(session: &Session) -> Vec<String> {
    let views = views(session);
    let drawn = views.iter().filter_map(|view| view.as_ref().ok());
    let all = drawn.map(|view| svg::alone(session, view).into_string());
    all.collect()
}

/// What is too large to be drawn, in sentences. Nothing is drawn for this.
pub(super) fn missing(session: &Session) -> Vec<String> {
    let whole = Sketch::of(session, None);
    let mut planned = Vec::new();
    if whole.zones.is_empty() {
        planned.push(("The system".to_owned(), whole));
    } else if whole.parts.len() > MOST || whole.is_too_large() {
        planned.push(the_zones(session));
        planned.extend(each_zone(&whole));
    }
    planned.extend(insides(session));
    let missing = planned.into_iter().filter(|(_, it)| it.is_too_large());
    missing
        .map(|(title, sketch)| Missing::of(title, &sketch).0)
        .collect()
}

#[cfg(test)]
mod tests;
