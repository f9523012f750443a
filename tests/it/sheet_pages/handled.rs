//! A sheet in the hands of people: what they see first, what a telephone shows, what stands where after copying, and that
//! paper has all of it.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::json;
use threatboard::domain::{ActionStatus, Edit, FourQuestion, New, NoteKind, Session};

use super::{Handed, MOMENTS, finish, lines, write};
use crate::browsers::{Browser, Kind, Page, in_browsers};

in_browsers!(
    on_a_large_screen_the_fields_are_seen_beside_a_large_map,
    on_a_telephone_the_words_of_a_large_map_are_seen_and_the_fields_are_near,
    an_empty_line_does_not_ask_where_on_a_telephone,
    what_comes_of_copying_stands_below_the_button,
    a_line_to_copy_is_seen_whole_on_a_telephone,
    paper_has_everything_of_a_large_session,
);

/// Makes a meeting one with 25 elements and 40 threats with long texts.
fn large(session: &mut Session) {
    let now = session.sittings[0].started;
    let mut add = |new| {
        session.apply(&Edit::Add(new), now).unwrap();
    };
    for n in 1..=18 {
        add(New::Flow {
            from: format!("service-{n}").as_str().into(),
            to: format!("service-{}", n + 1).as_str().into(),
            data: format!("orders-{n}").as_str().into(),
        });
    }
    for n in 0..29 {
        let text = format!(
            "Someone replays message {n} of the settlement queue after the nightly restart, because what was seen is kept in \
             memory alone, so that a partner is paid twice and no one sees it until the end of the month-{n}."
        );
        add(New::threat(text.as_str(), FourQuestion::GoWrong));
    }
}

/// Where an element stands on the screen, from its top to its bottom.
fn stands(person: &Page, selector: &str) -> (f64, f64) {
    let found = person.run(&format!(
        "(it => [it.top, it.bottom])(document.querySelector({}).getBoundingClientRect())",
        json!(selector)
    ));
    serde_json::from_value(found).unwrap()
}

fn on_a_large_screen_the_fields_are_seen_beside_a_large_map(kind: Kind) {
    let browser = Browser::start(kind);
    for moment in ["before", "silent"] {
        let person = Handed::of_changed(moment, large);
        let person = person.opened(&browser);
        for field in ["#who", "#t-1", "#q-1", "#finished"] {
            let (_, bottom) = stands(&person, field);
            assert!(bottom < 800.0, "{moment}: {field} ends at {bottom}");
        }
        // Before the meeting the agenda stands above the map.
        let beside = if moment == "before" { "#agenda" } else { "svg" };
        assert!(stands(&person, beside).0 < 800.0, "{moment}");
    }
}

fn on_a_telephone_the_words_of_a_large_map_are_seen_and_the_fields_are_near(kind: Kind) {
    let browser = Browser::start(kind);
    let person = Handed::of_changed("silent", large);
    let person = person.opened(&browser);
    assert!(
        person.run("document.querySelector('.in-words').open") == json!(false),
        "the picture is there"
    );
    person.size(360, 740);
    person.wait("document.querySelector('.in-words').open");
    let (top, bottom) = stands(&person, ".in-words");
    assert!(
        person.shows(".in-words li") && bottom - top < 450.0,
        "{top} to {bottom}"
    );
    let reaches = "(it => it.scrollHeight > it.clientHeight && it.tabIndex === 0)(document.querySelector('.scroll'))";
    assert_eq!(
        person.run(reaches),
        json!(true),
        "the rest is reached with the keyboard"
    );
    person.size(1280, 800);
    person.wait("!document.querySelector('.in-words').open");
}

fn an_empty_line_does_not_ask_where_on_a_telephone(kind: Kind) {
    let browser = Browser::start(kind);
    let handed = Handed::of_example("silent");
    let person = handed.opened(&browser);
    person.size(360, 740);
    assert!(!person.shows("#t-1-place"));
    write(&person, 't', &["Refunds are paid twice", ""]);
    assert!(person.shows("#t-1-place") && !person.shows("#t-2-place"));
}

fn what_comes_of_copying_stands_below_the_button(kind: Kind) {
    let browser = Browser::start(kind);
    let handed = Handed::of_example("silent");
    let person = handed.opened(&browser);
    person.pick("#who", "Ana");
    write(&person, 't', &["Refunds are paid twice"]);
    finish(&person);
    person.click("#lines button");
    person.wait("document.getElementById('said').textContent.startsWith('Copied')");
    let (_, button) = stands(&person, "#lines button");
    let (top, bottom) = stands(&person, ".note");
    let (ways, _) = stands(&person, "#plain");
    assert!(
        button <= top && top < button + 40.0 && bottom <= ways,
        "{button} {top} {ways}"
    );
    assert!(
        person
            .text(".note")
            .contains("paste it into the meeting's chat")
    );
    // It is said once: by the live region, not by what the eye sees.
    assert_eq!(
        person.run("document.querySelector('.note').ariaHidden"),
        json!("true")
    );
    let role = "document.getElementById('said').getAttribute('role')";
    assert_eq!(person.run(role), json!("status"));
    person.click("#t-2");
    person.type_text("One more");
    assert!(!person.shows(".note"), "it is about a line that is gone");
}

fn a_line_to_copy_is_seen_whole_on_a_telephone(kind: Kind) {
    let browser = Browser::start(kind);
    let handed = Handed::of_example("silent");
    let person = handed.opened(&browser);
    person.size(360, 740);
    person.pick("#who", "Ana");
    let noise = |n: u64| n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let threats: Vec<String> = (1..=16)
        .map(|n| format!("token {:x} and key {:x}", noise(n), noise(n * 7919)))
        .collect();
    let threats: Vec<&str> = threats.iter().map(String::as_str).collect();
    write(&person, 't', &threats);
    finish(&person);
    assert!(lines(&person)[0].len() > 400);
    let hidden = "[...document.querySelectorAll('#lines textarea')].map(it => Math.max(it.scrollHeight - it.clientHeight, 0))";
    let hidden: Vec<u32> = serde_json::from_value(person.run(hidden)).unwrap();
    assert!(hidden.iter().all(|it| *it == 0), "{hidden:?}");
}

/// The text of a PDF without white space; nothing where no program can tell.
fn text(pdf: &[u8]) -> Option<String> {
    let reader = Command::new("pdftotext")
        .args(["-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut reader) = reader else {
        println!("pdftotext is not installed: paper is not read");
        return None;
    };
    reader.stdin.take().unwrap().write_all(pdf).unwrap();
    let output = reader.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(bare(&String::from_utf8_lossy(&output.stdout)))
}

/// Without white space, and without the letters that a printer draws as one.
fn bare(text: &str) -> String {
    let text = text
        .replace('\u{fb00}', "ff")
        .replace('\u{fb01}', "fi")
        .replace('\u{fb02}', "fl");
    text.split_whitespace().collect()
}

fn paper_has_everything_of_a_large_session(kind: Kind) {
    let browser = Browser::start(kind);
    for moment in MOMENTS {
        let mut expected: Vec<String> = Vec::new();
        let handed = Handed::of_changed(moment, |session| {
            large(session);
            match moment {
                "vote" => {
                    let candidates = session.candidates(None);
                    assert!(candidates.len() >= 37, "{}", candidates.len());
                    expected.extend(candidates.iter().map(|it| it.in_full()));
                }
                "end" => {
                    let open = session
                        .actions
                        .iter()
                        .filter(|it| it.status == ActionStatus::Open);
                    expected.extend(open.map(|it| format!("{} {}", it.id, it.text)));
                    expected.push("Accepted".to_owned());
                }
                _ => {
                    expected.extend(
                        session
                            .notes_of(NoteKind::InScope)
                            .map(|it| it.text.to_string()),
                    );
                    expected.extend((1..=19).map(|n| format!("service-{n}")));
                    expected.push(
                        if moment == "silent" {
                            "One line each."
                        } else {
                            "Agenda"
                        }
                        .to_owned(),
                    );
                }
            }
        });
        let Some(paper) = text(&handed.opened(&browser).print()) else {
            return;
        };
        assert!(!expected.is_empty());
        for words in &expected {
            assert!(
                paper.contains(&bare(words)),
                "{moment}: {words:?} is not in\n{paper}"
            );
        }
    }
}
