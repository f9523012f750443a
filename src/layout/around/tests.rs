//! Neighborhoods as a room reads them: the lines that were typed, and what is drawn of them.

use std::collections::BTreeSet;

use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::domain::{Edit, Field, FourQuestion, ItemId, Place, SessionKind, Stamp, Text};
use crate::parse::lines::{self, map};
use crate::parse::tokens;

fn at() -> Stamp {
    Stamp::parse_from_rfc3339("2026-05-09T10:00:00+02:00").unwrap()
}

/// A session with a map of these lines.
fn session(lines: &[&str]) -> Session {
    let title = Text::new("Refunds");
    let mut session = Session::new(uuid::Uuid::nil(), title, SessionKind::Meeting, at());
    for line in lines {
        session.apply(&map(line).unwrap(), at()).unwrap();
    }
    session
}

fn set(session: &mut Session, id: &str, field: Field) {
    session
        .apply(&Edit::Set(id.parse().unwrap(), field), at())
        .unwrap();
}

/// A threat on an element or a flow.
fn threat(session: &mut Session, on: &str) {
    let today = at().date_naive();
    let typed = tokens::parse("Refund replayed", tokens::What::Threat, session, today);
    let add = lines::threat(typed, FourQuestion::GoWrong);
    let place = Place::of(on.parse().unwrap()).unwrap();
    session.apply(&add, at()).unwrap();
    let id = session.threats.last().unwrap().id;
    set(session, &id.to_string(), Field::Places(vec![place]));
}

/// What is drawn around an item.
fn drawn(session: &Session, id: &str, columns: u16, rows: u16) -> String {
    around(session, id.parse().unwrap(), columns, rows, Signs::Lines)
        .unwrap()
        .text()
}

fn refunds() -> Session {
    let mut session = session(&[
        "(customer) -> [web] : refund request",
        "[web] -> [core-banking] : refund order",
        "[core-banking] -> {ledger} : booking",
        "[web] -> (customer) : receipt",
        "zone internet: customer",
        "zone dmz: web",
    ]);
    threat(&mut session, "E2");
    threat(&mut session, "E2");
    threat(&mut session, "F1");
    session
}

#[test]
fn what_comes_in_stands_left_and_what_goes_out_right() {
    let seen = [drawn(&refunds(), "E2", 98, 23)];
    insta::assert_snapshot!(seen.join("\n"));
}

#[test]
fn with_few_columns_what_comes_in_stands_above() {
    let seen = [drawn(&refunds(), "E2", 60, 23)];
    insta::assert_snapshot!(seen.join("\n"));
}

#[test]
fn with_few_rows_it_says_how_many_more_there_are() {
    let session = session(&[
        "a -> hub : one",
        "b -> hub : two",
        "c -> hub : three",
        "d -> hub : four",
        "hub -> e : five",
        "hub -> f : six",
    ]);
    let seen = [drawn(&session, "E2", 98, 3), drawn(&session, "E2", 60, 6)];
    insta::assert_snapshot!(seen.join("\n"));
}

#[test]
fn a_flow_stands_between_its_two_elements_with_those_that_answer_it() {
    let seen = [
        drawn(&refunds(), "F1", 98, 23),
        drawn(&refunds(), "F1", 60, 23),
    ];
    insta::assert_snapshot!(seen.join("\n"));
}

#[test]
fn a_flow_to_itself_goes_out_and_says_so() {
    let session = session(&["web -> web : retry", "web?"]);
    let seen = [drawn(&session, "E1", 98, 23), drawn(&session, "F1", 98, 23)];
    insta::assert_snapshot!(seen.join("\n"));
}

#[test]
fn long_words_go_on_in_the_next_row_and_nothing_is_cut() {
    let long = "the signed refund request with its amount, its reason, the customer's number and the token of the shop";
    let other = "order of the refund, signed again, with the number of the booking that it takes back and the one who asked";
    let session = session(&[
        &format!("(customer with a really long name) -> [refund service of the web shop] : {long}"),
        &format!(
            "[refund service of the web shop] -> [core banking and its old mainframe] : {other}"
        ),
    ]);
    for columns in [60, 80, 98, 158] {
        let text = drawn(&session, "E2", columns, 23);
        let words: BTreeSet<&str> = text
            .split(|c: char| !c.is_alphanumeric() && c != '\'')
            .collect();
        for word in long
            .split([' ', ','])
            .chain(other.split([' ', ',']))
            .filter(|w| !w.is_empty())
        {
            assert!(words.contains(word), "{word} at {columns}:\n{text}");
        }
    }
}

#[test]
fn a_name_stands_behind_its_arrow_or_under_the_head_of_it() {
    let session = session(&[
        "[order service] -> {orders} : order, name, mail",
        "[order service] -> [the warehouse of the company in Rotterdam] : what is to be picked",
        "zone data: orders",
        "zone shop: order service",
        "zone logistics of a partner: the warehouse of the company in Rotterdam",
        "[web shop of the company] -> [order service] : order, name, mail, address",
    ]);
    let text = drawn(&session, "E1", 98, 23);
    let row = text.lines().find(|row| row.contains("order, name, mail ─"));
    let row = row.unwrap_or_else(|| panic!("{text}"));
    assert!(row.trim_end().ends_with("▶ {orders} to data"), "{text}");
    // Where it does not fit beside, it stands under the head.
    for columns in [60, 80, 98] {
        let text = drawn(&session, "E1", columns, 23);
        let rows: Vec<&str> = text.lines().collect();
        for (row, next) in rows.iter().zip(rows.iter().skip(1)) {
            let points = row.trim_end().ends_with('▶') && !next.contains('▶');
            if let (true, false) = (points, next.contains('│')) {
                let end = |row: &str| row.trim_end().width();
                assert!(end(next) + 12 >= end(row), "{columns}:\n{text}");
            }
        }
    }
}

#[test]
fn ascii_draws_the_same_shape() {
    let session = refunds();
    for (id, columns) in [("E2", 98), ("E2", 60), ("F1", 98), ("F1", 60)] {
        let center: ItemId = id.parse().unwrap();
        let [lines, ascii] = [Signs::Lines, Signs::Ascii]
            .map(|signs| around(&session, center, columns, 23, signs).unwrap());
        assert!(ascii.text().is_ascii(), "{}", ascii.text());
        assert_eq!(lines.spots(), ascii.spots());
    }
}

#[test]
fn what_can_be_selected_stands_where_it_says_in_walking_order() {
    let drawn = around(&refunds(), "E2".parse().unwrap(), 98, 23, Signs::Lines).unwrap();
    let walked: Vec<String> = drawn
        .spots()
        .iter()
        .map(|spot| spot.item.to_string())
        .collect();
    assert_eq!(walked, ["E1", "F1", "E2", "F2", "E3", "F4", "E1"]);
    for spot in drawn.spots() {
        let Area { x, y, width, .. } = spot.area;
        let owner = Some(Owner::Item(spot.item));
        let runs = drawn.canvas().lines(x, y, width, 1).remove(0);
        assert!(runs.iter().any(|run| run.owner == owner), "{}", spot.item);
    }
}

#[test]
fn twelve_flows_fit_the_design_size() {
    for (left, right) in [(12, 0), (0, 12), (6, 6), (11, 1), (1, 11)] {
        let mut lines = Vec::new();
        for i in 0..left {
            lines.push(format!(
                "[Sender number {i} of the bank] -> hub : message with an amount {i}"
            ));
        }
        for i in 0..right {
            lines.push(format!(
                "hub -> [Receiver number {i} of it] : message with a receipt {i}"
            ));
        }
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let session = session(&lines);
        let hub = session
            .elements
            .iter()
            .find(|e| e.name.as_str() == "hub")
            .unwrap()
            .id;
        let drawn = around(&session, hub.into(), 98, 23, Signs::Lines).unwrap();
        assert_eq!(drawn.hidden, 0, "{left} and {right}\n{}", drawn.text());
    }
}

#[test]
fn it_is_read_aloud() {
    let mut session = refunds();
    assert_eq!(
        speak(&session, "E2".parse().unwrap()).join("; "),
        "web, in the dmz, no owner; in: customer sends refund request, crossing internet to dmz; \
         out: sends refund order to core-banking, crossing out of dmz, sends receipt to customer, crossing dmz to internet; \
         threats: T1, T2"
    );
    set(
        &mut session,
        "E2",
        Field::ElementOwner(Some(Text::new("Ana"))),
    );
    assert_eq!(
        speak(&session, "F1".parse().unwrap()).join("; "),
        "customer sends refund request to web, crossing internet to dmz; customer, in the internet; \
         web, in the dmz, owner Ana; threats: T3"
    );
    assert_eq!(
        speak(&session, "Z2".parse().unwrap()).join("; "),
        "dmz: web; 3 flows cross its boundary; threats in it: T1, T2"
    );
    assert!(speak(&session, "E99".parse().unwrap()).is_empty());
    assert!(speak(&session, "T1".parse().unwrap()).is_empty());
}

#[test]
fn nothing_is_around_a_zone() {
    let session = refunds();
    assert!(around(&session, "Z1".parse().unwrap(), 98, 23, Signs::Lines).is_none());
}

/// Zones in zones, and an element with a map of its own.
fn nested() -> Session {
    let mut session = session(&[
        "(customer) -> [web] : refund request",
        "[web] -> [api] : refund order",
        "[api] -> {ledger} : booking",
        "zone internet: customer",
        "zone dmz: web",
        "zone core: api, ledger",
        "zone cloud: dmz, core",
        "into api: [parser], [cache]",
        "web -> parser : signed order",
        "api -> parser : what to read",
    ]);
    session.elements[0].out_of_scope = Some(Text::new("theirs"));
    session.flows[0].protocol = Text::new("https");
    session
}

#[test]
fn zones_in_zones_and_the_map_of_an_element_are_told_apart() {
    let session = nested();
    let seen = ["E2", "E3", "E5", "F1"].map(|id| drawn(&session, id, 98, 23));
    insta::assert_snapshot!(seen.join("\n"));
    let said = ["E1", "E3", "E5", "Z2", "Z4"].map(|id| {
        let clauses = speak(&session, id.parse().unwrap());
        clauses.join("; ")
    });
    insta::assert_snapshot!(said.join("\n"));
}

fn name() -> impl Strategy<Value = String> {
    "[a-zA-Zé日한🙂 -]{1,40}".prop_map(|name| format!("x{}", name.trim()))
}

proptest! {
    /// Whatever is typed and however small the window is: nothing stands outside it, each flow is there or counted, and
    /// no two things share a cell.
    #[test]
    fn it_keeps_to_its_window(
        names in prop::collection::vec(name(), 1..5),
        flows in prop::collection::vec((0..6_usize, 0..6_usize, name()), 0..10),
        columns in 16..170_u16,
        rows in 1..30_u16,
    ) {
        let mut session = session(&[]);
        for name in &names {
            let _ = session.apply(&map(&format!("[{name}]")).unwrap(), at());
        }
        for (from, to, words) in flows {
            let end = |i: usize| &names[i % names.len()];
            let line = format!("[{}] -> [{}] : {words}", end(from), end(to));
            let _ = session.apply(&map(&line).unwrap(), at());
        }
        let centers = session.elements.iter().map(|e| ItemId::from(e.id));
        let centers: Vec<ItemId> = centers.chain(session.flows.iter().map(|f| f.id.into())).collect();
        for center in centers {
            for signs in [Signs::Lines, Signs::Ascii] {
                let drawn = around(&session, center, columns, rows, signs).unwrap();
                prop_assert!(drawn.canvas().height() <= usize::from(rows));
                prop_assert!(drawn.text().lines().all(|line| line.width() <= usize::from(columns)));
                let mut taken = BTreeSet::new();
                for spot in drawn.spots() {
                    let area = spot.area;
                    for y in area.y..area.y + area.height {
                        for x in area.x..area.x + area.width {
                            prop_assert!(taken.insert((x, y)), "{} twice\n{}", spot.item, drawn.text());
                        }
                    }
                }
                if let ItemId::Element(id) = center {
                    let touching = session.flows.iter().filter(|f| f.from == id || f.to == id).count();
                    let shown = drawn.spots().iter().filter(|s| matches!(s.item, ItemId::Flow(_))).count();
                    prop_assert_eq!(shown + drawn.hidden, touching);
                }
            }
        }
    }
}
