//! The cells of a drawn map as points on a sheet: boxes, lines with their heads, and every text with the room that it has.

mod written;

use std::collections::BTreeSet;

use crate::domain::{FlowId, ItemId};
use crate::layout::{Area, Drawn, Picture};
use written::{Kind, bare, push, texts};

/// The width of a cell of text in points of the sheet: a little more than letters of 13 points need on average.
pub(super) const CELL: usize = 8;
/// The height of a line of text.
pub(super) const LINE: usize = 16;
/// How far a text reaches above its base line, and below it.
pub(super) const ABOVE: usize = 11;
pub(super) const BELOW: usize = 4;
/// What stays free around the picture.
pub(super) const MARGIN: usize = 12;
/// No picture is narrower, so that what stands below it has room.
const NARROWEST: usize = 300;
/// Length of an arrow head, and half of its width.
pub(super) const HEAD: usize = 8;

/// A rectangle on the sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Room {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) width: usize,
    pub(super) height: usize,
}

impl Room {
    pub(super) fn right(self) -> usize {
        self.x + self.width
    }

    pub(super) fn bottom(self) -> usize {
        self.y + self.height
    }

    /// Whether two share more than an edge.
    pub(super) fn meets(self, other: Self) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }

    /// The same with so much more on each side.
    pub(super) fn grown(self, by: usize) -> Self {
        Self {
            x: self.x.saturating_sub(by),
            y: self.y.saturating_sub(by),
            width: self.width + 2 * by,
            height: self.height + 2 * by,
        }
    }
}

/// Where a text is held: at its left end, in its middle, or at its right end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A text in the room that it has, which may be wider than its letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    pub(super) text: String,
    pub(super) x: usize,
    pub(super) base: usize,
    pub(super) width: usize,
    pub(super) anchor: Anchor,
}

impl Words {
    /// Words in the middle of their room.
    pub(super) fn within(text: String, x: usize, width: usize, base: usize) -> Self {
        Self {
            text,
            x,
            base,
            width,
            anchor: Anchor::Middle,
        }
    }

    /// The same, held elsewhere.
    pub(super) fn held(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// The room that it needs.
    pub(super) fn room(&self) -> Room {
        Room {
            x: self.x,
            y: self.base.saturating_sub(ABOVE),
            width: self.width,
            height: ABOVE + BELOW,
        }
    }
}

/// A box with its texts.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) id: ItemId,
    pub(super) room: Room,
    pub(super) words: Vec<Words>,
}

/// A line on the sheet.
#[derive(Clone, Debug, Default)]
pub(super) struct Wire {
    /// Its flows.
    pub(super) flows: Vec<FlowId>,
    /// Its strokes, each from corner to corner; between two of them stands a number.
    pub(super) strokes: Vec<Vec<(usize, usize)>>,
    /// The tips of its heads, each with the direction in which it points.
    pub(super) heads: Vec<((usize, usize), Side)>,
    /// Its numbers.
    pub(super) numbers: Vec<Words>,
}

/// Where something points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Up,
    Down,
    Left,
    Right,
}

/// Everything that the picture shows, on a sheet.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    pub(super) parts: Vec<Block>,
    pub(super) zones: Vec<Block>,
    pub(super) wires: Vec<Wire>,
    pub(super) width: usize,
    pub(super) height: usize,
}

/// Cells as points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// The width of a column, at least that of a cell of text.
    pub(super) column: usize,
    /// The height of a row.
    pub(super) row: usize,
    /// What stays free on each side for words beside the outermost lines.
    pub(super) side: usize,
}

impl Scale {
    fn x(self, column: usize) -> usize {
        MARGIN + self.side + column * self.column
    }

    fn y(self, row: usize) -> usize {
        MARGIN + row * self.row
    }

    fn centre(self, (column, row): (usize, usize)) -> (usize, usize) {
        (self.x(column) + self.column / 2, self.y(row) + self.row / 2)
    }

    /// The base line of the text of a row.
    fn base(self, row: usize) -> usize {
        self.y(row) + self.row / 2 + 5
    }

    fn part(self, area: Area) -> Room {
        Room {
            x: self.x(area.x),
            y: self.y(area.y) + 1,
            width: area.width * self.column,
            height: (area.height * self.row).saturating_sub(2),
        }
    }

    fn zone(self, area: Area) -> Room {
        let (x, y) = self.centre((area.x, area.y));
        Room {
            x,
            y,
            width: area.width.saturating_sub(1) * self.column,
            height: area.height.saturating_sub(1) * self.row,
        }
    }
}

impl Sheet {
    /// The picture in points.
    pub(super) fn of(picture: &Picture, parts: &[ItemId], zones: &[ItemId], scale: Scale) -> Self {
        let texts = texts(picture);
        let part = |id: &ItemId| {
            let area = picture.area(*id)?;
            let room = scale.part(area);
            let written = texts.get(&(*id, Kind::Part)).map_or(&[][..], Vec::as_slice);
            let rows = written.iter().map(|run| bare(&run.text).to_owned());
            let rows: Vec<String> = rows.filter(|text| !text.is_empty()).collect();
            // The lines of a name stand closer than the rows of the map.
            let top = (room.y + room.height / 2).saturating_sub(rows.len() * LINE / 2);
            let words = rows.into_iter().enumerate().map(|(row, text)| {
                let base = top + row * LINE + (LINE + ABOVE - BELOW) / 2 + 1;
                Words::within(text, room.x, room.width, base)
            });
            Some(Block {
                id: *id,
                room,
                words: words.collect(),
            })
        };
        let zone = |id: &ItemId| {
            let area = picture.area(*id)?;
            let written = texts
                .get(&(*id, Kind::Title))
                .map_or(&[][..], Vec::as_slice);
            let words = written.iter().map(|run| {
                let (blank, text) = (
                    run.text.len() - run.text.trim_start().len(),
                    run.text.trim(),
                );
                let cells = crate::layout::cells(text);
                Words::within(
                    text.to_owned(),
                    scale.x(run.column + blank),
                    cells * CELL,
                    scale.base(run.row),
                )
            });
            Some(Block {
                id: *id,
                room: scale.zone(area),
                words: words.filter(|words| !words.text.is_empty()).collect(),
            })
        };
        Self {
            parts: parts.iter().filter_map(part).collect(),
            zones: zones.iter().filter_map(zone).collect(),
            wires: picture
                .lines()
                .iter()
                .map(|line| wire(picture, line, scale))
                .collect(),
            width: scale.x(picture.width()) + scale.side + MARGIN,
            height: scale.y(picture.height()) + MARGIN,
        }
    }

    /// Gives zones their whole names where these were cut and there is room on their border.
    pub(super) fn name_whole(&mut self, name_of: impl Fn(ItemId) -> Option<String>) {
        let lines: Vec<Room> = self
            .wires
            .iter()
            .flat_map(|wire| wire.stretches().chain(wire.numbers.iter().map(Words::room)))
            .map(|room| room.grown(3))
            .collect();
        for zone in &mut self.zones {
            let (Some(name), [words]) = (name_of(zone.id), zone.words.as_mut_slice()) else {
                continue;
            };
            let whole = Words {
                width: crate::layout::cells(&name) * CELL,
                text: name,
                ..words.clone()
            };
            let room = whole.room();
            let fits = room.right() + 2 * CELL <= zone.room.right();
            if fits && !lines.iter().any(|line| line.meets(room)) {
                *words = whole;
            }
        }
    }

    /// From where to where the sheet is used, with these words on it too, and with its margins.
    pub(super) fn reach<'a>(&'a self, words: impl Iterator<Item = &'a Words>) -> (usize, usize) {
        let boxes = self.parts.iter().chain(&self.zones).map(|block| block.room);
        let texts = self.zones.iter().flat_map(|zone| &zone.words);
        let numbers = self.wires.iter().flat_map(|wire| &wire.numbers);
        let texts = texts.chain(numbers).chain(words).map(Words::room);
        let lines = self.wires.iter().flat_map(Wire::stretches);
        let all: Vec<Room> = boxes.chain(texts).chain(lines).collect();
        let left = all.iter().map(|room| room.x).min().unwrap_or(MARGIN);
        let right = all.iter().map(|room| room.right()).max().unwrap_or(MARGIN);
        (
            left.saturating_sub(MARGIN),
            (right + MARGIN).max(left + NARROWEST),
        )
    }

    /// Everything that other words must not lie on: boxes, texts, borders and lines.
    pub(super) fn taken(&self) -> Vec<Room> {
        let mut all: Vec<Room> = self.parts.iter().map(|part| part.room.grown(2)).collect();
        for zone in &self.zones {
            all.extend(zone.words.iter().map(Words::room));
            all.extend(edges(zone.room));
        }
        for wire in &self.wires {
            all.extend(wire.numbers.iter().map(Words::room));
            all.extend(wire.heads.iter().map(|((x, y), _)| {
                Room {
                    x: *x,
                    y: *y,
                    width: 0,
                    height: 0,
                }
                .grown(HEAD)
            }));
            all.extend(wire.stretches().map(|stretch| stretch.grown(2)));
        }
        all
    }
}

impl Wire {
    /// Its straight pieces, as rectangles without a width.
    pub(super) fn stretches(&self) -> impl Iterator<Item = Room> {
        self.strokes.iter().flat_map(|stroke| {
            stroke
                .iter()
                .zip(stroke.iter().skip(1))
                .map(|((x1, y1), (x2, y2))| Room {
                    x: *x1.min(x2),
                    y: *y1.min(y2),
                    width: x1.abs_diff(*x2),
                    height: y1.abs_diff(*y2),
                })
        })
    }
}

/// The four edges of a box.
fn edges(room: Room) -> [Room; 4] {
    let level = |y| {
        Room {
            x: room.x,
            y,
            width: room.width,
            height: 0,
        }
        .grown(2)
    };
    let upright = |x| {
        Room {
            x,
            y: room.y,
            width: 0,
            height: room.height,
        }
        .grown(2)
    };
    [
        level(room.y),
        level(room.bottom()),
        upright(room.x),
        upright(room.right()),
    ]
}

/// A line in points: it begins and ends at the edges of its parts, and leaves out what its numbers cover.
fn wire(picture: &Picture, line: &Drawn, scale: Scale) -> Wire {
    let mut made = Wire {
        flows: line.flows.clone(),
        ..Wire::default()
    };
    let mut covered = BTreeSet::new();
    for end in &line.ends {
        let Some(area) = end.numbers else { continue };
        let canvas = picture.canvas();
        let mut text = String::new();
        for column in area.x..area.x + area.width {
            covered.insert((column, area.y));
            if let Some(cell) = canvas.cell(column, area.y) {
                push(&mut text, &cell.glyph);
            }
        }
        if !text.trim().is_empty() {
            let (x, base) = (scale.x(area.x), scale.base(area.y));
            made.numbers.push(Words::within(
                text.trim().to_owned(),
                x,
                area.width * scale.column,
                base,
            ));
        }
    }
    let (Some(first), Some(last)) = (line.path.first(), line.path.last()) else {
        return made;
    };
    let [begin, finish] = line
        .ends
        .each_ref()
        .map(|end| picture.area(end.part).map(|area| scale.part(area)));
    let (Some(begin), Some(finish)) = (begin, finish) else {
        return made;
    };
    // Every point that the line goes through; between two numbers or beside one it starts anew.
    let (start, end) = (
        edge(begin, scale.centre(*first)),
        edge(finish, scale.centre(*last)),
    );
    let mut points: Vec<((usize, usize), bool)> = vec![(start, covered.contains(first))];
    for (place, cell) in line.path.iter().enumerate() {
        let here = covered.contains(cell);
        if let Some(before) = place.checked_sub(1).and_then(|place| line.path.get(place))
            && covered.contains(before) != here
        {
            let ((x1, y1), (x2, y2)) = (scale.centre(*before), scale.centre(*cell));
            let between = (usize::midpoint(x1, x2), usize::midpoint(y1, y2));
            points.push((between, true));
            points.push((between, here));
        }
        points.push((scale.centre(*cell), here));
    }
    points.push((end, covered.contains(last)));
    made.strokes = strokes(&points);
    for (end, tip, near) in [(&line.ends[0], start, *first), (&line.ends[1], end, *last)] {
        if !end.flows.is_empty() {
            made.heads.push((tip, side(tip, scale.centre(near))));
        }
    }
    made
}

/// The points in strokes, without those in the middle of a straight piece; a covered point ends a stroke.
fn strokes(points: &[((usize, usize), bool)]) -> Vec<Vec<(usize, usize)>> {
    let mut all: Vec<Vec<(usize, usize)>> = vec![Vec::new()];
    let mut was_covered = false;
    for (point, covered) in points {
        if *covered && was_covered {
            all.push(Vec::new());
        }
        was_covered = *covered;
        let Some(stroke) = all.last_mut() else {
            continue;
        };
        if stroke.last() == Some(point) {
            continue;
        }
        if let [.., one, two] = stroke.as_slice()
            && ((one.0 == two.0 && two.0 == point.0) || (one.1 == two.1 && two.1 == point.1))
        {
            stroke.pop();
        }
        stroke.push(*point);
    }
    all.retain(|stroke| stroke.len() > 1);
    all
}

/// The point on the edge of a box that is nearest to a point beside it.
fn edge(room: Room, (x, y): (usize, usize)) -> (usize, usize) {
    (
        x.clamp(room.x, room.right()),
        y.clamp(room.y, room.bottom()),
    )
}

/// Where a head points whose line comes from `from`.
fn side(tip: (usize, usize), from: (usize, usize)) -> Side {
    match (tip.0.cmp(&from.0), tip.1.cmp(&from.1)) {
        (std::cmp::Ordering::Greater, _) => Side::Right,
        (std::cmp::Ordering::Less, _) => Side::Left,
        (_, std::cmp::Ordering::Less) => Side::Up,
        _ => Side::Down,
    }
}
