//! What eyes make of the bundled themes, computed: contrast as WCAG 2.1 has it, and how far apart colors stay for
//! color-blind viewers, after Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color
//! Vision Deficiency" (2009), at severity 1.0.

use palette::color_difference::{EuclideanDistance, Wcag21RelativeContrast};
use palette::{IntoColor, Lab, LinSrgb, Srgb};
use ratatui::style::{Color, Modifier, Style};

use super::styles::situations;
use super::{Depth, Styles, load, names};

/// The least contrast of anything that is read: WCAG's enhanced level, as video takes some of it away.
const READABLE: f32 = 7.0;

/// How far the two accents stay apart, in CIE Lab (1976).
const ACCENTS: f32 = 50.0;

/// How far each accent stays from plain text: less, as accents are bold or underlined as well.
const FROM_TEXT: f32 = 30.0;

/// How an eye sees: what it makes of linear red, green and blue.
type Eye = [[f32; 3]; 3];

const EYES: [(&str, Eye); 4] = [
    (
        "any eye",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

fn rgb(colour: Color) -> Option<Srgb<f32>> {
    let Color::Rgb(red, green, blue) = colour else {
        return None;
    };
    Some(Srgb::new(red, green, blue).into_format())
}

/// A color as an eye sees it.
fn seen(colour: Srgb<f32>, eye: &Eye) -> Lab {
    let linear: LinSrgb<f32> = colour.into_linear();
    let part = |row: &[f32; 3]| {
        let sum = row[0] * linear.red + row[1] * linear.green + row[2] * linear.blue;
        sum.clamp(0.0, 1.0)
    };
    LinSrgb::new(part(&eye[0]), part(&eye[1]), part(&eye[2])).into_color()
}

/// The letters and the ground of a situation, as the terminal shows them.
fn shown(style: Style, base: Style) -> (Color, Color) {
    let (letters, ground) = (style.fg.or(base.fg).unwrap(), style.bg.or(base.bg).unwrap());
    if style.add_modifier.contains(Modifier::REVERSED) {
        (ground, letters)
    } else {
        (letters, ground)
    }
}

/// The bundled themes that say their colors themselves, each with its styles.
fn themes() -> Vec<(String, Styles)> {
    let all = names(&[]).into_iter().map(|name| {
        let styles = Styles::new(&load(&name, &[]).0, Depth::TrueColor);
        (name, styles)
    });
    all.filter(|(_, styles)| styles.base().bg.and_then(rgb).is_some())
        .collect()
}

#[test]
fn only_the_terminals_own_theme_leaves_its_colours_to_the_terminal() {
    let named: Vec<String> = themes().into_iter().map(|(name, _)| name).collect();
    assert_eq!(named, ["dark", "light", "contrast"]);
}

#[test]
fn the_measures_are_right_for_what_is_known_of_them() {
    let (black, white) = (Srgb::new(0.0, 0.0, 0.0), Srgb::new(1.0, 1.0, 1.0));
    assert!((black.relative_contrast(white) - 21.0_f32).abs() < 1e-4);
    for (eye, matrix) in &EYES {
        let [dark, light] = [black, white].map(|colour| seen(colour, matrix));
        let distance = dark.distance(light);
        assert!((distance - 100.0).abs() < 0.1, "{eye}: {distance}");
    }
    // A red and a green of one lightness: what a deuteranope cannot tell apart, and others can.
    let [red, green] = [Srgb::new(0.76, 0.35, 0.35), Srgb::new(0.43, 0.53, 0.35)];
    let apart = |eye: &Eye| seen(red, eye).distance(seen(green, eye));
    assert!(
        apart(&EYES[0].1) > 40.0 && apart(&EYES[2].1) < 15.0,
        "{} {}",
        apart(&EYES[0].1),
        apart(&EYES[2].1)
    );
}

#[test]
fn whatever_is_drawn_has_at_least_seven_to_one_on_its_ground() {
    for (name, styles) in themes() {
        for (situation, style) in situations(&styles) {
            let (letters, ground) = shown(style, styles.base());
            let ratio = rgb(letters)
                .unwrap()
                .relative_contrast(rgb(ground).unwrap());
            assert!(
                ratio >= READABLE,
                "{situation} in {name} has only {ratio:.2}:1"
            );
        }
    }
}

#[test]
fn the_contrast_theme_has_more_contrast_than_any_other() {
    let least = |styles: &Styles| {
        let ratios = situations(styles).map(|(_, style)| {
            let (letters, ground) = shown(style, styles.base());
            rgb(letters)
                .unwrap()
                .relative_contrast(rgb(ground).unwrap())
        });
        ratios.into_iter().fold(f32::MAX, f32::min)
    };
    let all: Vec<(String, f32)> = themes()
        .iter()
        .map(|(n, s)| (n.clone(), least(s)))
        .collect();
    let (_, most) = all.iter().find(|(name, _)| name == "contrast").unwrap();
    assert!(*most > 11.0, "{all:?}");
    assert!(all.iter().all(|(_, ratio)| ratio <= most), "{all:?}");
}

#[test]
fn the_accents_stay_apart_for_every_eye() {
    for (name, styles) in themes() {
        let [text, focus, attention] = [styles.text(), styles.focus(), styles.attention()]
            .map(|style| style.fg.and_then(rgb).unwrap());
        let pairs = [
            ("focus and attention", focus, attention, ACCENTS),
            ("focus and text", focus, text, FROM_TEXT),
            ("attention and text", attention, text, FROM_TEXT),
        ];
        for (eye, matrix) in &EYES {
            for (pair, one, other, least) in pairs {
                let distance = seen(one, matrix).distance(seen(other, matrix));
                assert!(
                    distance >= least,
                    "{pair} in {name} are only {distance:.1} apart for {eye}"
                );
            }
        }
    }
}
