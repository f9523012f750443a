//! How a transcript becomes candidates: what is filler, and what is joined. Data that a team may replace.

use std::collections::HashSet;

use serde::Deserialize;

use crate::data::{self, Misread};
use crate::parse::chat::chatter::{Words, bare, small_talk};

/// What comes with the program.
const BUNDLED: &str = include_str!("transcripts.ron");

/// How a transcript is read.
#[derive(Clone, Debug, Default)]
pub(crate) struct How {
    /// Milliseconds between two cues of one speaker that are still joined.
    pub(super) gap: i64,
    /// Characters of what is joined, at most.
    pub(super) most: usize,
    filler: Vec<Words>,
    ends: Vec<String>,
    /// All of the filler as it is compared.
    folded: HashSet<String>,
}

/// What a file says: of each as much as is to be different.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    gap_seconds: Option<u32>,
    #[serde(default)]
    most_characters: Option<u32>,
    #[serde(default)]
    filler: Vec<Words>,
    #[serde(default)]
    ends: Vec<String>,
}

impl How {
    /// What comes with the program; the filler is the small talk of chats. A test proves that it can be read.
    pub(crate) fn bundled() -> Self {
        let talk = Self {
            filler: small_talk().to_vec(),
            ..Self::default()
        };
        talk.with(BUNDLED).unwrap_or_default()
    }

    /// This one with a team's file: its numbers take the place of these, its words the place of those of the same
    /// language, and its ends are added.
    ///
    /// # Errors
    /// Where the text is no such file.
    pub(crate) fn with(&self, text: &str) -> Result<Self, Misread> {
        let own: Written = data::read(text)?;
        let mut how = self.clone();
        if let Some(seconds) = own.gap_seconds {
            how.gap = i64::from(seconds) * 1000;
        }
        if let Some(most) = own.most_characters {
            how.most = usize::try_from(most).unwrap_or(usize::MAX);
        }
        for words in own.filler {
            how.filler.retain(|other| other.language != words.language);
            how.filler.push(words);
        }
        how.ends.extend(own.ends.iter().map(|begins| bare(begins)));
        how.ends.retain(|begins| !begins.is_empty());
        let words = how.filler.iter().flat_map(|words| &words.says);
        how.folded = words.map(|words| bare(words)).collect();
        Ok(how)
    }

    /// Whether a text says nothing but filler.
    pub(super) fn is_filler(&self, text: &str) -> bool {
        let mut sentences = text.split(['.', ';', '!', '?', '…', '\n']);
        sentences.all(|sentence| {
            // `Thanks, all.` is in the list as a whole, `Okay, so, yeah.` piece by piece.
            self.is_in_list(&bare(sentence))
                || sentence.split(',').all(|piece| {
                    let piece = bare(piece);
                    self.is_in_list(&piece) || piece.split(' ').all(|word| self.is_in_list(word))
                })
        })
    }

    fn is_in_list(&self, words: &str) -> bool {
        words.is_empty() || self.folded.contains(words)
    }

    /// Whether a line is one that a product writes below the end.
    pub(super) fn is_end(&self, line: &str) -> bool {
        let line = bare(line);
        self.ends.iter().any(|begins| line.starts_with(begins))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_list_can_be_read_and_knows_two_languages() {
        assert!(How::default().with(BUNDLED).is_ok());
        let how = How::bundled();
        let languages: Vec<&str> = how.filler.iter().map(|w| w.language.as_str()).collect();
        assert_eq!(languages, ["en", "de"]);
        assert!(how.gap > 0 && how.most > 0);
        for says in [
            "Hm.",
            "Okay, so, yeah...",
            "Thanks, all. Bye!",
            "Can you hear me?",
            "okay can",
            "You’re on mute!",
            "Hört ihr mich?",
            "Ähm, ja, genau.",
            "…",
            "",
        ] {
            let filler = says != "okay can";
            assert_eq!(how.is_filler(says), filler, "{says}");
        }
        for says in [
            "Yes, the token is replayed",
            "Who can hear me over the open socket?",
            "Okay is not an answer the API gives",
            "Nein, die Bestellung kommt doppelt",
        ] {
            assert!(!how.is_filler(says), "{says}");
        }
        assert!(how.is_end("Meeting ended after 00:41:20 👋"));
        assert!(!how.is_end("The meeting ended after the fire"));
    }

    #[test]
    fn a_file_of_a_teams_own_replaces_what_it_names() {
        let bundled = How::bundled();
        let own = bundled
            .with("(gap_seconds: 0, filler: [(language: \"en\", says: [\"Roger\"]), (language: \"fr\", says: [\"Bof\"])])")
            .unwrap();
        assert!(own.is_filler("Roger. Bof!") && own.is_filler("genau"));
        assert!(!own.is_filler("okay then") && bundled.is_filler("okay"));
        assert_eq!((own.gap, own.most), (0, bundled.most));
        let says = bundled.with("(\n gap: 3)").unwrap_err().to_string();
        assert!(says.starts_with("line 2"), "{says}");
    }
}
