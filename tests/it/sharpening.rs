//! A threat is sharpened one part at a time: before, keys, after.

use threatboard::domain::{ActorKind, PartName, SentencePart, Threat};

use crate::support::{Desk, SMALL, WIDE, room};

/// One threat, with a map of two elements.
fn payout() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("1f«bank -> sftp : payout file»<enter>«web -> ledger : orders»<enter><esc>");
    desk.keys("2t«Payout file changed»<enter><esc>");
    desk
}

fn threat(desk: &Desk) -> &Threat {
    &desk.session().threats[0]
}

fn part(desk: &Desk, name: PartName) -> String {
    let parts = threat(desk).parts.as_deref();
    parts.map_or_else(String::new, |parts| parts.part(name).to_string())
}

fn actor(desk: &Desk) -> Option<ActorKind> {
    threat(desk).parts.as_deref().and_then(|parts| parts.actor)
}

fn asks(desk: &Desk) -> String {
    let bar = desk.app.bar.as_ref();
    bar.map_or_else(String::new, |bar| desk.app.asks(bar))
}

fn notice(desk: &Desk) -> &str {
    desk.app.notice.as_ref().map_or("", |n| n.says.as_str())
}

/// What stands above the line, in one line.
fn sentence(desk: &Desk) -> String {
    let pieces = desk.app.growing_sentence().unwrap_or_default();
    pieces.into_iter().map(|piece| piece.says).collect()
}

#[test]
fn the_sentence_grows_part_by_part_the_most_useful_first() {
    let mut desk = payout();
    desk.keys("f");
    assert_eq!(asks(&desk), "T1 who");
    assert_eq!(
        sentence(&desk),
        "[who], [starting from], [does what] [to which part], [so that]."
    );
    desk.keys("1");
    assert_eq!(actor(&desk), Some(ActorKind::Outsider));
    assert_eq!(asks(&desk), "T1 does what");
    desk.keys("«replaces the payout file»");
    // What is typed stands in its place before Enter.
    assert_eq!(
        sentence(&desk),
        "An outsider, [starting from], replaces the payout file [to which part], [so that]."
    );
    desk.keys("<enter>");
    assert_eq!(asks(&desk), "T1 so that");
    desk.keys("«the bank pays the wrong accounts»<enter>");
    assert_eq!(asks(&desk), "T1 to which part");
    desk.keys("«sf»<tab><enter>");
    assert_eq!(asks(&desk), "T1 starting from");
    desk.keys("«a stolen password»<enter>");
    assert_eq!(asks(&desk), "T1 which asset");
    desk.keys("«payouts»<enter>");
    assert_eq!(asks(&desk), "T1 business cost");
    desk.keys("«pays out to the wrong accounts»<enter>");
    assert_eq!(asks(&desk), "");
    assert_eq!(notice(&desk), "T1 has all its parts.");
    let session = desk.session();
    assert_eq!(
        session.sentence(threat(&desk)).as_deref(),
        Some(
            "An outsider, starting from a stolen password, replaces the payout file on sftp, so that the bank pays \
             the wrong accounts, which harms payouts."
        )
    );
    // Plain words stay what was said; the place is a link to the map, the asset and the cost are items.
    assert_eq!(threat(&desk).text.as_str(), "Payout file changed");
    assert_eq!(session.place_words(threat(&desk).places[0]), "sftp");
    assert_eq!(session.assets[0].name.as_str(), "payouts");
    assert_eq!(threat(&desk).assets, [session.assets[0].id]);
    assert_eq!(threat(&desk).business_risks, [session.business_risks[0].id]);
}

#[test]
fn an_empty_enter_skips_a_part_and_esc_keeps_what_is_there() {
    let mut desk = payout();
    desk.keys("f<enter>");
    assert_eq!(asks(&desk), "T1 does what");
    desk.keys("«replaces it»<enter><enter>");
    assert_eq!(asks(&desk), "T1 to which part");
    desk.keys("<esc>");
    assert_eq!(asks(&desk), "");
    assert_eq!(part(&desk, PartName::Does), "replaces it");
    assert_eq!(
        desk.session().missing_parts(threat(&desk))[0],
        SentencePart::Who
    );
    // What is missing is asked for again the next time, nothing else is.
    desk.keys("f");
    assert_eq!(asks(&desk), "T1 who");
    desk.keys("<enter>");
    assert_eq!(asks(&desk), "T1 so that");
    desk.keys("<enter><enter><enter><enter><enter>");
    assert_eq!(
        notice(&desk),
        "T1 is sharpened. Still missing: who, so that, to which part, starting from, which asset, business cost."
    );
}

#[test]
fn each_part_is_one_step_back() {
    let mut desk = payout();
    desk.keys("f2«reads it»<enter><esc>u");
    assert_eq!(part(&desk, PartName::Does), "");
    assert_eq!(actor(&desk), Some(ActorKind::Insider));
    desk.keys("u");
    assert_eq!(threat(&desk).parts, None);
    desk.keys("<ctrl-r><ctrl-r>");
    assert_eq!(part(&desk, PartName::Does), "reads it");
    // Words with their kind are one step, and so is a new asset with its link.
    desk.keys("f<enter><enter><enter>«keys»<enter><esc>u");
    assert!(desk.session().assets.is_empty() && threat(&desk).assets.is_empty());
}

#[test]
fn who_may_be_words_and_a_kind_that_they_name_is_noted_with_them() {
    for (typed, kind, words, subject) in [
        ("an outsider", Some(ActorKind::Outsider), "", "an outsider"),
        ("Insider", Some(ActorKind::Insider), "", "an insider"),
        ("nature", Some(ActorKind::Accident), "", "an accident"),
        ("fired admin", None, "fired admin", "a fired admin"),
        (
            "careless insider",
            Some(ActorKind::Insider),
            "careless insider",
            "a careless insider",
        ),
        (
            "the night shift",
            None,
            "the night shift",
            "the night shift",
        ),
        ("Mallory", None, "Mallory", "Mallory"),
        ("two clerks", None, "two clerks", "two clerks"),
    ] {
        let mut desk = payout();
        desk.keys(&format!("f«{typed}»<enter><esc>"));
        assert_eq!(actor(&desk), kind, "{typed}");
        assert_eq!(part(&desk, PartName::Who), words, "{typed}");
        let who = desk.session().actor_words(threat(&desk));
        assert_eq!(who.as_deref(), Some(subject), "{typed}");
    }
}

#[test]
fn a_digit_within_words_is_text() {
    let mut desk = payout();
    desk.keys("f«team 2»<enter>");
    assert_eq!(part(&desk, PartName::Who), "team 2");
    assert_eq!(actor(&desk), None);
    desk.keys("«2 of them copy it»<enter>");
    assert_eq!(part(&desk, PartName::Does), "2 of them copy it");
}

#[test]
fn a_threat_with_all_its_parts_says_so_and_each_can_be_changed_or_taken_out() {
    let mut desk = payout();
    desk.keys("f1«replaces it»<enter>«money is lost»<enter>«sftp»<enter>«a password»<enter>");
    desk.keys("«payouts»<enter>«fines»<enter>f");
    assert_eq!(
        notice(&desk),
        "T1 has all its parts. Enter keeps each as it is."
    );
    assert_eq!(desk.app.bar.as_ref().unwrap().editor.text(), "outsider");
    let before = desk.session().clone();
    desk.keys("<enter>");
    assert_eq!(*desk.session(), before, "kept as it is");
    assert_eq!(asks(&desk), "T1 does what");
    desk.keys("<ctrl-u>«deletes it»<enter>");
    assert_eq!(part(&desk, PartName::Does), "deletes it");
    assert_eq!(asks(&desk), "T1 so that");
    desk.keys("<ctrl-u><enter>");
    assert_eq!(part(&desk, PartName::SoThat), "", "taken out");
    assert_eq!(asks(&desk), "T1 starting from");
    desk.keys("<enter>");
    assert_eq!(asks(&desk), "");
    assert_eq!(notice(&desk), "T1 is sharpened. Still missing: so that.");
}

#[test]
fn an_asset_and_a_business_cost_that_are_there_are_taken_by_name() {
    let mut desk = payout();
    desk.keys("t«Token replayed»<enter><esc>");
    for step in ["<home>", "<end>"] {
        desk.keys(&format!("{step}f<enter><enter><enter><enter><enter>"));
        assert!(asks(&desk).ends_with("which asset"), "{}", asks(&desk));
        let typed = if step == "<home>" { "Payouts" } else { "pay" };
        desk.keys(&format!("«{typed}»<tab><enter>«Fines of the bank»<enter>"));
    }
    let session = desk.session();
    assert_eq!(session.assets.len(), 1);
    assert_eq!(session.business_risks.len(), 1);
    for threat in &session.threats {
        assert_eq!(threat.assets, [session.assets[0].id], "{}", threat.id);
        assert_eq!(threat.business_risks, [session.business_risks[0].id]);
    }
}

#[test]
fn nothing_is_guessed_from_the_words_of_a_threat() {
    let mut desk = Desk::with(room());
    desk.keys("2t«An insider replaces the file so that money is lost»<enter><esc>f");
    assert_eq!(threat(&desk).parts, None);
    assert_eq!(asks(&desk), "T1 who");
    desk.keys("<enter><enter><enter>");
    assert_eq!(threat(&desk).parts, None);
}

#[test]
fn it_works_on_question_3_on_the_large_list_and_from_the_palette() {
    let mut desk = payout();
    desk.keys("3f");
    assert_eq!(asks(&desk), "T1 who");
    desk.keys("<esc>2<home>w");
    assert!(desk.app.wall);
    desk.keys("f");
    let large = desk.screen(WIDE);
    assert!(
        large.contains("[who], [starting from], [does what]"),
        "{large}"
    );
    assert!(large.contains("1 outsider   2 insider"), "{large}");
    desk.keys("4");
    assert_eq!(actor(&desk), Some(ActorKind::Automated));
    desk.keys("<esc><esc>4<ctrl-p>«sharpen»<enter>");
    assert_eq!(notice(&desk), "Select a threat to sharpen.");
}

#[test]
fn every_kind_of_actor_and_the_whole_sentence_are_in_sight_at_sixty_columns() {
    let mut desk = payout();
    desk.keys("f");
    let screen = desk.screen(SMALL);
    for kind in [
        "1 outsider",
        "2 insider",
        "3 partner",
        "4 automated",
        "5 nature and accident",
    ] {
        assert!(screen.contains(kind), "{kind}: {screen}");
    }
    desk.keys("1«replaces the payout file before it is signed»<enter>");
    desk.keys("«the bank pays the wrong accounts and we hear of it a week later»");
    let screen = desk.screen(SMALL);
    let flat = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains("An outsider, [starting from], replaces the payout file before it is signed"),
        "{screen}"
    );
    assert!(flat.contains("a week later."), "{screen}");
}

#[test]
fn a_question_on_the_whiteboard_is_not_sharpened() {
    let mut desk = Desk::with(room());
    desk.keys("5q«Who signs?»<enter><esc><ctrl-p>«sharpen»<enter>");
    assert_eq!(notice(&desk), "Select a threat to sharpen.");
    assert!(desk.app.bar.is_none());
}

#[test]
fn question_3_shows_the_sentence_beside_the_words() {
    let mut desk = payout();
    desk.keys("f1«replaces the file»<enter><esc>3");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("PAYOUT FILE CHANGED"), "{screen}");
    assert!(
        screen.contains("An outsider replaces the file."),
        "{screen}"
    );
}
