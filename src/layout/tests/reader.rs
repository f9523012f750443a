//! Reads a drawn map as a person does, from its characters alone: finds each name, follows each line from its arrow
//! head to the part at its other end, and reads the numbers on the way.
use std::collections::BTreeMap;

use super::super::*;
use crate::domain::ElementKind;

/// A map as characters, and which part each cell belongs to.
struct Reader {
    grid: Vec<Vec<char>>,
    owner: BTreeMap<(i32, i32), usize>,
    wrong: Vec<String>,
}

/// Everything that is wrong with a drawing.
pub(super) fn faults(sketch: &Sketch, picture: &Picture) -> Vec<String> {
    let glyph = |x, y| match &picture.canvas().cell(x, y).unwrap().glyph {
        Glyph::Char(c) => *c,
        Glyph::Cluster(letter) => letter.chars().next().unwrap(),
        Glyph::Tail => '\u{1}',
    };
    let rows = 0..picture.height();
    let mut reader = Reader {
        grid: rows
            .map(|y| (0..picture.width()).map(|x| glyph(x, y)).collect())
            .collect(),
        owner: BTreeMap::new(),
        wrong: Vec::new(),
    };
    reader.names(sketch, picture);
    zones(sketch, picture, &mut reader.wrong);
    reader.lines(sketch);
    reader.wrong
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || c == ',' || c == '-' || c == '!'
}

impl Reader {
    fn at(&self, x: i32, y: i32) -> char {
        let row = usize::try_from(y).ok().and_then(|y| self.grid.get(y));
        let cell = row.and_then(|row| row.get(usize::try_from(x).ok()?));
        cell.copied().unwrap_or(' ')
    }

    fn names(&mut self, sketch: &Sketch, picture: &Picture) {
        for (i, part) in sketch.parts.iter().enumerate() {
            let Some(area) = picture.area(part.id) else {
                self.wrong.push(format!("{} is not drawn", part.name));
                continue;
            };
            let [open, close] = match part.kind {
                ElementKind::ExternalEntity => ['(', ')'],
                ElementKind::Process => ['[', ']'],
                ElementKind::DataStore => ['{', '}'],
            };
            let mut read = String::new();
            for y in area.y..area.y + area.height {
                let row: Vec<char> = self.grid[y][area.x..area.x + area.width].to_vec();
                if row.first() != Some(&open) || row.last() != Some(&close) {
                    self.wrong
                        .push(format!("{}: brackets of {row:?}", part.name));
                }
                read.extend(row[1..row.len() - 1].iter().filter(|c| !c.is_whitespace()));
                for x in area.x..area.x + area.width {
                    let cell = (i32::try_from(x).unwrap(), i32::try_from(y).unwrap());
                    if self.owner.insert(cell, i).is_some() {
                        self.wrong
                            .push(format!("{} lies over another part", part.name));
                    }
                }
            }
            let whole: String = part.name.chars().filter(|c| !c.is_whitespace()).collect();
            if part.name.is_ascii() && part.name.len() <= 24 && !read.starts_with(&whole) {
                self.wrong.push(format!("{:?} reads {read:?}", part.name));
            }
        }
    }

    fn lines(&mut self, sketch: &Sketch) {
        let mut found: BTreeMap<(usize, usize), String> = BTreeMap::new();
        for y in 0..i32::try_from(self.grid.len()).unwrap() {
            for x in 0..i32::try_from(self.grid[0].len()).unwrap() {
                let towards = match self.at(x, y) {
                    _ if self.owner.contains_key(&(x, y)) => continue,
                    '▶' => (1, 0),
                    '◀' => (-1, 0),
                    '▼' => (0, 1),
                    '▲' => (0, -1),
                    _ => continue,
                };
                match self.line((x, y), towards) {
                    Ok((from, to, number)) => {
                        if found.insert((from, to), number).is_some() {
                            self.wrong.push(format!("two lines end at {x},{y}"));
                        }
                    }
                    Err(why) => self.wrong.push(why),
                }
            }
        }
        let mut wanted: BTreeMap<(usize, usize), Vec<(u32, &str)>> = BTreeMap::new();
        for flow in &sketch.flows {
            let count = sketch.parts.len();
            if flow.from != flow.to && flow.from < count && flow.to < count {
                let numbers = wanted.entry((flow.from, flow.to)).or_default();
                numbers.push((flow.label, &*flow.badge));
            }
        }
        let wanted: BTreeMap<_, _> = wanted
            .into_iter()
            .map(|(ends, numbers)| (ends, shortened(&numbers)))
            .collect();
        if found != wanted {
            self.wrong.push(format!("read {found:?}, not {wanted:?}"));
        }
    }

    /// From an arrow head back to the part that the line leaves.
    fn line(
        &self,
        (x, y): (i32, i32),
        (dx, dy): (i32, i32),
    ) -> Result<(usize, usize, String), String> {
        let to = *self
            .owner
            .get(&(x + dx, y + dy))
            .ok_or(format!("the head at {x},{y} points at nothing"))?;
        let numerals = |step: i32| {
            let cells = (1..).map(|n| x + step * n);
            let cells = cells
                .take_while(|x| is_numeral(self.at(*x, y)) && !self.owner.contains_key(&(*x, y)));
            let mut read: String = cells.map(|x| self.at(x, y)).collect();
            if step < 0 {
                read = read.chars().rev().collect();
            }
            read
        };
        let (left, right) = (numerals(-1), numerals(1));
        let (number, mut at) = if dy == 0 {
            let number = if dx > 0 { left } else { right };
            let behind = i32::try_from(number.len()).unwrap() + 1;
            (number, (x - dx * behind, y))
        } else if left.is_empty() || right.is_empty() {
            (left + &right, (x, y - dy))
        } else {
            return Err(format!("two numbers at {x},{y}: {left} and {right}"));
        };
        if number.is_empty() {
            return Err(format!("no number at {x},{y}"));
        }
        let mut go = (-dx, -dy);
        for _ in 0..10_000 {
            if let Some(from) = self.owner.get(&at) {
                return Ok((*from, to, number));
            }
            let sign = self.at(at.0, at.1);
            go = match (sign, go) {
                ('─', (_, 0)) | ('│' | '▲' | '▼', (0, _)) | ('┼', _) => go,
                ('◀' | '▶', (_, 0)) => go,
                ('┌', (0, -1)) | ('└', (0, 1)) => (1, 0),
                ('┌', (-1, 0)) | ('┐', (1, 0)) => (0, 1),
                ('┐', (0, -1)) | ('┘', (0, 1)) => (-1, 0),
                ('└', (-1, 0)) | ('┘', (1, 0)) => (0, -1),
                (c, (_, 0)) if is_numeral(c) => go,
                _ => return Err(format!("the line from {x},{y} breaks at {at:?}: {sign:?}")),
            };
            at = (at.0 + go.0, at.1 + go.1);
        }
        Err(format!("the line from {x},{y} goes round"))
    }
}

/// Numbers as they are written on a line, worked out in another way than the drawing does.
fn shortened(numbers: &[(u32, &str)]) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut rest = numbers;
    while let Some((first, badge)) = rest.first() {
        let plain = |badge: &str| badge.is_empty();
        let run = rest
            .iter()
            .zip(*first..)
            .take_while(|((number, badge), next)| number == next && plain(badge))
            .count();
        if !plain(badge) {
            words.push(format!("{first}{badge}"));
            rest = &rest[1..];
            continue;
        }
        let (last, _) = rest[run - 1];
        words.push(match run {
            1 => first.to_string(),
            2 => format!("{first},{last}"),
            _ => format!("{first}-{last}"),
        });
        rest = &rest[run..];
    }
    words.join(",")
}

/// Every part and zone stands in its zones' boxes and in no other.
fn zones(sketch: &Sketch, picture: &Picture, wrong: &mut Vec<String>) {
    let chain = |zone: Option<usize>| {
        let mut chain: Vec<usize> = Vec::new();
        let mut next = zone.filter(|zone| *zone < sketch.zones.len());
        while let Some(zone) = next.filter(|zone| !chain.contains(zone)) {
            chain.push(zone);
            next = sketch.zones[zone]
                .parent
                .filter(|zone| *zone < sketch.zones.len());
        }
        chain
    };
    let inside = |a: Area, b: Area| {
        a.x > b.x && a.y > b.y && a.x + a.width < b.x + b.width && a.y + a.height < b.y + b.height
    };
    let apart = |a: Area, b: Area| {
        a.x + a.width <= b.x
            || b.x + b.width <= a.x
            || a.y + a.height <= b.y
            || b.y + b.height <= a.y
    };
    for (at, zone) in sketch.zones.iter().enumerate() {
        let Some(frame) = picture.area(zone.id.into()) else {
            if sketch
                .parts
                .iter()
                .any(|part| chain(part.zone).contains(&at))
            {
                wrong.push(format!("zone {} is not drawn", zone.name));
            }
            continue;
        };
        let parts = sketch.parts.iter().map(|part| (part.id, chain(part.zone)));
        let others = sketch
            .zones
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at);
        let others = others.map(|(other, zone)| (zone.id.into(), chain(Some(other))));
        for (id, around) in parts.chain(others) {
            let Some(area) = picture.area(id) else {
                continue;
            };
            let holds = chain(Some(at))
                .iter()
                .any(|outer| id == sketch.zones[*outer].id.into());
            if around.contains(&at) && !inside(area, frame) {
                wrong.push(format!("{id} is not in {}", zone.name));
            } else if !around.contains(&at) && !holds && !apart(area, frame) {
                wrong.push(format!("{id} is in {}", zone.name));
            }
        }
    }
}
