//! What participants answer on a sheet, as far as a session must know it again: who finished which sheet, what was
//! taken from it, votes that no one sees yet, and notes from before the meeting that wait for the room.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::edit::{Edit, Field, New, SessionField};
use super::id::{ItemId, ParticipantId};
use super::note::NoteKind;
use super::session::Session;
use super::sitting::Sitting;
use super::stamp::Stamp;
use super::text::Text;
use super::validate::{Invalid, LIMITS};

/// The digits of a folded line, in their order: no chat turns one of them into something else.
pub const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The most items that are taken from the answers of one person to one sheet.
pub const MOST_ANSWERS: usize = 200;

/// When a sheet is handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moment {
    /// Before the meeting, with the invitation.
    Before,
    /// In the silent minutes of question 2.
    Silent,
    /// In the vote.
    Vote,
    /// At the end, for question 4.
    End,
}

impl Moment {
    /// All of them, in the order of a meeting.
    pub const ALL: [Self; 4] = [Self::Before, Self::Silent, Self::Vote, Self::End];

    /// Its name on the command line and in the docs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Silent => "silent",
            Self::Vote => "vote",
            Self::End => "end",
        }
    }

    /// The moment of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|moment| moment.name() == name)
    }
}

/// Which sheet an answer belongs to: four [`DIGITS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SheetId([u8; 4]);

impl SheetId {
    /// The sheet of these four digits; `None` for anything else.
    pub fn parse(digits: &str) -> Option<Self> {
        let digits: [u8; 4] = digits.as_bytes().try_into().ok()?;
        let all_known = digits.iter().all(|digit| DIGITS.contains(digit));
        all_known.then_some(Self(digits))
    }

    /// Derived, so that nothing is stored when a sheet is handed out.
    fn of(session: Uuid, meeting: usize, moment: Moment, after: Option<Stamp>) -> Self {
        let after = after.map(|stamp| stamp.to_rfc3339()).unwrap_or_default();
        let name = format!("sheet/{meeting}/{}/{after}", moment.name());
        let derived = Uuid::new_v5(&session, name.as_bytes()).as_u128();
        let mut rest = derived;
        Self(std::array::from_fn(|_| {
            let digit = usize::try_from(rest % 62).unwrap_or_default();
            rest /= 62;
            DIGITS.get(digit).copied().unwrap_or(b'0')
        }))
    }
}

impl fmt::Display for SheetId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|digit| write!(f, "{}", char::from(*digit)))
    }
}

/// Which sheet of a session a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetOf {
    /// The sheet of this moment that is answered now.
    Now(Moment),
    /// The sheet of the vote whose result is shown: a late ballot counts in it.
    Voted,
    /// A sheet of an earlier meeting, or of an earlier vote.
    Earlier(Moment),
}

/// What one person sent back on one sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// The sheet: four letters or digits.
    pub sheet: Text,
    /// Who answered.
    pub who: ParticipantId,
    /// Which of their answers counts: a later one has a higher number.
    pub rev: u32,
    /// Marks of the items that were taken, so that none is taken twice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub took: Vec<Text>,
    /// Their ballot, by the labels on the sheet, once per vote. No one is shown it before the result.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub votes: Vec<Text>,
    /// Their hand, 0 to 5: is this good enough to act on?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
    /// Their hand, 1 to 5: was the time well spent?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_well_spent: Option<u8>,
}

impl Answers {
    /// Nothing of a sheet yet.
    pub fn to(sheet: SheetId, who: ParticipantId) -> Self {
        Self {
            sheet: Text::new(&sheet.to_string()),
            who,
            rev: 0,
            took: Vec::new(),
            votes: Vec::new(),
            confidence: None,
            time_well_spent: None,
        }
    }

    /// Whether they are to this sheet.
    pub fn are_to(&self, sheet: SheetId) -> bool {
        SheetId::parse(&self.sheet) == Some(sheet)
    }
}

/// What someone wrote before the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum WaitingKind {
    /// A worry: it becomes a threat.
    Threat,
    /// A question.
    Question,
    /// A fix: it is parked.
    Fix,
    /// An assumption.
    Assumption,
    /// What is missing from the map.
    Map,
}

/// A note from before the meeting that the room has not looked at yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiting {
    /// What it is.
    pub kind: WaitingKind,
    /// As it was written.
    pub text: Text,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<ParticipantId>,
    /// When it came back.
    pub at: Stamp,
}

impl Edit {
    /// Whether it only brings what belongs to the meeting that was, or waits for the one that comes: answers to sheets
    /// that came late or early, which begin no meeting.
    pub fn begins_no_meeting(&self) -> bool {
        let Self::All(edits) = self else {
            return false;
        };
        let is_answer = |edit: &Self| matches!(edit, Self::Session(SessionField::Answers(_)));
        let comes_along = |edit: &Self| match edit {
            Self::Session(field) => matches!(
                field,
                SessionField::Answers(_)
                    | SessionField::Waiting(_)
                    | SessionField::Confidence(_)
                    | SessionField::TimeWellSpent(_)
                    | SessionField::Voting(_)
            ),
            Self::Add(New::Note(kind, _)) => matches!(kind, NoteKind::Keep | NoteKind::Change),
            Self::Add(New::Participant(..)) | Self::Set(_, Field::SaidYes(_)) => true,
            // What is in the way of an action item that someone said no to.
            Self::Add(New::Question { about, .. }) => {
                matches!(about.as_slice(), [ItemId::Action(_)])
            }
            _ => false,
        };
        edits.iter().any(is_answer) && edits.iter().all(comes_along)
    }
}

impl Session {
    /// How many meetings were closed. A meeting that goes on the next day without having been closed is the same one,
    /// as far as its sheets are concerned, and so is one for which they were handed out the evening before.
    fn meetings_closed(&self) -> usize {
        let closed = self.sittings.iter().filter(|s| s.ended.is_some());
        closed.count()
    }

    /// Whether the last meeting was closed and no other has begun.
    fn is_closed(&self) -> bool {
        self.sittings.last().is_some_and(|s| s.ended.is_some())
    }

    /// The sheet that is handed out now for a moment.
    ///
    /// After a meeting was closed, the one for its end is still its own; the others are for the next meeting. A vote has
    /// another one once a result was shown in this meeting, so that the next vote begins with no ballots.
    pub fn sheet_id(&self, moment: Moment) -> SheetId {
        let closed = self.meetings_closed();
        let is_late = moment == Moment::End && self.is_closed();
        let after = self.sittings.last().filter(|s| s.ended.is_none());
        let after = after.and_then(|s| s.voting.as_ref()).map(|v| v.at);
        let after = after.filter(|_| moment == Moment::Vote);
        SheetId::of(self.uuid, closed + usize::from(!is_late), moment, after)
    }

    /// Which sheet of this session that is; `None` where it is of another session.
    pub fn sheet_of(&self, sheet: SheetId) -> Option<SheetOf> {
        let mut moments = Moment::ALL.into_iter();
        if let Some(moment) = moments.find(|moment| self.sheet_id(*moment) == sheet) {
            return Some(SheetOf::Now(moment));
        }
        let closed = self.meetings_closed();
        let going = closed + usize::from(!self.is_closed());
        let of = |meeting, moment, after| SheetId::of(self.uuid, meeting, moment, after) == sheet;
        let last = self.sittings.last().and_then(|s| s.voting.as_ref());
        if last.is_some_and(|voting| match SheetId::parse(&voting.sheet) {
            Some(given) => given == sheet,
            // Those hands were counted while the first sheet could have been answered.
            None => of(going, Moment::Vote, None),
        }) {
            return Some(SheetOf::Voted);
        }
        // Whoever is late for the silent minutes is not too late while no other meeting has begun.
        if self.is_closed() && of(going, Moment::Silent, None) {
            return Some(SheetOf::Now(Moment::Silent));
        }
        let votes: Vec<Stamp> = self.votings().map(|voting| voting.at).collect();
        (1..=closed + 1).find_map(|meeting| {
            Moment::ALL.into_iter().find_map(|moment| {
                let first = of(meeting, moment, None);
                let mut votes = votes.iter().filter(|_| moment == Moment::Vote);
                let is_it = first || votes.any(|at| of(meeting, moment, Some(*at)));
                is_it.then_some(match moment {
                    // Notes from before wait for whichever meeting comes next.
                    Moment::Before => SheetOf::Now(Moment::Before),
                    moment => SheetOf::Earlier(moment),
                })
            })
        })
    }

    /// What came back on a sheet, from every meeting.
    pub fn answers_to(&self, sheet: SheetId) -> impl Iterator<Item = &Answers> {
        let all = self.sittings.iter().flat_map(|sitting| &sitting.answers);
        all.filter(move |answers| answers.are_to(sheet))
    }

    /// What this person answered on a sheet.
    pub fn answers_of(&self, sheet: SheetId, who: ParticipantId) -> Option<&Answers> {
        self.answers_to(sheet).find(|answers| answers.who == who)
    }

    /// Who finished the sheet that is handed out now for a moment, and how many could: `finished 5 of 8`; `None` as long
    /// as nothing came back.
    pub fn finished(&self, moment: Moment) -> Option<(usize, usize)> {
        let finished = self.finished_sheet(self.sheet_id(moment));
        Some(finished).filter(|(done, _)| *done > 0)
    }

    /// How many finished a sheet, and how many could. Who is absent and finished all the same counts in both.
    pub fn finished_sheet(&self, sheet: SheetId) -> (usize, usize) {
        let done: Vec<ParticipantId> = self.answers_to(sheet).map(|a| a.who).collect();
        let people = self.participants.iter();
        let here = people.filter(|p| !p.absent || done.contains(&p.id)).count();
        (done.len(), here)
    }

    pub(super) fn validate_answers(&self) -> Result<(), Invalid> {
        if self.waiting.len() > LIMITS.items {
            return Err(wrong(
                format!("More than {} notes wait. Delete some.", LIMITS.items),
                "waiting:",
            ));
        }
        let speakers = self.waiting.iter().filter_map(|note| note.speaker);
        for who in speakers {
            self.is_here(who, "A waiting note was written by")?;
        }
        let mut sittings = self.sittings.iter();
        sittings.try_for_each(|sitting| self.validate_answers_of(sitting))
    }

    pub(super) fn validate_answers_of(&self, sitting: &Sitting) -> Result<(), Invalid> {
        if sitting.answers.len() > LIMITS.items {
            return Err(wrong(
                format!(
                    "A meeting has more than {} answers. Delete some.",
                    LIMITS.items
                ),
                "answers:",
            ));
        }
        sitting.answers.iter().try_for_each(|answers| {
            self.is_here(answers.who, "Answers to a sheet are from")?;
            if SheetId::parse(&answers.sheet).is_none() {
                let says = format!(
                    "\"{}\" is not the id of a sheet. Write four letters or digits, or delete these answers.",
                    answers.sheet
                );
                return Err(wrong(says, &answers.sheet));
            }
            if answers.took.len().max(answers.votes.len()) > LIMITS.items {
                let says = format!("Answers have more than {} entries. Delete them.", LIMITS.items);
                return Err(wrong(says, &answers.sheet));
            }
            let is_hand = |hand: Option<u8>, least| hand.is_none_or(|h| (least..=5).contains(&h));
            if !is_hand(answers.confidence, 0) || !is_hand(answers.time_well_spent, 1) {
                let says = "Confidence is 0 to 5, time well spent 1 to 5. Correct the number in these answers.";
                return Err(wrong(says.to_owned(), &answers.sheet));
            }
            Ok(())
        })
    }

    fn is_here(&self, who: ParticipantId, what: &str) -> Result<(), Invalid> {
        if self.holds(who.into()) {
            return Ok(());
        }
        let says = format!("{what} {who}, who is not in this file. Delete them.");
        Err(wrong(says, &format!("\"{who}\"")))
    }
}

fn wrong(says: String, word: &str) -> Invalid {
    Invalid {
        item: None,
        word: Some(word.to_owned()),
        says,
    }
}

#[cfg(test)]
mod tests;
