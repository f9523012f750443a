//! Who speaks in a transcript, held against who is in the meeting.

use std::collections::BTreeSet;

use crate::domain::{ParticipantId, Session};
use crate::parse::chat;

/// Gives each speaker the name by which the meeting knows them, and says who is a stranger there.
pub(crate) fn strangers(heard: &mut Session, here: &Session) -> BTreeSet<ParticipantId> {
    let known: Vec<(u32, &str)> = here
        .participants
        .iter()
        .map(|p| (p.id.0, p.name.as_str()))
        .collect();
    let mut strangers = BTreeSet::new();
    for speaker in &mut heard.participants {
        let one = chat::person(&speaker.name, &known).map(ParticipantId);
        match one.and_then(|id| here.name_of(Some(id))) {
            Some(name) => speaker.name = name.into(),
            None => {
                strangers.insert(speaker.id);
            }
        }
    }
    strangers
}

/// Leaves only those who said something that is taken, and are not to stay outside.
pub(crate) fn only_who_comes(session: &mut Session, outside: &BTreeSet<ParticipantId>) {
    let mut speak: BTreeSet<ParticipantId> = BTreeSet::new();
    let threats = session.threats.iter_mut().map(|i| &mut i.speaker);
    let questions = session.questions.iter_mut().map(|i| &mut i.speaker);
    let parked = session.parked.iter_mut().map(|i| &mut i.speaker);
    for speaker in threats.chain(questions).chain(parked) {
        *speaker = speaker.filter(|who| !outside.contains(who));
        speak.extend(*speaker);
    }
    session.participants.retain(|p| speak.contains(&p.id));
}
