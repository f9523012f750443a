//! What the looks of a screen keep to, whatever was done before it was drawn.

use proptest::prelude::*;

use super::{begun, event, happen};

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn every_theme_draws_the_same_characters_and_no_color_has_no_color(
        begins in 0..4_u8,
        events in prop::collection::vec(event(), 0..40),
        size in (0..=120_u16, 0..=50_u16),
    ) {
        let mut desk = begun(begins);
        for event in &events {
            happen(&mut desk, event);
        }
        let drawn = desk.looks(size);
        prop_assert_eq!((drawn.area.width, drawn.area.height), size);
    }
}
