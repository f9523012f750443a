//! What is asked of a session for every key and every frame, without going through its lists: where an item is, what
//! hangs on it, and how many there are. A session of ten thousand threats answers as quickly as one of ten.
//!
//! What hangs on what is worked out when it is first asked for, and forgotten with the next step of a change.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use super::action::{Action, ActionStatus};
use super::assumption::Assumption;
use super::category::Category;
use super::id::{ElementId, ItemId, ParticipantId, ThreatId};
use super::identity::Key;
use super::mitigation::Mitigation;
use super::named::Names;
use super::parked::{Parked, ParkedKind};
use super::question::{Question, QuestionState};
use super::session::Session;
use super::system::Element;
use super::tally::Tally;
use super::threat::Threat;

/// What is known of a session, beside the session itself: no part of what it says.
#[derive(Default)]
pub struct Index {
    /// Kept only for a session of which every change is a step. Whoever fills a new session writes its lists directly.
    kept: bool,
    /// The categories of every set that is known on this computer, STRIDE aside.
    pub(super) categories: Option<Arc<[Category]>>,
    /// How many bytes the file has, where that is known.
    pub(super) size: Option<usize>,
    links: OnceLock<Links>,
    counts: OnceLock<Counts>,
    work: OnceLock<WorkList>,
    names: OnceLock<Names>,
    unused: OnceLock<Vec<u32>>,
    tally: OnceLock<(NaiveDate, Tally)>,
    /// The keys in use, after a change that did nothing but add.
    keys: Option<HashSet<Key>>,
}

/// A copy is made to be changed.
impl Clone for Index {
    fn clone(&self) -> Self {
        Self {
            kept: self.kept,
            categories: self.categories.clone(),
            size: self.size,
            ..Self::default()
        }
    }
}

impl PartialEq for Index {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Index {}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Index")
    }
}

/// An item, and the place of another one that hangs on it.
type Link = (ItemId, u32);

/// What hangs on which item, by that item and then in the order of the list.
struct Links {
    places: Vec<Link>,
    mitigations: Vec<Link>,
    questions: Vec<Link>,
    actions: Vec<Link>,
    assumptions: Vec<Link>,
    parked: Vec<Link>,
    inside: Vec<Link>,
}

/// What screens count in every frame.
#[derive(Clone, Copy)]
struct Counts {
    open_questions: usize,
    waiting_fixes: usize,
    off_topic: usize,
}

/// Whose action items a group holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Open, and no one's.
    Nobody,
    /// Open, and this person's.
    Person(ParticipantId),
    /// Done or dropped.
    Finished,
}

/// The action items in the order in which they are read back: no one's on top, then by person, what is finished at the
/// end. Of each its place in the session.
#[derive(Clone, Debug, Default)]
pub struct WorkList {
    groups: Vec<(Whose, Vec<usize>)>,
}

impl WorkList {
    fn of(session: &Session) -> Self {
        let whose = session.participants.iter().map(|p| Whose::Person(p.id));
        let whose = [Whose::Nobody].into_iter().chain(whose);
        let mut groups: Vec<_> = whose
            .chain([Whose::Finished])
            .map(|whose| (whose, Vec::new()))
            .collect();
        for (place, action) in session.actions.iter().enumerate() {
            let whose = Whose::of(action);
            if let Some((_, places)) = groups.iter_mut().find(|(of, _)| *of == whose) {
                places.push(place);
            }
        }
        groups.retain(|(_, places)| !places.is_empty());
        Self { groups }
    }

    /// Whose they are, and their places in the session; groups that hold nothing are left out.
    pub fn groups(&self) -> impl Iterator<Item = (Whose, &[usize])> {
        let groups = self.groups.iter();
        groups.map(|(whose, places)| (*whose, places.as_slice()))
    }

    /// The places in the session, from top to bottom.
    pub fn places(&self) -> impl Iterator<Item = usize> {
        self.groups.iter().flat_map(|(_, places)| places).copied()
    }

    /// The place in the session of the item that stands here in this order.
    pub fn at(&self, mut place: usize) -> Option<usize> {
        for (_, places) in &self.groups {
            match place.checked_sub(places.len()) {
                Some(rest) => place = rest,
                None => return places.get(place).copied(),
            }
        }
        None
    }

    /// Where the item stands in this order that stands here in the session.
    pub fn rank_of(&self, session: &Session, place: usize) -> Option<usize> {
        let whose = Whose::of(session.actions.get(place)?);
        let mut before = 0;
        for (of, places) in &self.groups {
            if *of == whose {
                return places.binary_search(&place).ok().map(|at| before + at);
            }
            before += places.len();
        }
        None
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.groups.iter().map(|(_, places)| places.len()).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}

impl Whose {
    fn of(action: &Action) -> Self {
        match (action.status, action.owner) {
            (ActionStatus::Open, None) => Self::Nobody,
            (ActionStatus::Open, Some(owner)) => Self::Person(owner),
            _ => Self::Finished,
        }
    }
}

impl Links {
    fn of(session: &Session) -> Self {
        let about = |id: Option<ItemId>| id.into_iter().collect::<Vec<_>>();
        let places = |t: &Threat| t.places.iter().filter_map(|place| place.item()).collect();
        Self {
            places: links(&session.threats, places),
            mitigations: links(&session.mitigations, |m| {
                m.threats.iter().map(|id| ItemId::from(*id)).collect()
            }),
            questions: links(&session.questions, |q| q.about.clone()),
            actions: links(&session.actions, |a| a.about.clone()),
            assumptions: links(&session.assumptions, |a| a.about.clone()),
            parked: links(&session.parked, |p| about(p.about)),
            inside: links(&session.elements, |e| about(e.within.map(ItemId::from))),
        }
    }
}

/// The links of a list whose items hang on others.
fn links<T>(list: &[T], about: impl Fn(&T) -> Vec<ItemId>) -> Vec<Link> {
    let places = (0..).zip(list);
    let links = places.flat_map(|(place, item)| about(item).into_iter().map(move |id| (id, place)));
    let mut links: Vec<Link> = links.collect();
    links.sort_unstable();
    // A file edited by hand may name an item twice.
    links.dedup();
    links.shrink_to_fit();
    links
}

/// The items of a list that hang on `id`: those at the places that are known, else those that `hangs` says.
fn hanging<'a, T>(
    list: &'a [T],
    known: Option<&'a [Link]>,
    id: ItemId,
    hangs: impl Fn(&T) -> bool,
) -> impl Iterator<Item = &'a T> {
    let all = if known.is_some() { &[] } else { list };
    let links = known.unwrap_or_default();
    let from = links.partition_point(|(of, _)| *of < id);
    let links = links.get(from..).unwrap_or_default();
    let to = links.partition_point(|(of, _)| *of == id);
    let places = links.get(..to).unwrap_or_default().iter();
    let known = places.filter_map(|(_, place)| list.get(usize::try_from(*place).ok()?));
    known.chain(all.iter().filter(move |item| hangs(item)))
}

/// Where the item with this number is. Numbers only grow, and lists keep their order but for what is moved by hand: it
/// is looked for from the place that it would have if nothing had been taken out, nearest places first.
pub(super) fn near<T>(list: &[T], number: u32, is: impl Fn(&T) -> bool) -> Option<usize> {
    let guess = usize::try_from(number).ok()?.checked_sub(1)?;
    let guess = guess.min(list.len());
    let (before, after) = list.split_at(guess);
    let (mut before, mut after) = (before.iter().rev(), after.iter());
    for distance in 0..=list.len() {
        if after.next().is_some_and(&is) {
            return Some(guess + distance);
        }
        if before.next().is_some_and(&is) {
            return Some(guess - distance - 1);
        }
    }
    None
}

impl Session {
    /// From now on what is looked up often is kept until the next change, as every change of this session is an
    /// [`Edit`](super::Edit).
    pub fn keep_index(&mut self) {
        self.index.kept = true;
    }

    /// A step is taken, of an item or of something else.
    pub(super) fn forget_index(&mut self, of_item: bool) {
        self.index.tally = OnceLock::new();
        if of_item {
            self.index = self.index.clone();
        }
    }

    /// The keys in use, from the change before where that is known, so that items added one by one cost the same each.
    pub(super) fn take_keys(&mut self) -> HashSet<Key> {
        self.index.keys.take().unwrap_or_else(|| self.keys())
    }

    /// These are the keys in use until the next step.
    pub(super) fn leave_keys(&mut self, keys: HashSet<Key>) {
        if self.index.kept {
            self.index.keys = Some(keys);
        }
    }

    fn links(&self) -> Option<&Links> {
        let index = Some(&self.index).filter(|index| index.kept)?;
        Some(index.links.get_or_init(|| Links::of(self)))
    }

    /// The names of the elements, if they are kept.
    pub(super) fn kept_names(&self) -> Option<&Names> {
        let index = Some(&self.index).filter(|index| index.kept)?;
        Some(index.names.get_or_init(|| Names::of(self)))
    }

    fn counts(&self) -> Counts {
        let count = || Counts {
            open_questions: count(&self.questions, |q| q.state == QuestionState::Open),
            waiting_fixes: count(&self.parked, |p| {
                p.kind == ParkedKind::Fix && p.used_as.is_none()
            }),
            off_topic: count(&self.parked, |p| p.kind == ParkedKind::OffTopic),
        };
        if self.index.kept {
            *self.index.counts.get_or_init(count)
        } else {
            count()
        }
    }

    /// Counts everything, as seen on the day `today`.
    pub fn tally(&self, today: NaiveDate) -> Tally {
        if !self.index.kept {
            return self.count_all(today);
        }
        let (on, tally) = self
            .index
            .tally
            .get_or_init(|| (today, self.count_all(today)));
        if *on == today {
            tally.clone()
        } else {
            self.count_all(today)
        }
    }

    /// The action items in the order in which they are read back.
    pub fn work_list(&self) -> Cow<'_, WorkList> {
        if self.index.kept {
            Cow::Borrowed(self.index.work.get_or_init(|| WorkList::of(self)))
        } else {
            Cow::Owned(WorkList::of(self))
        }
    }

    /// The elements on the map of another element, in order.
    pub(super) fn elements_inside(&self, id: ElementId) -> impl Iterator<Item = &Element> {
        let known = self.links().map(|links| links.inside.as_slice());
        hanging(&self.elements, known, id.into(), move |e| {
            e.within == Some(id)
        })
    }

    /// The threats whose place is this element or flow, in order.
    pub fn threats_at(&self, id: ItemId) -> impl Iterator<Item = &Threat> {
        let known = self.links().map(|links| links.places.as_slice());
        hanging(&self.threats, known, id, move |t| {
            t.places.iter().any(|place| place.item() == Some(id))
        })
    }

    /// The mitigations that answer a threat, in order.
    pub fn mitigations_for(&self, id: ThreatId) -> impl Iterator<Item = &Mitigation> {
        let known = self.links().map(|links| links.mitigations.as_slice());
        hanging(&self.mitigations, known, id.into(), move |m| {
            m.threats.contains(&id)
        })
    }

    /// The questions about an item, most important first.
    pub fn questions_about(&self, id: ItemId) -> impl Iterator<Item = &Question> {
        let known = self.links().map(|links| links.questions.as_slice());
        hanging(&self.questions, known, id, move |q| q.about.contains(&id))
    }

    /// The action items for an item, in order.
    pub fn actions_about(&self, id: ItemId) -> impl Iterator<Item = &Action> {
        let known = self.links().map(|links| links.actions.as_slice());
        hanging(&self.actions, known, id, move |a| a.about.contains(&id))
    }

    /// The assumptions about an item, in order.
    pub fn assumptions_about(&self, id: ItemId) -> impl Iterator<Item = &Assumption> {
        let known = self.links().map(|links| links.assumptions.as_slice());
        hanging(&self.assumptions, known, id, move |a| a.about.contains(&id))
    }

    /// Fixes that were parked about this threat and not used yet.
    pub fn parked_fixes(&self, id: ThreatId) -> impl Iterator<Item = &Parked> {
        let id = ItemId::from(id);
        let known = self.links().map(|links| links.parked.as_slice());
        let parked = hanging(&self.parked, known, id, move |p| p.about == Some(id));
        parked.filter(|p| p.kind == ParkedKind::Fix && p.used_as.is_none())
    }

    /// Fixes that were parked and not used yet, about whatever.
    pub fn unused_fixes(&self) -> impl Iterator<Item = &Parked> {
        let is_unused = |p: &Parked| p.kind == ParkedKind::Fix && p.used_as.is_none();
        let find = || {
            let places = (0..).zip(&self.parked);
            let unused = places.filter(|(_, parked)| is_unused(parked));
            unused.map(|(place, _)| place).collect::<Vec<u32>>()
        };
        let places = if self.index.kept {
            Cow::Borrowed(self.index.unused.get_or_init(find).as_slice())
        } else {
            Cow::Owned(find())
        };
        let count = places.len();
        (0..count).filter_map(move |at| {
            let place = usize::try_from(*places.get(at)?).ok()?;
            self.parked.get(place)
        })
    }

    /// Questions that no one has answered, moved or withdrawn.
    pub fn open_questions(&self) -> usize {
        self.counts().open_questions
    }

    /// Parked fixes that no threat has used.
    pub fn waiting_fixes(&self) -> usize {
        self.counts().waiting_fixes
    }

    /// Parked tangents.
    pub fn off_topic(&self) -> usize {
        self.counts().off_topic
    }
}

fn count<T>(list: &[T], is: impl Fn(&T) -> bool) -> usize {
    list.iter().filter(|item| is(item)).count()
}

#[cfg(test)]
mod tests {
    use super::super::{Edit, FourQuestion, New, Session, SessionKind, Stamp};

    fn at() -> Stamp {
        Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
    }

    fn add(session: &mut Session, words: &str) {
        let new = Edit::Add(New::threat(words, FourQuestion::GoWrong));
        session.apply(&new, at()).unwrap();
    }

    /// Adding line by line must not gather every key again for each.
    #[test]
    fn the_keys_in_use_are_known_between_additions_and_right_after_anything_else() {
        let title = "Refunds".into();
        let mut session = Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, at());
        session.keep_index();
        for words in ["Token replayed", "File swapped", "Id guessed"] {
            add(&mut session, words);
            let known = session.index.keys.clone();
            assert_eq!(known, Some(session.keys()), "{words}");
        }
        let ids = ["T1", "T2", "T3"].map(|id| id.parse().unwrap());
        let [first, second, third] = ids;
        for other in [Edit::Merge(second, first), Edit::Delete(third)] {
            session.apply(&other, at()).unwrap();
            assert_eq!(session.index.keys, None, "{other:?}");
        }
        add(&mut session, "Log erased");
        assert_eq!(session.index.keys, Some(session.keys()));
        // A refused addition leaves nothing behind that would change the key of the next one.
        let again = Edit::Add(New::threat("Again", FourQuestion::GoWrong));
        let refused = Edit::All(vec![again, Edit::Delete(second)]);
        let mut other = session.clone();
        session.apply(&refused, at()).unwrap_err();
        add(&mut session, "Again");
        add(&mut other, "Again");
        assert_eq!(session.threats, other.threats);
    }
}
