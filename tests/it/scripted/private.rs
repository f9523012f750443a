//! What only the private notes may say is on no frame of the shared screen.

use chrono::TimeDelta;
use threatboard::catalogue::Catalogue;
use threatboard::check::Thresholds;

use crate::support::{Desk, PLAIN, SMALL, WIDE, ten};
use crate::terminal::keys::parse;

/// The scripts of the meetings that a room sees.
const SCRIPTS: [&str; 3] = [
    super::meeting_90::SCRIPT,
    super::lunch::LUNCH,
    include_str!("../../scripts/meeting-60.keys"),
];

#[test]
fn no_frame_of_the_scripts_shows_a_word_of_the_private_notes() {
    let catalogue = Catalogue::bundled().unwrap();
    let limits = Thresholds::bundled();
    let mut looked = 0;
    for script in SCRIPTS {
        let mut desk = Desk::home();
        for line in script.lines() {
            if let Some(minute) = line.strip_prefix("#@ ") {
                let minute = minute.split(' ').next().unwrap().parse().unwrap();
                desk.until(ten() + TimeDelta::minutes(minute));
            }
            for step in parse(line).unwrap() {
                desk.step(&step);
            }
            let Some(session) = desk.app.session() else {
                continue;
            };
            let now = desk.app.now;
            let private = threatboard::notes::private_texts(session, &catalogue, &limits, now);
            for size in [WIDE, PLAIN, SMALL] {
                let screen = desk.screen(size);
                for text in &private {
                    looked += 1;
                    assert!(
                        !screen.contains(text.as_str()),
                        "{text:?} is seen in\n{screen}"
                    );
                }
            }
        }
    }
    assert!(
        looked > 1_000,
        "there were private words to look for: {looked}"
    );
}
