//! Prompt cards in questions 2 and 4: before, keys, after.

use std::sync::Arc;

use threatboard::catalogue::{Catalogue, Pack};
use threatboard::domain::{ActionKind, PackCard, Place, Stride};
use threatboard::lines::table;

use crate::support::{Desk, SMALL, WIDE, room};

/// A room with a map and one threat of its own, in question 2.
fn desk() -> Desk {
    let mut desk = Desk::with(room());
    desk.keys(
        "f«customer -> web : refund request»<enter>«web -> audit log : who, when»<enter><esc>",
    );
    desk.keys("2t«Refund replayed»<enter><esc>");
    desk
}

/// The card of the last threat.
fn card(desk: &Desk) -> Option<&PackCard> {
    desk.session().threats.last().unwrap().pack.as_deref()
}

const KEPT: &str =
    "Name part of your system: where would this happen? Enter again adds it unchanged.";

#[test]
fn own_ideas_come_first_and_the_second_press_shows_the_packs() {
    let mut desk = Desk::with(room());
    desk.keys("2c");
    let screen = desk.screen(WIDE);
    assert!(
        screen.contains("! Your own ideas first: what can go wrong? Press c again for a card."),
        "{screen}"
    );
    assert!(desk.app.overlay.is_none());
    desk.keys("c<wait:PACKS OF CARDS><wait:STRIDE, letter by letter><wait:Privacy>");
    desk.keys("<enter><wait:CARD  STRIDE><wait:Someone takes over another person's account>");
}

#[test]
fn with_an_own_threat_the_packs_are_there_at_once_and_then_each_press_is_a_card() {
    let mut desk = desk();
    desk.keys("c<wait:PACKS OF CARDS><down><enter><wait:CARD  Accidents><wait:1 of 8>");
    desk.keys("c<wait:2 of 8>C<wait:1 of 8>C<wait:8 of 8>");
    desk.keys(
        "c<wait:1 of 8><wait:That was the last card; back to the first. Press Tab to choose another pack.>",
    );
    desk.keys(",<wait:2 of 8>");
    desk.keys("<tab><wait:PACKS OF CARDS><down><enter><wait:CARD  Insiders><wait:1 of 7>");
    desk.keys("<ctrl-p>packs<enter><up><enter><wait:CARD  Accidents><wait:2 of 8>");
    desk.keys("<esc><gone:CARD  Accidents>c<wait:2 of 8>");
    desk.keys("3<gone:CARD  Accidents>2<wait:2 of 8>");
    assert_eq!(desk.session().threats.len(), 1, "looking adds nothing");
}

#[test]
fn a_card_that_names_something_of_ours_becomes_a_threat_with_its_letter() {
    let mut desk = desk();
    desk.keys("c<enter><enter>");
    let bar = desk.app.bar.as_ref().unwrap();
    assert_eq!(bar.line, &table::CARD);
    assert!(bar.editor.text().starts_with("Someone takes over"));
    desk.keys("« at web»<enter>");
    let threat = desk.session().threats.last().unwrap();
    assert_eq!(
        threat.text.as_str(),
        "Someone takes over another person's account and acts in their name at web"
    );
    assert_eq!(threat.stride, [Stride::Spoofing]);
    let pack = PackCard {
        pack: "stride".into(),
        card: "1".into(),
        edited: true,
    };
    assert_eq!(card(&desk), Some(&pack));
    assert!(desk.app.bar.is_none(), "the next card is one key away");
    desk.keys("c<wait:2 of 12>u");
    assert_eq!(desk.session().threats.len(), 1, "undone as any threat");
}

#[test]
fn a_card_as_it_is_is_asked_about_once_and_then_kept_as_not_edited() {
    let mut desk = desk();
    desk.keys("c<enter><enter><enter>");
    assert!(desk.screen(WIDE).contains(KEPT), "{}", desk.screen(WIDE));
    assert_eq!(desk.session().threats.len(), 1);
    desk.keys("<enter>");
    assert_eq!(desk.session().threats.len(), 2);
    assert!(!card(&desk).unwrap().edited);
    // Words that name nothing of ours are asked about too.
    desk.keys("<enter>« again and again»<enter>");
    assert!(desk.screen(WIDE).contains(KEPT), "{}", desk.screen(WIDE));
    desk.keys("« in the audit log»<enter>");
    assert!(card(&desk).unwrap().edited);
    assert_eq!(desk.session().threats.len(), 3);
}

#[test]
fn a_place_answers_where_it_would_happen() {
    let mut desk = desk();
    desk.keys("c<enter><enter>« >web #tamp @ana»<enter>");
    let threat = desk.session().threats.last().unwrap();
    assert!(matches!(threat.places.as_slice(), [Place::Element(_)]));
    assert_eq!(threat.stride, [Stride::Tampering], "what was typed wins");
    assert!(card(&desk).unwrap().edited);
    desk.keys("<enter>« >all»<enter>");
    assert!(
        desk.screen(WIDE).contains(KEPT),
        "everywhere is nowhere in particular"
    );
}

#[test]
fn a_threat_kept_as_it_was_becomes_the_rooms_own_when_it_is_reworded() {
    let mut desk = desk();
    desk.keys("c<enter><enter><enter><enter><esc>");
    assert!(!card(&desk).unwrap().edited);
    desk.keys("e« of the web»<enter>");
    assert!(card(&desk).unwrap().edited);
}

#[test]
fn an_own_threat_can_be_written_down_while_a_card_is_shown() {
    let mut desk = desk();
    desk.keys("c<enter>t«Web is slow»<enter><esc><wait:CARD  STRIDE>");
    assert_eq!(card(&desk), None);
    assert_eq!(desk.session().threats.len(), 2);
}

#[test]
fn six_cards_that_nobody_made_ours_are_a_finding() {
    let mut desk = Desk::with(room());
    desk.keys("2cc<enter>");
    for _ in 0..5 {
        desk.keys("<enter><enter><enter>c");
    }
    desk.keys("4<gone:just repeat a card>2<enter><enter><enter>4");
    let open = desk.app.open().unwrap();
    let (_, report) = open.report.as_ref().unwrap();
    let found = report
        .findings
        .iter()
        .find(|found| found.check == "card-wording");
    assert_eq!(
        found.map(|found| found.sentence()).as_deref(),
        Some("6 of 6 threats just repeat a card. Where would they happen here?")
    );
}

#[test]
fn question_4_asks_what_the_room_takes_away_and_an_answer_is_an_action() {
    let mut desk = desk();
    desk.keys("4R<wait:CARD  Reflection><wait:1 of 8><wait:Who outside this team>R<wait:2 of 8>");
    desk.keys("a«Ask Zoe to read it»<enter><esc><wait:2 of 8>");
    let action = &desk.session().actions[0];
    assert_eq!(action.text.as_str(), "Ask Zoe to read it");
    assert_eq!(action.kind, ActionKind::Ask);
    desk.keys("RRRRRRR<wait:That was the last card; back to the first.><gone:changes the pack>");
    desk.keys("<esc><gone:CARD  Reflection>");
}

#[test]
fn a_deck_of_ones_own_is_credited_and_its_signs_are_words() {
    let mut catalogue = Catalogue::bundled().unwrap();
    let deck = "(name: \"deck\", title: \"Zoe's deck\", credit: \"Zoe Doe\", licence: \"CC-BY-4.0\", \
        cards: [(says: \"Order #1 goes to @ana >web\", suit: \"Tampering\", number: \"Q\")])";
    catalogue.add_pack(Pack::read(deck).unwrap());
    let mut desk = desk();
    desk.app.catalogue = Arc::new(catalogue);
    desk.keys("c<end><wait:Zoe Doe, CC-BY-4.0><enter>");
    desk.keys("<wait:Tampering Q><wait:Zoe Doe, CC-BY-4.0>");
    desk.keys("<enter><home>«Audit log: »<enter>");
    let threat = desk.session().threats.last().unwrap();
    assert_eq!(
        threat.text.as_str(),
        "Audit log: Order #1 goes to @ana >web"
    );
    assert!(threat.places.is_empty() && threat.speaker.is_none());
    assert_eq!(card(&desk).unwrap().card.as_str(), "Tampering Q");
}

#[test]
fn cards_can_be_looked_at_in_any_window() {
    let mut desk = desk();
    desk.keys("c<enter>");
    for size in [(40, 10), SMALL, (80, 24), WIDE, (200, 60)] {
        let screen = desk.screen(size);
        for shown in ["1 of 12", "Someone takes over"] {
            assert!(screen.contains(shown), "no {shown:?} in\n{screen}");
        }
    }
    for columns in (0..120).step_by(7) {
        for rows in 0..40 {
            desk.screen((columns + 1, rows + 1));
        }
    }
    desk.keys("<tab>");
    for columns in (0..120).step_by(7) {
        for rows in 0..40 {
            desk.screen((columns + 1, rows + 1));
        }
    }
}
