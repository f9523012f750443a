//! What a draft would bring into a session, looked at before it is imported: the same change, made on a copy.

use std::collections::HashSet;

use super::{Draft, Dropped, comeback};
use crate::domain::{ItemId, Met, Refusal, Session, Stamp};

/// What taking over comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The session as it would be.
    pub after: Session,
    /// The items that are new in it, in the order in which they come.
    pub new: Vec<ItemId>,
    /// What is changed in items that are already here, or was changed here too and stays.
    pub met: Vec<Met>,
    /// How many threats, mitigations, questions and the like are already here.
    pub known: usize,
    /// How many that the file could hold are here and not in it.
    pub missing: usize,
}

impl Preview {
    /// What taking over `from` at `now` would make of `into`.
    ///
    /// # Errors
    /// What the session would refuse.
    pub fn of(from: &Session, into: &Session, now: Stamp) -> Result<Self, Refusal> {
        let mut after = into.clone();
        let before = after.counters;
        let change = after.apply(&comeback::edit(from, into), now)?;
        let is_new = |id: &ItemId| id.number() > before.of(*id);
        let new: Vec<ItemId> = change.touched.into_iter().filter(is_new).collect();
        let comes = new.iter().filter(|id| id.tells()).count();
        let known = said(from).saturating_sub(comes);
        Ok(Self {
            after,
            new,
            met: change.met,
            known,
            missing: comeback::missing(from, into),
        })
    }

    /// How many of what: `3 threats`, `1 question`, in the order in which a session keeps them.
    pub fn counts(&self) -> Vec<String> {
        let mut counts: Vec<(&str, &str, usize)> = Vec::new();
        for id in &self.new {
            let (one, many) = called(*id);
            match counts.iter_mut().find(|(known, _, _)| *known == one) {
                Some((_, _, count)) => *count += 1,
                None => counts.push((one, many, 1)),
            }
        }
        let words = |(one, many, count)| match count {
            1 => format!("1 {one}"),
            n => format!("{n} {many}"),
        };
        counts.into_iter().map(words).collect()
    }

    /// Everything in sentences, for a terminal that shows no screen: the counts, what is left out and why, and a line
    /// for each item.
    pub fn sentences(&self, draft: &Draft) -> Vec<String> {
        let mut says = vec![self.summary()];
        says.extend(self.stay());
        says.extend(draft.dropped.iter().map(left_out));
        says.extend((0..self.rows()).filter_map(|row| self.row(row)));
        says
    }

    /// How many lines there are to look at: what is changed, then what is new.
    pub fn rows(&self) -> usize {
        self.met.len() + self.new.len()
    }

    /// A line of those, in words.
    pub fn row(&self, place: usize) -> Option<String> {
        match self.met.get(place) {
            Some(met) => Some(changed(met)),
            None => Some(self.line(*self.new.get(place - self.met.len())?)),
        }
    }

    /// What is here and not in the file, if it was here before.
    pub fn stay(&self) -> Option<String> {
        match self.missing {
            0 => None,
            1 => Some("1 item here is not in this file; it stays.".to_owned()),
            n => Some(format!("{n} items here are not in this file; they stay.")),
        }
    }

    /// How many items would be changed.
    fn changed(&self) -> usize {
        let changed = self.met.iter().filter(|met| !met.kept).map(|met| met.id);
        changed.collect::<HashSet<_>>().len()
    }

    /// The counts in a sentence.
    pub fn summary(&self) -> String {
        let counts = match self.counts() {
            counts if counts.is_empty() => "Nothing new".to_owned(),
            counts => format!("New: {}", counts.join(", ")),
        };
        let changed = self.changed();
        let mut parts = vec![counts];
        if changed > 0 {
            parts.push(format!("{changed} changed in the file"));
        }
        if self.known > changed {
            parts.push(format!("{} already here", self.known - changed));
        }
        format!("{}.", parts.join("; "))
    }

    /// An item in a line: `threat: Orders are read`.
    pub fn line(&self, id: ItemId) -> String {
        let words = self.after.words_of(id).unwrap_or_default();
        format!("{}: {words}", called(id).0)
    }
}

/// What is changed in an item, or stays: `T3: severity high (was medium)`.
pub(crate) fn changed(met: &Met) -> String {
    format!("{}: {}", met.id, met.says)
}

/// What an item of this kind is called, one and many.
pub(crate) fn called(id: ItemId) -> (&'static str, &'static str) {
    match id {
        ItemId::Note(_) => ("note", "notes"),
        ItemId::Participant(_) => ("person", "people"),
        ItemId::Assumption(_) => ("assumption", "assumptions"),
        ItemId::Zone(_) => ("zone", "zones"),
        ItemId::Element(_) => ("element", "elements"),
        ItemId::Flow(_) => ("flow", "flows"),
        ItemId::Threat(_) => ("threat", "threats"),
        ItemId::Mitigation(_) => ("mitigation", "mitigations"),
        ItemId::Question(_) => ("question", "questions"),
        ItemId::Action(_) => ("action item", "action items"),
        ItemId::Parked(_) => ("parked item", "parked items"),
        ItemId::Asset(_) => ("asset", "assets"),
        ItemId::BusinessRisk(_) => ("business risk", "business risks"),
    }
}

/// What is left out, with the reason.
pub(crate) fn left_out(dropped: &Dropped) -> String {
    let Dropped { what, count, why } = dropped;
    match count {
        1 => format!("Left out: {what} ({why})."),
        n => format!("Left out: {what}, {n} times ({why})."),
    }
}

fn said(s: &Session) -> usize {
    s.threats.len()
        + s.mitigations.len()
        + s.assumptions.len()
        + s.questions.len()
        + s.actions.len()
        + s.parked.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{lines, unknown};

    /// The numbers of a sentence: of the new ones, which it may give by kind, and of the others.
    fn numbers(says: &str) -> (usize, usize, usize) {
        let mut found = (0, 0, 0);
        for part in says.split([',', ';']) {
            let mut digits = part.split(|c: char| !c.is_ascii_digit());
            let n = digits.find_map(|n| n.parse::<usize>().ok());
            let n = n.unwrap_or_default();
            if part.contains("already here") {
                found.2 += n;
            } else if part.contains("changed") {
                found.1 += n;
            } else {
                found.0 += n;
            }
        }
        found
    }

    #[test]
    fn a_preview_and_what_comes_of_it_give_the_same_numbers() {
        let model = r#"{"schema": 1, "applicationInfo": {"name": "Refunds"},
            "threats": [
                {"id": "t1", "numericId": 1, "statement": "A token is replayed", "displayOrder": 1},
                {"id": "t2", "numericId": 2, "statement": "A file is swapped", "displayOrder": 2}
            ],
            "mitigations": [{"id": "m1", "numericId": 1, "content": "Sign files", "displayOrder": 1}],
            "mitigationLinks": [{"mitigationId": "m1", "linkedId": "t2"}]}"#;
        let later = model.replace("A token is replayed", "A token is stolen");
        let more = "customer -> web: card\nToken replayed\nFile swapped\nWho pays?";
        let composer = crate::import::source("threat-composer").unwrap();
        let mut session = Draft::new("").session;
        let mut told = Vec::new();
        for (source, text) in [
            (composer, model),
            (&lines::SOURCE, more),
            (composer, model),
            (composer, &later),
            (&lines::SOURCE, more),
        ] {
            let draft = (source.read)(text).unwrap();
            let preview = Preview::of(&draft.session, &session, unknown()).unwrap();
            let edit = comeback::edit(&draft.session, &session);
            let change = session.apply(&edit, unknown()).unwrap();
            let (before, after) = (numbers(&preview.summary()), numbers(&change.says));
            assert_eq!(
                before,
                after,
                "{:?} and {:?}",
                preview.summary(),
                change.says
            );
            told.push(after);
        }
        assert_eq!(told[2], (0, 0, 3), "nothing changed there");
        assert_eq!(told[3], (0, 1, 2), "one threat was reworded there");
    }

    #[test]
    fn a_preview_counts_what_is_new_and_what_is_here_and_changes_nothing() {
        let draft = (lines::SOURCE.read)("Token replayed\nFile swapped\nWho pays?\n10:31").unwrap();
        let into = Draft::new("").session;
        let first = Preview::of(&draft.session, &into, unknown()).unwrap();
        assert_eq!(first.summary(), "New: 2 threats, 1 question.");
        assert_eq!(into, Draft::new("").session);
        let again = Preview::of(&draft.session, &first.after, unknown()).unwrap();
        assert_eq!(again.summary(), "Nothing new; 3 already here.");
        assert_eq!(
            first.sentences(&draft),
            [
                "New: 2 threats, 1 question.",
                "Left out: line (it contains only a name or a time).",
                "threat: Token replayed",
                "threat: File swapped",
                "question: Who pays?",
            ]
        );
    }
}
