//! What is worth protecting and what the business would lose, as a room works with them: before, keys, after.

use threatboard::domain::{AssetKind, ItemId, Level, Place, Session};

use crate::support::{Desk, PLAIN, SMALL, WIDE, room};

/// A map of three elements, with the map selected or not.
fn drawn() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys("1f«customer -> web : refund request»<enter>«web -> (db) : amount»<enter><esc>");
    desk
}

/// A threat that the room talks about in question 3.
fn talking() -> Desk {
    let mut desk = drawn();
    desk.keys("2t«Refund replayed»<enter>«File swapped»<enter><esc>3<home>");
    desk
}

fn id(id: &str) -> ItemId {
    id.parse().unwrap()
}

fn places(session: &Session, asset: usize) -> Vec<String> {
    let places = session.assets[asset].places.iter();
    places.map(|place| session.place_words(*place)).collect()
}

#[test]
fn an_asset_is_typed_in_one_line_and_what_was_understood_is_said_before_enter() {
    let mut desk = drawn();
    desk.keys("U«customer records #data c:high i:medium a:low >db»");
    let before = desk.screen(WIDE);
    assert!(desk.session().assets.is_empty());
    assert!(
        before.contains("add as new, data, confidentiality high, integrity medium, availability"),
        "{before}"
    );
    desk.keys("<enter><esc>");
    let asset = &desk.session().assets[0];
    assert_eq!(asset.name.as_str(), "customer records");
    assert_eq!(asset.kind, Some(AssetKind::Data));
    let needs = [asset.confidentiality, asset.integrity, asset.availability];
    assert_eq!(
        needs,
        [Some(Level::High), Some(Level::Medium), Some(Level::Low)]
    );
    assert_eq!(places(desk.session(), 0), ["db"]);
    desk.keys("u");
    assert!(desk.session().assets.is_empty());
}

#[test]
fn a_word_that_is_no_need_stays_text_and_is_told() {
    let mut desk = drawn();
    desk.keys("U«keys c:secret»<enter>");
    assert_eq!(desk.session().assets[0].name.as_str(), "keys c:secret");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("c:secret is not low, medium or high"),
        "{screen}"
    );
}

#[test]
fn an_asset_is_typed_for_what_is_selected_on_the_map() {
    let mut desk = drawn();
    desk.keys("/«db»<enter>U«customer records c:high»<enter><esc>");
    assert_eq!(places(desk.session(), 0), ["db"]);
    // The map keeps the keys: what is selected is still the store.
    assert_eq!(desk.app.selected(), Some(id("E3")));
    desk.keys("/F1<enter>U«customer records»<enter><esc>");
    assert_eq!(desk.session().assets.len(), 1);
    assert_eq!(places(desk.session(), 0), ["db", "customer -> web"]);
}

#[test]
fn tab_completes_an_asset_and_an_id_links_it() {
    let mut desk = talking();
    desk.keys("1U«customer records»<enter><esc>3<home>U«cust»<tab>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("V1: customer records"), "{screen}");
    desk.keys("<enter><esc>");
    assert_eq!(desk.session().assets.len(), 1);
    assert_eq!(desk.session().threats[0].assets.len(), 1);
    desk.keys("<down>U«V1»<enter><esc>");
    assert_eq!(desk.session().threats[1].assets.len(), 1);
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("harms: V1 customer records   also T1"),
        "{screen}"
    );
}

#[test]
fn a_new_asset_in_question_3_is_one_that_the_threat_harms() {
    let mut desk = talking();
    desk.keys("U«customer records c:high»<enter><esc>");
    assert_eq!(desk.session().threats[0].assets.len(), 1);
    let screen = desk.screen(PLAIN);
    assert!(
        screen.contains("harms: V1 customer records (confidentiality high)"),
        "{screen}"
    );
}

#[test]
fn one_business_risk_is_shared_by_threats_and_completes_by_its_words() {
    let mut desk = talking();
    desk.keys("B«Pays out to the wrong accounts»");
    assert!(desk.screen(WIDE).contains("a new business risk"));
    desk.keys("<enter><down>B«pays»<tab>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("B1, also T1"), "{screen}");
    desk.keys("<enter>");
    let session = desk.session();
    assert_eq!(session.business_risks.len(), 1);
    for threat in &session.threats {
        assert_eq!(threat.business_risks.len(), 1, "{}", threat.id);
    }
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("business impact: B1 Pays out to the wrong accounts   also"),
        "{screen}"
    );
    desk.keys("u");
    assert!(desk.session().threats[1].business_risks.is_empty());
}

#[test]
fn words_of_an_older_file_become_a_business_risk_when_they_are_edited() {
    let desk = talking();
    let words = threatboard::domain::Field::BusinessRisk("A day of refunds".into());
    let mut session = desk.session().clone();
    let edit = threatboard::domain::Edit::Set(id("T1"), words);
    session.apply(&edit, crate::support::ten()).unwrap();
    let mut desk = Desk::with(session);
    desk.keys("3<home>");
    assert!(
        desk.screen(WIDE)
            .contains("business impact: A day of refunds")
    );
    desk.keys("B<enter>");
    let threat = &desk.session().threats[0];
    assert!(threat.business_risk.is_empty());
    assert_eq!(threat.business_risks.len(), 1);
    assert_eq!(desk.session().business_words(threat), "A day of refunds");
    desk.keys("u");
    assert_eq!(
        desk.session().threats[0].business_risk.as_str(),
        "A day of refunds"
    );
}

#[test]
fn a_business_risk_under_the_cursor_is_edited_and_deleted_as_any_item() {
    let mut desk = talking();
    desk.keys("B«Pays out to the wrong accounts»<enter>");
    desk.keys("<tab><home>");
    assert_eq!(desk.app.selected(), Some(id("B1")));
    desk.keys("e<ctrl-u>«Money is gone»<enter>");
    assert_eq!(
        desk.session().business_risks[0].text.as_str(),
        "Money is gone"
    );
    desk.keys("d");
    assert!(desk.session().business_risks.is_empty());
    assert!(desk.session().threats[0].business_risks.is_empty());
    desk.keys("u");
    assert_eq!(desk.session().threats[0].business_risks.len(), 1);
}

#[test]
fn question_1_lists_assets_and_business_risks_and_they_can_be_changed_there() {
    let mut desk = talking();
    desk.keys("B«Pays out to the wrong accounts»<enter>");
    desk.keys("1U«customer records c:high»<enter>«keys»<enter><esc>s/V2<enter>");
    for size in [WIDE, SMALL] {
        let screen = desk.screen(size);
        for words in [
            "ASSETS",
            "V1 customer records",
            "high",
            "BUSINESS RISKS",
            "B1 Pays out",
        ] {
            assert!(screen.contains(words), "{words} {screen}");
        }
    }
    assert_eq!(desk.app.selected(), Some(id("V2")));
    desk.keys("e<ctrl-u>«signing keys #service i:high»<enter>");
    let asset = &desk.session().assets[1];
    assert_eq!(asset.name.as_str(), "signing keys");
    assert_eq!(
        (asset.kind, asset.integrity),
        (Some(AssetKind::Service), Some(Level::High))
    );
    desk.keys("K");
    assert_eq!(desk.session().assets[0].id.to_string(), "V2");
    desk.keys("d");
    assert_eq!(desk.session().assets.len(), 1);
    desk.keys("u");
    assert_eq!(desk.session().assets.len(), 2);
}

#[test]
fn two_assets_that_are_the_same_are_merged_with_all_that_is_known_of_both() {
    let mut desk = talking();
    desk.keys(
        "U«cards c:high»<enter><esc>1U«customer records c:low i:medium >db»<enter><esc>/V2<enter>",
    );
    assert_eq!(desk.app.selected(), Some(id("V2")));
    desk.keys("g«1»<enter>");
    let session = desk.session();
    assert_eq!(session.assets.len(), 1);
    let asset = &session.assets[0];
    assert_eq!(asset.id.to_string(), "V1");
    assert_eq!(
        [asset.confidentiality, asset.integrity],
        [Some(Level::High), Some(Level::Medium)]
    );
    assert_eq!(asset.places, [Place::Element(session.elements[2].id)]);
    assert_eq!(session.leads_to(id("V2")), Some(id("V1")));
    desk.keys("u");
    assert_eq!(desk.session().assets.len(), 2);
}

#[test]
fn two_business_risks_are_merged_and_both_threats_lead_to_the_one_that_stays() {
    let mut desk = talking();
    desk.keys("B«Pays out twice»<enter><down>B«Pays out to others»<enter>");
    desk.keys("1/B2<enter>g«1»<enter>");
    let session = desk.session();
    assert_eq!(session.business_risks.len(), 1);
    let risk = session.business_risks[0].id;
    for threat in &session.threats {
        assert_eq!(threat.business_risks, [risk], "{}", threat.id);
    }
}

#[test]
fn the_map_says_in_words_and_by_a_mark_what_needs_protection() {
    let mut desk = drawn();
    desk.keys("U«customer records c:high >db»<enter>«amounts i:medium >F2»<enter><esc>");
    desk.keys("/E3<enter>");
    let screen = desk.screen(WIDE);
    assert!(screen.contains("db *h"), "{screen}");
    assert!(
        screen.contains("*h holds customer records (high)"),
        "{screen}"
    );
    desk.keys("<enter>");
    let near = desk.screen(WIDE);
    assert!(near.contains("holds customer records (high)"), "{near}");
    assert!(near.contains("need: medium"), "{near}");
    desk.keys("/F2<enter>");
    let flow = desk.screen(WIDE);
    assert!(flow.contains("carries amounts (medium)"), "{flow}");
}
