//! An import on the screen: the candidates of a scan one by one, what comes at the end, and a file that is not taken.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::select;
use threatboard::app::effect::Effect;
use threatboard::app::intake::Incoming;
use threatboard::app::msg::{Failure, Msg, Opened};
use threatboard::domain::{
    Edit, Field, FourQuestion, New, NewMitigation, Origin, ResponseKind, Session, Severity, Status,
    ThreatId,
};
use threatboard::import::{self, Draft};
use threatboard::keys::Screen;

use crate::support::{Desk, PLAIN, SMALL, WIDE, room};

/// A scan that found this many kinds of things, as an importer would draft it.
fn scan(texts: &[&str]) -> Incoming {
    let mut draft = Draft::new("scan of the payments API");
    draft.candidates = true;
    for (place, text) in texts.iter().enumerate() {
        let add = Edit::Add(New::threat(*text, FourQuestion::GoWrong));
        draft.session.apply(&add, import::unknown()).unwrap();
        let threat = draft.session.threats.last_mut().unwrap();
        threat.severity = Some(Severity::ALL[place % 4]);
        threat.references = vec!["CWE-89".into(), "orders/search.rs:112".into()];
        threat.origin = Some(Box::new(Origin {
            format: "sarif".into(),
            id: format!("rule-{text}").as_str().into(),
            value: serde_json::Value::Null,
        }));
    }
    let fix = New::Mitigation(NewMitigation {
        text: "Use parameters instead of building the query".into(),
        threats: vec![ThreatId(1)],
        status: Status::CouldDo,
        kind: None,
        strength: None,
        effort: None,
        speaker: None,
    });
    draft
        .session
        .apply(&Edit::Add(fix), import::unknown())
        .unwrap();
    draft.leave_out("result", "the scanner itself took it back");
    Incoming {
        draft,
        file: "scan.sarif".to_owned(),
        format: "sarif".to_owned(),
    }
}

const FOUND: [&str; 4] = [
    "A query is built from what a customer typed, so that one order number can read or change every order in the table",
    "A secret is written into the log",
    "A file is opened by a name that comes from outside",
    "A weak hash guards the session cookie",
];

fn list() -> Incoming {
    let text = "Token replayed from a stolen laptop !h\nPartner file swapped on the way in\nWho rotates the keys?\nweb -> ledger : refund\n10:31";
    let draft = (import::source("lines").unwrap().read)(text).unwrap();
    Incoming {
        draft,
        file: "ideas.txt".to_owned(),
        format: "lines".to_owned(),
    }
}

fn reviewing() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("2");
    desk.tell(Msg::Imported(Ok(Box::new(scan(&FOUND)))));
    desk
}

fn texts(session: &Session) -> Vec<&str> {
    session.threats.iter().map(|t| t.text.as_str()).collect()
}

macro_rules! looks {
    ($name:ident, $desk:expr) => {
        #[test]
        fn $name() {
            let desk = $desk;
            let name = stringify!($name);
            insta::assert_snapshot!(format!("{name}_wide"), desk.styled(WIDE));
            insta::assert_snapshot!(format!("{name}_plain"), desk.styled(PLAIN));
            insta::assert_snapshot!(format!("{name}_small"), desk.styled(SMALL));
        }
    };
}

looks!(review, reviewing());
looks!(review_decided, {
    let mut desk = reviewing();
    desk.keys("tpn«we store no files here @Ana»<enter><left>");
    desk
});
looks!(review_asking, {
    let mut desk = reviewing();
    desk.keys("n«no SQL here»");
    desk
});
looks!(review_end, {
    let mut desk = reviewing();
    desk.keys("tpn«we store no files here @Ana»<enter><right>");
    desk
});
looks!(preview, {
    let mut desk = Desk::with(room());
    desk.tell(Msg::Imported(Ok(Box::new(list()))));
    desk
});
looks!(not_taken, {
    let mut desk = Desk::with(room());
    desk.tell(Msg::Imported(Err(Failure {
        path: "scan.sarif".to_owned(),
        says: "scan.sarif:12:5: `runs` was expected to be a list. Write it again from the scanner."
            .to_owned(),
        line: Some("    \"runs\": {},".to_owned()),
    })));
    desk
});

#[test]
fn a_list_is_taken_over_as_one_change_and_u_takes_all_of_it_back() {
    let mut desk = Desk::with(room());
    let before = desk.session().clone();
    desk.files.push(("ideas.txt".to_owned(), list()));
    desk.keys("2<ctrl-p>import<enter>«ideas.txt»<enter><wait:New: 2 elements, 1 flow, 2 threats, 1 question><wait:(it contains only a name or a time)>");
    assert_eq!(desk.session(), &before, "looking changes nothing");
    desk.keys("<enter><wait:imported>");
    assert_eq!(desk.app.screen(), Screen::GoWrong);
    assert_eq!(desk.session().threats.len(), 2);
    assert_eq!(desk.last_saved(), *desk.session());
    desk.keys("u");
    let counters = desk.session().counters;
    assert_eq!(*desk.session(), Session { counters, ..before });
}

#[test]
fn esc_takes_nothing_and_goes_back() {
    let mut desk = Desk::with(room());
    desk.keys("3");
    let before = desk.session().clone();
    desk.tell(Msg::Imported(Ok(Box::new(list()))));
    desk.keys("<esc><wait:Nothing imported from ideas.txt>");
    assert_eq!(desk.app.screen(), Screen::DoAbout);
    assert_eq!(desk.session(), &before);
}

#[test]
fn the_export_under_an_import_goes_back_to_where_it_was_opened() {
    let mut desk = Desk::with(room());
    desk.keys("3x");
    desk.tell(Msg::Imported(Ok(Box::new(list()))));
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::Export);
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::DoAbout);
}

#[test]
fn each_candidate_is_decided_with_one_key_and_all_of_it_is_one_change() {
    let mut desk = reviewing();
    desk.keys("<wait:1 of 4>t<wait:2 of 4>p<wait:3 of 4>n«we store no files here @Ana»<enter><wait:4 of 4><enter><wait:2 added, 1 parked, 1 not affected, 0 left>");
    assert!(desk.session().threats.is_empty(), "nothing before Enter");
    desk.keys("<enter>");
    let session = desk.session();
    assert_eq!(texts(session), [FOUND[0], FOUND[2], FOUND[3]]);
    assert_eq!(session.parked[0].text.as_str(), FOUND[1]);
    let response = session.threats[1].response.as_ref().unwrap();
    assert_eq!(response.kind, ResponseKind::NotApplicable);
    assert_eq!(response.reason.as_str(), "we store no files here");
    assert_eq!(session.name_of(response.by), Some("Ana"));
    assert_eq!(session.mitigations[0].threats, [ThreatId(1)]);
    session.validate().unwrap();

    desk.keys("u");
    assert!(desk.session().threats.is_empty() && desk.session().parked.is_empty());
}

#[test]
fn the_next_scan_asks_only_about_what_is_new() {
    let mut desk = reviewing();
    desk.keys("tpn«no»<enter><right><enter>");
    desk.tell(Msg::Imported(Ok(Box::new(scan(&FOUND)))));
    desk.keys(
        "<wait:1 of 1><wait:A weak hash><wait:3 decided earlier>t<enter><wait:1 item imported>",
    );
    desk.tell(Msg::Imported(Ok(Box::new(scan(&FOUND)))));
    desk.keys("<wait:Nothing new><enter><wait:Nothing new>");
    assert_eq!(desk.session().threats.len(), 3);
}

#[test]
fn a_mind_is_changed_by_going_back_and_by_u() {
    let mut desk = reviewing();
    desk.keys("tt<left><left><wait:ADDED>p<left><wait:PARKED>");
    desk.keys("u<wait:decision undone><wait:ADDED>u<wait:2 of 4><wait:Not decided yet>");
    desk.keys("A<wait:3 more added><wait:4 added><left>");
    assert_eq!(desk.app.screen(), Screen::Review);
    desk.keys("u<wait:3 left>");
}

#[test]
fn decisions_are_not_dropped_by_one_key() {
    for (key, left) in [("<esc>", false), ("<ctrl-q>", true)] {
        let mut desk = reviewing();
        desk.keys("t");
        desk.keys(key);
        desk.keys("<wait:again to discard your decisions>");
        assert_eq!(desk.app.screen(), Screen::Review);
        desk.keys("p<left><left>");
        desk.keys(key);
        desk.keys(key);
        assert_eq!(desk.app.screen() == Screen::Review, left, "{key}");
        assert_eq!(desk.app.overlay.is_some(), left, "{key} asks as ever");
        assert!(desk.session().threats.is_empty());
    }
}

#[test]
fn what_is_not_here_needs_a_reason() {
    let mut desk = reviewing();
    desk.keys("n<enter><wait:Give a short reason><esc><wait:1 of 4><wait:4 left>");
}

#[test]
fn a_session_that_cannot_be_made_leaves_the_import_where_it_is() {
    let mut desk = Desk::home();
    desk.tell(Msg::Imported(Ok(Box::new(scan(&FOUND)))));
    desk.keys("A");
    let now = desk.app.now;
    desk.app.update(now, Msg::Key("Enter".parse().unwrap()));
    desk.tell(Msg::Opened(Err(Failure {
        path: String::new(),
        says: "The disk is full.".to_owned(),
        line: None,
    })));
    desk.keys("<esc><wait:New: 4 threats><enter>");
    assert_eq!(desk.session().threats.len(), 4);
}

#[test]
fn nothing_decided_takes_nothing_over() {
    let mut desk = reviewing();
    desk.keys("<end><right><wait:4 left><enter><wait:Nothing decided yet><esc>");
    assert_eq!(desk.app.screen(), Screen::GoWrong);
    assert!(desk.session().threats.is_empty());
}

#[test]
fn without_a_session_a_new_one_is_made_that_u_empties() {
    let mut desk = Desk::home();
    desk.files.push(("scan.sarif".to_owned(), scan(&FOUND)));
    desk.keys("<ctrl-p>import<enter>«scan.sarif»<enter><wait:1 of 4>tA<enter>");
    let title = "scan of the payments API".into();
    let made = |e: &Effect| matches!(e, Effect::Create(t, _, _) if *t == title);
    assert!(desk.effects.iter().any(made));
    assert_eq!(desk.app.screen(), Screen::GoWrong);
    assert_eq!(desk.session().threats.len(), 4);
    desk.keys("u");
    assert!(desk.session().threats.is_empty());
}

#[test]
fn at_home_esc_goes_home_and_nothing_is_made() {
    let mut desk = Desk::home();
    desk.tell(Msg::Imported(Ok(Box::new(scan(&FOUND)))));
    desk.keys("<esc>");
    assert_eq!(desk.app.screen(), Screen::Home);
    let made = |e: &Effect| matches!(e, Effect::Create(..));
    assert!(!desk.effects.iter().any(made));
    desk.keys("<ctrl-q>");
    assert_eq!(desk.effects.last(), Some(&Effect::Quit));
}

#[test]
fn a_path_that_leads_nowhere_can_be_mended() {
    let mut desk = Desk::with(room());
    desk.files.push(("ideas.txt".to_owned(), list()));
    desk.keys("<ctrl-p>import<enter>«idea.txt»<enter><wait:There is no file idea.txt>");
    desk.keys("<esc><wait:import file><bs><bs><bs><bs>«s.txt»<enter><wait:IMPORT ideas.txt>");
}

#[test]
fn a_session_that_is_only_read_takes_nothing() {
    let mut desk = Desk::home();
    desk.tell(Msg::Opened(Ok(Opened {
        session: Arc::new(room()),
        path: "~/models/refund.ron".to_owned(),
        held_by: Some("Bo".to_owned()),
        warning: None,
        new: false,
    })));
    desk.keys("<ctrl-p>import<enter><wait:Read-only: Bo>");
    desk.tell(Msg::Imported(Ok(Box::new(list()))));
    assert_ne!(desk.app.screen(), Screen::Import);
}

#[test]
fn a_hostile_candidate_fits_every_window() {
    let nasty = format!(
        "{} \u{1b}]52;c;x\u{7} \u{202e}evil {}",
        "word ".repeat(2000),
        "漢".repeat(500)
    );
    let mut desk = Desk::with(room());
    desk.tell(Msg::Imported(Ok(Box::new(scan(&[&nasty, "two"])))));
    for script in ["", "n«why»<enter>", "A"] {
        desk.keys(script);
        for (columns, rows) in [(0, 0), (1, 1), (40, 10), (41, 13), (60, 20), (200, 60)] {
            let screen = desk.screen((columns.max(1), rows.max(1)));
            assert!(
                !screen.contains(['\u{1b}', '\u{7}', '\u{202e}']),
                "{screen:?}"
            );
        }
    }
}

#[test]
fn who_only_hears_the_program_hears_the_candidate_its_place_and_the_end() {
    let mut desk = Desk::plain();
    desk.open(room());
    desk.tell(Msg::Imported(Ok(Box::new(scan(&FOUND)))));
    desk.keys("tpn«no files»<enter><left>l");
    let said = std::mem::take(&mut desk.voice.as_mut().unwrap().1);
    for words in [
        "Candidates from scan.sarif.",
        "A query is built",
        "Severity: low.",
        "1 of 4.",
        "2 of 4.",
        "Not affected: no files.",
        "4 candidates: 1 added, 1 parked, 1 not affected, 1 left.",
    ] {
        assert!(said.contains(words), "{words:?} in\n{said}");
    }
    desk.keys("<right>t");
    let said = std::mem::take(&mut desk.voice.as_mut().unwrap().1);
    for words in [
        "Import of scan.sarif.",
        "New: 3 threats",
        "Left out: result",
    ] {
        assert!(said.contains(words), "{words:?} in\n{said}");
    }
    desk.keys("<enter>");
    let said = &desk.voice.as_ref().unwrap().1;
    assert!(said.contains("imported"), "{said}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// In whatever order candidates are decided, parked, ruled out and taken back: what is taken over is whole, and one
    /// undo leaves the session as it was.
    #[test]
    fn deciding_in_any_order_and_undoing_leaves_the_session_as_it_was(
        keys in prop::collection::vec(
            select(vec!["t", "p", "n«no @Ana»<enter>", "<left>", "<right>", "u", "A", "<home>", "<end>", "n<esc>"]),
            0..25,
        ),
    ) {
        let mut desk = reviewing();
        desk.keys("<esc>2t«Ours»<enter><esc>");
        let before = desk.session().clone();
        desk.tell(Msg::Imported(Ok(Box::new(scan(&FOUND)))));
        for key in &keys {
            // At the end, Enter takes over.
            let at_the_end = desk.app.screen() == Screen::Import;
            desk.keys(if at_the_end { "<left>" } else { key });
        }
        prop_assert_eq!(desk.session(), &before, "nothing before the end");
        if desk.app.screen() == Screen::Review {
            desk.keys("<end><right>");
        }
        prop_assert_eq!(desk.app.screen(), Screen::Import);
        let counts = desk.app.intake.as_ref().unwrap().counts();
        desk.keys("<enter>");
        let session = desk.session();
        session.validate().unwrap();
        prop_assert_eq!(session.threats.len(), 1 + counts[0] + counts[3]);
        prop_assert_eq!(session.parked.len(), counts[2]);
        if counts[5] < FOUND.len() {
            desk.keys("u");
        }
        let mut after = desk.session().clone();
        after.counters = before.counters;
        prop_assert_eq!(after, before);
    }
}

/// A workspace with two threats, as Threat Composer writes it.
fn workspace(first: &str, priority: &str, second: &str) -> Incoming {
    let entry = |value: &str| serde_json::json!([{"key": "Priority", "value": value}]);
    let file = serde_json::json!({
        "schema": 1,
        "applicationInfo": {"name": "Refunds"},
        "threats": [
            {"id": "11111111-1111-4111-8111-111111111111", "numericId": 1, "statement": first,
             "metadata": entry(priority)},
            {"id": "22222222-2222-4222-8222-222222222222", "numericId": 2, "statement": second,
             "metadata": entry(priority)},
        ],
    });
    let draft = (import::source("threat-composer").unwrap().read)(&file.to_string()).unwrap();
    Incoming {
        draft,
        file: "model.tc.json".to_owned(),
        format: "threat-composer".to_owned(),
    }
}

/// A desk that took a workspace in, rated its second threat, and sees the workspace come back with both rated there.
fn coming_back() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("2");
    let first = workspace("Token replayed", "Medium", "File swapped on the way");
    desk.tell(Msg::Imported(Ok(Box::new(first))));
    desk.keys("<enter>");
    let mut ours = desk.app.session().unwrap().clone();
    let id = ours.threats.last().unwrap().id;
    let low = Edit::Set(id.into(), Field::Severity(Some(Severity::Low)));
    ours.apply(&low, import::unknown()).unwrap();
    let mut desk = Desk::with(ours);
    desk.keys("2");
    let back = workspace(
        "A token is replayed from a stolen laptop while its owner is still logged in somewhere else",
        "High",
        "File swapped on the way",
    );
    desk.tell(Msg::Imported(Ok(Box::new(back))));
    desk
}

looks!(comes_back, coming_back());

#[test]
fn enter_takes_what_changed_there_and_u_takes_it_back() {
    let mut desk = coming_back();
    let before = texts(desk.app.session().unwrap()).join("\n");
    desk.keys("<down><down><down><enter>");
    let after = desk.app.session().unwrap();
    assert!(texts(after).join("\n").contains("A token is replayed"));
    assert_eq!(after.threats.last().unwrap().severity, Some(Severity::Low));
    desk.keys("u");
    assert_eq!(texts(desk.app.session().unwrap()).join("\n"), before);
}
