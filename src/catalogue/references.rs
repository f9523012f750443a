//! The public lists that references name: weaknesses (CWE), techniques (ATT&CK) and the OWASP Top 10, by id and by
//! name. CAPEC has its ids alone. `references/make.py` writes the lists anew; the notices of their owners stand beside
//! them and are printed by `threatboard references --notices`.
//!
//! A list is read when a reference is first shown or looked for, never before.

use std::fmt::Write as _;
use std::sync::LazyLock;

use serde_json::{Value, json};

use crate::domain::text::words_of;
use crate::domain::{Reference, Text};

/// How many entries Tab goes through.
pub const MOST: usize = 9;

/// Every list: its lines, the first of which says which one it is.
const LISTS: [&str; 3] = [
    include_str!("references/cwe.tsv"),
    include_str!("references/attack.tsv"),
    include_str!("references/owasp.tsv"),
];

/// What the owners of the lists ask to be said with every copy.
pub const NOTICES: [(&str, &str); 2] = [
    ("CWE", include_str!("references/cwe.NOTICE")),
    ("ATT&CK", include_str!("references/attack.NOTICE")),
];

/// An entry of a list.
#[derive(Debug)]
struct Entry {
    id: Reference,
    name: &'static str,
    /// Deprecated, revoked and mere categories are known, but not offered.
    offered: bool,
    /// Other words for it.
    also: &'static str,
}

/// A list in the order of its ids.
#[derive(Debug)]
struct List {
    /// `CWE 4.14`
    title: &'static str,
    entries: Vec<Entry>,
}

static READ: LazyLock<Vec<List>> = LazyLock::new(|| LISTS.iter().map(|text| read(text)).collect());

fn read(text: &'static str) -> List {
    let (head, lines) = text.split_once('\n').unwrap_or_default();
    let title = head.trim_start_matches(['#', ' ']).split('\t').next();
    let entry = |line: &'static str| {
        let mut fields = line.split('\t');
        Some(Entry {
            id: Reference::parse(fields.next()?)?,
            name: fields.next()?,
            offered: fields.next().unwrap_or_default().is_empty(),
            also: fields.next().unwrap_or_default(),
        })
    };
    List {
        title: title.unwrap_or_default(),
        entries: lines.lines().filter_map(entry).collect(),
    }
}

/// The list that has such ids; CAPEC has none.
fn list_of(id: Reference) -> Option<&'static List> {
    let place = match id {
        Reference::Cwe(_) => 0,
        Reference::Capec(_) => return None,
        Reference::Attack(..) => 1,
        Reference::Owasp(..) => 2,
    };
    READ.get(place)
}

fn entry(id: Reference) -> Option<&'static Entry> {
    let entries = &list_of(id)?.entries;
    let place = entries.binary_search_by_key(&id, |entry| entry.id).ok()?;
    entries.get(place)
}

/// The common name at the end of a long one: `SQL Injection` of `… used in an SQL Command ('SQL Injection')`.
fn short(name: &'static str) -> &'static str {
    name.strip_suffix("')")
        .and_then(|name| name.rsplit_once("('"))
        .map_or(name, |(_, short)| short)
}

/// A reference to an entry of a public list, known or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cited(pub Reference);

impl Cited {
    /// What these words of a reference cite; `None` where they are no id.
    pub fn read(words: &str) -> Option<Self> {
        Reference::parse(words).map(Self)
    }

    /// Its name as people say it; `None` where the lists have none.
    pub fn name(self) -> Option<String> {
        self.named(short)
    }

    /// Its name as its list has it.
    pub fn full_name(self) -> Option<String> {
        self.named(|name| name)
    }

    fn named(self, say: fn(&'static str) -> &'static str) -> Option<String> {
        let name = say(entry(self.0)?.name);
        let above = match self.0 {
            Reference::Attack(technique, Some(_)) => entry(Reference::Attack(technique, None)),
            _ => None,
        };
        Some(match above {
            Some(above) => format!("{}: {name}", above.name),
            None => name.to_owned(),
        })
    }

    /// The list in which it should stand and does not.
    pub fn missing_in(self) -> Option<&'static str> {
        let list = list_of(self.0)?;
        entry(self.0).is_none().then_some(list.title)
    }

    /// The page about it.
    pub fn url(self) -> String {
        match self.0 {
            Reference::Cwe(number) => {
                format!("https://cwe.mitre.org/data/definitions/{number}.html")
            }
            Reference::Capec(number) => {
                format!("https://capec.mitre.org/data/definitions/{number}.html")
            }
            Reference::Attack(technique, None) => {
                format!("https://attack.mitre.org/techniques/T{technique:04}/")
            }
            Reference::Attack(technique, Some(sub)) => {
                format!("https://attack.mitre.org/techniques/T{technique:04}/{sub:03}/")
            }
            Reference::Owasp(year, place) => {
                let mut url = format!("https://owasp.org/Top10/{year}/");
                // The page of a category has its title in its address.
                if let Some(entry) = entry(self.0) {
                    let title = entry.name.replace(' ', "_");
                    let title = title.replace('(', "%28").replace(')', "%29");
                    let _ = write!(url, "A{place:02}_{year}-{title}/");
                }
                url
            }
        }
    }

    /// Its id and its name, or that its list does not have it.
    pub fn words(self) -> String {
        let label = self.0.label();
        match (self.name(), self.missing_in()) {
            (Some(name), _) => format!("{label} {name}"),
            (None, Some(list)) => format!("{label} (not in {list})"),
            (None, None) => label,
        }
    }
}

/// A reference as it is shown: an id with its name, anything else as it is.
pub fn words(reference: &Text) -> String {
    Cited::read(reference).map_or_else(|| reference.to_string(), Cited::words)
}

/// The references that are ids of public lists, for programs: each with its name and its page, and whether its list has
/// it. `None` where there are no such ids.
pub fn details(all: &[Text]) -> Option<Value> {
    let cited = all.iter().filter_map(|text| Cited::read(text));
    let details: Vec<Value> = cited
        .map(|cited| {
            json!({
                "id": cited.0.to_string(),
                "name": cited.full_name(),
                "url": cited.url(),
                "known": cited.missing_in().is_none(),
            })
        })
        .collect();
    (!details.is_empty()).then_some(Value::Array(details))
}

/// Which of these are ids that their list does not have, as a sentence.
pub fn not_known(references: &[Text]) -> Option<String> {
    let missing = references.iter().filter_map(|text| {
        let cited = Cited::read(text)?;
        Some(format!("{} is not in {}", cited.0, cited.missing_in()?))
    });
    let missing: Vec<String> = missing.collect();
    (!missing.is_empty()).then(|| format!("{}.", missing.join(", ")))
}

/// The entries that these words may mean, the likeliest first: what is called so, what begins so, what has these words
/// in its name, in its full name or in other words for it. The start of an id means the ids that begin so.
pub fn fitting(words: &str, most: usize) -> Vec<Cited> {
    let wanted = words_of(words);
    if wanted.is_empty() {
        return Vec::new();
    }
    let id = wanted.concat();
    let mut fits: Vec<(u8, usize, Reference)> = Vec::new();
    for (list, entry) in READ
        .iter()
        .enumerate()
        .flat_map(|(place, list)| list.entries.iter().map(move |entry| (place, entry)))
    {
        let rank = match Reference::parse(words) {
            Some(exact) if exact == entry.id => Some(0),
            Some(_) if entry.offered && begins_id(entry.id, &id) => Some(1),
            _ if entry.offered => rank(entry, &wanted)
                .or_else(|| (id.len() > 1 && begins_id(entry.id, &id)).then_some(1)),
            _ => None,
        };
        fits.extend(rank.map(|rank| (rank, list, entry.id)));
    }
    fits.sort_unstable();
    let fits = fits.into_iter().map(|(_, _, id)| Cited(id));
    fits.take(most).collect()
}

fn begins_id(id: Reference, stem: &str) -> bool {
    stem.contains(|c: char| c.is_ascii_digit())
        && words_of(&id.to_string()).concat().starts_with(stem)
}

/// How well an entry fits these words, the last of which may be cut; the less the better.
fn rank(entry: &Entry, wanted: &[String]) -> Option<u8> {
    let name = words_of(short(entry.name));
    let others = || entry.also.split(';').map(words_of);
    if name == wanted || others().any(|also| also == wanted) {
        return Some(0);
    }
    if begins(&name, wanted) {
        return Some(1);
    }
    if has(&name, wanted) {
        return Some(2);
    }
    let elsewhere = has(&words_of(entry.name), wanted) || others().any(|also| has(&also, wanted));
    elsewhere.then_some(3)
}

fn begins(words: &[String], wanted: &[String]) -> bool {
    let Some((last, whole)) = wanted.split_last() else {
        return false;
    };
    let next = words.get(whole.len());
    words.starts_with(whole) && next.is_some_and(|word| word.starts_with(last.as_str()))
}

fn has(words: &[String], wanted: &[String]) -> bool {
    let begun = |part: &String| words.iter().any(|word| word.starts_with(part.as_str()));
    wanted.iter().all(begun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_whole_sorted_and_have_each_id_once() {
        let counts: Vec<(&str, usize, usize)> = READ
            .iter()
            .map(|list| {
                let offered = list.entries.iter().filter(|entry| entry.offered);
                (list.title, list.entries.len(), offered.count())
            })
            .collect();
        // After references/make.py: read the diff of the lists, then change these.
        assert_eq!(
            counts,
            [
                ("CWE 4.14", 1372, 938),
                ("ATT&CK 18.1", 835, 691),
                ("OWASP Top 10 2021", 10, 10),
            ]
        );
        for (list, text) in READ.iter().zip(LISTS) {
            assert_eq!(
                list.entries.len(),
                text.lines().count() - 1,
                "{}",
                list.title
            );
            for (entry, line) in list.entries.iter().zip(text.lines().skip(1)) {
                let fields: Vec<&str> = line.split('\t').collect();
                assert_eq!(fields[0], entry.id.to_string(), "{line}");
                assert!(
                    !entry.name.is_empty() && entry.name.trim() == entry.name,
                    "{line}"
                );
                assert!(
                    fields.len() <= 4 && ["", "-"].contains(fields.get(2).unwrap_or(&"")),
                    "{line}"
                );
                assert_eq!(Text::new(entry.name).as_str(), entry.name, "{line}");
                assert!(
                    list_of(entry.id).is_some_and(|of| of.title == list.title),
                    "{line}"
                );
            }
            let ids: Vec<Reference> = list.entries.iter().map(|entry| entry.id).collect();
            assert!(
                ids.windows(2).all(|pair| pair[0] < pair[1]),
                "{}",
                list.title
            );
        }
    }

    #[test]
    fn every_sub_technique_has_its_technique() {
        for entry in &READ[1].entries {
            if let Reference::Attack(technique, Some(_)) = entry.id {
                assert!(
                    super::entry(Reference::Attack(technique, None)).is_some(),
                    "{}",
                    entry.id
                );
            }
        }
    }

    #[test]
    fn the_notices_name_the_owner_and_the_license() {
        for (list, notice) in NOTICES {
            assert!(notice.contains("The MITRE Corporation"), "{list}");
            let words = notice.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                words.contains("hereby grants you a non-exclusive, royalty-free license"),
                "{list}"
            );
        }
    }

    #[test]
    fn a_reference_is_shown_with_its_name() {
        for (reference, shown) in [
            ("CWE-89", "CWE-89 SQL Injection"),
            ("cwe-079", "CWE-79 Cross-site Scripting"),
            ("CWE-352", "CWE-352 Cross-Site Request Forgery (CSRF)"),
            ("T1566", "ATT&CK T1566 Phishing"),
            ("T1566.002", "ATT&CK T1566.002 Phishing: Spearphishing Link"),
            ("A03:2021", "OWASP A03:2021 Injection"),
            ("CAPEC-66", "CAPEC-66"),
            ("CWE-99999", "CWE-99999 (not in CWE 4.14)"),
            ("T9999", "ATT&CK T9999 (not in ATT&CK 18.1)"),
            ("A01:2025", "OWASP A01:2025 (not in OWASP Top 10 2021)"),
            ("CVE-2024-3094", "CVE-2024-3094"),
            ("https://example.org/a", "https://example.org/a"),
            ("T3", "T3"),
        ] {
            assert_eq!(words(&reference.into()), shown);
        }
    }

    #[test]
    fn a_reference_leads_to_its_page() {
        for (reference, url) in [
            ("CWE-89", "https://cwe.mitre.org/data/definitions/89.html"),
            (
                "CAPEC-66",
                "https://capec.mitre.org/data/definitions/66.html",
            ),
            ("T1566", "https://attack.mitre.org/techniques/T1566/"),
            (
                "T1566.002",
                "https://attack.mitre.org/techniques/T1566/002/",
            ),
            (
                "A03:2021",
                "https://owasp.org/Top10/2021/A03_2021-Injection/",
            ),
            (
                "A10:2021",
                "https://owasp.org/Top10/2021/A10_2021-Server-Side_Request_Forgery_%28SSRF%29/",
            ),
            ("A01:2025", "https://owasp.org/Top10/2025/"),
        ] {
            assert_eq!(Cited::read(reference).unwrap().url(), url);
        }
    }

    #[test]
    fn a_name_is_found_by_what_people_say() {
        for (typed, first) in [
            ("sql inj", "CWE-89 SQL Injection"),
            ("SQL Injection", "CWE-89 SQL Injection"),
            ("phishing", "ATT&CK T1566 Phishing"),
            (
                "spearphishing link",
                "ATT&CK T1566.002 Phishing: Spearphishing Link",
            ),
            ("xss", "CWE-79 Cross-site Scripting"),
            (
                "xxe",
                "CWE-611 Improper Restriction of XML External Entity Reference",
            ),
            ("csrf", "CWE-352 Cross-Site Request Forgery (CSRF)"),
            ("broken access", "OWASP A01:2021 Broken Access Control"),
            ("path trav", "CWE-22 Path Traversal"),
            (
                "doppelganging",
                "ATT&CK T1055.013 Process Injection: Process Doppelgänging",
            ),
            ("cwe 89", "CWE-89 SQL Injection"),
            (
                "t1566.0",
                "ATT&CK T1566.001 Phishing: Spearphishing Attachment",
            ),
            ("a03", "OWASP A03:2021 Injection"),
        ] {
            let found = fitting(typed, MOST);
            assert_eq!(
                found.first().map(|it| it.words()).as_deref(),
                Some(first),
                "{typed}"
            );
            assert!(found.len() <= MOST, "{typed}");
        }
        assert_eq!(fitting("no such weakness at all", MOST), []);
        assert_eq!(fitting(" ", MOST), []);
    }

    #[test]
    fn what_is_deprecated_or_only_a_category_is_known_but_not_offered() {
        assert_eq!(words(&"CWE-16".into()), "CWE-16 Configuration");
        assert!(!fitting("configuration", 2000).contains(&Cited(Reference::Cwe(16))));
        assert!(fitting("cwe-16", MOST).contains(&Cited(Reference::Cwe(16))));
        assert!(!fitting("powershell", 2000).contains(&Cited(Reference::Attack(1086, None))));
    }

    #[test]
    fn only_an_id_that_its_list_should_have_is_said_to_be_unknown() {
        let texts = |all: &[&str]| all.iter().map(|text| Text::from(*text)).collect::<Vec<_>>();
        let said = not_known(&texts(&[
            "CWE-89",
            "CWE-99999",
            "CAPEC-99999",
            "T9",
            "our wiki",
        ]));
        assert_eq!(said.as_deref(), Some("CWE-99999 is not in CWE 4.14."));
        assert_eq!(not_known(&texts(&["CWE-89", "CAPEC-1"])), None);
    }
}
