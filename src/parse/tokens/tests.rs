use proptest::prelude::*;

use super::*;
use crate::domain::{Called, Edit, New, SessionKind, Stamp};

fn refunds() -> Session {
    let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
    let mut session = Session::new(
        uuid::Uuid::nil(),
        Text::new("Refunds"),
        SessionKind::Meeting,
        at,
    );
    let mut add = |new| session.apply(&Edit::Add(new), at).unwrap();
    for name in ["Ana", "Bo", "Di", "Dilan Kaya"] {
        add(New::Participant(name.into(), "eng".into()));
    }
    add(New::Flow {
        from: "web".into(),
        to: "refund-api".into(),
        data: "request".into(),
    });
    add(New::Flow {
        from: "refund-api".into(),
        to: "audit log".into(),
        data: "who".into(),
    });
    session
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 5, 9).unwrap()
}

#[test]
fn tokens_leave_the_text_and_say_who_where_and_how_bad() {
    let parsed = parse(
        "Someone edits the log to hide a refund >audit @3 !h #tamp",
        What::Threat,
        &refunds(),
        today(),
    );
    assert_eq!(
        parsed.text.as_str(),
        "Someone edits the log to hide a refund"
    );
    assert_eq!(parsed.who, Some(ParticipantId(3)));
    assert_eq!(parsed.places, [Place::Element(crate::domain::ElementId(3))]);
    assert_eq!(parsed.severity, Some(Severity::High));
    assert_eq!(parsed.stride, [Stride::Tampering]);
}

#[test]
fn a_token_that_means_nothing_stays_text() {
    for line in [
        "pay @nobody now",
        "a > b",
        "5 >nowhere",
        "50% of 3 %X",
        "wow!",
        "#wat",
        "a  b",
    ] {
        assert_eq!(
            parse(line, What::Threat, &refunds(), today()).text.as_str(),
            line
        );
    }
}

#[test]
fn what_has_no_use_for_a_token_keeps_it_as_text() {
    for (line, what) in [
        ("Is this really !high", What::Said),
        ("Sign files at >web", What::Mitigation),
        ("Sign !h", What::Mitigation),
        ("Tell the bank about >web !c", What::Decision),
        ("Rare at >web", What::Reason),
        ("Ask %S =CVE-1", What::Action),
    ] {
        assert_eq!(parse(line, what, &refunds(), today()).text.as_str(), line);
    }
}

#[test]
fn a_doubled_symbol_is_text() {
    let parsed = parse(
        "mail ##tampering to @@bo ==x >>audit",
        What::Threat,
        &refunds(),
        today(),
    );
    assert_eq!(parsed.text.as_str(), "mail #tampering to @bo =x >audit");
    assert_eq!(
        (parsed.who, parsed.stride.len(), parsed.places.len()),
        (None, 0, 0)
    );
}

#[test]
fn only_what_is_done_by_a_day_has_a_date() {
    let line = "The payment is due friday";
    assert_eq!(
        parse(line, What::Threat, &refunds(), today()).text.as_str(),
        line
    );
    assert_eq!(
        parse("Pay due friday", What::Action, &refunds(), today()).due,
        NaiveDate::from_ymd_opt(2026, 5, 15)
    );
}

#[test]
fn a_first_name_wins_over_the_beginning_of_another() {
    assert_eq!(
        parse("x @di", What::Said, &refunds(), today()).who,
        Some(ParticipantId(3))
    );
    assert_eq!(
        parse("x @dilan", What::Said, &refunds(), today()).who,
        Some(ParticipantId(4))
    );
    assert_eq!(parse("x @d", What::Said, &refunds(), today()).who, None);
}

#[test]
fn a_flow_is_a_place_by_its_ends_or_its_id() {
    let flow = Called::One(Place::Flow(crate::domain::FlowId(1)));
    for name in ["web>refund", "web -> refund-api", "web->refund api", "f1"] {
        assert_eq!(place(name, &refunds()), flow, "{name}");
    }
    assert_eq!(place("all", &refunds()), Called::One(Place::Whole));
    assert_eq!(place("F9", &refunds()), Called::Nothing);
}

#[test]
fn tab_offers_names_that_begin_so() {
    assert_eq!(complete(">au", What::Threat, &refunds()), [">audit-log"]);
    assert_eq!(
        complete("@di", What::Threat, &refunds()),
        ["@di", "@dilan-kaya"]
    );
    assert_eq!(complete("＠ka", What::Threat, &refunds()), ["@dilan-kaya"]);
    assert_eq!(
        complete("#de", What::Mitigation, &refunds()),
        ["#detect", "#deter"]
    );
    assert_eq!(complete("#m", What::Mitigation, &refunds()), ["#most"]);
    assert_eq!(complete("#mo", What::Threat, &refunds()), [""; 0]);
    assert_eq!(
        parse("x >audit-log", What::Threat, &refunds(), today())
            .places
            .len(),
        1
    );
}

const ALL: [What; 7] = [
    What::Threat,
    What::Mitigation,
    What::Action,
    What::Parked,
    What::Decision,
    What::Reason,
    What::Said,
];

#[test]
fn what_tab_offers_is_understood_in_that_line() {
    let session = refunds();
    let stems = ["", "a", "d", "h", "l", "o", "p", "r", "s", "t", "w"];
    let mut offered = 0;
    for (what, sign) in ALL
        .into_iter()
        .flat_map(|what| "@>!#%=".chars().map(move |sign| (what, sign)))
    {
        for offer in stems
            .iter()
            .flat_map(|stem| complete(&format!("{sign}{stem}"), what, &session))
        {
            let read = parse(&format!("x {offer}"), what, &session, today());
            assert_eq!(read.text.as_str(), "x", "{offer} in {what:?}");
            assert_eq!(
                (read.unknown, read.unclear),
                (vec![], vec![]),
                "{offer} in {what:?}"
            );
            offered += 1;
        }
    }
    assert!(offered > 100, "{offered}");
    assert!(complete("@", What::Reason, &session).len() > 1);
    assert!(complete(">", What::Parked, &session).len() > 1);
}

#[test]
fn only_a_threat_is_of_the_whole_system() {
    let session = refunds();
    assert_eq!(
        parse("x >all", What::Threat, &session, today()).places,
        [Place::Whole]
    );
    assert_eq!(complete(">al", What::Threat, &session), [">all"]);
    for what in [What::Action, What::Parked, What::Said, What::Mitigation] {
        for typed in ["Ask ops about it >all", "Ask ops ＞ALL about it"] {
            let read = parse(typed, what, &session, today());
            assert_eq!(read.text.as_str(), typed, "{what:?}");
            assert!(read.places.is_empty(), "{what:?}");
            assert_eq!(read.unknown.len(), 1, "{what:?}: {typed}");
        }
        assert!(complete(">al", what, &session).is_empty(), "{what:?}");
    }
    let read = parse("x >all.", What::Said, &session, today());
    assert_eq!(read.unknown[0].says, ">all is only for threats");
}

#[test]
fn a_line_of_ids_links_instead_of_writing() {
    let mut session = refunds();
    let at = session.started().unwrap();
    session
        .apply(
            &Edit::Add(New::threat("x", crate::domain::FourQuestion::GoWrong)),
            at,
        )
        .unwrap();
    assert_eq!(
        only_ids(" t1 ", &session),
        Some(vec![ItemId::Threat(crate::domain::ThreatId(1))])
    );
    assert_eq!(only_ids("T1 T2", &session), None);
    assert_eq!(only_ids("T1 is bad", &session), None);
}

proptest! {
    #[test]
    fn words_as_text_say_just_themselves(says in "([@>!#%=＠＞！＃％＝]{0,3}[a-dA-C0-9]{0,3} ){0,6}[a-z]") {
        for what in ALL {
            let mut read = parse(&as_text(&says), what, &refunds(), today());
            let text = std::mem::take(&mut read.text);
            let same = text.split_whitespace().eq(says.split_whitespace());
            prop_assert!(same, "{:?}: {} of {}", what, text, says);
            prop_assert_eq!(read, Parsed::default(), "{:?}: {}", what, says);
        }
    }

    #[test]
    fn a_symbol_that_means_nothing_here_stays_text(word in "[@>!#%=＠＞！＃％＝][a-d0-9]{1,3}") {
        for what in ALL {
            let symbol = word.chars().next().and_then(sign::sign).unwrap();
            let read = parse(&format!("x {word}"), what, &refunds(), today());
            if !what.takes(symbol) {
                let text = Text::new(&format!("x {word}"));
                prop_assert_eq!(read, Parsed { text, ..Parsed::default() }, "{:?}", what);
            }
        }
    }
}

mod names;

#[test]
fn until_ends_a_decision_on_a_day_or_with_an_event_and_the_doubled_word_is_text() {
    let day = |text: &str| Some(crate::domain::Until::of(text).unwrap());
    for (line, text, until) in [
        (
            "It is rare @di until 12 aug",
            "It is rare",
            day("2026-08-12"),
        ),
        (
            "It is rare until 12 aug, then we ask",
            "It is rare then we ask",
            day("2026-08-12"),
        ),
        (
            "It is rare until the new gateway is live @di",
            "It is rare",
            day("the new gateway is live"),
        ),
        (
            "We wait until the vendor answers until 12 aug",
            "We wait until the vendor answers",
            day("2026-08-12"),
        ),
        (
            "We wait until until the vendor answers",
            "We wait until the vendor answers",
            None,
        ),
        ("Rare until", "Rare until", None),
        ("Rare until 31 feb", "Rare until 31 feb", None),
        ("Rare until 12", "Rare until 12", None),
    ] {
        let parsed = parse(line, What::Decision, &refunds(), today());
        assert_eq!(
            (parsed.text.as_str(), parsed.until),
            (text, until),
            "{line}"
        );
    }
    let unclear = parse("Rare until 4/5", What::Decision, &refunds(), today());
    assert_eq!(unclear.unclear.len(), 1, "it is asked which day");
    // Why something is ruled out, or anything else that is said, has no end.
    let ruled_out = parse("Not ours until 12 aug", What::Reason, &refunds(), today());
    assert_eq!(ruled_out.text.as_str(), "Not ours until 12 aug");
}

#[test]
fn a_mitigation_says_how_much_it_takes_away_beside_what_it_does() {
    let read = |line: &str| parse(line, What::Mitigation, &refunds(), today());
    let parsed = read("Sign ids #most #prevent %S");
    assert_eq!(parsed.text.as_str(), "Sign ids");
    assert_eq!(parsed.strength, Some(Strength::Most));
    assert_eq!(parsed.control, Some(ControlKind::Preventive));
    for (token, strength) in [("#s", Strength::Some), ("#ALL,", Strength::All)] {
        assert_eq!(
            read(&format!("Sign {token} ids")).strength,
            Some(strength),
            "{token}"
        );
    }
    let twice = read("Sign #some #all");
    assert_eq!(twice.strength, Some(Strength::Some), "the first counts");
    assert_eq!(
        twice.unknown[0].says,
        "#all stays text: one strength per line"
    );
    assert_eq!(read("Sign ##most").text.as_str(), "Sign #most");
}

#[test]
fn a_letter_is_never_both_a_kind_and_a_strength() {
    for kind in ControlKind::ALL {
        let first = |words: &str| words.chars().next();
        let alike = Strength::ALL
            .iter()
            .filter(|s| first(s.words()) == first(kind.words()));
        assert_eq!(alike.count(), 0, "{kind:?}");
    }
}

#[test]
fn the_words_of_an_own_scale_and_of_a_category_set_are_not_a_strength() {
    let at = Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap();
    let mut session = refunds();
    let mut scale = crate::domain::Scale::standard().clone();
    for (level, word) in scale
        .levels
        .iter_mut()
        .zip(["some", "most", "all", "worst"])
    {
        level.word = word.into();
    }
    let edit = Edit::Session(crate::domain::SessionField::Scale(Some(Box::new(scale))));
    session.apply(&edit, at).unwrap();
    // Behind `!` of a threat it is the level, behind `#` of a mitigation the strength, and nothing else is either.
    let threat = parse("Replayed !most #some", What::Threat, &session, today());
    assert_eq!((threat.level, threat.strength), (Some(1), None));
    assert_eq!(threat.text.as_str(), "Replayed #some");
    assert_eq!(threat.unknown[0].says, "#some is not a category");
    let fix = parse("Sign !most #most", What::Mitigation, &session, today());
    assert_eq!((fix.level, fix.strength), (None, Some(Strength::Most)));
    assert_eq!(fix.text.as_str(), "Sign !most");
}
