//! Several systems, and an article that is pasted whole. Before, keys, after.

use threatboard::app::effect::Effect;
use threatboard::app::msg::{Msg, Recent};
use threatboard::domain::{Applies, EXCERPT_BYTES, SessionKind};
use threatboard::screens::home::Gist;

use super::{desk, known, saved, worm};
use crate::support::{Desk, PLAIN, WIDE, today};

#[test]
fn two_systems_get_one_answer_each_and_the_second_begins_where_the_first_ends() {
    let mut desk = worm();
    desk.keys("«Billing, Portal, Shop»<enter>n");
    let more: Vec<&str> = desk
        .session()
        .more_systems
        .iter()
        .map(|s| s.as_str())
        .collect();
    assert_eq!(more, ["Portal", "Shop"], "a kill loses no name");
    desk.keys("<wait:Billing   Next: Portal>«unused»<enter>");
    desk.keys("<wait:Billing is saved. Next: Portal (2 of 3), then Shop><wait:does it affect us>");
    let first = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::NextOne { of, before } => Some((of.clone(), before.session.clone())),
        _ => None,
    });
    let (of, before) = first.unwrap();
    assert_eq!((of.more_systems.len(), before.more_systems.len()), (2, 0));
    assert!(before.sittings[0].ended.is_some());
    assert_eq!(before.threats[0].applies, Some(Applies::No));
    // The same news, another system, no answer yet.
    let session = desk.session();
    assert_eq!(session.source, of.source);
    assert_eq!(session.system.as_deref(), Some("Portal"));
    assert!(session.threats.is_empty());
    desk.keys(
        "n«unused too»<enter><wait:Portal is saved. Next: Shop (3 of 3)>n«no shop»<enter><wait:Complete.>",
    );
    assert_eq!(desk.session().system.as_deref(), Some("Shop"));
    assert!(desk.session().more_systems.is_empty());
}

#[test]
fn who_leaves_before_the_first_is_answered_finds_the_others_again() {
    let mut desk = worm();
    desk.keys("«Billing, Portal»<enter><esc>");
    let (session, _) = saved(&desk);
    assert_eq!(session.more_systems.len(), 1);
    assert!(
        !desk
            .effects
            .iter()
            .any(|e| matches!(e, Effect::NextOne { .. }))
    );
    // The names can be put right where they stand.
    let mut desk = worm();
    desk.keys("«Billing, Portal»<enter><backtab><wait:Billing, Portal><ctrl-u>«Billing»<enter>");
    assert!(desk.session().more_systems.is_empty());
}

#[test]
fn tab_completes_the_name_behind_the_last_comma_and_systems_of_earlier_answers() {
    let mut desk = desk();
    let line = "Pump worm https://example.org/pump";
    let mut news =
        threatboard::parse::one::begin(uuid::Uuid::nil(), line, crate::support::ten()).unwrap();
    news.system = Some("Warehouse".into());
    let news = Recent {
        kind: Some(SessionKind::OneThreat),
        heard: Gist::of(&news).heard,
        ..known("Pump worm")
    };
    desk.tell(Msg::Recents(vec![
        news,
        known("Billing"),
        known("Old billing"),
    ]));
    desk.keys("o«Worm»<enter>«bil»<tab>«, ware»<wait:known: Warehouse><tab>");
    let line = |desk: &Desk| desk.app.bar.as_ref().unwrap().editor.text().to_owned();
    assert_eq!(line(&desk), "Billing, Warehouse");
    desk.keys("«, bil»<tab><tab>");
    assert_eq!(line(&desk), "Billing, Warehouse, Old billing");
    desk.keys("<enter>");
    assert_eq!(desk.session().more_systems.len(), 2);
}

#[test]
fn a_pasted_article_is_a_headline_and_what_stands_beside_the_form() {
    let article = "Package worm spreads https://example.org/worm\\n\\nIt steals tokens.\\nThen it publishes itself.";
    let mut desk = desk();
    desk.keys(&format!("o<paste:{article}>"));
    let source = desk.session().source.clone().unwrap();
    assert_eq!(source.title.as_str(), "Package worm spreads");
    assert_eq!(source.url.as_str(), "https://example.org/worm");
    let lines: Vec<&str> = source.excerpt.iter().map(|line| line.as_str()).collect();
    assert_eq!(lines, ["It steals tokens.", "Then it publishes itself."]);
    let wide = desk.screen(WIDE);
    assert!(
        wide.contains("ARTICLE") && wide.contains("It steals tokens."),
        "{wide}"
    );
    assert!(
        !desk.screen(PLAIN).contains("It steals tokens."),
        "folded where it is narrow"
    );
    desk.tell(Msg::Resize(PLAIN.0, PLAIN.1));
    desk.keys("<f2>");
    let shown = desk.screen(PLAIN);
    assert!(
        shown.contains("It steals tokens.") && shown.contains("F2 folds it"),
        "{shown}"
    );
    desk.keys("<f2>");
    assert!(desk.screen(PLAIN).contains("system"));
    // A headline that is put right keeps its article.
    desk.keys("<backtab><ctrl-u>«Worm»<enter>");
    let source = desk.session().source.clone().unwrap();
    assert_eq!((source.title.as_str(), source.excerpt.len()), ("Worm", 2));
    let mut bare = worm();
    bare.keys("<f2><wait:No article was pasted>");
}

#[test]
fn a_long_article_is_read_page_by_page_to_its_last_line() {
    let lines: Vec<String> = (1..=60).map(|n| format!("Line {n} of it.")).collect();
    let mut desk = desk();
    desk.keys(&format!("o<paste:Worm\\n{}>", lines.join("\\n")));
    for size in [PLAIN, WIDE] {
        desk.tell(Msg::Resize(size.0, size.1));
        let beside = size == WIDE;
        let mut seen = Vec::new();
        let mut screens = String::new();
        for _ in 0..10 {
            if !beside || !seen.is_empty() {
                desk.keys("<f2>");
            }
            let shown = desk.screen(size);
            if !shown.contains("ARTICLE")
                || (beside && !seen.is_empty() && shown.contains("ARTICLE 1 of"))
            {
                break;
            }
            seen.extend(
                lines
                    .iter()
                    .filter(|line| shown.contains(line.as_str()))
                    .cloned(),
            );
            screens.push_str(&shown);
        }
        assert_eq!(seen, lines, "each line once: {screens}");
        assert!(screens.contains("F2: next page"), "{screens}");
        assert!(
            screens.contains(if beside {
                "F2: first page"
            } else {
                "F2 folds it"
            }),
            "{screens}"
        );
    }
}

#[test]
fn an_article_that_is_too_long_is_refused_with_its_limit() {
    let refusal = |text: String| {
        let mut desk = desk();
        desk.keys("o");
        desk.tell(Msg::Paste(text));
        assert!(desk.app.open().is_none(), "nothing was made of it");
        desk.app.bar.as_ref().unwrap().refusal.clone().unwrap()
    };
    let long = refusal(format!("Worm\n{}", "word ".repeat(EXCERPT_BYTES / 5 + 10)));
    assert_eq!(
        long,
        "The article is longer than 16 KiB. Send its first part."
    );
    let lines = refusal(format!("Worm\n{}", "word\n".repeat(201)));
    assert_eq!(
        lines,
        "The article has more than 200 lines. Send its first part."
    );
    assert_eq!(today(), crate::support::ten().date_naive());
}
