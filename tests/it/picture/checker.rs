//! Reads a printed map as a person would: finds the names, the boxes around them and each arrow head, and follows every
//! line cell by cell. It knows the system that was typed and the characters of a drawing, and nothing of how the drawing
//! was made.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::{Cell, Grid, Rect, Way};

/// The system that was typed. Indices are into its own lists.
#[derive(Clone, Debug, Default)]
pub(super) struct System {
    pub parts: Vec<Part>,
    pub flows: Vec<Flow>,
    pub zones: Vec<Zone>,
}

#[derive(Clone, Debug)]
pub(super) struct Part {
    pub name: String,
    /// The brackets of its kind.
    pub marks: [&'static str; 2],
    pub zone: Option<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct Flow {
    pub number: u32,
    pub from: usize,
    pub to: usize,
    pub words: String,
}

#[derive(Clone, Debug)]
pub(super) struct Zone {
    pub name: String,
    pub parent: Option<usize>,
}

impl System {
    /// A zone and those around it.
    fn around(&self, zone: Option<usize>) -> Vec<usize> {
        let mut zones = Vec::new();
        let mut next = zone;
        while let Some(zone) = next {
            zones.push(zone);
            next = self.zones[zone].parent;
        }
        zones
    }

    /// The zones that must have a box: one with a part in it, however deep.
    fn shown(&self) -> BTreeSet<usize> {
        let parts = self.parts.iter();
        parts.flat_map(|part| self.around(part.zone)).collect()
    }
}

/// Everything that is not as it should be in a printed map.
pub(super) fn faults(system: &System, text: &str) -> Vec<String> {
    let grid = Grid::of(text);
    let mut reading = Reading {
        system,
        grid: &grid,
        parts: Vec::new(),
        owner: BTreeMap::new(),
        frames: BTreeMap::new(),
        border: BTreeSet::new(),
        walked: BTreeMap::new(),
        heads: BTreeSet::new(),
        faults: Vec::new(),
    };
    reading.find_parts();
    reading.find_frames();
    reading.check_frames();
    reading.follow_lines();
    reading.check_rest();
    reading.faults
}

/// Which parts have their whole name in a printed map.
pub(super) fn whole_names(system: &System, text: &str) -> Vec<bool> {
    let grid = Grid::of(text);
    let faces = find_faces(system, &grid);
    faces.iter().map(Option::is_some).collect()
}

/// A text without its blanks: names are broken where they have one.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Whether this is what may stand behind a name: threats, unknown, out of scope.
fn is_badge(text: &str) -> bool {
    let word = |word: &str| {
        let count = word.strip_prefix('!').unwrap_or_default();
        let is_count = !count.is_empty() && count.bytes().all(|b| b.is_ascii_digit());
        is_count || word == "?" || word == "out"
    };
    text.split_whitespace().all(word)
}

/// Whether this is a row below a name.
fn is_below(text: &str) -> bool {
    let numbers = text.strip_suffix(" to itself").unwrap_or_default();
    let is_numbers = numbers
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'-' | b'!'));
    (is_numbers && !numbers.is_empty()) || (is_badge(text) && !text.is_empty())
}

/// Where each part stands, with its whole name in its brackets. The longest names are found first, as a short one may
/// look like the first row of a longer one.
fn find_faces(system: &System, grid: &Grid) -> Vec<Option<Rect>> {
    let mut order: Vec<usize> = (0..system.parts.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(squeezed(&system.parts[*i].name).chars().count()));
    let mut faces = vec![None; system.parts.len()];
    let mut taken: Vec<Rect> = Vec::new();
    for i in order {
        let face = grid.cells().find_map(|cell| {
            let face = face_at(&system.parts[i], grid, cell)?;
            taken
                .iter()
                .all(|other| !other.meets(&face))
                .then_some(face)
        });
        taken.extend(face);
        faces[i] = face;
    }
    faces
}

/// The face of a part whose upper left bracket is here.
fn face_at(part: &Part, grid: &Grid, (x, y): Cell) -> Option<Rect> {
    let [open, close] = part.marks;
    if grid.at((x, y)) != open {
        return None;
    }
    let name = squeezed(&part.name);
    let width = grid.width();
    (x + 1..width)
        .filter(|end| grid.at((*end, y)) == close)
        .find_map(|end| {
            let row = |y: usize| {
                let stands = grid.at((x, y)) == open && grid.at((end, y)) == close;
                stands.then(|| grid.span(y, x + 1, end).trim().to_owned())
            };
            let (mut read, mut rows) = (String::new(), 0);
            let mut found = None;
            while let Some(text) = row(y + rows).filter(|_| rows < 4) {
                if found.is_none() {
                    read.push_str(&text);
                    read.push(' ');
                    rows += 1;
                    let behind = begins_with(&read, &name);
                    if behind.is_some_and(|rest| is_badge(&rest)) {
                        found = Some(());
                    }
                } else if is_below(&text) {
                    rows += 1;
                } else {
                    break;
                }
            }
            found.map(|()| Rect {
                x,
                y,
                width: end + 1 - x,
                height: rows,
            })
        })
}

/// What follows a squeezed name in a text, blanks aside.
fn begins_with(text: &str, name: &str) -> Option<String> {
    let mut rest = text.chars();
    for letter in name.chars() {
        let next = rest.by_ref().find(|c| !c.is_whitespace())?;
        if next != letter {
            return None;
        }
    }
    Some(rest.collect())
}

struct Reading<'a> {
    system: &'a System,
    grid: &'a Grid,
    parts: Vec<Option<Rect>>,
    /// Which part a cell belongs to.
    owner: BTreeMap<Cell, usize>,
    frames: BTreeMap<usize, Rect>,
    /// Cells of borders, titles included.
    border: BTreeSet<Cell>,
    /// The two ends of each line that was followed through a cell.
    walked: BTreeMap<Cell, BTreeSet<(usize, usize)>>,
    /// Cells of arrow heads and their numbers.
    heads: BTreeSet<Cell>,
    faults: Vec<String>,
}

impl Reading<'_> {
    fn fault(&mut self, says: String) {
        self.faults.push(says);
    }

    fn name(&self, part: usize) -> &str {
        &self.system.parts[part].name
    }

    fn find_parts(&mut self) {
        self.parts = find_faces(self.system, self.grid);
        for (i, face) in self.parts.clone().into_iter().enumerate() {
            match face {
                Some(face) => self.owner.extend(face.cells().map(|cell| (cell, i))),
                None => {
                    let says = format!("{} is not there whole", self.name(i));
                    self.fault(says);
                }
            }
        }
    }

    fn find_frames(&mut self) {
        for zone in self.system.shown() {
            let title = &self.system.zones[zone].name;
            let frame = self
                .grid
                .cells()
                .find_map(|cell| self.frame_at(title, cell));
            match frame {
                Some((frame, border)) => {
                    self.frames.insert(zone, frame);
                    self.border.extend(border);
                }
                None => self.fault(format!(
                    "the box of {title} does not close, or is not there"
                )),
            }
        }
    }

    /// A closed box with this title whose upper left corner is here, and the cells of its border.
    fn frame_at(&self, title: &str, (x, y): Cell) -> Option<(Rect, Vec<Cell>)> {
        let grid = self.grid;
        if grid.at((x, y)) != "┌" {
            return None;
        }
        let start = x + 3 + Grid::of(title).width();
        if grid.span(y, x + 1, start) != format!(" {title} ") {
            return None;
        }
        let level = |cell: Cell| matches!(grid.at(cell), "╌" | "│" | "┼");
        let upright = |cell: Cell| matches!(grid.at(cell), "╎" | "─" | "┼");
        let mut right = start;
        while level((right, y)) {
            right += 1;
        }
        if grid.at((right, y)) != "┐" {
            return None;
        }
        let mut low = y + 1;
        while upright((x, low)) {
            low += 1;
        }
        let closes = grid.at((x, low)) == "└"
            && grid.at((right, low)) == "┘"
            && (y + 1..low).all(|y| upright((right, y)))
            && (x + 1..right).all(|x| level((x, low)));
        let frame = Rect {
            x,
            y,
            width: right + 1 - x,
            height: low + 1 - y,
        };
        let is_border = |(cx, cy): &Cell| *cx == x || *cx == right || *cy == y || *cy == low;
        closes.then(|| (frame, frame.cells().filter(is_border).collect()))
    }

    /// Every part stands in the boxes of its zones and in no other, and boxes are in each other or apart.
    fn check_frames(&mut self) {
        let mut wrong = Vec::new();
        for (i, face) in self.parts.iter().enumerate() {
            let Some(face) = face else { continue };
            let zones = self.system.around(self.system.parts[i].zone);
            for (zone, frame) in &self.frames {
                let (name, title) = (self.name(i), &self.system.zones[*zone].name);
                if zones.contains(zone) {
                    if !face.is_within(frame) {
                        wrong.push(format!("{name} is not in the box of {title}"));
                    }
                } else if face.meets(frame) {
                    wrong.push(format!("{name} is in the box of {title}, or on its border"));
                }
            }
        }
        for (one, frame) in &self.frames {
            for (other, around) in self.frames.iter().filter(|(other, _)| *other != one) {
                let is_inner = self.system.around(Some(*one)).contains(other);
                let is_outer = self.system.around(Some(*other)).contains(one);
                let names = [one, other].map(|zone| &self.system.zones[*zone].name);
                if is_inner && !frame.is_within(around) {
                    wrong.push(format!("{} is not in {}", names[0], names[1]));
                } else if !is_inner && !is_outer && one < other && frame.meets(around) {
                    wrong.push(format!("{} and {} overlap", names[0], names[1]));
                }
            }
        }
        self.faults.extend(wrong);
    }

    /// Follows the line behind each arrow head, and looks whether it is what the numbers say.
    fn follow_lines(&mut self) {
        let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
        let cells: Vec<Cell> = self.grid.cells().collect();
        for cell in cells {
            let way = match self.grid.at(cell) {
                "▶" => Way::East,
                "▼" => Way::South,
                "◀" => Way::West,
                "▲" => Way::North,
                _ => continue,
            };
            if self.owner.contains_key(&cell) || self.is_title(cell) {
                continue;
            }
            match self.follow(cell, way) {
                Ok((from, to, numbers)) => {
                    for number in numbers {
                        *seen.entry(number).or_default() += 1;
                        self.check_flow(number, from, to);
                    }
                }
                Err(says) => self.fault(format!("the head at {cell:?}: {says}")),
            }
        }
        for flow in self.system.flows.iter().filter(|flow| flow.from != flow.to) {
            let count = seen.get(&flow.number).copied().unwrap_or_default();
            if count != 1 {
                let says = format!("flow {} is at {count} heads", flow.number);
                self.faults.push(says);
            }
        }
    }

    fn check_flow(&mut self, number: u32, from: usize, to: usize) {
        let flow = self.system.flows.iter().find(|flow| flow.number == number);
        let is_so = flow.is_some_and(|flow| (flow.from, flow.to) == (from, to));
        if !is_so {
            let says = format!(
                "{number} stands at a line from {} to {}",
                self.name(from),
                self.name(to)
            );
            self.fault(says);
        }
    }

    fn is_title(&self, cell: Cell) -> bool {
        self.border.contains(&cell) && !matches!(self.grid.at(cell), "─" | "│" | "┼")
    }

    /// The part that a head touches, the one at the other end of its line, and the numbers beside the head.
    fn follow(&mut self, head: Cell, way: Way) -> Result<(usize, usize, Vec<u32>), String> {
        let to = way.from(head).and_then(|cell| self.owner.get(&cell));
        let to = *to.ok_or("it touches no part")?;
        let back = way.back();
        let mut start = back.from(head);
        let numbers = if way.is_level() {
            let run = self.run(head, back);
            start = run.last().and_then(|cell| back.from(*cell)).or(start);
            run
        } else {
            let [east, west] = [Way::East, Way::West].map(|side| self.run(head, side));
            match (east.is_empty(), west.is_empty()) {
                (false, true) => east,
                (true, false) => west,
                (true, true) => Vec::new(),
                (false, false) => return Err("numbers stand on both sides".to_owned()),
            }
        };
        let mut read = numbers.clone();
        read.sort_unstable();
        let text: String = read.iter().map(|cell| self.grid.at(*cell)).collect();
        let flows = spans(&text).ok_or_else(|| format!("\"{text}\" beside it is not a number"))?;
        self.heads.insert(head);
        self.heads.extend(numbers);
        let mut path = Vec::new();
        let from = self.walk(start, back, &mut path)?;
        let ends = (from.min(to), from.max(to));
        for cell in path {
            self.walked.entry(cell).or_default().insert(ends);
        }
        Ok((from, to, flows))
    }

    /// The cells beside a head in which a number could stand.
    fn run(&self, head: Cell, way: Way) -> Vec<Cell> {
        let mut cells = Vec::new();
        let mut at = way.from(head);
        while let Some(cell) = at {
            let text = self.grid.at(cell);
            let is_number = text
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'-' | b'!'));
            if text.is_empty() || !is_number || self.owner.contains_key(&cell) {
                break;
            }
            cells.push(cell);
            at = way.from(cell);
        }
        cells
    }

    /// Goes along a line to the part at its end.
    fn walk(&self, start: Option<Cell>, way: Way, path: &mut Vec<Cell>) -> Result<usize, String> {
        let (mut at, mut way) = (start, way);
        for _ in 0..=self.grid.width() * self.grid.height() {
            let cell = at.ok_or("its line leaves the drawing")?;
            if let Some(part) = self.owner.get(&cell) {
                return Ok(*part);
            }
            let sign = self.grid.at(cell);
            way = match (sign, way) {
                ("─", Way::East | Way::West) | ("│", Way::North | Way::South) | ("┼", _) => {
                    way
                }
                ("┌", Way::West) | ("┐", Way::East) => Way::South,
                ("└", Way::West) | ("┘", Way::East) => Way::North,
                ("┌", Way::North) | ("└", Way::South) => Way::East,
                ("┐", Way::North) | ("┘", Way::South) => Way::West,
                ("▶", Way::East) | ("◀", Way::West) | ("▲", Way::North) | ("▼", Way::South) =>
                {
                    let next = way.from(cell);
                    let part = next.and_then(|cell| self.owner.get(&cell));
                    return part
                        .copied()
                        .ok_or(format!("its line ends in a head at {cell:?}"));
                }
                (sign, Way::East | Way::West)
                    if sign
                        .bytes()
                        .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'-' | b'!'))
                        && !sign.is_empty() =>
                {
                    at = way.from(cell);
                    continue;
                }
                (sign, way) => {
                    return Err(format!("its line goes {way:?} into \"{sign}\" at {cell:?}"));
                }
            };
            if self.is_title(cell) {
                return Err(format!("its line runs into a border at {cell:?}"));
            }
            path.push(cell);
            at = way.from(cell);
        }
        Err("its line goes round".to_owned())
    }

    /// No two lines share a cell unless they cross there, and nothing is left over.
    fn check_rest(&mut self) {
        let mut wrong = Vec::new();
        for cell in self.grid.cells() {
            let sign = self.grid.at(cell);
            let lines = self.walked.get(&cell).map_or(0, BTreeSet::len);
            let is_known =
                self.owner.contains_key(&cell) || self.heads.contains(&cell) || self.is_title(cell);
            match (sign, lines) {
                ("┼", 0..=1) => {
                    wrong.push(format!("a crossing of fewer than two lines at {cell:?}"));
                }
                ("┼" | " " | "", _) | (_, 1) => {}
                (_, 2..) => wrong.push(format!("two lines share {cell:?}")),
                (sign, 0) if !is_known => {
                    wrong.push(format!("\"{sign}\" at {cell:?} belongs to nothing"));
                }
                _ => {}
            }
        }
        self.faults.extend(wrong);
    }
}

/// `7!2,9-11` as numbers of flows: what stands behind `!` counts threats.
fn spans(text: &str) -> Option<Vec<u32>> {
    let mut numbers = Vec::new();
    for span in text.split(',') {
        let (span, threats) = span.split_once('!').unwrap_or((span, "1"));
        threats.parse::<u32>().ok()?;
        let (first, last) = span.split_once('-').unwrap_or((span, span));
        numbers.extend(first.parse().ok()?..=last.parse::<u32>().ok()?);
    }
    Some(numbers)
}
