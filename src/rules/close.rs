//! Questions, action items and the end: what was meant, who does it, by when, and how sure the room is.

use std::collections::HashMap;

use super::{Moment, Situation};
use crate::check::{count, short, words_of};
use crate::domain::{Action, ActionStatus, ItemId, NoteKind, ParticipantId, QuestionState};

/// R54: the wording of an open question is what was meant.
pub(super) fn wording(s: &Situation<'_>) -> Option<String> {
    let mut open = s
        .session
        .questions
        .iter()
        .filter(|q| q.state == QuestionState::Open && !q.confirmed);
    let first = open.next()?;
    let more = match open.count() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let yes = s.key("yes");
    Some(format!(
        "{}{more}: read it back. {yes} when that is what was meant.",
        first.id
    ))
}

/// Open action items, or the one that was changed.
fn open<'a>(s: &Situation<'a>) -> impl Iterator<Item = &'a Action> {
    let situation = *s;
    s.session
        .actions
        .iter()
        .filter(move |a| a.status == ActionStatus::Open && situation.looks_at(a.id))
}

/// R56: verb first, one person, one date.
pub(super) fn who_and_when(s: &Situation<'_>) -> Option<String> {
    let rules = &s.thresholds.rules;
    let (edit, owner, due) = (s.key("edit"), s.key("owner"), s.key("due"));
    open(s).find_map(|a| {
        let id = a.id;
        let nobody = rules
            .nobody
            .found_in(&a.text)
            .filter(|_| a.owner.is_none() || a.due.is_none());
        let first = words_of(&a.text).into_iter().next().unwrap_or_default();
        if let Some(word) = nobody {
            Some(format!(
                "\"{word}\" is no person and no date: {owner} who, {due} by when"
            ))
        } else if rules.not_verbs.has(&first) {
            Some(format!(
                "{id}: begin with what to do. {edit} changes the words"
            ))
        } else if s.moment != Moment::Quiet {
            // Whose it is and by when is asked for when it is read back, not at every line.
            None
        } else {
            match (a.owner.is_none(), a.due.is_none()) {
                (true, true) => Some(format!(
                    "{id} is nobody's and has no date. {owner} who, {due} by when."
                )),
                (true, false) => Some(format!("{id} is nobody's. {owner} and a digit says whose.")),
                (false, true) => Some(format!("{id} has no date. {due} says by when.")),
                (false, false) => None,
            }
        }
    })
}

/// R57: who is not here cannot say yes.
pub(super) fn absent_owner(s: &Situation<'_>) -> Option<String> {
    let absent = |id: ParticipantId| {
        let mut people = s.session.participants.iter();
        people.find(|p| p.id == id && p.absent)
    };
    let of = |a: &Action| a.owner.and_then(absent);
    // The one that is being read back first.
    let selected = open(s).find(|a| s.selected == Some(ItemId::Action(a.id)));
    let (a, who) = selected
        .into_iter()
        .chain(open(s))
        .find_map(|a| of(a).map(|who| (a, who)))?;
    let no = s.key("no");
    let name = short(&who.name);
    Some(format!(
        "{name} is not here to say yes to {}. {no} makes it somebody's to ask {name}.",
        a.id
    ))
}

/// R59: one person carries more than their part.
pub(super) fn one_pair_of_hands(s: &Situation<'_>) -> Option<String> {
    let limits = &s.thresholds.actions;
    let all = open(s).count();
    if all < limits.owned_from {
        return None;
    }
    let mut each: HashMap<ParticipantId, usize> = HashMap::new();
    for owner in open(s).filter_map(|a| a.owner) {
        *each.entry(owner).or_default() += 1;
    }
    let owns = |id: ParticipantId| each.get(&id).copied().unwrap_or_default();
    let person = s
        .session
        .participants
        .iter()
        .find(|p| limits.one_owner_percent.is_passed_by(owns(p.id), all))?;
    let (name, n, all) = (
        short(&person.name),
        owns(person.id),
        count(all, "action item"),
    );
    Some(format!("{name} has {n} of {all}. Who can take one?"))
}

/// R60: the lowest hand knows something.
pub(super) fn low_hand(s: &Situation<'_>) -> Option<String> {
    let lowest = s.session.confidence().iter().min()?;
    (*lowest < s.thresholds.review.low_hand).then(|| {
        let again = s.key("confidence");
        format!("Lowest {lowest}: that person speaks first. {again} takes hands again")
    })
}

/// R61: a meeting that was not worth it has one thing to change.
pub(super) fn time_well_spent(s: &Situation<'_>) -> Option<String> {
    let hands = s.session.time_well_spent();
    let sum: u32 = hands.iter().map(|hand| u32::from(*hand)).sum();
    let count = u32::try_from(hands.len()).ok()?;
    let low = count > 0 && sum * 10 < count * s.thresholds.rules.low_mean;
    let changed = s.session.notes_of(NoteKind::Change).next().is_some();
    (low && !changed).then(|| {
        let feedback = s.key("feedback");
        format!("What is the one thing to change? {feedback} and - writes it down")
    })
}
