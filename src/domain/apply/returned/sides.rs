//! One item that is known on two or three sides, weighed field by field.

use std::collections::HashSet;

use crate::domain::fold::fold;
use crate::domain::id::{ItemId, ParticipantId};
use crate::domain::people::Participant;
use crate::domain::returned::Met;
use crate::domain::validate::LIMITS;

/// What all items are weighed with.
pub(super) struct Sides {
    /// Everyone, with those whom the file brought.
    pub(super) people: Vec<Participant>,
    /// Those who were here before it.
    pub(super) met: HashSet<ParticipantId>,
    /// What the file holds.
    pub(super) in_file: HashSet<ItemId>,
}

impl Sides {
    fn person(&self, id: Option<ParticipantId>) -> Option<&Participant> {
        self.people.iter().find(|p| Some(p.id) == id)
    }

    fn name(&self, id: Option<ParticipantId>) -> String {
        let person = self.person(id);
        person.map_or_else(|| "none".to_owned(), |p| p.name.to_string())
    }

    /// Whether a file that names no one in full may mean the one who is here: it has no name, or a role, initials or a
    /// first name.
    fn may_mean(&self, theirs: Option<ParticipantId>, ours: Option<ParticipantId>) -> bool {
        let Some(ours) = self.person(ours) else {
            return false;
        };
        let Some(theirs) = self.person(theirs) else {
            return true;
        };
        // A file cannot tell two people of one name apart.
        if theirs.id != ours.id && fold(&theirs.name) == fold(&ours.name) {
            return true;
        }
        if self.met.contains(&theirs.id) {
            return false;
        }
        // As exports name people; two of one label are told apart by a number behind.
        let number = |c: char| c.is_ascii_digit() || c == ' ';
        let label = theirs.name.trim_end_matches(number);
        let role = match ours.role.as_str() {
            "" => "participant",
            role => role,
        };
        label == role || label == ours.initials() || theirs.name.as_str() == ours.first_name()
    }
}

/// An item under weighing.
pub(super) struct Weigh<'a> {
    pub(super) id: ItemId,
    pub(super) sides: &'a Sides,
    pub(super) met: Vec<Met>,
}

impl Weigh<'_> {
    fn say(&mut self, says: String, kept: bool) {
        self.met.push(Met {
            id: self.id,
            says,
            kept,
        });
    }

    /// Weighs a field, and says whether theirs was taken.
    pub(super) fn field<T: PartialEq + Clone>(
        &mut self,
        name: &str,
        here: &mut T,
        was: Option<&T>,
        theirs: &T,
        words: impl Fn(&T) -> String,
    ) -> bool {
        if here == theirs || was == Some(theirs) {
            return false;
        }
        let (ours, new) = (words(here), words(theirs));
        if was.is_some_and(|was| was != here) {
            let says = format!("{name} stays {ours}: it was changed here too (the file has {new})");
            self.say(says, true);
            return false;
        }
        self.say(format!("{name} {new} (was {ours})"), false);
        here.clone_from(theirs);
        true
    }

    /// Weighs a list whose order says nothing.
    pub(super) fn set<T: Ord + Clone>(
        &mut self,
        name: &str,
        here: &mut Vec<T>,
        was: Option<&Vec<T>>,
        theirs: &[T],
        words: impl Fn(&T) -> String,
    ) {
        let sorted = |list: &[T]| {
            let mut list = list.to_vec();
            list.retain(|one| !words(one).is_empty());
            list.sort();
            list.dedup();
            list
        };
        let mut ours = sorted(here);
        let was = was.map(|was| sorted(was));
        let said = |list: &Vec<T>| match list.as_slice() {
            [] => "none".to_owned(),
            list => list.iter().map(&words).collect::<Vec<_>>().join(", "),
        };
        if self.field(name, &mut ours, was.as_ref(), &sorted(theirs), said) {
            *here = theirs.to_vec();
        }
    }

    /// Weighs who owns something. A file that names no one may only have left the names out, so it takes no one away.
    pub(super) fn owner(
        &mut self,
        here: &mut Option<ParticipantId>,
        was: Option<&Option<ParticipantId>>,
        theirs: Option<ParticipantId>,
    ) -> bool {
        let sides = self.sides;
        if sides.may_mean(theirs, *here) {
            return false;
        }
        let meant = |was: &Option<ParticipantId>| match was {
            Some(_) if sides.may_mean(*was, *here) => *here,
            was => *was,
        };
        let was = was.map(meant);
        self.field("owner", here, was.as_ref(), &theirs, |id| sides.name(*id))
    }

    /// Whether an owner there is the owner here, as far as the file names people.
    pub(super) fn is_same_person(
        &self,
        theirs: Option<ParticipantId>,
        ours: Option<ParticipantId>,
    ) -> bool {
        theirs == ours || self.sides.may_mean(theirs, ours)
    }

    /// Weighs links: each is one thing that is there or not, so what was added on one side and removed on the other
    /// never disagrees.
    pub(super) fn links<I: PartialEq + Copy + Into<ItemId>>(
        &mut self,
        verb: (&str, &str),
        here: &mut Vec<I>,
        was: Option<&Vec<I>>,
        theirs: &[I],
        carried: impl Fn(ItemId) -> bool,
    ) {
        for id in theirs {
            let new = was.is_none_or(|was| !was.contains(id)) && !here.contains(id);
            if new && here.len() < LIMITS.links {
                here.push(*id);
                self.say(format!("now {} {}", verb.0, (*id).into()), false);
            }
        }
        let in_file = &self.sides.in_file;
        let gone = |id: &I| {
            let there = match was {
                Some(was) => was.contains(id),
                // What the file does not know was never linked there.
                None => in_file.contains(&(*id).into()) && carried((*id).into()),
            };
            there && !theirs.contains(id)
        };
        let gone: Vec<I> = here.iter().copied().filter(gone).collect();
        here.retain(|id| !gone.contains(id));
        for id in gone {
            self.say(format!("no longer {} {}", verb.1, id.into()), false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, New, Session, SessionKind, Stamp};

    /// Whether a person of this name, whom the file brought, may be who is here.
    fn may_mean(theirs: Option<&str>, ours: (&str, &str)) -> bool {
        let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let uuid = uuid::Uuid::nil();
        let mut session = Session::new(uuid, "Refund".into(), SessionKind::Meeting, at);
        for (name, role) in std::iter::once(ours).chain(theirs.map(|name| (name, ""))) {
            let new = New::Participant(name.into(), role.into());
            session.apply(&Edit::Add(new), at).unwrap();
        }
        let ids: Vec<ParticipantId> = session.participants.iter().map(|p| p.id).collect();
        let sides = Sides {
            people: session.participants.clone(),
            met: HashSet::from([ids[0]]),
            in_file: HashSet::new(),
        };
        assert!(!sides.may_mean(ids.get(1).copied(), None), "no one is here");
        assert!(!sides.may_mean(Some(ids[0]), Some(ids[0])), "known before");
        sides.may_mean(ids.get(1).copied(), Some(ids[0]))
    }

    #[test]
    fn a_label_with_a_number_may_mean_each_person_of_that_label() {
        let ana = ("Ana Lopez", "eng");
        for label in ["eng", "eng 2", "eng 12", "AL", "AL2", "Ana"] {
            assert!(may_mean(Some(label), ana), "{label}");
        }
        for label in [
            "ops",
            "ops 2",
            "BL",
            "A",
            "al",
            "Ana Lopez Garcia",
            "participant",
        ] {
            assert!(!may_mean(Some(label), ana), "{label}");
        }
        assert!(may_mean(None, ana), "the file names no one");
        let bo = ("Bo", "");
        assert!(may_mean(Some("participant 3"), bo) && !may_mean(Some("eng"), bo));
    }
}
