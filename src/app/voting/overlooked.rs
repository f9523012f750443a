//! High threats that got no votes.

use crate::app::state::{App, Tone};
use crate::keys::Screen;
use crate::keys::verb::Verb;

/// Names the high threats for which no one voted and at which no one looked since (R40).
pub(in crate::app) fn nudge_overlooked(app: &mut App) {
    let Some(session) = app.session() else { return };
    let overlooked = session.overlooked();
    let here = app.screen() == Screen::DoAbout;
    let key = app.keys.key_for(app.screen(), Verb::GoDoAbout);
    let says = match overlooked.as_slice() {
        [] => return,
        [only] => {
            let threat = session.threat(*only);
            let severity = threat.and_then(|t| session.level_words(t));
            let severity = severity.map_or_else(String::new, capital);
            let rest = if here {
                "Review it before you leave this question.".to_owned()
            } else {
                format!("Press {key} to go back to it.")
            };
            format!("{only} is {severity} but got no votes. {rest}")
        }
        [first, rest @ ..] => {
            let what = if here {
                "Review them before you leave this question.".to_owned()
            } else {
                format!("Press {key} to go back to them.")
            };
            format!(
                "{first} and {} more are high but got no votes. {what}",
                rest.len()
            )
        }
    };
    app.say(Tone::Attention, says);
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}
