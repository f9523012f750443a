//! Where all threats sit: likelihood up, impact right, and in each cell its level, how many there are and which.
//!
//! Beside the matrix there is a strip for threats that were rated by one level, and a place for those that nobody rated.
//! Where the matrix does not fit, and for a listener, the same places are a list.

use super::room::travel;
use super::{Deed, Look, Room, Rooms, Row, step_to};
use crate::areas::matrix::{Grid, Wants, grid, rows_of};
use crate::areas::{self, Rect, wrap};
use crate::domain::{ItemId, Scale, Session, ThreatId};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::risk::{HeatMap, Model};

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::Matrix,
    title: "Risk matrix.",
    asks: || "Where do the threats sit, and is that right?".into(),
    rows: |look, rooms| {
        let spots = rooms.matrix.filled(look.session.scale()).into_iter();
        spots.map(Row::Placed).collect()
    },
    selected: |_, rooms| rooms.matrix.at.map(Row::Placed),
    put: |_, rooms, row| {
        if let Row::Placed(spot) = row {
            rooms.matrix.at = Some(spot);
        }
    },
    threat: |_, rooms| rooms.matrix.threats().first().copied(),
    holds: |_, rooms| {
        let threats = rooms.matrix.threats().iter();
        threats.map(|id| ItemId::from(*id)).collect()
    },
    left_for: Some(Screen::DoAbout),
    shown_by: Some(Verb::GoMatrix),
    means,
    travel: |look, rooms, verb, by| {
        let body = areas::frame::areas(areas::terminal(look.size), 1).body;
        let is_grid = rooms.matrix.areas(body, look.session.scale()).is_some() && !look.spoken;
        match verb {
            Verb::Up | Verb::Down if is_grid => {
                rooms.matrix.go_down(look.session.scale(), by);
                Deed::Done
            }
            _ => travel(look, rooms, by),
        }
    },
    select: |look, rooms, id| {
        if let Some(id) = super::as_threat(id) {
            rooms.matrix.select(look.session, id);
        }
    },
    show_new: |_, _, _| {},
    enter: |look, rooms, _| {
        rooms.matrix.look_again(look);
    },
    mend: |look, rooms| {
        if look.screen == Screen::Matrix {
            rooms.matrix.look_again(look);
        }
    },
    ..Room::BARE
};

/// What a verb means on the matrix.
fn means(look: &Look, rooms: &mut Rooms, verb: Verb) -> Deed {
    let state = &mut rooms.matrix;
    match verb {
        Verb::ScrollLeft | Verb::ScrollRight => {
            let by = if verb == Verb::ScrollLeft { -1 } else { 1 };
            state.go_sideways(look.session.scale(), by);
            Deed::Quiet
        }
        Verb::Open => match (state.at, state.threats()) {
            (None, _) => Deed::NothingSelected,
            (Some(spot), []) => {
                Deed::Say(format!("{}: no threats.", about(look.session, spot)).into())
            }
            (Some(spot), threats) => Deed::Threats(about(look.session, spot), threats.to_vec()),
        },
        Verb::NextPane | Verb::PreviousPane => {
            let (held, at) = (state.threats().first().copied(), state.at);
            state.left = !state.left;
            state.at = at;
            // What was looked at is followed to where it sits now.
            if let Some(threat) = held {
                state.select(look.session, threat);
            }
            state.mend(look.session);
            Deed::Quiet
        }
        Verb::Back => Deed::GoBack,
        _ => Deed::Usual,
    }
}

/// What stands before the threats that were rated by one level.
pub const ALONE: &str = " By level alone";
/// Cells before a place that stands in a row with others: a blank, and the mark.
pub const BEFORE: usize = 2;

/// A place with all of its threats: `high 2: T1 T5`.
pub fn whole(word: &str, threats: &[ThreatId]) -> String {
    let ids: Vec<String> = threats.iter().map(ToString::to_string).collect();
    let gap = if word.is_empty() { "" } else { " " };
    format!("{word}{gap}{}: {}", ids.len(), ids.join(" "))
}

/// No more ids than these fit in so many rows, however short they are: `T1`, and a space.
pub fn most_that_fit(width: usize, rows: usize) -> usize {
    rows * (width + 1) / 3
}

/// Where a threat can sit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// At a likelihood and an impact.
    Cell(usize, usize),
    /// At a level, rated by that alone.
    Level(usize),
    /// Nowhere yet.
    Unrated,
}

/// What only this screen knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Where the threats sit as they were rated, and with what is in place, as of the last change.
    heat: [HeatMap; 2],
    /// The change that they were made after.
    as_of: Option<u64>,
    /// The second of these is shown.
    left: bool,
    /// The selected place.
    at: Option<Spot>,
}

/// What a place is called: `high likelihood and low impact (medium)`.
pub fn about(session: &Session, spot: Spot) -> String {
    let scale = session.scale();
    match spot {
        Spot::Cell(likelihood, impact) => scale.cell_words(likelihood, impact),
        Spot::Level(level) if scale.has_matrix() => {
            format!("rated {} as a whole", scale.word(level))
        }
        Spot::Level(level) => scale.word(level).to_owned(),
        Spot::Unrated => "not rated".to_owned(),
    }
}

/// Where a threat sits, if it was rated.
fn spot_of(heat: &HeatMap, threat: ThreatId) -> Option<Spot> {
    let holds = |cell: &Vec<ThreatId>| cell.contains(&threat);
    let mut rows = heat.cells.iter().enumerate();
    let cell = rows.find_map(|(l, row)| Some(Spot::Cell(l, row.iter().position(holds)?)));
    cell.or_else(|| Some(Spot::Level(heat.strip.iter().position(holds)?)))
}

/// ` (rated high)`, where what is left of a threat sits elsewhere.
pub fn fell_words(session: &Session, state: &State, threat: ThreatId) -> String {
    let scale = session.scale();
    match state.fell_from(threat) {
        Some(Spot::Cell(l, i)) => format!(
            " (rated {})",
            scale.cell(l, i).map_or("", |at| scale.word(at))
        ),
        Some(Spot::Level(level)) => format!(" (rated {})", scale.word(level)),
        _ => String::new(),
    }
}

impl State {
    /// The selected place.
    pub fn at(&self) -> Option<Spot> {
        self.at
    }

    /// Whether what is left with the mitigations in place is shown, else the ratings.
    pub fn shows_left(&self) -> bool {
        self.left
    }

    /// How many threats there are of each level, however they were rated; the lowest first.
    pub fn counts(&self, scale: &Scale) -> Vec<usize> {
        let heat = self.shown();
        let mut counts: Vec<usize> = heat.strip.iter().map(Vec::len).collect();
        for (likelihood, row) in heat.cells.iter().enumerate() {
            for (impact, cell) in row.iter().enumerate() {
                let level = scale.cell(likelihood, impact);
                if let Some(count) = level.and_then(|level| counts.get_mut(level)) {
                    *count += cell.len();
                }
            }
        }
        counts
    }

    fn shown(&self) -> &HeatMap {
        let [rated, left] = &self.heat;
        if self.left { left } else { rated }
    }

    /// The threats at a place.
    pub fn threats_at(&self, spot: Spot) -> &[ThreatId] {
        let heat = self.shown();
        let found = match spot {
            Spot::Cell(likelihood, impact) => {
                let row = heat.cells.get(likelihood);
                row.and_then(|row| row.get(impact))
            }
            Spot::Level(level) => heat.strip.get(level),
            Spot::Unrated => Some(&heat.unrated),
        };
        found.map_or(&[], Vec::as_slice)
    }

    /// Where a threat was rated, if what is left of it is shown and sits elsewhere.
    pub fn fell_from(&self, threat: ThreatId) -> Option<Spot> {
        let [rated, left] = &self.heat;
        let was = spot_of(rated, threat);
        was.filter(|_| self.left && was != spot_of(left, threat))
    }

    /// Whether there is a strip of levels beside the matrix.
    pub fn has_strip(&self) -> bool {
        self.shown().strip.iter().any(|these| !these.is_empty())
    }

    /// The threats at the selected place.
    pub fn threats(&self) -> &[ThreatId] {
        self.at.map_or(&[], |spot| self.threats_at(spot))
    }

    /// The places that hold threats, the worst first.
    pub fn filled(&self, scale: &Scale) -> Vec<Spot> {
        let cells = (0..scale.likelihood.len()).flat_map(|likelihood| {
            let row = 0..scale.impact.len();
            row.map(move |impact| Spot::Cell(likelihood, impact))
        });
        let levels = (0..scale.levels.len()).map(Spot::Level);
        let mut spots: Vec<Spot> = cells.chain(levels).collect();
        spots.sort_by_key(|spot| std::cmp::Reverse(level_of(scale, *spot)));
        spots.push(Spot::Unrated);
        spots.retain(|spot| !self.threats_at(*spot).is_empty());
        spots
    }

    /// Where the matrix stands in this body; `None` where there is none, or no room for it.
    pub fn areas(&self, body: Rect, scale: &Scale) -> Option<Grid> {
        let widest = |words: &mut dyn Iterator<Item = &str>| words.map(wrap::width).max();
        let levels = widest(&mut scale.levels.iter().map(|level| &*level.word));
        let impact = widest(&mut scale.impact.iter().map(|step| &*step.word));
        let likelihood = widest(&mut scale.likelihood.iter().map(|step| &*step.word));
        let most = self.shown().cells.iter().flatten().map(Vec::len).max();
        let unrated = usize::from(!self.shown().unrated.is_empty());
        let pieces = self.shown().strip.iter().enumerate().rev();
        let pieces = pieces.filter(|(_, threats)| !threats.is_empty());
        let room = usize::from(body.width).saturating_sub(wrap::width(ALONE) + 1);
        let pieces = pieces.map(|(level, threats)| {
            // Of what does not fit in a row it is enough to know that; nothing else stands in that row.
            if threats.len() > most_that_fit(room, 1) {
                return room;
            }
            let says = whole(scale.word(level), threats);
            wrap::width(&says) + BEFORE
        });
        let named = rows_of(pieces, room);
        grid(
            body,
            Wants {
                rows: scale.likelihood.len(),
                columns: scale.impact.len(),
                name: likelihood.unwrap_or_default(),
                cell: levels.max(impact).unwrap_or_default(),
                digits: most.unwrap_or_default().to_string().len(),
                strip: usize::from(self.has_strip()) + unrated,
                whole_strip: named + unrated,
            },
        )
    }

    /// Makes the places anew, once for each change.
    fn look_again(&mut self, look: &Look) {
        if self.as_of != Some(look.revision) {
            let model = Model::of(look.session, &look.scales.conventions);
            self.heat = [model.heat_map(None), model.heat_map(Some(model.now()))];
            self.as_of = Some(look.revision);
        }
        self.mend(look.session);
    }

    /// Keeps the selected place where something is: at first it is the worst that holds threats.
    fn mend(&mut self, session: &Session) {
        let scale = session.scale();
        let is_there = match self.at {
            Some(Spot::Cell(l, i)) => l < scale.likelihood.len() && i < scale.impact.len(),
            Some(spot) => !self.threats_at(spot).is_empty(),
            None => false,
        };
        if !is_there {
            let top = scale.likelihood.len().checked_sub(1);
            let corner = top.zip(scale.impact.len().checked_sub(1));
            let corner = corner.map(|(l, i)| Spot::Cell(l, i));
            self.at = self.filled(scale).first().copied().or(corner);
        }
    }

    /// Selects the place of a threat.
    fn select(&mut self, session: &Session, id: ThreatId) {
        let spots = self.filled(session.scale()).into_iter();
        let found = { spots }.find(|spot| self.threats_at(*spot).contains(&id));
        self.at = found.or(self.at);
    }

    /// The lines of the screen from top to bottom, each from left to right.
    fn lines(&self, scale: &Scale) -> Vec<Vec<Spot>> {
        let row = |likelihood| -> Vec<Spot> {
            let cells = 0..scale.impact.len();
            cells.map(|impact| Spot::Cell(likelihood, impact)).collect()
        };
        let mut lines: Vec<Vec<Spot>> = (0..scale.likelihood.len()).rev().map(row).collect();
        let strip = (0..scale.levels.len()).rev().map(Spot::Level);
        lines.push(
            strip
                .filter(|spot| !self.threats_at(*spot).is_empty())
                .collect(),
        );
        lines.push(
            [Spot::Unrated]
                .into_iter()
                .filter(|spot| !self.threats_at(*spot).is_empty())
                .collect(),
        );
        lines.retain(|line| !line.is_empty());
        lines
    }

    fn place(&self, lines: &[Vec<Spot>]) -> Option<(usize, usize)> {
        let at = self.at?;
        lines.iter().enumerate().find_map(|(row, line)| {
            let column = line.iter().position(|spot| *spot == at)?;
            Some((row, column))
        })
    }

    fn go_down(&mut self, scale: &Scale, by: isize) {
        let lines = self.lines(scale);
        let (row, column) = self.place(&lines).unwrap_or_default();
        let line = step_to(lines.len(), Some(row), by).and_then(|row| lines.get(row));
        let found = line.and_then(|line| line.get(column).or(line.last()));
        self.at = found.copied().or(self.at);
    }

    fn go_sideways(&mut self, scale: &Scale, by: isize) {
        let lines = self.lines(scale);
        let (row, column) = self.place(&lines).unwrap_or_default();
        let line = lines.get(row);
        let found = line.and_then(|line| line.get(step_to(line.len(), Some(column), by)?));
        self.at = found.copied().or(self.at);
    }
}

/// The level of a place; that of the unrated is below all.
fn level_of(scale: &Scale, spot: Spot) -> Option<usize> {
    match spot {
        Spot::Cell(likelihood, impact) => scale.cell(likelihood, impact),
        Spot::Level(level) => Some(level),
        Spot::Unrated => None,
    }
}
