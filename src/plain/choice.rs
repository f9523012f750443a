//! Keys to choose from after `s`, `r` or `o`, as one line that can be listened to.

use super::speech::{capital, key_called, spoken};
use crate::app::App;
use crate::screens::choice::Choice;

/// What is asked and the keys that answer it; after a digit that may become a longer number, what was typed.
pub(super) fn lines(app: &App, choice: Choice, typed: &str) -> Vec<String> {
    let Some(session) = app.session() else {
        return Vec::new();
    };
    if !typed.is_empty() {
        return vec![format!(
            "{typed}: another digit, or Enter for number {typed}."
        )];
    }
    let options: Vec<String> = choice
        .options(session, &app.catalogue, &app.scales)
        .iter()
        .map(|offer| {
            let label = spoken(&offer.label);
            format!("{} {}", key_called(&offer.key), label.trim_end_matches('.'))
        })
        .collect();
    let or = if choice.takes_a_name() {
        " Or type a name."
    } else {
        ""
    };
    vec![format!(
        "{}? {}.{or} Escape closes.",
        capital(&choice.asks()),
        options.join(", ")
    )]
}
