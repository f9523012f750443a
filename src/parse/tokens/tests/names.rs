//! Names and places as people type them.

use proptest::prelude::*;

use super::*;

/// A session with these people and these elements.
fn of(people: &[&str], elements: &[&str]) -> Session {
    let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
    let title = Text::new("Telehealth");
    let mut session = Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, at);
    for name in people {
        let new = New::Participant((*name).into(), Text::default());
        session.apply(&Edit::Add(new), at).unwrap();
    }
    for name in elements {
        let new = New::Element {
            name: (*name).into(),
            kind: None,
            unknown: false,
        };
        session.apply(&Edit::Add(new), at).unwrap();
    }
    session
}

const PEOPLE: [&str; 8] = [
    "Jean-Luc",
    "Siobhán O’Neil",
    "Dr. Hassan",
    "José",
    "Ana K",
    "Ana M",
    "Di",
    "Mary Ann Lee",
];

const PARTS: [&str; 10] = [
    "api gateway",
    "api server",
    "web app",
    "web",
    "audit-log",
    "Café",
    "log store",
    "queue (eu)",
    "P1",
    "all",
];

/// What becomes of a threat: its text, who said it, and where it is, or what is asked.
fn taken(line: &str) -> (String, String, String) {
    let session = of(&PEOPLE, &PARTS);
    let parsed = parse(line, What::Threat, &session, today());
    let who = session.name_of(parsed.who).unwrap_or_default().to_owned();
    let places = parsed
        .places
        .iter()
        .map(|place| session.place_words(*place));
    let asks = parsed.unclear.iter().map(|unclear| unclear.asks.clone());
    (
        parsed.text.to_string(),
        who,
        places.chain(asks).collect::<Vec<_>>().join(", "),
    )
}

#[test]
fn names_are_understood_as_people_type_them() {
    for (line, text, who) in [
        ("Ids leak @jean-luc", "Ids leak", "Jean-Luc"),
        ("Ids leak @jeanluc", "Ids leak", "Jean-Luc"),
        ("Ids leak @luc", "Ids leak", "Jean-Luc"),
        ("Ids leak @Jean Luc", "Ids leak", "Jean-Luc"),
        ("Ids leak @jean‑luc", "Ids leak", "Jean-Luc"),
        ("Ids leak @o'neil", "Ids leak", "Siobhán O’Neil"),
        ("Ids leak @O’Neil", "Ids leak", "Siobhán O’Neil"),
        ("Ids leak @oneil", "Ids leak", "Siobhán O’Neil"),
        ("Ids leak @neil", "Ids leak", "Siobhán O’Neil"),
        ("Ids leak @siobhan", "Ids leak", "Siobhán O’Neil"),
        ("Ids leak @siobhan o'neil", "Ids leak", "Siobhán O’Neil"),
        ("Ids leak @hassan", "Ids leak", "Dr. Hassan"),
        ("Ids leak @dr.-hassan", "Ids leak", "Dr. Hassan"),
        ("Ids leak @Dr. Hassan", "Ids leak", "Dr. Hassan"),
        ("Ids leak @jose", "Ids leak", "José"),
        ("Ids leak @JOSE\u{301}", "Ids leak", "José"),
        ("Ids leak ＠jose", "Ids leak", "José"),
        ("Ids leak ＠ＪＯＳＥ", "Ids leak", "José"),
        ("Ids leak @4", "Ids leak", "José"),
        ("Ids leak @P4", "Ids leak", "José"),
        ("Ids leak @ana-k", "Ids leak", "Ana K"),
        ("Ids leak @ana m", "Ids leak", "Ana M"),
        ("@ana m says ids leak", "says ids leak", "Ana M"),
        (
            "@mary ann lee says ids leak",
            "says ids leak",
            "Mary Ann Lee",
        ),
        ("@mary says ids leak", "says ids leak", "Mary Ann Lee"),
        ("@di says ids leak", "says ids leak", "Di"),
        ("Ids leak, says @di.", "Ids leak, says.", "Di"),
        ("Ids @di, again, leak", "Ids, again, leak", "Di"),
        // Not a name, or not one person's
        ("Ids leak @hassam", "Ids leak @hassam", ""),
        ("Ids leak @ana", "Ids leak @ana", ""),
        ("Mail di@example.org", "Mail di@example.org", ""),
        ("Ids leak @@jose", "Ids leak @jose", ""),
        ("Ids leak @", "Ids leak @", ""),
    ] {
        let (said, by, _) = taken(line);
        assert_eq!((said.as_str(), by.as_str()), (text, who), "{line}");
    }
}

#[test]
fn places_are_understood_as_the_map_shows_them() {
    for (line, text, place) in [
        (">api gateway logs leak", "logs leak", "api gateway"),
        (">api-gateway logs leak", "logs leak", "api gateway"),
        (">API Gateway logs leak", "logs leak", "api gateway"),
        ("＞api gateway logs leak", "logs leak", "api gateway"),
        (">api gate logs leak", "logs leak", "api gateway"),
        (">gateway logs leak", "logs leak", "api gateway"),
        ("logs leak >api gateway", "logs leak", "api gateway"),
        (
            "logs of >api gateway, again",
            "logs of, again",
            "api gateway",
        ),
        (">api server logs leak", "logs leak", "api server"),
        (">web app logs leak", "logs leak", "web app"),
        (">web logs leak", "logs leak", "web"),
        (">web a user sees all", "a user sees all", "web"),
        (
            ">web application data leaks",
            "application data leaks",
            "web",
        ),
        (">audit log is edited", "is edited", "audit-log"),
        (">audit is edited", "is edited", "audit-log"),
        (">cafe is closed", "is closed", "Café"),
        (">CAFE\u{301} is closed", "is closed", "Café"),
        (">queue (eu) stalls", "stalls", "queue (eu)"),
        (">queue stalls", "stalls", "queue (eu)"),
        (">E1 leaks", "leaks", "api gateway"),
        (">P1 leaks", "leaks", "P1"),
        (">all of it leaks", "of it leaks", "the whole system"),
        (">web >web app >E4 leaks", "leaks", "web, web app"),
        // Not one place
        (
            ">api logs leak",
            ">api logs leak",
            ">api: api gateway or api server?",
        ),
        (
            ">log is edited",
            ">log is edited",
            ">log: audit-log or log store?",
        ),
        (">backup is stolen", ">backup is stolen", ""),
        ("a > b", "a > b", ""),
        ("more than >5 users", "more than >5 users", ""),
        (">web >audit-log leak", "leak", "web, audit-log"),
        (">>web is text", ">web is text", ""),
    ] {
        let (said, _, at) = taken(line);
        assert_eq!((said.as_str(), at.as_str()), (text, place), "{line}");
    }
}

#[test]
fn a_token_of_two_meanings_is_never_taken_for_the_first() {
    let session = of(&PEOPLE, &PARTS);
    let line = "Logs of >api leak says @ana, often";
    let parsed = parse(line, What::Threat, &session, today());
    assert_eq!(
        (parsed.who, parsed.places.as_slice()),
        (None, [].as_slice())
    );
    assert_eq!(parsed.text.as_str(), line, "no word is lost meanwhile");
    let [place, person] = parsed.unclear.as_slice() else {
        panic!("{:?}", parsed.unclear);
    };
    assert_eq!(person.told(), "@ana: Ana K or Ana M? Write @5 or @6.");
    let meant = person.replaced(line, &person.offers[1].1);
    assert_eq!(meant, "Logs of >api leak says @6, often");
    let meant = place.replaced(&meant, &place.offers[0].1);
    let parsed = parse(&meant, What::Threat, &session, today());
    assert_eq!(parsed.text.as_str(), "Logs of leak says, often");
    assert_eq!(session.name_of(parsed.who), Some("Ana M"));
    assert_eq!(session.place_words(parsed.places[0]), "api gateway");
    // As text it is not asked about again.
    let text = person.replaced(line, person.as_text.as_ref().unwrap());
    let parsed = parse(&text, What::Threat, &session, today());
    assert_eq!(parsed.unclear.len(), 1);
    assert_eq!(parsed.text.as_str(), line);
}

#[test]
fn what_is_not_understood_is_told_and_text_that_only_looks_so_is_not() {
    for (line, what, says) in [
        ("Leak @hassan", What::Threat, vec!["@hassan is nobody here"]),
        ("Leak @hassan.", What::Said, vec!["@hassan is nobody here"]),
        ("Leak #eop", What::Threat, vec!["#eop is not a category"]),
        (
            "Leak !often",
            What::Threat,
            vec!["!often is not a severity"],
        ),
        (
            "Leak >backup",
            What::Threat,
            vec![">backup is not on the map"],
        ),
        (
            "Sign #wat %X >web",
            What::Mitigation,
            vec![
                "#wat is not a kind or a strength",
                "%X is not S, M or L",
                ">web is not a threat",
            ],
        ),
        (
            "Ask #wat due someday",
            What::Action,
            vec!["#wat is not a kind", "someday is not a date"],
        ),
        (
            "Ask due fri 5pm @hassan",
            What::Action,
            vec!["fri 5pm is not a date", "@hassan is nobody here"],
        ),
        ("Ask due 31 feb", What::Action, vec!["there is no 31 feb"]),
        ("Ask @di", What::Action, vec![]),
        ("Refund is due to fraud; the due date", What::Action, vec![]),
        ("Put off until someday", What::Decision, vec![]),
        (
            "Rare until 31 feb",
            What::Decision,
            vec!["there is no 31 feb"],
        ),
        (
            "5 > 3, 100%, #12, >5 users, wow!, a #wat",
            What::Said,
            vec![],
        ),
        ("C# and @ 5 o'clock", What::Threat, vec![]),
    ] {
        let parsed = parse(line, what, &refunds(), today());
        let told: Vec<&str> = parsed
            .unknown
            .iter()
            .map(|unknown| &*unknown.says)
            .collect();
        assert_eq!(told, says, "{line}");
        for unknown in &parsed.unknown {
            assert!(
                parsed.text.contains(&unknown.token),
                "{unknown:?} in {}",
                parsed.text
            );
        }
    }
}

#[test]
fn a_category_that_was_typed_twice_counts_once() {
    let parsed = parse(
        "x #tamp #tampering #spoof",
        What::Threat,
        &refunds(),
        today(),
    );
    assert_eq!(parsed.stride, [Stride::Tampering, Stride::Spoofing]);
    let parsed = parse("x #t #T #s #t #S", What::Threat, &refunds(), today());
    assert_eq!(parsed.stride, [Stride::Tampering, Stride::Spoofing]);
    assert_eq!(parsed.text.as_str(), "x");
}

#[test]
fn a_word_that_only_one_category_has_names_it() {
    let mut session = refunds();
    let known = [
        "cia/integrity",
        "linddun/linking",
        "linddun/data disclosure",
        "linddun/non-compliance",
    ];
    let known: Vec<Category> = known.map(|name| name.parse().unwrap()).into();
    session.know_categories(known.into());
    let mut kind = |word: &str, sets: &[&str]| {
        session.sets = sets.iter().map(|set| Text::new(set)).collect();
        let found = category(word, &session);
        found.map(|kind| match kind {
            Kind::Stride(stride) => stride.words().to_owned(),
            Kind::Of(category) => category.to_string(),
        })
    };
    for (word, sets, means) in [
        ("disclosure", &[][..], Some("information disclosure")),
        ("information", &[], Some("information disclosure")),
        ("privilege", &[], Some("elevation of privilege")),
        ("Elevation", &[], Some("elevation of privilege")),
        ("service", &[], Some("denial of service")),
        ("denial", &[], Some("denial of service")),
        // Two have it, or it is too short to mean one.
        ("of", &[], None),
        ("disclosure", &["stride", "linddun"], None),
        ("disclosure", &["linddun"], Some("linddun/data disclosure")),
        (
            "linddun/disclosure",
            &["stride", "linddun"],
            Some("linddun/data disclosure"),
        ),
        (
            "stride/disclosure",
            &["stride", "linddun"],
            Some("information disclosure"),
        ),
        ("compliance", &["linddun"], Some("linddun/non-compliance")),
        // STRIDE can be named whatever is asked about.
        ("privilege", &["cia"], Some("elevation of privilege")),
        ("compliance", &["cia"], None),
        ("disclo", &[], Some("information disclosure")),
        ("disclo", &["stride", "linddun"], None),
        ("di", &[], None),
    ] {
        assert_eq!(kind(word, sets).as_deref(), means, "{word} {sets:?}");
    }
}

#[test]
fn a_category_of_another_set_is_found_where_the_session_uses_that_set() {
    let mut session = refunds();
    let known = [
        "linddun/linking",
        "linddun/detecting",
        "own/linking",
        "own/tampering",
    ];
    let known: Vec<Category> = known.map(|name| name.parse().unwrap()).into();
    session.know_categories(known.into());
    let mut kinds = |sets: &[&str], line: &str| {
        session.sets = sets.iter().map(|name| Text::new(name)).collect();
        let parsed = parse(line, What::Threat, &session, today());
        let stride = parsed.stride.iter().map(|s| s.words().to_owned());
        let all: Vec<String> = stride
            .chain(parsed.categories.iter().map(ToString::to_string))
            .collect();
        let tab = complete("#l", What::Threat, &session).join(" ");
        (all.join(" "), parsed.text.to_string(), tab)
    };
    let told =
        |kinds: &str, text: &str, tab: &str| (kinds.to_owned(), text.to_owned(), tab.to_owned());
    assert_eq!(kinds(&[], "x #link"), told("", "x #link", ""));
    assert_eq!(
        kinds(&["stride", "linddun", "own"], "x #link #d #t"),
        told(
            "denial of service tampering linddun/linking",
            "x",
            "#linking #own/linking"
        )
    );
    assert_eq!(
        kinds(&["own", "stride"], "x #link #t #linddun/d"),
        told(
            "own/linking own/tampering linddun/detecting",
            "x",
            "#linking"
        )
    );
    assert_eq!(
        kinds(&["own"], "x #spoof"),
        told("spoofing", "x", "#linking")
    );
}

proptest! {
    #[test]
    fn every_category_that_can_be_can_be_typed(set in "[a-zé0-9 !?:;&+._-]{1,6}", name in "[a-zé0-9 @>!=%?:;&+._)-]{1,8}") {
        let (set, name) = (Text::new(&set), Text::new(&name));
        prop_assume!(crate::domain::can_be_set(&set).is_ok() && crate::domain::can_be_category(&name).is_ok());
        let category = Category::new(set.clone(), name.clone()).unwrap();
        let mut session = refunds();
        session.know_categories(vec![category.clone()].into());
        session.sets = vec![set.clone()];
        prop_assert_eq!(session.validate(), Ok(()));
        let token = format!("{set}/{name}").replace(' ', "-");
        let parsed = parse(&format!("x #{token}"), What::Threat, &session, today());
        prop_assert_eq!(parsed.categories, vec![category]);
    }
}

#[test]
fn every_category_has_its_letter() {
    for category in Stride::ALL {
        let line = format!("x #{}", category.letter());
        let parsed = parse(&line, What::Threat, &refunds(), today());
        assert_eq!(parsed.stride, [category], "{line}");
    }
}

#[test]
fn a_name_of_several_parts_of_the_map_is_none_of_them() {
    let mut session = of(&PEOPLE, &PARTS);
    let called = |name: &str, session: &Session| match place(name, session) {
        Called::Nothing => Vec::new(),
        Called::One(only) => vec![session.place_words(only)],
        Called::Several(all) => all.iter().map(|p| session.place_words(*p)).collect(),
    };
    assert_eq!(called("api", &session), ["api gateway", "api server"]);
    assert_eq!(called("log", &session), ["audit-log", "log store"]);
    assert_eq!(called("api g", &session), ["api gateway"]);
    let at = session.started().unwrap();
    for to in ["api gateway", "api server"] {
        let new = New::Flow {
            from: "web".into(),
            to: to.into(),
            data: Text::default(),
        };
        session.apply(&Edit::Add(new), at).unwrap();
    }
    let both = ["web -> api gateway", "web -> api server"];
    assert_eq!(called("web>api", &session), both);
    assert_eq!(called("web>api gateway", &session), both[..1]);
    let parsed = parse("Leak >web>api", What::Threat, &session, today());
    assert_eq!(parsed.places, [], "it is asked, not taken");
    assert_eq!(parsed.unclear.len(), 1);
}

#[test]
fn two_flows_of_the_same_ends_are_told_apart_by_what_they_carry() {
    let mut session = refunds();
    let at = session.started().unwrap();
    let new = New::Flow {
        from: "web".into(),
        to: "refund-api".into(),
        data: "status".into(),
    };
    session.apply(&Edit::Add(new), at).unwrap();
    let parsed = parse("Seen >web>refund twice", What::Threat, &session, today());
    let offers: Vec<&str> = parsed.unclear[0]
        .offers
        .iter()
        .map(|(name, _)| &**name)
        .collect();
    assert_eq!(
        offers,
        ["web -> refund-api : request", "web -> refund-api : status"]
    );
    assert_eq!(parsed.unclear[0].offers[1].1, ">F3");
}

proptest! {
    #[test]
    fn what_completion_writes_is_understood_as_what_it_was_made_from(
        people in prop::collection::vec("(Dr\\. |al-)?[A-Cé]{1,2}[a-b'’.-]{0,2}( [K-M(]{1,2}\\)?)?", 1..6),
        parts in prop::collection::vec("[a-bÉ]{1,2}([ -][a-c.,]{1,2}){0,2}|all|E2|T1", 1..6),
    ) {
        let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
        let mut session = of(&[], &[]);
        for name in &people {
            let new = New::Participant(name.as_str().into(), Text::default());
            // The same name again is refused.
            let _ = session.apply(&Edit::Add(new), at);
        }
        for name in &parts {
            let new = New::Element { name: name.as_str().into(), kind: None, unknown: false };
            session.apply(&Edit::Add(new), at).unwrap();
        }
        let meant = |token: &str| parse(&format!("x {token} behind it"), What::Threat, &session, today());
        let offers = complete("@", What::Threat, &session);
        prop_assert_eq!(offers.len(), session.participants.len());
        let mut found: Vec<_> = offers.iter().map(|token| meant(token).who).collect();
        found.sort();
        let all: Vec<_> = session.participants.iter().map(|p| Some(p.id)).collect();
        prop_assert_eq!(found, all, "{:?}", offers);
        for (token, element) in complete(">", What::Threat, &session).iter().zip(&session.elements) {
            prop_assert_eq!(&meant(token).places, &[Place::Element(element.id)], "{}", token);
            prop_assert_eq!(meant(token).text, Text::new("x behind it"), "{}", token);
        }
    }
}
