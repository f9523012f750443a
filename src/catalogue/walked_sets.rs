//! The category sets of a session as they are walked: what the grid of coverage is made from.

use super::{Catalogue, CategorySet};
use crate::domain::{Asked, Head, Session, Stop, Swept, WalkedSet};

impl Catalogue {
    /// Each category set that the session uses, with its letters and every look that there is to take. What is asked
    /// without a letter is asked once, and is in each set.
    pub fn walked_sets(&self, session: &Session) -> Vec<WalkedSet> {
        let stops = self.stops(session);
        let walk: Vec<Swept> = stops.iter().flat_map(Stop::looks).collect();
        let sets = self.sets_of(session).into_iter();
        sets.map(|set| self.walked(set, &walk)).collect()
    }

    fn walked(&self, set: &CategorySet, walk: &[Swept]) -> WalkedSet {
        let heads: Vec<Head> = set
            .all_asked()
            .map(|asked| Head {
                sign: self.mark(&asked).unwrap_or_default(),
                words: asked.words().to_owned(),
                asked,
            })
            .collect();
        let is_here =
            |asked: &Asked| !asked.is_letter() || heads.iter().any(|head| head.asked == *asked);
        let looks = walk.iter().filter(|look| is_here(&look.asked)).cloned();
        WalkedSet {
            name: set.name.to_string(),
            title: set.title.to_string(),
            looks: looks.collect(),
            heads,
        }
    }
}
