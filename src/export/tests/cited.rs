//! What a threat refers to, in every file that says it: with its name, as a link to its page, and nothing else as one.

use comrak::nodes::NodeValue;
use comrak::{Arena, Options as Markdown, parse_document};
use scraper::{Html, Selector};

use super::rich::{at, rich};
use super::{options, whole};
use crate::domain::{Edit, Field, Session};
use crate::export::{Format, Names};

/// What each reference is shown as, and where it leads.
const CITED: [(&str, &str, &str); 5] = [
    (
        "cwe-089",
        "CWE-89 SQL Injection",
        "https://cwe.mitre.org/data/definitions/89.html",
    ),
    (
        "T1566.002",
        "ATT&CK T1566.002 Phishing: Spearphishing Link",
        "https://attack.mitre.org/techniques/T1566/002/",
    ),
    (
        "CAPEC-66",
        "CAPEC-66",
        "https://capec.mitre.org/data/definitions/66.html",
    ),
    (
        "A10:2021",
        "OWASP A10:2021 Server-Side Request Forgery (SSRF)",
        "https://owasp.org/Top10/2021/A10_2021-Server-Side_Request_Forgery_%28SSRF%29/",
    ),
    (
        "CWE-99999",
        "CWE-99999 (not in CWE 4.14)",
        "https://cwe.mitre.org/data/definitions/99999.html",
    ),
];

/// A reference that is not an id stays words.
const FREE: &str = "https://example.org/a_b [CWE-1](https://x.org)";

fn citing() -> Session {
    let mut session = rich();
    let ids = CITED.iter().map(|(id, ..)| *id);
    let all = ids.chain([FREE]).map(Into::into).collect();
    let edit = Edit::Set("T2".parse().unwrap(), Field::References(all));
    session.apply(&edit, at(70)).unwrap();
    session
}

fn written(format: Format) -> String {
    whole(format, &citing(), &options(Names::Full))
}

/// The links of a text in Markdown, as another reader finds them: words and address.
fn links(text: &str) -> Vec<(String, String)> {
    let arena = Arena::new();
    let root = parse_document(&arena, text, &Markdown::default());
    let mut links = Vec::new();
    for node in root.descendants() {
        let NodeValue::Link(link) = &node.data.borrow().value else {
            continue;
        };
        let mut words = String::new();
        for inner in node.descendants() {
            if let NodeValue::Text(text) = &inner.data.borrow().value {
                words.push_str(text);
            }
        }
        links.push((words, link.url.clone()));
    }
    links
}

#[test]
fn a_reference_is_a_link_with_its_name_in_markdown() {
    for format in [
        Format::SUMMARY,
        Format::RESPOND,
        Format::PENTEST,
        Format::TASKS,
        Format::GITLAB,
    ] {
        let text = written(format);
        let found = links(&text.replace("\"\"", "\""));
        for (_, words, url) in CITED {
            let link = (words.to_owned(), url.to_owned());
            assert!(found.contains(&link), "{}: {words}\n{text}", format.name());
        }
        assert!(
            found
                .iter()
                .all(|(_, url)| !url.contains("x.org") && !url.contains("example.org")),
            "{}: what someone typed is no link: {found:?}",
            format.name()
        );
    }
}

#[test]
fn a_reference_is_a_link_with_its_name_in_the_report() {
    let html = Html::parse_document(&written(Format::HTML));
    let links = Selector::parse("a[href^=https]").unwrap();
    let found: Vec<(String, String)> = html
        .select(&links)
        .map(|link| {
            let words = link.text().collect::<String>();
            (words, link.value().attr("href").unwrap().to_owned())
        })
        .collect();
    let wanted = CITED.map(|(_, words, url)| (words.to_owned(), url.to_owned()));
    assert_eq!(found, wanted);
    assert!(html.root_element().text().any(|text| text == FREE));
}

#[test]
fn a_reference_leads_to_its_page_in_every_tracker() {
    for (format, link) in [
        (
            Format::JIRA,
            "[CWE-89 SQL Injection|https://cwe.mitre.org/data/definitions/89.html]",
        ),
        (
            Format::AZURE,
            "<a href=\"https://cwe.mitre.org/data/definitions/89.html\">CWE-89 SQL Injection</a>",
        ),
        (
            Format::GITHUB,
            "[CWE-89 SQL Injection](https://cwe.mitre.org/data/definitions/89.html)",
        ),
        (
            Format::ICS,
            "Reference for T2: CWE-89 SQL Injection https://cwe.mitre.org/data/definitions/89.html",
        ),
    ] {
        let text = written(format);
        // Quotes are doubled in a table, and lines of a calendar are folded.
        let text = text.replace("\"\"", "\"").replace("\r\n ", "");
        assert!(text.contains(link), "{}: {text}", format.name());
    }
}

#[test]
fn programs_get_id_name_and_page() {
    let json: serde_json::Value = serde_json::from_str(&written(Format::JSON)).unwrap();
    let all = json.to_string();
    let detail = serde_json::json!({
        "id": "CWE-89",
        "name": "Improper Neutralization of Special Elements used in an SQL Command ('SQL Injection')",
        "url": "https://cwe.mitre.org/data/definitions/89.html",
        "known": true,
    });
    assert!(all.contains(&detail.to_string()), "{all}");
    assert!(
        all.contains("\"cwe-089\""),
        "as it is in the file, too: {all}"
    );
}
