//! The program told line by line (`--plain`): before, keys, and what someone hears.

mod form;
mod hearing;
#[cfg(unix)]
mod program;

use chrono::TimeDelta;
use threatboard::app::msg::Msg;
use threatboard::plain::{Seen, narrate};

use crate::support::{Desk, ten};
use crate::terminal::keys::{Step, parse};

/// The 60-minute meeting.
const SCRIPT: &str = include_str!("../scripts/meeting-60.keys");

/// What stands in a terminal after these bytes. Anything but words, line ends and the three ways to edit the last line
/// is a fault: carriage return, erase to the end, go to a column.
fn transcript(sent: &str) -> String {
    let (mut lines, mut column) = (vec![Vec::<char>::new()], 0);
    let mut rest = sent.chars();
    while let Some(c) = rest.next() {
        let line = lines.last_mut().unwrap();
        match c {
            '\n' => lines.push(Vec::new()),
            '\r' => column = 0,
            '\x1b' => {
                assert_eq!(rest.next(), Some('['), "an unknown escape sequence");
                let mut number = String::new();
                let mut next = rest.next();
                while let Some(digit) = next.filter(char::is_ascii_digit) {
                    number.push(digit);
                    next = rest.next();
                }
                match next {
                    Some('K') if number.is_empty() => line.truncate(column),
                    Some('G') => column = number.parse::<usize>().unwrap() - 1,
                    other => panic!("an escape sequence that ends in {number}{other:?}"),
                }
            }
            c => {
                assert!(!c.is_control(), "{c:?} was sent");
                line.resize(line.len().max(column), ' ');
                match line.get_mut(column) {
                    Some(cell) => *cell = c,
                    None => line.push(c),
                }
                column += 1;
            }
        }
    }
    let lines = lines.iter().map(|line| line.iter().collect::<String>());
    lines.collect::<Vec<_>>().join("\n")
}

/// The steps of a script without its waits, which are for a drawn screen, and without its clock.
fn steps(script: &str) -> Vec<Step> {
    let mut steps = parse(script).unwrap();
    steps.retain(|step| !matches!(step, Step::Wait(_) | Step::Gone(_)));
    steps
}

/// Everything that was heard so far.
fn heard(desk: &Desk) -> String {
    transcript(&desk.voice.as_ref().unwrap().1)
}

/// The whole meeting at a desk, on a machine without sessions.
fn meeting(play: impl FnOnce(&mut Desk)) -> String {
    let mut desk = Desk::plain();
    desk.tell(Msg::Recents(Vec::new()));
    play(&mut desk);
    heard(&desk)
}

#[test]
fn the_meeting_reads_well_aloud() {
    let said = meeting(|desk| {
        for line in SCRIPT.lines() {
            if let Some(minute) = line.strip_prefix("#@ ") {
                let minute = minute.split(' ').next().unwrap().parse().unwrap();
                desk.app.now = ten() + TimeDelta::minutes(minute);
            }
            for step in steps(line) {
                desk.step(&step);
            }
        }
    });
    insta::assert_snapshot!("meeting", said);
}

/// Signs that a voice spells out or swallows. Someone's own words may hold them; the program's may not.
#[test]
fn the_programs_own_words_contain_no_symbol_that_would_be_spelt_out() {
    let mut desk = Desk::plain();
    desk.tell(Msg::Recents(Vec::new()));
    let mut seen = Seen::of(&desk.app);
    let mut said = Vec::new();
    for step in steps(SCRIPT) {
        desk.step(&step);
        said.extend(narrate(&seen, &desk.app));
        seen = Seen::of(&desk.app);
    }
    assert!(said.len() > 200, "the meeting was told");
    let signs = [
        "->", ">", "<", "|", "*", "_", "[", "]", "{", "}", "#", " ! ", " - ", " ? ", "  ",
    ];
    for line in said {
        for sign in signs {
            assert!(!line.contains(sign), "{sign} in: {line}");
        }
        assert!(line.ends_with(['.', '?', ':']), "not a sentence: {line}");
    }
}
