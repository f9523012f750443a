//! The report as a browser's parser reads it: whatever someone types, it stays words.

use std::collections::{BTreeMap, HashSet};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use insta::assert_snapshot;
use palette::Srgb;
use palette::color_difference::Wcag21RelativeContrast as _;
use proptest::prelude::*;
use scraper::{ElementRef, Html, Node};
use sha2::{Digest as _, Sha256};

use super::escaping::folded;
use super::laws::{core, hostile, items, names};
use super::rich::{at, rich};
use super::{options, render};
use crate::domain::{Edit, New, Session, SessionKind};
use crate::export::{Format, Names};

/// Every element that a report is made of.
const ELEMENTS: &str = "html head meta title style body a header nav main section article footer h1 h2 h3 h4 p ul ol li \
    dl dt dd div span strong bdi q figure figcaption table caption thead tbody tr th td \
    svg g rect path line polygon text tspan desc";

/// Every attribute that its elements have.
const ATTRIBUTES: &str = "lang charset http-equiv content name class id href role tabindex scope aria-label \
    aria-labelledby viewBox width height x y x1 y1 x2 y2 rx d points text-anchor";

/// What a reader of the page sees: each text in it, apart from the others.
pub(super) fn words(page: &str) -> String {
    let html = Html::parse_document(page);
    let texts = html.tree.nodes().filter_map(|node| match node.value() {
        Node::Text(text) => {
            let parent = node.parent().and_then(ElementRef::wrap);
            let is_style = parent.is_some_and(|p| p.value().name() == "style");
            (!is_style && !text.trim().is_empty()).then(|| folded(text))
        }
        _ => None,
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// Whether an address is the page of an entry of a public list: the only ones outside that a report leads to, and never
/// an address that someone typed.
fn leads_to_a_list(address: &str) -> bool {
    const PAGES: [&str; 4] = [
        "https://cwe.mitre.org/data/definitions/",
        "https://capec.mitre.org/data/definitions/",
        "https://attack.mitre.org/techniques/",
        "https://owasp.org/Top10/",
    ];
    let entry = PAGES.iter().find_map(|page| address.strip_prefix(page));
    entry.is_some_and(|entry| {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"._-/%".contains(&b);
        entry.bytes().all(plain)
    })
}

/// What is wrong with a page, in words; nothing when it is sound.
pub(super) fn faults(page: &str) -> Vec<String> {
    let html = Html::parse_document(page);
    let mut faults: Vec<String> = html.errors.iter().map(ToString::to_string).collect();
    let elements: HashSet<&str> = ELEMENTS.split_whitespace().collect();
    let attributes: HashSet<&str> = ATTRIBUTES.split_whitespace().collect();
    let all: Vec<ElementRef> = html.tree.nodes().filter_map(ElementRef::wrap).collect();
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    let mut level = 0;
    let mut tops = 0;
    for element in &all {
        let name = element.value().name();
        if !elements.contains(name) {
            faults.push(format!("an element {name}"));
        }
        for (attribute, value) in element.value().attrs() {
            if !attributes.contains(attribute) {
                faults.push(format!("{attribute}={value:?} on {name}"));
            }
            let is_policy = attribute == "content";
            let is_page = name == "a" && attribute == "href" && leads_to_a_list(value);
            if !is_policy
                && !is_page
                && (value.contains("url(") || value.contains("://") && attribute != "id")
            {
                let is_word = matches!(attribute, "aria-label");
                if !is_word {
                    faults.push(format!("{attribute}={value:?} leads outside"));
                }
            }
        }
        if let Some(id) = element.value().id() {
            *ids.entry(id).or_default() += 1;
        }
        if let Some(n) = name.strip_prefix('h').and_then(|n| n.parse::<u32>().ok()) {
            if n > level + 1 {
                faults.push(format!("a heading {n} follows a heading {level}"));
            }
            // What the navigation is called is not part of the outline of the page.
            level = n;
            tops += u32::from(n == 1);
        }
    }
    if tops != 1 {
        faults.push(format!("{tops} headings of the first level"));
    }
    for (id, count) in &ids {
        if *count > 1 {
            faults.push(format!("{count} elements are called {id}"));
        }
    }
    for element in &all {
        let refers = |attribute| element.value().attr(attribute).unwrap_or_default();
        let wanted = refers("aria-labelledby").split_whitespace();
        for id in wanted {
            if !ids.contains_key(id) {
                faults.push(format!("nothing is called {id}"));
            }
        }
        let href = refers("href");
        if element.value().name() == "a"
            && !leads_to_a_list(href)
            && !href
                .strip_prefix('#')
                .is_some_and(|id| ids.contains_key(id))
        {
            faults.push(format!("{href:?} leads nowhere"));
        }
        match element.value().name() {
            "th" if element.value().attr("scope").is_none() => {
                faults.push("a head without a scope".to_owned())
            }
            "table"
                if !element
                    .child_elements()
                    .any(|c| c.value().name() == "caption") =>
            {
                faults.push("a table without a caption".to_owned());
            }
            "svg" if element.value().attr("viewBox").is_some() => {
                let inside: Vec<&str> = element
                    .child_elements()
                    .map(|c| c.value().name())
                    .take(2)
                    .collect();
                if inside != ["title", "desc"] {
                    faults.push("a picture without words".to_owned());
                }
            }
            _ => {}
        }
    }
    faults
}

/// The style sheet of a page, as the parser gives it to a browser.
fn style(page: &str) -> String {
    let html = Html::parse_document(page);
    let styles: Vec<String> = html
        .tree
        .nodes()
        .filter_map(ElementRef::wrap)
        .filter(|e| e.value().name() == "style")
        .map(|e| e.text().collect())
        .collect();
    assert_eq!(styles.len(), 1);
    styles.concat()
}

#[test]
fn a_report_is_sound_for_every_choice_of_names() {
    for choice in Names::ALL {
        let page = render(Format::HTML, &rich(), &options(choice));
        assert_eq!(faults(&page), Vec::<String>::new(), "{}", choice.name());
    }
}

#[test]
fn a_fault_is_found() {
    let page = render(Format::HTML, &rich(), &options(Names::Full));
    for (from, to, says) in [
        ("<h2", "<h5", "a heading 5 follows"),
        ("href=\"#T1\"", "href=\"#T99\"", "\"#T99\" leads nowhere"),
        (
            "href=\"#T1\"",
            "href=\"https://x.example\"",
            "leads outside",
        ),
        ("<main", "<script></script><main", "an element script"),
        ("<main", "<main onclick=\"x\"", "onclick=\"x\" on main"),
        ("<th scope=\"col\"", "<th", "a head without a scope"),
        ("<caption>", "<p>", "a table without a caption"),
    ] {
        let broken = page.replacen(from, to, 1);
        assert_ne!(broken, page, "{from} is not in the page");
        let found = faults(&broken);
        assert!(found.iter().any(|f| f.contains(says)), "{says}: {found:?}");
    }
}

#[test]
fn the_policy_lets_the_style_sheet_through_and_nothing_else() {
    let page = render(Format::HTML, &rich(), &options(Names::Full));
    let css = style(&page);
    let hash = BASE64_STANDARD.encode(Sha256::digest(css.as_bytes()));
    let policy = format!(
        "content=\"default-src 'none'; style-src 'sha256-{hash}'; img-src 'none'; base-uri 'none'; form-action 'none'\""
    );
    assert!(page.contains(&policy), "{policy}");
    for word in ["url(", "@import", "expression", "http"] {
        assert!(!css.contains(word), "{word} in the style sheet");
    }
}

/// What a printed first page must have comes first.
#[test]
fn the_first_page_has_the_decisions_the_top_threats_and_the_actions() {
    let page = render(Format::HTML, &rich(), &options(Names::Full));
    let html = Html::parse_document(&page);
    let sections: Vec<&str> = html
        .tree
        .nodes()
        .filter_map(ElementRef::wrap)
        .filter(|e| e.value().name() == "section")
        .filter_map(|e| e.value().id())
        .collect();
    let first = ["decisions", "top", "actions", "still-open", "in-short"];
    assert_eq!(sections[..5], first);
    let words = words(&page);
    let place = |text: &str| {
        words
            .find(text)
            .unwrap_or_else(|| panic!("{text}\n{words}"))
    };
    assert!(place("Decided by") < place("To do"));
    assert!(
        place("Idempotency key for each refund (no action yet)")
            < place("Action items, the next one first")
    );
}

/// The rules of a style sheet for paper: what is between the braces.
fn for_paper(css: &str) -> &str {
    css.split_once("@media print {").unwrap().1
}

/// Large boxes may be cut: kept whole, they would move to the next page and leave this one half empty.
#[test]
fn on_paper_only_what_is_small_stays_whole() {
    let page = render(Format::HTML, &rich(), &options(Names::Full));
    let css = style(&page);
    let whole: Vec<&str> = for_paper(&css)
        .lines()
        .filter(|line| line.contains("break-inside: avoid"))
        .filter_map(|line| line.split_once(" {"))
        .flat_map(|(selectors, _)| selectors.split(','))
        .map(str::trim)
        .collect();
    assert_eq!(whole, ["tr", "li", ".facts > div", "figure"]);
    // Less than half of what a sheet of A4 has between its margins.
    let height = |selector: &str| -> usize {
        let mut lines = for_paper(&css).lines();
        let line =
            lines.find(|line| line.trim().starts_with(selector) && line.contains("max-height"));
        let height = line.unwrap().split("max-height: ").nth(1).unwrap();
        height.split("mm").next().unwrap().parse().unwrap()
    };
    assert!(height(".chart") < 135 && height("svg.map") < 135);
    for begun in [
        "break-before: page",
        "break-after: page",
        "break-before: always",
    ] {
        assert!(!css.contains(begun), "no page is begun on purpose");
    }
}

/// A word that is longer than the page breaks, wherever it stands.
#[test]
fn a_word_of_400_letters_breaks() {
    let page = render(Format::HTML, &rich(), &options(Names::Full));
    let css = style(&page);
    let body = css
        .split("\nbody {")
        .nth(1)
        .unwrap()
        .split('}')
        .next()
        .unwrap();
    assert!(body.contains("overflow-wrap: anywhere"), "{body}");
    assert!(!css.contains("overflow-wrap: break-word") && !css.contains("word-break: keep-all"));
    // What never breaks are words of ours: ids, chips, dates and heads of columns.
    let fixed: Vec<&str> = css
        .lines()
        .filter(|line| line.contains("white-space: nowrap"))
        .map(|line| line.split('{').next().unwrap().trim())
        .collect();
    assert_eq!(fixed.len(), 5, "{fixed:?}");
}

#[test]
fn a_report_tells_the_finished_session_in_words() {
    let page = render(Format::HTML, &rich(), &options(Names::Initials));
    assert_snapshot!("report_initials", words(&page));
}

#[test]
fn without_a_part_there_is_a_sentence_instead_of_a_picture() {
    let mut session = Session::new(uuid::Uuid::nil(), "t".into(), SessionKind::Meeting, at(0));
    let page = render(Format::HTML, &session, &options(Names::Full));
    assert!(!page.contains("<svg"), "{}", words(&page));
    assert_eq!(faults(&page), Vec::<String>::new());
    session
        .apply(&Edit::Add(New::Zone("dmz".into(), Vec::new())), at(1))
        .unwrap();
    let page = render(Format::HTML, &session, &options(Names::Full));
    assert!(!page.contains("<svg"));
    assert!(words(&page).contains("No elements recorded, so there is no map."));
}

/// The variables of the style sheet that stand for colors, in light and in dark.
fn colours(css: &str) -> [BTreeMap<String, Srgb<u8>>; 2] {
    let (light, dark) = css.split_once("prefers-color-scheme: dark").unwrap();
    let read = |part: &str| {
        let lines = part.lines().filter_map(|line| {
            let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
            Some((
                name.to_owned(),
                value.trim_end_matches(';').parse().unwrap(),
            ))
        });
        lines.collect::<BTreeMap<_, _>>()
    };
    [read(light), read(dark)]
}

#[test]
fn words_stand_out_from_what_is_behind_them() {
    let page = render(Format::HTML, &rich(), &options(Names::Full));
    for colours in colours(&style(&page)) {
        for (word, behind) in [
            ("ink", "paper"),
            ("ink", "panel"),
            ("ink", "warn-panel"),
            ("ink", "part"),
            ("ink", "zone-fill"),
            ("quiet", "paper"),
            ("quiet", "panel"),
            ("quiet", "part"),
            ("quiet", "warn-panel"),
            ("link", "paper"),
            ("link", "warn-panel"),
            ("accent", "paper"),
            ("accent", "zone-fill"),
            ("zone", "zone-fill"),
            ("critical-word", "critical-chip"),
            ("high-word", "high-chip"),
            ("medium-word", "medium-chip"),
            ("low-word", "low-chip"),
        ] {
            let [word_colour, behind_colour] =
                [word, behind].map(|name| colours[name].into_format::<f32>());
            let contrast = word_colour.relative_contrast(behind_colour);
            assert!(
                contrast >= 4.5,
                "{word} on {behind} has a contrast of {contrast}"
            );
        }
        for bar in ["critical", "high", "part-line", "zone"] {
            let contrast = colours[bar]
                .into_format::<f32>()
                .relative_contrast(colours["paper"].into_format());
            assert!(contrast >= 3.0, "{bar} has a contrast of {contrast}");
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_a_report_is_sound_and_loses_no_item(session in hostile()) {
        let page = render(Format::HTML, &session, &options(Names::Full));
        prop_assert_eq!(faults(&page), Vec::<String>::new(), "in\n{}", page);
        let words = folded(&words(&page));
        for (id, text) in items(&session) {
            prop_assert!(id.is_empty() || names(&words, &id), "{} is not in\n{}", id, words);
            prop_assert!(words.contains(&core(&text)), "{:?} is not in\n{}", text.as_str(), words);
        }
    }

    #[test]
    fn any_text_stays_words_in_a_report(title in any::<String>(), name in crate::domain::text::tests::hostile()) {
        let mut session = Session::new(uuid::Uuid::nil(), title.into(), SessionKind::Meeting, at(0));
        for new in [
            New::Flow { from: name.as_str().into(), to: "b".into(), data: name.as_str().into() },
            New::Zone(name.as_str().into(), vec!["b".into()]),
            New::threat(name.as_str(), crate::domain::FourQuestion::GoWrong),
        ] {
            drop(session.apply(&Edit::Add(new), at(1)));
        }
        let page = render(Format::HTML, &session, &options(Names::Full));
        prop_assert_eq!(faults(&page), Vec::<String>::new(), "in\n{}", page);
    }
}
