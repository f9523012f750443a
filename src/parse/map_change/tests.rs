use super::*;
use crate::domain::{SessionKind, Stamp};
use crate::parse::lines;

fn at() -> Stamp {
    Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
}

/// web in dmz, api in trusted core, ledger in Trusted lab; a zone called Z2, and three people.
fn session() -> Session {
    let title = "Refunds".into();
    let mut session = Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, at());
    for line in [
        "web -> api : order",
        "zone dmz: web",
        "zone trusted core: api",
        "zone trusted lab: ledger",
        "zone Z2: web archive",
    ] {
        session.apply(&lines::map(line).unwrap(), at()).unwrap();
    }
    let people = lines::participants("Ana Kim eng, Ana Lee ops, Bo eng");
    session.apply(&people, at()).unwrap();
    session
}

fn told<T: ToString>(result: Result<Option<T>, String>) -> String {
    match result {
        Ok(Some(found)) => found.to_string(),
        Ok(None) => "none".to_owned(),
        Err(says) => says,
    }
}

#[test]
fn a_zone_is_meant_by_its_id_its_name_or_a_part_that_no_other_has() {
    let session = session();
    for (word, expected) in [
        ("Z1", "Z1"),
        ("z3", "Z3"),
        ("DMZ", "Z1"),
        ("Trusted Core", "Z2"),
        ("lab", "Z3"),
        ("none", "none"),
        ("", "none"),
        (
            "trusted",
            "\"trusted\" may be trusted core (Z2) or trusted lab (Z3). Write Z2 or Z3.",
        ),
        // Another one is called so.
        ("Z2", "Z2"),
        ("Z4", "Z4"),
        (
            "Z9",
            "\"Z9\" is not a zone here. There are: dmz, trusted core, trusted lab, Z2.",
        ),
    ] {
        assert_eq!(told(zone(&session, word)), expected, "{word}");
    }
    let empty = Session::new(uuid::Uuid::nil(), "x".into(), SessionKind::Meeting, at());
    assert_eq!(
        told(zone(&empty, "dmz")),
        "\"dmz\" is not a zone here. Add it first: `zone core: web`."
    );
}

#[test]
fn an_element_is_meant_by_its_whole_name_before_a_part_of_another() {
    let session = session();
    for (word, expected) in [
        ("web", "E1"),
        ("archive", "E4"),
        ("E3", "E3"),
        ("none", "none"),
        (
            "queue",
            "\"queue\" is not an element here. There are: web, api, ledger, web archive.",
        ),
    ] {
        assert_eq!(told(element(&session, word)), expected, "{word}");
    }
}

#[test]
fn an_owner_is_a_participant_or_anyone_in_words() {
    let session = session();
    for (word, expected) in [
        ("3", "Bo"),
        ("@bo", "Bo"),
        ("bo", "Bo"),
        ("@b", "Bo"),
        ("ana lee", "Ana Lee"),
        ("payments team", "payments team"),
        ("b", "b"),
        ("none", "none"),
        (
            "ana",
            "\"ana\" may be Ana Kim (1) or Ana Lee (2). Write 1 or 2.",
        ),
        (
            "7",
            "\"7\" is not a participant. Add the participant first, or type another owner in words.",
        ),
        (
            "@zoe",
            "\"zoe\" is not a participant. Add the participant first, or type another owner in words.",
        ),
    ] {
        assert_eq!(told(owner(&session, word)), expected, "{word}");
    }
}

/// What is said of a line typed into an edited flow, and the flow afterwards.
fn edited(line: &str) -> (String, String) {
    let mut session = session();
    let made = flow(&session, FlowId(1), line).and_then(|edit| {
        let change = session.apply(&edit, at());
        change.map_err(|refusal| refusal.to_string())
    });
    session.validate().unwrap();
    let words = session.words_of(FlowId(1).into()).unwrap();
    (made.map_or_else(|says| says, |change| change.says), words)
}

#[test]
fn an_arrow_typed_into_a_flow_leads_it_elsewhere_and_anything_else_is_its_data() {
    for (line, says, words) in [
        ("card number", "F1 changed", "web -> api : card number"),
        ("token: jwt", "F1 changed", "web -> api : token: jwt"),
        (
            "web -> ledger",
            "F1 is now web -> ledger",
            "web -> ledger : order",
        ),
        (
            "(mail) -> web : receipt",
            "F1 is now mail -> web; E5 added",
            "mail -> web : receipt",
        ),
        (
            "a -> b -> c",
            "F1 has one start and one end: type it as `customer -> web : request`.",
            "web -> api : order",
        ),
        (
            "a <-> b",
            "F1 has one start and one end: type it as `customer -> web : request`.",
            "web -> api : order",
        ),
        (
            "-> web",
            "There is nothing before the arrow: type who sends, as in `customer -> web`.",
            "web -> api : order",
        ),
        (
            "web -> ",
            "There is nothing after the arrow: type who receives, as in `web -> web`.",
            "web -> api : order",
        ),
    ] {
        assert_eq!(edited(line), (says.to_owned(), words.to_owned()), "{line}");
    }
}

#[test]
fn a_zone_that_is_typed_is_made_if_there_is_none_of_that_name() {
    let mut session = session();
    let mut put = |id: &str, word: &str| {
        let made = into_zone(&session, id.parse().unwrap(), word).and_then(|edit| {
            let change = session.apply(&edit, at());
            change.map_err(|refusal| refusal.to_string())
        });
        session.validate().unwrap();
        made.map_or_else(|says| says, |change| change.says)
    };
    for (id, word, says) in [
        ("E1", "core", "web moved from dmz to trusted core"),
        (
            "E1",
            "office",
            "web moved from trusted core to new zone office",
        ),
        ("E1", "none", "web is no longer in office"),
        (
            "E1",
            "trusted",
            "\"trusted\" may be trusted core (Z2) or trusted lab (Z3). Write Z2 or Z3.",
        ),
        ("Z2", "dmz", "trusted core is now in dmz"),
        (
            "Z2",
            "cloud",
            "trusted core moved from dmz to new zone cloud",
        ),
        ("Z1", "none", "dmz is in no zone"),
    ] {
        assert_eq!(put(id, word), says, "{id} {word}");
    }
}

#[test]
fn the_one_to_merge_into_is_a_number_an_id_or_a_name() {
    let session = session();
    let e1 = "E1".parse().unwrap();
    for (word, expected) in [
        ("3", "E3"),
        ("e3", "E3"),
        ("ledger", "E3"),
        ("archive", "E4"),
        ("", "Type the number or the name of the one to merge into."),
    ] {
        let told = sibling(&session, e1, word).map_or_else(|says| says, |id| id.to_string());
        assert_eq!(told, expected, "{word}");
    }
    let zone = sibling(&session, "Z1".parse().unwrap(), "lab").unwrap();
    assert_eq!(zone.to_string(), "Z3");
}
