//! A sheet as cells: frames, lines, numbers, names.

use super::at::{At as _, Rect, count};
use super::canvas::{Canvas, Owner, Role};
use super::model::Model;
use super::picture::{Area, Drawn, End, Picture};
use super::sheet::Sheet;
use super::sketch::Sketch;
use super::way::{Stop, Way};
use crate::domain::FlowId;
use crate::theme::Signs;

const EAST: u8 = 1;
const SOUTH: u8 = 2;
const WEST: u8 = 4;
const NORTH: u8 = 8;

/// The character that joins these sides.
fn joint(sides: u8, signs: Signs) -> char {
    signs.joint([EAST, SOUTH, WEST, NORTH].map(|side| sides & side != 0))
}

fn head(dir: usize, signs: Signs) -> char {
    // The line comes from where the stop looks.
    signs.heads().get(dir).copied().unwrap_or(' ')
}

fn area(rect: Rect) -> Area {
    Area {
        x: count(rect.x),
        y: count(rect.y),
        width: count(rect.w),
        height: count(rect.h),
    }
}

/// Paints a sheet.
pub(super) fn paint(sketch: &Sketch, model: &Model, sheet: &Sheet, signs: Signs) -> Picture {
    let mut canvas = Canvas::new(count(sheet.w), count(sheet.h));
    let mut picture = Picture::default();
    for (ring, rect) in model.rings.iter().zip(&sheet.rings) {
        let Some(zone) = sketch.zones.get(ring.zone) else {
            continue;
        };
        picture.areas.insert(zone.id.into(), area(*rect));
        let owner = Some(Owner::Item(zone.id.into()));
        let mut put = |x: i32, y: i32, sign: char| {
            canvas.put(count(x), count(y), sign, Role::Zone, owner);
        };
        let [flat, upright, nw, ne, sw, se] = signs.frame();
        let (left, right, top, low) = (rect.x, rect.right() - 1, rect.y, rect.below() - 1);
        for x in left + 1..right {
            put(x, top, flat);
            put(x, low, flat);
        }
        for y in top + 1..low {
            put(left, y, upright);
            put(right, y, upright);
        }
        for (x, y, sign) in [
            (left, top, nw),
            (right, top, ne),
            (left, low, sw),
            (right, low, se),
        ] {
            put(x, y, sign);
        }
        let title = format!(" {} ", ring.title);
        canvas.write(count(left + 1), count(top), &title, Role::Title, owner);
    }
    lines(&mut canvas, sketch, model, sheet, signs);
    for ((part, face), rect) in sketch.parts.iter().zip(&model.faces).zip(&sheet.parts) {
        picture.areas.insert(part.id, area(*rect));
        picture.parts.push(part.id);
        let owner = Some(Owner::Item(part.id));
        for (row, y) in face.rows.iter().zip(rect.y..) {
            let role = if part.stub { Role::Stub } else { Role::Part };
            canvas.write(count(rect.x), count(y), row, role, owner);
        }
        if let Some((row, start)) = face.badge {
            let (x, y) = (count(rect.x) + start, count(rect.y) + row);
            canvas.write(x, y, &part.badge, Role::Badge, owner);
        }
    }
    picture.canvas = canvas;
    picture.lines = drawn(sketch, model, sheet);
    picture
}

fn lines(canvas: &mut Canvas, sketch: &Sketch, model: &Model, sheet: &Sheet, signs: Signs) {
    let width = count(sheet.w);
    let mut sides = vec![0_u8; width * count(sheet.h)];
    for (index, (way, link)) in sheet.ways.iter().zip(&model.links).enumerate() {
        let Some(way) = way else { continue };
        let crosses = link
            .into
            .iter()
            .flatten()
            .any(|flow| sketch.flows.get(*flow).is_some_and(|flow| flow.crosses));
        let (line, number) = if crosses {
            (Role::CrossingLine, Role::CrossingNumber)
        } else {
            (Role::Line, Role::Number)
        };
        let owner = Some(Owner::Line(index));
        for ((x, y), from, to) in way.line() {
            let at = count(y) * width + count(x);
            let entered = [WEST, NORTH, EAST, SOUTH].at(from);
            let left = [EAST, SOUTH, WEST, NORTH].at(to);
            let before = sides.at(at);
            sides.put(at, before | entered | left);
            // In ASCII a crossing is a gap in the line across, so that it does not look like a corner.
            let sign = if before != 0 && signs == Signs::Ascii {
                '|'
            } else {
                joint(before | entered | left, signs)
            };
            canvas.put(count(x), count(y), sign, line, owner);
        }
        for (stop, text) in way.stops.iter().zip(&link.text) {
            if stop.len > 0 {
                canvas.put(
                    count(stop.x),
                    count(stop.y),
                    head(stop.dir, signs),
                    line,
                    owner,
                );
                canvas.write(count(stop.number), count(stop.y), text, number, owner);
            }
        }
    }
}

fn drawn(sketch: &Sketch, model: &Model, sheet: &Sheet) -> Vec<Drawn> {
    let flows = |indices: &Vec<usize>| -> Vec<FlowId> {
        indices
            .iter()
            .filter_map(|i| Some(sketch.flows.get(*i)?.id))
            .collect()
    };
    let end = |part: usize, into: &Vec<usize>, stop: Option<Stop>| {
        let stop = stop.filter(|stop| stop.len > 0);
        Some(End {
            part: sketch.parts.get(part)?.id,
            flows: flows(into),
            head: stop.map(|stop| (count(stop.x), count(stop.y))),
            numbers: stop.map(|stop| Area {
                x: count(stop.number),
                y: count(stop.y),
                width: count(stop.len),
                height: 1,
            }),
        })
    };
    let line = |(way, link): (&Option<Way>, &super::model::Link)| {
        let [a, b] = link.ends;
        let [into_a, into_b] = &link.into;
        let stops = way.as_ref().map(|way| way.stops);
        let mut all = [into_a.as_slice(), into_b].concat();
        all.sort_unstable();
        let cells = way.iter().flat_map(|way| &way.cells);
        Some(Drawn {
            flows: flows(&all),
            ends: [
                end(a, into_a, stops.map(|stops| stops.at(0)))?,
                end(b, into_b, stops.map(|stops| stops.at(1)))?,
            ],
            path: cells.map(|(x, y)| (count(*x), count(*y))).collect(),
        })
    };
    sheet
        .ways
        .iter()
        .zip(&model.links)
        .filter_map(line)
        .collect()
}
