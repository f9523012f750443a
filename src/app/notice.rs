//! What the status line says, and what the room is asked about once.

use crate::domain::{Did, ItemId, Says};
use crate::keys::verb::Verb;

/// What the status line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// In a sentence or less.
    pub says: String,
    /// What kind of news it is.
    pub tone: Tone,
    /// What the change did that it tells of.
    pub did: Option<Did>,
    /// What was understood of the line and what else it made, between the change and what was not understood.
    pub parts: Vec<Part>,
    /// What was not understood in the line that made the change, at the end of `says` too.
    pub unread: Option<Unread>,
    /// What a rule says beside it, at the end of `says` too.
    pub beside: String,
    /// The same before its verbs have keys.
    rule: Option<Says>,
    /// What it says itself before its verbs have keys, and with them.
    own: Option<(Says, String)>,
}

impl Notice {
    /// What is said, beside no rule.
    pub(super) fn new(says: String, tone: Tone) -> Self {
        Self {
            says,
            tone,
            did: None,
            parts: Vec::new(),
            unread: None,
            beside: String::new(),
            rule: None,
            own: None,
        }
    }

    /// The same, of a sentence whose verbs can be named in another way.
    pub(super) fn naming(self, own: Says) -> Self {
        let says = self.says.clone();
        Self {
            own: Some((own, says)),
            ..self
        }
    }

    /// What it says itself.
    pub(super) fn own(&self) -> Option<&Says> {
        self.own.as_ref().map(|(own, _)| own)
    }

    /// Puts what it says itself into these words.
    pub(super) fn reword(&mut self, words: String) {
        if let Some((_, before)) = &mut self.own
            && let Some(behind) = self.says.strip_prefix(before.as_str())
        {
            self.says = format!("{words}{behind}");
            *before = words;
        }
    }

    /// Whether it tells what came of a line that was taken.
    pub(super) fn tells_of_a_line(&self) -> bool {
        matches!(self.tone, Tone::Change | Tone::Same)
    }

    /// Adds something that goes with the change.
    pub(super) fn add(&mut self, part: Part) {
        self.says.push_str(" - ");
        self.says.push_str(part.says());
        self.parts.push(part);
    }

    /// Adds what was not understood.
    pub(super) fn add_unread(&mut self, unread: Unread) {
        self.says.push_str(&unread.behind("-"));
        self.unread = Some(unread);
    }

    /// What it says, with this sign between the parts that belong together.
    pub fn parted_by(&self, sign: &str) -> String {
        self.says.replacen(&self.behind("-"), &self.behind(sign), 1)
    }

    /// What stands behind the change, with this sign before each part.
    fn behind(&self, sign: &str) -> String {
        let parts = self.parts.iter();
        let parts = parts.map(|part| format!(" {sign} {}", part.says()));
        let unread = self.unread.iter().map(|unread| unread.behind(sign));
        parts.chain(unread).collect()
    }

    /// Adds what a rule says; in words once it is known how its keys are pressed. What only confirms leaves it the room.
    pub(super) fn with(&mut self, rule: Says) {
        if let Some(did) = self.says.strip_suffix(&self.behind("-")) {
            let did = did.to_owned();
            self.parts.retain(|part| !matches!(part, Part::Confirms(_)));
            self.says = did + &self.behind("-");
        }
        self.says.push_str(". ");
        self.rule = Some(rule);
    }

    /// What the rule beside it says.
    pub(super) fn rule(&self) -> Option<&Says> {
        self.rule.as_ref()
    }

    /// Puts what the rule says into these words.
    pub(super) fn word(&mut self, beside: String) {
        let before = self.says.strip_suffix(self.beside.as_str());
        self.says = format!("{}{beside}", before.unwrap_or(&self.says));
        self.beside = beside;
    }

    /// Whether it names the key of this verb itself.
    pub fn names(&self, verb: Verb) -> bool {
        self.rule.as_ref().is_some_and(|rule| rule.names(verb))
    }
}

/// Something that goes with a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The item that was made says it, too, where it is told in full: its owner, its date.
    OfItem(String),
    /// Nothing else says it.
    Beside(String),
    /// The same, where it only confirms what was meant.
    Confirms(String),
}

impl Part {
    /// In a word or a few.
    pub fn says(&self) -> &str {
        match self {
            Self::OfItem(says) | Self::Beside(says) | Self::Confirms(says) => says,
        }
    }
}

/// What was not understood in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// What was made of the line.
    pub id: ItemId,
    /// The first token that was not understood, as it stands in the words.
    pub token: String,
    /// What is said of each such token.
    pub says: Vec<String>,
}

impl Unread {
    /// As it stands behind what was made, with this sign before each part.
    pub fn behind(&self, sign: &str) -> String {
        self.says
            .iter()
            .map(|says| format!(" {sign} {says}"))
            .collect()
    }
}

/// What kind of news the status line has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A change that `u` takes back.
    Change,
    /// What was typed or chosen is so already: there is nothing to take back.
    Same,
    /// Something to know.
    Info,
    /// Something that was not done, or that wants attention.
    Attention,
}

/// Something that the room is asked about once and may go on without (the level GATE).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// The verb that asked; once more, and it is done.
    pub asked_by: Verb,
    /// The rule, `R01`, which the file keeps with the reason if there is one.
    pub rule: &'static str,
}
