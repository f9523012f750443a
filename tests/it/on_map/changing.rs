//! Changing what is selected on the map.

use threatboard::app::msg::Msg;
use threatboard::domain::{ElementKind, ItemId};

use super::{drawn, notice, selected};
use crate::support::{Desk, SMALL, WIDE};

/// An element by its name.
fn element<'a>(desk: &'a Desk, name: &str) -> &'a threatboard::domain::Element {
    let mut elements = desk.session().elements.iter();
    elements.find(|e| e.name.as_str() == name).unwrap()
}

#[test]
fn a_number_puts_an_element_into_a_zone_and_a_name_into_a_new_one() {
    let mut desk = drawn();
    desk.keys("/E7<enter>z<wait:E7 zone: 1 internet   2 dmz   3 core   - no zone>1");
    assert_eq!(element(&desk, "sftp").zone, "Z1".parse().ok());
    assert_eq!(notice(&desk), "sftp moved from dmz to internet");
    desk.keys("z-");
    assert_eq!(element(&desk, "sftp").zone, None);
    desk.keys("zpartners<enter>");
    assert_eq!(
        element(&desk, "sftp").zone,
        "Z4".parse().ok(),
        "{}",
        notice(&desk)
    );
    desk.keys("uuu");
    assert_eq!(element(&desk, "sftp").zone, "Z2".parse().ok());
}

#[test]
fn a_name_that_is_pasted_while_a_list_is_shown_is_the_answer() {
    let mut desk = drawn();
    desk.keys("/E7<enter>z");
    desk.tell(Msg::Paste("partners\n".to_owned()));
    desk.keys("<enter>");
    assert_eq!(notice(&desk), "sftp moved from dmz to new zone partners");
    desk.keys("o");
    desk.tell(Msg::Paste("payments team".to_owned()));
    desk.keys("<enter>");
    assert_eq!(
        element(&desk, "sftp").owner.as_deref(),
        Some("payments team")
    );
    assert!(desk.session().threats.is_empty());
}

#[test]
fn a_zone_is_put_into_another_one_and_never_into_itself() {
    let mut desk = drawn();
    desk.keys("/Z3<enter>z<wait:Z3 zone: 1 internet   2 dmz   - no zone>2");
    assert_eq!(
        desk.session().zones[2].parent,
        "Z2".parse().ok(),
        "{}",
        notice(&desk)
    );
    // What lies in it is no place for it.
    desk.keys("/Z2<enter>z<wait:Z2 zone: 1 internet   - no zone><esc>");
}

#[test]
fn a_letter_says_what_an_element_is() {
    let mut desk = drawn();
    desk.keys("/E3<enter>Cd");
    assert_eq!(element(&desk, "refund-api").kind, ElementKind::DataStore);
    desk.keys("<wait:{refund-api}>Cu");
    assert!(element(&desk, "refund-api").unknown);
    desk.keys("<wait:{refund-api ?}>Cu");
    assert!(!element(&desk, "refund-api").unknown);
    desk.keys("<tab>C");
    assert_eq!(notice(&desk), "Select an element on the map first.");
}

#[test]
fn a_note_a_protocol_and_a_new_name_are_typed() {
    let mut desk = drawn();
    desk.keys("/E3<enter>c«rewritten last year»<enter><wait:rewritten last year>");
    desk.keys("c<ctrl-u>«old»<enter>");
    assert_eq!(element(&desk, "refund-api").note.as_str(), "old");
    desk.keys("e<ctrl-u>«refunds»<enter>");
    assert_eq!(element(&desk, "refunds").id, "E3".parse().unwrap());
    desk.keys("/F2<enter>r«https»<enter>");
    assert_eq!(desk.session().flows[1].protocol.as_str(), "https");
    desk.keys("<wait:(https)>/E3<enter>r");
    assert_eq!(notice(&desk), "Select a flow on the map first.");
}

#[test]
fn an_element_is_out_of_scope_for_a_reason_and_in_scope_again() {
    let mut desk = drawn();
    desk.keys("/E6<enter>O<wait:out of scope because>«their system»<enter>");
    let out = |desk: &Desk| element(desk, "partner").out_of_scope.clone();
    assert_eq!(out(&desk).as_deref(), Some("their system"));
    desk.keys("<wait:(partner out)><wait:out of scope: their system>i");
    assert_eq!(out(&desk), None, "{}", notice(&desk));
    desk.keys("O«their system»<enter>O");
    assert_eq!(out(&desk), None, "the same key takes it back");
    // In the scope the key writes down what is out of scope, as ever.
    desk.keys("sO«Card capture»<enter><esc>");
    assert_eq!(
        desk.session().notes.last().unwrap().text.as_str(),
        "Card capture"
    );
}

#[test]
fn out_of_scope_at_a_flow_or_a_zone_says_what_can_be_out_of_scope() {
    for (keys, says) in [
        (
            "/F2<enter>O",
            "Only an element can be out of scope: web (E2) or refund-api (E3). For the session, press s, then O.",
        ),
        (
            "/Z2<enter>O",
            "Only an element can be out of scope, not a zone. For the session, press s, then O.",
        ),
    ] {
        let mut desk = drawn();
        desk.keys(keys);
        assert_eq!(notice(&desk), says);
        assert!(desk.app.bar.is_none(), "no line opens");
        desk.keys("sO<wait:out of scope>«Card capture»<enter>");
        let note = desk.session().notes.last().unwrap();
        assert_eq!(note.text.as_str(), "Card capture");
    }
}

#[test]
fn what_goes_with_a_zone_is_said_by_name() {
    let mut desk = drawn();
    desk.keys("f«zone cloud: [a rather long name of a service], core»<enter><esc>/Z3<enter>d");
    assert_eq!(
        notice(&desk),
        "Z3 core: refund-api (E3), ledger (E4) and audit log (E5) move to cloud. Press d again to delete it."
    );
    desk.keys("<esc>f«zone core: till, safe»<enter><esc>/Z3<enter>d");
    assert_eq!(
        notice(&desk),
        "Z3 core: refund-api (E3), ledger (E4), audit log (E5) and 2 more move to cloud. Press d again to delete it."
    );
}

#[test]
fn a_sentence_of_the_status_line_ends_once() {
    let mut desk = drawn();
    desk.keys("f«{ledger} -> {audit log} : copy»<enter>");
    desk.keys("<wait:Which process moves it?><gone:it?.>");
}

#[test]
fn two_elements_that_are_one_are_merged_with_all_that_hangs_on_them() {
    let mut desk = drawn();
    desk.keys("/E7<enter>t«Upload swapped»<enter><esc>g«web»<enter>");
    let session = desk.session();
    assert!(
        session.elements.iter().all(|e| e.name.as_str() != "sftp"),
        "{}",
        notice(&desk)
    );
    let flows = |id: u32| {
        session
            .flows
            .iter()
            .filter(|f| f.from.0 == id || f.to.0 == id)
            .count()
    };
    assert_eq!((flows(2), flows(7)), (4, 0));
    assert_eq!(session.threats[0].places[0].to_string(), "E2");
}

#[test]
fn what_goes_with_an_element_is_named_before_it_is_deleted() {
    let mut desk = drawn();
    desk.keys("/E7<enter>t«Upload swapped»<enter><esc>d");
    assert_eq!(
        notice(&desk),
        "E7 sftp takes 2 flows with it (F5 partner -> sftp, F6 sftp -> refund-api); T1 loses its place. Press d again to delete it."
    );
    assert_eq!(desk.session().elements.len(), 7);
    // Any other key is an answer, too.
    desk.keys("<left>d");
    assert_eq!(desk.session().elements.len(), 7);
    desk.keys("/E7<enter>dd");
    assert_eq!(desk.session().elements.len(), 6);
    desk.keys("u");
    assert_eq!(desk.session().flows.len(), 6);
    // With a flow at which nothing is, nothing goes.
    desk.keys("/F6<enter>dd");
    assert_eq!(desk.session().flows.len(), 5);
}

#[test]
fn an_arrow_typed_over_a_flow_leads_it_elsewhere() {
    let mut desk = drawn();
    desk.keys(
        "/F5<enter>t«File swapped»<enter><esc>e<ctrl-u>«partner -> web : refund file»<enter>",
    );
    let flow = &desk.session().flows[4];
    assert_eq!(
        (flow.id.0, flow.from.0, flow.to.0),
        (5, 6, 2),
        "{}",
        notice(&desk)
    );
    assert_eq!(desk.session().threats[0].places[0].to_string(), "F5");
    assert_eq!(selected(&desk), "F5");
}

#[test]
fn whatever_is_selected_every_verb_says_or_does_something() {
    for id in ["E2", "F2", "Z2"] {
        for key in [
            "e", "o", "z", "C", "c", "r", "g", "d", "O", "t", "q", "a", "p", "T", "L", "=", ">",
            "<lt>", "M", "w",
        ] {
            let mut desk = drawn();
            desk.keys(&format!("/{id}<enter>"));
            let before = (desk.screen(WIDE), desk.session().clone());
            assert_eq!(desk.app.selected(), id.parse::<ItemId>().ok());
            desk.keys(key);
            let after = (desk.screen(WIDE), desk.session().clone());
            assert!(before != after, "{key} on {id} is silent:\n{}", after.0);
        }
    }
}

#[test]
fn the_key_that_is_pressed_twice_deletes_one_flow_and_not_two() {
    let mut desk = drawn();
    let before = desk.session().flows.len();
    desk.keys("/F1<enter>d");
    assert_eq!(desk.session().flows.len(), before);
    assert!(notice(&desk).ends_with("nothing else goes with it. Press d again to delete it."));
    desk.keys("d");
    assert_eq!(desk.session().flows.len(), before - 1);
    assert!(
        desk.session()
            .flows
            .iter()
            .all(|flow| flow.id.to_string() != "F1")
    );
}

#[test]
fn what_changes_nothing_is_said_without_a_plus_and_offers_no_undo() {
    for (keys, says) in [
        (
            "f«customer -> web : refund request»<enter>",
            "Already there: F1.",
        ),
        ("f«zone dmz: web»<enter>", "Already there: Z2."),
        ("/E7<enter>z2", "sftp is already in dmz."),
        ("/E7<enter>o2o2", "E7: owner Bo."),
        ("/E7<enter>e<enter>", "E7: nothing changed."),
        ("/F5<enter>e<enter>", "F5: nothing changed."),
        (
            "/F5<enter>e<ctrl-u>«partner -> sftp»<enter>",
            "F5 already says this.",
        ),
    ] {
        let mut desk = drawn();
        desk.keys(keys);
        let screen = desk.screen(WIDE);
        let row = screen.lines().find(|row| row.contains(says));
        let row = row.unwrap_or_else(|| panic!("{keys}: no {says}\n{screen}"));
        assert!(
            !row.contains("+ ") && !row.contains("undo"),
            "{keys}: {row}"
        );
    }
}

#[test]
fn part_of_a_name_means_the_one_zone_that_has_it() {
    let mut desk = drawn();
    desk.keys("/E7<enter>z«intern»<enter>");
    assert_eq!(notice(&desk), "sftp moved from dmz to internet");
    assert_eq!(desk.session().zones.len(), 3);
    // Several are asked about, with a digit.
    desk.keys("f«zone core lab: bench»<enter><esc>/E7<enter>z«cor»<enter>");
    assert_eq!(desk.session().elements[6].zone, "Z1".parse().ok());
    desk.keys("<wait:1 core, 2 core lab?>2<enter>");
    assert_eq!(
        element(&desk, "sftp").zone,
        "Z4".parse().ok(),
        "{}",
        notice(&desk)
    );
    // No one means a zone: it is new, and that is said.
    desk.keys("z«buil»<enter>");
    assert_eq!(notice(&desk), "sftp moved from core lab to new zone buil");
    desk.keys("u");
    assert_eq!(
        desk.session().zones.len(),
        4,
        "one undo takes all of it back"
    );
    // A zone that is not there is no name.
    desk.keys("z«Z9»<enter><wait:is not a zone here.><esc>");
    assert_eq!(desk.session().zones.len(), 4);
    // What is asked about never lies in itself.
    desk.keys("/«core lab»<enter>z«cor»<enter>");
    assert_eq!(notice(&desk), "core lab is now in core");
    desk.keys("z«built»<enter>");
    assert_eq!(notice(&desk), "core lab moved from core to new zone built");
}

#[test]
fn what_a_merge_does_not_keep_is_said_whole() {
    let mut desk = drawn();
    desk.keys("/E3<enter>O«rewritten by the team in Rotterdam this year»<enter>");
    desk.keys("o1/E2<enter>o2/E3<enter>g");
    let asked = desk.screen(WIDE);
    assert!(
        asked.contains("a number, an id or a name    Enter"),
        "{asked}"
    );
    desk.keys("«web»<enter>");
    let screen = desk.screen(WIDE);
    let says = notice(&desk).to_owned();
    assert!(says.len() > 98, "{says}");
    let shown: String = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains(&format!("+ {says}.")), "{says}\n{screen}");
}

#[test]
fn the_last_row_offers_what_can_be_done_with_what_is_selected() {
    for (id, at_100, at_60) in [
        (
            "E2",
            &[
                "e name", "o owner", "z zone", "g merge", "d delete", "t threat",
            ][..],
            &["e name", "o owner", "z zone", "t threat"][..],
        ),
        (
            "F2",
            &["e edit", "r protocol", "g merge", "d delete", "t threat"],
            &["e edit", "r protocol", "t threat"],
        ),
        (
            "Z2",
            &[
                "e name", "o owner", "z zone", "g merge", "d delete", "t threat",
            ],
            &["e name", "o owner", "z zone"],
        ),
    ] {
        let mut desk = drawn();
        desk.keys(&format!("/{id}<enter>"));
        for (size, keys) in [(WIDE, at_100), (SMALL, at_60)] {
            let screen = desk.screen(size);
            let row = screen.lines().last().unwrap();
            for key in keys {
                assert!(row.contains(key), "{id} at {size:?}: no {key} in {row}");
            }
            assert!(row.contains("f flow") && row.contains("? help"), "{row}");
        }
    }
    // In the scope nothing of the map is selected.
    let mut desk = drawn();
    desk.keys("s");
    assert!(!desk.screen(WIDE).lines().last().unwrap().contains("z zone"));
}

#[test]
fn what_was_deleted_is_selected_once_it_is_back() {
    for id in ["E3", "F2"] {
        let mut desk = drawn();
        desk.keys(&format!("/{id}<enter>dd"));
        assert_ne!(selected(&desk), id);
        desk.keys("u");
        assert_eq!(selected(&desk), id);
    }
}

#[test]
fn the_line_of_a_flow_says_that_an_arrow_leads_it_elsewhere() {
    let mut desk = drawn();
    desk.keys("/F2<enter>e<wait:what moves, or a -> b : what moves    Enter><esc>");
    desk.keys("/E2<enter>e<gone:what moves, or>");
    assert_eq!(desk.app.bar.as_ref().unwrap().editor.text(), "web");
}
