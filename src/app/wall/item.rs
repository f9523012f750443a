//! A wall, and a line on it.

use crate::app::voting::Counting;
use crate::areas::wall::Shape;
use crate::areas::wall_lines::Tall;
use crate::areas::wrap;

/// What stands on the wall.
pub(crate) struct Wall<'a> {
    /// The question.
    pub(crate) heading: &'static str,
    /// In large letters, where they fit.
    pub(crate) big: bool,
    /// What it is all about.
    pub(crate) topic: String,
    /// How it goes, from whom to whom; shown while there is room for it.
    pub(crate) strip: Vec<String>,
    /// What is said before there is a line.
    pub(crate) welcome: Vec<String>,
    /// How many lines there are, and which is selected.
    pub(crate) len: usize,
    pub(crate) selected: Option<usize>,
    /// The largest number that a line may have.
    pub(crate) most: usize,
    /// Makes a line; called only for those that are in sight.
    pub(crate) line: Box<dyn Fn(usize) -> Item + 'a>,
    /// The selected line stands alone in large letters.
    pub(crate) alone: bool,
    /// The vote that is counted now.
    pub(crate) counting: Option<Counting<'a>>,
    /// What is not in sight, counted.
    pub(crate) counts: String,
    /// What the room is asked once more.
    pub(crate) corner: String,
}

/// A line on the wall.
#[derive(Default)]
pub(crate) struct Item {
    /// Its plain number.
    pub(crate) number: usize,
    /// Its words.
    pub(crate) words: String,
    /// The same as they stand in the list, where a mark may say what they are.
    pub(crate) marked: String,
    /// What the line is, in a word, where that is not seen otherwise.
    pub(crate) kind: &'static str,
    /// It is beside what the room was asked.
    pub(crate) muted: bool,
    /// What is shown below it while it is selected.
    pub(crate) under: Vec<String>,
    /// What stands above the lines of its heap, where there are heaps.
    pub(crate) head: Option<String>,
    /// It is the first below that.
    pub(crate) first: bool,
}

impl Item {
    /// A line that is what its list is of.
    pub(crate) fn of(words: String) -> Self {
        Self {
            marked: words.clone(),
            words,
            ..Self::default()
        }
    }
}

impl Wall<'_> {
    /// The place of the line that stands alone.
    pub(crate) fn alone(&self) -> Option<usize> {
        self.selected.filter(|_| self.alone)
    }

    /// How a line is cut into rows in so many cells.
    pub(crate) fn shape(&self, width: u16) -> Shape {
        Shape::of(width, self.most.to_string().len())
    }

    /// The rows of a line and of its heading while this line is selected.
    pub(crate) fn tall(&self, place: usize, width: u16, selected: Option<usize>) -> Tall {
        let item = (self.line)(place);
        Tall {
            rows: item.rows(&self.shape(width), selected == Some(place)).len(),
            head: usize::from(item.head.is_some()),
            first: item.first,
        }
    }
}

impl Item {
    /// The rows of a line: its words, and below them, if it is selected, what belongs to it. Whether they are its own words
    /// is said with each row.
    pub(crate) fn rows(&self, shape: &Shape, selected: bool) -> Vec<(String, bool)> {
        let own = |words: String| (words, true);
        let words = shape.words(&self.marked, selected).into_iter().map(own);
        let under = self.under.iter().filter(|_| selected);
        let under = under.flat_map(|words| wrap::wrap(words, shape.room));
        words.chain(under.map(|words| (words, false))).collect()
    }
}
