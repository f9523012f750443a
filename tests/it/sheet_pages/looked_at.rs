//! How a sheet looks: to a checker of accessibility, on a telephone, enlarged, in the dark and on paper.

use std::fs;

use miniz_oxide::inflate::decompress_to_vec_zlib;
use serde_json::json;

use super::{Handed, MOMENTS, finish};
use crate::browsers::{Browser, Kind, Page, Start, in_browsers};

mod checked {
    use super::*;

    in_browsers!(
        with axe:
        an_accessibility_checker_finds_nothing_at_any_width,
        an_accessibility_checker_finds_what_is_wrong,
    );

    /// What the checker finds, and how many of its rules it tried.
    fn check(person: &Page) -> (u64, Vec<String>) {
        let path = std::env::var_os("THREATBOARD_AXE").unwrap();
        let checker = String::from_utf8(fs::read(path).unwrap()).unwrap();
        // Not by an element of the page, which its policy would refuse.
        person.run(&format!("(() => {{ {checker}; return true; }})()"));
        let found = person.run(
            "axe.run().then(found => [found.passes.length, found.violations.map(
                rule => rule.id + ': ' + rule.nodes.map(node => node.html + ' ' + node.failureSummary).join('; '))])",
        );
        (
            found[0].as_u64().unwrap(),
            serde_json::from_value(found[1].clone()).unwrap(),
        )
    }

    fn an_accessibility_checker_finds_nothing_at_any_width(kind: Kind) {
        for dark in [false, true] {
            let start = Start {
                dark,
                ..Start::default()
            };
            let browser = Browser::start_with(kind, start);
            for moment in MOMENTS {
                let handed = Handed::of_example(moment);
                let person = handed.opened(&browser);
                for width in [1280, 360] {
                    person.size(width, 800);
                    let (rules, found) = check(&person);
                    assert!(rules > 15, "only {rules} rules");
                    assert_eq!(found, [""; 0], "{moment}, {width} wide, dark: {dark}");
                }
                answer(&person, moment);
                let (_, found) = check(&person);
                assert_eq!(found, [""; 0], "{moment} answered, dark: {dark}");
            }
        }
    }

    fn an_accessibility_checker_finds_what_is_wrong(kind: Kind) {
        let handed = Handed::of_example("silent");
        let browser = Browser::start(kind);
        let person = handed.opened(&browser);
        person.run("document.querySelector('label[for=who]').remove()");
        let (_, found) = check(&person);
        assert!(
            found.len() == 1 && found[0].starts_with("select-name"),
            "{found:?}"
        );
    }
}

in_browsers!(
    nothing_is_wider_than_a_small_screen,
    the_map_is_words_on_a_small_screen_and_a_picture_on_a_large_one,
    a_dark_screen_gets_a_dark_sheet,
    what_is_hidden_takes_no_room,
    a_sheet_prints_on_one_page,
);

/// Fills in something and comes to the result.
fn answer(person: &Page, moment: &str) {
    person.pick("#who", "Ana");
    match moment {
        "vote" => person.click(".more"),
        "end" => person.click("[name=scale-c][value='3']"),
        _ => {
            person.click("#t-1");
            person.type_text("Refunds are paid twice, by support and by the nightly job that tries again after a timeout");
        }
    }
    finish(person);
}

fn nothing_is_wider_than_a_small_screen(kind: Kind) {
    let browser = Browser::start(kind);
    let overflow = "[...document.querySelectorAll('body *')]
        .filter(it => it.getClientRects().length && it.getBoundingClientRect().right > innerWidth + 1 && !it.closest('.unseen, svg'))
        .map(it => it.outerHTML.slice(0, 80)).concat(document.documentElement.scrollWidth > innerWidth ? ['page'] : [])";
    for moment in MOMENTS {
        let handed = Handed::of_example(moment);
        let person = handed.opened(&browser);
        for width in [320, 360] {
            person.size(width, 640);
            assert_eq!(person.run(overflow), json!([]), "{moment} at {width}");
        }
        person.size_at_200_percent(1280, 800);
        assert_eq!(person.run(overflow), json!([]), "{moment} at 200 %");
        person.size(320, 640);
        answer(&person, moment);
        assert_eq!(person.run(overflow), json!([]), "{moment} answered");
    }
}

fn the_map_is_words_on_a_small_screen_and_a_picture_on_a_large_one(kind: Kind) {
    let browser = Browser::start(kind);
    let handed = Handed::of_example("silent");
    let person = handed.opened(&browser);
    assert!(person.shows("svg") && person.shows(".in-words"));
    person.size(360, 640);
    assert!(!person.shows("svg") && person.shows(".in-words"));
}

fn a_dark_screen_gets_a_dark_sheet(kind: Kind) {
    let brightness = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number).reduce((a, b) => a + b)";
    for dark in [false, true] {
        let start = Start {
            dark,
            ..Start::default()
        };
        let browser = Browser::start_with(kind, start);
        let handed = Handed::of_example("silent");
        let shown = handed.opened(&browser).run(brightness).as_u64().unwrap();
        assert_eq!(shown < 200, dark, "{shown}");
    }
}

fn what_is_hidden_takes_no_room(kind: Kind) {
    let browser = Browser::start(kind);
    let seen = "[...document.querySelectorAll('[hidden]')].filter(it => it.getClientRects().length).map(it => it.outerHTML)";
    for moment in MOMENTS {
        let handed = Handed::of_example(moment);
        let person = handed.opened(&browser);
        assert!(person.run("document.querySelectorAll('[hidden]').length > 1") == json!(true));
        assert_eq!(person.run(seen), json!([]), "{moment}");
        answer(&person, moment);
        assert_eq!(person.run(seen), json!([]), "{moment} answered");
    }
}

fn a_sheet_prints_on_one_page(kind: Kind) {
    let browser = Browser::start(kind);
    for moment in MOMENTS {
        let handed = Handed::of_example(moment);
        let person = handed.opened(&browser);
        let pdf = person.print();
        assert_eq!(pages(&pdf), 1, "{moment}");
    }
}

/// How many pages a PDF has. Firefox packs what it says about its pages.
fn pages(pdf: &[u8]) -> usize {
    let mut said = String::from_utf8_lossy(pdf).into_owned();
    let mut rest = pdf;
    while let Some(at) = find(rest, b"stream\n") {
        rest = &rest[at + 7..];
        if let Ok(unpacked) = decompress_to_vec_zlib(rest) {
            said += &String::from_utf8_lossy(&unpacked);
        }
    }
    let kinds = said.split("/Type /Page").skip(1);
    kinds.filter(|rest| !rest.starts_with('s')).count()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}
