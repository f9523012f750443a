//! Where the room looked, letter by letter: one grid per category set, the same for every screen, file and command.
//!
//! A row is a place, a column a letter. Which letters matter for a kind of place is the catalogue's data and comes along
//! as a [`WalkedSet`]. A threat stands in a cell even where its letter does not usually matter: the room found it there.

use std::collections::{HashMap, HashSet};

use crate::domain::{
    Asked, Event, ItemId, Place, Relation, Session, Swept, Threat, ThreatId, WalkedSet,
};

/// One category set over the whole system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The set's name in files and commands.
    pub set: String,
    /// What it is called where people read it.
    pub title: String,
    /// The letters; the last column is for what has none.
    pub columns: Vec<Column>,
    /// The places, in the order of the walk.
    pub rows: Vec<Row>,
    /// Threats at an element or a flow that have no category of any set.
    pub uncategorized: usize,
    /// Threats that stand under a category that does not matter there.
    pub misplaced: usize,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its head: `S`.
    pub sign: String,
    /// In words: `spoofing`.
    pub words: String,
    /// What is asked there; nothing in the last column, where that follows from the row.
    pub asked: Option<Asked>,
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// A place; for the system as a whole, what no single part shows.
    At(Place),
    /// What happens to the whole without an attacker.
    Accidents,
}

impl Line {
    /// Where it is.
    pub fn place(self) -> Place {
        match self {
            Self::At(place) => place,
            Self::Accidents => Place::Whole,
        }
    }
}

/// A cell by what it is about, so that it stays the same one when rows come and go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Spot {
    /// The row.
    pub line: Line,
    /// The column, by its place.
    pub column: usize,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is about.
    pub line: Line,
    /// One cell per column.
    pub cells: Vec<Cell>,
}

/// A place with a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// How far the room is there.
    pub state: State,
    /// What was found, in the order of the list.
    pub threats: Vec<ThreatId>,
    /// The look that the sweep takes there; nothing where that letter does not matter.
    pub look: Option<Swept>,
    /// Somebody looked, and what is there has changed since.
    pub again: bool,
}

impl Cell {
    /// What is known of a look where these threats were found.
    pub fn new(
        look: Option<Swept>,
        threats: Vec<ThreatId>,
        is_swept: impl FnOnce(&Swept) -> bool,
    ) -> Self {
        let state = match &look {
            _ if !threats.is_empty() => State::Found,
            None => State::No,
            Some(look) if is_swept(look) => State::Nothing,
            Some(_) => State::Open,
        };
        Self {
            state,
            threats,
            look,
            again: false,
        }
    }
}

/// How far the room is with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// There is a threat.
    Found,
    /// The room looked, and there was nothing.
    Nothing,
    /// No one has looked.
    Open,
    /// That letter does not matter there.
    No,
}

impl State {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 4] = [Self::Found, Self::Nothing, Self::Open, Self::No];
}

/// How many cells are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Asked about, and a threat was found.
    pub found: usize,
    /// Looked at, and nothing found.
    pub nothing: usize,
    /// Not looked at.
    pub open: usize,
    /// Where the letter does not matter.
    pub no: usize,
    /// Where it does not, and a threat was found all the same.
    pub found_unasked: usize,
}

impl Count {
    /// Those of the walk that the room has looked at.
    pub fn looked(self) -> usize {
        self.found + self.nothing
    }

    /// All of the walk.
    pub fn of(self) -> usize {
        self.looked() + self.open
    }

    fn of_all<'c>(cells: impl Iterator<Item = &'c Cell>) -> Self {
        let mut count = Self::default();
        for cell in cells {
            *match cell.state {
                State::Found if cell.look.is_none() => &mut count.found_unasked,
                State::Found => &mut count.found,
                State::Nothing => &mut count.nothing,
                State::Open => &mut count.open,
                State::No => &mut count.no,
            } += 1;
        }
        count
    }
}

impl Row {
    /// How far the room is at this place.
    pub fn count(&self) -> Count {
        Count::of_all(self.cells.iter())
    }
}

impl Coverage {
    /// How far the room is with everything.
    pub fn count(&self) -> Count {
        Count::of_all(self.rows.iter().flat_map(|row| &row.cells))
    }

    /// How far the room is with one letter.
    pub fn count_of(&self, column: usize) -> Count {
        Count::of_all(self.rows.iter().filter_map(|row| row.cells.get(column)))
    }

    /// The row about this.
    pub fn row(&self, line: Line) -> Option<&Row> {
        self.rows.iter().find(|row| row.line == line)
    }

    /// The cell at a spot.
    pub fn cell(&self, spot: Spot) -> Option<&Cell> {
        self.row(spot.line)?.cells.get(spot.column)
    }

    /// Whether the room swept with this set: it noted a look at one of its letters, whatever came of it. What is asked
    /// without a letter is asked with every set, and counts where the set asks nothing else.
    pub fn is_begun(&self, session: &Session) -> bool {
        let looks = self.rows.iter().flat_map(|row| &row.cells);
        let looks: HashSet<&Swept> = looks.filter_map(|cell| cell.look.as_ref()).collect();
        let has_letters = looks.iter().any(|look| look.asked.is_letter());
        let mut own = session.swept.iter();
        own.any(|swept| looks.contains(swept) && (swept.asked.is_letter() || !has_letters))
    }

    /// Places with something that no one has looked at.
    pub fn open_places(&self) -> Vec<Place> {
        let open = self.rows.iter().filter(|row| row.count().open > 0);
        let mut places: Vec<Place> = open.map(|row| row.line.place()).collect();
        places.dedup();
        places
    }
}

/// Where the room looked with a set of letters, and what it found there.
pub fn coverage(session: &Session, set: &WalkedSet) -> Coverage {
    let heads = set.heads.iter().map(|head| Column {
        sign: head.sign.clone(),
        words: head.words.clone(),
        asked: Some(head.asked.clone()),
    });
    let mut columns: Vec<Column> = heads.collect();
    columns.push(Column {
        sign: "other".to_owned(),
        words: "without a category".to_owned(),
        asked: None,
    });
    let mut there: HashMap<Place, Vec<&Threat>> = HashMap::new();
    for threat in &session.threats {
        for place in super::index::distinct(&threat.places) {
            there.entry(place).or_default().push(threat);
        }
    }
    let looks: HashSet<&Swept> = set.looks.iter().collect();
    let swept: HashSet<&Swept> = session.swept.iter().collect();
    let cells_there = |event: Event| event.row().touches.contains(&Relation::CellsThere);
    let changed = session.look_again.iter();
    let changed = changed.filter(|look| cells_there(look.why));
    let changed: HashSet<ItemId> = changed.map(|look| look.of).collect();
    let rows = lines(session, set, &there).into_iter().map(|line| {
        let found = there.get(&line.place()).map_or(&[][..], Vec::as_slice);
        let cells = columns.iter().map(|column| {
            let look = asked(line, column).map(|asked| Swept {
                place: line.place(),
                asked,
            });
            let look = look.filter(|look| looks.contains(look));
            let here = found
                .iter()
                .filter(|threat| stands(threat, line, column, set));
            let threats = here.map(|threat| threat.id).collect();
            let again = look.as_ref().is_some_and(|look| swept.contains(look))
                && line.place().item().is_some_and(|id| changed.contains(&id));
            Cell {
                again,
                ..Cell::new(look, threats, |look| swept.contains(look))
            }
        });
        Row {
            line,
            cells: cells.collect(),
        }
    });
    let rows: Vec<Row> = rows.collect();
    let unasked = rows.iter().flat_map(|row| row.cells.iter().zip(&columns));
    let unasked = unasked.filter(|(cell, column)| cell.look.is_none() && column.asked.is_some());
    let misplaced: HashSet<ThreatId> = unasked.flat_map(|(cell, _)| cell.threats.clone()).collect();
    Coverage {
        set: set.name.clone(),
        title: set.title.clone(),
        uncategorized: session
            .threats
            .iter()
            .filter(|threat| is_uncategorized(threat))
            .count(),
        misplaced: misplaced.len(),
        rows,
        columns,
    }
}

/// The rows: places in the order of the walk, then those where something was found although nothing is asked there,
/// and at the end the system as a whole.
fn lines(session: &Session, set: &WalkedSet, there: &HashMap<Place, Vec<&Threat>>) -> Vec<Line> {
    let mut known = HashSet::new();
    let walked = set.looks.iter().map(|look| look.place);
    let elements = session.elements.iter().map(|e| Place::Element(e.id));
    let flows = session.flows.iter().map(|f| Place::Flow(f.id));
    let unasked = elements
        .chain(flows)
        .filter(|place| there.contains_key(place));
    let mut lines: Vec<Line> = walked
        .chain(unasked)
        .filter(|place| *place != Place::Whole && known.insert(*place))
        .map(Line::At)
        .collect();
    let is_asked = |asked: &Asked| set.looks.iter().any(|look| look.asked == *asked);
    if is_asked(&Asked::Whole) || there.contains_key(&Place::Whole) {
        lines.push(Line::At(Place::Whole));
    }
    if is_asked(&Asked::Accidents) {
        lines.push(Line::Accidents);
    }
    lines
}

/// Whether it waits for a category: it is at an element or a flow, and has none of any set.
fn is_uncategorized(threat: &Threat) -> bool {
    let is_somewhere = threat.places.iter().any(|place| *place != Place::Whole);
    is_somewhere && threat.stride.is_empty() && threat.categories.is_empty()
}

/// What is asked in a cell.
fn asked(line: Line, column: &Column) -> Option<Asked> {
    match (line, &column.asked) {
        (Line::At(Place::Whole), None) => Some(Asked::Whole),
        (Line::Accidents, None) => Some(Asked::Accidents),
        (Line::At(Place::Whole) | Line::Accidents, Some(_)) => None,
        (Line::At(_), asked) => asked.clone(),
    }
}

/// Whether a threat of the line's place stands in this column. What is said of the whole has no letter to be looked for;
/// anywhere else, what has no letter of the set stands in the last column.
fn stands(threat: &Threat, line: Line, column: &Column, set: &WalkedSet) -> bool {
    let is_whole = line.place() == Place::Whole;
    match &column.asked {
        None if is_whole => true,
        None => !set.heads.iter().any(|head| is_under(threat, &head.asked)),
        Some(asked) => !is_whole && is_under(threat, asked),
    }
}

/// Whether a threat was found under what is asked. At the system as a whole there is nothing to tell threats apart by.
pub fn is_under(threat: &Threat, asked: &Asked) -> bool {
    match asked {
        Asked::Letter(letter) => threat.stride.contains(letter),
        Asked::Of(category) => threat.categories.contains(category),
        Asked::Whole | Asked::Accidents => true,
    }
}
