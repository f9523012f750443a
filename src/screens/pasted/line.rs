//! A line of a paste, and what becomes of it.

use chrono::NaiveDate;

use crate::domain::fold::squeeze;
use crate::domain::{ActionId, NoteKind, ParticipantId, Rated, Session, WaitingKind};
use crate::parse::chat::ChatLine;
use crate::parse::people;

/// What becomes of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Becomes {
    /// What the line into which it was pasted makes of it.
    #[default]
    Usual,
    /// A threat.
    Threat,
    /// A question.
    Question,
    /// A parked item.
    Parked,
    /// A note that waits for the meeting.
    Waits(WaitingKind),
    /// A note about the meeting.
    Note(NoteKind),
    /// Yes or no to an action item.
    Agreed(ActionId, bool),
    /// A hand: is this good enough to act on?
    Confidence(u8),
    /// A hand: was the time well spent?
    TimeWellSpent(u8),
}

impl Becomes {
    /// Whether a line of this kind is an answer to how the meeting was, and no item of its own.
    pub fn is_of_the_end(self) -> bool {
        match self {
            Self::Usual | Self::Threat | Self::Question | Self::Parked | Self::Waits(_) => false,
            Self::Note(_) | Self::Agreed(..) | Self::Confidence(_) | Self::TimeWellSpent(_) => true,
        }
    }
}

/// Why a line that is written as an answer is not read as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// A hand, or yes or no, of someone whom no one in the meeting is.
    NoSpeaker,
    /// Yes or no to an action item that someone else owns, or that is not there.
    NotTheirs,
    /// A note about a meeting that is not at its end.
    NotTheEnd,
}

/// A pasted line, and what was decided about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What was said, and by whom.
    pub said: ChatLine,
    /// The head that its speaker's choice took off its text.
    pub head: Option<String>,
    /// What becomes of it.
    pub becomes: Becomes,
    /// What becomes of it by how it is written.
    pub written: Becomes,
    /// The words in front that say what it is: they are gone from its text as long as it becomes that.
    pub mark: String,
    /// Why it is not read as the answer that it is written as.
    pub unread: Option<Unread>,
    /// It is left out.
    pub dropped: bool,
    /// It reads like a fix where a threat is expected.
    pub fix: bool,
    /// How bad it is, by the table, and in words of the scale.
    pub rated: Option<(Rated, String)>,
    /// By when, by the table.
    pub due: Option<NaiveDate>,
    /// Which of the answers to sheets it belongs to.
    pub of: Option<usize>,
}

impl Line {
    /// Its words as they stand on the screen, with what is remarkable about them.
    pub fn words(&self) -> String {
        let known = [
            self.rated.as_ref().map(|(_, words)| words.clone()),
            self.due.map(|due| format!("due {due}")),
            self.is_early_fix().then(|| "reads like a fix".to_owned()),
        ];
        let known: Vec<String> = known.into_iter().flatten().collect();
        if known.is_empty() {
            return self.said.text.clone();
        }
        format!("{}  ({})", self.said.text, known.join(", "))
    }

    /// Makes something else of it. What its own words said it was stands in it again then, so that nothing is lost.
    pub(crate) fn becomes(&mut self, becomes: Becomes) {
        let (was, is) = (self.becomes == self.written, becomes == self.written);
        if was && !is {
            self.said.text.insert_str(0, &self.mark);
        } else if is && !was && self.said.text.starts_with(&self.mark) {
            self.said.text.drain(..self.mark.len());
        }
        self.becomes = becomes;
    }

    /// Its words as they were written, as far as nothing else was decided about it; `None` afterwards.
    pub(crate) fn as_written(&self) -> Option<String> {
        let is_as_written = self.becomes == self.written;
        is_as_written.then(|| format!("{}{}", self.mark, self.said.text))
    }

    /// Sets what its own words say that it is.
    pub(crate) fn read_as(&mut self, becomes: Becomes, mark: String, words: String) {
        self.becomes = becomes;
        self.written = becomes;
        self.mark = mark;
        self.said.text = words;
    }

    /// Says who said it: a name in front of its text that is theirs goes, and is back once they are not who said it.
    pub(super) fn set_speaker(&mut self, who: Option<(ParticipantId, &str)>) {
        if let Some(head) = self.head.take() {
            self.said.text.insert_str(0, &head);
        }
        self.said.speaker = who.map(|(id, _)| id.0);
        let Some((_, name)) = who else { return };
        let split = people::split_head(&self.said.text);
        let said = split.filter(|(head, _)| calls(head, name));
        let said = said.map_or("", |(_, said)| said.trim_start());
        if !said.is_empty() {
            let rest = said.to_owned();
            let length = self.said.text.len() - rest.len();
            self.said.text.truncate(length);
            self.head = Some(std::mem::replace(&mut self.said.text, rest));
        }
    }

    /// Whether it reads like a fix and is on its way to be a threat.
    pub fn is_early_fix(&self) -> bool {
        self.fix && !self.dropped && matches!(self.becomes, Becomes::Usual | Becomes::Threat)
    }
}

/// Whether a head is someone's name, or the first words of it.
fn calls(head: &str, name: &str) -> bool {
    let head: Vec<String> = head.split_whitespace().map(squeeze).collect();
    let name: Vec<String> = name.split_whitespace().map(squeeze).collect();
    !head.is_empty() && name.starts_with(&head)
}

/// Who said a line: by name, with a mark when no one of that name is in the meeting.
pub fn speaker(session: &Session, line: &ChatLine) -> String {
    let known = session.name_of(line.speaker.map(ParticipantId));
    match (known, &line.speaker_name) {
        (Some(name), _) => name.to_owned(),
        (None, Some(name)) => format!("{name} ?"),
        (None, None) => String::new(),
    }
}
