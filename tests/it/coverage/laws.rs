//! What holds for the grid of every session.

use std::collections::HashSet;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use threatboard::catalogue::Catalogue;
use threatboard::check::coverage::{Cell, Count, Coverage, Line, State, coverage};
use threatboard::domain::{
    Asked, Edit, ElementKind, FourQuestion, New, Place, Session, SessionField, Stop, Stride, Swept,
    Text, Threat, WalkedSet,
};
use threatboard::screens::go_wrong::{Known, Sweep};

use crate::support::{room, ten};

const SETS: [&str; 3] = ["stride", "cia", "linddun"];

/// A threat as numbers: where, and of which categories.
type Rough = (Vec<usize>, Vec<usize>);

/// A system with some threats, and some looks that came to nothing.
#[derive(Clone, Debug)]
pub(super) struct System {
    kinds: Vec<ElementKind>,
    flows: Vec<(usize, usize)>,
    zone: Vec<usize>,
    threats: Vec<Rough>,
    swept: Vec<usize>,
    sets: Vec<&'static str>,
}

pub(super) fn system() -> impl Strategy<Value = System> {
    let kinds = select(
        &[
            ElementKind::ExternalEntity,
            ElementKind::Process,
            ElementKind::DataStore,
        ][..],
    );
    let some = |most| prop::collection::vec(0..1000_usize, 0..most);
    (
        prop::collection::vec(kinds, 0..6),
        prop::collection::vec((0..6_usize, 0..6_usize), 0..8),
        some(4),
        prop::collection::vec((some(3), some(4)), 0..8),
        some(12),
        subsequence(SETS.to_vec(), 1..=3),
    )
        .prop_map(|(kinds, flows, zone, threats, swept, sets)| System {
            kinds,
            flows,
            zone,
            threats,
            swept,
            sets,
        })
}

fn name(n: usize) -> Text {
    Text::new(&format!("part{n}"))
}

impl System {
    pub(super) fn session(&self, catalogue: &Catalogue) -> Session {
        let mut session = room();
        let parts = self.kinds.len();
        let mut make = |edit: Edit| session.apply(&edit, ten()).map(|_| ()).unwrap_or_default();
        let sets = self.sets.iter().map(|set| Text::new(set)).collect();
        make(Edit::Session(SessionField::Sets(sets)));
        for (n, kind) in self.kinds.iter().enumerate() {
            make(Edit::Add(New::Element {
                name: name(n),
                kind: Some(*kind),
                unknown: false,
            }));
        }
        for (from, to) in self.flows.iter().filter(|(from, to)| from.max(to) < &parts) {
            make(Edit::Add(New::Flow {
                from: name(*from),
                to: name(*to),
                data: Text::new("data"),
            }));
        }
        let inner: Vec<Text> = self
            .zone
            .iter()
            .filter(|_| parts > 0)
            .map(|n| name(n % parts))
            .collect();
        make(Edit::Add(New::Zone(Text::new("inside"), inner)));
        let places = places(&session);
        let letters: Vec<Asked> = SETS
            .iter()
            .filter_map(|set| catalogue.set_named(set))
            .flat_map(|set| set.all_asked())
            .collect();
        for (n, (at, of)) in self.threats.iter().enumerate() {
            let mut new = New::threat(Text::new(&format!("threat {n}")), FourQuestion::GoWrong);
            if let New::Threat(new) = &mut new {
                new.places = at.iter().map(|n| places[n % places.len()]).collect();
                for asked in of.iter().map(|n| &letters[n % letters.len()]) {
                    match asked {
                        Asked::Letter(letter) => new.stride.push(*letter),
                        Asked::Of(category) => new.categories.push(category.clone()),
                        Asked::Whole | Asked::Accidents => unreachable!("neither is a letter"),
                    }
                }
            }
            session.apply(&Edit::Add(new), ten()).unwrap();
        }
        let walk = walk(catalogue, &session);
        for n in &self.swept {
            let look = walk[n % walk.len()].clone();
            let edit = Edit::Session(SessionField::Sweep(look, true));
            session.apply(&edit, ten()).unwrap();
        }
        session
    }
}

/// Everything that is asked about.
fn walk(catalogue: &Catalogue, session: &Session) -> Vec<Swept> {
    let stops = catalogue.stops(session);
    stops.iter().flat_map(Stop::looks).collect()
}

/// Whether the sweep takes this as looked at.
fn is_done(sweep: &Sweep, look: &Swept) -> bool {
    let stop = sweep.stop(look.place).unwrap();
    let letters = sweep.letters(stop);
    let here = letters.iter().find(|(asked, _)| **asked == look.asked);
    here.unwrap().1 != Known::NotYet
}

fn places(session: &Session) -> Vec<Place> {
    let elements = session.elements.iter().map(|e| Place::Element(e.id));
    let flows = session.flows.iter().map(|f| Place::Flow(f.id));
    elements.chain(flows).chain([Place::Whole]).collect()
}

fn grids(catalogue: &Catalogue, session: &Session) -> Vec<(WalkedSet, Coverage)> {
    let walked_sets = catalogue.walked_sets(session).into_iter();
    walked_sets
        .map(|walked| {
            let grid = coverage(session, &walked);
            (walked, grid)
        })
        .collect()
}

/// Whether a threat is of a category.
fn is_of(threat: &Threat, asked: &Asked) -> bool {
    match asked {
        Asked::Letter(letter) => threat.stride.contains(letter),
        Asked::Of(category) => threat.categories.contains(category),
        Asked::Whole | Asked::Accidents => false,
    }
}

fn plus(a: Count, b: Count) -> Count {
    Count {
        found: a.found + b.found,
        nothing: a.nothing + b.nothing,
        open: a.open + b.open,
        no: a.no + b.no,
        found_unasked: a.found_unasked + b.found_unasked,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_threat_stands_at_each_of_its_places_under_each_of_its_letters_and_nowhere_else(system in system()) {
        let catalogue = Catalogue::bundled().unwrap();
        let session = system.session(&catalogue);
        for (walked, grid) in grids(&catalogue, &session) {
            for threat in &session.threats {
                let letters: Vec<usize> = (0..walked.heads.len())
                    .filter(|n| is_of(threat, &walked.heads[*n].asked))
                    .collect();
                let other = walked.heads.len();
                let mut expected = HashSet::new();
                for place in &threat.places {
                    match place {
                        Place::Whole => {
                            expected.extend([(Line::At(Place::Whole), other), (Line::Accidents, other)]);
                        }
                        place if letters.is_empty() => {
                            expected.insert((Line::At(*place), other));
                        }
                        place => expected.extend(letters.iter().map(|n| (Line::At(*place), *n))),
                    }
                }
                let mut found = HashSet::new();
                for row in &grid.rows {
                    let here = row.cells.iter().enumerate();
                    let here = here.filter(|(_, cell)| cell.threats.contains(&threat.id));
                    found.extend(here.map(|(n, _)| (row.line, n)));
                }
                prop_assert_eq!(&found, &expected, "{} {}", threat.id, walked.name);
            }
        }
    }

    #[test]
    fn every_look_of_the_sweep_has_one_cell_which_is_looked_at_when_the_sweep_says_so(system in system()) {
        let catalogue = Catalogue::bundled().unwrap();
        let session = system.session(&catalogue);
        let known: HashSet<Swept> = walk(&catalogue, &session).into_iter().collect();
        let sweep = Sweep::of(&catalogue, &session);
        let mut seen: HashSet<Swept> = HashSet::new();
        for (walked, grid) in grids(&catalogue, &session) {
            let cells: Vec<&Cell> = grid.rows.iter().flat_map(|row| &row.cells).collect();
            let looks: Vec<&Swept> = cells.iter().filter_map(|cell| cell.look.as_ref()).collect();
            let each: HashSet<&Swept> = looks.iter().copied().collect();
            prop_assert_eq!(each.len(), looks.len(), "{}: no look stands twice", walked.name);
            seen.extend(each.into_iter().cloned());
            for cell in cells {
                let swept = cell.look.as_ref().is_some_and(|look| session.swept.contains(look));
                let expected = match (cell.threats.is_empty(), swept, &cell.look) {
                    (false, _, _) => State::Found,
                    (true, true, _) => State::Nothing,
                    (true, false, Some(_)) => State::Open,
                    (true, false, None) => State::No,
                };
                prop_assert_eq!(cell.state, expected);
                if let Some(look) = &cell.look {
                    prop_assert_eq!(is_done(&sweep, look), cell.state != State::Open, "{:?}", look);
                }
            }
        }
        prop_assert_eq!(seen, known);
    }

    #[test]
    fn counts_of_rows_and_of_columns_add_up_to_the_whole(system in system()) {
        let catalogue = Catalogue::bundled().unwrap();
        let session = system.session(&catalogue);
        for (walked, grid) in grids(&catalogue, &session) {
            let zero = Count::default();
            let rows = grid.rows.iter().fold(zero, |sum, row| plus(sum, row.count()));
            let columns = (0..grid.columns.len()).fold(zero, |sum, n| plus(sum, grid.count_of(n)));
            let whole = grid.count();
            prop_assert_eq!(rows, whole);
            prop_assert_eq!(columns, whole);
            prop_assert_eq!(whole.of() + whole.no + whole.found_unasked, grid.rows.len() * grid.columns.len());
            prop_assert_eq!(whole.of(), walked.looks.len());
        }
    }

    #[test]
    fn marking_a_look_changes_its_cell_alone_and_taking_it_back_changes_all_back(
        system in system(), n in any::<usize>()
    ) {
        let catalogue = Catalogue::bundled().unwrap();
        let mut session = system.session(&catalogue);
        let before = grids(&catalogue, &session);
        let walk = walk(&catalogue, &session);
        let look = walk[n % walk.len()].clone();
        let was = session.swept.clone();
        let looked = was.contains(&look);
        let turn = |session: &mut Session, to: bool| {
            let edit = Edit::Session(SessionField::Sweep(look.clone(), to));
            session.apply(&edit, ten()).unwrap();
        };
        turn(&mut session, !looked);
        let marked = grids(&catalogue, &session);
        for ((_, old), (_, new)) in before.iter().zip(&marked) {
            let pairs = old.rows.iter().zip(&new.rows).flat_map(|(a, b)| a.cells.iter().zip(&b.cells));
            for (a, b) in pairs {
                let mine = a.look.as_ref() == Some(&look) && a.threats.is_empty();
                prop_assert_eq!(a != b, mine);
            }
        }
        turn(&mut session, looked);
        prop_assert_eq!(grids(&catalogue, &session), before);
    }
}

#[test]
fn where_a_letter_does_not_matter_a_threat_is_seen_all_the_same() {
    let catalogue = Catalogue::bundled().unwrap();
    let mut session = room();
    let customer = New::Element {
        name: Text::new("customer"),
        kind: Some(ElementKind::ExternalEntity),
        unknown: false,
    };
    session.apply(&Edit::Add(customer), ten()).unwrap();
    let mut threat = New::threat(Text::new("Bribed"), FourQuestion::GoWrong);
    if let New::Threat(new) = &mut threat {
        new.places = vec![Place::Element(session.elements[0].id)];
        new.stride = vec![Stride::Tampering];
    }
    session.apply(&Edit::Add(threat), ten()).unwrap();
    let (_, grid) = grids(&catalogue, &session).remove(0);
    let states: Vec<State> = grid.rows[0].cells.iter().map(|cell| cell.state).collect();
    let [open, found, no] = [State::Open, State::Found, State::No];
    assert_eq!(states, [open, found, open, no, no, no, no]);
}
