//! A pasted list before it counts: what becomes of each line, decided one by one or left as it is.

pub mod answers;
mod facts;
mod line;
mod table;

use super::{Deed, Look, Room, Rooms, Row};
use crate::domain::{Draft, ItemId, NoteKind, ParticipantId, Session, Text, says};
use crate::keys::Screen;
use crate::keys::verb::Verb;
use crate::lines::bar::Bar;
use crate::lines::table as lines;
use crate::parse::cells::{Cells, Item};
use crate::parse::chat::{MAX_PASTE, Paste, grammar, is_chatter};
use crate::screens::choice::Choice;
use answers::Answers;
pub use line::{Becomes, Line, Unread, speaker};
use table::is_owned;
pub use table::{Fact, Here, Table};

/// Its row in the table of screens.
pub(super) const ROOM: Room = Room {
    id: Screen::Pasted,
    title: "What was pasted.",
    asks: || {
        says![
            "Press ",
            Verb::Open,
            " to add these as one change, ",
            Verb::Back,
            " to add nothing."
        ]
    },
    rows: |_, rooms| {
        let lines = rooms.pasted.as_ref().map_or(0, |paste| paste.lines.len());
        (0..lines).map(Row::Pasted).collect()
    },
    selected: |_, rooms| {
        let paste = rooms.pasted.as_ref()?;
        (paste.at < paste.lines.len()).then_some(Row::Pasted(paste.at))
    },
    put: |_, rooms, row| {
        if let (Row::Pasted(place), Some(paste)) = (row, &mut rooms.pasted) {
            paste.at = place;
        }
    },
    means,
    ..Room::BARE
};

/// A step that needs more than this screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Add the lines.
    Take,
    /// Add nothing, and keep the paste.
    Close,
    /// Take the text from the next column, or from the one before.
    Column {
        /// From the next one.
        forward: bool,
    },
}

/// A paste that is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// The line into which it was pasted, with what was half typed there.
    pub bar: Bar,
    /// The paste opened that line.
    pub opened_line: bool,
    /// The screen on which it was pasted.
    pub back_to: Screen,
    /// The list of that screen was shown large and plain.
    pub wall: bool,
    /// What was pasted.
    pub source: Source,
    /// The lines, in order.
    pub lines: Vec<Line>,
    /// Which of them is selected, from 0.
    pub at: usize,
    /// Lines that held only a name or a time.
    pub skipped: usize,
    /// Lines beyond what one paste may hold.
    pub cut: usize,
    /// Answers to sheets in it.
    pub answers: Option<Box<Answers>>,
    /// Ballots in plain words in it, by who sent them; not shown.
    pub ballots: Vec<(ParticipantId, Vec<Text>)>,
}

/// What was pasted, as it can be read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Lines, each a row of one cell.
    Lines(Vec<Vec<Text>>),
    /// A table.
    Table(Box<Table>),
}

/// Tells what reads like a fix.
pub(crate) type IsFix<'a> = &'a dyn Fn(&str) -> bool;

impl State {
    /// A paste that was read, on the way into the line `bar`.
    pub(crate) fn new(bar: Bar, back_to: Screen, paste: Paste, is_fix: IsFix<'_>) -> Self {
        let mut state = Self {
            source: Source::Lines(paste.rows),
            lines: Vec::new(),
            skipped: paste.skipped,
            cut: paste.cut,
            bar,
            opened_line: false,
            back_to,
            wall: false,
            at: 0,
            answers: None,
            ballots: Vec::new(),
        };
        let items = paste.lines.into_iter().map(|said| Item {
            said,
            rated: None,
            due: None,
        });
        state.fill(items, is_fix);
        state
    }

    /// A table that was read.
    pub(crate) fn of_cells(
        bar: Bar,
        back_to: Screen,
        cells: Cells,
        here: &Here,
        is_fix: IsFix<'_>,
    ) -> Self {
        let paste = Paste {
            cut: cells.cut,
            ..Paste::default()
        };
        let table = Table::new(cells, &bar, here);
        let mut state = Self {
            source: Source::Table(Box::new(table)),
            ..Self::new(bar, back_to, paste, is_fix)
        };
        state.read_table(here, is_fix);
        state
    }

    /// Makes lines of what was read.
    fn fill(&mut self, items: impl Iterator<Item = Item>, is_fix: IsFix<'_>) {
        let makes_threats = self.bar.is(&lines::THREAT) || self.bar.is(&lines::WALL);
        // Where names are collected, `Jo` is one.
        let are_said = makes_threats
            || [&lines::QUESTION, &lines::PARK, &lines::ASSUMPTION]
                .iter()
                .any(|line| self.bar.is(line));
        let is_list = self.bar.is(&lines::THREAT) && matches!(self.source, Source::Lines(_));
        let lines = items.map(|mut item| {
            item.said.noise &= are_said || !is_chatter(&item.said.text);
            let (becomes, words) = match grammar::read(&item.said.text) {
                grammar::Says::Question if is_list => (Becomes::Question, None),
                grammar::Says::Fix(words) if is_list => (Becomes::Parked, Some(words.to_owned())),
                _ => (Becomes::Usual, None),
            };
            let is_named_fix = words.is_some();
            if let Some(words) = words {
                item.said.text = words;
            }
            Line {
                head: None,
                mark: String::new(),
                unread: None,
                becomes,
                written: becomes,
                dropped: item.said.noise,
                fix: is_named_fix || makes_threats && is_fix(&item.said.text),
                rated: item.rated,
                due: item.due,
                said: item.said,
                of: None,
            }
        });
        self.lines = lines.collect();
        self.at = 0;
    }

    /// Puts another paste, or the next piece of this one, behind the lines that are here. Says how many lines came;
    /// `None` where there is no room for it: a table, or more than one paste may hold.
    pub(crate) fn extend(&mut self, paste: Paste, is_fix: IsFix<'_>) -> Option<usize> {
        let Source::Lines(rows) = &mut self.source else {
            return None;
        };
        let bytes =
            |rows: &[Vec<Text>]| rows.iter().flatten().map(|cell| cell.len()).sum::<usize>();
        if bytes(rows) + bytes(&paste.rows) > MAX_PASTE {
            return None;
        }
        rows.extend(paste.rows);
        self.skipped += paste.skipped;
        self.cut += paste.cut;
        let (mut lines, at) = (std::mem::take(&mut self.lines), self.at);
        let items = paste.lines.into_iter().map(|said| Item {
            said,
            rated: None,
            due: None,
        });
        self.fill(items, is_fix);
        let came = self.lines.len();
        lines.append(&mut self.lines);
        (self.lines, self.at) = (lines, at);
        Some(came)
    }

    /// Makes lines of the columns of the table.
    fn read_table(&mut self, here: &Here, is_fix: IsFix<'_>) {
        let Source::Table(table) = &mut self.source else {
            return;
        };
        let items = table.read(&self.bar, here);
        self.skipped = items.without_words;
        self.fill(items.rows.into_iter(), is_fix);
    }

    /// Takes the text from the next column, or from the one before. Says whether there are columns.
    pub(crate) fn turn_column(&mut self, forward: bool, here: &Here, is_fix: IsFix<'_>) -> bool {
        let Source::Table(table) = &mut self.source else {
            return false;
        };
        table.turn(forward);
        self.read_table(here, is_fix);
        true
    }

    /// What the file keeps of it.
    pub(crate) fn draft(&self) -> Draft {
        let typed = self.bar.draft(&self.back_to.name());
        Draft {
            pasted: match &self.source {
                Source::Lines(rows) => rows.clone(),
                Source::Table(table) => table.rows(),
            },
            ..typed.unwrap_or_else(|| Draft {
                screen: Text::new(&self.back_to.name()),
                bar: Text::new(self.bar.line.id),
                about: self.bar.about,
                text: Text::default(),
                caret: 0,
                closed: false,
                list: Text::default(),
                pasted: Vec::new(),
            })
        }
    }

    /// The selected line.
    pub fn selected(&mut self) -> Option<&mut Line> {
        self.lines.get_mut(self.at)
    }

    /// Lines that read like a fix and would become threats.
    pub fn fixes(&self) -> usize {
        self.lines.iter().filter(|line| line.is_early_fix()).count()
    }

    /// Whether a key of this screen has anything to do.
    pub fn offers(&self, verb: Verb) -> bool {
        match verb {
            Verb::ParkFixes => self.fixes() > 0,
            Verb::ScrollLeft | Verb::ScrollRight => matches!(self.source, Source::Table(_)),
            _ => true,
        }
    }

    /// The names of its lines are those of owners.
    pub fn names_are_owners(&self) -> bool {
        is_owned(&self.bar) && matches!(self.source, Source::Table(_))
    }

    /// What a line becomes that is left as it is.
    pub fn usual(&self) -> &'static str {
        self.items().0
    }

    /// The same, one and several.
    fn items(&self) -> (&'static str, &'static str) {
        self.bar.line.items.unwrap_or(("line", "lines"))
    }

    /// What a line becomes, in a word or two.
    pub fn kind(&self, line: &Line) -> &'static str {
        match line.becomes {
            _ if line.dropped && line.said.noise => "left out",
            _ if line.dropped => "dropped",
            Becomes::Usual => self.items().0,
            Becomes::Threat => "threat",
            Becomes::Question => "question",
            Becomes::Parked => "parked",
            Becomes::Waits(_) => "waits",
            Becomes::Note(NoteKind::Change) => "change",
            Becomes::Note(NoteKind::Keep) => "keep",
            Becomes::Note(_) => "note",
            Becomes::Agreed(_, true) => "yes",
            Becomes::Agreed(_, false) => "no",
            Becomes::Confidence(_) | Becomes::TimeWellSpent(_) => "hand",
        }
    }

    /// `12 threats`: what comes of it, without what is only said about it.
    pub fn counted(&self) -> String {
        let usual = self.items();
        let kinds = [
            usual,
            ("threat", "threats"),
            ("question", "questions"),
            ("parked", "parked"),
            ("waiting note", "waiting notes"),
        ];
        let label = |becomes: Becomes| match becomes {
            Becomes::Usual => Some(usual),
            Becomes::Threat => Some(("threat", "threats")),
            Becomes::Question => Some(("question", "questions")),
            Becomes::Parked => Some(("parked", "parked")),
            Becomes::Waits(_) => Some(("waiting note", "waiting notes")),
            _ => None,
        };
        let kept = self.lines.iter().filter(|line| !line.dropped);
        let kept: Vec<_> = kept.filter_map(|line| label(line.becomes)).collect();
        let firsts = kinds.iter().enumerate();
        let counts = firsts.filter_map(|(place, kind)| {
            // What the line makes may be one of the others.
            let is_told = kinds.iter().take(place).any(|told| told == kind);
            let count = kept.iter().filter(|label| *label == kind).count();
            (count > 0 && !is_told).then(|| several(count, kind.0, kind.1))
        });
        let of_the_end = self.counted_of_the_end();
        let counts: Vec<String> = counts.chain(of_the_end).collect();
        if counts.is_empty() {
            return several(0, usual.0, usual.1);
        }
        counts.join(", ")
    }

    /// Sets who said the selected line; a name that no one has is then known on its other lines, too. Says how many
    /// lines that were.
    pub fn set_speaker(&mut self, who: Option<(ParticipantId, &str)>) -> usize {
        let Some(line) = self.selected() else {
            return 0;
        };
        if let (Some(place), Some((id, _))) = (line.of, who) {
            return self.sign(place, id);
        }
        let name = line.said.speaker_name.take();
        line.set_speaker(who);
        let Some(name) = name else { return 1 };
        let others = self.lines.iter_mut();
        let others = others.filter(|line| line.said.speaker_name.as_ref() == Some(&name));
        let others = others.map(|line| {
            line.said.speaker_name = None;
            line.set_speaker(who);
        });
        1 + others.count()
    }
}

/// Pastes that were closed without adding them.
#[derive(Clone, Debug, Default)]
pub struct Closed {
    /// A list as it was when it was closed.
    pub paste: Option<Box<State>>,
    /// The last ballots, as they came from the chat. No one is shown what they say.
    pub ballots: Option<String>,
    /// It was closed by the last key.
    pub just: bool,
}

impl Closed {
    /// Another key was pressed.
    pub fn settle(&mut self) {
        self.just = false;
    }
}

/// `12 threats`.
fn several(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn means(_: &Look, rooms: &mut Rooms, verb: Verb) -> Deed {
    let Some(paste) = rooms.pasted.as_deref_mut() else {
        return Deed::Usual;
    };
    match verb {
        Verb::Open => Deed::Paste(Step::Take),
        Verb::Back => Deed::Paste(Step::Close),
        Verb::ScrollLeft => Deed::Paste(Step::Column { forward: false }),
        Verb::ScrollRight => Deed::Paste(Step::Column { forward: true }),
        Verb::Owner => Deed::Choose(Choice::Speaker),
        Verb::Pick => drop_or_keep(paste),
        Verb::Threat => becomes(paste, Becomes::Threat),
        Verb::Question => becomes(paste, Becomes::Question),
        Verb::Park => becomes(paste, Becomes::Parked),
        Verb::ParkFixes => park_fixes(paste),
        _ => Deed::Usual,
    }
}

fn drop_or_keep(paste: &mut State) -> Deed {
    if let Some(line) = paste.selected() {
        line.dropped = !line.dropped;
    }
    Deed::Quiet
}

/// Makes something else of the selected line; asked for twice, it is as it was. A line that was left out is back.
fn becomes(paste: &mut State, becomes: Becomes) -> Deed {
    let usual = match becomes {
        Becomes::Usual => true,
        Becomes::Threat => paste.bar.is(&lines::THREAT),
        Becomes::Question => paste.bar.is(&lines::QUESTION),
        Becomes::Parked => paste.bar.is(&lines::PARK),
        _ => false,
    };
    let known = paste.usual();
    if let Some(line) = paste.selected() {
        let wanted = if usual { Becomes::Usual } else { becomes };
        let again = line.becomes == wanted && !line.dropped;
        if again && wanted == line.written {
            let already = match wanted {
                Becomes::Usual => format!("a {known}"),
                Becomes::Threat => "a threat".to_owned(),
                Becomes::Question => "a question".to_owned(),
                Becomes::Parked => "parked".to_owned(),
                Becomes::Waits(_) => "a waiting note".to_owned(),
                _ => "an answer".to_owned(),
            };
            return Deed::Say(format!("This line is already {already}.").into());
        }
        line.becomes(if again { line.written } else { wanted });
        line.dropped = false;
    }
    Deed::Quiet
}

fn park_fixes(paste: &mut State) -> Deed {
    let count = paste.fixes();
    if count == 0 {
        return Deed::Say("No line reads like a fix.".into());
    }
    for line in &mut paste.lines {
        if line.is_early_fix() {
            line.becomes(Becomes::Parked);
        }
    }
    Deed::Say(format!("{} parked.", several(count, "fix", "fixes")).into())
}

/// Lets go of an item that the line was about and that is gone.
pub fn still_about(session: &Session, about: Option<ItemId>) -> Option<ItemId> {
    about.filter(|id| session.holds(*id))
}
