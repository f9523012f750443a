//! A sheet as a browser's parser reads it: sound, silent towards the world, and whole at each moment.

mod moments;
mod room;

use std::collections::{BTreeMap, BTreeSet};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use proptest::prelude::*;
use proptest::sample::select;
use scraper::{ElementRef, Html, Node, Selector};
use sha2::{Digest as _, Sha256};

use super::escaping::folded;
use super::laws::hostile;
use super::options;
use super::rich::{at, rich};
use crate::catalogue::Language;
use crate::domain::{Edit, ElementKind, Field, FourQuestion, Moment, New, Session, Text};
use crate::export::{Format, Names, Options, SheetOptions, render};

/// Every element of a sheet: nothing that leads anywhere or asks for anything.
const ELEMENTS: &str = "html head meta title style script body header main footer section details summary h1 h2 h3 p ul \
    ol li dl dt dd div span strong bdi pre label select option optgroup input textarea button fieldset legend svg g rect \
    path line polygon text tspan";

/// What a sheet asks for, in these words.
fn sheet(moment: Moment) -> Options {
    spoken(moment, Language::En)
}

fn spoken(moment: Moment, language: Language) -> Options {
    Options {
        sheet: SheetOptions {
            moment: Some(moment),
            language: Some(language),
            ..SheetOptions::default()
        },
        ..options(Names::First)
    }
}

/// The page and the text.
fn both(session: &Session, options: &Options) -> (String, String) {
    let mut files = render(Format::SHEET, session, options).into_iter();
    let (page, text) = (files.next().unwrap(), files.next().unwrap());
    assert_eq!(
        (page.name.as_str(), text.name.as_str()),
        ("sheet.html", "sheet.txt")
    );
    assert_eq!(files.next(), None);
    (page.contents, text.contents)
}

fn page(session: &Session, options: &Options) -> String {
    both(session, options).0
}

fn find<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// What someone reads there.
fn words(element: ElementRef) -> String {
    folded(&element.text().collect::<String>())
}

/// The text of elements that are read by no one.
fn source(html: &Html, selector: &str) -> String {
    let found = find(html, selector);
    assert_eq!(found.len(), 1, "{selector}");
    found[0].text().collect()
}

/// What is wrong with a page, in words; nothing when it is sound.
fn faults(page: &str) -> Vec<String> {
    let html = Html::parse_document(page);
    let mut faults: Vec<String> = html.errors.iter().map(ToString::to_string).collect();
    let elements: BTreeSet<&str> = ELEMENTS.split_whitespace().collect();
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    let all: Vec<ElementRef> = html.tree.nodes().filter_map(ElementRef::wrap).collect();
    for element in &all {
        let name = element.value().name();
        if !elements.contains(name) {
            faults.push(format!("an element {name}"));
        }
        for (attribute, value) in element.value().attrs() {
            let leads = [
                "href",
                "src",
                "action",
                "style",
                "srcset",
                "ping",
                "formaction",
            ];
            if attribute.starts_with("on") || leads.contains(&attribute) {
                faults.push(format!("{attribute}={value:?} on {name}"));
            }
        }
        if let Some(id) = element.value().id() {
            *ids.entry(id).or_default() += 1;
        }
        // Some browsers send what is typed to their maker for checking.
        let is_typed = name == "textarea"
            || name == "input" && element.attr("type").is_some_and(|it| it != "radio");
        if is_typed {
            for (attribute, value) in [("spellcheck", "false"), ("writingsuggestions", "false")] {
                if element.attr(attribute) != Some(value) {
                    faults.push(format!("{attribute} on {:?}", element.value()));
                }
            }
        }
        if ["textarea", "input", "select"].contains(&name)
            && element.attr("autocomplete") != Some("off")
        {
            faults.push(format!("autocomplete on {:?}", element.value()));
        }
    }
    let twice = ids.iter().filter(|(_, count)| **count > 1);
    faults.extend(twice.map(|(id, count)| format!("{count} elements are called {id}")));
    for element in &all {
        for attribute in ["for", "aria-labelledby", "aria-describedby"] {
            let wanted = element
                .attr(attribute)
                .unwrap_or_default()
                .split_whitespace();
            let missing = wanted.filter(|id| !ids.contains_key(id));
            faults.extend(missing.map(|id| format!("nothing is called {id}")));
        }
        let id = element.value().id().unwrap_or_default();
        let named = || {
            find(&html, "label[for]")
                .iter()
                .any(|it| it.attr("for") == Some(id))
        };
        let is_field = ["textarea", "select"].contains(&element.value().name());
        if is_field && !named() {
            faults.push(format!("a field without a label: {id}"));
        }
    }
    faults.extend(policy(&html));
    faults
}

/// What is wrong with what a page allows itself.
fn policy(html: &Html) -> Option<String> {
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()));
    let meta = find(html, "meta[http-equiv]");
    let [only] = meta.as_slice() else {
        return Some(format!("{} policies", meta.len()));
    };
    let (script, style) = (source(html, "script:not([type])"), source(html, "style"));
    let expected = format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(&script),
        hash(&style)
    );
    let is_it = only.attr("http-equiv") == Some("Content-Security-Policy")
        && only.attr("content") == Some(&expected);
    (!is_it).then(|| format!("{only:?} instead of {expected}"))
}

#[test]
fn a_sheet_is_sound_at_each_moment_and_in_each_language() {
    for moment in Moment::ALL {
        for language in Language::ALL {
            for names in [Names::First, Names::None] {
                let options = Options {
                    names,
                    ..spoken(moment, language)
                };
                let (page, text) = both(&rich(), &options);
                assert_eq!(faults(&page), [""; 0], "{moment:?} {language:?}");
                assert!(text.ends_with(".\n"), "{text}");
                let html = Html::parse_document(&page);
                let lang = find(&html, "html")[0].attr("lang");
                assert_eq!(lang, Some(language.name()));
                assert_eq!(find(&html, "h1").len(), 1);
            }
        }
    }
}

#[test]
fn without_a_script_everything_is_there_but_the_form() {
    for moment in Moment::ALL {
        let html = Html::parse_document(&page(&rich(), &sheet(moment)));
        assert!(find(&html, "#form")[0].attr("hidden").is_some());
        assert!(find(&html, "#how")[0].attr("hidden").is_none());
        assert!(words(find(&html, "#how pre")[0]).len() > 2);
    }
    let style = source(
        &Html::parse_document(&page(&rich(), &sheet(Moment::Vote))),
        "style",
    );
    assert!(style.contains("[hidden] { display: none !important; }"));
}

fn threat(text: &str) -> New {
    New::threat(text, FourQuestion::GoWrong)
}

fn add(session: &mut Session, new: New) {
    session.apply(&Edit::Add(new), at(70)).unwrap();
}

/// Words that would end an element, an attribute or a string, if they could.
const HOSTILE: [&str; 6] = [
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</style></title></textarea></select><meta http-equiv=refresh content=0;url=http://x.example>",
    "<!-- <link rel=preconnect href=//x.example> ]]> '\\\"&lt;",
    "\u{202e}desrever\u{2066} \u{200f}right\u{2028}left",
    "{n} ${n} {{dots}} %s `x`",
];

#[test]
fn hostile_words_stay_words() {
    let long = "long ".repeat(1_000);
    for hostile in HOSTILE.into_iter().chain([long.as_str()]) {
        let mut session = rich();
        let text = Text::new(hostile);
        session.title = text.clone();
        let threats: Vec<_> = session.threats.iter().map(|it| it.id).collect();
        for id in threats {
            session
                .apply(&Edit::Set(id.into(), Field::Text(text.clone())), at(70))
                .unwrap();
        }
        session.participants[0].name = text.clone();
        session.elements[0].name = text.clone();
        session.flows[0].data = text.clone();
        for moment in Moment::ALL {
            let page = page(
                &session,
                &Options {
                    names: Names::Full,
                    ..sheet(moment)
                },
            );
            assert_eq!(faults(&page), [""; 0], "{hostile} {moment:?}");
            let html = Html::parse_document(&page);
            assert_eq!(words(find(&html, "h1")[0]), folded(&text));
            if moment == Moment::Vote {
                let said = words(find(&html, ".what")[0]);
                assert!(said.ends_with(&folded(&text)), "{said}");
            }
            assert_eq!(words(find(&html, "#who option")[1]), folded(&text));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_a_sheet_is_sound_and_loses_no_line(
        session in hostile(),
        moment in select(&Moment::ALL[..]),
        language in select(&Language::ALL[..]),
    ) {
        let (page, text) = both(&session, &spoken(moment, language));
        prop_assert_eq!(faults(&page), [""; 0]);
        prop_assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{:?}", text);
        let html = Html::parse_document(&page);
        let shown = html.tree.nodes().filter_map(|node| match node.value() {
            Node::Text(text) => Some(folded(text)),
            _ => None,
        });
        let shown = shown.collect::<Vec<_>>().join("\n");
        let bare = |words: &str| words.split_whitespace().collect::<String>();
        let text = bare(&text);
        let mut expected: Vec<&Text> = Vec::new();
        match moment {
            Moment::Vote => expected.extend(session.candidates(None).iter().map(|it| it.words)),
            Moment::End => expected.extend(
                session.actions.iter().filter(|it| crate::export::view::is_open(it)).map(|it| &it.text),
            ),
            _ => expected.extend(session.elements.iter().map(|it| &it.name)),
        }
        for words in expected {
            prop_assert!(shown.contains(&folded(words)), "{:?} is not in\n{}", words.as_str(), page);
            prop_assert!(text.contains(&bare(words)), "{:?} is not in\n{}", words.as_str(), text);
        }
    }
}

#[test]
fn a_sheet_of_a_large_session_can_still_be_dropped_into_a_chat() {
    let mut session = rich();
    for n in 0..60 {
        let element = New::Element {
            name: Text::new(&format!("service number {n}")),
            kind: Some(ElementKind::Process),
            unknown: false,
        };
        add(&mut session, element);
    }
    let elements: Vec<_> = session.elements.iter().map(|it| it.name.clone()).collect();
    for (from, to) in elements.iter().zip(elements.iter().skip(3)) {
        let flow = New::Flow {
            from: from.clone(),
            to: to.clone(),
            data: "orders and their lines".into(),
        };
        add(&mut session, flow);
    }
    for n in 0..150 {
        let text = format!("Someone replays message {n} of yesterday and no one notices");
        add(&mut session, threat(&text));
    }
    for moment in Moment::ALL {
        for session in [&session, &rich()] {
            let page = page(session, &sheet(moment));
            assert!(
                (20_000..150_000).contains(&page.len()),
                "{moment:?}: {}",
                page.len()
            );
        }
    }
}
