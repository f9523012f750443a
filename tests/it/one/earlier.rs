//! News that was seen before says when and what was answered. Before, keys, after.

use threatboard::app::effect::Effect;
use threatboard::app::msg::{Msg, Opened, Recent};
use threatboard::domain::SessionKind;
use threatboard::parse::one::{self, Answers};
use threatboard::screens::home::Gist;

use super::{desk, known};
use crate::support::{Desk, PLAIN, WIDE, ten};

/// The start screen of someone who answered this before, some days ago.
fn answered(line: &str, system: &str, days: i64) -> Recent {
    let at = ten() - chrono::TimeDelta::days(days);
    let mut session = one::begin(uuid::Uuid::nil(), line, at).unwrap();
    let answers = Answers {
        system: system.to_owned(),
        applies: Some(threatboard::domain::Applies::No),
        reason: "we do not use it".to_owned(),
        ..Answers::default()
    };
    one::answer(&mut session, &answers, at).unwrap();
    Recent {
        path: format!("~/sessions/one/{system}.ron"),
        kind: Some(SessionKind::OneThreat),
        heard: Gist::of(&session).heard,
        ..known("Earlier")
    }
}

fn seen() -> Desk {
    let mut desk = desk();
    desk.tell(Msg::Recents(vec![
        answered(
            "Worm CVE-2026-12345 https://example.org/worm",
            "Portal",
            100,
        ),
        answered("Worm again CVE-2026-12345", "Billing", 6),
        answered("Mail flaw GHSA-ab12-cd34-ef56", "Mail", 3),
    ]));
    desk
}

#[test]
fn a_number_or_an_address_that_was_seen_before_says_what_was_answered() {
    for (typed, says, not) in [
        (
            "New worm cve-2026-12345",
            "3 May: Billing, no   F3: open",
            "Mail",
        ),
        (
            "Flaw in mail GHSA-AB12-CD34-EF56",
            "6 May: Mail, no   F3: open",
            "Billing",
        ),
        (
            "Look https://example.org/worm/",
            "29 Jan: Portal, no   F3: open",
            "Billing, no",
        ),
    ] {
        let mut desk = seen();
        desk.keys(&format!("o«{typed}»"));
        for screen in [desk.screen(WIDE), desk.screen(PLAIN)] {
            assert!(screen.contains(says), "{typed}: {screen}");
            assert!(!screen.contains(not), "{typed}: {screen}");
        }
        // It stands there as long as the form does.
        desk.keys("<enter>");
        assert!(desk.screen(WIDE).contains(says), "{typed}");
    }
}

#[test]
fn the_last_answer_comes_first_and_a_key_opens_it() {
    let mut desk = seen();
    desk.keys("o«New worm CVE-2026-12345»");
    let screen = desk.screen(WIDE);
    let (billing, portal) = (screen.find("Billing, no"), screen.find("Portal, no"));
    assert!(billing < portal, "{screen}");
    desk.keys("<f3>");
    let opened = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Open(path) => Some(path.as_str()),
        _ => None,
    });
    assert_eq!(opened, Some("~/sessions/one/Billing.ron"));
    assert!(
        desk.app.open().is_none(),
        "no file was made of the headline"
    );
}

#[test]
fn who_goes_back_to_the_earlier_answer_is_told_where_the_one_that_was_begun_is() {
    let mut desk = seen();
    desk.keys("o«New worm CVE-2026-12345»<enter><f3>");
    let earlier = crate::support::room();
    desk.tell(Msg::Opened(Ok(threatboard::app::msg::Opened {
        session: threatboard::domain::Session {
            kind: threatboard::domain::SessionKind::OneThreat,
            ..earlier
        }
        .into(),
        path: "~/sessions/one/Billing.ron".to_owned(),
        held_by: None,
        warning: None,
        new: false,
    })));
    let shown = desk.screen(PLAIN);
    assert!(
        shown.contains("The one you began is kept: 2026-05-09-news.ron"),
        "{shown}"
    );
    // Without one that was begun, nothing is said.
    let mut desk = seen();
    desk.keys("o«New worm CVE-2026-12345»<f3>");
    assert!(!desk.screen(PLAIN).contains("The one you began"));
}

#[test]
fn an_answer_in_a_file_of_the_same_name_elsewhere_is_an_earlier_one() {
    let mut desk = desk();
    let before = answered("Worm CVE-2026-12345", "Portal", 100);
    desk.tell(Msg::Recents(vec![Recent {
        path: "~/elsewhere/worm.ron".to_owned(),
        uuid: uuid::Uuid::from_u128(7),
        ..before.clone()
    }]));
    let session = one::begin(uuid::Uuid::from_u128(1), "Worm CVE-2026-12345", ten()).unwrap();
    desk.tell(Msg::Opened(Ok(Opened {
        session: session.into(),
        path: "~/sessions/one/worm.ron".to_owned(),
        held_by: None,
        warning: None,
        new: false,
    })));
    assert!(
        desk.screen(WIDE).contains("29 Jan: Portal, no"),
        "{}",
        desk.screen(WIDE)
    );
    // The session itself is not.
    desk.tell(Msg::Recents(vec![Recent {
        path: "/home/ana/sessions/one/worm.ron".to_owned(),
        uuid: uuid::Uuid::from_u128(1),
        ..before
    }]));
    assert!(
        !desk.screen(WIDE).contains("29 Jan"),
        "{}",
        desk.screen(WIDE)
    );
}

#[test]
fn other_news_say_nothing() {
    let mut desk = seen();
    desk.keys("o«New worm CVE-2026-99999 https://example.org/other»");
    assert!(!desk.screen(WIDE).contains("seen before"));
    desk.keys("<f3><wait:No earlier answer>");
    desk.keys("<enter>");
    assert!(!desk.screen(WIDE).contains("seen before"));
}

/// The earlier answer, opened.
fn opens_the_earlier(desk: &mut Desk) {
    let session = answered_session();
    desk.tell(Msg::Opened(Ok(threatboard::app::msg::Opened {
        session: session.into(),
        path: "~/sessions/one/Billing.ron".to_owned(),
        held_by: None,
        warning: None,
        new: false,
    })));
}

fn answered_session() -> threatboard::domain::Session {
    threatboard::domain::Session {
        kind: SessionKind::OneThreat,
        ..crate::support::room()
    }
}

fn opened(desk: &Desk) -> Option<&str> {
    desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Open(path) => Some(path.as_str()),
        _ => None,
    })
}

#[test]
fn esc_in_the_earlier_answer_goes_back_to_the_one_that_was_begun() {
    let mut desk = seen();
    desk.app.alone = true;
    desk.keys("o«New worm CVE-2026-12345»<enter>«Port»");
    let begun = desk.app.open().unwrap().path.clone();
    desk.keys("<f3>");
    let (_, line) = super::saved(&desk);
    assert_eq!(line.as_deref(), Some("Port"), "the line is in the file");
    opens_the_earlier(&mut desk);
    desk.keys("<esc>");
    assert_eq!(opened(&desk), Some(begun.as_str()));
    assert!(!desk.effects.contains(&Effect::Quit), "not left");
}

#[test]
fn esc_in_the_earlier_answer_brings_the_headline_back_that_no_file_had_yet() {
    let mut desk = seen();
    desk.app.alone = true;
    desk.keys("o«New worm CVE-2026-12345»<f3>");
    opens_the_earlier(&mut desk);
    desk.keys("<esc>");
    assert!(desk.app.open().is_none());
    let bar = desk.app.bar.as_ref().expect("the first box");
    assert_eq!(bar.editor.text(), "New worm CVE-2026-12345");
    assert!(!desk.effects.contains(&Effect::Quit), "not left");
}
