//! A line of a paste, and what becomes of it.

use chrono::NaiveDate;

use crate::domain::{ParticipantId, Session, Severity};
use crate::parse::chat::ChatLine;

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
}

/// A pasted line, and what was decided about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What was said, and by whom.
    pub said: ChatLine,
    /// What becomes of it.
    pub becomes: Becomes,
    /// It is left out.
    pub dropped: bool,
    /// It reads like a fix where a threat is expected.
    pub fix: bool,
    /// How bad it is, by the table.
    pub severity: Option<Severity>,
    /// By when, by the table.
    pub due: Option<NaiveDate>,
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

    /// Whether it reads like a fix and is on its way to be a threat.
    pub fn is_early_fix(&self) -> bool {
        self.fix && !self.dropped && matches!(self.becomes, Becomes::Usual | Becomes::Threat)
    }
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
