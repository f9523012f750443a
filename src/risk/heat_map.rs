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

#[cfg(test)]
mod tests {
    use crate::domain::{MitigationId, Rated, Scale, Status, Strength, ThreatId};
    use crate::risk::{Conventions, LinkIn, MitigationIn, Model, ThreatIn};

    #[test]
    fn threats_sit_where_they_were_rated_or_where_they_are_left() {
        let threat = |id, rated| ThreatIn {
            id: ThreatId(id),
            rated,
            rests_on: None,
        };
        let threats = vec![
            threat(1, Some(Rated::Matrix(2, 1))),
            threat(2, None),
            threat(3, Some(Rated::Single(3))),
            threat(4, Some(Rated::Matrix(2, 1))),
        ];
        let link = |id| LinkIn {
            threat: ThreatId(id),
            strength: None,
            kind: None,
            in_rating: false,
        };
        let mitigation = MitigationIn {
            id: MitigationId(1),
            status: Status::Implemented,
            passed: None,
            strength: Some(Strength::Some),
            kind: None,
            instead_of: None,
            effort: None,
            links: vec![link(1), link(2), link(3)],
        };
        let conventions = Conventions::bundled();
        let model = Model::new(Scale::standard(), &conventions, threats, vec![mitigation]);
        let ids = |ids: &[u32]| ids.iter().copied().map(ThreatId).collect::<Vec<_>>();
        let rated = model.heat_map(None);
        assert_eq!(rated.cells[2][1], ids(&[1, 4]));
        assert_eq!(rated.strip[3], ids(&[3]));
        assert_eq!(rated.unrated, ids(&[2]));
        let left = model.heat_map(Some(model.now()));
        assert_eq!(
            (&left.cells[1][1], &left.cells[2][1]),
            (&ids(&[1]), &ids(&[4]))
        );
        assert_eq!((&left.strip[2], &left.strip[3]), (&ids(&[3]), &ids(&[])));
        let moved: Vec<_> = model.compared(model.now(), &model.what_if([])).collect();
        assert_eq!(moved.len(), 3, "those that are rated");
    }
}
