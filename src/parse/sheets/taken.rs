//! What answers change in a session besides the items that they bring.

use chrono::NaiveDate;

use super::{Back, Sheet, Who};
use crate::domain::{
    Answers, Edit, Field, ItemId, New, ParticipantId, Session, SessionField, SheetOf, Text,
};
use crate::parse::votes;

impl Back {
    /// Notes about the meeting, hands, agreements, ballots, and that someone finished. Ballots of a vote whose result
    /// was shown count at once; others wait for theirs. On a whiteboard, people vote for what was said since a day.
    pub fn taken(&self, session: &Session, since: Option<NaiveDate>) -> Vec<Edit> {
        let mut edits = Vec::new();
        let mut confidence = session.confidence().to_vec();
        let mut time_well_spent = session.time_well_spent().to_vec();
        let mut voting = session.voting().cloned();
        let mut counts_again = false;
        for sheet in self.sheets.iter().filter(|sheet| sheet.is_for_now()) {
            let notes = sheet.notes.iter();
            edits.extend(notes.map(|(kind, text)| Edit::Add(New::Note(*kind, text.clone()))));
            let Who::Known(who) = sheet.who else {
                continue;
            };
            let before = session.answers_of(sheet.id, who);
            replace(
                &mut confidence,
                before.and_then(|b| b.confidence),
                sheet.confidence,
            );
            replace(
                &mut time_well_spent,
                before.and_then(|b| b.time_well_spent),
                sheet.time_well_spent,
            );
            edits.extend(agreed(sheet, who, session));
            if let (SheetOf::Voted, Some(labels), Some(voting)) =
                (sheet.of, &sheet.votes, &mut voting)
            {
                let most = voting.per_person;
                let ballot = votes::ballot_of(session, since, who, labels, most);
                voting.ballots.retain(|other| other.who != Some(who));
                voting.ballots.push(ballot);
                counts_again = true;
            }
            let kept = kept(before, sheet, who);
            edits.push(Edit::Session(SessionField::Answers(kept)));
        }
        if counts_again {
            edits.push(Edit::Session(SessionField::Voting(voting)));
        }
        if confidence != session.confidence() {
            edits.push(Edit::Session(SessionField::Confidence(confidence)));
        }
        if time_well_spent != session.time_well_spent() {
            edits.push(Edit::Session(SessionField::TimeWellSpent(time_well_spent)));
        }
        edits
    }
}

/// Puts someone's hand in the place of the one that they raised on the same sheet before.
fn replace(hands: &mut Vec<u8>, before: Option<u8>, now: Option<u8>) {
    let Some(now) = now else { return };
    let place = before.and_then(|before| hands.iter().position(|hand| *hand == before));
    match place.and_then(|place| hands.get_mut(place)) {
        Some(hand) => *hand = now,
        None => hands.push(now),
    }
}

/// What someone says of their own action items, where that is new. Whoever owns another one says nothing of it.
fn agreed(sheet: &Sheet, who: ParticipantId, session: &Session) -> Vec<Edit> {
    let said = sheet.agreed.iter().filter(|(id, yes)| {
        let action = session.actions.iter().find(|action| action.id == *id);
        action.is_some_and(|action| action.owner == Some(who) && action.said_yes != *yes)
    });
    let mut edits: Vec<Edit> = said
        .map(|(id, yes)| Edit::Set(ItemId::Action(*id), Field::SaidYes(*yes)))
        .collect();
    // A no is not only the yes that is missing: the room asks what is in the way.
    let refused = sheet.agreed.iter().filter(|(id, yes)| {
        let action = session.actions.iter().find(|action| action.id == *id);
        !yes && action.is_some_and(|action| action.owner == Some(who))
    });
    for (id, _) in refused {
        let text = Text::new(&format!("{id} is not agreed: what is in the way?"));
        if session
            .questions
            .iter()
            .all(|question| question.text != text)
        {
            edits.push(Edit::Add(New::Question {
                text,
                about: vec![ItemId::Action(*id)],
                speaker: Some(who),
                owner: None,
            }));
        }
    }
    edits
}

/// What is kept of answers, with what was kept of those before.
fn kept(before: Option<&Answers>, sheet: &Sheet, who: ParticipantId) -> Answers {
    let before = before
        .cloned()
        .unwrap_or_else(|| Answers::to(sheet.id, who));
    let mut took = before.took;
    for mark in &sheet.marks {
        if !took.contains(mark) {
            took.push(mark.clone());
        }
    }
    Answers {
        rev: sheet.rev,
        took,
        votes: sheet.votes.clone().unwrap_or(before.votes),
        confidence: sheet.confidence.or(before.confidence),
        time_well_spent: sheet.time_well_spent.or(before.time_well_spent),
        ..Answers::to(sheet.id, who)
    }
}
