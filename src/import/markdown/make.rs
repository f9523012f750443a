//! Making items of words, with their links to the threat that they stand below.

use crate::domain::fold::fold;
use std::collections::HashMap;

use super::describe::describe;
use super::inline::Words;
use super::words::{self, Label};
use crate::domain::{
    ActionStatus, ItemId, LIMITS, NoteKind, Participant, ParticipantId, QuestionId, QuestionState,
    Status, Stride, Text, ThreatId,
};
use crate::import::model::is_nothing;
use crate::import::{Draft, unknown};
use crate::parse::wall;

/// Bytes of an answer to which nothing more is added, so that a hostile list cannot be quadratic.
const LONGEST_ANSWER: usize = 8 * 1024;

/// What a bullet or a cell can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Threat,
    Mitigation,
    Question,
    Action,
    Assumption,
    Asset,
    InScope,
    OutOfScope,
    Flow,
}

/// A text without the number that a list of ours gave it: `T1 Replay`.
fn without_id(text: Text) -> Text {
    let rest = text
        .strip_prefix('T')
        .map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    let rest = rest.filter(|rest| rest.len() + 1 < text.len());
    let rest = rest.and_then(|rest| rest.strip_prefix([' ', ':', '.', ')']));
    match rest.map(str::trim) {
        Some(rest) if !rest.is_empty() => Text::new(rest),
        _ => text,
    }
}

/// The beginning of a text, to name it by.
fn shortened(words: &str) -> String {
    const MOST: usize = 40;
    let mut short: String = words.chars().take(MOST).collect();
    if short.len() < words.len() {
        short.push_str("...");
    }
    short
}

/// Fills a draft.
pub(super) struct Maker {
    pub(super) draft: Draft,
    people: HashMap<String, ParticipantId>,
    /// The letter of STRIDE that threats are about here.
    pub(super) stride: Option<Stride>,
    /// A heading below that of the threats, which is a threat as soon as something is said of it.
    pub(super) heading: Option<Headed>,
}

/// A heading that may be a threat.
#[derive(Clone, Debug)]
pub(super) enum Headed {
    /// Its words.
    Words(String),
    /// It is one.
    Threat(ThreatId),
}

impl Maker {
    pub(super) fn new(draft: Draft) -> Self {
        Self {
            draft,
            people: HashMap::new(),
            stride: None,
            heading: None,
        }
    }

    /// Whether there is nothing in the draft yet.
    pub(super) fn is_untouched(&self) -> bool {
        self.draft.session.counters == crate::domain::Counters::default()
    }

    /// An item of this kind with these words, for the threat that it stands below. `None` when there are no words, or
    /// too many items.
    pub(super) fn make(
        &mut self,
        kind: Kind,
        raw: &str,
        threat: Option<ThreatId>,
    ) -> Option<ItemId> {
        let text = self.draft.words(raw, "text of a list");
        if is_nothing(&text) {
            return None;
        }
        let about = threat.map(ItemId::from);
        match kind {
            Kind::Threat => {
                let stride = self.stride;
                let made = self.draft.threat(without_id(text))?;
                made.parent = threat;
                made.stride.extend(stride);
                Some(made.id.into())
            }
            Kind::Mitigation => {
                let made = self.draft.mitigation(text)?;
                made.threats.extend(threat);
                Some(made.id.into())
            }
            Kind::Question => {
                let made = self.draft.question(text)?;
                made.about.extend(about);
                Some(made.id.into())
            }
            Kind::Action => {
                let made = self.draft.action(text)?;
                made.about.extend(about);
                Some(made.id.into())
            }
            Kind::Assumption => {
                let made = self.draft.assumption(text)?;
                made.about.extend(about);
                Some(made.id.into())
            }
            Kind::Asset => self.draft.asset(text).map(|asset| asset.id.into()),
            Kind::InScope => self.draft.note(NoteKind::InScope, text).map(ItemId::from),
            Kind::OutOfScope => self
                .draft
                .note(NoteKind::OutOfScope, text)
                .map(ItemId::from),
            Kind::Flow => {
                let edit = wall::sketched(&text, &self.draft.session);
                let drawn = edit.map(|edit| self.draft.session.apply(&edit, unknown()));
                if !matches!(drawn, Some(Ok(_))) {
                    let why = "is no flow, such as `web -> api: order`";
                    self.draft
                        .leave_out_one("line of a data flow", &shortened(&text), why);
                }
                None
            }
        }
    }

    /// The threat that the heading above is; it becomes one now.
    pub(super) fn headed(&mut self) -> Option<ThreatId> {
        match self.heading.take()? {
            Headed::Threat(id) => {
                self.heading = Some(Headed::Threat(id));
                Some(id)
            }
            Headed::Words(words) => match self.make(Kind::Threat, &words, None)? {
                ItemId::Threat(id) => {
                    self.heading = Some(Headed::Threat(id));
                    Some(id)
                }
                _ => None,
            },
        }
    }

    /// Words outside of lists: fields of the threat that the heading above is, or no item.
    pub(super) fn paragraph(&mut self, words: &Words) {
        let mut rest = 0;
        for line in &words.lines {
            let label = words::label(line).filter(|_| self.heading.is_some());
            match label.and_then(|label| Some((label, self.headed()?))) {
                Some(((Label::Kind(kind), text), threat)) => {
                    self.make(kind, text, Some(threat));
                }
                Some(((label, text), threat)) => describe(threat, label, text, self),
                None => rest += 1,
            }
        }
        if rest > 0 {
            self.draft.leave_out_one(
                "paragraph",
                &shortened(&words.words()),
                "is neither a list nor a table",
            );
        }
    }

    /// Takes a check mark over.
    pub(super) fn check(&mut self, id: ItemId, done: bool) {
        let session = &mut self.draft.session;
        match id {
            _ if !done => {}
            ItemId::Action(_) => {
                if let Some(action) = session.actions.last_mut() {
                    action.status = ActionStatus::Done;
                }
            }
            ItemId::Mitigation(_) => {
                if let Some(mitigation) = session.mitigations.last_mut() {
                    mitigation.status = Status::Implemented;
                }
            }
            _ => self.draft.leave_out(
                "check mark",
                "has a meaning only on an action or a mitigation",
            ),
        }
    }

    /// Puts what links lead to on the threat; elsewhere they only are words.
    pub(super) fn refer(&mut self, id: ItemId, links: &[String]) {
        for link in links {
            let threat = self.draft.session.threats.last_mut();
            match threat.filter(|threat| ItemId::from(threat.id) == id) {
                Some(threat) if threat.references.len() < LIMITS.links => {
                    threat.references.push(Text::new(link));
                }
                Some(_) => self
                    .draft
                    .leave_out("address of a link", "is over the limit of its threat"),
                None => self.draft.leave_out(
                    "address of a link",
                    "only threats keep the address of a link",
                ),
            }
        }
    }

    /// Adds to the answer of a question.
    pub(super) fn answer(&mut self, id: QuestionId, words: &str) {
        let words = self.draft.words(words, "answer");
        let questions = &mut self.draft.session.questions;
        // Questions are numbered as they come, so the place of one is its number.
        let place = usize::try_from(id.0).ok().and_then(|n| n.checked_sub(1));
        let Some(question) = place.and_then(|place| questions.get_mut(place)) else {
            return;
        };
        if words.is_empty() {
            return;
        }
        if question.answer.len() > LONGEST_ANSWER {
            self.draft
                .leave_out("answer", "is over the limit of its question");
            return;
        }
        question.state = QuestionState::Answered;
        question.answer = if question.answer.is_empty() {
            words
        } else {
            Text::from(format!("{} {words}", question.answer))
        };
    }

    /// The participant of this name, new if need be.
    pub(super) fn person(&mut self, name: &str) -> Option<ParticipantId> {
        let name = Text::new(name.trim().trim_start_matches('@'));
        let key = fold(&name);
        if key.is_empty()
            || ["-", "–", "—", "?", "tbd", "n/a", "none", "nobody"].contains(&key.as_str())
        {
            return None;
        }
        if let Some(known) = self.people.get(&key) {
            return Some(*known);
        }
        let session = &mut self.draft.session;
        if session.participants.len() >= LIMITS.items {
            self.draft
                .leave_out("owner", "is over the limit of participants");
            return None;
        }
        session.counters.participant += 1;
        let id = ParticipantId(session.counters.participant);
        session.participants.push(Participant {
            id,
            key: None,
            was: Vec::new(),
            at: None,
            name,
            role: Text::default(),
            seat: None,
            absent: false,
            absent_since: None,
        });
        self.people.insert(key, id);
        Some(id)
    }
}
