//! The sweep in words: where the room is, what is known of each letter there, what it is asked, and how far it is.

use super::speech::{capital, sentence, spoken};
use crate::app::{App, Open};
use crate::check::coverage::{State, state_words};
use crate::layout::speak;
use crate::screens::go_wrong::{Here, Known};

/// What is to be said of a stop.
pub(super) fn said(app: &App, open: &Open, here: &Here) -> Vec<String> {
    let session = &*open.session;
    let sweep = app.stops();
    let place = here.stop.place;
    let around = place.item().map(|id| speak(session, id).join("; "));
    let around = around.unwrap_or_else(|| session.place_words(place));
    let letters = sweep.letters(&here.stop).into_iter();
    let letters = letters.map(|(asked, known)| {
        let known = match known {
            Known::Found(n) => format!("{n} found"),
            Known::Nothing => state_words(State::Nothing).to_owned(),
            Known::NotYet => state_words(State::Open).to_owned(),
        };
        format!("{} {known}", asked.words())
    });
    let letters: Vec<String> = letters.collect();
    let chosen = here.letter.as_ref();
    let chosen = chosen.map(|asked| format!("What you type is found under {}.", asked.words()));
    let (all, left) = (sweep.stops().len(), sweep.to_do().count());
    let walk = &open.rooms.go_wrong.walk;
    let skipped = match walk.left(&sweep).len() {
        0 => String::new(),
        n => format!(", {n} skipped"),
    };
    let far = format!("{} of {all} stops looked at{skipped}.", all - left);
    let prompt = app.catalogue.sweep_prompt(session, &here.look());
    let mut said = vec![
        sentence(&around),
        sentence(&capital(&letters.join(", "))),
        spoken(&prompt),
    ];
    said.extend(chosen);
    said.push(far);
    said.extend(app.stops_that_fit().map(|says| sentence(&capital(&says))));
    said
}
