//! Threats that began as a card of a pack, and whether a text names something of this session. A card's words are
//! everyone's; what counts is where it would happen here.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::fold::fold;
use super::note::NoteKind;
use super::session::Session;
use super::text::{Text, words_of};
use super::threat::{Place, Threat};

/// The card that a threat began as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackCard {
    /// The pack's name: `stride`.
    pub pack: Text,
    /// Which of its cards: its number, with its suit if it has one.
    pub card: Text,
    /// It was made specific: it names something of this session. Until then it does not count as an idea of the
    /// team (rule R30, check `card-wording`).
    #[serde(default)]
    pub edited: bool,
}

/// Words of fewer characters are more often grammar than names, in a line of text.
const SHORT: usize = 3;

impl Session {
    /// The words by which the map is known, in lower case and without the `s` of a plural: elements, trust zones, and
    /// what flows.
    pub fn map_words(&self) -> HashSet<String> {
        let names = self.elements.iter().map(|e| &e.name);
        let names = names.chain(self.zones.iter().map(|z| &z.name));
        let mut words = named(names);
        words.extend(told(self.flows.iter().map(|f| &f.data)));
        words
    }

    /// Whether a text says something of this session in words that `besides` does not have: a part of the map, who is
    /// in the meeting, or what is in scope.
    pub fn names_ours(&self, text: &str, besides: &str) -> bool {
        let mut ours = self.map_words();
        ours.extend(named(self.participants.iter().map(|p| &p.name)));
        ours.extend(told(
            self.notes_of(NoteKind::InScope).map(|note| &note.text),
        ));
        for word in words_of(besides) {
            ours.remove(stem(&word));
        }
        if words_of(text).iter().any(|word| ours.contains(stem(word))) {
            return true;
        }
        // Where words are not separated by spaces, a name is found inside them.
        let (text, besides) = (fold(text), fold(besides));
        let inside = |word: &String| {
            !word.is_ascii() && text.contains(word.as_str()) && !besides.contains(word.as_str())
        };
        ours.iter().any(inside)
    }
}

/// Whether one of these is a place on the map; `all` is everywhere.
pub(crate) fn on_the_map(places: &[Place]) -> bool {
    places.iter().any(|place| *place != Place::Whole)
}

impl Threat {
    /// An element makes a threat that began as a card specific (R30).
    pub(super) fn placed(&mut self) {
        if let Some(pack) = &mut self.pack {
            pack.edited |= on_the_map(&self.places);
        }
    }

    /// New words do so as soon as they name something of ours.
    pub(super) fn reworded(&mut self, session: &Session, before: &Text) {
        if let Some(pack) = self.pack.as_mut().filter(|pack| !pack.edited) {
            pack.edited = self.text != *before && session.names_ours(&self.text, before);
        }
    }
}

/// The words of names.
fn named<'a>(names: impl Iterator<Item = &'a Text>) -> HashSet<String> {
    words(names, 1)
}

/// The words of lines that someone said.
fn told<'a>(lines: impl Iterator<Item = &'a Text>) -> HashSet<String> {
    words(lines, SHORT)
}

/// The words of more than `short` characters.
fn words<'a>(texts: impl Iterator<Item = &'a Text>, short: usize) -> HashSet<String> {
    texts
        .flat_map(|text| words_of(text))
        .filter(|word| word.chars().count() > short)
        .map(|word| stem(&word).to_owned())
        .collect()
}

/// The word without the `s` of a plural.
pub(crate) fn stem(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::super::{Edit, FourQuestion, Level, New, SessionKind, Stamp};
    use super::*;

    fn session() -> Session {
        let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let mut session = Session::new(
            uuid::Uuid::nil(),
            Text::new("Refunds"),
            SessionKind::Meeting,
            at,
        );
        let flow = |from: &str, to: &str, data: &str| {
            Edit::Add(New::Flow {
                from: from.into(),
                to: to.into(),
                data: data.into(),
            })
        };
        for edit in [
            flow("web", "audit log", "who did it"),
            flow("web", "支付", "amounts"),
            Edit::Add(New::Zone("core".into(), Vec::new())),
            Edit::Add(New::Participant("Ana".into(), "eng".into())),
            Edit::Add(New::Note(NoteKind::InScope, "Bulk refunds by phone".into())),
        ] {
            session.apply(&edit, at).unwrap();
        }
        session
    }

    #[test]
    fn a_part_of_the_map_a_person_and_the_scope_are_ours_and_other_words_are_not() {
        let session = session();
        for ours in [
            "Someone edits the audit",
            "the WEB's address",
            "out of the core",
            "the amount is wrong",
            "Ana is ill",
            "a bulk run",
            "攻击者绕过支付服务",
        ] {
            assert!(session.names_ours(ours, ""), "{ours}");
        }
        for not in ["Someone steals a password", "by who", "", "it did"] {
            assert!(!session.names_ours(not, ""), "{not}");
        }
        assert!(
            !session.names_ours("Someone changes a log", "An error message or a log tells"),
            "what the card says names nothing of ours"
        );
    }

    #[test]
    fn a_threat_whose_card_has_no_name_is_refused_with_the_remedy() {
        let mut session = session();
        let at = session.sittings[0].started;
        let threat = Edit::Add(New::threat(
            "Someone changes a record",
            FourQuestion::GoWrong,
        ));
        session.apply(&threat, at).unwrap();
        session.threats[0].pack = Some(Box::new(PackCard {
            pack: Text::default(),
            card: "4".into(),
            edited: false,
        }));
        assert_eq!(
            session.validate().unwrap_err().to_string(),
            "The pack and the card of T1 must have 1 to 512 bytes each. Correct them, or delete `pack`."
        );
    }

    #[test]
    fn a_card_becomes_the_rooms_own_when_it_names_something_of_ours_and_undo_takes_that_back() {
        let mut session = session();
        let at = session.sittings[0].started;
        let mut new = match New::threat("Someone changes a record", FourQuestion::GoWrong) {
            New::Threat(new) => new,
            other => panic!("{other:?}"),
        };
        new.pack = Some(PackCard {
            pack: "stride".into(),
            card: "4".into(),
            edited: false,
        });
        let mut history = super::super::History::default();
        let mut apply = |session: &mut Session, edit: &Edit| {
            history.apply(session, edit, at).unwrap();
            let threat = session.threats.last().unwrap();
            threat.pack.clone().unwrap().edited
        };
        let id = super::super::ThreatId(1).into();
        let text = |words: &str| Edit::Set(id, super::super::Field::Text(words.into()));
        assert!(!apply(&mut session, &Edit::Add(New::Threat(new))));
        assert!(!apply(&mut session, &text("Someone changes a row")));
        let risk = super::super::Field::Rating((Level::High, Level::Low).into());
        assert!(!apply(&mut session, &Edit::Set(id, risk)));
        assert!(apply(&mut session, &text("Someone changes the audit log")));
        history.undo(&mut session).unwrap();
        assert!(!session.threats[0].pack.clone().unwrap().edited);
        let element = session.elements[0].id;
        let places = super::super::Field::Places(vec![Place::Element(element)]);
        for edit in [Edit::Set(id, places), Edit::Link(id, element.into())] {
            history.apply(&mut session, &edit, at).unwrap();
            assert!(session.threats[0].pack.clone().unwrap().edited);
            history.undo(&mut session).unwrap();
            assert!(!session.threats[0].pack.clone().unwrap().edited);
        }
    }
}
