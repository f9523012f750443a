//! Questions, action items and the end: what was meant, who does it, by when, and how sure the room is.

use super::{Moment, Situation, first_and_more};
use crate::check::{carries, short};
use crate::domain::{Action, ItemId, NoteKind, ParticipantId, Says, Verb, says};
use crate::facts::{is_open, words_of};

/// R54: the wording of an open question is what was meant.
pub(super) fn wording(s: &Situation<'_>) -> Option<Says> {
    let open = s.facts.unconfirmed_questions().found()?;
    let which = first_and_more(&open)?;
    // How each is confirmed is said where it is read back.
    Some(format!("Wording not confirmed yet: {which}.").into())
}

/// Open action items, or the one that was changed.
fn open<'a>(s: &Situation<'a>) -> impl Iterator<Item = &'a Action> {
    let moment = s.moment;
    s.facts
        .open_actions()
        .filter(move |a| moment.looks_at(a.id))
}

/// R56: verb first, one person, one date. The one that is being read back first, as the keys act on it.
pub(super) fn who_and_when(s: &Situation<'_>) -> Option<Says> {
    if s.moment != Moment::Quiet {
        return open(s).find_map(|a| lacks(s, a));
    }
    let selected = s.selected.and_then(|id| s.facts.session.position(id));
    let selected = selected.and_then(|place| s.facts.session.actions.get(place));
    let here = selected.filter(|a| s.selected == Some(a.id.into()) && is_open(a));
    here.and_then(|a| lacks(s, a)).or_else(|| {
        // Which one is first hangs on no selection, and there may be thousands.
        s.memory.once("R56", || open(s).find_map(|a| lacks(s, a)))
    })
}

/// Whether the word stands in the text as the name of someone.
fn is_called(text: &str, word: &str) -> bool {
    text.to_lowercase()
        .contains(&format!("@{}", word.to_lowercase()))
}

/// What an action item lacks.
fn lacks(s: &Situation<'_>, a: &Action) -> Option<Says> {
    let rules = &s.facts.limits.rules;
    let (id, press) = (a.id, s.press(a.id));
    let (unowned, undated) = (a.owner.is_none(), a.due.is_none());
    let nobody = rules
        .nobody
        .found_in(&a.text)
        .filter(|_| unowned || undated)
        // What the line says of a name that no one has is enough.
        .filter(|word| s.moment == Moment::Quiet || !is_called(&a.text, word));
    let first = words_of(&a.text).into_iter().next().unwrap_or_default();
    if let Some(word) = nobody {
        let here = s.moment != Moment::Quiet || s.selected == Some(id.into());
        Some(says![
            if here {
                format!("\"{word}\" is not a name or a date: press ")
            } else {
                format!("\"{word}\" in {id} is not a name or a date. {press}")
            },
            Verb::Owner,
            " for who, ",
            Verb::Due,
            " for by when"
        ])
    } else if rules.not_verbs.has(&first) {
        Some(says![
            format!("{id}: start with a verb. {press}"),
            Verb::Edit,
            " to edit it"
        ])
    } else if s.moment != Moment::Quiet {
        // Whose it is and by when is asked for when it is read back, not at every line.
        None
    } else {
        match (unowned, undated) {
            (true, true) => Some(says![
                format!("{id} has no owner or date. {press}"),
                Verb::Owner,
                " for who, ",
                Verb::Due,
                " for by when."
            ]),
            (true, false) => Some(says![
                format!("{id} has no owner. {press}"),
                Verb::Owner,
                " and a number."
            ]),
            (false, true) => Some(says![
                format!("{id} has no date. {press}"),
                Verb::Due,
                " and type one."
            ]),
            (false, false) => None,
        }
    }
}

/// R57: who is not here cannot say yes.
pub(super) fn absent_owner(s: &Situation<'_>) -> Option<Says> {
    let people = s.facts.session.participants.iter();
    let people: Vec<_> = people.filter(|p| p.absent).collect();
    // Else every action item would be looked at in vain.
    if people.is_empty() {
        return None;
    }
    let absent = |id: ParticipantId| people.iter().find(|p| p.id == id);
    let of = |a: &Action| a.owner.and_then(absent);
    // The one that is being read back first.
    let selected = open(s).find(|a| s.selected == Some(ItemId::Action(a.id)));
    let (a, who) = selected
        .into_iter()
        .chain(open(s))
        .find_map(|a| of(a).map(|who| (a, who)))?;
    let name = short(&who.name);
    let (id, press) = (a.id, s.press(a.id));
    Some(says![
        format!("{name} is absent and cannot agree to {id}. {press}"),
        Verb::No,
        format!(" to have someone ask {name}.")
    ])
}

/// R59: one person carries more than their part.
pub(super) fn one_pair_of_hands(s: &Situation<'_>) -> Option<Says> {
    let (who, share) = s.facts.one_pair_of_hands().found()?;
    Some(carries(&s.facts, who, &share).into())
}

/// R60: the lowest hand knows something.
pub(super) fn low_hand(s: &Situation<'_>) -> Option<Says> {
    let lowest = s.facts.low_confidence().found()?;
    Some(says![
        format!("Lowest vote {lowest}: that person speaks first. Press "),
        Verb::Confidence,
        " to vote again"
    ])
}

/// R61: a meeting that was not worth it has one thing to change.
pub(super) fn time_well_spent(s: &Situation<'_>) -> Option<Says> {
    let hands = s.facts.session.time_well_spent();
    let sum: u32 = hands.iter().map(|hand| u32::from(*hand)).sum();
    let count = u32::try_from(hands.len()).ok()?;
    let low = count > 0 && sum * 10 < count * s.facts.limits.rules.low_mean;
    let changed = s.facts.session.notes_of(NoteKind::Change).next().is_some();
    (low && !changed).then(|| {
        says![
            "One thing to change? Press ",
            Verb::Feedback,
            ", then type - and the change"
        ]
    })
}
