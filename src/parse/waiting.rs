//! What a note from before the meeting becomes: the same as if its speaker had said it in the room.

use super::lines;
use crate::domain::{
    Edit, FourQuestion, ItemId, New, NewThreat, ParkedKind, Place, Session, Text, Waiting,
    WaitingKind,
};

/// Takes the note of this place: what it becomes and that it waits no longer, as one change.
pub(crate) fn taken(session: &Session, place: usize) -> Option<Edit> {
    let note = session.waiting.get(place)?;
    Some(with(session, place, becomes(session, note)))
}

/// Parks the note of this place: a fix for question 3, everything else as an off-topic item.
pub(crate) fn parked(session: &Session, place: usize) -> Option<Edit> {
    let note = session.waiting.get(place)?;
    let kind = match note.kind {
        WaitingKind::Fix => ParkedKind::Fix,
        _ => ParkedKind::OffTopic,
    };
    Some(with(session, place, park(session, note, kind)))
}

/// Drops the note of this place.
pub(crate) fn dropped(session: &Session, place: usize) -> Option<Edit> {
    session.waiting.get(place)?;
    Some(session.without_waiting(place))
}

fn with(session: &Session, place: usize, edit: Edit) -> Edit {
    Edit::All(vec![edit, session.without_waiting(place)])
}

fn becomes(session: &Session, note: &Waiting) -> Edit {
    let (text, speaker) = (note.text.clone(), note.speaker);
    match note.kind {
        WaitingKind::Threat => {
            let (text, at) = placed(session, &note.text);
            Edit::Add(New::Threat(NewThreat {
                text,
                places: at.into_iter().collect(),
                stride: Vec::new(),
                categories: Vec::new(),
                speaker,
                severity: None,
                rated: None,
                references: Vec::new(),
                found_in: FourQuestion::WorkingOn,
                pack: None,
            }))
        }
        WaitingKind::Question => question(note, text),
        WaitingKind::Fix => park(session, note, ParkedKind::Fix),
        WaitingKind::Assumption => Edit::Add(New::Assumption {
            text,
            about: Vec::new(),
            speaker,
        }),
        WaitingKind::Map => on_map(session, note),
    }
}

fn question(note: &Waiting, text: Text) -> Edit {
    Edit::Add(New::Question {
        text,
        about: Vec::new(),
        speaker: note.speaker,
        owner: None,
    })
}

fn park(session: &Session, note: &Waiting, kind: ParkedKind) -> Edit {
    let (text, at) = match note.kind {
        WaitingKind::Threat => placed(session, &note.text),
        _ => (note.text.clone(), None),
    };
    Edit::Add(New::Parked {
        text,
        kind,
        about: at.and_then(Place::item),
        speaker: note.speaker,
    })
}

/// The words of a threat, and the element or flow that is named at their end: `Files are swapped >E4`.
fn placed(session: &Session, text: &Text) -> (Text, Option<Place>) {
    let at = text.rsplit_once(" >").and_then(|(words, id)| {
        let id: ItemId = id.trim().parse().ok()?;
        let place = Place::of(id).filter(|_| session.holds(id))?;
        let words = Text::new(words.trim());
        (!words.is_empty()).then_some((words, Some(place)))
    });
    at.unwrap_or_else(|| (text.clone(), None))
}

/// What is missing from the map: the line as it would be typed, a bare name as an element. What is not such a line, or
/// has nowhere to go, is asked.
fn on_map(session: &Session, note: &Waiting) -> Edit {
    let line = note.text.trim().trim_end_matches(['.', '!', ';']);
    let name = without_article(line);
    let read = lines::map_of(session, name).ok().filter(|edit| {
        // Tried on a copy, as only the whole change is refused otherwise.
        is_short(name) && session.clone().apply(edit, note.at).is_ok()
    });
    read.unwrap_or_else(|| {
        let asks = format!("Is {} on the map?", line.trim_end_matches('?'));
        question(note, Text::new(&asks))
    })
}

/// `The backup job` is called backup job on a map.
fn without_article(line: &str) -> &str {
    let rest = line.split_once(' ').filter(|(word, rest)| {
        let is_article = ["the", "a", "an"]
            .iter()
            .any(|it| word.eq_ignore_ascii_case(it));
        is_article && !rest.trim().is_empty()
    });
    rest.map_or(line, |(_, rest)| rest.trim())
}

/// Whether every part of a line is a name: a sentence is none, though the map would take one.
fn is_short(line: &str) -> bool {
    const MOST: usize = 4;
    let ends = line.split_once(" : ").map_or(line, |(ends, _)| ends);
    let ends = ends.replace("->", ",").replace("<-", ",");
    let mut parts = ends.split([',', ':']);
    parts.all(|part| part.split_whitespace().count() <= MOST)
}

#[cfg(test)]
mod tests {
    use crate::domain::{Session, SessionKind, Stamp};

    use super::*;

    fn at() -> Stamp {
        Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
    }

    /// What taking this note says, in a session with one flow from web to api.
    fn taken_note(kind: WaitingKind, text: &str) -> (Session, String) {
        let title = "Refunds".into();
        let mut session = Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, at());
        session
            .apply(&lines::map("web -> api : order").unwrap(), at())
            .unwrap();
        session.waiting.push(Waiting {
            kind,
            text: text.into(),
            speaker: None,
            at: at(),
        });
        let edit = taken(&session, 0).unwrap();
        let says = session.apply(&edit, at()).unwrap().says;
        session.validate().unwrap();
        assert!(session.waiting.is_empty(), "{text}");
        (session, says)
    }

    #[test]
    fn what_is_missing_from_the_map_is_drawn_or_asked() {
        for (text, says) in [
            ("backup", "E3 added"),
            ("The backup job.", "E3 added"),
            ("{archive}", "E3 added"),
            (
                "api -> archive : receipts of the whole last year and more",
                "F2 added",
            ),
            ("E2 -> archive", "F2 added"),
            ("zone core: api", "core contains 1 element"),
            ("archive, mail", "2 elements added: E3 to E4"),
            ("the job that copies everything at night", "Q1 added"),
            ("a ->", "Q1 added"),
            ("E9 -> api", "Q1 added"),
            ("the", "E3 added"),
        ] {
            assert_eq!(taken_note(WaitingKind::Map, text).1, says, "{text}");
        }
        let (session, _) = taken_note(WaitingKind::Map, "a ->");
        assert_eq!(session.questions[0].text.as_str(), "Is a -> on the map?");
    }

    #[test]
    fn a_threat_is_put_where_it_says_if_that_is_there() {
        for (text, words, places) in [
            ("Order is changed >E2", "Order is changed", 1),
            ("Order is changed >F1", "Order is changed", 1),
            ("Order is changed >E7", "Order is changed >E7", 0),
            ("More orders >100", "More orders >100", 0),
            ("Order is changed >T1", "Order is changed >T1", 0),
        ] {
            let (session, _) = taken_note(WaitingKind::Threat, text);
            let threat = &session.threats[0];
            assert_eq!(
                (threat.text.as_str(), threat.places.len()),
                (words, places),
                "{text}"
            );
        }
    }

    #[test]
    fn a_parked_threat_is_about_what_it_was_on() {
        let mut session = taken_note(WaitingKind::Fix, "Sign it").0;
        for (text, words, about) in [
            ("Order is changed >E2", "Order is changed", true),
            ("Order is changed >E7", "Order is changed >E7", false),
        ] {
            session.waiting = vec![Waiting {
                kind: WaitingKind::Threat,
                text: text.into(),
                speaker: None,
                at: at(),
            }];
            let edit = parked(&session, 0).unwrap();
            session.apply(&edit, at()).unwrap();
            session.validate().unwrap();
            let parked = session.parked.last().unwrap();
            let api = ItemId::Element(session.elements[1].id);
            assert_eq!(
                (parked.text.as_str(), parked.about),
                (words, about.then_some(api)),
                "{text}"
            );
        }
    }

    #[test]
    fn a_note_that_brings_nothing_new_says_what_is_there() {
        for (text, says) in [
            ("api", "Already there: E2"),
            ("web -> api : order", "Already there: F1"),
        ] {
            assert_eq!(taken_note(WaitingKind::Map, text).1, says, "{text}");
        }
        // What it changes is said as for a typed line.
        let (mut session, _) = taken_note(WaitingKind::Map, "zone core: api");
        session.waiting = vec![Waiting {
            kind: WaitingKind::Map,
            text: "zone core: web, api".into(),
            speaker: None,
            at: at(),
        }];
        let line = lines::map_of(&session, "zone core: web, api").unwrap();
        let typed = session.clone().apply(&line, at()).unwrap().says;
        let edit = taken(&session, 0).unwrap();
        assert_eq!(session.apply(&edit, at()).unwrap().says, typed);
    }

    #[test]
    fn nothing_comes_of_a_note_that_is_not_there() {
        let session = taken_note(WaitingKind::Fix, "Sign it").0;
        assert_eq!(session.parked.len(), 1);
        let all = [
            taken(&session, 0),
            parked(&session, 0),
            dropped(&session, 0),
        ];
        assert_eq!(all, [None, None, None]);
    }
}
