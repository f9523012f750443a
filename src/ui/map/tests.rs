//! The maps a room would see, as pictures.
mod laws;

use super::*;

/// The whole canvas as text, without the blanks at line ends.
fn show(canvas: &Canvas) -> String {
    let lines = canvas.lines(0, 0, usize::MAX, usize::MAX);
    lines
        .into_iter()
        .map(|runs| {
            runs.into_iter()
                .map(|(text, _)| text)
                .collect::<String>()
                .replace(crate::ui::wrap::CUT, "… ")
                .trim_end()
                .to_owned()
                + "\n"
        })
        .collect()
}

/// `edges` as `from to`, zones as an index or none by name order; numbers and `crosses` are derived.
fn drawing<'a>(
    nodes: &[(&'a str, Option<usize>)],
    edges: &[(&str, &str)],
    zones: &[&'a str],
) -> Drawing<'a> {
    let find = |name: &str| {
        nodes
            .iter()
            .position(|(n, _)| n.trim_matches(['(', ')', '{', '}']) == name)
            .unwrap()
    };
    Drawing {
        nodes: nodes
            .iter()
            .map(|(name, zone)| Node {
                name: name.trim_matches(['(', ')', '{', '}']),
                kind: match name.chars().next() {
                    Some('(') => Kind::External,
                    Some('{') => Kind::Store,
                    _ => Kind::Process,
                },
                zone: *zone,
                highlighted: false,
            })
            .collect(),
        edges: edges
            .iter()
            .enumerate()
            .map(|(i, (from, to))| {
                let (from, to) = (find(from), find(to));
                let crosses = nodes[from].1 != nodes[to].1;
                Edge {
                    from,
                    to,
                    label: format!("{}{}", i + 1, if crosses { " crosses" } else { "" }),
                    crosses,
                }
            })
            .collect(),
        zones: zones.to_vec(),
    }
}

fn refund() -> Drawing<'static> {
    drawing(
        &[
            ("(customer)", Some(0)),
            ("web", Some(1)),
            ("refund-api", Some(2)),
            ("{ledger}", Some(2)),
            ("{audit log}", Some(2)),
            ("(partner)", Some(0)),
            ("sftp", Some(1)),
        ],
        &[
            ("customer", "web"),
            ("web", "refund-api"),
            ("refund-api", "ledger"),
            ("refund-api", "audit log"),
            ("partner", "sftp"),
            ("sftp", "refund-api"),
        ],
        &["internet", "dmz", "core"],
    )
}

/// Twenty parts in five zones.
fn shop() -> Drawing<'static> {
    drawing(
        &[
            ("(shopper)", Some(0)),
            ("(courier)", Some(0)),
            ("cdn", Some(1)),
            ("web shop", Some(1)),
            ("api gateway", Some(1)),
            ("login", Some(2)),
            ("{sessions}", Some(2)),
            ("basket", Some(2)),
            ("orders", Some(2)),
            ("{orders db}", Some(2)),
            ("payments", Some(2)),
            ("(bank)", Some(3)),
            ("mailer", Some(2)),
            ("(mail service)", Some(3)),
            ("stock", Some(2)),
            ("{stock db}", Some(2)),
            ("queue", Some(2)),
            ("{audit log}", Some(4)),
            ("reports", Some(4)),
            ("(auditor)", None),
        ],
        &[
            ("shopper", "cdn"),
            ("cdn", "web shop"),
            ("web shop", "api gateway"),
            ("api gateway", "login"),
            ("login", "sessions"),
            ("api gateway", "basket"),
            ("basket", "orders"),
            ("orders", "orders db"),
            ("orders", "payments"),
            ("payments", "bank"),
            ("orders", "queue"),
            ("queue", "mailer"),
            ("mailer", "mail service"),
            ("queue", "stock"),
            ("stock", "stock db"),
            ("courier", "api gateway"),
            ("orders", "audit log"),
            ("payments", "audit log"),
            ("audit log", "reports"),
            ("reports", "auditor"),
            ("bank", "payments"),
        ],
        &["internet", "edge", "core", "partners", "audit"],
    )
}

#[test]
fn the_refund_example_reads_from_left_to_right() {
    insta::assert_snapshot!(show(&lay_out(&refund(), Signs::Lines)));
}

#[test]
fn the_refund_example_in_ascii_has_no_other_character() {
    let text = show(&lay_out(&refund(), Signs::Ascii));
    assert!(text.is_ascii());
    insta::assert_snapshot!(text);
}

#[test]
fn the_refund_example_keeps_its_words_in_78_cells_and_its_numbers_in_60() {
    let narrow = |width| lay_out_within(&refund(), Signs::Lines, width);
    assert!(narrow(78).width() <= 78 && narrow(60).width() <= 60);
    insta::assert_snapshot!(format!("{}\n{}", show(&narrow(78)), show(&narrow(60))));
}

#[test]
fn a_map_that_cannot_fit_keeps_its_words_and_scrolls() {
    assert_eq!(
        lay_out_within(&refund(), Signs::Lines, 20),
        lay_out(&refund(), Signs::Lines)
    );
}

#[test]
fn a_shop_of_twenty_parts_is_drawn_whole() {
    insta::assert_snapshot!(show(&lay_out(&shop(), Signs::Lines)));
}

#[test]
fn requests_and_answers_have_a_line_and_an_arrow_each() {
    let zones = [("browser", None), ("api", Some(0)), ("{db}", Some(0))];
    let edges = [
        ("browser", "api"),
        ("api", "browser"),
        ("api", "db"),
        ("db", "api"),
    ];
    insta::assert_snapshot!(show(&lay_out(
        &drawing(&zones, &edges, &["core"]),
        Signs::Lines
    )));
}

#[test]
fn a_flow_within_a_zone_never_leaves_its_box() {
    let nodes = [
        ("(user)", Some(0)),
        ("web", Some(1)),
        ("api", Some(1)),
        ("worker", Some(1)),
        ("{db}", Some(1)),
        ("(bank)", Some(0)),
    ];
    let edges = [
        ("user", "web"),
        ("web", "api"),
        ("api", "worker"),
        ("worker", "db"),
        ("api", "db"),
        ("worker", "bank"),
        ("web", "db"),
        ("db", "web"),
    ];
    insta::assert_snapshot!(show(&lay_out(
        &drawing(&nodes, &edges, &["internet", "core"]),
        Signs::Lines
    )));
}

#[test]
fn a_circle_and_a_flow_to_itself_are_drawn() {
    let nodes = [("a", Some(0)), ("b", Some(0)), ("{c}", None)];
    let edges = [("a", "b"), ("b", "a"), ("b", "c"), ("c", "a"), ("b", "b")];
    insta::assert_snapshot!(show(&lay_out(
        &drawing(&nodes, &edges, &["zone"]),
        Signs::Lines
    )));
}

#[test]
fn two_parts_without_a_flow_between_them_stand_apart() {
    let nodes = [
        ("a", None),
        ("b", None),
        ("{c}", Some(0)),
        ("(d)", None),
        ("e", None),
    ];
    insta::assert_snapshot!(show(&lay_out(
        &drawing(&nodes, &[("a", "b"), ("c", "d")], &["vault"]),
        Signs::Lines
    )));
}

#[test]
fn long_and_wide_names_are_cut_and_every_box_closes() {
    let (person, balancer) = (
        "the customer who has forgotten the password again and again",
        "ウェブサーバーの前にある負荷分散装置",
    );
    let nodes = [
        (
            "(the customer who has forgotten the password again and again)",
            Some(0),
        ),
        (balancer, Some(1)),
        ("x", Some(1)),
    ];
    let zones = [
        "a zone with a name that is much longer than fits",
        "日本語のとても長いゾーン名",
    ];
    insta::assert_snapshot!(show(&lay_out(
        &drawing(&nodes, &[(person, balancer), (balancer, "x")], &zones),
        Signs::Lines
    )));
}

#[test]
fn a_flow_typed_later_turns_no_earlier_one_round() {
    let nodes = [("a", None), ("b", None)];
    let one = show(&lay_out(&drawing(&nodes, &[("a", "b")], &[]), Signs::Ascii));
    let two = show(&lay_out(
        &drawing(&nodes, &[("a", "b"), ("b", "a")], &[]),
        Signs::Ascii,
    ));
    assert!(one.contains("[a]--1->[b]"), "{one}");
    assert!(two.contains("1>") && two.contains("<2"), "{two}");
}

#[test]
fn a_selected_element_has_its_own_role() {
    let mut drawing = refund();
    drawing.nodes[1].highlighted = true;
    let lines = lay_out(&drawing, Signs::Lines).lines(0, 0, 200, 50);
    let marked: Vec<&str> = lines
        .iter()
        .flatten()
        .filter(|(_, r)| *r == Role::Highlighted)
        .map(|(t, _)| t.as_str())
        .collect();
    assert_eq!(marked, ["[web]"]);
}

#[test]
fn only_flows_that_cross_a_boundary_have_the_role_of_a_crossing() {
    let lines = lay_out(&refund(), Signs::Lines).lines(0, 0, 200, 50);
    let of = |role| {
        lines
            .iter()
            .flatten()
            .filter(|(_, r)| *r == role)
            .map(|(t, _)| t.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of(Role::Crossing),
        ["1 crosses", "2 crosses", "5 crosses", "6 crosses"]
    );
    assert_eq!(of(Role::Label), ["3", "4"]);
}

#[test]
fn scrolling_through_a_wide_letter_shows_a_space_for_its_half() {
    let drawing = drawing(&[("漢字", None)], &[], &[]);
    let canvas = lay_out(&drawing, Signs::Lines);
    let all = |x, width| {
        canvas.lines(x, 0, width, 1)[0]
            .iter()
            .map(|(t, _)| t.as_str())
            .collect::<String>()
    };
    let start = all(0, 99).find('[').unwrap();
    assert_eq!(all(start, 4), "[漢 ");
    assert_eq!(all(start + 2, 4), " 字]");
}

#[test]
fn an_empty_map_is_empty_and_scrolling_past_the_end_shows_nothing() {
    assert_eq!(lay_out(&Drawing::default(), Signs::Lines).height(), 0);
    assert!(
        lay_out(&refund(), Signs::Lines)
            .lines(0, 500, 80, 20)
            .is_empty()
    );
}

#[test]
fn what_points_nowhere_is_left_out() {
    let mut drawing = refund();
    drawing.edges.push(Edge {
        from: 99,
        to: 0,
        label: "7".into(),
        crosses: false,
    });
    drawing.nodes[0].zone = Some(99);
    let text = show(&lay_out(&drawing, Signs::Lines));
    assert!(text.contains("(customer)") && !text.contains('7'), "{text}");
}

#[test]
fn two_hundred_parts_are_drawn_whole() {
    let names: Vec<String> = (0..200).map(|i| format!("part {i}")).collect();
    let nodes: Vec<(&str, Option<usize>)> = names
        .iter()
        .enumerate()
        .map(|(i, n)| (n.as_str(), (i % 5 > 0).then_some(i / 25)))
        .collect();
    let edges: Vec<(&str, &str)> = (1..200)
        .map(|i| (names[i / 3].as_str(), names[i].as_str()))
        .collect();
    let zones = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let text = show(&lay_out(&drawing(&nodes, &edges, &zones), Signs::Lines));
    assert!(
        (0..200).all(|i| text.matches(&format!("[part {i}]")).count() == 1),
        "{text}"
    );
}
