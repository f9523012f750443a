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
            let across = a.x + a.width <= b.x && d.x + d.width <= c.x;
            // Above each other there is a row between them; without one they are side by side, one a little higher.
            let upright = a.y + a.height < b.y && d.y + d.height < c.y;
            if across || upright {
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

/// What is directly on the map and in each zone, without one part.
type Bins = Vec<(Option<ZoneId>, bool, Vec<Vec<ItemId>>)>;

fn without(arrangement: &Arrangement, part: ItemId) -> Bins {
    let mut bins = arrangement.bins.clone();
    for (_, _, groups) in &mut bins {
        for group in groups.iter_mut() {
            group.retain(|id| *id != part);
        }
        groups.retain(|group| !group.is_empty());
    }
    bins
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_line_that_is_added_leaves_every_older_part_in_its_column_and_row(
        sketch in any_sketch(30),
        window in any_window(),
        (other, zone, kind) in (0_usize..30, proptest::option::of(0_usize..6), 0_u8..2),
    ) {
        let first = place(&sketch, window, None);
        let mut more = sketch.clone();
        let new: ItemId = ElementId(99).into();
        let drawn = |zone: &usize| sketch.parts.iter().any(|part| part.zone == Some(*zone));
        let mut part = more.parts[0].clone();
        (part.id, part.name) = (new, "new".to_owned());
        // A zone that was empty is new to the map, too.
        part.zone = zone.filter(drawn);
        more.parts.push(part);
        let (one, at) = (other % sketch.parts.len(), sketch.parts.len());
        let (from, to) = if kind == 0 { (one, at) } else { (at, one) };
        more.flows.push(SketchFlow {
            id: FlowId(99),
            label: 99,
            from,
            to,
            badge: String::new(),
            crosses: false,
        });
        let next = place(&more, window, Some(&first));
        prop_assert_eq!(without(&next, new), without(&first, new));
        prop_assert_eq!(next.fold, first.fold);
        let before = draw(&sketch, &first, window, Signs::Lines);
        let after = draw(&more, &next, window, Signs::Lines);
        prop_assert_eq!(
            swapped(&sketch, &before, &after), [""; 0], "{}\n{}", before.text(), after.text()
        );
    }
}
