//! Advisories that a rule is about, by the ids that they have everywhere: CVE and GHSA.

/// The most that one rule can name.
const MOST: usize = 20;

/// The ids in a text, each once, as they are written everywhere.
pub(super) fn named(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    for id in words.filter_map(id) {
        if found.len() < MOST && !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// The id that a word is: `cve-2026-1234`, `GHSA-aaaa-bbbb-cccc`.
fn id(word: &str) -> Option<String> {
    let parts: Vec<&str> = word.split('-').collect();
    let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    match parts.as_slice() {
        [of, year, number]
            if of.eq_ignore_ascii_case("cve")
                && year.len() == 4
                && number.len() >= 4
                && is_number(year)
                && is_number(number) =>
        {
            Some(word.to_ascii_uppercase())
        }
        [of, rest @ ..]
            if of.eq_ignore_ascii_case("ghsa")
                && rest.len() == 3
                && rest.iter().all(|part| part.len() == 4) =>
        {
            Some(format!("GHSA-{}", rest.join("-").to_ascii_lowercase()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advisories_are_found_in_ids_and_words() {
        for (text, ids) in [
            (
                "cve-2021-44228: log4j (CVE-2021-44228)",
                vec!["CVE-2021-44228"],
            ),
            ("osv/ghsa-JFH8-c2jp-5v3q", vec!["GHSA-jfh8-c2jp-5v3q"]),
            (
                "CVE-2021-12, CVE-21-44228, my-CVE-2021-44228, ghsa-a-b-c",
                vec![],
            ),
        ] {
            assert_eq!(named(text), ids, "{text}");
        }
    }
}
