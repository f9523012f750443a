//! In-line tokens: `@di` who, `>sftp` where, `!h` severity, `#detect` kind, `#most` strength, `%S` effort, `=CVE-2024-1` reference,
//! `due fri`. All are optional. A token that means nothing stays in the text, so that nothing typed is ever lost, and
//! what was not understood is told beside it; one that can mean two things is asked about. A doubled symbol is that
//! symbol as text.

use std::ops::Range;

use chrono::NaiveDate;

use super::until;
use super::when::{self, Due};
use crate::domain::{
    ActionKind, AssetKind, Category, ControlKind, Effort, ItemId, Level, ParticipantId, Place,
    Session, Severity, Strength, Stride, Text, Until,
};

mod category;
mod complete;
mod need;
mod place;
mod sign;
mod take;

pub(crate) use category::{Kind, category, has_word};
pub(crate) use complete::complete;
pub(crate) use place::{place, shown};
pub(crate) use sign::{as_text, is_token};
pub(crate) use take::unclear_date;

/// What is being written down, which decides which symbols begin a token and what `#` means. `@` is who, `>` an item by its
/// id or, but for a mitigation, a place on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A threat: `#` is a category of STRIDE or of another set that the session uses, `!` the severity, `=` a reference, and `>all` the whole system.
    Threat,
    /// A mitigation: `#` is what it does or how much it takes away, `%` the effort, and `>` only a threat by its id.
    Mitigation,
    /// An asset: `#` is what it is, `c:high` how much it needs, and `>` where it is or which threat harms it.
    Asset,
    /// An action item: `#` is its kind, and `due fri` a date.
    Action,
    /// A parked item: `#off` is an off-topic item.
    Parked,
    /// Why a response was chosen: `@` is who decided, and nothing else is a token.
    Reason,
    /// Why a response was chosen that may end: `@` is who decided, and `until` as in a deferral.
    Decision,
    /// Anything else that people say: only `@` and `>`.
    Said,
    /// What is said at a wall: only `@`. No one there knows of symbols, so every other one is text, doubled or not.
    OnWall,
    /// An action item of a wall: `@` and `due fri`.
    WallAction,
}

/// What is said of a name that no participant has.
const NOBODY: &str = "is nobody here";

/// A typed line, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The line without the tokens that meant something.
    pub text: Text,
    /// `@`
    pub who: Option<ParticipantId>,
    /// `>` elements, flows and the whole system.
    pub places: Vec<Place>,
    /// `>` anything else, by its id.
    pub about: Vec<ItemId>,
    /// `!`: the severity that the level counts as.
    pub severity: Option<Severity>,
    /// `!`: the level on the session's scale.
    pub level: Option<usize>,
    /// `#` for a threat.
    pub stride: Vec<Stride>,
    /// `#` for a threat, of other sets than STRIDE.
    pub categories: Vec<Category>,
    /// `#` for a mitigation: what it does.
    pub control: Option<ControlKind>,
    /// `#` for a mitigation: how much it takes away.
    pub strength: Option<Strength>,
    /// `#` for an action item.
    pub action: Option<ActionKind>,
    /// `#` for an asset.
    pub asset: Option<AssetKind>,
    /// `c:high`: confidentiality, integrity and availability of an asset.
    pub needs: [Option<Level>; 3],
    /// `#off` for a parked item.
    pub off_topic: bool,
    /// `%`
    pub effort: Option<Effort>,
    /// `=`
    pub references: Vec<Text>,
    /// `due` or `until`.
    pub due: Option<NaiveDate>,
    /// `until` of a decision or a deferral.
    pub until: Option<Until>,
    /// Tokens that can mean two things or more. They stay text until someone says which.
    pub unclear: Vec<Unclear>,
    /// Tokens that mean nothing here. They stay text.
    pub unknown: Vec<Unknown>,
}

/// A token that can mean several things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclear {
    /// The words of the line that it takes.
    pub words: Range<usize>,
    /// What is asked: `Ana K or Ana M?`
    pub asks: String,
    /// What it may mean, and the token that means only that.
    pub offers: Vec<(String, String)>,
    /// What to write where it is no token at all.
    pub as_text: Option<String>,
    /// The punctuation behind it, which stays.
    pub tail: String,
}

/// A token that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// As it stands in the text.
    pub token: String,
    /// What is said of it: `@hassan is nobody here`.
    pub says: String,
}

impl Unknown {
    /// Whether it names this person.
    pub(crate) fn names(&self, name: &str) -> bool {
        self.is_nobody() && self.token.strip_prefix(['@', '＠']) == Some(name)
    }

    /// Whether it names someone who is not here.
    pub(crate) fn is_nobody(&self) -> bool {
        self.says.ends_with(NOBODY)
    }
}

impl Unclear {
    /// The line with another token in its place.
    pub fn replaced(&self, line: &str, token: &str) -> String {
        let words: Vec<&str> = line.split_whitespace().collect();
        let before = words.get(..self.words.start).unwrap_or_default();
        let after = words.get(self.words.end..).unwrap_or_default();
        let token = format!("{token}{}", self.tail);
        [before, &[&token], after].concat().join(" ")
    }

    /// The same for who types commands: what it is, and what to type.
    pub fn told(&self) -> String {
        let all = |of: fn(&(String, String)) -> &String| either(self.offers.iter().map(of));
        format!("{} Write {}.", self.asks, all(|(_, token)| token))
    }
}

/// `a, b or c`
pub(crate) fn either<'a>(all: impl Iterator<Item = &'a String>) -> String {
    let all: Vec<&str> = all.map(String::as_str).collect();
    match all.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        all => all.concat(),
    }
}

/// Takes a line apart. `today` is what dates are counted from.
pub(crate) fn parse(line: &str, what: What, session: &Session, today: NaiveDate) -> Parsed {
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut parsed = Parsed::default();
    // Only what is done by a day has a date: a threat may well say that a payment is due on Friday.
    let due = match what {
        What::Action | What::WallAction => when::find_due(&words, today),
        What::Decision => until::find(&words, today),
        _ => None,
    };
    let ends = what == What::Decision;
    let mut kept: Vec<String> = Vec::new();
    let (mut at, mut is_typed) = (0, true);
    while let Some(word) = words.get(at) {
        let dated = due.as_ref().filter(|(range, _)| range.start == at);
        if let Some((range, Due::Date(date))) = dated {
            if ends {
                parsed.until = Some(Until::Day(*date));
            } else {
                parsed.due = Some(*date);
            }
            (at, is_typed) = (range.end, false);
            continue;
        }
        if let Some((range, Due::Event(words))) = dated {
            parsed.until = Some(Until::Event(words.clone()));
            (at, is_typed) = (range.end, false);
            continue;
        }
        if ends && until::is_doubled(&words, Some(at)) {
            // The word, and no more.
            kept.push((*word).to_owned());
            (at, is_typed) = (at + 2, false);
            continue;
        }
        if let Some((range, due)) = dated {
            parsed.keep_date(&words, range.clone(), due);
            kept.extend(
                words
                    .iter()
                    .take(range.end)
                    .skip(at)
                    .map(ToString::to_string),
            );
            at = range.end;
            continue;
        }
        if what == What::Asset && parsed.take_need(word) {
            (at, is_typed) = (at + 1, false);
            continue;
        }
        let end = due
            .as_ref()
            .map(|(range, _)| range.start)
            .filter(|start| *start > at)
            .unwrap_or(words.len());
        let rest = words.get(at..end).unwrap_or_default();
        match parsed.take(rest, at, what, session) {
            Some((taken, tail)) => {
                // The comma behind a name is the sentence's.
                if let Some(last) = kept.last_mut() {
                    last.push_str(tail);
                }
                (at, is_typed) = (at + taken, false);
            }
            None => {
                let plain = what.plain(word);
                is_typed &= plain == *word;
                kept.push(plain.to_owned());
                at += 1;
            }
        }
    }
    if let (Some((range, Due::Date(_))), false) = (&due, ends) {
        parsed.tell_other_date(words.get(..range.start).unwrap_or_default(), today);
    }
    // Without a token the line stays as it was typed, inner blanks included.
    parsed.text = if is_typed {
        Text::new(line)
    } else {
        Text::new(kept.join(" ").trim_end_matches([',', ';', ':']))
    };
    parsed
}

/// The items that a line names, when it is made of nothing but ids of this session: `M3` or `T2 T9`.
pub(crate) fn only_ids(line: &str, session: &Session) -> Option<Vec<ItemId>> {
    let words: Vec<&str> = line
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .collect();
    let ids: Vec<ItemId> = words.iter().map_while(|word| word.parse().ok()).collect();
    let all_known = ids.iter().all(|id| {
        session.holds(*id) || matches!(id, ItemId::Threat(t) if session.threat(*t).is_some())
    });
    (!ids.is_empty() && ids.len() == words.len() && all_known).then_some(ids)
}

#[cfg(test)]
mod tests;
