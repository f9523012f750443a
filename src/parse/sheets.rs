//! What comes back on sheets: a pasted chat with folded lines, as the answers of people of this session.

use crate::domain::{
    ActionId, MOST_ANSWERS, Moment, NoteKind, ParticipantId, Session, SheetId, SheetOf, Text,
};

mod rows;
mod taken;

pub(crate) use rows::{MOST as MOST_PASTED, rows, within};

use super::answers::{Answer, Written};
use super::chat::{self, ChatLine, Paste};
use super::folded::{self, Broken, Folded};

/// So many marks come together from the answers of one person, at most. Who sends more wants no good.
const MOST_MARKS: usize = 5 * MOST_ANSWERS;

/// Who answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Someone of this session.
    Known(ParticipantId),
    /// Someone who typed a name that no one here has.
    New(Text),
    /// Someone without a name, or whose number no one here has.
    Unknown,
}

/// What an item of a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A threat.
    Threat,
    /// A question.
    Question,
    /// A fix, which is parked.
    Fix,
    /// An assumption.
    Assumption,
    /// What is missing from the map.
    Map,
}

/// An item of a sheet that was not taken before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: Kind,
    /// Its words.
    pub text: Text,
}

/// What one person sent back on one sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The sheet.
    pub id: SheetId,
    /// Which sheet of this session it is.
    pub of: SheetOf,
    /// Who answered.
    pub who: Who,
    /// Who the line says that wrote it, by the number of a participant; 0 for someone who typed a name.
    pub number: u32,
    /// Other answers to this sheet, which were written on another machine, are signed with the same name.
    pub is_signed_twice: bool,
    /// Who sent it according to the chat, where that is someone else.
    pub sent_by: Option<ParticipantId>,
    /// Which of their answers.
    pub rev: u32,
    /// The items that are new.
    pub items: Vec<Item>,
    /// Items of an earlier answer in the same paste that the later one no longer has.
    pub withdrawn: Vec<Item>,
    /// What should stay or change, as far as it is new.
    pub notes: Vec<(NoteKind, Text)>,
    /// Their ballot, by labels, if there is one.
    pub votes: Option<Vec<Text>>,
    /// Yes or no to their own action items.
    pub agreed: Vec<(ActionId, bool)>,
    /// Their hand, 0 to 5.
    pub confidence: Option<u8>,
    /// Their hand, 1 to 5.
    pub time_well_spent: Option<u8>,
    /// Marks of all its items, so that none is taken twice.
    pub marks: Vec<Text>,
    /// Lines that were not understood.
    pub not_understood: Vec<Text>,
    /// Items beyond what is taken from one sheet.
    pub cut: usize,
}

impl Sheet {
    /// Whether its items are for now, and not of an earlier meeting or vote.
    pub fn is_for_now(&self) -> bool {
        !matches!(self.of, SheetOf::Earlier(_))
    }

    /// Whether its number is of someone who was deleted, so that only the chat says whose it may be.
    pub fn is_of_someone_gone(&self) -> bool {
        self.number != 0 && matches!(&self.who, Who::Known(id) if id.0 != self.number)
    }

    /// Whether it says yes or no to action items that are not their own.
    pub fn answers_for_others(&self, session: &Session) -> bool {
        let own = |id: &ActionId| {
            let action = session.actions.iter().find(|action| action.id == *id);
            let owner = action.and_then(|action| action.owner);
            owner.is_some_and(|owner| self.who == Who::Known(owner))
        };
        self.agreed.iter().any(|(id, _)| !own(id))
    }

    /// Whether what it holds waits for the meeting.
    pub fn waits(&self) -> bool {
        self.of == SheetOf::Now(Moment::Before)
    }
}

/// What a paste brought back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Back {
    /// The answers, one per person and sheet, in the order in which they came.
    pub sheets: Vec<Sheet>,
    /// Answers that say nothing new.
    pub known: Vec<Who>,
    /// How many answers are to sheets of other sessions.
    pub strange: usize,
    /// What could not be read.
    pub broken: Vec<Broken>,
    /// The lines of answers of which parts are missing, for when these come.
    pub incomplete: Vec<String>,
    /// The lines around them.
    pub rest: Paste,
}

impl Back {
    /// Reads a paste; `None` where it has no folded line, nor what is left of one.
    pub fn read(text: &str, session: &Session) -> Option<Self> {
        let read = folded::read(text);
        if read.folded.is_empty() && read.broken.is_empty() {
            return None;
        }
        let names: Vec<(u32, &str)> = session
            .participants
            .iter()
            .map(|p| (p.id.0, p.name.as_str()))
            .collect();
        let mut paste = chat::lines(&read.text, &names);
        let senders = senders(&mut paste);
        let is_ours = |sheet| session.sheet_of(sheet).is_some();
        let (broken, strange): (Vec<Broken>, Vec<Broken>) = read
            .broken
            .into_iter()
            .partition(|broken| broken.sheet().is_none_or(is_ours));
        let mut back = Self {
            broken,
            strange: strange.len(),
            incomplete: read.incomplete,
            ..Self::default()
        };
        for folded in read.folded {
            let mut sender = folded.places.iter();
            let sender = sender.find_map(|place| senders.iter().find(|(at, _)| at == place));
            back.add(&folded, sender.and_then(|(_, who)| *who), session, &names);
        }
        back.rest = paste;
        Some(back)
    }

    fn add(
        &mut self,
        folded: &Folded,
        sender: Option<u32>,
        session: &Session,
        names: &[(u32, &str)],
    ) {
        let Some(of) = session.sheet_of(folded.sheet) else {
            self.strange += 1;
            return;
        };
        let written = Written::read(&folded.payload);
        let sender = sender.map(ParticipantId);
        let who = who(folded.who, written.name.as_ref(), sender, session, names);
        let sent_by = sender.filter(|sender| match &who {
            Who::Known(id) => id != sender,
            Who::New(_) => true,
            Who::Unknown => false,
        });
        let known = match who {
            Who::Known(id) => session.answers_of(folded.sheet, id),
            _ => None,
        };
        let marks = marks(&folded.payload);
        let is_new = |mark: &Text| known.is_none_or(|known| !known.took.contains(mark));
        // A page that was opened again counts its answers anew, so that what is new counts at any number; what was sent
        // before counts only as a later answer, such as a vote that is as it was at first.
        let says_nothing = known
            .is_some_and(|known| known.rev >= folded.rev && !marks.iter().any(is_new))
            || known.is_none() && who == Who::Unknown && all_there(&written, session);
        if says_nothing {
            self.known.push(who);
            return;
        }
        let mut sheet = Sheet {
            id: folded.sheet,
            of,
            who,
            number: folded.who,
            is_signed_twice: known.is_some_and(|known| known.rev == folded.rev),
            sent_by,
            rev: folded.rev,
            items: Vec::new(),
            withdrawn: Vec::new(),
            notes: Vec::new(),
            votes: None,
            agreed: Vec::new(),
            confidence: None,
            time_well_spent: None,
            marks: marks.clone(),
            not_understood: written.not_understood,
            cut: written.cut,
        };
        for answer in written.answers {
            sheet.put(answer, &is_new);
        }
        self.keep(sheet);
    }

    /// Puts what someone said in plain words to what they sent on the same sheet; a hand that they raised in both counts
    /// as it was said.
    pub fn add_words(&mut self, said: Sheet) {
        let mut sheets = self.sheets.iter_mut();
        let same = sheets.find(|sheet| {
            sheet.id == said.id && sheet.who == said.who && sheet.who != Who::Unknown
        });
        let Some(sheet) = same else {
            return self.sheets.push(said);
        };
        for note in said.notes {
            if !sheet.notes.contains(&note) {
                sheet.notes.push(note);
            }
        }
        sheet.agreed.extend(said.agreed);
        sheet.confidence = said.confidence.or(sheet.confidence);
        sheet.time_well_spent = said.time_well_spent.or(sheet.time_well_spent);
        sheet.marks.extend(said.marks);
    }

    /// Of several answers of one person to one sheet, the later one counts, and nothing of the earlier one is lost.
    fn keep(&mut self, sheet: Sheet) {
        let same = |other: &Sheet| {
            other.id == sheet.id && other.who == sheet.who && other.who != Who::Unknown
        };
        let Some(place) = self.sheets.iter().position(same) else {
            return self.sheets.push(sheet);
        };
        let Some(before) = self.sheets.get_mut(place) else {
            return;
        };
        // Two that count alike, or of which one has a typed name, were written on two machines.
        let on_two_machines = before.rev == sheet.rev || before.number != sheet.number;
        let earlier = before.clone();
        let (mut later, earlier) = if earlier.rev > sheet.rev {
            (earlier, sheet)
        } else {
            (sheet, earlier)
        };
        if on_two_machines {
            later.join(earlier);
        } else {
            // What they no longer say is left out, unless the room wants it.
            let gone = earlier.items.into_iter().chain(earlier.withdrawn);
            let gone: Vec<Item> = gone.filter(|item| !later.items.contains(item)).collect();
            add_new(&mut later.withdrawn, gone);
        }
        *before = later;
    }
}

/// Whether every item of someone without a name is in the session in the same words: the same chat was pasted twice.
fn all_there(written: &Written, session: &Session) -> bool {
    let mut items = 0;
    let there = written.answers.iter().all(|answer| {
        let (Answer::Threat(text)
        | Answer::Question(text)
        | Answer::Fix(text)
        | Answer::Assumption(text)
        | Answer::Map(text)) = answer
        else {
            return true;
        };
        items += 1;
        let words = text.split(" >").next().unwrap_or_default();
        session
            .held()
            .any(|held| held.text == words || held.text == text.as_str())
    });
    there && items > 0
}

/// Adds what is not there yet.
fn add_new<T: PartialEq>(all: &mut Vec<T>, more: impl IntoIterator<Item = T>) {
    for one in more {
        if !all.contains(&one) {
            all.push(one);
        }
    }
}

impl Sheet {
    /// Adds what the same person wrote on another machine, in front.
    fn join(&mut self, earlier: Self) {
        self.is_signed_twice |= earlier.is_signed_twice || self.marks != earlier.marks;
        if self.marks.len() + earlier.marks.len() > MOST_MARKS {
            self.cut += earlier.cut + earlier.items.len();
            return;
        }
        let mut items = earlier.items;
        add_new(&mut items, std::mem::take(&mut self.items));
        self.cut += earlier.cut + items.len().saturating_sub(MOST_ANSWERS);
        items.truncate(MOST_ANSWERS);
        self.items = items;
        add_new(&mut self.notes, earlier.notes);
        add_new(&mut self.agreed, earlier.agreed);
        add_new(&mut self.marks, earlier.marks);
        self.votes = self.votes.take().or(earlier.votes);
        self.confidence = self.confidence.or(earlier.confidence);
        self.time_well_spent = self.time_well_spent.or(earlier.time_well_spent);
    }

    /// What someone said in plain words, as if it had come on the sheet that is out for this moment.
    pub fn in_words(session: &Session, moment: Moment, who: Who, said: Vec<Answer>) -> Self {
        let id = session.sheet_id(moment);
        let known = match who {
            Who::Known(who) => session.answers_of(id, who),
            Who::New(_) | Who::Unknown => None,
        };
        let mut sheet = Self {
            id,
            of: SheetOf::Now(moment),
            who,
            number: 0,
            is_signed_twice: false,
            sent_by: None,
            rev: known.map_or(0, |known| known.rev),
            items: Vec::new(),
            withdrawn: Vec::new(),
            notes: Vec::new(),
            votes: None,
            agreed: Vec::new(),
            confidence: None,
            time_well_spent: None,
            marks: Vec::new(),
            not_understood: Vec::new(),
            cut: 0,
        };
        for answer in said {
            match &answer {
                Answer::Keep(text) => sheet.marks.push(mark(&format!("k{text}"))),
                Answer::Change(text) => sheet.marks.push(mark(&format!("d{text}"))),
                _ => {}
            }
            sheet.put(answer, &|mark| {
                known.is_none_or(|known| !known.took.contains(mark))
            });
        }
        sheet
    }

    fn put(&mut self, answer: Answer, is_new: &dyn Fn(&Text) -> bool) {
        let line = |letter: char, text: &Text| mark(&format!("{letter}{text}"));
        let mut item = |letter, kind, text: Text| {
            if is_new(&line(letter, &text)) && self.items.len() < MOST_ANSWERS {
                self.items.push(Item { kind, text });
            }
        };
        match answer {
            Answer::Threat(text) => item('t', Kind::Threat, text),
            Answer::Question(text) => item('q', Kind::Question, text),
            Answer::Fix(text) => item('m', Kind::Fix, text),
            Answer::Assumption(text) => item('a', Kind::Assumption, text),
            Answer::Map(text) => item('g', Kind::Map, text),
            Answer::Keep(text) if is_new(&line('k', &text)) => {
                self.notes.push((NoteKind::Keep, text));
            }
            Answer::Change(text) if is_new(&line('d', &text)) => {
                self.notes.push((NoteKind::Change, text));
            }
            Answer::Keep(_) | Answer::Change(_) => {}
            Answer::Votes(votes) => self.votes = Some(votes),
            Answer::Agreed(id, yes) => self.agreed.push((id, yes)),
            Answer::Confidence(hand) => self.confidence = Some(hand),
            Answer::TimeWellSpent(hand) => self.time_well_spent = Some(hand),
        }
    }
}

/// Who wrote a sheet: by number, else by the name that they typed, else who sent it.
fn who(
    number: u32,
    name: Option<&Text>,
    sender: Option<ParticipantId>,
    session: &Session,
    names: &[(u32, &str)],
) -> Who {
    let listed = ParticipantId(number);
    if session.holds(listed.into()) {
        return Who::Known(listed);
    }
    match (name, sender) {
        (Some(name), _) => match chat::person(name, names) {
            Some(id) => Who::Known(ParticipantId(id)),
            None => Who::New(name.clone()),
        },
        (None, Some(sender)) => Who::Known(sender),
        (None, None) => Who::Unknown,
    }
}

/// The mark of a line of a payload: short, and the same for the same words.
fn mark(line: &str) -> Text {
    Text::new(&folded::sign(line))
}

/// The marks of all lines of a payload but the name, as they are compared.
fn marks(payload: &str) -> Vec<Text> {
    let lines = payload.split('\n').map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('i'));
    let mut marks: Vec<Text> = Vec::new();
    for line in lines.take(MOST_ANSWERS) {
        let mut letters = line.chars();
        let letter = letters.next().unwrap_or_default();
        let mark = mark(&format!("{letter}{}", Text::new(letters.as_str().trim())));
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    marks
}

/// Takes the lines that only stand for folded ones out of a chat, and says who sent each. What someone wrote beside
/// one, such as "here you are", is left out unless it is asked for.
fn senders(paste: &mut Paste) -> Vec<(usize, Option<u32>)> {
    let mut senders = Vec::new();
    let mut lines = Vec::new();
    for line in std::mem::take(&mut paste.lines) {
        let Some((places, words)) = folded::marks(&line.text) else {
            lines.push(line);
            continue;
        };
        senders.extend(places.into_iter().map(|place| (place, line.speaker)));
        let words = words.trim_matches(|c: char| !c.is_alphanumeric());
        if !words.is_empty() {
            lines.push(ChatLine {
                text: Text::new(words).to_string(),
                noise: true,
                ..line
            });
        }
    }
    paste.lines = lines;
    senders
}

#[cfg(test)]
mod tests;
