//! Examples from other trades: what can go wrong where everyone knows their way around.

use serde::Deserialize;

use super::{Catalogue, CatalogueError, read};
use crate::domain::Text;

/// The bundled examples.
const BUNDLED: &str = include_str!("teaching.ron");

/// What can go wrong in a trade that is not ours.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The trade, in a word or two.
    pub trade: Text,
    /// What can go wrong there, in a sentence.
    pub says: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Teaching {
    teaching: Vec<Example>,
}

/// The examples that come with the program.
pub(super) fn bundled() -> Result<Vec<Example>, CatalogueError> {
    Ok(read::<Teaching>(BUNDLED)?.teaching)
}

impl Catalogue {
    /// The example that comes after this many others; after the last one comes the first again.
    pub fn example(&self, place: usize) -> Option<&Example> {
        self.teaching.get(place.checked_rem(self.teaching.len())?)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_dozen_examples_come_along_each_of_its_own_trade_and_short_enough_to_read_at_a_glance() {
        let catalogue = Catalogue::bundled().unwrap();
        let all: Vec<&Example> = (0..12).filter_map(|n| catalogue.example(n)).collect();
        let trades: HashSet<&str> = all.iter().map(|example| example.trade.as_str()).collect();
        assert_eq!(trades.len(), 12);
        assert_eq!(catalogue.example(12), catalogue.example(0), "and again");
        for Example { trade, says } in all {
            assert!((1..=16).contains(&trade.chars().count()), "{trade}");
            assert!((20..=90).contains(&says.chars().count()), "{says}");
            assert!(says.ends_with('.'), "{says}");
            for word in ["password", "server", "encrypt", "hacker", "login", "data"] {
                assert!(!says.contains(word), "not of our own trade: {says}");
            }
        }
    }

    #[test]
    fn a_catalogue_without_examples_has_none() {
        let mut catalogue = Catalogue::bundled().unwrap();
        catalogue.teaching.clear();
        assert_eq!(catalogue.example(0), None);
    }
}
