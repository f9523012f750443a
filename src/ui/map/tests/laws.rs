//! What holds for every drawing, however odd.
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr as _;

use super::super::*;

/// A drawing that owns its names, with an index in front of each so that no two are the same.
type Raw = (Vec<(String, Option<usize>, u8)>, Vec<(usize, usize)>, usize);

fn any_drawing() -> impl Strategy<Value = Raw> {
    (1_usize..=30, 0_usize..=5).prop_flat_map(|(count, zones)| {
        let name = prop_oneof!["[a-z ]{0,40}", "[ぁ-ん]{0,30}", any::<String>()];
        let node = (name, proptest::option::of(0..=zones), 0_u8..3);
        (
            proptest::collection::vec(node, count),
            proptest::collection::vec((0..count, 0..count), 0..=45),
            Just(zones),
        )
    })
}

fn owned(raw: &Raw) -> Vec<String> {
    raw.0
        .iter()
        .enumerate()
        .map(|(i, (name, _, _))| format!("{i}:{name}"))
        .collect()
}

fn borrowed<'a>((nodes, edges, zones): &Raw, names: &'a [String]) -> Drawing<'a> {
    let kinds = [Kind::External, Kind::Process, Kind::Store];
    Drawing {
        nodes: nodes
            .iter()
            .zip(names)
            .map(|((_, zone, kind), name)| Node {
                name,
                kind: kinds[usize::from(*kind)],
                zone: *zone,
                highlighted: false,
            })
            .collect(),
        edges: edges
            .iter()
            .enumerate()
            .map(|(i, (from, to))| Edge {
                from: *from,
                to: *to,
                label: format!("f{i}"),
                crosses: i % 2 == 0,
            })
            .collect(),
        zones: vec!["zone with a name"; *zones],
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_drawing_shows_each_element_and_flow_once_in_rows_of_one_width(raw in any_drawing()) {
        let names = owned(&raw);
        let drawing = borrowed(&raw, &names);
        let canvas = lay_out(&drawing, Signs::Lines);
        let lines = canvas.lines(0, 0, usize::MAX, usize::MAX);
        for line in &lines {
            prop_assert_eq!(line.iter().map(|(text, _)| text.width()).sum::<usize>(), canvas.width());
        }
        let of = |roles: &[Role]| {
            let mut texts: Vec<String> =
                lines.iter().flatten().filter(|(_, role)| roles.contains(role)).map(|(text, _)| text.clone()).collect();
            texts.sort();
            texts
        };
        let mut elements: Vec<String> = drawing
            .nodes
            .iter()
            .map(|node| {
                let name = canvas::cut(node.name, 24);
                match node.kind {
                    Kind::External => format!("({name})"),
                    Kind::Process => format!("[{name}]"),
                    Kind::Store => format!("{{{name}}}"),
                }
            })
            .collect();
        elements.sort();
        prop_assert_eq!(of(&[Role::Node]), elements);
        let mut flows: Vec<String> = drawing
            .edges
            .iter()
            .map(|edge| format!("{}{}", edge.label, if edge.from == edge.to { " to itself" } else { "" }))
            .collect();
        flows.sort();
        prop_assert_eq!(of(&[Role::Label, Role::Crossing]), flows);
    }

    #[test]
    fn nothing_ever_stands_in_a_box_of_another_zone(raw in any_drawing()) {
        let names = owned(&raw);
        prop_assert!(arrange(&borrowed(&raw, &names)).is_truthful());
    }

    #[test]
    fn no_two_flows_share_a_stretch_of_line(raw in any_drawing()) {
        let names = owned(&raw);
        let plan = arrange(&borrowed(&raw, &names));
        for piece in &plan.pieces {
            prop_assert_eq!(plan.items[piece.left].column + 1, plan.items[piece.right].column);
        }
        for channel in route::route(&plan).0 {
            for (i, a) in channel.runs.iter().enumerate() {
                for b in channel.runs.iter().skip(i + 1) {
                    let ((top, bottom), (first, last)) = (a.span(), b.span());
                    prop_assert!(a.track != b.track || bottom < first || last < top);
                    for (a, b) in [(a, b), (b, a)] {
                        prop_assert!(a.track < b.track || !a.left.iter().any(|row| b.right.contains(row)));
                    }
                }
            }
        }
    }

    #[test]
    fn the_same_drawing_gives_the_same_map(raw in any_drawing(), width in 0_usize..200) {
        let names = owned(&raw);
        let drawing = borrowed(&raw, &names);
        let draw = || lay_out_within(&drawing, Signs::Ascii, width);
        prop_assert_eq!(draw(), draw());
    }
}
