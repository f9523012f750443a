//! A line of a paste, and what becomes of it.

use chrono::NaiveDate;

use crate::domain::fold::squeeze;
use crate::domain::{ParticipantId, Session, Severity, WaitingKind};
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
    /// It is left out.
    pub dropped: bool,
    /// It reads like a fix where a threat is expected.
    pub fix: bool,
    /// How bad it is, by the table.
    pub severity: Option<Severity>,
    /// By when, by the table.
    pub due: Option<NaiveDate>,
    /// Which of the answers to sheets it belongs to.
    pub of: Option<usize>,
}

impl Line {
    /// Its words as they stand on the screen, with what is remarkable about them.
    pub fn words(&self) -> String {
        let known = [
            self.severity.map(|severity| severity.words().to_owned()),
            self.due.map(|due| format!("due {due}")),
            self.is_early_fix().then(|| "reads like a fix".to_owned()),
        ];
        let known: Vec<String> = known.into_iter().flatten().collect();
        if known.is_empty() {
            return self.said.text.clone();
        }
        format!("{}  ({})", self.said.text, known.join(", "))
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
