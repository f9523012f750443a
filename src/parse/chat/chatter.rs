//! Small talk, and what chat programs write between what people said. One list for chats and transcripts, as data.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::noise::is_reaction;
use super::{head, is_clock};
use crate::data::{self, Misread};
use crate::domain::fold::fold;

/// What comes with the program.
const BUNDLED: &str = include_str!("chatter.ron");

/// A longer line is never chatter, in bytes.
const LONGEST: usize = 500;

/// The list. A test proves that it can be read.
static CHATTER: LazyLock<Chatter> = LazyLock::new(|| Chatter::read(BUNDLED).unwrap_or_default());

/// The words of a language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    /// `en`, `de`.
    pub(crate) language: String,
    /// Each alone is all that a line says.
    pub(crate) says: Vec<String>,
}

/// The list as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    small_talk: Vec<Words>,
    written: Vec<Words>,
}

/// The list as it is used.
#[derive(Default)]
struct Chatter {
    small_talk: Vec<Words>,
    /// All of the small talk as it is compared.
    folded: HashSet<String>,
    patterns: Vec<Vec<Piece>>,
}

/// A piece of a line that a chat program writes.
enum Piece {
    Words(String),
    Place(Place),
}

/// What may stand in a place of such a line.
#[derive(Clone, Copy)]
enum Place {
    Name,
    Number,
    Time,
    Text,
}

impl Chatter {
    fn read(text: &str) -> Result<Self, Misread> {
        let own: Written = data::read(text)?;
        let talk = own.small_talk.iter().flat_map(|words| &words.says);
        let lines = own.written.iter().flat_map(|words| &words.says);
        Ok(Self {
            folded: talk.map(|words| bare(words)).collect(),
            patterns: lines.map(|line| pieces(line)).collect(),
            small_talk: own.small_talk,
        })
    }

    fn is_small_talk(&self, text: &str) -> bool {
        let is_listed = |words: &str| self.folded.contains(&bare(words));
        // `Ok :D` is `ok`; `+1 to that` is in the list as it is.
        let words: Vec<&str> = text
            .split_whitespace()
            .filter(|word| !is_reaction(&word.to_lowercase()))
            .collect();
        let words = words.join(" ");
        let mut pieces = words
            .split([',', '.', ';', '!', '?', '…'])
            .filter(|piece| piece.contains(char::is_alphanumeric))
            .peekable();
        is_listed(text) || pieces.peek().is_some() && pieces.all(is_listed)
    }

    fn is_written(&self, text: &str) -> bool {
        let text = text.replace(['“', '”', '„', '«', '»'], "\"");
        let ends = |c: char| c.is_whitespace() || matches!(c, '.' | '…' | '!');
        let text = text.trim_matches(ends);
        self.patterns.iter().any(|pattern| fits(pattern, text))
    }
}

/// The small talk of each language.
pub(crate) fn small_talk() -> &'static [Words] {
    &CHATTER.small_talk
}

/// Whether a line is nothing but small talk, or what a chat program writes.
pub(super) fn is_chatter(text: &str) -> bool {
    text.len() <= LONGEST && (CHATTER.is_small_talk(text) || CHATTER.is_written(text))
}

/// A text as it is compared: its words, without case, accents and what stands between them.
pub(crate) fn bare(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    let words: Vec<String> = words
        .filter(|word| word.contains(char::is_alphanumeric))
        .map(|word| word.replace('’', "'"))
        .collect();
    words.join(" ")
}

/// A line with its places. What is no place stands for itself.
fn pieces(line: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else {
            break;
        };
        let place = match name {
            "name" => Place::Name,
            "n" => Place::Number,
            "time" => Place::Time,
            _ => Place::Text,
        };
        pieces.extend([Piece::Words(before.to_owned()), Piece::Place(place)]);
        rest = behind;
    }
    pieces.push(Piece::Words(rest.to_owned()));
    pieces
}

fn fits(pattern: &[Piece], text: &str) -> bool {
    match pattern.split_first() {
        None => text.is_empty(),
        Some((Piece::Words(words), more)) => {
            let split = text.split_at_checked(words.len());
            split.is_some_and(|(begin, rest)| fold(begin) == fold(words) && fits(more, rest))
        }
        Some((Piece::Place(place), more)) => {
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            ends.filter_map(|at| text.split_at_checked(at))
                .any(|(inside, rest)| fits(more, rest) && place.takes(inside))
        }
    }
}

impl Place {
    fn takes(self, text: &str) -> bool {
        match self {
            Self::Name => head::looks_like_person(text.trim_start_matches('@')),
            Self::Number => !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()),
            Self::Time => is_clock(text),
            Self::Text => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_can_be_read_and_knows_two_languages() {
        let list = Chatter::read(BUNDLED).unwrap();
        let languages: Vec<&str> = list
            .small_talk
            .iter()
            .map(|words| words.language.as_str())
            .collect();
        assert_eq!(languages, ["en", "de"]);
        let says = Chatter::read("(\n talk: [])").err().unwrap().to_string();
        assert!(says.starts_with("line 2"), "{says}");
    }

    #[test]
    fn a_line_is_chatter_when_it_is_nothing_else() {
        for line in [
            "thanks",
            "Thank you!",
            "thx 🙏",
            "ok",
            "Okay...",
            "Sounds good",
            "I agree.",
            "agreed",
            "Done ✅",
            "Good one 😂",
            "GREAT",
            "Yes",
            "no",
            "Same :)",
            "ok :D",
            "+1 to that",
            "Yes, agreed. Thanks!",
            "Edited",
            "(edited)",
            "new messages",
            "Last reply today at 10:31 AM",
            "3 replies",
            "replied to a thread: Keys leak with time",
            "Replying to \"Keys leak\"",
            "Replying to “Keys leak...”",
            "joined the meeting",
            "Hal Vendor joined the meeting.",
            "Gus left the meeting",
            "Gus is typing...",
            "Gus and Hal are typing…",
            "hello",
            "Hi Ana!",
            "Thanks @Ana",
            "bye 👋",
            "Danke!",
            "Vielen Dank, Ana",
            "vielen dank Ana",
            "Klingt gut",
            "Einverstanden.",
            "sehe ich auch so",
            "nein",
            "Tschüß",
            "TSCHÜSS!",
            "+1 dazu",
            "Bearbeitet",
            "Neue Nachrichten",
            "Letzte Antwort heute um 10:31",
            "3 Antworten",
            "Antwort auf „Schlüssel“",
            "Gus hat die Besprechung verlassen",
            "Gus schreibt …",
        ] {
            assert!(is_chatter(line), "{line}");
        }
        for line in [
            "Thanks for nothing: keys leak",
            "ok, keys leak",
            "No alarm",
            "Yes, the token is replayed",
            "done by nobody",
            "Great Firewall blocks us",
            "no log of who left the meeting",
            "anyone who is not invited joined the meeting",
            "Last reply is not signed",
            "replies",
            "8 replies get lost",
            "an edited file is not noticed",
            "new messages are not checked",
            "Replying to the mail leaks keys",
            "hello world page shows the version",
            "Hi Ana, keys leak",
            "Danke reicht nicht als Beleg",
            "Nein, die Bestellung kommt doppelt",
            "1",
            "7 2 1",
            "TLS",
            "漢",
            "",
            "...",
        ] {
            assert!(!is_chatter(line), "{line}");
        }
        let long = format!("replied to a thread: {}", "x".repeat(LONGEST));
        assert!(!is_chatter(&long));
    }
}
