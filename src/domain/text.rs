//! Text that may be shown: the one gate through which every typed, pasted or loaded string enters the model.
//!
//! A session file is someone else's input. What passes here can never reach a terminal as an escape sequence, hide
//! behind a bidirectional override, or grow one character out of thousands of code points.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::fold::fold;

/// The longest text an item may hold, in bytes (64 KiB).
pub const MAX_BYTES: usize = 64 * 1024;

/// How many code points may make one character before the rest is dropped: enough for every script and emoji, too few
/// for a flood of marks that slows or blanks a frame.
const MAX_POINTS_PER_GRAPHEME: usize = 10;

/// One line of clean text: no control, no bidirectional override, no line break, trimmed, at most [`MAX_BYTES`]. Where
/// nothing in it can be seen, it is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

impl Text {
    /// Cleans `raw` and cuts it at [`MAX_BYTES`].
    pub fn new(raw: &str) -> Self {
        let mut text = clean(raw).trim().to_owned();
        if text.len() > MAX_BYTES {
            let mut end = MAX_BYTES;
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            text.truncate(end);
            text.truncate(text.trim_end().len()); // the cut may fall behind a space
        }
        if !text.chars().any(is_seen) {
            text.clear();
        }
        Self(text)
    }

    /// Whether there are no words at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text as a plain string slice.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Text {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

impl From<String> for Text {
    fn from(raw: String) -> Self {
        Self::new(&raw)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        if raw.len() > MAX_BYTES {
            return Err(serde::de::Error::custom(format_args!(
                "a text of {} bytes is longer than the {MAX_BYTES} that an item can have",
                raw.len()
            )));
        }
        // Most texts are plain and clean already: a large file is then read without copying each again.
        let plain = raw.bytes().all(|b| matches!(b, b' '..=b'~'));
        if plain && raw.trim().len() == raw.len() {
            return Ok(Self(raw));
        }
        Ok(Self::new(&raw))
    }
}

/// Makes any string safe to show on one line: breaks and tabs become spaces, controls vanish, characters that reorder
/// or hide text become U+FFFD, and no character is longer than ten code points: what is cut off shows as U+FFFD.
/// Applying it twice changes nothing more.
pub fn clean(raw: &str) -> String {
    let raw = raw.replace("\r\n", " ");
    let mut replaced = String::with_capacity(raw.len());
    let mut rest = raw.as_str();
    // The flags are whole or not at all: their tags hide text anywhere else.
    while let Some((before, flag, after)) = around_flag(rest) {
        replaced.extend(before.chars().filter_map(clean_char));
        replaced.push_str(flag);
        rest = after;
    }
    replaced.extend(rest.chars().filter_map(clean_char));
    if replaced.is_ascii() {
        return replaced;
    }
    let mut out = String::with_capacity(replaced.len());
    for grapheme in replaced.graphemes(true) {
        push_bounded(&mut out, grapheme);
    }
    out
}

/// The emoji that are spelled with tag characters: the flags of England, Scotland and Wales.
const FLAGS: [&str; 3] = [
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
];

/// The first flag of a text, with what stands before and behind it.
fn around_flag(text: &str) -> Option<(&str, &'static str, &str)> {
    text.match_indices('\u{1f3f4}').find_map(|(at, _)| {
        let (before, from) = text.split_at_checked(at)?;
        let flag = FLAGS.into_iter().find(|flag| from.starts_with(flag))?;
        Some((before, flag, from.strip_prefix(flag)?))
    })
}

/// The words of `text` as they are compared.
pub fn words_of(text: &str) -> Vec<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Appends one character, cut to [`MAX_POINTS_PER_GRAPHEME`]. The cut ends in U+FFFD, which joins with nothing: a bare
/// stump ending in a joiner, a Hangul vowel or a prefix would swallow the next character, and the next cleaning cut
/// that.
fn push_bounded(out: &mut String, grapheme: &str) {
    if grapheme.chars().nth(MAX_POINTS_PER_GRAPHEME).is_none() {
        out.push_str(grapheme);
    } else {
        let kept = grapheme.chars().take(MAX_POINTS_PER_GRAPHEME - 1);
        // Half a flag would be tags that hide.
        out.extend(kept.filter(|c| !is_deceptive(*c)));
        out.push('\u{fffd}');
    }
}

/// What one character becomes: itself, a space, U+FFFD, or nothing.
fn clean_char(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if c.is_control() => None,
        // Zero-width characters that only hide: zero width space, word joiner, byte order mark, soft hyphen. The
        // joiners U+200C and U+200D stay, as Persian, Hindi and family emoji need them.
        '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => None,
        c if is_deceptive(c) => Some('\u{fffd}'),
        c => Some(c),
    }
}

/// Characters that make text read differently from how it is stored: bidirectional controls (CVE-2021-42574), tag and
/// annotation characters, and code points that are no characters.
fn is_deceptive(c: char) -> bool {
    matches!(c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
        | '\u{fff9}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{e007f}')
        || (c as u32) & 0xfffe == 0xfffe
}

/// Whether a character is seen when it stands alone. Marks need a letter to stand on and joiners something to join, and
/// have no width; blanks have one, and so have the two characters that Unicode calls blank without counting them among
/// the white space: BRAILLE PATTERN BLANK, and HANGUL CHOSEONG FILLER (also in `DerivedCoreProperties.txt`, under
/// `Default_Ignorable_Code_Point`).
fn is_seen(c: char) -> bool {
    c.width().is_some_and(|width| width > 0)
        && !c.is_whitespace()
        && !matches!(c, '\u{2800}' | '\u{115f}')
}

/// Makes a message safe for a terminal, a log or standard error: clean, and at most 300 characters.
pub fn safe(message: &str) -> String {
    const MAX_CHARS: usize = 300;
    let cleaned = clean(message);
    if cleaned.chars().count() <= MAX_CHARS {
        return cleaned;
    }
    let mut cut: String = cleaned.chars().take(MAX_CHARS - 3).collect();
    cut.push_str("...");
    cut
}

/// Text of RON as a session file holds it. RON escapes vowel signs, accents and joiners, which makes Hindi, Thai or a decomposed "Zoë" illegible in the file
/// and in git. This turns back every escape of a character that [`clean`] lets through, and no other.
pub(crate) fn legible(ron: &str) -> Cow<'_, str> {
    if !ron.contains("\\u{") {
        return Cow::Borrowed(ron);
    }
    let mut out = String::with_capacity(ron.len());
    let mut rest = ron;
    while let Some(at) = rest.find('\\') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let escape_len = match from
            .strip_prefix("\\u{")
            .and_then(|hex| hex.split_once('}'))
        {
            Some((hex, _)) => match u32::from_str_radix(hex, 16).ok().and_then(char::from_u32) {
                Some(c) if clean(c.encode_utf8(&mut [0; 4])).chars().eq([c]) => {
                    out.push(c);
                    rest = from.get(hex.len() + 4..).unwrap_or_default();
                    continue;
                }
                _ => hex.len() + 4,
            },
            // Any other escape is a backslash and one character, and stays as it is.
            None => 1 + from.chars().nth(1).map_or(0, char::len_utf8),
        };
        let (escape, after) = from.split_at_checked(escape_len).unwrap_or((from, ""));
        out.push_str(escape);
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_escape_sequence_loses_its_escape() {
        assert_eq!(clean("a\x1b]0;owned\x07b\u{9b}31m"), "a]0;ownedb31m");
    }

    #[test]
    fn a_bidirectional_override_becomes_visible() {
        assert_eq!(clean("Acc\u{202e}detpe"), "Acc\u{fffd}detpe");
    }

    #[test]
    fn a_pasted_break_becomes_one_space() {
        assert_eq!(Text::new("one\r\ntwo\rthree\n").as_str(), "one two three");
    }

    #[test]
    fn letters_of_every_script_stay() {
        for text in [
            "हिन्दी",
            "Zoe\u{308}",
            "👩\u{200d}👩\u{200d}👧",
            "می\u{200c}خواهم",
            "漢字",
        ] {
            assert_eq!(clean(text), text);
        }
    }

    #[test]
    fn a_flag_of_tags_is_whole_and_tags_alone_hide_nothing() {
        for flag in FLAGS {
            let fans = format!("{flag} fans flood the shop {flag}{flag}");
            assert_eq!(clean(&fans), fans);
        }
        assert_eq!(
            clean("\u{1f3f4}\u{e0061}\u{e0062}\u{e007f} \u{e0041}x"),
            "\u{1f3f4}\u{fffd}\u{fffd}\u{fffd} \u{fffd}x"
        );
    }

    #[test]
    fn a_text_in_which_nothing_can_be_seen_is_empty() {
        for blank in [
            "\u{2800}",
            "\u{3164}",
            "\u{115f}\u{1160}",
            "\u{ffa0}",
            "\u{301}",
            " \u{2800} \u{200d}",
            "\u{fe0f}",
        ] {
            assert_eq!(Text::new(blank).as_str(), "", "{}", blank.escape_unicode());
        }
        for seen in [
            "e\u{301}",
            "\u{2801}",
            "ㅏ",
            "👩",
            "🇩🇪",
            "क\u{94d}ष",
            "a\u{2800}b",
            "\u{fffd}",
        ] {
            assert_eq!(Text::new(seen).as_str(), seen);
        }
    }

    #[test]
    fn a_flood_of_marks_is_cut() {
        let flood = format!("a{}", "\u{301}".repeat(4000));
        assert_eq!(clean(&flood).chars().count(), 10);
    }

    /// Strings made of what joins, marks, widens and hides: plain random text almost never builds a long character.
    pub(crate) fn hostile() -> impl Strategy<Value = String> {
        let point = prop::sample::select(vec![
            'a',
            'Z',
            '7',
            ' ',
            ' ',
            '-',
            '\t',
            '\n',
            '\r',
            '\u{1b}',
            '\u{9b}',
            '\u{a0}',
            '\u{3000}',
            '\u{301}',
            '\u{308}',
            '\u{200d}',
            '\u{200d}',
            '\u{200c}',
            '\u{fe0f}',
            '\u{200b}',
            '\u{202e}',
            '\u{fffd}',
            '👩',
            '❤',
            '\u{1f3fd}',
            '\u{1f1e9}',
            '\u{1f1ea}',
            '漢',
            '。',
            '\u{1100}',
            '\u{1100}',
            '\u{1161}',
            '\u{11a8}',
            '가',
            '각',
            '\u{600}',
            '\u{600}',
            'ل',
            'ا',
            'क',
            '\u{94d}',
            'ष',
            '\u{93f}',
            'ก',
            '\u{e33}',
            '\u{a4fa}',
            '\u{180e}',
            '\u{115f}',
            '\u{e0001}',
        ]);
        let run = (point, prop_oneof![6 => 1..3_usize, 1 => 8..14_usize])
            .prop_map(|(c, times)| std::iter::repeat_n(c, times).collect::<String>());
        let run = prop_oneof![30 => run, 1 => Just(FLAGS[0].to_owned())];
        prop_oneof![
            3 => prop::collection::vec(run, 0..24).prop_map(|runs| runs.concat()),
            1 => any::<String>(),
        ]
    }

    #[test]
    fn a_family_of_twenty_is_cut_where_you_can_see_it() {
        let crowd = "👩\u{200d}".repeat(20) + "👧 waves";
        let cut = clean(&crowd);
        assert!(cut.ends_with("\u{fffd} waves"), "{cut}");
        assert_eq!(clean(&cut), cut);
    }

    #[test]
    fn a_text_cut_at_its_longest_has_no_space_at_the_end() {
        let raw = format!("{} tail", "x".repeat(MAX_BYTES - 1));
        assert_eq!(Text::new(&raw).as_str(), "x".repeat(MAX_BYTES - 1));
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing_more(raw in hostile()) {
            let once = clean(&raw);
            prop_assert_eq!(clean(&once), once);
        }

        #[test]
        fn a_text_made_from_a_text_is_the_same(raw in hostile()) {
            let once = Text::new(&raw);
            prop_assert_eq!(Text::new(&once), once);
        }

        #[test]
        fn no_clean_letter_is_longer_than_ten_points(raw in hostile()) {
            let cleaned = clean(&raw);
            prop_assert!(cleaned.graphemes(true).all(|g| g.chars().count() <= MAX_POINTS_PER_GRAPHEME));
        }

        #[test]
        fn nothing_clean_can_steer_a_terminal(raw in hostile()) {
            let cleaned = clean(&raw);
            let rest = FLAGS.into_iter().fold(cleaned, |rest, flag| rest.replace(flag, ""));
            prop_assert!(!rest.chars().any(|c| c.is_control() || is_deceptive(c)));
        }
    }
}
