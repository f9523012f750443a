//! A headline as it is pasted: words and an address on one line, in any order.

use crate::domain::{EXCERPT_BYTES, LIMITS, Text};

/// How many bytes of a headline become the title of a session.
const MOST: usize = 300;

/// The words and the address of a line. The address is the first word that begins with `http://` or `https://`; what
/// sites put between a title and their address (`|`, `-`, brackets) goes with it. An address alone lends its last part
/// as the words, so that there is something to read.
pub(crate) fn split(line: &str) -> (Text, Text) {
    let mut url = "";
    let mut words: Vec<&str> = Vec::new();
    for word in line.split_whitespace() {
        let bare = bare(word);
        if url.is_empty() && is_address(bare) {
            url = bare;
        } else {
            words.push(word);
        }
    }
    let between = |word: &&str| matches!(*word, "|" | "-" | "–" | "—" | ":" | "·");
    while words.last().is_some_and(between) {
        words.pop();
    }
    while words.first().is_some_and(between) {
        words.remove(0);
    }
    let mut title = words.join(" ");
    if title.is_empty() {
        title = from_address(url);
    }
    (Text::new(&title), Text::new(url))
}

/// The headline of a text, which is its first line, and the lines of the article below.
pub(crate) fn article(text: &str) -> (&str, Vec<Text>) {
    let mut lines = text.split(['\n', '\r']).map(str::trim);
    let head = lines.find(|line| !line.is_empty()).unwrap_or_default();
    let below = lines.map(Text::new).filter(|line| !line.is_empty());
    (head, below.collect())
}

/// Why a text is no article that can be kept, if it is none.
pub(crate) fn refuses(text: &str) -> Option<String> {
    let limit = EXCERPT_BYTES / 1024;
    if text.contains('\0') {
        return Some("This is not text. Send the words of the article.".to_owned());
    }
    let (head, below) = article(text);
    let bytes: usize = below.iter().map(|line| line.len()).sum();
    if bytes > EXCERPT_BYTES || head.len() > EXCERPT_BYTES {
        return Some(format!(
            "The article is longer than {limit} KiB. Send its first part."
        ));
    }
    (below.len() > LIMITS.links).then(|| {
        format!(
            "The article has more than {} lines. Send its first part.",
            LIMITS.links
        )
    })
}

/// A word without the brackets and the comma around it; brackets of an address itself stay.
fn bare(word: &str) -> &str {
    let word = word.trim_end_matches([',', ';']);
    [('(', ')'), ('<', '>'), ('[', ']'), ('"', '"')]
        .into_iter()
        .find_map(|(open, close)| word.strip_prefix(open)?.strip_suffix(close))
        .unwrap_or(word)
}

/// Whether a word is an address that a browser opens.
pub(crate) fn is_address(word: &str) -> bool {
    let lower = word.get(..8).unwrap_or(word).to_ascii_lowercase();
    let rest = |scheme: &str| lower.starts_with(scheme) && word.len() > scheme.len();
    rest("https://") || rest("http://")
}

/// An address without its scheme, as a screen shows it.
pub(crate) fn short(url: &str) -> &str {
    url.split_once("://")
        .map_or(url, |(_, rest)| rest)
        .trim_end_matches('/')
}

/// What a text is known by elsewhere: CVE and GHSA numbers as they are usually written, and addresses without their scheme.
/// Two texts about one thing share one of them.
pub(crate) fn ids(text: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for word in text.split_whitespace().map(bare) {
        if is_address(word) {
            ids.push(short(word).to_owned());
        }
        // An address may hold a number, too.
        let parts = word.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
        ids.extend(parts.filter_map(number));
    }
    ids
}

/// A CVE or GHSA number.
fn number(word: &str) -> Option<String> {
    let all = |part: &str, least: usize, fits: fn(&char) -> bool| {
        part.len() >= least && part.chars().all(|c| fits(&c))
    };
    let lower = word.to_ascii_lowercase();
    let mut parts = lower.split('-');
    match parts.next()? {
        "cve" => {
            let (year, number) = (parts.next()?, parts.next()?);
            let fits = all(year, 4, char::is_ascii_digit) && all(number, 4, char::is_ascii_digit);
            (fits && parts.next().is_none()).then(|| lower.to_ascii_uppercase())
        }
        "ghsa" => {
            let parts: Vec<&str> = parts.collect();
            let fits = |part: &&str| part.len() == 4 && all(part, 4, char::is_ascii_alphanumeric);
            (parts.len() == 3 && parts.iter().all(fits))
                .then(|| format!("GHSA-{}", parts.join("-")))
        }
        _ => None,
    }
}

/// The last part of an address as words: `example.org/news/package-worm.html` says `package worm`.
fn from_address(url: &str) -> String {
    let path = short(url).split(['?', '#']).next().unwrap_or_default();
    let last = path.trim_end_matches('/').rsplit('/').next();
    let last = last.unwrap_or_default();
    let stem = if path.contains('/') {
        last.rsplit_once('.').map_or(last, |(stem, _)| stem)
    } else {
        last
    };
    stem.replace(['-', '_'], " ")
}

/// A headline as the title of a session: a pasted page is cut after a word.
pub(crate) fn title(words: &str) -> Text {
    if words.len() <= MOST {
        return Text::new(words);
    }
    let mut end = MOST;
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    let head = words.get(..end).unwrap_or_default();
    Text::new(head.rsplit_once(' ').map_or(head, |(whole, _)| whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_addresses_are_found_however_they_are_written() {
        let table: [(&str, &[&str]); 7] = [
            ("Worm (cve-2026-12345), again", &["CVE-2026-12345"]),
            (
                "CVE-2026-12345/CVE-2026-0001",
                &["CVE-2026-12345", "CVE-2026-0001"],
            ),
            ("GHSA-AB12-cd34-EF56.", &["GHSA-ab12-cd34-ef56"]),
            (
                "https://example.org/cve-2026-12345/",
                &["example.org/cve-2026-12345", "CVE-2026-12345"],
            ),
            ("cve-26-1 ghsa-ab12-cd34 CVE-2026-12345-6", &[]),
            ("Ünïcode-cve CVE- GHSA-", &[]),
            ("", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(ids(text), expected, "{text}");
        }
    }

    #[test]
    fn a_pasted_headline_gives_words_and_address() {
        let table = [
            (
                "Package worm spreads https://example.org/worm",
                "Package worm spreads",
                "https://example.org/worm",
            ),
            (
                "https://example.org/worm Package worm spreads",
                "Package worm spreads",
                "https://example.org/worm",
            ),
            (
                "Package worm spreads | <https://example.org/worm>",
                "Package worm spreads",
                "https://example.org/worm",
            ),
            (
                "Package worm - again (HTTP://example.org/a_(b)),",
                "Package worm - again",
                "HTTP://example.org/a_(b)",
            ),
            ("Package worm spreads", "Package worm spreads", ""),
            (
                "https://example.org/news/package-worm.html?from=mail",
                "package worm",
                "https://example.org/news/package-worm.html?from=mail",
            ),
            (
                "https://example.org/",
                "example.org",
                "https://example.org/",
            ),
            ("", "", ""),
            ("http:// is no address", "http:// is no address", ""),
        ];
        for (line, title, url) in table {
            let (t, u) = split(line);
            assert_eq!((t.as_str(), u.as_str()), (title, url), "{line}");
        }
    }

    #[test]
    fn a_second_address_stays_in_the_words() {
        let (title, url) = split("Worm https://a.example and https://b.example");
        assert_eq!(title.as_str(), "Worm and https://b.example");
        assert_eq!(url.as_str(), "https://a.example");
    }

    #[test]
    fn a_page_of_text_becomes_a_title_that_a_session_can_hold() {
        let (words, _) = split(&"wörter ".repeat(500));
        let title = title(&words);
        assert_eq!(words.len(), 500 * 8 - 1, "no word is lost");
        assert!(title.len() <= MOST, "{}", title.len());
        assert!(title.ends_with("wörter"));
    }
}
