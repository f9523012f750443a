//! What stands in each row or column of a sheet.

use super::grid::across;
use super::squash::Squash;
use super::way::Stop;

/// What stands in a row (or column).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A part, by number.
    Part(usize),
    /// A border, or the name in it.
    Frame,
    Title,
    /// The number of a line.
    Number(usize),
    Line(usize),
}

/// One thing in one row: from `start` to `end`, which move with a variable.
#[derive(Clone, Copy, Debug)]
pub(super) struct Thing {
    pub row: i32,
    pub start: i32,
    pub end: i32,
    pub var: usize,
    pub kind: Kind,
}

impl Squash<'_> {
    /// Everything, by rows when it is drawn together from the side, else by columns.
    pub(super) fn things(&self) -> Vec<Thing> {
        let mut things = Vec::new();
        for (i, rect) in self.sheet.parts.iter().enumerate() {
            let (start, length, row, rows) = self.turned(*rect);
            for row in row..row + rows {
                let end = start + length - 1;
                things.push(Thing {
                    row,
                    start,
                    end,
                    var: i,
                    kind: Kind::Part(i),
                });
            }
        }
        for (i, (rect, ring)) in self.sheet.rings.iter().zip(&self.model.rings).enumerate() {
            let (start, length, row, rows) = self.turned(*rect);
            for row in row..row + rows {
                for (at, var) in [
                    (start, self.ring_var(i, false)),
                    (start + length - 1, self.ring_var(i, true)),
                ] {
                    let thing = Thing {
                        row,
                        start: at,
                        end: at,
                        var,
                        kind: Kind::Frame,
                    };
                    let title = self.across && row == rect.y && var == self.ring_var(i, false);
                    let named =
                        !self.across && at == rect.y && row > rect.x && row <= rect.x + ring.w;
                    things.push(match (title, named) {
                        (true, _) => Thing {
                            end: at + ring.w,
                            kind: Kind::Title,
                            ..thing
                        },
                        (_, true) => Thing {
                            kind: Kind::Title,
                            ..thing
                        },
                        _ => thing,
                    });
                }
            }
        }
        for (line, (way, pieces)) in self.sheet.ways.iter().zip(self.pieces).enumerate() {
            let Some(way) = way else { continue };
            let Some(vars) = self.vars.get(line) else {
                continue;
            };
            for (piece, var) in pieces.iter().zip(vars) {
                if let Some(var) = var {
                    for row in piece.start..=piece.end {
                        let (start, end) = (piece.at, piece.at);
                        things.push(Thing {
                            row,
                            start,
                            end,
                            var: *var,
                            kind: Kind::Line(line),
                        });
                    }
                }
            }
            let ends = self.model.links.get(line).map_or([0, 0], |link| link.ends);
            let outer = [
                vars.first().copied().flatten(),
                vars.last().copied().flatten(),
            ];
            for ((stop, part), var) in way.stops.iter().zip(ends).zip(outer) {
                self.numbers(*stop, part, var, line, &mut things);
            }
        }
        things
    }

    /// The number and arrow head at one end. They move with their part, or with the upright line whose end they are.
    fn numbers(
        &self,
        stop: Stop,
        part: usize,
        line_var: Option<usize>,
        line: usize,
        things: &mut Vec<Thing>,
    ) {
        if stop.len == 0 {
            return;
        }
        let kind = Kind::Number(line);
        let across = across(stop.dir);
        let (left, right) = if across {
            (
                stop.x.min(stop.number),
                stop.x.max(stop.number + stop.len - 1),
            )
        } else {
            (stop.number, stop.number + stop.len - 1)
        };
        match (self.across, across) {
            (true, true) => {
                things.push(Thing {
                    row: stop.y,
                    start: left,
                    end: right,
                    var: part,
                    kind,
                });
            }
            (true, false) => {
                if let Some(var) = line_var {
                    things.push(Thing {
                        row: stop.y,
                        start: left,
                        end: right,
                        var,
                        kind,
                    });
                }
            }
            // A number beside a line across is part of that line.
            (false, true) => {}
            (false, false) => {
                for row in left.min(stop.x)..=right.max(stop.x) {
                    things.push(Thing {
                        row,
                        start: stop.y,
                        end: stop.y,
                        var: part,
                        kind,
                    });
                }
            }
        }
    }
}
