//! What comes of a verb on a screen, as a value that `app` carries out.

use super::{Row, intake, journal, one, pasted, what_if};
use crate::domain::{Edit, Foreseen, ItemId, Says, Swept, ThreatId};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::screens::choice::Choice;

/// What comes of a verb on a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// What the verb does on every screen that has no meaning of its own for it.
    Usual,
    /// Nothing more: the screen has done what there was to do.
    Done,
    /// The same, and what the status line said is over.
    Quiet,
    /// Say that nothing is selected.
    NothingSelected,
    /// Say this.
    Say(Says),
    /// Do what another verb does.
    Verb(Verb),

    /// Select this line of a list that is kept outside of the rooms.
    Pick(Row),
    /// Select the first line, if none is selected.
    First,
    /// The room has selected something itself: what is said next is about it.
    Pointed,
    /// Show another screen, by default the one on which this item lives, with the item selected.
    Show(Option<Screen>, Option<ItemId>, Option<Says>),
    /// List these threats, which are all at one place, to go to one of them.
    Threats(String, Vec<ThreatId>),
    /// Look for the cheapest set beside the screen.
    Cheapest(what_if::Search),
    /// Go where the finding of this check is fixed; the verb goes back.
    Fix(&'static str, Verb),
    /// Go back to the screen that was shown before this one.
    GoBack,

    /// Open a line to type in.
    Line(Box<Bar>),
    /// Show a short list of keys to choose from.
    Choose(Choice),
    /// Make a change, and select this row after it.
    Make(Edit, Option<Row>),
    /// Make a change, and select what it wrote down.
    Add(Edit),

    /// Say which key lists the sessions first.
    Folded,
    /// Fold the list of sessions.
    Fold,
    /// Open the session of this place in the list.
    Open(usize),
    /// Begin the new meeting.
    Begin,
    /// Keep which threat the incident was.
    Foreseen(Foreseen),
    /// The next person's turn; the one before spoke or passed.
    Turn {
        /// Nothing was said.
        passed: bool,
    },
    /// The place of the sweep that is shown was looked at; show the next one.
    Swept,
    /// Sweep at this place, with this in mind.
    SweepAt(Swept),
    /// The letter that the room is asked about was looked at, or not after all.
    LookedAt,
    /// The next threat of question 3.
    NextThreat,
    /// Open the line of the wall again.
    Wall,
    /// Write the picked exports.
    Write,
    /// A step through an import.
    Import(intake::Step),
    /// A pasted list is added, or not, or read from another column.
    Paste(pasted::Step),
    /// A step through the form of one threat.
    Form(one::Move),
    /// A key of the journal.
    Journal(journal::Step),
}

impl Deed {
    /// A line to type in.
    pub(crate) fn line(bar: Bar) -> Self {
        Self::Line(Box::new(bar))
    }

    /// Another screen.
    pub(crate) fn show(screen: Screen) -> Self {
        Self::Show(Some(screen), None, None)
    }
}
