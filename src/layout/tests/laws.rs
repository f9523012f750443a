//! What holds for every map, however odd.
use proptest::prelude::*;

use super::*;

fn any_sketch(most: usize) -> impl Strategy<Value = Sketch> {
    (1..=most, 0_usize..=5).prop_flat_map(|(count, zones)| {
        let name = prop_oneof![3 => "[a-z -]{0,30}", 1 => "[ぁ-ん]{0,20}", 1 => any::<String>()];
        // An index out of range is none.
        let part = (name, 0..=zones, 0_u8..3);
        (
            proptest::collection::vec(part, count),
            proptest::collection::vec((0..count, 0..count), 0..=2 * count),
            proptest::collection::vec(proptest::option::of(0..=zones), zones),
        )
            .prop_map(|(parts, flows, zones)| sketch(&parts, &flows, &zones))
    })
}

fn sketch(
    parts: &[(String, usize, u8)],
    flows: &[(usize, usize)],
    zones: &[Option<usize>],
) -> Sketch {
    let kinds = [
        ElementKind::ExternalEntity,
        ElementKind::Process,
        ElementKind::DataStore,
    ];
    Sketch {
        parts: (1..)
            .zip(parts)
            .map(|(id, (name, zone, kind))| Part {
                id: ElementId(id).into(),
                name: crate::domain::Text::new(&format!("{id}:{name}")).to_string(),
                kind: kinds[usize::from(*kind)],
                zone: Some(*zone),
                badge: if id % 3 == 0 {
                    "!2".to_owned()
                } else {
                    String::new()
                },
                below: String::new(),
                stub: false,
            })
            .collect(),
        flows: (1..)
            .zip(flows)
            .map(|(label, (from, to))| SketchFlow {
                id: FlowId(label),
                label,
                from: *from,
                to: *to,
                badge: if label % 4 == 3 {
                    format!("!{label}")
                } else {
                    String::new()
                },
                crosses: label % 2 == 0,
            })
            .collect(),
        zones: (1..)
            .zip(zones.iter().zip(0..))
            .map(|(id, (parent, at))| Zone {
                id: ZoneId(id),
                name: format!("zone {id}"),
                // Around it is one of those before it, or an index out of range.
                parent: parent.filter(|parent| *parent < at || *parent == zones.len()),
            })
            .collect(),
    }
}

fn any_window() -> impl Strategy<Value = Window> {
    (0_u16..200, 0_u16..60).prop_map(|(columns, rows)| Window { columns, rows })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_reader_finds_every_part_in_its_zones_and_every_flow(
        sketch in any_sketch(14),
        window in any_window(),
    ) {
        let picture = quick(&sketch, window);
        prop_assert_eq!(faults(&sketch, &picture), [""; 0], "{}", picture.text());
        let again = quick(&sketch, window);
        prop_assert_eq!(picture, again);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn a_large_map_is_drawn_at_any_size(sketch in any_sketch(60), window in any_window()) {
        let picture = quick(&sketch, window);
        prop_assert_eq!(faults(&sketch, &picture), [""; 0], "{}", picture.text());
    }
}

/// Each two parts of both pictures of which one stood before the other and now stands behind it.
pub(super) fn swapped(sketch: &Sketch, before: &Picture, after: &Picture) -> Vec<String> {
    let mut swapped = Vec::new();
    for one in &sketch.parts {
        for other in &sketch.parts {
            let areas = |picture: &Picture| Some((picture.area(one.id)?, picture.area(other.id)?));
            let (Some((a, b)), Some((c, d))) = (areas(before), areas(after)) else {
                continue;
            };
            let level = a.x + a.width <= b.x && d.x + d.width <= c.x;
            let upright = a.y + a.height <= b.y && d.y + d.height <= c.y;
            if level || upright {
                swapped.push(format!("{} and {}", one.name, other.name));
            }
        }
    }
    swapped
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_flow_that_is_added_swaps_no_two_parts(
        sketch in any_sketch(12),
        ends in (0_usize..12, 0_usize..12),
    ) {
        let count = sketch.parts.len();
        let first = place(&sketch, USUAL, None);
        let mut more = sketch.clone();
        more.flows.push(SketchFlow {
            id: FlowId(99),
            label: 99,
            from: ends.0 % count,
            to: ends.1 % count,
            badge: String::new(),
            crosses: false,
        });
        let next = place(&more, USUAL, Some(&first));
        let before = draw(&sketch, &first, USUAL, Signs::Lines);
        let after = draw(&more, &next, USUAL, Signs::Lines);
        prop_assert_eq!(
            swapped(&sketch, &before, &after), [""; 0], "{}\n{}", before.text(), after.text()
        );
    }
}
