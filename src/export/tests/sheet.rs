//! A sheet as a browser's parser reads it: sound, silent towards the world, and whole at each moment.

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
use crate::domain::{
    Ballot, Edit, ElementKind, Field, FourQuestion, Moment, New, Session, SessionField,
    SessionKind, Text, Voting,
};
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

#[test]
fn the_vote_shows_what_can_be_voted_on_and_no_other() {
    let session = rich();
    let (page, text) = both(&session, &sheet(Moment::Vote));
    let html = Html::parse_document(&page);
    let expected: Vec<String> = session
        .candidates(None)
        .iter()
        .map(|it| folded(&it.in_full()))
        .collect();
    assert!(expected.len() > 3 && expected.len() < session.threats.len());
    for list in [".list .candidates > li", "#form .candidates .what"] {
        let shown: Vec<String> = find(&html, list).into_iter().map(words).collect();
        assert_eq!(shown.len(), expected.len(), "{list}");
        for (shown, expected) in shown.iter().zip(&expected) {
            assert_eq!(shown.trim(), expected, "{list}");
        }
    }
    for threat in &session.threats {
        let is_in_play = threat.is_in_play();
        assert_eq!(
            page.contains(&format!(">{}<", threat.id)),
            is_in_play,
            "{}",
            threat.id
        );
        let is_listed = text.contains(&format!("- {} ", threat.id));
        assert_eq!(is_listed, is_in_play, "{}", threat.id);
    }
    // One stop per threat: the buttons are for fingers and the mouse.
    assert_eq!(find(&html, ".stepper button").len(), 0);
    let script = source(&html, "script:not([type])");
    assert!(
        script.contains("button.tabIndex = -1;"),
        "the buttons that it adds are no stops"
    );
    assert_eq!(find(&html, ".stepper input").len(), expected.len());
}

#[test]
fn everyone_has_as_many_dots_as_the_session_gives_or_as_is_said() {
    let session = rich();
    let usual = options(Names::First)
        .limits
        .voting
        .per_person(session.candidates(None).len());
    for (asked, dots) in [(None, usual), (Some(1), 1), (Some(5), 5), (Some(9), 9)] {
        let mut options = sheet(Moment::Vote);
        options.sheet.dots = asked;
        let html = Html::parse_document(&page(&session, &options));
        let inputs = find(&html, ".stepper input");
        let most = dots.to_string();
        assert!(inputs.iter().all(|it| it.attr("max") == Some(&most)));
        let data = source(&html, "#data");
        let data: serde_json::Value = serde_json::from_str(&data).unwrap();
        assert_eq!(data["dots"], dots);
        let says = if dots == 1 {
            "You have 1 dot.".to_owned()
        } else {
            format!("You have {dots} dots.")
        };
        assert!(words(find(&html, ".prompt")[0]).ends_with(&says));
        let boxes = find(&html, ".list .candidates > li:first-child .box").len();
        assert_eq!(
            boxes,
            if dots > 5 {
                1
            } else {
                usize::try_from(dots).unwrap()
            }
        );
    }
}

#[test]
fn heaps_and_lines_of_a_whiteboard_are_voted_on_by_their_names() {
    let mut session = Session::new(
        uuid::Uuid::nil(),
        "Lunch".into(),
        SessionKind::Whiteboard,
        at(0),
    );
    for text in [
        "Links in mails",
        "A mail from the boss",
        "The printer is open",
    ] {
        add(&mut session, threat(text));
    }
    for place in [0, 1] {
        let id = session.threats[place].id;
        let heap = Field::Heap("\"mails\"".into());
        session.apply(&Edit::Set(id.into(), heap), at(2)).unwrap();
    }
    let (page, text) = both(&session, &sheet(Moment::Vote));
    assert_eq!(faults(&page), [""; 0]);
    let html = Html::parse_document(&page);
    let labels: Vec<&str> = find(&html, ".stepper input")
        .iter()
        .filter_map(|it| it.attr("data-label"))
        .collect();
    assert_eq!(labels, ["\"'mails'\"", "3"], "quotes end a name");
    let heap = words(find(&html, ".what")[0]);
    assert!(
        heap.contains("Links in mails") && heap.contains("A mail from the boss"),
        "{heap}"
    );
    assert!(
        text.contains(
            "- \"mails\"\n    Links in mails\n    A mail from the boss\n- 3 The printer is open\n"
        ),
        "{text}"
    );
}

#[test]
fn whoever_is_here_can_be_chosen_and_whoever_is_not_types_a_name() {
    let mut session = rich();
    session.participants[1].absent = true;
    let chosen = |names: Names| -> Vec<(String, String)> {
        let options = Options {
            names,
            ..sheet(Moment::Silent)
        };
        let html = Html::parse_document(&page(&session, &options));
        let shown = find(&html, "#who option");
        shown
            .iter()
            .map(|it| (it.attr("value").unwrap().to_owned(), words(*it)))
            .collect()
    };
    let full = chosen(Names::Full);
    assert_eq!(
        full.len(),
        session.participants.len() + 1,
        "the absent one is not there"
    );
    assert_eq!(full[0], (String::new(), "Choose your name".to_owned()));
    assert_eq!(full[1], ("01".to_owned(), "Ana Lopez".to_owned()));
    assert_eq!(full[2].0, "03", "by the number of the participant");
    assert_eq!(full.last().unwrap().0, "00");
    assert_eq!(chosen(Names::Initials)[1].1, "AL");
    assert_eq!(
        chosen(Names::None),
        [],
        "no name leaves the room, so everyone types their own"
    );
}

#[test]
fn the_silent_minutes_ask_where_among_what_is_in_scope() {
    let mut session = rich();
    let first = session.elements[0].id;
    session.elements[0].out_of_scope = Some("bought".into());
    let html = Html::parse_document(&page(&session, &sheet(Moment::Silent)));
    let places: Vec<&str> = find(&html, "#t-1-place option")
        .iter()
        .filter_map(|it| it.attr("value"))
        .collect();
    let elements = session.elements.iter().skip(1).map(|it| it.id.to_string());
    let expected: Vec<String> = std::iter::once(String::new())
        .chain(elements)
        .chain(session.flows.iter().map(|it| it.id.to_string()))
        .collect();
    assert_eq!(places, expected);
    assert!(!places.contains(&first.to_string().as_str()));
    // The map is a picture, and the same in words.
    assert_eq!(find(&html, ".pictures svg[aria-label]").len(), 1);
    let listed = words(find(&html, ".in-words")[0]);
    for element in &session.elements {
        assert!(
            listed.contains(&format!("{} {}", element.id, folded(&element.name))),
            "{listed}"
        );
    }
    for flow in &session.flows {
        assert!(listed.contains(&flow.id.to_string()), "{listed}");
    }
}

#[test]
fn the_end_asks_each_owner_about_their_own_open_actions() {
    let session = rich();
    let (page, text) = both(&session, &sheet(Moment::End));
    let html = Html::parse_document(&page);
    let asked = find(&html, "[data-action]");
    let open: Vec<_> = session
        .actions
        .iter()
        .filter(|it| crate::export::view::is_open(it))
        .collect();
    assert!(!open.is_empty() && open.len() == asked.len());
    for (action, asked) in open.iter().zip(&asked) {
        assert_eq!(
            asked.attr("data-action"),
            Some(action.id.to_string().as_str())
        );
        let owner = action.owner.map(|id| format!("{:02}", id.0));
        assert_eq!(
            asked.attr("data-owner"),
            owner.as_deref(),
            "ids below 10 are their own digits"
        );
        assert!(text.contains(&action.id.to_string()), "{text}");
    }
    let values = |name: &str| find(&html, &format!("input[name={name}]")).len();
    assert_eq!((values("scale-c"), values("scale-w")), (6, 5));
}

#[test]
fn before_the_meeting_the_agenda_adds_up() {
    let session = rich();
    let catalogue = options(Names::First).catalogue;
    let planned = catalogue
        .clock(session.kind.into())
        .slots
        .iter()
        .map(|it| it.planned)
        .sum::<u32>();
    let (page, text) = both(&session, &sheet(Moment::Before));
    let all = format!("{planned} minutes in all");
    assert!(page.contains(&all), "{all}");
    let minutes = text.lines().filter_map(|line| {
        line.strip_suffix(" min")?
            .rsplit(' ')
            .next()?
            .parse::<u32>()
            .ok()
    });
    assert_eq!(minutes.sum::<u32>(), planned);
}

#[test]
fn a_sheet_is_for_the_moment_that_the_session_is_at() {
    let moment = |session: &Session| {
        let html = Html::parse_document(&page(session, &options(Names::First)));
        let data: serde_json::Value = serde_json::from_str(&source(&html, "#data")).unwrap();
        let id = Moment::from_name(data["moment"].as_str().unwrap()).unwrap();
        assert_eq!(data["sheet"], session.sheet_id(id).to_string());
        id
    };
    let mut session = Session::new(uuid::Uuid::nil(), "New".into(), SessionKind::Meeting, at(0));
    assert_eq!(moment(&session), Moment::Silent);
    add(&mut session, threat("Token replayed"));
    assert_eq!(moment(&session), Moment::Vote);
    let voting = Voting {
        ballots: vec![Ballot {
            who: None,
            votes: vec![session.threats[0].id],
            lines: Vec::new(),
            heaps: Vec::new(),
        }],
        ..Voting::begun(3, at(2))
    };
    session
        .apply(&Edit::Session(SessionField::Voting(Some(voting))), at(2))
        .unwrap();
    assert_eq!(moment(&session), Moment::End);
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
