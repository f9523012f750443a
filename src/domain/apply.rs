//! Makes a change: turns an [`Edit`] into primitive steps, takes them, and keeps how to undo them.
//!
//! A change happens whole or not at all. Ids are the one thing that is not undone: a number that was said aloud
//! is never given to anything else.

mod add;
mod adopt;
mod answers;
mod clarity;
mod consequences;
mod header;
mod join;
mod map;
mod merge;
mod one_threat;
mod owners;
mod repoint;
mod restructure;
mod returned;
mod risk;
mod scans;
mod set;
mod set_map;
mod sitting;
mod sound;
mod sweep;
mod vote;
mod wall;
mod worth;
mod zones;

use std::collections::HashSet;

use consequences::Settled;

use super::edit::{Change, Did, Edit, Field, SessionField};
use super::fields::Header;
use super::id::{ElementId, ItemId};
use super::identity::Key;
use super::item::{Item, Step};
use super::mitigation::Status;
use super::refusal::Refusal;
use super::returned::Met;
use super::session::{Session, VERSION};
use super::stamp::Stamp;
use super::wall::Spot;

/// How many changes are told in full beside what was added, as more would push everything else from the status line.
const ASIDE: usize = 2;

/// A change under way.
struct Work<'a> {
    session: &'a mut Session,
    at: Stamp,
    back: Vec<Step>,
    touched: Vec<ItemId>,
    focus: Option<ItemId>,
    met: Vec<Met>,
    says: String,
    /// What else happened that the sentence of several changes must not swallow.
    aside: Vec<String>,
    did: Option<Did>,
    /// What was added by its own edit, or along with another item.
    added: Vec<ItemId>,
    /// Where the next line that is added stands on the wall, as it stood there as something else.
    spot: Option<Box<Spot>>,
    /// On whose map a new element stands.
    level: Option<ElementId>,
    /// Items of which a field was set, and for what they were looked at with that.
    settled: Vec<(ItemId, Settled)>,
    /// Places that were walked through again in the sweep.
    walked: Vec<ItemId>,
    /// What a scan says otherwise than the scan before.
    scanned: Vec<(ItemId, String)>,
    /// Keys in use, once a new one was asked for.
    keys: Option<HashSet<Key>>,
}

impl Session {
    /// Makes a change at the moment `at`.
    ///
    /// # Errors
    /// A [`Refusal`] with a sentence for the person at the keyboard; the session is then as it was.
    pub fn apply(&mut self, edit: &Edit, at: Stamp) -> Result<Change, Refusal> {
        let (counters, size) = (self.counters, self.size());
        let mut work = Work {
            session: self,
            at,
            back: Vec::new(),
            touched: Vec::new(),
            focus: None,
            met: Vec::new(),
            says: String::new(),
            aside: Vec::new(),
            did: None,
            added: Vec::new(),
            spot: None,
            level: None,
            settled: Vec::new(),
            walked: Vec::new(),
            scanned: Vec::new(),
            keys: None,
        };
        let made = work.make(edit).and_then(|()| {
            work.follow();
            work.look()
        });
        match made.and_then(|()| work.session.still_fits(size)) {
            Ok(()) => {
                let Work {
                    session,
                    keys,
                    back,
                    touched,
                    focus,
                    met,
                    says,
                    did,
                    aside,
                    ..
                } = work;
                // Another step than these may bring or free a key.
                let only_adds = |step: &Step| matches!(step, Step::Remove(_) | Step::Set(_));
                if let Some(keys) = keys.filter(|_| back.iter().all(only_adds)) {
                    session.leave_keys(keys);
                }
                let is_nothing = back.is_empty();
                let (says, did) = match did {
                    // The sentence would be of a change.
                    Some(Did::Changed(id)) if is_nothing => {
                        (format!("{id}: nothing changed"), Some(Did::Told(id)))
                    }
                    did => (says, did),
                };
                Ok(Change {
                    says,
                    did,
                    aside,
                    focus,
                    touched,
                    met,
                    is_nothing,
                    back,
                })
            }
            Err(refusal) => {
                let back = std::mem::take(&mut work.back);
                self.take_back(back);
                self.counters = counters;
                self.index.size = size;
                Err(refusal)
            }
        }
    }

    /// Undoes steps, the last first, and returns how to redo them.
    pub(super) fn take_back(&mut self, back: Vec<Step>) -> Vec<Step> {
        back.into_iter()
            .rev()
            .filter_map(|step| self.step(step))
            .collect()
    }
}

impl Work<'_> {
    fn make(&mut self, edit: &Edit) -> Result<(), Refusal> {
        match edit {
            Edit::Add(new) => self.add(new),
            Edit::Set(id, field) => {
                self.was_set(*id, field);
                self.set(*id, field).inspect(|()| self.told(*id))
            }
            Edit::Session(SessionField::Scale(scale)) => self.use_scale(scale.as_deref()),
            Edit::Session(SessionField::StillHolds(id)) => self.still_holds(*id),
            Edit::Session(field) => {
                self.set_session(field);
                Ok(())
            }
            Edit::Link(a, b) => self.link(*a, *b),
            Edit::Unlink(a, b) => self.unlink(*a, *b),
            Edit::Delete(id) => self.delete(*id),
            Edit::Merge(from, into) => self.merge(*from, *into),
            Edit::Split(id, first, second) => self.split(*id, first, second),
            Edit::Move(id, by) => self.move_by(*id, *by).inspect(|()| self.told(*id)),
            Edit::UseParked(parked, threat) => self.use_parked(*parked, *threat),
            Edit::Defer(threats, reason, by, until) => {
                self.defer(threats, reason, *by, until.as_ref())
            }
            Edit::Adopt(from) => {
                self.adopt(from);
                Ok(())
            }
            Edit::Return(returned) => {
                self.take_return(returned);
                Ok(())
            }
            Edit::Reroute(id, route) => {
                let rerouted = self.reroute(*id, route);
                rerouted.inspect(|()| self.told((*id).into()))
            }
            Edit::SayAs(id, said) => self.say_as(*id, *said),
            Edit::NameHeap(old, new) => self.name_heap(old, new),
            Edit::Within(level, edit) => self.within(*level, edit),
            Edit::All(edits) => self.all(edits),
        }
    }

    /// The sentence names this item, and says in full what happened to it unless something else is known.
    fn told(&mut self, id: ItemId) {
        self.did.get_or_insert(Did::Told(id));
    }

    fn within(&mut self, level: ElementId, edit: &Edit) -> Result<(), Refusal> {
        self.find(level.into())?;
        let around = self.level.replace(level);
        self.make(edit)?;
        self.level = around;
        Ok(())
    }

    fn all(&mut self, edits: &[Edit]) -> Result<(), Refusal> {
        for edit in edits {
            self.make(edit)?;
        }
        // What became of a note is told, not that it waits no longer.
        let is_told = |edit: &&Edit| !matches!(edit, Edit::Session(SessionField::Waiting(_)));
        let told = edits.iter().filter(is_told).count();
        let first = self.touched.first();
        if told > 1 && self.touched.iter().any(|id| Some(id) != first) {
            self.tell_all(told);
            if let Some(says) = one_status(edits).filter(|_| !self.back.is_empty()) {
                let aside = self.aside.iter().take(ASIDE).cloned();
                let says: Vec<String> = std::iter::once(says).chain(aside).collect();
                self.tell(says.join("; "));
            }
        }
        Ok(())
    }

    /// Says what several edits did together: what they added, else what they touched.
    fn tell_all(&mut self, edits: usize) {
        if self.back.is_empty() {
            let told = self.did;
            let says = self.already_there();
            self.tell(says);
            self.did = told;
            return;
        }
        let added = self.what_was_added();
        let touched = &self.touched;
        let says = match added.as_slice() {
            [only] => format!("{only} added"),
            [first, .., last] if are_alike(&added) => {
                let (n, kind) = (added.len(), first.plural());
                format!("{n} {kind} added: {first} to {last}")
            }
            [_, ..] => format!("{} items added", added.len()),
            [] => match touched.as_slice() {
                [first, .., last] if are_alike(touched) => {
                    format!("{first} to {last}: {edits} changes")
                }
                _ => format!("{edits} changes"),
            },
        };
        let mut aside = self.aside.clone();
        let more = aside.len().saturating_sub(ASIDE);
        aside.truncate(ASIDE);
        if more > 0 {
            aside.push(format!("{more} more changes"));
        }
        // What is told in full says more than a number of changes.
        let aside = aside.join("; ");
        self.tell(match (added.is_empty(), aside.as_str()) {
            (_, "") => says,
            (true, aside) => aside.to_owned(),
            (false, aside) => format!("{says}; {aside}"),
        });
        if let ([only], true) = (added.as_slice(), self.aside.is_empty()) {
            self.did = Some(Did::Added(*only));
        }
    }

    /// What is said of a line that says nothing new. The elements of a flow or a zone are not named.
    fn already_there(&self) -> String {
        let is_element = |id: &&ItemId| matches!(id, ItemId::Element(_));
        let (elements, others): (Vec<&ItemId>, Vec<&ItemId>) =
            self.touched.iter().partition(is_element);
        let there = if others.is_empty() { elements } else { others };
        let mut ids: Vec<String> = Vec::new();
        for id in there.into_iter().map(ToString::to_string) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        match ids.as_slice() {
            [] => "Nothing to change".to_owned(),
            ids => format!("Already there: {}", ids.join(", ")),
        }
    }

    /// Takes a step that is known to be possible.
    fn step(&mut self, mut step: Step) {
        match &mut step {
            Step::Insert(_, item) => item.keep_together(),
            Step::Replace(item) => {
                item.keep_together();
                match item.as_mut() {
                    Item::Mitigation(item) => {
                        if let Some(was) = self.session.mitigation(item.id) {
                            item.date_status(was, self.at);
                            item.keep_copied(was);
                        }
                    }
                    Item::Threat(item) if item.copied => {
                        if let Some(was) = self.session.threat(item.id) {
                            item.keep_copied(was);
                        }
                    }
                    _ => {}
                }
                item.change(self.at);
            }
            _ => {}
        }
        if let Some(back) = self.session.step(step) {
            self.back.push(back);
        }
    }

    /// Adds an item at the end of its list and looks at it.
    fn push(&mut self, item: impl Into<Item>) {
        let item = item.into();
        let id = item.id();
        self.insert(usize::MAX, item);
        self.touch(id);
        self.tell(format!("{id} added"));
        self.did = Some(Did::Added(id));
        self.added.push(id);
    }

    /// The items that were added. A flow brings its elements along, and they are not named.
    fn what_was_added(&self) -> Vec<ItemId> {
        let is_element = |id: &ItemId| matches!(id, ItemId::Element(_));
        let (elements, others): (Vec<ItemId>, Vec<ItemId>) =
            self.added.iter().copied().partition(is_element);
        if others.is_empty() { elements } else { others }
    }

    /// Sets the sentence. What was said before it is no longer what the change did.
    fn tell(&mut self, says: impl Into<String>) {
        self.says = says.into();
        self.did = None;
    }

    /// Puts a new item, which gets its key now, at a place of its list.
    fn insert(&mut self, place: usize, mut item: Item) {
        self.modernize();
        let taken = self.keys.take();
        let mut taken = taken.unwrap_or_else(|| self.session.take_keys());
        let key = self.session.key_for(&item, &taken);
        taken.insert(key);
        self.keys = Some(taken);
        item.set_key(Some(key));
        self.put_on_wall(&mut item);
        self.step(Step::Insert(place, Box::new(item)));
    }

    /// Makes the file one of this version, as it is about to hold what older ones have no place for.
    fn modernize(&mut self) {
        if self.session.version < VERSION {
            let kept = self.session.kept_inside();
            self.step(Step::Keep(Box::new(kept)));
        }
    }

    /// Puts a changed item in the place of the old one; nothing happens when they are equal.
    fn replace(&mut self, item: impl Into<Item>) {
        let item = item.into();
        let id = item.id();
        if self.session.item(id).as_ref() != Some(&item) {
            self.step(Step::Replace(Box::new(item)));
        }
        self.touch(id);
    }

    /// Sets a field of the session; nothing happens when it is that already.
    fn header(&mut self, field: Header) {
        if !self.session.has_field(&field) {
            self.step(Step::Set(field));
        }
    }

    fn touch(&mut self, id: ItemId) {
        self.touched.push(id);
        self.focus = Some(id);
    }

    /// The item, or a refusal that names what is missing.
    fn find(&self, id: ItemId) -> Result<Item, Refusal> {
        self.session
            .item(id)
            .ok_or_else(|| match self.session.leads_to(id) {
                Some(now) => Refusal::new(format!("{id} was merged: it is {now} now.")),
                None => Refusal::new(format!("There is no {id} in this session.")),
            })
    }
}

/// `M2, M3 and M8 planned`, where that is all that edits do.
fn one_status(edits: &[Edit]) -> Option<String> {
    let statuses = edits.iter().map(|edit| match edit {
        Edit::Set(id, Field::Status(status)) => Some((*id, *status)),
        _ => None,
    });
    let statuses: Vec<(ItemId, Status)> = statuses.collect::<Option<_>>()?;
    let (_, first) = statuses.first()?;
    let ids: Vec<ItemId> = statuses.iter().map(|(id, _)| *id).collect();
    let is_one = statuses.iter().all(|(_, status)| status == first);
    is_one.then(|| format!("{} {}", super::going::and(&ids), first.words()))
}

/// Whether all are items of one kind.
fn are_alike(ids: &[ItemId]) -> bool {
    let kinds = ids.iter().map(std::mem::discriminant);
    kinds.clone().zip(kinds.skip(1)).all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests;
