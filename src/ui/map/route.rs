//! How lines run between two columns: each flow's turn gets a track, so that no two flows ever share a stretch.
//!
//! All lines of one element's side are one net and may share a track. A net that leaves a row must turn before another
//! net enters that row; two nets that swap rows are taken apart with a detour over a free row.
use std::collections::BTreeSet;

use crate::layout::{Plan, What};

/// The upright part of a net, with the rows at which lines join it.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Rows of places in the left column.
    pub(super) left: Vec<usize>,
    /// Rows of places in the right column.
    pub(super) right: Vec<usize>,
    /// The row over which it goes on to another run of the channel, if it was taken apart.
    pub(super) detour: Option<(usize, usize)>,
    /// Which net it is part of, within the channel.
    pub(super) net: usize,
    /// Which track it is on, counted from the left.
    pub(super) track: usize,
    placed: bool,
    /// A run that must be placed before, and left of this one.
    after: Option<usize>,
}

impl Run {
    fn new(net: usize, left: Vec<usize>, right: Vec<usize>) -> Self {
        Self {
            left,
            right,
            detour: None,
            net,
            track: 0,
            placed: false,
            after: None,
        }
    }

    fn rows(&self) -> impl Iterator<Item = usize> {
        self.left
            .iter()
            .chain(&self.right)
            .copied()
            .chain(self.detour.map(|(row, _)| row))
    }

    /// First and last row of the upright.
    pub(super) fn span(&self) -> (usize, usize) {
        (
            self.rows().min().unwrap_or(0),
            self.rows().max().unwrap_or(0),
        )
    }

    fn overlaps(&self, other: &Self) -> bool {
        let ((a, b), (c, d)) = (self.span(), other.span());
        a <= d && c <= b
    }
}

/// How often lines cross when run `first` is left of run `second`.
fn crossings(first: &Run, second: &Run) -> usize {
    let within = |rows: &[usize], (top, bottom): (usize, usize)| {
        rows.iter().filter(|r| (top..=bottom).contains(r)).count()
    };
    within(&second.left, first.span()) + within(&first.right, second.span())
}

/// Everything between one column and the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Channel {
    /// Nets that go straight on: their row.
    pub(super) straight: Vec<usize>,
    /// Nets that turn.
    pub(super) runs: Vec<Run>,
    /// How many tracks the runs need.
    pub(super) tracks: usize,
}

/// Routes every channel; the second value is how many rows the lines need, which may be more than the plan has.
pub(super) fn route(plan: &Plan) -> (Vec<Channel>, usize) {
    let mut rows = plan.rows;
    let borders: BTreeSet<usize> = plan
        .frames
        .iter()
        .flat_map(|frame| [frame.top, frame.bottom])
        .collect();
    let mut channels: Vec<Channel> = nets(plan);
    for channel in &mut channels {
        rows = rows.max(channel.assign(&borders, plan.rows));
    }
    (channels, rows)
}

/// The nets of each channel: the pieces that share an element.
fn nets(plan: &Plan) -> Vec<Channel> {
    let mut keyed: Vec<Vec<((bool, usize), Run)>> =
        vec![Vec::new(); plan.columns.saturating_sub(1)];
    for piece in &plan.pieces {
        let (Some(left), Some(right)) = (plan.items.get(piece.left), plan.items.get(piece.right))
        else {
            continue;
        };
        let Some(channel) = keyed.get_mut(left.column) else {
            continue;
        };
        // A label or bend has one line on each side, so a net is an element with its lines, or one line.
        let key = if matches!(right.what, What::Node(_)) {
            (true, piece.right)
        } else {
            (false, piece.left)
        };
        let at = channel
            .iter()
            .position(|(other, _)| *other == key)
            .unwrap_or_else(|| {
                channel.push((key, Run::new(channel.len(), Vec::new(), Vec::new())));
                channel.len() - 1
            });
        if let Some((_, run)) = channel.get_mut(at) {
            for (rows, row) in [(&mut run.left, left.row), (&mut run.right, right.row)] {
                if !rows.contains(&row) {
                    rows.push(row);
                }
            }
        }
    }
    keyed
        .into_iter()
        .map(|runs| {
            let mut channel = Channel::default();
            for (_, run) in runs {
                if run.left == run.right {
                    channel.straight.extend(run.left);
                } else {
                    channel.runs.push(run);
                }
            }
            channel
        })
        .collect()
}

impl Channel {
    /// Gives each run its track; returns how many rows are needed.
    fn assign(&mut self, borders: &BTreeSet<usize>, plan_rows: usize) -> usize {
        let mut rows = plan_rows;
        let mut spare: BTreeSet<usize> = BTreeSet::new();
        loop {
            if let Some(ready) = self.ready() {
                self.place(ready);
                continue;
            }
            // Whatever is still unplaced waits in a circle; the halves of a net taken apart are never in one.
            let circle = self
                .runs
                .iter()
                .position(|run| !run.placed && run.detour.is_none());
            let Some(first) = circle else { break };
            let wanted = self.runs.get(first).map_or(0, |run| run.span().0);
            let free = |row: &usize| {
                !borders.contains(row)
                    && !spare.contains(row)
                    && !self.straight.contains(row)
                    && self
                        .runs
                        .iter()
                        .all(|run| run.rows().all(|other| other != *row))
            };
            let row = (0..plan_rows)
                .filter(free)
                .min_by_key(|row| row.abs_diff(wanted))
                .unwrap_or_else(|| {
                    rows += 1;
                    rows - 1
                });
            spare.insert(row);
            self.take_apart(first, row);
        }
        self.tracks = self.runs.iter().map(|run| run.track + 1).max().unwrap_or(0);
        rows
    }

    /// Of the runs all of whose forerunners have a track, the one that crosses the fewest lines when it comes next.
    fn ready(&self) -> Option<usize> {
        let unplaced = || self.runs.iter().enumerate().filter(|(_, run)| !run.placed);
        let ready = unplaced().filter(|(index, _)| self.forerunners(*index).all(|run| run.placed));
        let cost = |index: usize, run: &Run| {
            let others = || {
                unplaced()
                    .filter(|(other, _)| *other != index)
                    .map(|(_, other)| other)
            };
            let (now, later): (usize, usize) = (
                others().map(|other| crossings(run, other)).sum(),
                others().map(|other| crossings(other, run)).sum(),
            );
            now.cast_signed() - later.cast_signed()
        };
        ready
            .min_by_key(|(index, run)| (cost(*index, run), run.span()))
            .map(|(index, _)| index)
    }

    /// Runs that must turn left of run `index`: they leave a row that it enters, or lead to it.
    fn forerunners(&self, index: usize) -> impl Iterator<Item = &Run> {
        let run = self.runs.get(index);
        self.runs
            .iter()
            .enumerate()
            .filter_map(move |(other_index, other)| {
                let run = run?;
                let leaves = other.left.iter().any(|row| run.right.contains(row));
                (other_index != index && (leaves || run.after == Some(other_index)))
                    .then_some(other)
            })
    }

    fn place(&mut self, index: usize) {
        let Some(run) = self.runs.get(index) else {
            return;
        };
        let left_of = self
            .forerunners(index)
            .chain(self.runs.iter().filter(|o| o.placed && o.overlaps(run)));
        let track = left_of.map(|other| other.track + 1).max().unwrap_or(0);
        if let Some(run) = self.runs.get_mut(index) {
            run.track = track;
            run.placed = true;
        }
    }

    /// Makes two runs of one: the first leads from its left rows to the free `row`, the second from there on.
    fn take_apart(&mut self, index: usize, row: usize) {
        let second = self.runs.len();
        let Some(run) = self.runs.get_mut(index) else {
            return;
        };
        let mut rest = Run::new(run.net, Vec::new(), std::mem::take(&mut run.right));
        rest.detour = Some((row, index));
        rest.after = Some(index);
        run.detour = Some((row, second));
        self.runs.push(rest);
    }
}
