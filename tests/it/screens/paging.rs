//! Pages: what a key scrolls away is what is drawn, at every size. No row is skipped, and the end is reached.

use std::collections::BTreeSet;

use super::{doing, ending, wrong};
use crate::support::Desk;
use threatboard::keys::Binding;

const SIZES: [(u16, u16); 6] = [(40, 10), (47, 13), (60, 20), (80, 24), (100, 30), (120, 16)];

/// A desk at which the program knows its size.
fn at(mut desk: Desk, (columns, rows): (u16, u16)) -> Desk {
    desk.keys(&format!("<resize:{columns}x{rows}>"));
    desk
}

/// The rows below the one that holds these words, from their column on, up to the end of the body or of the box.
fn rows_below(screen: &str, words: &str, height: usize) -> Vec<String> {
    let lines: Vec<Vec<char>> = screen.lines().map(|line| line.chars().collect()).collect();
    let column = |line: &[char]| {
        let text: String = line.iter().collect();
        text.split_once(words)
            .map(|(before, _)| before.chars().count())
    };
    let (y, x) = lines
        .iter()
        .enumerate()
        .find_map(|(y, line)| Some((y, column(line)?)))
        .unwrap_or_else(|| panic!("no {words}:\n{screen}"));
    let end = if height < 14 { height - 3 } else { height - 6 };
    (y + 1..end)
        .map(|y| lines.get(y).cloned().unwrap_or_default())
        .take_while(|line| line.get(x.saturating_sub(2)) != Some(&'└'))
        .map(|line| {
            let row: String = line.iter().skip(x).collect();
            row.split('│')
                .next()
                .unwrap_or_default()
                .trim_end()
                .to_owned()
        })
        .collect()
}

/// Pages down to the end and up again; each page must be a part of the whole that begins where the one before ended, or
/// sooner.
fn read(desk: &mut Desk, size: (u16, u16), words: &str, case: &str) {
    const ENDLESS: u16 = 2_000;
    let tall = desk.screen((size.0, ENDLESS));
    let mut whole = rows_below(&tall, words, ENDLESS.into());
    while whole.last().is_some_and(String::is_empty) {
        whole.pop();
    }
    let page = |screen: &str| rows_below(screen, words, size.1.into());
    let mut before = desk.screen(size);
    let height = page(&before).len();
    let is_at = |seen: &[String], start: usize| {
        let row = |n| whole.get(start + n).map_or("", String::as_str);
        seen.iter().enumerate().all(|(n, line)| line == row(n))
    };
    let last = whole.len().saturating_sub(height);
    // Rows that look the same may leave it open where a page begins.
    for (key, end) in [("<pgdn>", last), ("<pgup>", 0)] {
        let mut starts = BTreeSet::from([last - end]);
        loop {
            let seen = page(&before);
            assert!(
                starts.iter().any(|start| is_at(&seen, *start)),
                "{case} {key} at {size:?}, rows are skipped before\n{before}\n{seen:#?} of\n{whole:#?}"
            );
            desk.keys(key);
            let after = desk.screen(size);
            if after == before {
                assert!(
                    starts.contains(&end),
                    "{case} {key} at {size:?}, ends with\n{before}"
                );
                break;
            }
            before = after;
            let seen = page(&before);
            starts = (0..=last)
                .filter(|start| is_at(&seen, *start))
                .filter(|start| {
                    starts
                        .iter()
                        .any(|before| before != start && before.abs_diff(*start) <= height)
                })
                .collect();
        }
    }
}

#[test]
fn pages_of_an_export_show_each_row_of_the_file() {
    for size in SIZES {
        for reading in ["", "<tab>"] {
            for format in ["", "<down><down><down>"] {
                let mut desk = at(ending::finished(), size);
                desk.keys("<esc><esc>x<home>").keys(format).keys(reading);
                // In the smallest windows the list has the body to itself until the file is read.
                if !desk.screen(size).contains("PREVIEW") {
                    assert!(reading.is_empty() && size.1 < 18, "{size:?}");
                    continue;
                }
                let words = if reading.is_empty() {
                    "PREVIEW"
                } else {
                    "> PREVIEW"
                };
                read(&mut desk, size, words, &format!("export {format}{reading}"));
            }
        }
    }
}

#[test]
fn pages_of_the_help_show_each_row() {
    for size in SIZES {
        for screen in ["1", "2", "3", "4", "5", "6", "x"] {
            for words in ["", "the"] {
                let mut desk = at(doing::full(), size);
                desk.keys("<esc><esc>").keys(screen).keys("?").keys(words);
                read(
                    &mut desk,
                    size,
                    "find a key",
                    &format!("help of {screen} {words}"),
                );
            }
        }
    }
}

/// The rows of the box that lies over a screen, without the mark of the selection.
fn rows_of_box(screen: &str) -> BTreeSet<String> {
    let inside = |line: &str| -> Option<String> {
        let (_, rest) = line.split_once('│')?;
        let (row, _) = rest.rsplit_once('│')?;
        Some(row.trim_start_matches(['>', ' ']).trim_end().to_owned())
    };
    let lines = screen
        .lines()
        .skip_while(|line| !line.contains('┌'))
        .skip(1);
    let lines = lines.take_while(|line| !line.contains('└'));
    lines.filter_map(inside).collect()
}

/// What is seen while a key is pressed until nothing changes any more.
fn seen_by(desk: &mut Desk, size: (u16, u16), key: &str) -> BTreeSet<String> {
    let mut before = desk.screen(size);
    let mut seen = rows_of_box(&before);
    for _ in 0..400 {
        desk.keys(key);
        let screen = desk.screen(size);
        if screen == before {
            return seen;
        }
        seen.extend(rows_of_box(&screen));
        before = screen;
    }
    panic!("{key} has no end at {size:?}");
}

#[test]
fn pages_of_the_commands_and_of_what_was_found_leave_nothing_out() {
    for size in SIZES {
        for overlay in ["<ctrl-p>", "/e"] {
            let mut desk = at(wrong::busy(), size);
            desk.keys("<esc><esc>2");
            let words: Vec<String> = if overlay == "/e" {
                let threats = &desk.session().threats;
                let holding = threats.iter().filter(|threat| threat.text.contains('e'));
                holding.map(|threat| threat.id.to_string()).collect()
            } else {
                let all = desk.app.keys.bindings(desk.app.screen());
                all.map(Binding::name).collect()
            };
            assert!(words.len() > 9);
            desk.keys(overlay);
            for key in ["<pgdn>", "<pgup>"] {
                let seen = seen_by(&mut desk, size, key);
                let is_seen =
                    |word: &&String| seen.iter().any(|row| row.starts_with(word.as_str()));
                let missing: Vec<_> = words.iter().filter(|word| !is_seen(word)).collect();
                assert!(
                    missing.is_empty(),
                    "{overlay} {key} at {size:?}: {missing:?}"
                );
            }
        }
    }
}

/// Pages through the list of a screen and says which of these words were never on it.
fn unseen(desk: &mut Desk, size: (u16, u16), key: &str, words: &[String]) -> Vec<String> {
    let mut seen = String::new();
    for _ in 0..200 {
        let screen = desk.screen(size);
        seen.push_str(&screen);
        desk.keys(key);
        if desk.screen(size) == screen {
            break;
        }
    }
    let missing = words.iter().filter(|word| !seen.contains(word.as_str()));
    missing.cloned().collect()
}

#[test]
fn pages_of_a_list_leave_nothing_out() {
    let lines = |what: &str| -> String {
        let line = |n: usize| {
            let more = "goes on for long ".repeat(n % 5);
            format!("{what}{n:02} {more}")
        };
        (1..=40).map(|n| line(n) + "<enter>").collect()
    };
    for (screen, open) in [("2", "t"), ("3", ""), ("5", "q"), ("6", "a")] {
        for size in SIZES {
            let mut desk = at(wrong::busy(), size);
            desk.keys("<esc><esc>");
            if screen == "3" {
                desk.keys("2t").keys(&lines("row")).keys("<esc>3");
                // In a narrow window the list stands in the place of the artifact.
                if size.0 < 96 {
                    desk.keys("<tab>");
                }
            } else {
                desk.keys(screen)
                    .keys(open)
                    .keys(&lines("row"))
                    .keys("<esc>");
            }
            let words: Vec<String> = (1..=40).map(|n| format!("row{n:02}")).collect();
            desk.keys("<home>");
            for key in ["<pgdn>", "<pgup>"] {
                let missing = unseen(&mut desk, size, key, &words);
                assert!(
                    missing.is_empty(),
                    "{screen} {key} at {size:?}: {missing:?}"
                );
            }
        }
    }
}
