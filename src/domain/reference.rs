//! What a reference of a threat names in one of the public lists (CWE, CAPEC, ATT&CK, OWASP Top 10), however its id was
//! typed. Anything else that a threat refers to stays the words that it is.
//!
//! `T1566` has the form of a threat's id, too. Only where references are typed does it mean a technique.

use std::fmt;

use super::Text;
use super::fold::fold;

/// The id of an entry in a public list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reference {
    /// A weakness: `CWE-89`.
    Cwe(u32),
    /// An attack pattern: `CAPEC-66`.
    Capec(u32),
    /// A technique of ATT&CK, and the number of a sub-technique: `T1566.002`.
    Attack(u16, Option<u16>),
    /// A category of an OWASP Top 10, by its year and its place: `A03:2021`.
    Owasp(u16, u8),
}

/// The digits of the longest number that is believed to be an id.
const MOST_DIGITS: usize = 6;

/// What stands between the parts of an id.
const JOINS: [char; 7] = [' ', '-', ':', '_', '/', '\u{2013}', '#'];

impl Reference {
    /// Reads an id: `CWE-89`, `cwe 89`, `t1566.002`, `capec:66`, `a3:2021`. All of the text is the id.
    pub fn parse(text: &str) -> Option<Self> {
        // Most references are links, which are never an id.
        if text.len() > 64 {
            return None;
        }
        let folded = fold(text.trim());
        let behind = |prefix| {
            let rest = folded.strip_prefix(prefix)?;
            Some(rest.trim_start_matches(JOINS))
        };
        if let Some(number) = behind("cwe") {
            return numbered(number).map(Self::Cwe);
        }
        if let Some(number) = behind("capec") {
            return numbered(number).map(Self::Capec);
        }
        if let Some(rest) = behind("owasp") {
            return top_ten(rest);
        }
        let rest = behind("mitre").unwrap_or(&folded);
        let rest = ["att&ck", "attack"]
            .iter()
            .find_map(|name| rest.strip_prefix(name))
            .map_or(rest, |rest| rest.trim_start_matches(JOINS));
        technique(rest).or_else(|| top_ten(&folded))
    }

    /// As it is called where it stands among other ids: a technique has the form of a threat's id.
    pub fn label(self) -> String {
        match self {
            Self::Cwe(_) | Self::Capec(_) => self.to_string(),
            Self::Attack(..) => format!("ATT&CK {self}"),
            Self::Owasp(..) => format!("OWASP {self}"),
        }
    }
}

/// As it stands in files and on the command line.
impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cwe(number) => write!(f, "CWE-{number}"),
            Self::Capec(number) => write!(f, "CAPEC-{number}"),
            Self::Attack(technique, None) => write!(f, "T{technique:04}"),
            Self::Attack(technique, Some(sub)) => write!(f, "T{technique:04}.{sub:03}"),
            Self::Owasp(year, place) => write!(f, "A{place:02}:{year}"),
        }
    }
}

impl From<Reference> for Text {
    fn from(id: Reference) -> Self {
        Self::new(&id.to_string())
    }
}

/// The words of a reference as a session keeps them: an id in the one form of its list, anything else as it is.
pub fn kept(words: &str) -> Text {
    Reference::parse(words).map_or_else(|| Text::new(words), Text::from)
}

/// The references of a typed line, each once. Commas part them, and ids also stand one after the other. What is there
/// already stays whole, as does a comma inside an address.
pub fn list(line: &str, there: &[Text]) -> Vec<Text> {
    let mut all: Vec<Text> = Vec::new();
    for part in parts(line, there) {
        let is_there = there.iter().any(|text| text.as_str() == part);
        let found = match ids(&part) {
            Some(ids) if !is_there => ids.into_iter().map(Text::from).collect(),
            _ => vec![Text::new(&part)],
        };
        for text in found {
            if !text.is_empty() && !all.contains(&text) {
                all.push(text);
            }
        }
    }
    all
}

/// The parts of a line between the commas that part it.
fn parts(line: &str, there: &[Text]) -> Vec<String> {
    let pieces: Vec<&str> = line.split(',').collect();
    let joined = |from: usize, to: usize| pieces.get(from..to).unwrap_or_default().join(",");
    let mut parts: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let known = there.iter().filter_map(|text| {
            let end = at + text.split(',').count();
            (joined(at, end).trim() == text.as_str()).then_some(end)
        });
        if let Some(end) = known.max() {
            parts.push(joined(at, end).trim().to_owned());
            at = end;
            continue;
        }
        match parts.last_mut() {
            Some(last) if at > 0 && last.contains("://") && goes_on(piece) => {
                last.push(',');
                last.push_str(piece.trim_end());
            }
            _ => parts.push(piece.trim().to_owned()),
        }
        at += 1;
    }
    parts
}

/// Whether what follows a comma is still the address before it: no blank follows the comma, and no id or address does.
fn goes_on(piece: &str) -> bool {
    let is_id = || {
        let (name, number) = piece.split_once('-').unwrap_or_default();
        !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphabetic())
            && number.starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    !piece.is_empty()
        && !piece.starts_with(char::is_whitespace)
        && !piece.contains("://")
        && Reference::parse(piece).is_none()
        && !is_id()
}

/// The ids that these words are made of, if they are made of nothing else: `CWE-79 cwe 89`.
fn ids(part: &str) -> Option<Vec<Reference>> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (end, id) = (at + 1..=at + 3).find_map(|end| {
            let id = Reference::parse(&words.get(at..end)?.join(" "))?;
            Some((end, id))
        })?;
        found.push(id);
        at = end;
    }
    (!found.is_empty()).then_some(found)
}

/// A number that may have zeros before it.
fn numbered(digits: &str) -> Option<u32> {
    let is_number = !digits.is_empty()
        && digits.len() <= MOST_DIGITS
        && digits.bytes().all(|b| b.is_ascii_digit());
    let number: u32 = digits.parse().ok().filter(|_| is_number)?;
    (number > 0).then_some(number)
}

/// `t1566` or `t1566.002`. Four digits: what has fewer is a threat.
fn technique(text: &str) -> Option<Reference> {
    let digits = |text: &str, count: usize| -> Option<u16> {
        let is_number = text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
        text.parse().ok().filter(|_| is_number)
    };
    let rest = text.strip_prefix('t')?;
    match rest.split_once(['.', '/']) {
        Some((technique, sub)) => Some(Reference::Attack(
            digits(technique, 4)?,
            Some(digits(sub, 3)?),
        )),
        None => Some(Reference::Attack(digits(rest, 4)?, None)),
    }
}

/// `a03:2021`. Without a year it could be of any edition, or an action item.
fn top_ten(text: &str) -> Option<Reference> {
    let rest = text.strip_prefix('a')?;
    let (place, year) = rest.split_once(JOINS)?;
    let place = numbered(place).filter(|place| place_is_in(*place))?;
    let year = numbered(year.trim_start_matches(JOINS)).filter(|y| (2003..2100).contains(y))?;
    Some(Reference::Owasp(
        u16::try_from(year).ok()?,
        u8::try_from(place).ok()?,
    ))
}

fn place_is_in(place: u32) -> bool {
    (1..=10).contains(&place)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_id_is_understood_however_it_is_typed() {
        for (typed, kept) in [
            ("CWE-89", "CWE-89"),
            ("cwe 89", "CWE-89"),
            ("cwe89", "CWE-89"),
            (" Cwe-089 ", "CWE-89"),
            ("CWE: 89", "CWE-89"),
            ("capec-66", "CAPEC-66"),
            ("capec 066", "CAPEC-66"),
            ("t1566.002", "T1566.002"),
            ("T1566/002", "T1566.002"),
            ("T1566", "T1566"),
            ("att&ck t1566", "T1566"),
            ("MITRE ATT&CK T1566.002", "T1566.002"),
            ("a03:2021", "A03:2021"),
            ("A3:2021", "A03:2021"),
            ("owasp a10-2021", "A10:2021"),
            ("ＣＷＥ－８９", "CWE-89"),
        ] {
            assert_eq!(super::kept(typed).as_str(), kept, "{typed}");
        }
    }

    #[test]
    fn what_is_no_id_stays_as_it_was_typed() {
        for typed in [
            "T3",
            "T156",
            "T15666",
            "T1566.2",
            "A3",
            "A7",
            "owasp a03",
            "a11:2021",
            "a0:2021",
            "a3:1999",
            "cwe",
            "CWE-0",
            "CWE-89x",
            "CWE-1234567",
            "my CWE-89",
            "CVE-2024-3094",
            "https://cwe.mitre.org/data/definitions/89.html",
            "T١٢٣٤",
            "monday.vtt 00:12:31",
        ] {
            assert_eq!(Reference::parse(typed), None, "{typed}");
            assert_eq!(super::kept(typed).as_str(), typed);
        }
    }

    #[test]
    fn a_line_is_parted_at_commas_and_between_ids() {
        for (line, all) in [
            ("cwe 79, T1566", vec!["CWE-79", "T1566"]),
            (
                "cwe 79 t1566.001 capec-66",
                vec!["CWE-79", "T1566.001", "CAPEC-66"],
            ),
            ("CWE-79,cwe79,,", vec!["CWE-79"]),
            ("our wiki, page 4", vec!["our wiki", "page 4"]),
            ("cwe 79 and more", vec!["cwe 79 and more"]),
            (
                "https://x.org/a,b?c=1,2, CWE-1",
                vec!["https://x.org/a,b?c=1,2", "CWE-1"],
            ),
            (
                "https://x.org/a,https://y.org",
                vec!["https://x.org/a", "https://y.org"],
            ),
            (
                "https://x.org/a,CVE-2024-1,cwe89",
                vec!["https://x.org/a", "CVE-2024-1", "CWE-89"],
            ),
            ("", vec![]),
        ] {
            let found: Vec<String> = list(line, &[]).iter().map(ToString::to_string).collect();
            assert_eq!(found, all, "{line}");
        }
    }

    #[test]
    fn what_stands_there_already_stays_whole_in_a_line_that_is_edited() {
        let there: Vec<Text> = ["Incident of 4 May, the second", "cwe-79"]
            .map(Text::from)
            .into();
        let found = list("Incident of 4 May, the second, cwe-79, cwe 89", &there);
        assert_eq!(found.first(), there.first());
        assert_eq!(found.get(1).map(Text::as_str), Some("cwe-79"));
        assert_eq!(found.get(2).map(Text::as_str), Some("CWE-89"));
        assert_eq!(found.len(), 3);
    }

    fn any() -> impl Strategy<Value = Reference> {
        prop_oneof![
            (1u32..1_000_000).prop_map(Reference::Cwe),
            (1u32..1_000_000).prop_map(Reference::Capec),
            (0u16..10_000, prop::option::of(0u16..1_000))
                .prop_map(|(t, s)| Reference::Attack(t, s)),
            (2003u16..2100, 1u8..=10).prop_map(|(y, p)| Reference::Owasp(y, p)),
        ]
    }

    proptest! {
        #[test]
        fn an_id_reads_as_itself_by_every_name(id in any()) {
            prop_assert_eq!(Reference::parse(&id.to_string()), Some(id));
            prop_assert_eq!(Reference::parse(&id.label()), Some(id));
            prop_assert_eq!(Reference::parse(&id.label().to_lowercase()), Some(id));
        }

        #[test]
        fn a_list_that_is_typed_again_is_the_same(line in "[a-zA-Z0-9:/., -]{0,60}") {
            let once = list(&line, &[]);
            let words: Vec<&str> = once.iter().map(Text::as_str).collect();
            prop_assert_eq!(list(&words.join(", "), &once), once);
        }
    }
}
