//! Where all threats sit, by id.

use super::levels::Levels;
use super::model::Model;
use crate::domain::{Rated, ThreatId};

/// The threats by where they sit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeatMap {
    /// A row for each step of likelihood, lowest first, in it a cell for each step of impact.
    pub cells: Vec<Vec<Vec<ThreatId>>>,
    /// Threats that were rated by one level, by it.
    pub strip: Vec<Vec<ThreatId>>,
    /// Threats that nobody rated.
    pub unrated: Vec<ThreatId>,
}

impl Model {
    /// Where the threats sit: with what `left` takes as done, or by their ratings.
    pub fn heat_map(&self, left: Option<&Levels>) -> HeatMap {
        let scale = &self.scale;
        let mut map = HeatMap {
            cells: vec![vec![Vec::new(); scale.impact.len()]; scale.likelihood.len()],
            strip: vec![Vec::new(); scale.levels.len()],
            unrated: Vec::new(),
        };
        for (place, node) in self.threats.iter().enumerate() {
            let rated = match left {
                Some(levels) => levels.left(place).and_then(|left| left.rated),
                None => node.rated,
            };
            let cell = match rated {
                Some(Rated::Single(level)) => map.strip.get_mut(level),
                Some(Rated::Matrix(l, i)) => map.cells.get_mut(l).and_then(|row| row.get_mut(i)),
                None => Some(&mut map.unrated),
            };
            if let Some(cell) = cell {
                cell.push(node.id);
            }
        }
        map
    }
}
