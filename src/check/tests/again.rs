//! Checks of what was taken over and not thought about again: words of a rating, another session, one who understands.

use super::rows::{Row, rows};

rows! {
    "scale-meaning" "No one said what high means here. Choose a rating scale, or dismiss this."
        speaks "threat Swap !low"
        content "scale clinic
            threat Swap !low"
    "scale-meaning" "No one said what high means here. Choose a rating scale, or dismiss this."
        speaks "2x threat Swap !high"
        content "2x threat Swap"
    "scale-meaning" "The scale clinic does not say what low means"
        speaks "scale clinic without low
            threat Swap !high"
        content "scale clinic without low
            threat Swap"
    "scale-meaning" "The scale clinic does not say what low and high mean"
        speaks "scale clinic without low high
            threat Swap !high"
        content "solo
            threat Swap !high"
}
