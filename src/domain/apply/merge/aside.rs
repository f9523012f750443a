//! What two items that are merged say differently: one of the two counts, and the other stays readable and is named.

use super::super::restructure::add_once;
use crate::domain::figures::{Estimate, amount};
use crate::domain::id::ItemId;
use crate::domain::session::Session;
use crate::domain::text::Text;
use crate::domain::threat::{Deferral, Response, Threat};

/// What is not taken over of two items that are merged, in the order in which it was found.
pub(super) struct Aside<'a> {
    pub(super) session: &'a Session,
    /// The one that goes.
    pub(super) from: ItemId,
    /// The one that stays.
    pub(super) into: ItemId,
    said: Vec<(ItemId, String)>,
}

impl<'a> Aside<'a> {
    pub(super) fn new(session: &'a Session, from: ItemId, into: ItemId) -> Self {
        Self {
            session,
            from,
            into,
            said: Vec::new(),
        }
    }

    /// Something that this item says no longer counts.
    pub(super) fn push(&mut self, whose: ItemId, what: impl Into<String>) {
        let said = (whose, what.into());
        add_once(&mut self.said, said);
    }

    /// Of a field with one value: that of the item that stays, or the other where it has none.
    pub(super) fn one<T: PartialEq>(
        &mut self,
        ours: Option<T>,
        theirs: Option<T>,
        words: impl FnOnce(&T) -> String,
    ) -> Option<T> {
        if let (Some(ours), Some(theirs)) = (&ours, &theirs)
            && ours != theirs
        {
            self.push(self.from, words(theirs));
        }
        ours.or(theirs)
    }

    /// The same of a field of words, which is called `name`.
    pub(super) fn words(&mut self, ours: &mut Text, theirs: Text, name: &str) {
        let some = |text: Text| Some(text).filter(|text| !text.is_empty());
        let kept = self.one(some(ours.clone()), some(theirs), |theirs| {
            format!("{name} \"{theirs}\"")
        });
        *ours = kept.unwrap_or_default();
    }

    /// A name in words.
    pub(super) fn name(&self, id: impl Into<ItemId>) -> String {
        self.session.words_of(id.into()).unwrap_or_default()
    }

    /// Keeps it readable where the other wordings are.
    pub(super) fn keep(&self, also: &mut Vec<Text>) {
        let mut named: Vec<ItemId> = Vec::new();
        for (id, _) in &self.said {
            add_once(&mut named, *id);
        }
        for whose in named {
            let said = self.said.iter().filter(|(id, _)| *id == whose);
            let said: Vec<&str> = said.map(|(_, what)| what.as_str()).collect();
            add_once(also, Text::new(&format!("{whose}: {}", said.join("; "))));
        }
    }

    /// One sentence that names it; `None` where nothing was set aside.
    pub(super) fn sentence(&self) -> Option<String> {
        let all = self.said.iter().map(|(id, what)| format!("{id}'s {what}"));
        let all: Vec<String> = all.collect();
        Some(match all.as_slice() {
            [] => return None,
            [only] => format!("{only} was not taken over"),
            [first @ .., last] => {
                format!("{} and {last} were not taken over", first.join(", "))
            }
        })
    }

    /// `accept "rare" by Ana until 12 Aug 2026`.
    pub(super) fn response(&self, response: &Response) -> String {
        let mut says = format!("response {}", response.kind.words());
        if !response.reason.is_empty() {
            says.push_str(&format!(" \"{}\"", response.reason));
        }
        if let Some(by) = response.by {
            says.push_str(&format!(" by {}", self.name(by)));
        }
        if let Some(until) = &response.until {
            says.push_str(&format!(" until {until}"));
        }
        if !response.evidence.is_empty() {
            says.push_str(&format!(", evidence \"{}\"", response.evidence));
        }
        says
    }

    /// `deferral "after the launch" by Ana until 12 Aug 2026`.
    pub(super) fn deferral(&self, deferral: &Deferral) -> String {
        let mut says = "deferral".to_owned();
        if !deferral.reason.is_empty() {
            says.push_str(&format!(" \"{}\"", deferral.reason));
        }
        if let Some(by) = deferral.by {
            says.push_str(&format!(" by {}", self.name(by)));
        }
        if let Some(until) = &deferral.until {
            says.push_str(&format!(" until {until}"));
        }
        says
    }
}

/// Whether two decisions say the same, whenever they were made.
pub(super) fn is_one_response(a: &Response, b: &Response) -> bool {
    let mut b = b.clone();
    b.at = a.at;
    *a == b
}

/// Its rating: `rating high (likelihood high, impact medium)`.
pub(super) fn rating(session: &Session, threat: &Threat) -> Option<String> {
    let level = session.level_words(threat)?;
    let mut says = format!("rating {level}");
    if let Some((likelihood, impact)) = threat.likelihood.zip(threat.impact) {
        let (likelihood, impact) = (likelihood.words(), impact.words());
        says.push_str(&format!(" (likelihood {likelihood}, impact {impact})"));
    } else if let Some(rating) = &threat.rating
        && let (Some(likelihood), Some(impact)) = (&rating.likelihood, &rating.impact)
    {
        says.push_str(&format!(" (likelihood {likelihood}, impact {impact})"));
    }
    Some(says)
}

/// `10k to 50k to 400k EUR`.
pub(super) fn range(estimate: &Estimate, currency: &str) -> String {
    let values = estimate.range.values().iter();
    let values: Vec<String> = values.map(|value| amount(value.get(), "")).collect();
    let blank = if currency.is_empty() { "" } else { " " };
    format!("{}{blank}{currency}", values.join(" to "))
}
