//! Threats that say the same in other words: offered for merging while the list is read back, never merged alone (R31).

use crate::domain::fold::fold;
use serde::Deserialize;

use super::{Catalogue, CatalogueError, read};
use crate::domain::{Session, ThreatId};

/// The bundled measure.
const BUNDLED: &str = include_str!("alike.ron");

/// Words of fewer letters say nothing alone.
const TELLING: usize = 3;

/// When two texts look alike.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Alike {
    percent: u32,
    small: Vec<String>,
}

/// The measure that comes with the program.
pub(super) fn bundled() -> Result<Alike, CatalogueError> {
    read(BUNDLED)
}

impl Alike {
    /// The words that say something, in the order of the alphabet.
    fn gist(&self, text: &str) -> String {
        let text = fold(text);
        let all = || {
            text.split(|c: char| !c.is_alphanumeric() && c != '\'')
                .filter(|word| !word.is_empty())
        };
        let mut words: Vec<&str> = all()
            .filter(|word| !self.small.iter().any(|small| small == word))
            .collect();
        if words.is_empty() {
            words = all().collect();
        }
        words.sort_unstable();
        words.join(" ")
    }
}

impl Catalogue {
    /// The words of a text that say what it is about, as they are compared: without the small ones, and one thing and
    /// several alike.
    pub fn telling(&self, text: &str) -> Vec<String> {
        let text = fold(text);
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() >= TELLING)
            .filter(|word| !self.alike.small.iter().any(|small| small == word))
            .map(|word| match word.strip_suffix('s') {
                Some(one) if word.len() > TELLING && !one.ends_with('s') => one.to_owned(),
                _ => word.to_owned(),
            })
            .collect()
    }

    /// The threat that says most nearly the same as this one, if any comes near.
    pub fn alike(&self, session: &Session, id: ThreatId) -> Option<ThreatId> {
        let gist = |text: &str| self.alike.gist(text);
        let this = gist(&session.threats.iter().find(|t| t.id == id)?.text);
        let least = f64::from(self.alike.percent) / 100.0;
        session
            .threats
            .iter()
            .filter(|other| other.id != id)
            .map(|other| (strsim::sorensen_dice(&this, &gist(&other.text)), other.id))
            .filter(|(likeness, _)| *likeness >= least)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, id)| id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, FourQuestion, New, SessionKind, Stamp};

    fn pair(one: &str, two: &str) -> bool {
        let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let mut session = Session::new(uuid::Uuid::nil(), "x".into(), SessionKind::Meeting, at);
        for text in [one, two] {
            let threat = New::threat(text, FourQuestion::GoWrong);
            session.apply(&Edit::Add(threat), at).unwrap();
        }
        let alike = Catalogue::bundled().unwrap().alike(&session, ThreatId(1));
        assert!(alike.is_none_or(|id| id == ThreatId(2)));
        alike.is_some()
    }

    #[test]
    fn the_same_in_other_words_is_seen() {
        for (one, two) in [
            (
                "Duplicate upload pays the same refund twice",
                "The same refund file is uploaded two times",
            ),
            (
                "Refund replayed from a stolen session token",
                "A stolen session token is used to replay a refund",
            ),
            ("Disk on the sftp host is full", "sftp host: DISK FULL"),
            ("It is on", "Is it on"),
        ] {
            assert!(pair(one, two), "{one} / {two}");
        }
    }

    #[test]
    fn what_only_shares_a_word_or_two_is_not() {
        for (one, two) in [
            (
                "Web leaks other customers' refund ids in the URL",
                "Refund-api trusts the user id sent by web",
            ),
            (
                "Refund replayed from a stolen session token",
                "Support agent refunds a friend, no second pair of eyes",
            ),
            (
                "Someone edits the audit log to hide a refund",
                "Ledger write succeeds, audit write fails",
            ),
        ] {
            assert!(!pair(one, two), "{one} / {two}");
        }
    }

    #[test]
    fn telling_words_are_neither_small_nor_short_and_one_is_as_several() {
        let catalogue = Catalogue::bundled().unwrap();
        let telling = |text: &str| catalogue.telling(text).join(" ");
        assert_eq!(telling("Who has the LINKS to it?"), "link");
        assert_eq!(telling("Access to an Überweisung"), "access uberweisung");
        assert_eq!(telling("It is on us"), "");
    }
}
