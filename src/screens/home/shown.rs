//! Which sessions the start screen and the journal show, and in which order: worked out when what that depends on has
//! changed, and not for every key and frame.

use std::collections::HashSet;

use super::{Recent, State, fold, journal};

/// What the shown ones follow from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Of {
    /// How often sessions were read, or words were found in them.
    news: u64,
    filter: String,
    sought: bool,
    returning: bool,
    journal: bool,
}

/// The places of the shown ones among all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    of: Option<Of>,
    places: Vec<usize>,
}

impl State {
    /// The sessions whose titles hold the filter, in any case, and those in which its words were found; in the journal only
    /// what was heard.
    pub fn shown(&self) -> Vec<&Recent> {
        let all = self.recents.as_deref().unwrap_or_default();
        let at = |places: &[usize]| places.iter().filter_map(|at| all.get(*at)).collect();
        if self.is_kept() {
            at(&self.kept.places)
        } else {
            at(&self.places())
        }
    }

    /// Keeps what is shown after something happened.
    pub(crate) fn follow(&mut self) {
        if !self.is_kept() {
            self.kept = Shown {
                of: Some(self.of()),
                places: self.places(),
            };
        }
    }

    fn is_kept(&self) -> bool {
        self.kept.of.as_ref().is_some_and(|of| {
            of.news == self.news
                && of.filter == self.filter
                && of.sought == self.sought.is_some()
                && of.returning == self.returning
                && of.journal == self.journal
        })
    }

    fn of(&self) -> Of {
        Of {
            news: self.news,
            filter: self.filter.clone(),
            sought: self.sought.is_some(),
            returning: self.returning,
            journal: self.journal,
        }
    }

    fn places(&self) -> Vec<usize> {
        let filter = fold(&self.filter);
        let sought = self.sought.as_ref().filter(|it| self.goes_on_from(it));
        let found = sought.iter().flat_map(|it| &it.found);
        let found: HashSet<&str> = found.map(|found| found.path.as_str()).collect();
        let all = self.recents.iter().flatten().zip(&self.folded).enumerate();
        let fits = all.filter(|(_, (recent, folded))| {
            filter.is_empty() || folded.contains(&filter) || found.contains(&*recent.path)
        });
        let mut fits: Vec<(usize, &Recent)> = fits.map(|(at, (recent, _))| (at, recent)).collect();
        if self.journal {
            fits.retain(|(_, recent)| recent.heard.is_some());
            fits.sort_by_key(|(_, recent)| journal::order(recent));
        } else if self.returning {
            fits.retain(|(_, recent)| recent.broken.is_none());
            // The sort is stable: the last touched stays first among equals.
            fits.sort_by_key(|(_, recent)| {
                (recent.late_actions == 0, recent.revisit_due.is_none())
            });
        }
        fits.into_iter().map(|(at, _)| at).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Found, Sought};
    use super::*;

    fn recents(count: usize) -> Vec<Recent> {
        let recent = |n: usize| Recent {
            path: format!("{n}.ron"),
            title: format!("Session {n}"),
            late_actions: n % 3,
            ..Recent::default()
        };
        (0..count).map(recent).collect()
    }

    fn found(home: &State, path: usize) -> Sought {
        Sought {
            words: home.filter.clone(),
            found: vec![Found {
                path: format!("{path}.ron"),
                at: None,
                says: "Threat: worm".to_owned(),
                more: 0,
            }],
        }
    }

    proptest! {
        /// Whatever happens, what is kept is what would be worked out, and so is what is shown before it is kept.
        #[test]
        fn what_is_kept_is_what_is_shown(steps in prop::collection::vec((0..7_u8, 0..12_usize), 1..30)) {
            let mut home = State::default();
            for (what, n) in steps {
                match what {
                    0 => home.take(recents(n), 0),
                    1 => home.filter = ["", "1", "session", "worm"][n % 4].to_owned(),
                    2 => home.take_found(found(&home, n)),
                    3 => home.unfilter(),
                    4 => home.returning ^= true,
                    5 => home.journal ^= true,
                    _ => home.fold(),
                }
                let paths = |home: &State| -> Vec<String> {
                    home.shown().iter().map(|recent| recent.path.clone()).collect()
                };
                let fresh = State { kept: Shown::default(), ..home.clone() };
                prop_assert_eq!(paths(&home), paths(&fresh));
                home.follow();
                prop_assert!(home.is_kept());
                prop_assert_eq!(paths(&home), paths(&fresh));
            }
        }
    }
}
